//! Users: reading, the version 2 writes, tags and skills.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use thrive_client::models::{CreateUser, LoginMethod, SkillUpdate, SuspendUser, UpdateUser, UserRole, UserStatus};

use super::case::{Case, call, date};
use crate::payloads;

pub(super) fn cases() -> Vec<Case> {
    vec![
        list(),
        create(),
        get(),
        get_by_ref(),
        update(),
        delete(),
        suspend(),
        add_tags(),
        remove_tags(),
        update_skills(),
    ]
}

fn list() -> Case {
    Case::new(
        "listUsers",
        call!(|client| client
            .users()
            .list()
            .page(2)
            .per_page(50)
            .updated_since(date("2021-01-01T09:00:00Z"))
            .statuses([UserStatus::Active, UserStatus::New])
            .omit_statuses([UserStatus::Inactive, UserStatus::Expired])
            .status(UserStatus::Active)),
    )
    .sends("GET", "/rest/v1/users")
    .query(
        "page=2&perPage=50&updatedSince=2021-01-01T09%3A00%3A00Z\
         &statuses=active,new&omitStatuses=inactive,expired&status=active",
    )
    .payload(200, "list-users.response.200.json")
}

fn create() -> Case {
    Case::new(
        "createUser",
        call!(|client| client.users().create(
            CreateUser::new("UID30084022", "Thomas", "Jefferson")
                .email("user@thrivelearning.com")
                .login_method(LoginMethod::Email)
                .role(UserRole::Learner)
                .job_title("Director")
                .manager_ref("UID0034234555")
                .start_date(date("2021-08-19T18:00:00.000Z"))
                .end_date(date("2031-08-19T18:00:00.000Z"))
                .time_zone("Europe/London")
                .language_code("en-gb")
                .sso(true)
                .domain("thrivelearning.com")
                .additional_fields(location())
        )),
    )
    .sends("POST", "/rest/v2/users")
    .json(json!({
        "ref": "UID30084022",
        "firstName": "Thomas",
        "lastName": "Jefferson",
        "email": "user@thrivelearning.com",
        "loginMethod": "email",
        "role": "learner",
        "jobTitle": "Director",
        "managerRef": "UID0034234555",
        "startDate": "2021-08-19T18:00:00.000Z",
        "endDate": "2031-08-19T18:00:00.000Z",
        "timeZone": "Europe/London",
        "languageCode": "en-gb",
        "sso": true,
        "domain": "thrivelearning.com",
        "additionalFields": {"location": "London"}
    }))
    .answers(200, account())
    .answers(201, account())
}

fn get() -> Case {
    Case::new("getUserById", call!(|client| client.users().get("a/b c")))
        .sends("GET", "/rest/v1/user/a%2Fb%20c")
        .payload(200, "get-user.response.200.json")
        .payload(200, "get-user.response.200.nulls.json")
        .payload(200, "get-user.response.200.live-shape.json")
}

fn get_by_ref() -> Case {
    Case::new("getUserByRef", call!(|client| client.users().get_by_ref("Zoë?#%&=+")))
        .sends("GET", "/rest/v1/users/ref/Zo%C3%AB%3F%23%25%26%3D%2B")
        .payload(200, "get-user-by-ref.response.200.json")
}

fn update() -> Case {
    Case::new(
        "updateUser",
        call!(|client| client.users().update(
            "a/b c",
            UpdateUser::new()
                .first_name("Thomas")
                .last_name("Jefferson")
                .email("user@thrivelearning.com")
                .login_method(LoginMethod::Reference)
                .role(UserRole::Administrator)
                .job_title("Director")
                .manager_ref("UID0034234555")
                .start_date(date("2021-08-19T18:00:00.000Z"))
                .end_date(date("2031-08-19T18:00:00.000Z"))
                .time_zone("Europe/London")
                .language_code("en-gb")
                .sso(false)
                .domain("thrivelearning.com")
                .additional_fields(location())
        )),
    )
    .sends("PATCH", "/rest/v2/users/ref/a%2Fb%20c")
    .json(json!({
        "firstName": "Thomas",
        "lastName": "Jefferson",
        "email": "user@thrivelearning.com",
        "loginMethod": "ref",
        "role": "administrator",
        "jobTitle": "Director",
        "managerRef": "UID0034234555",
        "startDate": "2021-08-19T18:00:00.000Z",
        "endDate": "2031-08-19T18:00:00.000Z",
        "timeZone": "Europe/London",
        "languageCode": "en-gb",
        "sso": false,
        "domain": "thrivelearning.com",
        "additionalFields": {"location": "London"}
    }))
    .answers(200, account())
}

fn delete() -> Case {
    Case::new("deleteUser", call!(|client| client.users().delete("a/b c")))
        .sends("DELETE", "/rest/v2/users/ref/a%2Fb%20c")
        .answers(200, json!({"success": true}))
        .answers_nothing(204)
}

fn suspend() -> Case {
    Case::new(
        "suspendUser",
        call!(|client| client.users().suspend("a/b c", SuspendUser::new().end_date(date("2024-06-30T17:00:00.000Z")))),
    )
    .sends("PATCH", "/rest/v2/users/ref/a%2Fb%20c/suspend")
    .json(payloads::json("suspend-user.request.json"))
    .answers(200, account())
}

fn add_tags() -> Case {
    Case::new("addUserTags", call!(|client| client.users().add_tags("a/b c", ["leadership"])))
        .sends("POST", "/rest/v1/users/a%2Fb%20c/tags")
        .json(payloads::json("add-user-tags.request.json"))
        .payload(200, "add-user-tags.response.200.json")
}

fn remove_tags() -> Case {
    Case::new("removeUserTags", call!(|client| client.users().remove_tags("a/b c", ["leadership"])))
        .sends("PATCH", "/rest/v1/users/a%2Fb%20c/tags")
        .json(payloads::json("remove-user-tags.request.json"))
        .payload(200, "remove-user-tags.response.200.json")
}

fn update_skills() -> Case {
    Case::new(
        "updateUserSkills",
        call!(|client| client
            .users()
            .update_skills("a/b c", [SkillUpdate::new("leadership").level(1024.0).target_level(1024.0)])),
    )
    .sends("PATCH", "/rest/v1/users/a%2Fb%20c/skills")
    .json(payloads::json("update-user-skills.request.json"))
    .payload(200, "update-user-skills.response.200.json")
}

fn location() -> BTreeMap<String, Value> {
    BTreeMap::from([("location".to_owned(), json!("London"))])
}

/// No example of an account is published; this has a value in every property.
fn account() -> Value {
    json!({
        "id": "646767d82535201223349e09",
        "loginMethod": "email",
        "ref": "UID30084022",
        "email": "user@thrivelearning.com",
        "firstName": "Thomas",
        "lastName": "Jefferson",
        "role": "learner",
        "jobTitle": "Director",
        "managerRef": null,
        "startDate": "2021-08-19T18:00:00.000Z",
        "endDate": null,
        "timeZone": "Europe/London",
        "languageCode": "en-gb",
        "active": true,
        "createdAt": "2021-01-01T09:00:00Z",
        "updatedAt": "2021-01-01T09:00:00Z",
        "sso": false,
        "domain": "thrivelearning.com",
        "additionalFields": {"location": "London"}
    })
}
