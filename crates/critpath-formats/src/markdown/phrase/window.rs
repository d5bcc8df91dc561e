//! Windows in a line, `Week 1-2`, `Q3 2026`, `Dec 7 - Dec 11, 2026`, into windows of the model.

use chrono::{NaiveDate, Weekday};
use critpath::model::{Window, WindowUnit};
use critpath::time::Moment;

use super::date::{self, Partial};
use super::scan::{Line, Token};
use super::{Found, amount};

/// A window read, and the index of the token after it.
type Match = (Window, usize);

const UNITS: &[(&[&str], WindowUnit)] = &[
    (&["week", "weeks", "wk", "wks", "هفته", "هفتهٔ", "هفتههای", "هفتهی"], WindowUnit::Week),
    (&["day", "days", "روز", "روزهای"], WindowUnit::Day),
    (&["month", "months", "ماه", "ماههای"], WindowUnit::Month),
    (&["quarter", "quarters", "فصل"], WindowUnit::Quarter),
];

const ORDINALS: &[(&[&str], f64)] = &[
    (&["اول", "یکم", "نخست"], 1.0),
    (&["دوم"], 2.0),
    (&["سوم"], 3.0),
    (&["چهارم"], 4.0),
    (&["پنجم"], 5.0),
    (&["ششم"], 6.0),
    (&["هفتم"], 7.0),
    (&["هشتم"], 8.0),
    (&["نهم"], 9.0),
    (&["دهم"], 10.0),
];

/// Longer lists of counts are not read on, so that the time stays linear whatever stands in a line.
const LONGEST_LIST: usize = 32;

const TO: &[&str] = &["-", "to", "through", "thru", "until", "till", "تا"];

/// The first window that a line states. `30 days`, `24/7` and `Phase 1` are none; neither is a single date,
/// which [`super::date()`] reads. O(length).
pub fn window(text: &str) -> Option<Found<Window>> {
    let line = Line::new(text);
    (0..line.len()).find_map(|at| {
        let (window, next) = at_token(&line, at)?;
        let range = line.range(at, next);
        Some(Found { value: Window { text: text[range.clone()].to_owned(), ..window }, range })
    })
}

fn at_token(line: &Line<'_>, at: usize) -> Option<Match> {
    if line.is_glued(at) && line.before(at).is_some_and(|t| t.is_word() || t.number().is_some() || t.is("#"))
    {
        return None;
    }
    counted(line, at)
        .or_else(|| iso_week(line, at))
        .or_else(|| quarter(line, at))
        .or_else(|| months(line, at))
        .or_else(|| dates(line, at))
}

/// `Week 1-2`, `Days 3 to 5`, `Month 2`, `هفته‌های ۱ تا ۲`, and `Week 49, 2026`.
fn counted(line: &Line<'_>, at: usize) -> Option<Match> {
    let token = line.get(at)?;
    let (_, unit) = UNITS.iter().find(|(words, _)| token.is_any(words))?;
    let other =
        ["each", "per", "every", "last", "next", "this", "previous", "past", "a", "the", "same", "any", "هر"];
    if line.before(at).is_some_and(|before| before.is_any(&other) || amount::count(before).is_some()) {
        return None;
    }
    let (first, mut next) = ordinal(line, at + 1)?;
    let mut last = first;
    let plural = token.text.ends_with(['s', 'S']) || token.is("هفتههای") || token.is("روزهای");
    for _ in 0..LONGEST_LIST {
        let Some((number, after)) = second_count(line, next, token, plural, last > first) else { break };
        (last, next) = (number, after);
    }
    let operations = *unit == WindowUnit::Day && first <= 2 && first == last;
    let of_month = line.is_any(next, &["of"]) && line.get(next + 1).is_some_and(|t| date::month(t).is_some());
    if of_month || operations && line.is_any(next, &["operations", "operation", "ops", "support"]) {
        return None;
    }
    if *unit == WindowUnit::Week || *unit == WindowUnit::Quarter {
        let year_at = line.phrase(next, &[","]).unwrap_or(next);
        if let Some(year) = line.get(year_at).and_then(date::year) {
            return match unit {
                WindowUnit::Week => Some((iso_weeks(year, first, last)?, year_at + 1)),
                _ => Some((quarters(Some(year), first, Some(year), last)?, year_at + 1)),
            };
        }
    }
    Some((relative(*unit, None, first, last), next))
}

