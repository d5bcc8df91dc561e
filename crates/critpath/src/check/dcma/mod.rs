//! A plan and its schedule into the checks of the DCMA 14-point assessment and the GAO best practices.
//!
//! Each check measures a figure, its rule says what the figure is held against, and one that fails becomes a
//! finding. What is measured needs a sound plan; some of it a schedule, a data date or a baseline: a check that
//! lacks them says so instead of passing.

mod critical;
mod finding;
mod logic;
mod measure;
mod progress;
mod rules;
mod subject;
mod task;

pub use rules::{RULES, Rule};
pub(crate) use rules::{execution_index, length_index, percent};

use super::CheckOptions;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Document;
use crate::model::result::{AssessedCheck, AssessmentResult, CheckVerdict};
use crate::plan::{self, Plan};
use crate::schedule::Schedule;
use measure::Measurement;
use subject::Subject;

/// What an assessment came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// Every check with its figure and its verdict.
    pub result: AssessmentResult,
    /// One finding for each check that fails, as bad as the profile says.
    pub diagnostics: Vec<Diagnostic>,
}

/// Assesses a plan by the checks of the profile; `None` if it has none. Where there is no plan or no schedule the
/// reason stands in its place, and becomes that of the checks that need it. The schedule must be one of the plan.
///
/// # Complexity
/// O(n log n) in tasks, phases and dependencies; the critical path test builds and schedules the plan once more.
pub fn assess(
    document: &Document,
    plan: Result<&Plan, &str>,
    schedule: Result<&Schedule, &str>,
    options: &CheckOptions,
) -> Option<Assessment> {
    let rules = &options.profile.assessment;
    if rules.is_empty() {
        return None;
    }
    let subject = plan.map(|plan| Subject::new(plan, schedule, options));
    let measured = rules.iter().map(|rule| {
        let subject = subject.as_ref().map_err(|reason| (*reason).to_owned());
        (rule, subject.and_then(|subject| measure(rule, subject)))
    });
    let measured: Vec<(&Rule, Measurement)> = measured.collect();
    let failed = |(rule, measured): &(&Rule, Measurement)| {
        let measured = measured.as_ref().ok()?;
        let fails = rule.verdict(measured.value) == CheckVerdict::Fail;
        fails.then(|| finding::finding(document, rule, measured))
    };
    let diagnostics = options.profile.judge(measured.iter().filter_map(failed).collect());
    let checks: Vec<AssessedCheck> =
        measured.into_iter().map(|(rule, measured)| assessed(document, rule, measured)).collect();
    let count = |verdict| checks.iter().filter(|check| check.verdict == verdict).count();
    let data_date = document.data_date.or(options.now);
    let result = AssessmentResult {
        file: document.sources.first().map(|source| source.name.clone()).unwrap_or_default(),
        name: document.name.clone(),
        profile: options.profile.name.clone(),
        data_date: data_date.map(|date| date.to_string()),
        baseline: document.baselines.first().map(|baseline| baseline.name.clone()),
        passed: count(CheckVerdict::Pass),
        failed: count(CheckVerdict::Fail),
        not_computable: count(CheckVerdict::NotComputable),
        checks,
    };
    Some(Assessment { result, diagnostics })
}

fn measure(rule: &Rule, subject: &Subject) -> Measurement {
    match rule.check {
        Code::DcmaLogic => logic::missing(subject),
        Code::DcmaLeads => logic::leads(subject),
        Code::DcmaLags => logic::lags(subject),
        Code::DcmaRelations => logic::finish_to_start(subject),
        Code::DcmaConstraints => task::hard_constraints(subject),
        Code::DcmaHighFloat => task::high_float(subject, rule),
        Code::DcmaNegativeFloat => task::negative_float(subject),
        Code::DcmaHighDuration => task::high_duration(subject, rule),
        Code::DcmaInvalidDates => progress::invalid_dates(subject),
        Code::DcmaResources => task::without_resources(subject, rule),
        Code::DcmaMissedTasks => progress::missed(subject),
        Code::DcmaCriticalPath => critical::test(subject, rule),
        Code::DcmaCpli => critical::length(subject),
        Code::DcmaBei => progress::execution(subject),
        Code::GaoNames => task::shared_names(subject),
        Code::GaoDangling => logic::dangling(subject),
        Code::GaoPhaseLinks => logic::of_phases(subject),
        Code::GaoLevelOfEffort => task::critical_level_of_effort(subject),
        Code::GaoDatedPath => critical::dated(subject),
        Code::GaoOutOfSequence => progress::out_of_sequence(subject),
        Code::GaoBaseline => progress::not_in_baseline(subject),
        other => Err(format!("no assessment has a check `{other}`")),
    }
}

fn assessed(document: &Document, rule: &Rule, measured: Measurement) -> AssessedCheck {
    let mut check = AssessedCheck {
        check: rule.check,
        point: rule.point.into(),
        title: rule.title.into(),
        verdict: CheckVerdict::NotComputable,
        value: None,
        unit: rule.unit,
        comparator: rule.comparator,
        threshold: rule.threshold,
        count: None,
        of: None,
        tasks: Vec::new(),
        detail: String::new(),
    };
    match measured {
        Ok(measured) => {
            check.verdict = rule.verdict(measured.value);
            check.value = Some(measured.value);
            check.count = measured.counted.map(|(count, _)| count as u64);
            check.of = measured.counted.map(|(_, of)| of as u64);
            let ids = measured.concerned.iter().map(|target| plan::id(document, *target).to_owned());
            check.tasks = ids.collect();
            check.detail = measured.detail;
        }
        Err(reason) => check.detail = reason,
    }
    check
}
