//! Random plans with everything that the engine knows, for the property tests.

use super::*;
use critpath::model::{
    Assignment, Calendar, CalendarException, Estimate, Gate, ManualDates, Progress, Resource, Shift, Split,
    Weekday, WorkDay,
};
use critpath::time::{Date, TimeOfDay};
use proptest::prelude::*;

/// What a random plan may hold.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    pub tasks: usize,
    /// Calendars, holidays, elapsed durations and lags.
    pub calendars: bool,
    /// Windows, constraints, deadlines.
    pub dates: bool,
    /// Tasks that have started or finished.
    pub progress: bool,
    /// Tasks without durations.
    pub gaps: bool,
}

pub const EVERYTHING: Shape = Shape { tasks: 12, calendars: true, dates: true, progress: true, gaps: true };

/// Numbers to choose by; every choice takes the next ones.
pub struct Choices<'a>(pub std::slice::Iter<'a, u16>);

impl Choices<'_> {
    /// A number below `limit`; 0 when the choices run out.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0.next().map_or(0, |choice| *choice as usize % limit.max(1))
    }

    pub fn one_in(&mut self, chance: usize) -> bool {
        self.below(chance) == chance - 1
    }

    pub fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}

/// A random plan. Fewer choices make a simpler plan, so that failures shrink.
pub fn plans(shape: Shape) -> impl Strategy<Value = Document> {
    let tasks = 1..=shape.tasks;
    tasks.prop_flat_map(move |tasks| {
        proptest::collection::vec(any::<u16>(), 0..40 * tasks)
            .prop_map(move |choices| plan(shape, tasks, &mut Choices(choices.iter())))
    })
}

fn plan(shape: Shape, tasks: usize, choices: &mut Choices) -> Document {
    let mut plan = document(&[]);
    if shape.calendars {
        plan.calendars = calendars();
        plan.resources = ["nights", "holidays", "afternoons", ""].map(resource).to_vec();
        plan.calendar = choices.of(&[None, None, Some("always"), Some("holidays")]).map(String::from);
        plan.start =
            Some(moment(choices.of(&["2026-12-07", "2026-12-05", "2026-12-08T10:30", "2026-12-11T22:00"])));
    }
    if shape.dates && choices.one_in(6) {
        plan.deadline = Some(date(choices));
    }
    if shape.progress && choices.one_in(4) {
        plan.data_date = Some(date(choices));
    }
    phases(shape, tasks, choices, &mut plan);
    for at in 0..tasks {
        let task = random_task(shape, at, choices, &plan);
        plan.tasks.push(task);
    }
    plan
}

/// Phases hold the tasks of rising ranges, so that most plans have no cycle.
fn phases(shape: Shape, tasks: usize, choices: &mut Choices, plan: &mut Document) {
    for at in 0..choices.below(tasks / 2 + 2) {
        let parent = if at > 0 && choices.one_in(3) { format!("p{}", at - 1) } else { String::new() };
        let mut phase = phase(&format!("p{at}"), &parent, "");
        if at > 0 && choices.one_in(2) {
            let before = choices.below(at);
            if before + 1 < at || parent.is_empty() {
                phase.after.push(random_dependency(shape, choices, format!("p{before}")));
            }
        }
        if shape.dates {
            if choices.one_in(4) {
                phase.window = Some(window(choices));
            }
            phase.constraints.extend(random_constraint(choices));
            phase.deadline = choices.one_in(8).then(|| date(choices));
            if choices.one_in(8) {
                let start = choices.one_in(2).then(|| date(choices));
                let finish = choices.one_in(2).then(|| date(choices));
                phase.manual = Some(ManualDates { start, finish, ..ManualDates::default() });
            }
        }
        plan.phases.push(phase);
    }
}

fn random_task(shape: Shape, at: usize, choices: &mut Choices, plan: &Document) -> Task {
    const DURATIONS: [&str; 8] = ["1d", "4h", "3d", "90m", "0h", "2w", "milestone", "7h"];
    let mut task = task(&format!("t{at}"), choices.of(&DURATIONS), "");
    if task.kind == TaskKind::Milestone && shape.calendars {
        task.kind = choices.of(&[TaskKind::Milestone, TaskKind::StartMilestone, TaskKind::FinishMilestone]);
    }
    for _ in 0..choices.below(4).min(at) {
        let before = format!("t{}", choices.below(at));
        task.after.push(random_dependency(shape, choices, before));
    }
    if !plan.phases.is_empty() && choices.one_in(2) {
        // Later tasks are in later phases.
        let phase = (at * plan.phases.len() / shape.tasks + choices.below(2)).min(plan.phases.len() - 1);
        task.phase = Some(format!("p{phase}"));
    } else if !plan.phases.is_empty() && choices.one_in(4) {
        let phase = choices.below(plan.phases.len());
        task.after.push(random_dependency(shape, choices, format!("p{phase}")));
    }
    if shape.calendars {
        task.calendar = choices
            .of(&[None, None, None, Some("always"), Some("nights"), Some("holidays")])
            .map(String::from);
        while choices.one_in(4) {
            let resource = choices.of(&["nights", "holidays", "afternoons", ""]);
            task.needs.push(Assignment { resource: format!("of {resource}"), ..Assignment::default() });
        }
        task.ignore_resource_calendars = choices.one_in(8);
        if choices.one_in(8) && task.kind == TaskKind::Task {
            task.duration = Some(Duration::parse(choices.of(&["1ed", "5eh", "1ew"])).unwrap());
        }
    }
    if shape.dates {
        task.constraints.extend(random_constraint(choices));
        task.deadline = choices.one_in(6).then(|| date(choices));
        if choices.one_in(8) {
            task.window = Some(window(choices));
        }
        if choices.one_in(8) {
            let late = Constraint { kind: ConstraintKind::AsLateAsPossible, ..Constraint::default() };
            task.constraints.push(late);
        }
    }
    if shape.gaps && choices.one_in(6) {
        let split = |after: &str, pause: &str| {
            let part = |text: &str| Duration::parse(text).unwrap();
            Split { after: part(after), pause: part(pause), ..Split::default() }
        };
        task.splits = vec![split("1h", "1d"), split("1d", "90m")];
    }
    if shape.gaps && choices.one_in(8) {
        task.duration = None;
        if choices.one_in(2) {
            let part = |text: &str| Some(Duration::parse(text).unwrap());
            task.estimate = Some(Estimate { low: part("1h"), high: part("2d"), ..Estimate::default() });
        }
    }
    if shape.progress {
        task.progress = random_progress(choices);
    }
    task
}

