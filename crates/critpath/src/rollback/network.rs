//! A plan and its schedule into the network of undo steps: the reverse of what the plan waits for.

use std::collections::BTreeMap;

use super::settings::Settings;
use super::step::{Step, steps};
use crate::calendar::{self, CalendarIndex, Calendars, WorkCalendar};
use crate::diagnostic::{Code, Diagnostic};
use crate::error::Error;
use crate::graph::{self, Lists, Role};
use crate::model::{Document, Task};
use crate::plan::{Plan, Target};
use crate::schedule::Schedule;

/// What a node of the undo network is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The step with this index.
    Step(u32),
    /// A task without an undo, a phase or a gate: it passes on the order of the others and takes no time.
    Passage,
}

/// The undo steps of a plan in the order that the way back must take.
///
/// Whatever comes before something in the plan is undone after it, by whichever ends the plan ties the two, and
/// through tasks without an undo, phases and gates. The size is linear in that of the plan.
#[derive(Debug)]
pub(super) struct Network {
    pub steps: Vec<Step>,
    /// Nodes, each after those that must be undone before it.
    pub parts: Vec<Part>,
    /// By node, those that must be undone before it.
    pub before: Lists,
    /// Units of each limited resource, in thousandths.
    pub capacity: Vec<i64>,
    pub calendars: Calendars,
    /// The one calendar that all steps work on, if there is one.
    pub shared: Option<CalendarIndex>,
    pub settings: Settings,
}

impl Network {
    /// Reads the undo steps of a plan.
    ///
    /// # Errors
    /// [`Error::Document`] for a scope, a calendar or tasks that do not exist, or undos that wait for each other.
    pub fn new(plan: &Plan, schedule: &Schedule) -> Result<Network, Error> {
        Network::with(plan, schedule, Settings::new(plan, schedule)?)
    }

    /// Reads the undo steps of the deployment that these settings are of.
    ///
    /// # Errors
    /// [`Error::Document`] for a calendar or tasks that do not exist, or undos that wait for each other.
    pub fn with(plan: &Plan, schedule: &Schedule, settings: Settings) -> Result<Network, Error> {
        let mut resources = Resources::default();
        let mut steps = steps(plan, schedule, &settings, &mut resources);
        let calendars = calendars(plan, &mut steps)?;
        let order = Order::new(plan, &steps)?;
        let (parts, before) = order.parts();
        let shared = steps.first().map(|step| step.calendar).filter(|first| {
            let same = |step: &Step| step.calendar == *first || calendars[step.calendar] == calendars[*first];
            steps.iter().all(same)
        });
        Ok(Network { steps, parts, before, capacity: resources.capacity, calendars, shared, settings })
    }
}

impl Network {
    /// The calendar of which instants of the way back are amounts of work, if all steps share one that closes.
    pub fn work(&self) -> Option<&WorkCalendar> {
        self.shared.map(|shared| &self.calendars[shared]).filter(|shared| !shared.is_always())
    }

    /// Takes the dates of another schedule of the same plan.
    pub fn date(&mut self, plan: &Plan, schedule: &Schedule) {
        self.steps.iter_mut().for_each(|step| step.date(plan, schedule));
        self.settings.date(schedule);
    }
}

/// The limited resources, as steps ask for them.
#[derive(Debug, Default)]
pub(super) struct Resources {
    capacity: Vec<i64>,
    index: BTreeMap<String, u32>,
}

impl Resources {
    /// The index of a resource and its capacity in thousandths of a unit; nothing for one that is not limited.
    pub fn index(&mut self, document: &Document, id: &str) -> Option<(u32, i64)> {
        if let Some(known) = self.index.get(id) {
            return Some((*known, self.capacity[*known as usize]));
        }
        let resource = document.resources.iter().find(|resource| resource.id == id)?;
        let capacity = thousandths(resource.capacity.unwrap_or(1.0)).filter(|capacity| *capacity > 0)?;
        let index = self.capacity.len() as u32;
        self.index.insert(id.to_owned(), index);
        self.capacity.push(capacity);
        Some((index, capacity))
    }
}

/// Units in thousandths; nothing for amounts that no plan means.
pub(super) fn thousandths(units: f64) -> Option<i64> {
    (units.is_finite() && (0.0..=1e12).contains(&units)).then(|| (units * 1000.0).round() as i64)
}

