//! Risks of documents, and the register that they become.

use critpath::check::{CheckOptions, check};
use critpath::model::Document;
use critpath::model::risk_register::{RankedRisk, RiskRegisterResult};
use critpath::risk::risk_register;
use serde_json::{Value, json};

fn register(value: Value) -> RiskRegisterResult {
    let document: Document = serde_json::from_value(value).expect("the test states a document");
    let errors = check(document.clone(), &CheckOptions::default()).diagnostics;
    assert!(!errors.iter().any(|found| found.is_error()), "{errors:#?}");
    risk_register(&document)
}

fn rated(id: &str, probability: &str, impact: &str) -> Value {
    let rating = |word: &str| json!({ "level": word, "text": word.replace('_', " ") });
    json!({ "id": id, "name": id, "probability": rating(probability), "impact": rating(impact) })
}

fn ids(register: &RiskRegisterResult) -> Vec<&str> {
    register.risks.iter().map(|risk| risk.id.as_str()).collect()
}

fn find<'a>(register: &'a RiskRegisterResult, id: &str) -> &'a RankedRisk {
    register.risks.iter().find(|risk| risk.id == id).unwrap()
}

/// The published grid of scores, rows by falling probability: A Guide to the PMBOK, probability and impact matrix.
#[test]
fn the_usual_grid_is_as_published() {
    let register = register(json!({ "risks": [rated("r", "medium", "high")] }));
    let published = [
        [0.05, 0.09, 0.18, 0.36, 0.72],
        [0.04, 0.07, 0.14, 0.28, 0.56],
        [0.03, 0.05, 0.10, 0.20, 0.40],
        [0.02, 0.03, 0.06, 0.12, 0.24],
        [0.01, 0.01, 0.02, 0.04, 0.08],
    ];
    let matrix = &register.matrices[0];
    for (row, scores) in published.iter().rev().enumerate() {
        for (column, score) in scores.iter().enumerate() {
            let cell = &matrix.cells[5 * row + column];
            assert!(
                (cell.score - score).abs() <= 0.0051,
                "{} {}: {}",
                cell.probability,
                cell.impact,
                cell.score
            );
            let band = match cell.score {
                s if s < 0.05 => "low",
                s if s < 0.18 => "moderate",
                _ => "high",
            };
            assert_eq!(cell.band, band);
        }
    }
    let here: Vec<_> = matrix.cells.iter().filter(|cell| !cell.risks.is_empty()).collect();
    assert_eq!((here.len(), here[0].probability.as_str(), here[0].impact.as_str()), (1, "medium", "high"));
    let risk = &register.risks[0].inherent;
    assert_eq!((risk.score, risk.band.as_deref()), (Some(0.2), Some("high")));
    assert_eq!((risk.score_low, risk.score_high), (Some(0.12), Some(0.36)), "0.4 * 0.3 and 0.6 * 0.6");
    assert_eq!(register.notes.len(), 4, "{:#?}", register.notes);
}

#[test]
fn words_stand_for_ranges_that_meet_and_cover_all_probabilities() {
    let register = register(json!({ "risks": [rated("r", "low", "low")] }));
    for scale in &register.scales {
        assert!(!scale.stated);
        assert!(scale.levels.windows(2).all(|pair| pair[0].high == pair[1].low), "{scale:?}");
        assert!(scale.levels.iter().all(|level| level.low < level.value && level.value < level.high));
    }
    let probability = &register.scales[0].levels;
    assert_eq!((probability[0].low, probability[4].high), (0.0, 1.0));
    let measure = register.risks[0].inherent.probability.as_ref().unwrap();
    assert_eq!((measure.value, measure.low, measure.high, measure.stated), (0.3, 0.2, 0.4, false));
}

