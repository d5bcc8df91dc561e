//! A plan into the variables of a run: what is drawn, and what becomes of it.

use super::SimulateOptions;
use super::correlation::{LARGEST_CHANGE, Matrix, copula_coefficient};
use super::cost::{Costs, compile_costs};
use super::distribution::Distribution;
use super::draw::{Draw, Draws, LONGEST_S, threshold};
use super::estimate::{duration_distribution, number_distribution};
use super::notes::Notes;
use super::random::{Stream, variable_key};
use super::stated_risk::{StatedRisk, stated_risk};
use crate::diagnostic::{Code, Diagnostic};
use crate::error::Error;
use crate::graph::NodeKind;
use crate::model::forecast::{NoteKind, RiskBasis};
use crate::model::{Closure, RiskCombination, RiskStatus, Span};
use crate::plan::{Plan, Target};
use crate::risk::Scales;
use crate::schedule::{Trial, Underway};

/// All that is drawn in a run.
#[derive(Debug)]
pub(super) struct Model {
    /// The tasks whose durations may vary, in rising order.
    pub(super) tasks: Vec<UncertainTask>,
    pub(super) risks: Vec<ActiveRisk>,
    pub(super) branches: Vec<Branching>,
    pub(super) groups: Vec<Group>,
    pub(super) costs: Costs,
}

/// A task whose duration may vary.
#[derive(Debug)]
pub(super) struct UncertainTask {
    /// The task, by its index in the document.
    pub(super) task: u32,
    pub(super) underway: Option<Underway>,
    pub(super) stream: Stream,
    /// Its duration but for what hits it.
    pub(super) draw: Draw,
    /// The mean of that, in seconds.
    pub(super) mean: f64,
    /// The least and the greatest duration that its own draw gives.
    pub(super) least: f64,
    pub(super) greatest: f64,
    /// Group and place in it, if its duration is correlated with others.
    pub(super) correlated: Option<(usize, usize)>,
    /// Positions of the risks that hit it.
    pub(super) risks: Vec<usize>,
    /// Whether it takes place.
    pub(super) exists: Option<Occurrence>,
    /// Branch and option with which it takes place.
    pub(super) options: Vec<(usize, usize)>,
}

/// Whether something happens: if the bits lie below the threshold.
#[derive(Debug, Clone, Copy)]
pub(super) struct Occurrence {
    pub(super) stream: Stream,
    pub(super) threshold: u64,
}

/// A quantity that is drawn once in a run.
#[derive(Debug)]
pub(super) struct Drawn {
    pub(super) stream: Stream,
    pub(super) draw: Draw,
    pub(super) mean: f64,
    pub(super) least: f64,
    pub(super) greatest: f64,
}

/// A risk that may happen in a run.
#[derive(Debug)]
pub(super) struct ActiveRisk {
    /// Its index in the document.
    pub(super) risk: usize,
    pub(super) occurs: Occurrence,
    pub(super) probability: f64,
    /// Seconds that it adds to each task that it hits.
    pub(super) delay: Option<Drawn>,
    /// What it multiplies their durations by.
    pub(super) factor: Option<Drawn>,
    pub(super) cost: Option<Drawn>,
    /// The greatest of several counts, rather than all of them together.
    pub(super) is_parallel: bool,
    /// What is closed if it happens.
    pub(super) closures: Vec<Closure>,
    /// The tasks that it hits.
    pub(super) tasks: Vec<u32>,
}

/// A branch: the option whose threshold is the first above the bits takes place.
#[derive(Debug)]
pub(super) struct Branching {
    pub(super) stream: Stream,
    pub(super) thresholds: Vec<u64>,
    pub(super) probabilities: Vec<f64>,
}

/// Tasks whose durations are correlated, by positions among the uncertain ones, and the factor that ties their scores.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) tasks: Vec<usize>,
    pub(super) factor: Matrix,
}

