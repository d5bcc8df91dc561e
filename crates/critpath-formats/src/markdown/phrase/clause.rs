//! A clause of a criterion into its parts: comparator, target, statistic, window, traffic, and the words around.

use critpath::duration::Duration;
use critpath::model::Comparator;

use super::amount;
use super::scan::{Line, Token};

/// What a clause says. A part that it does not say is empty.
#[derive(Debug, Default)]
pub(super) struct Clause<'a> {
    /// How a reading compares with the target.
    pub comparator: Option<Comparator>,
    /// `minimum` or `maximum` that stands apart from the number.
    pub bound: Option<Comparator>,
    pub target: Option<Target>,
    /// `p95`, `mean`.
    pub statistic: Option<String>,
    pub window: Option<Duration>,
    /// As written: `at 200 rps`.
    pub traffic: Option<&'a str>,
    /// Words before and behind the target, without those that say nothing of what is measured.
    pub before: Vec<&'a str>,
    pub behind: Vec<&'a str>,
    /// Words behind `for`, `in` … : what the target is for.
    pub scope: Vec<&'a str>,
    /// Whether another clause stands before it.
    follows: bool,
    /// Whether the target stands before all words: `0 failures`.
    pub leads_with_number: bool,
}

/// A number to compare with; of a range, `upper` is the upper end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Target {
    pub value: f64,
    pub upper: Option<f64>,
    pub unit: &'static str,
}

/// Phrases that compare, longer ones before their parts.
const COMPARATORS: &[(&[&str], Comparator)] = &[
    (&["<", "="], Comparator::AtMost),
    (&["=", "<"], Comparator::AtMost),
    (&["≤"], Comparator::AtMost),
    (&["<"], Comparator::Less),
    (&[">", "="], Comparator::AtLeast),
    (&["=", ">"], Comparator::AtLeast),
    (&["≥"], Comparator::AtLeast),
    (&[">"], Comparator::Greater),
    (&["=", "="], Comparator::Equal),
    (&["no", "more", "than"], Comparator::AtMost),
    (&["not", "more", "than"], Comparator::AtMost),
    (&["no", "longer", "than"], Comparator::AtMost),
    (&["no", "less", "than"], Comparator::AtLeast),
    (&["not", "less", "than"], Comparator::AtLeast),
    (&["not", "exceed"], Comparator::AtMost),
    (&["not", "exceeding"], Comparator::AtMost),
    (&["never", "exceeds"], Comparator::AtMost),
    (&["not", "below"], Comparator::AtLeast),
    (&["not", "above"], Comparator::AtMost),
    (&["less", "than"], Comparator::Less),
    (&["lower", "than"], Comparator::Less),
    (&["fewer", "than"], Comparator::Less),
    (&["faster", "than"], Comparator::Less),
    (&["more", "than"], Comparator::Greater),
    (&["greater", "than"], Comparator::Greater),
    (&["higher", "than"], Comparator::Greater),
    (&["better", "than"], Comparator::Greater),
    (&["at", "most"], Comparator::AtMost),
    (&["at", "least"], Comparator::AtLeast),
    (&["up", "to"], Comparator::AtMost),
    (&["below"], Comparator::Less),
    (&["under"], Comparator::Less),
    (&["within"], Comparator::AtMost),
    (&["above"], Comparator::Greater),
    (&["over"], Comparator::Greater),
    (&["exceeds"], Comparator::Greater),
    (&["exceeding"], Comparator::Greater),
    (&["کمتر", "از"], Comparator::Less),
    (&["بیشتر", "از"], Comparator::Greater),
    (&["حداقل"], Comparator::AtLeast),
    (&["حداکثر"], Comparator::AtMost),
];

const BOUNDS: &[(&[&str], Comparator)] =
    &[(&["minimum", "min"], Comparator::AtLeast), (&["maximum", "max", "peak"], Comparator::AtMost)];

const STATISTICS: &[(&[&str], &str)] =
    &[(&["average", "avg", "mean", "میانگین"], "mean"), (&["median"], "p50")];

/// Units of a target that are not units of time, in their usual spelling.
const UNITS: &[(&[&str], &str)] = &[
    (&["%", "percent", "درصد"], "%"),
    (&["kb"], "KB"),
    (&["mb"], "MB"),
    (&["gb"], "GB"),
    (&["tb"], "TB"),
    (&["mbps"], "Mbps"),
    (&["gbps"], "Gbps"),
    (&["rps", "qps", "tps"], "rps"),
    (&["iops"], "IOPS"),
    (&["x"], "x"),
];

