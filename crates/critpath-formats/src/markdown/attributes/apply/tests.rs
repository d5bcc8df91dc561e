//! Lines with attributes into nouns and findings.

use super::super::split;
use super::*;

/// The task of a line, and its findings as `code: message [text of the span] help`.
fn task(line: &str) -> (Task, Vec<String>) {
    let (mut task, mut found) = (Task::default(), Vec::new());
    let attributes = split(line).1.unwrap_or_else(|| panic!("{line}"));
    attributes.apply_to_task(&mut task, &|range| Span::new(range.start, range.end), &mut found);
    let shown = |d: Diagnostic| {
        let place = d.span.map(|span| &line[span.range()]).unwrap_or_default();
        format!("{}: {} [{place}] {}", d.code, d.message, d.help.unwrap_or_default())
    };
    (task, found.into_iter().map(shown).collect())
}

#[test]
fn sets_the_fields_of_a_task() {
    let (task, found) = task(
        "Migrate {#migrate 20m after=backup,smoke:SS+5m needs=dba:0.5,ops undo=15m undo-until=+30m env=production \
         owner=\"Jane Doe\" start=2026-12-07T22:00 not-after=2026-12-09 deadline=2026-12-10 progress=40% cost=1200 \
         started=2026-12-07 priority=P1 gate=go}",
    );
    assert_eq!(found, Vec::<String>::new());
    assert_eq!((task.id.as_str(), task.duration.unwrap().to_string().as_str()), ("migrate", "20m"));
    let after: Vec<_> = task.after.iter().map(|d| (d.predecessor.as_str(), d.relation.as_str())).collect();
    assert_eq!(after, [("backup", "FS"), ("smoke", "SS")]);
    assert_eq!(task.after[1].span.unwrap().range().len(), "smoke".len());
    assert_eq!(task.needs[0].units, Some(0.5));
    let undo = task.undo.unwrap();
    assert_eq!(
        (undo.duration.unwrap().to_string(), undo.until.unwrap().to_string()),
        ("15m".into(), "+30m".into())
    );
    let kinds: Vec<_> = task.constraints.iter().map(|c| (c.kind, c.date.unwrap().to_string())).collect();
    assert_eq!(kinds[0], (ConstraintKind::MustStartOn, "2026-12-07T22:00:00".into()));
    assert_eq!(kinds[1], (ConstraintKind::FinishNoLaterThan, "2026-12-09".into()));
    assert_eq!(task.deadline.unwrap().to_string(), "2026-12-10");
    assert_eq!(task.progress.unwrap().percent, Some(40.0));
    assert_eq!(task.owner.as_deref(), Some("Jane Doe"));
    assert_eq!(task.environment.as_deref(), Some("production"));
    assert!(task.extensions.is_empty());
}

#[test]
fn reports_what_does_not_fit() {
    for (line, expected) in [
        ("A {ower=jane}", "attribute.unknown: a task has no attribute `ower` [ower] did you mean `owner`?"),
        (
            "A {#a milestne}",
            "attribute.unknown: a task has no attribute `milestne` [milestne] did you mean `milestone`?",
        ),
        (
            "A {owner=Jane Doe}",
            "attribute.unknown: a task has no attribute `doe` [Doe] \
             a value with blanks stands in quotes: owner=\"Jane Doe\"",
        ),
        (
            "A {undo=soon}",
            "attribute.invalid: `undo`: `soon` cannot be read [soon] \
             write a duration like 3d or an estimate like 2d/3d/6d (low, likely, high)",
        ),
        (
            "A {after=b,c:XX}",
            "attribute.invalid: `after`: `XX` is not a relation [c:XX] \
             write ids with commas between: after=backup,smoke:SS+2h",
        ),
        (
            "A {start=2026-02-30}",
            "attribute.invalid: `start`: `2026-02-30` cannot be read [2026-02-30] \
             write a date like 2026-12-07 or a time like 2026-12-07T22:00",
        ),
        (
            "A {progress=140}",
            "attribute.invalid: `progress`: `140` cannot be read [140] write a percentage from 0 to 100",
        ),
        (
            "A {owner=}",
            "attribute.invalid: `owner`: the value is missing [] write a value behind the equals sign",
        ),
        (
            "A {owner=\"Jane}",
            "attribute.invalid: `owner`: the quotes do not end [\"Jane] end the value with a quotation mark",
        ),
        (
            "A {2 d}",
            "attribute.invalid: blanks tear the duration apart, so it is not read [2 d] did you mean `2d`?",
        ),
        (
            "A {#a 3 days after=b}",
            "attribute.invalid: blanks tear the duration apart, so it is not read [3 days] did you mean `3days`?",
        ),
        (
            "A {#a 1d / 2 d /5d}",
            "attribute.invalid: blanks tear the duration apart, so it is not read [1d / 2 d /5d] did you mean `1d/2d/5d`?",
        ),
        (
            "A {owner=a owner=b}",
            "attribute.invalid: the attribute `owner` is given twice; the last one counts [owner] remove one of them",
        ),
    ] {
        let (_, found) = task(line);
        assert_eq!(found, [expected], "{line}");
    }
}

