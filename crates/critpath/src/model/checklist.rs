//! Checklists and gates.

use crate::model::{Dependency, nouns, words};
use crate::time::Moment;

words! {
    /// When a checklist is worked through.
    pub enum Stage default Other {
        /// Before the deployment.
        PreDeployment = "pre_deployment",
        /// While it runs.
        DuringDeployment = "during_deployment",
        /// After it.
        PostDeployment = "post_deployment",
        /// Not tied to the deployment.
        Other = "other",
    }
}

nouns! {
    /// Items that must hold at a stage.
    pub struct Checklist {
        /// Unique among checklists.
        pub id: String,
        /// The heading.
        pub name: String,
        /// When it is worked through.
        pub stage: Stage,
        /// The items in order.
        pub items: Vec<ChecklistItem>,
    }

    /// One line of a checklist.
    pub struct ChecklistItem {
        /// Unique in the plan.
        pub id: String,
        /// What must hold.
        pub text: String,
        /// Whether it is ticked.
        pub done: bool,
        /// Who answers for it.
        pub owner: Option<String>,
        /// What shows it: a link, a file, a reading.
        pub evidence: Option<String>,
        /// Id of the gate it belongs to.
        pub gate: Option<String>,
        /// Whether the gate may pass without it.
        pub advisory: bool,
        /// The task whose result it states.
        pub task: Option<String>,
        /// Why it may be left out, and who says so.
        pub waiver: Option<Waiver>,
    }

    /// Leave to pass a gate without an item.
    pub struct Waiver {
        /// Who gives it.
        pub by: String,
        /// Why.
        pub reason: String,
        /// Until when.
        pub until: Option<Moment>,
    }

    /// A decision between go and no-go.
    pub struct Gate {
        /// Unique among gates.
        pub id: String,
        /// What people call it.
        pub name: String,
        /// When it is decided.
        pub after: Vec<Dependency>,
        /// Ids of the checklists that must be done.
        pub checklists: Vec<String>,
        /// Ids of the criteria that must hold.
        pub criteria: Vec<String>,
        /// Ids of the service level objectives whose budget must last.
        pub objectives: Vec<String>,
        /// Who decides.
        pub owner: Option<String>,
        /// How sure a verdict on a measured share must be, 0 to 1; 0.95 if absent.
        pub confidence: Option<f64>,
        /// How far the canary may lie above the baseline, as a share of the median of the baseline; 0.1 if absent.
        pub canary_tolerance: Option<f64>,
        /// The least probability, 0 to 1, that the work is done inside its window.
        pub finish_probability: Option<f64>,
    }
}
