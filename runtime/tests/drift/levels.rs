//! Values that do not fit, one kind after the other.

use std::collections::BTreeMap;

use clientgen_runtime::codegen::Decoder;
use clientgen_runtime::{DateTime, DriftKind, OneOrMany, Value};

use crate::models::{Node, Page, Sociable, State, User};
use crate::{Row, check, read};

use DriftKind::{Missing, NoBody, Null, WrongType};

#[test]
fn null_is_the_empty_list_or_object() {
    check::<Page>(&Row {
        json: r#"{"results": null}"#,
        strict: "$.results: expected an array, found null",
        lenient: "Page { results: [] }",
        tolerant: "Page { results: [] }",
        drift: &[(Null, "$.results")],
    });
    check::<BTreeMap<String, String>>(&Row {
        json: "null",
        strict: "$: expected an object, found null",
        lenient: "{}",
        tolerant: "{}",
        drift: &[(Null, "$")],
    });
    check::<Vec<User>>(&Row {
        json: r#"[{"id": null}]"#,
        strict: "$[0].id: expected a string, found null",
        lenient: "$[0].id: expected a string, found null",
        tolerant: r#"[User { id: "", age: None }]"#,
        drift: &[(Null, "$[0].id")],
    });
}

#[test]
fn numbers_and_strings_stand_in_for_each_other_if_nothing_is_lost() {
    let table: [(&str, &str); 8] = [
        ("12345", r#""12345""#),
        ("787.1", r#""787.1""#),
        ("1.10", r#""1.10""#),
        ("1e3", r#""1e3""#),
        ("12345678901234567890123", r#""12345678901234567890123""#),
        ("-0", r#""-0""#),
        ("true", "$: expected a string, found a boolean"),
        ("[1]", "$: expected a string, found an array"),
    ];
    for (json, printed) in table {
        assert_eq!(read::<String>(json, Decoder::lenient()).printed(), printed, "{json}");
        assert!(read::<String>(json, Decoder::strict()).result.is_err(), "{json}");
    }
    let table = [
        (r#""170""#, "170"),
        (r#""-4""#, "-4"),
        (r#""3.0""#, "3"),
        (r#""170..""#, "$: expected an integer, found a string"),
        (r#""007""#, "$: expected an integer, found a string"),
        (r#"" 7""#, "$: expected an integer, found a string"),
        (r#""""#, "$: expected an integer, found a string"),
        (r#""9223372036854775808""#, "$: expected an integer, found a string"),
    ];
    for (json, printed) in table {
        assert_eq!(read::<i64>(json, Decoder::lenient()).printed(), printed, "{json}");
    }
    let table = [(r#""1.50""#, "1.5"), (r#""1e3""#, "1000.0"), (r#""NaN""#, "$: expected a number, found a string")];
    for (json, printed) in table {
        assert_eq!(read::<f64>(json, Decoder::lenient()).printed(), printed, "{json}");
    }
    assert!(read::<f64>(r#""0.1000000000000000000001""#, Decoder::lenient()).result.is_err());
    assert_eq!(read::<State>("3", Decoder::lenient()).result, Ok(State::Three));
    assert_eq!(read::<DateTime>("1700000000", Decoder::lenient()).result.unwrap().as_str(), "1700000000");
    assert_eq!(read::<Option<String>>("7", Decoder::lenient()).result, Ok(Some("7".to_owned())));
}

#[test]
fn one_value_may_come_where_a_list_is_expected() {
    check::<Page>(&Row {
        json: r#"{"results": {"id": "1"}}"#,
        strict: "$.results: expected an array, found an object",
        lenient: r#"Page { results: [User { id: "1", age: None }] }"#,
        tolerant: r#"Page { results: [User { id: "1", age: None }] }"#,
        drift: &[(WrongType, "$.results")],
    });
    // Tolerance does not make an item of what is none.
    check::<Page>(&Row {
        json: r#"{"results": {"error": "no"}}"#,
        strict: "$.results: expected an array, found an object",
        lenient: "$.results: expected an array, found an object",
        tolerant: "Page { results: [] }",
        drift: &[(WrongType, "$.results")],
    });
    check::<User>(&Row {
        json: r#"[{"id": "1"}]"#,
        strict: "$: expected an object (User), found an array",
        lenient: "$: expected an object (User), found an array",
        tolerant: r#"User { id: "", age: None }"#,
        drift: &[(WrongType, "$")],
    });
    assert_eq!(read::<Vec<String>>(r#""a""#, Decoder::lenient()).result, Ok(vec!["a".to_owned()]));
    assert_eq!(read::<OneOrMany<i64>>(r#""1""#, Decoder::lenient()).result, Ok(OneOrMany::One(1)));
}

#[test]
fn an_optional_member_that_does_not_fit_is_none() {
    check::<User>(&Row {
        json: r#"{"id": "1", "age": "old"}"#,
        strict: "$.age: expected an integer, found a string",
        lenient: r#"User { id: "1", age: None }"#,
        tolerant: r#"User { id: "1", age: None }"#,
        drift: &[(WrongType, "$.age")],
    });
    let json = r#"{"id": "1", "friends": [{"id": "2"}, {"age": 3}]}"#;
    check::<Sociable>(&Row {
        json,
        strict: "$.friends[1].id: expected a string, found nothing",
        lenient: r#"Sociable { id: "1", friends: None }"#,
        tolerant: r#"Sociable { id: "1", friends: [User { id: "2", age: None }, User { id: "", age: 3 }] }"#,
        drift: &[(Missing, "$.friends[1].id")],
    });
    let drift = read::<Sociable>(json, Decoder::lenient()).drift;
    let shown: Vec<String> = drift.iter().map(ToString::to_string).collect();
    assert_eq!(
        shown,
        [
            "$.friends[1].id: expected a string, found nothing",
            "$.friends: expected parts that fit, found others; all of it is left out"
        ]
    );
    let json = r#"{"name": "a", "count": 1, "rate": 1, "flag": true, "tags": [], "labels": {}, "state": "x", "level": 1,
        "bytes": "", "parent": null, "child": {"name": 1, "tags": 2}, "groups": [true], "note": [], "size": -1}"#;
    let lenient = read::<crate::models::All>(json, Decoder::lenient());
    let value = lenient.result.unwrap();
    assert!(value.child.is_none() && value.groups.is_none() && value.note.is_absent() && value.size.is_none());
    let tolerant = read::<crate::models::All>(json, Decoder::tolerant());
    let value = tolerant.result.unwrap();
    assert_eq!((value.child.unwrap().name.as_str(), value.groups.unwrap().len()), ("1", 1));
}

#[test]
fn a_required_member_that_does_not_fit_is_empty_if_tolerance_is_asked_for() {
    check::<Page>(&Row {
        json: r#"{"results": [{"id": "1"}, {"age": 3}, {"id": {}}, "x", {"id": "4"}]}"#,
        strict: "$.results[1].id: expected a string, found nothing (and 2 more)",
        lenient: "$.results[1].id: expected a string, found nothing (and 2 more)",
        tolerant: r#"Page { results: [User { id: "1", age: None }, User { id: "", age: 3 }, User { id: "", age: None }, User { id: "", age: None }, User { id: "4", age: None }] }"#,
        drift: &[(Missing, "$.results[1].id"), (WrongType, "$.results[2].id"), (WrongType, "$.results[3]")],
    });
}

#[test]
fn an_error_has_every_place() {
    let error = read::<Page>(r#"{"results": [{"id": []}, {"age": "x"}, 3]}"#, Decoder::strict()).result.unwrap_err();
    let drift: Vec<_> = error.drift().iter().map(ToString::to_string).collect();
    let expected = [
        "$.results[0].id: expected a string, found an array",
        "$.results[1].age: expected an integer, found a string",
        "$.results[1].id: expected a string, found nothing",
        "$.results[2]: expected an object (User), found a number",
    ];
    assert_eq!(drift, expected);
    let error = read::<Page>(r#"{"results": [{"id": "1", "age": "x"}, 3]}"#, Decoder::lenient()).result.unwrap_err();
    // What made it fail comes first.
    assert_eq!((error.path(), error.drift().len()), ("$.results[1]", 2));
    assert!(error.excerpt().ends_with("3]}"), "{}", error.excerpt());
}

#[test]
fn no_body_is_nothing_where_the_type_has_it() {
    check::<User>(&Row {
        json: "",
        strict: "$: expected a body, found nothing",
        lenient: "$: expected a body, found nothing",
        tolerant: r#"User { id: "", age: None }"#,
        drift: &[(NoBody, "$")],
    });
    assert!(read::<Option<User>>("", Decoder::lenient()).result.unwrap().is_none());
    assert!(read::<()>("", Decoder::strict()).result.is_ok());
}

#[test]
fn what_is_no_json_is_an_error_unless_any_json_may_come() {
    for decoder in [Decoder::strict(), Decoder::lenient(), Decoder::tolerant()] {
        assert!(read::<User>("id,age\n1,2\n", decoder).result.is_err());
    }
    assert!(read::<Value>("id,age\n1,2\n", Decoder::strict()).result.is_err());
    let lenient = read::<Value>("id,age\n1,2\n", Decoder::lenient());
    assert_eq!(lenient.result, Ok(Value::from("id,age\n1,2\n")));
    assert_eq!(lenient.drift.len(), 1);
}

#[test]
fn half_a_surrogate_pair_does_not_cost_the_page() {
    let json = r#"{"results": [{"id": "a"}, {"id": "b\ud83d"}, {"id": "\ud83d\ude00 \\ud83d"}, {"id": "\udc00"}]}"#;
    let error = read::<Page>(json, Decoder::strict()).result.unwrap_err();
    assert_eq!((error.path(), error.expected()), ("$.results[1].id", "Unicode text"));
    let lenient = read::<Page>(json, Decoder::lenient());
    let ids: Vec<_> = lenient.result.unwrap().results.into_iter().map(|user| user.id).collect();
    assert_eq!(ids, ["a", "b\u{fffd}", "\u{1f600} \\ud83d", "\u{fffd}"]);
    let paths: Vec<_> = lenient.drift.iter().map(|drift| drift.path()).collect();
    assert_eq!(paths, ["$.results[1].id", "$.results[3].id"]);
    assert!(read::<Page>(r#"{"results": [{"id": "b\ud83d"}"#, Decoder::tolerant()).result.is_err());
}

#[test]
fn undeclared_members_and_unknown_values_are_kept_on_request() {
    let json = r#"{"results": [{"id": "1", "nick": {"a": 1}}], "total": 5}"#;
    assert!(read::<Page>(json, Decoder::lenient()).drift.is_empty());
    let kept = read::<Page>(json, Decoder::strict().keep_undeclared());
    assert!(kept.result.is_ok());
    let values: Vec<_> = kept.drift.iter().map(|drift| (drift.path(), drift.value().unwrap().to_string())).collect();
    assert_eq!(values, [("$.results[0].nick", r#"{"a":1}"#.to_owned()), ("$.total", "5".to_owned())]);
    assert!(!format!("{:?}", kept.drift).contains("{\"a"));
    let unknown = read::<Vec<State>>(r#"["active", "new"]"#, Decoder::lenient().keep_undeclared());
    assert_eq!(unknown.drift(), [(DriftKind::UnknownValue, "$[1]")]);
}

#[test]
fn what_cannot_be_kept_of_an_undeclared_member_is_passed_over() {
    let deep = format!("{}1{}", r#"{"a": ["#.repeat(100), "]}".repeat(100));
    let ways = [Decoder::strict, Decoder::lenient, Decoder::tolerant];
    for (value, found) in [
        (deep.as_str(), "a member too deep or with a number too large to be kept"),
        ("[1, 1e999]", "a member too deep or with a number too large to be kept"),
        (r#"["\ud83d"]"#, "a member with half of a surrogate pair"),
    ] {
        let user = format!(r#"{{"results": [{{"id": "1", "nick": {value}}}, {{"id": "2", "more": 3}}]}}"#);
        let counted = format!(r#"[{{"nick": {value}, "child": null, "label": 1, "more": 2}}]"#);
        for way in ways {
            assert!(read::<Page>(&user, way()).drift.is_empty(), "{user}");
            let kept = read::<Page>(&user, way().keep_undeclared());
            assert_eq!(kept.result.as_ref().map(|page| page.results.len()), Ok(2), "{user}");
            assert_eq!((kept.drift[0].path(), kept.drift[0].found()), ("$.results[0].nick", found));
            assert_eq!(kept.drift[0].value().is_some(), found.ends_with("pair"));
            assert_eq!(kept.drift[1].value(), Some(&Value::from(3)));

            assert!(read::<Vec<Node>>(&counted, way()).result.is_ok(), "{counted}");
            let kept = read::<Vec<Node>>(&counted, way().keep_undeclared());
            assert!(matches!(kept.result.as_deref(), Ok([Node::Counted(_)])), "{}", kept.printed());
            assert_eq!((kept.drift[0].path(), kept.drift[0].found()), ("$[0].nick", found));
            assert_eq!(kept.drift[1].value(), Some(&Value::from(2)));
        }
    }
    // The error is about the place where the text is broken.
    let error = read::<Page>(&format!(r#"{{"nick": {deep}, "results": [}}"#), Decoder::tolerant().keep_undeclared());
    assert_eq!(error.result.unwrap_err().path(), "$.results[0]");
}

#[test]
fn a_server_cannot_make_the_drift_grow() {
    let users = r#"{"age": "x"},"#.repeat(20_000);
    let json = format!(r#"{{"results": [{users} {{"id": "1"}}]}}"#);
    let tolerant = read::<Page>(&json, Decoder::tolerant());
    assert_eq!((tolerant.result.unwrap().results.len(), tolerant.drift.len()), (20_001, 64));
    let error = read::<Page>(&json, Decoder::lenient()).result.unwrap_err();
    assert!(error.drift().len() <= 128 && error.path() == "$.results[0].id", "{}", error.drift().len());
    let key = "k".repeat(100_000);
    let long = read::<BTreeMap<String, i64>>(&format!(r#"{{"{key}": []}}"#), Decoder::tolerant());
    assert!(long.drift[0].path().len() < 200);
}
