//! Time of one question to a calendar, each asked of the answer of the one before.

use benches::workload::{Random, office};
use critpath::calendar::{CalendarIndex, Calendars, compile};
use critpath::model::Document;
use critpath::time::{Axis, DAY_S};
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
    let exceptions = match kind {
        Kind::Standard => 0,
        Kind::Holidays | Kind::Zoned => 1_200,
    };
    let calendar = office((0..exceptions).map(|index| 10_957 + index * 30));
    let document =
        Document { calendars: vec![calendar], calendar: Some("office".into()), ..Document::default() };
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
    let mut random = Random(7);
    (0..QUESTIONS).map(|_| 60 + random.below(288_000) as i64).collect()
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
