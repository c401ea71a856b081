//! Every example payload decodes into its type and encodes back, whatever the server adds or leaves out.

use std::collections::BTreeSet;

use clientgen_runtime::model;
use serde_json::{Value, json};
use tests::payloads;
use thrive_client::models::{ErrorBody, Pagination, User, UserPage};

use crate::payload_types::{Payload, table};
use crate::places::Place;

#[test]
fn every_payload_has_a_type() {
    let covered: BTreeSet<String> = table().into_iter().map(|payload| payload.name.to_owned()).collect();
    let files: BTreeSet<String> = payloads::names().into_iter().collect();

    assert_eq!(covered, files);
}

#[test]
fn payloads_come_back_as_they_were() {
    for payload in table() {
        let original = payload.json();

        let shown = payload.decode(&original);

        // Null means absent, and an absent value is not written.
        assert_same(&payload, &shown, &payloads::without_nulls(&original));
    }
}

#[test]
fn serde_reads_and_writes_the_same() {
    for payload in table() {
        let original = payload.json();

        let shown = (payload.through_serde)(original.clone()).unwrap();

        assert_same(&payload, &shown, &payload.decode(&original));
    }
}

#[test]
fn unknown_members_are_ignored_everywhere() {
    for payload in table() {
        let mut grown = payload.json();
        grow(&mut grown);

        let mut shown = payload.decode(&grown);

        // What is free-form keeps everything.
        prune_free_form(&mut shown, false);
        assert_same(&payload, &shown, &payloads::without_nulls(&payload.json()));
    }
}

#[test]
fn unknown_enum_values_are_kept() {
    let mut count = 0;
    for (payload, place) in places().filter(|(_, place)| place.is_enum) {
        let changed = payload.with(&place, json!("brand_new"));

        let shown = payload.decode(&changed);

        assert_same(&payload, &shown, &payloads::without_nulls(&changed));
        count += 1;
    }
    assert!(count > 30, "only {count} places");
}

#[test]
fn null_stands_for_absence_in_every_optional_member() {
    let mut count = 0;
    for (payload, place) in places().filter(|(_, place)| !place.is_required) {
        let changed = payload.with(&place, Value::Null);

        let shown = payload.decode(&changed);

        assert_same(&payload, &shown, &payloads::without_nulls(&changed));
        count += 1;
    }
    assert!(count > 300, "only {count} places");
}

#[test]
fn required_members_that_are_missing_are_named() {
    let mut count = 0;
    for (payload, place) in places().filter(|(_, place)| place.is_required && !place.in_union) {
        let mut changed = payload.json();
        let (parent, name) = place.pointer.rsplit_once('/').unwrap();
        let Value::Object(members) = changed.pointer_mut(parent).unwrap() else { continue };
        members.remove(name);
        if payload.is_open_at(&place) {
            continue;
        }

        let error = payload.error(&changed);

        assert_eq!(error.path(), place.path, "{}: {error}", payload.name);
        assert_eq!(error.found(), "nothing", "{}: {error}", payload.name);
        count += 1;
    }
    assert!(count > 50, "only {count} places");
}

#[test]
fn values_of_the_wrong_kind_are_named() {
    let mut count = 0;
    for (payload, place) in places().filter(|(_, place)| !place.in_union) {
        let (wrong, expected, found) = match place.kind.as_str() {
            "string" => (json!([1]), "a string", "an array"),
            "boolean" => (json!("yes"), "a boolean", "a string"),
            "integer" => (json!(1.5), "an integer", "the number 1.5"),
            "number" => (json!("1"), "a number", "a string"),
            "array" => (json!({}), "an array", "an object"),
            "object" => (json!(7), "an object", "the number 7"),
            _ => continue,
        };
        if payload.is_open_at(&place) {
            continue;
        }

        let error = payload.error(&payload.with(&place, wrong));

        assert_eq!(error.path(), place.path, "{}: {error}", payload.name);
        // Objects come with the name of their type.
        assert!(error.expected().starts_with(expected), "{}: {error}", payload.name);
        assert_eq!(error.found(), found, "{}: {error}", payload.name);
        count += 1;
    }
    assert!(count > 300, "only {count} places");
}

#[test]
fn the_path_names_the_item_of_a_page() {
    let user = &payloads::json("list-users.response.200.json")["results"][0];
    let mut page = json!({"results": [user, user, user, user, user], "pagination": {}});
    page["results"][3].as_object_mut().unwrap().remove("id");

    let error = model::decode::<UserPage>(page.to_string().as_bytes()).unwrap_err();

    assert_eq!(error.path(), "$.results[3].id");
    assert_eq!(error.to_string(), "$.results[3].id: expected a string, found nothing");
}

#[test]
fn whole_numbers_may_be_written_with_a_point() {
    for text in ["404", "404.0", "4.04e2"] {
        let body = format!(r#"{{"status": {text}, "error": "Not Found", "message": "string"}}"#);
        let error: ErrorBody = model::decode(body.as_bytes()).unwrap();
        assert_eq!(error.status, Some(404.0), "{text}");

        let body = format!(r#"{{"totalResults": {text}}}"#);
        let pagination: Pagination = model::decode(body.as_bytes()).unwrap();
        assert_eq!(pagination.total_results, Some(404), "{text}");
    }
}

#[test]
fn what_is_not_json_is_said_to_be_so() {
    for text in ["", "<html>", "{", "[1, 2", "{\"id\": \"1\",}", "\u{0}"] {
        assert!(model::decode::<User>(text.as_bytes()).is_err(), "{text:?}");
    }
    assert!(model::decode::<User>(b"{\"id\": \"\xff\"}").is_err());
}

fn places() -> impl Iterator<Item = (Payload, Place)> {
    table().into_iter().flat_map(|payload| payload.places().into_iter().map(move |place| (payload, place)))
}

fn assert_same(payload: &Payload, actual: &Value, expected: &Value) {
    assert!(payloads::same(actual, expected), "{}\nis       {actual}\nexpected {expected}", payload.name);
}

const NEW: &str = "brandNew";

/// Adds a member to every object.
fn grow(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.values_mut().for_each(grow);
            members.insert(NEW.to_owned(), json!({"deep": [1, null, "two"]}));
        }
        Value::Array(items) => items.iter_mut().for_each(grow),
        _ => {}
    }
}

/// Takes the added members out of free-form objects.
fn prune_free_form(value: &mut Value, is_free_form: bool) {
    match value {
        Value::Object(members) => {
            if is_free_form {
                assert!(members.remove(NEW).is_some(), "kept in what is free-form");
            }
            for (name, member) in members {
                let free_form = ["additionalFields", "data", "with", "message"];
                prune_free_form(member, is_free_form || free_form.contains(&name.as_str()));
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| prune_free_form(item, is_free_form)),
        _ => {}
    }
}
