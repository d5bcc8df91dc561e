//! The root of the model.

use crate::duration::Duration;
use crate::model::{
    Baseline, Branch, Calendar, Checklist, Component, Correlation, Criterion, Environment, Gate, Monitor,
    Phase, Resource, Risk, RiskBand, RiskScale, RollbackProcedure, RollbackSettings, Scheduling,
    ServiceLevelObjective, StrategyStep, Task, nouns,
};
use crate::time::Moment;

/// The value of [`Document::format`] that this version reads and writes.
pub const FORMAT: &str = "critpath/1";

nouns! {
    /// A deployment guide or project plan as data.
    pub struct Document {
        /// The format of the JSON, `critpath/1`.
        pub format: String,
        /// The title.
        pub name: String,
        /// What the plan is for, in prose.
        pub overview: Option<String>,
        /// The texts that the document was read from; spans refer to them by index.
        pub sources: Vec<Source>,
        /// When the plan starts. A date alone means the first working time of that day.
        pub start: Option<Moment>,
        /// When the plan finishes, if it is scheduled from its finish. A date alone means the last working time of it.
        pub finish: Option<Moment>,
        /// The date that progress is reported for; unstarted work is not planned before it.
        pub data_date: Option<Moment>,
        /// When the plan as a whole must be finished. A date alone means the end of that day.
        pub deadline: Option<Moment>,
        /// IANA name of the plan's time zone. Without one, times are local and bare.
        pub time_zone: Option<String>,
        /// Id of the calendar of tasks that name none. Default: Monday to Friday, 08:00-12:00 and 13:00-17:00.
        pub calendar: Option<String>,
        /// Working time.
        pub calendars: Vec<Calendar>,
        /// How days, weeks and months of work convert to hours.
        pub units: WorkUnits,
        /// The rules of its schedule, where they differ from the native ones.
        pub scheduling: Option<Scheduling>,
        /// The currency of its costs, as an ISO 4217 code: `EUR`.
        pub currency: Option<String>,
        /// What each working day costs by which the plan finishes later, in its currency.
        pub delay_cost_per_day: Option<f64>,
        /// Parts of the system that is deployed.
        pub components: Vec<Component>,
        /// Where it is deployed, in the order of promotion.
        pub environments: Vec<Environment>,
        /// The steps of the deployment strategy. Their tasks are in `tasks` and name the step.
        pub strategy: Vec<StrategyStep>,
        /// Summary nodes, parents before children.
        pub phases: Vec<Phase>,
        /// Everything that is done, milestones included.
        pub tasks: Vec<Task>,
        /// Ways that the plan may go: of each, one option takes place.
        pub branches: Vec<Branch>,
        /// Which durations are long or short together.
        pub correlations: Vec<Correlation>,
        /// Infrastructure, people and tools.
        pub resources: Vec<Resource>,
        /// What can go wrong.
        pub risks: Vec<Risk>,
        /// What is watched.
        pub monitors: Vec<Monitor>,
        /// Ways back.
        pub rollback_procedures: Vec<RollbackProcedure>,
        /// What its way back must hold to.
        pub rollback: Option<RollbackSettings>,
        /// What must hold before, during and after.
        pub checklists: Vec<Checklist>,
        /// What counts as success.
        pub criteria: Vec<Criterion>,
        /// How much may fail over a period.
        pub objectives: Vec<ServiceLevelObjective>,
        /// Decisions between go and no-go.
        pub gates: Vec<Gate>,
        /// Earlier schedules to compare with.
        pub baselines: Vec<Baseline>,
        /// What the words of the risk register stand for; the scales of the PMBOK Guide if absent.
        pub risk_scales: Vec<RiskScale>,
        /// What scores are called; those of the PMBOK Guide if absent.
        pub risk_bands: Vec<RiskBand>,
        /// The greatest score of a risk that is taken as it is.
        pub risk_appetite: Option<f64>,
        /// Text that no noun took, kept verbatim.
        pub unplaced: Vec<Fragment>,
    }

    /// A text that the document was read from.
    pub struct Source {
        /// Name as the user gave it, usually a path.
        pub name: String,
        /// What the text is: `critpath/1` for the JSON of a document, whose places are found again by reading it,
        /// so that they are not written.
        pub format: Option<String>,
    }

    /// How long a day, week or month of work is. Settings, not facts of a calendar.
    pub struct WorkUnits {
        /// Minutes of work in `1d`; 480 if absent.
        pub minutes_per_day: Option<u32>,
        /// Minutes of work in `1w`; 2400 if absent.
        pub minutes_per_week: Option<u32>,
        /// Days of work in `1mo`; 20 if absent.
        pub days_per_month: Option<u32>,
    }

    /// A piece of source text that was not understood, or does not belong.
    pub struct Fragment {
        /// The heading it stood under.
        pub heading: String,
        /// The text, verbatim.
        pub text: String,
        /// Why it is here: `unknown_section`, `foreign_text`, `prose`.
        pub reason: String,
    }
}

impl WorkUnits {
    /// Seconds of work in a day.
    pub fn day_s(&self) -> i64 {
        i64::from(self.minutes_per_day.unwrap_or(480)) * 60
    }
    /// Seconds of work in a week.
    pub fn week_s(&self) -> i64 {
        i64::from(self.minutes_per_week.unwrap_or(2400)) * 60
    }
    /// Seconds of work in a month.
    pub fn month_s(&self) -> i64 {
        i64::from(self.days_per_month.unwrap_or(20)) * self.day_s()
    }
    /// Seconds of work that a duration stands for; clock seconds if it is elapsed.
    pub fn seconds(&self, duration: &Duration) -> i64 {
        duration.seconds(self)
    }
}
