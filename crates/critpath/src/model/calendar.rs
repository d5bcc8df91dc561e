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
        /// The hours; none means free.
        pub shifts: Vec<Shift>,
    }
}
