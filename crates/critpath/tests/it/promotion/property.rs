//! The next windows that fit, second by second: windows as lists of seconds, nothing shared with the engine.

use super::*;
use critpath::duration::Duration;
use critpath::time::{Axis, Moment, TimeOfDay};
use proptest::prelude::*;
use proptest::sample::select;

const DAY: i64 = 86_400;

/// A chain of steps in production, by seconds.
#[derive(Debug, Clone)]
struct Chain {
    /// How long each step takes, and its undo.
    steps: Vec<(i64, i64)>,
    reaction: i64,
    stabilization: i64,
    /// From and to, of each day.
    shifts: Vec<(i64, i64)>,
    /// Days of the week, Monday first, with windows.
    days: Vec<usize>,
    /// Days on which all is frozen, from the start on.
    frozen: (i64, i64),
    /// When something outside is done that the last step waits for.
    outside: i64,
    start: i64,
}

prop_compose! {
    fn chains()(
        steps in prop::collection::vec((1_i64..25, 0_i64..15), 1..4),
        reaction in 0_i64..8,
        stabilization in 0_i64..20,
        gaps in prop::collection::vec((1_i64..40, 1_i64..90), 1..4),
        days in prop::sample::subsequence(vec![0_usize, 1, 2, 3, 4, 5, 6], 1..7),
        frozen in (0_i64..9, 0_i64..4),
        outside in select(vec![1_i64, 40, DAY + 30, 3 * DAY + 100]),
        start in 0_i64..60,
    ) -> Chain {
        let mut at = 0;
        let shifts = gaps.iter().map(|(gap, length)| { let from = at + gap; at = from + length; (from, at) }).collect();
        Chain { steps, reaction, stabilization, shifts, days, frozen, outside, start }
    }
}

const NAMES: [&str; 8] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", ""];

fn instant(text: &str) -> i64 {
    Axis::LOCAL.instant_of(Moment::parse(text).unwrap())
}

/// Monday 2026-12-07 00:00.
fn monday() -> i64 {
    instant("2026-12-07T00:00")
}

impl Chain {
    fn document(&self) -> Document {
        let seconds = |s: i64| Duration::from_seconds(s).to_string();
        let time = |s: i64| TimeOfDay::from_seconds(s as u32).to_string();
        let shifts: Vec<Value> = self
            .shifts
            .iter()
            .map(|(from, to)| json!({ "start": time(*from), "finish": time(*to) }))
            .collect();
        let days: Vec<&str> = self.days.iter().map(|day| NAMES[*day]).collect();
        let date = |day: i64| Axis::LOCAL.text(monday() + day * DAY)[..10].to_owned();
        let mut windows = vec![];
        if self.frozen.1 > 0 {
            let (from, days) = self.frozen;
            windows.push(json!({ "name": "freeze", "kind": "deny", "start": date(from), "finish": date(from + days - 1) }));
        }
        let mut tasks =
            vec![json!({ "id": "outside", "name": "Outside", "duration": seconds(self.outside) })];
        for (at, (takes, undo)) in self.steps.iter().enumerate() {
            let mut after = vec![];
            if at > 0 {
                after.push(json!({ "predecessor": format!("s{}", at - 1) }));
            }
            if at + 1 == self.steps.len() {
                after.push(json!({ "predecessor": "outside" }));
            }
            tasks.push(
                json!({ "id": format!("s{at}"), "name": "S", "duration": seconds(*takes), "after": after,
                "environment": "production", "undo": { "duration": seconds(*undo) } }),
            );
        }
        document(json!({
            "start": Axis::LOCAL.text(monday() + self.start), "calendar": "always",
            "calendars": [{ "id": "w", "name": "W", "week": [{ "days": days, "shifts": shifts }], "windows": windows }],
            "environments": [{ "id": "production", "name": "Production", "calendar": "w" }],
            "tasks": tasks,
            "rollback": { "detection": seconds(self.reaction), "stabilization": seconds(self.stabilization), "calendar": "always" },
        }))
    }

    /// Whether the windows are open in the second from `at` on.
    fn is_open(&self, at: i64) -> bool {
        let (day, second) = ((at - monday()).div_euclid(DAY), (at - monday()).rem_euclid(DAY));
        let frozen = self.frozen.0..self.frozen.0 + self.frozen.1;
        self.days.contains(&(day.rem_euclid(7) as usize))
            && !frozen.contains(&day)
            && self.shifts.iter().any(|(from, to)| (*from..*to).contains(&second))
    }

