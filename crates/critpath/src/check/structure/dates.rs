//! Dates and windows into findings about ranges that end before they begin, and offsets without a zone.

use crate::check::phrase::capitalized;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{Closure, Document, Risk, Span, Task, Window, WindowUnit};
use crate::time::{Axis, DAY_S, Instant, Moment, Until};

pub(super) fn findings(document: &Document) -> Vec<Diagnostic> {
    let axis = Axis::new(document.time_zone.as_deref());
    let mut found: Vec<_> =
        axis.as_ref().err().map(|error| unknown_zone(document, &error.to_string())).into_iter().collect();
    let axis = axis.unwrap_or_default();
    found.extend(ranges(document, axis));
    found.extend(windows(document).filter_map(|(name, window, span)| bad_window(name, window, span)));
    found.extend(endless_closures(document));
    if document.time_zone.is_none() {
        found.extend(offsets_without_zone(document));
    }
    found
}

/// The first instant that a moment may mean.
pub(super) fn earliest(axis: Axis, moment: Moment) -> Instant {
    axis.instant_of(moment)
}

/// The last instant that a moment may mean: the last second of a date.
pub(super) fn latest(axis: Axis, moment: Moment) -> Instant {
    axis.instant_of(moment) + if moment.is_date() { DAY_S - 1 } else { 0 }
}

fn unknown_zone(document: &Document, problem: &str) -> Diagnostic {
    let mut unknown = Diagnostic::new(Code::DateZone, format!("the time zone {problem}"))
        .at(document.span)
        .help("write the name as in the IANA list, such as `Europe/Berlin` or `UTC`");
    unknown.severity = Severity::Error;
    unknown
}

/// A range of dates: whose it is, what it says first, its ends, and where it stands.
type Range<'a> = (String, [&'static str; 2], Option<Moment>, Option<Moment>, Option<Span>);

fn ranges(document: &Document, axis: Axis) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    visit_ranges(document, |(whose, [first, second], start, finish, span)| {
        let (Some(start), Some(finish)) = (start, finish) else { return };
        if earliest(axis, start) > latest(axis, finish) {
            found.push(
                Diagnostic::new(
                    Code::DateOrder,
                    format!("{whose} {first} {start}, after it {second} {finish}"),
                )
                .at(span)
                .help("exchange the two dates, or correct the one that is wrong"),
            );
        }
    });
    found
}

fn visit_ranges<'a>(document: &'a Document, mut each: impl FnMut(Range<'a>)) {
    const FROM_TO: [&str; 2] = ["starts on", "finishes on"];
    each((
        "the plan".into(),
        ["starts on", "must be finished on"],
        document.start,
        document.deadline,
        document.span,
    ));
    for (name, window, span) in windows(document) {
        each((format!("the window of `{name}`"), FROM_TO, window.start, window.finish, window.span.or(span)));
    }
    for task in &document.tasks {
        if let Some(progress) = &task.progress {
            let done = ["started on", "was finished on"];
            each((
                format!("`{}`", task.id),
                done,
                progress.started,
                progress.finished,
                progress.span.or(task.span),
            ));
        }
        for need in &task.needs {
            let whose = format!("the assignment of `{}` to `{}`", need.resource, task.id);
            each((whose, FROM_TO, need.start, need.finish, need.span.or(task.span)));
        }
    }
    for risk in &document.risks {
        for closure in risk.effect.iter().chain(&risk.residual_effect).flat_map(|effect| &effect.closures) {
            let whose = format!("a closure by the risk `{}`", risk.id);
            each((whose, FROM_TO, closure.start, closure.finish, closure.span.or(risk.span)));
        }
    }
    for baseline in &document.baselines {
        for task in &baseline.tasks {
            let whose = format!("`{}` in the baseline `{}`", task.task, baseline.name);
            each((whose, FROM_TO, task.start, task.finish, task.span.or(baseline.span)));
        }
    }
}

/// Every window, with the id of its phase, task or risk.
fn windows(document: &Document) -> impl Iterator<Item = (&str, &Window, Option<Span>)> {
    let phases = document.phases.iter().map(|phase| (phase.id.as_str(), &phase.window, phase.span));
    let tasks = document.tasks.iter().map(|task| (task.id.as_str(), &task.window, task.span));
    let stated = phases.chain(tasks).filter_map(|(id, window, span)| Some((id, window.as_ref()?, span)));
    let risks = document
        .risks
        .iter()
        .filter_map(|risk| Some((risk.id.as_str(), risk.proximity.as_ref()?.window.as_ref()?, risk.span)));
    stated.chain(risks)
}

