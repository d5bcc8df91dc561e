//! Tests of the room `calendar` through the public interface.

mod documented;
mod minutes;
mod recurrence;
mod tasks;
mod windows;
mod zones;

use minutes::Minutes;

use chrono::{Datelike, Offset, TimeZone};
use chrono_tz::Tz;
use critpath::calendar::{WorkCalendar, compile};
use critpath::diagnostic::{Code, Diagnostic, Severity};
use critpath::model::{Calendar, CalendarException, Document, Shift, Weekday, WorkDay};
use critpath::time::{
    Axis, DAY_S, Date, INSTANT_LIMIT, Instant, Moment, TimeOfDay, date_of, day_number, naive,
};
use proptest::prelude::*;

fn shifts(text: &str) -> Vec<Shift> {
    let time = |text: &str| TimeOfDay::parse(text).unwrap();
    text.split_whitespace()
        .map(|shift| shift.split_once('-').unwrap())
        .map(|(start, finish)| Shift { start: time(start), finish: time(finish), ..Shift::default() })
        .collect()
}

fn days(days: &[Weekday], hours: &str) -> WorkDay {
    WorkDay { days: days.to_vec(), shifts: shifts(hours), ..WorkDay::default() }
}

fn weekdays(hours: &str) -> WorkDay {
    days(&Weekday::ALL[..5], hours)
}

fn exception(start: &str, finish: &str, hours: &str) -> CalendarException {
    CalendarException {
        name: start.into(),
        start: Some(Date::parse(start).unwrap()),
        finish: Some(Date::parse(finish).unwrap()),
        shifts: shifts(hours),
        ..CalendarException::default()
    }
}

fn calendar(id: &str, week: Vec<WorkDay>, exceptions: Vec<CalendarException>) -> Calendar {
    Calendar { id: id.into(), week, exceptions, ..Calendar::default() }
}

fn document(calendars: Vec<Calendar>) -> Document {
    Document { calendars, ..Document::default() }
}

/// The first calendar of a document, which must be sound.
fn sound(calendars: Vec<Calendar>, axis: Axis) -> WorkCalendar {
    let (compiled, found) = compile(&document(calendars), axis);
    assert_eq!(found, []);
    compiled[compiled.get("c").unwrap()].clone()
}

fn found(calendars: Vec<Calendar>) -> Vec<Diagnostic> {
    compile(&document(calendars), Axis::default()).1
}

struct Clock(Axis);

impl Clock {
    fn at(&self, text: &str) -> Instant {
        self.0.instant_of(Moment::parse(text).unwrap())
    }
    fn text(&self, instant: Instant) -> String {
        self.0.text(instant)[..16].into()
    }
}

const LOCAL: Clock = Clock(Axis::LOCAL);

#[test]
fn the_standard_week() {
    let calendar = WorkCalendar::standard(Axis::default());
    for (from, hours, expected) in [
        ("2026-12-07T08:00", 8, "2026-12-07T17:00"),
        ("2026-12-07T08:00", 4, "2026-12-07T12:00"),
        ("2026-12-07T12:30", 1, "2026-12-07T14:00"),
        ("2026-12-11T17:00", 1, "2026-12-14T09:00"),
        ("2026-12-12T10:00", 40, "2026-12-18T17:00"),
        ("2026-12-14T08:00", -1, "2026-12-11T16:00"),
        ("2026-12-14T08:00", -8, "2026-12-11T08:00"),
        ("2026-12-13T23:00", 0, "2026-12-13T23:00"),
        ("2026-12-07T08:00", 52 * 40 * 1000, "3023-07-11T17:00"),
    ] {
        assert_eq!(LOCAL.text(calendar.add(LOCAL.at(from), hours * 3600)), expected, "{from} + {hours} h");
    }
    for (at, next, previous) in [
        ("2026-12-07T08:00", "2026-12-07T08:00", "2026-12-04T17:00"),
        ("2026-12-07T12:00", "2026-12-07T13:00", "2026-12-07T12:00"),
        ("2026-12-07T12:59", "2026-12-07T13:00", "2026-12-07T12:00"),
        ("2026-12-11T17:00", "2026-12-14T08:00", "2026-12-11T17:00"),
        ("1969-12-28T00:00", "1969-12-29T08:00", "1969-12-26T17:00"),
    ] {
        assert_eq!(LOCAL.text(calendar.next_work(LOCAL.at(at))), next, "{at}");
        assert_eq!(LOCAL.text(calendar.previous_work(LOCAL.at(at))), previous, "{at}");
    }
    let spans: Vec<_> = calendar
        .work_spans(LOCAL.at("2026-12-11T09:00"), LOCAL.at("2026-12-14T10:00"))
        .map(|(a, b)| [LOCAL.text(a), LOCAL.text(b)].map(|t| t[8..].to_string()).join(" "))
        .collect();
    assert_eq!(spans, ["11T09:00 11T12:00", "11T13:00 11T17:00", "14T08:00 14T10:00"]);
}

