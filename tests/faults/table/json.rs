//! JSON that is broken, deep, or not what the document promises.

use clientgen_runtime::Base64;
use serde_json::{Value, json};

use crate::calls::{get_user_strictly, get_user_tolerantly, list_users, list_users_strictly, list_users_tolerantly};
use crate::fault::{Fault, Is, SECRET, TENANT, fault};
use crate::server::answer;

pub(crate) fn rows() -> Vec<Fault> {
    [broken(), of_other_types(), dates(), half_a_character(), null_results(), unforeseen(), refusals(), deep()].concat()
}

fn decode_failure(name: &str, body: &str, what: &str) -> Fault {
    fails(fault(name, [answer(200, body)]), what)
}

fn fails(fault: Fault, what: &str) -> Fault {
    let message = format!("getUserById: unexpected response: {what} (status 200 OK)");
    fault.fails_with(Is::Decode, 200, &message)
}

/// A body read in three ways: strictly it fails; leniently, too, if there is no value for that.
fn levels(name: &str, body: &str, what: &str, lenient: Option<Value>, tolerant: Value) -> [Fault; 3] {
    let row = |level: &str| fault(format!("{name}{level}"), [answer(200, body)]);
    [
        fails(row("_strict").calling(get_user_strictly), what),
        match lenient {
            Some(value) => row("").gets(value),
            None => fails(row(""), what),
        },
        row("_tolerant").calling(get_user_tolerantly).gets(tolerant),
    ]
}

fn broken() -> Vec<Fault> {
    vec![
        decode_failure(
            "json_cut_off",
            r#"{"id": "1", "firstName": "Jo"#,
            "$.firstName: expected JSON, found the end of the text",
        ),
        decode_failure(
            "json_cut_off_after_a_key",
            r#"{"id": "1", "firstName":"#,
            "$.firstName: expected JSON, found the end of the text",
        ),
        decode_failure(
            "json_cut_off_in_what_is_ignored",
            r#"{"id": "1", "new": [1, 2"#,
            "$: expected JSON, found the end of the text",
        ),
        decode_failure(
            "json_with_something_after_it",
            r#"{"id": "1"} {"id": "2"}"#,
            "$: expected the end of the text, found more text at line 1 column 13",
        ),
        decode_failure(
            "json_with_a_comma_too_much",
            r#"{"id": "1",}"#,
            "$: expected JSON, found a syntax error at line 1 column 12",
        ),
        decode_failure(
            "json_behind_a_guard",
            ")]}',\n{\"id\": \"1\"}",
            "$: expected JSON, found a syntax error at line 1 column 1",
        ),
        decode_failure(
            "json_as_a_script",
            r#"callback({"id": "1"});"#,
            "$: expected JSON, found a syntax error at line 1 column 1",
        ),
        decode_failure(
            "json_with_comments",
            r#"{"id": "1" /* x */}"#,
            "$: expected JSON, found a syntax error at line 1 column 12",
        ),
        decode_failure(
            "json_with_nan",
            r#"{"id": "1", "level": NaN}"#,
            "$.level: expected JSON, found NaN at line 1 column 22",
        ),
    ]
}

