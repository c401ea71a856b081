//! Audiences themselves; their people are in `audience_people`.

use serde_json::{Value, json};
use thrive_client::models::{AudienceCategory, CreateAudience, UpdateAudience};

use super::case::{Case, call, date};
use crate::payloads;

pub(super) fn cases() -> Vec<Case> {
    vec![list(), create(), get(), update(), delete()]
}

fn list() -> Case {
    Case::new(
        "listAudiences",
        call!(|client| client
            .audiences()
            .list()
            .api_controlled(true)
            .page(2)
            .per_page(50)
            .updated_since(date("2021-01-01T09:00:00Z"))),
    )
    .sends("GET", "/rest/v1/audiences")
    .query("apiControlled=true&page=2&perPage=50&updatedSince=2021-01-01T09%3A00%3A00Z")
    .payload(200, "list-audiences.response.200.json")
}

fn create() -> Case {
    Case::new(
        "createAudience",
        call!(|client| client.audiences().create(
            CreateAudience::new()
                .name("Tech Team")
                .reference("audience123")
                .parent_id("673db100e5c0503ac23b0e2b")
                .category(AudienceCategory::Audience)
        )),
    )
    .sends("POST", "/rest/v1/audiences")
    .json(payloads::json("create-audience.request.json"))
    .payload(200, "get-audience.response.200.json")
    .payload(201, "get-audience.response.200.json")
}

fn get() -> Case {
    Case::new("getAudience", call!(|client| client.audiences().get("a/b c")))
        .sends("GET", "/rest/v1/audiences/a%2Fb%20c")
        .payload(200, "get-audience.response.200.json")
        .answers(200, complete())
}

fn update() -> Case {
    Case::new(
        "updateAudience",
        call!(|client| client.audiences().update(
            "a/b c",
            UpdateAudience::new().name("Tech Team").reference("audience123").parent_id("673db100e5c0503ac23b0e2b")
        )),
    )
    .sends("PATCH", "/rest/v1/audiences/a%2Fb%20c")
    .json(payloads::json("update-audience.request.json"))
    .answers(200, with_member_operations())
}

fn delete() -> Case {
    Case::new("deleteAudience", call!(|client| client.audiences().delete("a/b c")))
        .sends("DELETE", "/rest/v1/audiences/a%2Fb%20c")
        .answers(200, json!({"success": true}))
        .answers(200, json!({}))
        .answers_nothing(204)
}

fn complete() -> Value {
    json!({
        "id": "63f8c5361b9c80d3274be7ca",
        "name": "Tech Team",
        "reference": null,
        "apiControlled": false,
        "category": "audience",
        "type": "smart",
        "parent": {"name": "Company", "reference": "company", "id": "673db100e5c0503ac23b0e2b"},
        "createdAt": "2021-01-01T09:00:00Z",
        "updatedAt": "2021-01-01T09:00:00Z"
    })
}

/// `memberOperations` is undocumented, so anything may stand there.
fn with_member_operations() -> Value {
    let mut audience = complete();
    audience["memberOperations"] = json!({"added": [1, "two"], "removed": {}});
    audience
}
