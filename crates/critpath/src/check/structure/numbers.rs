//! Numbers into findings about those that are not finite or out of their range.

use super::estimates::{Stated, visit_numbers};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Document, Quantity, Rating, Rollout, Span, Task};

/// What a number may be.
#[derive(Clone, Copy)]
enum Range {
    Any,
    NotNegative,
    AboveZero,
    Percent,
    Probability,
}

impl Range {
    fn holds(self, number: f64) -> bool {
        number.is_finite()
            && match self {
                Range::Any => true,
                Range::NotNegative => number >= 0.0,
                Range::AboveZero => number > 0.0,
                Range::Percent => (0.0..=100.0).contains(&number),
                Range::Probability => (0.0..=1.0).contains(&number),
            }
    }

    fn expected(self) -> &'static str {
        match self {
            Range::Any => "a finite number",
            Range::NotNegative => "zero or more",
            Range::AboveZero => "more than zero",
            Range::Percent => "from 0 to 100",
            Range::Probability => "from 0 to 1",
        }
    }
}

/// Collects the numbers that are out of their range.
struct Numbers {
    found: Vec<Diagnostic>,
}

pub(super) fn findings(document: &Document) -> Vec<Diagnostic> {
    let mut numbers = Numbers { found: Vec::new() };
    numbers.settings(document);
    for phase in &document.phases {
        numbers.expect("cost", &phase.id, phase.cost, Range::NotNegative, phase.span);
    }
    document.tasks.iter().for_each(|task| numbers.task(task));
    numbers.resources(document);
    numbers.risks(document);
    numbers.uncertainty(document);
    numbers.criteria(document);
    numbers.objectives(document);
    numbers.rollback(document);
    numbers.gates(document);
    for (baseline, task) in document.baselines.iter().flat_map(|b| b.tasks.iter().map(move |task| (b, task)))
    {
        numbers.expect(
            "cost in the baseline",
            &task.task,
            task.cost,
            Range::NotNegative,
            task.span.or(baseline.span),
        );
    }
    numbers.found
}

impl Numbers {
    fn expect(&mut self, what: &str, whose: &str, number: Option<f64>, range: Range, span: Option<Span>) {
        let Some(number) = number.filter(|number| !range.holds(*number)) else { return };
        let message = format!("the {what} of `{whose}` is {number}, but must be {}", range.expected());
        self.found
            .push(Diagnostic::new(Code::NumberInvalid, message).at(span).help(format!("correct the {what}")));
    }

    fn settings(&mut self, document: &Document) {
        let units = &document.units;
        for (what, number) in [
            ("number of minutes in a day", units.minutes_per_day),
            ("number of minutes in a week", units.minutes_per_week),
            ("number of days in a month", units.days_per_month),
        ] {
            let span = units.span.or(document.span);
            self.expect(what, "units", number.map(f64::from), Range::AboveZero, span);
        }
    }

    fn task(&mut self, task: &Task) {
        self.expect("cost", &task.id, task.cost, Range::NotNegative, task.span);
        self.expect("probability", &task.id, task.probability, Range::Probability, task.span);
        if let Some(progress) = &task.progress {
            let spent = progress.actual_cost;
            self.expect("cost so far", &task.id, spent, Range::NotNegative, progress.span.or(task.span));
            self.expect(
                "done share",
                &task.id,
                progress.percent,
                Range::Percent,
                progress.span.or(task.span),
            );
        }
        for need in task.needs.iter().chain(task.undo.iter().flat_map(|undo| &undo.needs)) {
            let what = format!("units of `{}` for the task", need.resource);
            self.expect(&what, &task.id, need.units, Range::NotNegative, need.span.or(task.span));
        }
        if let Some(rollout) = &task.rollout {
            self.rollout(task, rollout);
        }
        if let Some(undo) = &task.undo {
            for quantity in undo.restore_size.iter().chain(&undo.restore_rate) {
                self.quantity(&task.id, quantity, undo.span.or(task.span));
            }
        }
    }

    fn rollout(&mut self, task: &Task, rollout: &Rollout) {
        let span = rollout.span.or(task.span);
        for (what, number, range) in [
            ("number of requests in a second", rollout.traffic_per_second, Range::NotNegative),
            ("confidence of the rollout", rollout.confidence, Range::Probability),
            ("probability of a failure", rollout.failure_probability, Range::Probability),
            ("failure threshold", rollout.failure_threshold.map(f64::from), Range::AboveZero),
        ] {
            self.expect(what, &task.id, number, range, span);
        }
        for step in &rollout.steps {
            self.expect("weight of a step", &task.id, step.weight, Range::Percent, step.span.or(span));
        }
    }

