//! Rollouts into findings: what cannot be unfolded, what is watched for too short, what nothing sees, what costs too much.

use super::Unfolded;
use super::budget::budgets;
use super::settings::Settings;
use super::stage::{Fault, stages};
use super::step::Step;
use crate::check::phrase::{count, exact, number, time};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::rollout_result::SoakReason;
use crate::model::{Document, Span};

/// Rollouts that make no steps.
pub(crate) fn invalid(document: &Document) -> Vec<Diagnostic> {
    let found = document.tasks.iter().filter_map(|task| {
        let settings = Settings::new(document, task)?;
        let Fault { what, help } = stages(&settings).err()?;
        let message = format!("the rollout of `{}` {what}", task.id);
        Some(Diagnostic::new(Code::RolloutInvalid, message).at(span(&settings)).help(help))
    });
    found.collect()
}

/// What the rollouts of a document promise and cannot keep. O(steps²) for each rollout.
pub fn findings(document: &Document) -> Vec<Diagnostic> {
    let open = document.tasks.iter().filter(|task| !task.is_started());
    let unfolded = open.filter_map(|task| Unfolded::of(document, task));
    unfolded
        .flat_map(|it| {
            let rules = [traffic(&it), soak(&it), unseen(&it), scale_down(&it), duration(&it)];
            rules.into_iter().flatten().chain(budget(&it)).collect::<Vec<_>>()
        })
        .collect()
}

fn span(settings: &Settings) -> Option<Span> {
    settings.rollout.span.or(settings.task.span)
}

/// The first step that a rule is about, and how many more there are: `` `switch-5` and 2 more steps ``.
fn named(it: &Unfolded, about: impl Fn(&Step) -> bool) -> Option<(usize, String)> {
    let steps: Vec<usize> = (0..it.steps.len()).filter(|at| about(&it.steps[*at])).collect();
    let (first, rest) = steps.split_first()?;
    let id = it.steps[*first].id(&it.settings);
    let more = match rest.len() {
        0 => String::new(),
        more => format!(" and {}", count(more, "more step")),
    };
    Some((*first, format!("`{id}`{more}")))
}

fn found(it: &Unfolded, code: Code, message: String, help: String) -> Diagnostic {
    Diagnostic::new(code, message).at(span(&it.settings)).help(help)
}

/// A criterion that needs requests where there are none.
fn traffic(it: &Unfolded) -> Option<Diagnostic> {
    let (at, steps) = named(it, |step| step.soak.lacks_traffic)?;
    let weight = it.steps[at].stage.weight;
    let why = match it.settings.traffic_per_second {
        None => "nobody says how many requests there are in a second".to_owned(),
        Some(rate) if weight > 0.0 => format!("there are {} requests in a second", exact(rate)),
        Some(_) => "the new version has none of the traffic".to_owned(),
    };
    let message = format!("no soak time of {steps} decides the criteria: {why}");
    let help = match weight > 0.0 {
        true => {
            "say how much traffic there is, as in `rollout-traffic=200`, or name criteria that need no requests"
        }
        false => "name other criteria for the step without traffic, or leave them out",
    };
    Some(found(it, Code::RolloutTraffic, message, help.into()))
}

/// Steps that end before their criteria are decided, or that nothing says how long to watch.
fn soak(it: &Unfolded) -> Option<Diagnostic> {
    let (at, steps) = named(it, |step| !step.soak.is_enough && !step.soak.lacks_traffic)?;
    let soak = &it.steps[at].soak;
    if soak.reason == SoakReason::Unknown {
        let message = format!("nothing says how long {steps} of `{}` is watched", it.settings.task.id);
        let help = "write `rollout-soak=10m`, or name what it waits for, as in `rollout-criteria=errors`";
        return Some(found(it, Code::RolloutSoak, message, help.into()));
    }
    let needed = soak.needed_s? as f64;
    let message = format!(
        "{steps} of `{}` is watched for {}, which does not decide its criteria: {}, which takes {}",
        it.settings.task.id,
        time(soak.seconds as f64),
        soak.need,
        time(needed)
    );
    let help = format!(
        "watch it for {}, start with a greater weight, or leave the soak time out: it follows from the criteria",
        time(needed)
    );
    Some(found(it, Code::RolloutSoak, message, help))
}

