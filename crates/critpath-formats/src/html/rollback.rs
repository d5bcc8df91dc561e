//! The way back into a section: whether it holds, the picture, what ends it, and what would mend it.

use critpath::duration::readable;
use critpath::model::result::ScheduleResult;
use critpath::model::rollback_result::RollbackResult;
use critpath::plan::Plan;
use critpath::time::DAY_S;

use crate::chart::{instant, instant_text};
use crate::svg::{self, SvgOptions};
use crate::text::{facts, verdict};

use super::parts::{Html, Section, Table, list, optional, prose, text, wrap};

/// The section; nothing where nothing of the deployment has dates.
pub(super) fn way_back(plan: &Plan, schedule: &ScheduleResult, answer: &RollbackResult) -> Option<Section> {
    answer.start.as_ref()?;
    let axis = plan.axis();
    let said = |at: &str| instant(axis, at).map_or_else(|| at.to_owned(), |at| instant_text(axis, at));
    let class = if answer.guaranteed { "met" } else { "blocked" };
    let mut body = wrap("p", class, &prose(&verdict(answer, axis)));
    let options = SvgOptions {
        width: 1232,
        show_links: false,
        show_float: false,
        title: Some(String::new()),
        ..SvgOptions::default()
    };
    body += wrap("figure", "scroll", &Html(renamed(svg::rollback(plan, schedule, answer, &options))));
    let lines = facts(answer, axis).into_iter().filter(|line| !line.is_empty());
    body += list(
        "ul",
        lines.filter(|line| !line.starts_with("  ") && !line.ends_with(':')).map(|line| prose(&line)),
    );
    if let Some(worst) = &answer.worst {
        let rows = worst.chain.iter().map(|step| {
            let cells = vec![
                text(&step.name),
                text(&said(&step.start)),
                text(&said(&step.finish)),
                optional(step.after.as_deref()),
            ];
            (String::new(), cells)
        });
        let columns = [("Undo", ""), ("Start", ""), ("Finish", ""), ("Waits for", "")];
        body += Table { columns: &columns, rows: rows.collect() }.draw();
    }
    if !answer.gates.is_empty() {
        let rows = answer.gates.iter().map(|gate| {
            let rollback = gate.rollback_s.map_or("none".into(), |seconds| readable(seconds, DAY_S));
            let safe = if gate.safe { "yes" } else { "no" };
            (String::new(), vec![text(&gate.gate), text(&said(&gate.at)), text(&rollback), text(safe)])
        });
        let columns = [("Gate", ""), ("Decided", ""), ("Way back", ""), ("Safe", "")];
        body += Table { columns: &columns, rows: rows.collect() }.draw();
    }
    Some(Section { id: "way-back", title: "The way back", count: None, body })
}

/// The picture with names of its own for its parts: the page has another chart.
fn renamed(picture: String) -> String {
    ["gantt-title", "gantt-description", "hatch", "labels", "plot"].iter().fold(picture, |picture, part| {
        let (before, after) = (format!("critpath-{part}"), format!("way-back-{part}"));
        let id = |name: &str| format!("id=\"{name}\"");
        let used = |name: &str| format!("url(#{name})");
        let named = |name: &str| format!("by=\"{name}\"");
        picture
            .replace(&id(&before), &id(&after))
            .replace(&used(&before), &used(&after))
            .replace(&named(&before), &named(&after))
    })
}
