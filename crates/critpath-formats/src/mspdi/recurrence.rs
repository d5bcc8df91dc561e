//! Recurring exceptions of a calendar into recurrences of the model, and back into elements.

use critpath::calendar::occurrences;
use critpath::model::Recurrence as Repeat;
use critpath::model::{CalendarException, RecurrencePosition, RecurrenceUnit, Weekday};
use critpath::time::Date;

use super::values::Values;
use crate::week::DAYS;
use crate::xml::Node;

/// How an exception recurs. Order is precedence: where two exceptions name a date, the later kind counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Every {
    /// On a day of a month of each year.
    YearDay,
    /// On the first, second … last of some days of a month of each year.
    YearPosition,
    /// On a day of each month.
    MonthDay,
    /// On the first, second … last of some days of each month.
    MonthPosition,
    /// On days of each week.
    Week,
    /// Each day.
    #[default]
    Day,
}

/// The kinds by their numbers, from 1.
const KINDS: [Every; 6] =
    [Every::Day, Every::YearDay, Every::YearPosition, Every::MonthDay, Every::MonthPosition, Every::Week];

const POSITIONS: [RecurrencePosition; 5] = [
    RecurrencePosition::First,
    RecurrencePosition::Second,
    RecurrencePosition::Third,
    RecurrencePosition::Fourth,
    RecurrencePosition::Last,
];

/// An exception and how it recurs, as the file says it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Recurrence {
    pub(super) every: Every,
    pub(super) start: Option<Date>,
    pub(super) finish: Option<Date>,
    /// How many times, where that is what people entered.
    pub(super) occurrences: Option<u32>,
    /// Every so many days, weeks or months.
    pub(super) period: u32,
    /// Days of the week, Sunday the lowest bit.
    pub(super) days_of_week: u32,
    /// Day of the month, from 1.
    pub(super) month_day: u32,
    /// Month of the year, from 1.
    pub(super) month: u32,
    /// What is counted in a month: 0 days, 1 weekdays, 2 days of weekends, 3 to 9 Sunday to Saturday.
    pub(super) month_item: u32,
    /// First to fourth from 0; 4 is the last.
    pub(super) month_position: u32,
}

impl Recurrence {
    /// What an exception says of it.
    pub(super) fn read(node: Node<'_, '_>, values: &mut Values) -> Self {
        let mut found = Recurrence { period: 1, month: 1, month_day: 1, ..Recurrence::default() };
        let mut by_occurrences = false;
        for child in node.children() {
            let mut number = || values.integer::<u32>(child).unwrap_or(0);
            match child.name() {
                "Type" => found.every = every(number()),
                "Period" => found.period = number().max(1),
                "Occurrences" => found.occurrences = Some(number()),
                "EnteredByOccurrences" => by_occurrences = number() == 1,
                "DaysOfWeek" => found.days_of_week = number(),
                "MonthDay" => found.month_day = number(),
                "Month" => found.month = number().min(11) + 1,
                "MonthItem" => found.month_item = number(),
                "MonthPosition" => found.month_position = number(),
                "TimePeriod" => {
                    found.start = node_date(child, "FromDate", values);
                    found.finish = node_date(child, "ToDate", values);
                }
                _ => {}
            }
        }
        found.occurrences = found.occurrences.filter(|_| by_occurrences);
        found
    }

    /// Each week on one day.
    pub(super) fn weekly(start: Date, finish: Date, day: Weekday) -> Self {
        Recurrence {
            every: Every::Week,
            start: Some(start),
            finish: Some(finish),
            period: 1,
            days_of_week: mask(&[day]),
            ..Recurrence::default()
        }
    }

    /// Whether it is all dates from the first to the last.
    pub(super) fn is_range(&self) -> bool {
        self.every == Every::Day && self.period <= 1
    }