/// A resource with this calendar, if that is not empty.
fn resource(calendar: &str) -> Resource {
    let calendar_or_none = Some(calendar.to_owned()).filter(|calendar| !calendar.is_empty());
    Resource { id: format!("of {calendar}"), calendar: calendar_or_none, ..Resource::default() }
}

pub fn random_dependency(shape: Shape, choices: &mut Choices, predecessor: String) -> Dependency {
    const WORKING: [&str; 6] = ["", "1h", "-2h", "1d", "-1d", "50%"];
    const ALL: [&str; 9] = ["", "", "1h", "-2h", "1d", "-1d", "50%", "1ed", "-5eh"];
    let lag = if shape.calendars { choices.of(&ALL) } else { choices.of(&WORKING) };
    Dependency {
        predecessor,
        relation: choices.of(&[
            Relation::FinishToStart,
            Relation::FinishToStart,
            Relation::StartToStart,
            Relation::FinishToFinish,
            Relation::StartToFinish,
        ]),
        lag: (!lag.is_empty()).then(|| Lag::parse(lag).unwrap()),
        implied: choices.one_in(4).then(|| "phase_order".into()),
        ..Dependency::default()
    }
}

fn random_constraint(choices: &mut Choices) -> Option<Constraint> {
    choices.one_in(5).then(|| Constraint {
        kind: choices.of(&ConstraintKind::ALL[..6]),
        date: Some(date(choices)),
        ..Constraint::default()
    })
}

fn random_progress(choices: &mut Choices) -> Option<Progress> {
    choices.one_in(6).then(|| Progress {
        started: Some(date(choices)),
        finished: choices.one_in(2).then(|| moment("2027-01-20T15:00")),
        remaining: choices.one_in(3).then(|| Duration::parse("5h").unwrap()),
        percent: choices.one_in(3).then_some(40.0),
        ..Progress::default()
    })
}

pub fn date(choices: &mut Choices) -> Moment {
    let day = 1 + choices.below(28);
    let time = choices.of(&["", "", "T12:00", "T17:00", "T03:30"]);
    moment(&format!("2026-12-{day:02}{time}"))
}

fn window(choices: &mut Choices) -> Window {
    let unit = choices.of(&[
        WindowUnit::Week,
        WindowUnit::Day,
        WindowUnit::Month,
        WindowUnit::Quarter,
        WindowUnit::Date,
    ]);
    let first = 1 + choices.below(3) as u32;
    let year =
        matches!(unit, WindowUnit::Month | WindowUnit::Quarter).then_some(2027).filter(|_| choices.one_in(3));
    let window = Window {
        unit,
        first: Some(first),
        last: Some(first + choices.below(2) as u32),
        year,
        ..Window::default()
    };
    match unit {
        WindowUnit::Date => Window {
            start: Some(date(choices)),
            finish: choices.one_in(3).then(|| moment("2027-01-05")),
            ..window
        },
        _ => window,
    }
}

pub fn calendars() -> Vec<Calendar> {
    let shift = |start: &str, finish: &str| Shift {
        start: TimeOfDay::parse(start).unwrap(),
        finish: TimeOfDay::parse(finish).unwrap(),
        ..Shift::default()
    };
    let days = |days: &[Weekday], shifts| WorkDay { days: days.to_vec(), shifts, ..WorkDay::default() };
    let workdays = &Weekday::ALL[..5];
    let holiday = |date: &str| CalendarException {
        start: Some(Date::parse(date).unwrap()),
        ..CalendarException::default()
    };
    let calendar =
        |id: &str, week, exceptions| Calendar { id: id.into(), week, exceptions, ..Calendar::default() };
    vec![
        calendar("always", vec![days(Weekday::ALL, vec![shift("00:00", "24:00")])], vec![]),
        calendar(
            "nights",
            vec![days(&Weekday::ALL[1..6], vec![shift("22:00", "02:00"), shift("03:00", "06:00")])],
            vec![],
        ),
        calendar(
            "holidays",
            vec![days(workdays, vec![shift("08:00", "12:00"), shift("13:00", "17:00")])],
            vec![holiday("2026-12-08"), holiday("2026-12-24"), holiday("2026-12-25")],
        ),
        calendar("afternoons", vec![days(&Weekday::ALL[2..], vec![shift("12:30", "23:00")])], vec![]),
    ]
}

/// A gate that one of the tasks waits for.
pub fn with_gate(mut plan: Document) -> Document {
    if let [first, .., last] = plan.tasks.as_mut_slice() {
        last.gate = Some("gate".into());
        let after = vec![Dependency {
            predecessor: first.id.clone(),
            lag: Some(Lag::parse("1h").unwrap()),
            ..Dependency::default()
        }];
        plan.gates.push(Gate { id: "gate".into(), after, ..Gate::default() });
    }
    plan
}
