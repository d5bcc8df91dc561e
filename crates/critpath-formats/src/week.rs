//! Numbers of weekdays into weekdays, as files of other programs count them.

use critpath::model::Weekday;

/// Days of the week by their number, from 1 for Sunday.
pub(crate) const DAYS: [Weekday; 7] = [
    Weekday::Sunday,
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
];
