//! Dates that people state (windows, constraints, deadlines, the plan's start) into bounds of starts and finishes.

use super::start::plan_start;
use super::window::{Span, Windows, end_of_day};
use super::{Rules, ScheduleOptions};
use crate::calendar::WorkCalendar;
use crate::error::Error;
use crate::graph::{Network, NodeKind, Role, Subject};
use crate::model::{Constraint, ConstraintKind, ManualDates, Window};
use crate::plan::{Plan, amount, can_be_filled};
use crate::time::{Axis, Instant, Moment};

/// Before every instant, however far a lag moves it.
pub(super) const NEVER_BEFORE: Instant = i64::MIN / 4;
/// After every instant.
pub(super) const NEVER_AFTER: Instant = i64::MAX / 4;

/// What a bound comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The plan's start.
    PlanStart,
    /// The data date.
    DataDate,
    /// The window of a task or phase.
    Window(Subject),
    /// A constraint of a task or phase, by its index there.
    Constraint(Subject, u32),
    /// The deadline of the plan, a phase or a task.
    Deadline(Subject),
    /// The dates that people set a phase by hand.
    Manual(Subject),
}

/// An instant that bounds, and what it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// The instant.
    pub at: Instant,
    /// What it comes from.
    pub origin: Origin,
}

/// All that dates say about a node: its own bounds and those of all that encloses it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    /// It starts then if nothing else says when; or later, in a phase that people put there.
    pub base: Limit,
    /// It starts then or later.
    pub start_floor: Limit,
    /// It finishes then or later.
    pub finish_floor: Limit,
    /// It should finish by then.
    pub finish_cap: Limit,
}

/// A window that work without a duration fills.
#[derive(Debug, Clone, Copy)]
pub(super) struct Filled {
    pub(super) span: Span,
    /// Whose window it is.
    pub(super) subject: Subject,
}

/// The dates of one plan for one start.
#[derive(Debug, Clone)]
pub(super) struct Bounds {
    /// When the plan starts.
    pub(super) start: Instant,
    /// By index of the network's bounds.
    pub(super) table: Vec<Bound>,
    /// By index of the network's bounds: the own or nearest enclosing window.
    pub(super) windows: Vec<Filled>,
    /// The windows that phases and tasks state themselves, by index of the network's bounds, rising.
    pub(super) own_windows: Vec<(u32, Span)>,
    /// By node, when it should start; empty if none says so.
    start_cap: Vec<Instant>,
}

/// Resolves all dates. O(phases + tasks with dates).
pub(super) fn bounds(plan: &Plan, options: &ScheduleOptions, rules: &Rules) -> Result<Bounds, Error> {
    let network = plan.network();
    let start = plan_start(plan, options)?;
    let calendar = &plan.calendars()[plan.calendars().default_index()];
    let all_windows = network.bounds.iter().filter_map(|source| window(plan, source.subject));
    let resolver = Resolver {
        plan,
        windows: Windows::new(plan.axis(), calendar, start, all_windows),
        rules: *rules,
        start,
    };
    let mut bounds = Bounds {
        start,
        table: vec![resolver.root()],
        windows: vec![Filled { span: Span::default(), subject: Subject::Plan }],
        own_windows: Vec::new(),
        start_cap: Vec::new(),
    };
    for source in &network.bounds[1..] {
        let parent = source.parent as usize;
        let (inherited, window) = (bounds.table[parent], bounds.windows[parent]);
        bounds.table.push(inherited);
        bounds.windows.push(window);
        resolver.add(source.subject, &mut bounds)?;
    }
    Ok(bounds)
}

impl Bounds {
    /// When a node should start.
    #[inline]
    pub(super) fn start_cap(&self, node: u32) -> Instant {
        self.start_cap.get(node as usize).copied().unwrap_or(NEVER_AFTER)
    }

    /// Lets every node start as late as it likes.
    pub(super) fn clear_start_caps(&mut self) {
        self.start_cap.clear();
    }

    /// Whether anything says when some node should start.
    pub(super) fn has_start_caps(&self) -> bool {
        !self.start_cap.is_empty()
    }

    fn set_start_cap(&mut self, network: &Network, subject: Subject, cap: Option<Instant>) {
        let node = match subject {
            Subject::Task(task) => task,
            Subject::Phase(phase) => network.node(Role::Rollup(phase as usize)),
            Subject::Plan => return,
        };
        if self.start_cap.is_empty() && cap.is_some() {
            self.start_cap = vec![NEVER_AFTER; network.nodes()];
        }
        if let Some(at) = self.start_cap.get_mut(node as usize) {
            *at = cap.unwrap_or(NEVER_AFTER);
        }
    }

    /// Resolves the dates of a task without a window anew, when they or its kind were edited. O(its dates).
    pub(super) fn renew(&mut self, plan: &Plan, task: u32) {
        let network = plan.network();
        for source in &network.bounds[self.table.len()..] {
            self.table.push(self.table[source.parent as usize]);
            self.windows.push(self.windows[source.parent as usize]);
        }
        let (at, subject) = (network.bound[task as usize] as usize, Subject::Task(task));
        let source = network.bounds[at];
        if source.subject == subject {
            let (outer, of_plan) = (self.table[source.parent as usize], self.table[0].base);
            let (bound, start_cap) = tightened(plan, subject, None, outer, of_plan);
            self.table[at] = bound;
            self.set_start_cap(network, subject, start_cap);
        }
    }

