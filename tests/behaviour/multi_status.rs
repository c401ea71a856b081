//! What the status alone decides: several successes, no content, and bodies that are not what they should be.

use serde_json::json;
use tests::server::{Answer, Server};
use tests::{clients, payloads};
use thrive_client::Error;
use thrive_client::models::User;

#[tokio::test]
async fn the_status_tells_whether_all_were_added() {
    let server = Server::start([
        Answer::json(200, payloads::text("add-audience-members.response.200.json")),
        Answer::json(207, payloads::text("add-audience-members.response.207.json")),
    ])
    .await;
    let audiences = clients::basic(&server).audiences();

    let all = audiences.add_members("1", ["a", "b"]).send().await.unwrap();
    let some = audiences.add_members("1", ["a", "b"]).send().await.unwrap();

    assert_eq!(all.status(), 200);
    assert!(all.failure.is_none());
    assert_eq!(some.status(), 207);
    let failure = some.into_value().failure.unwrap();
    assert_eq!(failure.entities.unwrap()[0].reference.as_deref(), Some("test.user@thrivelearning.com"));
}

#[tokio::test]
async fn deletions_answer_with_or_without_content() {
    let json = |text: &str| Answer::json(200, text);
    let server = Server::start([
        Answer::empty(204),
        Answer::empty(200),
        Answer::json(200, ""),
        json("{}"),
        json(r#"{"success": true}"#),
        json(r#"{"success": false, "more": 1}"#),
    ])
    .await;
    let users = clients::basic(&server).users();

    for _ in 0..3 {
        assert_eq!(users.delete("1").await.unwrap(), None);
    }
    assert_eq!(users.delete("1").await.unwrap().unwrap().success, None);
    assert_eq!(users.delete("1").await.unwrap().unwrap().success, Some(true));
    assert_eq!(users.delete("1").await.unwrap().unwrap().success, Some(false));
}

#[tokio::test]
async fn a_deletion_can_have_a_body() {
    let server = Server::start([Answer::empty(204)]).await;

    clients::basic(&server).assignments().delete("1", "2").await.unwrap();

    let request = server.only_request();
    assert_eq!(request.method, "DELETE");
    assert_eq!(request.json(), json!({"audienceId": "2"}));
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(request.header("content-length"), Some(r#"{"audienceId":"2"}"#.len().to_string().as_str()));
}

#[tokio::test]
async fn errors_without_a_usable_body_keep_what_came() {
    let html = |text: &'static str| Answer::empty(404).header("content-type", "text/html").body(text);
    let bodies = [
        (Answer::empty(404), ""),
        (html("<html>no such page</html>"), "<html>no such page</html>"),
        (Answer::json(404, "{\"status\": "), "{\"status\": "),
        (Answer::json(404, "[]"), "[]"),
        (Answer::json(404, "null"), "null"),
        (Answer::json(404, "{\"status\": \"lost\"}"), "{\"status\": \"lost\"}"),
    ];
    for (answer, text) in bodies {
        let server = Server::start([answer]).await;

        let error = clients::basic(&server).users().get("1").await.unwrap_err();

        assert!(error.is_not_found(), "{error}");
        assert_eq!(error.raw_body().unwrap(), text.as_bytes());
        assert!(error.body().is_none(), "{text}: {:?}", error.body());
    }
}

#[tokio::test]
async fn a_success_that_is_not_json_is_an_error_with_the_body() {
    let html = Answer::empty(200).header("content-type", "text/html; charset=utf-8").body("<html>sign in</html>");
    let cases = [
        (html, "$: expected JSON, found a body of type text/html", None, None),
        (Answer::empty(200), "$: expected a body, found nothing", None, Some("")),
        (Answer::json(200, "[]"), "$: expected an object (User), found an array", None, Some("")),
        (Answer::json(200, r#"{"id": 7}"#), "$.id: expected a string, found the number 7", Some("7"), Some("7")),
    ];
    for (answer, expected, lenient, tolerant) in cases {
        let server = Server::start([answer.clone(), answer.clone(), answer]).await;
        let users = clients::basic(&server).users();
        let id = |response: Result<User, Error>| response.ok().map(|user| user.id);
        assert_eq!(id(users.get("1").await).as_deref(), lenient);
        assert_eq!(id(users.get("1").tolerant().await).as_deref(), tolerant);

        let error = users.get("1").strict().await.unwrap_err();

        assert!(error.is_decode() && error.is_done_by_server() && !error.is_status(), "{error}");
        assert_eq!(error.decode_error().unwrap().to_string(), expected);
        assert_eq!(error.status().unwrap(), 200);
        assert!(error.raw_body().is_some());
        assert!(!error.is_retryable());
    }
}

#[tokio::test]
async fn other_successes_are_read_like_the_documented_one() {
    let server = Server::start([Answer::json(202, payloads::text("get-user.response.200.json"))]).await;

    let response = clients::basic(&server).users().get("1").send().await.unwrap();

    assert_eq!(response.status(), 202);
    assert_eq!(response.id, "646767d82535201223349e09");
}