#[test]
fn the_rank_is_by_score_then_expected_value_then_order_and_closed_risks_come_last() {
    let mut cheap = rated("cheap", "medium", "medium");
    cheap["effect"] = json!({ "cost": { "likely": 100.0 } });
    let mut slow = rated("slow", "medium", "medium");
    slow["effect"] = json!({ "delay": { "likely": "1h" } });
    let mut dear = rated("dear", "medium", "medium");
    dear["effect"] = json!({ "cost": { "likely": 200.0 } });
    let mut closed = rated("closed", "very_high", "very_high");
    closed["status"] = json!("closed");
    let risks = json!([
        { "id": "unrated", "name": "U" }, closed, rated("first", "medium", "medium"), cheap, dear, slow,
        rated("second", "medium", "medium"), rated("worst", "high", "high"),
    ]);
    let register = register(json!({ "risks": risks }));
    assert_eq!(ids(&register), ["worst", "slow", "dear", "cheap", "first", "second", "unrated", "closed"]);
    assert_eq!(register.unrated, ["unrated"]);
    let cells = || register.matrices[0].cells.iter();
    assert!(cells().all(|cell| !cell.risks.contains(&"closed".to_owned())));
    let cell = cells().find(|cell| cell.probability == "medium" && cell.impact == "medium").unwrap();
    assert_eq!(cell.risks, ["slow", "dear", "cheap", "first", "second"]);
    assert_eq!(register.bands.iter().map(|band| band.count).collect::<Vec<_>>(), [0, 5, 1]);
}

#[test]
fn expected_values_are_probability_times_the_mean_before_and_after_mitigation() {
    let register = register(json!({
        "currency": "EUR",
        "tasks": [{ "id": "t", "name": "T", "duration": "1d" }],
        "risks": [
            { "id": "r", "name": "R", "affects": ["t"], "probability": { "value": 0.3, "text": "30%" },
              "effect": { "delay": { "low": "2h", "likely": "4h", "high": "12h", "distribution": "triangular" },
                          "cost": { "low": 1000.0, "likely": 2000.0, "high": 9000.0 } },
              "residual_probability": { "value": 0.1, "text": "10%" },
              "residual_effect": { "delay": { "likely": "1h" } } },
            { "id": "happened", "name": "H", "status": "occurred", "effect": { "cost": { "likely": 500.0 } } },
            { "id": "gone", "name": "G", "status": "closed", "probability": { "value": 0.5 },
              "effect": { "cost": { "likely": 1e6 } } },
            { "id": "driver", "name": "D", "effect": { "factor": { "low": 1.0, "likely": 1.1, "high": 1.8 } } },
        ],
    }));
    let risk = find(&register, "r");
    // Triangular: (2 + 4 + 12) / 3 = 6 h; beta-PERT: (1000 + 4 * 2000 + 9000) / 6 = 3000.
    assert_eq!((risk.inherent.delay_s, risk.inherent.cost), (Some(6.0 * 3600.0), Some(3000.0)));
    assert_eq!((risk.inherent.expected_delay_s, risk.inherent.expected_cost), (Some(6480.0), Some(900.0)));
    let residual = risk.residual.as_ref().unwrap();
    assert_eq!((residual.expected_delay_s, residual.expected_cost), (Some(360.0), None));
    assert_eq!(find(&register, "happened").inherent.expected_cost, Some(500.0));
    assert_eq!(find(&register, "gone").inherent.expected_cost, Some(0.0));
    assert_eq!(find(&register, "driver").inherent.factor, Some(1.2));
    assert_eq!((register.expected_delay_s, register.expected_cost), (6480.0, 1400.0));
    assert_eq!((register.residual_expected_delay_s, register.residual_expected_cost), (360.0, 500.0));
}

