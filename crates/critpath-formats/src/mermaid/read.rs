//! A Mermaid gantt chart into phases and tasks.
//!
//! Sections become phases and bars tasks. A bar's start date becomes `start_no_earlier_than`: the bar stands
//! there unless the logic moves it. `after` becomes dependencies, a bar without a start follows the bar above it.
//! Mermaid counts calendar time, so `3d` becomes the elapsed `3ed`; where the chart excludes weekends, Mermaid
//! stretches bars over them, and days become working days. A bar that ends at a date, or `until` another starts,
//! gets the length that it has in the drawn chart.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use chrono::{Datelike, NaiveDateTime, NaiveTime};
use critpath::diagnostic::{Code, Diagnostic, Severity, TextEdit, did_you_mean};
use critpath::duration::{Duration, Lag};
use critpath::model::*;
use critpath::time::Moment;

use super::bar::{Bar, Chart, End, Start, excerpt};
use super::date_format::ChartTime;
use super::length;
use super::statement::{statements, trimmed};
use crate::ids::Ids;

/// A gantt chart read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MermaidGantt {
    /// The chart's title.
    pub title: Option<String>,
    /// The earliest date on it.
    pub start: Option<Moment>,
    /// Its sections.
    pub phases: Vec<Phase>,
    /// Its bars and milestones, in order. Ids are unique within the chart.
    pub tasks: Vec<Task>,
    /// Those of their ids that the chart states; the others are made from names.
    pub stated_ids: BTreeSet<String>,
    /// What is wrong or odd in it.
    pub diagnostics: Vec<Diagnostic>,
}

/// Where a bar is drawn, as far as the chart tells.
type Drawn = (Option<NaiveDateTime>, Option<NaiveDateTime>);

/// Suggestions for unknown ids compare with every id; after this many they are left out, so that the time stays linear.
const MOST_SUGGESTIONS: usize = 20;

/// Mermaid itself resolves references to later bars in this many rounds.
const ROUNDS: usize = 10;

/// Reads a gantt chart; `at` turns a range of the code into a span. Never fails: what cannot be read is reported
/// and left out. O(length).
pub fn read_gantt(code: &str, at: &dyn Fn(Range<usize>) -> Span) -> MermaidGantt {
    let mut chart = Chart::new(code, at);
    statements(code).for_each(|statement| chart.take(statement));
    if chart.counts_from_zero() {
        let message = "the chart counts in numbers from zero, not in dates; it is not read as a schedule";
        chart
            .found
            .diagnostics
            .push(Diagnostic::new(Code::TextUnplaced, message).at(at(trimmed(code, 0..code.len()))));
        return MermaidGantt {
            title: chart.found.title,
            diagnostics: chart.found.diagnostics,
            ..MermaidGantt::default()
        };
    }
    chart.build();
    chart.found
}

