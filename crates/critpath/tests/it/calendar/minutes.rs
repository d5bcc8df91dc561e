//! Calendars by their definition alone, minute by minute, to compare the compiled ones with.

use super::*;
use critpath::calendar::occurrences;
use critpath::model::{CalendarWindow, CalendarWindowKind};

/// Which minutes of a stretch of the axis are worked.
#[derive(Clone)]
pub struct Minutes {
    start: Instant,
    pub worked: Vec<bool>,
}

/// Minutes of the local clock from a day on, painted.
struct Painted {
    first_day: i64,
    minutes: Vec<bool>,
}

impl Painted {
    fn new(first_day: i64, days: i64) -> Self {
        Painted { first_day, minutes: vec![false; (days * 1440) as usize] }
    }

    /// Works in the minutes between two local seconds.
    fn paint(&mut self, from_s: i64, to_s: i64) {
        let at = |second: i64| {
            let minute = second.div_euclid(60) - self.first_day * 1440;
            minute.clamp(0, self.minutes.len() as i64) as usize
        };
        let (from, to) = (at(from_s), at(to_s).max(at(from_s)));
        self.minutes[from..to].fill(true);
    }

    /// Works in the shifts of a day.
    fn paint_shifts(&mut self, day: i64, shifts: &[Shift]) {
        for shift in shifts {
            let (start, finish) = (i64::from(shift.start.seconds()), i64::from(shift.finish.seconds()));
            let finish = if finish <= start { finish + DAY_S } else { finish };
            self.paint(day * DAY_S + start, day * DAY_S + finish);
        }
    }
}

/// The hours of each day, whatever windows say.
fn hours(calendar: &Calendar, first_day: i64, days: i64) -> Painted {
    let is_around_the_clock = calendar.week.is_empty() && !calendar.windows.is_empty();
    let mut shifts_of = Vec::new();
    for day in first_day..first_day + days {
        let weekday = Weekday::ALL[date_of(day).weekday().num_days_from_monday() as usize];
        let entry = calendar.week.iter().rev().find(|entry| entry.days.contains(&weekday));
        let whole = if is_around_the_clock { shifts("00:00-24:00") } else { Vec::new() };
        shifts_of.push(entry.map_or(whole, |entry| entry.shifts.clone()));
    }
    for exception in &calendar.exceptions {
        for (first, last) in occurrences(exception) {
            let from = first.day_number().max(first_day);
            for day in from..=last.day_number().min(first_day + days - 1) {
                shifts_of[(day - first_day) as usize] = exception.shifts.clone();
            }
        }
    }
    let mut painted = Painted::new(first_day, days);
    for (day, shifts) in (first_day..).zip(&shifts_of) {
        painted.paint_shifts(day, shifts);
    }
    painted
}

fn second(moment: Moment) -> i64 {
    Axis::LOCAL.instant_of(moment)
}

/// The minutes of one window.
fn window(window: &CalendarWindow, first_day: i64, days: i64) -> Painted {
    let end = first_day + days;
    let first = window.start.map_or(Date(date_of(first_day)), |at| Date(at.date()));
    let last = window.finish.map_or(Date(date_of(end)), |at| Date(at.date()));
    let last = if window.finish.is_none() && window.repeat.is_some() { first } else { last };
    let as_exception = CalendarException {
        start: Some(first),
        finish: Some(last),
        repeat: window.repeat.clone(),
        ..CalendarException::default()
    };
    let within = |moment: Option<Moment>, otherwise| match moment {
        Some(moment) if !moment.is_date() => second(moment) - Date(moment.date()).day_number() * DAY_S,
        _ => otherwise,
    };
    let (cut_off, rest) = (within(window.start, 0), within(window.finish, DAY_S));
    let (mut painted, mut within) = (Painted::new(first_day, days), Painted::new(first_day, days));
    let has_time = |moment: Option<Moment>| moment.is_some_and(|at| !at.is_date());
    for (first, last) in occurrences(&as_exception) {
        let (first, last) = (first.day_number(), last.day_number());
        let (from_s, to_s) = (first * DAY_S + cut_off, last * DAY_S + rest);
        within.paint(from_s, to_s);
        if window.shifts.is_empty() {
            painted.paint(from_s, to_s);
        }
        // A shift may reach into the second day after the one that it belongs to.
        for day in first.max(first_day - 2)..=last.min(end - 1) {
            painted.paint_shifts(day, &window.shifts);
        }
    }
    // Shifts count as far as they lie in the window, whichever time it comes.
    if has_time(window.start) || has_time(window.finish) {
        painted.minutes.iter_mut().zip(&within.minutes).for_each(|(works, is_within)| *works &= is_within);
    }
    painted
}

