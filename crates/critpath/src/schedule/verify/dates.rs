//! What the document states as dates into floors and caps, by way of the calendar rather than by arithmetic.

use chrono::{Datelike, Months, NaiveDate, Weekday};

use super::{Instant, Kind, Plan, Schedule, ScheduleOptions};
use crate::calendar::WorkCalendar;
use crate::model::{Constraint, ConstraintKind, Window, WindowUnit};
use crate::plan::can_be_filled;
use crate::time::{Axis, INSTANT_LIMIT, Moment, naive};

/// Floors and caps of a task or phase, those of the phases around it included.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    pub(super) start_floor: Option<Instant>,
    pub(super) finish_floor: Option<Instant>,
    pub(super) finish_cap: Option<Instant>,
    /// Of its own start alone.
    pub(super) start_cap: Option<Instant>,
    /// Where a phase around it was put by hand.
    pub(super) base: Option<Instant>,
    /// Its own window, or the nearest around it.
    window: Option<(Instant, Instant)>,
}

/// All dates of the document.
pub(super) struct Dates {
    /// When the plan starts, as stated.
    pub(super) start: Instant,
    /// Where what nothing bounds starts: scheduled from its finish, a plan starts when it must.
    pub(super) base: Instant,
    pub(super) tasks: Vec<Limits>,
    pub(super) phases: Vec<Limits>,
    /// Whether a task has a window to fill.
    pub(super) has_window: Vec<bool>,
}

impl Dates {
    pub(super) fn new(plan: &Plan, schedule: &Schedule, options: &ScheduleOptions) -> Self {
        let document = plan.document();
        let reader = Reader {
            axis: plan.axis(),
            plan_calendar: &plan.calendars()[plan.calendars().default_index()],
            start: schedule.plan_start(),
        };
        let stated = options.start.or(document.start).map(|at| reader.start_of(at, reader.plan_calendar));
        let start = stated.unwrap_or(schedule.plan_start());
        let rules = schedule.rules();
        let data_date = document.data_date.filter(|_| rules.data_date_moves);
        let data_date = data_date.map(|at| reader.start_of(at, reader.plan_calendar));
        let root = Limits {
            start_floor: (rules.floor_at_start && !rules.from_finish).then_some(start).max(data_date),
            finish_floor: None,
            finish_cap: document.deadline.map(|at| reader.end_of(at, reader.plan_calendar)),
            start_cap: None,
            base: None,
            window: None,
        };
        let reader = Reader { start, ..reader };
        let phases = plan.phases().hand_down(root, |at, above| {
            let phase = &document.phases[at];
            let stated = (phase.window.as_ref(), phase.constraints.as_slice(), phase.deadline);
            let limits = reader.limits(above, stated, reader.plan_calendar);
            let by_hand = phase.manual.as_ref().and_then(|dates| dates.start);
            let by_hand = by_hand.map(|at| reader.start_of(at, reader.plan_calendar));
            Limits { base: by_hand.or(limits.base), ..limits }
        });
        let tasks = document.tasks.iter().enumerate().map(|(at, task)| {
            let above = plan.phases().of_task(at).map_or(root, |phase| phases[phase]);
            let mut index = plan.calendars().of_task(at);
            if let Some(Kind::Elapsed(_)) = super::duration(plan, at) {
                index = plan.calendars().always_index();
            }
            let stated = (task.window.as_ref(), task.constraints.as_slice(), task.deadline);
            let limits = reader.limits(above, stated, &plan.calendars()[index]);
            // A date of its own says more than where its phase was put.
            let states_date = task.states_date();
            Limits { base: limits.base.filter(|_| !states_date), ..limits }
        });
        let tasks: Vec<Limits> = tasks.collect();
        let has_window = tasks.iter().map(|limits| limits.window.is_some()).collect();
        let base = if rules.from_finish { schedule.plan_start() } else { start };
        Dates { start, base, tasks, phases, has_window }
    }

    /// How long a task without a duration takes: the work that its window holds.
    pub(super) fn filled(&self, calendar: &WorkCalendar, task: usize) -> Kind {
        Kind::Work(self.work_in(calendar, self.tasks[task].window))
    }

    /// How long a phase without tasks takes.
    pub(super) fn filled_phase(&self, calendar: &WorkCalendar, phase: usize) -> Kind {
        Kind::Work(self.work_in(calendar, self.phases[phase].window))
    }

    fn work_in(&self, calendar: &WorkCalendar, window: Option<(Instant, Instant)>) -> i64 {
        window.map_or(0, |(start, finish)| calendar.between(start.max(self.start), finish).max(0))
    }
}

struct Reader<'a> {
    axis: Axis,
    plan_calendar: &'a WorkCalendar,
    start: Instant,
}

type Stated<'a> = (Option<&'a Window>, &'a [Constraint], Option<Moment>);

