//! What a guide would say in braces into edits of a plan: `test 3d after=build:FS+1d`, `start=2026-12-08`.

use critpath::error::Error;
use critpath::model::noun::Noun;
use critpath::model::{Document, Edit, EditKind, Task};
use critpath::plan::Plan;

/// The id that the guide of an edit gives its only task.
const EDITED: &str = "edited";

/// Fields of a task that an edit can change, beside its id and its name.
const EDITABLE: [&str; 7] = ["duration", "estimate", "after", "constraints", "deadline", "progress", "phase"];

/// The edits that a text asks for: a task of the plan, by its id, or by its name in quotation marks, and what is to be
/// different, as a guide says it in braces. Without a task, it is about the plan: `start=` and `deadline=`.
///
/// # Errors
/// [`Error::Unknown`] and [`Error::Ambiguous`] for the task; [`Error::Option`] for what a guide would not say so, or what
/// no edit can change.
pub fn edits(plan: &Plan, text: &str) -> Result<Vec<Edit>, Error> {
    let (task, attributes) = parted(text)?;
    let Some(task) = task else { return plan_edits(text) };
    let id = plan.document().tasks[plan.expect_task(task)?].id.clone();
    let task = described(text, attributes)?;
    let edit = |kind| Edit { edit: Some(kind), id: Some(id.clone()), ..Edit::default() };
    let mut edits = Vec::new();
    if task.duration.is_some() || task.estimate.is_some() {
        let Task { duration, ref estimate, .. } = task;
        edits.push(Edit { duration, estimate: estimate.clone(), ..edit(EditKind::SetDuration) });
    }
    edits.extend(
        task.after.into_iter().map(|link| Edit { dependency: Some(link), ..edit(EditKind::AddDependency) }),
    );
    edits.extend(
        task.constraints
            .into_iter()
            .map(|constraint| Edit { constraint: Some(constraint), ..edit(EditKind::SetConstraint) }),
    );
    edits.extend(task.deadline.map(|date| Edit { date: Some(date), ..edit(EditKind::SetDeadline) }));
    edits.extend(task.progress.map(|done| Edit { progress: Some(done), ..edit(EditKind::SetProgress) }));
    edits.extend(task.phase.map(|phase| Edit { phase: Some(phase), ..edit(EditKind::MoveTask) }));
    match edits.is_empty() {
        true => Err(Error::Option(format!("`{text}` does not say what is to be different"))),
        false => Ok(edits),
    }
}

/// The edit that adds a task: its new id, and what a guide would say of it in braces.
///
/// # Errors
/// [`Error::Option`] for what a guide would not say so.
pub fn addition(text: &str) -> Result<Edit, Error> {
    let (Some(id), attributes) = parted(text)? else {
        return Err(Error::Option(format!("`{text}` names no task")));
    };
    let task = described(text, attributes)?;
    let task = Task { id: id.into(), name: id.into(), span: None, ..task };
    Ok(Edit { edit: Some(EditKind::AddTask), task: Some(task), ..Edit::default() })
}

/// The task that a text names first, if it names one, and the rest.
fn parted(text: &str) -> Result<(Option<&str>, &str), Error> {
    let text = text.trim();
    if text.contains(['{', '}', '\n', '\r']) {
        return Err(Error::Option(format!("`{text}` is more than one edit: leave the braces out")));
    }
    if let Some(rest) = text.strip_prefix('"') {
        let parts = rest.split_once('"').map(|(name, rest)| (Some(name), rest.trim()));
        return parts.ok_or_else(|| Error::Option(format!("`{text}` has no second quotation mark")));
    }
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    Ok(if first.contains('=') {
        (None, text)
    } else {
        (Some(first).filter(|id| !id.is_empty()), rest.trim())
    })
}