/// The hours that windows leave.
fn local(calendar: &Calendar, first_day: i64, days: i64) -> Painted {
    let mut painted = hours(calendar, first_day, days);
    let mut of_kind = [None, None];
    for stated in &calendar.windows {
        let of_kind = &mut of_kind[usize::from(stated.kind == CalendarWindowKind::Deny)];
        let all = of_kind.get_or_insert_with(|| Painted::new(first_day, days));
        all.minutes.iter_mut().zip(window(stated, first_day, days).minutes).for_each(|(a, b)| *a |= b);
    }
    let [allowed, denied] = of_kind;
    for (at, minute) in painted.minutes.iter_mut().enumerate() {
        let is_allowed = allowed.as_ref().is_none_or(|allowed| allowed.minutes[at]);
        let is_denied = denied.as_ref().is_some_and(|denied| denied.minutes[at]);
        *minute = *minute && is_allowed && !is_denied;
    }
    painted
}

impl Minutes {
    /// Those of a calendar without bases.
    pub fn of(calendar: &Calendar, axis: Axis, from: &str, days: i64) -> Self {
        let zone: Option<Tz> = match &calendar.time_zone {
            Some(name) if axis.zone().is_some() => Some(name.parse().unwrap()),
            _ => axis.zone(),
        };
        let first_day = day_number(Date::parse(from).unwrap().0);
        let start = first_day * DAY_S;
        let local = local(calendar, first_day - 3, days + 6);
        let mut worked = Vec::with_capacity((days * 1440) as usize);
        // Clocks change at full quarters of an hour.
        for quarter in 0..days * 96 {
            let t = start + quarter * 900;
            let offset =
                zone.map_or(0, |zone| zone.offset_from_utc_datetime(&naive(t)).fix().local_minus_utc());
            let at = ((t + i64::from(offset)).div_euclid(60) - local.first_day * 1440) as usize;
            worked.extend_from_slice(&local.minutes[at..at + 15]);
        }
        Minutes { start, worked }
    }

    /// Those of two calendars together.
    pub fn with(&self, other: &Minutes, how: impl Fn(bool, bool) -> bool) -> Self {
        let worked = self.worked.iter().zip(&other.worked).map(|(a, b)| how(*a, *b)).collect();
        Minutes { start: self.start, worked }
    }

    /// Compares every answer of a compiled calendar with counting.
    pub fn agree_with(&self, compiled: &WorkCalendar, steps: &[i64]) {
        let minutes = self.worked.len() as i64;
        let at = |minute: i64| self.start + minute * 60;
        let (mut before, mut spans) = (vec![0], Vec::<(Instant, Instant)>::new());
        for (minute, works) in (0..).zip(&self.worked) {
            before.push(before[minute as usize] + i64::from(*works));
            match spans.last_mut() {
                Some(last) if *works && last.1 == at(minute) => last.1 = at(minute + 1),
                _ if *works => spans.push((at(minute), at(minute + 1))),
                _ => {}
            }
        }
        assert_eq!(compiled.work_spans(self.start, at(minutes)).collect::<Vec<_>>(), spans);
        let total = before[minutes as usize];
        // The minute of the n-th worked minute.
        let worked: Vec<i64> = (0..minutes).filter(|minute| self.worked[*minute as usize]).collect();
        for minute in (0..minutes).step_by(17) {
            let (t, done) = (at(minute), before[minute as usize]);
            assert_eq!(compiled.between(self.start, t), done * 60, "work until {}", naive(t));
            assert_eq!(compiled.between(t, self.start), -done * 60);
            if done < total {
                assert_eq!(compiled.next_work(t), at(worked[done as usize]), "next after {}", naive(t));
            }
            if done > 0 {
                assert_eq!(
                    compiled.previous_work(t),
                    at(worked[done as usize - 1] + 1),
                    "before {}",
                    naive(t)
                );
            }
            assert_eq!(compiled.add(t, 0), t);
            for step in steps {
                let target = done + step;
                if *step > 0 && target <= total {
                    let finish = at(worked[target as usize - 1] + 1);
                    assert_eq!(compiled.add(t, step * 60), finish, "{} + {step}", naive(t));
                    // And back, to where that work begins.
                    assert_eq!(compiled.add(finish, -step * 60), at(worked[done as usize]));
                }
                if *step < 0 && target >= 0 && target < total {
                    assert_eq!(
                        compiled.add(t, step * 60),
                        at(worked[target as usize]),
                        "{} {step}",
                        naive(t)
                    );
                }
            }
        }
    }
}
