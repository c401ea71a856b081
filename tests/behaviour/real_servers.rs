//! What real servers do that their documents do not say: each test is named after what a user of the client sees.

use serde_json::json;
use tests::clients;
use tests::server::{Answer, Server};
use thrive_client::http::Method;
use thrive_client::models::{CreateUser, UpdateUser, UserRole};
use thrive_client::{Client, Credentials, DateTime, Nullable, Value};

async fn answering(status: u16, body: impl ToString) -> (Server, Client) {
    let server = Server::start([Answer::json(status, body.to_string())]).await;
    let client = clients::basic(&server);
    (server, client)
}

#[tokio::test]
async fn null_for_a_required_list_is_an_empty_list() {
    let (_server, client) = answering(200, json!({"results": null, "pagination": {}})).await;
    let response = client.users().list().send().await.unwrap();
    assert!(response.results.is_empty());
    assert_eq!(response.drift()[0].path(), "$.results");
}

#[tokio::test]
async fn one_value_that_does_not_fit_costs_no_answer_and_every_place_is_listed() {
    let users = json!({"results": [{"id": 1, "role": 7}, {"id": "2", "positions": "none"}, {}], "pagination": {}});
    let (_server, client) = answering(200, users).await;
    let response = client.users().list().tolerant().send().await.unwrap();
    let ids: Vec<&str> = response.results.iter().map(|user| user.id.as_str()).collect();
    assert_eq!(ids, ["1", "2", ""]);
    let paths: Vec<&str> = response.drift().iter().map(|drift| drift.path()).collect();
    assert!(paths.contains(&"$.results[1].positions") && paths.contains(&"$.results[2].id"), "{paths:?}");
    let error = client.users().list().await.unwrap_err();
    assert!(error.decode_error().unwrap().drift().len() > 1, "{error}");
}

#[tokio::test]
async fn an_open_server_is_asked_without_credentials() {
    let server = Server::start([Answer::json(200, r#"{"id": "1"}"#)]).await;
    let error = clients::builder(&server).build().unwrap().users().get("1").await.unwrap_err();
    assert!(error.to_string().contains("`Credentials::none()`"), "{error}");
    let open = clients::builder(&server).credentials(Credentials::none()).build().unwrap();
    open.users().get("1").await.unwrap();
    assert_eq!(server.only_request().header("authorization"), None);
}

#[tokio::test]
async fn credentials_written_by_hand_count() {
    let server = Server::start([Answer::json(200, r#"{"id": "1"}"#)]).await;
    let client = clients::builder(&server).build().unwrap();
    client.users().get("1").header("authorization", "Token abc").await.unwrap();
    assert_eq!(server.only_request().header("authorization"), Some("Token abc"));
}

#[tokio::test]
async fn a_base_url_as_manuals_print_it_is_not_doubled_and_the_error_shows_the_url() {
    let server = Server::start([Answer::json(404, "{}")]).await;
    let base_url = format!("{}/rest/v1", server.url());
    let client = Client::builder().base_url(base_url).credentials(Credentials::none()).build().unwrap();
    let error = client.users().get("1").await.unwrap_err();
    assert_eq!(server.only_request().path, "/rest/v1/user/1");
    assert!(error.to_string().contains(&format!("GET {}/rest/v1/user/1", server.url())), "{error}");
}

#[tokio::test]
async fn the_user_agent_of_the_caller_is_sent_as_it_is() {
    let server = Server::start([Answer::json(200, r#"{"id": "1"}"#)]).await;
    let client = clients::builder(&server).credentials(Credentials::none()).default_header("User-Agent", "app/1.0");
    client.build().unwrap().users().get("1").await.unwrap();
    assert_eq!(server.only_request().header("user-agent"), Some("app/1.0"));
}

#[tokio::test]
async fn requests_with_optional_parameters_can_be_raw_or_a_stream_or_have_more_parameters() {
    let (server, client) = answering(200, "[1]").await;
    let list = || client.users().list().per_page(2).query_extra("debug", true);
    assert_eq!(list().send_raw().await.unwrap().body, "[1]");
    let mut body = list().send_stream().await.unwrap().into_value();
    assert_eq!(body.next_chunk().await.unwrap().unwrap(), "[1]");
    assert!(server.received().iter().all(|request| request.query.ends_with("debug=true")));
}

#[tokio::test]
async fn a_success_that_cannot_be_read_is_no_refusal() {
    let (_server, client) = answering(200, "\"OK\"").await;
    let error = client.users().create(CreateUser::new("1", "Jo", "Doe")).await.unwrap_err();
    assert!(error.is_done_by_server() && !error.is_status(), "{error}");
    assert_eq!(error.raw_body().unwrap(), "\"OK\"");
    assert!(error.to_string().contains("the server did what was asked"), "{error}");
}

#[tokio::test]
async fn members_that_the_document_does_not_have_are_reachable() {
    let (_server, client) = answering(200, json!({"id": "1", "nickname": "Jo"})).await;
    let response = client.users().get("1").keep_undeclared().send().await.unwrap();
    let undeclared: Vec<_> = response.undeclared().collect();
    assert_eq!(undeclared, [("$.nickname", &json!("Jo"))]);
}

#[tokio::test]
async fn what_has_not_changed_is_no_refusal() {
    let server = Server::start([Answer::empty(304)]).await;
    let error = clients::basic(&server).users().get("1").header("if-none-match", "\"a\"").await.unwrap_err();
    assert!(error.is_not_modified());
    assert!(!error.to_string().contains("refused"), "{error}");
}

#[tokio::test]
async fn what_the_document_does_not_have_can_be_requested() {
    let (server, client) = answering(200, json!({"up": true})).await;
    let health = client.request(Method::GET, "/health").send::<Value>().await.unwrap().into_value();
    assert_eq!(health, json!({"up": true}));
    assert_eq!(server.only_request().path, "/rest/v1/health");
}

#[tokio::test]
async fn setters_take_what_a_user_has() {
    let (server, client) = answering(200, "{}").await;
    let update = UpdateUser::new().first_name("Jo").role(UserRole::Learner);
    let response = client.users().update("1", update).send_raw().await.unwrap();
    assert_eq!(server.only_request().json(), json!({"firstName": "Jo", "role": "learner"}));
    assert_eq!((response.status().as_u16(), response.attempts()), (200, 1), "raw responses have the methods of others");
    assert_eq!(Nullable::<Vec<String>>::from(["a"]), Nullable::Value(vec!["a".to_owned()]));
    assert!(DateTime::try_from("2021-01-01T09:00:00Z").is_ok());
}

/// The ways out exist for those who know them: the first page of the crate names each.
#[test]
fn the_first_page_names_every_way_out() {
    let page = include_str!("../../generated-client/src/lib.rs");
    let ways = [
        "# When the server does not do what its documentation says",
        ".tolerant()",
        ".strict()",
        ".drift()",
        ".send_raw()",
        ".send_stream()",
        ".query_extra(",
        ".header(",
        "client.request(",
        "error.raw_body()",
        "error.is_done_by_server()",
        ".base_url(",
        "Credentials::none()",
        ".default_header(\"authorization\"",
    ];
    for way in ways {
        assert!(page.contains(way), "{way}");
    }
}