/// Windows that count backwards, from below one, or say nothing.
fn bad_window(id: &str, window: &Window, span: Option<Span>) -> Option<Diagnostic> {
    let unit = window.unit.as_str();
    let (code, message, help) = match (window.unit, window.first, window.last) {
        (WindowUnit::Date, ..) if window.start.is_some() || window.finish.is_some() => return None,
        (WindowUnit::Date, ..) => (
            Code::WindowInvalid,
            format!("the window of `{id}` states no date"),
            "give it a `start`, a `finish` or both".to_owned(),
        ),
        (_, None, _) => (
            Code::WindowInvalid,
            format!("the window of `{id}` does not say which {unit} it begins in"),
            format!("write it as `{} 1-2`", capitalized(unit)),
        ),
        (_, Some(0), _) | (_, _, Some(0)) => (
            Code::WindowInvalid,
            format!("the window of `{id}` names {unit} 0, but the first {unit} of a plan is {unit} 1"),
            format!("count the {unit}s from 1"),
        ),
        (_, Some(first), Some(last)) if last < first => (
            Code::DateOrder,
            format!("the window of `{id}` ends in {unit} {last}, before it begins in {unit} {first}"),
            format!("write `{} {last}-{first}`, or correct the one that is wrong", capitalized(unit)),
        ),
        (WindowUnit::Quarter, Some(first), last)
            if window.year.is_some() && first.max(last.unwrap_or(0)) > 4 =>
        {
            (
                Code::WindowInvalid,
                format!(
                    "the window of `{id}` names quarter {}, but a year has four",
                    first.max(last.unwrap_or(0))
                ),
                "name the quarter and its year, such as `Q1 2027`".to_owned(),
            )
        }
        _ => return None,
    };
    Some(Diagnostic::new(code, message).at(window.span.or(span)).help(help))
}

/// Closures that never begin and never end.
fn endless_closures(document: &Document) -> Vec<Diagnostic> {
    let of_risk = |risk: &'_ Risk| {
        let closures = risk.effect.iter().chain(&risk.residual_effect).flat_map(|effect| &effect.closures);
        let endless = closures.filter(|closure| closure.start.is_none() || closure.finish.is_none());
        let span_of = |closure: &Closure| closure.span.or(risk.span);
        let message =
            format!("a closure by the risk `{}` does not say when it starts and when it finishes", risk.id);
        let found =
            endless.map(|closure| Diagnostic::new(Code::DateInvalid, message.clone()).at(span_of(closure)));
        found.map(|found| found.help("state `start` and `finish`")).collect::<Vec<_>>()
    };
    document.risks.iter().flat_map(of_risk).collect()
}

/// One finding for all times with an offset: the plan lacks one thing, not many.
fn offsets_without_zone(document: &Document) -> Option<Diagnostic> {
    let mut zoned = Vec::new();
    let mut note = |moment: Option<Moment>, span: Option<Span>| {
        zoned.extend(moment.filter(|moment| matches!(moment, Moment::Zoned(_))).map(|moment| (moment, span)));
    };
    note(document.data_date, document.span);
    visit_ranges(document, |(_, _, start, finish, span)| {
        note(start, span);
        note(finish, span);
    });
    for phase in &document.phases {
        note(phase.deadline, phase.span);
        phase.constraints.iter().for_each(|c| note(c.date, c.span.or(phase.span)));
    }
    for task in &document.tasks {
        task_moments(task, &mut note);
    }
    zoned.dedup();
    let ((first, span), rest) = zoned.split_first()?;
    let mut diagnostic = Diagnostic::new(
        Code::DateZone,
        match rest.len() {
            0 => format!("`{first}` has an offset, but the plan has no time zone, so the offset is ignored"),
            more => format!("`{first}` and {more} more times have an offset, but the plan has no time zone, so the offsets are ignored"),
        },
    )
    .at(*span)
    .help("state the time zone of the plan, such as `Europe/Berlin`, or write local times without an offset");
    for (moment, span) in rest.iter().filter(|(_, other)| other != span) {
        diagnostic = diagnostic.label(*span, format!("`{moment}` too"));
    }
    Some(diagnostic)
}

fn task_moments(task: &Task, note: &mut impl FnMut(Option<Moment>, Option<Span>)) {
    note(task.deadline, task.span);
    task.constraints.iter().for_each(|c| note(c.date, c.span.or(task.span)));
    if let Some(Until::At(moment)) = task.undo.as_ref().and_then(|undo| undo.until) {
        note(Some(moment), task.span);
    }
}
