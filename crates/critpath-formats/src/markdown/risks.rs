//! Risk tables and lists into the risk register.

use critpath::model::{Estimate, Mitigation, Proximity, Rating, Risk, RiskEffect, RiskStatus};

use super::draft::Owner;
use super::entries::Entry;
use super::inline::Slice;
use super::outline::{Kind, Section, Table};
use super::parts::{self, Counted, Parts};
use super::phrase;
use super::reader::{Reader, heading_span, name_of};
use super::sections::Place;
use super::tables::{self, Columns, Row};
use super::vocabulary::{self, Column, Label, Role};

/// Whether the header of a table announces risks: their names with a rating, or, in a section about risks, a mitigation.
pub fn lists_risks(columns: &Columns<'_>, in_section: bool) -> bool {
    let rated = columns.any(&[Column::Impact]) && columns.any(&[Column::Probability]);
    let named = columns.any(&[Column::Risk])
        && columns.any(&[Column::Impact, Column::Probability, Column::Mitigation]);
    let other = in_section && rated && columns.any(&[Column::Name, Column::Description, Column::Mitigation]);
    named && (in_section || columns.any(&[Column::Impact, Column::Probability]))
        || other
        || rated && columns.any(&[Column::Mitigation])
}

impl<'a> Reader<'a> {
    /// A section about risks.
    pub fn risks(&mut self, section: &'a Section, place: &'a Place<'a>, owner: Owner) {
        let outline = self.outline;
        let category = category_of(place.parts.name.str());
        if place.parts.is(Counted::Risk) || self.is_one_risk(section) {
            return self.risk_of_section(section, place);
        }
        let mitigates = vocabulary::contains_any(
            place.parts.whole.str(),
            &["mitigation", "mitigations", "response", "responses"],
        );
        for (index, block) in outline.top_level(section.blocks.clone()) {
            match &block.kind {
                Kind::Item(_) => self.risk_item(index, category.clone(), mitigates),
                Kind::Table(table) => {
                    let columns = Columns::of(table);
                    if lists_risks(&columns, true) && !tables::lists_tasks(table) {
                        self.risk_rows(table, columns, category.clone());
                        self.place(index);
                    } else {
                        self.table(index, table, section, owner);
                    }
                }
                Kind::Paragraph(_) | Kind::Code(_) | Kind::Html => {}
            }
        }
    }

    /// A table of risks in a section that is about something else.
    pub fn risk_table(&mut self, table: &'a Table, columns: Columns<'a>, section: &'a Section) {
        let category = vocabulary::role(section.heading.slice().str()).filter(|role| *role == Role::Risks);
        let category =
            category.and_then(|_| category_of(Parts::of_heading(section.heading.slice()).name.str()));
        self.risk_rows(table, columns, category);
    }