impl Chart<'_> {
    /// Charts with `dateFormat X` often draw amounts, such as response times, from zero.
    fn counts_from_zero(&self) -> bool {
        let mut starts = self.bars.iter().filter_map(|bar| match bar.start {
            Start::At(ChartTime::Dated(time)) => Some(time),
            _ => None,
        });
        self.format.is_stamp() && starts.all(|time| time.year() < 1980)
    }

    fn build(&mut self) {
        let index = self.named_bars();
        self.found.stated_ids = index.keys().cloned().collect();
        let mut taken = Ids::default();
        index.keys().for_each(|id| taken.reserve(id));
        let phase_ids = self.phase_ids(&mut taken);
        let ids = self.bar_ids(&phase_ids, &mut taken);
        let drawn = self.draw(&index);
        // Elapsed bars run from midnight to midnight; days of work begin when work does.
        let plan_start = |time| if self.weekends_free { moment(time) } else { Moment::Local(time) };
        self.found.start = drawn.iter().filter_map(|(start, _)| *start).min().map(plan_start);
        let clock = self.clock_anchor();
        let bars = std::mem::take(&mut self.bars);
        for (position, bar) in bars.iter().enumerate() {
            let mut task = Task { id: ids[position].clone(), name: bar.name.clone(), ..Task::default() };
            task.phase = bar.section.map(|section| phase_ids[section].clone());
            task.span = Some((self.at)(bar.line.clone()));
            self.set_tags(&mut task, bar);
            self.link(&mut task, bar, position, &index, &ids);
            self.place(&mut task, bar, drawn[position], clock.filter(|(first, _)| *first != position), &ids);
            self.found.tasks.push(task);
        }
        self.bars = bars;
    }

    /// One phase for each section name, and for each section the id of its phase.
    fn phase_ids(&mut self, ids: &mut Ids) -> Vec<String> {
        let mut by_name: BTreeMap<String, String> = BTreeMap::new();
        let mut phase_ids = Vec::with_capacity(self.sections.len());
        for (name, range) in std::mem::take(&mut self.sections) {
            if !by_name.contains_key(&name) {
                let id = ids.make(&name, None, "section");
                let span = Some((self.at)(range));
                self.found.phases.push(Phase {
                    id: id.clone(),
                    name: name.clone(),
                    span,
                    ..Phase::default()
                });
                by_name.insert(name.clone(), id);
            }
            phase_ids.extend(by_name.get(&name).cloned());
        }
        phase_ids
    }

    /// The id of each bar: its own, else made from its name.
    fn bar_ids(&mut self, phase_ids: &[String], ids: &mut Ids) -> Vec<String> {
        let mut own: BTreeSet<&str> = BTreeSet::new();
        let mut twice = Vec::new();
        let mut bar_ids = Vec::with_capacity(self.bars.len());
        for bar in &self.bars {
            bar_ids.push(match &bar.id {
                Some((id, _)) if own.insert(id) => id.clone(),
                Some((id, range)) => {
                    twice.push((id.clone(), range.clone()));
                    ids.make(id, None, "task")
                }
                None => {
                    let phase = bar.section.and_then(|section| phase_ids.get(section));
                    ids.make(&bar.name, phase.map(String::as_str), "task")
                }
            });
        }
        for (id, range) in twice {
            self.report(
                Code::IdDuplicate,
                format!("two bars have the id `{id}`"),
                range,
                "give each bar its own id",
            );
        }
        bar_ids
    }

    /// The bars that references can name; of two with one id, the first.
    fn named_bars(&self) -> BTreeMap<String, usize> {
        let named = |(position, bar): (usize, &Bar)| Some((bar.id.as_ref()?.0.clone(), position));
        self.bars.iter().enumerate().rev().filter_map(named).collect()
    }

    /// Where the bars are drawn.
    fn draw(&self, index: &BTreeMap<String, usize>) -> Vec<Drawn> {
        let mut drawn: Vec<Drawn> = vec![(None, None); self.bars.len()];
        for _ in 0..ROUNDS {
            let mut changed = false;
            for (position, bar) in self.bars.iter().enumerate() {
                let ends = |ids: &[(String, Range<usize>)]| {
                    ids.iter().map(|(id, _)| drawn[*index.get(id)?].1).collect::<Option<Vec<_>>>()
                };
                let starts = |ids: &[(String, Range<usize>)]| {
                    ids.iter().map(|(id, _)| drawn[*index.get(id)?].0).collect::<Option<Vec<_>>>()
                };
                let start = match &bar.start {
                    Start::At(ChartTime::Dated(time)) => Some(*time),
                    Start::After(ids) => ends(ids).and_then(|ends| ends.into_iter().max()),
                    Start::Above => position.checked_sub(1).and_then(|above| drawn[above].1),
                    _ => None,
                };
                let end = match &bar.end {
                    End::Length(length) => start.and_then(|start| length.end(start, self.weekends_free)),
                    End::At(ChartTime::Dated(time)) => self.exclusive_end(*time),
                    End::Until(ids) => starts(ids).and_then(|starts| starts.into_iter().min()),
                    _ => None,
                };
                changed |= drawn[position] != (start, end);
                drawn[position] = (start, end);
            }
            if !changed {
                break;
            }
        }
        drawn
    }

    /// A date that ends a bar is its first moment, unless the chart includes end dates.
    fn exclusive_end(&self, time: NaiveDateTime) -> Option<NaiveDateTime> {
        let whole_day = self.inclusive && time.time() == NaiveTime::MIN;
        time.checked_add_signed(chrono::Duration::days(i64::from(whole_day)))
    }

    fn set_tags(&mut self, task: &mut Task, bar: &Bar) {
        for tag in &bar.tags {
            match *tag {
                "milestone" | "vert" => task.kind = TaskKind::Milestone,
                "done" => {
                    task.progress = Some(Progress {
                        percent: Some(100.0),
                        status: Some("done".into()),
                        ..Progress::default()
                    })
                }
                "active" => {
                    task.progress = Some(Progress { status: Some("active".into()), ..Progress::default() })
                }
                _ => task.priority = Some((*tag).to_owned()),
            }
        }
    }

    /// The dependencies of a bar.
    fn link(
        &mut self,
        task: &mut Task,
        bar: &Bar,
        position: usize,
        index: &BTreeMap<String, usize>,
        ids: &[String],
    ) {
        match &bar.start {
            Start::After(names) => {
                for (name, range) in names {
                    match index.get(name) {
                        Some(other) => task.after.push(Dependency {
                            predecessor: ids[*other].clone(),
                            span: Some((self.at)(range.clone())),
                            ..Dependency::default()
                        }),
                        None => self.unknown_id(name, range, index),
                    }
                }
            }
            Start::Above => {
                if let Some(above) = position.checked_sub(1) {
                    task.after.push(Dependency {
                        predecessor: ids[above].clone(),
                        implied: Some("chart_order".into()),
                        ..Dependency::default()
                    });
                }
            }
            Start::At(_) | Start::Broken => {}
        }
        if let End::Until(names) = &bar.end {
            for (name, range) in names.iter().filter(|(name, _)| !index.contains_key(name)) {
                self.unknown_id(name, range, index);
            }
        }
    }

    fn unknown_id(&mut self, name: &str, range: &Range<usize>, index: &BTreeMap<String, usize>) {
        let span = (self.at)(range.clone());
        let mut found =
            Diagnostic::new(Code::IdUnknown, format!("no bar of the chart has the id `{name}`")).at(span);
        self.suggestions += 1;
        let meant = (self.suggestions <= MOST_SUGGESTIONS)
            .then(|| did_you_mean(name, index.keys().map(String::as_str)))
            .flatten();
        found = match meant {
            Some(meant) => {
                let edit = TextEdit { span, replacement: meant.to_owned() };
                found.help(format!("did you mean `{meant}`?")).fix(format!("rename to `{meant}`"), vec![edit])
            }
            None => found.help("give the bar that is meant this id, or remove the reference"),
        };
        self.found.diagnostics.push(found);
    }

    /// The dates and the length of a bar.
    fn place(
        &mut self,
        task: &mut Task,
        bar: &Bar,
        drawn: Drawn,
        clock: Option<(usize, NaiveTime)>,
        ids: &[String],
    ) {
        if let Start::At(ChartTime::Clock(time)) = bar.start
            && let Some((first, anchor)) = clock
        {
            let lag = Lag::Time(Duration::from_seconds(length::clock_s(anchor, time)).elapsed());
            task.after.push(Dependency {
                predecessor: ids[first].clone(),
                relation: Relation::StartToStart,
                lag: Some(lag),
                implied: Some("clock_times".into()),
                ..Dependency::default()
            });
        }
        if let Start::At(ChartTime::Dated(start)) = &bar.start {
            let kind = ConstraintKind::StartNoEarlierThan;
            let span = Some((self.at)(bar.start_range.clone()));
            task.constraints.push(Constraint {
                kind,
                date: Some(moment(*start)),
                span,
                ..Constraint::default()
            });
        }
        if task.kind == TaskKind::Task {
            self.set_duration(task, bar, drawn);
        }
    }

    fn set_duration(&mut self, task: &mut Task, bar: &Bar, (start, end): Drawn) {
        match (&bar.start, &bar.end) {
            (_, End::Length(length)) => task.duration = Some(length.duration(self.weekends_free)),
            (Start::At(ChartTime::Clock(start)), End::At(ChartTime::Clock(end))) => {
                task.duration = Some(Duration::from_seconds(length::clock_s(*start, *end)).elapsed());
            }
            (_, End::None) => {}
            _ => match start.zip(end) {
                Some((start, end)) if end >= start => {
                    task.duration = Some(length::between(start, end, self.weekends_free));
                }
                Some(_) => {
                    let message = format!("`{}` ends before it starts", excerpt(&bar.name));
                    let range = bar.start_range.start.min(bar.end_range.start)..bar.end_range.end;
                    self.report(Code::DateOrder, message, range, "write the start before the end");
                }
                None => {
                    let message = format!("the chart does not tell how long `{}` is", excerpt(&bar.name));
                    let range = bar.end_range.clone();
                    self.report(
                        Code::DurationInvalid,
                        message,
                        range,
                        "write a length like 3d, or dates for both ends",
                    );
                    if let Some(found) = self.found.diagnostics.last_mut() {
                        found.severity = Severity::Warning;
                    }
                }
            },
        }
    }

    /// The first bar with a time of day but no date: the others are placed from it, past midnight where needed.
    fn clock_anchor(&mut self) -> Option<(usize, NaiveTime)> {
        let first = self.bars.iter().enumerate().find_map(|(position, bar)| match bar.start {
            Start::At(ChartTime::Clock(time)) => Some((position, time, bar.start_range.clone())),
            _ => None,
        });
        let (position, time, range) = first?;
        let message =
            "the chart has times of day without dates; its bars are placed from the first one".to_owned();
        self.report(Code::TextUnplaced, message, range, "use a `dateFormat` with a date to fix the day");
        Some((position, time))
    }
}

/// A date where the time is midnight: the first working time of that day.
fn moment(time: NaiveDateTime) -> Moment {
    if time.time() == NaiveTime::MIN { Moment::Date(time.date()) } else { Moment::Local(time) }
}

#[cfg(test)]
mod tests;
