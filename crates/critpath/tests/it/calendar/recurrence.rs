//! Recurrences: their dates, the calendars that they make, and what is wrong with them.

use super::*;
use chrono::{Months, NaiveDate};
use critpath::calendar::{dates, occurrences};
use critpath::model::{Recurrence, RecurrencePosition, RecurrenceUnit};

use RecurrencePosition::{Fourth, Last, Second};
use RecurrenceUnit::{Day, Month, Week, Year};

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn every(unit: RecurrenceUnit, interval: u32) -> Recurrence {
    Recurrence { every: unit, interval: (interval != 1).then_some(interval), ..Recurrence::default() }
}

#[test]
fn recurs_as_people_say_it() {
    let friday = || vec![Weekday::Friday];
    let weekdays = || Weekday::ALL[..5].to_vec();
    let cases = [
        ("every 100 days", "2027-01-01", every(Day, 100), "2027-01-01 2027-04-11 2027-07-20"),
        ("every week", "2027-01-01", every(Week, 1), "2027-01-01 2027-01-08 2027-01-15"),
        (
            "Fridays of every other week, that of the start included",
            "2027-01-02",
            Recurrence { weekdays: friday(), ..every(Week, 2) },
            "2027-01-15 2027-01-29 2027-02-12",
        ),
        (
            "weeks are from Sunday to Saturday",
            "2027-01-04",
            Recurrence { weekdays: vec![Weekday::Monday, Weekday::Sunday], ..every(Week, 2) },
            "2027-01-04 2027-01-17 2027-01-18",
        ),
        ("the same day of each month", "2027-01-15", every(Month, 1), "2027-01-15 2027-02-15 2027-03-15"),
        (
            "the 31st, where there is one",
            "2027-02-01",
            Recurrence { day: Some(31), ..every(Month, 1) },
            "2027-03-31 2027-05-31 2027-07-31",
        ),
        (
            "the last Monday of every fourth month",
            "2027-01-01",
            Recurrence { weekdays: vec![Weekday::Monday], position: Some(Last), ..every(Month, 4) },
            "2027-01-25 2027-05-31 2027-09-27",
        ),
        (
            "the fourth day of each month",
            "2027-01-05",
            Recurrence { position: Some(Fourth), ..every(Month, 1) },
            "2027-02-04 2027-03-04 2027-04-04",
        ),
        (
            "the second working day of May",
            "2027-01-01",
            Recurrence { weekdays: weekdays(), position: Some(Second), month: Some(5), ..every(Year, 1) },
            "2027-05-04 2028-05-02 2029-05-02",
        ),
        (
            "Friday the 13th",
            "2026-01-01",
            Recurrence { weekdays: friday(), day: Some(13), ..every(Month, 1) },
            "2026-02-13 2026-03-13 2026-11-13",
        ),
        (
            "the Fridays of December",
            "2026-12-24",
            Recurrence { weekdays: friday(), ..every(Year, 1) },
            "2026-12-25 2027-12-03 2027-12-10",
        ),
        ("each year", "2024-02-29", every(Year, 1), "2024-02-29 2028-02-29 2032-02-29"),
        (
            "the 24th of December",
            "2026-12-25",
            Recurrence { month: Some(12), day: Some(24), ..every(Year, 1) },
            "2027-12-24 2028-12-24 2029-12-24",
        ),
        ("twice", "2027-01-01", Recurrence { count: Some(2), ..every(Day, 1) }, "2027-01-01 2027-01-02"),
        (
            "until a date, included",
            "2027-01-01",
            Recurrence { until: Some(date("2027-01-15")), ..every(Week, 2) },
            "2027-01-01 2027-01-15",
        ),
    ];
    for (what, start, repeat, expected) in cases {
        let found: Vec<_> = dates(date(start), &repeat).take(3).map(|date| date.to_string()).collect();
        assert_eq!(found.join(" "), expected, "{what}");
    }
}

