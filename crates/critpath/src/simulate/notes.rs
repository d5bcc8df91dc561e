//! What a simulation assumed, changed or left out, into notes.

use std::collections::BTreeMap;

use crate::model::forecast::{ForecastNote, NoteKind};

/// Notes, gathered by kind.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Notes {
    ids: BTreeMap<NoteKind, Vec<String>>,
    /// The greatest number of a kind.
    numbers: BTreeMap<NoteKind, f64>,
}

impl Notes {
    /// Something about a task or a risk.
    pub(super) fn add(&mut self, kind: NoteKind, id: &str) {
        let ids = self.ids.entry(kind).or_default();
        if ids.last().is_none_or(|last| last != id) {
            ids.push(id.into());
        }
    }

    /// Something about a task or a risk, and by how much.
    pub(super) fn add_number(&mut self, kind: NoteKind, id: &str, number: f64) {
        self.add(kind, id);
        let greatest = self.numbers.entry(kind).or_insert(number);
        *greatest = greatest.max(number);
    }

    /// Something about the plan.
    pub(super) fn add_plain(&mut self, kind: NoteKind) {
        self.ids.entry(kind).or_default();
    }

    /// Whether there is a note of a kind.
    pub(super) fn has(&self, kind: NoteKind) -> bool {
        self.ids.contains_key(&kind)
    }

    /// The notes, in the order of their kinds.
    pub(super) fn list(&self) -> Vec<ForecastNote> {
        let note = |(kind, ids): (&NoteKind, &Vec<String>)| {
            let number = self.numbers.get(kind).copied().unwrap_or(0.0);
            ForecastNote { kind: *kind, ids: ids.clone(), message: message(*kind, number) }
        };
        self.ids.iter().map(note).collect()
    }
}

fn message(kind: NoteKind, number: f64) -> String {
    match kind {
        NoteKind::ConstraintsLoosened => {
            "dates that hold these tasks against the logic do not hold them in a run, as no run could be late then"
                .into()
        }
        NoteKind::Truncated => "the distribution reaches below zero and is cut off there".into(),
        NoteKind::CorrelationRepaired => {
            format!("these correlations cannot exist together; the nearest that can were taken, changed by at most {number:.4}")
        }
        NoteKind::Overrun => {
            "the work has gone on for longer than its estimate allows; what is left is taken as planned".into()
        }
        NoteKind::RiskWithoutEffect => {
            "these risks state no probability, or no effect on time or money, and change nothing in a run".into()
        }
        NoteKind::RiskLeftOut => {
            "these risks are closed, or have occurred and are taken to be in the plan".into()
        }
        NoteKind::NothingUncertain => "nothing in the plan is uncertain: every run is the same".into(),
        NoteKind::TakesNoTime => "these take no time in the plan, and so none in any run".into(),
        NoteKind::GeneralEngine => "the plan needs its calendars in every run, which takes longer".into(),
        NoteKind::StoppedEarly => "the runs stopped when the interval was as narrow as asked for".into(),
        NoteKind::Independent => {
            "durations are taken to be independent; if they are long or short together, the tails are wider".into()
        }
    }
}
