//! A comparison of two plans into the words that tables and pages share.

use critpath::model::diff::{
    Attribution, AttributionMethod, ChangeAction, ChangeKind, ChangeShare, ChangeSubject, DiffResult,
    PlanChange, TaskDiff,
};

use super::count;

/// Seconds of the clock as a shift for people, in the two largest units: `+1 day 2 h`, `-30 min`, `0`.
pub(crate) fn shift(seconds: i64) -> String {
    let mut rest = seconds.unsigned_abs();
    let mut parts = Vec::new();
    for (unit_s, unit) in [(86_400, "day"), (3_600, "h"), (60, "min"), (1, "s")] {
        let number = rest / unit_s;
        rest %= unit_s;
        match (number, unit) {
            (0, _) => {}
            (_, "day") => parts.push(count(number as usize, unit)),
            _ => parts.push(format!("{number} {unit}")),
        }
    }
    parts.truncate(2);
    match (parts.is_empty(), seconds < 0) {
        (true, _) => "0".into(),
        (_, true) => format!("-{}", parts.join(" ")),
        _ => format!("+{}", parts.join(" ")),
    }
}

/// How much later or earlier: `1 day 2 h later`.
pub(crate) fn later(seconds: i64) -> String {
    let amount = shift(seconds);
    match seconds {
        0 => "as before".into(),
        1.. => format!("{} later", amount.trim_start_matches('+')),
        _ => format!("{} earlier", amount.trim_start_matches('-')),
    }
}

/// A time of a result for tables: `2026-12-07 08:00`.
pub(crate) fn time(text: Option<&String>) -> String {
    let text = text.map(|text| text.replacen('T', " ", 1)).unwrap_or_default();
    match text.strip_suffix(":00") {
        Some(minutes) if minutes.len() == "2026-12-07 08:00".len() => minutes.into(),
        _ => text,
    }
}

/// A change in words: `Test it: duration 1d → 3d`, `Publish: after review (FS)`.
pub(crate) fn change(change: &PlanChange) -> String {
    let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| "none".into());
    let values = || format!("{} \u{2192} {}", or_none(&change.before), or_none(&change.after));
    let whose = change.name.as_ref().or(change.id.as_ref());
    let whose = whose.map_or("plan".into(), |name| crate::escape::line(name).into_owned());
    let predecessor = change.predecessor.as_deref().unwrap_or_default();
    match (change.subject, change.action) {
        (ChangeSubject::Dependency, ChangeAction::Added) => {
            format!("{whose}: after {predecessor} ({})", or_none(&change.after))
        }
        (ChangeSubject::Dependency, ChangeAction::Removed) => {
            format!("{whose}: no longer after {predecessor} ({})", or_none(&change.before))
        }
        (ChangeSubject::Dependency, _) => format!("{whose}: after {predecessor} {}", values()),
        (ChangeSubject::Correlation, _) => format!("correlation of {whose}: {}", values()),
        (ChangeSubject::Constraint, _) => format!("{whose}: constraint {}", values().replace('_', " ")),
        (subject, ChangeAction::Changed) => {
            let kind = match subject {
                ChangeSubject::Calendar | ChangeSubject::Branch | ChangeSubject::Risk => {
                    format!("{subject} ")
                }
                _ => String::new(),
            };
            let field = change.field.as_deref().unwrap_or_default().replace('_', " ");
            format!("{kind}{whose}: {field} {}", values())
        }
        (subject, action) => format!("{subject} {whose} {action}"),
    }
}

/// A share of a shift: how much, and the changes that have it, the first one first.
pub(crate) struct Cause {
    pub shift_s: i64,
    pub changes: Vec<String>,
}

/// What moved the date, the greatest share first, and the changes that have no share.
pub(crate) fn causes(diff: &DiffResult) -> (Vec<Cause>, Vec<String>) {
    let shares = diff.attribution.iter().flat_map(|attribution| &attribution.shares);
    let shares: Vec<_> = shares.filter(|share| share.shift_s != 0).collect();
    let shared: std::collections::BTreeSet<u32> =
        shares.iter().flat_map(|share| share.changes.iter().copied()).collect();
    let words = |share: &&ChangeShare| {
        let mut changes: Vec<_> =
            share.changes.iter().filter_map(|at| diff.changes.get(*at as usize)).collect();
        // What comes or goes explains the links that come or go with it.
        changes.sort_by_key(|change| !comes_or_goes(change));
        Cause { shift_s: share.shift_s, changes: changes.into_iter().map(change).collect() }
    };
    let causes = shares.iter().map(words);
    let others = diff.changes.iter().zip(0..).filter(|(_, at)| !shared.contains(at));
    (causes.collect(), others.map(|(other, _)| change(other)).collect())
}

