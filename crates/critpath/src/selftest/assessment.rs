//! Counts of a schedule assessment into checks of its figures and verdicts.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Check, Figure};
use crate::check::{DCMA_RULES, execution_index, length_index, percent};
use crate::diagnostic::Code;
use crate::model::result::CheckVerdict;

/// What was counted in a schedule, and what its assessment comes to.
#[derive(Debug, Deserialize)]
pub(super) struct Counts {
    /// How many, among how many, for checks whose figure is a share.
    shares: BTreeMap<Code, (usize, usize)>,
    /// Days by which the finish moves in the critical path test.
    moved_days: f64,
    /// Length of the critical path, and its float.
    critical_path_days: (f64, f64),
    /// Tasks that are complete, that are due, and that no baseline has.
    execution: (usize, usize, usize),
    /// The figures that the source states.
    figures: BTreeMap<Code, f64>,
    /// The checks that fail, in their order; all others pass.
    fail: Vec<Code>,
}

impl Counts {
    pub(super) fn checks(&self, tolerance: f64) -> Vec<Check> {
        let (length, float) = self.critical_path_days;
        let (completed, due, without_baseline) = self.execution;
        let shares = self.shares.iter().map(|(check, (count, of))| (*check, percent(*count, *of)));
        let mut computed: BTreeMap<Code, f64> = shares.collect();
        computed.insert(Code::DcmaCriticalPath, self.moved_days);
        computed.insert(Code::DcmaCpli, length_index(length, float));
        computed.insert(Code::DcmaBei, execution_index(completed, due, without_baseline));
        let words = |codes: Vec<Code>| {
            Figure::Words(codes.iter().map(|code| code.as_str()).collect::<Vec<_>>().join(" "))
        };
        let figure =
            |check: &Code| computed.get(check).map_or_else(|| words(vec![]), |value| Figure::Number(*value));
        let mut checks: Vec<Check> = self
            .figures
            .iter()
            .map(|(check, value)| {
                Check::new(check.as_str(), figure(check), Figure::Number(*value), tolerance)
            })
            .collect();
        let with = |verdict: CheckVerdict| {
            let rules = DCMA_RULES.iter().filter(|rule| rule.point.starts_with("DCMA"));
            let judged =
                rules.filter(|rule| computed.get(&rule.check).is_some_and(|it| rule.verdict(*it) == verdict));
            judged.map(|rule| rule.check).collect::<Vec<Code>>()
        };
        let passing = with(CheckVerdict::Pass).len() as f64;
        checks.push(Check::new("fail", words(with(CheckVerdict::Fail)), words(self.fail.clone()), tolerance));
        let others = 14.0 - self.fail.len() as f64;
        checks.push(Check::new("how many pass", Figure::Number(passing), Figure::Number(others), tolerance));
        checks
    }
}
