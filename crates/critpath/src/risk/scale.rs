//! Scales of a risk register: words and numbers into measures, and scores into bands.

use super::words::{level_of, normal};
use crate::model::risk_register::{RiskBandUsed, RiskMeasure, RiskScaleLevelUsed, RiskScaleUsed};
use crate::model::{Document, Rating, RiskScale, RiskScaleLevel};

/// What a scale measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dimension {
    Probability,
    Impact,
}

impl Dimension {
    pub fn as_str(self) -> &'static str {
        match self {
            Dimension::Probability => "probability",
            Dimension::Impact => "impact",
        }
    }

    /// The words and numbers of the PMBOK Guide, which leaves their choice to each project.
    fn usual(self) -> [(&'static str, f64); 5] {
        let numbers = match self {
            Dimension::Probability => [0.1, 0.3, 0.5, 0.7, 0.9],
            Dimension::Impact => [0.05, 0.1, 0.2, 0.4, 0.8],
        };
        let words = ["very low", "low", "medium", "high", "very high"];
        std::array::from_fn(|at| (words[at], numbers[at]))
    }
}

/// The bands of the PMBOK Guide, by the score that each begins at.
const USUAL_BANDS: [(&str, f64); 3] = [("low", 0.0), ("moderate", 0.05), ("high", 0.18)];

/// Greatest score on the scales of the PMBOK Guide.
const USUAL_GREATEST: f64 = 0.9 * 0.8;

/// The scales of a document, and those of the PMBOK Guide where it states none.
#[derive(Debug)]
pub(crate) struct Scales<'a> {
    pub used: Vec<RiskScaleUsed>,
    /// The stated scale behind each of them.
    stated: Vec<Option<&'a RiskScale>>,
}

/// What a rating comes to on its scale.
#[derive(Debug, Clone)]
pub(crate) struct Measured {
    pub measure: RiskMeasure,
    /// Which word of the scale it is.
    pub level: usize,
}

impl<'a> Scales<'a> {
    pub fn new(document: &'a Document) -> Self {
        let mut scales = Scales { used: Vec::new(), stated: Vec::new() };
        for dimension in [Dimension::Probability, Dimension::Impact] {
            let stated = document.risk_scales.iter().filter(|scale| scale.dimension == dimension.as_str());
            for scale in stated.filter(|scale| !scale.levels.is_empty()) {
                scales.used.push(stated_scale(scale, dimension));
                scales.stated.push(Some(scale));
            }
            if !scales
                .used
                .iter()
                .any(|scale| scale.dimension == dimension.as_str() && scale.category.is_none())
            {
                scales.used.push(usual_scale(dimension));
                scales.stated.push(None);
            }
        }
        scales
    }

    /// The scale for risks of a category: its own, else the one for all.
    pub fn find(&self, dimension: Dimension, category: Option<&str>) -> usize {
        let is = |scale: &RiskScaleUsed, wanted: Option<&str>| {
            let same = match (&scale.category, wanted) {
                (Some(own), Some(wanted)) => normal(own) == normal(wanted),
                (own, wanted) => own.is_none() && wanted.is_none(),
            };
            scale.dimension == dimension.as_str() && same
        };
        let at = |wanted| self.used.iter().position(|scale| is(scale, wanted));
        category.and_then(|category| at(Some(category))).or_else(|| at(None)).unwrap_or_default()
    }

    /// What a rating of a risk in a category comes to; `None` if there is none, or its word is on no scale.
    pub fn rate(
        &self,
        dimension: Dimension,
        category: Option<&str>,
        rating: Option<&Rating>,
    ) -> Option<Measured> {
        self.measure(self.find(dimension, category), rating?)
    }

