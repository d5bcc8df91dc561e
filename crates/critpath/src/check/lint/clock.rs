//! Names that begin with a time of day, `22:00 stop traffic`, into a finding: a name moves nothing.

use super::Guide;
use crate::check::phrase::{count, names};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Document, Task};
use crate::time::TimeOfDay;

/// One finding for all of them.
pub(super) fn findings(guide: &Guide) -> Vec<Diagnostic> {
    let timed: Vec<(&Task, TimeOfDay)> = guide
        .document
        .tasks
        .iter()
        .filter(|task| !states_start(task))
        .filter_map(|task| Some((task, time_of(&task.name)?)))
        .collect();
    let Some(((first, time), others)) = timed.split_first() else { return Vec::new() };
    let called = names(timed.iter().map(|(task, _)| task.name.as_str()));
    let message = if others.is_empty() {
        format!("the time of day that {called} begins with is part of its name and moves nothing")
    } else {
        let tasks = count(timed.len(), "task");
        format!("the times of day that {tasks} begin with are part of their names and move nothing: {called}")
    };
    let found = Diagnostic::new(Code::TaskClock, message)
        .at(first.span)
        .help(format!("state when it starts: `{{not-before={}}}`", moment(guide.document, *time)));
    vec![others.iter().fold(found, |found, (task, _)| found.label(task.span, "this one too"))]
}

/// Whether a task says when it starts, or did.
fn states_start(task: &Task) -> bool {
    let started =
        task.progress.as_ref().is_some_and(|progress| progress.started.or(progress.finished).is_some());
    started
        || task.window.is_some()
        || task.manual.is_some()
        || task.constraints.iter().any(|it| it.date.is_some())
}

/// The time that a name begins with, apart from what follows.
fn time_of(name: &str) -> Option<TimeOfDay> {
    let end = name.find(|c: char| !c.is_ascii_digit() && c != ':').unwrap_or(name.len());
    let (time, rest) = name.split_at(end);
    let (hours, minutes) = time.split_once(':')?;
    let digits = (1..=2).contains(&hours.len()) && minutes.len() == 2;
    let apart =
        rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—'));
    let time = || TimeOfDay::parse(&format!("{hours:0>2}:{minutes}")).ok();
    if digits && apart { time() } else { None }
}

/// The next such time from the start of the plan on, or one with a day to be filled in.
fn moment(document: &Document, time: TimeOfDay) -> String {
    let Some(start) = document.start else { return format!("YYYY-MM-DDT{time}") };
    let begins = match start {
        crate::time::Moment::Date(_) => None,
        crate::time::Moment::Local(local) => Some(local.time()),
        crate::time::Moment::Zoned(zoned) => Some(zoned.time()),
    };
    let seconds = |at: chrono::NaiveTime| chrono::Timelike::num_seconds_from_midnight(&at);
    let next_day = begins.is_some_and(|begins| time.seconds() < seconds(begins));
    let day = if next_day { start.date().succ_opt().unwrap_or(start.date()) } else { start.date() };
    format!("{day}T{time}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_stand_apart_at_the_beginning() {
        for (name, time) in [
            ("22:00 stop traffic", Some("22:00")),
            ("9:05 – check", Some("09:05")),
            ("23:30", Some("23:30")),
            ("25:00 never", None),
            ("1:10000 scale", None),
            ("10:30x", None),
            ("Ratio 10:30", None),
            ("3:1 mix", None),
            ("", None),
        ] {
            assert_eq!(time_of(name).map(|time| time.to_string()).as_deref(), time, "{name}");
        }
    }
}
