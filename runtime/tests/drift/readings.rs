//! What a lenient client reads because it loses nothing and invents nothing, and what it does not.

use std::collections::BTreeMap;

use clientgen_runtime::codegen::Decoder;
use clientgen_runtime::http::StatusCode;
use clientgen_runtime::{DriftKind, Model, OneOrMany, Value};

use crate::models::{Holes, Page, Settings, State, Switch, User};
use crate::{Row, check, read, read_status};

use DriftKind::{Missing, NoBody, NothingDeclared, Null, WrongType};

/// What a lenient decoder makes of each JSON: the value or the error, as printed.
fn table<T: Model + std::fmt::Debug>(rows: &[(&str, &str)]) {
    for (json, printed) in rows {
        assert_eq!(read::<T>(json, Decoder::lenient()).printed(), *printed, "{json}");
        let strict = read::<T>(json, Decoder::strict());
        assert!(strict.result.is_err(), "strict reads {json} as {}", strict.printed());
    }
}

#[test]
fn null_is_an_object_of_which_nothing_is_required() {
    check::<Settings>(&Row {
        json: "null",
        strict: "$: expected an object (Settings), found null",
        lenient: "Settings { theme: None, size: None }",
        tolerant: "Settings { theme: None, size: None }",
        drift: &[(Null, "$")],
    });
    table::<User>(&[("null", "$: expected an object (User), found null")]);
    table::<String>(&[("null", "$: expected a string, found null")]);
    table::<State>(&[("null", "$: expected a string, found null")]);
}

#[test]
fn a_missing_member_is_null_where_null_is_a_value() {
    check::<Holes>(&Row {
        json: "{}",
        strict: "$.name: expected a string, found nothing (and 1 more)",
        lenient: "Holes { name: None, any: Null }",
        tolerant: "Holes { name: None, any: Null }",
        drift: &[(Missing, "$.name"), (Missing, "$.any")],
    });
    table::<Page>(&[("{}", "$.results: expected an array, found nothing")]);
}

#[test]
fn no_body_is_an_object_of_which_nothing_is_required() {
    for body in ["", " \r\n"] {
        let lenient = read::<Settings>(body, Decoder::lenient());
        assert_eq!(lenient.printed(), "Settings { theme: None, size: None }");
        assert_eq!(lenient.drift(), [(NoBody, "$")]);
        assert!(read::<Settings>(body, Decoder::strict()).result.is_err());
        assert!(read::<User>(body, Decoder::lenient()).result.is_err());
        assert!(read::<User>(body, Decoder::tolerant()).result.is_ok());
        assert_eq!(read::<Option<User>>(body, Decoder::lenient()).result.map(|user| user.is_none()), Ok(true));
        assert_eq!(read::<Value>(body, Decoder::lenient()).result, Ok(Value::Null));
    }
}

/// An empty body may have got lost on the way, and an empty list would say that there are no items.
#[test]
fn no_body_is_an_empty_list_only_if_the_status_says_so() {
    let with = |status, decoder| read_status::<Vec<User>>(status, "", decoder);
    assert_eq!(with(StatusCode::OK, Decoder::lenient()).printed(), "$: expected a body, found nothing");
    assert_eq!(with(StatusCode::NO_CONTENT, Decoder::lenient()).printed(), "[]");
    assert_eq!(with(StatusCode::NO_CONTENT, Decoder::lenient()).drift(), [(NoBody, "$")]);
    assert_eq!(with(StatusCode::NO_CONTENT, Decoder::strict()).printed(), "$: expected a body, found nothing");
    assert_eq!(with(StatusCode::OK, Decoder::tolerant()).printed(), "[]");
}

