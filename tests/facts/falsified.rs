//! The comparison itself: what is changed in the description or the client is named, fact by fact.

use serde_json::{Value, json};
use tests::description::document;

use crate::read::Facts;
use crate::{description, surface};

/// Where the description is changed, the new value (nothing: it is removed), and the fact that is named.
fn falsifications() -> Vec<(&'static str, Option<Value>, &'static str)> {
    vec![
        ("/paths/~1users/get/security/1/oauth2/0", Some(json!("api/write")), "listUsers, scopes"),
        ("/components/schemas/User/properties/email/nullable", None, "User.email"),
        ("/components/schemas/AddUserTags/properties/tags/maxItems", Some(json!(1000)), "AddUserTags.tags"),
        (
            "/servers/2/url",
            Some(json!("https://public.api.mea.learn.link/rest/v1")),
            "listUsers, servers.Production MEA",
        ),
        ("/paths/~1audiences/get/responses/403", None, "listAudiences, errors"),
        ("/components/schemas/EnrolmentStatus/enum/3", None, "EnrolmentStatus, values"),
        ("/components/schemas/ErrorMessage/oneOf/1", None, "ErrorMessage, forms"),
        ("/paths/~1user~1{id}", None, "getUserById"),
        ("/components/parameters/PerPageUpTo100/schema/maximum", Some(json!(1000)), "listAssignments.perPage"),
        ("/components/schemas/CreateUser/required/2", None, "CreateUser, required"),
        ("/paths/~1cpdUserLogSummaries/get/parameters/0/required", Some(json!(false)), "entryDateFrom"),
        ("/components/responses/Conflict/content/application~1json/example/error", Some(json!("Clash")), "reasons.409"),
        ("/components/schemas/Content/properties/title/maxLength", Some(json!(256)), "Content.title"),
        ("/paths/~1audiences~1{audienceId}~1members/post/responses/207", None, "addAudienceMembers, success.207"),
        ("/components/schemas/Assignment/properties/recurrence/type", Some(json!("string")), "Assignment.recurrence"),
        ("/components/securitySchemes/oauth2/flows/clientCredentials/scopes/api~1webhooks", None, "scopes"),
        (
            "/components/schemas/WebhookEvent/discriminator/mapping/user.created",
            Some(json!("#/components/schemas/ContentEvent")),
            "WebhookEvent, mapping",
        ),
        ("/paths/~1users~1{userId}~1tags/post/requestBody", None, "addUserTags, body"),
        ("/components/schemas/CreateAssignment/properties/completionPeriod/default", None, "completionPeriod"),
        ("/components/schemas/EnrolmentStatus/x-enum-descriptions/overdue", None, "EnrolmentStatus, overdue"),
        ("/x-webhooks/WebhookEvent/post/parameters/0/name", Some(json!("x-signature")), "signature, header"),
    ]
}

#[test]
fn a_falsified_description_is_named() {
    let facts = Facts::read();
    let before = description::disagreements(&facts, document());
    for (pointer, value, fact) in falsifications() {
        let mut changed = document().clone();
        change(&mut changed, pointer, value);

        let mut disagreements = description::disagreements(&facts, &changed);
        disagreements.retain(|line| !before.contains(line));

        assert!(!disagreements.is_empty(), "{pointer} passes");
        assert!(disagreements.iter().any(|line| line.contains(fact)), "{pointer}: {fact} is not in {disagreements:#?}");
        assert!(disagreements.iter().all(|line| line.contains('(')), "a page is missing: {disagreements:#?}");
    }
}

#[test]
fn a_client_without_a_fact_is_named() {
    let facts = Facts::read();
    let lines = [
        ("  getUserById", "getUserById"),
        ("enum EnrolmentStatus::Overdue", "enum EnrolmentStatus"),
        ("struct UpdateUser .email", "field of UpdateUser.email"),
        ("union ErrorMessage::Object", "union ErrorMessage"),
        (".updated_since(updated_since: DateTime)", "setters of the method"),
        ("type UserTagSkills", "union UserTagSkills"),
    ];
    for (line, fact) in lines {
        let all = surface::text();
        let less: Vec<&str> = all.lines().filter(|one| !one.contains(line)).collect();
        assert!(less.len() < all.lines().count(), "{line} is not in the surface");

        let disagreements = surface::disagreements(&facts, &less.join("\n"));

        assert!(disagreements.iter().any(|one| one.contains(fact)), "{line}: {fact} is not in {disagreements:#?}");
    }
}

/// Puts a value where the pointer goes, or takes away what is there.
fn change(document: &mut Value, pointer: &str, value: Option<Value>) {
    if let Some(value) = value {
        *document.pointer_mut(pointer).unwrap_or_else(|| panic!("nothing is at {pointer}")) = value;
        return;
    }
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let key = key.replace("~1", "/");
    match document.pointer_mut(parent) {
        Some(Value::Object(members)) => assert!(members.remove(&key).is_some(), "nothing is at {pointer}"),
        Some(Value::Array(items)) => drop(items.remove(key.parse().unwrap())),
        _ => panic!("nothing is at {pointer}"),
    }
}
