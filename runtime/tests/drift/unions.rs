//! Unions: strictness chooses a member, then lenience, never tolerance.

use clientgen_runtime::codegen::{Decoder, record, union};
use clientgen_runtime::model::{decode, decode_value};
use clientgen_runtime::{DriftKind, Value};

use crate::models::{Node, Settings, User};
use crate::read;

enum Event {
    Joined(User),
    Left(Left),
    Changed(Settings),
    Unknown(Value),
}
union! { Event: tag "type" { Joined = "joined", Left = "left", Changed = "changed" } }

struct Left {
    reason: i64,
}
record! { Left { required reason = "reason" } }

enum Either {
    Left(Left),
    Right(Right),
    Unknown(Value),
}
union! { Either: shape { Left: object ["reason"], Right: object ["reason"] } }

struct Right {
    reason: String,
    why: bool,
}
record! { Right { required reason = "reason", required why = "why" } }

#[test]
fn tolerance_applies_inside_the_member_that_a_tag_chose() {
    let json = r#"{"type": "left", "reason": []}"#;
    assert!(read::<Event>(json, Decoder::strict()).result.is_err());
    assert!(read::<Event>(json, Decoder::lenient()).result.is_err());
    let tolerant = read::<Event>(json, Decoder::tolerant());
    assert!(matches!(tolerant.result, Ok(Event::Left(Left { reason: 0 }))));
    assert_eq!(tolerant.drift[0].path(), "$.reason");
    let lenient = read::<Event>(r#"{"type": "left", "reason": "3"}"#, Decoder::lenient());
    assert!(matches!(lenient.result, Ok(Event::Left(Left { reason: 3 }))));
}

#[test]
fn the_discriminator_is_a_declared_member_of_every_variant() {
    let changed = read::<Event>(r#"{"type": "changed", "more": 1}"#, Decoder::lenient());
    assert!(matches!(changed.result, Ok(Event::Changed(Settings { theme: None, size: None }))));
    assert!(changed.drift.is_empty(), "{:?}", changed.drift);
}

#[test]
fn members_are_tried_strictly_first_then_leniently() {
    let strict = read::<Either>(r#"{"reason": "1", "why": true}"#, Decoder::lenient());
    assert!(matches!(strict.result, Ok(Either::Right(_))) && strict.drift.is_empty());
    let lenient = read::<Either>(r#"{"reason": "1"}"#, Decoder::lenient());
    assert!(matches!(lenient.result, Ok(Either::Left(Left { reason: 1 }))));
    assert_eq!(lenient.drift(), [(DriftKind::WrongType, "$.reason")]);
}

enum Overlapping {
    Left(Left),
    Any(Whole),
    Unknown(Value),
}
union! { Overlapping: shape { Left: object ["reason"], Any: object } }

struct Whole {
    reason: Option<Value>,
}
record! { Whole { optional reason = "reason" } }

#[test]
fn a_member_that_keys_select_gives_way_to_one_that_decodes() {
    for decoder in [Decoder::strict(), Decoder::lenient()] {
        let other = read::<Overlapping>(r#"{"reason": "why"}"#, decoder);
        assert!(matches!(other.result, Ok(Overlapping::Any(Whole { reason: Some(_) }))) && other.drift.is_empty());
    }
    let first = read::<Overlapping>(r#"{"reason": 1}"#, Decoder::strict());
    assert!(matches!(first.result, Ok(Overlapping::Left(Left { reason: 1 }))));
}

#[test]
fn the_error_of_several_members_is_that_of_the_first() {
    let error = read::<Either>(r#"{"reason": [], "why": true}"#, Decoder::strict()).result.expect_err("nothing fits");
    assert_eq!(error.path(), "$.reason");
}

#[test]
fn a_value_that_fits_none_of_several_stays_as_it_is() {
    let json = r#"{"reason": []}"#;
    assert!(read::<Either>(json, Decoder::strict()).result.is_err());
    for decoder in [Decoder::lenient(), Decoder::tolerant()] {
        let outcome = read::<Either>(json, decoder);
        assert_eq!(outcome.drift(), [(DriftKind::WrongType, "$")]);
        assert!(matches!(outcome.result, Ok(Either::Unknown(value)) if value == serde_json::json!({"reason": []})));
    }
}

#[test]
fn unions_within_unions_end() {
    for depth in [10, 40, 120] {
        let json = format!("{}5{}", r#"{"label": "x", "child": "#.repeat(depth), "}".repeat(depth));
        for decoder in [Decoder::strict(), Decoder::lenient(), Decoder::tolerant()] {
            let outcome = read::<Node>(&json, decoder);
            assert!(outcome.drift.len() <= 64);
        }
    }
}

/// Text is read without a tree; a tree has the last value of a key.
#[test]
fn of_a_key_that_repeats_the_last_value_counts() {
    let events = [
        r#"{"type": "left", "reason": 1, "reason": 2}"#,
        r#"{"type": "left", "reason": "no", "reason": 2}"#,
        r#"{"type": "left", "type": "joined", "id": "1", "reason": 1}"#,
        r#"{"type": "joined", "id": "1", "type": "left", "reason": 3}"#,
        r#"{"type": "changed", "\u0074ype": "left", "reason": 3}"#,
        r#"{"type": "new", "type": "left", "reason": 3}"#,
        r#"{"reason": 4, "type": "left", "type": "changed"}"#,
        r#"{"type": "changed", "theme": "a", "theme": null, "size": 1}"#,
        r#"{"type": "new", "more": 1, "more": 2}"#,
    ];
    for json in events {
        let tree = decode_value::<Event>(serde_json::from_str(json).unwrap()).unwrap();
        assert_eq!(decode::<Event>(json.as_bytes()).unwrap(), tree, "{json}");
    }
    for json in [r#"{"reason": "1", "why": 2, "why": true}"#, r#"{"reason": 1, "reason": "1", "why": true}"#] {
        let tree = decode_value::<Either>(serde_json::from_str(json).unwrap()).unwrap();
        assert_eq!(decode::<Either>(json.as_bytes()).unwrap(), tree, "{json}");
    }
}

#[test]
fn a_number_that_is_out_of_range_is_not_null() {
    for decoder in [Decoder::strict(), Decoder::lenient()] {
        let error = read::<Vec<Either>>("[1, 1e400]", decoder).result.expect_err("no type has such a number");
        assert_eq!(error.to_string(), "$[1]: expected a value (Either), found the number 1e400");
    }
}

#[test]
fn what_no_variant_declares_is_passed_over() {
    let json =
        format!(r#"{{"type": "left", "reason": 1, "deep": {}1{}, "far": 1e400}}"#, "[".repeat(500), "]".repeat(500));
    assert!(matches!(decode::<Event>(json.as_bytes()), Ok(Event::Left(Left { reason: 1 }))));
}
