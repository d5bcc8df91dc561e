//! A schedule into a Gantt chart as SVG, risks into a heat map, rollouts into their traffic: self-contained pictures, no
//! scripts, no fonts of their own.

mod bars;
mod forecast;
mod heat_map;
mod labels;
mod layout;
mod legend;
mod rollback;
mod rollout;
mod routes;
mod style;
mod time_axis;

use critpath::model::diff::DiffResult;
use critpath::model::forecast::ForecastResult;
use critpath::model::result::ScheduleResult;
use critpath::model::rollback_result::RollbackResult;
use critpath::plan::Plan;
use critpath::time::{Axis, Instant};

use crate::chart::{self, Chart};
use crate::escape;
use layout::Layout;

pub use forecast::forecast;
pub use heat_map::heat_map;
pub use rollout::rollout;
pub use style::Theme;
pub(crate) use style::{css, sheet_css};

/// How the picture looks.
#[derive(Debug, Clone, PartialEq)]
pub struct SvgOptions {
    /// Width in pixels; at least 480.
    pub width: u32,
    /// Light, dark, or as the reader's system.
    pub theme: Theme,
    /// Where the today line is drawn, if it lies near the plan.
    pub now: Option<Instant>,
    /// Whether dependencies are drawn.
    pub show_links: bool,
    /// Whether total float is drawn.
    pub show_float: bool,
    /// The heading: the plan's name if absent, none if empty.
    pub title: Option<String>,
}

impl Default for SvgOptions {
    fn default() -> Self {
        SvgOptions {
            width: 1200,
            theme: Theme::Auto,
            now: None,
            show_links: true,
            show_float: true,
            title: None,
        }
    }
}

/// Draws the Gantt chart of a schedule: phases, tasks, milestones, the critical path in its own colour
/// and hatch, float, windows, deadlines, free time, dependencies, a legend. The same input gives the
/// same bytes. O(n log n) in tasks and dependencies.
pub fn gantt(plan: &Plan, schedule: &ScheduleResult, options: &SvgOptions) -> String {
    let chart = Chart::new(plan, schedule, options.now);
    draw(&chart, schedule, &chart::facts(schedule, plan.axis()), options, |_| String::new()).svg
}

/// Draws the Gantt chart with a column that says how often each task was critical in the runs of a forecast, in words and
/// as a shade. As [`gantt`].
pub fn criticality(
    plan: &Plan,
    schedule: &ScheduleResult,
    forecast: &ForecastResult,
    options: &SvgOptions,
) -> String {
    foreseen(plan, schedule, forecast, options).svg
}

fn foreseen(
    plan: &Plan,
    schedule: &ScheduleResult,
    forecast: &ForecastResult,
    options: &SvgOptions,
) -> Picture {
    let mut chart = Chart::new(plan, schedule, options.now);
    chart.foresee(forecast);
    draw(&chart, schedule, &chart::facts(schedule, plan.axis()), options, |_| String::new())
}

/// Draws how sure the finish is, as [`forecast()`], and below it the Gantt chart with how often each task was critical, as
/// [`criticality`]: one picture for those who decide.
pub fn forecast_sheet(
    plan: &Plan,
    schedule: &ScheduleResult,
    forecast: &ForecastResult,
    options: &SvgOptions,
) -> String {
    let title = match chart::is_certain(forecast) {
        true => "When each task is",
        false => "When each task is, and how often it decides the finish",
    };
    let title = Some(title.into());
    let above = forecast::picture(plan, forecast, options);
    let below = foreseen(plan, schedule, forecast, &SvgOptions { title, ..options.clone() });
    let (width, height) = (px(above.width), px(above.height + below.height));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\">\n{}<g transform=\"translate(0 {})\">\n{}</g>\n</svg>\n",
        above.svg,
        px(above.height),
        below.svg
    )
}

/// Draws the Gantt chart with the way back over it: how long it is at each instant, the objective as a line, points of no
/// return, and the gates, safe or not. As [`gantt`], and linear in the answer.
pub fn rollback(
    plan: &Plan,
    schedule: &ScheduleResult,
    answer: &RollbackResult,
    options: &SvgOptions,
) -> String {
    let (axis, chart) = (plan.axis(), Chart::new(plan, schedule, options.now));
    let facts = chart::facts(schedule, axis);
    draw(&chart, schedule, &facts, options, |layout| rollback::overlay(answer, axis, layout)).svg
}

/// Draws the Gantt chart of the later of two plans, with the dates of the earlier one as thin bars below those that
/// moved, and the tasks that are gone at the end. `before` is how the earlier plan's moments become instants.
/// O(n log n) in tasks and dependencies.
pub fn diff(
    before: Axis,
    plan: &Plan,
    schedule: &ScheduleResult,
    diff: &DiffResult,
    options: &SvgOptions,
) -> String {
    let mut chart = Chart::new(plan, schedule, options.now);
    chart.compare(before, diff);
    let mut facts = chart::facts(schedule, plan.axis());
    facts.extend(diff.finish_shift_s.map(|shift| format!("finish {}", chart::difference::later(shift))));
    draw(&chart, schedule, &facts, options, |_| String::new()).svg
}

