//! A plan into a schedule: the critical path method over all relations, calendars, phases and dates.
//!
//! A schedule is computed in integer seconds in two passes over the plan's
//! [`Network`]: forward to the earliest dates, backward to the latest dates and
//! the floats. What people state as dates (windows, constraints, deadlines) becomes bounds before that.
//!
//! * Work starts where its calendar works and finishes where work ends (Friday 17:00, not Monday 08:00);
//!   a milestone stays at the instant that bounds it.
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
mod driver;
mod findings;
mod forward;
mod late;
mod link;
mod result;
mod verify;
mod window;

pub use bound::{Bound, Limit, Origin};
pub use driver::{Driven, Via};
pub(crate) use driver::{Drivers, role_id};
pub use findings::findings;
pub use verify::{Violation, verify};
pub use window::Span as WindowSpan;

use crate::control::{Control, Watch, never_stop};
use crate::error::Error;
use crate::graph::{Network, Role, Subject};
use crate::model::{ConstraintKind, WindowUnit};
use crate::plan::Plan;
use crate::time::{Instant, Moment};
use actual::Actual;
use bound::Bounds;
pub(crate) use bound::{first_work, last_work};
use forward::Input;
pub(crate) use window::end_of_day;

/// The date of a task without dates.
pub const UNSCHEDULED: Instant = Instant::MIN;

/// What the caller decides about a schedule.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScheduleOptions {
    /// When the plan starts: by default the document's start, else the earliest start that a window, a
    /// constraint or progress of the document states. A date means the first working time of that day.
    pub start: Option<Moment>,
    /// Nothing starts before the plan; on by default. Off, dependencies alone may pull tasks before it.
    pub floor_at_start: bool,
    /// Nothing may finish after the plan's finish; on by default. Off, only tasks without successors are
    /// held to it, and the others to their successors alone.
    pub cap_at_finish: bool,
}

impl Default for ScheduleOptions {
    fn default() -> Self {
        ScheduleOptions { start: None, floor_at_start: true, cap_at_finish: true }
    }
}

/// When everything is. Columns are by index of the task in the document.
#[derive(Debug, Clone)]
pub struct Schedule {
    columns: Columns,
    bounds: Bounds,
    actuals: Vec<Actual>,
    /// Seconds that each node takes.
    amount: Vec<i64>,
    tasks: usize,
    finish: Option<Instant>,
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
    /// Work before the start of nodes that work, on their calendars; only while the passes run.
    rank: Vec<i64>,
    /// Planned starts and finishes, where tasks are as late as possible.
    planned: Option<(Vec<Instant>, Vec<Instant>)>,
}

/// The link that drives a node, if one does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Driver(u32);

impl Driver {
    const NONE: Driver = Driver(u32::MAX);
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
        (self != Self::NONE).then_some((self.0 & !Self::OF_FINISH) as usize)
    }

    fn is_of_finish(self) -> bool {
        self != Self::NONE && self.0 & Self::OF_FINISH != 0
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
    let passes = if network.late.is_empty() { 2 } else { 3 };
    let mut watch = Watch::new(control, passes * network.order.len());
    let bounds = bound::bounds(plan, options)?;
    let actuals = actual::actuals(plan, &bounds);
    let amount = amounts(plan, &bounds, &actuals);
    let mut columns = Columns::new(network);
    let input = Input {
        plan,
        network,
        calendars: plan.calendars(),
        bounds: &bounds,
        actuals: &actuals,
        amount: &amount,
        cap_at_finish: options.cap_at_finish,
    };
    forward::forward(&input, &mut columns, &mut watch)?;
    let leaves = network.order.iter().filter(|node| network.is_leaf(**node));
    let finish = leaves.map(|node| columns.early_finish[*node as usize]).max();
    if let Some(finish) = finish {
        backward::backward(&input, &mut columns, finish, &mut watch)?;
        late::as_late_as_possible(&input, &mut columns, &mut watch)?;
    }
    watch.finish()?;
    columns.rank = Vec::new();
    Ok(Schedule { columns, bounds, actuals, amount, tasks: network.tasks(), finish })
}

impl Columns {
    fn new(network: &Network) -> Self {
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
            rank: vec![0; nodes],
            planned: None,
        }
    }
}

impl Schedule {
    /// When the plan starts: the first working time of its start date, or the time that was stated.
    pub fn plan_start(&self) -> Instant {
        self.bounds.start
    }

    /// The earliest start of any task; `None` if none has dates.
    pub fn start(&self) -> Option<Instant> {
        let starts = self.planned_start().iter().copied();
        starts.filter(|start| *start != UNSCHEDULED).min()
    }

    /// The latest finish of any task; `None` if none has dates.
    pub fn finish(&self) -> Option<Instant> {
        self.finish
    }

    /// Whether a task has dates.
    pub fn is_scheduled(&self, task: usize) -> bool {
        self.columns.early_start[task] != UNSCHEDULED
    }

    /// Planned starts: the earliest, but for tasks that are as late as possible.
    pub fn planned_start(&self) -> &[Instant] {
        let planned = self.columns.planned.as_ref().map(|planned| &planned.0);
        &planned.unwrap_or(&self.columns.early_start)[..self.tasks]
    }

    /// Planned finishes.
    pub fn planned_finish(&self) -> &[Instant] {
        let planned = self.columns.planned.as_ref().map(|planned| &planned.1);
        &planned.unwrap_or(&self.columns.early_finish)[..self.tasks]
    }