/// A count from one, in digits or words. A fraction is in the unit that it is part of: week 6.5 is in week 7.
fn ordinal(line: &Line<'_>, at: usize) -> Option<(u32, usize)> {
    let joined =
        (line.is_any(at, &["-"]) && line.is_glued(at) && line.is_glued(at + 1)) || line.is_any(at, &["#"]);
    let at = at + usize::from(joined);
    let token = line.get(at)?;
    let named = || ORDINALS.iter().find(|(words, _)| token.is_any(words)).map(|(_, number)| *number);
    let number = amount::count(token).or_else(named).filter(|number| *number < 1000.0)?;
    let is_date = line.is_any(at + 1, &["/"]) && line.is_glued(at + 1);
    (!is_date).then_some((number.ceil() as u32, at + 1))
}

/// The end of a range of counts after its separator: the 2 of `Week 1-2`, of `Weeks 1, 2` and of `Week 1 to Week 2`.
fn second_count(
    line: &Line<'_>,
    at: usize,
    unit: &Token<'_>,
    plural: bool,
    ranged: bool,
) -> Option<(u32, usize)> {
    let listed = plural && line.is_any(at, &[","]);
    let joined = line.is_any(at, &["and", "&", "و", "+"]);
    let ranges = !ranged && (line.is_any(at, TO) || line.phrase(at, &[".", "."]).is_some());
    if !(listed || joined || ranges) {
        return None;
    }
    let mut next = at + 1 + usize::from(line.is_any(at, &["."]));
    let spaced = !line.is_glued(at) && !line.is_glued(at + 1);
    let repeated =
        UNITS.iter().any(|(words, _)| unit.is_any(words) && line.get(next).is_some_and(|t| t.is_any(words)));
    next += usize::from(repeated);
    let token = line.get(next).filter(|token| token.whole().is_some())?;
    let (number, after) = ordinal(line, next)?;
    let continues =
        line.is_glued(after) && line.is_any(after, &["-", ":", "%", "."]) && line.is_glued(after + 1);
    let counts_something = !repeated && spaced && line.get(after).is_some_and(Token::is_word);
    (token.glued || !counts_something).then_some((number, after)).filter(|_| !continues)
}

/// `2026-W49`, `2026-W49 to 2026-W50`.
fn iso_week(line: &Line<'_>, at: usize) -> Option<Match> {
    let one = |at: usize| {
        let year = date::year(line.get(at)?)?;
        let at = line.phrase(at + 1, &["-", "w"]).or_else(|| line.phrase(at + 1, &["w"]))?;
        let week = line.get(at).filter(|token| token.glued)?.whole()?;
        Some((iso_weeks(year, week, week)?, at + 1))
    };
    let (first, next) = one(at)?;
    Some(match separator(line, next).and_then(one) {
        Some((last, next)) => (Window { finish: last.finish, ..first }, next),
        None => (first, next),
    })
}

fn iso_weeks(year: i32, first: u32, last: u32) -> Option<Window> {
    let start = NaiveDate::from_isoywd_opt(year, first, Weekday::Mon)?;
    let finish = NaiveDate::from_isoywd_opt(year, last, Weekday::Sun)?;
    Some(dated(Moment::Date(start), Moment::Date(finish)))
}

/// `Q3 2026`, `Q3-Q4`, `2026 Q3`, `Q3 2026 - Q1 2027`. Quarters of a fiscal year are not guessed.
fn quarter(line: &Line<'_>, at: usize) -> Option<Match> {
    let (first_year, first, next) = one_quarter(line, at)?;
    let second = separator(line, next).and_then(|at| {
        one_quarter(line, at).or_else(|| {
            let number = line.get(at)?.whole().filter(|n| (1..=4).contains(n) && line.is_glued(at))?;
            let (year, next) = year_behind(line, at + 1);
            Some((year, number, next))
        })
    });
    let (last_year, last, next) = second.unwrap_or((first_year, first, next));
    let question = line.text.contains(['?', '؟']);
    if question || line.is_any(next, &["fy"]) || line.is_any(next, &["&"]) {
        return None;
    }
    Some((quarters(first_year, first, last_year, last)?, next))
}

