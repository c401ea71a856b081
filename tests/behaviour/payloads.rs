//! Every example payload decodes into its type and encodes back, whatever the server adds or leaves out.

use std::collections::BTreeSet;

use clientgen_runtime::model::{self, DecodeError, Model};
use serde_json::{Value, json};
use tests::{description, payloads};
use thrive_client::models::*;

use crate::places::{self, Place};

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

        // Null stands for absence, and absent is how it is written.
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

/// A payload and its type.
#[derive(Clone, Copy)]
struct Payload {
    name: &'static str,
    schema: &'static str,
    decode: fn(&[u8]) -> Result<Value, DecodeError>,
    through_serde: fn(Value) -> serde_json::Result<Value>,
}

impl Payload {
    fn of<T: Model + serde::Serialize + serde::de::DeserializeOwned>(name: &'static str, schema: &'static str) -> Self {
        Self {
            name,
            schema,
            decode: |text| {
                let encoded = model::encode(&model::decode::<T>(text)?).unwrap();
                Ok(serde_json::from_slice(&encoded).unwrap())
            },
            through_serde: |value| serde_json::to_value(serde_json::from_value::<T>(value)?),
        }
    }

    fn json(&self) -> Value {
        payloads::json(self.name)
    }

    /// Decodes and encodes.
    fn decode(&self, value: &Value) -> Value {
        let result = (self.decode)(value.to_string().as_bytes());
        result.unwrap_or_else(|error| panic!("{}: {error} in {value}", self.name))
    }

    fn error(&self, value: &Value) -> DecodeError {
        let Err(error) = (self.decode)(value.to_string().as_bytes()) else { panic!("{} decodes: {value}", self.name) };
        error
    }

    /// The payload with another value in one place.
    fn with(&self, place: &Place, value: Value) -> Value {
        let mut changed = self.json();
        *changed.pointer_mut(&place.pointer).unwrap() = value;
        changed
    }

    /// Whether anything may stand there, because it decides between variants one of which takes anything.
    fn is_open_at(&self, place: &Place) -> bool {
        matches!(self.schema, "InboundUserEvent" | "WebhookEvent") && place.pointer == "/eventType"
    }

    fn places(self) -> Vec<Place> {
        let schema = match self.schema.strip_prefix("[]") {
            Some(item) => json!({"type": "array", "items": schema_of(item)}),
            None => schema_of(self.schema),
        };
        places::of(description::document(), &schema, &self.json())
    }
}

