//! Which attributes each noun takes, and what they set.

use std::collections::BTreeMap;

use critpath::model::*;
use critpath::time::Until;
use serde_json::Value;

use super::apply::{Attributed, Outcome, Problem, Read, keep};
use super::rollout;
use crate::markdown::draft::PhaseDraft;
use crate::markdown::phrase;
use crate::markdown::risks::proximity;

/// Declares the attributes of a noun: a pattern of keys, and what it sets. `in` names the field that keeps the others.
macro_rules! attributed {
    ($type:ident $(in $inner:ident)?, $noun:literal, [$($key:literal),* $(,)?], |$this:ident, $read:ident| { $($pattern:pat => $body:expr),* $(,)? } else $other:expr) => {
        impl Attributed for $type {
            const NOUN: &'static str = $noun;
            const KEYS: &'static [&'static str] = &[$($key),*];
            fn set(&mut self, $read: &Read<'_>) -> Outcome<()> {
                let $this = self;
                match $read.key() {
                    $($pattern => $body,)*
                    _ => return $other,
                }
                Ok(())
            }
            fn extensions(&mut self) -> &mut BTreeMap<String, Value> {
                &mut self.$($inner.)?extensions
            }
        }
    };
}

attributed!(
    Task, "task",
    [
        "id", "duration", "estimate", "window", "after", "start", "finish", "not-before", "not-after", "deadline",
        "as-late-as-possible", "milestone", "owner", "needs", "env", "phase", "gate", "undo", "undo-after", "undo-until",
        "undo-needs", "undo-late", "undo-abort", "undo-verify", "undo-replay", "undo-restore", "undo-rate", "undo-backup", "undo-calendar",
        "undo-cleanup", "irreversible", "progress", "started", "finished", "remaining", "status", "done", "calendar",
        "priority", "cost", "wbs", "probability", "distribution", "low-percentile", "high-percentile", "shape", "mean",
        "standard-deviation", "values", "rollout", "rollout-weights", "rollout-soak", "rollout-criteria", "rollout-traffic",
        "rollout-objectives", "rollout-service", "rollout-startup", "rollout-shutdown", "rollout-shift",
        "rollout-scale-down", "rollout-interval", "rollout-failures", "rollout-instances", "rollout-batch",
        "rollout-return", "rollout-return-soak", "rollout-confidence", "rollout-failure-probability",
    ],
    |task, read| {
        "id" => task.id = read.id()?,
        "duration" | "estimate" => {
            let (duration, estimate) = read.estimate()?;
            task.duration = duration;
            state_range(&mut task.estimate, estimate);
        },
        "distribution" => { let word = read.word(Distribution::ALL, Distribution::as_str)?; estimate(task, read).distribution = word },
        "low-percentile" => { let percent = read.percent()?; estimate(task, read).low_percentile = percent },
        "high-percentile" => { let percent = read.percent()?; estimate(task, read).high_percentile = percent },
        "shape" => { let shape = read.number(0.0, f64::MAX, "write a weight like 4")?; estimate(task, read).shape = shape },
        "mean" => { let mean = read.duration()?; estimate(task, read).mean = mean },
        "standard-deviation" => { let spread = read.duration()?; estimate(task, read).standard_deviation = spread },
        "values" => { let values = read.values()?; estimate(task, read).values = values },
        "probability" => task.probability = read.probability()?,
        "window" => task.window = read.window()?,
        "after" => task.after.extend(read.dependencies()?),
        "deadline" => task.deadline = read.moment()?,
        "milestone" => task.kind = if read.flag()? { TaskKind::Milestone } else { TaskKind::Task },
        "owner" => task.owner = read.text()?,
        "needs" => task.needs.extend(read.assignments()?),
        "env" => task.environment = read.text()?,
        "phase" => task.phase = read.text()?,
        "gate" => task.gate = read.text()?,
        "undo" => {
            let (duration, estimate) = read.estimate()?;
            let undo = undo(task, read);
            (undo.duration, undo.estimate) = (duration, estimate);
        },
        "undo-after" => { let after = read.dependencies()?; undo(task, read).after.extend(after) },
        "undo-needs" => { let needs = read.assignments()?; undo(task, read).needs.extend(needs) },
        "undo-until" => match Until::parse(read.value()) {
            Ok(until) => undo(task, read).until = Some(until),
            Err(_) => return read.invalid("write an offset like +30m or a time like 2026-12-07T22:00"),
        },
        "undo-late" => { let late = read.duration()?; undo(task, read).late = late },
        "undo-abort" => { let abort = read.duration()?; undo(task, read).abort = abort },
        "undo-verify" => { let verify = read.duration()?; undo(task, read).verify = verify },
        "undo-replay" => { let replay = read.duration()?; undo(task, read).replay = replay },
        "undo-restore" => { let size = read.quantity("write an amount of data like 50GB or 20-50GB")?; undo(task, read).restore_size = size },
        "undo-rate" => { let rate = read.quantity("write a rate like 200MB/s")?; undo(task, read).restore_rate = rate },
        "undo-backup" => { let backup = read.text()?; undo(task, read).backup = backup },
        "undo-calendar" => { let calendar = read.text()?; undo(task, read).calendar = calendar },
        "undo-cleanup" => { let cleanup = read.flag()?; undo(task, read).cleanup = cleanup },
        "irreversible" => { let irreversible = read.flag()?; undo(task, read).irreversible = irreversible },
        "progress" => { let percent = read.percent()?; progress(task, read).percent = percent },
        "done" => if read.flag()? { progress(task, read).percent = Some(100.0) },
        "started" => { let started = read.moment()?; progress(task, read).started = started },
        "finished" => { let finished = read.moment()?; progress(task, read).finished = finished },
        "remaining" => { let remaining = read.duration()?; progress(task, read).remaining = remaining },
        "status" => { let status = read.text()?; progress(task, read).status = status },
        "calendar" => task.calendar = read.text()?,
        "priority" => task.priority = read.text()?,
        "cost" => {
            let (cost, estimate) = read.cost()?;
            (task.cost, task.cost_estimate) = (cost, estimate.map(Box::new));
        },
        "wbs" => task.wbs = read.text()?
    } else match read.key().starts_with("rollout") {
        true => rollout::set(task, read),
        false => read.constraint().map(|constraint| task.constraints.push(constraint)),
    }
);

