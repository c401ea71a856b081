//! What the document says of headers, media types and parameters, as bytes on the wire.

use clientgen_runtime::codegen::{Method, Operation, Parameter};
use clientgen_runtime::{ParamValue, Value};

use crate::api::User;
use crate::fake::{Server, reply_with};

static NOTES: Operation = Operation {
    method: Method::Post,
    path: "/notes",
    parameters: &[
        Parameter::query("note").content("text/plain"),
        Parameter::header("X-Note").content("text/plain"),
        Parameter::query("pageable"),
    ],
    accept: "application/vnd.notes+json;version=2",
    content_type: "application/json; version=2",
    ..Operation::new("notes")
};

#[tokio::test]
async fn headers_of_the_document_are_sent_unless_the_call_has_its_own() {
    let server = Server::always(200, "");
    let users = server.client().users();
    users.secured(&NOTES).await.unwrap();
    let seen = server.last();
    assert_eq!(seen.header("accept"), "application/vnd.notes+json;version=2");
    assert_eq!(seen.header("content-type"), "application/json; version=2");

    let call = || users.secured(&NOTES).json(&User::new("1"));
    call().await.unwrap();
    assert_eq!(server.last().header("content-type"), "application/json; version=2");
    call().header("Accept", "text/csv").header("Content-Type", "application/vnd.own+json").await.unwrap();
    let seen = server.last();
    assert_eq!((seen.header("accept"), seen.header("content-type")), ("text/csv", "application/vnd.own+json"));
}

#[tokio::test]
async fn text_keeps_the_media_type_of_the_document() {
    let server = Server::always(200, "");
    let users = server.client().users();
    users.secured(&NOTES).text_as("text/csv", "a,b\n1,2").await.unwrap();
    let seen = server.last();
    assert_eq!((seen.header("content-type"), seen.text()), ("text/csv", "a,b\n1,2"));
    users.secured(&NOTES).text("ü").await.unwrap();
    assert_eq!(server.last().header("content-type"), "text/plain; charset=utf-8");
}

#[tokio::test]
async fn text_parameters_have_no_quotes() {
    let server = Server::always(200, "");
    let users = server.client().users();
    users.secured(&NOTES).query("note", "p q").header_param("X-Note", "p q").await.unwrap();
    let seen = server.last();
    assert!(seen.url.ends_with("/notes?note=p%20q"), "{}", seen.url);
    assert_eq!(seen.header("x-note"), "p q");
}

#[tokio::test]
async fn the_members_of_an_exploded_object_are_parameters() {
    let server = Server::always(200, "");
    let pageable: Value = serde_json::json!({"page": 0, "sort": ["name,asc", "id"], "q": null});
    server.client().users().secured(&NOTES).query("pageable", ParamValue::model(&pageable)).await.unwrap();
    let seen = server.last();
    assert!(seen.url.ends_with("/notes?page=0&sort=name%2Casc&sort=id"), "{}", seen.url);
}

#[tokio::test]
async fn a_body_that_nobody_described_can_be_read() {
    let server = Server::always(200, "some bytes");
    let response = server.client().users().secured(&NOTES).send().await.unwrap();
    assert_eq!(response.raw_body().map(|body| &body[..]), Some(&b"some bytes"[..]));
    assert!(response.drift().is_empty());
    let page = Server::new(|_| reply_with(200, ("content-type", "text/html; charset=utf-8"), "<h1>Log in</h1>"));
    let response = page.client().users().secured(&NOTES).send().await.unwrap();
    assert_eq!(
        response.drift()[0].to_string(),
        "$: expected no body, found text/html",
        "a page for people is no success"
    );
    let nothing = Server::always(200, "").client().users().secured(&NOTES).send().await.unwrap();
    assert_eq!(nothing.raw_body(), None);
}
