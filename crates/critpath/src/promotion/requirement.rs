//! What must hold before an environment is deployed to into reasons: those before it are settled, and its gate is passed.

use std::cmp::Reverse;

use super::survey::{Gate, Survey};
use crate::diagnostic::Code;
use crate::duration::{Duration, readable};
use crate::gate::reason;
use crate::model::result::{GateReason, ReasonKind, Verdict};
use crate::model::{Environment, Span, Task};
use crate::rollback::{Deployment, clock_s};
use crate::schedule::Schedule;
use crate::time::{DAY_S, Instant};

/// A reason, and what a check finds in it.
#[derive(Debug)]
pub(super) struct Requirement {
    pub reason: GateReason,
    /// Nothing where it is kept, or where there are no dates that could keep it.
    pub finding: Option<(Code, Option<Span>)>,
}

/// What must hold before an environment.
pub(super) struct Requirements<'a> {
    pub survey: &'a Survey<'a>,
    pub schedule: &'a Schedule,
    pub environment: usize,
}

impl Requirements<'_> {
    pub fn all(&self) -> Vec<Requirement> {
        let from = self.survey.order.from[self.environment].iter().enumerate();
        let mut all: Vec<Requirement> = from.map(|(at, before)| self.before(at, *before)).collect();
        all.extend(self.gate());
        all
    }

    /// When all environments before it are settled; nothing if there are none, or one has no dates.
    pub fn settled(&self) -> Option<Instant> {
        let from = self.survey.order.from[self.environment].iter();
        let settled: Option<Vec<Instant>> =
            from.map(|before| self.survey.settled(*before, self.soak_s())).collect();
        settled?.into_iter().max()
    }

    fn here(&self) -> &Environment {
        &self.survey.document().environments[self.environment]
    }

    fn deployment(&self) -> Option<&Deployment<'_>> {
        self.survey.sites[self.environment].deployment.as_ref()
    }

    fn soak_s(&self) -> i64 {
        self.here().soak.map_or(0, |soak| clock_s(self.survey.document(), soak))
    }

    fn task(&self, task: usize) -> &Task {
        &self.survey.document().tasks[task]
    }

    /// Whether the environment that it is promoted from, the one with this number among them, is settled before it begins.
    fn before(&self, number: usize, before: usize) -> Requirement {
        let (document, here) = (self.survey.document(), self.here());
        let there = &document.environments[before];
        let of =
            |verdict, detail: String| reason(ReasonKind::Promotion, &there.id, name(there), verdict, detail);
        let open = |which: &Environment, what: &str| Requirement {
            reason: of(
                Verdict::Inconclusive,
                format!("no task of `{}` has dates, so that nothing says when it {what}", which.id),
            )
            .needs(Some(format!("say of its tasks that they are in it, as in `env={}`", which.id)))
            .done(),
            finding: None,
        };
        let Some(deployment) = self.deployment() else { return open(here, "begins") };
        let soak_s = self.soak_s();
        let settled = self.survey.sites[before].deployment.as_ref().zip(self.survey.settled(before, soak_s));
        let Some((earlier, settled)) = settled else { return open(there, "is done") };
        let soaked = match soak_s {
            0 => String::new(),
            _ => format!(" and has soaked {} by {}", readable(soak_s, DAY_S), self.said(settled)),
        };
        let done = format!("`{}` is done by {}{soaked}", there.id, self.said(earlier.finish()));
        let wait = format!("`after={}`", self.link(earlier.last));
        if deployment.start() < settled {
            let first = self.task(deployment.first);
            let begins = self.said(deployment.start());
            let detail = format!("{done}, but `{}` of `{}` begins {begins}", first.id, here.id);
            let needed = format!("let `{}` wait until then, as in {wait}", first.id);
            return Requirement {
                reason: of(Verdict::NoGo, detail).needs(Some(needed)).done(),
                finding: Some((Code::EnvironmentOrder, first.span)),
            };
        }
        if let Some(task) = self.earliest(&self.survey.sites[self.environment].untied[number]) {
            let detail = format!(
                "{done}, but nothing lets `{}` of `{}` wait for that: when `{}` gets late, it begins all the same",
                task.id, here.id, there.id
            );
            let needed = format!("let `{}` wait for it, as in {wait}", task.id);
            return Requirement {
                reason: of(Verdict::Inconclusive, detail).needs(Some(needed)).done(),
                finding: Some((Code::EnvironmentOrder, task.span)),
            };
        }
        let detail = format!("{done}; `{}` begins {}", here.id, self.said(deployment.start()));
        Requirement { reason: of(Verdict::Go, detail).done(), finding: None }
    }

    /// Whether the gate is decided after what comes before the environment, and before the environment.
    fn gate(&self) -> Option<Requirement> {
        let (document, here) = (self.survey.document(), self.here());
        let id = here.gate.as_deref()?;
        let Some(gate) = &self.survey.sites[self.environment].gate else {
            let detail = format!("`{}` asks for the gate `{id}`, which does not exist", here.id);
            let open = reason(ReasonKind::Promotion, id, id, Verdict::Inconclusive, detail);
            let reason = open.needed("name a gate that exists, or leave it out").done();
            return Some(Requirement { reason, finding: None });
        };
        let named = &document.gates[gate.gate];
        let of = |verdict, detail: String, needed: Option<String>| {
            let name = if named.name.is_empty() { id } else { &named.name };
            let reason = reason(ReasonKind::Promotion, id, name, verdict, detail).needs(needed);
            reason.owner(named.owner.as_ref()).done()
        };
        let Some((at, deployment)) = gate.decided.zip(self.deployment()) else {
            let detail = format!("nothing says when the gate `{id}` is decided");
            let needed = format!("say what it comes after, as in `{{#{id} after=…}}`");
            return Some(Requirement {
                reason: of(Verdict::Inconclusive, detail, Some(needed)),
                finding: self.deployment().map(|_| (Code::EnvironmentOrder, named.span)),
            });
        };
        let decided = format!("the gate `{id}` is decided {}", self.said(at));
        let (verdict, detail, needed, span) = self.judged(gate, deployment, (id, at), &decided)?;
        Some(Requirement {
            reason: of(verdict, detail, needed),
            finding: (verdict != Verdict::Go).then_some((Code::EnvironmentOrder, span)),
        })
    }

    fn judged(
        &self,
        gate: &Gate,
        deployment: &Deployment,
        (id, at): (&str, Instant),
        decided: &str,
    ) -> Option<(Verdict, String, Option<String>, Option<Span>)> {
        let here = self.here();
        if let Some(task) = self.earliest(&gate.untied) {
            let needed = format!("let it wait for the gate, as in `gate={id}`");
            let detail = format!("{decided}, but `{}` of `{}` does not wait for it", task.id, here.id);
            let verdict = if at > deployment.start() { Verdict::NoGo } else { Verdict::Inconclusive };
            return Some((verdict, detail, Some(needed), task.span));
        }
        if let Some(settled) = self.settled().filter(|settled| *settled > at) {
            let last = self.survey.order.from[self.environment].iter();
            let last = last
                .filter_map(|before| self.survey.sites[*before].deployment.as_ref())
                .max_by_key(|earlier| earlier.finish())?;
            let detail = format!(
                "{decided}, before what `{}` is promoted from is settled {}",
                here.id,
                self.said(settled)
            );
            let needed = format!("let the gate wait for it, as in `after={}`", self.link(last.last));
            let span = self.survey.document().gates[gate.gate].span;
            return Some((Verdict::NoGo, detail, Some(needed), span));
        }
        let detail = format!("{decided}; `{}` begins {}", here.id, self.said(deployment.start()));
        Some((Verdict::Go, detail, None, None))
    }

    /// A link on a task that leaves time to soak: `verify:FS+24eh`.
    fn link(&self, task: usize) -> String {
        let id = &self.task(task).id;
        match self.soak_s() {
            0 => id.clone(),
            soak_s => format!("{id}:FS+{}", Duration::from_seconds(soak_s).elapsed()),
        }
    }

    /// The task that starts first.
    fn earliest(&self, tasks: &[u32]) -> Option<&Task> {
        let starts = self.schedule.planned_start();
        let first = tasks.iter().max_by_key(|task| (Reverse(starts[**task as usize]), Reverse(**task)))?;
        Some(self.task(*first as usize))
    }

    fn said(&self, at: Instant) -> String {
        self.survey.said(at)
    }
}

/// What people call an environment.
pub(super) fn name(environment: &Environment) -> &str {
    if environment.name.is_empty() { &environment.id } else { &environment.name }
}