#[test]
fn always_is_the_clock() {
    let always = WorkCalendar::always();
    assert!(always.is_always());
    assert!(!WorkCalendar::standard(Axis::default()).is_always());
    for t in [-INSTANT_LIMIT, -1, 0, 1, 1_234_567_890, INSTANT_LIMIT - 7] {
        assert_eq!(always.add(t, 7), t + 7);
        assert_eq!(always.next_work(t), t);
        assert_eq!(always.between(t, 0), -t);
    }
    assert_eq!(always.previous_work(5), 5);
    assert_eq!(always.work_spans(3, 9_999_999_999).collect::<Vec<_>>(), [(3, 9_999_999_999)]);
}

#[test]
fn exceptions_and_bases() {
    let base = calendar(
        "base",
        vec![weekdays("08:00-16:00")],
        vec![exception("2026-12-24", "2026-12-31", ""), exception("2026-12-28", "2026-12-28", "10:00-12:00")],
    );
    let derived = Calendar {
        base: Some("base".into()),
        ..calendar(
            "c",
            vec![days(&[Weekday::Friday], "")],
            vec![exception("2026-12-30", "2026-12-30", "09:00-10:00")],
        )
    };
    let calendar = sound(vec![derived, base], Axis::default());
    let spans: Vec<_> = calendar
        .work_spans(LOCAL.at("2026-12-23"), LOCAL.at("2027-01-05"))
        .map(|(a, b)| format!("{} {}", &LOCAL.text(a)[5..], &LOCAL.text(b)[11..]))
        .collect();
    assert_eq!(spans, ["12-23T08:00 16:00", "12-28T10:00 12:00", "12-30T09:00 10:00", "01-04T08:00 16:00"]);
}

#[test]
fn night_shifts_and_the_end_of_the_day() {
    let nights = || calendar("c", vec![weekdays("22:00-06:00")], vec![]);
    let plain = sound(vec![nights()], Axis::default());
    // Friday's night ends on Saturday; Sunday evening is free.
    assert_eq!(LOCAL.text(plain.next_work(LOCAL.at("2026-12-12T06:00"))), "2026-12-14T22:00");
    assert_eq!(LOCAL.text(plain.add(LOCAL.at("2026-12-11T22:00"), 8 * 3600)), "2026-12-12T06:00");
    // A holiday removes the night that begins on it and keeps the one that ends on it.
    let mut holiday = nights();
    holiday.exceptions = vec![exception("2026-12-09", "2026-12-09", "")];
    let holiday = sound(vec![holiday], Axis::default());
    assert_eq!(LOCAL.text(holiday.previous_work(LOCAL.at("2026-12-10T12:00"))), "2026-12-09T06:00");
    assert_eq!(LOCAL.text(holiday.next_work(LOCAL.at("2026-12-09T06:00"))), "2026-12-10T22:00");
    // Until 24:00 and from 00:00 is one stretch, through the end of the week.
    let whole = calendar("c", vec![days(&[Weekday::Sunday, Weekday::Monday], "00:00-24:00")], vec![]);
    let whole = sound(vec![whole], Axis::default());
    let spans: Vec<_> = whole.work_spans(LOCAL.at("2026-12-11"), LOCAL.at("2026-12-20")).collect();
    assert_eq!(spans, [(LOCAL.at("2026-12-13"), LOCAL.at("2026-12-15"))]);
}

