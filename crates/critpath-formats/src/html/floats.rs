//! Floats, drag and paths into the section that says how much room there is.

use std::collections::BTreeMap;

use critpath::duration::{Duration, DurationUnit, readable};
use critpath::model::result::{FloatBand, FloatResult, FloatsResult, PathResult, ScheduleResult};
use critpath::plan::Plan;
use critpath::schedule::{FloatsOptions, Schedule, floats as computed};

use super::parts::{Html, Section, Table, badge, text, wrap};
use crate::chart::{band_label, count, drag_cost, instant, instant_text, label};

/// Tasks in the table of drag; the JSON has them all.
const MOST: usize = 25;
/// Paths that are told.
const PATHS: usize = 5;
/// Drag takes a pass for each task of the critical path: more tasks to place than so many are not worth a page.
const WORTH: usize = 20_000_000;

/// What the page shows of the floats of a schedule; nothing for plans whose drag would take long.
/// O(critical path · (tasks + dependencies)).
pub fn floats(plan: &Plan, schedule: &Schedule, result: &ScheduleResult) -> Option<FloatsResult> {
    let places = result.critical_path.len().saturating_mul(result.tasks.len());
    let limits = [1, 5].map(|days| Duration::new(days, DurationUnit::Day)).to_vec();
    let options = FloatsOptions { paths: PATHS, bands: Some(limits), delay_cost_per_day: None };
    let asked = !result.tasks.is_empty() && places <= WORTH;
    asked.then(|| computed(plan, schedule, &options).ok()).flatten()
}

pub(super) fn section(plan: &Plan, floats: &FloatsResult) -> Option<Section> {
    let body = bands(floats) + drag(plan, floats) + paths(floats);
    (!floats.tasks.is_empty()).then_some(Section {
        id: "floats",
        title: "How much room there is",
        count: None,
        body,
    })
}

/// How many unfinished tasks have how much float.
fn bands(floats: &FloatsResult) -> Html {
    let all: usize = floats.bands.iter().map(|band| band.count).sum();
    let row = |band: &FloatBand| {
        let share = (band.count * 100).checked_div(all).unwrap_or_default();
        let meter = format!("<div class=\"meter\"><div style=\"width:{share}%\"></div></div>");
        let class = if band.above_s.is_none() { " class=\"critical\"" } else { "" };
        let cells = vec![text(&band_label(band, floats.day_s)), text(&band.count.to_string()), Html(meter)];
        (class.to_owned(), cells)
    };
    let columns = [("Total float", "name"), ("Tasks", "number"), ("", "wide")];
    Table { columns: &columns, rows: floats.bands.iter().map(row).collect() }.draw()
}

/// The tasks that take most from the finish.
fn drag(plan: &Plan, floats: &FloatsResult) -> Html {
    let mut tasks: Vec<&FloatResult> = floats.tasks.iter().filter(|task| task.drag_s > 0).collect();
    tasks.sort_by_key(|task| std::cmp::Reverse(task.drag_s));
    if tasks.is_empty() {
        return Html::default();
    }
    let left = tasks.len().saturating_sub(MOST);
    let amount = |seconds: i64| text(&readable(seconds, floats.day_s));
    let date = |date: &String| instant(plan.axis(), date).map(|at| instant_text(plan.axis(), at));
    let row = |task: &&FloatResult| {
        let mut name = text(label(&task.name, &task.id));
        if task.critical {
            name += badge("critical", "critical");
        }
        let without = task.finish_without.as_ref().and_then(date).unwrap_or_default();
        let cells = vec![
            name,
            amount(task.drag_s),
            text(&drag_cost(task, floats)),
            text(&without),
            amount(task.total_float_s),
            amount(task.free_float_s),
        ];
        (String::new(), cells)
    };
    let columns = [
        ("What takes most from the finish", "name"),
        ("Drag", "number"),
        ("Drag cost", "number"),
        ("Finish without it", "date"),
        ("Total float", "number"),
        ("Free float", "number"),
    ];
    let table = Table { columns: &columns, rows: tasks.iter().take(MOST).map(row).collect() }.draw();
    let more = (left > 0).then(|| format!("and {} with less drag", count(left, "task")));
    table + wrap("p", "note", &more.map(|more| text(&more)).unwrap_or_default())
}

/// The paths with the least float, each with its steps in order of time.
fn paths(floats: &FloatsResult) -> Html {
    const ARROW: &str = " <span class=\"to\">\u{2192}</span> ";
    let names: BTreeMap<&str, &str> =
        floats.tasks.iter().map(|task| (task.id.as_str(), label(&task.name, &task.id))).collect();
    let row = |path: &PathResult| {
        let class = if path.float_s <= floats.critical_float_s { "step" } else { "step spare" };
        let step = |id: &str| wrap("span", class, &text(names.get(id).copied().unwrap_or(id))).0;
        let steps: Vec<String> = path.steps.iter().map(|one| step(&one.id)).collect();
        let cells =
            vec![text(&readable(path.float_s, floats.day_s)), wrap("div", "path", &Html(steps.join(ARROW)))];
        (String::new(), cells)
    };
    if floats.paths.is_empty() {
        return Html::default();
    }
    let columns = [("Float", "number"), ("The most critical paths", "")];
    Table { columns: &columns, rows: floats.paths.iter().map(row).collect() }.draw()
}
