//! Tables into columns with a meaning and rows, and rows of tasks into tasks.

use std::collections::BTreeMap;

use critpath::diagnostic::{Code, Diagnostic};
use critpath::model::{Estimate, Span, TaskKind, Window};

use super::draft::Owner;
use super::inline::{Inline, Slice};
use super::labels;
use super::outline::{Section, Table};
use super::parts::Parts;
use super::phrase;
use super::reader::Reader;
use super::vocabulary::{self, Column, Label};

/// What the columns of a table hold.
#[derive(Debug)]
pub struct Columns<'a> {
    columns: Vec<Option<Column>>,
    headers: Vec<Slice<'a>>,
}

/// A row with all of its cells.
#[derive(Debug)]
pub struct Row<'a> {
    cells: Vec<Slice<'a>>,
    source: std::ops::Range<usize>,
}

impl<'a> Row<'a> {
    /// The text of a cell.
    pub fn cell(&self, column: usize) -> Option<Slice<'a>> {
        self.cells.get(column).map(|cell| cell.trim())
    }

    /// Where the row stands.
    pub fn span(&self) -> Span {
        let blank = |inline: &Slice<'_>| inline.is_blank();
        let first = self
            .cells
            .iter()
            .find(|cell| !blank(cell))
            .map_or(self.source.start, |cell| cell.span().start as usize);
        let last = self
            .cells
            .iter()
            .rev()
            .find(|cell| !blank(cell))
            .map_or(self.source.end, |cell| cell.span().end as usize);
        Span::new(first, last)
    }
}

impl<'a> Columns<'a> {
    /// Reads the header of a table. Of two columns with the same meaning the first has it, unless it may mean something
    /// else: the `Time` beside a `Duration` is when, not how long.
    pub fn of(table: &'a Table) -> Self {
        let headers: Vec<_> = table.header.iter().map(Inline::slice).collect();
        let is_vague = |header: &Slice<'_>| vocabulary::normal(header.str()) == "time";
        let clear = headers.iter().filter(|header| !is_vague(header));
        let has_duration =
            clear.map(|header| vocabulary::column(header.str())).any(|c| c == Some(Column::Duration));
        let mut columns: Vec<Option<Column>> = Vec::with_capacity(headers.len());
        for header in &headers {
            let column = vocabulary::column(header.str()).filter(|column| !columns.contains(&Some(*column)));
            columns.push(column.filter(|_| !(has_duration && is_vague(header))));
        }
        let mut columns = Columns { columns, headers };
        columns.number_steps(table);
        columns
    }

    /// `Step | Action`: where the first column only counts, the one with the words has the names.
    fn number_steps(&mut self, table: &'a Table) {
        let Some(task) = self.find(Column::Task) else { return };
        let counts = |row: &super::outline::Row| {
            row.cells
                .get(task)
                .is_none_or(|cell| cell.slice().str().chars().all(|c| c.is_numeric() || " .#".contains(c)))
        };
        if table.rows.is_empty() || !table.rows.iter().all(counts) {
            return;
        }
        let other = (task + 1..self.headers.len())
            .find(|at| vocabulary::column(self.headers[*at].str()) == Some(Column::Task));
        if let Some(name) =
            other.or_else(|| self.find(Column::Name)).or_else(|| self.find(Column::Description))
        {
            self.set(task, Some(Column::Id));
            self.set(name, Some(Column::Task));
        }
    }

    /// The place of a column.
    pub fn find(&self, column: Column) -> Option<usize> {
        self.columns.iter().position(|found| *found == Some(column))
    }

