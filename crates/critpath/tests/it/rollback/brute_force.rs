//! The way back by the second: every order of the steps, calendars as lists of seconds, nothing shared with the engine.

use critpath::model::{ConstraintKind, Dependency, Document, Task, Undo};
use critpath::plan::Plan;
use critpath::schedule::Schedule;
use critpath::time::{Instant, Until};

/// Seconds that are looked at from the first instant on.
const SECONDS: i64 = 1_500;

/// The way back from an instant, second by second: when the system is back, if nothing bars the way.
pub struct BruteForce<'a> {
    document: &'a Document,
    starts: Vec<Instant>,
    finishes: Vec<Instant>,
    /// By task, those that are undone before it.
    before: Vec<Vec<usize>>,
    reaction: i64,
    first: Instant,
}

impl<'a> BruteForce<'a> {
    pub fn new(plan: &'a Plan, schedule: &Schedule) -> Self {
        let document = plan.document();
        let seconds = |d: Option<critpath::duration::Duration>| d.map_or(0, |d| d.seconds(&document.units));
        let rollback = document.rollback.as_ref().unwrap();
        BruteForce {
            document,
            starts: schedule.planned_start().to_vec(),
            finishes: schedule.planned_finish().to_vec(),
            before: before(document),
            reaction: seconds(rollback.detection) + seconds(rollback.decision),
            first: schedule.start().unwrap(),
        }
    }

    fn seconds(&self, duration: Option<critpath::duration::Duration>) -> i64 {
        duration.map_or(0, |duration| duration.seconds(&self.document.units))
    }

    fn undo(&self, task: usize) -> &Undo {
        self.document.tasks[task].undo.as_ref().unwrap()
    }

    /// Whether the calendar of an undo works in the second from `at` on.
    fn works(&self, task: usize, at: Instant) -> bool {
        let rollback = self.document.rollback.as_ref().unwrap();
        let of_task = self.document.tasks[task].calendar.as_ref();
        let own = [self.undo(task).calendar.as_ref(), rollback.calendar.as_ref(), of_task];
        let id = own.into_iter().flatten().next().or(self.document.calendar.as_ref()).unwrap();
        let needs = &self.undo(task).needs;
        let people = needs.iter().map(|need| &need.resource);
        let people =
            people.filter_map(|id| self.document.resources.iter().find(|resource| resource.id == *id));
        let calendars = people.filter_map(|resource| resource.calendar.as_ref()).chain([id]);
        calendars.into_iter().all(|id| self.calendar_works(id, at))
    }

    fn calendar_works(&self, id: &str, at: Instant) -> bool {
        let Some(calendar) = self.document.calendars.iter().find(|calendar| calendar.id == id) else {
            assert_eq!(id, "always");
            return true;
        };
        let second = at.rem_euclid(86_400) as u32;
        let shifts = calendar.week.iter().flat_map(|day| &day.shifts);
        shifts.into_iter().any(|shift| (shift.start.seconds()..shift.finish.seconds()).contains(&second))
    }

    /// When work that may begin at `ready` begins, and when it is done.
    fn work(&self, task: usize, ready: Instant, amount: i64) -> Option<(Instant, Instant)> {
        let mut at = ready;
        while !self.works(task, at) {
            at += 1;
            if at > self.first + SECONDS {
                return None;
            }
        }
        let begins = at;
        if amount == 0 {
            return Some((begins, ready));
        }
        let mut left = amount;
        loop {
            left -= i64::from(self.works(task, at));
            at += 1;
            if left == 0 {
                return Some((begins, at));
            }
            if at > self.first + SECONDS {
                return None;
            }
        }
    }

    /// When the system is back; `Some(None)` if there is no way, `None` if it takes longer than is looked at.
    pub fn back(&self, failure: Instant, is_started: impl Fn(Instant) -> bool) -> Option<Option<Instant>> {
        let begins = failure + self.reaction;
        let steps: Vec<usize> = (0..self.starts.len())
            .filter(|task| is_started(self.starts[*task]))
            .filter(|task| {
                self.document.tasks[*task].undo.as_ref().is_some_and(|u| u.irreversible || !u.cleanup)
            })
            .collect();
        let mut best: Option<(usize, Instant)> = None;
        let mut fits = true;
        // Where all people can be everywhere at once the order does not matter.
        let units = |id: &str| -> f64 { steps.iter().map(|task| self.units(*task, id)).sum() };
        let any_order = self.document.resources.iter().all(|r| units(&r.id) <= r.capacity.unwrap_or(1.0));
        let mut tried = false;
        orders(&steps, &self.before, &mut Vec::new(), &mut |order| {
            if !std::mem::replace(&mut tried, any_order) {
                match self.place(order, begins) {
                    Some(found) => best = Some(best.map_or(found, |best| best.min(found))),
                    None => fits = false,
                }
            }
        });
        let (bars, back) = best?;
        fits.then_some(if bars > 0 { None } else { Some(back) })
    }

