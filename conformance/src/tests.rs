//! Small cases of comparison, conversion of schemas, and repair.

use conformance_protocol::{Direction, Table};
use serde_json::{Value, json};

use crate::compare::{Difference, differences};
use crate::pattern::matching;
use crate::repair::repaired;
use crate::validator::{SchemaValidator, Validity};

fn described(read: &Value, written: &Value) -> Vec<String> {
    differences(read, written).iter().map(Difference::text).collect()
}

#[test]
fn documented_differences_are_not_reported() {
    assert!(described(&json!({"a": null, "b": 1, "c": 0.1}), &json!({"b": 1.0, "c": 0.100_000_001})).is_empty());
}

#[test]
fn base64_may_become_canonical() {
    assert!(described(&json!("aGVsbG8gd29ybGR="), &json!("aGVsbG8gd29ybGQ=")).is_empty());
    assert_eq!(described(&json!("aGVsbG8gd29ybGR="), &json!("aGVsbG8gd29ybHQ=")).len(), 1);
}

#[test]
fn losses_additions_and_changes_are_reported() {
    let read = json!({"a": {"b": 1}, "list": [1, 9_007_199_254_740_993_u64]});
    let written = json!({"a": {}, "list": [1, 9_007_199_254_740_992_u64], "new": true});
    let expected = ["/a/b is lost", "/list/1 was 9007199254740993 and is 9007199254740992", "/new is added"];
    assert_eq!(described(&read, &written), expected);
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
    SchemaValidator::new(&table).shape(THING, direction, &value) == Validity::Valid
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
fn a_member_with_only_nullable_means_null() {
    let schema = json!({"anyOf": [{"type": "string"}, {"nullable": true, "description": "None."}]});
    assert!(is_valid(schema.clone(), Direction::Either, Value::Null));
    assert!(!is_valid(schema, Direction::Either, json!(1)));
}

#[test]
fn generated_bytes_are_base64() {
    let table = table(json!({"type": "string", "format": "byte"}));
    let validator = SchemaValidator::new(&table);
    assert_eq!(repaired(&validator, THING, &json!("some text")), Some(json!("aaaaaa==")));
    assert_eq!(repaired(&validator, THING, &json!("aGVsbG8=")), Some(json!("aGVsbG8=")));
}

#[test]
fn a_property_of_the_other_direction_is_not_required() {
    let schema = json!({"required": ["id"], "properties": {"id": {"type": "string", "readOnly": true}}});
    assert!(is_valid(schema.clone(), Direction::Request, json!({})));
    assert!(!is_valid(schema, Direction::Response, json!({})));
}

#[test]
fn the_bounds_of_3_0_are_converted() {
    let schema = json!({"type": "integer", "minimum": 1, "exclusiveMinimum": true, "format": "int32"});
    assert!(is_valid(schema.clone(), Direction::Either, json!(2)));
    assert!(!is_valid(schema.clone(), Direction::Either, json!(1)));
    assert!(!is_valid(schema, Direction::Either, json!(3_000_000_000_u32)));
}

#[test]
fn undeclared_properties_are_distinguished_from_declared_ones() {
    let schema = json!({
        "allOf": [{"properties": {"a": {"type": "object"}}}, {"properties": {"b": {"properties": {"c": {}}}}}],
    });
    let table = table(schema);
    let validator = SchemaValidator::new(&table);
    let closed = |value: Value| validator.closed_shape(THING, Direction::Either, &value) == Validity::Valid;
    assert!(closed(json!({"a": {"free": 1}, "b": {"c": {"free": 1}}})));
    assert!(!closed(json!({"d": 1})));
    assert!(!closed(json!({"b": {"d": 1}})));
    let condition = json!({"properties": {"a": {}, "b": {}}, "anyOf": [{"required": ["a"]}, {"required": ["b"]}]});
    let conditional = self::table(condition);
    let conditional_validator = SchemaValidator::new(&conditional);
    let validity = conditional_validator.closed_shape(THING, Direction::Either, &json!({"a": 1, "d": 1}));
    assert_ne!(validity, Validity::Valid);
    assert_eq!(validator.shape(THING, Direction::Either, &json!({"d": 1})), Validity::Valid);
}

#[test]
fn values_are_repaired_by_their_schema() {
    let schema = json!({
        "type": "object",
        "properties": {
            "id": {"type": "string", "format": "uuid"},
            "code": {"type": "string", "pattern": "^[A-Z]{3}$"},
            "count": {"type": "integer", "minimum": 10},
        },
    });
    let table = table(schema);
    let validator = SchemaValidator::new(&table);
    let given = json!({"id": "some text", "code": "some text", "count": 1});
    let expected = json!({"id": "123e4567-e89b-42d3-a456-426614174000", "code": "AAA", "count": 10});
    assert_eq!(repaired(&validator, THING, &given), Some(expected));
    assert_eq!(repaired(&validator, THING, &json!({"id": 1})), None);
}

#[test]
fn generated_strings_match_their_patterns() {
    assert_eq!(matching("^[A-Z]{2}-\\d{3,}$").as_deref(), Some("AA-000"));
    assert_eq!(matching("^(b|c)?x+$").as_deref(), Some("bx"));
    assert_eq!(matching("^(?!b(c))^[a-z](?=x)x*$").as_deref(), Some("ax"));
}