    /// The header of a column.
    pub fn header(&self, column: Column) -> Option<&'a str> {
        self.find(column).and_then(|at| self.headers.get(at)).map(|header| header.str())
    }

    /// Whether there is one of these columns.
    pub fn any(&self, columns: &[Column]) -> bool {
        columns.iter().any(|column| self.find(*column).is_some())
    }

    /// The first column after this one whose header means nothing, or the same as another one.
    pub fn unknown_after(&self, at: usize) -> Option<usize> {
        (at + 1..self.columns.len()).find(|column| self.columns.get(*column) == Some(&None))
    }

    /// Gives a column another meaning.
    pub fn set(&mut self, at: usize, column: Option<Column>) {
        if let Some(slot) = self.columns.get_mut(at) {
            *slot = column;
        }
    }

    /// The rows. A row that a line break tore in two is put together again.
    pub fn rows(&self, table: &'a Table) -> Vec<Row<'a>> {
        let width = self.columns.len();
        let mut rows = Vec::with_capacity(table.rows.len());
        let mut at = 0;
        while let Some(row) = table.rows.get(at) {
            at += 1;
            let mut whole =
                Row { cells: row.cells.iter().map(Inline::slice).collect(), source: row.source.clone() };
            if row.open
                && let Some(next) = table.rows.get(at)
                && row.written + next.written == width
            {
                whole.cells.truncate(row.written);
                whole.cells.extend(next.cells.iter().take(next.written).map(Inline::slice));
                whole.source.end = next.source.end;
                at += 1;
            }
            rows.push(whole);
        }
        rows
    }

    /// The cells of a row in these columns that say something.
    pub fn cells(&self, row: &Row<'a>, wanted: &[Column]) -> Vec<(Column, Slice<'a>)> {
        let cell = |column: &Column| Some((*column, row.cell(self.find(*column)?)?));
        wanted.iter().filter_map(cell).filter(|(_, cell)| !says_nothing(*cell)).collect()
    }

    /// The cells of a row beside its name that say something, with their headers, without those of these columns.
    pub fn remarks(&self, row: &Row<'a>, name: usize, without: &[Column]) -> Option<String> {
        let mut lines = Vec::new();
        for (at, header) in self.headers.iter().enumerate().filter(|(at, _)| *at != name) {
            let Some(cell) = row.cell(at).filter(|cell| !cell.is_blank()) else { continue };
            match self.columns.get(at).copied().flatten() {
                Some(column) if without.contains(&column) => {}
                Some(Column::Description) => lines.push(cell.clean()),
                _ => lines.push(format!("{}: {}", header.clean(), cell.clean())),
            }
        }
        (!lines.is_empty()).then(|| lines.join("\n"))
    }

    /// Keeps the cells whose columns have no meaning here.
    pub fn keep_unknown(
        &self,
        row: &Row<'a>,
        known: &[Column],
        extensions: &mut BTreeMap<String, serde_json::Value>,
    ) {
        for (at, column) in self.columns.iter().enumerate() {
            let Some(cell) = row.cell(at).filter(|cell| !cell.is_blank()) else { continue };
            if column.is_none_or(|column| !known.contains(&column)) {
                let key = vocabulary::normal(self.headers[at].str()).replace(' ', "_");
                labels::keep(extensions, "columns", &key, cell.clean());
            }
        }
    }
}

/// Whether a cell is empty, or as good as that: `-`, `none`, `n/a`.
fn says_nothing(cell: Slice<'_>) -> bool {
    matches!(vocabulary::normal(cell.str()).as_str(), "" | "none" | "n a" | "na")
}

const WORK: &[Column] = &[
    Column::Duration,
    Column::Low,
    Column::High,
    Column::Start,
    Column::Finish,
    Column::Deadline,
    Column::After,
    Column::Owner,
    Column::Status,
    Column::Window,
    Column::Phase,
];

/// Whether the header of a table announces tasks: a column that names them, and one that only tasks have.
pub fn lists_tasks(table: &Table) -> bool {
    let columns = Columns::of(table);
    columns.any(&[Column::Task, Column::Milestone]) && columns.any(WORK)
        || columns.any(&[Column::Window]) && columns.any(&[Column::Tasks])
        || columns.any(&[Column::Phase])
            && columns.any(&[Column::Tasks, Column::Duration, Column::Window, Column::Start])
        || columns.any(&[Column::Name])
            && columns.any(&[Column::Duration])
            && columns.any(&[Column::After, Column::Start])
}

impl<'a> Reader<'a> {
    /// Reads a table where a list of anything may stand: by its header.
    pub fn table(&mut self, index: usize, table: &'a Table, section: &'a Section, owner: Owner) {
        let columns = Columns::of(table);
        let taken = if lists_tasks(table) {
            self.task_table(index, table, &columns, owner);
            true
        } else if super::risks::lists_risks(&columns, false) {
            self.risk_table(table, columns, section);
            true
        } else if columns.any(&[Column::Metric]) && columns.any(&[Column::Target]) {
            self.criteria_table(table, &columns, None);
            true
        } else {
            false
        };
        if taken {
            self.place(index);
        }
    }

    fn task_table(&mut self, index: usize, table: &'a Table, columns: &Columns<'a>, owner: Owner) {
        let task = [Column::Task, Column::Milestone, Column::Name].into_iter().find_map(|c| columns.find(c));
        // `Week | Activities`: the weeks are the phases.
        let weeks =
            columns.find(Column::Window).filter(|_| task.is_none() && columns.find(Column::Tasks).is_some());
        let phase = columns.find(Column::Phase).or(weeks);
        let mut phases: BTreeMap<String, usize> = BTreeMap::new();
        self.report_unknown(columns, table);
        for row in columns.rows(table) {
            let named = phase.and_then(|at| row.cell(at)).filter(|cell| !cell.is_blank());
            match (task.and_then(|at| row.cell(at)).filter(|cell| !cell.is_blank()), named) {
                (Some(name), named) => {
                    let owner = match named {
                        Some(cell) => Owner::Phase(self.phase_of_row(cell, &row, owner, &mut phases)),
                        None => owner,
                    };
                    self.task_row(name, &row, columns, owner);
                }
                (None, Some(cell)) if !has_tasks(columns, &row) => {
                    self.task_row(cell, &row, columns, owner);
                    if let Some(draft) = self.drafts.tasks.last_mut() {
                        draft.phase_table = Some(index);
                    }
                }
                (None, Some(cell)) => self.phase_row(cell, &row, columns, owner, &mut phases),
                (None, None) => {}
            }
        }
    }