fn one_quarter(line: &Line<'_>, at: usize) -> Option<(Option<i32>, u32, usize)> {
    let leading = line.get(at).and_then(date::year);
    let at = match leading {
        Some(_) => line.phrase(at + 1, &["-"]).unwrap_or(at + 1),
        None => at,
    };
    let number = line.get(line.phrase(at, &["q"])?).filter(|token| token.glued)?;
    let number = number.whole().filter(|n| (1..=4).contains(n))?;
    match leading {
        Some(_) => Some((leading, number, at + 2)),
        None => {
            let (year, next) = year_behind(line, at + 2);
            Some((year, number, next))
        }
    }
}

/// A year right after: ` 2026`, `/2026`, `, 2026`, `'26`.
fn year_behind(line: &Line<'_>, next: usize) -> (Option<i32>, usize) {
    let at = next + usize::from(line.is_any(next, &[",", "/", "-"]));
    if let Some(year) = line.get(at).and_then(date::year) {
        return (Some(year), at + 1);
    }
    let short = line.get(next + 1).filter(|token| line.is_any(next, &["'", "’"]) && token.text.len() == 2);
    match short.and_then(Token::whole) {
        Some(year) => (Some(2000 + year as i32), next + 2),
        None => (None, next),
    }
}

fn quarters(first_year: Option<i32>, first: u32, last_year: Option<i32>, last: u32) -> Option<Window> {
    let (first_year, last_year) = (first_year.or(last_year), last_year.or(first_year));
    match (first_year, last_year) {
        (Some(from), Some(to)) if from != to => {
            let finish = date::last_of_month(to, last.checked_mul(3)?)?;
            Some(dated(date::moment(from, first.checked_mul(3)?.checked_sub(2)?, 1)?, finish))
        }
        _ => Some(relative(WindowUnit::Quarter, first_year, first, last)),
    }
}

/// `December 2026`, `Jan-Mar 2026`, `Dec 2026 - Feb 2027`.
fn months(line: &Line<'_>, at: usize) -> Option<Match> {
    let one = |at: usize| {
        let month = date::month(line.get(at)?)?;
        let next = line.phrase(at + 1, &["."]).unwrap_or(at + 1);
        let (year, next) = year_behind(line, next);
        Some((month, year, next))
    };
    let (first, first_year, next) = one(at)?;
    let second = separator(line, next).and_then(one).filter(|(_, year, _)| year.is_some());
    let Some((last, last_year, next)) = second else {
        return first_year.map(|year| (relative(WindowUnit::Month, Some(year), first, first), next));
    };
    let to = last_year?;
    let from = first_year.unwrap_or(if first > last { to - 1 } else { to });
    let window = if from == to {
        relative(WindowUnit::Month, Some(to), first, last)
    } else {
        dated(date::moment(from, first, 1)?, date::last_of_month(to, last)?)
    };
    Some((window, next))
}

/// `2026-12-07 to 2026-12-11`, `Dec 7-11, 2026`, `7-11 Dec 2026`, `2026-12-07 22:00-23:30`.
fn dates(line: &Line<'_>, at: usize) -> Option<Match> {
    let Some(first) = date::partial(line, at) else { return days_of_month(line, at) };
    let at = separator(line, first.next)
        .or_else(|| line.phrase(first.next, &["/"]).filter(|_| first.moment.is_some()))?;
    if let Some(second) = date::after_separator(line, at) {
        let (start, finish) = with_years(first, second)?;
        return Some((dated(start, finish), second.next));
    }
    if let (Some(Moment::Local(start)), Some((time, next))) = (first.moment, date::time(line, at)) {
        let overnight = chrono::Duration::days(i64::from(time <= start.time()));
        let finish = start.date().checked_add_signed(overnight)?.and_time(time);
        return Some((dated(Moment::Local(start), Moment::Local(finish)), next));
    }
    let (day, next) = date::day(line, at).filter(|_| first.year.is_none() || line.is_glued(at))?;
    let year_at = line.phrase(next, &[","]).unwrap_or(next);
    let (year, next) = match (first.year, line.get(year_at).and_then(date::year)) {
        (Some(year), _) => (year, next),
        (None, Some(year)) => (year, year_at + 1),
        (None, None) => return None,
    };
    Some((dated(date::moment(year, first.month, first.day)?, date::moment(year, first.month, day)?), next))
}

