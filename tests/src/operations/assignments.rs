//! Assignments, and the enrolments that come of them.

use serde_json::json;
use thrive_client::models::{CreateAssignment, EnrolmentStatus, UpdateAssignment};

use super::case::{Case, call, date};
use crate::payloads;

pub(super) fn cases() -> Vec<Case> {
    vec![list(), create(), get(), update(), delete(), list_enrolments(), get_enrolment()]
}

fn list() -> Case {
    Case::new(
        "listAssignments",
        call!(|client| client
            .assignments()
            .list()
            .audience_id("a/b c")
            .page(2)
            .per_page(50)
            .updated_since(date("2021-01-01T09:00:00Z"))),
    )
    .sends("GET", "/rest/v1/assignments")
    .query("audienceId=a%2Fb%20c&page=2&perPage=50&updatedSince=2021-01-01T09%3A00%3A00Z")
    .payload(200, "list-assignments.response.200.json")
}

fn create() -> Case {
    Case::new(
        "createAssignment",
        call!(|client| client.assignments().create(
            CreateAssignment::new("63f8c546a05716c51210ac81", "63f8c54a8cb9790c99de077a")
                .alternative_content_ids(["63f8c54f6f68ab3a2d60e5de"])
                .hide_alternative_content(false)
                .completion_period(30)
                .recurrence(365)
        )),
    )
    .sends("POST", "/rest/v1/assignments")
    .json(payloads::json("create-assignment.request.json"))
    .payload(200, "get-assignment.response.200.json")
    .payload(201, "get-assignment.response.200.json")
}

fn get() -> Case {
    Case::new("getAssignment", call!(|client| client.assignments().get("a/b c")))
        .sends("GET", "/rest/v1/assignments/a%2Fb%20c")
        .payload(200, "get-assignment.response.200.json")
        .payload(200, "get-assignment.response.200.nulls.json")
}

fn update() -> Case {
    Case::new(
        "updateAssignment",
        call!(|client| client.assignments().update(
            "a/b c",
            UpdateAssignment::new("63f8c546a05716c51210ac81")
                .content_id("63f8c54a8cb9790c99de077a")
                .completion_period(30)
                .recurrence(365)
                .alternative_content_ids(["63f8c54f6f68ab3a2d60e5de"])
        )),
    )
    .sends("PATCH", "/rest/v1/assignments/a%2Fb%20c")
    .json(payloads::json("update-assignment.request.json"))
    .payload(200, "get-assignment.response.200.json")
}

fn delete() -> Case {
    Case::new("deleteAssignment", call!(|client| client.assignments().delete("a/b c", "63f8c546a05716c51210ac81")))
        .sends("DELETE", "/rest/v1/assignments/a%2Fb%20c")
        .json(payloads::json("delete-assignment.request.json"))
        .answers(200, json!({"success": true}))
        .answers_nothing(204)
}

fn list_enrolments() -> Case {
    Case::new(
        "listEnrolments",
        call!(|client| client
            .enrolments()
            .list("a/b c")
            .updated_at_from(date("2023-08-23T09:09:16.076Z"))
            .updated_at_to(date("2023-09-23T09:09:16.076Z"))
            .status(EnrolmentStatus::Open)
            .page(2)
            .per_page(50)),
    )
    .sends("GET", "/rest/v1/assignments/a%2Fb%20c/enrolments")
    .query(
        "updatedAtFrom=2023-08-23T09%3A09%3A16.076Z&updatedAtTo=2023-09-23T09%3A09%3A16.076Z\
         &status=open&page=2&perPage=50",
    )
    .payload(200, "list-enrolments.response.200.json")
}

fn get_enrolment() -> Case {
    Case::new("getEnrolment", call!(|client| client.enrolments().get("a/b c", "d e/f")))
        .sends("GET", "/rest/v1/assignments/a%2Fb%20c/enrolments/d%20e%2Ff")
        .payload(200, "get-enrolment.response.200.json")
        .payload(200, "get-enrolment.response.200.history.json")
}