    /// Starts and finishes of the steps if nothing of them is done before `from`.
    fn run(&self, from: i64) -> Vec<(i64, i64)> {
        let mut at = from;
        let mut run = Vec::new();
        for (index, (takes, _)) in self.steps.iter().enumerate() {
            if index + 1 == self.steps.len() {
                at = at.max(monday() + self.start + self.outside);
            }
            while !self.is_open(at) {
                at = self.opens_after(at);
            }
            let start = at;
            let mut left = *takes;
            while left > 0 {
                if self.is_open(at) { (left, at) = (left - 1, at + 1) } else { at = self.opens_after(at) }
            }
            run.push((start, at));
        }
        run
    }

    /// The next second after a closed one at which a shift of any day begins.
    fn opens_after(&self, at: i64) -> i64 {
        let (midnight, second) = (at - (at - monday()).rem_euclid(DAY), (at - monday()).rem_euclid(DAY));
        let later = self.shifts.iter().map(|shift| shift.0).filter(|from| *from > second).min();
        later.map_or(midnight + DAY, |from| midnight + from).max(at + 1)
    }

    /// When all is over that a run needs: its stabilization, and the way back from every second until then.
    fn back(&self, run: &[(i64, i64)]) -> i64 {
        let end = run.last().unwrap().1 + self.stabilization;
        let back = |at: i64| {
            let begun = run.iter().filter(|(start, _)| *start <= at).count();
            let undos: i64 = self.steps[..begun].iter().map(|(_, undo)| undo).sum();
            run[..begun].last().map_or(0, |last| last.1).max(at + self.reaction) + undos
        };
        (run[0].0..=end).map(back).max().unwrap().max(end)
    }

    /// Opens, closes, start, finish and back of each window that fits, of those that open in so many days.
    fn fitting(&self, days: i64) -> Vec<[i64; 5]> {
        let planned = self.run(monday() + self.start)[0].0;
        let mut at = planned;
        while self.is_open(at) {
            at += 1;
        }
        let until = at + days * DAY;
        let mut fitting = Vec::new();
        loop {
            while !self.is_open(at) {
                at = self.opens_after(at);
            }
            if at >= until {
                return fitting;
            }
            let opens = at;
            while self.is_open(at) {
                at += 1;
            }
            let run = self.run(opens);
            let (finish, back) = (run.last().unwrap().1, self.back(&run));
            if finish <= at && back <= at {
                fitting.push([opens, at, run[0].0, finish, back]);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn the_next_windows_are_those_of_every_second(chain in chains()) {
        let options = PromotionOptions {
            windows: usize::MAX,
            horizon: "12d".parse().unwrap(),
            ..PromotionOptions::default()
        };
        let answer = promoted_with(&chain.document(), json!([]), &options);
        let production = of(&answer, "production");
        let planned = chain.run(monday() + chain.start);
        prop_assert_eq!(production.start.as_deref().map(instant), Some(planned[0].0));
        prop_assert_eq!(production.finish.as_deref().map(instant), Some(planned.last().unwrap().1));
        let window = production.window.as_ref().unwrap();
        prop_assert_eq!(instant(&window.back), chain.back(&planned));
        let (mut opens, mut closes) = (planned[0].0, planned[0].0);
        while chain.is_open(opens - 1) { opens -= 1; }
        while chain.is_open(closes) { closes += 1; }
        prop_assert_eq!((window.opens.as_deref().map(instant), instant(&window.closes)), (Some(opens), closes));
        prop_assert_eq!(window.margin_s, closes - chain.back(&planned));
        let found: Vec<[i64; 5]> = production
            .next_windows
            .iter()
            .map(|window| {
                let [opens, closes, start, finish, back] =
                    [window.opens.as_deref().unwrap(), &window.closes, &window.start, &window.finish, &window.back]
                        .map(instant);
                assert_eq!((window.margin_s, window.fits), (closes - back, true));
                [opens, closes, start, finish, back]
            })
            .collect();
        prop_assert_eq!(found, chain.fitting(12));
    }
}
