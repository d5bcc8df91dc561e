//! Branches, objectives, environments and gates: what is written in their notation is read as it was meant, all of it.

use critpath::duration::Duration;
use critpath::model::{
    Branch, BranchOption, BurnRateAlert, Document, Environment, Gate, ServiceLevelObjective,
};
use proptest::prelude::*;

/// Writes the sections that these nouns have in a guide, in the notation of the documentation.
fn written(document: &Document) -> String {
    let mut guide = "# Release\n\n- Ship {#ship 1h}\n- Mend {#mend 1h}\n".to_owned();
    guide += "\n## Branches\n\n";
    for branch in &document.branches {
        guide += &format!("- {} {{#{}}}\n", branch.name, branch.id);
        for option in &branch.options {
            let likely = option.probability.map(|likely| format!("probability={likely}"));
            guide += &format!("  - {}{}\n", option.name, braces([likely, listed("tasks", &option.tasks)]));
        }
    }
    guide += "\n## Service level objectives\n\n";
    for objective in &document.objectives {
        let number = |key: &str, number: Option<f64>| number.map(|number| format!("{key}={number}"));
        let selector =
            |key: &str, text: &Option<String>| text.as_ref().map(|text| format!("{key}=\"{text}\""));
        let attributes = [
            Some(format!("#{}", objective.id)),
            Some(format!("metric={}", objective.metric)),
            number("target", objective.target),
            objective.period.map(|period| format!("period={period}")),
            number("events-per-second", objective.events_per_second),
            number("deployment-impact", objective.deployment_impact),
            selector("total-selector", &objective.total_selector),
            selector("failure-selector", &objective.failure_selector),
        ];
        guide += &format!("- {}{}\n", objective.name, braces(attributes));
        for alert in &objective.alerts {
            let attributes = [
                alert.long_window.map(|window| format!("long-window={window}")),
                alert.short_window.map(|window| format!("short-window={window}")),
                number("burn-rate", alert.burn_rate),
                number("budget-percent", alert.budget_percent),
            ];
            guide +=
                &format!("  - {}{}\n", alert.severity.as_deref().unwrap_or_default(), braces(attributes));
        }
    }
    guide += "\n## Environments\n\n| Environment | Promoted from | Soak | Gate | Purpose |\n|-|-|-|-|-|\n";
    for environment in &document.environments {
        let Environment { id, name, description, promoted_from, soak, gate, .. } = environment;
        guide += &format!(
            "| {name} {{#{id}}} | {} | {} | {} | {} |\n",
            promoted_from.join(", "),
            soak.map(|soak| soak.to_string()).unwrap_or_default(),
            gate.clone().unwrap_or_default(),
            description.clone().unwrap_or_default()
        );
    }
    guide += "\n## Gates\n\n";
    for gate in &document.gates {
        let number = |key: &str, number: Option<f64>| number.map(|number| format!("{key}={number}"));
        let attributes = [
            Some(format!("#{}", gate.id)),
            listed("objectives", &gate.objectives),
            number("confidence", gate.confidence),
            number("canary-tolerance", gate.canary_tolerance),
            number("finish-probability", gate.finish_probability),
        ];
        guide += &format!("- {}{}\n", gate.name, braces(attributes));
    }
    guide
}

fn listed(key: &str, ids: &[String]) -> Option<String> {
    (!ids.is_empty()).then(|| format!("{key}={}", ids.join(",")))
}

fn braces<const N: usize>(attributes: [Option<String>; N]) -> String {
    let stated: Vec<String> = attributes.into_iter().flatten().collect();
    if stated.is_empty() { String::new() } else { format!(" {{{}}}", stated.join(" ")) }
}

/// What was read, without where it stood.
fn without_places(mut document: Document) -> Document {
    let branches = document.branches.iter_mut();
    for branch in branches {
        branch.span = None;
        branch.options.iter_mut().for_each(|option| option.span = None);
    }
    for objective in &mut document.objectives {
        objective.span = None;
        objective.alerts.iter_mut().for_each(|alert| alert.span = None);
    }
    document.environments.iter_mut().for_each(|environment| environment.span = None);
    document.gates.iter_mut().for_each(|gate| gate.span = None);
    let Document { branches, objectives, environments, gates, .. } = document;
    Document { branches, objectives, environments, gates, ..Document::default() }
}