    fn risk_rows(&mut self, table: &'a Table, mut columns: Columns<'a>, category: Option<String>) {
        let rows = columns.rows(table);
        unswap(&mut columns, &rows);
        let names = [Column::Risk, Column::Name, Column::Description].into_iter();
        let Some(name_at) = names.filter_map(|column| columns.find(column)).next() else { return };
        for row in &rows {
            let cell =
                |column| columns.find(column).and_then(|at| row.cell(at)).filter(|cell| !cell.is_blank());
            let Some(name) = row.cell(name_at).filter(|cell| !cell.is_blank()) else { continue };
            let parts = Parts::of_item(name, None);
            let lead = parts::bold_lead(parts.whole).filter(|lead| !lead.value.is_blank());
            let mut risk = Risk {
                id: cell(Column::Id).map(Slice::clean).unwrap_or_default(),
                name: lead.map_or(parts.whole, |lead| lead.name).clean(),
                description: lead.map(|lead| lead.value.clean()),
                category: cell(Column::Category).map(Slice::clean).or_else(|| category.clone()),
                probability: cell(Column::Probability).and_then(rating),
                residual_probability: cell(Column::ResidualProbability).and_then(rating),
                proximity: cell(Column::Proximity).map(|cell| proximity(&cell.clean())),
                mitigations: cell(Column::Mitigation).map(mitigations).unwrap_or_default(),
                owner: cell(Column::Owner).map(Slice::clean),
                span: Some(row.span()),
                ..Risk::default()
            };
            let currency = &mut self.drafts.document.currency;
            if let Some(cell) = cell(Column::Impact) {
                risk.impact = impact(cell, &mut risk.effect, currency);
            }
            if let Some(cell) = cell(Column::ResidualImpact) {
                risk.residual_impact = impact(cell, &mut risk.residual_effect, currency);
            }
            for column in [Column::Delay, Column::Cost] {
                if let Some(cell) =
                    cell(column).filter(|cell| !states_effect(*cell, &mut risk.effect, currency))
                {
                    let header = columns.header(column).unwrap_or_default().to_owned();
                    risk.extensions.insert(header, cell.clean().into());
                }
            }
            for (column, rating) in [
                (Column::Probability, &mut risk.probability),
                (Column::ResidualProbability, &mut risk.residual_probability),
            ] {
                let header = columns.header(column).unwrap_or_default();
                rating.iter_mut().for_each(|rating| in_percent(rating, header));
            }
            if let Some(cell) = cell(Column::Affects) {
                risk.affects = tables::listed(cell);
            }
            if let Some(cell) = cell(Column::Status) {
                match status(cell.str()) {
                    Some(status) => risk.status = status,
                    None => _ = risk.extensions.insert("status".into(), cell.clean().into()),
                }
            }
            if risk.description.is_none() && columns.find(Column::Description) != Some(name_at) {
                risk.description = cell(Column::Description).map(Slice::clean);
            }
            parts.attribute(&mut risk, &mut self.drafts.diagnostics);
            let known = [
                Column::Id,
                Column::Risk,
                Column::Name,
                Column::Description,
                Column::Category,
                Column::Impact,
                Column::Probability,
                Column::Mitigation,
                Column::Owner,
                Column::ResidualProbability,
                Column::ResidualImpact,
                Column::Proximity,
                Column::Delay,
                Column::Cost,
                Column::Affects,
                Column::Status,
            ];
            columns.keep_unknown(row, &known, &mut risk.extensions);
            self.drafts.document.risks.push(risk);
        }
    }

    /// `- **Risk:** text` with what is known about it inside, `- **Name**: mitigations`, or a name alone.
    fn risk_item(&mut self, index: usize, category: Option<String>, mitigates: bool) {
        let outline = self.outline;
        let Some(Kind::Item(item)) = outline.blocks.get(index).map(|block| &block.kind) else { return };
        let entry = Entry::of(item.text.slice(), item.checked);
        let named = vocabulary::label(entry.name.str());
        let mut risk = Risk { category, span: Some(entry.span), ..Risk::default() };
        match (named, entry.value) {
            (Some(Label::Risk), Some(value)) => risk.name = value.clean(),
            // A label for the risk before: `- **Mitigation:** …`
            (Some(label), Some(value)) => {
                let document = &mut self.drafts.document;
                if let Some(last) = document.risks.last_mut()
                    && apply(last, label, value, &mut document.currency)
                {
                    self.place(index);
                }
                return;
            }
            (_, Some(value)) if mitigates => {
                risk.name = entry.name();
                risk.mitigations = mitigations(value);
            }
            (_, value) => {
                risk.name = entry.name();
                risk.description = value.map(Slice::clean);
            }
        }
        entry.parts.attribute(&mut risk, &mut self.drafts.diagnostics);
        self.place(index);
        for (child, item) in outline.child_items(index) {
            let text = item.text.slice();
            let label =
                parts::lead(text).and_then(|lead| Some((vocabulary::label(lead.name.str())?, lead.value)));
            if label.is_some_and(|(label, value)| {
                apply(&mut risk, label, value, &mut self.drafts.document.currency)
            }) {
                self.place(child);
            }
        }
        self.drafts.document.risks.push(risk);
    }