    fn phase_of_row(
        &mut self,
        cell: Slice<'a>,
        row: &Row<'a>,
        owner: Owner,
        phases: &mut BTreeMap<String, usize>,
    ) -> usize {
        let key = vocabulary::normal(cell.str());
        if let Some(index) = phases.get(&key) {
            return *index;
        }
        let parts = Parts::of_item(cell, None);
        let index = self.open_phase(&parts, row.span(), owner, true);
        phases.insert(key, index);
        index
    }

    /// A row that names a phase and lists its tasks.
    fn phase_row(
        &mut self,
        cell: Slice<'a>,
        row: &Row<'a>,
        columns: &Columns<'a>,
        owner: Owner,
        phases: &mut BTreeMap<String, usize>,
    ) {
        let Some(tasks) = columns.find(Column::Tasks).and_then(|at| row.cell(at)) else { return };
        let phase = Owner::Phase(self.phase_of_row(cell, row, owner, phases));
        for (at, column) in columns.columns.iter().enumerate() {
            let (Some(label), Some(value)) = (column.and_then(label_of), row.cell(at)) else { continue };
            for part in phrase_parts(label, value) {
                self.apply_label(phase, label, part);
            }
        }
        for line in tasks.lines() {
            self.apply_label(phase, Label::Tasks, line);
        }
    }

    fn task_row(&mut self, name: Slice<'a>, row: &Row<'a>, columns: &Columns<'a>, owner: Owner) {
        let parts = Parts::of_item(name, None);
        let index = self.open_task(&parts, row.span(), owner);
        let at = |column| columns.find(column).and_then(|at| row.cell(at)).filter(|cell| !cell.is_blank());
        let task = &mut self.drafts.tasks[index].task;
        if columns.find(Column::Milestone).is_some() && columns.find(Column::Task).is_none() {
            task.kind = TaskKind::Milestone;
        }
        if let Some(id) = at(Column::Id).filter(|_| task.id.is_empty()) {
            task.id = id.clean();
        }
        let amount = |column: Column| at(column).and_then(|cell| duration_of(cell, columns, column));
        let [low, likely, high] = [Column::Low, Column::Likely, Column::High].map(amount);
        if low.is_some() || likely.is_some() || high.is_some() {
            task.estimate = Some(Estimate { low, likely, high, ..Estimate::default() });
        }
        if let Some(cell) = at(Column::Duration) {
            match duration_of(cell, columns, Column::Duration) {
                Some(duration) if phrase::duration(cell.str()).is_none() => task.duration = Some(duration),
                _ => _ = labels::apply_to_task(task, Label::Duration, cell),
            }
        }
        if let Some(cell) = at(Column::Window)
            && phrase::window(cell.str()).is_none()
        {
            // `1-2` under `Weeks`.
            task.window = columns.header(Column::Window).and_then(|header| numbered_window(header, cell));
        }
        if let Some(cell) = at(Column::Cost) {
            task.cost = money(cell.str());
        }
        let known: Vec<_> = columns.columns.iter().flatten().copied().filter(|c| is_of_tasks(*c)).collect();
        columns.keep_unknown(row, &known, &mut task.extensions);
        for (at, column) in columns.columns.iter().enumerate() {
            let done = |label: &Label| {
                *label == Label::Duration
                    || *label == Label::Window && self.drafts.tasks[index].task.window.is_some()
            };
            let Some(label) = column.and_then(label_of).filter(|label| !done(label)) else { continue };
            if let Some(value) = row.cell(at).filter(|cell| !cell.is_blank()) {
                for part in phrase_parts(label, value) {
                    self.apply_label(Owner::Task(index), label, part);
                }
            }
        }
    }

    /// How long something takes by the clock, as a cell states it.
    pub fn duration_cell(&mut self, cell: Slice<'a>) -> Option<critpath::duration::Duration> {
        let found = phrase::duration(cell.str()).and_then(|found| found.value.duration);
        if found.is_none() {
            let message = format!("`{}` is no duration", cell.clean());
            let help = "write one like 30m, 24h or 3 days";
            self.drafts
                .diagnostics
                .push(Diagnostic::new(Code::DurationInvalid, message).at(cell.span()).help(help));
        }
        found
    }