fn of_other_types() -> Vec<Fault> {
    let empty = json!({"id": ""});
    let user = json!({"id": "1"});
    let deep = json!({"id": "1", "positions": [{"id": "2"}, {"id": "3", "manager": {}}]});
    [
        levels("json_null", "null", "$: expected an object (User), found null", None, empty.clone()),
        levels("json_array", r#"[{"id": "1"}]"#, "$: expected an object (User), found an array", None, empty.clone()),
        levels("json_text", r#""needle""#, "$: expected an object (User), found a string", None, empty.clone()),
        levels(
            "json_number_for_text",
            r#"{"id": 1}"#,
            "$.id: expected a string, found the number 1",
            Some(user.clone()),
            user.clone(),
        ),
        levels(
            "json_null_for_what_is_required",
            r#"{"id": null}"#,
            "$.id: expected a string, found null",
            None,
            empty.clone(),
        ),
        levels(
            "json_text_for_number",
            r#"{"id": "1", "level": "needle"}"#,
            "$.level: expected a number, found a string",
            Some(user.clone()),
            user.clone(),
        ),
        levels(
            "json_with_a_number_too_large",
            r#"{"id": "1", "level": 1e999}"#,
            "$.level: expected a number, found the number 1e999, which is out of range",
            Some(user.clone()),
            user.clone(),
        ),
        levels(
            "json_deep_misfit",
            r#"{"id": "1", "positions": [{"id": "2"}, {"id": "3", "manager": {"id": {"needle": 1}}}]}"#,
            "$.positions[1].manager.id: expected a string, found an object",
            Some(deep.clone()),
            deep,
        ),
        levels(
            "json_of_an_error_with_a_success",
            r#"{"error": "needle"}"#,
            "$.id: expected a string, found nothing",
            None,
            empty,
        ),
        levels(
            "json_with_a_key_twice",
            r#"{"id": "1", "id": "2"}"#,
            "$.id: expected the member once, found a string",
            None,
            user,
        ),
        levels(
            "json_with_half_a_character",
            r#"{"id": "\ud800"}"#,
            "$.id: expected Unicode text, found half of a surrogate pair",
            Some(json!({"id": "\u{fffd}"})),
            json!({"id": "\u{fffd}"}),
        ),
    ]
    .concat()
}

/// Dates as numbers, in seconds and in milliseconds.
fn dates() -> Vec<Fault> {
    [
        levels(
            "json_with_a_date_in_seconds",
            r#"{"id": "1", "createdAt": 1692781756}"#,
            "$.createdAt: expected a string, found the number 1692781756",
            Some(json!({"id": "1", "createdAt": "1692781756"})),
            json!({"id": "1", "createdAt": "1692781756"}),
        ),
        levels(
            "json_with_a_date_in_milliseconds",
            r#"{"id": "1", "createdAt": 1692781756123}"#,
            "$.createdAt: expected a string, found the number 1692781756123",
            Some(json!({"id": "1", "createdAt": "1692781756123"})),
            json!({"id": "1", "createdAt": "1692781756123"}),
        ),
    ]
    .concat()
}

/// One character that cannot be read, in one of many items.
fn half_a_character() -> Vec<Fault> {
    let users = r#"{"id": "1"}, {"id": "2", "firstName": "J\udc00o"}, {"id": "3"}"#;
    let body = format!(r#"{{"results": [{users}], "pagination": {{"totalPages": 1}}}}"#);
    let row = |name| fault(name, [answer(200, &body)]);
    let message = "listUsers: unexpected response: $.results[1].firstName: expected Unicode text, found half of a \
                   surrogate pair (status 200 OK)";
    let ids = json!(["1", "2", "3"]);
    vec![
        row("half_a_character_in_a_list_strict").calling(list_users_strictly).fails_with(Is::Decode, 200, message),
        row("half_a_character_in_a_list").calling(list_users).gets(ids.clone()).items(3),
        row("half_a_character_in_a_list_tolerant").calling(list_users_tolerantly).gets(ids).items(3),
    ]
}

/// A list without its items.
fn null_results() -> Vec<Fault> {
    let row = |name| fault(name, [answer(200, r#"{"results": null, "pagination": {}}"#)]);
    let message = "listUsers: unexpected response: $.results: expected an array, found null \
                   (status 200 OK)";
    vec![
        row("results_are_null_strict").calling(list_users_strictly).fails_with(Is::Decode, 200, message),
        row("results_are_null").calling(list_users).gets(json!([])),
        row("results_are_null_tolerant").calling(list_users_tolerantly).gets(json!([])),
    ]
}

fn unforeseen() -> Vec<Fault> {
    let odd = json!({"id": "1", "role": "overlord", "status": "", "positions": []});
    let nulls = tests::payloads::json("get-user.response.200.nulls.json");
    let long = "9".repeat(1_000_000);
    vec![
        fault("unknown_enum_values", [answer(200, &odd.to_string())]).gets(odd),
        fault("nulls_everywhere", [answer(200, &nulls.to_string())]).gets(tests::payloads::without_nulls(&nulls)),
        // A time that cannot be read is kept as it came.
        fault("time_that_is_none", [answer(200, r#"{"id": "1", "createdAt": "yesterday"}"#)])
            .gets(json!({"id": "1", "createdAt": "yesterday"})),
        fault("unknown_properties", [answer(200, r#"{"id": "1", "new": {"a": [1, null]}, "": 2}"#)])
            .gets(json!({"id": "1"})),
        fault("escapes_and_zeros_in_text", [answer(200, r#"{"id": "\u0000\ud83d\ude00\n"}"#)])
            .gets(json!({"id": "\0😀\n"})),
        fault(
            "number_of_a_million_digits_that_nobody_reads",
            [answer(200, &format!(r#"{{"id": "1", "new": {long}}}"#))],
        )
        .gets(json!({"id": "1"})),
        fault(
            "a_million_items_that_nobody_reads",
            [answer(200, &format!(r#"{{"id": "1", "new": [{}1]}}"#, "1,".repeat(1_000_000)))],
        )
        .gets(json!({"id": "1"})),
    ]
}

fn refusals() -> Vec<Fault> {
    let basic = Base64::from(format!("{TENANT}:{SECRET}").into_bytes());
    let repeats_secrets = json!({"message": format!("no {SECRET} nor Basic {basic}")}).to_string();
    vec![
        fault("refusal_of_another_form", [answer(422, r#"[["needle"], 1, null]"#)]).fails_with(
            Is::Status,
            422,
            "getUserById: the server refused (status 422 Unprocessable Entity)",
        ),
        fault("refusal_repeats_secrets", [answer(403, &repeats_secrets)]).fails_with(
            Is::Status,
            403,
            r#"getUserById: the server refused: "no *** nor Basic ***" (status 403 Forbidden)"#,
        ),
    ]
}

/// Ten thousand levels; a reader that calls itself for each needs megabytes of stack.
fn deep() -> Vec<Fault> {
    let arrays = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let objects = format!("{}1{}", r#"{"a":"#.repeat(10_000), "}".repeat(10_000));
    let within = |key: &str, value: &str| format!(r#"{{"id": "1", "{key}": {value}}}"#);
    vec![
        decode_failure("deep_json", &arrays, "$: expected an object (User), found an array"),
        fault("deep_json_that_nobody_reads", [answer(200, &within("new", &arrays))]).gets(json!({"id": "1"})),
        decode_failure(
            "deep_json_in_a_free_value",
            &within("additionalFields", &objects),
            "$.additionalFields.a: expected at most 128 levels, found more levels at line 1 column 663",
        ),
        decode_failure(
            "deep_json_without_end",
            &within("new", &"[".repeat(10_000)),
            "$: expected JSON, found a syntax error at line 1 column 10020",
        ),
        fault("deep_json_in_a_refusal", [answer(404, &within("message", &arrays))]).fails_with(
            Is::Status,
            404,
            "getUserById: the server refused (status 404 Not Found)",
        ),
        fault("deep_json_in_a_refusal_at_once", [answer(404, &objects)]).fails_with(
            Is::Status,
            404,
            "getUserById: the server refused (status 404 Not Found)",
        ),
        fault(
            "deep_json_in_a_list",
            [answer(200, &format!(r#"{{"results": [{}], "pagination": {objects}}}"#, within("a", &arrays)))],
        )
        .calling(list_users)
        .gets(Value::from(["1"].to_vec()))
        .items(1)
        // No usable total: one more page is asked for.
        .requests(2),
    ]
}