/// A picture and its size in pixels.
struct Picture {
    svg: String,
    width: f64,
    height: f64,
}

/// Draws a chart; `overlay` is what lies over its bars.
fn draw(
    chart: &Chart<'_>,
    schedule: &ScheduleResult,
    facts: &[String],
    options: &SvgOptions,
    overlay: impl FnOnce(&Layout) -> String,
) -> Picture {
    let title = options.title.as_deref().unwrap_or(&schedule.name);
    let layout = Layout::new(chart, options, !escape::line(title).trim().is_empty());
    let marks = legend::Legend::new(chart, options, &layout);
    let (width, height) = (layout.width, marks.bottom);

    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"critpath-gantt\" viewBox=\"0 0 {width} {height}\" \
         width=\"{width}\" height=\"{height}\" role=\"img\" aria-labelledby=\"critpath-gantt-title\" \
         aria-describedby=\"critpath-gantt-description\">\n",
        width = px(width),
        height = px(height),
    );
    let name = if schedule.name.is_empty() { "Gantt chart" } else { &schedule.name };
    svg += &format!("<title id=\"critpath-gantt-title\">{}</title>\n", escape::markup(name));
    let description = escape::markup(&description(schedule, facts));
    svg += &format!("<desc id=\"critpath-gantt-description\">{description}</desc>\n");
    svg += &format!("<style>{}</style>\n", css(options.theme));
    svg += &definitions(&layout);
    svg += &format!("<rect class=\"paper\" width=\"{}\" height=\"{}\"/>\n", px(width), px(height));
    if layout.has_title {
        svg += &heading(title, facts, &layout);
    }
    if chart.rows.is_empty() {
        svg += &text("empty", layout.plot.x, layout.row_middle(0), "Nothing is scheduled.");
        svg += "</svg>\n";
        return Picture { svg, width, height };
    }
    svg += &time_axis::time_axis(chart, &layout);
    if options.show_links {
        svg += &routes::links(chart, &layout);
    }
    svg += &bars::rows(chart, &layout, options.show_float);
    svg += &overlay(&layout);
    svg += &time_axis::marks(chart, &layout);
    svg += &marks.draw();
    svg += "</svg>\n";
    Picture { svg, width, height }
}

/// The pattern of critical bars, and the areas that labels and bars stay in.
fn definitions(layout: &Layout) -> String {
    let area = |id: &str, x: f64, width: f64| {
        format!(
            "<clipPath id=\"{id}\"><rect x=\"{}\" y=\"0\" width=\"{}\" height=\"{}\"/></clipPath>",
            px(x),
            px(width),
            px(layout.rows_bottom()),
        )
    };
    format!(
        "<defs><pattern id=\"critpath-hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
         patternTransform=\"rotate(45)\"><rect class=\"hatch\" width=\"2.2\" height=\"6\"/></pattern>{}{}</defs>\n",
        area("critpath-labels", 0.0, layout.plot.x),
        area("critpath-plot", layout.plot.x, layout.plot.width),
    )
}

fn heading(title: &str, facts: &[String], layout: &Layout) -> String {
    let room = layout.inner_width() / 0.17;
    let shown =
        crate::measure::clip(&escape::line(title), room as usize, crate::measure::hundredths).into_owned();
    text("title", layout.margin, layout.margin + 18.0, &shown)
        + &text("facts", layout.margin, layout.margin + 38.0, &facts.join("  \u{b7}  "))
}

/// The picture in words: how much, from when to when, and the critical path.
fn description(schedule: &ScheduleResult, facts: &[String]) -> String {
    let names: Vec<&str> = schedule.critical_path.iter().map(String::as_str).take(30).collect();
    let more = schedule.critical_path.len() - names.len();
    let mut text = format!("{}: {}.", schedule.name, facts.join(", "));
    if !names.is_empty() {
        text += &format!(" Critical path: {}", names.join(", "));
        text += &if more > 0 { format!(" and {more} more.") } else { ".".into() };
    }
    text
}

/// A text at its baseline.
fn text(class: &str, x: f64, y: f64, content: &str) -> String {
    format!("<text class=\"{class}\" x=\"{}\" y=\"{}\">{}</text>\n", px(x), px(y), escape::markup(content))
}

/// A coordinate with one decimal at most.
fn px(value: f64) -> String {
    let tenths = (value * 10.0).round() as i64;
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        _ => format!("{:.1}", tenths as f64 / 10.0),
    }
}
