//! Checklists, gates, and what other parts of the engine know.

use critpath::gate::{FinishProbability, GateInput, GateOptions, PlanState, PointOfNoReturn, WayBack, gate};
use critpath::model::Stage;
use critpath::model::result::{ReasonKind, Verdict};
use critpath::time::Moment;
use serde_json::{Value, json};

use super::{document, judged};

use Verdict::{Go, Inconclusive, NoGo};

fn at(now: &str) -> GateOptions {
    GateOptions { now: Some(Moment::parse(now).unwrap()), ..GateOptions::default() }
}

#[test]
fn items_are_done_waived_advisory_or_missing() {
    let item = |fields: Value| {
        let mut item = json!({ "id": "i", "text": "I" });
        item.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        document(json!({ "checklists": [{ "id": "l", "name": "L", "items": [item] }] }))
    };
    let waiver = |fields: Value| item(json!({ "waiver": fields }));
    let full = waiver(json!({ "by": "Ana", "reason": "later", "until": "2026-12-08" }));
    let verdict = |plan, options: &GateOptions| judged(&plan, json!([]), options).verdict;
    let today = at("2026-12-07");
    assert_eq!(verdict(item(json!({ "done": true })), &today), Go);
    assert_eq!(verdict(item(json!({})), &today), NoGo);
    assert_eq!(verdict(item(json!({ "advisory": true })), &today), Go);
    assert_eq!(verdict(waiver(json!({ "by": "Ana", "reason": "later" })), &today), Go);
    assert_eq!(verdict(waiver(json!({ "reason": "later" })), &today), NoGo, "nobody waives it");
    assert_eq!(verdict(waiver(json!({ "by": "Ana" })), &today), NoGo, "without a reason");
    // A date includes its day.
    assert_eq!(verdict(full.clone(), &at("2026-12-08T23:59")), Go);
    assert_eq!(verdict(full.clone(), &at("2026-12-09T00:00")), NoGo);
    assert_eq!(verdict(full, &GateOptions::default()), Inconclusive, "it may be over");
}

#[test]
fn a_gate_asks_for_what_it_names_and_a_stage_for_its_checklists() {
    let plan = document(json!({
        "checklists": [
            { "id": "before", "name": "B", "stage": "pre_deployment", "items": [{ "id": "b", "text": "B", "done": true }] },
            { "id": "after", "name": "A", "stage": "post_deployment", "items": [{ "id": "a", "text": "A", "gate": "go" }] },
        ],
        "criteria": [{ "id": "c", "name": "C" }],
        "gates": [
            { "id": "go", "name": "Go", "checklists": ["before"], "criteria": ["c"], "owner": "cto" },
            { "id": "empty", "name": "Empty" },
        ],
    }));
    let subjects = |options: GateOptions| {
        let result = judged(&plan, json!([]), &options);
        (result.verdict, result.reasons.iter().map(|reason| reason.subject.clone()).collect::<Vec<_>>())
    };
    let named = |gate: &str| subjects(GateOptions { gate: Some(gate.into()), ..GateOptions::default() });
    let staged = |stage| subjects(GateOptions { stage: Some(stage), ..GateOptions::default() });
    let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    assert_eq!(named("go"), (NoGo, ids(&["b", "a", "c"])), "an item may name its gate");
    assert_eq!(named("empty"), (Inconclusive, ids(&["empty"])), "nothing shows that it may pass");
    let lost = document(json!({ "gates": [{ "id": "lost", "name": "Lost", "criteria": ["nowhere"] }] }));
    let options = GateOptions { gate: Some("lost".into()), ..GateOptions::default() };
    assert_ne!(judged(&lost, json!([]), &options).verdict, Go, "what a gate asks for must exist");
    assert_eq!(staged(Stage::PreDeployment), (Go, ids(&["b"])));
    assert_eq!(staged(Stage::PostDeployment), (NoGo, ids(&["a", "c"])));
    assert_eq!(subjects(GateOptions::default()).1, ids(&["b", "a", "c"]));
}

