//! The way back over time into findings: longer than its objective, or over while nothing happens.

use super::evaluate::Evaluator;
use super::network::Network;
use super::profile::Profile;
use super::step::Step;
use crate::control::{Watch, never_stop};
use crate::diagnostic::{Code, Diagnostic};
use crate::duration::readable;
use crate::model::rollback_result::NoReturnKind;
use crate::model::{Span, Task};
use crate::plan::Plan;
use crate::schedule::Schedule;
use crate::time::{DAY_S, Instant, Moment};

/// Stretches of a way back that is too slow, of which the cause is looked for.
const LOOKED_AT: usize = 8;

/// A guarantee that does not hold, and undos that expire before the deployment and its stabilization are over.
pub(super) fn findings(plan: &Plan, schedule: &Schedule) -> Vec<Diagnostic> {
    if !super::is_stated(plan.document()) {
        return Vec::new();
    }
    // What keeps the way back from being computed is a finding of its own.
    let Ok(network) = Network::new(plan, schedule) else { return Vec::new() };
    let Ok(profile) = Profile::new(&network, &mut Watch::new(&mut never_stop, 1)) else { return Vec::new() };
    let promise = Promise { plan, network: &network, profile: &profile };
    promise.guarantee().into_iter().chain(promise.barred()).chain(promise.slow()).collect()
}

struct Promise<'a> {
    plan: &'a Plan,
    network: &'a Network,
    profile: &'a Profile,
}

impl Promise<'_> {
    /// The longest way back, if no order of the undos is within the objective.
    fn guarantee(&self) -> Option<Diagnostic> {
        let objective = self.network.settings.objective?;
        let worst = self.profile.worst()?;
        let at = worst.from;
        if worst.way.least.min(worst.way.back.at) - at <= objective {
            return None;
        }
        let mut evaluator = Evaluator::new(self.network);
        evaluator.at(at);
        let most = evaluator.longest().map(|timed| self.task(&self.network.steps[timed.step as usize]));
        let document = self.plan.document();
        let settings = document.rollback.as_ref().and_then(|rollback| rollback.span).or(document.span);
        let span = most.map_or(settings, undo_span);
        let most = most.map(|task| format!(", most of it `{}`", task.id)).unwrap_or_default();
        let takes = readable(worst.way.back.at - at, DAY_S);
        let may = readable(objective, DAY_S);
        let message = format!(
            "the way back takes {takes} from a failure at {}{most}, but may take {may}",
            self.time(at)
        );
        let help = "`critpath rollback` shows the undos that make it long, and single changes that mend it";
        Some(Diagnostic::new(Code::RollbackGuarantee, message).at(span).help(help))
    }

    /// Undos that expire without another way, before the first step that nothing undoes.
    fn barred(&self) -> Vec<Diagnostic> {
        let bars = self.profile.bars.iter();
        let bars = bars.take_while(|bar| bar.kind != NoReturnKind::Irreversible);
        let expired = bars.filter(|bar| bar.kind == NoReturnKind::Expired);
        let finding = |bar: &super::profile::Bar| {
            let after = format!("a failure from {} on finds no way back", self.time(bar.at));
            self.expires(&self.network.steps[bar.step as usize], &after)
        };
        expired.filter_map(finding).collect()
    }

    /// Undos that expire with a slower way, where that is too slow.
    fn slow(&self) -> Vec<Diagnostic> {
        let Some(objective) = self.network.settings.objective else { return Vec::new() };
        let mut evaluator = Evaluator::new(self.network);
        let mut told: Vec<u32> = Vec::new();
        let mut found = Vec::new();
        for (at, _) in self.profile.slow(objective).into_iter().take(LOOKED_AT) {
            evaluator.at(at);
            for timed in evaluator.steps() {
                let step = &self.network.steps[timed.step as usize];
                let is_late = step.until.is_some_and(|until| timed.start > until);
                let Some(late) = step.late.filter(|late| is_late && step.amount < Some(*late)) else {
                    continue;
                };
                if !told.contains(&timed.step) {
                    told.push(timed.step);
                    let after = format!(
                        "from {} on it takes {}, which is too slow",
                        self.time(at),
                        readable(late, DAY_S)
                    );
                    found.extend(self.expires(step, &after));
                }
            }
        }
        found
    }

    fn expires(&self, step: &Step, after: &str) -> Option<Diagnostic> {
        // One that ends before its step does is a finding of its own.
        let (until, end) =
            (step.until.filter(|until| *until >= step.finish)?, self.network.settings.horizon?.end);
        let task = self.task(step);
        let message = format!(
            "the undo of `{}` is possible until {}, but the deployment and its stabilization go on until {}: {after}",
            task.id,
            self.time(until),
            self.time(end)
        );
        let help = "keep it possible for longer, as in `undo-until=+40m`, or shorten what comes after it";
        Some(Diagnostic::new(Code::RollbackExpires, message).at(undo_span(task)).help(help))
    }

    fn task(&self, step: &Step) -> &Task {
        &self.plan.document().tasks[step.task]
    }

    fn time(&self, at: Instant) -> Moment {
        self.plan.axis().moment(at)
    }
}

fn undo_span(task: &Task) -> Option<Span> {
    task.undo.as_ref().and_then(|undo| undo.span).or(task.span)
}