#[test]
fn recurrences_end() {
    assert_eq!(dates(date("2026-12-01"), &every(Year, 1)).last(), Some(date("2126-12-01")));
    let until = Recurrence { until: Some(date("9999-12-31")), ..every(Week, 1) };
    assert_eq!(dates(date("0001-01-01"), &until).count(), 521_723);
    // What never comes is not looked for forever; what cannot be is read as the nearest that can.
    let never = Recurrence { day: Some(30), month: Some(2), count: Some(1), ..every(Year, 1) };
    assert_eq!(dates(date("0001-01-01"), &never).count(), 0);
    let extreme = Recurrence { interval: Some(u32::MAX), count: Some(u32::MAX), ..Recurrence::default() };
    for unit in RecurrenceUnit::ALL {
        for start in [date("2026-12-01"), Date(NaiveDate::MAX), Date(NaiveDate::MIN)] {
            let count = dates(start, &Recurrence { every: *unit, ..extreme.clone() }).count();
            assert!(count <= 1, "{unit} from {start}: {count}");
        }
        let zero = Recurrence { interval: Some(0), month: Some(0), ..every(*unit, 1) };
        assert!(dates(date("2026-12-01"), &zero).count() <= 36_525);
    }
}

#[test]
fn an_exception_of_several_days_repeats_as_a_whole() {
    let freeze = CalendarException {
        repeat: Some(Recurrence { count: Some(2), ..every(Year, 1) }),
        ..exception("2026-12-24", "2027-01-02", "")
    };
    let found: Vec<_> = occurrences(&freeze).map(|(a, b)| format!("{a}/{b}")).collect();
    assert_eq!(found, ["2026-12-24/2027-01-02", "2027-12-24/2028-01-02"]);
    let saturdays = CalendarException {
        repeat: Some(Recurrence { weekdays: vec![Weekday::Saturday], ..every(Week, 2) }),
        ..exception("2026-12-01", "2026-12-01", "10:00-14:00")
    };
    let once = exception("2026-12-19", "2026-12-19", "");
    let calendar =
        sound(vec![calendar("c", vec![weekdays("08:00-16:00")], vec![saturdays, freeze, once])], Axis::LOCAL);
    let spans: Vec<_> = calendar
        .work_spans(LOCAL.at("2026-12-04"), LOCAL.at("2027-01-06"))
        .filter(|(a, _)| naive(*a).weekday().number_from_monday() > 4)
        .map(|(a, b)| format!("{} {}", &LOCAL.text(a)[5..], &LOCAL.text(b)[11..]))
        .collect();
    // 2 January is in the freeze, the 19th December of its own; every other Saturday counts from the 5th.
    let expected = ["12-04T08:00 16:00", "12-05T10:00 14:00", "12-11T08:00 16:00", "12-18T08:00 16:00"];
    assert_eq!(spans, expected);
    assert_eq!(LOCAL.text(calendar.next_work(LOCAL.at("2027-12-23T16:00"))), "2028-01-03T08:00");
    assert_eq!(LOCAL.text(calendar.next_work(LOCAL.at("2028-12-15T16:00"))), "2028-12-16T10:00");
}

#[test]
fn recurrences_that_cannot_be_are_found() {
    let found = |repeat: Recurrence| {
        let exception =
            CalendarException { repeat: Some(repeat), ..exception("2026-12-24", "2026-12-24", "") };
        found(vec![calendar("c", vec![weekdays("08:00-16:00")], vec![exception])])
            .into_iter()
            .map(|found| {
                assert_eq!((found.code, found.help.is_some()), (Code::CalendarInvalid, true));
                let prefix = if found.severity == Severity::Warning { "(warning) " } else { "" };
                format!("{prefix}{}", found.message.replace("exception `2026-12-24` of calendar `c`", "it"))
            })
            .collect::<Vec<_>>()
    };
    let all_wrong = Recurrence {
        interval: Some(0),
        month: Some(13),
        day: Some(32),
        until: Some(date("2026-12-23")),
        ..every(Year, 1)
    };
    assert_eq!(
        found(all_wrong),
        [
            "the recurrence of it has an interval of 0",
            "the recurrence of it names month 13",
            "the recurrence of it names day 32 of the month",
            "the recurrence of it ends on 2026-12-23, before it begins on 2026-12-24",
        ]
    );
    let idle = Recurrence { position: Some(Last), day: Some(1), month: Some(1), ..every(Week, 1) };
    assert_eq!(
        found(idle),
        ["position", "day", "month"]
            .map(|field| format!("(warning) the `{field}` by which it repeats says nothing here"))
    );
    let never = Recurrence { day: Some(30), month: Some(2), ..every(Year, 1) };
    assert_eq!(found(never), ["(warning) it never takes place"]);
    let often = Recurrence { until: Some(date("9999-12-31")), ..every(Day, 2) };
    assert_eq!(found(often), ["(warning) it repeats more than 40000 times; the others are left out"]);
    // Days in a row are one range.
    assert!(found(Recurrence { until: Some(date("9999-12-31")), ..every(Day, 1) }).is_empty());
    assert!(found(every(Year, 1)).is_empty());
}

