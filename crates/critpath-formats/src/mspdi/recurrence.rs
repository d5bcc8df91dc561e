//! Recurring exceptions of a calendar into their dates.

use chrono::{Datelike, Days, Months, NaiveDate};
use critpath::model::Weekday;
use critpath::time::Date;

use super::values::Values;
use crate::xml::Node;

/// Dates of one exception at the most: more than a century of weeks.
const MOST_DATES: usize = 20_000;

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

/// An exception and how it recurs.
#[derive(Debug, Clone, Default)]
pub(super) struct Recurrence {
    pub(super) every: Every,
    pub(super) start: Option<Date>,
    pub(super) finish: Option<Date>,
    /// How many times, where that is what people entered.
    occurrences: Option<u32>,
    /// Every so many days, weeks or months.
    period: u32,
    /// Days of the week, Sunday the lowest bit.
    days_of_week: u32,
    /// Day of the month, from 1.
    month_day: u32,
    /// Month of the year, from 1.
    month: u32,
    /// What is counted in a month: 0 days, 1 weekdays, 2 days of weekends, 3 to 9 Sunday to Saturday.
    month_item: u32,
    /// First to fourth from 0; 4 is the last.
    month_position: u32,
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
                "Month" => found.month = number() + 1,
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
        let monday_first = Weekday::ALL.iter().position(|known| *known == day).unwrap_or(0);
        Recurrence {
            every: Every::Week,
            start: Some(start),
            finish: Some(finish),
            period: 1,
            days_of_week: 1 << ((monday_first + 1) % 7),
            ..Recurrence::default()
        }
    }

    /// Whether it is all dates from the first to the last.
    pub(super) fn is_range(&self) -> bool {
        self.every == Every::Day && self.period <= 1
    }
}

fn every(code: u32) -> Every {
    match code {
        2 => Every::YearDay,
        3 => Every::YearPosition,
        4 => Every::MonthDay,
        5 => Every::MonthPosition,
        6 => Every::Week,
        _ => Every::Day,
    }
}

fn node_date(node: Node<'_, '_>, name: &str, values: &mut Values) -> Option<Date> {
    node.child(name).and_then(|child| values.date(child))
}

/// The dates, in order; at most [`MOST_DATES`].
pub(super) fn dates(recurrence: &Recurrence) -> Vec<Date> {
    let (Some(Date(start)), Some(Date(finish))) = (recurrence.start, recurrence.finish) else {
        return Vec::new();
    };
    let most = recurrence.occurrences.map_or(MOST_DATES, |times| (times as usize).min(MOST_DATES));
    let days = start.iter_days().take_while(|day| *day <= finish);
    let candidates: Box<dyn Iterator<Item = NaiveDate>> = match recurrence.every {
        Every::Day => Box::new(days.step_by(recurrence.period.max(1) as usize)),
        Every::Week => Box::new(days.filter(|day| in_week(recurrence, start, *day))),
        Every::MonthDay | Every::MonthPosition | Every::YearDay | Every::YearPosition => {
            Box::new(months(recurrence, start, finish))
        }
    };
    candidates.filter(|day| (start..=finish).contains(day)).take(most).map(Date).collect()
}

/// Whether a day is named, in a week that counts. Weeks begin on Sunday.
fn in_week(recurrence: &Recurrence, start: NaiveDate, day: NaiveDate) -> bool {
    let named = recurrence.days_of_week >> day.weekday().num_days_from_sunday() & 1 == 1;
    let first_sunday = start - Days::new(u64::from(start.weekday().num_days_from_sunday()));
    let week = (day - first_sunday).num_days() / 7;
    named && week % i64::from(recurrence.period.max(1)) == 0
}

/// The named day of each month that counts.
fn months(recurrence: &Recurrence, start: NaiveDate, finish: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let is_yearly = matches!(recurrence.every, Every::YearDay | Every::YearPosition);
    let by_position = matches!(recurrence.every, Every::MonthPosition | Every::YearPosition);
    let first = start.with_day(1).unwrap_or(start);
    let (first, step) = match is_yearly {
        true => (first.with_month(recurrence.month.clamp(1, 12)).unwrap_or(first), 12),
        false => (first, recurrence.period.max(1)),
    };
    let recurrence = recurrence.clone();
    std::iter::successors(Some(first), move |month| month.checked_add_months(Months::new(step)))
        .take_while(move |month| *month <= finish)
        .filter_map(move |month| match by_position {
            true => at_position(&recurrence, month),
            false => month.with_day(recurrence.month_day),
        })
}

/// The first, second … last of the days that are counted in a month.
fn at_position(recurrence: &Recurrence, month: NaiveDate) -> Option<NaiveDate> {
    let counted = |day: &NaiveDate| match (recurrence.month_item, day.weekday().num_days_from_sunday()) {
        (0, _) => true,
        (1, weekday) => (1..=5).contains(&weekday),
        (2, weekday) => matches!(weekday, 0 | 6),
        (item, weekday) => item - 3 == weekday,
    };
    let mut days = month.iter_days().take_while(|day| day.month() == month.month()).filter(counted);
    match recurrence.month_position {
        4 => days.last(),
        position => days.nth(position as usize),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Option<Date> {
        Some(Date::parse(text).unwrap())
    }

    fn shown(recurrence: &Recurrence) -> String {
        dates(recurrence)
            .iter()
            .map(|date| date.0.format("%m-%d ").to_string())
            .collect::<String>()
            .trim_end()
            .into()
    }

    #[test]
    fn recurs_as_entered() {
        let year =
            Recurrence { start: date("2027-01-01"), finish: date("2027-12-31"), ..Recurrence::default() };
        // Fridays of every other week; the week of the start counts.
        let weeks = Recurrence { every: Every::Week, period: 2, days_of_week: 0b10_0000, ..year.clone() };
        assert!(shown(&weeks).starts_with("01-01 01-15 01-29"));
        let times = Recurrence { occurrences: Some(2), ..weeks };
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
        let on_31 = Recurrence { every: Every::MonthDay, period: 1, month_day: 31, ..year.clone() };
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
    }

    #[test]
    fn endless_exceptions_end() {
        let all = Recurrence {
            start: date("0001-01-01"),
            finish: date("9999-12-31"),
            period: 2,
            ..Recurrence::default()
        };
        assert_eq!(dates(&all).len(), MOST_DATES);
        let backwards = Recurrence { start: date("2027-02-01"), finish: date("2027-01-01"), ..all };
        assert!(dates(&backwards).is_empty());
    }
}