#[test]
fn errors_the_way_back_and_the_date_take_part() {
    let cycle = document(json!({ "tasks": [{ "id": "a", "name": "A", "after": [{ "predecessor": "a" }] }] }));
    let result = judged(&cycle, json!([]), &GateOptions::default());
    assert_eq!((result.verdict, result.reasons[0].kind), (NoGo, ReasonKind::Finding));

    let plan = document(json!({ "tasks": [{ "id": "drop", "name": "Drop the columns" }],
        "gates": [{ "id": "go", "name": "Go", "finish_probability": 0.8 }] }));
    let options = GateOptions { gate: Some("go".into()), ..GateOptions::default() };
    let ask = |way_back: Option<WayBack>, finish: Option<FinishProbability>| {
        let state = PlanState { way_back: way_back.map(Ok), finish: finish.map(Ok) };
        let input =
            GateInput { document: &plan, diagnostics: &[], measurements: &[], unread: &[], state: &state };
        let reasons = gate(&input, &options).unwrap().reasons;
        reasons.into_iter().map(|reason| (reason.kind, reason.verdict)).collect::<Vec<_>>()
    };
    let sure = |low, high| {
        let until = "2026-12-07T04:00:00".into();
        Some(FinishProbability { until, probability: 0.8, low, high, runs: 1000 })
    };
    assert_eq!(ask(None, None), [(ReasonKind::FinishProbability, Inconclusive)]);
    assert_eq!(ask(None, sure(0.81, 0.85)), [(ReasonKind::FinishProbability, Go)]);
    assert_eq!(ask(None, sure(0.7, 0.79)), [(ReasonKind::FinishProbability, NoGo)]);
    assert_eq!(ask(None, sure(0.7, 0.9)), [(ReasonKind::FinishProbability, Inconclusive)]);

    let point = |gate: Option<&str>| PointOfNoReturn {
        task: "drop".into(),
        at: "2026-12-07 02:00".into(),
        hard: true,
        last_safe_gate: gate.map(str::to_owned),
    };
    let way_back = |worst, gate| WayBack {
        objective_s: Some(300),
        worst_s: Some(worst),
        points_of_no_return: vec![point(gate)],
        ..WayBack::default()
    };
    let of = |worst, gate| ask(Some(way_back(worst, gate)), sure(0.81, 0.85))[..2].to_vec();
    let (within, point) = (ReasonKind::RollbackGuarantee, ReasonKind::PointOfNoReturn);
    assert_eq!(of(300, Some("go")), [(within, Go), (point, Go)]);
    assert_eq!(of(301, None), [(within, NoGo), (point, NoGo)]);
    // No order of the undos is known that is quick enough, and none is shown not to be.
    let bounded = WayBack { least_s: Some(299), ..way_back(301, Some("go")) };
    assert_eq!(ask(Some(bounded), None)[0], (within, Inconclusive));
}

#[test]
fn the_way_back_must_fit_into_the_budget_that_is_left() {
    let plan = document(
        json!({ "objectives": [{ "id": "api", "name": "API", "metric": "availability", "target": 99.9,
        "deployment_impact": 50 }] }),
    );
    let verdict = |worst_s| {
        // Half of the budget of 43.2 minutes is left; half of the traffic is bad while the way back takes.
        let measured = super::measurements(
            json!([{ "metric": "availability", "window": "30d", "total": 1_000_000, "failures": 500 }]),
        );
        let way_back = WayBack { worst_s: Some(worst_s), ..WayBack::default() };
        let state = PlanState { way_back: Some(Ok(way_back)), finish: None };
        let input = GateInput {
            document: &plan,
            diagnostics: &[],
            measurements: &measured,
            unread: &[],
            state: &state,
        };
        gate(&input, &GateOptions::default()).unwrap().verdict
    };
    assert_eq!(verdict(2591), Go);
    assert_eq!(verdict(2593), NoGo);
}
