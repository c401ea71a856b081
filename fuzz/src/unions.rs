//! Unions of both kinds, and a second, simple implementation of how they select a variant.

use std::collections::BTreeMap;

use clientgen_runtime::Value;
use clientgen_runtime::codegen::{record, union};
use clientgen_runtime::model::{decode, decode_value, encode};

use serde_json::{Map, Number};

use crate::round_trip::round_trip;

/// A union with a discriminator.
#[allow(missing_docs, reason = "the model is for tests only")]
pub enum Event {
    Joined(Box<User>),
    Left(Left),
    Other(BTreeMap<String, Value>),
    Unknown(Value),
}
union! {
    Event: tag "type" {
        Joined = "joined" | "rejoined",
        Left = "left",
        Other = "",
    }
}

/// A union without a discriminator, with every JSON type, keys and constants.
#[allow(missing_docs, reason = "the model is for tests only")]
pub enum Target {
    Id(String),
    Left(Left),
    Numbered(BTreeMap<String, Value>),
    Flagged(BTreeMap<String, Value>),
    User(Box<User>),
    Exact(i64),
    Count(f64),
    Flag(bool),
    Many(Vec<Target>),
    Unknown(Value),
}
union! {
    Target: shape {
        Id: string,
        Left: object ["type", "reason"] { "type" = "left" },
        Numbered: object ["kind"] { "kind" = 2, "type" = "n" },
        Flagged: object ["kind"] { "kind" = true },
        User: object ["id"],
        Exact: integer,
        Count: number,
        Flag: boolean,
        Many: array,
    }
}

/// A variant that contains a union.
#[allow(missing_docs, reason = "the model is for tests only")]
pub struct User {
    pub id: String,
    pub target: Option<Target>,
    pub extra: BTreeMap<String, Value>,
}
record! { User { required id = "id", optional target = "target", ..extra } }

/// A variant that does not keep unknown properties.
#[allow(missing_docs, reason = "the model is for tests only")]
pub struct Left {
    pub kind: String,
    pub reason: i64,
}
record! { Left { required kind = "type", required reason = "reason" } }

/// Checks that both implementations select the same variant, and round trips.
pub fn check(json: &[u8]) {
    round_trip::<Event>(json);
    round_trip::<Target>(json);
    let Ok(tree) = serde_json::from_slice::<Value>(json) else { return };
    if let Ok(event) = decode::<Event>(json) {
        assert_eq!(event_variant(&event), expected_event(&tree), "{event:?} from {tree}");
        if let Event::Unknown(kept) = &event {
            assert_eq!(*kept, tree);
            assert_eq!(encode(&event).ok(), serde_json::to_vec(&tree).ok());
        }
    }
    if let Ok(target) = decode::<Target>(json) {
        assert_eq!(target_variant(&target), expected_target(&tree), "{target:?} from {tree}");
        if let Target::Unknown(kept) = &target {
            assert_eq!(*kept, tree);
        }
    }
}

fn event_variant(event: &Event) -> &'static str {
    match event {
        Event::Joined(_) => "joined",
        Event::Left(_) => "left",
        Event::Other(_) => "other",
        Event::Unknown(_) => "unknown",
    }
}

fn expected_event(tree: &Value) -> &'static str {
    match tree.get("type").and_then(Value::as_str) {
        Some("joined" | "rejoined") => "joined",
        Some("left") => "left",
        Some("") => "other",
        _ => "unknown",
    }
}

fn target_variant(target: &Target) -> &'static str {
    match target {
        Target::Id(_) => "id",
        Target::Left(_) => "left",
        Target::Numbered(_) => "numbered",
        Target::Flagged(_) => "flagged",
        Target::User(_) => "user",
        Target::Exact(_) => "exact",
        Target::Count(_) => "count",
        Target::Flag(_) => "flag",
        Target::Many(_) => "many",
        Target::Unknown(_) => "unknown",
    }
}

/// The first variant whose rule matches and that decodes. What decodes is not this implementation's affair.
fn expected_target(tree: &Value) -> &'static str {
    let first = match tree {
        Value::String(_) => Some("id"),
        Value::Bool(_) => Some("flag"),
        Value::Array(_) => Some("many"),
        Value::Null => None,
        Value::Number(number) => Some(if is_exact(number) { "exact" } else { "count" }),
        Value::Object(members) => expected_object(tree, members),
    };
    first.unwrap_or("unknown")
}

/// Whether a number is an integer of 64 bits, however it is written.
fn is_exact(number: &Number) -> bool {
    let is_whole = |number: f64| number.fract() == 0.0 && (-2f64.powi(63)..2f64.powi(63)).contains(&number);
    number.is_i64() || !number.is_u64() && number.as_f64().is_some_and(is_whole)
}

fn expected_object(tree: &Value, members: &Map<String, Value>) -> Option<&'static str> {
    let text = |key: &str| members.get(key).and_then(Value::as_str);
    let is_left = text("type") == Some("left") && members.contains_key("reason");
    let numbered = members.get("kind").and_then(Value::as_f64) == Some(2.0) && text("type") == Some("n");
    let flagged = members.get("kind") == Some(&Value::Bool(true));
    let user = members.contains_key("id") && decode_value::<User>(tree.clone()).is_ok();
    let cases = [
        (is_left && decode_value::<Left>(tree.clone()).is_ok(), "left"),
        // A key with null leaves in doubt what was selected; then the one that declares most keys is tried first.
        (is_left && members.get("reason").is_some_and(Value::is_null) && user, "user"),
        (numbered, "numbered"),
        (flagged, "flagged"),
        (user, "user"),
    ];
    cases.iter().find(|(is_it, _)| *is_it).map(|(_, name)| *name)
}
