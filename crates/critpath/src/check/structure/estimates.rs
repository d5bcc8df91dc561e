//! Estimates into findings about those out of order, and those that their distribution cannot be built from.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::duration::Duration;
use crate::model::{Distribution, Document, Estimate, Span, Spread, Task, WorkUnits};
use crate::simulate::{Distribution as Built, duration_distribution, number_distribution};

/// Tasks that one finding about estimates points to.
const LABELS: usize = 40;

/// How far probabilities may be from adding up to one.
pub(super) const TOLERANCE: f64 = 1e-6;

/// An estimate of time or of numbers, and whose it is.
#[derive(Clone, Copy)]
pub(super) struct Stated<'a, E> {
    /// What it estimates: `delay`.
    pub what: &'a str,
    /// Id of the noun that it belongs to.
    pub whose: &'a str,
    pub estimate: &'a E,
    pub span: Option<Span>,
}

pub(super) fn findings(document: &Document) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    visit_durations(document, &mut |stated: Stated<Estimate>| {
        found.extend(duration_order(&stated, &document.units));
        let spread = stated.estimate.in_seconds(&document.units);
        let values = stated.estimate.values.iter().all(|value| value.duration.is_some());
        let span = stated.span;
        found.extend(distribution(stated.what, stated.whose, &spread, values, span));
        let built = || duration_distribution(stated.estimate, &document.units).ok();
        found.extend(below_zero(&stated, &spread, built));
    });
    visit_numbers(document, &mut |stated: Stated<Spread>| {
        let Stated { what, whose, estimate, span } = stated;
        found.extend(number_order(what, whose, estimate, span));
        found.extend(distribution(what, whose, estimate, true, span));
        // Costs may be gains.
        if what.ends_with("factor") {
            found.extend(below_zero(&stated, estimate, || number_distribution(estimate).ok()));
        }
    });
    found.extend(midpoints(document));
    found
}

/// Every estimate of time. O(n).
pub(super) fn visit_durations<'a>(document: &'a Document, each: &mut impl FnMut(Stated<'a, Estimate>)) {
    let mut state = |what, whose, estimate: Option<&'a Estimate>, span: Option<Span>| {
        if let Some(estimate) = estimate {
            each(Stated { what, whose, estimate, span: estimate.span.or(span) });
        }
    };
    for task in &document.tasks {
        state("estimate", &task.id, task.estimate.as_ref(), task.span);
        let undo = task.undo.as_ref().and_then(|undo| undo.estimate.as_ref());
        state("estimate of the undo", &task.id, undo, task.span);
    }
    for risk in &document.risks {
        for (what, effect) in [("delay", &risk.effect), ("residual delay", &risk.residual_effect)] {
            state(what, &risk.id, effect.as_ref().and_then(|effect| effect.delay.as_ref()), risk.span);
        }
    }
    for level in document.risk_scales.iter().flat_map(|scale| &scale.levels) {
        state("delay", &level.word, level.delay.as_ref(), level.span);
    }
}

/// Every estimate of a number. O(n).
pub(super) fn visit_numbers<'a>(document: &'a Document, each: &mut impl FnMut(Stated<'a, Spread>)) {
    let mut state = |what, whose, estimate: Option<&'a Spread>, span: Option<Span>| {
        if let Some(estimate) = estimate {
            each(Stated { what, whose, estimate, span: estimate.span.or(span) });
        }
    };
    for task in &document.tasks {
        state("cost estimate", &task.id, task.cost_estimate.as_deref(), task.span);
    }
    for risk in &document.risks {
        let effects =
            [("factor", "cost", &risk.effect), ("residual factor", "residual cost", &risk.residual_effect)];
        for (factor, cost, effect) in effects {
            state(factor, &risk.id, effect.as_ref().and_then(|effect| effect.factor.as_ref()), risk.span);
            state(cost, &risk.id, effect.as_ref().and_then(|effect| effect.cost.as_ref()), risk.span);
        }
    }
    for level in document.risk_scales.iter().flat_map(|scale| &scale.levels) {
        state("cost", &level.word, level.cost.as_ref(), level.span);
    }
}

/// An estimate of time that does not rise from low over likely to high.
fn duration_order(stated: &Stated<Estimate>, units: &WorkUnits) -> Option<Diagnostic> {
    let Stated { estimate, span, .. } = *stated;
    let parts = [("low", estimate.low), ("likely", estimate.likely), ("high", estimate.high)];
    let given: Vec<_> = parts.into_iter().filter_map(|(word, part)| Some((word, part?))).collect();
    // Working time and clock time cannot be compared without a date.
    let comparable = given.windows(2).all(|pair| pair[0].1.is_elapsed() == pair[1].1.is_elapsed());
    let rank = |duration: &Duration| units.seconds(duration) as f64;
    out_of_order(stated.what, stated.whose, given, rank, span).filter(|_| comparable)
}

