//! Undos into findings about those that contradict themselves, or leave open how long they take.

use crate::calendar::Calendars;
use crate::check::index::{Index, Kind};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Dependency, Document, Quantity, Relation, Task, Undo};

pub(super) fn findings(document: &Document, index: &Index, calendars: &Calendars) -> Vec<Diagnostic> {
    let undone = document.tasks.iter().filter_map(|task| Some((task, task.undo.as_ref()?)));
    let of_undos = undone
        .flat_map(|(task, undo)| [contradiction(document, task, undo), order(task, undo), time(task, undo)]);
    of_undos.flatten().chain(settings(document, index, calendars)).collect()
}

/// What the way back must hold to, where it names what does not exist.
fn settings(document: &Document, index: &Index, calendars: &Calendars) -> Vec<Diagnostic> {
    let Some(rollback) = &document.rollback else { return Vec::new() };
    let at = |code, message: String| Diagnostic::new(code, message).at(rollback.span.or(document.span));
    let mut found = Vec::new();
    if let Some(scope) = &rollback.scope
        && !index.is_environment(scope)
        && index.get(Kind::Phase, scope).is_none_or(|noun| noun.kind != Kind::Phase)
    {
        let message =
            format!("the way back is that of `{scope}`, but there is no environment or phase with this id");
        let meant =
            [Kind::Environment, Kind::Phase].iter().find_map(|kind| index.suggestion(&[*kind], scope));
        let help = match meant {
            Some((meant, _)) => format!("did you mean `{meant}`?"),
            None => "name an environment or a phase".into(),
        };
        found.push(at(Code::IdUnknown, message).help(help));
    }
    for (what, id) in
        [("undos work by", &rollback.calendar), ("change windows are those of", &rollback.window)]
    {
        if let Some(id) = id.as_ref().filter(|id| calendars.get(id).is_none()) {
            found.push(at(
                Code::CalendarUnknown,
                format!("the {what} the calendar `{id}`, which does not exist"),
            ));
        }
    }
    found
}

fn finding(code: Code, message: String, task: &Task, undo: &Undo, help: &str) -> Diagnostic {
    Diagnostic::new(code, message).at(undo.span.or(task.span)).help(help)
}

/// Says that there is no way back, and what it is; or that the slow way is the faster one.
fn contradiction(document: &Document, task: &Task, undo: &Undo) -> Option<Diagnostic> {
    let states_undo = undo.duration.is_some() || undo.estimate.is_some() || undo.restore_size.is_some();
    let seconds = |duration| document.units.seconds(&duration);
    let (what, help) = match (undo.late, undo.duration) {
        _ if undo.irreversible && states_undo => (
            "is irreversible, and has an undo all the same; that does not count",
            "drop `irreversible`, or drop the undo",
        ),
        (Some(_), _) if undo.until.is_none() => (
            "has a late undo, but is never too late for the usual one",
            "say until when the usual one is possible, as in `undo-until=+30m`",
        ),
        (Some(late), Some(usual)) if seconds(late) < seconds(usual) => {
            ("has a late undo that is faster than the usual one", "state the longer of the two as `late`")
        }
        _ => return None,
    };
    Some(finding(Code::UndoContradiction, format!("`{}` {what}", task.id), task, undo, help))
}

/// An order of undos that says more than which is first.
fn order(task: &Task, undo: &Undo) -> Option<Diagnostic> {
    let says_more = |link: &&Dependency| link.relation != Relation::FinishToStart || link.lag.is_some();
    let link = undo.after.iter().find(says_more)?;
    let message = format!(
        "the undo of `{}` waits for that of `{}` by more than its finish; the relation and the lag do not count",
        task.id, link.predecessor
    );
    let help = "name the tasks that are undone before, as in `undo-after=switch`";
    Some(finding(Code::UndoContradiction, message, task, undo, help))
}

/// Why it is open how long an undo takes.
fn time(task: &Task, undo: &Undo) -> Option<Diagnostic> {
    if undo.irreversible {
        return None;
    }
    let (size, rate) = (undo.restore_size.as_ref(), undo.restore_rate.as_ref());
    let restore = |what: &str, help: &str| {
        let message =
            format!("the restore of `{}` {what}, so that nobody can tell how long it takes", task.id);
        Some(finding(Code::UndoRestore, message, task, undo, help))
    };
    match (size, rate) {
        (None, None) if undo.duration.is_none() && undo.estimate.is_none() => {
            let message =
                format!("the undo of `{}` does not say how long it takes, so it counts as none", task.id);
            Some(finding(Code::UndoDuration, message, task, undo, "state it, as in `undo=15m`"))
        }
        (Some(_), None) => restore("has no rate", "state it, as in `undo-rate=100MB/s`"),
        (None, Some(_)) => restore("has no size", "state it, as in `undo-restore=50GB`"),
        (Some(size), Some(rate)) if size.megabytes().is_none() || !is_rate(rate) => restore(
            "has a size or a rate that is none",
            "write them like `undo-restore=50GB undo-rate=100MB/s`",
        ),
        _ => None,
    }
}

fn is_rate(rate: &Quantity) -> bool {
    rate.unit.ends_with("/s") && rate.megabytes().is_some_and(|(low, _)| low > 0.0)
}
