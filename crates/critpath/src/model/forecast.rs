//! The answer of a simulation: how sure the dates and the cost of a plan are, and what makes them unsure.

use serde::{Deserialize, Serialize};

use crate::model::words;

words! {
    /// Which effects of the risks count in a simulation.
    pub enum RiskBasis default Inherent {
        /// Those before mitigation.
        Inherent = "inherent",
        /// Those that are left after mitigation.
        Residual = "residual",
        /// None: only the spread of the estimates counts.
        None = "none",
    }

    /// What moves the finish of a plan from run to run.
    pub enum DriverKind {
        /// How long a task takes.
        Task = "task",
        /// Whether a risk happens, and what it does.
        Risk = "risk",
    }

    /// Whose time ends, for the probability of being done before.
    pub enum LimitKind {
        /// The deadline of the plan.
        PlanDeadline = "plan_deadline",
        /// The change window that the deployment starts in.
        ChangeWindow = "change_window",
        /// The deadline of a phase.
        PhaseDeadline = "phase_deadline",
        /// The deadline of a task.
        TaskDeadline = "task_deadline",
        /// The window of a phase.
        PhaseWindow = "phase_window",
        /// The window of a task.
        TaskWindow = "task_window",
    }

    /// What a simulation says about how it read the plan.
    pub enum NoteKind {
        /// Dates that hold against the logic do not hold in a run.
        ConstraintsLoosened = "constraints_loosened",
        /// A distribution reached below zero, and was cut off there.
        Truncated = "truncated",
        /// Correlations that cannot exist together were changed to the nearest that can.
        CorrelationRepaired = "correlation_repaired",
        /// Work in progress has gone on for longer than its estimate allows.
        Overrun = "overrun",
        /// A risk does nothing in a run: it has no effect on time or money, or none of its tasks has dates.
        RiskWithoutEffect = "risk_without_effect",
        /// A risk is left out, as it is closed, or has occurred and so is part of the plan.
        RiskLeftOut = "risk_left_out",
        /// Nothing is uncertain: every run is the same.
        NothingUncertain = "nothing_uncertain",
        /// A task without duration takes none in any run, whatever hits it.
        TakesNoTime = "takes_no_time",
        /// Another engine was used than asked for, or dates of the plan keep the fast one from being used.
        GeneralEngine = "general_engine",
        /// The runs stopped before their number was reached, as the answer was exact enough.
        StoppedEarly = "stopped_early",
        /// Durations are taken to be independent; the tails are wider if they are long or short together.
        Independent = "independent",
    }
}

/// How sure the finish of a plan is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ForecastResult {
    /// Title of the plan.
    pub name: String,
    /// How many runs were made.
    pub runs: u64,
    /// What the random numbers come from: the same seed gives the same answer.
    pub seed: u64,
    /// Which effects of the risks count.
    pub risks: RiskBasis,
    /// Confidence of every interval in this answer, 0 to 1.
    pub confidence: f64,
    /// When the plan starts.
    pub start: String,
    /// The finish in few numbers.
    pub finish: FinishForecast,
    /// The finish that is kept with each probability, 5 % to 95 %: actual runs (the inverse of the empirical
    /// distribution, type 1 of Hyndman and Fan), with the interval that holds the true one.
    pub percentiles: Vec<Percentile>,
    /// The S-curve: how likely the plan is finished by a date; rising, at most 201 points.
    pub curve: Vec<CurvePoint>,
    /// How often the finish fell between two dates; bars of equal width without a gap.
    pub histogram: Vec<HistogramBar>,
    /// What must be added to the deterministic finish to be as sure as that.
    pub contingency: Vec<Contingency>,
    /// Working seconds by which the finish moves if every duration is its mean rather than what is planned.
    pub mean_shift_s: i64,
    /// Working seconds by which the mean finish lies behind that: what paths that merge add. Zero for a chain.
    pub merge_bias_s: i64,
    /// The tasks with dates, in the order of the plan.
    pub tasks: Vec<TaskForecast>,
    /// What moves the finish, strongest first: the tornado.
    pub drivers: Vec<DriverForecast>,
    /// How likely the plan, a phase or a task is done before its deadline, or before its window closes.
    pub windows: Vec<LimitForecast>,
    /// How sure the cost is; none if nothing costs.
    pub cost: Option<CostForecast>,
    /// How sure date and cost are together; none if nothing costs.
    pub joint_confidence: Option<JointConfidence>,
    /// The risks of the late runs, those later than the 80th percentile; the most telling first.
    pub late_risks: Vec<LateRisk>,
    /// What was assumed, changed or left out.
    pub notes: Vec<ForecastNote>,
}

/// The finish of a plan in few numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FinishForecast {
    /// The finish that is kept with 10 %.
    pub p10: String,
    /// The finish that is kept with 50 %.
    pub p50: String,
    /// The finish that is kept with 80 %.
    pub p80: String,
    /// The finish that is kept with 90 %.
    pub p90: String,
    /// The mean finish: so much work after the start as the runs took on average.
    pub mean: String,
    /// The earliest of all runs.
    pub earliest: String,
    /// The latest of all runs.
    pub latest: String,
    /// The finish of the schedule with the planned durations.
    pub deterministic: String,
    /// How likely the plan is finished by then.
    pub probability_of_deterministic: f64,
    /// Lower end of the interval of this probability (Wilson).
    pub probability_low: f64,
    /// Upper end of the interval of this probability (Wilson).
    pub probability_high: f64,
    /// Working seconds from start to finish, on average over the runs.
    pub mean_duration_s: f64,
    /// Standard deviation of these seconds.
    pub standard_deviation_s: f64,
}

