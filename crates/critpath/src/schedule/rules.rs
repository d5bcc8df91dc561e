//! A convention, and what a plan or a caller says otherwise, into the rules that a schedule follows.
//!
//! The conventions differ in data alone: the passes and the checker ask the same rules.
//!
//! | rule | native | ms_project | primavera |
//! |---|---|---|---|
//! | nothing starts before the plan | yes | no: a date or a link may | yes |
//! | unstarted work waits for the data date | yes | no | yes |
//! | dates of constraints hold against the logic | mandatory ones | all, unless the plan says otherwise | mandatory ones |
//! | what remains of started work goes on | at the data date | where it stopped | at the data date |
//! | what remains waits for its predecessors | no | no | yes (retained logic) |
//! | what leads to a phase is bound by what has started there | no | yes, by its start | no |
//! | links from the start of a phase bound its tasks | yes | no | yes |
//! | what people put somewhere takes at its latest | as they say | as planned | as they say |
//! | free float may go beyond total float | no | no | yes |
//! | links of the phases around a task limit its free float | yes | no | yes |
//! | floats run on the calendar of | the work | the task, whoever works on it | the work |
//! | lags run on the calendar of | the successor | the successor | the predecessor |
//! | total float is measured at | start or finish, the least | start or finish, the least | the finish |
//! | start and finish milestones stand where work begins and ends | yes | no: one kind of milestone | yes |
//! | as late as possible uses up | free float | total float | free float |
//! | from the finish, what people put somewhere is there | early and late | late alone | early and late |
//! | the plan's deadline | is a cap | is a cap | replaces the plan's finish |

use super::ScheduleOptions;
use crate::calendar::{CalendarIndex, Calendars, WorkCalendar};
use crate::graph::Network;
use crate::model::{Convention, CriticalBy, FloatBy, LagCalendar, ProgressLogic};
use crate::plan::Plan;

/// The rules of one schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// Whose rules they are.
    pub convention: Convention,
    /// Everything is as late as the plan's finish allows.
    pub from_finish: bool,
    /// Nothing starts before the plan.
    pub floor_at_start: bool,
    /// Nothing may finish after the plan.
    pub cap_at_finish: bool,
    /// Unstarted work waits for the data date, and what remains of started work goes on there.
    pub data_date_moves: bool,
    /// What nothing but the finish of a predecessor bounds does not start before the plan.
    pub start_bounds_finish_links: bool,
    /// Dates of constraints hold against the logic.
    pub dates_hold: bool,
    /// What progress out of sequence means.
    pub progress: ProgressLogic,
    /// What has started and is not finished bounds its predecessors, by where the work done so far ends.
    pub started_bounds_predecessors: bool,
    /// A phase starts with the first task in it that is not finished: that bounds what the phase waits for.
    pub started_starts_its_phase: bool,
    /// Links from the start of a phase do not say how late what is in it may be.
    pub phase_start_is_free: bool,
    /// What people put somewhere takes as long as it was planned to at its latest, whatever lies between their dates.
    pub manual_takes_planned: bool,
    /// Free float may go beyond total float.
    pub free_beyond_total: bool,
    /// The links of the phases around a task limit its free float, too; else only its own do.
    pub free_by_phases: bool,
    /// Floats run on the calendar that a task states, or the plan's, even if that of its resources has other hours.
    pub float_as_stated: bool,
    /// Which calendar working lags run on.
    pub lag_calendar: LagCalendar,
    /// Lags from the start of started work run from the start of what remains.
    pub start_lag_from_early_start: bool,
    /// An expected finish overrides the remaining duration.
    pub use_expected_finish: bool,
    /// A start milestone stands where work begins; a finish milestone, at its latest, where work ends.
    pub milestones_by_work: bool,
    /// What is as late as possible uses up total float and pushes its successors; else only free float.
    pub late_uses_total_float: bool,
    /// What is at its latest, in a plan from its finish, keeps the earliest dates that it could have had, and its float;
    /// so does what people put somewhere, which is where it is at its latest.
    pub late_keeps_early: bool,
    /// The plan's deadline replaces its finish in the backward pass.
    pub deadline_replaces_finish: bool,
    /// Which dates the total float is measured between.
    pub float_by: FloatBy,
    /// What makes a task critical.
    pub critical_by: CriticalBy,
    /// What has no successor must not finish later than it does, and so is critical.
    pub open_ends_critical: bool,
    /// Tasks with this much total float or less are critical, in seconds.
    pub critical_float_s: i64,
}

