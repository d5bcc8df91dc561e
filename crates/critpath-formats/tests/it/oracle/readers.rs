//! The same project by way of two readers: it must come to the same dates.

use critpath::model::Document;
use critpath::plan::Plan;
use critpath_formats::mspdi;
use serde_json::Value;

use super::neutral::{self, list};
use super::projects::{self, Project};
use super::score;

/// Dates that differ between two readings of a project; `id_in_dump` finds the id that the dump has for a task.
fn differences(
    name: &str,
    (file, dump): (Document, Document),
    id_in_dump: impl Fn(&str) -> String,
) -> Vec<String> {
    let ((plan, file), (other, dump)) = match (score::solve(file), score::solve(dump)) {
        (Ok(file), Ok(dump)) => (file, dump),
        (file, dump) => {
            let (file, dump) = (file.err(), dump.err());
            let differ = file != dump;
            return differ
                .then(|| format!("{name}: {file:?} from the file, {dump:?} from the dump"))
                .into_iter()
                .collect();
        }
    };
    let counts = (plan.document().tasks.len(), other.document().tasks.len());
    let missing =
        (counts.0 != counts.1).then(|| format!("{name}: {} tasks, {} in the dump", counts.0, counts.1));
    let tasks = plan.document().tasks.iter().enumerate();
    let differing = tasks.filter_map(|(at, task)| {
        let Some(of_dump) = other.task(&id_in_dump(&task.id)) else {
            return Some(format!("{name} {}: not in the dump", task.id));
        };
        let columns = [
            (file.planned_start(), dump.planned_start()),
            (file.planned_finish(), dump.planned_finish()),
            (file.late_start(), dump.late_start()),
            (file.late_finish(), dump.late_finish()),
        ];
        let calendar = &plan.calendars()[plan.network().calendar(at as u32)];
        let text = |instant| plan.axis().text(instant);
        // Dumps round durations; a minute is no difference.
        let differs =
            |(ours, theirs): &(&[i64], &[i64])| calendar.between(ours[at], theirs[of_dump]).abs() > 60;
        columns.into_iter().find(differs).map(|(ours, theirs)| {
            let (ours, theirs) = (text(ours[at]), text(theirs[of_dump]));
            format!("{name} {}: {ours} from the file, {theirs} from the dump", task.id)
        })
    });
    differing.chain(missing).collect()
}

/// None of so many projects differs; else the first difference of each one is printed.
fn hold_none(expected: usize, found: impl Iterator<Item = Vec<String>>) {
    let (mut projects, mut total) = (0, 0);
    for differences in found {
        projects += 1;
        total += differences.len();
        if let Some(first) = differences.first() {
            println!("{first} ({} in this project)", differences.len());
        }
    }
    assert!(projects == 0 || projects >= expected, "{projects} projects were compared");
    assert_eq!(total, 0, "dates differ");
}

#[test]
fn ms_project_xml_and_its_dump_agree() {
    let projects = ["msp", "mini", "stretch"].into_iter().flat_map(projects::of_group);
    let by_xml = projects.filter(|project| project.is_from_xml);
    hold_none(
        130,
        by_xml.map(|Project { id, document, dump, .. }| {
            differences(&id, (document, neutral::document(&dump)), str::to_owned)
        }),
    );
}

/// The file holds all cases as projects of their own, with the same codes of activities in each.
#[test]
fn a_file_of_p6_and_its_dumps_agree() {
    hold_none(
        13,
        projects::of_group("p6-mini").filter_map(|Project { id, document, dump, .. }| {
            let row = &list(&dump, "tasks")[0];
            let file = projects::from_xer("p6-mini/cases-import.xer", row["activityId"].as_str()?)?;
            let code = |row: &&Value, code: &str| row["activityId"] == code && row["summary"] != true;
            let uid = |task: &str| {
                list(&dump, "tasks").iter().find(|row| code(row, task)).map(|row| row["uid"].to_string())
            };
            Some(differences(&id, (file, document), |task| uid(task).unwrap_or_default()))
        }),
    );
}

/// What is split in a dump is written with its dates, and read again: the same rests, and the same dates.
#[test]
fn splits_come_back_from_xml() {
    let (mut projects, mut tasks) = (0, 0);
    for Project { id, document, .. } in projects::of_group("stretch") {
        if !document.tasks.iter().any(|task| !task.splits.is_empty()) {
            continue;
        }
        let Ok((plan, first)) = score::solve(document) else { continue };
        let text = mspdi::write(plan.document(), Some(&first.to_result(&plan)));
        let (again, second) = score::solve(mspdi::read(&id, &text).document).unwrap();
        let rests = |plan: &Plan, task: usize| -> Vec<(i64, i64)> {
            let (task, units) = (&plan.document().tasks[task], &plan.document().units);
            task.splits.iter().map(|split| (split.after.seconds(units), split.pause.seconds(units))).collect()
        };
        projects += 1;
        for (at, task) in plan.document().tasks.iter().enumerate() {
            let (Some(now), false) = (again.task(&task.id), task.splits.is_empty() || task.is_started())
            else {
                continue;
            };
            tasks += 1;
            assert_eq!(rests(&plan, at), rests(&again, now), "{id} {}", task.id);
            let finishes = [first.planned_finish()[at], second.planned_finish()[now]];
            assert_eq!(finishes[0], finishes[1], "{id} {}", task.id);
        }
    }
    println!("{tasks} split tasks of {projects} projects");
    assert!(projects == 0 || projects >= 14 && tasks >= 35, "{tasks} split tasks of {projects} projects");
}
