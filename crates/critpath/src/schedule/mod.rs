//! A plan into a schedule: the critical path method over all relations, calendars, phases and dates.
//!
//! A schedule is computed in integer seconds in two passes over the plan's
//! [`Network`]: forward to the earliest dates, backward to the latest dates and
//! the floats. What people state as dates (windows, constraints, deadlines) becomes bounds before that.
//!
//! * Work starts where its calendar works and finishes where work ends (Friday 17:00, not Monday 08:00);
//!   a milestone stays at the instant that bounds it. A start milestone stands where work begins, and a finish
//!   milestone, at its latest, where work ends, unless the rules know one kind of milestone.
//! * A working lag runs on the successor's calendar, an elapsed lag on the clock; a percentage is one of
//!   the predecessor's duration.
//! * A dependency of a phase binds everything in it. A dependency on a phase looks at its earliest start
//!   or its latest finish.
//! * Date constraints never break the logic: "no earlier" moves early dates, "no later" and deadlines
//!   only cap late dates, so that a conflict shows as negative float. "Must" does both.
//! * What has started keeps its start and no longer waits for its predecessors.
//! * Total float is the working time by which a task can slip without delaying the plan's finish or
//!   missing a cap; free float, without moving any other task.

mod actual;
mod backward;
mod bound;
mod bounding;
mod dates;
mod driver;
mod effort;
mod findings;
mod floats;
mod forward;
mod handed;
mod hold;
mod hubs;
mod in_order;
mod late;
mod leaf_floats;
mod linear;
mod link;
mod result;
mod rules;
mod shared_calendar;
mod start;
mod stays;
mod trial;
mod update;
mod verify;
mod window;

pub use bound::{Bound, Limit, Origin};
pub use driver::{Driven, Via};
pub(crate) use driver::{Drivers, role_id};
pub use findings::findings;
pub use floats::{Band, Drag, FloatsOptions, Path, Step, floats, floats_with};
pub(crate) use linear::{ANY_RANK, Linear, LinearKind, LinearLink, NO_RANK, RANKS};
pub use rules::Rules;
pub(crate) use trial::{Trial, Underway};
pub use verify::{Violation, verify};
pub use window::Span as WindowSpan;

use std::cell::Cell;

use crate::control::{Control, Watch, never_stop};
use crate::error::Error;
use crate::graph::{Network, NodeKind};
use crate::model::{Convention, CriticalBy};
use crate::plan::Plan;
use crate::time::{Instant, Moment};
use actual::Actual;
use backward::{Finishes, Latest};
use bound::Bounds;
pub(crate) use bound::{first_work, last_work};
use forward::Input;
use hold::Holds;
use hubs::Hubs;
pub(crate) use window::end_of_day;

/// The date of a task without dates.
pub const UNSCHEDULED: Instant = Instant::MIN;

/// What the caller decides about a schedule.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct ScheduleOptions {
    /// When the plan starts: by default the document's start, else the earliest start that a window, a
    /// constraint or progress of the document states. A date means the first working time of that day.
    pub start: Option<Moment>,
    /// Whose rules it follows: by default those that the plan names, else the native ones.
    pub convention: Option<Convention>,
    /// Nothing starts before the plan; by default as the convention has it. Off, dependencies alone may pull
    /// tasks before it.
    pub floor_at_start: Option<bool>,
    /// Nothing may finish after the plan's finish; by default as the convention has it. Off, only tasks without
    /// successors are held to it, and the others to their successors alone.
    pub cap_at_finish: Option<bool>,
}

/// When everything is. Columns are by index of the task in the document.
#[derive(Debug, Clone)]
pub struct Schedule {
    options: ScheduleOptions,
    columns: Columns,
    rules: Rules,
    bounds: Bounds,
    actuals: Vec<Actual>,
    holds: Holds,
    tasks: usize,
    finish: Option<Instant>,
    /// The leaves of the longest path by index, if being on it makes critical.
    longest_path: Option<Vec<u32>>,
    /// What updates know of nodes with many successors.
    hubs: Hubs,
}

/// The dates of all nodes of the network, tasks first.
#[derive(Debug, Clone)]
struct Columns {
    early_start: Vec<Instant>,
    early_finish: Vec<Instant>,
    late_start: Vec<Instant>,
    late_finish: Vec<Instant>,
    total_float: Vec<i64>,
    free_float: Vec<i64>,
    driver: Vec<Driver>,
    /// Seconds that each node takes.
    amount: Vec<i64>,
    /// Work before the start of nodes that work, on their calendars.
    rank: Vec<i64>,
    /// By position among the facts of started tasks: when what is left begins.
    rest: Vec<Instant>,
    /// By position among the facts of started tasks: what successors of those that are done allow what comes before.
    back: Vec<handed::Back>,
    /// By position among the held nodes: how far the logic goes beyond the dates that hold.
    beyond: Vec<i64>,
    /// By node less tasks: what the earliest dates of its successors allow a node that is no leaf.
    unhindered: Vec<Latest>,
    /// Planned starts and finishes, where tasks are as late as possible.
    planned: Option<(Vec<Instant>, Vec<Instant>)>,
}

