//! Change windows and freezes.

use super::recurrence::any_recurrence;
use super::*;
use critpath::model::{CalendarWindow, CalendarWindowKind, Recurrence, RecurrencePosition, RecurrenceUnit};

use CalendarWindowKind::{Allow, Deny};

fn moment(text: &str) -> Option<Moment> {
    (!text.is_empty()).then(|| Moment::parse(text).unwrap())
}

/// A window; `""` is no start or no finish.
fn window(kind: CalendarWindowKind, start: &str, finish: &str, hours: &str) -> CalendarWindow {
    CalendarWindow {
        name: "w".into(),
        kind,
        start: moment(start),
        finish: moment(finish),
        shifts: shifts(hours),
        ..CalendarWindow::default()
    }
}

fn weekly(weekdays: &[Weekday]) -> Option<Recurrence> {
    Some(Recurrence { every: RecurrenceUnit::Week, weekdays: weekdays.to_vec(), ..Recurrence::default() })
}

fn yearly() -> Option<Recurrence> {
    Some(Recurrence { every: RecurrenceUnit::Year, ..Recurrence::default() })
}

fn limited(week: Vec<WorkDay>, windows: Vec<CalendarWindow>) -> Calendar {
    Calendar { windows, ..calendar("c", week, vec![]) }
}

fn spans(calendar: &WorkCalendar, from: &str, to: &str) -> String {
    let spans = calendar.work_spans(LOCAL.at(from), LOCAL.at(to));
    spans
        .map(|(a, b)| format!("{} - {}", &LOCAL.text(a)[5..], &LOCAL.text(b)[5..]))
        .collect::<Vec<_>>()
        .join(", ")
}

#[test]
fn changes_only_in_two_nights_of_the_week() {
    let nights = CalendarWindow {
        repeat: weekly(&[Weekday::Tuesday, Weekday::Thursday]),
        ..window(Allow, "", "", "22:00-04:00")
    };
    let around_the_clock = sound(vec![limited(vec![], vec![nights.clone()])], Axis::LOCAL);
    assert_eq!(
        spans(&around_the_clock, "2026-12-07", "2026-12-14"),
        "12-08T22:00 - 12-09T04:00, 12-10T22:00 - 12-11T04:00"
    );
    let evenings = sound(vec![limited(vec![weekdays("18:00-23:30")], vec![nights.clone()])], Axis::LOCAL);
    assert_eq!(
        spans(&evenings, "2026-12-07", "2026-12-14"),
        "12-08T22:00 - 12-08T23:30, 12-10T22:00 - 12-10T23:30"
    );
    // It is a pattern of the week: thousands of years are no matter.
    let weeks = 52_000;
    assert_eq!(
        around_the_clock.add(LOCAL.at("2026-12-08"), weeks * 12 * 3600),
        LOCAL.at("2026-12-11T04:00") + (weeks - 1) * 7 * DAY_S
    );
    // With a start, from there on.
    let later = CalendarWindow { start: moment("2026-12-10"), ..nights };
    let later = sound(vec![limited(vec![], vec![later])], Axis::LOCAL);
    assert_eq!(
        spans(&later, "2026-12-07", "2026-12-16"),
        "12-10T22:00 - 12-11T04:00, 12-15T22:00 - 12-16T00:00"
    );
}

#[test]
fn a_freeze_over_the_new_year_of_each_year() {
    let freeze =
        CalendarWindow { repeat: yearly(), ..window(Deny, "2026-12-18T18:00", "2027-01-04T10:00", "") };
    let once = window(Deny, "2027-12-16", "2027-12-16", "");
    let calendar = sound(vec![limited(vec![weekdays("08:00-20:00")], vec![freeze, once])], Axis::LOCAL);
    assert_eq!(
        spans(&calendar, "2026-12-18", "2027-01-05"),
        "12-18T08:00 - 12-18T18:00, 01-04T10:00 - 01-04T20:00"
    );
    assert_eq!(
        spans(&calendar, "2027-12-15", "2028-01-05"),
        "12-15T08:00 - 12-15T20:00, 12-17T08:00 - 12-17T20:00, 01-04T10:00 - 01-04T20:00"
    );
}

#[test]
fn windows_of_bases_count_too_and_have_ends_or_none() {
    let base = Calendar {
        id: "base".into(),
        ..limited(vec![weekdays("08:00-16:00")], vec![window(Deny, "2026-12-09", "", "")])
    };
    let allowed = [
        window(Allow, "", "2026-12-07T12:00", ""),
        window(Allow, "2026-12-08", "2026-12-31", "10:00-12:00 15:00-18:00"),
    ];
    let derived = Calendar { base: Some("base".into()), ..limited(vec![], allowed.to_vec()) };
    let calendar = sound(vec![derived, base], Axis::LOCAL);
    assert_eq!(
        spans(&calendar, "2026-12-07", "2027-02-01"),
        "12-07T08:00 - 12-07T12:00, 12-08T10:00 - 12-08T12:00, 12-08T15:00 - 12-08T16:00"
    );
}

