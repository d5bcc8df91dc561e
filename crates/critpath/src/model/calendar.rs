//! Working time as people state it.

use crate::model::{nouns, words};
use crate::time::{Date, TimeOfDay};

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
        /// The ordinary week. A day that is not named is free, or as in the base.
        pub week: Vec<WorkDay>,
        /// Dates that differ: holidays, freezes, extra working days. The last one that names a date wins.
        pub exceptions: Vec<CalendarException>,
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