/// Failures that the next step comes before, or that nothing sees.
fn unseen(it: &Unfolded) -> Option<Diagnostic> {
    let has_traffic = |step: &Step| step.stage.weight > 0.0;
    if let Some((_, steps)) = named(it, |step| has_traffic(step) && step.detection.is_none()) {
        let message =
            format!("nothing sees a failure of {steps}: there is no probe, and no alert that fires");
        let help =
            "say how often it is probed, as in `rollout-interval=30s`, or state a monitor with an interval";
        return Some(found(it, Code::RolloutUndetected, message, help.into()));
    }
    let late = |step: &Step| {
        let seen = step.detection.as_ref().map(|it| it.seconds);
        has_traffic(step) && seen.is_some_and(|seen| seen > step.soak.seconds)
    };
    let (at, steps) = named(it, late)?;
    let (step, detection) = (&it.steps[at], it.steps[at].detection.as_ref()?);
    let message = format!(
        "a failure of {steps} is seen after {} ({}), and the step ends after {}",
        time(detection.seconds as f64),
        detection.by,
        time(step.soak.seconds as f64)
    );
    let help =
        format!("watch each step for {} at least, or probe more often", time(detection.seconds as f64));
    Some(found(it, Code::RolloutUndetected, message, help))
}

/// An old version that is gone while the new one is still on trial.
fn scale_down(it: &Unfolded) -> Option<Diagnostic> {
    let last = it.steps.last()?;
    let until = last.stage.until_s.filter(|until| *until < last.soak.seconds)?;
    let from = it.duration_s() - last.soak.seconds + until;
    let after = match it.settings.startup_s {
        Some(startup) => format!("then it takes {} more to start it", time(startup as f64)),
        None => "then there is none".into(),
    };
    let stated = if it.settings.rollout.scale_down_delay.is_none() { ", the usual time," } else { "" };
    let message = format!(
        "the instant way back of `{}` ends silently {} after its start: the old version stays for {}{stated} and the new one is watched for {}; {after}",
        it.settings.task.id,
        time(from as f64),
        time(until as f64),
        time(last.soak.seconds as f64),
    );
    let help = format!("keep the old version, as in `rollout-scale-down={}s`", last.soak.seconds);
    Some(found(it, Code::RolloutScaleDown, message, help))
}

/// A task that takes less time than what it is made of, or that leaves it open.
fn duration(it: &Unfolded) -> Option<Diagnostic> {
    let Settings { document, task, .. } = it.settings;
    let needed = it.duration_s();
    let longest = task.estimate.as_ref().and_then(|estimate| estimate.high.or(estimate.likely));
    let given = task.duration.or(longest).map(|stated| document.units.seconds(&stated));
    let whole = time(needed as f64);
    let message = match given {
        None if task.window.is_none() => {
            format!(
                "`{}` does not say how long it takes and stays unscheduled; its rollout takes {whole}",
                task.id
            )
        }
        Some(given) if given < needed => {
            format!("`{}` takes {}, but its rollout takes {whole}", task.id, time(given as f64))
        }
        _ => return None,
    };
    let minutes = (needed + 59) / 60;
    let help =
        format!("write `{minutes}em`, or schedule the plan that `critpath rollout --format plan` unfolds");
    Some(found(it, Code::RolloutDuration, message, help))
}

/// Budgets that a single failure spends.
fn budget(it: &Unfolded) -> Vec<Diagnostic> {
    let budgets = budgets(&it.settings, &it.steps, &[]);
    let spent = budgets.into_iter().filter_map(|budget| {
        let cost = budget.failure? + budget.deployment;
        (cost > 1.0).then(|| {
            let worst = budget.worst_step.unwrap_or_default();
            let message = format!(
                "one failure of `{worst}` spends {} % of the error budget of `{}`, which is {}",
                number(100.0 * cost),
                budget.objective,
                time(budget.budget_s)
            );
            let help = "give the step less traffic, see the failure earlier, or shorten the way back";
            found(it, Code::RolloutBudget, message, help.into())
        })
    });
    spent.collect()
}
