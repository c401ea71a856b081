//! What traces say, and what they do not.

use std::fmt::Write;
use std::sync::{Arc, Mutex};

use clientgen_runtime::{Credentials, RetryPolicy};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::api::User;
use crate::fake::{Server, reply, reply_with};

/// Writes everything down.
#[derive(Clone, Default)]
struct Notes(Arc<Mutex<String>>);

impl Notes {
    fn add(&self, head: &str, record: impl FnOnce(&mut Line)) {
        let mut line = Line(head.to_owned());
        record(&mut line);
        self.0.lock().unwrap().push_str(&(line.0 + "\n"));
    }
}

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        write!(self.0, " {field}={value:?}").unwrap();
    }
}

impl Subscriber for Notes {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.add(span.metadata().name(), |line| span.record(line));
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, values: &Record<'_>) {
        self.add("record", |line| values.record(line));
    }
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &Event<'_>) {
        self.add("event", |line| event.record(line));
    }
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

#[tokio::test]
async fn calls_and_attempts_are_traced_without_secrets_and_bodies() {
    let notes = Notes::default();
    let guard = tracing::subscriber::set_default(notes.clone());
    let server = Server::script([
        reply(503, r#"{"message": "private"}"#),
        reply(200, r#"{"id": "private"}"#),
        reply_with(404, ("x-request-id", "r-7"), r#"{"missing": "private"}"#),
    ]);
    let credentials = Credentials::basic("private", "private");
    let users = server.builder().credentials(credentials).build().unwrap().users();
    users.get("private").header("x-private", "private").await.unwrap();
    users.create(User::new("private")).retry(RetryPolicy::none()).await.unwrap_err();
    drop(guard);
    let notes = notes.0.lock().unwrap().clone();
    assert!(!notes.contains("private"), "{notes}");
    let lines: Vec<_> = notes.lines().map(|line| line.split(" took=").next().unwrap()).collect();
    assert_eq!(
        lines,
        [
            "call client=\"sample-client\" operation=\"getUser\" method=GET path=\"/user/{id}\"",
            "record host=\"api.example.com\"",
            "event message=attempt failed, retrying attempt=1 status=503 reason=\"status\"",
            "event message=attempt succeeded attempt=2 status=200 bytes=17",
            "record attempts=2",
            "record status=200",
            "call client=\"sample-client\" operation=\"createUser\" method=POST path=\"/users\"",
            "record host=\"api.example.com\"",
            "event message=attempt failed attempt=1 status=404 request_id=\"r-7\" reason=\"status\"",
            "record attempts=1",
            "record status=404",
            "record request_id=\"r-7\"",
            "record error=\"status\"",
        ],
        "{notes}"
    );
}

#[tokio::test]
async fn traces_say_why_there_is_no_token() {
    let notes = Notes::default();
    let guard = tracing::subscriber::set_default(notes.clone());
    let server = Server::always(400, r#"{"error": "invalid_client", "error_description": "private"}"#);
    let credentials = Credentials::client_credentials("private", "private");
    server.builder().credentials(credentials).build().unwrap().users().get("1").await.unwrap_err();
    drop(guard);
    let notes = notes.0.lock().unwrap().clone();
    assert!(!notes.contains("private"), "{notes}");
    let cause = r#"cause="the token endpoint responds with 400 Bad Request, invalid_client""#;
    assert_eq!(notes.matches(cause).count(), 2, "{notes}");
}