#[test]
fn booleans_may_be_strings_and_numbers_of_the_same_meaning() {
    table::<bool>(&[
        (r#""true""#, "true"),
        (r#""false""#, "false"),
        ("1", "true"),
        ("0", "false"),
        (r#""1""#, "true"),
        (r#""0""#, "false"),
        ("2", "$: expected a boolean, found the number 2"),
        ("1.0", "$: expected a boolean, found the number 1.0"),
        (r#""yes""#, "$: expected a boolean, found a string"),
        (r#""True""#, "$: expected a boolean, found a string"),
        (r#""""#, "$: expected a boolean, found a string"),
        ("null", "$: expected a boolean, found null"),
    ]);
    table::<i64>(&[("true", "$: expected an integer, found a boolean"), (r#""1""#, "1"), (r#""0""#, "0")]);
    assert_eq!(read::<Option<bool>>(r#""true""#, Decoder::lenient()).result, Ok(Some(true)));
    // `false` for a string mostly says that there is none, so it is no string.
    table::<String>(&[("false", "$: expected a string, found a boolean")]);
}

#[test]
fn a_boolean_is_the_value_of_an_enum_that_lists_it() {
    assert_eq!(read::<Switch>("true", Decoder::lenient()).result, Ok(Switch::On));
    table::<Switch>(&[("false", "$: expected a string, found a boolean")]);
}

#[test]
fn an_empty_array_is_an_empty_object_and_the_reverse() {
    check::<BTreeMap<String, String>>(&Row {
        json: "[]",
        strict: "$: expected an object, found an array",
        lenient: "{}",
        tolerant: "{}",
        drift: &[(WrongType, "$")],
    });
    table::<Settings>(&[
        ("[]", "Settings { theme: None, size: None }"),
        ("[1]", "$: expected an object (Settings), found an array"),
        (r#"[{"theme": "dark"}]"#, "$: expected an object (Settings), found an array"),
    ]);
    table::<User>(&[("[]", "$: expected an object (User), found an array")]);
    table::<Vec<User>>(&[("{}", "[]")]);
    table::<Vec<Settings>>(&[("{}", "[]")]);
    table::<Vec<String>>(&[("{}", "[]")]);
    // Here it is an item as well as a list.
    table::<Vec<Value>>(&[("{}", "[Object {}]")]);
    assert!(
        read::<BTreeMap<String, String>>("[]", Decoder::lenient()).drift[0].to_string().ends_with("an empty array")
    );
}

#[test]
fn an_object_whose_keys_are_all_indices_is_a_list() {
    let ages = (0..12).map(|age| format!(r#""{age}": {{"id": "u{age}"}}"#)).collect::<Vec<_>>().join(", ");
    let users = read::<Vec<User>>(&format!("{{{ages}}}"), Decoder::lenient());
    let ids: Vec<String> = users.result.unwrap().into_iter().map(|user| user.id).collect();
    assert_eq!(ids, (0..12).map(|age| format!("u{age}")).collect::<Vec<_>>());
    table::<Vec<String>>(&[
        (r#"{"1": "a", "2": "b"}"#, r#"["a", "b"]"#),
        // The keys say something that a list would not.
        (r#"{"0": "a", "2": "b"}"#, "$: expected an array, found an object"),
        (r#"{"7": "a"}"#, "$: expected an array, found an object"),
        (r#"{"01": "a"}"#, "$: expected an array, found an object"),
    ]);
    table::<Vec<BTreeMap<String, String>>>(&[(r#"{"0": "a"}"#, r#"[{"0": "a"}]"#)]);
}

#[test]
fn an_object_of_which_nothing_is_declared_is_drift() {
    let json = r#"{"colour": "red", "width": 3}"#;
    for decoder in [Decoder::strict(), Decoder::lenient(), Decoder::tolerant()] {
        let settings = read::<Settings>(json, decoder);
        assert_eq!(settings.printed(), "Settings { theme: None, size: None }");
        assert_eq!(settings.drift(), [(NothingDeclared, "$")]);
    }
    let nested = read::<Vec<Settings>>(&format!(r#"[{{"size": 1, "more": 2}}, {{}}, {json}]"#), Decoder::lenient());
    assert_eq!(nested.drift(), [(NothingDeclared, "$[2]")]);
    let shown = nested.drift[0].to_string();
    assert_eq!(shown, "$[2]: expected an object (Settings), found an object with none of its members");
}

#[test]
fn an_object_of_which_nothing_is_declared_is_no_item() {
    table::<Vec<Settings>>(&[
        (r#"{"theme": "dark"}"#, r#"[Settings { theme: "dark", size: None }]"#),
        (r#"{"error": "no"}"#, "$: expected an array, found an object"),
    ]);
    let one = read::<OneOrMany<Settings>>(r#"{"error": "no"}"#, Decoder::lenient());
    assert_eq!(one.drift(), [(NothingDeclared, "$")]);
}
