//! Registers and scales of risks into risks and what their words stand for.

use critpath::diagnostic::Code;
use critpath::model::tree::{Entry, Kind, Node};
use critpath::model::{Mitigation, Rating, Risk, RiskScale, RiskScaleLevel, RiskStatus};

use super::alias::{self, RISK};
use super::gather::Gathered;
use super::{shape, value};
use crate::markdown::phrase;

impl Gathered {
    /// A file about risks. What is neither a scale nor a risk is kept.
    pub(super) fn risk_file(&mut self, root: &Node<'_>) {
        for entry in root.entries().unwrap_or_default() {
            match alias::normal(&entry.key).as_str() {
                "risk_quantitative_models" if entry.value.entries().is_some() => self.risk_file(&entry.value),
                "project_risk_categories" | "risk_categories" => self.categories(entry),
                "impact_scale" | "probability_scale" | "likelihood_scale" => {
                    if !self.scale(entry, None) {
                        self.leave(entry);
                    }
                }
                "risks" | "risk_register" if self.risks(&entry.value, None) => {}
                _ => self.leave(entry),
            }
        }
    }

    /// Categories by name, each with scales, and perhaps with risks.
    fn categories(&mut self, categories: &Entry<'_>) {
        let Some(entries) = categories.value.entries() else { return self.leave(categories) };
        for category in entries {
            let name = category_name(&category.key);
            let from = self.risk_scales.len();
            let mut left = std::collections::BTreeMap::new();
            for entry in category.value.entries().unwrap_or_default() {
                match alias::normal(&entry.key).as_str() {
                    "risks" if self.risks(&entry.value, Some(&name)) => {}
                    key if key.ends_with("_scale") && self.scale(entry, Some(&name)) => {}
                    "description" => {
                        left.insert("description".to_owned(), entry.value.json());
                    }
                    _ => self.notes.leave(entry, &mut left),
                }
            }
            match self.risk_scales.get_mut(from) {
                Some(scale) => scale.extensions.append(&mut left),
                None => self.leave(category),
            }
        }
    }

    /// A scale of words with numbers.
    fn scale(&mut self, entry: &Entry<'_>, category: Option<&str>) -> bool {
        let key = alias::normal(&entry.key);
        let dimension = match key.trim_end_matches("_scale") {
            "likelihood" => "probability",
            other => other,
        };
        let Some(levels) = entry.value.entries() else { return false };
        let level = |level: &Entry<'_>| {
            let value = level.value.number()?;
            let word = level.key.clone().into_owned();
            Some(RiskScaleLevel { word, value, span: Some(level.key_span), ..RiskScaleLevel::default() })
        };
        let Some(mut levels) = levels.iter().map(level).collect::<Option<Vec<_>>>() else { return false };
        levels.sort_by(|a, b| a.value.total_cmp(&b.value));
        self.risk_scales.push(RiskScale {
            category: category.map(str::to_owned),
            dimension: dimension.to_owned(),
            levels,
            span: Some(entry.value.span),
            ..RiskScale::default()
        });
        true
    }

    /// Risks in a list or by id.
    pub(super) fn risks(&mut self, node: &Node<'_>, category: Option<&str>) -> bool {
        let keys: Vec<Option<&str>> = match &node.kind {
            Kind::Object(entries) => entries.iter().map(|entry| Some(entry.key.as_ref())).collect(),
            Kind::List(elements) => vec![None; elements.len()],
            _ => return false,
        };
        for (value, key) in shape::values(node).zip(keys) {
            if value.entries().is_none() {
                let message = format!("a risk is {}, not an object; it is left out", value.excerpt());
                self.notes.report(Code::JsonType, value.span, message);
                continue;
            }
            let mut risk = self.risk(value);
            if let (true, Some(key)) = (risk.id.is_empty(), key) {
                risk.id = key.to_owned();
            }
            risk.category = risk.category.or_else(|| category.map(str::to_owned));
            self.risks.push(risk);
        }
        true
    }

    fn risk(&mut self, node: &Node<'_>) -> Risk {
        let mut risk = Risk { span: Some(node.span), ..Risk::default() };
        for entry in node.entries().unwrap_or_default() {
            let Some(field) = self.notes.lookup(&RISK, entry) else {
                self.notes.keep("a risk", &RISK, entry, &mut risk);
                continue;
            };
            if !value::is_blank(&entry.value) && !fill(&mut risk, field, &entry.value) {
                let expected = "what this field of a risk holds";
                self.notes.reject(Code::JsonType, entry, expected, &mut risk.extensions);
            }
        }
        risk
    }
}

fn fill(risk: &mut Risk, field: alias::Risk, node: &Node<'_>) -> bool {
    let text = value::word(node);
    match (field, text) {
        (alias::Risk::Id, Some(text)) => risk.id = text,
        (alias::Risk::Name, Some(text)) => risk.name = text,
        (alias::Risk::Description, text @ Some(_)) => risk.description = text,
        (alias::Risk::Category, Some(text)) => risk.category = Some(category_name(&text)),
        (alias::Risk::Owner, text @ Some(_)) => risk.owner = text,
        (alias::Risk::Probability, Some(text)) => risk.probability = rating(node, &text),
        (alias::Risk::Impact, Some(text)) => risk.impact = rating(node, &text),
        (alias::Risk::Status, Some(text)) => match status(&text) {
            Some(status) => risk.status = status,
            None => return false,
        },
        (alias::Risk::Affects, _) => match value::words(node) {
            Some(words) => risk.affects.extend(words.into_iter().map(|(word, _)| word)),
            None => return false,
        },
        (alias::Risk::Mitigation, _) => {
            let elements = node.elements().unwrap_or(std::slice::from_ref(node));
            for element in elements {
                let Some(text) = value::word(element) else { return false };
                risk.mitigations.push(Mitigation { text, span: Some(element.span), ..Mitigation::default() });
            }
        }
        (_, None) => return false,
    }
    true
}

fn rating(node: &Node<'_>, text: &str) -> Option<Rating> {
    let value = node.number();
    let mut rating = match value {
        Some(_) => Rating { value, text: text.to_owned(), ..Rating::default() },
        None => phrase::rating(text)?,
    };
    rating.span = Some(node.span);
    Some(rating)
}

fn status(text: &str) -> Option<RiskStatus> {
    Some(match alias::normal(text).as_str() {
        "open" | "active" | "identified" | "monitored" | "mitigating" => RiskStatus::Open,
        "occurred" | "realized" | "realised" | "triggered" | "issue" => RiskStatus::Occurred,
        "closed" | "resolved" | "mitigated" | "expired" | "retired" => RiskStatus::Closed,
        _ => return None,
    })
}

/// `technical_risks` as guides call the group: `Technical`.
fn category_name(key: &str) -> String {
    let normal = alias::normal(key);
    let words = normal.trim_end_matches("_risks").trim_end_matches("_risk").replace('_', " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or(words)
}
