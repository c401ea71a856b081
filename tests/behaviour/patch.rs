//! A change of a user says three things of each property: leave it, clear it, set it.

use serde_json::{Value, json};
use tests::clients;
use tests::server::{Answer, Server};
use thrive_client::Nullable;
use thrive_client::models::{UpdateUser, UserRole};

#[tokio::test]
async fn what_is_not_mentioned_is_not_sent() {
    assert_eq!(sent(UpdateUser::new()).await, json!({}));
}

#[tokio::test]
async fn null_clears() {
    let change = UpdateUser::new().job_title(Nullable::Null).manager_ref(Nullable::Null);

    assert_eq!(sent(change).await, json!({"jobTitle": null, "managerRef": null}));
}

#[tokio::test]
async fn a_value_sets() {
    let change = UpdateUser::new().first_name("Zoë").sso(false).role(UserRole::LearnerAdmin);

    assert_eq!(sent(change).await, json!({"firstName": "Zoë", "sso": false, "role": "learneradmin"}));
}

#[tokio::test]
async fn the_three_go_together() {
    let mut change = UpdateUser::new().first_name("Thomas").email(Nullable::Null).end_date(Nullable::Absent);
    change.language_code = Nullable::Value("en-gb".to_owned());

    assert_eq!(sent(change).await, json!({"firstName": "Thomas", "email": null, "languageCode": "en-gb"}));
}

#[tokio::test]
async fn every_property_can_be_cleared() {
    let mut cleared = UpdateUser::new();
    cleared.first_name = Nullable::Null;
    cleared.last_name = Nullable::Null;
    cleared.email = Nullable::Null;
    cleared.login_method = Nullable::Null;
    cleared.role = Nullable::Null;
    cleared.job_title = Nullable::Null;
    cleared.manager_ref = Nullable::Null;
    cleared.start_date = Nullable::Null;
    cleared.end_date = Nullable::Null;
    cleared.time_zone = Nullable::Null;
    cleared.language_code = Nullable::Null;
    cleared.sso = Nullable::Null;
    cleared.domain = Nullable::Null;
    cleared.additional_fields = Nullable::Null;

    let document = tests::description::document();
    let properties = document["components"]["schemas"]["UpdateUser"]["properties"].as_object().unwrap().clone();
    let expected: Value = properties.keys().map(|name| (name.clone(), Value::Null)).collect();
    assert_eq!(sent(cleared).await, expected);
}

#[test]
fn the_three_survive_decoding() {
    let body = json!({"firstName": "Thomas", "email": null});

    let change: UpdateUser = serde_json::from_value(body.clone()).unwrap();

    assert_eq!(change.first_name, Nullable::Value("Thomas".to_owned()));
    assert_eq!(change.email, Nullable::Null);
    assert_eq!(change.job_title, Nullable::Absent);
    assert_eq!(serde_json::to_value(change).unwrap(), body);
}

async fn sent(change: UpdateUser) -> Value {
    let server = Server::start([Answer::json(200, r#"{"id": "1"}"#)]).await;
    clients::basic(&server).users().update("1", change).await.unwrap();
    server.only_request().json()
}