#[test]
fn a_plans_own_scales_count_by_category_and_say_what_words_take() {
    let level = |word: &str, value: f64| json!({ "word": word, "value": value });
    let register = register(json!({
        "tasks": [{ "id": "t", "name": "T", "duration": "1d" }],
        "risk_scales": [
            { "category": "Technical", "dimension": "probability",
              "levels": [level("unlikely", 0.1), level("possible", 0.3), level("very_likely", 0.7)] },
            { "dimension": "impact", "levels": [level("minor", 1.0),
              { "word": "major", "value": 5.0, "low": 4.0, "high": 10.0, "delay": { "likely": "3d" },
                "cost": { "low": 100.0, "high": 300.0 } }] },
        ],
        "risks": [
            { "id": "own", "name": "O", "category": "technical", "probability": { "level": "medium", "text": "Medium" },
              "impact": { "level": "high", "text": "Major" } },
            { "id": "usual", "name": "U", "category": "Other", "probability": { "level": "medium", "text": "Medium" },
              "impact": { "text": "minor" } },
            { "id": "lost", "name": "L", "category": "technical", "probability": { "level": "very_low", "text": "Rare" },
              "impact": { "text": "minor" } },
        ],
    }));
    let own = find(&register, "own");
    let probability = own.inherent.probability.as_ref().unwrap();
    assert_eq!(
        (probability.word.as_str(), probability.value, probability.low, probability.high),
        ("possible", 0.3, 0.2, 0.5)
    );
    assert_eq!((own.inherent.score, own.inherent.score_high), (Some(1.5), Some(5.0)));
    assert_eq!((own.inherent.delay_s, own.inherent.cost), (Some(3.0 * 8.0 * 3600.0), Some(200.0)));
    assert_eq!(find(&register, "usual").inherent.score, Some(0.5));
    assert_eq!(register.unrated, ["lost"], "the plan's scale has no word for it");
    assert_eq!(register.matrices.len(), 2);
    assert_eq!(register.matrices[0].category.as_deref(), Some("Technical"));
    // 0.9 * 5 is the greatest score, so the band that begins at 0.18 of 0.72 begins at 1.125.
    assert_eq!(register.bands[2].from, 1.125);
    assert!(register.notes.iter().any(|note| note.contains("stretched")), "{:#?}", register.notes);
}

#[test]
fn what_is_above_the_appetite_after_mitigation_is_told() {
    let mut mended = rated("mended", "high", "high");
    mended["residual_probability"] = json!({ "level": "low", "text": "Low" });
    let mut worse = rated("worse", "low", "high");
    worse["residual_impact"] = json!({ "level": "very_high", "text": "very high" });
    let register = register(json!({
        "risk_appetite": 0.2,
        "risk_bands": [{ "word": "green", "from": 0.0 }, { "word": "red", "from": 0.2 }],
        "risks": [mended, worse, rated("equal", "medium", "high"), rated("above", "high", "high")],
    }));
    assert_eq!(register.above_appetite, ["above", "worse"], "0.3 * 0.8 is above 0.2, 0.5 * 0.4 is not");
    assert_eq!(find(&register, "equal").inherent.band.as_deref(), Some("red"));
    let cell = register.matrices[0].cells.iter().find(|cell| cell.residual_risks == ["mended"]).unwrap();
    assert_eq!((cell.probability.as_str(), cell.score, cell.above_appetite), ("low", 0.12, false));
}

#[test]
fn phases_stand_for_all_tasks_inside_and_rings_of_phases_end() {
    let mut document: Document = serde_json::from_value(json!({
        "phases": [{ "id": "p", "name": "P" }, { "id": "q", "name": "Q", "parent": "p" }],
        "tasks": [{ "id": "a", "name": "A", "phase": "q" }, { "id": "b", "name": "B" },
            { "id": "c", "name": "C", "phase": "p" }, { "id": "d", "name": "D" }],
        "risks": [{ "id": "r", "name": "R", "affects": ["d", "p", "nothing", "d"] }],
    }))
    .unwrap();
    assert_eq!(risk_register(&document).risks[0].tasks, ["a", "c", "d"]);
    document.phases[0].parent = Some("q".into());
    assert_eq!(risk_register(&document).risks[0].tasks, ["a", "c", "d"]);
}

#[test]
fn a_plan_without_risks_has_an_empty_register() {
    let register = register(json!({ "name": "P" }));
    assert_eq!((register.risks.len(), register.matrices.len(), register.notes.len()), (0, 0, 0));
}
