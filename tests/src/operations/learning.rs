//! Completions, contents and activities.

use serde_json::{Value, json};
use thrive_client::models::{ActivityType, ContentType, CreateCompletion};

use super::case::{Case, call, date};

pub(super) fn cases() -> Vec<Case> {
    vec![
        list_completions(),
        create_completion(),
        get_completion(),
        query_contents(),
        get_content(),
        query_activities(),
        get_activity(),
    ]
}

fn list_completions() -> Case {
    Case::new(
        "listCompletions",
        call!(|client| client
            .completions()
            .list()
            .content_id("a/b c")
            .is_rpl(true)
            .user_id("64676ab0a236ebc50f280a55")
            .completed_date_range_start("2024-04-02")
            .completed_date_range_end("2024-04-30")
            .page(2)
            .per_page(1000)),
    )
    .sends("GET", "/rest/v1/learning/completions")
    .query(
        "contentId=a%2Fb%20c&isRPL=true&userId=64676ab0a236ebc50f280a55\
         &completedDateRangeStart=2024-04-02&completedDateRangeEnd=2024-04-30\
         &page=2&perPage=1000",
    )
    .answers(200, json!([completion()]))
    .answers(200, json!([]))
}

fn create_completion() -> Case {
    Case::new(
        "createCompletion",
        call!(|client| client.completions().create(CreateCompletion::new(
            "64676ab0a236ebc50f280a55",
            "507f1f77bcf86cd799439011",
            date("2024-04-02T09:00:00Z")
        ))),
    )
    .sends("POST", "/rest/v1/learning/completions")
    .json(json!({
        "userId": "64676ab0a236ebc50f280a55",
        "contentId": "507f1f77bcf86cd799439011",
        "completedAt": "2024-04-02T09:00:00Z"
    }))
    .answers(200, json!({"statementId": "5f9d88d6e1b2a34c56d78902"}))
    .answers(201, json!({"statementId": "5f9d88d6e1b2a34c56d78902"}))
}

fn get_completion() -> Case {
    Case::new("getCompletion", call!(|client| client.completions().get("a/b c")))
        .sends("GET", "/rest/v1/learning/completions/a%2Fb%20c")
        .answers(200, completion())
}

fn query_contents() -> Case {
    Case::new(
        "queryContents",
        call!(|client| client
            .contents()
            .list()
            .page(2)
            .per_page(20)
            .types([ContentType::Video, ContentType::Article])
            .omit_types([ContentType::Event])
            .updated_since(date("2021-01-01T09:00:00Z"))),
    )
    .sends("GET", "/rest/v1/contents")
    .query(
        "page=2&perPage=20&types=video,article&omitTypes=event\
         &updatedSince=2021-01-01T09%3A00%3A00Z",
    )
    .payload(200, "query-contents.response.200.json")
}

fn get_content() -> Case {
    Case::new("getContent", call!(|client| client.contents().get("5f9d88d6e1b2a34c56d78902")))
        .sends("GET", "/rest/v1/contents/5f9d88d6e1b2a34c56d78902")
        .payload(200, "get-content.response.200.json")
        .answers(200, content(json!({"value": 12.5, "unit": "minutes"})))
        .answers(200, content(json!(12.5)))
}

fn query_activities() -> Case {
    Case::new(
        "queryActivities",
        call!(|client| client
            .activities()
            .list()
            .page(2)
            .per_page(20)
            .actions([ActivityType::Viewed, ActivityType::Completed])
            .omit_actions([ActivityType::Pinned, ActivityType::LoggedIn])
            .content_ids(["000000000000000000000001", "000000000000000000000002"])
            .content_type("content")
            .timestamp_from("2020-01-01 00:00:00")
            .timestamp_to("2020-10-01 00:00:00")),
    )
    .sends("GET", "/rest/v1/activities")
    .query(
        "page=2&perPage=20&actions=viewed,completed&omitActions=pinned,loggedin\
         &contentIds=000000000000000000000001,000000000000000000000002&contentType=content\
         &timestampFrom=2020-01-01%2000%3A00%3A00&timestampTo=2020-10-01%2000%3A00%3A00",
    )
    .payload(200, "query-activities.response.200.json")
}

fn get_activity() -> Case {
    Case::new("getActivity", call!(|client| client.activities().get("507f1f77bcf86cd799439012")))
        .sends("GET", "/rest/v1/activity/507f1f77bcf86cd799439012")
        .payload(200, "get-activity.response.200.json")
}

/// No example of a completion is published; this has a value in every property.
fn completion() -> Value {
    json!({
        "id": "5f9d88d6e1b2a34c56d78902",
        "userId": "64676ab0a236ebc50f280a55",
        "contentId": "507f1f77bcf86cd799439011",
        "contentVersion": 3,
        "skills": ["leadership"],
        "completionType": "manual",
        "hadDueDate": true,
        "isRPL": false,
        "completedAt": "2024-04-02T09:00:00Z",
        "activeUntil": null
    })
}

/// What third-party clients read beyond the reference.
fn content(duration: Value) -> Value {
    json!({
        "id": "507f1f77bcf86cd799439011",
        "duration": duration,
        "contentHistory": [{
            "action": "created",
            "timestamp": "2019-02-18T17:42:11.708Z",
            "performedBy": {"type": "user", "value": "5c69be0e3a38412f022b4719"}
        }]
    })
}