/// `7-11 Dec 2026`.
fn days_of_month(line: &Line<'_>, at: usize) -> Option<Match> {
    let (day, next) = date::day(line, at)?;
    let last = date::after_separator(line, separator(line, next)?)?;
    let year = last.year?;
    Some((dated(date::moment(year, last.month, day)?, last.moment?), last.next))
}

/// Lends a date without a year the year of the other; a range over New Year begins the year before.
fn with_years(first: Partial, second: Partial) -> Option<(Moment, Moment)> {
    let turn = i32::from((first.month, first.day) > (second.month, second.day));
    match (first.moment, second.moment) {
        (Some(start), Some(finish)) => Some((start, finish)),
        (None, Some(finish)) => Some((date::moment(second.year? - turn, first.month, first.day)?, finish)),
        (Some(start), None) => Some((start, date::moment(first.year? + turn, second.month, second.day)?)),
        (None, None) => None,
    }
}

/// The index after `-`, `to`, `..` between the ends of a range.
fn separator(line: &Line<'_>, at: usize) -> Option<usize> {
    line.is_any(at, TO).then_some(at + 1).or_else(|| line.phrase(at, &[".", "."]))
}

fn relative(unit: WindowUnit, year: Option<i32>, first: u32, last: u32) -> Window {
    Window { unit, first: Some(first), last: Some(last), year, ..Window::default() }
}