attributed!(
    PhaseDraft in phase, "phase",
    [
        "id", "window", "after", "start", "finish", "not-before", "not-after", "deadline", "as-late-as-possible",
        "owner", "env", "phase", "wbs", "correlation",
    ],
    |draft, read| {
        "id" => draft.phase.id = read.id()?,
        "window" => draft.phase.window = read.window()?,
        "after" => draft.phase.after.extend(read.dependencies()?),
        "deadline" => draft.phase.deadline = read.moment()?,
        "owner" => draft.phase.owner = read.text()?,
        "env" => draft.phase.environment = read.text()?,
        "phase" => draft.phase.parent = read.text()?,
        "wbs" => draft.phase.wbs = read.text()?,
        "correlation" => {
            let coefficient = read.number(-1.0, 1.0, "write a coefficient from -1 to 1, like 0.5")?;
            draft.correlation = coefficient.map(|coefficient| Correlation {
                coefficient,
                span: read.span(),
                ..Correlation::default()
            });
        }
    } else read.constraint().map(|constraint| draft.phase.constraints.push(constraint))
);

attributed!(
    ChecklistItem, "checklist item",
    [
        "id", "owner", "evidence", "gate", "task", "advisory", "done", "waived-by", "waived-because", "waived-until",
    ],
    |item, read| {
        "id" => item.id = read.id()?,
        "owner" => item.owner = read.text()?,
        "evidence" => item.evidence = read.text()?,
        "gate" => item.gate = read.text()?,
        "task" => item.task = read.text()?,
        "advisory" => item.advisory = read.flag()?,
        "done" => item.done = read.flag()?,
        "waived-by" => { let by = read.text()?; waiver(item, read).by = by.unwrap_or_default() },
        "waived-because" => { let reason = read.text()?; waiver(item, read).reason = reason.unwrap_or_default() },
        "waived-until" => { let until = read.moment()?; waiver(item, read).until = until }
    } else Err(Problem::Unknown)
);

