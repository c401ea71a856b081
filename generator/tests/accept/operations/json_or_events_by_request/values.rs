//! Each method asks for its media type, and reads it.

use client::models::{GenerateRequest, GetChatLogResponseSummary, Request};
use clientgen_runtime::{Bytes, EventStream, JsonLines, Text};

use client::models::Chunk;

#[test]
fn each_method_asks_for_its_media_type() {
    let accept = |call: MockCall| header(&call, "accept").to_owned();
    let request = || Request::new("x").stream(true);
    let call = sent(|client: client::Client| client.chat().create_completion(request()));
    assert_eq!(accept(call), "application/json");
    let call = sent(|client: client::Client| client.chat().create_completion_events(request()));
    assert_eq!(body(&call), r#"{"prompt":"x","stream":true}"#);
    assert_eq!(accept(call), "text/event-stream");
    let call = sent(|client: client::Client| client.chat().get_log_lines().since(3));
    assert_eq!((&*call.query, header(&call, "accept")), ("since=3", "application/x-ndjson"));
}

#[test]
fn streams_are_read() {
    let mut events: EventStream<Chunk> =
        received("data: {\"delta\":\"a\"}\n\n", |client: client::Client| {
            client.chat().create_completion_events(Request::new("x"))
        });
    assert_eq!(wait(events.next()).and_then(Result::ok).map(|event| event.data.delta), Some("a".to_owned()));
    let mut lines: JsonLines<Chunk> =
        received("{\"delta\":\"b\"}\n", |client: client::Client| client.chat().get_log_lines());
    assert_eq!(wait(lines.next()).and_then(Result::ok).map(|chunk| chunk.delta), Some("b".to_owned()));
}

#[test]
fn other_shapes_are_read() {
    let summary: GetChatLogResponseSummary =
        received(r#"{"count":2}"#, |client: client::Client| client.chat().get_log_summary());
    assert_eq!(summary.count, 2);
    let csv: Text = received("a,b", |client: client::Client| client.chat().get_log_text());
    let pdf: Bytes = received("%PDF", |client: client::Client| client.chat().get_log_bytes());
    assert_eq!((&*csv.0, &pdf[..]), ("a,b", &b"%PDF"[..]));
}

#[test]
fn a_method_that_returns_a_stream_asks_for_one() {
    let call = sent(|client: client::Client| client.chat().create_completion_events(Request::new("hi").stream(false)));
    assert_eq!(body(&call), r#"{"prompt":"hi","stream":true}"#);
    assert_eq!(header(&call, "accept"), "text/event-stream");
    let call = sent(|client: client::Client| client.generate().generate_lines(GenerateRequest::new("hi")));
    assert_eq!(body(&call), r#"{"prompt":"hi","stream":true}"#);
}

#[test]
fn a_method_that_returns_a_value_asks_for_none_where_a_stream_is_the_default() {
    let call = sent(|client: client::Client| client.generate().generate(GenerateRequest::new("hi")));
    assert_eq!(body(&call), r#"{"prompt":"hi","stream":false}"#);
    let call = sent(|client: client::Client| client.chat().create_completion(Request::new("hi")));
    assert_eq!(body(&call), r#"{"prompt":"hi"}"#);
}
