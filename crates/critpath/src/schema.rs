//! The model and the answers into JSON Schema 2020-12.

use schemars::generate::SchemaSettings;
use schemars::{Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use crate::model::Document;
use crate::model::diff::DiffResult;
use crate::model::forecast::ForecastResult;
use crate::model::pert::PertResult;
use crate::model::promotion_result::PromotionResult;
use crate::model::result::{CheckResult, ExplainResult, FloatsResult, GateResult, ScheduleResult};
use crate::model::risk_register::RiskRegisterResult;
use crate::model::rollback_result::RollbackResult;
use crate::model::rollout_result::RolloutResult;
use crate::model::what_if::{Changes, WhatIfResult};
use crate::model::{Edit, Measurements};
use crate::selftest::CaseReport;

/// The dialect that the schemas are written in.
pub const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The schema of a plan as JSON: what `critpath check plan.json` reads and `critpath convert guide.md plan.json` writes.
pub fn document() -> Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let root = generator.root_schema_for::<Document>().to_value();
    let mut schema = Map::from_iter([("$schema".to_string(), json!(DIALECT))]);
    if let Value::Object(root) = root {
        schema.extend(root);
    }
    Value::Object(schema)
}

/// The schemas of the answers, one definition for each type: `#/$defs/ScheduleResult` is what `critpath schedule`
/// prints as JSON.
pub fn results() -> Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let answers: Vec<Value> = ANSWERS.iter().map(|define| define(&mut generator).to_value()).collect();
    let definitions: Map<String, Value> = generator.take_definitions(true);
    json!({
        "$schema": DIALECT,
        "title": "Answers",
        "description": "What critpath answers, as JSON.",
        "anyOf": answers,
        "$defs": definitions,
    })
}

/// Every type that an operation answers with.
const ANSWERS: &[fn(&mut SchemaGenerator) -> Schema] = &[
    SchemaGenerator::subschema_for::<CheckResult>,
    SchemaGenerator::subschema_for::<ScheduleResult>,
    SchemaGenerator::subschema_for::<ExplainResult>,
    SchemaGenerator::subschema_for::<FloatsResult>,
    SchemaGenerator::subschema_for::<GateResult>,
    SchemaGenerator::subschema_for::<Measurements>,
    SchemaGenerator::subschema_for::<Edit>,
    SchemaGenerator::subschema_for::<Changes>,
    SchemaGenerator::subschema_for::<DiffResult>,
    SchemaGenerator::subschema_for::<WhatIfResult>,
    SchemaGenerator::subschema_for::<ForecastResult>,
    SchemaGenerator::subschema_for::<PertResult>,
    SchemaGenerator::subschema_for::<RollbackResult>,
    SchemaGenerator::subschema_for::<RolloutResult>,
    SchemaGenerator::subschema_for::<PromotionResult>,
    SchemaGenerator::subschema_for::<RiskRegisterResult>,
    SchemaGenerator::subschema_for::<CaseReport>,
];
