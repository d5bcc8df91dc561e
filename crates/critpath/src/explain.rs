//! One task into the chain that drives its dates, link by link from the plan's start, in words.

use crate::error::Error;
use crate::graph::{LinkLag, Role, Rule, Subject};
use crate::model::result::{Cause, ExplainResult, ExplainStep};
use crate::model::{ConstraintKind, Dependency, Relation};
use crate::plan::{self, Plan};
use crate::schedule::{Driven, Drivers, Origin, Schedule, Via, role_id};
use crate::time::{Instant, naive};

/// Why a task is when it is, by its id or its name: each step of the chain drives the next, the last is the task itself.
///
/// `schedule` must be one of `plan`.
///
/// # Errors
/// [`Error::Unknown`] if there is no such task, [`Error::Ambiguous`] if several have the name, [`Error::Unscheduled`] if it has no dates.
///
/// # Complexity
/// O(tasks + phases + dependencies).
pub fn explain(plan: &Plan, schedule: &Schedule, task: &str) -> Result<ExplainResult, Error> {
    let index = plan.expect_task(task)?;
    if !schedule.is_scheduled(index) {
        return Err(Error::Unscheduled { task: plan.document().tasks[index].id.clone() });
    }
    let drivers = Drivers::new(plan, schedule);
    let words = Words { plan, schedule };
    let mut chain: Vec<ExplainStep> =
        std::iter::successors(Some(index as u32), |node| drivers.driving_leaf(*node))
            .map(|node| words.step(node, &drivers.driven(node)))
            .collect();
    chain.reverse();
    let text = |column: &[Instant]| plan.axis().text(column[index]);
    Ok(ExplainResult {
        task: plan.document().tasks[index].id.clone(),
        name: plan.document().tasks[index].name.clone(),
        start: text(schedule.planned_start()),
        finish: text(schedule.planned_finish()),
        chain,
    })
}

struct Words<'a> {
    plan: &'a Plan,
    schedule: &'a Schedule,
}