#[test]
fn windows_are_in_the_zone_of_their_calendar() {
    let axis = Axis::new(Some("Europe/Berlin")).unwrap();
    let night = CalendarWindow {
        repeat: Some(Recurrence {
            every: RecurrenceUnit::Month,
            weekdays: vec![Weekday::Saturday],
            position: Some(RecurrencePosition::Last),
            ..Recurrence::default()
        }),
        ..window(Allow, "2026-10-01T22:00", "2026-10-02T06:00", "")
    };
    let york = Calendar { time_zone: Some("America/New_York".into()), ..limited(vec![], vec![night]) };
    let calendar = sound(vec![york], axis);
    let text = |t| axis.text(t);
    let spans: Vec<_> = calendar
        .work_spans(Clock(axis).at("2026-10-20"), Clock(axis).at("2026-12-01"))
        .map(|(a, b)| format!("{} {}", text(a), text(b)))
        .collect();
    // The last Saturday of October is the 31st there, and clocks go back on the 1st of November: an hour more.
    assert_eq!(
        spans,
        [
            "2026-11-01T03:00:00+01:00 2026-11-01T12:00:00+01:00",
            "2026-11-29T04:00:00+01:00 2026-11-29T12:00:00+01:00"
        ]
    );
    // A moment with an offset is the same moment everywhere.
    let until = window(Deny, "", "2026-12-01T02:00:00+09:00", "");
    let york = Calendar { time_zone: Some("America/New_York".into()), ..limited(vec![], vec![until]) };
    let calendar = sound(vec![york], axis);
    assert_eq!(text(calendar.next_work(0)), "2026-11-30T18:00:00+01:00");
}

#[test]
fn windows_that_cannot_be_are_found() {
    let message = |window: CalendarWindow| {
        let plan = vec![limited(vec![weekdays("08:00-16:00")], vec![window])];
        let (compiled, found) = compile(&document(plan), Axis::LOCAL);
        assert!(compiled[compiled.get("c").unwrap()].next_work(0) < INSTANT_LIMIT);
        let found = found.first().unwrap_or_else(|| panic!("nothing found"));
        assert!(found.help.is_some());
        (found.code, found.message.replace("window `w` of calendar `c`", "it"))
    };
    let repeated =
        |start: &str, finish: &str, repeat| CalendarWindow { repeat, ..window(Deny, start, finish, "") };
    let every_other = Recurrence { interval: Some(2), ..weekly(&[Weekday::Monday]).unwrap() };
    let backwards = Recurrence { until: Some(Date::parse("2026-01-01").unwrap()), ..weekly(&[]).unwrap() };
    let often = Recurrence { until: Some(Date::parse("9999-12-31").unwrap()), ..Recurrence::default() };
    for (window, code, expected) in [
        (window(Deny, "", "", ""), Code::CalendarInvalid, "it says no time"),
        (
            window(Deny, "2026-12-08", "2026-12-07", ""),
            Code::DateOrder,
            "it ends at 2026-12-07, not after it begins at 2026-12-08",
        ),
        (
            window(Deny, "2026-12-08T12:00", "2026-12-08T12:00", ""),
            Code::DateOrder,
            "it ends at 2026-12-08T12:00:00, not after it begins at 2026-12-08T12:00:00",
        ),
        (
            window(
                Deny,
                "2026-12-08T12:00:00+01:00",
                "2026-12-08T11:30:00Z",
                "25:00-26:00".get(..0).unwrap(),
            ),
            Code::DateOrder,
            "",
        ),
        (repeated("", "", yearly()), Code::CalendarInvalid, "it repeats and has no beginning"),
        (repeated("", "", Some(every_other)), Code::CalendarInvalid, "it repeats and has no beginning"),
        (repeated("2026-12-08T12:00", "", yearly()), Code::CalendarInvalid, "it repeats and has no end"),
        (
            repeated("2026-12-08", "", Some(backwards)),
            Code::CalendarInvalid,
            "the recurrence of it ends on 2026-01-01, before it begins on 2026-12-08",
        ),
        (
            repeated("2026-12-08T12:00", "2026-12-08T13:00", Some(often)),
            Code::CalendarInvalid,
            "it repeats more than 40000 times; the others are left out",
        ),
        (window(Allow, "2026-12-12", "2026-12-13", ""), Code::CalendarInvalid, "calendar `c` never works"),
    ] {
        if expected.is_empty() {
            let plan = vec![limited(vec![weekdays("08:00-16:00")], vec![window])];
            assert_eq!(found(plan), [], "offsets are moments");
            continue;
        }
        assert_eq!(message(window), (code, expected.to_owned()));
    }
}