/// The calendars of the steps, joint ones with the people that they need among them: those of a document in which each
/// step is a task.
fn calendars(plan: &Plan, steps: &mut [Step]) -> Result<Calendars, Error> {
    let document = plan.document();
    let tasks = steps.iter().map(|step| Task {
        calendar: step.stated_calendar.clone(),
        needs: step.needs.clone(),
        ignore_resource_calendars: step.is_elapsed,
        ..Task::default()
    });
    let of_steps = Document {
        calendar: document.calendar.clone(),
        calendars: document.calendars.clone(),
        resources: document.resources.clone(),
        tasks: tasks.collect(),
        ..Document::default()
    };
    let (calendars, _) = calendar::compile(&of_steps, plan.axis());
    if let Some(unknown) = steps.iter().find_map(|step| unknown_calendar(plan, step, &calendars)) {
        return Err(Error::Document(vec![unknown]));
    }
    for (at, step) in steps.iter_mut().enumerate() {
        step.calendar = if step.is_elapsed { calendars.always_index() } else { calendars.of_task(at) };
    }
    Ok(calendars)
}

/// The nodes of the plan's network in reverse.
struct Order {
    /// By node of the plan, the step of its task.
    step: Vec<Option<u32>>,
    /// By node of the plan, where its list begins of what must be undone before it.
    first: Vec<u32>,
    before: Vec<u32>,
    order: Vec<u32>,
}

impl Order {
    fn new(plan: &Plan, steps: &[Step]) -> Result<Order, Error> {
        let network = plan.network();
        let mut step = vec![None; network.nodes()];
        for (at, undo) in steps.iter().enumerate() {
            step[undo.task] = Some(at as u32);
        }
        let mut stated: Vec<(u32, u32)> = Vec::new();
        for undo in steps {
            for dependency in plan.document().tasks[undo.task].undo.iter().flat_map(|undo| &undo.after) {
                let before = undone_first(plan, &dependency.predecessor);
                stated.extend(before.into_iter().map(|before| (undo.task as u32, before)));
            }
        }
        stated.sort_unstable();
        let (mut first, mut before) = (vec![0], Vec::new());
        let mut stated = stated.into_iter().peekable();
        for node in 0..network.nodes() as u32 {
            before.extend(network.followers(node).iter().map(|follower| follower.successor));
            while let Some((_, other)) = stated.next_if(|(at, _)| *at == node) {
                before.push(other);
            }
            first.push(before.len() as u32);
        }
        match graph::topological_order(&first, |at| before[at]) {
            Some(order) => Ok(Order { step, first, before, order }),
            None => Err(Error::Document(super::findings::cycles(plan, steps, &first, &before))),
        }
    }

    /// The nodes that lie between steps, or are some, and what comes before each.
    fn parts(self) -> (Vec<Part>, Lists) {
        let of = |node: u32| self.first[node as usize] as usize..self.first[node as usize + 1] as usize;
        // A passage that no step comes before holds nobody up.
        let mut position: Vec<Option<u32>> = vec![None; self.step.len()];
        let (mut parts, mut pairs) = (Vec::new(), Vec::new());
        for &node in &self.order {
            let known: Vec<u32> =
                self.before[of(node)].iter().filter_map(|before| position[*before as usize]).collect();
            let part = match self.step[node as usize] {
                Some(step) => Part::Step(step),
                None if known.is_empty() => continue,
                None => Part::Passage,
            };
            let at = parts.len() as u32;
            position[node as usize] = Some(at);
            parts.push(part);
            pairs.extend(known.into_iter().map(|before| (at, before)));
        }
        let mut before = Lists::group(parts.len(), pairs.iter().map(|pair| pair.0));
        for at in &mut before.list {
            *at = pairs[*at as usize].1;
        }
        (parts, before)
    }
}

/// The tasks that an id means, each of which is undone first: a task, or all that is in a phase.
fn undone_first(plan: &Plan, id: &str) -> Vec<u32> {
    match plan.target(id) {
        Some(Target::Task(task)) => vec![task as u32],
        Some(Target::Phase(phase)) => {
            let is_in = |task: &usize| {
                plan.phases().and_above(plan.phases().of_task(*task)).any(|above| above == phase)
            };
            (0..plan.document().tasks.len()).filter(is_in).map(|task| task as u32).collect()
        }
        None => Vec::new(),
    }
}

/// What a node of the plan is called, for messages.
pub(super) fn name_of(plan: &Plan, node: u32) -> &str {
    let document = plan.document();
    match plan.network().role(node) {
        Role::Task(task) => &document.tasks[task].id,
        Role::Entry(phase) | Role::Rollup(phase) | Role::Filler(phase) => &document.phases[phase].id,
        Role::Gate(gate) => &document.gates[gate].id,
    }
}

/// A finding about the calendar of a step, if it does not exist.
fn unknown_calendar(plan: &Plan, step: &Step, calendars: &Calendars) -> Option<Diagnostic> {
    let id = step.stated_calendar.as_deref().filter(|id| calendars.get(id).is_none())?;
    let task = &plan.document().tasks[step.task];
    let message = format!("the undo of `{}` works by the calendar `{id}`, which does not exist", task.id);
    Some(Diagnostic::new(Code::CalendarUnknown, message).at(task.span))
}
