//! Published worked examples, recomputed: cases into reports of computed against published figures.
//!
//! `cases.json` holds facts and figures with their sources. Each kind of case has a file that says
//! how to compute it; a new kind is a variant of `Kind` and such a file.

mod assessment;
mod cpm;
mod crash;
mod network;
mod pert;
mod rollback;
mod simulation;
mod slo;
mod statistics;

use serde::{Deserialize, Serialize};

/// The cases that come with the crate, as JSON.
pub const CASES: &str = include_str!("cases.json");

/// How one worked example came out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CaseReport {
    /// Stable id of the case: `EX-06`.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Where it was published, and what of it was derived.
    pub source: String,
    /// One for each figure, in the order of the publication.
    pub checks: Vec<Check>,
}

/// One figure, computed and published.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Check {
    /// Which figure: `LS of C`.
    pub what: String,
    /// What this crate says.
    pub computed: Figure,
    /// What the source says.
    pub published: Figure,
    /// How far they may be apart.
    pub tolerance: f64,
    /// Whether they are not.
    pub passed: bool,
}

/// A figure: a number in the unit of the source, or words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Figure {
    /// A number.
    Number(f64),
    /// Words: a set of activities, or why there is no figure.
    Words(String),
}

impl CaseReport {
    /// Whether every figure is as published. A case without figures shows nothing.
    pub fn passed(&self) -> bool {
        !self.checks.is_empty() && self.checks.iter().all(|check| check.passed)
    }
}

impl Check {
    fn new(what: impl Into<String>, computed: Figure, published: Figure, tolerance: f64) -> Self {
        let passed = match (&computed, &published) {
            (Figure::Number(a), Figure::Number(b)) => (a - b).abs() <= tolerance,
            (a, b) => a == b,
        };
        Check { what: what.into(), computed, published, tolerance, passed }
    }

    /// A figure that could not be computed.
    fn failed(what: impl Into<String>, why: impl ToString) -> Self {
        Check::new(what, Figure::Words(why.to_string()), Figure::Words("a figure".into()), 0.0)
    }
}

impl std::fmt::Display for Figure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Figure::Number(number) => std::fmt::Display::fmt(number, f),
            Figure::Words(words) => f.pad(words),
        }
    }
}

#[derive(Debug, Deserialize)]
struct Case {
    id: String,
    title: String,
    source: String,
    #[serde(default)]
    tolerance: f64,
    #[serde(flatten)]
    kind: Kind,
}

/// The kinds of cases, by what their data look like.
#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Kind {
    /// Activities on nodes.
    Cpm(cpm::Activities),
    /// Activities on arcs between numbered events.
    CpmArcs(cpm::Arcs),
    /// One relation between two activities, many times.
    CpmRelations(cpm::Relations),
    /// Activities with three-point estimates, along the path of greatest mean.
    Pert(pert::Estimated),
    /// Activities that can be shortened for money.
    Crash(crash::Crashable),
    /// Counts of a schedule, judged by the fourteen points of the DCMA.
    Assessment(assessment::Counts),
    /// Distributions.
    Distribution(simulation::Distributions),
    /// Networks with uncertain durations, simulated.
    Simulation(simulation::Simulations),
    /// Runs whose durations are given.
    GivenRuns(simulation::Given),
    /// Error budgets and burn rates.
    Slo(slo::Budgets),
    /// Intervals, sample sizes and fences.
    Statistics(statistics::Statistics),
    /// A restore within an objective.
    Restore(rollback::Restore),
    /// A change window with a way back.
    ChangeWindow(rollback::Window),
}

/// Recomputes the cases that come with the crate.
pub fn run() -> Vec<CaseReport> {
    run_cases(CASES).unwrap_or_else(|error| {
        let checks = vec![Check::failed("cases.json", error)];
        vec![CaseReport {
            id: "cases".into(),
            title: "Reading the cases".into(),
            source: String::new(),
            checks,
        }]
    })
}

/// Recomputes cases given as JSON of the same form as [`CASES`].
///
/// # Errors
/// Text of another form.
pub fn run_cases(json: &str) -> Result<Vec<CaseReport>, serde_json::Error> {
    let cases: Vec<Case> = serde_json::from_str(json)?;
    Ok(cases.into_iter().map(report).collect())
}

fn report(case: Case) -> CaseReport {
    let checks = match &case.kind {
        Kind::Cpm(activities) => activities.checks(case.tolerance),
        Kind::CpmArcs(arcs) => arcs.checks(case.tolerance),
        Kind::CpmRelations(relations) => relations.checks(case.tolerance),
        Kind::Pert(estimated) => estimated.checks(case.tolerance),
        Kind::Crash(crashable) => crashable.checks(case.tolerance),
        Kind::Assessment(counts) => counts.checks(case.tolerance),
        Kind::Distribution(distributions) => distributions.checks(case.tolerance),
        Kind::Simulation(simulations) => simulations.checks(case.tolerance),
        Kind::GivenRuns(given) => given.checks(case.tolerance),
        Kind::Slo(budgets) => budgets.checks(case.tolerance),
        Kind::Statistics(statistics) => statistics.checks(case.tolerance),
        Kind::Restore(restore) => restore.checks(case.tolerance),
        Kind::ChangeWindow(window) => window.checks(case.tolerance),
    };
    CaseReport { id: case.id, title: case.title, source: case.source, checks }
}