#[test]
fn clock_changes_lengthen_and_shorten_nights() {
    let axis = Axis::new(Some("Europe/Berlin")).unwrap();
    let berlin = Clock(axis);
    let every_night = calendar("c", vec![days(Weekday::ALL, "22:00-06:00")], vec![]);
    let nights = sound(vec![every_night], axis);
    let hours = |from: &str, to: &str| nights.between(berlin.at(from), berlin.at(to)) / 3600;
    assert_eq!(hours("2026-03-28T22:00", "2026-03-29T06:00"), 7);
    assert_eq!(hours("2026-10-24T22:00", "2026-10-25T06:00"), 9);
    assert_eq!(hours("2026-03-27T22:00", "2026-03-28T06:00"), 8);
    // A calendar of another zone works while the clocks there say so.
    let york = Calendar {
        time_zone: Some("America/New_York".into()),
        ..calendar("c", vec![weekdays("09:00-17:00")], vec![])
    };
    let york = sound(vec![york], axis);
    assert_eq!(berlin.text(york.next_work(berlin.at("2026-03-10T00:00"))), "2026-03-10T14:00");
    assert_eq!(berlin.text(york.next_work(berlin.at("2026-04-10T00:00"))), "2026-04-10T15:00");
}

#[test]
fn every_plan_has_the_standard_calendar_and_the_one_that_always_works() {
    let names = |document: &Document| {
        let (calendars, diagnostics) = compile(document, Axis::default());
        assert_eq!(diagnostics, []);
        let works_always = |id| calendars[calendars.get(id).unwrap()].is_always();
        (works_always("standard"), works_always("always"), calendars[calendars.default_index()].is_always())
    };
    assert_eq!(names(&Document::default()), (false, true, false));
    assert_eq!(
        names(&Document { calendar: Some("always".into()), ..Default::default() }),
        (false, true, true)
    );
    let own = document(vec![calendar("always", vec![weekdays("08:00-09:00")], vec![])]);
    assert_eq!(names(&own), (false, false, false));
}

#[test]
fn broken_calendars_are_found_and_fall_back() {
    let based = |id: &str, base: &str| Calendar { base: Some(base.into()), ..calendar(id, vec![], vec![]) };
    let message = |calendars| found(calendars).iter().map(|d| d.message.clone()).collect::<Vec<_>>();
    assert_eq!(
        message(vec![based("a", "b"), based("b", "c"), based("c", "a"), based("d", "c")]),
        ["calendar `a` is based on itself: `a` -> `b` -> `c` -> `a`"]
    );
    assert_eq!(message(vec![based("a", "a")]), ["calendar `a` is based on itself: `a` -> `a`"]);
    let unknown = found(vec![based("a", "standrad"), based("standard", "")]);
    assert_eq!(unknown[0].code, Code::CalendarUnknown);
    assert_eq!(unknown[0].help.as_deref(), Some("did you mean `standard`?"));
    assert_eq!(message(vec![calendar("a", vec![], vec![])]), ["calendar `a` never works"]);
    // Files of other programs hold calendars that nobody works on.
    let severity = |of_plan: Option<&str>| {
        let plan = document(vec![calendar("a", vec![], vec![])]);
        compile(&Document { calendar: of_plan.map(str::to_owned), ..plan }, Axis::LOCAL).1[0].severity
    };
    assert_eq!((severity(None), severity(Some("a"))), (Severity::Warning, Severity::Error));
    assert_eq!(
        message(vec![calendar("a", vec![weekdays("08:00-12:00 11:00-17:00")], vec![])]),
        ["the shifts 08:00-12:00 and 11:00-17:00 of calendar `a` overlap; hours that they share count once"]
    );
    let backwards =
        calendar("a", vec![weekdays("8:00-9:00")], vec![exception("2026-12-31", "2026-12-01", "")]);
    assert_eq!(found(vec![backwards])[0].code, Code::DateOrder);
    let zoned = Calendar {
        time_zone: Some("Mars/Olympus".into()),
        ..calendar("a", vec![weekdays("8:00-9:00")], vec![])
    };
    assert_eq!(found(vec![zoned])[0].code, Code::DateZone);

    let plan = Document { calendar: Some("x".into()), ..document(vec![calendar("a", vec![], vec![])]) };
    let (calendars, found) = compile(&plan, Axis::default());
    assert_eq!(
        found.iter().map(|d| d.code).collect::<Vec<_>>(),
        [Code::CalendarInvalid, Code::CalendarUnknown]
    );
    assert_eq!(calendars.len(), 3);
    let standard = WorkCalendar::standard(Axis::default());
    assert_eq!(calendars[calendars.default_index()], standard);
    assert_eq!(calendars[calendars.get("a").unwrap()], standard);
    assert!(calendars[calendars.always_index()].is_always());
}