/// The task that a guide with these attributes describes.
fn described(text: &str, attributes: &str) -> Result<Task, Error> {
    let mut document = read(text, &format!("- Task {{#{EDITED} {attributes}}}\n"))?;
    let task = document.tasks.pop().filter(|task| task.id == EDITED);
    let task = task.ok_or_else(|| Error::Option(format!("`{text}` is not what a guide says in braces")))?;
    let other =
        |field: &&&str| !EDITABLE.contains(field) && !["id", "name"].contains(field) && task.is_set(field);
    match task.fields().iter().find(other) {
        Some(field) => Err(Error::Option(format!("`{text}` says `{field}`, which no edit changes"))),
        None => Ok(task),
    }
}

fn plan_edits(text: &str) -> Result<Vec<Edit>, Error> {
    let document = read(text, &format!("# Plan {{{text}}}\n"))?;
    let edit = |kind, date| Edit { edit: Some(kind), date: Some(date), ..Edit::default() };
    let start = document.start.map(|date| edit(EditKind::SetStart, date));
    let deadline = document.deadline.map(|date| edit(EditKind::SetDeadline, date));
    let edits: Vec<Edit> = start.into_iter().chain(deadline).collect();
    match edits.is_empty() {
        true => Err(Error::Option(format!(
            "`{text}` names no task, and neither the start nor the deadline of the plan"
        ))),
        false => Ok(edits),
    }
}

/// The document that a guide makes, if its reader takes all of it.
fn read(text: &str, guide: &str) -> Result<Document, Error> {
    let read = super::read("edit", guide);
    let odd = read.diagnostics.iter().find(|found| found.severity != critpath::diagnostic::Severity::Info);
    match odd.filter(|found| found.code != critpath::diagnostic::Code::TextNoPlan) {
        Some(found) => Err(Error::Option(format!("`{text}`: {}", found.message))),
        None => Ok(read.document),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> Plan {
        let guide = "# Release {start=2026-12-07}\n\n- Build {#build 1d}\n- Test it {#test 2h after=build}\n";
        Plan::build(crate::read("guide.md", guide).document).unwrap()
    }

    #[test]
    fn an_edit_says_what_a_guide_would() {
        let plan = plan();
        for (text, expected) in [
            ("build 3d", r#"[{"edit":"set_duration","id":"build","duration":"3d"}]"#),
            (
                "\"Test it\" 1d/2d/4d",
                r#"[{"edit":"set_duration","id":"test","estimate":{"low":"1d","likely":"2d","high":"4d"}}]"#,
            ),
            (
                "test after=build:SS+1h not-before=2026-12-09",
                r#"[{"edit":"add_dependency","id":"test","dependency":{"predecessor":"build","relation":"SS","lag":"1h"}},{"edit":"set_constraint","id":"test","constraint":{"date":"2026-12-09"}}]"#,
            ),
            ("test deadline=2026-12-10", r#"[{"edit":"set_deadline","id":"test","date":"2026-12-10"}]"#),
            ("start=2026-12-08", r#"[{"edit":"set_start","date":"2026-12-08"}]"#),
        ] {
            let mut edits = edits(&plan, text).unwrap_or_else(|error| panic!("{text}: {error}"));
            for edit in &mut edits {
                edit.dependency.iter_mut().for_each(|link| link.span = None);
                edit.constraint.iter_mut().for_each(|constraint| constraint.span = None);
                edit.estimate.iter_mut().for_each(|estimate| estimate.span = None);
            }
            assert_eq!(serde_json::to_string(&edits).unwrap(), expected);
        }
        let added = addition("review 1d after=test").unwrap().task.unwrap();
        assert_eq!((added.id.as_str(), added.after[0].predecessor.as_str()), ("review", "test"));
    }

    #[test]
    fn what_cannot_be_meant_is_told() {
        let plan = plan();
        for (text, expected) in [
            ("tset 3d", "there is no task `tset`; did you mean `test`?"),
            ("test", "`test` does not say what is to be different"),
            ("test owner=ops", "`test owner=ops` says `owner`, which no edit changes"),
            ("test {3d}", "`test {3d}` is more than one edit: leave the braces out"),
            ("\"Test it 3d", "`\"Test it 3d` has no second quotation mark"),
            ("profile=x", "`profile=x`"),
            ("test 3q", "`test 3q`"),
        ] {
            let error = edits(&plan, text).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{text}: {error}");
        }
    }
}
