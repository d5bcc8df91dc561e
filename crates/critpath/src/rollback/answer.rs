//! What was found of the way back into the answer that people and programs read.

use super::evaluate::Evaluator;
use super::gates::Decision;
use super::network::Network;
use super::probability::Probabilities;
use super::profile::Profile;
use super::remedy::Change;
use super::steps;
use super::window::{Fitting, Through, latest_back};
use crate::duration::readable;
use crate::model::rollback_result::{
    DataLoss, FixForward, GateRollback, NextWindow, NoReturnKind, PointOfNoReturn, Remedy, RemedyKind,
    RollbackPoint, RollbackResult, WindowFit, WorstRollback,
};
use crate::model::{Document, Task};
use crate::plan::Plan;
use crate::time::{DAY_S, Instant};

/// What an answer is made of.
pub(super) struct Answer<'a> {
    pub plan: &'a Plan,
    pub network: &'a Network,
    pub profile: &'a Profile,
    pub decisions: &'a [Decision],
}

impl Answer<'_> {
    pub fn to_result(
        &self,
        changes: &[Change],
        next_windows: Vec<Fitting>,
        probabilities: &Probabilities,
    ) -> RollbackResult {
        let (settings, profile) = (&self.network.settings, self.profile);
        let horizon = settings.horizon;
        let text = |at: Instant| self.text(at);
        let ends = self.ends();
        let first_end = ends.first().map_or(Instant::MAX, |(at, _)| *at);
        let misses = |objective| profile.stretches.iter().any(|stretch| stretch.misses(objective));
        let closes = settings.window_end;
        RollbackResult {
            name: self.document().name.clone(),
            rto_s: settings.objective,
            detection_s: settings.detection,
            decision_s: settings.decision,
            start: horizon.map(|horizon| text(horizon.start)),
            finish: horizon.map(|horizon| text(horizon.finish)),
            end: horizon.map(|horizon| text(horizon.end)),
            guaranteed: !misses(settings.objective),
            guarantee_probability: probabilities.guarantee,
            safe_probability: probabilities.safe,
            exact: profile.stretches.iter().all(|stretch| stretch.way.exact),
            worst: self.worst(),
            profile: self.points(),
            points_of_no_return: ends.into_iter().map(|(_, end)| end).collect(),
            gates: self.gates(),
            last_safe_gate: self.last_safe_gate(first_end),
            latest_abort: closes.and_then(|closes| profile.latest_abort(closes)).map(text),
            window: closes.zip(horizon).map(|(closes, horizon)| {
                let slack_s = closes - latest_back(profile, horizon, Through::Deployment);
                WindowFit { closes: text(closes), fits: slack_s >= 0, slack_s }
            }),
            next_windows: next_windows.into_iter().filter_map(|window| self.window(window)).collect(),
            data_loss: self.data_loss(),
            fix_forward: horizon
                .and_then(|horizon| profile.fix_forward(horizon.finish))
                .map(|(at, remaining_s, rollback_s)| FixForward { at: text(at), remaining_s, rollback_s }),
            remedies: changes.iter().map(|change| self.remedy(change)).collect(),
            without_undo: self.without_undo(),
        }
    }

    fn document(&self) -> &Document {
        self.plan.document()
    }

    fn task(&self, step: u32) -> &Task {
        &self.document().tasks[self.network.steps[step as usize].task]
    }

    fn text(&self, at: Instant) -> String {
        self.plan.axis().text(at)
    }

    fn worst(&self) -> Option<WorstRollback> {
        let stretch = self.profile.worst()?;
        let at = stretch.from;
        let mut evaluator = Evaluator::new(self.network);
        evaluator.at(at);
        let chain = evaluator.chain();
        Some(WorstRollback {
            at: self.text(at),
            rollback_s: stretch.way.back.at - at,
            lower_bound_s: if stretch.way.exact { stretch.way.back.at } else { stretch.way.least } - at,
            task: self.longest(at),
            chain: steps::to_result(self.plan, &evaluator, &chain),
            data_loss_s: self.data_loss_at(at).map(|(loss, _)| loss),
        })
    }

    /// Id of the task with the longest undo in the chain of the way back from an instant.
    fn longest(&self, at: Instant) -> Option<String> {
        let mut evaluator = Evaluator::new(self.network);
        evaluator.at(at);
        Some(self.task(evaluator.longest()?.step).id.clone())
    }

    /// The stretches, those that go on as the one before them joined with it.
    fn points(&self) -> Vec<RollbackPoint> {
        let mut points: Vec<RollbackPoint> = Vec::new();
        let mut before: Option<(Option<i64>, bool)> = None;
        for stretch in &self.profile.stretches {
            let rollback_s = stretch.rollback_s(stretch.from);
            let falls = rollback_s.is_some() && !stretch.way.back.moves;
            if before != Some((rollback_s, falls)) {
                points.push(RollbackPoint { at: self.text(stretch.from), rollback_s, falls });
            }
            let after =
                rollback_s.map(|rollback| rollback - if falls { stretch.to + 1 - stretch.from } else { 0 });
            before = Some((after, falls));
        }
        points
    }

    /// What ends the way back, in order of time.
    fn ends(&self) -> Vec<(Instant, PointOfNoReturn)> {
        let hard = self.profile.bars.iter().map(|bar| {
            let task = self.task(bar.step);
            (bar.at, self.end(bar.at, None, Some(task.id.clone()), bar.kind, barred(bar.kind, &task.id)))
        });
        let mut ends: Vec<_> = hard.collect();
        if let Some(objective) = self.network.settings.objective {
            for (at, until) in self.profile.slow(objective) {
                let takes = self.profile.stretches.iter().find(|stretch| stretch.from == at);
                let takes = takes.and_then(|stretch| stretch.rollback_s(at)).unwrap_or(objective);
                let (takes, may) = (readable(takes, DAY_S), readable(objective, DAY_S));
                let detail = format!("the way back takes {takes} from then on, and may take {may}");
                ends.push((at, self.end(at, until, self.longest(at), NoReturnKind::TooSlow, detail)));
            }
        }
        ends.sort_by_key(|(at, end)| (*at, end.kind));
        ends
    }

    fn end(
        &self,
        at: Instant,
        until: Option<Instant>,
        task: Option<String>,
        kind: NoReturnKind,
        detail: String,
    ) -> PointOfNoReturn {
        let last_safe_gate = self.last_safe_gate(at);
        PointOfNoReturn {
            at: self.text(at),
            until: until.map(|at| self.text(at)),
            task,
            kind,
            detail,
            last_safe_gate,
        }
    }

    fn last_safe_gate(&self, before: Instant) -> Option<String> {
        let safe = self.decisions.iter().rev().find(|decision| decision.at <= before && decision.is_safe)?;
        Some(self.document().gates[safe.gate].id.clone())
    }

    fn gates(&self) -> Vec<GateRollback> {
        let gates = self.decisions.iter().map(|decision| GateRollback {
            gate: self.document().gates[decision.gate].id.clone(),
            at: self.text(decision.at),
            rollback_s: decision.rollback_s,
            safe: decision.is_safe,
        });
        gates.collect()
    }

    /// Nothing for a window from which there is no way back at all.
    fn window(&self, window: Fitting) -> Option<NextWindow> {
        Some(NextWindow {
            opens: self.text(window.opens),
            closes: self.text(window.closes),
            finish: self.text(window.horizon.finish),
            latest_abort: self.text(window.latest_abort?),
        })
    }

    /// The most that a failure at an instant costs of the data, and the step that restores the backup.
    fn data_loss_at(&self, at: Instant) -> Option<(i64, u32)> {
        let settings = &self.network.settings;
        let steps = (0_u32..).zip(&self.network.steps).filter(|(_, step)| step.start <= at);
        let losses = steps.filter_map(|(at_step, step)| {
            let (_, taken) = step.backup.filter(|(_, taken)| *taken <= at)?;
            Some((at + settings.reaction() - taken, at_step))
        });
        losses.max()
    }

    /// The loss grows until the way back ends.
    fn data_loss(&self) -> Option<DataLoss> {
        let last = self.profile.stretches.iter().rev().find(|stretch| !stretch.way.barred)?.to;
        let (loss_s, step) = self.data_loss_at(last)?;
        let (backup, _) = self.network.steps[step as usize].backup?;
        let backup = self.document().tasks[backup].id.clone();
        Some(DataLoss { at: self.text(last), loss_s, task: self.task(step).id.clone(), backup })
    }

    fn without_undo(&self) -> Vec<String> {
        let tasks = self.document().tasks.iter().zip(&self.network.settings.in_scope);
        let silent =
            tasks.filter(|(task, in_scope)| **in_scope && task.undo.is_none() && !task.kind.is_milestone());
        silent.map(|(task, _)| task.id.clone()).collect()
    }

    fn remedy(&self, change: &Change) -> Remedy {
        let task = self.task(change.step).id.clone();
        let gate = change.decision.map(|at| self.document().gates[self.decisions[at].gate].id.clone());
        let until = change.until.map(|at| self.text(at));
        let by = until.clone().unwrap_or_default();
        let detail = match change.kind {
            RemedyKind::ShortenUndo => {
                let undo = readable(change.undo_s.unwrap_or(0), DAY_S);
                format!("let the undo of `{task}` take {undo} at most")
            }
            RemedyKind::ExtendExpiry => format!("keep the undo of `{task}` possible until {by}"),
            RemedyKind::MoveGate => {
                format!("decide at `{}` by {by}, before `{task}`", gate.clone().unwrap_or_default())
            }
            RemedyKind::AddGate => format!("put a gate before `{task}`, decided by {by}"),
        };
        Remedy { kind: change.kind, task, gate, undo_s: change.undo_s, until, detail }
    }
}

fn barred(kind: NoReturnKind, task: &str) -> String {
    match kind {
        NoReturnKind::Irreversible => format!("nothing undoes `{task}`"),
        NoReturnKind::Expired => format!("the undo of `{task}` would begin after it is possible"),
        NoReturnKind::NoBackup => format!("the backup that undoes `{task}` has not been taken"),
        NoReturnKind::Unknown => format!("the undo of `{task}` does not say how long it takes"),
        NoReturnKind::TooSlow => format!("the undo of `{task}` is too slow"),
    }
}