    /// How it repeats, if it is no range and names any dates.
    pub(super) fn repeat(&self) -> Option<Repeat> {
        let by_position = matches!(self.every, Every::MonthPosition | Every::YearPosition);
        let is_yearly = matches!(self.every, Every::YearDay | Every::YearPosition);
        let by_month = !matches!(self.every, Every::Day | Every::Week);
        let weekdays = match self.every {
            Every::Week => named(|day| self.days_of_week >> day & 1 == 1),
            _ if by_position => counted(self.month_item)?,
            _ => Vec::new(),
        };
        if self.every == Every::Week && weekdays.is_empty() || by_month && !by_position && self.month_day == 0
        {
            return None;
        }
        Some(Repeat {
            every: match self.every {
                Every::Day => RecurrenceUnit::Day,
                Every::Week => RecurrenceUnit::Week,
                _ if is_yearly => RecurrenceUnit::Year,
                _ => RecurrenceUnit::Month,
            },
            interval: Some(self.period).filter(|period| *period > 1 && !is_yearly),
            weekdays,
            position: if by_position { Some(*POSITIONS.get(self.month_position as usize)?) } else { None },
            day: (by_month && !by_position).then_some(self.month_day),
            month: is_yearly.then_some(self.month),
            count: self.occurrences,
            until: self.finish,
            ..Repeat::default()
        })
    }

    /// How the file says the recurrence of an exception, if it can: of single days, and of years only each one.
    pub(super) fn of(exception: &CalendarException) -> Option<Self> {
        let (start, repeat) = (exception.start?, exception.repeat.as_ref()?);
        let by_position = repeat.position.is_some();
        let every = match repeat.every {
            RecurrenceUnit::Day => Every::Day,
            RecurrenceUnit::Week => Every::Week,
            RecurrenceUnit::Month if by_position => Every::MonthPosition,
            RecurrenceUnit::Month => Every::MonthDay,
            RecurrenceUnit::Year if by_position => Every::YearPosition,
            RecurrenceUnit::Year => Every::YearDay,
        };
        let last = occurrences(exception).take(MOST_DATES).last().map(|(first, _)| first);
        let named = mask(&repeat.weekdays);
        let counts_these = |item: &u32| counted(*item).is_some_and(|days| mask(&days) == named);
        let found = Recurrence {
            every,
            start: Some(start),
            finish: repeat.until.or(last),
            occurrences: repeat.count,
            period: repeat.interval.unwrap_or(1).max(1),
            days_of_week: match repeat.weekdays.as_slice() {
                [] => 1 << chrono::Datelike::weekday(&start.0).num_days_from_sunday(),
                named => mask(named),
            },
            month_day: repeat.day.unwrap_or_else(|| chrono::Datelike::day(&start.0)),
            month: repeat.month.unwrap_or_else(|| chrono::Datelike::month(&start.0)),
            month_item: (0..=9).find(counts_these).unwrap_or(0),
            month_position: POSITIONS.iter().position(|known| Some(*known) == repeat.position).unwrap_or(0)
                as u32,
        };
        let is_single = exception.finish.is_none_or(|finish| finish == start);
        let again = CalendarException { finish: None, repeat: found.repeat(), ..exception.clone() };
        let is_same = occurrences(&again).take(MOST_DATES).eq(occurrences(exception).take(MOST_DATES));
        (is_single && is_same && (1..=12).contains(&found.month)).then_some(found)
    }

    /// The number of its kind.
    pub(super) fn number(&self) -> usize {
        KINDS.iter().position(|kind| *kind == self.every).map_or(1, |at| at + 1)
    }
}

/// Dates of one exception that are compared or written one by one at the most: more than a century of weeks.
pub(super) const MOST_DATES: usize = 20_000;

fn every(code: u32) -> Every {
    KINDS.get((code as usize).wrapping_sub(1)).copied().unwrap_or_default()
}

/// The days of the week that are named by their number, Sunday 0, in the order of the model.
fn named(is_named: impl Fn(usize) -> bool) -> Vec<Weekday> {
    let number = |day: &Weekday| DAYS.iter().position(|known| known == day).unwrap_or(0);
    Weekday::ALL.iter().copied().filter(|day| is_named(number(day))).collect()
}