    /// Whether a section describes one risk: its labels rate it.
    fn is_one_risk(&self, section: &Section) -> bool {
        self.outline.top_level(section.blocks.clone()).any(|(_, block)| {
            let text = match &block.kind {
                Kind::Paragraph(text) => text,
                Kind::Item(item) => &item.text,
                _ => return false,
            };
            text.slice().lines().any(|line| {
                let Some(lead) = parts::lead(line) else { return false };
                let label = vocabulary::label(lead.name.str());
                matches!(label, Some(Label::Impact | Label::Probability)) && is_level(lead.value)
            })
        })
    }

    fn risk_of_section(&mut self, section: &'a Section, place: &'a Place<'a>) {
        let outline = self.outline;
        let mut risk =
            Risk { name: name_of(&place.parts), span: Some(heading_span(section)), ..Risk::default() };
        place.parts.attribute(&mut risk, &mut self.drafts.diagnostics);
        let mut list: Option<Label> = None;
        for (index, block) in outline.top_level(section.blocks.clone()) {
            let text = match &block.kind {
                Kind::Paragraph(text) => text,
                Kind::Item(item) => &item.text,
                _ => continue,
            };
            let is_item = matches!(block.kind, Kind::Item(_));
            let currency = &mut self.drafts.document.currency;
            for line in text.slice().lines() {
                let label = parts::lead(line)
                    .and_then(|lead| Some((vocabulary::label(lead.name.str())?, lead.value)));
                match (label, list) {
                    (Some((label, value)), _) if value.is_blank() => list = Some(label),
                    (Some((label, value)), _) => _ = apply(&mut risk, label, value, currency),
                    (None, Some(label)) if is_item => _ = apply(&mut risk, label, line, currency),
                    (None, _) => super::labels::append(&mut risk.description, line.clean()),
                }
            }
            self.place(index);
            if let Some(details) = self.details(index) {
                super::labels::append(&mut risk.description, details);
            }
        }
        self.drafts.document.risks.push(risk);
    }
}

/// Sets what a label states about a risk.
fn apply(risk: &mut Risk, label: Label, value: Slice<'_>, currency: &mut Option<String>) -> bool {
    match label {
        Label::Impact => risk.impact = impact(value, &mut risk.effect, currency),
        Label::Probability => risk.probability = rating(value),
        Label::Mitigation => risk.mitigations.extend(mitigations(value)),
        Label::Owner => risk.owner = Some(value.clean()),
        Label::Description | Label::Objective => super::labels::append(&mut risk.description, value.clean()),
        _ => return false,
    }
    true
}

/// A rating in words or as a number; what is neither is kept as written.
fn rating(value: Slice<'_>) -> Option<Rating> {
    if value.is_blank() {
        return None;
    }
    let found = phrase::rating(value.str());
    let mut rating = found.unwrap_or_else(|| Rating { text: value.clean(), ..Rating::default() });
    rating.span.get_or_insert(value.span());
    Some(rating)
}

/// An impact in words or as a number; one in time or money is what the risk does where it happens.
fn impact(
    value: Slice<'_>,
    effect: &mut Option<RiskEffect>,
    currency: &mut Option<String>,
) -> Option<Rating> {
    let rated = rating(value)?;
    let stated = states_effect(value, effect, currency);
    Some(if stated { Rating { value: None, text: value.clean(), ..rated } } else { rated })
}

/// Sets the time and money that a text states, unless the money is not in the plan's currency.
fn states_effect(value: Slice<'_>, effect: &mut Option<RiskEffect>, currency: &mut Option<String>) -> bool {
    let Some(found) = phrase::impact(value.str()) else { return false };
    let span = Some(value.span());
    if let Some(money) = &found.cost {
        if currency.as_deref().is_some_and(|currency| currency != money.currency) {
            return false;
        }
        *currency = Some(money.currency.to_owned());
    }
    let effect = effect.get_or_insert_with(|| RiskEffect { span, ..RiskEffect::default() });
    if let Some(delay) = found.delay {
        let one = delay.duration.map(|likely| Estimate { likely: Some(likely), ..Estimate::default() });
        effect.delay = delay.estimate.or(one).map(|estimate| Estimate { span, ..estimate });
    }
    effect.cost = found.cost.map(|money| money.amount).or(effect.cost.take());
    true
}