/// Compiles what varies in a plan.
///
/// # Errors
/// [`Error::Document`] for estimates, branches and correlations that cannot be; [`Error::Overflow`] for durations of
/// more than 34 years.
pub(super) fn model(
    plan: &Plan,
    trial: &mut Trial,
    options: &SimulateOptions,
    notes: &mut Notes,
) -> Result<Model, Error> {
    let mut compiler =
        Compiler { plan, seed: options.seed, draws: Draws::default(), notes, errors: Vec::new() };
    let risks = compiler.risks(options.risks);
    let mut tasks = compiler.tasks(trial, &risks)?;
    let branches = compiler.branches(&mut tasks);
    tasks.retain(UncertainTask::varies);
    let groups = compiler.groups(&mut tasks);
    let costs = compile_costs(&mut compiler, trial, &tasks);
    let errors = compiler.errors;
    if !errors.is_empty() {
        return Err(Error::Document(errors));
    }
    Ok(Model { tasks, risks, branches, groups, costs })
}

impl UncertainTask {
    fn varies(&self) -> bool {
        self.draw.varies() || !self.risks.is_empty() || self.exists.is_some() || !self.options.is_empty()
    }

    /// Whether its duration is nothing but a draw of its own.
    pub(super) fn is_plain(&self) -> bool {
        self.risks.is_empty() && self.exists.is_none() && self.options.is_empty()
    }
}

impl Model {
    /// The mean duration of an uncertain task; of risks in parallel, as if only the first could happen.
    pub(super) fn mean_duration(&self, position: usize) -> f64 {
        let task = &self.tasks[position];
        let (mut factor, mut delay) = (1.0, 0.0);
        let mut parallel = false;
        for risk in task.risks.iter().map(|risk| &self.risks[*risk]) {
            if risk.is_parallel && std::mem::replace(&mut parallel, true) {
                continue;
            }
            let of = |drawn: &Option<Drawn>, none: f64| drawn.as_ref().map_or(none, |drawn| drawn.mean);
            factor *= 1.0 + risk.probability * (of(&risk.factor, 1.0) - 1.0);
            delay += risk.probability * of(&risk.delay, 0.0);
        }
        let exists = task.exists.map_or(1.0, |exists| exists.threshold as f64 / 4_294_967_296.0);
        let options =
            task.options.iter().map(|(branch, option)| self.branches[*branch].probabilities[*option]);
        (task.mean * factor + delay) * exists * options.product::<f64>()
    }

    /// A bound of the duration of an uncertain task, in seconds.
    pub(super) fn greatest_duration(&self, position: usize) -> f64 {
        let task = &self.tasks[position];
        let (mut factor, mut delay) = (1.0, 0.0);
        for risk in task.risks.iter().map(|risk| &self.risks[*risk]) {
            factor *= risk.factor.as_ref().map_or(1.0, |drawn| drawn.greatest.max(1.0));
            delay += risk.delay.as_ref().map_or(0.0, |drawn| drawn.greatest);
        }
        task.greatest * factor + delay + 1.0
    }

    /// Whether an uncertain task may take no time.
    pub(super) fn may_vanish(&self, position: usize) -> bool {
        let task = &self.tasks[position];
        let shrinks = task.risks.iter().any(|risk| self.risks[*risk].factor.is_some());
        task.least < 1.0 || shrinks || task.exists.is_some() || !task.options.is_empty()
    }
}

/// What compiling needs throughout.
pub(super) struct Compiler<'a> {
    pub(super) plan: &'a Plan,
    seed: u64,
    draws: Draws,
    notes: &'a mut Notes,
    errors: Vec<Diagnostic>,
}

