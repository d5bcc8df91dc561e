//! Branches and correlations into findings about those that cannot be.

use std::collections::BTreeMap;

use super::estimates::{TOLERANCE, rounded};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Branch, Correlation, Document};

pub(super) fn findings(document: &Document) -> Vec<Diagnostic> {
    let mut found: Vec<_> = document.branches.iter().filter_map(bad_sum).collect();
    found.extend(document.branches.iter().filter_map(shared_task));
    found.extend(document.correlations.iter().filter_map(bad_correlation));
    found.extend(contradictions(document));
    found
}

/// Options that are not all there is, or more than that.
fn bad_sum(branch: &Branch) -> Option<Diagnostic> {
    let given = branch.options.iter().filter_map(|option| option.probability);
    let open = branch.options.iter().filter(|option| option.probability.is_none()).count();
    let total: f64 = given.sum();
    let (problem, help) = match open {
        _ if branch.options.is_empty() => {
            ("has no options".to_owned(), "state the ways that the plan may go")
        }
        0 if (total - 1.0).abs() > TOLERANCE => (
            format!("has options whose probabilities add up to {}", rounded(total)),
            "let the probabilities add up to 1, or leave one out: it is what the others leave",
        ),
        1 if total > 1.0 + TOLERANCE => (
            format!("has options whose probabilities add up to {}", rounded(total)),
            "let the probabilities add up to 1",
        ),
        2.. => (
            format!("has {open} options without a probability"),
            "state the probabilities; one may be left out: it is what the others leave",
        ),
        _ => return None,
    };
    Some(
        Diagnostic::new(Code::BranchInvalid, format!("the branch `{}` {problem}", branch.id))
            .at(branch.span)
            .help(help),
    )
}

/// A task of two options of one branch.
fn shared_task(branch: &Branch) -> Option<Diagnostic> {
    let mut option_of = BTreeMap::new();
    for (at, option) in branch.options.iter().enumerate() {
        for task in &option.tasks {
            if option_of.insert(task, at).is_some_and(|other| other != at) {
                let message = format!("`{task}` is in two options of the branch `{}`", branch.id);
                return Some(Diagnostic::new(Code::BranchInvalid, message).at(option.span.or(branch.span)).help(
                    "only one of them takes place: a task that each of them needs belongs to none of them",
                ));
            }
        }
    }
    None
}

fn bad_correlation(correlation: &Correlation) -> Option<Diagnostic> {
    let coefficient = correlation.coefficient;
    let possible = (-1.0..=1.0).contains(&coefficient);
    let (message, help) = match correlation.tasks.as_slice() {
        _ if !possible => {
            (format!("a correlation is {coefficient}, but must be from -1 to 1"), "correct the coefficient")
        }
        [] => ("a correlation names no tasks".into(), "name the tasks or phases that it ties"),
        _ => return None,
    };
    Some(Diagnostic::new(Code::CorrelationInvalid, message).at(correlation.span).help(help))
}

/// Correlations that say different things about one pair of tasks.
fn contradictions(document: &Document) -> Vec<Diagnostic> {
    let mut of_task: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, correlation) in document.correlations.iter().enumerate() {
        for task in &correlation.tasks {
            let others = of_task.entry(task).or_default();
            if others.last() != Some(&at) {
                others.push(at);
            }
        }
    }
    let mut shared: BTreeMap<(usize, usize), Vec<&str>> = BTreeMap::new();
    for (task, correlations) in &of_task {
        for (nth, first) in correlations.iter().enumerate() {
            for second in &correlations[nth + 1..] {
                shared.entry((*first, *second)).or_default().push(task);
            }
        }
    }
    let correlations = &document.correlations;
    let differ = |(first, second): (usize, usize)| {
        let (first, second) = (&correlations[first], &correlations[second]);
        (first.coefficient, first.measure) != (second.coefficient, second.measure)
    };
    let pairs = shared.into_iter().filter(|(pair, tasks)| tasks.len() > 1 && differ(*pair));
    pairs
        .map(|((first, second), tasks)| {
            let (first, second) = (&correlations[first], &correlations[second]);
            let says =
                |correlation: &Correlation| format!("{} ({})", correlation.coefficient, correlation.measure);
            let message = format!(
                "`{}` and `{}` are correlated by {} and by {}",
                tasks[0],
                tasks[1],
                says(first),
                says(second)
            );
            Diagnostic::new(Code::CorrelationInvalid, message)
                .at(second.span)
                .label(first.span, "stated here first")
                .help("state one coefficient for each pair")
        })
        .collect()
}
