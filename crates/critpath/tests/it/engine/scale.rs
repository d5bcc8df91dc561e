//! Size: no recursion that overflows the stack, no time that grows with the square of the input.

use super::*;
use critpath::explain::explain;
use critpath::graph;
use critpath::schedule::findings;

const MANY: usize = 100_000;

/// Runs on a stack of 512 KiB, on which recursion as deep as the input would overflow.
fn on_small_stack(work: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(512 * 1024).spawn(work).unwrap().join().unwrap();
}

fn chain(length: usize, step: &str) -> Document {
    let mut document = document(&[]);
    for at in 0..length {
        let after = if at == 0 { String::new() } else { format!("t{}", at - 1) };
        document.tasks.push(task(&format!("t{at}"), step, &after));
    }
    document
}

#[test]
fn a_chain_of_100_000_tasks() {
    on_small_stack(|| {
        let (plan, schedule) = scheduled(chain(MANY, "8h"));
        assert!((0..MANY).all(|task| schedule.is_critical(task) && schedule.free_float()[task] == 0));
        let chain = explain(&plan, &schedule, &format!("t{}", MANY - 1)).unwrap().chain;
        assert_eq!(chain.len(), MANY);
        assert_eq!(findings(&plan, &schedule), []);
    });
}

#[test]
fn a_chain_against_the_order_of_the_document() {
    on_small_stack(|| {
        let mut document = chain(MANY, "1h");
        document.tasks.reverse();
        let (plan, schedule) = scheduled(document);
        assert_eq!(schedule.early_start()[MANY - 1], schedule.plan_start());
        assert_eq!(plan.network().order()[0], MANY as u32 - 1);
    });
}

#[test]
fn phases_100_000_deep() {
    on_small_stack(|| {
        let mut document = document(&[("before", "1d", ""), ("after", "1d", "p0")]);
        for at in 0..MANY {
            let parent = if at == 0 { String::new() } else { format!("p{}", at - 1) };
            let mut phase = phase(&format!("p{at}"), &parent, "before");
            phase.deadline = Some(moment("2026-12-31"));
            document.phases.push(phase);
            document.tasks.push(Task { phase: Some(format!("p{at}")), ..task(&format!("t{at}"), "2h", "") });
        }
        document.tasks.push(task("beside", "1h", &format!("p{}:SS, p7", MANY / 2)));
        let (plan, schedule) = scheduled(document);
        let dates = schedule.phase_dates(&plan);
        assert_eq!(dates.len(), MANY);
        let [outer, inner] =
            [dates[0].unwrap(), dates[MANY - 1].unwrap()].map(|dates| (dates.start, dates.finish));
        assert_eq!(outer, inner);
        assert_eq!([outer.0, outer.1].map(|at| short(&plan.axis().text(at))), ["8T08", "8T10"]);
        assert_eq!(schedule.early_start()[1], outer.1);
        assert_eq!(explain(&plan, &schedule, "after").unwrap().chain.len(), 3);
        assert_eq!(findings(&plan, &schedule), []);
    });
}

#[test]
fn a_cycle_of_100_000_tasks() {
    on_small_stack(|| {
        let mut document = chain(MANY, "1h");
        document.tasks[0].after = dependencies(&format!("t{}", MANY - 1));
        let errors = build_error(document);
        assert_eq!(errors.len(), 1);
        assert!(errors[0].starts_with("dependencies form a cycle: `t0` -> `t1` -> "), "{}", &errors[0][..80]);
        assert!(errors[0].ends_with("-> `t99999` -> `t0`"));
    });
}

#[test]
fn a_knot_and_a_ring_of_phases() {
    on_small_stack(|| {
        // Everything reaches everything: a ring with a chord from each node.
        let ring = (0..MANY as u32).map(|at| (at, (at + 1) % MANY as u32));
        let chords = (0..MANY as u32).map(|at| (at, (at * 7 + 3) % MANY as u32));
        let edges: Vec<(u32, u32)> = ring.chain(chords).collect();
        let cycles = graph::cycles(MANY, &edges);
        assert_eq!(cycles.len(), 1);
        let cycle = &cycles[0];
        let next = |at: usize| cycle[(at + 1) % cycle.len()];
        assert!((0..cycle.len()).all(|at| edges.contains(&(cycle[at], next(at)))) && cycle.len() < 1000);
        let mut document = document(&[]);
        document.phases =
            (0..MANY).map(|at| phase(&format!("p{at}"), &format!("p{}", (at + 1) % MANY), "")).collect();
        assert_eq!(build_error(document).len(), 1);
    });
}

#[test]
fn a_hub_of_100_000_links() {
    on_small_stack(|| {
        let mut document = document(&[("first", "1d", "")]);
        document.tasks.extend((0..MANY).map(|at| task(&format!("t{at}"), "1h", "first:FS+1h")));
        let after: Vec<String> = (0..MANY).map(|at| format!("t{at}")).collect();
        document.tasks.push(task("last", "milestone", &after.join(",")));
        let (plan, schedule) = scheduled(document);
        assert_eq!(short(&plan.axis().text(schedule.finish().unwrap())), "8T10");
    });
}

#[test]
fn dates_beyond_the_axis_are_an_error() {
    let plan = Plan::build(chain(3_000, "50000000d")).unwrap();
    let error = schedule(&plan, &ScheduleOptions::default()).unwrap_err();
    assert!(matches!(&error, Error::Overflow { task } if task == "t1"), "{error}");
    for (duration, after) in [("1d", "a:FS+6000000000w"), ("1d", "a:SS+6000000000ew"), ("199000000w", "a")] {
        let plan = Plan::build(document(&[("a", "1d", ""), ("b", duration, after)])).unwrap();
        let error = schedule(&plan, &ScheduleOptions::default()).unwrap_err();
        assert!(matches!(&error, Error::Overflow { task } if task == "b"), "{error}");
    }
}

#[test]
fn tasks_in_random_order_get_the_dates_that_they_get_in_order() {
    const TASKS: usize = 20_011;
    // Both are prime: every place comes once.
    let place = |at: usize| at * 7_919 % TASKS;
    let tasks: Vec<Task> = (0..TASKS)
        .map(|at| {
            let after = match at {
                ..1_000 => String::new(),
                _ => format!("t{}, t{}:SS+{}h", at - 1_000, at - 997, at % 5),
            };
            task(&format!("t{at}"), ["8h", "3h", "2ed", "20h"][at % 4], &after)
        })
        .collect();
    let mut scattered = vec![Task::default(); TASKS];
    for (at, task) in tasks.iter().enumerate() {
        scattered[place(at)] = task.clone();
    }
    let (plan, schedule) = scheduled(Document { tasks: scattered, ..document(&[]) });
    let (plan_in_order, in_order) = scheduled(Document { tasks, ..document(&[]) });
    for at in 0..TASKS {
        let figures = |schedule: &Schedule, at: usize| {
            [
                schedule.early_start()[at],
                schedule.early_finish()[at],
                schedule.late_start()[at],
                schedule.late_finish()[at],
                schedule.total_float()[at],
                schedule.free_float()[at],
                schedule.duration()[at],
            ]
        };
        assert_eq!(figures(&schedule, place(at)), figures(&in_order, at), "t{at}");
    }
    for last in ["t20010", "t19000"] {
        let chain = explain(&plan, &schedule, last).unwrap().chain;
        assert_eq!(chain, explain(&plan_in_order, &in_order, last).unwrap().chain);
    }
}