impl Compiler<'_> {
    /// The random bits of what these words name.
    pub(super) fn stream(&self, words: &[&str]) -> Stream {
        Stream::new(self.seed, variable_key(words))
    }

    pub(super) fn refuse(&mut self, code: Code, message: String, span: Option<Span>) {
        self.errors.push(Diagnostic::new(code, message).at(span));
    }

    /// A quantity by its distribution, cut off at a least value.
    pub(super) fn drawn(
        &mut self,
        words: &[&str],
        distribution: Result<Distribution, super::DistributionError>,
        whose: &str,
        least: f64,
        span: Option<Span>,
    ) -> Option<Drawn> {
        let distribution = match distribution {
            Ok(distribution) => distribution,
            Err(error) => {
                let code = match error {
                    super::DistributionError::Order => Code::EstimateOrder,
                    _ => Code::EstimateDistribution,
                };
                self.refuse(code, format!("the estimate of `{whose}` makes no distribution: {error}"), span);
                return None;
            }
        };
        let distribution = match distribution.least() < least {
            true => {
                self.notes.add(NoteKind::Truncated, whose);
                let fixed = || Distribution::fixed(least);
                distribution.above(least).map_or_else(|| fixed().ok(), Some)?
            }
            false => distribution,
        };
        let (mean, least, greatest) = (distribution.mean(), distribution.least(), outermost(&distribution));
        Some(Drawn { stream: self.stream(words), draw: self.draws.of(&distribution), mean, least, greatest })
    }

    /// The tasks that an id names: itself, or all in a phase.
    fn tasks_of(&self, id: &str) -> Vec<u32> {
        let phases = self.plan.phases();
        match self.plan.target(id) {
            Some(Target::Task(task)) => vec![task as u32],
            Some(Target::Phase(phase)) => {
                let tasks = 0..self.plan.document().tasks.len();
                let inside =
                    |task: &usize| phases.and_above(phases.of_task(*task)).any(|above| above == phase);
                tasks.filter(inside).map(|task| task as u32).collect()
            }
            None => Vec::new(),
        }
    }

    fn tasks_of_all(&self, ids: &[String]) -> Vec<u32> {
        let mut tasks: Vec<u32> = ids.iter().flat_map(|id| self.tasks_of(id)).collect();
        tasks.sort_unstable();
        tasks.dedup();
        tasks
    }

    fn risks(&mut self, basis: RiskBasis) -> Vec<ActiveRisk> {
        let document = self.plan.document();
        let mut active = Vec::new();
        if basis == RiskBasis::None {
            return active;
        }
        let scales = Scales::new(document);
        for (index, risk) in document.risks.iter().enumerate() {
            if risk.status != RiskStatus::Open {
                self.notes.add(NoteKind::RiskLeftOut, &risk.id);
                continue;
            }
            let Some(StatedRisk { probability, effect }) = stated_risk(&scales, risk, basis) else {
                self.notes.add(NoteKind::RiskWithoutEffect, &risk.id);
                continue;
            };
            let (id, units) = (risk.id.as_str(), &document.units);
            let delay = effect.delay.as_ref().and_then(|delay| {
                let distribution = duration_distribution(delay, units);
                self.drawn(&["risk", id, "delay"], distribution, id, 0.0, risk.span)
            });
            let factor = effect.factor.as_ref().and_then(|factor| {
                self.drawn(&["risk", id, "factor"], number_distribution(factor), id, 0.0, risk.span)
            });
            let cost = effect.cost.as_ref().and_then(|cost| {
                self.drawn(&["risk", id, "cost"], number_distribution(cost), id, f64::NEG_INFINITY, risk.span)
            });
            let occurs = Occurrence {
                stream: self.stream(&["risk", id, "occurs"]),
                threshold: threshold(probability),
            };
            active.push(ActiveRisk {
                risk: index,
                occurs,
                probability,
                delay,
                factor,
                cost,
                is_parallel: effect.combination == RiskCombination::Parallel,
                closures: effect.closures,
                tasks: self.tasks_of_all(&risk.affects),
            });
        }
        active
    }

    fn tasks(&mut self, trial: &mut Trial, risks: &[ActiveRisk]) -> Result<Vec<UncertainTask>, Error> {
        let (document, network) = (self.plan.document(), self.plan.network());
        let mut hits: Vec<Vec<usize>> = vec![Vec::new(); document.tasks.len()];
        for (position, risk) in risks.iter().enumerate() {
            if risk.delay.is_some() || risk.factor.is_some() {
                risk.tasks.iter().for_each(|task| hits[*task as usize].push(position));
            }
        }
        let mut tasks = Vec::with_capacity(document.tasks.len());
        for (at, hits) in hits.into_iter().enumerate() {
            let (task, stated) = (at as u32, &document.tasks[at]);
            let kind = network.kind(task);
            if network.position(task).is_none() || matches!(kind, NodeKind::Effort) {
                continue;
            }
            let underway = trial.underway(self.plan, task);
            if kind == NodeKind::Actual && underway.is_none() {
                continue;
            }
            let planned = underway.map_or(trial.planned(task), |underway| underway.planned);
            let Some(mut uncertain) = self.task(task, planned, underway) else { continue };
            uncertain.risks = hits;
            if let Some(probability) = stated.probability.filter(|probability| *probability < 1.0) {
                let stream = self.stream(&["task", &stated.id, "exists"]);
                uncertain.exists = Some(Occurrence { stream, threshold: threshold(probability) });
            }
            if kind.is_point() && uncertain.varies() {
                self.notes.add(NoteKind::TakesNoTime, &stated.id);
                continue;
            }
            if uncertain.varies() {
                trial.free(self.plan, task);
            }
            if uncertain.greatest >= LONGEST_S as f64 {
                return Err(Error::Overflow { task: stated.id.clone() });
            }
            tasks.push(uncertain);
        }
        Ok(tasks)
    }

    /// A task with its own draw.
    fn task(&mut self, task: u32, planned: i64, underway: Option<Underway>) -> Option<UncertainTask> {
        let document = self.plan.document();
        let stated = &document.tasks[task as usize];
        let words = ["task", stated.id.as_str(), "duration"];
        let estimate = stated.estimate.as_ref().filter(|_| !stated.kind.is_milestone());
        let fixed = Distribution::fixed(planned as f64);
        let mut distribution = match estimate {
            Some(estimate) => duration_distribution(estimate, &document.units),
            None => fixed.clone(),
        };
        if let (Ok(whole), Some(underway)) = (&distribution, underway)
            && whole.fixed_value().is_none()
        {
            distribution = match whole.above(underway.elapsed as f64) {
                Some(left) => Ok(left),
                None => {
                    self.notes.add(NoteKind::Overrun, &stated.id);
                    fixed
                }
            };
        }
        let Drawn { stream, draw, mean, least, greatest } =
            self.drawn(&words, distribution, &stated.id, 0.0, stated.span)?;
        // What does not vary is as it is planned.
        let planned = planned as f64;
        let (draw, mean, least, greatest) = match draw.varies() {
            true => (draw, mean, least, greatest),
            false => (Draw::Fixed(planned), planned, planned, planned),
        };
        Some(UncertainTask {
            task,
            underway,
            stream,
            draw,
            mean,
            least,
            greatest,
            correlated: None,
            risks: Vec::new(),
            exists: None,
            options: Vec::new(),
        })
    }

    fn branches(&mut self, tasks: &mut [UncertainTask]) -> Vec<Branching> {
        let document = self.plan.document();
        let mut branches = Vec::new();
        for branch in &document.branches {
            let stated: f64 = branch.options.iter().filter_map(|option| option.probability).sum();
            let without = branch.options.iter().filter(|option| option.probability.is_none()).count();
            let rest = if without > 0 { (1.0 - stated).max(0.0) / without as f64 } else { 0.0 };
            let of = |option: &crate::model::BranchOption| option.probability.unwrap_or(rest);
            let probabilities: Vec<f64> = branch.options.iter().map(of).collect();
            let total: f64 = probabilities.iter().sum();
            if (total - 1.0).abs() > 1e-6 || probabilities.iter().any(|p| !(0.0..=1.0).contains(p)) {
                let message = format!("the options of branch `{}` do not add up to certainty", branch.id);
                self.refuse(Code::BranchInvalid, message, branch.span);
                continue;
            }
            let mut sum = 0.0;
            let mut thresholds: Vec<u64> = probabilities
                .iter()
                .map(|probability| {
                    sum += probability;
                    threshold(sum)
                })
                .collect();
            if let Some(last) = thresholds.last_mut() {
                *last = 1 << 32;
            }
            for (option, stated) in branch.options.iter().enumerate() {
                for task in self.tasks_of_all(&stated.tasks) {
                    if let Ok(at) = tasks.binary_search_by_key(&task, |uncertain| uncertain.task) {
                        tasks[at].options.push((branches.len(), option));
                    }
                }
            }
            let stream = self.stream(&["branch", &branch.id]);
            branches.push(Branching { stream, thresholds, probabilities });
        }
        branches
    }

    /// Sets of tasks that correlations tie together.
    fn groups(&mut self, tasks: &mut [UncertainTask]) -> Vec<Group> {
        let mut pairs: Vec<(usize, usize, f64)> = Vec::new();
        for correlation in &self.plan.document().correlations {
            let coefficient = copula_coefficient(correlation.coefficient, correlation.measure);
            let named = self.tasks_of_all(&correlation.tasks);
            let positions: Vec<usize> = named
                .iter()
                .filter_map(|task| tasks.binary_search_by_key(task, |uncertain| uncertain.task).ok())
                .filter(|position| tasks[*position].draw.varies())
                .collect();
            for (at, one) in positions.iter().enumerate() {
                pairs.extend(positions[at + 1..].iter().map(|other| (*one, *other, coefficient)));
            }
        }
        let mut groups = Vec::new();
        for members in connected(tasks.len(), &pairs) {
            let mut matrix = Matrix::identity(members.len());
            let place = |position: usize| members.binary_search(&position).ok();
            for (one, other, coefficient) in &pairs {
                if let (Some(one), Some(other)) = (place(*one), place(*other)) {
                    matrix.set(one, other, *coefficient);
                }
            }
            let (repaired, change) = matrix.repaired();
            let ids: Vec<&str> = members
                .iter()
                .map(|position| self.plan.document().tasks[tasks[*position].task as usize].id.as_str())
                .collect();
            if change > LARGEST_CHANGE {
                let message = format!(
                    "the correlations of `{}` cannot exist together: the nearest that can differ by {change:.2}",
                    ids.join("`, `")
                );
                self.refuse(Code::CorrelationImpossible, message, None);
                continue;
            }
            if change > 1e-6 {
                ids.iter().for_each(|id| self.notes.add_number(NoteKind::CorrelationRepaired, id, change));
            }
            let Some(factor) = repaired.cholesky() else { continue };
            for (place, position) in members.iter().enumerate() {
                tasks[*position].correlated = Some((groups.len(), place));
            }
            groups.push(Group { tasks: members, factor });
        }
        groups
    }
}

/// The greatest value that is drawn: infinite tails end at the outermost of 2^32 probabilities.
pub(super) fn outermost(distribution: &Distribution) -> f64 {
    match distribution.greatest() {
        greatest if greatest.is_finite() => greatest,
        _ => distribution.quantile(1.0 - 1.0 / 8_589_934_592.0),
    }
}

/// Sets of numbers that pairs connect, each in rising order, those of one left out.
fn connected(numbers: usize, pairs: &[(usize, usize, f64)]) -> Vec<Vec<usize>> {
    let mut first: Vec<usize> = (0..numbers).collect();
    let mut changed = true;
    while changed {
        changed = false;
        for (one, other, _) in pairs {
            let least = first[*one].min(first[*other]);
            for at in [*one, *other] {
                changed |= first[at] != least;
                first[at] = least;
            }
        }
    }
    let mut sets: std::collections::BTreeMap<usize, Vec<usize>> = std::collections::BTreeMap::new();
    for (number, first) in first.into_iter().enumerate() {
        sets.entry(first).or_default().push(number);
    }
    sets.into_values().filter(|set| set.len() > 1).collect()
}
