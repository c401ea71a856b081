//! Enums and unions keep what they do not know; a payload that is documented has nothing of that kind.

use std::collections::BTreeSet;

use clientgen_runtime::model;
use serde_json::{Value, json};
use tests::description;
use thrive_client::models::*;

use crate::payload_types::table;

/// A schema by name, and whether its type only keeps a value.
type OpenType = (&'static str, fn(&[u8]) -> bool);

macro_rules! open_types {
    ($($name:ident),+ $(,)?) => {
        &[$((stringify!($name), |text| matches!(model::decode::<$name>(text).unwrap(), $name::Unknown(_)))),+]
    };
}

const OPEN_TYPES: &[OpenType] = open_types![
    ActivityType,
    AgreedTerms,
    AssignmentEventType,
    AudienceCategory,
    AudienceType,
    CompletionEventType,
    ContentDuration,
    ContentEventType,
    ContentType,
    EnrolmentStatus,
    ErrorMessage,
    InboundUserEvent,
    LoginMethod,
    NotificationEventType,
    RankCategory,
    UserAudience,
    UserEventType,
    UserRole,
    UserStatus,
    WebhookEvent,
];

/// Schemas with several forms whose types have no variant for others.
const CLOSED: [&str; 2] = [
    // The forms differ in `permissions`, which is the union.
    "AudienceManagerInput",
    // One or many strings.
    "UserTagSkills",
];

#[test]
fn every_open_type_is_tested() {
    let schemas = description::document()["components"]["schemas"].as_object().unwrap();
    let open = schemas.iter().filter(|(_, schema)| schema.get("enum").is_some() || schema.get("oneOf").is_some());
    let open: BTreeSet<&str> = open.map(|(name, _)| name.as_str()).filter(|name| !CLOSED.contains(name)).collect();
    let tested: BTreeSet<&str> = OPEN_TYPES.iter().map(|(name, _)| *name).collect();

    let missing: Vec<_> = open.symmetric_difference(&tested).collect();
    assert!(missing.is_empty(), "list in OPEN_TYPES of tests/behaviour/open_types.rs, or remove: {missing:?}");
}

#[test]
fn every_documented_value_is_known() {
    for (name, values) in enums() {
        for value in values {
            assert!(!is_unknown(&name, &value), "{name} does not know {value}");
        }
    }
}

#[test]
fn no_payload_has_an_unknown_value() {
    let mut count = 0;
    for payload in table() {
        for (pointer, name, value) in payload.named_values() {
            if OPEN_TYPES.iter().any(|(open, _)| *open == name) {
                assert!(!is_unknown(&name, &value), "{}: {name} at {pointer:?} does not know {value}", payload.name);
                count += 1;
            }
        }
    }
    assert!(count > 50, "only {count} values");
}

#[test]
fn other_values_are_unknown() {
    for (name, _) in enums() {
        assert!(is_unknown(&name, &json!("brand_new")), "{name}");
    }
    for name in ["InboundUserEvent", "WebhookEvent"] {
        assert!(is_unknown(name, &json!({"eventType": "brand_new"})), "{name}");
    }
    for name in ["AgreedTerms", "ContentDuration", "RankCategory"] {
        assert!(is_unknown(name, &json!([1])), "{name}");
    }
}

fn enums() -> Vec<(String, Vec<Value>)> {
    let schemas = description::document()["components"]["schemas"].as_object().unwrap();
    let values = |schema: &Value| schema["enum"].as_array().cloned();
    schemas.iter().filter_map(|(name, schema)| Some((name.clone(), values(schema)?))).collect()
}

fn is_unknown(name: &str, value: &Value) -> bool {
    let (_, is_unknown) = OPEN_TYPES.iter().find(|(open, _)| *open == name).unwrap();
    is_unknown(value.to_string().as_bytes())
}