attributed!(
    Risk, "risk",
    [
        "id", "owner", "category", "impact", "probability", "residual-impact", "residual-probability", "status",
        "affects", "task", "proximity", "delay", "factor", "cost", "combination", "closed", "residual-delay",
        "residual-factor", "residual-cost",
    ],
    |risk, read| {
        "id" => risk.id = read.id()?,
        "owner" => risk.owner = read.text()?,
        "category" => risk.category = read.text()?,
        "impact" => risk.impact = read.rating()?,
        "probability" => risk.probability = read.rating()?,
        "residual-impact" => risk.residual_impact = read.rating()?,
        "residual-probability" => risk.residual_probability = read.rating()?,
        "affects" => risk.affects.extend(read.names()?),
        "status" => risk.status = read.word(RiskStatus::ALL, RiskStatus::as_str)?.unwrap_or_default(),
        "proximity" => risk.proximity = read.text()?.map(|text| proximity(&text)),
        "delay" => { let delay = read.delay()?; effect(&mut risk.effect, read).delay = delay },
        "factor" => { let factor = read.spread(0.0)?; effect(&mut risk.effect, read).factor = factor },
        "cost" => { let cost = read.spread(f64::MIN)?; effect(&mut risk.effect, read).cost = cost },
        "combination" => {
            let word = read.word(RiskCombination::ALL, RiskCombination::as_str)?.unwrap_or_default();
            effect(&mut risk.effect, read).combination = word;
        },
        "closed" => {
            let window = read.window()?.unwrap_or_default();
            let closure = Closure { start: window.start, finish: window.finish, span: read.span(), ..Closure::default() };
            effect(&mut risk.effect, read).closures.push(closure);
        },
        "residual-delay" => { let delay = read.delay()?; effect(&mut risk.residual_effect, read).delay = delay },
        "residual-factor" => { let factor = read.spread(0.0)?; effect(&mut risk.residual_effect, read).factor = factor },
        "residual-cost" => { let cost = read.spread(f64::MIN)?; effect(&mut risk.residual_effect, read).cost = cost },
        "task" => mitigated_by(risk, &read.names()?)
    } else Err(Problem::Unknown)
);

attributed!(
    Document, "plan",
    [
        "id", "start", "deadline", "data-date", "time-zone", "calendar", "hours-per-day", "hours-per-week",
        "days-per-month", "risk-appetite", "currency",
        "rollback-objective", "rollback-detection", "rollback-decision", "rollback-stabilization",
        "rollback-scope", "rollback-calendar", "rollback-window", "rollback-window-end",
        "rollback-failure-probability",
    ],
    |document, read| {
        "id" => keep(&mut document.extensions, read.entry),
        "start" => document.start = read.moment()?,
        "deadline" | "finish" | "not-after" => document.deadline = read.moment()?,
        "data-date" => document.data_date = read.moment()?,
        "time-zone" => document.time_zone = read.text()?,
        "calendar" => document.calendar = read.text()?,
        "currency" => document.currency = read.text()?,
        "risk-appetite" => document.risk_appetite = read.number(0.0, f64::MAX, "write the greatest score that is accepted, like 0.14")?,
        "rollback-objective" => { let time = read.duration()?; rollback(document, read).objective = time },
        "rollback-detection" => { let time = read.duration()?; rollback(document, read).detection = time },
        "rollback-decision" => { let time = read.duration()?; rollback(document, read).decision = time },
        "rollback-stabilization" => { let time = read.duration()?; rollback(document, read).stabilization = time },
        "rollback-scope" => { let scope = read.text()?; rollback(document, read).scope = scope },
        "rollback-calendar" => { let calendar = read.text()?; rollback(document, read).calendar = calendar },
        "rollback-window" => { let window = read.text()?; rollback(document, read).window = window },
        "rollback-window-end" => { let end = read.moment()?; rollback(document, read).window_end = end },
        "rollback-failure-probability" => {
            let probability = read.probability()?;
            rollback(document, read).failure_probability = probability;
        },
        "hours-per-day" => document.units.minutes_per_day = minutes(read, 24.0)?,
        "hours-per-week" => document.units.minutes_per_week = minutes(read, 168.0)?,
        "days-per-month" => {
            document.units.days_per_month = read.number(1.0, 31.0, "write a number of days from 1 to 31")?.map(|n| n as u32);
        }
    } else Err(Problem::Unknown)
);