/// Days of the week, Sunday the lowest bit.
fn mask(days: &[Weekday]) -> u32 {
    (0..7).filter(|day| days.contains(&DAYS[*day])).map(|day| 1 << day).sum()
}

/// The days that are counted in a month: none named means all.
fn counted(item: u32) -> Option<Vec<Weekday>> {
    match item {
        0 => Some(Vec::new()),
        1 => Some(named(|day| (1..=5).contains(&day))),
        2 => Some(named(|day| matches!(day, 0 | 6))),
        3..=9 => Some(named(|day| day + 3 == item as usize)),
        _ => None,
    }
}

fn node_date(node: Node<'_, '_>, name: &str, values: &mut Values) -> Option<Date> {
    node.child(name).and_then(|child| values.date(child))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Option<Date> {
        Some(Date::parse(text).unwrap())
    }

    fn exception(recurrence: &Recurrence) -> CalendarException {
        CalendarException {
            start: recurrence.start,
            repeat: recurrence.repeat(),
            ..CalendarException::default()
        }
    }

    fn shown(recurrence: &Recurrence) -> String {
        let exception = exception(recurrence);
        occurrences(&exception)
            .map(|(date, _)| date.0.format("%m-%d ").to_string())
            .collect::<String>()
            .trim_end()
            .into()
    }

    #[test]
    fn recurs_as_entered_and_is_written_so() {
        let year = Recurrence {
            start: date("2027-01-01"),
            finish: date("2027-12-31"),
            period: 1,
            ..Recurrence::default()
        };
        // Fridays of every other week; the week of the start counts.
        let weeks = Recurrence { every: Every::Week, period: 2, days_of_week: 0b10_0000, ..year.clone() };
        assert!(shown(&weeks).starts_with("01-01 01-15 01-29"));
        let times = Recurrence { occurrences: Some(2), ..weeks.clone() };
        assert_eq!(shown(&times), "01-01 01-15");
        let last_monday = Recurrence {
            every: Every::MonthPosition,
            period: 4,
            month_item: 4,
            month_position: 4,
            ..year.clone()
        };
        assert_eq!(shown(&last_monday), "01-25 05-31 09-27");
        let second_weekday = Recurrence {
            every: Every::YearPosition,
            month: 5,
            month_item: 1,
            month_position: 1,
            ..year.clone()
        };
        assert_eq!(shown(&second_weekday), "05-04");
        let on_31 = Recurrence { every: Every::MonthDay, month_day: 31, ..year.clone() };
        assert_eq!(shown(&on_31), "01-31 03-31 05-31 07-31 08-31 10-31 12-31");
        let yearly = Recurrence {
            every: Every::YearDay,
            month: 12,
            month_day: 24,
            finish: date("2029-06-01"),
            ..year.clone()
        };
        assert_eq!(shown(&yearly), "12-24 12-24");
        let days = Recurrence { period: 100, ..year };
        assert_eq!(shown(&days), "01-01 04-11 07-20 10-28");
        for recurrence in [weeks, times, last_monday, second_weekday, on_31, yearly, days] {
            let again = Recurrence::of(&exception(&recurrence)).unwrap();
            assert_eq!(again.every, recurrence.every);
            assert_eq!(again.repeat(), recurrence.repeat());
        }
    }

    #[test]
    fn what_the_file_cannot_say_is_told() {
        let of = |finish, repeat| {
            let (start, finish) = (date("2027-01-01"), finish);
            Recurrence::of(&CalendarException {
                start,
                finish,
                repeat: Some(repeat),
                ..CalendarException::default()
            })
        };
        let monthly = Repeat { every: RecurrenceUnit::Month, ..Repeat::default() };
        assert!(of(None, monthly.clone()).is_some());
        // Two days at a time, each Monday of a month, every other year.
        assert!(of(date("2027-01-02"), monthly.clone()).is_none());
        assert!(of(None, Repeat { weekdays: vec![Weekday::Monday], ..monthly }).is_none());
        let every = RecurrenceUnit::Year;
        assert!(of(None, Repeat { every, interval: Some(2), ..Repeat::default() }).is_none());
    }
}
