//! How long the way back is, until when there is one, and what would mend it, as plain data.

use serde::{Deserialize, Serialize};

use crate::model::words;

words! {
    /// What ends the way back.
    pub enum NoReturnKind {
        /// A step has begun that nothing undoes.
        Irreversible = "irreversible",
        /// An undo would begin after the time until which it is possible.
        Expired = "expired",
        /// The backup that an undo restores has not been taken.
        NoBackup = "no_backup",
        /// An undo does not say how long it takes.
        Unknown = "unknown",
        /// The way back takes longer than the objective.
        TooSlow = "too_slow",
    }

    /// A single change that makes the way back hold, or puts a gate before its end.
    pub enum RemedyKind {
        /// Make one undo quicker.
        ShortenUndo = "shorten_undo",
        /// Keep one undo possible for longer.
        ExtendExpiry = "extend_expiry",
        /// Decide at a gate before the step after which there is no way back.
        MoveGate = "move_gate",
        /// Put a gate before that step.
        AddGate = "add_gate",
    }
}

/// How long the way back is at each instant of a deployment and its stabilization.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RollbackResult {
    /// Title of the plan.
    pub name: String,
    /// How long the way back may take; none if the plan states no objective.
    pub rto_s: Option<i64>,
    /// How long a failure stays unseen.
    pub detection_s: i64,
    /// How long it takes to decide.
    pub decision_s: i64,
    /// When the deployment starts; none if nothing of it has dates.
    pub start: Option<String>,
    /// When it is done.
    pub finish: Option<String>,
    /// When its stabilization is over. The way back is asked for until then.
    pub end: Option<String>,
    /// Whether there is a way back at every instant from `start` to `end`, within the objective if there is one.
    pub guaranteed: bool,
    /// How likely that is, with estimates of tasks and undos; none unless it was asked for. Where figures are upper bounds,
    /// it is a lower one.
    pub guarantee_probability: Option<RollbackProbability>,
    /// How likely the deployment is done, or back after a failure, before the change window closes; none unless it was
    /// asked for, or without a window. It fails with the probability that the plan states, or that one of its rollouts fails,
    /// at any instant alike; where nothing is stated, a run counts only if it ends well with a failure and without.
    pub safe_probability: Option<RollbackProbability>,
    /// Whether every figure is exact; else some are upper bounds, as too many undos share the same people.
    pub exact: bool,
    /// Where the way back is longest, of the instants at which there is one.
    pub worst: Option<WorstRollback>,
    /// How long the way back is, from each instant on to the next one.
    pub profile: Vec<RollbackPoint>,
    /// What ends the way back, in order of time.
    pub points_of_no_return: Vec<PointOfNoReturn>,
    /// The gates and the way back from each, in order of time.
    pub gates: Vec<GateRollback>,
    /// Id of the last gate before the first point of no return from which the way back is within the objective.
    pub last_safe_gate: Option<String>,
    /// The last instant at which the way back ends before the change window closes.
    pub latest_abort: Option<String>,
    /// How the deployment and its way back fit the change window it starts in; none if the plan states no window.
    pub window: Option<WindowFit>,
    /// The next change windows that the deployment and its way back fit.
    pub next_windows: Vec<NextWindow>,
    /// The most that is lost of what was written since a backup; none if no undo restores one.
    pub data_loss: Option<DataLoss>,
    /// From when on it is quicker to finish than to go back; none if it never is.
    pub fix_forward: Option<FixForward>,
    /// Single changes that mend what was found, each tried out.
    pub remedies: Vec<Remedy>,
    /// Ids of the tasks of the deployment that say nothing about an undo: the way back counts none for them.
    pub without_undo: Vec<String>,
}

/// A share of runs.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RollbackProbability {
    /// The share, 0 to 1.
    pub probability: f64,
    /// Lower end of the interval of the true probability (Wilson).
    pub low: f64,
    /// Upper end of the interval of the true probability (Wilson).
    pub high: f64,
    /// How many runs there were.
    pub runs: u64,
}

/// The longest way back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WorstRollback {
    /// When a failure takes longest to undo.
    pub at: String,
    /// Seconds from the failure until the system is back.
    pub rollback_s: i64,
    /// No way back from there is shorter than this.
    pub lower_bound_s: i64,
    /// Id of the task with the longest undo in the chain.
    pub task: Option<String>,
    /// The undos that wait for each other and make the way back this long, in order of time.
    pub chain: Vec<RollbackStep>,
    /// Seconds of what was written since a backup that are lost; none if nothing is restored.
    pub data_loss_s: Option<i64>,
}

/// One undo of a way back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RollbackStep {
    /// Id of the task that is undone.
    pub task: String,
    /// What people call it.
    pub name: String,
    /// When its undo begins.
    pub start: String,
    /// When its undo is done.
    pub finish: String,
    /// Id of the task whose undo it waits for.
    pub after: Option<String>,
}

/// How long the way back is from an instant on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RollbackPoint {
    /// The instant.
    pub at: String,
    /// Seconds from a failure then until the system is back; none if there is no way back.
    pub rollback_s: Option<i64>,
    /// It falls by a second each second until the next point, as the way back waits for a calendar or a running step.
    pub falls: bool,
}

/// The end of the way back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PointOfNoReturn {
    /// From when on.
    pub at: String,
    /// Until when, if it ends.
    pub until: Option<String>,
    /// Id of the task: the one that cannot be undone, or whose undo takes longest.
    pub task: Option<String>,
    /// What ends the way back.
    pub kind: NoReturnKind,
    /// The same in words.
    pub detail: String,
    /// Id of the last gate before it from which the way back is within the objective.
    pub last_safe_gate: Option<String>,
}

/// A gate, and the way back from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GateRollback {
    /// Id of the gate.
    pub gate: String,
    /// When it is decided: before anything starts then.
    pub at: String,
    /// Seconds from a failure that it sees until the system is back; none if there is no way back.
    pub rollback_s: Option<i64>,
    /// Whether there is a way back within the objective.
    pub safe: bool,
}

/// How a deployment and its way back fit a change window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WindowFit {
    /// When the window closes.
    pub closes: String,
    /// Whether the deployment is done before that, and the way back from any instant of it, too.
    pub fits: bool,
    /// Time left when it closes; negative if they do not fit.
    pub slack_s: i64,
}

/// A change window that a deployment fits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NextWindow {
    /// When it opens, and the deployment starts.
    pub opens: String,
    /// When it closes.
    pub closes: String,
    /// When the deployment is done.
    pub finish: String,
    /// The last instant at which the way back ends before it closes.
    pub latest_abort: String,
}

/// What is lost of the data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DataLoss {
    /// When a failure costs most.
    pub at: String,
    /// Seconds from the backup until the way back begins: what was written in them is lost.
    pub loss_s: i64,
    /// Id of the task whose undo restores the backup.
    pub task: String,
    /// Id of the task that takes the backup.
    pub backup: String,
}

/// From when on it is quicker to finish than to go back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FixForward {
    /// From when on.
    pub at: String,
    /// Seconds until the deployment is done.
    pub remaining_s: i64,
    /// Seconds until the system is back; none if there is no way back.
    pub rollback_s: Option<i64>,
}

/// A single change that mends what was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Remedy {
    /// What to do.
    pub kind: RemedyKind,
    /// Id of the task whose undo changes, or before which a gate is needed.
    pub task: String,
    /// Id of the gate that moves.
    pub gate: Option<String>,
    /// The most that the undo may take.
    pub undo_s: Option<i64>,
    /// Until when the undo must be possible, or by when the gate must be decided.
    pub until: Option<String>,
    /// The same in words.
    pub detail: String,
}