attributed!(
    StrategyStep, "strategy step", ["id", "rollout"],
    |step, read| { "id" => step.id = read.id()?, "rollout" => step.rollout = read.text()? } else Err(Problem::Unknown)
);

attributed!(
    Environment, "environment", ["id", "calendar", "promoted-from", "soak", "gate"],
    |place, read| {
        "id" => place.id = read.id()?,
        "calendar" => place.calendar = read.text()?,
        "promoted-from" => place.promoted_from.extend(read.names()?),
        "soak" => place.soak = read.duration()?,
        "gate" => place.gate = read.text()?
    } else Err(Problem::Unknown)
);

attributed!(
    Resource, "resource", ["id", "capacity", "calendar", "cost-per-hour"],
    |resource, read| {
        "id" => resource.id = read.id()?,
        "capacity" => resource.capacity = read.number(0.0, f64::MAX, "write a number of units like 2 or 50%")?,
        "calendar" => resource.calendar = read.text()?,
        "cost-per-hour" => resource.cost_per_hour = read.number(0.0, f64::MAX, "write an amount like 80")?
    } else Err(Problem::Unknown)
);

attributed!(
    Monitor, "monitor", ["id", "interval", "failures", "env", "triggers"],
    |monitor, read| {
        "id" => monitor.id = read.id()?,
        "interval" => monitor.interval = read.duration()?,
        "failures" => {
            monitor.failure_threshold = read.number(1.0, 1e6, "write how many failures count as one, like 3")?.map(|n| n as u32);
        },
        "env" => monitor.environment = read.text()?,
        "triggers" => monitor.triggers.extend(read.names()?)
    } else Err(Problem::Unknown)
);

attributed!(
    RollbackProcedure, "rollback procedure", ["id", "objective", "triggers"],
    |procedure, read| {
        "id" => procedure.id = read.id()?,
        "objective" => procedure.objective = read.duration()?,
        "triggers" => procedure.triggers.extend(read.names()?)
    } else Err(Problem::Unknown)
);

attributed!(
    Criterion, "criterion", ["id", "category"],
    |criterion, read| { "id" => criterion.id = read.id()?, "category" => criterion.category = read.text()? } else Err(Problem::Unknown)
);

attributed!(
    Gate, "gate",
    ["id", "after", "owner", "checklists", "criteria", "objectives", "confidence", "canary-tolerance", "finish-probability"],
    |gate, read| {
        "id" => gate.id = read.id()?,
        "after" => gate.after.extend(read.dependencies()?),
        "owner" => gate.owner = read.text()?,
        "checklists" => gate.checklists.extend(read.names()?),
        "criteria" => gate.criteria.extend(read.names()?),
        "objectives" => gate.objectives.extend(read.names()?),
        "confidence" => gate.confidence = read.number(0.0, 1.0, "write a share above 0.5 and below 1, like 0.95 or 95%")?,
        "canary-tolerance" => gate.canary_tolerance = read.number(0.0, f64::MAX, "write a share of the baseline like 10% or 0.1")?,
        "finish-probability" => gate.finish_probability = read.probability()?
    } else Err(Problem::Unknown)
);

attributed!(
    Branch, "branch", ["id"],
    |branch, read| { "id" => branch.id = read.id()? } else Err(Problem::Unknown)
);

attributed!(
    BranchOption, "branch option", ["probability", "tasks"],
    |option, read| {
        "probability" => option.probability = read.probability()?,
        "tasks" => option.tasks.extend(read.names()?)
    } else Err(Problem::Unknown)
);

