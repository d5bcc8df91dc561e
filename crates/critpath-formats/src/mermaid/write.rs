//! A schedule into a Mermaid gantt chart that Mermaid's own parser reads.
//!
//! Mermaid knows neither working time nor our kinds of dependencies, so every task is written with its
//! computed dates.

use std::collections::BTreeMap;

use critpath::model::result::ScheduleResult;
use critpath::plan::Plan;
use critpath::time::{Axis, DAY_S, Instant, naive};

use crate::chart::{Chart, Kind, Row};

use super::name::encode;

/// Words that Mermaid takes for a tag where an id may stand.
const TAGS: &[&str] = &["active", "after", "crit", "done", "milestone", "until", "vert"];

/// Writes the tasks with dates, phases as sections; those without dates as comments. O(n log n).
pub fn write(plan: &Plan, schedule: &ScheduleResult) -> String {
    let axis = plan.axis();
    let chart = Chart::new(plan, schedule, None);
    let mut out = String::from("gantt\n");
    let title = encode(&schedule.name);
    if !title.is_empty() {
        out += &format!("    title {title}\n");
    }
    out += "    dateFormat YYYY-MM-DDTHH:mm:ss\n";
    out += &format!("    axisFormat {}\n", axis_format(chart.to - chart.from));
    let mut ids = Ids::default();
    // Tasks of no phase come first: after a section they would belong to it.
    let loose = chart.rows.iter().filter(|row| row.depth == 0 && row.kind != Kind::Phase);
    out.extend(loose.map(|row| task(axis, row, &mut ids)));
    out += &sections(&chart, &mut ids);
    for task in &schedule.unscheduled {
        out += &format!("    %% not scheduled: {} ({})\n", encode(&task.name), task.reason);
    }
    out
}

/// Phases as sections, each named with the phases that it is in; those without tasks of their own are left out.
fn sections(chart: &Chart<'_>, ids: &mut Ids) -> String {
    let mut out = String::new();
    let mut path: Vec<&str> = Vec::new();
    let mut opened = false;
    let mut names = Ids::default();
    for row in &chart.rows {
        if row.kind == Kind::Phase {
            path.truncate(row.depth);
            path.push(row.name);
            opened = false;
        } else if row.depth > 0 {
            path.truncate(row.depth);
            if !opened {
                out += &format!("    section {}\n", names.unique(section(&path)));
                opened = true;
            }
            out += &task(chart.basis.axis, row, ids);
        }
    }
    out
}

/// The name of a section: the innermost phases, for the outermost may be thousands.
fn section(path: &[&str]) -> String {
    let inner = &path[path.len().saturating_sub(4)..];
    inner.iter().map(|phase| encode(phase)).collect::<Vec<_>>().join(" / ")
}

fn task(axis: Axis, row: &Row<'_>, ids: &mut Ids) -> String {
    let time = |at: Instant| naive(axis.local_s(at)).format("%Y-%m-%dT%H:%M:%S");
    let tags = [
        (row.critical, "crit, "),
        (row.done == Some(1.0), "done, "),
        (row.done.is_some_and(|done| done > 0.0 && done < 1.0), "active, "),
        (row.kind == Kind::Milestone, "milestone, "),
    ];
    let tags: String = tags.into_iter().filter(|(holds, _)| *holds).map(|(_, tag)| tag).collect();
    let id = ids.unique(id(row.id));
    let finish = if row.kind == Kind::Milestone { "0s".into() } else { time(row.finish).to_string() };
    format!("    {} :{tags}{id}, {}, {finish}\n", encode(row.name), time(row.start))
}

/// The id as far as Mermaid's ids can hold it.
fn id(text: &str) -> String {
    let plain: String =
        text.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' }).collect();
    let trimmed = plain.trim_matches('-');
    if trimmed.is_empty() {
        return "task".into();
    }
    if TAGS.contains(&trimmed) { format!("task-{trimmed}") } else { trimmed.into() }
}

/// Hands out names that differ.
#[derive(Debug, Default)]
struct Ids {
    /// Every name that was given, with the number that was last tried for it.
    given: BTreeMap<String, usize>,
}

impl Ids {
    fn unique(&mut self, wanted: String) -> String {
        let Some(last) = self.given.get(&wanted).copied() else {
            self.given.insert(wanted.clone(), 1);
            return wanted;
        };
        let mut number = last + 1;
        while self.given.contains_key(&format!("{wanted}-{number}")) {
            number += 1;
        }
        let unique = format!("{wanted}-{number}");
        self.given.insert(wanted, number);
        self.given.insert(unique.clone(), 1);
        unique
    }
}

fn axis_format(span_s: i64) -> &'static str {
    match span_s / DAY_S {
        ..2 => "%H:%M",
        2..150 => "%d %b",
        _ => "%b %Y",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_plain_and_differ() {
        let mut ids = Ids::default();
        let given: Vec<String> =
            ["a b", "a-b", "a-b-2", "a/b", "مهاجرت", "crit", ""].map(|text| ids.unique(id(text))).into();
        assert_eq!(given, ["a-b", "a-b-2", "a-b-2-2", "a-b-3", "task", "task-crit", "task-2"]);
    }
}