    /// What the plan says that an impact on a risk's own scale takes.
    pub fn taken(&self, category: Option<&str>, impact: &Measured) -> Option<&'a RiskScaleLevel> {
        let scale = self.find(Dimension::Impact, category);
        let word = &self.used.get(scale)?.levels.get(impact.level)?.word;
        self.stated.get(scale)?.as_ref()?.levels.iter().find(|stated| stated.word == *word)
    }

    /// What a rating is on a scale; `None` if its word is not on it. A number counts as it is.
    fn measure(&self, scale: usize, rating: &Rating) -> Option<Measured> {
        let levels = &self.used.get(scale)?.levels;
        if let Some(value) = rating.value {
            let level = levels.iter().rposition(|level| level.low <= value).unwrap_or_default();
            let (word, text) = (levels.get(level)?.word.clone(), text_of(rating));
            return Some(Measured {
                measure: RiskMeasure { text, word, value, low: value, high: value, stated: true },
                level,
            });
        }
        let written = normal(&rating.text);
        let by_word = levels.iter().position(|level| normal(&level.word) == written);
        let by_level = || {
            levels.iter().position(|level| rating.level.is_some() && level_of(&level.word) == rating.level)
        };
        let at = by_word.or_else(by_level)?;
        let level = levels.get(at)?;
        let measure = RiskMeasure {
            text: text_of(rating),
            word: level.word.clone(),
            value: level.value,
            low: level.low,
            high: level.high,
            stated: false,
        };
        Some(Measured { measure, level: at })
    }

    /// The greatest score that the words for all categories allow.
    fn greatest_score(&self) -> f64 {
        let greatest = |dimension: Dimension| {
            let of_dimension = self.used.iter().filter(|scale| scale.dimension == dimension.as_str());
            let values = of_dimension.flat_map(|scale| &scale.levels).map(|level| level.value);
            values.fold(0.0, f64::max)
        };
        greatest(Dimension::Probability) * greatest(Dimension::Impact)
    }
}

fn text_of(rating: &Rating) -> String {
    match (rating.text.is_empty(), rating.level, rating.value) {
        (false, ..) => rating.text.clone(),
        (true, Some(level), None) => normal(level.as_str()),
        (true, _, Some(value)) => value.to_string(),
        (true, None, None) => String::new(),
    }
}

fn usual_scale(dimension: Dimension) -> RiskScaleUsed {
    let levels = dimension.usual().map(|(word, value)| (word.to_owned(), value, None, None));
    scale(dimension, None, false, &levels)
}

fn stated_scale(stated: &RiskScale, dimension: Dimension) -> RiskScaleUsed {
    let mut levels: Vec<_> =
        stated.levels.iter().map(|level| (level.word.clone(), level.value, level.low, level.high)).collect();
    levels.sort_by(|a, b| a.1.total_cmp(&b.1));
    scale(dimension, stated.category.clone(), true, &levels)
}

type Stated = (String, f64, Option<f64>, Option<f64>);

/// A scale on which every word has a range: as stated, else half way to the words beside it, from 0.
fn scale(dimension: Dimension, category: Option<String>, stated: bool, levels: &[Stated]) -> RiskScaleUsed {
    let ceiling = if dimension == Dimension::Probability { 1.0 } else { f64::INFINITY };
    let half_way = |at: usize| (levels[at].1 + levels[at + 1].1) / 2.0;
    let used = levels.iter().enumerate().map(|(at, (word, value, low, high))| {
        let least = if at == 0 { 0.0 } else { half_way(at - 1) };
        // The last word reaches as far up as it reaches down.
        let greatest = if at + 1 < levels.len() { half_way(at) } else { (2.0 * value - least).min(ceiling) };
        let (low, high) = (low.unwrap_or(least), high.unwrap_or(greatest));
        RiskScaleLevelUsed {
            word: word.clone(),
            value: *value,
            low: super::exact(low),
            high: super::exact(high),
        }
    });
    RiskScaleUsed { category, dimension: dimension.as_str().into(), stated, levels: used.collect() }
}

/// The bands of a document by the score that each begins at, and whether these are its own. Those of the PMBOK Guide
/// are stretched to the scores that the plan's scales allow.
pub(super) fn bands(document: &Document, scales: &Scales<'_>) -> (Vec<RiskBandUsed>, bool) {
    let band = |word: &str, from: f64| RiskBandUsed { word: word.to_owned(), from, count: 0 };
    if !document.risk_bands.is_empty() {
        let mut bands: Vec<_> =
            document.risk_bands.iter().map(|stated| band(&stated.word, stated.from)).collect();
        bands.sort_by(|a, b| a.from.total_cmp(&b.from));
        return (bands, true);
    }
    let own = scales.used.iter().any(|scale| scale.stated);
    let stretch = if own { scales.greatest_score() / USUAL_GREATEST } else { 1.0 };
    let bands = USUAL_BANDS.iter().map(|(word, from)| band(word, super::exact(from * stretch)));
    (bands.collect(), false)
}

/// The band that a score lies in; of a score below all of them, none.
pub(super) fn band_of(bands: &[RiskBandUsed], score: f64) -> Option<usize> {
    bands.iter().rposition(|band| band.from <= score)
}
