//! The relations of a project into dependencies of its activities.

use std::collections::BTreeMap;

use critpath::diagnostic::{Code, Diagnostic};
use critpath::duration::Lag;
use critpath::model::{Dependency, Relation};
use serde_json::Value;

use super::table::{Row, Tables};
use super::values::Values;

/// What must come before activities, by the number of the activity.
#[derive(Debug, Default)]
pub(super) struct Links<'a> {
    by_task: BTreeMap<&'a str, OfTask>,
}

/// The links of one activity.
#[derive(Debug, Default)]
pub(super) struct OfTask {
    pub(super) after: Vec<Dependency>,
    /// Links with other projects, as they stand.
    pub(super) external: Vec<Value>,
}

impl<'a> Links<'a> {
    pub(super) fn remove(&mut self, task: &str) -> OfTask {
        self.by_task.remove(task).unwrap_or_default()
    }
}

/// Gathers the relations of a project, given the codes of its activities by their numbers.
pub(super) fn read<'a>(
    tables: &Tables<'a>,
    codes: &BTreeMap<&'a str, &'a str>,
    values: &mut Values,
) -> Links<'a> {
    let mut links = Links::default();
    for mut row in tables.rows("TASKPRED") {
        let (successor, predecessor) = (row.text("task_id"), row.text("pred_task_id"));
        match (codes.get(successor), codes.get(predecessor)) {
            (Some(_), Some(code)) => {
                let dependency = dependency(&mut row, code, values);
                links.by_task.entry(successor).or_default().after.push(dependency);
            }
            (Some(code), None) => {
                report_external(&row, code, values);
                links.by_task.entry(successor).or_default().external.push(row.rest().into());
            }
            (None, Some(code)) => {
                report_external(&row, code, values);
                links.by_task.entry(predecessor).or_default().external.push(row.rest().into());
            }
            // A relation of another project.
            (None, None) => {}
        }
    }
    links
}

fn dependency(row: &mut Row<'_, '_>, predecessor: &str, values: &mut Values) -> Dependency {
    let relations = [
        ("PR_FS", Relation::FinishToStart),
        ("PR_SS", Relation::StartToStart),
        ("PR_FF", Relation::FinishToFinish),
        ("PR_SF", Relation::StartToFinish),
    ];
    for column in ["task_id", "pred_task_id", "proj_id", "pred_proj_id"] {
        row.take(column);
    }
    let relation = values.word(row, "pred_type", "`PR_FS`, `PR_SS`, `PR_FF` or `PR_SF`", &relations);
    let lag = values.hours(row, "lag_hr_cnt").filter(|lag| lag.thousandths() != 0);
    let mut dependency = Dependency {
        predecessor: predecessor.to_owned(),
        relation: relation.unwrap_or_default(),
        lag: lag.map(Lag::Time),
        span: Some(row.span),
        ..Dependency::default()
    };
    row.keep_rest(&mut dependency.extensions);
    dependency
}

fn report_external(row: &Row<'_, '_>, task: &str, values: &mut Values) {
    let message = format!("`{task}` is linked with an activity of another project");
    let help = "the link is kept and moves nothing; bound the activity by a date";
    values.diagnostics.push(Diagnostic::new(Code::LinkExternal, message).at(row.span).help(help));
}
