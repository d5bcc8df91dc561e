//! Environments into findings that only dates show: entered too early, outside of their windows, too long for them.

use super::requirement::{Requirement, Requirements};
use super::survey::Survey;
use super::window;
use crate::calendar::takes_work;
use crate::control::{Watch, never_stop};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Document, Environment};
use crate::plan::Plan;
use crate::rollback::Deployment;
use crate::schedule::Schedule;
use crate::time::Instant;

/// Environments that may be entered before what must hold in those before them is settled, tasks while their windows are
/// closed, and deployments that do not fit their window with their way back. Only what the plan states is held against
/// it: environments in a list alone promise nothing.
///
/// O(tasks + links) for each environment in which something is done, and that of their ways back.
pub fn findings(plan: &Plan, schedule: &Schedule) -> Vec<Diagnostic> {
    if !is_stated(plan.document()) {
        return Vec::new();
    }
    // What keeps it from being computed is a finding of its own.
    let Ok(survey) = Survey::new(plan, schedule, &mut Watch::new(&mut never_stop, 1)) else {
        return Vec::new();
    };
    let environments = 0..survey.sites.len();
    environments.flat_map(|environment| of_environment(&survey, schedule, environment)).collect()
}

/// Whether environments say more than their names.
pub fn is_stated(document: &Document) -> bool {
    document.environments.iter().any(|place| states_order(place) || place.calendar.is_some())
}

fn states_order(environment: &Environment) -> bool {
    !environment.promoted_from.is_empty() || environment.soak.is_some() || environment.gate.is_some()
}

fn of_environment(survey: &Survey, schedule: &Schedule, environment: usize) -> Vec<Diagnostic> {
    let here = &survey.document().environments[environment];
    let mut requirements = match states_order(here) {
        true => Requirements { survey, schedule, environment }.all(),
        false => Vec::new(),
    };
    let closed = closed(survey, schedule, environment);
    if closed.is_empty() {
        requirements.extend(window::requirement(survey, environment, None));
    }
    requirements.into_iter().filter_map(finding).chain(closed).collect()
}

fn finding(requirement: Requirement) -> Option<Diagnostic> {
    let (code, span) = requirement.finding?;
    let mut found = Diagnostic::new(code, requirement.reason.detail).at(span);
    found.help = requirement.reason.needed;
    Some(found)
}

/// Tasks that start or end while the windows of their environment are closed, as dates that people put, facts or elapsed
/// durations may have them. A milestone is no change, and what takes time of the clock may run on.
fn closed(survey: &Survey, schedule: &Schedule, environment: usize) -> Vec<Diagnostic> {
    let Some(deployment) = &survey.sites[environment].deployment else { return Vec::new() };
    let Some(windows) = deployment.windows().filter(|windows| !windows.is_always()) else {
        return Vec::new();
    };
    let (document, here) = (survey.document(), &survey.document().environments[environment]);
    let is_open = |at: Instant| windows.next_work(at) == at || windows.previous_work(at) == at;
    let tasks = Deployment::tasks(deployment).filter(|task| !document.tasks[*task].kind.is_milestone());
    let outside = tasks.filter_map(|at| {
        let task = &document.tasks[at];
        let (start, finish) = (schedule.planned_start()[at], schedule.planned_finish()[at]);
        let (what, when) = match (is_open(start), is_open(finish) || !takes_work(task)) {
            (false, _) => ("starts", start),
            (true, false) => ("ends", finish),
            _ => return None,
        };
        let message = format!(
            "`{}` {what} {}, while the windows of `{}` are closed",
            task.id,
            survey.said(when),
            here.id
        );
        let help = "let it wait for a window, or state one in the calendar of the environment";
        Some(Diagnostic::new(Code::EnvironmentWindow, message).at(task.span).help(help))
    });
    outside.collect()
}
