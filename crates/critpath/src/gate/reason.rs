//! What was found about one part of a gate into a reason of the answer.

use crate::model::result::{GateMeasure, GateReason, ReasonKind, Verdict};

/// A reason in the making.
pub(crate) struct Draft(GateReason);

/// A reason that is said in a sentence.
pub(crate) fn reason(
    kind: ReasonKind,
    subject: &str,
    name: &str,
    verdict: Verdict,
    detail: impl Into<String>,
) -> Draft {
    Draft(GateReason {
        kind,
        subject: subject.to_owned(),
        name: name.to_owned(),
        verdict,
        detail: detail.into(),
        needed: None,
        owner: None,
        advisory: false,
        measured: None,
    })
}

impl Draft {
    /// What would change the verdict.
    pub fn needed(mut self, needed: impl Into<Option<&'static str>>) -> Self {
        self.0.needed = needed.into().map(str::to_owned);
        self
    }

    /// The same in words that are made.
    pub fn needs(mut self, needed: Option<String>) -> Self {
        self.0.needed = needed;
        self
    }

    pub fn owner(mut self, owner: Option<&String>) -> Self {
        self.0.owner = owner.cloned();
        self
    }

    pub fn advisory(mut self, advisory: bool) -> Self {
        self.0.advisory = advisory;
        self
    }

    pub fn measured(mut self, measured: Option<GateMeasure>) -> Self {
        self.0.measured = measured;
        self
    }

    pub fn done(self) -> GateReason {
        self.0
    }
}

/// What the data say about one condition.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Finding {
    pub verdict: Verdict,
    pub detail: String,
    pub needed: Option<String>,
    pub measured: Option<GateMeasure>,
}

impl Finding {
    pub fn go(detail: impl Into<String>) -> Self {
        Finding { verdict: Verdict::Go, detail: detail.into(), needed: None, measured: None }
    }

    pub fn no_go(detail: impl Into<String>, needed: impl Into<String>) -> Self {
        Finding { verdict: Verdict::NoGo, needed: Some(needed.into()), ..Finding::go(detail) }
    }

    pub fn inconclusive(detail: impl Into<String>, needed: impl Into<String>) -> Self {
        Finding { verdict: Verdict::Inconclusive, needed: Some(needed.into()), ..Finding::go(detail) }
    }

    pub fn with(mut self, measured: GateMeasure) -> Self {
        self.measured = Some(measured);
        self
    }
}

/// What keeps something from being told, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Open {
    pub what: String,
    pub needed: String,
}

impl Open {
    pub fn new(what: impl Into<String>, needed: impl Into<String>) -> Self {
        Open { what: what.into(), needed: needed.into() }
    }
}

impl From<Open> for Finding {
    fn from(open: Open) -> Self {
        Finding::inconclusive(open.what, open.needed)
    }
}

/// Figures without any.
pub(super) fn measure(statistic: &str, unit: &str) -> GateMeasure {
    GateMeasure {
        value: None,
        statistic: statistic.to_owned(),
        low: None,
        high: None,
        target: None,
        unit: unit.to_owned(),
        sample: 0,
        sample_needed: None,
        effect: None,
        p_value: None,
    }
}