/// The link that drives a node, if one does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Driver(u32);

impl Driver {
    const NONE: Driver = Driver(u32::MAX);
    /// Its successors drive it: it is as late as they allow.
    const AT_LATEST: Driver = Driver(u32::MAX - 1);
    const OF_FINISH: u32 = 1 << 31;

    /// The link at this position drives the start.
    fn link(position: u32) -> Self {
        Driver(position & !Self::OF_FINISH)
    }

    /// The same link, by way of the finish.
    fn of_finish(self) -> Self {
        Driver(self.0 | Self::OF_FINISH)
    }

    /// Position of the link among those of the network.
    fn position(self) -> Option<usize> {
        self.is_link().then_some((self.0 & !Self::OF_FINISH) as usize)
    }

    fn is_link(self) -> bool {
        self != Self::NONE && self != Self::AT_LATEST
    }

    fn is_of_finish(self) -> bool {
        self.is_link() && self.0 & Self::OF_FINISH != 0
    }
}

/// Computes when everything is.
///
/// # Errors
/// [`Error::NoStart`] if there is something to schedule and nothing says when it starts;
/// [`Error::Option`] for a start with an offset in a plan without a time zone;
/// [`Error::Overflow`] if dates leave the range of ±200,000 years.
///
/// # Complexity
/// Time and space O(tasks + phases + dependencies), each with a few questions to a calendar.
pub fn schedule(plan: &Plan, options: &ScheduleOptions) -> Result<Schedule, Error> {
    schedule_with(plan, options, &mut never_stop)
}

/// As [`schedule`], with a control that hears how far the work is and may stop it.
///
/// # Errors
/// As [`schedule`]; [`Error::Cancelled`] if the control says stop.
pub fn schedule_with(
    plan: &Plan,
    options: &ScheduleOptions,
    control: &mut Control,
) -> Result<Schedule, Error> {
    if let Some(start) = options.start {
        plan.axis().accept(start)?;
    }
    let network = plan.network();
    let rules = Rules::of(plan, options);
    let bounds = bound::bounds(plan, options, &rules)?;
    let actuals = actual::actuals(plan, &rules, &bounds);
    let holds = Holds::new(plan, &rules);
    let columns = Columns::new(network, amounts(plan, &bounds), actuals.len(), &holds);
    let mut schedule = Schedule {
        options: *options,
        columns,
        rules,
        bounds,
        actuals,
        holds,
        tasks: network.tasks(),
        finish: None,
        longest_path: None,
        hubs: Hubs::default(),
    };
    let mut watch = Watch::new(control, schedule.passes(network) * network.order.len());
    match schedule.in_order(plan) {
        Some(copy) => schedule.run_in_order(plan, copy, &mut watch)?,
        None => schedule.run(plan, &mut watch)?,
    }
    watch.finish()?;
    schedule.find_longest_path(plan);
    Ok(schedule)
}

impl Columns {
    fn new(network: &Network, amount: Vec<i64>, actuals: usize, holds: &Holds) -> Self {
        let nodes = network.nodes();
        // Memory that is zero comes for free; the passes write all of it if every node takes part.
        let unscheduled = || vec![if network.order.len() == nodes { 0 } else { UNSCHEDULED }; nodes];
        Columns {
            early_start: unscheduled(),
            early_finish: unscheduled(),
            late_start: unscheduled(),
            late_finish: unscheduled(),
            total_float: vec![0; nodes],
            free_float: vec![0; nodes],
            driver: vec![Driver::NONE; nodes],
            amount,
            rank: vec![0; nodes],
            rest: vec![0; actuals],
            back: vec![handed::Back::ANY_TIME; actuals],
            beyond: vec![0; holds.list.len()],
            unhindered: vec![Latest::ANY_TIME; nodes - network.tasks()],
            planned: None,
        }
    }
}

impl Schedule {
    /// How often the passes go over the network.
    fn passes(&self, network: &Network) -> usize {
        let late = !network.late.is_empty();
        match (self.rules.from_finish, late, self.rules.late_uses_total_float) {
            (true, _, true) => 5,
            (false, true, true) => 4,
            (true, ..) => 4 + usize::from(late),
            (false, ..) => 2 + usize::from(late),
        }
    }