fn dated(start: Moment, finish: Moment) -> Window {
    Window { unit: WindowUnit::Date, start: Some(start), finish: Some(finish), ..Window::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<(String, String)> {
        let found = window(text)?;
        assert_eq!(found.value.text, text[found.range]);
        let w = found.value;
        let moment = |m: Option<Moment>| m.map(|m| m.to_string()).unwrap_or_default();
        let number = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
        let year = w.year.map(|y| format!(" {y}")).unwrap_or_default();
        let shown = match w.unit {
            WindowUnit::Date => format!("{} {}", moment(w.start), moment(w.finish)),
            unit => format!("{unit} {} {}{year}", number(w.first), number(w.last)),
        };
        Some((shown, w.text))
    }

    #[test]
    fn reads_windows() {
        for (text, expected, part) in [
            ("Phase 1: Preparation (Week 1-2)", "week 1 2", "Week 1-2"),
            ("Phase 2: Staging Deployment (Week 3)", "week 3 3", "Week 3"),
            ("#### Phase 1: Critical Path (Weeks 1-2)", "week 1 2", "Weeks 1-2"),
            ("Weeks 3–4", "week 3 4", "Weeks 3–4"),
            ("### Week 1: Scope Control Automation Completion", "week 1 1", "Week 1"),
            ("#### Week 5-6: Comprehensive Coverage", "week 5 6", "Week 5-6"),
            ("1. **Week 1 Focus:** Complete scope control", "week 1 1", "Week 1"),
            ("Wk 2", "week 2 2", "Wk 2"),
            ("#### Day 1-2: Test Infrastructure", "day 1 2", "Day 1-2"),
            ("#### Day 8-14: Core Services", "day 8 14", "Day 8-14"),
            ("Days 3 to 5", "day 3 5", "Days 3 to 5"),
            ("Week 1 to Week 3", "week 1 3", "Week 1 to Week 3"),
            ("Weeks 1, 2 and 3", "week 1 3", "Weeks 1, 2 and 3"),
            ("Weeks 1 & 2", "week 1 2", "Weeks 1 & 2"),
            ("Week One", "week 1 1", "Week One"),
            ("Week1-2", "week 1 2", "Week1-2"),
            ("Day-1", "day 1 1", "Day-1"),
            ("Week 6.5", "week 7 7", "Week 6.5"),
            ("Week 1 - Foundation", "week 1 1", "Week 1"),
            ("Week 1 - 3 people start", "week 1 1", "Week 1"),
            ("Month 2", "month 2 2", "Month 2"),
            ("Q3 2026", "quarter 3 3 2026", "Q3 2026"),
            ("### Phase 1: Enhanced API (Q2 2024)", "quarter 2 2 2024", "Q2 2024"),
            ("Q3-Q4", "quarter 3 4", "Q3-Q4"),
            ("Q3-4 2026", "quarter 3 4 2026", "Q3-4 2026"),
            ("2026 Q3", "quarter 3 3 2026", "2026 Q3"),
            ("2026-Q3", "quarter 3 3 2026", "2026-Q3"),
            ("Q1'27", "quarter 1 1 2027", "Q1'27"),
            ("Q3 2026 - Q1 2027", "2026-07-01 2027-03-31", "Q3 2026 - Q1 2027"),
            ("Quarter 3, 2026", "quarter 3 3 2026", "Quarter 3, 2026"),
            ("December 2026", "month 12 12 2026", "December 2026"),
            ("Jan-Mar 2026", "month 1 3 2026", "Jan-Mar 2026"),
            ("Dec 2026 – Feb 2027", "2026-12-01 2027-02-28", "Dec 2026 – Feb 2027"),
            ("Nov - Feb 2027", "2026-11-01 2027-02-28", "Nov - Feb 2027"),
            ("2026-12-07 to 2026-12-11", "2026-12-07 2026-12-11", "2026-12-07 to 2026-12-11"),
            ("(2026-12-07 – 2026-12-11)", "2026-12-07 2026-12-11", "2026-12-07 – 2026-12-11"),
            ("2026-12-07/2026-12-11", "2026-12-07 2026-12-11", "2026-12-07/2026-12-11"),
            ("2026-12-07..2026-12-11", "2026-12-07 2026-12-11", "2026-12-07..2026-12-11"),
            ("Dec 7 - Dec 11, 2026", "2026-12-07 2026-12-11", "Dec 7 - Dec 11, 2026"),
            ("Dec 7-11, 2026", "2026-12-07 2026-12-11", "Dec 7-11, 2026"),
            ("7-11 Dec 2026", "2026-12-07 2026-12-11", "7-11 Dec 2026"),
            ("7 Dec – 11 Dec 2026", "2026-12-07 2026-12-11", "7 Dec – 11 Dec 2026"),
            ("Dec 28 - Jan 3, 2027", "2026-12-28 2027-01-03", "Dec 28 - Jan 3, 2027"),
            ("December 28, 2026 - January 3", "2026-12-28 2027-01-03", "December 28, 2026 - January 3"),
            (
                "2026-12-07 22:00 - 2026-12-08 02:00",
                "2026-12-07T22:00:00 2026-12-08T02:00:00",
                "2026-12-07 22:00 - 2026-12-08 02:00",
            ),
            ("2026-12-07 22:00-02:00", "2026-12-07T22:00:00 2026-12-08T02:00:00", "2026-12-07 22:00-02:00"),
            ("2026-W50", "2026-12-07 2026-12-13", "2026-W50"),
            ("Week 50, 2026", "2026-12-07 2026-12-13", "Week 50, 2026"),
            ("فاز ۱: آماده‌سازی (هفته ۱-۲)", "week 1 2", "هفته ۱-۲"),
            ("هفته‌های ۱ تا ۲", "week 1 2", "هفته‌های ۱ تا ۲"),
            ("هفته سوم", "week 3 3", "هفته سوم"),
            ("روز ۳", "day 3 3", "روز ۳"),
        ] {
            assert_eq!(shown(text), Some((expected.to_owned(), part.to_owned())), "{text}");
        }
    }

    #[test]
    fn leaves_what_is_no_window() {
        for text in [
            "24/7",
            "30 days retention",
            "within 2 weeks",
            "Phase 1",
            "2 weeks",
            "Short-term (2 weeks)",
            "each week 2 talks",
            "**Next Quarter Priorities:**",
            "Day 2 operations",
            "Sprint 3",
            "M2 Complete",
            "Step 1-2",
            "Week of testing",
            "2026-12-07",
            "Q1: How do I start?",
            "Dec 7",
            "May 5",
            "Week 2 of January",
            "in 2 weeks 3 people",
            "Q5",
            "Q3 FY26",
            "SQ3",
            "RFQ2",
            "2024-2026",
            "Section 3.2",
            "- Sunday",
            "",
            "March to the beat",
            "Version 1-2",
        ] {
            assert_eq!(shown(text), None, "{text}");
        }
    }
}