impl Words<'_> {
    fn step(&self, node: u32, driven: &Driven) -> ExplainStep {
        let role = self.plan.network().role(node);
        let document = self.plan.document();
        let name = match role {
            Role::Task(task) => &document.tasks[task].name,
            Role::Entry(phase) | Role::Rollup(phase) | Role::Filler(phase) => &document.phases[phase].name,
            Role::Gate(gate) => &document.gates[gate].name,
        };
        let (start, finish) = self.schedule.planned(node);
        ExplainStep {
            task: role_id(self.plan, role).into(),
            name: name.clone(),
            start: self.plan.axis().text(start),
            finish: self.plan.axis().text(finish),
            cause: driven.cause,
            detail: self.detail(driven, start, finish),
        }
    }

    fn detail(&self, driven: &Driven, start: Instant, finish: Instant) -> String {
        let reason = match (driven.cause, &driven.via) {
            (_, Some(via)) => self.dependency(via),
            (Cause::Actual, _) => return format!("started {}", self.when(start)),
            (Cause::Successor, _) => return "is as late as its successors allow".into(),
            (Cause::DataDate, _) => format!("not before the data date, {}", self.when(driven.bound)),
            (Cause::Window, _) => self.window(driven.origin),
            (Cause::Constraint, _) => self.constraint(driven.origin),
            _ => "starts with the plan".into(),
        };
        let waits = !driven.by_finish && start > driven.bound && start != finish;
        if waits { format!("{reason}; {}", self.wait(driven.bound, start)) } else { reason }
    }

    /// `starts when `backup` finishes (FS + 5m)`.
    fn dependency(&self, via: &Via) -> String {
        let rule = self.plan.network().rules()[via.rule as usize];
        let (ours, theirs) = match rule.relation {
            Relation::FinishToStart => ("starts", "finishes"),
            Relation::StartToStart => ("starts", "starts"),
            Relation::FinishToFinish => ("finishes", "finishes"),
            Relation::StartToFinish => ("finishes", "starts"),
        };
        let driver = role_id(self.plan, via.driver);
        let predecessor = match via.predecessor {
            Role::Rollup(_) if via.predecessor_id(self.plan) != driver => {
                format!("phase `{}` {theirs}, with `{driver}`", via.predecessor_id(self.plan))
            }
            _ => format!("`{driver}` {theirs}"),
        };
        let lag = self.lag(via, rule);
        match via.successor {
            Role::Entry(_) => {
                let phase = role_id(self.plan, via.successor);
                format!("{ours} when {predecessor}{lag}, as its phase `{phase}` does")
            }
            Role::Gate(_) => {
                let gate = role_id(self.plan, via.successor);
                format!("starts when the gate `{gate}` is decided, when {predecessor}{lag}")
            }
            _ => format!("{ours} when {predecessor}{lag}"),
        }
    }

    /// The lag as the document states it.
    fn lag(&self, via: &Via, rule: Rule) -> String {
        if rule.lag == LinkLag::Work(0) {
            return String::new();
        }
        let document = self.plan.document();
        let after: &[Dependency] = match via.successor {
            Role::Task(task) => &document.tasks[task].after,
            Role::Entry(phase) | Role::Rollup(phase) | Role::Filler(phase) => &document.phases[phase].after,
            Role::Gate(gate) => &document.gates[gate].after,
        };
        let predecessor = via.predecessor_id(self.plan);
        let is_it = |d: &&Dependency| d.predecessor == predecessor && plan::rule(d, &document.units) == rule;
        let Some(lag) = after.iter().find(is_it).and_then(|dependency| dependency.lag) else {
            return String::new();
        };
        let text = lag.to_string();
        match text.strip_prefix('-') {
            Some(lead) => format!(" ({} - {lead})", rule.relation),
            None => format!(" ({} + {text})", rule.relation),
        }
    }

    /// `the window `Week 3` opens`.
    fn window(&self, origin: Option<Origin>) -> String {
        let document = self.plan.document();
        let (window, whose) = match origin {
            Some(Origin::Window(Subject::Task(task))) => {
                (document.tasks[task as usize].window.as_ref(), String::new())
            }
            Some(Origin::Window(Subject::Phase(phase))) => {
                let phase = &document.phases[phase as usize];
                (phase.window.as_ref(), format!(" of phase `{}`", phase.id))
            }
            _ => (None, String::new()),
        };
        let text = window.map(|window| window.text.as_str()).filter(|text| !text.is_empty());
        match text {
            Some(text) => format!("the window `{text}`{whose} opens"),
            None => format!("the window{whose} opens"),
        }
    }

    /// `not before 2026-12-09`.
    fn constraint(&self, origin: Option<Origin>) -> String {
        let Some(Origin::Constraint(subject, index)) = origin else { return "a date bounds it".into() };
        let document = self.plan.document();
        let (constraints, whose) = match subject {
            Subject::Task(task) => (document.tasks[task as usize].constraints.as_slice(), String::new()),
            Subject::Phase(phase) => {
                let phase = &document.phases[phase as usize];
                (phase.constraints.as_slice(), format!(", like its phase `{}`", phase.id))
            }
            Subject::Plan => (&[][..], String::new()),
        };
        let Some(constraint) = constraints.get(index as usize) else { return "a date bounds it".into() };
        let date = constraint.date.map(|date| date.to_string()).unwrap_or_default();
        let words = match constraint.kind {
            ConstraintKind::MustStartOn => "must start on",
            ConstraintKind::MustFinishOn => "must finish on",
            ConstraintKind::MandatoryStart => "starts, whatever happens, on",
            ConstraintKind::MandatoryFinish => "finishes, whatever happens, on",
            ConstraintKind::FinishNoEarlierThan => "finishes not before",
            _ => "not before",
        };
        format!("{words} {date}{whose}")
    }

    /// What a task waits for between the instant that bounds it and its start.
    fn wait(&self, bound: Instant, start: Instant) -> String {
        let day = |at: Instant| naive(self.plan.axis().local_s(at)).date();
        let what = if day(bound) == day(start) { "working time" } else { "the working day" };
        format!("waits for {what} {}", self.when(start))
    }

    /// `Mon 2026-12-07 08:00`.
    fn when(&self, at: Instant) -> String {
        naive(self.plan.axis().local_s(at)).format("%a %Y-%m-%d %H:%M").to_string()
    }
}

impl Via {
    fn predecessor_id(self, plan: &Plan) -> &str {
        role_id(plan, self.predecessor)
    }
}
