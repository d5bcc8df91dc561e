//! Work weeks, shifts, holidays and zones into working time <-> clock time.
//!
//! A [`WorkCalendar`] counts seconds of work along the plan's axis. Two questions answer all others:
//! how many seconds of work lie before an instant, and at which instant the n-th second of work begins.
//!
//! A shift belongs to the date on which it starts: a holiday removes the night shift that starts on it
//! and keeps the one that still runs from the evening before. In a zone with clock changes an hour is
//! worked if its clock reading is; a night shift over the change is an hour shorter or longer.

mod compile;
mod effective;
mod horizon;
mod hours;
mod joint;
mod pattern;
mod recurrence;
mod rising;
mod timeline;
mod windows;
mod within;
mod work;
mod zone;

pub use compile::{ALWAYS, CalendarIndex, Calendars, STANDARD, compile};
pub use recurrence::{ENDLESS_YEARS, dates, occurrences};
pub use work::WorkCalendar;

pub(crate) use effective::takes_work;