    /// Moves the plan's start, when that follows from its finish.
    pub(super) fn rebase(&mut self, start: Instant) {
        for bound in &mut self.table {
            if bound.base.origin == Origin::PlanStart {
                bound.base.at = start;
            }
            if bound.start_floor.origin == Origin::PlanStart && bound.start_floor.at == self.start {
                bound.start_floor.at = start;
            }
        }
        self.start = start;
    }
}

struct Resolver<'a> {
    plan: &'a Plan,
    windows: Windows<'a>,
    rules: Rules,
    /// When the plan starts.
    start: Instant,
}

impl Resolver<'_> {
    /// The bounds of the plan itself.
    fn root(&self) -> Bound {
        let (document, axis) = (self.plan.document(), self.plan.axis());
        // Scheduled from its finish, a plan starts when it must.
        let is_floor = self.rules.floor_at_start && !self.rules.from_finish;
        let from = if is_floor { self.start } else { NEVER_BEFORE };
        let mut start_floor = Limit { at: from, origin: Origin::PlanStart };
        if let Some(data_date) = document.data_date.filter(|_| self.rules.data_date_moves) {
            let at = first_work(axis.instant_of(data_date), data_date, self.windows.calendar());
            start_floor = later(start_floor, Limit { at, origin: Origin::DataDate });
        }
        let none = Limit { at: NEVER_BEFORE, origin: Origin::PlanStart };
        let deadline = document.deadline.map(|moment| last_work(axis, moment, self.windows.calendar()));
        let finish_cap =
            Limit { at: deadline.unwrap_or(NEVER_AFTER), origin: Origin::Deadline(Subject::Plan) };
        let base = Limit { at: self.start, origin: Origin::PlanStart };
        Bound { base, start_floor, finish_floor: none, finish_cap }
    }

    /// Tightens the last bound by what its subject states itself.
    fn add(&self, subject: Subject, bounds: &mut Bounds) -> Result<(), Error> {
        let at = bounds.table.len() - 1;
        let mut span = None;
        if let Some(window) = window(self.plan, subject) {
            let calendar = calendar_of(self.plan, subject);
            let own = self.windows.span(window, calendar).ok_or_else(|| self.overflow(subject))?;
            bounds.own_windows.push((at as u32, own));
            if can_be_filled(window) {
                bounds.windows[at] = Filled { span: own, subject };
            }
            span = Some(own);
        }
        let (bound, start_cap) = tightened(self.plan, subject, span, bounds.table[at], bounds.table[0].base);
        bounds.table[at] = bound;
        bounds.set_start_cap(self.plan.network(), subject, start_cap);
        Ok(())
    }

    fn overflow(&self, subject: Subject) -> Error {
        let document = self.plan.document();
        let task = match subject {
            Subject::Plan => document.name.clone(),
            Subject::Phase(phase) => document.phases[phase as usize].id.clone(),
            Subject::Task(task) => document.tasks[task as usize].id.clone(),
        };
        Error::Overflow { task }
    }
}

/// The bound of what is around a subject, tightened by what that states itself, and when it should start.
/// `of_plan` is the base of the plan.
fn tightened(
    plan: &Plan,
    subject: Subject,
    window: Option<Span>,
    outer: Bound,
    of_plan: Limit,
) -> (Bound, Option<Instant>) {
    let (axis, calendar) = (plan.axis(), calendar_of(plan, subject));
    let Bound { mut base, mut start_floor, mut finish_floor, mut finish_cap } = outer;
    let mut start_cap: Option<Instant> = None;
    if let Some(at) = window.and_then(|window| window.start) {
        start_floor = later(start_floor, Limit { at, origin: Origin::Window(subject) });
    }
    if let Some(start) = manual_phase(plan, subject).and_then(|manual| manual.start) {
        let at = first_work(axis.instant_of(start), start, calendar);
        base = Limit { at, origin: Origin::Manual(subject) };
    }
    // A date of its own says more than where its phase was put.
    let states_date = constraints(plan, subject).iter().any(|constraint| constraint.date.is_some());
    if matches!(subject, Subject::Task(_)) && states_date {
        base = of_plan;
    }
    for (index, constraint) in constraints(plan, subject).iter().enumerate() {
        let stated = Stated::new(constraint, axis, calendar);
        let limit = |at: Instant| Limit { at, origin: Origin::Constraint(subject, index as u32) };
        start_floor = stated.start_floor.map_or(start_floor, |at| later(start_floor, limit(at)));
        finish_floor = stated.finish_floor.map_or(finish_floor, |at| later(finish_floor, limit(at)));
        finish_cap = stated.finish_cap.map_or(finish_cap, |at| earlier(finish_cap, limit(at)));
        start_cap = start_cap.into_iter().chain(stated.start_cap).min();
    }
    if let Some(deadline) = deadline(plan, subject) {
        let at = last_work(axis, deadline, calendar);
        finish_cap = earlier(finish_cap, Limit { at, origin: Origin::Deadline(subject) });
    }
    (Bound { base, start_floor, finish_floor, finish_cap }, start_cap)
}