fn number_order(what: &str, whose: &str, estimate: &Spread, span: Option<Span>) -> Option<Diagnostic> {
    let parts = [("low", estimate.low), ("likely", estimate.likely), ("high", estimate.high)];
    let given: Vec<_> = parts.into_iter().filter_map(|(word, part)| Some((word, part?))).collect();
    out_of_order(what, whose, given, |number| *number, span)
}

fn out_of_order<T: std::fmt::Display>(
    what: &str,
    whose: &str,
    mut given: Vec<(&'static str, T)>,
    rank: impl Fn(&T) -> f64,
    span: Option<Span>,
) -> Option<Diagnostic> {
    let falls = given.windows(2).find(|pair| rank(&pair[0].1) > rank(&pair[1].1));
    let [(left_word, left), (right_word, right)] = falls? else { return None };
    let message = format!("the {what} of `{whose}` is {left} at {left_word} but {right} at {right_word}");
    given.sort_by(|a, b| rank(&a.1).total_cmp(&rank(&b.1)));
    let sorted = given.iter().map(|(_, part)| part.to_string()).collect::<Vec<_>>().join("/");
    Some(
        Diagnostic::new(Code::EstimateOrder, message)
            .at(span)
            .help(format!("write the three in rising order, low/likely/high: `{sorted}`")),
    )
}

/// What keeps a distribution from being built, or means nothing to it. `whole` if every value states what it is.
fn distribution(
    what: &str,
    whose: &str,
    spread: &Spread,
    whole: bool,
    span: Option<Span>,
) -> Vec<Diagnostic> {
    let kind = spread.distribution_or_implied();
    let whose = format!("the {what} of `{whose}`");
    let wrong = |problem: String, help: String| {
        Diagnostic::new(Code::EstimateDistribution, format!("{whose} {problem}")).at(span).help(help)
    };
    let mut found = Vec::new();
    if let Some((problem, help)) = unbuildable(kind, spread, whole) {
        found.push(wrong(problem, help));
    }
    for (field, stated, kinds) in meaningful(spread) {
        if stated && !kinds.contains(&kind) {
            let kinds: Vec<_> = kinds.iter().map(|kind| format!("`{kind}`")).collect();
            let mut unused = wrong(
                format!("is `{kind}`, to which `{field}` means nothing"),
                format!(
                    "`{field}` belongs to {}; take it out, or state that distribution",
                    kinds.join(" and ")
                ),
            );
            unused.severity = Severity::Warning;
            found.push(unused);
        }
    }
    found
}

/// Fields that some distributions have, whether they are stated, and by which distributions they are used.
fn meaningful(spread: &Spread) -> [(&'static str, bool, &'static [Distribution]); 6] {
    use Distribution::{BetaPert, Discrete, Empirical, Lognormal, Trigen};
    [
        ("low_percentile", spread.low_percentile.is_some(), &[Trigen, Lognormal]),
        ("high_percentile", spread.high_percentile.is_some(), &[Trigen, Lognormal]),
        ("shape", spread.shape.is_some(), &[BetaPert]),
        ("mean", spread.mean.is_some(), &[Lognormal]),
        ("standard_deviation", spread.standard_deviation.is_some(), &[Lognormal]),
        ("values", !spread.values.is_empty(), &[Discrete, Empirical]),
    ]
}

/// Time or a factor that may be less than nothing, though nothing that it states is: only `trigen` reaches beyond that.
fn below_zero<E>(
    stated: &Stated<E>,
    spread: &Spread,
    build: impl FnOnce() -> Option<Built>,
) -> Option<Diagnostic> {
    if spread.distribution_or_implied() != Distribution::Trigen || spread.low.is_none_or(|low| low < 0.0) {
        return None;
    }
    let built = build().filter(|built| built.least() < 0.0)?;
    let (what, whose) = (stated.what, stated.whose);
    let percent = libm::round(built.cdf(0.0) * 1e4) / 1e2;
    let message = format!(
        "the {what} of `{whose}` is `trigen` and reaches below zero with {percent} %; a simulation cuts it off there"
    );
    Some(
        Diagnostic::new(Code::EstimateBelowZero, message)
            .at(stated.span)
            .help("state `lognormal`, which is never below zero, or a `low_percentile` nearer to 0"),
    )
}

/// What is missing or impossible, and what to do about it.
fn unbuildable(kind: Distribution, spread: &Spread, whole: bool) -> Option<(String, String)> {
    let missing = |fields: &[(&str, bool)]| {
        let absent: Vec<_> =
            fields.iter().filter(|field| !field.1).map(|field| format!("`{}`", field.0)).collect();
        (!absent.is_empty()).then(|| {
            let absent = absent.join(" and ");
            (
                format!("is `{kind}` but states no {absent}"),
                format!("state {absent}, or another distribution"),
            )
        })
    };
    let (low, likely) = (("low", spread.low.is_some()), ("likely", spread.likely.is_some()));
    let high = ("high", spread.high.is_some());
    match kind {
        Distribution::Fixed => {
            let one = spread.likely.or(spread.low).or(spread.high);
            one.is_none().then(|| ("states nothing".into(), "state what is `likely`, or a range".into()))
        }
        Distribution::Uniform => missing(&[low, high]),
        Distribution::Triangular => missing(&[low, likely, high]),
        Distribution::BetaPert => missing(&[low, likely, high]).or_else(|| bad_shape(spread)),
        Distribution::Trigen => missing(&[low, likely, high]).or_else(|| bad_percentiles(spread)),
        Distribution::Lognormal => bad_lognormal(spread, &missing),
        Distribution::Discrete => bad_values(spread, whole).or_else(|| bad_probabilities(spread)),
        Distribution::Empirical => bad_values(spread, whole),
    }
}

fn bad_shape(spread: &Spread) -> Option<(String, String)> {
    let shape = spread.shape.filter(|shape| !(shape.is_finite() && *shape > 0.0))?;
    let help = "state how much the likely value weighs, such as 4, or leave it out";
    Some((format!("has a shape of {shape}, not more than zero"), help.into()))
}

fn bad_percentiles(spread: &Spread) -> Option<(String, String)> {
    let (low, high) = (spread.low_percentile.unwrap_or(10.0), spread.high_percentile.unwrap_or(90.0));
    let possible = low > 0.0 && low < high && high < 100.0;
    (!possible).then(|| {
        (
            format!("has {low} % of its values below low and {high} % below high"),
            "state percentiles between 0 and 100, the low one below the high one, such as 10 and 90".into(),
        )
    })
}

type Missing<'a> = &'a dyn Fn(&[(&str, bool)]) -> Option<(String, String)>;

fn bad_lognormal(spread: &Spread, missing: Missing) -> Option<(String, String)> {
    if spread.mean.is_some() || spread.standard_deviation.is_some() {
        let mean = ("mean", spread.mean.is_some());
        return missing(&[mean, ("standard_deviation", spread.standard_deviation.is_some())])
            .or_else(|| not_above_zero("mean", spread.mean));
    }
    missing(&[("low", spread.low.is_some()), ("high", spread.high.is_some())])
        .or_else(|| not_above_zero("low", spread.low))
        .or_else(|| bad_percentiles(spread))
}

fn not_above_zero(field: &str, number: Option<f64>) -> Option<(String, String)> {
    let number = number.filter(|number| *number <= 0.0)?;
    let help = format!("a logarithm needs a {field} above zero");
    Some((format!("is `lognormal` with a {field} of {number}"), help))
}

fn bad_values(spread: &Spread, whole: bool) -> Option<(String, String)> {
    (spread.values.is_empty() || !whole).then(|| {
        let kind = spread.distribution_or_implied();
        (format!("is `{kind}` but does not state each of its values"), "state `values`".into())
    })
}

fn bad_probabilities(spread: &Spread) -> Option<(String, String)> {
    let given = || spread.values.iter().map(|value| value.probability);
    if let Some(bad) = given().flatten().find(|p| !(0.0..=1.0).contains(p)) {
        let help = "state probabilities from 0 to 1 that add up to 1";
        return Some((format!("has a value with the probability {bad}"), help.into()));
    }
    if given().any(|probability| probability.is_none()) {
        let help = "state it, or let the distribution be `empirical` if all are as likely";
        return Some(("has a value without a probability".into(), help.into()));
    }
    let total: f64 = given().flatten().sum();
    ((total - 1.0).abs() > TOLERANCE).then(|| {
        (
            format!("has values whose probabilities add up to {}", rounded(total)),
            "let the probabilities add up to 1".into(),
        )
    })
}

/// A sum of probabilities without the noise of floating point.
pub(super) fn rounded(number: f64) -> f64 {
    (number * 1e6).round() / 1e6
}

/// One finding for all tasks whose estimate lacks a likely value.
fn midpoints(document: &Document) -> Option<Diagnostic> {
    let ranged = |task: &&Task| {
        let estimate = task.estimate.as_ref().filter(|_| task.duration.is_none());
        estimate.is_some_and(|e| {
            let middle = e.likely.or(e.mean).is_none() && e.values.is_empty();
            middle && e.low.is_some() && e.high.is_some()
        })
    };
    let tasks: Vec<_> = document.tasks.iter().filter(ranged).collect();
    let (first, rest) = tasks.split_first()?;
    let more = if rest.is_empty() { String::new() } else { format!(" and {} more tasks", rest.len()) };
    let verb = if rest.is_empty() { "is" } else { "are" };
    let mut diagnostic = Diagnostic::new(
        Code::EstimateMidpoint,
        format!(
            "`{}`{more} {verb} estimated by a range without a likely value and scheduled at the middle of it",
            first.id
        ),
    )
    .at(first.span)
    .help("say which duration is most likely: `2d/3d/6d` for low, likely and high");
    for task in rest.iter().take(LABELS) {
        diagnostic = diagnostic.label(task.span, "this one too");
    }
    Some(diagnostic)
}
