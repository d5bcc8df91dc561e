//! Differences from stored values into those that the stored values explain by contradicting themselves, and the rest.
//!
//! `SHOW=<group>` prints the first three differences of a project with what contradicts them, `SHOW=<project>` all:
//! `SHOW=msp cargo test -p critpath-formats --test it oracle::explained -- --nocapture`

use std::collections::BTreeMap;

use super::contradiction::{Contradiction, Contradictions, Kind};
use super::expected::{Expected, Field, expected};
use super::projects::{self, Project};
use super::score::{Difference, compare, solve};
use super::stored::Stored;

/// What the projects of a group come to.
#[derive(Debug, Default, PartialEq, Eq)]
struct Tally {
    /// Projects in which every task agrees in every field.
    agree: usize,
    /// Projects in which all that differs contradicts what else is stored.
    explained: usize,
    /// The others.
    open: Vec<String>,
    /// Values that agree although other stored values contradict them, not by way of others.
    false_alarms: usize,
    /// Values that differ and are not contradicted.
    open_values: usize,
}

fn tally(group: &str) -> Tally {
    let mut tally = Tally::default();
    for Project { id, document, dump, .. } in projects::of_group(group) {
        let rows = expected(&dump);
        let Ok((plan, schedule)) = solve(document) else {
            tally.open.push(id);
            continue;
        };
        let differences = compare(&plan, &schedule, &rows);
        let stored = Stored::new(&plan, &dump);
        let mut contradictions = Contradictions::new(&stored);
        let uid = |task: &str| task.parse::<i64>().unwrap();
        let why: Vec<Option<Contradiction>> = differences
            .iter()
            .map(|difference| contradictions.of(uid(&difference.task), difference.field))
            .collect();
        let open = why.iter().filter(|why| why.is_none()).count();
        tally.false_alarms += false_alarms(&rows, &differences, &mut contradictions);
        tally.open_values += open;
        match (differences.len(), open) {
            (0, _) => tally.agree += 1,
            (_, 0) => tally.explained += 1,
            _ => tally.open.push(id.clone()),
        }
        print(group, &id, &differences, &why);
    }
    tally
}

/// How many values agree although they are contradicted.
fn false_alarms(rows: &[Expected], differences: &[Difference], contradictions: &mut Contradictions) -> usize {
    let differs = |task: &str, field: Field| {
        differences.iter().any(|difference| difference.task == task && difference.field == field)
    };
    let fields = |row: &Expected| {
        let fields =
            row.dates.iter().map(|(field, _)| *field).chain(row.floats.iter().map(|(field, _)| *field));
        fields.collect::<Vec<Field>>()
    };
    let agreeing = rows.iter().flat_map(|row| {
        let agreeing = fields(row).into_iter().filter(|field| !differs(&row.task, *field));
        agreeing.map(|field| (row.task.clone(), field))
    });
    let alarms = agreeing.filter(|(task, field)| {
        let found = contradictions.of(task.parse().unwrap(), *field);
        let found = found.filter(|found| found.kind != Kind::FollowsContradiction);
        if let Some(found) = found.filter(|_| std::env::var("SHOW").as_deref() == Ok("alarms")) {
            println!("{} {task} agrees, but: {found}", field.short());
        }
        found.is_some()
    });
    alarms.count()
}

/// Prints how many values of a project are explained how, and the first of each kind.
fn print(group: &str, id: &str, differences: &[Difference], why: &[Option<Contradiction>]) {
    if differences.is_empty() {
        return;
    }
    let mut kinds: BTreeMap<Option<Kind>, (usize, String)> = BTreeMap::new();
    for (difference, why) in differences.iter().zip(why) {
        let text = why.map(|why| format!(": {why}")).unwrap_or_default();
        let first = format!("{} {}{text}", difference.field.short(), difference.task);
        kinds.entry(why.map(|why| why.kind)).or_insert((0, first)).0 += 1;
    }
    for (kind, (count, first)) in kinds {
        let kind = kind.map_or("NOT EXPLAINED".to_owned(), |kind| format!("{kind:?}"));
        println!("{id}: {count} by {kind}, as {first}");
    }
    let asked = std::env::var("SHOW").unwrap_or_default();
    let limit = if asked == id { usize::MAX } else { 3 };
    if asked == id || asked == group {
        let open = differences.iter().zip(why).filter(|(_, why)| why.is_none());
        for (Difference { field, task, what, .. }, _) in open.take(limit) {
            println!("{id} {} {task}: {what}", field.short());
        }
    }
}

/// Holds what a group comes to.
fn hold(group: &str, agree: usize, explained: usize, open: &[&str]) {
    let tally = tally(group);
    println!("{group}: {tally:?}");
    if tally.agree + tally.explained + tally.open.len() > 0 {
        assert_eq!((tally.agree, tally.explained), (agree, explained), "{group}");
        assert_eq!(tally.open, open, "{group}");
    }
}

/// In the plain projects, nothing agrees that other stored values contradict, but for what a stale date leaves.
#[test]
fn msp() {
    hold("msp", 47, 4, &[]);
}

#[test]
fn p6() {
    hold("p6", 8, 0, &[]);
}

#[test]
fn mini() {
    hold("mini", 4, 1, &[]);
}

#[test]
fn stretch() {
    let open = [
        "001", "011", "017", "025", "035", "036", "037", "039", "055", "078", "082", "088", "093", "096",
        "102", "104", "105", "110",
    ];
    let open = open.map(|number| format!("stretch-{number}"));
    hold("stretch", 49, 11, &open.each_ref().map(String::as_str));
}