fn comes_or_goes(change: &PlanChange) -> bool {
    let part = matches!(change.subject, ChangeSubject::Dependency | ChangeSubject::Constraint);
    change.action != ChangeAction::Changed && !part
}

/// How a shift was divided, and what is not in the single shares.
pub(crate) fn method(attribution: &Attribution) -> String {
    let words = match attribution.method {
        AttributionMethod::Shapley => "averages over all orders of the changes (Shapley values)",
        AttributionMethod::Screened => {
            "averages over all orders of the changes that matter (Shapley values after screening)"
        }
        AttributionMethod::Orders => "averages over some orders of the changes, each forward and backward",
    };
    match attribution.interaction_s {
        None | Some(0) => format!("Shares are {words}."),
        Some(seconds) => {
            format!("Shares are {words}; {} of the shift come about only together.", shift(seconds))
        }
    }
}

/// `finish`, or `finish of `test``.
pub(crate) fn subject(attribution: &Attribution) -> String {
    attribution.task.as_ref().map_or("Finish".into(), |task| format!("Finish of `{task}`"))
}

/// The tasks that moved, came or went, and those of which only the float is another one.
pub(crate) fn moved(diff: &DiffResult) -> (Vec<&TaskDiff>, Vec<&TaskDiff>) {
    diff.tasks.iter().partition(|task| task.change != ChangeKind::Float)
}

/// `2 tasks have another float at the same dates`.
pub(crate) fn with_another_float(tasks: usize) -> String {
    let have = if tasks == 1 { "has" } else { "have" };
    format!("{} {have} another float at the same dates", count(tasks, "task"))
}

/// What became of a task: `+1 day`, `added`.
pub(crate) fn became(task: &TaskDiff) -> String {
    match (task.change, task.finish_shift_s, task.start_shift_s) {
        (ChangeKind::Moved, Some(0), Some(start)) => format!("start {}", shift(start)),
        (ChangeKind::Moved, Some(finish), _) => shift(finish),
        (change, ..) => change.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shifts_read_well() {
        for (seconds, text) in [
            (0, "0"),
            (86_400, "+1 day"),
            (-90_000, "-1 day 1 h"),
            (2 * 86_400 + 60, "+2 days 1 min"),
            (-59, "-59 s"),
        ] {
            assert_eq!(shift(seconds), text);
        }
        assert_eq!((later(-3_600).as_str(), later(0).as_str()), ("1 h earlier", "as before"));
    }

    #[test]
    fn changes_read_well() {
        let change_of = |subject, action, field: &str, before: &str, after: &str| {
            let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
            change(&PlanChange {
                action,
                subject,
                id: some("test"),
                name: some("Test it"),
                field: some(field),
                predecessor: some("build"),
                before: some(before),
                after: some(after),
            })
        };
        use ChangeAction::{Added, Changed, Removed};
        use ChangeSubject::{Constraint, Correlation, Dependency, Risk, Task};
        for (found, expected) in [
            (change_of(Task, Changed, "duration", "1d", "3d"), "Test it: duration 1d \u{2192} 3d"),
            (change_of(Task, Changed, "delay", "", "1d"), "Test it: delay none \u{2192} 1d"),
            (change_of(Task, Added, "", "", ""), "task Test it added"),
            (change_of(Risk, Added, "", "", ""), "risk Test it added"),
            (
                change_of(Risk, Changed, "probability", "High", "Low"),
                "risk Test it: probability High \u{2192} Low",
            ),
            (
                change_of(Correlation, Changed, "", "0.5 pearson", "0.8 pearson"),
                "correlation of Test it: 0.5 pearson \u{2192} 0.8 pearson",
            ),
            (change_of(Dependency, Added, "", "", "FS"), "Test it: after build (FS)"),
            (change_of(Dependency, Removed, "", "FS", ""), "Test it: no longer after build (FS)"),
            (change_of(Dependency, Changed, "", "FS", "SS"), "Test it: after build FS \u{2192} SS"),
            (
                change_of(Constraint, Removed, "", "must_start_on 2026-12-09", ""),
                "Test it: constraint must start on 2026-12-09 \u{2192} none",
            ),
        ] {
            assert_eq!(found, expected);
        }
    }
}