    /// How many steps cannot be undone in this order, and when the others are.
    fn place(&self, order: &[usize], begins: Instant) -> Option<(usize, Instant)> {
        let mut placed: Vec<(usize, Instant, Instant)> = Vec::new();
        let (mut bars, mut back) = (0, begins);
        for &task in order {
            let undo = self.undo(task);
            let mut ready = begins;
            for (other, _, finish) in &placed {
                if self.before[task].contains(other) {
                    ready = ready.max(*finish);
                }
            }
            if self.finishes[task] > begins {
                let (_, stopped) = self.work(task, begins, self.seconds(undo.abort))?;
                ready = ready.max(self.finishes[task]).max(stopped);
            }
            loop {
                let (begins, _) = self.work(task, ready, 0)?;
                let until = undo.until.map(|until| match until {
                    Until::Offset(offset) => self.finishes[task] + offset.seconds(&self.document.units),
                    Until::At(_) => unreachable!("not in these plans"),
                });
                let expired = until.is_some_and(|until| begins > until);
                let amount = match undo {
                    undo if undo.irreversible => None,
                    undo if expired => undo.late.map(|late| self.seconds(Some(late))),
                    undo => Some(self.seconds(undo.duration)),
                };
                let (start, finish) = self.work(task, ready, amount.unwrap_or(0))?;
                if self.is_free(task, start, finish, &placed) {
                    bars += usize::from(amount.is_none());
                    placed.push((task, start, finish));
                    back = back.max(finish);
                    break;
                }
                ready += 1;
            }
        }
        Some((bars, back))
    }

    /// How much of a resource an undo needs.
    fn units(&self, task: usize, id: &str) -> f64 {
        let needs = self.undo(task).needs.iter().filter(|need| need.resource == id);
        needs.map(|need| need.units.unwrap_or(1.0)).sum()
    }

    /// Whether the people of a step are there in every second of it.
    fn is_free(
        &self,
        task: usize,
        start: Instant,
        finish: Instant,
        placed: &[(usize, Instant, Instant)],
    ) -> bool {
        self.document.resources.iter().all(|resource| {
            let need = self.units(task, &resource.id);
            need == 0.0
                || (start..finish).all(|second| {
                    let others =
                        placed.iter().filter(|(_, start, finish)| (*start..*finish).contains(&second));
                    let sum: f64 = others.map(|(other, _, _)| self.units(*other, &resource.id)).sum();
                    sum + need <= resource.capacity.unwrap_or(1.0)
                })
        })
    }
}

/// Every order in which what must come before something does.
fn orders(steps: &[usize], before: &[Vec<usize>], order: &mut Vec<usize>, each: &mut impl FnMut(&[usize])) {
    if order.len() == steps.len() {
        each(order);
        return;
    }
    for &step in steps {
        let waits = before[step].iter().any(|other| steps.contains(other) && !order.contains(other));
        if !order.contains(&step) && !waits {
            order.push(step);
            orders(steps, before, order, each);
            order.pop();
        }
    }
}

/// By task, those that come after it in the plan, through tasks, phases and gates, and those that its undo names.
fn before(document: &Document) -> Vec<Vec<usize>> {
    let tasks = &document.tasks;
    let at = |id: &str| tasks.iter().position(|task| task.id == id);
    let members = |phase: &str| -> Vec<usize> {
        (0..tasks.len()).filter(|task| tasks[*task].phase.as_deref() == Some(phase)).collect()
    };
    let meant = |link: &Dependency| match at(&link.predecessor) {
        Some(task) => vec![task],
        None => members(&link.predecessor),
    };
    let waits_for = |task: &Task| -> Vec<usize> {
        let gate = document.gates.iter().filter(|gate| task.gate.as_deref() == Some(gate.id.as_str()));
        let phase = document.phases.iter().filter(|phase| task.phase.as_deref() == Some(phase.id.as_str()));
        let links = task.after.iter().chain(gate.flat_map(|gate| &gate.after));
        links.chain(phase.flat_map(|phase| &phase.after)).flat_map(meant).collect()
    };
    let mut comes_after = vec![vec![false; tasks.len()]; tasks.len()];
    for (task, stated) in tasks.iter().enumerate() {
        for predecessor in waits_for(stated) {
            comes_after[predecessor][task] = true;
        }
        // Undone after another one, it is as if that came after it; what waits until the system is back holds up nothing.
        let undo = stated.undo.iter().filter(|undo| undo.irreversible || !undo.cleanup);
        for other in undo.flat_map(|undo| &undo.after).flat_map(meant) {
            comes_after[task][other] = true;
        }
    }
    for through in 0..tasks.len() {
        for from in 0..tasks.len() {
            for to in 0..tasks.len() {
                comes_after[from][to] |= comes_after[from][through] && comes_after[through][to];
            }
        }
    }
    assert!(
        tasks
            .iter()
            .all(|task| task.constraints.iter().all(|c| c.kind == ConstraintKind::StartNoEarlierThan))
    );
    let list = |row: &Vec<bool>| (0..row.len()).filter(|other| row[*other]).collect();
    comes_after.iter().map(list).collect()
}
