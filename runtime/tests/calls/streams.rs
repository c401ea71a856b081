//! Responses that are streams of values.

use clientgen_runtime::codegen::Operation;
use clientgen_runtime::{Body, Bytes, Call, Event, EventStream, JsonLines, Text, Value, http};

use crate::api::{Client, ErrorBody, User};

static EVENTS: Operation = Operation { path: "/events", accept: "text/event-stream", ..Operation::new("events") };

/// A client whose server sends these pieces one by one.
fn client(pieces: &'static [&'static str]) -> Client {
    let transport = move |_: http::Request<Body>| async move {
        let body = Body::from_stream(Pieces(pieces.iter()));
        Ok(http::Response::new(body))
    };
    Client::builder().transport(transport).build().unwrap()
}

struct Pieces(std::slice::Iter<'static, &'static str>);

impl futures_core::Stream for Pieces {
    type Item = Result<Bytes, std::io::Error>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Ready(self.0.next().map(|piece| Ok(Bytes::from_static(piece.as_bytes()))))
    }
}

async fn events(pieces: &'static [&'static str]) -> Vec<(String, Option<String>, String)> {
    let call: Call<EventStream<Text>, ErrorBody> = client(pieces).users().call(&EVENTS);
    let mut stream = call.await.unwrap();
    let mut events = Vec::new();
    while let Some(event) = stream.next().await {
        let Event { name, id, data, .. } = event.unwrap();
        events.push((name, id, data.0));
    }
    events
}

fn event(name: &str, id: Option<&str>, data: &str) -> (String, Option<String>, String) {
    (name.to_owned(), id.map(str::to_owned), data.to_owned())
}

#[tokio::test]
async fn events_as_in_the_standard() {
    assert_eq!(events(&["data: YHOO\ndata: +2\ndata: 10\n\n"]).await, [event("message", None, "YHOO\n+2\n10")]);
    let comments = events(&[
        ": test stream\n\ndata: first event\nid: 1\n\n",
        "data:second event\nid\n\ndata:  third event\n\ndata: dropped",
    ]);
    let expected = [
        event("message", Some("1"), "first event"),
        event("message", Some(""), "second event"),
        event("message", Some(""), " third event"),
    ];
    assert_eq!(comments.await, expected);
    let empty = events(&["data\n\ndata\ndata\n\ndata:"]);
    assert_eq!(empty.await, [event("message", None, ""), event("message", None, "\n")]);
}

#[tokio::test]
async fn events_survive_any_cut_and_any_line_end() {
    let expected = [event("add", None, "1"), event("message", None, "2")];
    assert_eq!(events(&["event: add\rdata: 1\r\rdata: 2\r\r"]).await, expected);
    assert_eq!(events(&["event: add\r\ndata: 1\r\n\r\ndata: 2\r\n\r\n"]).await, expected);
    assert_eq!(events(&["\u{feff}ev", "ent: add\r", "\nda", "ta: 1\r\n\r", "\ndata: 2\n", "\n"]).await, expected);
    assert_eq!(events(&["event: add\ndata: 1\n\ndata: 2\n\ndata: [DONE]\n\ndata: 3\n\n"]).await, expected);
}

#[tokio::test]
async fn data_is_decoded() {
    let pieces = &["data: {\"id\": \"1\"}\n\ndata: {\"id\": 2}\n\ndata: {\"id\": \"3\"}\n\n"];
    let call: Call<EventStream<User>, ErrorBody> = client(pieces).users().call(&EVENTS);
    let mut lenient = call.clone().await.unwrap();
    let mut ids = Vec::new();
    while let Some(event) = lenient.next().await {
        ids.push(event.unwrap().data.id);
    }
    assert_eq!((ids.join(" ").as_str(), lenient.drift()[0].path()), ("1 2 3", "$.id"));
    let mut stream = call.strict().send().await.unwrap().into_value();
    assert_eq!(stream.next().await.unwrap().unwrap().data.id, "1");
    let error = stream.next().await.unwrap().unwrap_err();
    assert_eq!(error.decode_error().unwrap().path(), "$.id");
    assert_eq!(stream.next().await.unwrap().unwrap().data.id, "3", "one event that does not fit costs no other");
    assert!(stream.next().await.is_none());
}

#[tokio::test]
async fn a_line_that_is_no_json_costs_no_other() {
    let pieces = &["{\"id\": \"1\"}\n{\"id\": \n{\"error\": \"late\"}\n{\"id\": \"2\"}\n"];
    let call: Call<JsonLines<User>, ErrorBody> = client(pieces).users().call(&EVENTS);
    let mut lines = call.await.unwrap();
    let mut seen = Vec::new();
    while let Some(value) = lines.next().await {
        seen.push(value.map_or_else(|error| error.decode_error().unwrap().path().to_owned(), |user| user.id));
    }
    assert_eq!(seen, ["1", "$.id", "$.id", "2"]);
}