    /// Runs the passes.
    fn run(&mut self, plan: &Plan, watch: &mut Watch) -> Result<(), Error> {
        let network = plan.network();
        if self.rules.from_finish && !network.order.is_empty() {
            let finish = self.plan_finish(plan);
            let finishes = Finishes { latest: finish, earliest: finish };
            let (input, columns) = self.parts(plan);
            forward::forward(&input, columns, watch)?;
            backward::backward(&input, columns, finishes, watch)?;
            let starts = network.order.iter().filter(|node| network.is_leaf(**node));
            let start = starts.map(|node| columns.late_start[*node as usize]).min();
            self.bounds.rebase(start.unwrap_or(self.bounds.start));
        }
        let (input, columns) = self.parts(plan);
        forward::forward(&input, columns, watch)?;
        self.finish = self.latest_finish(network);
        let Some(earliest) = self.finish else { return Ok(()) };
        let finishes = Finishes { latest: self.plan_finish(plan), earliest };
        let (input, columns) = self.parts(plan);
        backward::backward(&input, columns, finishes, watch)?;
        if input.rules.late_keeps_early {
            let finish = late::keeping_earliest(&input, columns, watch)?;
            self.finish = finish.map(|finish| self.with_phases(finish));
        } else if input.rules.late_uses_total_float && !network.late.is_empty() {
            late::by_total_float(&input, columns, watch)?;
            // Lags in percent of a phase may have grown with it.
            self.finish = self.latest_finish(network);
            let earliest = self.finish.unwrap_or(earliest);
            let finishes = Finishes { latest: self.plan_finish(plan), earliest };
            let (input, columns) = self.parts(plan);
            backward::backward(&input, columns, finishes, watch)?;
        } else {
            late::by_free_float(&input, columns, watch)?;
        }
        let earliest = self.finish.unwrap_or(earliest);
        if !network.efforts.is_empty() {
            let finishes = Finishes { latest: self.plan_finish(plan), earliest };
            let (input, columns) = self.parts(plan);
            effort::span(&input, columns, finishes);
            self.finish = match self.rules.late_keeps_early {
                true => self.finish,
                false => self.latest_finish(network),
            };
        }
        Ok(())
    }

    /// The finish that latest dates count from.
    fn plan_finish(&self, plan: &Plan) -> Instant {
        let document = plan.document();
        let calendar = &plan.calendars()[plan.calendars().default_index()];
        let stated = match (self.rules.from_finish, self.rules.deadline_replaces_finish) {
            (true, _) => document.finish,
            (false, true) => document.deadline,
            _ => None,
        };
        let stated = stated.map(|finish| bound::last_work(plan.axis(), finish, calendar));
        stated.or(self.finish).unwrap_or(self.bounds.start)
    }

    /// The latest finish of what takes time of its own, and of phases that people put somewhere.
    fn latest_finish(&self, network: &Network) -> Option<Instant> {
        latest_leaf(network, &self.columns).map(|finish| self.with_phases(finish))
    }

    /// The later of a finish and that of phases that people put somewhere.
    fn with_phases(&self, finish: Instant) -> Instant {
        self.holds.phases_finish().map_or(finish, |of_phases| of_phases.max(finish))
    }

    /// What the passes read, and what they write.
    fn parts<'a>(&'a mut self, plan: &'a Plan) -> (Input<'a>, &'a mut Columns) {
        let input = Input {
            plan,
            network: plan.network(),
            calendars: plan.calendars(),
            rules: self.rules,
            bounds: &self.bounds,
            actuals: &self.actuals,
            holds: &self.holds,
            floats_as_stated: self.rules.floats_as_stated(plan.calendars()),
            last: Cell::default(),
        };
        (input, &mut self.columns)
    }

    /// Finds the longest path, if being on it makes critical. O(tasks + phases + dependencies) then.
    fn find_longest_path(&mut self, plan: &Plan) {
        self.longest_path = (self.rules.critical_by == CriticalBy::LongestPath).then(|| {
            let mut path = Drivers::new(plan, self).critical_path();
            path.sort_unstable();
            path
        });
    }
}

/// The latest earliest finish of what takes time of its own.
fn latest_leaf(network: &Network, columns: &Columns) -> Option<Instant> {
    let leaves = network.order.iter().copied().filter(|node| network.is_leaf(*node));
    let leaves = leaves.filter(|node| network.kind(*node) != NodeKind::Effort);
    leaves.map(|node| columns.early_finish[node as usize]).max()
}

/// How long each node takes: as planned, or as long as its window holds work.
fn amounts(plan: &Plan, bounds: &Bounds) -> Vec<i64> {
    let network = plan.network();
    let mut amounts = network.amount.clone();
    for &node in &network.fills {
        amounts[node as usize] = planned_amount(plan, bounds, node);
    }
    amounts
}

/// How long a node takes.
fn planned_amount(plan: &Plan, bounds: &Bounds, node: u32) -> i64 {
    let network = plan.network();
    if network.kind(node) != NodeKind::Fill {
        return network.amount[node as usize];
    }
    let window = bounds.windows[network.bound[node as usize] as usize].span;
    let calendar = &plan.calendars()[network.calendar(node)];
    match (window.start, window.finish) {
        (Some(start), Some(finish)) => calendar.between(start.max(bounds.start), finish).max(0),
        _ => 0,
    }
}

fn overflow(plan: &Plan, node: u32) -> Error {
    Error::Overflow { task: driver::name(plan, node).into() }
}
