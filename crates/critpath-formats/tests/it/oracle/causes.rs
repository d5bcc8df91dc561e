//! Differences from the peer on random networks of all features into where they begin, and what is special there.
//!
//! A value that differs because a neighbour differs says nothing of its own. What is left are the values at which a
//! difference begins; the tasks there have a feature that the reference calls the peer's opinion (elapsed time, point 12;
//! as late as possible, 15; percent, 11; links of phases, 9; progress, 2 and 17), or one that a point corrects. This tells
//! where to look, and proves nothing of who is right.

use std::collections::{BTreeMap, BTreeSet};

use super::contradiction::Contradictions;
use super::expected::{Field, expected};
use super::points::point;
use super::projects::{self, Project};
use super::score::{Difference, compare, solve};
use super::stored::Stored;

/// Where a difference begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Cause {
    /// A neighbour differs, or another value of the same task, or the finish of the project.
    Neighbour,
    /// A point corrects the value of the peer.
    Point,
    /// The peer's own values contradict each other.
    Contradiction,
    /// The task, or one that it is linked with, lasts by the clock.
    Elapsed,
    /// It, or one that it is linked with, is as late as possible.
    Late,
    /// A lag in percent, or by the clock.
    Lag,
    /// It, or one that it is linked with, has started.
    Progress,
    /// A phase is linked.
    PhaseLink,
    /// It, or one that it is linked with, has a date that breaks the logic or a deadline.
    Limit,
    /// Nothing of this.
    Open,
}

/// What differs in a project.
struct Differing {
    fields: BTreeSet<(i64, Field)>,
    /// Its finish, which all late dates count from.
    finish: bool,
}

impl Differing {
    fn new(stored: &Stored, differences: &[Difference]) -> Self {
        let uid = |difference: &Difference| difference.task.parse::<i64>().unwrap();
        let is_last = |one: &&Difference| {
            let was_last = stored.rows[&uid(one)].at(Field::EarlyFinish) == stored.finish;
            one.field == Field::EarlyFinish && (was_last || one.computed > stored.finish)
        };
        Differing {
            fields: differences.iter().map(|one| (uid(one), one.field)).collect(),
            finish: differences.iter().any(|one| is_last(&one)),
        }
    }

    fn any(&self, uid: i64, fields: &[Field]) -> bool {
        fields.iter().any(|field| self.fields.contains(&(uid, *field)))
    }
}

fn cause(stored: &Stored, differing: &Differing, uid: i64, difference: &Difference) -> Cause {
    use Field::*;
    let field = difference.field;
    let any = |uid: i64, fields: &[Field]| differing.any(uid, fields);
    let leaves = |at: i64| stored.leaves(at);
    let predecessors: Vec<i64> = stored.ties_to(uid).flat_map(|tie| leaves(tie.predecessor)).collect();
    let successors: Vec<i64> = stored.ties_from(uid).flat_map(|(tie, _)| leaves(tie.successor)).collect();
    let early = [Start, Finish, EarlyStart, EarlyFinish];
    let late = [LateStart, LateFinish];
    let follows = match field {
        Start | Finish | EarlyStart | EarlyFinish => predecessors.iter().any(|of| any(*of, &early)),
        LateStart | LateFinish => {
            differing.finish || successors.iter().any(|of| any(*of, &late)) || any(uid, &early)
        }
        TotalFloat => any(uid, &early) || any(uid, &late),
        FreeFloat => {
            any(uid, &early) || any(uid, &[TotalFloat]) || successors.iter().any(|of| any(*of, &early))
        }
    };
    if point(stored, uid, difference).is_some() {
        return Cause::Point;
    }
    if follows {
        return Cause::Neighbour;
    }
    if Contradictions::new(stored).of(uid, field).is_some() {
        return Cause::Contradiction;
    }
    let near: Vec<i64> = std::iter::once(uid).chain(predecessors).chain(successors).collect();
    let has = |feature: &dyn Fn(&super::stored::Row) -> bool| near.iter().any(|of| feature(&stored.rows[of]));
    let ties = || stored.ties_to(uid).chain(stored.ties_from(uid).map(|(tie, _)| tie));
    match () {
        () if has(&|row| row.is_late) => Cause::Late,
        () if has(&|row| row.is_elapsed) => Cause::Elapsed,
        () if ties().any(|tie| tie.is_odd()) => Cause::Lag,
        () if has(&|row| row.is_started) => Cause::Progress,
        () if ties().any(|tie| stored.is_of_phase(tie)) => Cause::PhaseLink,
        () if has(&|row| row.is_held || row.deadline.is_some()) => Cause::Limit,
        () => Cause::Open,
    }
}

fn hold(group: &str, most_open: usize) {
    let mut causes: BTreeMap<Cause, usize> = BTreeMap::new();
    let shows = std::env::var("SHOW").as_deref() == Ok(group);
    for Project { id, document, dump, .. } in projects::of_group(group) {
        let (plan, schedule) = solve(document).unwrap();
        let differences = compare(&plan, &schedule, &expected(&dump));
        let stored = Stored::new(&plan, &dump);
        let differing = Differing::new(&stored, &differences);
        for difference in &differences {
            let cause = cause(&stored, &differing, difference.task.parse().unwrap(), difference);
            *causes.entry(cause).or_default() += 1;
            if shows && cause > Cause::Contradiction {
                let Difference { field, task, what, .. } = difference;
                println!("{id} {} {task}: {cause:?}: {what}", field.short());
            }
        }
    }
    println!("{group}: {causes:?}");
    let open = causes.get(&Cause::Open).copied().unwrap_or_default();
    assert!(open <= most_open, "{group}: {open} differences begin where nothing is special");
}

#[test]
fn synthetic_d() {
    hold("synthetic-D", 3);
}

#[test]
fn synthetic_e() {
    hold("synthetic-E", 2);
}
