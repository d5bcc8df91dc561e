//! Any document, however wrong: checking it ends, says the same twice, and blames only what is concerned.

use critpath::check::{CheckOptions, check};
use critpath::diagnostic::{Code, Diagnostic};
use critpath::model::*;
use proptest::prelude::*;

/// Ids from a small pool, so that they meet, miss each other, and are missing.
fn id() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["a", "b", "c", "d", "p", "q", "r", "", "bakcup", "backup", "é"])
        .prop_map(String::from)
}

fn ids() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(id(), 0..3)
}

/// Texts with and without the words that rules look for.
fn text() -> impl Strategy<Value = String> {
    let words = vec![
        "Load testing",
        "Automated backups",
        "Health checks",
        "Database migrations applied",
        "Smoke tests",
        "latency",
        "",
        "متن",
        "response time",
        "if the error rate rises",
        "buffer",
        "roll back",
        "…",
        "availability 99.9 %",
    ];
    prop::collection::vec(prop::sample::select(words), 0..3).prop_map(|words| words.join(" "))
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        any::<f64>(),
        prop::sample::select(vec![
            0.0,
            0.1,
            50.0,
            99.9,
            100.0,
            1e300,
            f64::NAN,
            f64::INFINITY,
            -1.0,
            f64::MIN_POSITIVE
        ])
    ]
}

/// A value that its type reads from one of these texts.
fn parsed<T: std::str::FromStr + Clone + std::fmt::Debug + 'static>(
    texts: &[&str],
) -> impl Strategy<Value = Option<T>> + use<T> {
    let values: Vec<Option<T>> =
        std::iter::once(None).chain(texts.iter().map(|text| text.parse().ok())).collect();
    prop::sample::select(values)
}

fn duration() -> impl Strategy<Value = Option<critpath::duration::Duration>> {
    parsed(&["0s", "30s", "5m", "2d", "-1d", "1ed", "9999999w"])
}

fn moment() -> impl Strategy<Value = Option<critpath::time::Moment>> {
    parsed(&["2026-12-07", "2026-12-07T08:00", "2026-12-06T08:00+01:00", "9999-12-31", "0001-01-01"])
}

fn span() -> impl Strategy<Value = Option<Span>> {
    proptest::option::of((0_u32..2, 0_u32..200, 0_u32..200).prop_map(|(source, a, b)| Span {
        source,
        start: a,
        end: b,
    }))
}

fn after() -> impl Strategy<Value = Vec<Dependency>> {
    let relation = prop::sample::select(Relation::ALL);
    let link = (id(), relation, parsed(&["-2h", "50%", "1d"]), span()).prop_map(
        |(predecessor, relation, lag, span)| Dependency {
            predecessor,
            relation,
            lag,
            span,
            ..Default::default()
        },
    );
    prop::collection::vec(link, 0..4)
}

fn window() -> impl Strategy<Value = Option<Window>> {
    let unit = prop::sample::select(WindowUnit::ALL);
    let number = || proptest::option::of(prop::sample::select(vec![0, 1, 2, 3, 7, u32::MAX]));
    let window = (unit, number(), number(), proptest::option::of(any::<i32>()), moment(), moment(), span());
    proptest::option::of(window.prop_map(|(unit, first, last, year, start, finish, span)| Window {
        unit,
        first,
        last,
        year,
        start,
        finish,
        text: "Week".into(),
        span,
        ..Default::default()
    }))
}

fn constraints() -> impl Strategy<Value = Vec<Constraint>> {
    let kind = prop::sample::select(ConstraintKind::ALL);
    let constraint = (kind, moment(), span());
    prop::collection::vec(
        constraint.prop_map(|(kind, date, span)| Constraint { kind, date, span, ..Default::default() }),
        0..3,
    )
}

fn quantity() -> impl Strategy<Value = Quantity> {
    let unit = prop::sample::select(vec!["GB", "MB/s", "%", "", "TiB"]);
    (
        prop::sample::select(vec!["storage", "memory", ""]),
        proptest::option::of(number()),
        proptest::option::of(number()),
        unit,
    )
        .prop_map(|(metric, low, high, unit)| Quantity {
            metric: metric.into(),
            low,
            high,
            unit: unit.into(),
            ..Default::default()
        })
}