/// A finish, and how likely it is kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Percentile {
    /// Percent of the runs that finish by then.
    pub percent: f64,
    /// The finish.
    pub finish: String,
    /// Lower end of its interval, by order statistics; none if the runs are too few for one.
    pub low: Option<String>,
    /// Upper end of its interval.
    pub high: Option<String>,
}

/// A point of the S-curve.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CurvePoint {
    /// A finish.
    pub finish: String,
    /// How likely the plan is finished by then, 0 to 1.
    pub probability: f64,
}

/// A bar of the histogram.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HistogramBar {
    /// Where it begins; runs at this very time count here.
    pub from: String,
    /// Where it ends; the last bar includes its end.
    pub to: String,
    /// Runs that finished in it.
    pub runs: u64,
}

/// What must be added to be surer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Contingency {
    /// Percent of the runs that finish by then.
    pub percent: f64,
    /// The finish.
    pub finish: String,
    /// Working seconds from the deterministic finish to it; negative if it is earlier.
    pub contingency_s: i64,
}

/// What a task does to the finish of the plan. Indices are none where they were not asked for, or where they say
/// nothing: correlations of what does not vary.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TaskForecast {
    /// Id of the task.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Planned duration: working seconds, or clock seconds if it is elapsed.
    pub duration_s: i64,
    /// Mean duration over the runs.
    pub mean_duration_s: Option<f64>,
    /// Standard deviation of its duration.
    pub standard_deviation_s: Option<f64>,
    /// Share of the runs in which it was critical.
    pub criticality_index: Option<f64>,
    /// Mean of duration / (duration + total float), weighted by the duration of the plan (Williams 1992).
    pub significance_index: Option<f64>,
    /// Schedule sensitivity index: the spread of its duration times its criticality, over the spread of the plan's
    /// duration (PMBOK Guide).
    pub ssi: Option<f64>,
    /// Cruciality: correlation of its duration with that of the plan, without sign (Pearson).
    pub cruciality: Option<f64>,
    /// Cruciality by ranks, equal values at their middle rank (Spearman).
    pub cruciality_spearman: Option<f64>,
    /// Cruciality by the order of pairs, corrected for equal values (Kendall, tau b).
    pub cruciality_kendall: Option<f64>,
}

/// One bar of the tornado.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DriverForecast {
    /// A task, or a risk.
    pub kind: DriverKind,
    /// Its id.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Share of the runs in which it happened, of a risk.
    pub occurrence: Option<f64>,
    /// Rank correlation with the finish, with its sign (Spearman): of the duration of a task, of what a risk does.
    pub correlation: Option<f64>,
    /// Working seconds by which the mean finish is earlier without the risk, with the same random numbers.
    pub mean_removal_s: Option<i64>,
    /// The same of the finish that is kept with 50 %.
    pub p50_removal_s: Option<i64>,
    /// The same of the finish that is kept with 80 %.
    pub p80_removal_s: Option<i64>,
}

/// How likely something is done in time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LimitForecast {
    /// Whose time ends.
    pub kind: LimitKind,
    /// Id of the phase or task; none for the plan.
    pub id: Option<String>,
    /// What people call it.
    pub name: String,
    /// When its time ends.
    pub limit: String,
    /// How likely it is done by then.
    pub probability: f64,
    /// Lower end of the interval of this probability (Wilson).
    pub probability_low: f64,
    /// Upper end of the interval of this probability (Wilson).
    pub probability_high: f64,
}

/// How sure the cost is, in the plan's currency.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CostForecast {
    /// The currency, as an ISO 4217 code, if the plan names one.
    pub currency: Option<String>,
    /// The cost of the plan as it is planned, without risks.
    pub deterministic: f64,
    /// How likely that is enough.
    pub probability_of_deterministic: f64,
    /// The mean.
    pub mean: f64,
    /// The standard deviation.
    pub standard_deviation: f64,
    /// The cost that is kept with 10 %.
    pub p10: f64,
    /// The cost that is kept with 50 %.
    pub p50: f64,
    /// The cost that is kept with 80 %.
    pub p80: f64,
    /// The cost that is kept with 90 %.
    pub p90: f64,
    /// Correlation of cost and duration; none if one of them does not vary.
    pub correlation_with_duration: Option<f64>,
}

/// How sure date and cost are together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JointConfidence {
    /// How likely both the date and the cost that are each kept with 80 % are kept.
    pub of_p80_date_and_p80_cost: f64,
    /// How likely both the deterministic date and the deterministic cost are kept.
    pub of_deterministic: f64,
    /// Dates with the least cost such that both are kept with 70 %: the frontier.
    pub frontier_70: Vec<DateAndCost>,
}

/// A date and a cost.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DateAndCost {
    /// The date.
    pub finish: String,
    /// The cost, in the plan's currency.
    pub cost: f64,
}

/// A risk in the late runs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LateRisk {
    /// Id of the risk.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Share of all runs in which it happened.
    pub occurrence: f64,
    /// Share of the late runs in which it happened.
    pub occurrence_when_late: f64,
    /// Share of the late runs in which it happened to a task that was critical.
    pub critical_when_late: f64,
}

/// Something that was assumed, changed or left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ForecastNote {
    /// What kind of note it is.
    pub kind: NoteKind,
    /// Ids of the tasks or risks that it is about; empty if it is about the plan.
    pub ids: Vec<String>,
    /// What it says, as a sentence without a full stop.
    pub message: String,
}
