//! A plan and its schedule into how a release gets from environment to environment.
//!
//! * An environment is promoted from those that it names, or from the one before it in the list. They are settled when
//!   all that is done in them is done, and the release has soaked there. The gate before an environment is judged as
//!   every [gate](crate::gate) is.
//! * The plan's own links say when things are; an environment moves no task, but for its calendar, by which its tasks
//!   keep to its windows. Where dates or links let one be entered too early, that is a reason against it.
//! * A deployment fits a window if it and its stabilization are over before the window closes, and the system is back
//!   from a failure at any instant of them, too. The next windows that it fits are found by scheduling the plan so that
//!   nothing of the deployment starts before they open, so that calendars, time zones and all that it waits for count.

mod findings;
mod order;
mod reach;
mod requirement;
mod survey;
mod window;

pub use findings::{findings, is_stated};
pub(crate) use order::cycles;
pub use window::margin;

use crate::control::{Control, Watch, never_stop};
use crate::diagnostic::Diagnostic;
use crate::duration::{Duration, DurationUnit};
use crate::error::Error;
use crate::gate::{GateInput, GateOptions, PlanState, gate, summed};
use crate::model::Measurement;
use crate::model::promotion_result::{EnvironmentPromotion, PromotionResult, PromotionWindow};
use crate::model::result::{GateReason, Verdict};
use crate::plan::Plan;
use crate::rollback::Deployment;
use crate::schedule::Schedule;
use crate::simulate::SimulateOptions;
use crate::time::Instant;
use requirement::{Requirements, name};
use survey::Survey;

/// How many windows are named for each environment, unless the caller says otherwise.
pub const DEFAULT_WINDOWS: usize = 5;

/// What a promotion is judged by.
#[derive(Debug, Clone, Copy)]
pub struct PromotionInput<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Its schedule.
    pub schedule: &'a Schedule,
    /// What the check found; its errors are reasons against every gate.
    pub diagnostics: &'a [Diagnostic],
    /// What was measured.
    pub measurements: &'a [Measurement],
    /// What was found while measurements were read.
    pub unread: &'a [Diagnostic],
}

/// What the caller decides about a promotion.
#[derive(Debug, Clone)]
pub struct PromotionOptions {
    /// How gates are judged; their own options name the gate.
    pub gate: GateOptions,
    /// How many of the next windows are named for each environment.
    pub windows: usize,
    /// How far ahead they are looked for, by the clock. At most a thousand are tried.
    pub horizon: Duration,
}

impl Default for PromotionOptions {
    /// Five windows within 366 days.
    fn default() -> Self {
        PromotionOptions {
            gate: GateOptions::default(),
            windows: DEFAULT_WINDOWS,
            horizon: Duration::new(366, DurationUnit::Day).elapsed(),
        }
    }
}

/// For each environment: when its deployment is, what must hold before it and whether it does, the window that it uses,
/// and the next ones that it fits.
///
/// # Errors
/// [`Error::Document`] for environments that are promoted from each other, undos that wait for each other, and calendars
/// that do not exist; [`Error::Option`] for options that gates or simulations do not take, a horizon below zero, or more
/// than a thousand environments; [`Error::Cancelled`] if the control says stop.
///
/// # Complexity
/// That of [`rollback`](crate::rollback::rollback) and [`gate`] for each environment; for each window that is tried, that
/// of a schedule, and of another way back if the deployment alone fits it.
pub fn promotion(
    input: &PromotionInput,
    options: &PromotionOptions,
    control: &mut Control,
) -> Result<PromotionResult, Error> {
    let document = input.plan.document();
    let ahead_s = options.horizon.clock_seconds();
    if ahead_s < 0 {
        return Err(Error::Option(
            "the horizon is negative; state how far ahead to look, such as 90d".into(),
        ));
    }
    if let Some(now) = options.gate.now {
        input.plan.axis().accept(now)?;
    }
    let mut watch = Watch::new(control, 1);
    let survey = Survey::new(input.plan, input.schedule, &mut watch)?;
    let mut promoter = Promoter { input, options, survey: &survey, ahead_s, state: None };
    let mut environments = Vec::with_capacity(survey.sites.len());
    for environment in &survey.order.order {
        environments.push(promoter.environment(*environment, control)?);
    }
    let (verdict, _) = summed(environments.iter().map(|environment| environment.verdict));
    let verdict = if environments.is_empty() { Verdict::Inconclusive } else { verdict };
    let now = options.gate.now.map(|now| now.to_string());
    Ok(PromotionResult { name: document.name.clone(), verdict, now, environments, measurements: Vec::new() })
}

