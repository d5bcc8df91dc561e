//! A schedule into findings: limits that cannot be met, and work that does not fit its window.

use super::bound::{Stated, calendar_of, constraints, deadline, last_work, window};
use super::{Schedule, UNSCHEDULED, WindowSpan};
use crate::diagnostic::{Code, Diagnostic};
use crate::duration::readable;
use crate::graph::{NodeKind, Subject};
use crate::model::{ConstraintKind, Span};
use crate::plan::Plan;
use crate::time::{DAY_S, Instant, date_of, naive};

/// What the schedule shows to be wrong with the plan's dates: each deadline and limit that is missed,
/// where it is stated, and each window that its work overruns. Finished work is left alone.
///
/// O(tasks + phases).
pub fn findings(plan: &Plan, schedule: &Schedule) -> Vec<Diagnostic> {
    let document = plan.document();
    let reporter = Reporter { plan, schedule };
    let mut found = Vec::new();
    if let Some(finish) = schedule.finish() {
        let start = schedule.start().unwrap_or(finish);
        reporter.limits(Subject::Plan, (start, finish), &mut found);
    }
    for (phase, dates) in schedule.phase_dates(plan).into_iter().enumerate() {
        if let Some(dates) = dates {
            let subject = Subject::Phase(phase as u32);
            reporter.limits(subject, (dates.start, dates.finish), &mut found);
            reporter.window(subject, schedule.phase_window(plan, phase), dates.finish, &mut found);
        }
    }
    let open = |task: &usize| schedule.is_scheduled(*task) && !schedule.is_finished(*task);
    for task in (0..document.tasks.len()).filter(open) {
        let subject = Subject::Task(task as u32);
        let finish = schedule.planned_finish()[task];
        reporter.limits(subject, (schedule.planned_start()[task], finish), &mut found);
        reporter.window(subject, schedule.task_window(plan, task), finish, &mut found);
    }
    reporter.empty_windows(&mut found);
    found.extend(reporter.past_dates());
    found
}

struct Reporter<'a> {
    plan: &'a Plan,
    schedule: &'a Schedule,
}