fn schema_of(name: &str) -> Value {
    match name {
        "string" => json!({"type": "string"}),
        name => json!({"$ref": format!("#/components/schemas/{name}")}),
    }
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

fn table() -> Vec<Payload> {
    vec![
        Payload::of::<Vec<AudienceManagerInput>>("add-audience-managers.request.child.json", "[]AudienceManagerInput"),
        Payload::of::<Vec<AudienceManagerInput>>(
            "add-audience-managers.request.structure.json",
            "[]AudienceManagerInput",
        ),
        Payload::of::<Vec<String>>("add-audience-members.request.json", "[]string"),
        Payload::of::<AddUsersResult>("add-audience-members.response.200.json", "AddUsersResult"),
        Payload::of::<AddUsersResult>("add-audience-members.response.207.json", "AddUsersResult"),
        Payload::of::<AddUserTags>("add-user-tags.request.json", "AddUserTags"),
        Payload::of::<MessageResult>("add-user-tags.response.200.json", "MessageResult"),
        Payload::of::<CreateAssignment>("create-assignment.request.json", "CreateAssignment"),
        Payload::of::<CreateAudience>("create-audience.request.json", "CreateAudience"),
        Payload::of::<CreateUser>("create-user.request.json", "CreateUser"),
        Payload::of::<DeleteAssignment>("delete-assignment.request.json", "DeleteAssignment"),
        Payload::of::<ErrorBody>("error.400.json", "ErrorBody"),
        Payload::of::<ErrorBody>("error.401.json", "ErrorBody"),
        Payload::of::<ErrorBody>("error.403.json", "ErrorBody"),
        Payload::of::<ErrorBody>("error.404.json", "ErrorBody"),
        Payload::of::<ErrorBody>("error.409.json", "ErrorBody"),
        Payload::of::<ErrorBody>("error.422.json", "ErrorBody"),
        Payload::of::<ErrorBody>("error.422.object-message.json", "ErrorBody"),
        Payload::of::<ErrorBody>("error.500.json", "ErrorBody"),
        Payload::of::<Activity>("get-activity.response.200.json", "Activity"),
        Payload::of::<Assignment>("get-assignment.response.200.json", "Assignment"),
        Payload::of::<Assignment>("get-assignment.response.200.nulls.json", "Assignment"),
        Payload::of::<Audience>("get-audience.response.200.json", "Audience"),
        Payload::of::<Content>("get-content.response.200.json", "Content"),
        Payload::of::<CpdCategory>("get-cpd-category.response.200.json", "CpdCategory"),
        Payload::of::<CpdEntry>("get-cpd-entry.response.200.json", "CpdEntry"),
        Payload::of::<CpdRequirement>("get-cpd-requirement.response.200.json", "CpdRequirement"),
        Payload::of::<Enrolment>("get-enrolment.response.200.history.json", "Enrolment"),
        Payload::of::<Enrolment>("get-enrolment.response.200.json", "Enrolment"),
        Payload::of::<BasicUser>("get-user-by-ref.response.200.json", "BasicUser"),
        Payload::of::<User>("get-user.response.200.json", "User"),
        Payload::of::<User>("get-user.response.200.live-shape.json", "User"),
        Payload::of::<User>("get-user.response.200.nulls.json", "User"),
        Payload::of::<Vec<Assignment>>("list-assignments.response.200.json", "[]Assignment"),
        Payload::of::<Vec<AudienceManager>>("list-audience-managers.response.200.child.json", "[]AudienceManager"),
        Payload::of::<Vec<AudienceManager>>("list-audience-managers.response.200.structure.json", "[]AudienceManager"),
        Payload::of::<AudienceMemberPage>("list-audience-members.response.200.json", "AudienceMemberPage"),
        Payload::of::<AudiencePage>("list-audiences.response.200.json", "AudiencePage"),
        Payload::of::<Vec<Enrolment>>("list-enrolments.response.200.json", "[]Enrolment"),
        Payload::of::<Vec<SkillLevel>>("list-skill-levels.response.200.json", "[]SkillLevel"),
        Payload::of::<UserPage>("list-users.response.200.json", "UserPage"),
        Payload::of::<AccessToken>("obtain-access-token.response.200.json", "AccessToken"),
        Payload::of::<ActivityPage>("query-activities.response.200.json", "ActivityPage"),
        Payload::of::<ContentPage>("query-contents.response.200.json", "ContentPage"),
        Payload::of::<CpdCategoryPage>("query-cpd-categories.response.200.json", "CpdCategoryPage"),
        Payload::of::<CpdEntryPage>("query-cpd-entries.response.200.json", "CpdEntryPage"),
        Payload::of::<CpdRequirementPage>("query-cpd-requirements.response.200.json", "CpdRequirementPage"),
        Payload::of::<CpdUserSummaryPage>("query-cpd-user-summaries.response.200.json", "CpdUserSummaryPage"),
        Payload::of::<RemoveUserTags>("remove-user-tags.request.json", "RemoveUserTags"),
        Payload::of::<MessageResult>("remove-user-tags.response.200.json", "MessageResult"),
        Payload::of::<Vec<AudienceManagerInput>>(
            "replace-audience-managers.request.child.json",
            "[]AudienceManagerInput",
        ),
        Payload::of::<Vec<AudienceManagerInput>>(
            "replace-audience-managers.request.structure.json",
            "[]AudienceManagerInput",
        ),
        Payload::of::<Vec<String>>("replace-audience-members.request.json", "[]string"),
        Payload::of::<AddUsersResult>("replace-audience-members.response.200.json", "AddUsersResult"),
        Payload::of::<AddUsersResult>("replace-audience-members.response.207.json", "AddUsersResult"),
        Payload::of::<SuspendUser>("suspend-user.request.json", "SuspendUser"),
        Payload::of::<UpdateAssignment>("update-assignment.request.json", "UpdateAssignment"),
        Payload::of::<UpdateAudience>("update-audience.request.json", "UpdateAudience"),
        Payload::of::<UpdateUserSkills>("update-user-skills.request.json", "UpdateUserSkills"),
        Payload::of::<MessageResult>("update-user-skills.response.200.json", "MessageResult"),
        Payload::of::<InboundUserEvent>("webhook-in.user-deleted.request.json", "InboundUserEvent"),
        Payload::of::<InboundUserEvent>("webhook-in.user-joined.request.json", "InboundUserEvent"),
        Payload::of::<InboundUserEvent>("webhook-in.user-suspended.request.json", "InboundUserEvent"),
        Payload::of::<InboundUserEvent>("webhook-in.user-updated.request.json", "InboundUserEvent"),
        Payload::of::<WebhookEvent>("webhook-out.content-completed.json", "WebhookEvent"),
        Payload::of::<WebhookEvent>("webhook-out.user-activated.json", "WebhookEvent"),
    ]
}
