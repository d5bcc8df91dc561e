//! Working time as people state it.

use crate::model::{nouns, words};
use crate::time::{Date, Moment, TimeOfDay};

words! {
    /// A day of the week.
    pub enum Weekday {
        /// Monday.
        Monday = "monday",
        /// Tuesday.
        Tuesday = "tuesday",
        /// Wednesday.
        Wednesday = "wednesday",
        /// Thursday.
        Thursday = "thursday",
        /// Friday.
        Friday = "friday",
        /// Saturday.
        Saturday = "saturday",
        /// Sunday.
        Sunday = "sunday",
    }

    /// What a recurrence counts its interval in.
    pub enum RecurrenceUnit default Day {
        /// Days.
        Day = "day",
        /// Weeks, from Sunday to Saturday.
        Week = "week",
        /// Months.
        Month = "month",
        /// Years.
        Year = "year",
    }

    /// Which of the days of a month that a recurrence names.
    pub enum RecurrencePosition {
        /// The first.
        First = "first",
        /// The second.
        Second = "second",
        /// The third.
        Third = "third",
        /// The fourth.
        Fourth = "fourth",
        /// The last.
        Last = "last",
    }

    /// What a window of a calendar means for work.
    pub enum CalendarWindowKind default Allow {
        /// Work is done only in windows of this kind.
        Allow = "allow",
        /// No work is done in it.
        Deny = "deny",
    }
}

nouns! {
    /// Which hours are worked.
    pub struct Calendar {
        /// Unique among calendars.
        pub id: String,
        /// What people call it.
        pub name: String,
        /// Id of the calendar that this one changes. Days that neither states are as in the base.
        pub base: Option<String>,
        /// IANA name of the zone that its hours are in, if not the plan's.
        pub time_zone: Option<String>,
        /// The ordinary week. A day that is not named is free, or as in the base. A calendar that states windows and no
        /// week works around the clock in what they leave.
        pub week: Vec<WorkDay>,
        /// Dates that differ: holidays, freezes, extra working days. The last one that names a date wins.
        pub exceptions: Vec<CalendarException>,
        /// Change windows and freezes, which limit the hours of the week and of exceptions. Those of the base count,
        /// too.
        pub windows: Vec<CalendarWindow>,
    }

    /// The hours of some days of the week.
    pub struct WorkDay {
        /// The days.
        pub days: Vec<Weekday>,
        /// The hours; none means free.
        pub shifts: Vec<Shift>,
    }

    /// Hours that are worked without a break.
    pub struct Shift {
        /// First moment.
        pub start: TimeOfDay,
        /// One past the last moment; not after `start` means on the next day. `24:00` is the end of the day.
        pub finish: TimeOfDay,
    }

    /// Dates on which other hours are worked.
    pub struct CalendarException {
        /// What people call it: `Christmas Day`.
        pub name: String,
        /// First date.
        pub start: Option<Date>,
        /// Last date, included; `start` if absent.
        pub finish: Option<Date>,
        /// When the same comes again; `start` is where counting begins, and as many dates as from there to `finish`
        /// are meant each time.
        pub repeat: Option<Recurrence>,
        /// The hours; none means free.
        pub shifts: Vec<Shift>,
    }

    /// A change window, outside of which nothing is done, or a freeze, during which nothing is done. Times are those of
    /// the calendar's zone.
    pub struct CalendarWindow {
        /// What people call it: `year-end freeze`.
        pub name: String,
        /// Whether work is done in it, or not.
        pub kind: CalendarWindowKind,
        /// First moment; a date is the beginning of that day. Since ever if absent.
        pub start: Option<Moment>,
        /// Moment at which it ends; a date includes that day. If absent, forever, or, where it repeats, on the day of
        /// its start.
        pub finish: Option<Moment>,
        /// Hours of each of its days; a shift counts to the day on which it starts, as far as it lies in the window or
        /// in one that repeats it. None means all hours.
        pub shifts: Vec<Shift>,
        /// When it comes again. By the day, or by the week on stated days, it needs no `start`.
        pub repeat: Option<Recurrence>,
    }

    /// Dates that come again: every other Friday, the last Monday of each month, each 24 December.
    ///
    /// The first date is the first one that fits at or after the start of what recurs.
    pub struct Recurrence {
        /// What `interval` counts.
        pub every: RecurrenceUnit,
        /// Every so many days, weeks, months or years; 1 if absent.
        pub interval: Option<u32>,
        /// Days of the week. By the week: on these, or on that of the start. By the month or year: what `position`
        /// counts, or each of them in the month.
        pub weekdays: Vec<Weekday>,
        /// By the month or year: which of the days of the month that `weekdays` names, of all days if it names none.
        pub position: Option<RecurrencePosition>,
        /// By the month or year: the day of the month, from 1; that of the start if no other day is named. Months that
        /// are too short are left out.
        pub day: Option<u32>,
        /// By the year: the month, from 1; that of the start if absent.
        pub month: Option<u32>,
        /// How many times, at most.
        pub count: Option<u32>,
        /// The last date that may be a first one. Without `until` and `count` it goes on for a hundred years.
        pub until: Option<Date>,
    }
}