impl Reporter<'_> {
    /// The deadline and the constraints of a subject that its dates miss.
    fn limits(&self, subject: Subject, (start, finish): (Instant, Instant), found: &mut Vec<Diagnostic>) {
        let (axis, calendar) = (self.plan.axis(), calendar_of(self.plan, subject));
        if let Some(deadline) = deadline(self.plan, subject) {
            let limit = last_work(axis, deadline, calendar);
            found.extend(self.missed(
                subject,
                "finishes",
                finish,
                limit,
                &format!("its deadline {deadline}"),
            ));
        }
        for constraint in constraints(self.plan, subject) {
            let stated = Stated::new(constraint, axis, calendar);
            let date = constraint.date.map(|date| date.to_string()).unwrap_or_default();
            let limit = match constraint.kind {
                ConstraintKind::MustStartOn | ConstraintKind::MandatoryStart => {
                    format!("the start that it must have, {date}")
                }
                ConstraintKind::StartNoLaterThan => format!("its latest start {date}"),
                ConstraintKind::MustFinishOn | ConstraintKind::MandatoryFinish => {
                    format!("the finish that it must have, {date}")
                }
                _ => format!("its latest finish {date}"),
            };
            if let Some(cap) = stated.start_cap {
                found.extend(self.missed(subject, "starts", start, cap, &limit));
            }
            if let Some(cap) = stated.finish_cap {
                found.extend(self.missed(subject, "finishes", finish, cap, &limit));
            }
        }
    }

    fn missed(
        &self,
        subject: Subject,
        does: &str,
        at: Instant,
        limit: Instant,
        name: &str,
    ) -> Option<Diagnostic> {
        let by = self.late_by(subject, limit, at)?;
        let (whose, span) = self.name(subject);
        let message = format!("{whose} {does} {}, {by} after {name}", self.when(at));
        let help = "shorten what drives it, or move the limit";
        Some(Diagnostic::new(Code::ScheduleNegativeFloat, message).at(span).help(help))
    }

    fn window(
        &self,
        subject: Subject,
        span: Option<WindowSpan>,
        finish: Instant,
        found: &mut Vec<Diagnostic>,
    ) {
        let Some((end, by)) = span
            .and_then(|span| span.finish)
            .and_then(|end| Some((end, self.late_by(subject, end, finish)?)))
        else {
            return;
        };
        let (whose, place) = self.name(subject);
        let window = window(self.plan, subject);
        let text = quoted(window.map(|window| window.text.as_str()).unwrap_or_default());
        let place = window.and_then(|window| window.span).or(place);
        let start = self.schedule.plan_start();
        let (message, help) = if end < start {
            (
                format!(
                    "the window{text} of {whose} ended on {}, before the plan starts on {}",
                    self.when(end),
                    self.when(start)
                ),
                "move the window, or start the plan earlier",
            )
        } else {
            (
                format!(
                    "{whose} finishes {}, {by} after its window{text} ends on {}",
                    self.when(finish),
                    self.when(end)
                ),
                "widen the window, or shorten what is in it",
            )
        };
        found.push(Diagnostic::new(Code::ScheduleWindowOverrun, message).at(place).help(help));
    }

    /// Windows that work was to fill, but in which nothing is worked. Those that are past are reported already.
    fn empty_windows(&self, found: &mut Vec<Diagnostic>) {
        let (network, schedule) = (self.plan.network(), self.schedule);
        let is_empty = |node: &&u32| {
            let at = **node as usize;
            schedule.columns.early_start[at] != UNSCHEDULED && schedule.columns.amount[at] == 0
        };
        let windows = &schedule.bounds.windows;
        let mut empty: Vec<Subject> = network
            .fills
            .iter()
            .filter(is_empty)
            .map(|node| windows[network.bound[*node as usize] as usize])
            .filter(|window| window.span.finish.is_none_or(|end| end >= schedule.plan_start()))
            .map(|window| window.subject)
            .collect();
        empty.sort_unstable();
        empty.dedup();
        for subject in empty {
            let (whose, place) = self.name(subject);
            let text = window(self.plan, subject).map(|window| window.text.as_str()).unwrap_or_default();
            let message =
                format!("the window{} of {whose} has no working time after the plan's start", quoted(text));
            let help = "move the window, or give the work in it a duration";
            found.push(Diagnostic::new(Code::ScheduleWindowOverrun, message).at(place).help(help));
        }
    }

    /// Earliest starts of tasks yet to start that lie before the plan's start: a plan that was drawn for other dates keeps
    /// nothing of its order.
    fn past_dates(&self) -> Option<Diagnostic> {
        let (axis, start) = (self.plan.axis(), self.schedule.plan_start());
        let tasks = self.plan.document().tasks.iter().enumerate();
        let open =
            tasks.filter(|(at, _)| self.schedule.is_scheduled(*at) && self.schedule.actual(*at).is_none());
        let dates =
            open.flat_map(|(_, task)| task.constraints.iter().map(move |constraint| (task, constraint)));
        let mut past: Vec<_> = dates
            .filter(|(_, constraint)| constraint.kind == ConstraintKind::StartNoEarlierThan)
            .filter_map(|(task, constraint)| Some((axis.instant_of(constraint.date?), task, constraint)))
            .filter(|(at, ..)| axis.local_s(*at).div_euclid(DAY_S) < axis.local_s(start).div_euclid(DAY_S))
            .collect();
        // One that starts with the plan loses nothing; of several the order is lost.
        past.sort_by_key(|(at, ..)| *at);
        let ((first, ..), (last, ..)) = (past.first()?, past.last()?);
        if first == last {
            return None;
        }
        let message = format!(
            "{} tasks have earliest starts from {} to {}, before the plan starts on {}: they move nothing, and their order is lost",
            past.len(),
            self.day(*first),
            self.day(*last),
            self.day(start)
        );
        let help = format!("start the plan on {}, or move the dates", self.day(*first));
        let mut spans = past.iter().map(|(_, task, constraint)| constraint.span.or(task.span));
        let found = Diagnostic::new(Code::DateBeforeStart, message).at(spans.next().flatten()).help(help);
        Some(spans.fold(found, |found, span| found.label(span, "this one too")))
    }

    /// How much later than a limit something is, in working time if any lies between.
    fn late_by(&self, subject: Subject, limit: Instant, at: Instant) -> Option<String> {
        if at <= limit {
            return None;
        }
        let is_elapsed =
            matches!(subject, Subject::Task(task) if self.plan.network().kind(task) == NodeKind::Elapsed);
        let work = calendar_of(self.plan, subject).between(limit, at);
        Some(match work {
            0 => format!("{} of the clock", readable(at - limit, DAY_S)),
            work if is_elapsed => readable(work, DAY_S),
            work => readable(work, self.plan.document().units.day_s()),
        })
    }

    fn name(&self, subject: Subject) -> (String, Option<Span>) {
        let document = self.plan.document();
        match subject {
            Subject::Plan => ("the plan".into(), document.span),
            Subject::Phase(phase) => {
                let phase = &document.phases[phase as usize];
                (format!("phase `{}`", phase.id), phase.span)
            }
            Subject::Task(task) => {
                let task = &document.tasks[task as usize];
                (format!("`{}`", task.id), task.span)
            }
        }
    }

    fn day(&self, at: Instant) -> String {
        date_of(self.plan.axis().local_s(at).div_euclid(DAY_S)).to_string()
    }

    fn when(&self, at: Instant) -> String {
        naive(self.plan.axis().local_s(at)).format("%Y-%m-%d %H:%M").to_string()
    }
}

fn quoted(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(" `{text}`") }
}