    /// Planned start and finish of a node of the network.
    pub(crate) fn planned(&self, node: u32) -> (Instant, Instant) {
        let (starts, finishes) = match &self.columns.planned {
            Some((starts, finishes)) => (starts, finishes),
            None => (&self.columns.early_start, &self.columns.early_finish),
        };
        (starts[node as usize], finishes[node as usize])
    }

    /// Earliest starts; [`UNSCHEDULED`] for tasks without dates, here and in all columns of dates.
    pub fn early_start(&self) -> &[Instant] {
        &self.columns.early_start[..self.tasks]
    }

    /// Earliest finishes.
    pub fn early_finish(&self) -> &[Instant] {
        &self.columns.early_finish[..self.tasks]
    }

    /// Latest starts.
    pub fn late_start(&self) -> &[Instant] {
        &self.columns.late_start[..self.tasks]
    }

    /// Latest finishes.
    pub fn late_finish(&self) -> &[Instant] {
        &self.columns.late_finish[..self.tasks]
    }

    /// Total floats in seconds of the task's calendar, of the clock for elapsed durations.
    pub fn total_float(&self) -> &[i64] {
        &self.columns.total_float[..self.tasks]
    }

    /// Free floats in seconds of the task's calendar, of the clock for elapsed durations.
    pub fn free_float(&self) -> &[i64] {
        &self.columns.free_float[..self.tasks]
    }

    /// Durations in seconds: of work, of the clock for elapsed durations; those of windows resolved.
    pub fn duration(&self) -> &[i64] {
        &self.amount[..self.tasks]
    }

    /// Whether a task has finished.
    pub fn is_finished(&self, task: usize) -> bool {
        self.actual(task).is_some_and(|actual| actual.finished)
    }

    /// Whether a task has no float and is not finished.
    pub fn is_critical(&self, task: usize) -> bool {
        self.is_scheduled(task) && self.columns.total_float[task] <= 0 && !self.is_finished(task)
    }

    fn actual(&self, task: usize) -> Option<&Actual> {
        let at = self.actuals.binary_search_by_key(&(task as u32), |actual| actual.node).ok()?;
        Some(&self.actuals[at])
    }

    /// The window that a task states itself.
    pub fn task_window(&self, plan: &Plan, task: usize) -> Option<WindowSpan> {
        self.window(plan, plan.network().node(Role::Task(task)), Subject::Task(task as u32))
    }

    /// The window that a phase states itself.
    pub fn phase_window(&self, plan: &Plan, phase: usize) -> Option<WindowSpan> {
        self.window(plan, plan.network().node(Role::Entry(phase)), Subject::Phase(phase as u32))
    }

    fn window(&self, plan: &Plan, node: u32, subject: Subject) -> Option<WindowSpan> {
        let network = plan.network();
        let bound = network.bound[node as usize];
        let own = network.bounds[bound as usize].subject == subject;
        let at =
            self.bounds.own_windows.binary_search_by_key(&bound, |window| window.0).ok().filter(|_| own)?;
        Some(self.bounds.own_windows[at].1)
    }

    /// All that dates say about a node of the network.
    pub fn bound(&self, network: &Network, node: u32) -> &Bound {
        &self.bounds.table[network.bound[node as usize] as usize]
    }
}

/// How long each node takes: as planned, or as long as its window holds work.
fn amounts(plan: &Plan, bounds: &Bounds, actuals: &[Actual]) -> Vec<i64> {
    let network = plan.network();
    let mut amounts = network.amount.clone();
    for &node in &network.fills {
        let window = bounds.windows[network.bound[node as usize] as usize].span;
        let calendar = &plan.calendars()[network.calendar(node)];
        amounts[node as usize] = match (window.start, window.finish) {
            (Some(start), Some(finish)) => calendar.between(start.max(bounds.start), finish).max(0),
            _ => 0,
        };
    }
    for actual in actuals {
        amounts[actual.node as usize] = actual.seconds;
    }
    amounts
}

/// The instant that the plan starts at.
fn plan_start(plan: &Plan, options: &ScheduleOptions) -> Result<Instant, Error> {
    let (axis, document) = (plan.axis(), plan.document());
    let calendar = &plan.calendars()[plan.calendars().default_index()];
    let instant = |moment: Moment| first_work(axis.instant_of(moment), moment, calendar);
    if let Some(start) = options.start.or(document.start) {
        return Ok(instant(start));
    }
    if plan.network().order.is_empty() {
        return Ok(0);
    }
    stated_starts(plan).map(instant).min().ok_or(Error::NoStart)
}

/// The dates at which a document says that something starts.
fn stated_starts(plan: &Plan) -> impl Iterator<Item = Moment> + '_ {
    let document = plan.document();
    let windows = document.phases.iter().map(|phase| &phase.window);
    let windows = windows.chain(document.tasks.iter().map(|task| &task.window)).flatten();
    let windows = windows.filter(|window| window.unit == WindowUnit::Date).filter_map(|window| window.start);
    let constraints = document.phases.iter().flat_map(|phase| &phase.constraints);
    let constraints = constraints.chain(document.tasks.iter().flat_map(|task| &task.constraints));
    let starts = [ConstraintKind::MustStartOn, ConstraintKind::StartNoEarlierThan];
    let constraints = constraints.filter(move |constraint| starts.contains(&constraint.kind));
    let progress = document.tasks.iter().filter_map(|task| task.progress.as_ref()?.started);
    windows.chain(constraints.filter_map(|constraint| constraint.date)).chain(progress)
}

fn overflow(plan: &Plan, node: u32) -> Error {
    Error::Overflow { task: driver::name(plan, node).into() }
}