fn phase() -> impl Strategy<Value = Phase> {
    (id(), text(), proptest::option::of(id()), window(), after(), constraints(), span()).prop_map(
        |(id, name, parent, window, after, constraints, span)| Phase {
            id,
            name,
            parent,
            window,
            after,
            constraints,
            span,
            ..Default::default()
        },
    )
}

fn task() -> impl Strategy<Value = Task> {
    let place =
        (proptest::option::of(id()), proptest::option::of(id()), proptest::option::of(id()), window());
    let estimate = (duration(), duration(), duration()).prop_map(|(low, likely, high)| Estimate {
        low,
        likely,
        high,
        ..Default::default()
    });
    let undo = (duration(), proptest::option::of(quantity()), after(), ids());
    let undo = undo.prop_map(|(duration, restore_size, after, needs)| Undo {
        duration,
        restore_size,
        after,
        needs: needs.into_iter().map(|resource| Assignment { resource, ..Default::default() }).collect(),
        ..Default::default()
    });
    let progress = (proptest::option::of(number()), moment(), moment());
    let progress = progress.prop_map(|(percent, started, finished)| Progress {
        percent,
        started,
        finished,
        ..Default::default()
    });
    let work = (
        duration(),
        proptest::option::of(estimate),
        proptest::option::of(undo),
        proptest::option::of(progress),
        after(),
        constraints(),
    );
    (id(), text(), place, work, prop::sample::select(TaskKind::ALL), span()).prop_map(
        |(
            id,
            name,
            (phase, step, gate, window),
            (duration, estimate, undo, progress, after, constraints),
            kind,
            span,
        )| Task {
            id,
            name,
            phase,
            step,
            gate,
            window,
            duration,
            estimate,
            undo: undo.map(Box::new),
            progress,
            after,
            constraints,
            kind,
            span,
            ..Default::default()
        },
    )
}

fn guide_parts() -> impl Strategy<Value = Document> {
    let mitigation = (text(), proptest::option::of(id())).prop_map(|(text, task)| Mitigation {
        text,
        task,
        ..Default::default()
    });
    let risk = (id(), prop::collection::vec(mitigation, 0..3), ids(), span());
    let risk = risk.prop_map(|(id, mitigations, affects, span)| Risk {
        id,
        mitigations,
        affects,
        span,
        ..Default::default()
    });
    let monitor = (
        id(),
        text(),
        prop::collection::vec(text(), 0..3),
        duration(),
        proptest::option::of(0_u32..5),
        ids(),
        span(),
    );
    let monitor = monitor.prop_map(|(id, name, metrics, interval, failure_threshold, triggers, span)| {
        Monitor { id, name, metrics, interval, failure_threshold, triggers, span, ..Default::default() }
    });
    let procedure = (
        id(),
        text(),
        prop::sample::select(RollbackKind::ALL),
        duration(),
        prop::collection::vec(text(), 0..2),
        span(),
    );
    let procedure = procedure.prop_map(|(id, name, kind, objective, triggers, span)| RollbackProcedure {
        id,
        name,
        kind,
        objective,
        triggers,
        span,
        ..Default::default()
    });
    let item = (id(), text(), proptest::option::of(text()), span())
        .prop_map(|(id, text, owner, span)| ChecklistItem { id, text, owner, span, ..Default::default() });
    let list = (id(), text(), prop::collection::vec(item, 0..4)).prop_map(|(id, name, items)| Checklist {
        id,
        name,
        items,
        ..Default::default()
    });
    let metric = prop::sample::select(vec!["availability", "response_time", "error_rate", "cpu", ""]);
    let unit = prop::sample::select(vec!["%", "ms", ""]);
    let condition = (
        metric,
        prop::sample::select(Comparator::ALL),
        proptest::option::of(number()),
        unit,
        duration(),
        any::<bool>(),
        span(),
    );
    let condition =
        condition.prop_map(|(metric, comparator, target, unit, window, implied_comparator, span)| {
            Condition {
                metric: metric.into(),
                comparator,
                target,
                unit: unit.into(),
                window,
                implied_comparator,
                span,
                ..Default::default()
            }
        });
    let criterion = (id(), text(), prop::collection::vec(condition, 0..3))
        .prop_map(|(id, name, conditions)| Criterion { id, name, conditions, ..Default::default() });
    let resource = (id(), prop::collection::vec(quantity(), 0..2), proptest::option::of(id()));
    let resource = resource.prop_map(|(id, quantities, calendar)| Resource {
        id,
        quantities,
        calendar,
        ..Default::default()
    });
    let gate = (id(), after(), ids(), ids()).prop_map(|(id, after, checklists, criteria)| Gate {
        id,
        after,
        checklists,
        criteria,
        ..Default::default()
    });
    let few = 0..3_usize;
    (
        prop::collection::vec(risk, few.clone()),
        prop::collection::vec(monitor, few.clone()),
        prop::collection::vec(procedure, few.clone()),
        prop::collection::vec(list, few.clone()),
        prop::collection::vec(criterion, few.clone()),
        prop::collection::vec(resource, few.clone()),
        prop::collection::vec(gate, few),
    )
        .prop_map(|(risks, monitors, rollback_procedures, checklists, criteria, resources, gates)| {
            Document {
                risks,
                monitors,
                rollback_procedures,
                checklists,
                criteria,
                resources,
                gates,
                ..Default::default()
            }
        })
}

