//! Sections about service levels into objectives and the alerts on their budgets.

use critpath::model::{BurnRateAlert, Comparator, ServiceLevelObjective};

use super::entries::{self, Entry};
use super::inline::Slice;
use super::labels::append;
use super::outline::{Kind, Section, Table};
use super::parts::{self, Parts};
use super::phrase;
use super::reader::{Reader, heading_span, name_of};
use super::sections::Place;
use super::tables::Columns;
use super::vocabulary::{self, Column};

/// The columns of objectives, beside their names.
const FIELDS: &[Column] = &[Column::Target, Column::Window];

impl<'a> Reader<'a> {
    /// A section of objectives, `**Availability**: 99.9% over 30 days`, or one objective if its heading has attributes.
    /// Alerts stand inside an objective, or in a table behind it. What states no share, such as a time that requests
    /// may take, is a criterion.
    pub fn objectives(&mut self, section: &'a Section, place: &'a Place<'a>) {
        let outline = self.outline;
        let mut own = place.parts.attributes.is_some().then(|| self.objective_of_heading(section, place));
        for (index, block) in outline.top_level(section.blocks.clone()) {
            match (&block.kind, &mut own) {
                (Kind::Item(item), Some(objective)) => {
                    self.place(index);
                    self.objective_detail(objective, item.text.slice());
                }
                (Kind::Paragraph(text), Some(objective)) => {
                    self.place(index);
                    text.slice().lines().for_each(|line| self.objective_detail(objective, line));
                }
                (Kind::Item(item), None) => self.objective_item(index, item.text.slice()),
                (Kind::Table(table), own) => {
                    if self.alert_rows(table, own.as_mut()) || self.objective_rows(table) {
                        self.place(index);
                    } else {
                        self.table(index, table, section, super::draft::Owner::Plan);
                    }
                }
                (Kind::Paragraph(_) | Kind::Code(_) | Kind::Html, _) => {}
            }
        }
        self.drafts.document.objectives.extend(own);
    }

    fn objective_of_heading(&mut self, section: &'a Section, place: &'a Place<'a>) -> ServiceLevelObjective {
        let name = name_of(&place.parts);
        let mut objective = ServiceLevelObjective {
            metric: phrase::metric(&name),
            name,
            span: Some(heading_span(section)),
            ..ServiceLevelObjective::default()
        };
        place.parts.attribute(&mut objective, &mut self.drafts.diagnostics);
        objective
    }

    fn objective_item(&mut self, index: usize, text: Slice<'a>) {
        let entry = Entry::of(text, None);
        self.place(index);
        let name = entry.name();
        let stated = target(&name, entry.value.unwrap_or(entry.parts.whole).str());
        if stated.is_none() && entry.parts.attributes.is_none() {
            return self.criterion(text, None);
        }
        let mut objective = ServiceLevelObjective {
            metric: phrase::metric(&name),
            name,
            description: entry.value.map(Slice::clean),
            span: Some(entry.span),
            ..stated.unwrap_or_default()
        };
        entry.parts.attribute(&mut objective, &mut self.drafts.diagnostics);
        for (child, item) in self.outline.child_items(index) {
            self.place(child);
            self.objective_detail(&mut objective, item.text.slice());
        }
        self.drafts.document.objectives.push(objective);
    }

    /// What stands inside an objective: a counter, `Total: http_requests_total`, an alert with its attributes, or prose.
    fn objective_detail(&mut self, objective: &mut ServiceLevelObjective, text: Slice<'a>) {
        let lead = parts::lead(text).filter(|lead| !lead.value.is_blank());
        let label = lead.map(|lead| (vocabulary::normal(lead.name.str()), lead.value));
        match label.as_ref().map(|(label, value)| (label.as_str(), value)) {
            Some(("total" | "total selector" | "total events", value)) => {
                objective.total_selector = Some(value.clean());
                return;
            }
            Some(("failures" | "failure selector" | "failed events", value)) => {
                objective.failure_selector = Some(value.clean());
                return;
            }
            _ => {}
        }
        let parts = Parts::of_item(text, None);
        if parts.attributes.is_none() {
            let stray = parts.stray(<BurnRateAlert as super::attributes::Attributed>::KEYS);
            if let Some(stray) = stray {
                let braces = text.sub(stray.range.clone());
                self.drafts.diagnostics.push(stray.report(braces.str(), braces.span()));
            }
            return append(&mut objective.description, text.clean());
        }
        let name = parts.whole.trim_matches(|c| c == ':' || c.is_whitespace()).clean();
        let severity = Some(name).filter(|name| !name.is_empty());
        let mut alert = BurnRateAlert { severity, span: Some(text.span()), ..BurnRateAlert::default() };
        parts.attribute(&mut alert, &mut self.drafts.diagnostics);
        objective.alerts.push(alert);
    }

