//! What only a deployment guide has: components, environments, strategy.

use crate::model::{Deliverable, nouns};

nouns! {
    /// A part of the system that is deployed.
    pub struct Component {
        /// Unique among components.
        pub id: String,
        /// What people call it.
        pub name: String,
        /// As written.
        pub description: Option<String>,
    }

    /// A place that the system is deployed to.
    pub struct Environment {
        /// Unique among environments.
        pub id: String,
        /// What people call it.
        pub name: String,
        /// As written.
        pub description: Option<String>,
        /// Id of the calendar of its maintenance windows and freezes.
        pub calendar: Option<String>,
    }

    /// A step of the deployment strategy.
    pub struct StrategyStep {
        /// Unique among steps.
        pub id: String,
        /// What people call it.
        pub name: String,
        /// What it is for.
        pub objective: Option<String>,
        /// What it hands over.
        pub deliverables: Vec<Deliverable>,
        /// Traffic share or rollout style, as written: `blue-green`.
        pub rollout: Option<String>,
    }
}