/// The instants that a constraint states.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Stated {
    pub(super) start_floor: Option<Instant>,
    pub(super) start_cap: Option<Instant>,
    pub(super) finish_floor: Option<Instant>,
    pub(super) finish_cap: Option<Instant>,
}

impl Stated {
    /// Dates count as their first working time where a start is bound, as their last where a finish is.
    pub(super) fn new(constraint: &Constraint, axis: Axis, calendar: &WorkCalendar) -> Stated {
        let Some(date) = constraint.date else { return Stated::default() };
        let start = || Some(first_work(axis.instant_of(date), date, calendar));
        let finish = || Some(last_work(axis, date, calendar));
        let none = Stated::default();
        match constraint.kind {
            ConstraintKind::MustStartOn | ConstraintKind::MandatoryStart => {
                let start = start();
                Stated { start_floor: start, start_cap: start, ..none }
            }
            ConstraintKind::StartNoEarlierThan => Stated { start_floor: start(), ..none },
            ConstraintKind::StartNoLaterThan => {
                // A start at midnight is one of the next day.
                let last = end_of_day(axis, date) - i64::from(date.is_date());
                Stated { start_cap: Some(last), ..none }
            }
            ConstraintKind::MustFinishOn | ConstraintKind::MandatoryFinish => {
                let finish = finish();
                Stated { finish_floor: finish, finish_cap: finish, ..none }
            }
            ConstraintKind::FinishNoEarlierThan => Stated { finish_floor: finish(), ..none },
            ConstraintKind::FinishNoLaterThan => Stated { finish_cap: finish(), ..none },
            ConstraintKind::AsLateAsPossible => none,
        }
    }
}

/// The calendar that dates of a subject are read in; days of elapsed work go from midnight to midnight.
pub(super) fn calendar_of(plan: &Plan, subject: Subject) -> &WorkCalendar {
    let (calendars, network) = (plan.calendars(), plan.network());
    let index = match subject {
        Subject::Task(task) if network.kind(task) == NodeKind::Elapsed => calendars.always_index(),
        Subject::Task(task) if network.kind(task) == NodeKind::Actual && is_elapsed(plan, task) => {
            calendars.always_index()
        }
        Subject::Task(task) => network.calendar(task),
        Subject::Phase(_) | Subject::Plan => calendars.default_index(),
    };
    &calendars[index]
}

/// Whether a task counts its time by the clock, started or not.
fn is_elapsed(plan: &Plan, task: u32) -> bool {
    let document = plan.document();
    let amount = amount(&document.tasks[task as usize], false, &document.units);
    amount.is_some_and(|amount| amount.kind == NodeKind::Elapsed)
}

/// The last working time of the day if the moment is a date.
pub(crate) fn last_work(axis: Axis, moment: Moment, calendar: &WorkCalendar) -> Instant {
    let at = end_of_day(axis, moment);
    if moment.is_date() { calendar.previous_work(at) } else { at }
}

/// The first working time of the day if the moment is a date.
pub(crate) fn first_work(at: Instant, moment: Moment, calendar: &WorkCalendar) -> Instant {
    if moment.is_date() { calendar.next_work(at) } else { at }
}

/// The window that a task or phase states.
pub(super) fn window(plan: &Plan, subject: Subject) -> Option<&Window> {
    let document = plan.document();
    match subject {
        Subject::Plan => None,
        Subject::Phase(phase) => document.phases[phase as usize].window.as_ref(),
        Subject::Task(task) => document.tasks[task as usize].window.as_ref(),
    }
}

/// The constraints that a task or phase states.
pub(super) fn constraints(plan: &Plan, subject: Subject) -> &[Constraint] {
    let document = plan.document();
    match subject {
        Subject::Plan => &[],
        Subject::Phase(phase) => &document.phases[phase as usize].constraints,
        Subject::Task(task) => &document.tasks[task as usize].constraints,
    }
}

/// The dates that people set a phase by hand.
fn manual_phase(plan: &Plan, subject: Subject) -> Option<&ManualDates> {
    match subject {
        Subject::Phase(phase) => plan.document().phases[phase as usize].manual.as_ref(),
        Subject::Plan | Subject::Task(_) => None,
    }
}

/// The deadline that something states.
pub(super) fn deadline(plan: &Plan, subject: Subject) -> Option<Moment> {
    let document = plan.document();
    match subject {
        Subject::Plan => document.deadline,
        Subject::Phase(phase) => document.phases[phase as usize].deadline,
        Subject::Task(task) => document.tasks[task as usize].deadline,
    }
}

fn later(a: Limit, b: Limit) -> Limit {
    if b.at > a.at { b } else { a }
}

fn earlier(a: Limit, b: Limit) -> Limit {
    if b.at < a.at { b } else { a }
}