#[test]
fn keeps_what_is_unknown() {
    let (task, _) = task("A {#a colour=red shiny=yes}");
    assert_eq!(task.extensions["attributes"], serde_json::json!({ "colour": "red", "shiny": "yes" }));
}

/// Every key that a noun lists is one that it takes: with a senseless value it is invalid, never unknown.
#[test]
fn listed_keys_are_known() {
    fn check<N: Attributed + Default>() {
        for key in N::KEYS {
            let attributes = split(&format!("A {{{key}=\"\"}}")).1.unwrap();
            let mut found = Vec::new();
            attributes.apply(&mut N::default(), &|range| Span::new(range.start, range.end), &mut found);
            assert!(found.iter().all(|d| d.code != Code::AttributeUnknown), "{} {key}: {found:?}", N::NOUN);
        }
        let unknown = split("A {nonsense=1}").1.unwrap();
        let mut found = Vec::new();
        unknown.apply(&mut N::default(), &|range| Span::new(range.start, range.end), &mut found);
        assert_eq!(found[0].code, Code::AttributeUnknown);
    }
    check::<Task>();
    check::<crate::markdown::draft::PhaseDraft>();
    check::<ChecklistItem>();
    check::<Risk>();
    check::<Document>();
    check::<StrategyStep>();
    check::<Environment>();
    check::<Resource>();
    check::<Monitor>();
    check::<RollbackProcedure>();
    check::<Criterion>();
}

#[test]
fn sets_the_fields_of_other_nouns() {
    let at = |range: Range<usize>| Span::new(range.start, range.end);
    let mut found = Vec::new();
    let mut document = Document::default();
    let line = "Plan {start=2026-12-07 time-zone=Europe/Berlin hours-per-day=7.5}";
    split(line).1.unwrap().apply_to_document(&mut document, &at, &mut found);
    assert_eq!(document.start.unwrap().to_string(), "2026-12-07");
    assert_eq!(
        (document.time_zone.as_deref(), document.units.minutes_per_day),
        (Some("Europe/Berlin"), Some(450))
    );

    let mut item = ChecklistItem::default();
    split("Tests {owner=qa evidence=https://ci/1 advisory}")
        .1
        .unwrap()
        .apply_to_item(&mut item, &at, &mut found);
    assert_eq!((item.owner.as_deref(), item.evidence.as_deref()), (Some("qa"), Some("https://ci/1")));
    assert!(item.advisory);

    let mut risk =
        Risk { mitigations: vec![Mitigation::default(), Mitigation::default()], ..Risk::default() };
    split("Loss {probability=0.2 task=backup,rehearse}").1.unwrap().apply_to_risk(&mut risk, &at, &mut found);
    assert_eq!(risk.probability.unwrap().value, Some(0.2));
    assert_eq!(risk.mitigations[1].task.as_deref(), Some("rehearse"));

    let mut draft = crate::markdown::draft::PhaseDraft::default();
    let line = "Cutover {window=\"Week 4\" after=staging env=prod correlation=0.4}";
    split(line).1.unwrap().apply(&mut draft, &at, &mut found);
    assert_eq!(draft.phase.window.unwrap().first, Some(4));
    assert_eq!(draft.correlation.unwrap().coefficient, 0.4);
    assert_eq!(found, Vec::new());
}