fn any_window(first: i64, span_days: i64) -> impl Strategy<Value = CalendarWindow> {
    let kind = prop::sample::select(CalendarWindowKind::ALL);
    let day = first - 10..first + span_days;
    let length = prop_oneof![Just(0i64), 0..3i64, 0..span_days];
    let time = || prop::option::of(prop_oneof![Just(0u32), 0u32..1440]);
    let repeat = prop::option::of(any_recurrence(first, 2 * span_days));
    let open = prop::option::weighted(0.1, Just(()));
    (kind, day, length, (time(), time()), any_shifts(), repeat, open).prop_map(
        |(kind, day, length, (from, to), shifts, repeat, open)| {
            let moment = |day: i64, minute: Option<u32>| {
                let date = date_of(day);
                Some(match minute {
                    None => Moment::Date(date),
                    Some(minute) => Moment::Local(date.and_hms_opt(minute / 60, minute % 60, 0).unwrap()),
                })
            };
            let (start, finish) = (moment(day, from), moment(day + length, to));
            let finish = if open.is_some() { None } else { finish };
            CalendarWindow { kind, start, finish, shifts, repeat, ..CalendarWindow::default() }
        },
    )
}

/// Whether the compiled calendar reads all windows.
fn is_sound(calendar: &Calendar, axis: Axis) -> bool {
    let plan = Document { calendar: Some("c".into()), ..document(vec![calendar.clone()]) };
    !compile(&plan, axis).1.iter().any(Diagnostic::is_error)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn any_windows_agree_with_counting(
        calendar in any_calendar(20_520, 50), axis in any_axis(), steps in prop::collection::vec(-3_000i64..3_000, 4),
        windows in prop::collection::vec(any_window(20_520, 50), 1..4), repeat in any_recurrence(20_520, 50),
    ) {
        let mut calendar = Calendar { windows, ..calendar };
        if let Some(first) = calendar.exceptions.first_mut() {
            first.repeat = Some(repeat);
        }
        // What cannot be read is left out, which counting knows nothing of.
        calendar.windows.retain(|window| {
            let alone = Calendar { week: vec![days(Weekday::ALL, "00:00-24:00")], windows: vec![window.clone()], ..Calendar::default() };
            let alone = Calendar { id: "c".into(), ..alone };
            is_sound(&alone, axis)
        });
        calendar.exceptions.retain(|exception| {
            let week = vec![days(Weekday::ALL, "00:00-24:00")];
            is_sound(&super::calendar("c", week, vec![exception.clone()]), axis)
        });
        // 2026-03-08, so that clocks change in the window.
        agrees_with_counting(&calendar, axis, "2026-03-08", 50, &steps);
    }
}

#[test]
fn years_of_windows_agree_with_counting() {
    let every = |every, weekdays: &[Weekday], position, interval| {
        Some(Recurrence { every, weekdays: weekdays.to_vec(), position, interval, ..Recurrence::default() })
    };
    let windows = vec![
        CalendarWindow {
            repeat: weekly(&[Weekday::Tuesday, Weekday::Thursday, Weekday::Saturday]),
            ..window(Allow, "", "", "22:00-04:00")
        },
        CalendarWindow {
            repeat: every(RecurrenceUnit::Month, &[Weekday::Sunday], Some(RecurrencePosition::Last), None),
            ..window(Allow, "2025-01-01T01:30", "2025-01-01T13:00", "")
        },
        CalendarWindow { repeat: yearly(), ..window(Deny, "2024-12-20T18:00", "2025-01-02T06:00", "") },
        CalendarWindow {
            repeat: every(RecurrenceUnit::Week, &[Weekday::Saturday], None, Some(3)),
            ..window(Deny, "2025-01-01", "2025-01-02", "01:00-02:30")
        },
    ];
    let quarter = CalendarException {
        repeat: every(RecurrenceUnit::Month, &[Weekday::Monday], Some(RecurrencePosition::First), Some(3)),
        ..exception("2025-01-01", "2025-01-02", "")
    };
    let calendar = Calendar {
        time_zone: Some("America/New_York".into()),
        exceptions: vec![quarter],
        ..limited(vec![days(Weekday::ALL, "20:00-10:00 11:00-13:00")], windows)
    };
    let axis = Axis::new(Some("Europe/Berlin")).unwrap();
    agrees_with_counting(&calendar, axis, "2025-01-01", 2 * 365, &[1, 480, -480, 9_999, -77_777]);
}