#[test]
fn past_the_last_work_answers_are_clipped() {
    let once = sound(
        vec![calendar("c", vec![], vec![exception("2026-12-07", "2026-12-08", "08:00-12:00")])],
        Axis::default(),
    );
    let (start, finish) = (LOCAL.at("2026-12-07T08:00"), LOCAL.at("2026-12-08T12:00"));
    assert_eq!(once.next_work(-INSTANT_LIMIT), start);
    assert_eq!(once.add(start, 8 * 3600), finish);
    assert_eq!(once.add(start, 8 * 3600 + 1), INSTANT_LIMIT);
    assert_eq!(once.next_work(finish), INSTANT_LIMIT);
    assert_eq!(once.add(finish, -8 * 3600 - 1), -INSTANT_LIMIT);
    assert_eq!(once.previous_work(start), -INSTANT_LIMIT);
    assert_eq!(once.work_spans(finish, i64::MAX).next(), None);
    for extreme in [i64::MIN, i64::MAX] {
        for calendar in [&once, &WorkCalendar::always(), &WorkCalendar::standard(Axis::default())] {
            calendar.next_work(extreme);
            calendar.previous_work(extreme);
            calendar.between(extreme, i64::MAX);
            assert_eq!(calendar.add(0, extreme), extreme.signum() * INSTANT_LIMIT);
        }
    }
}

/// Compares every answer with minutes counted one by one.
fn agrees_with_counting(calendar: &Calendar, axis: Axis, from: &str, day_count: i64, steps: &[i64]) {
    let plan = Document { calendar: Some(calendar.id.clone()), ..document(vec![calendar.clone()]) };
    let (compiled, found) = compile(&plan, axis);
    if found.iter().any(Diagnostic::is_error) {
        assert!(found.iter().any(|d| d.message.contains("never works")), "{found:?}");
        return;
    }
    let minutes = Minutes::of(calendar, axis, from, day_count);
    minutes.agree_with(&compiled[compiled.get(&calendar.id).unwrap()], steps);
}

const ZONES: [&str; 6] = [
    "Europe/Berlin",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Africa/Casablanca",
    "America/Santiago",
];

fn any_shifts() -> impl Strategy<Value = Vec<Shift>> {
    let time = || prop_oneof![Just(0), Just(1440), (0u32..=1440), (0u32..=24).prop_map(|hour| hour * 60)];
    let shift = (time(), time()).prop_map(|(start, finish)| Shift {
        start: TimeOfDay::from_seconds(start * 60),
        finish: TimeOfDay::from_seconds(finish * 60),
        ..Shift::default()
    });
    prop_oneof![Just(shifts("")), Just(shifts("08:00-12:00 13:00-17:00")), prop::collection::vec(shift, 0..4)]
}

fn any_calendar(first: i64, span_days: i64) -> impl Strategy<Value = Calendar> {
    let day = (0usize..7, any_shifts()).prop_map(|(day, shifts)| WorkDay {
        days: vec![Weekday::ALL[day]],
        shifts,
        ..WorkDay::default()
    });
    let length = prop_oneof![Just(0i64), Just(0), 0..5i64, 0..span_days];
    let exception =
        (first - 10..first + span_days, length, any_shifts()).prop_map(|(start, length, shifts)| {
            CalendarException {
                start: Some(Date(date_of(start))),
                finish: Some(Date(date_of(start + length))),
                shifts,
                ..CalendarException::default()
            }
        });
    let zone = prop::option::of(prop::sample::select(&ZONES[..]));
    (prop::collection::vec(day, 0..12), prop::collection::vec(exception, 0..12), zone).prop_map(
        |(week, exceptions, zone)| Calendar {
            time_zone: zone.map(Into::into),
            ..calendar("c", week, exceptions)
        },
    )
}

fn any_axis() -> impl Strategy<Value = Axis> {
    prop::option::of(prop::sample::select(&ZONES[..])).prop_map(|zone| Axis::new(zone).unwrap())
}

