//! Work calendars into the one that works when all of them do, when any of them does, or when only the first one does.

use std::collections::BTreeMap;

use super::pattern::{Pattern, WEEK_S, clip, union};
use super::timeline::Piece;
use super::work::WorkCalendar;

/// When calendars that are joined work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// When all of them do.
    All,
    /// When any of them does.
    Any,
    /// When the first one does and no other.
    First,
}

/// Spans of a week, rising and disjoint.
type Spans = Vec<(i64, i64)>;

/// Joins calendars, of which there is at least one; two for [`Join::First`]. O(n log k) for k calendars with n segments
/// in all.
pub(super) fn join(calendars: &[&WorkCalendar], how: Join) -> WorkCalendar {
    match calendars {
        [] => WorkCalendar::always(),
        [one] => (*one).clone(),
        [a, b] => join_two(a, b, how),
        many => {
            let (left, right) = many.split_at(many.len() / 2);
            join_two(&join(left, how), &join(right, how), how)
        }
    }
}

fn join_two(a: &WorkCalendar, b: &WorkCalendar, how: Join) -> WorkCalendar {
    let mut joiner = Joiner { a, b, how, list: Vec::new(), known: BTreeMap::new(), pairs: BTreeMap::new() };
    let (of_a, of_b): (Vec<Piece>, Vec<Piece>) = (a.pieces().collect(), b.pieces().collect());
    let mut pieces: Vec<Piece> = Vec::with_capacity(of_a.len() + of_b.len());
    let (mut at_a, mut at_b) = (0, 0);
    while let (Some(piece_a), Some(piece_b)) = (of_a.get(at_a), of_b.get(at_b)) {
        let piece = joiner.piece(*piece_a, *piece_b);
        let goes_on = |last: &Piece| (last.offset_s, last.pattern) == (piece.offset_s, piece.pattern);
        if !pieces.last().is_some_and(goes_on) {
            pieces.push(piece);
        }
        // On to whichever changes first; both at once where they change together.
        let start_of = |next: Option<&Piece>| next.map_or(i64::MAX, |next| next.start);
        let (next_a, next_b) = (start_of(of_a.get(at_a + 1)), start_of(of_b.get(at_b + 1)));
        at_a += usize::from(next_a <= next_b);
        at_b += usize::from(next_b <= next_a);
    }
    WorkCalendar::new(joiner.list, &pieces)
}

struct Joiner<'a> {
    a: &'a WorkCalendar,
    b: &'a WorkCalendar,
    how: Join,
    list: Vec<Pattern>,
    known: BTreeMap<Spans, u32>,
    /// Which pattern comes of one of each, with this much between their clocks.
    pairs: BTreeMap<(u32, u32, i64), u32>,
}

impl Joiner<'_> {
    /// What holds from where both pieces hold.
    fn piece(&mut self, piece_a: Piece, piece_b: Piece) -> Piece {
        let (a, b) = (self.a.pattern(piece_a.pattern), self.b.pattern(piece_b.pattern));
        // The clock does not matter to what is the same at all hours.
        let offset_s = match (a.is_steady(), b.is_steady()) {
            (true, true) => 0,
            (true, false) => piece_b.offset_s,
            _ => piece_a.offset_s,
        };
        let shift = if a.is_steady() || b.is_steady() { 0 } else { piece_a.offset_s - piece_b.offset_s };
        let key = (piece_a.pattern, piece_b.pattern, shift);
        let pattern = match self.pairs.get(&key) {
            Some(known) => *known,
            None => {
                let joined = self.pattern(a, b, shift);
                self.pairs.insert(key, joined);
                joined
            }
        };
        let offset_s = if self.list[pattern as usize].is_steady() { 0 } else { offset_s };
        Piece { start: piece_a.start.max(piece_b.start), offset_s, pattern }
    }

    /// The pattern of both on the clock of the first one, which is ahead of the other by `shift`.
    fn pattern(&mut self, a: &Pattern, b: &Pattern, shift: i64) -> u32 {
        let (a, b) = (a.spans().collect::<Spans>(), shifted(b.spans(), shift));
        let spans = match self.how {
            Join::Any => union(a.into_iter().chain(b).collect()),
            Join::All => intersection(&a, &b),
            Join::First => intersection(&a, &complement(&b)),
        };
        if let Some(known) = self.known.get(&spans) {
            return *known;
        }
        self.list.push(Pattern::of_spans(&spans));
        let index = self.list.len() as u32 - 1;
        self.known.insert(spans, index);
        index
    }
}

/// The spans of a week that begins earlier by `by` seconds, which may be negative.
fn shifted(spans: impl Iterator<Item = (i64, i64)>, by: i64) -> Spans {
    let by = by.rem_euclid(WEEK_S);
    let moved: Spans = spans.map(|(start, finish)| (start + by, finish + by)).collect();
    let wrapped = clip(&moved, WEEK_S, 2 * WEEK_S).map(|(start, finish)| (start - WEEK_S, finish - WEEK_S));
    union(clip(&moved, 0, WEEK_S).chain(wrapped).collect())
}

/// The rest of the week.
fn complement(spans: &[(i64, i64)]) -> Spans {
    let starts = std::iter::once(0).chain(spans.iter().map(|span| span.1));
    let finishes = spans.iter().map(|span| span.0).chain([WEEK_S]);
    starts.zip(finishes).filter(|(start, finish)| start < finish).collect()
}

/// What is in both of two lists of rising, disjoint spans.
fn intersection(a: &[(i64, i64)], b: &[(i64, i64)]) -> Spans {
    let (mut at_a, mut at_b, mut both) = (0, 0, Spans::new());
    while let (Some(&(start_a, finish_a)), Some(&(start_b, finish_b))) = (a.get(at_a), b.get(at_b)) {
        let (start, finish) = (start_a.max(start_b), finish_a.min(finish_b));
        if start < finish {
            both.push((start, finish));
        }
        at_a += usize::from(finish_a <= finish_b);
        at_b += usize::from(finish_b <= finish_a);
    }
    both
}
