//! Time of one question to a calendar, each asked of the answer of the one before.

use critpath::calendar::{CalendarIndex, Calendars, compile};
use critpath::model::{Calendar, CalendarException, Document, Shift, Weekday, WorkDay};
use critpath::time::{Axis, DAY_S, Date, TimeOfDay, date_of};
use divan::{Bencher, black_box};

/// Questions in a sample.
const QUESTIONS: usize = 10_000;
/// 2026-12-07.
const START: i64 = 20_794 * DAY_S;

#[derive(Debug, Clone, Copy)]
enum Kind {
    /// Monday to Friday, no exceptions.
    Standard,
    /// With 12 holidays a year from 2000 to 2100.
    Holidays,
    /// With holidays, in a zone with clock changes.
    Zoned,
}

const KINDS: [Kind; 3] = [Kind::Standard, Kind::Holidays, Kind::Zoned];

fn calendars(kind: Kind) -> (Calendars, CalendarIndex) {
    let hours = |start: u32, finish: u32| Shift {
        start: TimeOfDay::from_seconds(start * 3600),
        finish: TimeOfDay::from_seconds(finish * 3600),
        ..Shift::default()
    };
    let week = WorkDay {
        days: Weekday::ALL[..5].to_vec(),
        shifts: vec![hours(8, 12), hours(13, 17)],
        ..WorkDay::default()
    };
    let holiday = |index: i64| {
        let date = Some(Date(date_of(10_957 + index * 30)));
        CalendarException { start: date, ..CalendarException::default() }
    };
    let exceptions = match kind {
        Kind::Standard => Vec::new(),
        Kind::Holidays | Kind::Zoned => (0..1_200).map(holiday).collect(),
    };
    let calendar = Calendar { id: "c".into(), week: vec![week], exceptions, ..Calendar::default() };
    let document = Document { calendars: vec![calendar], calendar: Some("c".into()), ..Document::default() };
    let axis = match kind {
        Kind::Zoned => Axis::new(Some("Europe/Berlin")).unwrap_or_default(),
        _ => Axis::LOCAL,
    };
    let (calendars, _) = compile(&document, axis);
    let index = calendars.default_index();
    (calendars, index)
}

/// Amounts of work between a minute and ten days.
fn amounts() -> Vec<i64> {
    let mut state = 7_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        60 + (state >> 33) as i64 % 288_000
    };
    (0..QUESTIONS).map(|_| next()).collect()
}

#[divan::bench(args = KINDS)]
fn add(bencher: Bencher<'_, '_>, kind: Kind) {
    let ((calendars, index), amounts) = (calendars(kind), amounts());
    let calendar = &calendars[index];
    bencher.counter(QUESTIONS).bench_local(|| {
        amounts.iter().fold(START, |t, work| START + (calendar.add(black_box(t), *work) & 0x3ff_ffff))
    });
}

#[divan::bench(args = KINDS)]
fn between(bencher: Bencher<'_, '_>, kind: Kind) {
    let ((calendars, index), amounts) = (calendars(kind), amounts());
    let calendar = &calendars[index];
    bencher.counter(QUESTIONS).bench_local(|| {
        amounts.iter().fold(START, |t, work| START + calendar.between(black_box(t), t + 3 * work) * 4)
    });
}

#[divan::bench(args = KINDS)]
fn next_work(bencher: Bencher<'_, '_>, kind: Kind) {
    let ((calendars, index), amounts) = (calendars(kind), amounts());
    let calendar = &calendars[index];
    bencher.counter(QUESTIONS).bench_local(|| {
        amounts
            .iter()
            .fold(START, |t, work| START + (calendar.next_work(black_box(t) + 3 * work) & 0x3ff_ffff))
    });
}

#[divan::bench(args = KINDS)]
fn compilation(bencher: Bencher<'_, '_>, kind: Kind) {
    bencher.bench_local(|| calendars(kind));
}

fn main() {
    divan::main();
}