const TIME_UNITS: &[(&[&str], &str)] = &[
    (&["ms", "msec", "millisecond", "milliseconds"], "ms"),
    (&["s", "sec", "secs", "second", "seconds", "ثانیه"], "s"),
    (&["m", "min", "mins", "minute", "minutes", "دقیقه"], "min"),
    (&["h", "hr", "hrs", "hour", "hours", "ساعت"], "h"),
    (&["d", "day", "days", "روز"], "d"),
    (&["w", "week", "weeks", "هفته"], "w"),
    (&["month", "months", "ماه"], "mo"),
];

const LOAD: &[&str] = &[
    "rps",
    "qps",
    "tps",
    "req",
    "reqs",
    "request",
    "requests",
    "user",
    "users",
    "client",
    "clients",
    "connection",
    "connections",
    "session",
    "sessions",
    "transaction",
    "transactions",
    "query",
    "queries",
];

const PERIODS: &[(&[&str], &str)] = &[
    (&["hourly"], "1eh"),
    (&["daily"], "1ed"),
    (&["weekly"], "1ew"),
    (&["monthly"], "1emo"),
    (&["quarterly"], "3emo"),
    (&["annual", "yearly", "annually"], "12emo"),
];

/// Words that say nothing of what is measured.
const EMPTY: &[&str] = &[
    "must",
    "maintain",
    "achieve",
    "keep",
    "ensure",
    "be",
    "is",
    "are",
    "should",
    "shall",
    "will",
    "stay",
    "stays",
    "remain",
    "remains",
    "have",
    "has",
    "reach",
    "reached",
    "target",
    "goal",
    "a",
    "an",
    "the",
    "of",
    "to",
    "overall",
    "total",
    "required",
    "requirement",
    "measured",
    "between",
    "that",
    "or",
    "not",
    "no",
    "than",
    "and",
    "maintained",
    "window",
    "period",
    "rolling",
    "any",
    "each",
    "only",
    "about",
    "approximately",
    "does",
];

/// Words behind a target that begin a place or condition: no part of the metric.
const SCOPE: &[&str] = &[
    "for", "in", "on", "during", "when", "across", "from", "at", "by", "after", "before", "through", "via",
    "per", "with",
];

/// The clauses of a part of a line: apart at commas, semicolons, bars and `and` outside parentheses.
pub(super) fn clauses<'a>(line: &Line<'a>, first: usize, after: usize) -> Vec<Clause<'a>> {
    let mut found = Vec::new();
    let mut start = first;
    let mut depth = 0usize;
    let mut between = false;
    for at in first..after {
        let Some(token) = line.get(at) else { break };
        if token.is("(") {
            depth += 1;
        } else if token.is(")") {
            depth = depth.saturating_sub(1);
        }
        between |= token.is("between");
        let splits = token.is_any(&[",", ";", "|"]) || token.is_any(&["and", "&", "و"]) && !between;
        if splits && depth == 0 {
            found.push(Clause::read(line, start, at, start > first));
            start = at + 1;
            between = false;
        }
    }
    found.push(Clause::read(line, start, after, start > first));
    found
}

impl<'a> Clause<'a> {
    /// Reads the tokens `first..after`; `follows` says that a clause stands before it. O(their number).
    pub fn read(line: &Line<'a>, first: usize, after: usize, follows: bool) -> Self {
        let mut clause = Clause { follows, ..Clause::default() };
        let mut depth = 0usize;
        let mut in_scope = false;
        let mut at = first;
        while at < after {
            if let Some(next) = clause.take(line, at).filter(|next| *next <= after) {
                at = next;
                continue;
            }
            let token = &line.tokens[at];
            depth = if token.is("(") { depth + 1 } else { depth.saturating_sub(usize::from(token.is(")"))) };
            in_scope |= clause.target.is_some() && token.is_any(SCOPE);
            if token.is_word() && depth == 0 && !token.is_any(EMPTY) && !token.is_any(SCOPE) {
                let words = match (in_scope, clause.target) {
                    (true, _) => &mut clause.scope,
                    (_, Some(_)) => &mut clause.behind,
                    _ => &mut clause.before,
                };
                if words.len() < LONGEST_NAME {
                    words.push(token.text);
                }
            }
            at += 1;
        }
        clause
    }

