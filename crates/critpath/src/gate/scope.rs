//! A gate, a stage or nothing into the items, criteria and objectives that are judged.

use crate::diagnostic::did_you_mean;
use crate::error::Error;
use crate::model::result::{GateReason, ReasonKind, Verdict};
use crate::model::{ChecklistItem, Criterion, Document, Gate, ServiceLevelObjective, Stage};

use super::GateOptions;
use super::reason::reason;

/// What is judged.
pub(super) struct Scope<'a> {
    /// The gate, if one is named.
    pub gate: Option<&'a Gate>,
    pub items: Vec<&'a ChecklistItem>,
    pub criteria: Vec<&'a Criterion>,
    pub objectives: Vec<&'a ServiceLevelObjective>,
    /// What the gate asks for and the plan does not have.
    pub unknown: Vec<GateReason>,
}

impl<'a> Scope<'a> {
    pub fn of(document: &'a Document, options: &GateOptions) -> Result<Self, Error> {
        match (&options.gate, options.stage) {
            (Some(_), Some(_)) => {
                Err(Error::Option("a gate has its own checklists: name a gate or a stage".into()))
            }
            (Some(id), None) => Scope::of_gate(document, id),
            (None, stage) => Ok(Scope::of_plan(document, stage)),
        }
    }

    fn of_gate(document: &'a Document, id: &str) -> Result<Self, Error> {
        let Some(gate) = document.gates.iter().find(|gate| gate.id == id) else {
            let ids = document.gates.iter().map(|gate| gate.id.as_str());
            let suggestion = did_you_mean(id, ids).map(str::to_owned);
            return Err(Error::Unknown { kind: "gate", id: id.into(), suggestion });
        };
        let mut unknown = Vec::new();
        let mut missing = |what: &str, id: &str| {
            let detail = format!("the gate asks for the {what} `{id}`, which does not exist");
            let needed = format!("name a {what} that exists, or leave it out");
            unknown.push(
                reason(ReasonKind::Gate, id, id, Verdict::Inconclusive, detail).needs(Some(needed)).done(),
            );
        };
        let mut items = Vec::new();
        for id in &gate.checklists {
            match document.checklists.iter().find(|list| list.id == *id) {
                Some(list) => items.extend(&list.items),
                None => missing("checklist", id),
            }
        }
        let elsewhere = document.checklists.iter().filter(|list| !gate.checklists.contains(&list.id));
        items.extend(
            elsewhere.flat_map(|list| &list.items).filter(|item| item.gate.as_ref() == Some(&gate.id)),
        );
        let mut criteria = Vec::new();
        for id in &gate.criteria {
            match document.criteria.iter().find(|criterion| criterion.id == *id) {
                Some(criterion) => criteria.push(criterion),
                None => missing("criterion", id),
            }
        }
        let mut objectives = Vec::new();
        for id in &gate.objectives {
            match document.objectives.iter().find(|objective| objective.id == *id) {
                Some(objective) => objectives.push(objective),
                None => missing("objective", id),
            }
        }
        Ok(Scope { gate: Some(gate), items, criteria, objectives, unknown })
    }

    /// All that the plan asks for; of one stage, its checklists, and what is measured unless it comes before the
    /// deployment.
    fn of_plan(document: &'a Document, stage: Option<Stage>) -> Self {
        let lists = document.checklists.iter().filter(|list| stage.is_none_or(|stage| list.stage == stage));
        let measured = stage != Some(Stage::PreDeployment);
        Scope {
            gate: None,
            items: lists.flat_map(|list| &list.items).collect(),
            criteria: document.criteria.iter().filter(|_| measured).collect(),
            objectives: document.objectives.iter().collect(),
            unknown: Vec::new(),
        }
    }
}
