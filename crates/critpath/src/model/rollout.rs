//! How a new version takes over the traffic: strategies and their steps.

use crate::duration::Duration;
use crate::model::{nouns, words};

words! {
    /// How the new version takes over.
    pub enum RolloutStrategy default Canary {
        /// The new version is set up beside the old one; then all traffic switches at once.
        BlueGreen = "blue_green",
        /// The new version takes a growing share of the traffic.
        Canary = "canary",
        /// Instances of the old version are replaced, batch after batch.
        Rolling = "rolling",
        /// The old version stops before the new one starts: nothing serves in between.
        Recreate = "recreate",
    }

    /// How the traffic goes back.
    pub enum TrafficReturn default Immediate {
        /// All of it at once.
        Immediate = "immediate",
        /// Through the weights that it came by, each of them watched.
        Gradual = "gradual",
    }
}

nouns! {
    /// How a task takes a new version to its users. Times are those of the clock.
    pub struct Rollout {
        /// How the new version takes over.
        pub strategy: RolloutStrategy,
        /// The steps, in rising order of their weights; a last one with all of the traffic is added if it is missing.
        pub steps: Vec<RolloutStep>,
        /// What Kubernetes and Prometheus call the service; the id of the task if absent.
        pub service: Option<String>,
        /// How many instances there are; a rolling strategy replaces them.
        pub instances: Option<u32>,
        /// How many of them are replaced at a time; one if absent.
        pub batch: Option<u32>,
        /// Requests in a second to the old and the new version together; those of the first objective if absent.
        pub traffic_per_second: Option<f64>,
        /// How long a version, or an instance of a rolling strategy, takes to start until it is ready.
        pub startup: Option<Duration>,
        /// How long the old version takes to stop; no time if absent.
        pub shutdown: Option<Duration>,
        /// How long it takes to change the weights of the traffic; no time if absent.
        pub shift: Option<Duration>,
        /// How long each step is watched, if it says nothing; the time that the criteria and the detection of a failure
        /// need if absent.
        pub soak: Option<Duration>,
        /// How long the old version stays once all traffic has left it; 30 s if absent.
        pub scale_down_delay: Option<Duration>,
        /// Time between two looks at what is watched; that of the monitors if absent.
        pub interval: Option<Duration>,
        /// Failures in a row that count as a failure; 3 if absent.
        pub failure_threshold: Option<u32>,
        /// Ids of the criteria that the gate behind each step asks for.
        pub criteria: Vec<String>,
        /// Ids of the service level objectives whose budget a failure spends; all of the plan if absent.
        pub objectives: Vec<String>,
        /// How sure a verdict on a measured share must be, above 0.5 and below 1; 0.95 if absent.
        pub confidence: Option<f64>,
        /// How likely it is to fail, from 0 to 1.
        pub failure_probability: Option<f64>,
        /// How the traffic goes back after a failure.
        pub traffic_return: TrafficReturn,
        /// How long each weight is watched on a gradual way back; no time if absent.
        pub return_soak: Option<Duration>,
    }

    /// A step of a rollout.
    pub struct RolloutStep {
        /// The share of the traffic, in percent, that the new version takes from then on.
        pub weight: Option<f64>,
        /// How long it is watched.
        pub soak: Option<Duration>,
        /// Ids of the criteria that the gate behind it asks for; those of the rollout if absent.
        pub criteria: Vec<String>,
        /// Id of the gate that is decided behind it; one for its criteria is made if absent.
        pub gate: Option<String>,
    }
}

/// How long the old version stays where a rollout does not say, in seconds: the default of Argo Rollouts.
pub const DEFAULT_SCALE_DOWN_DELAY_S: i64 = 30;
