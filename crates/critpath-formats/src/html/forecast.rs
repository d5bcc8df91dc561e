//! A forecast into the section that says how sure the dates are.

use critpath::model::forecast::{ForecastResult, LimitForecast, TaskForecast};
use critpath::plan::Plan;

use crate::chart::{Forecasted, label, percent};
use crate::svg::{self, SvgOptions};

use super::parts::{Html, Section, Table, list, text, wrap};

/// Tasks in the table; the JSON has them all.
const MOST: usize = 25;

pub(super) fn forecast(plan: &Plan, result: &ForecastResult) -> Section {
    let options = SvgOptions { width: 1232, title: Some(String::new()), ..SvgOptions::default() };
    let picture = wrap("figure", "scroll", &Html(svg::forecast(plan, result, &options)));
    let facts = Forecasted::new(plan, result);
    // The picture has the notes, and says what there is to say where nothing is uncertain.
    let body = match facts.certain() {
        Some(_) => picture,
        None => dates(&facts) + picture + limits(&facts) + tasks(result),
    };
    Section { id: "forecast", title: "How sure is the date", count: None, body }
}

/// The dates that are kept with a probability each.
fn dates(facts: &Forecasted<'_>) -> Html {
    let forecast = facts.forecast;
    let finish = &forecast.finish;
    let planned = vec![
        text("Planned"),
        text(&facts.date(&finish.deterministic)),
        text(&percent(finish.probability_of_deterministic)),
        Html::default(),
        Html::default(),
    ];
    let mut rows = vec![(" class=\"critical\"".to_owned(), planned)];
    for kept in facts.kept() {
        let cells = vec![
            text(&format!("P{}", kept.percent)),
            text(&kept.finish),
            text(&percent(kept.percent / 100.0)),
            text(&kept.contingency.unwrap_or_default()),
            text(&kept.interval.unwrap_or_default()),
        ];
        rows.push((String::new(), cells));
    }
    let columns = [
        ("", "name"),
        ("Finish", "date"),
        ("Kept with", "number"),
        ("Contingency", "number"),
        ("Interval", ""),
    ];
    Table { columns: &columns, rows }.draw()
}

fn limits(facts: &Forecasted<'_>) -> Html {
    let line = |limit: &LimitForecast| {
        let of = limit.id.as_deref().map_or("The plan", |id| label(&limit.name, id));
        text(&format!("{of}: done by {} with {}", facts.date(&limit.limit), percent(limit.probability)))
    };
    list("ul", facts.forecast.windows.iter().map(line))
}

/// The tasks that are critical most often.
fn tasks(forecast: &ForecastResult) -> Html {
    let index = |task: &TaskForecast| task.criticality_index.unwrap_or_default();
    let mut tasks: Vec<&TaskForecast> = forecast.tasks.iter().filter(|task| index(task) > 0.0).collect();
    tasks.sort_by(|a, b| index(b).total_cmp(&index(a)));
    if tasks.is_empty() {
        return Html::default();
    }
    let number = |value: Option<f64>| text(&value.map(|value| format!("{value:.2}")).unwrap_or_default());
    let row = |task: &TaskForecast| {
        let cells = vec![
            text(label(&task.name, &task.id)),
            text(&percent(index(task))),
            number(task.significance_index),
            number(task.ssi),
            number(task.cruciality),
            number(task.cruciality_spearman),
        ];
        (String::new(), cells)
    };
    let columns = [
        ("Critical most often", "name"),
        ("Criticality", "number"),
        ("Significance", "number"),
        ("SSI", "number"),
        ("Cruciality", "number"),
        ("by ranks", "number"),
    ];
    Table { columns: &columns, rows: tasks.into_iter().take(MOST).map(row).collect() }.draw()
}
