//! The same project by way of two readers: it must come to the same dates.

use super::projects::{self, Project};
use super::{neutral, score};

/// Dates that differ between a project read from MS Project XML and from its dump.
fn differences(Project { id, document, dump }: Project) -> Vec<String> {
    let (by_xml, by_dump) = (score::solve(document), score::solve(neutral::document(&dump)));
    let ((plan, xml), (other, dump)) = match (by_xml, by_dump) {
        (Ok(xml), Ok(dump)) => (xml, dump),
        (xml, dump) => {
            let (xml, dump) = (xml.err(), dump.err());
            return (xml != dump)
                .then(|| format!("{id}: {xml:?} from XML, {dump:?} from the dump"))
                .into_iter()
                .collect();
        }
    };
    let tasks = plan.document().tasks.iter().enumerate();
    let differing = tasks.filter_map(|(at, task)| {
        let Some(of_dump) = other.task(&task.id) else {
            return Some(format!("{id} {}: not in the dump", task.id));
        };
        let columns = [
            (xml.planned_start(), dump.planned_start()),
            (xml.planned_finish(), dump.planned_finish()),
            (xml.late_start(), dump.late_start()),
            (xml.late_finish(), dump.late_finish()),
        ];
        let calendar = &plan.calendars()[plan.network().calendar(at as u32)];
        let text = |instant| plan.axis().text(instant);
        // Dumps round durations; a minute is no difference.
        let differs =
            |(ours, theirs): &(&[i64], &[i64])| calendar.between(ours[at], theirs[of_dump]).abs() > 60;
        columns.into_iter().find(differs).map(|(ours, theirs)| {
            let (ours, theirs) = (text(ours[at]), text(theirs[of_dump]));
            format!("{id} {}: {ours} from XML, {theirs} from the dump", task.id)
        })
    });
    let missing = other.document().tasks.iter().filter(|task| plan.task(&task.id).is_none());
    differing.chain(missing.map(|task| format!("{id} {}: not in the XML", task.id))).collect()
}

#[test]
fn ms_project_xml_and_its_dump_agree() {
    let mut found = Vec::new();
    for group in ["msp", "mini", "stretch"] {
        let with_xml = projects::of_group(group).filter(|project| projects::from_xml(&project.id).is_some());
        for differences in with_xml.map(differences).filter(|differences| !differences.is_empty()) {
            println!("{} ({} in this project)", differences[0], differences.len());
            found.extend(differences);
        }
    }
    assert!(found.is_empty(), "{} dates differ", found.len());
}