    /// A number that is not negative, as a cell or a text states it; `sign` may stand behind it.
    pub fn number_cell(&mut self, cell: Slice<'a>, sign: &[char], most: f64) -> Option<f64> {
        let number = cell.clean().trim_end_matches(sign).trim_end().parse::<f64>().ok();
        let found = number.filter(|number| (0.0..=most).contains(number));
        if found.is_none() {
            let message = match most < f64::MAX {
                true => format!("`{}` is no number from 0 to {most}", cell.clean()),
                false => format!("`{}` is no number from 0 on", cell.clean()),
            };
            self.drafts.diagnostics.push(Diagnostic::new(Code::NumberInvalid, message).at(cell.span()));
        }
        found
    }

    fn report_unknown(&mut self, columns: &Columns<'a>, table: &'a Table) {
        for (header, column) in columns.headers.iter().zip(&columns.columns) {
            if !column.is_some_and(is_of_tasks) && !header.is_blank() && !table.rows.is_empty() {
                self.drafts.diagnostics.push(
                    Diagnostic::new(
                        Code::TableColumnUnknown,
                        format!(
                            "the column `{}` has no meaning for tasks; its cells are kept as they stand",
                            header.clean()
                        ),
                    )
                    .at(header.span()),
                );
            }
        }
    }
}

/// The names that a cell lists.
pub fn listed(cell: Slice<'_>) -> Vec<String> {
    phrase::split_list(cell.str()).into_iter().map(|item| item.value.to_owned()).collect()
}

fn has_tasks(columns: &Columns<'_>, row: &Row<'_>) -> bool {
    columns.find(Column::Tasks).and_then(|at| row.cell(at)).is_some_and(|cell| !cell.is_blank())
}

/// Columns that a row of tasks uses beside those that are labels.
const TASK: &[Column] = &[
    Column::Id,
    Column::Task,
    Column::Milestone,
    Column::Name,
    Column::Phase,
    Column::Low,
    Column::Likely,
    Column::High,
    Column::Cost,
    Column::Tasks,
];

fn is_of_tasks(column: Column) -> bool {
    label_of(column).is_some() || TASK.contains(&column)
}

/// The label that says the same as a column.
fn label_of(column: Column) -> Option<Label> {
    Some(match column {
        Column::Description => Label::Description,
        Column::Objective => Label::Objective,
        Column::Duration => Label::Duration,
        Column::Start => Label::Start,
        Column::Finish => Label::Finish,
        Column::Deadline => Label::Deadline,
        Column::Window => Label::Window,
        Column::After => Label::After,
        Column::Owner | Column::Role => Label::Owner,
        Column::Status => Label::Status,
        Column::Priority => Label::Priority,
        Column::Deliverables => Label::Deliverables,
        Column::Environment => Label::Environment,
        Column::Undo => Label::Rollback,
        _ => return None,
    })
}

/// The values of a cell: several for what may be listed.
fn phrase_parts(label: Label, value: Slice<'_>) -> Vec<Slice<'_>> {
    if label != Label::Deliverables {
        return vec![value];
    }
    phrase::split_list(value.str()).into_iter().map(|item| value.sub(item.range)).collect()
}

/// An amount of time in a cell; a bare number is in the unit of the header, and in days without one.
fn duration_of(
    cell: Slice<'_>,
    columns: &Columns<'_>,
    column: Column,
) -> Option<critpath::duration::Duration> {
    if let Some(found) = phrase::duration(cell.str()) {
        return found.value.duration;
    }
    let number = cell.str().trim();
    if number.is_empty() || !number.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return None;
    }
    let header = columns.header(column).unwrap_or_default();
    let unit = [("hour", "h"), ("hrs", "h"), ("minute", "m"), ("min", "m"), ("week", "w"), ("month", "mo")]
        .iter()
        .find(|(word, _)| header.to_ascii_lowercase().contains(word))
        .map_or("d", |(_, unit)| unit);
    critpath::duration::Duration::parse(&format!("{number}{unit}")).ok()
}

/// The window of a bare number or range, in the unit that the header names.
fn numbered_window(header: &str, cell: Slice<'_>) -> Option<Window> {
    let header = header.to_ascii_lowercase();
    let unit = ["week", "day", "month", "quarter"].into_iter().find(|unit| header.contains(unit))?;
    let window = super::parts::whole_window(&format!("{unit} {}", cell.str().trim()))?;
    Some(Window { text: cell.clean(), span: Some(cell.span()), ..window })
}

/// `$15,000` as a number.
fn money(text: &str) -> Option<f64> {
    let digits: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    digits.parse().ok()
}