#[test]
fn many_endless_recurrences_are_bounded_together() {
    let daily =
        CalendarException { repeat: Some(every(Day, 2)), ..exception("2026-12-24", "2026-12-24", "") };
    let many = calendar("c", vec![weekdays("08:00-16:00")], vec![daily; 15]);
    let found = found(vec![many]);
    assert!(found.iter().all(|found| found.severity == Severity::Warning), "{found:?}");
    assert!(!found.is_empty());
}

/// Whether a recurrence names a day, from the definition alone.
fn fits(repeat: &Recurrence, start: NaiveDate, day: NaiveDate) -> bool {
    let interval = i64::from(repeat.interval.unwrap_or(1));
    let weekday = |day: NaiveDate| Weekday::ALL[day.weekday().num_days_from_monday() as usize];
    let is_named = |day: NaiveDate| repeat.weekdays.is_empty() || repeat.weekdays.contains(&weekday(day));
    let months = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month0());
    let fits_month = || {
        let of_month = |day: &NaiveDate| (day.year(), day.month());
        let named: Vec<_> = (1..=31)
            .filter_map(|of| day.with_day(of))
            .filter(|other| of_month(other) == of_month(&day) && is_named(*other))
            .collect();
        match (repeat.position, repeat.day) {
            (Some(Last), _) => named.last() == Some(&day),
            (Some(position), _) => named.get(position as usize) == Some(&day),
            (None, Some(of)) => day.day() == of && is_named(day),
            (None, None) if repeat.weekdays.is_empty() => day.day() == start.day(),
            (None, None) => is_named(day),
        }
    };
    day >= start
        && repeat.until.is_none_or(|until| day <= until.0)
        && match repeat.every {
            Day => (day - start).num_days() % interval == 0,
            // 1970-01-04 was a Sunday.
            Week => {
                let week = |day: NaiveDate| (day_number(day) - 3).div_euclid(7);
                let weekday_fits =
                    if repeat.weekdays.is_empty() { day.weekday() == start.weekday() } else { is_named(day) };
                weekday_fits && (week(day) - week(start)) % interval == 0
            }
            Month => (months(day) - months(start)) % interval == 0 && fits_month(),
            Year => {
                day.month() == repeat.month.unwrap_or(start.month())
                    && i64::from(day.year() - start.year()) % interval == 0
                    && fits_month()
            }
        }
}

pub fn any_recurrence(first: i64, span_days: i64) -> impl Strategy<Value = Recurrence> {
    let unit = prop::sample::select(RecurrenceUnit::ALL);
    let named = prop::collection::vec(prop::sample::select(Weekday::ALL), 0..3);
    let position = prop::option::of(prop::sample::select(RecurrencePosition::ALL));
    let until = prop::option::of((first..first + span_days).prop_map(|day| Date(date_of(day))));
    let of = (prop::option::of(1u32..4), prop::option::of(1u32..32), prop::option::of(1u32..13));
    (unit, named, position, of, prop::option::of(0u32..30), until).prop_map(
        |(every, weekdays, position, (interval, day, month), count, until)| Recurrence {
            every,
            interval,
            weekdays,
            position,
            day,
            month,
            count,
            until,
            ..Recurrence::default()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn dates_are_those_that_fit(repeat in any_recurrence(20_000, 2_000), start in 19_000i64..22_000) {
        let start = date_of(start);
        let last = start.checked_add_months(Months::new(60)).unwrap();
        let fitting = start.iter_days().take_while(|day| *day < last).filter(|day| fits(&repeat, start, *day));
        let fitting: Vec<_> = fitting.take(repeat.count.map_or(usize::MAX, |count| count as usize)).collect();
        let found: Vec<_> = dates(Date(start), &repeat).map(|date| date.0).take_while(|day| *day < last).collect();
        prop_assert_eq!(found, fitting);
    }
}