/// The same of a plan whose environments say more than their names, without measurements; nothing of others, or if it
/// cannot be computed: why is a finding of its own.
pub fn promoted(plan: &Plan, schedule: &Schedule, diagnostics: &[Diagnostic]) -> Option<PromotionResult> {
    let input = PromotionInput { plan, schedule, diagnostics, measurements: &[], unread: &[] };
    let simulation = SimulateOptions { schedule: schedule.options(plan), ..SimulateOptions::default() };
    let gate = GateOptions { simulation, ..GateOptions::default() };
    let options = PromotionOptions { gate, ..PromotionOptions::default() };
    is_stated(plan.document()).then(|| promotion(&input, &options, &mut never_stop).ok()).flatten()
}

struct Promoter<'a> {
    input: &'a PromotionInput<'a>,
    options: &'a PromotionOptions,
    survey: &'a Survey<'a>,
    ahead_s: i64,
    /// What the engine knows of the plan, whichever gate asks; once one did.
    state: Option<PlanState>,
}

impl Promoter<'_> {
    fn environment(
        &mut self,
        environment: usize,
        control: &mut Control,
    ) -> Result<EnvironmentPromotion, Error> {
        let (document, plan) = (self.survey.document(), self.input.plan);
        let here = &document.environments[environment];
        let site = &self.survey.sites[environment];
        let deployment = site.deployment.as_ref();
        let next_windows = self.next_windows(deployment, control)?;
        let requirements = Requirements { survey: self.survey, schedule: self.input.schedule, environment };
        let mut reasons: Vec<GateReason> =
            requirements.all().into_iter().map(|requirement| requirement.reason).collect();
        if let Some(gate) = &site.gate {
            reasons.extend(self.gate(&document.gates[gate.gate].id, control)?);
        }
        let window = window::requirement(self.survey, environment, Some(&next_windows));
        reasons.extend(window.map(|requirement| requirement.reason));
        let (verdict, summary) = summed(reasons.iter().map(|reason| reason.verdict));
        let text = |at: Instant| plan.axis().text(at);
        let from = self.survey.order.from[environment].iter();
        Ok(EnvironmentPromotion {
            environment: here.id.clone(),
            name: name(here).to_owned(),
            promoted_from: from.map(|before| document.environments[*before].id.clone()).collect(),
            tasks: deployment.map_or(0, |deployment| deployment.tasks().count()),
            start: deployment.map(|deployment| text(deployment.start())),
            finish: deployment.map(|deployment| text(deployment.finish())),
            end: deployment.map(|deployment| text(deployment.end())),
            settled: requirements.settled().map(text),
            gate: here.gate.clone(),
            decided: site.gate.as_ref().and_then(|gate| gate.decided).map(text),
            no_return: deployment.and_then(Deployment::no_return).map(text),
            verdict,
            summary,
            reasons,
            window: deployment.and_then(|deployment| window::used(plan, deployment)),
            next_windows,
        })
    }

    fn next_windows(
        &self,
        deployment: Option<&Deployment>,
        control: &mut Control,
    ) -> Result<Vec<PromotionWindow>, Error> {
        let Some(deployment) = deployment else { return Ok(Vec::new()) };
        let fitting =
            deployment.next_windows(self.options.windows, self.ahead_s, &mut Watch::new(control, 1))?;
        Ok(fitting.iter().map(|fitting| window::next(self.input.plan, fitting)).collect())
    }

    /// The reasons of a gate.
    fn gate(&mut self, id: &str, control: &mut Control) -> Result<Vec<GateReason>, Error> {
        let PromotionInput { plan, diagnostics, measurements, unread, .. } = *self.input;
        let options = GateOptions { gate: Some(id.to_owned()), stage: None, ..self.options.gate.clone() };
        let state = match self.state.take() {
            Some(state) => state,
            None => PlanState::at_any_gate(plan, &options, control)?,
        };
        let state = state.at_gate(plan, &options, control)?;
        let input = GateInput { document: plan.document(), diagnostics, measurements, unread, state: &state };
        let reasons = gate(&input, &options)?.reasons;
        self.state = Some(state);
        Ok(reasons)
    }
}
