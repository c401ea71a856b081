//! What a call reports of a response that differs from the document, and who decides how strictly it is read.

use std::sync::{Arc, Mutex};

use clientgen_runtime::DriftKind;

use crate::api::{Client, User};
use crate::fake::{Server, reply, reply_with};

const NUMBER_FOR_ID: &str = r#"{"id": 7, "nick": "x"}"#;

fn client(server: &Server) -> Client {
    server.builder().credentials(clientgen_runtime::Credentials::basic("user", "hunter2")).build().unwrap()
}

#[tokio::test]
async fn a_response_has_its_drift_and_the_body_it_came_from() {
    let server = Server::script([reply(200, NUMBER_FOR_ID), reply(200, r#"{"id": "7"}"#)]);
    let users = client(&server).users();
    let response = users.get("7").send().await.unwrap();
    let drift = &response.drift()[0];
    assert_eq!((response.id.as_str(), drift.path(), drift.kind()), ("7", "$.id", DriftKind::WrongType));
    assert_eq!((drift.expected(), drift.found()), ("a string", "a number"));
    assert_eq!(response.raw_body().unwrap(), NUMBER_FOR_ID);
    let response = users.get("7").send().await.unwrap();
    assert!(response.drift().is_empty() && response.raw_body().is_none());
}

#[tokio::test]
async fn the_call_decides_else_the_client() {
    let server = Server::always(200, NUMBER_FOR_ID);
    let basic = || clientgen_runtime::Credentials::basic("user", "hunter2");
    let strict = server.builder().credentials(basic()).strict().build().unwrap().users();
    assert!(strict.get("7").await.unwrap_err().is_done_by_server());
    assert_eq!(strict.get("7").lenient().await.unwrap().id, "7");
    let empty = Server::always(200, "{}");
    let tolerant = empty.builder().credentials(basic()).tolerant().build().unwrap().users();
    assert_eq!(tolerant.get("7").await.unwrap(), User::new(""));
    assert!(tolerant.get("7").lenient().await.is_err());
    assert!(tolerant.get("7").strict().await.is_err());
}

#[tokio::test]
async fn undeclared_members_are_kept_by_path() {
    let users = client(&Server::always(200, r#"{"id": "7", "nick": {"a": 1}}"#)).users();
    let response = users.get("7").keep_undeclared().send().await.unwrap();
    let undeclared: Vec<_> = response.undeclared().map(|(path, value)| format!("{path} {value}")).collect();
    assert_eq!(undeclared, [r#"$.nick {"a":1}"#]);
    assert_eq!(users.get("7").send().await.unwrap().undeclared().count(), 0);
}

#[tokio::test]
async fn a_hook_hears_of_drift_whether_the_call_succeeds_or_not() {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&heard);
    let server = Server::script([reply(200, NUMBER_FOR_ID), reply(200, r#"{"id": "7"}"#), reply(200, "[]")]);
    let builder = server.builder().credentials(clientgen_runtime::Credentials::basic("user", "hunter2"));
    let client = builder.on_drift(move |report| {
        let paths: Vec<_> = report.drift().iter().map(|drift| drift.path()).collect();
        told.lock().unwrap().push(format!("{} {}", report.operation_id(), paths.join(" ")));
    });
    let users = client.build().unwrap().users();
    users.get("7").await.unwrap();
    users.get("7").await.unwrap();
    users.get("7").await.unwrap_err();
    assert_eq!(*heard.lock().unwrap(), ["getUser $.id", "getUser $"]);
}

#[tokio::test]
async fn pages_and_items_follow_the_call_and_collect_their_drift() {
    let page = |results: &str| reply(200, format!(r#"{{"results": {results}, "pagination": {{"totalPages": 2}}}}"#));
    let pages = move || Server::script([page(r#"[{"id": "1"}, {"id": null}]"#), page(r#"[{"id": 3}]"#)]);
    let mut items = pages().client().users().list().tolerant().items();
    let mut ids = Vec::new();
    while let Some(user) = items.next().await {
        ids.push(user.unwrap().id);
    }
    assert_eq!(ids, ["1", "", "3"]);
    let paths: Vec<_> = items.drift().iter().map(|drift| drift.path()).collect();
    assert_eq!(paths, ["$.results[1].id", "$.results[0].id"]);
    assert!(pages().client().users().list().items().try_collect().await.is_err());
}

#[tokio::test]
async fn another_media_type_is_decoded_if_it_can_be() {
    let server = Server::new(|_| reply_with(200, ("content-type", "text/html; charset=utf-8"), r#"{"id": "7"}"#));
    let response = client(&server).users().get("7").strict().send().await.unwrap();
    let drift: Vec<_> = response.drift().iter().map(ToString::to_string).collect();
    assert_eq!(drift, ["$: expected application/json, found text/html"]);
    assert_eq!(response.id, "7");
}

#[tokio::test]
async fn an_error_body_is_read_as_far_as_it_fits() {
    let users = client(&Server::always(404, r#"{"missing": 7, "message": "x"}"#)).users();
    let error = users.get("7").strict().await.unwrap_err();
    assert!(error.is_not_found() && error.body().is_some() && !error.is_done_by_server());
}