fn any_document() -> impl Strategy<Value = Document> {
    let steps = prop::collection::vec((id(), text()), 0..3);
    let zone =
        prop::sample::select(vec![None, Some("Europe/Berlin".to_owned()), Some("Mars/Base".to_owned())]);
    (
        guide_parts(),
        prop::collection::vec(phase(), 0..5),
        prop::collection::vec(task(), 0..8),
        steps,
        moment(),
        moment(),
        zone,
    )
        .prop_map(|(guide, phases, tasks, steps, start, deadline, time_zone)| Document {
            phases,
            tasks,
            start,
            deadline,
            time_zone,
            strategy: steps
                .into_iter()
                .map(|(id, name)| StrategyStep { id, name, ..Default::default() })
                .collect(),
            ..guide
        })
}

fn found(document: &Document) -> Vec<Diagnostic> {
    let checked = check(document.clone(), &CheckOptions::default());
    assert_eq!(
        checked.plan.is_none(),
        checked.diagnostics.iter().any(Diagnostic::is_error),
        "{:#?}",
        checked.diagnostics
    );
    checked.diagnostics
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_document_is_checked_and_twice_the_same(document in any_document()) {
        let first = found(&document);
        prop_assert_eq!(&first, &found(&document));
        for diagnostic in &first {
            prop_assert!(!diagnostic.message.is_empty() && !diagnostic.message.ends_with('.'), "{}", diagnostic.message);
            prop_assert!(diagnostic.fix.as_ref().is_none_or(|fix| diagnostic.span == Some(fix.edits[0].span) || !fix.edits.is_empty()));
        }
    }

    #[test]
    fn an_unrelated_task_changes_no_finding(document in any_document()) {
        // A document without any work promises nothing that a task would carry out.
        prop_assume!(!document.tasks.is_empty());
        let before = found(&document);
        let mut more = document;
        let duration = critpath::duration::Duration::parse("2h").ok();
        more.tasks.push(Task { id: "unrelated-zeppelin".into(), name: "Zeppelin".into(), duration, ..Default::default() });
        // Whether anyone works when the plan starts is a question to all tasks together.
        let of_each = |found: Vec<Diagnostic>| -> Vec<Diagnostic> {
            found.into_iter().filter(|found| found.code != Code::DateNotWorking).collect()
        };
        prop_assert_eq!(of_each(before), of_each(found(&more)));
    }
}
