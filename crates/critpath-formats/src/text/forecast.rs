//! A forecast into text for a terminal: the dates and how sure they are, sparklines of the runs, what moves the finish.

use critpath::model::forecast::{ForecastResult, LimitForecast, TaskForecast};
use critpath::plan::Plan;
use critpath::time::Instant;

use crate::chart::{Forecasted, count, grouped, label, percent};
use crate::escape;
use crate::measure::{clip, columns, fit};

use super::paint::{Style, paint};
use super::{TextOptions, flow};

/// Drivers and tasks that are shown; the other forms have them all.
const MOST: usize = 10;
const BARS: [char; 9] =
    [' ', '\u{2581}', '\u{2582}', '\u{2583}', '\u{2584}', '\u{2585}', '\u{2586}', '\u{2587}', '\u{2588}'];
const BLOCK: char = '\u{2588}';

/// Writes a forecast for people at a terminal. No line is wider than the width. O(n) in the answer.
pub fn forecast_text(plan: &Plan, forecast: &ForecastResult, options: &TextOptions) -> String {
    let facts = Forecasted::new(plan, forecast);
    if let Some(said) = facts.certain() {
        let said = said.map(|sentence| prose(&sentence, options.columns())).concat();
        return [heading(&facts, options), said, notes(&facts, options)].join("\n");
    }
    let sections = [
        heading(&facts, options),
        dates(&facts, options),
        sparkline(&facts, options),
        drivers(&facts, options),
        tasks(forecast, options),
        limits(&facts, options),
        cost(forecast, options),
        notes(&facts, options),
    ];
    sections.into_iter().filter(|section| !section.is_empty()).collect::<Vec<_>>().join("\n")
}

fn heading(facts: &Forecasted<'_>, options: &TextOptions) -> String {
    let forecast = facts.forecast;
    let name = escape::line(&forecast.name);
    let name = clip(name.trim(), options.columns(), columns);
    let runs = [
        format!("{} runs", grouped(forecast.runs)),
        format!("seed {}", forecast.seed),
        format!("risks {}", forecast.risks),
        format!("intervals hold with {}", percent(forecast.confidence)),
    ];
    format!(
        "{}\n{}\n",
        paint(&name, Style::Strong, options.color),
        flow(&runs, " \u{b7} ", options.columns())
    )
}

/// The planned date and the percentiles, with their intervals and the contingency they take.
fn dates(facts: &Forecasted<'_>, options: &TextOptions) -> String {
    let forecast = facts.forecast;
    let finish = &forecast.finish;
    let mut rows = vec![(
        format!("Planned  {}", facts.date(&finish.deterministic)),
        format!("kept with {}", percent(finish.probability_of_deterministic)),
        Style::Critical,
    )];
    for kept in facts.kept() {
        let contingency = kept.contingency.map(|work| format!("{work} to the planned date"));
        let said = [contingency, kept.interval].into_iter().flatten().collect::<Vec<_>>().join("; ");
        let style = if kept.percent == 80.0 { Style::Strong } else { Style::Plain };
        rows.push((format!("P{:<7} {}", kept.percent, kept.finish), said, style));
    }
    rows.push((format!("Mean     {}", facts.date(&finish.mean)), reasons(facts), Style::Plain));
    let width = rows.iter().map(|(date, ..)| columns(date)).max().unwrap_or_default();
    let line = |(date, said, style): &(String, String, Style)| {
        let line = format!("{}  {said}", fit(date, width));
        paint(clip(line.trim_end(), options.columns(), columns).as_ref(), *style, options.color) + "\n"
    };
    rows.iter().map(line).collect()
}

/// Why the mean is not the planned date.
fn reasons(facts: &Forecasted<'_>) -> String {
    let forecast = facts.forecast;
    format!(
        "{} as durations are longer on average, {} where paths merge",
        facts.signed(forecast.mean_shift_s),
        facts.signed(forecast.merge_bias_s)
    )
}

/// How often the finish fell when, and, below it, how many runs were done by then.
fn sparkline(facts: &Forecasted<'_>, options: &TextOptions) -> String {
    const LABELS: [&str; 3] = ["Runs     ", "By then  ", "         "];
    let bars = facts.histogram();
    let (Some(first), Some(last)) = (bars.first(), bars.last()) else { return String::new() };
    let room = options.columns().saturating_sub(LABELS[0].len()).clamp(1, bars.len());
    let per = bars.len().div_ceil(room);
    let sums: Vec<u64> = bars.chunks(per).map(|chunk| chunk.iter().map(|(.., runs)| runs).sum()).collect();
    let by_then: Vec<u64> = sums
        .iter()
        .scan(0, |done, runs| {
            *done += runs;
            Some(*done)
        })
        .collect();
    let [runs, by_then] = [sums, by_then].map(|values| paint(&cells(&values), Style::Task, options.color));
    let (from, to) = (date(facts, first.0), date(facts, last.1));
    let gap = bars.len().div_ceil(per).saturating_sub(columns(&from) + columns(&to)).max(2);
    let lines = [runs, by_then, format!("{from}{}{to}", " ".repeat(gap))];
    LABELS.iter().zip(lines).map(|(label, line)| format!("{label}{line}\n")).collect()
}

/// A cell for each value, as high as its share of the greatest. The least of them shows: an empty cell says none.
fn cells(values: &[u64]) -> String {
    let most = values.iter().copied().max().unwrap_or_default().max(1);
    values.iter().map(|value| BARS[(value * 8).div_ceil(most).min(8) as usize]).collect()
}