    fn resources(&mut self, document: &Document) {
        for resource in &document.resources {
            self.expect("capacity", &resource.id, resource.capacity, Range::NotNegative, resource.span);
            let rate = resource.cost_per_hour;
            self.expect("cost per hour", &resource.id, rate, Range::NotNegative, resource.span);
            resource.quantities.iter().for_each(|q| self.quantity(&resource.id, q, resource.span));
        }
    }

    fn quantity(&mut self, whose: &str, quantity: &Quantity, span: Option<Span>) {
        let span = quantity.span.or(span);
        for number in [quantity.low, quantity.high] {
            self.expect(&quantity.metric, whose, number, Range::Any, span);
        }
        if let (Some(low), Some(high)) = (quantity.low, quantity.high)
            && low > high
        {
            let (metric, unit) = (&quantity.metric, &quantity.unit);
            let message = format!("the {metric} of `{whose}` goes from {low} down to {high} {unit}");
            let help = format!("write the lower end first: `{high}-{low} {unit}`");
            self.found.push(Diagnostic::new(Code::NumberInvalid, message).at(span).help(help));
        }
    }

    fn risks(&mut self, document: &Document) {
        for risk in &document.risks {
            let mut rate = |what: &str, rating: &Option<Rating>, range| {
                if let Some(rating) = rating {
                    self.expect(what, &risk.id, rating.value, range, rating.span.or(risk.span));
                }
            };
            rate("impact", &risk.impact, Range::Any);
            rate("residual impact", &risk.residual_impact, Range::Any);
            rate("probability", &risk.probability, Range::Probability);
            rate("residual probability", &risk.residual_probability, Range::Probability);
        }
        for scale in &document.risk_scales {
            let range = if scale.dimension == "probability" { Range::Probability } else { Range::Any };
            for level in &scale.levels {
                for number in [Some(level.value), level.low, level.high] {
                    self.expect("value", &level.word, number, range, level.span.or(scale.span));
                }
            }
        }
        self.expect("risk appetite", "the plan", document.risk_appetite, Range::NotNegative, document.span);
        for band in &document.risk_bands {
            self.expect("score", &band.word, Some(band.from), Range::NotNegative, band.span);
        }
    }

    fn uncertainty(&mut self, document: &Document) {
        visit_numbers(document, &mut |Stated { what, whose, estimate, span }| {
            // A risk may save money; it cannot give time back, nor can work.
            let range =
                if matches!(what, "cost" | "residual cost") { Range::Any } else { Range::NotNegative };
            let values = estimate.values.iter().map(|value| Some(value.value));
            for number in
                [estimate.low, estimate.likely, estimate.high, estimate.mean].into_iter().chain(values)
            {
                self.expect(what, whose, number, range, span);
            }
            let deviation = estimate.standard_deviation;
            self.expect(
                &format!("standard deviation of the {what}"),
                whose,
                deviation,
                Range::NotNegative,
                span,
            );
        });
        for branch in &document.branches {
            for option in &branch.options {
                let span = option.span.or(branch.span);
                self.expect(
                    "probability of an option",
                    &branch.id,
                    option.probability,
                    Range::Probability,
                    span,
                );
            }
        }
    }

    fn criteria(&mut self, document: &Document) {
        for criterion in &document.criteria {
            for condition in &criterion.conditions {
                let (target, span) = (condition.target, condition.span.or(criterion.span));
                self.expect("target", &criterion.id, target, Range::Any, span);
            }
        }
        for monitor in document.monitors.iter().filter(|monitor| monitor.failure_threshold == Some(0)) {
            self.expect("failure threshold", &monitor.id, Some(0.0), Range::AboveZero, monitor.span);
        }
    }

    fn objectives(&mut self, document: &Document) {
        for objective in &document.objectives {
            let span = objective.span;
            for (what, number, range) in [
                ("target", objective.target, Range::Percent),
                ("number of events in a second", objective.events_per_second, Range::AboveZero),
                ("deployment impact", objective.deployment_impact, Range::Percent),
            ] {
                self.expect(what, &objective.id, number, range, span);
            }
            for alert in &objective.alerts {
                let span = alert.span.or(span);
                self.expect("burn rate of an alert", &objective.id, alert.burn_rate, Range::AboveZero, span);
                let percent = alert.budget_percent;
                self.expect("budget share of an alert", &objective.id, percent, Range::Percent, span);
            }
        }
    }

    fn rollback(&mut self, document: &Document) {
        let Some(rollback) = &document.rollback else { return };
        let (number, span) = (rollback.failure_probability, rollback.span.or(document.span));
        self.expect("failure probability", "rollback", number, Range::Probability, span);
    }

    fn gates(&mut self, document: &Document) {
        for gate in &document.gates {
            for (what, number, range) in [
                ("confidence", gate.confidence, Range::Probability),
                ("canary tolerance", gate.canary_tolerance, Range::NotNegative),
                ("finish probability", gate.finish_probability, Range::Probability),
            ] {
                self.expect(what, &gate.id, number, range, gate.span);
            }
        }
    }
}