#[test]
fn says_how_durations_and_costs_are_spread() {
    let stated = |line: &str| {
        let (task, found) = task(line);
        assert_eq!(found, Vec::<String>::new(), "{line}");
        task
    };
    for line in ["A {2d/3d/6d distribution=triangular}", "A {distribution=triangular 2d/3d/6d}"] {
        let estimate = stated(line).estimate.unwrap();
        assert_eq!(estimate.distribution, Some(Distribution::Triangular));
        assert_eq!(estimate.high.unwrap().to_string(), "6d");
    }
    let trigen =
        stated("A {2d/3d/6d distribution=trigen low-percentile=5% high-percentile=95}").estimate.unwrap();
    assert_eq!((trigen.low_percentile, trigen.high_percentile), (Some(5.0), Some(95.0)));
    let lognormal = stated("A {mean=3d standard-deviation=1d}").estimate.unwrap();
    assert_eq!(lognormal.distribution_or_implied(), Distribution::Lognormal);
    let values = stated("A {values=1d:20%,3d:0.8}").estimate.unwrap().values;
    assert_eq!(values.iter().map(|value| value.probability.unwrap()).collect::<Vec<_>>(), [0.2, 0.8]);
    let priced = stated("A {1d cost=1000/1500/4000 probability=30%}");
    assert_eq!((priced.cost, priced.probability), (None, Some(0.3)));
    assert_eq!(priced.cost_estimate.unwrap().high, Some(4000.0));
    assert_eq!(stated("A {1d cost=1500}").cost, Some(1500.0));
    let (_, found) = task("A {1d distribution=triangle}");
    assert_eq!(
        found,
        [
            "attribute.invalid: `distribution`: `triangle` is none of the words; did you mean `triangular`? [triangle] \
          write one of these words"
        ]
    );
}

#[test]
fn says_what_a_risk_does() {
    let line = "Loss {#loss probability=30% delay=2h/4h/8h factor=0.95/1.1/1.4 cost=-200/0/900 combination=parallel \
        closed=\"2026-12-24 to 2026-12-26\" proximity=\"Week 3\" affects=a,b residual-delay=1h residual-factor=1 \
        residual-cost=10/20 residual-probability=10%}";
    let mut found = Vec::new();
    let mut risk = Risk::default();
    split(line).1.unwrap().apply_to_risk(&mut risk, &|range| Span::new(range.start, range.end), &mut found);
    assert_eq!(found, Vec::new());
    let effect = risk.effect.unwrap();
    assert_eq!(effect.delay.unwrap().likely.unwrap().to_string(), "4h");
    assert_eq!((effect.factor.unwrap().high, effect.cost.unwrap().low), (Some(1.4), Some(-200.0)));
    assert_eq!(effect.combination, RiskCombination::Parallel);
    assert_eq!(effect.closures[0].finish.unwrap().to_string(), "2026-12-26");
    assert_eq!(risk.proximity.unwrap().window.unwrap().first, Some(3));
    let residual = risk.residual_effect.unwrap();
    assert_eq!(residual.delay.unwrap().likely.unwrap().to_string(), "1h");
    assert_eq!(residual.cost.unwrap().high, Some(20.0));
    assert_eq!(
        (risk.probability.unwrap().value, risk.residual_probability.unwrap().value),
        (Some(0.3), Some(0.1))
    );
    for bad in ["factor=-1", "delay=soon", "cost=much", "closed=never", "combination=both", "status=maybe"] {
        let mut found = Vec::new();
        let attributes = split(&format!("Loss {{{bad}}}")).1.unwrap();
        attributes.apply_to_risk(
            &mut Risk::default(),
            &|range| Span::new(range.start, range.end),
            &mut found,
        );
        assert_eq!(found[0].code, Code::AttributeInvalid, "{bad}");
    }
}
