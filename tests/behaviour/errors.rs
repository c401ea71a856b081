//! Every documented error of every operation: status, typed body, both forms of the message, predicates.

use serde_json::{Value, json};
use tests::server::{Answer, Server};
use tests::{clients, description, operations};
use thrive_client::Error;

#[tokio::test]
async fn documented_errors_are_read() {
    let server = Server::start([]).await;
    let client = clients::basic(&server);

    for documented in description::operations() {
        // `operations` says which have none.
        let Some(case) = operations::all().into_iter().find(|case| case.operation_id == documented.id) else {
            continue;
        };
        for status in documented.errors() {
            for body in bodies(status) {
                server.will_answer([Answer::json(status, body.to_string())]);
                let error = (case.call)(client.clone()).await.unwrap_err();
                assert_error(&error, &documented.id, status, &body);
            }
        }
    }
}

/// The message is text or an object; both are documented.
fn bodies(status: u16) -> [Value; 3] {
    let body = |message: Value| json!({"status": f64::from(status), "error": "Some Reason", "message": message});
    [body(json!("what went wrong")), body(json!({"email": ["is taken"]})), body(json!({}))]
}

fn assert_error(error: &Error, operation_id: &str, status: u16, body: &Value) {
    let context = format!("{operation_id} {status}: {error}");
    assert_eq!(error.operation_id(), operation_id, "{context}");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(status), "{context}");
    assert_eq!(error.raw_body().unwrap(), body.to_string().as_bytes(), "{context}");
    let shown = serde_json::to_value(error.body().unwrap()).unwrap();
    assert!(tests::payloads::same(&shown, body), "{context}: {shown}");
    assert_predicates(error, status, &context);
    assert!(error.to_string().contains(operation_id), "{context}");
    assert_words(error, body, &context);
}

/// `Display` quotes the server and names the request; `Debug`, which is for logs, has nothing of the body.
fn assert_words(error: &Error, body: &Value, context: &str) {
    let expected = match &body["message"] {
        Value::String(message) => message,
        Value::Object(fields) if !fields.is_empty() => "email: is taken",
        _ => "Some Reason",
    };
    assert_eq!(error.message(), Some(expected), "{context}");
    let request = format!("{} {}", error.method(), error.url().unwrap());
    assert!(context.contains(expected) && context.contains(&request), "{context}");
    assert!(!format!("{error:?} {error:#?}").contains(expected), "{error:?}");
}

fn assert_predicates(error: &Error, status: u16, context: &str) {
    assert!(error.is_status(), "{context}");
    assert_eq!(error.is_not_found(), status == 404, "{context}");
    assert_eq!(error.is_unauthorized(), status == 401, "{context}");
    assert_eq!(error.is_forbidden(), status == 403, "{context}");
    assert_eq!(error.is_conflict(), status == 409, "{context}");
    assert_eq!(error.is_invalid(), status == 400 || status == 422, "{context}");
    assert_eq!(error.is_server_error(), status >= 500, "{context}");
    assert_eq!(error.is_retryable(), status == 500, "{context}");
    let others =
        [error.is_decode(), error.is_request(), error.is_credentials(), error.is_timeout(), error.is_connect()];
    assert_eq!(others, [false; 5], "{context}");
}
