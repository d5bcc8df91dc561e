//! Releases on their way through environments, as data.

mod calendars;
mod findings;
mod hand_worked;
mod hostile;
mod property;

use critpath::check::{CheckOptions, check};
use critpath::control::never_stop;
use critpath::diagnostic::Diagnostic;
use critpath::model::promotion_result::{EnvironmentPromotion, PromotionResult};
use critpath::model::result::{GateReason, ReasonKind};
use critpath::model::{Document, Measurement};
use critpath::plan::Plan;
use critpath::promotion::{PromotionInput, PromotionOptions, promotion};
use critpath::schedule::{Schedule, ScheduleOptions, schedule, verify};
use serde_json::{Value, json};

/// A document from its JSON.
fn document(value: Value) -> Document {
    serde_json::from_value(value).expect("the test states a document")
}

fn scheduled(document: &Document) -> (Plan, Schedule) {
    let plan = Plan::build(document.clone()).unwrap();
    let dates = schedule(&plan, &ScheduleOptions::default()).unwrap();
    assert_eq!(verify(&plan, &dates, &ScheduleOptions::default()), Ok(()));
    (plan, dates)
}

fn promoted_with(plan: &Document, measured: Value, options: &PromotionOptions) -> PromotionResult {
    let measurements: Vec<Measurement> = serde_json::from_value(measured).unwrap();
    let (plan, dates) = scheduled(plan);
    let input = PromotionInput {
        plan: &plan,
        schedule: &dates,
        diagnostics: &[],
        measurements: &measurements,
        unread: &[],
    };
    promotion(&input, options, &mut never_stop).unwrap()
}

fn promoted(plan: &Document) -> PromotionResult {
    promoted_with(plan, json!([]), &PromotionOptions::default())
}

/// What the answer says of one environment.
fn of<'a>(answer: &'a PromotionResult, environment: &str) -> &'a EnvironmentPromotion {
    answer.environments.iter().find(|it| it.environment == environment).expect("the environment is there")
}

/// The only reason of a kind about something.
fn why<'a>(environment: &'a EnvironmentPromotion, kind: ReasonKind, subject: &str) -> &'a GateReason {
    let reasons = environment.reasons.iter();
    let mut found = reasons.filter(|reason| reason.kind == kind && reason.subject == subject);
    let reason = found.next().expect("there is a reason");
    assert!(found.next().is_none(), "there are two");
    reason
}

/// What the check says of environments, and of what only dates show.
fn found(plan: &Document) -> Vec<Diagnostic> {
    let checked = check(plan.clone(), &CheckOptions::default());
    let mut found = checked.diagnostics;
    if let Some(plan) = checked.plan {
        let dates = schedule(&plan, &ScheduleOptions::default()).unwrap();
        found.extend(critpath::promotion::findings(&plan, &dates));
    }
    found
}

/// The findings with codes that begin so, as code and message.
fn codes(plan: &Document, prefix: &str) -> Vec<(String, String)> {
    let found = found(plan).into_iter().filter(|found| found.code.as_str().starts_with(prefix));
    found.map(|found| (found.code.as_str().to_owned(), found.message)).collect()
}

/// A release around the clock from Monday 2026-12-07 08:00 on: three hours in staging, then two steps of 45 minutes in
/// production, each undone in 20. A failure is seen and decided on within 5 minutes.
fn release() -> Value {
    json!({
        "name": "Release", "start": "2026-12-07T08:00", "calendar": "always",
        "environments": [
            { "id": "staging", "name": "Staging" },
            { "id": "production", "name": "Production", "promoted_from": ["staging"] },
        ],
        "tasks": [
            { "id": "stage", "name": "Stage", "duration": "2h", "environment": "staging" },
            { "id": "verify", "name": "Verify", "duration": "1h", "environment": "staging",
              "after": [{ "predecessor": "stage" }] },
            { "id": "migrate", "name": "Migrate", "duration": "45m", "environment": "production",
              "after": [{ "predecessor": "verify" }], "undo": { "duration": "20m" } },
            { "id": "switch", "name": "Switch", "duration": "45m", "environment": "production",
              "after": [{ "predecessor": "migrate" }], "undo": { "duration": "20m" } },
        ],
        "rollback": { "detection": "3m", "decision": "2m", "calendar": "always" },
    })
}

/// The same with nights of windows for production: Mondays and Saturdays from 22:00 on, for as long as stated.
fn nights(monday: &str, saturday: &str) -> Value {
    let mut release = release();
    let night = |day: &str, finish: &str| json!({ "days": [day], "shifts": [{ "start": "22:00", "finish": finish }] });
    release["calendars"] = json!([{ "id": "nights", "name": "Nights",
        "week": [night("monday", monday), night("saturday", saturday)] }]);
    release["environments"][1]["calendar"] = json!("nights");
    release
}