    /// Takes what is recognised at a token; the index after it.
    fn take(&mut self, line: &Line<'a>, at: usize) -> Option<usize> {
        self.take_statistic(line, at)
            .or_else(|| self.take_traffic(line, at))
            .or_else(|| self.take_window(line, at))
            .or_else(|| self.take_comparator(line, at))
            .or_else(|| self.take_target(line, at))
    }

    /// `p95`, `95th percentile`, `average`.
    fn take_statistic(&mut self, line: &Line<'a>, at: usize) -> Option<usize> {
        let token = line.get(at)?;
        let named = STATISTICS
            .iter()
            .find(|(words, _)| token.is_any(words))
            .map(|(_, name)| ((*name).to_owned(), at + 1));
        let short = || {
            let rank = line.get(line.phrase(at, &["p"])?).filter(|rank| rank.glued)?;
            Some((percentile(rank)?, at + 2))
        };
        let long = || {
            let next = at + 1 + usize::from(line.is_any(at + 1, &["th", "st", "nd", "rd"]));
            let next = line.phrase(next, &["percentile"])?;
            Some((percentile(token)?, next))
        };
        let (statistic, next) = named.or_else(short).or_else(long)?;
        self.statistic.get_or_insert(statistic);
        Some(next)
    }

    /// `at 200 rps`, `with 100 concurrent users`, `under a load of 500 requests per second`.
    fn take_traffic(&mut self, line: &Line<'a>, at: usize) -> Option<usize> {
        if !line.is_any(at, &["at", "with", "under", "for", "@", "during", "from"]) {
            return None;
        }
        let number =
            (at + 1..at + 5).find(|n| !line.is_any(*n, &["a", "the", "load", "of", "peak", "up", "to"]))?;
        line.get(number)?.number()?;
        let next = number + 1;
        let next =
            next + usize::from(line.is_any(next, &["concurrent", "active", "simultaneous", "parallel"]));
        let load_share = line.phrase(next, &["%", "load"]);
        let mut next = match load_share {
            Some(next) => next,
            None if line.is_any(next, LOAD) => next + 1,
            None => return None,
        };
        if line.is_any(next, &["/", "per"]) && line.get(next + 1).is_some_and(|t| amount::unit(t).is_some()) {
            next += 2;
        }
        self.traffic.get_or_insert(&line.text[line.range(at, next)]);
        Some(next)
    }

    /// `over 5 min`, `per month`, `monthly`, `5 minute window`. `over` and `within` compare until a target stands.
    fn take_window(&mut self, line: &Line<'a>, at: usize) -> Option<usize> {
        let token = line.get(at)?;
        if let Some((_, period)) = PERIODS.iter().find(|(words, _)| token.is_any(words)) {
            self.window = self.window.or(Duration::parse(period).ok());
            return Some(at + 1);
        }
        let spoken_of =
            self.target.is_some() || self.follows && self.before.is_empty() && self.comparator.is_none();
        let (duration, next) =
            match token.is_any(&["over", "for", "during", "across", "in", "per", "within", "every"]) {
                true if spoken_of || token.is("per") => behind_preposition(line, at + 1, token.is("per"))?,
                true => return None,
                false => {
                    let (duration, next) = amount::upper(line, at)?;
                    let next = line.phrase(next, &["-"]).unwrap_or(next);
                    let next = line
                        .phrase(next, &["rolling"])
                        .or_else(|| line.phrase(next, &["moving"]))
                        .unwrap_or(next);
                    (duration, line.phrase(next, &["window"]).or_else(|| line.phrase(next, &["period"]))?)
                }
            };
        self.window = self.window.or(Some(amount::clock_time(duration)));
        Some(next)
    }

    fn take_comparator(&mut self, line: &Line<'a>, at: usize) -> Option<usize> {
        if let Some((_, bound)) = BOUNDS.iter().find(|(words, _)| line.is_any(at, words)) {
            self.bound.get_or_insert(*bound);
            return Some(at + 1);
        }
        if self.target.is_some() {
            return None;
        }
        let found = COMPARATORS.iter().find_map(|(words, c)| Some((*c, line.phrase(at, words)?)));
        let (comparator, next) =
            found.or_else(|| line.phrase(at, &["="]).map(|next| (Comparator::Equal, next)))?;
        self.comparator = Some(comparator);
        Some(next)
    }