impl Reader<'_> {
    fn limits(
        &self,
        above: Limits,
        (window, constraints, deadline): Stated,
        calendar: &WorkCalendar,
    ) -> Limits {
        let mut limits = Limits { start_cap: None, ..above };
        let earlier = |cap: Option<Instant>, at: Instant| Some(cap.map_or(at, |cap: Instant| cap.min(at)));
        if let Some(window) = window {
            let (start, finish) = self.window(window);
            let start = start.map(|start| calendar.next_work(start));
            let finish = finish.map(|finish| calendar.previous_work(finish));
            limits.start_floor = limits.start_floor.max(start);
            if let (true, Some(start), Some(finish)) = (can_be_filled(window), start, finish) {
                limits.window = Some((start, finish));
            }
        }
        for constraint in constraints {
            let Some(date) = constraint.date else { continue };
            let (start, finish) = (self.start_of(date, calendar), self.end_of(date, calendar));
            use ConstraintKind::*;
            if matches!(constraint.kind, MustStartOn | MandatoryStart | StartNoEarlierThan) {
                limits.start_floor = limits.start_floor.max(Some(start));
            }
            if matches!(constraint.kind, MustFinishOn | MandatoryFinish | FinishNoEarlierThan) {
                limits.finish_floor = limits.finish_floor.max(Some(finish));
            }
            if matches!(constraint.kind, MustFinishOn | MandatoryFinish | FinishNoLaterThan) {
                limits.finish_cap = earlier(limits.finish_cap, finish);
            }
            if matches!(constraint.kind, MustStartOn | MandatoryStart) {
                limits.start_cap = earlier(limits.start_cap, start);
            }
            if constraint.kind == StartNoLaterThan {
                let last = match date {
                    Moment::Date(date) => self.midnight(date.succ_opt()).map(|end| end - 1),
                    at => Some(self.axis.instant_of(at)),
                };
                limits.start_cap = last.map_or(limits.start_cap, |last| earlier(limits.start_cap, last));
            }
        }
        if let Some(deadline) = deadline {
            limits.finish_cap = earlier(limits.finish_cap, self.end_of(deadline, calendar));
        }
        limits
    }

    /// First working time of a date, or the time itself.
    pub(super) fn start_of(&self, moment: Moment, calendar: &WorkCalendar) -> Instant {
        let at = self.axis.instant_of(moment);
        if moment.is_date() { calendar.next_work(at) } else { at }
    }

    /// Last working time of a date, or the time itself.
    fn end_of(&self, moment: Moment, calendar: &WorkCalendar) -> Instant {
        match moment {
            Moment::Date(date) => {
                calendar.previous_work(self.midnight(date.succ_opt()).unwrap_or(INSTANT_LIMIT))
            }
            at => self.axis.instant_of(at),
        }
    }

    fn midnight(&self, date: Option<NaiveDate>) -> Option<Instant> {
        date.map(|date| self.axis.instant(date.and_time(chrono::NaiveTime::MIN)))
    }

    /// The window from midnight to midnight, or between its dates.
    fn window(&self, window: &Window) -> (Option<Instant>, Option<Instant>) {
        if window.unit == WindowUnit::Date {
            let finish = window.finish.map(|finish| match finish {
                Moment::Date(date) => self.midnight(date.succ_opt()).unwrap_or(INSTANT_LIMIT),
                at => self.axis.instant_of(at),
            });
            return (window.start.map(|start| self.axis.instant_of(start)), finish);
        }
        let first = window.first.unwrap_or(1);
        let last = window.last.unwrap_or(first);
        let today = naive(self.axis.local_s(self.plan_calendar.next_work(self.start))).date();
        let (start, finish) = match window.unit {
            WindowUnit::Day => {
                let day = |number| self.working_day(today, number);
                (day(first).map(|day| day.0), day(last).map(|day| day.1))
            }
            _ => (self.unit(window, today, first - 1), self.unit(window, today, last)),
        };
        let start = start.map(|start| match window.year {
            None => start.max(self.plan_calendar.next_work(self.start)),
            Some(_) => start,
        });
        (start, finish)
    }

    /// The midnight at which so many units have passed.
    fn unit(&self, window: &Window, today: NaiveDate, passed: u32) -> Option<Instant> {
        let base = window.year.map_or(today, |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(today));
        let date = match window.unit {
            WindowUnit::Month => base.with_day(1)?.checked_add_months(Months::new(passed)),
            WindowUnit::Quarter => {
                let quarter = base.with_day(1)?.with_month(base.month0() / 3 * 3 + 1)?;
                quarter.checked_add_months(Months::new(3 * passed))
            }
            _ => {
                let monday = today.week(Weekday::Mon).first_day();
                monday.checked_add_days(chrono::Days::new(7 * u64::from(passed)))
            }
        };
        self.midnight(date)
    }

    /// The midnights around the working day with this number.
    fn working_day(&self, today: NaiveDate, number: u32) -> Option<(Instant, Instant)> {
        let (mut date, mut counted) = (today, 0);
        loop {
            let (start, end) = (self.midnight(Some(date))?, self.midnight(date.succ_opt())?);
            counted += u32::from(self.plan_calendar.between(start, end) > 0);
            if counted == number {
                return Some((start, end));
            }
            date = date.succ_opt()?;
        }
    }
}
