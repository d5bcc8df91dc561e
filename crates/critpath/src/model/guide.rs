//! What only a deployment guide has: components, environments, strategy.

use crate::duration::Duration;
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
        /// Id of the calendar of its maintenance windows and freezes: what is done in it takes place at no other time.
        pub calendar: Option<String>,
        /// Ids of the environments that a release comes from: it is done there, and has soaked, before it begins here. The
        /// one before it in the list, if no environment states any.
        pub promoted_from: Vec<String>,
        /// How long a release must have run in those, by the clock, before it begins here; no time if absent.
        pub soak: Option<Duration>,
        /// Id of the gate that must be passed before it begins here.
        pub gate: Option<String>,
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