    /// `SLO | Target | Period`
    fn objective_rows(&mut self, table: &'a Table) -> bool {
        let names = [Column::ServiceLevel, Column::Objective, Column::Metric, Column::Name];
        if !Columns::of(table).any(&[Column::Target]) {
            return false;
        }
        let Some(rows) = entries::rows(table, &names, FIELDS) else { return false };
        for entry in rows {
            let name = entry.name();
            let mut objective = ServiceLevelObjective {
                metric: phrase::metric(&name),
                description: entry.details.clone(),
                span: Some(entry.span),
                ..ServiceLevelObjective::default()
            };
            for (column, cell) in &entry.cells {
                match (column, target(&name, cell.str())) {
                    (Column::Window, _) => objective.period = self.duration_cell(*cell),
                    (_, Some(stated)) => {
                        (objective.target, objective.period) =
                            (stated.target, objective.period.or(stated.period));
                    }
                    (_, None) => objective.target = self.number_cell(*cell, &['%'], 100.0),
                }
            }
            objective.name = name;
            entry.parts.attribute(&mut objective, &mut self.drafts.diagnostics);
            self.drafts.document.objectives.push(objective);
        }
        true
    }

    /// `Severity | Long window | Short window | Burn rate`: alerts of this objective, or else of the one before.
    fn alert_rows(&mut self, table: &'a Table, own: Option<&mut ServiceLevelObjective>) -> bool {
        let columns = Columns::of(table);
        if !columns.any(&[Column::BurnRate, Column::LongWindow])
            || own.is_none() && self.drafts.document.objectives.is_empty()
        {
            return false;
        }
        let mut alerts = Vec::new();
        for row in columns.rows(table) {
            let cell =
                |column| columns.find(column).and_then(|at| row.cell(at)).filter(|cell| !cell.is_blank());
            let mut alert = BurnRateAlert {
                severity: cell(Column::Impact).or(cell(Column::Name)).map(Slice::clean),
                long_window: cell(Column::LongWindow)
                    .or(cell(Column::Window))
                    .and_then(|cell| self.duration_cell(cell)),
                short_window: cell(Column::ShortWindow).and_then(|cell| self.duration_cell(cell)),
                burn_rate: cell(Column::BurnRate)
                    .and_then(|cell| self.number_cell(cell, &['x', '\u{d7}'], f64::MAX)),
                budget_percent: cell(Column::BudgetPercent)
                    .and_then(|cell| self.number_cell(cell, &['%'], 100.0)),
                span: Some(row.span()),
                ..BurnRateAlert::default()
            };
            let known = [
                Column::Impact,
                Column::Name,
                Column::LongWindow,
                Column::Window,
                Column::ShortWindow,
                Column::BurnRate,
                Column::BudgetPercent,
            ];
            columns.keep_unknown(&row, &known, &mut alert.extensions);
            alerts.push(alert);
        }
        if let Some(objective) = own.or(self.drafts.document.objectives.last_mut()) {
            objective.alerts.extend(alerts);
        }
        true
    }
}

/// The share of good events and the period that a text states: `99.9% over 30 days`; `error rate < 0.1%` is 99.9 %, too.
fn target(name: &str, text: &str) -> Option<ServiceLevelObjective> {
    let stated = phrase::conditions(name, text).into_iter().find(|condition| condition.unit == "%")?;
    let share = stated.target.filter(|share| (0.0..=100.0).contains(share))?;
    let below = matches!(stated.comparator, Comparator::Less | Comparator::AtMost);
    // `Error rate: 0.1%` is a limit, too, and `Checkout: 99.9%` is none.
    let is_limit = below && (!stated.implied_comparator || share < 50.0);
    let target = Some(if is_limit { 100.0 - share } else { share });
    Some(ServiceLevelObjective { target, period: stated.window, ..ServiceLevelObjective::default() })
}