#[test]
fn years_agree_with_counting() {
    let mut factory = calendar(
        "c",
        vec![
            days(&[Weekday::Monday, Weekday::Wednesday], "06:00-14:00 14:00-22:00"),
            days(&[Weekday::Tuesday, Weekday::Saturday], "22:00-06:00"),
            days(&[Weekday::Sunday], "01:00-04:00"),
        ],
        (2024..2029)
            .flat_map(|year| {
                [
                    exception(&format!("{year}-12-20"), &format!("{}-01-06", year + 1), ""),
                    exception(&format!("{year}-12-27"), &format!("{year}-12-27"), "20:00-02:00"),
                    exception(&format!("{year}-03-25"), &format!("{year}-04-02"), "00:30-03:30"),
                    exception(&format!("{year}-07-01"), &format!("{year}-07-31"), "23:00-24:00"),
                ]
            })
            .collect(),
    );
    for zone in ["Europe/Berlin", "Australia/Lord_Howe"] {
        factory.time_zone = Some(zone.into());
        let axis = Axis::new(Some("America/New_York")).unwrap();
        agrees_with_counting(&factory, axis, "2025-01-01", 2 * 365, &[1, 480, -480, 9_999, -77_777, 200_000]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn any_calendar_agrees_with_counting(
        calendar in any_calendar(20_520, 50), axis in any_axis(), steps in prop::collection::vec(-3_000i64..3_000, 4),
    ) {
        // 2026-03-08, so that clocks change in the window.
        agrees_with_counting(&calendar, axis, "2026-03-08", 50, &steps);
    }

    #[test]
    fn laws(
        calendar in any_calendar(20_000, 4_000), axis in any_axis(),
        t in -3_000_000_000i64..9_000_000_000, later in 0i64..4_000_000_000, work in 1i64..400_000_000,
    ) {
        let (compiled, _) = compile(&document(vec![calendar]), axis);
        let c = &compiled[compiled.get("c").unwrap()];
        let later = t + later;
        prop_assert!(c.next_work(t) >= t && c.previous_work(t) <= t);
        prop_assert!(c.next_work(t) <= c.next_work(later) && c.previous_work(t) <= c.previous_work(later));
        prop_assert!(c.add(t, work) <= c.add(later, work) && c.add(t, -work) <= c.add(later, -work));
        prop_assert_eq!(c.between(t, c.next_work(t)), 0);
        prop_assert_eq!(c.between(c.previous_work(t), t), 0);
        prop_assert_eq!(c.next_work(c.next_work(t)), c.next_work(t));
        let (finish, start) = (c.add(t, work), c.add(t, -work));
        if finish < INSTANT_LIMIT {
            prop_assert_eq!(c.between(t, finish), work);
            prop_assert_eq!(c.previous_work(finish), finish);
            prop_assert_eq!(c.add(finish, -work), c.next_work(t));
        }
        if start > -INSTANT_LIMIT {
            prop_assert_eq!(c.between(start, t), work);
            prop_assert_eq!(c.next_work(start), start);
            prop_assert_eq!(c.add(start, work), c.previous_work(t));
        }
        let done = c.between(t, later);
        prop_assert!((0..=later - t).contains(&done));
        if done > 0 {
            prop_assert_eq!(c.add(t, done), c.previous_work(later));
        }
    }
}

#[test]
fn hostile_calendars_neither_panic_nor_take_long() {
    let mut exceptions = vec![exception("0001-01-01", "9999-12-31", "10:00-11:00 10:30-10:45")];
    let mut state = 1u64;
    for _ in 0..5_000 {
        let mut number = |limit: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % limit
        };
        let start = number(3_652_058) as i64 - 719_162;
        exceptions.push(CalendarException {
            start: Some(Date(date_of(start))),
            finish: Some(Date(date_of((start + number(9_000) as i64).min(2_932_896)))),
            shifts: (0..number(3))
                .map(|_| Shift {
                    start: TimeOfDay::from_seconds(number(86_401) as u32),
                    finish: TimeOfDay::from_seconds(number(86_401) as u32),
                    ..Shift::default()
                })
                .collect(),
            ..CalendarException::default()
        });
    }
    let hostile = calendar("c", vec![weekdays("00:00-00:00 01:00-00:30 24:00-24:00")], exceptions);
    let (compiled, found) = compile(&document(vec![hostile]), Axis::new(Some("Europe/London")).unwrap());
    assert!(!found.iter().any(Diagnostic::is_error), "{:?}", found.iter().find(|d| d.is_error()));
    let c = &compiled[compiled.get("c").unwrap()];
    let (first, last) = (LOCAL.at("0001-01-01"), LOCAL.at("9999-12-31"));
    let all = c.between(first, last);
    assert!(all > 0);
    assert_eq!(c.add(first, all), c.previous_work(last));
    assert_eq!(c.work_spans(first, last).map(|(a, b)| b - a).sum::<i64>(), all);
}