    fn take_target(&mut self, line: &Line<'a>, at: usize) -> Option<usize> {
        let token = line.get(at)?;
        let is_name =
            token.glued && line.before(at).is_some_and(|b| b.is_word() || b.is_any(&["-", "/", ".", "#"]));
        let zero = token.is("zero").then_some(0.0);
        let number =
            token.number().or(zero).or_else(|| amount::count(token).filter(|_| self.comparator.is_some()));
        let value = number.filter(|_| self.target.is_none() && !is_name)?;
        let (unit, mut next) = unit(line, at + 1);
        let upper_at = (line.is_any(next, &["-", "to"])
            || line.is_any(next, &["and"]) && line.get(at.wrapping_sub(1)).is_some_and(|t| t.is("between")))
        .then_some(next + 1);
        let upper = upper_at.and_then(|at| Some((line.get(at)?.number().filter(|n| *n >= value)?, at + 1)));
        let (upper, unit) = match upper {
            Some((upper, after)) if unit_is_same(unit, line, after) => {
                let (unit, after) = self::unit(line, after);
                next = after;
                (Some(upper), unit)
            }
            _ => (None, unit),
        };
        if line.is_any(next, &["+"]) && self.comparator.is_none() {
            self.comparator = Some(Comparator::AtLeast);
            next += 1;
        }
        self.leads_with_number = self.before.is_empty();
        self.target = Some(Target { value, upper, unit });
        Some(next)
    }
}

/// Longer runs of words are prose and no name.
const LONGEST_NAME: usize = 8;

/// The rank of a percentile as its name: `p95`.
fn percentile(rank: &Token<'_>) -> Option<String> {
    let value = rank.number().filter(|value| *value > 0.0 && *value < 100.0)?;
    Some(format!("p{value}"))
}

/// `5 min`, `30 days`, `the last hour`, `any rolling month` behind `over` or `per`.
fn behind_preposition(line: &Line<'_>, at: usize, per: bool) -> Option<(Duration, usize)> {
    let fillers =
        ["a", "an", "any", "the", "each", "rolling", "last", "past", "period", "of", "every", "window"];
    let at = (at..at + 4).find(|at| !line.is_any(*at, &fillers))?;
    if let Some(found) = amount::upper(line, at) {
        return Some(found);
    }
    let unit = line.get(at).filter(|token| per || token.text.len() > 2).and_then(amount::unit)?;
    Some((amount::one(unit)?, at + 1))
}

/// `/5` and `/minute` right behind a number: what it is out of, or per.
fn slashed_unit(line: &Line<'_>, at: usize) -> Option<(&'static str, usize)> {
    let next = line.phrase(at, &["/"])?;
    let scales = [(5.0, "/5"), (10.0, "/10"), (100.0, "/100")];
    if let Some(out_of) = line.get(next).and_then(Token::number) {
        return scales.iter().find(|(scale, _)| *scale == out_of).map(|(_, unit)| (*unit, next + 1));
    }
    let rates: &[(&[&str], &'static str)] = &[
        (&["s", "sec", "second"], "/s"),
        (&["min", "minute"], "/min"),
        (&["h", "hour"], "/h"),
        (&["d", "day"], "/d"),
        (&["week"], "/w"),
        (&["month"], "/mo"),
    ];
    rates.iter().find(|(words, _)| line.is_any(next, words)).map(|(_, unit)| (*unit, next + 1))
}

/// The unit at a token, in its usual spelling, and the index after it; no unit is empty.
fn unit(line: &Line<'_>, at: usize) -> (&'static str, usize) {
    let find = |table: &[(&[&str], &'static str)]| {
        table.iter().find(|(words, _)| line.is_any(at, words)).map(|(_, unit)| (*unit, at + 1))
    };
    let time =
        || find(TIME_UNITS).filter(|_| line.get(at).is_some_and(|token| amount::unit(token).is_some()));
    let glued_x = |found: &(&str, usize)| found.0 != "x" || line.is_glued(at);
    find(UNITS).filter(glued_x).or_else(time).or_else(|| slashed_unit(line, at)).unwrap_or(("", at))
}

/// Whether the unit behind the upper end fits the one behind the lower end: the same, or that one has none.
fn unit_is_same(lower: &str, line: &Line<'_>, at: usize) -> bool {
    let (upper, _) = unit(line, at);
    !upper.is_empty() && (lower.is_empty() || lower == upper)
}
