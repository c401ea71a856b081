//! What comes back when it goes wrong, and when it goes right.

use std::error::Error as _;

use clientgen_runtime::codegen::{Operation, SecurityScheme};
use clientgen_runtime::http::Method;
use clientgen_runtime::{Credentials, TransportError};

use crate::api::{ErrorBody, General, Missing, Replaced, User};
use crate::fake::{Server, reply, reply_with};

fn users(server: &Server) -> crate::api::Users {
    let client = server.builder().credentials(Credentials::basic("user", "hunter2"));
    client.retry(clientgen_runtime::RetryPolicy::none()).build().unwrap().users()
}

#[tokio::test]
async fn error_bodies_go_by_status() {
    let server = Server::new(|seen| match seen.url.rsplit('/').next().unwrap() {
        "404" => reply_with(404, ("x-request-id", "abc"), r#"{"missing": "user"}"#),
        "400" => reply(400, r#"{"message": "no"}"#),
        "500" => reply(500, r#"{"message": "oh"}"#),
        "409" => reply(409, r#"{"other": 1}"#),
        _ => reply(503, "<html>"),
    });
    let users = users(&server);
    let error = users.get("404").await.unwrap_err();
    assert_eq!(error.body(), Some(&ErrorBody::Missing(Missing { missing: "user".into() })));
    assert!(error.is_not_found() && error.is_status() && !error.is_retryable());
    assert_eq!((error.request_id(), error.operation_id(), error.attempts()), (Some("abc"), "getUser", 1));
    assert_eq!(
        error.to_string(),
        "getUser: the server refused (GET https://api.example.com/rest/v1/user/404, status 404 Not Found, request id abc)"
    );
    let error = users.get("400").await.unwrap_err();
    assert_eq!(error.body(), Some(&ErrorBody::General(General { message: "no".into() })));
    assert!(error.is_invalid());
    assert!(users.get("500").await.unwrap_err().is_server_error());
    let error = users.get("409").await.unwrap_err();
    assert!(matches!(error.body(), Some(ErrorBody::Unknown(_))) && error.is_conflict());
    let error = users.get("else").await.unwrap_err();
    assert_eq!((error.body(), error.raw_body().map(|body| &body[..])), (None, Some(&b"<html>"[..])));
    assert!(error.is_retryable());
}

#[tokio::test]
async fn errors_quote_the_server_but_no_secret() {
    let body = r#"{"message": "<p>user hunter2 (am86b3Blbi1zZXNhbWU=) may not\u202e\n see tok-4321</p>"}"#;
    let server = Server::always(403, body);
    let users = users(&server);
    let error = users.get("1").header("x-auth-token", "tok-4321").query_extra("sig", "abc").await.unwrap_err();
    let message = "user *** (am86b3Blbi1zZXNhbWU=) may not\\u{202e} see ***";
    assert_eq!(error.message(), Some(message));
    assert_eq!(error.url(), Some("https://api.example.com/rest/v1/user/1?sig=***"));
    let shown = format!(
        "getUser: the server refused: \"{message}\" (GET https://api.example.com/rest/v1/user/1?sig=***, status 403 \
         Forbidden)"
    );
    assert_eq!(error.to_string(), shown);
    assert!(!format!("{error:?}").contains("may not"), "{error:?}");
    assert_eq!(error.method(), "GET");
}

#[tokio::test]
async fn a_page_of_html_is_quoted_without_its_markup() {
    let html = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>nginx</body>";
    let error = users(&Server::always(502, html)).get("1").await.unwrap_err();
    assert_eq!(error.message(), Some("502 Bad Gateway"));
}

#[tokio::test]
async fn not_modified_is_no_refusal() {
    let error = users(&Server::always(304, "")).get("1").header("if-none-match", "\"a\"").await.unwrap_err();
    assert!(error.is_not_modified());
    let expected = "getUser: not modified (GET https://api.example.com/rest/v1/user/1, status 304 Not Modified)";
    assert_eq!(error.to_string(), expected);
}

#[tokio::test]
async fn decode_errors_say_where() {
    let server = Server::always(200, r#"{"id": 12345, "secret": "hunter3"}"#);
    let error = users(&server).get("1").strict().await.unwrap_err();
    assert!(error.is_decode() && error.is_done_by_server() && !error.is_status());
    let decode = error.decode_error().unwrap();
    assert_eq!((decode.path(), decode.expected()), ("$.id", "a string"));
    assert_eq!(
        error.to_string(),
        "getUser: unexpected response: $.id: expected a string, found the number 12345 \
         (GET https://api.example.com/rest/v1/user/1, status 200 OK); `error.raw_body()` is the body, `.tolerant()` \
         reads what fits"
    );
    assert!(error.source().is_some() && error.raw_body().is_some());
    assert!(!format!("{error:?}").contains("hunter"));
}

#[tokio::test]
async fn bodies_that_are_not_json_are_named_by_their_type() {
    let html = "<html>maintenance</html>";
    let server = Server::new(move |_| reply_with(200, ("content-type", "text/html; charset=utf-8"), html));
    let error = users(&server).get("1").await.unwrap_err();
    assert_eq!(error.decode_error().unwrap().found(), "a body of type text/html");
    let error = users(&Server::always(200, "")).get("1").await.unwrap_err();
    assert_eq!(error.decode_error().unwrap().to_string(), "$: expected a body, found nothing");
}

#[tokio::test]
async fn successes_by_status() {
    let server = Server::script([reply(200, r#"{"id": "1"}"#), reply(204, ""), reply(202, "{}")]);
    let users = users(&server);
    let response = users.replace("1", User::new("1")).send().await.unwrap();
    assert_eq!((response.status().as_u16(), response.attempts()), (200, 1));
    assert_eq!(response.into_value(), Replaced::Changed(User::new("1")));
    assert_eq!(users.replace("1", User::new("1")).await.unwrap(), Replaced::Nothing(()));
    let error = users.replace("1", User::new("1")).await.unwrap_err();
    assert_eq!(error.decode_error().unwrap().to_string(), "$: expected status 200 or 204, found status 202");
}

#[tokio::test]
async fn responses_carry_what_came_beside_the_value() {
    let server = Server::new(|_| reply_with(200, ("x-request-id", "r1"), r#"{"id": "1"}"#));
    let response = users(&server).get("1").send().await.unwrap();
    assert_eq!((response.id.as_str(), response.request_id()), ("1", Some("r1")));
    let raw = users(&server).get("1").send_raw().await.unwrap();
    assert_eq!(&raw.body[..], br#"{"id": "1"}"#);
    let mut stream = users(&server).get("1").send_stream().await.unwrap().into_value();
    assert_eq!(&stream.next_chunk().await.unwrap().unwrap()[..], br#"{"id": "1"}"#);
}

#[tokio::test]
async fn transport_failures_keep_their_cause() {
    let server = Server::new(|_| Err(TransportError::connect("refused")));
    let error = users(&server).get("1").await.unwrap_err();
    assert!(error.is_connect() && error.is_retryable() && !error.is_status());
    assert_eq!(error.source().unwrap().to_string(), "refused");
    let server = Server::new(|_| Err(TransportError::connection("reset")));
    assert!(users(&server).get("1").await.unwrap_err().is_connection());
}

#[tokio::test]
async fn large_responses_are_refused() {
    let server = Server::always(200, r#"{"id": "1234567890"}"#);
    let error = users(&server).get("1").max_response_size(10).await.unwrap_err();
    assert!(error.is_too_large(), "{error}");
}

#[tokio::test]
async fn redirects_are_followed_within_reason() {
    let server = Server::new(|seen| match seen.url.as_str() {
        "https://api.example.com/rest/v1/user/1" => reply_with(302, ("location", "/moved"), ""),
        "https://api.example.com/moved" => reply_with(307, ("location", "https://other.example/x"), ""),
        "https://other.example/x" => reply(200, r#"{"id": "moved"}"#),
        _ => reply_with(302, ("location", "/rest/v1/user/2"), ""),
    });
    let users = users(&server);
    assert_eq!(users.get("1").await.unwrap().id, "moved");
    let seen = server.seen();
    assert!(seen[1].header("authorization").starts_with("Basic "));
    assert_eq!(seen[2].header("authorization"), "");
    let error = users.get("2").await.unwrap_err();
    let expected = "getUser: redirect not followed: there are too many (GET https://api.example.com/rest/v1/user/2)";
    assert_eq!(error.to_string(), expected);
    assert!(error.is_redirect());
}

#[tokio::test]
async fn a_missing_credential_is_an_error_before_anything_is_sent() {
    static LOCKED: Operation = Operation { security: &[&["basic"], &["key", "queryKey"]], ..Operation::new("locked") };
    let server = Server::always(200, "");
    let error = server.client().users().secured(&LOCKED).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "locked: no credentials; it requires basic, or key and queryKey; to send it without them, give `Credentials::none()`"
    );
    assert!(error.is_credentials() && error.attempts() == 0 && server.seen().is_empty());
    let _ = SecurityScheme::other("unused");
}

#[tokio::test]
async fn calls_can_be_spawned() {
    let server = Server::always(200, r#"{"id": "1"}"#);
    let users = users(&server);
    let first = tokio::spawn(users.get("1").into_future());
    let second = tokio::spawn(async move { users.get("2").send().await });
    assert_eq!(first.await.unwrap().unwrap().id, "1");
    assert_eq!(second.await.unwrap().unwrap().id, "1");
}

#[test]
fn statuses_can_be_ranges() {
    use clientgen_runtime::codegen::{FromResponse, by_status};
    use clientgen_runtime::{RawResponse, Text, http::StatusCode};

    #[derive(Debug, PartialEq)]
    enum Answer {
        Made(Text),
        Other(Text),
    }
    by_status! { Answer { 201..=202 => Made, _ => Other } }

    let answer = |status| Answer::from_response(&RawResponse::new(status, "x"));
    assert_eq!(answer(StatusCode::CREATED), Ok(Answer::Made(Text("x".into()))));
    assert_eq!(answer(StatusCode::OK), Ok(Answer::Other(Text("x".into()))));
}

#[tokio::test]
async fn only_a_method_that_acts_has_done_something() {
    let server = Server::always(200, "<html>");
    let client = server.builder().credentials(Credentials::basic("user", "hunter2")).build().unwrap();
    for (method, acts) in [(Method::GET, false), (Method::HEAD, false), (Method::POST, true), (Method::DELETE, true)] {
        let error = client.request(method.clone(), "/x").send::<User>().await.unwrap_err();
        assert!(error.is_done_by_server());
        assert_eq!(error.to_string().contains("; the server did what was asked"), acts, "{method}: {error}");
    }
}

/// An empty value for the whole body helps nobody.
#[tokio::test]
async fn tolerance_is_named_only_where_it_reads_something() {
    let table = [
        (r#"{"id": 1}"#, true),
        (r#"{"name": "Jo"}"#, true),
        (r#""OK""#, false),
        ("[]", false),
        ("", false),
        (r#"{"id": "1""#, false),
        ("<html>", false),
    ];
    for (body, is_named) in table {
        let error = users(&Server::always(200, body)).get("1").strict().await.unwrap_err();
        assert_eq!(error.to_string().contains("`.tolerant()`"), is_named, "{error}");
        assert!(error.to_string().contains("`error.raw_body()` is the body"), "{error}");
    }
}