fn date(facts: &Forecasted<'_>, at: Instant) -> String {
    facts.date(&facts.axis.text(at))
}

fn drivers(facts: &Forecasted<'_>, options: &TextOptions) -> String {
    let drivers = facts.drivers();
    if drivers.is_empty() {
        return String::new();
    }
    let shown = &drivers[..drivers.len().min(MOST)];
    let names = shown.iter().map(|driver| columns(&escape::line(driver.name))).max().unwrap_or_default();
    let names = names.clamp(8, (options.columns() / 3).max(8));
    let most = shown.iter().map(|driver| driver.correlation.abs()).fold(0.01, f64::max);
    let mut out = title("What moves the finish (rank correlation)", options);
    for driver in shown {
        let cells = (driver.correlation.abs() / most * 16.0).round() as usize;
        let bar: String = std::iter::repeat_n(BLOCK, cells).collect();
        let style = if driver.kind == "risk" { Style::Critical } else { Style::Task };
        let rest = options.columns().saturating_sub(names + 30);
        out += &format!(
            "  {} {} {:<4} {}\n",
            fit(&escape::line(driver.name), names),
            paint(&fit(&bar, 16), style, options.color),
            driver.kind,
            clip(&driver.text, rest, columns)
        );
    }
    if drivers.len() > MOST {
        out += &format!("  and {} more\n", drivers.len() - MOST);
    }
    out
}

/// The tasks that are critical most often.
fn tasks(forecast: &ForecastResult, options: &TextOptions) -> String {
    let mut tasks: Vec<_> = forecast
        .tasks
        .iter()
        .filter_map(|task| Some((task, task.criticality_index?)))
        .filter(|(_, index)| *index > 0.0)
        .collect();
    // The sort is stable: of equal ones the earlier in the plan comes first.
    tasks.sort_by(|a, b| b.1.total_cmp(&a.1));
    if tasks.is_empty() {
        return String::new();
    }
    let shown = &tasks[..tasks.len().min(MOST)];
    let name = |task: &TaskForecast| escape::line(label(&task.name, &task.id)).into_owned();
    let names = shown.iter().map(|(task, _)| columns(&name(task))).max().unwrap_or_default();
    let names = names.clamp(8, options.columns().saturating_sub(42).max(8));
    let number = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |value| format!("{value:.2}"));
    let mut out = title("Critical most often", options);
    let header = format!(
        "  {} {:>8} {:>12} {:>6} {:>10}",
        fit("Task", names),
        "critical",
        "significance",
        "SSI",
        "cruciality"
    );
    out += &(paint(&header, Style::Faint, options.color) + "\n");
    for (task, index) in shown {
        out += &format!(
            "  {} {:>8} {:>12} {:>6} {:>10}\n",
            fit(&name(task), names),
            percent(*index),
            number(task.significance_index),
            number(task.ssi),
            number(task.cruciality)
        );
    }
    if tasks.len() > MOST {
        out += &format!("  and {} more\n", tasks.len() - MOST);
    }
    out
}

fn limits(facts: &Forecasted<'_>, options: &TextOptions) -> String {
    if facts.forecast.windows.is_empty() {
        return String::new();
    }
    let line = |limit: &LimitForecast| {
        let of = limit
            .id
            .as_deref()
            .map_or("the plan".into(), |id| escape::line(label(&limit.name, id)).into_owned());
        let line =
            format!("  {of}: done by {} with {}", facts.date(&limit.limit), percent(limit.probability));
        clip(&line, options.columns(), columns).into_owned() + "\n"
    };
    title("In time", options) + &facts.forecast.windows.iter().map(line).collect::<String>()
}

fn cost(forecast: &ForecastResult, options: &TextOptions) -> String {
    let Some(cost) = &forecast.cost else { return String::new() };
    let currency = cost.currency.as_deref().map(|currency| format!(" {currency}")).unwrap_or_default();
    let parts = [
        format!(
            "planned {:.0}{currency}, enough with {}",
            cost.deterministic,
            percent(cost.probability_of_deterministic)
        ),
        format!("P50 {:.0}{currency}", cost.p50),
        format!("P80 {:.0}{currency}", cost.p80),
        format!("P90 {:.0}{currency}", cost.p90),
    ];
    let mut out =
        title("Cost", options) + &format!("  {}\n", flow(&parts, " \u{b7} ", options.columns() - 2));
    if let Some(joint) = &forecast.joint_confidence {
        let both = percent(joint.of_p80_date_and_p80_cost);
        out += &format!("  P80 date and P80 cost together: kept with {both}\n");
    }
    out
}

fn notes(facts: &Forecasted<'_>, options: &TextOptions) -> String {
    let notes = facts.notes();
    let line = |note: &String| wrapped(&escape::line(note), options.columns().saturating_sub(4));
    if notes.is_empty() {
        return String::new();
    }
    title(&format!("{} to know", count(notes.len(), "thing")), options)
        + &notes.iter().map(line).collect::<String>()
}

/// A sentence in lines.
fn prose(sentence: &str, width: usize) -> String {
    let words: Vec<String> = sentence.split(' ').map(str::to_owned).collect();
    flow(&words, " ", width) + "\n"
}

/// A sentence in lines, the first with a dash.
fn wrapped(sentence: &str, width: usize) -> String {
    let lines = prose(sentence, width);
    let mut out = String::new();
    for (at, line) in lines.lines().enumerate() {
        out += &format!("  {} {line}\n", if at == 0 { "-" } else { " " });
    }
    out
}

fn title(text: &str, options: &TextOptions) -> String {
    paint(text, Style::Strong, options.color) + "\n"
}
