//! What counts as coming back, and how schemas are read, on small cases.

use serde_json::{Value, json};

use crate::compare::{Difference, differences};
use crate::judge::{Judge, Verdict};
use crate::pattern::matching;
use crate::repair::repaired;
use crate::table::{Direction, Table};

fn told(read: &Value, written: &Value) -> Vec<String> {
    differences(read, written).iter().map(Difference::text).collect()
}

#[test]
fn what_is_lenient_is_no_difference() {
    assert!(told(&json!({"a": null, "b": 1, "c": 0.1}), &json!({"b": 1.0, "c": 0.100_000_001})).is_empty());
}

#[test]
fn base64_may_come_back_in_its_canonical_spelling() {
    assert!(told(&json!("aGVsbG8gd29ybGR="), &json!("aGVsbG8gd29ybGQ=")).is_empty());
    assert_eq!(told(&json!("aGVsbG8gd29ybGR="), &json!("aGVsbG8gd29ybHQ=")).len(), 1);
}

#[test]
fn losses_additions_and_changes_are_told() {
    let read = json!({"a": {"b": 1}, "list": [1, 9_007_199_254_740_993_u64]});
    let written = json!({"a": {}, "list": [1, 9_007_199_254_740_992_u64], "new": true});
    let expected = ["/a/b is lost", "/list/1 was 9007199254740993 and is 9007199254740992", "/new is added"];
    assert_eq!(told(&read, &written), expected);
}

/// A document of 3.0 with one schema, `Thing`.
fn table(schema: Value) -> Table {
    let document = json!({"components": {"schemas": {"Thing": schema, "Word": {"type": "string"}}}});
    let table = json!({"nullable_keyword": true, "document": document, "examples": [], "calls": []});
    serde_json::from_value(table).expect("the table is complete")
}

const THING: &str = "/components/schemas/Thing";

fn is_valid(schema: Value, direction: Direction, value: Value) -> bool {
    let table = table(schema);
    Judge::new(&table).shape(THING, direction, &value) == Verdict::Valid
}

#[test]
fn nullable_is_a_second_type() {
    let both = Direction::Either;
    assert!(is_valid(json!({"type": "string", "nullable": true, "enum": ["a"]}), both, Value::Null));
    assert!(!is_valid(json!({"type": "string"}), both, Value::Null));
    let reference = json!({"$ref": "#/components/schemas/Word", "nullable": true});
    assert!(is_valid(json!({"properties": {"a": reference}}), both, json!({"a": null})));
    assert!(!is_valid(json!({"properties": {"a": reference}}), both, json!({"a": 1})));
}

#[test]
fn a_member_that_says_nullable_only_means_null() {
    let schema = json!({"anyOf": [{"type": "string"}, {"nullable": true, "description": "None."}]});
    assert!(is_valid(schema.clone(), Direction::Either, Value::Null));
    assert!(!is_valid(schema, Direction::Either, json!(1)));
}

#[test]
fn what_is_made_up_for_bytes_is_base64() {
    let table = table(json!({"type": "string", "format": "byte"}));
    let judge = Judge::new(&table);
    assert_eq!(repaired(&judge, THING, &json!("some text")), Some(json!("aaaaaa==")));
    assert_eq!(repaired(&judge, THING, &json!("aGVsbG8=")), Some(json!("aGVsbG8=")));
}

#[test]
fn a_property_of_the_other_direction_is_not_missed() {
    let schema = json!({"required": ["id"], "properties": {"id": {"type": "string", "readOnly": true}}});
    assert!(is_valid(schema.clone(), Direction::Request, json!({})));
    assert!(!is_valid(schema, Direction::Response, json!({})));
}

#[test]
fn the_bounds_of_3_0_are_understood() {
    let schema = json!({"type": "integer", "minimum": 1, "exclusiveMinimum": true, "format": "int32"});
    assert!(is_valid(schema.clone(), Direction::Either, json!(2)));
    assert!(!is_valid(schema.clone(), Direction::Either, json!(1)));
    assert!(!is_valid(schema, Direction::Either, json!(3_000_000_000_u32)));
}

#[test]
fn undeclared_properties_are_told_from_declared_ones() {
    let schema = json!({
        "allOf": [{"properties": {"a": {"type": "object"}}}, {"properties": {"b": {"properties": {"c": {}}}}}],
    });
    let table = table(schema);
    let judge = Judge::new(&table);
    let closed = |value: Value| judge.closed_shape(THING, Direction::Either, &value) == Verdict::Valid;
    assert!(closed(json!({"a": {"free": 1}, "b": {"c": {"free": 1}}})));
    assert!(!closed(json!({"d": 1})));
    assert!(!closed(json!({"b": {"d": 1}})));
    let condition = json!({"properties": {"a": {}, "b": {}}, "anyOf": [{"required": ["a"]}, {"required": ["b"]}]});
    let conditional = self::table(condition);
    let judge_of_condition = Judge::new(&conditional);
    let verdict = judge_of_condition.closed_shape(THING, Direction::Either, &json!({"a": 1, "d": 1}));
    assert_ne!(verdict, Verdict::Valid);
    assert_eq!(judge.shape(THING, Direction::Either, &json!({"d": 1})), Verdict::Valid);
}

#[test]
fn values_are_mended_as_far_as_their_schema_says_how() {
    let schema = json!({
        "type": "object",
        "properties": {
            "id": {"type": "string", "format": "uuid"},
            "code": {"type": "string", "pattern": "^[A-Z]{3}$"},
            "count": {"type": "integer", "minimum": 10},
        },
    });
    let table = table(schema);
    let judge = Judge::new(&table);
    let given = json!({"id": "some text", "code": "some text", "count": 1});
    let expected = json!({"id": "123e4567-e89b-42d3-a456-426614174000", "code": "AAA", "count": 10});
    assert_eq!(repaired(&judge, THING, &given), Some(expected));
    assert_eq!(repaired(&judge, THING, &json!({"id": 1})), None);
}

#[test]
fn patterns_are_matched_by_what_is_made_up_for_them() {
    assert_eq!(matching("^[A-Z]{2}-\\d{3,}$").as_deref(), Some("AA-000"));
    assert_eq!(matching("^(b|c)?x+$").as_deref(), Some("bx"));
    assert_eq!(matching("^(?!b(c))^[a-z](?=x)x*$").as_deref(), Some("ax"));
}
