//! A comparison of two plans into a page of its own: what moved the finish, what moved with it, what was changed.

use critpath::model::diff::{DiffResult, TaskDiff};
use critpath::model::result::ScheduleResult;
use critpath::plan::Plan;
use critpath::time::{Axis, Instant};

use crate::chart::difference::{became, causes, later, method, moved, shift, subject, time};
use crate::chart::{count, label};
use crate::svg::{self, SvgOptions};

use super::page;
use super::parts::{Html, Section, Table, badge, list, prose, text, wrap};

/// What a page about a comparison is made from.
#[derive(Debug, Clone, Copy)]
pub struct DiffInput<'a> {
    /// The later plan.
    pub plan: &'a Plan,
    /// Its schedule.
    pub schedule: &'a ScheduleResult,
    /// What is different.
    pub diff: &'a DiffResult,
    /// How moments of the earlier plan become instants.
    pub before: Axis,
    /// The present, on the axis of the later plan.
    pub now: Option<Instant>,
}

/// Writes the page. The same input gives the same bytes. O(n log n) in the size of the plan.
pub fn diff(input: &DiffInput<'_>) -> String {
    let sections = [causes_section(input.diff), Some(picture(input)), tasks(input.diff), others(input.diff)];
    let name = &input.plan.document().name;
    let name = if name.is_empty() { "Deployment plan" } else { name };
    let head = wrap("h1", "", &text(name)) + wrap("div", "cards", &cards(input.diff));
    let sections: Vec<Section> = sections.into_iter().flatten().collect();
    page(&format!("{name}: what moved"), &format!("<header>\n{}\n</header>\n", head.0), &sections, "")
}

fn cards(diff: &DiffResult) -> Html {
    let card = |class: &str, label: &str, value: String, note: String| {
        let inner = wrap("span", "label", &text(label))
            + wrap("strong", "", &text(&value))
            + wrap("span", "note", &text(&note));
        wrap("div", &format!("card {class}"), &inner)
    };
    let or_none = |date: &Option<String>| date.as_ref().map_or("none".into(), |_| time(date.as_ref()));
    let words = |shift: i64| if shift == 0 { "as before".to_owned() } else { later(shift) };
    let class = |shift: i64| if shift > 0 { "bad" } else { "main" };
    let mut cards = card("", "Finish before", or_none(&diff.finish_before), String::new());
    let (kind, note) = diff.finish_shift_s.map_or(("", String::new()), |shift| (class(shift), words(shift)));
    cards += card(kind, "Finish", or_none(&diff.finish_after), note);
    if let Some(of_task) = diff.attribution.as_ref().filter(|attribution| attribution.task.is_some()) {
        let (value, note) = (time(Some(&of_task.after)), words(of_task.shift_s));
        cards += card(class(of_task.shift_s), &subject(of_task).replace('`', ""), value, note);
    }
    let (moved, floats) = moved(diff);
    let note = format!("{} with another float", floats.len());
    cards += card("", "Moved", count(moved.len(), "task"), note);
    cards + card("", "Changed", count(diff.changes.len(), "change"), String::new())
}

fn causes_section(diff: &DiffResult) -> Option<Section> {
    let (causes, _) = causes(diff);
    let attribution = diff.attribution.as_ref()?;
    let rows = causes.iter().map(|cause| {
        let (first, with) =
            cause.changes.split_first().map_or(("", [].as_slice()), |(first, rest)| (first, rest));
        let with = list("ul", with.iter().map(|words| text(words)));
        (String::new(), vec![text(first) + with, text(&shift(cause.shift_s))])
    });
    let table = Table { columns: &[("Change", "name"), ("Shift", "number")], rows: rows.collect() };
    let body = table.draw() + wrap("p", "note", &prose(&method(attribution)));
    Section::new("causes", "What moved it", causes.len(), body)
}

fn picture(input: &DiffInput<'_>) -> Section {
    let DiffInput { plan, schedule, diff, before, now } = *input;
    let options = SvgOptions { width: 1232, now, title: Some(String::new()), ..SvgOptions::default() };
    let picture = Html(svg::diff(before, plan, schedule, diff, &options));
    Section { id: "gantt", title: "Schedule", count: None, body: wrap("figure", "scroll", &picture) }
}

fn tasks(diff: &DiffResult) -> Option<Section> {
    let row = |task: &TaskDiff| {
        let mut name = text(label(&task.name, &task.id));
        match (task.critical_before, task.critical_after) {
            (false, true) => name += badge("critical", "critical now"),
            (true, true) => name += badge("critical", "critical"),
            (true, false) => name += badge("", "no longer critical"),
            (false, false) => {}
        }
        let dates = [&task.start_before, &task.start_after, &task.finish_before, &task.finish_after];
        let mut cells = vec![name];
        cells.extend(dates.map(|date| text(&time(date.as_ref()))));
        cells.push(text(&became(task)));
        (String::new(), cells)
    };
    let columns = [
        ("Task", "name"),
        ("Start before", "date"),
        ("Start", "date"),
        ("Finish before", "date"),
        ("Finish", "date"),
        ("Shift", "number"),
    ];
    let (moved, _) = moved(diff);
    let table = Table { columns: &columns, rows: moved.iter().map(|task| row(task)).collect() };
    Section::new("moved", "What moved", moved.len(), table.draw())
}

fn others(diff: &DiffResult) -> Option<Section> {
    let (causes, others) = causes(diff);
    let title = if causes.is_empty() { "What was changed" } else { "What else was changed" };
    let body = list("ul", others.iter().map(|words| text(words)));
    Section::new("changes", title, others.len(), body)
}