impl Rules {
    /// Those of a plan and what the caller decides.
    pub fn of(plan: &Plan, options: &ScheduleOptions) -> Rules {
        let document = plan.document();
        let stated = document.scheduling.clone().unwrap_or_default();
        let convention = options.convention.or(stated.convention).unwrap_or_default();
        let base = Rules::of_convention(convention);
        // Settings belong to the convention that they were made under.
        let stated =
            if stated.convention.unwrap_or_default() == convention { stated } else { Default::default() };
        let from_finish = document.scheduling.as_ref().and_then(|scheduling| scheduling.from_finish);
        let from_finish = from_finish.unwrap_or(false) && document.finish.is_some();
        Rules {
            from_finish,
            late_keeps_early: base.late_keeps_early && from_finish,
            floor_at_start: options.floor_at_start.unwrap_or(base.floor_at_start),
            cap_at_finish: options.cap_at_finish.unwrap_or(base.cap_at_finish),
            dates_hold: stated.honor_constraint_dates.unwrap_or(base.dates_hold),
            progress: stated.progress.unwrap_or(base.progress),
            lag_calendar: stated.lag_calendar.unwrap_or(base.lag_calendar),
            start_lag_from_early_start: stated
                .start_lag_from_early_start
                .unwrap_or(base.start_lag_from_early_start),
            use_expected_finish: stated.use_expected_finish.unwrap_or(base.use_expected_finish),
            float_by: stated.float_by.unwrap_or(base.float_by),
            critical_by: stated.critical_by.unwrap_or(base.critical_by),
            open_ends_critical: stated.open_ends_critical.unwrap_or(base.open_ends_critical),
            critical_float_s: stated.critical_float.map_or(0, |limit| limit.seconds(&document.units)),
            ..base
        }
    }

    /// The total float of what may move at its start and at its finish.
    pub(super) fn total_float(&self, by_start: i64, by_finish: i64) -> i64 {
        match self.float_by {
            FloatBy::Start => by_start,
            FloatBy::Finish => by_finish,
            FloatBy::Least => by_start.min(by_finish),
        }
    }

    /// Whether floats run on the calendars that tasks state, and some tasks work on other ones.
    pub(super) fn floats_as_stated(&self, calendars: &Calendars) -> bool {
        self.float_as_stated && calendars.differ_from_stated()
    }

    /// The calendar that the lag of a link runs on.
    #[inline]
    pub(super) fn lag_calendar<'a>(
        &self,
        network: &Network,
        calendars: &'a Calendars,
        predecessor: u32,
        successor: u32,
    ) -> &'a WorkCalendar {
        &calendars[self.lag_calendar_index(network, calendars, predecessor, successor)]
    }

    /// Which calendar that is.
    #[inline]
    pub(super) fn lag_calendar_index(
        &self,
        network: &Network,
        calendars: &Calendars,
        predecessor: u32,
        successor: u32,
    ) -> CalendarIndex {
        let stated = &network.lag_calendar;
        match self.lag_calendar {
            LagCalendar::Successor => stated[successor as usize],
            LagCalendar::Predecessor => stated[predecessor as usize],
            LagCalendar::Plan => calendars.default_index(),
            LagCalendar::Always => calendars.always_index(),
        }
    }

    /// Those of a convention where nothing else is said.
    fn of_convention(convention: Convention) -> Rules {
        let native = Rules {
            convention,
            from_finish: false,
            floor_at_start: true,
            cap_at_finish: true,
            data_date_moves: true,
            start_bounds_finish_links: false,
            dates_hold: false,
            progress: ProgressLogic::ProgressOverride,
            started_bounds_predecessors: false,
            started_starts_its_phase: false,
            phase_start_is_free: false,
            manual_takes_planned: false,
            free_beyond_total: false,
            free_by_phases: true,
            float_as_stated: false,
            lag_calendar: LagCalendar::Successor,
            start_lag_from_early_start: false,
            use_expected_finish: true,
            milestones_by_work: true,
            late_uses_total_float: false,
            late_keeps_early: false,
            deadline_replaces_finish: false,
            float_by: FloatBy::Least,
            critical_by: CriticalBy::TotalFloat,
            open_ends_critical: false,
            critical_float_s: 0,
        };
        match convention {
            Convention::Native => native,
            Convention::MsProject => Rules {
                floor_at_start: false,
                data_date_moves: false,
                start_bounds_finish_links: true,
                dates_hold: true,
                started_bounds_predecessors: true,
                started_starts_its_phase: true,
                phase_start_is_free: true,
                manual_takes_planned: true,
                free_by_phases: false,
                float_as_stated: true,
                use_expected_finish: false,
                milestones_by_work: false,
                late_uses_total_float: true,
                late_keeps_early: true,
                ..native
            },
            Convention::Primavera => Rules {
                progress: ProgressLogic::RetainedLogic,
                free_beyond_total: true,
                lag_calendar: LagCalendar::Predecessor,
                start_lag_from_early_start: true,
                deadline_replaces_finish: true,
                float_by: FloatBy::Finish,
                ..native
            },
        }
    }
}