attributed!(
    ServiceLevelObjective, "service level objective",
    [
        "id", "metric", "target", "period", "events-per-second", "deployment-impact", "total-selector",
        "failure-selector",
    ],
    |objective, read| {
        "id" => objective.id = read.id()?,
        "metric" => objective.metric = phrase::metric(&read.text()?.unwrap_or_default()),
        "target" => objective.target = read.percent()?,
        "period" => objective.period = read.duration()?,
        "events-per-second" => objective.events_per_second = read.number(0.0, f64::MAX, "write the valid events in a second, like 200")?,
        "deployment-impact" => objective.deployment_impact = read.percent()?,
        "total-selector" => objective.total_selector = read.text()?,
        "failure-selector" => objective.failure_selector = read.text()?
    } else Err(Problem::Unknown)
);

attributed!(
    BurnRateAlert, "burn-rate alert", ["severity", "long-window", "short-window", "burn-rate", "budget-percent"],
    |alert, read| {
        "severity" => alert.severity = read.text()?,
        "long-window" => alert.long_window = read.duration()?,
        "short-window" => alert.short_window = read.duration()?,
        "burn-rate" => alert.burn_rate = read.number(0.0, f64::MAX, "write a multiple of the even pace, like 14.4")?,
        "budget-percent" => alert.budget_percent = read.percent()?
    } else Err(Problem::Unknown)
);

attributed!(Component, "component", ["id"], |part, read| { "id" => part.id = read.id()? } else Err(Problem::Unknown));

attributed!(Checklist, "checklist", ["id"], |list, read| { "id" => list.id = read.id()? } else Err(Problem::Unknown));

attributed!(
    Calendar, "calendar", ["id", "base", "time-zone"],
    |calendar, read| {
        "id" => calendar.id = read.id()?,
        "base" => calendar.base = read.text()?,
        "time-zone" => calendar.time_zone = read.text()?
    } else Err(Problem::Unknown)
);

fn undo<'a>(task: &'a mut Task, read: &Read<'_>) -> &'a mut Undo {
    task.undo.get_or_insert_with(|| Box::new(Undo { span: read.span(), ..Undo::default() }))
}

fn estimate<'a>(task: &'a mut Task, read: &Read<'_>) -> &'a mut Estimate {
    task.estimate.get_or_insert_with(|| Estimate { span: read.span(), ..Estimate::default() })
}

/// A range beside what other attributes say about how it is spread. Without one what they say stays.
fn state_range(estimate: &mut Option<Estimate>, range: Option<Estimate>) {
    let mut more = estimate.take().unwrap_or_default();
    (more.low, more.likely, more.high, more.span) = (None, None, None, None);
    *estimate = match range {
        Some(Estimate { low, likely, high, span, .. }) => Some(Estimate { low, likely, high, span, ..more }),
        None => (more != Estimate::default()).then_some(more),
    };
}

fn effect<'a>(effect: &'a mut Option<RiskEffect>, read: &Read<'_>) -> &'a mut RiskEffect {
    effect.get_or_insert_with(|| RiskEffect { span: read.span(), ..RiskEffect::default() })
}

fn rollback<'a>(document: &'a mut Document, read: &Read<'_>) -> &'a mut RollbackSettings {
    document
        .rollback
        .get_or_insert_with(|| RollbackSettings { span: read.span(), ..RollbackSettings::default() })
}

fn progress<'a>(task: &'a mut Task, read: &Read<'_>) -> &'a mut Progress {
    task.progress.get_or_insert_with(|| Progress { span: read.span(), ..Progress::default() })
}

fn waiver<'a>(item: &'a mut ChecklistItem, read: &Read<'_>) -> &'a mut Waiver {
    item.waiver.get_or_insert_with(|| Waiver { span: read.span(), ..Waiver::default() })
}

/// One task carries out every mitigation; several carry them out in order.
fn mitigated_by(risk: &mut Risk, tasks: &[String]) {
    for (index, mitigation) in risk.mitigations.iter_mut().enumerate() {
        let task = if tasks.len() == 1 { tasks.first() } else { tasks.get(index) };
        mitigation.task = task.cloned().or(mitigation.task.take());
    }
}

fn minutes(read: &Read<'_>, most_hours: f64) -> Outcome<Option<u32>> {
    let hours = read.number(0.1, most_hours, "write a number of hours like 8 or 7.5")?;
    Ok(hours.map(|hours| (hours * 60.0).round() as u32))
}
