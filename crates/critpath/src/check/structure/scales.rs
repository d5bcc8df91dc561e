//! Scales and bands of the risk register into findings about those that cannot be used.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Document, RiskScale, RiskScaleLevel};

pub(super) fn findings(document: &Document) -> Vec<Diagnostic> {
    let mut found: Vec<_> = document.risk_scales.iter().flat_map(scale).collect();
    found.extend(bands(document));
    found
}

fn scale(scale: &RiskScale) -> Vec<Diagnostic> {
    let name = match &scale.category {
        Some(category) => format!("the {} scale of `{category}`", scale.dimension),
        None => format!("the {} scale", scale.dimension),
    };
    let mut found = Vec::new();
    let mut wrong = |problem: String, help: &str, level: Option<&RiskScaleLevel>| {
        let span = level.and_then(|level| level.span).or(scale.span);
        found.push(Diagnostic::new(Code::RiskScale, format!("{name} {problem}")).at(span).help(help));
    };
    let mut words = BTreeSet::new();
    for level in &scale.levels {
        let word = &level.word;
        if !words.insert(word.to_lowercase()) {
            wrong(
                format!("has the word `{word}` twice"),
                "state each word once; the first counts",
                Some(level),
            );
        }
        let (low, high) = (level.low.unwrap_or(level.value), level.high.unwrap_or(level.value));
        if !(low <= level.value && level.value <= high) {
            let problem = format!("has {} for `{word}`, which is outside of {low} to {high}", level.value);
            wrong(problem, "let `low`, `value` and `high` rise", Some(level));
        }
    }
    if let Some(pair) = scale.levels.windows(2).find(|pair| pair[0].value >= pair[1].value) {
        let problem = format!("does not rise from `{}` to `{}`", pair[0].word, pair[1].word);
        wrong(problem, "state the words in rising order, each with a greater number", Some(&pair[1]));
    }
    found
}

fn bands(document: &Document) -> Option<Diagnostic> {
    let pair = document.risk_bands.windows(2).find(|pair| pair[0].from >= pair[1].from)?;
    let message = format!("the bands of scores do not rise from `{}` to `{}`", pair[0].word, pair[1].word);
    let help = "state the bands in rising order of the score that each begins at";
    Some(Diagnostic::new(Code::RiskScale, message).at(pair[1].span).help(help))
}