/// A probability under a header that says percent, `Probability (%)`, as a share.
fn in_percent(rating: &mut Rating, header: &str) {
    let percent = header.contains('%') || vocabulary::contains_any(header, &["percent", "درصد"]);
    if percent
        && !rating.text.contains(['%', '٪'])
        && let Some(value) = rating.value
    {
        rating.value = Some(value / 100.0);
        rating.text.push_str(" %");
    }
}

/// When a risk may happen, in words and, where these say so, as a window.
pub fn proximity(text: &str) -> Proximity {
    let window = phrase::window(text).filter(|found| found.range == (0..text.len()));
    Proximity { text: text.to_owned(), window: window.map(|found| found.value), ..Proximity::default() }
}

fn status(text: &str) -> Option<RiskStatus> {
    Some(match vocabulary::normal(text).as_str() {
        "open" | "active" | "identified" | "monitored" | "mitigating" | "in progress" => RiskStatus::Open,
        "occurred" | "realized" | "realised" | "triggered" | "issue" => RiskStatus::Occurred,
        "closed" | "resolved" | "mitigated" | "expired" | "retired" => RiskStatus::Closed,
        _ => return None,
    })
}

fn mitigations(value: Slice<'_>) -> Vec<Mitigation> {
    phrase::split_list(value.str())
        .into_iter()
        .map(|item| Mitigation {
            text: item.value.to_owned(),
            span: Some(value.span_of(item.range)),
            ..Mitigation::default()
        })
        .collect()
}

/// Some tables rate the risk as a whole in a column before and describe it under `Impact`: then the column with
/// sentences holds the names, and the one with levels the impact.
fn unswap(columns: &mut Columns<'_>, rows: &[Row<'_>]) {
    let Some(impact) = columns.find(Column::Impact) else { return };
    let rated = |at: usize| {
        let cells: Vec<_> =
            rows.iter().filter_map(|row| row.cell(at)).filter(|cell| !cell.is_blank()).collect();
        let ratings = cells.iter().filter(|cell| is_level(**cell)).count();
        (!cells.is_empty()).then(|| ratings * 2 > cells.len())
    };
    let name = [Column::Risk, Column::Name].into_iter().find_map(|column| columns.find(column));
    match name {
        Some(name) if rated(name) == Some(true) && rated(impact) == Some(false) => {
            columns.set(name, Some(Column::Impact));
            columns.set(impact, Some(Column::Risk));
        }
        None if rated(impact) == Some(true) => {
            // `Risk Level | Impact | Probability`: the second column of the same meaning holds the sentences.
            if let Some(text) = columns.unknown_after(impact).filter(|at| rated(*at) == Some(false)) {
                columns.set(text, Some(Column::Risk));
            }
        }
        _ => {}
    }
}

fn is_level(cell: Slice<'_>) -> bool {
    phrase::rating(cell.str()).is_some_and(|rating| rating.level.is_some() || rating.value.is_some())
}

/// The group that a heading names: the `Technical` of `Technical Risks`.
pub fn category_of(heading: &str) -> Option<String> {
    let other = [
        "risk",
        "risks",
        "assessment",
        "management",
        "register",
        "mitigation",
        "mitigations",
        "matrix",
        "strategies",
        "strategy",
        "identification",
        "analysis",
        "and",
        "plan",
        "framework",
        "potential",
        "project",
        "response",
        "responses",
        "the",
        "of",
        "key",
        "known",
        "identified",
        "log",
        "list",
        "table",
        "ریسک",
        "ریسکها",
        "های",
    ];
    let words: Vec<_> = heading
        .split(|c: char| c.is_whitespace() || matches!(c, '&' | '/'))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty() && !other.contains(&vocabulary::normal(word).as_str()))
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}