#[tokio::test]
async fn lines_of_json() {
    let call: Call<JsonLines<Value>, ErrorBody> = client(&["{\"a\":", "1}\n\n[2]\r\n", "3"]).users().call(&EVENTS);
    let mut lines = call.await.unwrap();
    let mut values = Vec::new();
    while let Some(value) = lines.next().await {
        values.push(value.unwrap().to_string());
    }
    assert_eq!(values, [r#"{"a":1}"#, "[2]", "3"]);
}

#[tokio::test]
async fn refusals_come_before_the_stream() {
    let transport = |_: http::Request<Body>| async {
        let response = http::Response::builder().status(404).body(Body::from(r#"{"message": "no"}"#));
        Ok(response.unwrap())
    };
    let client = Client::builder().transport(transport).build().unwrap();
    let call: Call<EventStream<User>, ErrorBody> = client.users().call(&EVENTS);
    let error = call.await.unwrap_err();
    assert!(error.is_not_found() && error.body().is_some());
}

#[tokio::test]
async fn values_of_a_sequence_begin_with_a_separator() {
    let lines = |pieces| async move {
        let call: Call<JsonLines<Value>, ErrorBody> = client(pieces).users().call(&EVENTS);
        let mut stream = call.await.unwrap();
        let mut values = Vec::new();
        while let Some(value) = stream.next().await {
            values.push(value.unwrap().to_string());
        }
        values
    };
    let expected = [r#"{"id":1}"#, r#"{"id":2}"#];
    assert_eq!(lines(&["\u{1e}{\"id\":1}\n\u{1e}{\"id\":2}\n"]).await, expected);
    assert_eq!(lines(&["\u{1e}", "{\n\"id\":", "1\n}\n", "\u{1e}\u{1e}{\"id\":2", "}"]).await, expected);
    assert_eq!(lines(&["{\"id\":1}\n{\"id\":2}\n"]).await, expected);
    // An empty line may come first, however the body is cut.
    assert_eq!(lines(&["\r\n\u{1e}{\"id\":1}\u{1e}{\"id\":2}"]).await, expected);
    assert_eq!(lines(&["\r", "\n", "\u{1e}{\"id\":1}", "\u{1e}{\"id\":2}"]).await, expected);
    // A value is over with its line, whether or not more of the body is there already.
    assert_eq!(lines(&["\u{1e}{\"id\":1}\n\"x\"\n\u{1e}{\"id\":2}"]).await, [r#"{"id":1}"#, "\"x\"", r#"{"id":2}"#]);
    assert_eq!(
        lines(&["\u{1e}{\"id\":1}\n", "\"x\"\n", "\u{1e}{\"id\":2}"]).await,
        [r#"{"id":1}"#, "\"x\"", r#"{"id":2}"#]
    );
}

/// It is read as soon as it is complete, although the next one has not begun.
#[tokio::test]
async fn a_value_of_a_sequence_does_not_wait_for_the_next() {
    use futures_core::Stream as _;
    let transport = move |_: http::Request<Body>| async move {
        let pieces = Pieces(["\u{1e}{\"id\":1}\n"].iter());
        Ok(http::Response::new(Body::from_stream(Unending(pieces))))
    };
    let client = Client::builder().transport(transport).build().unwrap();
    let call: Call<JsonLines<Value>, ErrorBody> = client.users().call(&EVENTS);
    let mut stream = call.await.unwrap();
    assert_eq!(stream.next().await.unwrap().unwrap()["id"], 1);
    let waits = std::future::poll_fn(|context| {
        std::task::Poll::Ready(std::pin::Pin::new(&mut stream).poll_next(context).is_pending())
    });
    assert!(waits.await);
}

/// Pieces after which nothing comes and nothing ends.
struct Unending(Pieces);

impl futures_core::Stream for Unending {
    type Item = Result<Bytes, std::io::Error>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        match std::pin::Pin::new(&mut self.0).poll_next(context) {
            std::task::Poll::Ready(None) => std::task::Poll::Pending,
            other => other,
        }
    }
}

/// A body whose connection fails after its first bytes.
struct Broken(bool);

impl futures_core::Stream for Broken {
    type Item = Result<Bytes, std::io::Error>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        let is_first = std::mem::replace(&mut self.0, false);
        let failed = std::io::Error::other("the cable is cut");
        std::task::Poll::Ready(Some(if is_first { Ok(Bytes::from_static(b"{")) } else { Err(failed) }))
    }
}

/// What `main` of most programs returns.
async fn length(mut body: Body) -> Result<usize, Box<dyn std::error::Error>> {
    let mut length = 0;
    while let Some(chunk) = body.next_chunk().await {
        length += chunk?.len();
    }
    Ok(length)
}

#[tokio::test]
async fn the_error_of_a_body_passes_through_a_boxed_error() {
    assert_eq!(length(Body::from("{}")).await.unwrap(), 2);
    let error = length(Body::from_stream(Broken(true))).await.unwrap_err();
    assert_eq!(error.to_string(), "the cable is cut");
    let mut body = Body::from_stream(Broken(false));
    let error = body.next_chunk().await.unwrap().unwrap_err();
    assert!(error.is::<std::io::Error>() && error.downcast_ref::<std::io::Error>().is_some());
}
