//! The same answers in the most naive way: every link on a phase written out for each pair of leaves,
//! dates relaxed over and over until nothing moves. For plans that always work, without dates.

use super::*;
use critpath::plan::Target;

/// Early and late dates and floats of each task, in the order of the document.
#[derive(Debug, PartialEq, Eq)]
pub struct Dates {
    pub early: Vec<(i64, i64)>,
    pub late: Vec<(i64, i64)>,
    pub total: Vec<i64>,
    pub free: Vec<i64>,
}

/// Bounds of one leaf by others: the latest, or the earliest of a group.
struct Link {
    predecessors: Vec<usize>,
    successor: usize,
    relation: Relation,
    lag: Lag,
    /// The phase that the predecessors are, if they are one.
    is_phase: bool,
}

pub fn solve(plan: &Plan) -> Dates {
    let document = plan.document();
    let tasks = document.tasks.len();
    let leaves = Leaves::new(plan);
    let links = leaves.links(plan);
    let start = plan.axis().instant_of(document.start.unwrap());
    let length = |leaf: usize| match document.tasks.get(leaf) {
        Some(task) => task.duration.map_or(0, |duration| duration.seconds(&document.units)),
        None => 0,
    };
    let mut early: Vec<i64> = vec![start; leaves.count];
    loop {
        // Each round starts afresh: a lag in percent of a phase may shrink while its tasks move, and a bound of an
        // earlier round would stay.
        let before = std::mem::replace(&mut early, vec![start; leaves.count]);
        for link in &links {
            early[link.successor] = early[link.successor].max(bound(link, &before, &length));
        }
        if early == before {
            break;
        }
    }
    let finish = (0..leaves.count).map(|leaf| early[leaf] + length(leaf)).max().unwrap_or(start);
    let mut late: Vec<i64> = (0..leaves.count).map(|leaf| finish - length(leaf)).collect();
    loop {
        let before = late.clone();
        for link in &links {
            for leaf in binding(link, &early) {
                late[*leaf] = late[*leaf].min(latest(link, *leaf, &early, late[link.successor], &length));
            }
        }
        if late == before {
            break;
        }
    }
    let total: Vec<i64> = (0..tasks).map(|task| late[task] - early[task]).collect();
    let mut free = total.clone();
    for link in &links {
        for leaf in binding(link, &early).into_iter().filter(|leaf| **leaf < tasks) {
            let latest = latest(link, *leaf, &early, early[link.successor], &length);
            free[*leaf] = free[*leaf].min((latest - early[*leaf]).max(0));
        }
    }
    let dates = |starts: &[i64]| (0..tasks).map(|task| (starts[task], starts[task] + length(task))).collect();
    let free = free.into_iter().zip(&total).map(|(free, total)| free.min(*total).max(0)).collect();
    Dates { early: dates(&early), late: dates(&late), total, free }
}

fn from_finish(link: &Link) -> bool {
    matches!(link.relation, Relation::FinishToStart | Relation::FinishToFinish)
}

fn to_finish(link: &Link) -> bool {
    matches!(link.relation, Relation::StartToFinish | Relation::FinishToFinish)
}

fn lag(link: &Link, early: &[i64], length: &dyn Fn(usize) -> i64) -> i64 {
    let starts = link.predecessors.iter().map(|leaf| early[*leaf]);
    let finishes = link.predecessors.iter().map(|leaf| early[*leaf] + length(*leaf));
    let span = finishes.max().unwrap() - starts.min().unwrap();
    link.lag.seconds(&Default::default(), span)
}

/// The earliest start of the successor.
fn bound(link: &Link, early: &[i64], length: &dyn Fn(usize) -> i64) -> i64 {
    let finishes = link.predecessors.iter().map(|leaf| early[*leaf] + length(*leaf));
    let starts = link.predecessors.iter().map(|leaf| early[*leaf]);
    let end = if from_finish(link) { finishes.max() } else { starts.min() };
    let back = if to_finish(link) { length(link.successor) } else { 0 };
    end.unwrap() + lag(link, early, length) - back
}

/// The predecessors that bind: all by their finish, the earliest by its start.
fn binding<'a>(link: &'a Link, early: &[i64]) -> Vec<&'a usize> {
    let first = link.predecessors.iter().map(|leaf| early[*leaf]).min();
    link.predecessors
        .iter()
        .filter(|leaf| !link.is_phase || from_finish(link) || Some(early[**leaf]) == first)
        .collect()
}

/// The latest start of a predecessor that keeps the start of the successor.
fn latest(link: &Link, leaf: usize, early: &[i64], successor: i64, length: &dyn Fn(usize) -> i64) -> i64 {
    let forward = if to_finish(link) { length(link.successor) } else { 0 };
    let back = if from_finish(link) { length(leaf) } else { 0 };
    successor + forward - lag(link, early, length) - back
}

/// Tasks, then phases that hold none but are named as predecessors.
struct Leaves {
    of_phase: Vec<Vec<usize>>,
    count: usize,
}

impl Leaves {
    fn new(plan: &Plan) -> Self {
        let document = plan.document();
        let tree = plan.phases();
        let mut of_phase: Vec<Vec<usize>> = vec![Vec::new(); document.phases.len()];
        for task in 0..document.tasks.len() {
            for phase in tree.and_above(tree.of_task(task)) {
                of_phase[phase].push(task);
            }
        }
        let named = |phase: usize| {
            let id = &document.phases[phase].id;
            let tasks = document.tasks.iter().flat_map(|task| &task.after);
            tasks.chain(document.phases.iter().flat_map(|phase| &phase.after)).any(|d| d.predecessor == *id)
        };
        let mut count = document.tasks.len();
        let empty: Vec<usize> =
            (0..of_phase.len()).filter(|phase| of_phase[*phase].is_empty() && named(*phase)).collect();
        for phase in empty {
            for above in tree.and_above(Some(phase)) {
                of_phase[above].push(count);
            }
            count += 1;
        }
        Leaves { of_phase, count }
    }

    fn links(&self, plan: &Plan) -> Vec<Link> {
        let document = plan.document();
        let mut links = Vec::new();
        let of_tasks = document.tasks.iter().enumerate().map(|(at, task)| (vec![at], &task.after));
        let of_phases =
            document.phases.iter().enumerate().map(|(at, phase)| (self.of_phase[at].clone(), &phase.after));
        for (successors, after) in of_tasks.chain(of_phases) {
            for dependency in after {
                let (predecessors, is_phase) = match plan.target(&dependency.predecessor).unwrap() {
                    Target::Task(task) => (vec![task], false),
                    Target::Phase(phase) => (self.of_phase[phase].clone(), true),
                };
                for successor in &successors {
                    links.push(Link {
                        predecessors: predecessors.clone(),
                        successor: *successor,
                        relation: dependency.relation,
                        lag: dependency.lag.unwrap_or(Lag::Time(Duration::ZERO)),
                        is_phase,
                    });
                }
            }
        }
        links
    }
}
