//! What rows were planned as into baselines.

use std::collections::BTreeMap;

use critpath::model::{Baseline, BaselineTask, WorkUnits};

use super::kept::Kept;
use super::schema::BASELINE;
use super::values::{DurationFormat, Field, Values};
use crate::xml::Node;

/// Baselines of a project at the most.
const COUNT: u32 = 11;

/// One row in one baseline.
pub(super) struct Planned<'t, 'a> {
    pub(super) node: Node<'t, 'a>,
    number: u32,
    task: BaselineTask,
    duration_s: Field<'t, 'a, i64>,
    format: Field<'t, 'a, u32>,
    kept: Kept<'a>,
}

/// What one `Baseline` says, unless it is none of the numbered ones; it is kept then.
pub(super) fn read<'t, 'a>(
    node: Node<'t, 'a>,
    values: &mut Values,
    kept_by_row: &mut Kept<'a>,
) -> Option<Planned<'t, 'a>> {
    let mut number = None;
    let mut planned = Planned {
        node,
        number: 0,
        task: BaselineTask { span: Some(node.whole()), ..BaselineTask::default() },
        duration_s: Field::default(),
        format: Field::default(),
        kept: Kept::new(BASELINE),
    };
    for child in node.children() {
        let (task, found) = (&mut planned.task, values.diagnostics.len());
        match child.name() {
            "Number" => number = values.integer(child).filter(|number| *number < COUNT),
            "Interim" if child.text() == "0" => {}
            "Interim" => {
                kept_by_row.add(node);
                return None;
            }
            "Start" => task.start = values.moment(child),
            "Finish" => task.finish = values.moment(child),
            "Duration" => planned.duration_s = Field::new(child, values.seconds(child)),
            "DurationFormat" => planned.format = Field::new(child, values.integer(child)),
            _ => planned.kept.add(child),
        }
        if values.diagnostics.len() > found && matches!(child.name(), "Start" | "Finish") {
            planned.kept.add(child);
        }
    }
    match number {
        Some(number) => Some(Planned { number, ..planned }),
        None => {
            kept_by_row.add(node);
            None
        }
    }
}

/// Adds what a task was planned as to the baselines, by their number.
pub(super) fn add(
    baselines: &mut BTreeMap<u32, Baseline>,
    task: &str,
    planned: Vec<Planned<'_, '_>>,
    units: &WorkUnits,
) {
    for Planned { number, task: mut found, duration_s, format, mut kept, .. } in planned {
        let unit = DurationFormat::of(format.value.unwrap_or(7));
        found.task = task.to_owned();
        found.duration = duration_s.value.map(|seconds| unit.duration(seconds, units));
        let usual = found.duration.map(DurationFormat::code);
        kept.add_all([
            duration_s.unless(duration_s.value.is_some()),
            format.unless(format.value.is_some() && format.value == usual),
        ]);
        kept.into(&mut found.extensions);
        let new = || Baseline { name: name(number), ..Baseline::default() };
        baselines.entry(number).or_insert_with(new).tasks.push(found);
    }
}

/// What people call the baseline with a number.
pub(super) fn name(number: u32) -> String {
    match number {
        0 => "Baseline".to_owned(),
        number => format!("Baseline {number}"),
    }
}

/// The number of the baseline that has one of these names.
pub(super) fn number(called: &str) -> Option<u32> {
    (0..COUNT).find(|number| name(*number) == called)
}
