//! A forecast into Markdown: the dates and how sure they are, and what moves the finish.

use critpath::model::forecast::ForecastResult;
use critpath::plan::Plan;

use crate::chart::{Forecasted, grouped, label, percent};

use super::markdown_table::plain;

/// Drivers that are listed; the JSON has them all.
const MOST: usize = 10;

/// Writes a forecast as Markdown: for a summary of a pipeline, or a page. O(n) in the answer.
pub fn forecast_markdown(plan: &Plan, forecast: &ForecastResult) -> String {
    let facts = Forecasted::new(plan, forecast);
    let finish = &forecast.finish;
    let mut out = format!("## {}\n\n", plain(&forecast.name));
    if let Some([what, why]) = facts.certain() {
        let notes = facts.notes().iter().map(|note| format!("- {}\n", plain(note))).collect::<String>();
        return out + &format!("**{what}** {}\n\n{notes}", plain(&why));
    }
    out += &format!(
        "Planned {}: kept with **{}** ({} runs, seed {}).\n\n| kept with | finish | contingency |\n|---|---|---|\n",
        facts.date(&finish.deterministic),
        percent(finish.probability_of_deterministic),
        grouped(forecast.runs),
        forecast.seed
    );
    for kept in facts.kept() {
        let contingency = kept.contingency.unwrap_or_default();
        out += &format!("| {} % | {} | {contingency} |\n", kept.percent, kept.finish);
    }
    let drivers = facts.drivers();
    if !drivers.is_empty() {
        out += "\n| what moves the finish | | |\n|---|---|---|\n";
        for driver in drivers.iter().take(MOST) {
            out += &format!("| {} | {} | {} |\n", plain(driver.name), driver.kind, driver.text);
        }
    }
    for limit in &forecast.windows {
        let of = limit.id.as_deref().map_or("the plan", |id| label(&limit.name, id));
        out += &format!(
            "\n- {}: done by {} with {}",
            plain(of),
            facts.date(&limit.limit),
            percent(limit.probability)
        );
    }
    for note in facts.notes() {
        out += &format!("\n- {}", plain(&note));
    }
    out.trim_end().to_owned() + "\n"
}
