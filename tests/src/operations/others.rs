//! Tags, skills, access tokens and the inbound webhook.

use serde_json::json;
use thrive_client::models::{
    InboundUserEvent, TokenRequest, UserJoinedEvent, UserProfile, UserProfileContent, UserRole,
};

use super::case::{Case, call, date};
use crate::payloads;

pub(super) fn cases() -> Vec<Case> {
    vec![list_tags(), get_tag(), skill_levels(), obtain_access_token(), send_user_event()]
}

fn list_tags() -> Case {
    Case::new(
        "listTags",
        call!(|client| client.tags().list().page(2).per_page(50).updated_since(date("2021-01-01T09:00:00Z"))),
    )
    .sends("GET", "/rest/v1/tags")
    .query("page=2&perPage=50&updatedSince=2021-01-01T09%3A00%3A00Z")
    .answers(
        200,
        json!({
            "results": [tag()],
            "pagination": {"totalResults": 1, "totalPages": 1, "page": 1, "perPage": 50}
        }),
    )
}

fn get_tag() -> Case {
    Case::new("getTag", call!(|client| client.tags().get("a/b c")))
        .sends("GET", "/rest/v1/tags/a%2Fb%20c")
        .answers(200, tag())
}

fn skill_levels() -> Case {
    Case::new("listSkillLevels", call!(|client| client.skills().levels()))
        .sends("GET", "/rest/v1/skills/levels")
        .payload(200, "list-skill-levels.response.200.json")
}

fn obtain_access_token() -> Case {
    Case::new(
        "obtainAccessToken",
        call!(|client| client.authentication().obtain_access_token(
            "eu-west-2/Abcd Efgh",
            TokenRequest::new("client & id", "p+ä=ss word").scope("api/read api/write")
        )),
    )
    .sends("POST", "/oauth2/token/eu-west-2%2FAbcd%20Efgh")
    .form(
        "grant_type=client_credentials&client_id=client+%26+id\
         &client_secret=p%2B%C3%A4%3Dss+word&scope=api%2Fread+api%2Fwrite",
    )
    .public()
    .payload(200, "obtain-access-token.response.200.json")
}

fn send_user_event() -> Case {
    Case::new(
        "sendUserEvent",
        call!(|client| client.webhooks().send_user_event(InboundUserEvent::from(UserJoinedEvent::new(
            "UNIQUEREFERENCE111000",
            date("2020-03-09T22:18:26.625Z"),
            UserProfileContent::new(
                UserProfile::new("UID30084022")
                    .email("user@thrivelearning.com")
                    .first_name("Thomas")
                    .last_name("Jefferson")
                    .role(UserRole::Learner)
                    .job_title("Director")
                    .manager_ref("UID0034234555")
                    .start_date(date("2021-08-19T18:00:00.000Z"))
                    .time_zone("Europe/London")
                    .language_code("en-gb")
            )
        )))),
    )
    .sends("POST", "/webhooks")
    .json(payloads::json("webhook-in.user-joined.request.json"))
    .answers_nothing(200)
    .answers_nothing(202)
    .answers_nothing(204)
}

/// No example of a tag is published; this has a value in every property.
fn tag() -> serde_json::Value {
    json!({
        "tag": "leadership",
        "id": "63f57d805d8ecbf46f5b5278",
        "contents": ["507f1f77bcf86cd799439011"],
        "campaigns": [],
        "interests": ["646767d82535201223349e09"],
        "skills": ["646767d82535201223349e09"]
    })
}