/// Names as people give them, in several scripts, without what the notation itself uses.
fn name() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "The rehearsal",
        "It fails",
        "EU & US",
        "Plan B",
        "نسخه نهایی",
        "Über-Test 2",
        "re-run after 5 pm",
        "a/b",
        "100 ms",
        "very   likely",
        "Rollback",
        "Risk",
    ])
    .prop_map(|name| name.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn duration() -> impl Strategy<Value = Duration> {
    (1_u32..200, prop::sample::select(vec!["s", "m", "h", "d", "w"]))
        .prop_map(|(count, unit)| Duration::parse(&format!("{count}{unit}")).unwrap())
}

fn share() -> impl Strategy<Value = f64> {
    (0_u32..=1000).prop_map(|thousandths| f64::from(thousandths) / 1000.0)
}

fn branch(at: usize) -> impl Strategy<Value = Branch> {
    let tasks = prop::sample::subsequence(vec!["ship".to_owned(), "mend".to_owned()], 0..=2);
    let option = (name(), prop::option::of(share()), tasks).prop_map(|(name, probability, tasks)| {
        BranchOption { name, probability, tasks, ..BranchOption::default() }
    });
    (name(), prop::collection::vec(option, 1..4)).prop_map(move |(name, mut options)| {
        // A section in which nothing is likely and nothing follows is not about the plan.
        options[0].probability.get_or_insert(0.5);
        Branch { id: format!("b{at}"), name, options, ..Branch::default() }
    })
}

fn objective(at: usize) -> impl Strategy<Value = ServiceLevelObjective> {
    let selector = prop::option::of(prop::sample::select(vec![
        "http_requests_total{service='api'}".to_owned(),
        "http_requests_total{code=~'5..'}".to_owned(),
        "http_requests_total{code=~'5.*'}".to_owned(),
        "up".to_owned(),
    ]));
    let severity = prop::sample::select(vec!["page", "ticket", "phone the owner"]);
    let alert = (severity, duration(), prop::option::of(duration()), share(), prop::option::of(share()))
        .prop_map(|(severity, long, short, rate, percent)| BurnRateAlert {
            severity: Some(severity.to_owned()),
            long_window: Some(long),
            short_window: short,
            burn_rate: Some(rate * 20.0),
            budget_percent: percent.map(|share| share * 100.0),
            ..BurnRateAlert::default()
        });
    let figures = (prop::option::of(share()), prop::option::of(duration()), prop::option::of(share()));
    (name(), figures, selector.clone(), selector, prop::collection::vec(alert, 0..3)).prop_map(
        move |(name, (target, period, impact), total, failure, alerts)| ServiceLevelObjective {
            id: format!("o{at}"),
            name,
            metric: "availability".into(),
            target: target.map(|share| share * 100.0),
            period,
            events_per_second: impact.map(|share| share * 300.0),
            deployment_impact: impact.map(|share| share * 100.0),
            total_selector: total,
            failure_selector: failure,
            alerts,
            ..ServiceLevelObjective::default()
        },
    )
}

fn environment(at: usize) -> impl Strategy<Value = Environment> {
    let from: Vec<String> = (0..at).map(|before| format!("e{before}")).collect();
    let count = from.len();
    let gate = prop::option::of(prop::sample::select(vec!["g0".to_owned(), "g1".to_owned()]));
    (prop::sample::subsequence(from, 0..=count), prop::option::of(duration()), gate, prop::option::of(name()))
        .prop_map(move |(promoted_from, soak, gate, description)| Environment {
            id: format!("e{at}"),
            name: format!("Stage {at}"),
            description,
            promoted_from,
            soak,
            gate,
            ..Environment::default()
        })
}

fn gate(at: usize) -> impl Strategy<Value = Gate> {
    let objectives = prop::sample::subsequence(vec!["o0".to_owned(), "o1".to_owned()], 0..=2);
    (objectives, prop::option::of(share()), prop::option::of(share()), prop::option::of(share())).prop_map(
        move |(objectives, confidence, canary_tolerance, finish_probability)| Gate {
            id: format!("g{at}"),
            name: format!("Gate {at}"),
            objectives,
            confidence,
            canary_tolerance,
            finish_probability,
            ..Gate::default()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn what_is_written_is_read_as_it_was_meant(
        branches in (branch(0), branch(1)),
        objectives in (objective(0), objective(1)),
        environments in (environment(0), environment(1), environment(2)),
        gates in (gate(0), gate(1)),
    ) {
        let meant = Document {
            branches: vec![branches.0, branches.1],
            objectives: vec![objectives.0, objectives.1],
            environments: vec![environments.0, environments.1, environments.2],
            gates: vec![gates.0, gates.1],
            ..Document::default()
        };
        let guide = written(&meant);
        let read = critpath_formats::markdown::read("guide.md", &guide);
        prop_assert!(read.diagnostics.is_empty(), "{guide}\n{:?}", read.diagnostics);
        let found = without_places(read.document);
        prop_assert_eq!(&found, &meant, "{}", guide);
        // And what was read is written and read again as the same.
        let again = critpath_formats::markdown::read("guide.md", &written(&found));
        prop_assert_eq!(without_places(again.document), found);
    }
}
