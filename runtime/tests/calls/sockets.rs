//! Over real sockets: every transport that is compiled in passes the same tests.

use std::time::{Duration, Instant};

use clientgen_runtime::codegen::{Method, Operation, Paging, Waiting};
use clientgen_runtime::{Body, BoxFuture, Credentials, Form, Part, RetryPolicy, Transport, TransportError, http};

use crate::api::{Client, ClientBuilder, ErrorBody, EventPage, User};
use crate::script::{Script, Step, json, response, send};

const USER: &str = r#"{"id": "1"}"#;

type Error = clientgen_runtime::Error<ErrorBody>;

/// A name, what the server does, and what the error says.
type Fault = (&'static str, Vec<Step>, fn(&Error) -> bool);

struct Boxed(Box<dyn Transport>);

impl Transport for Boxed {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        self.0.send(request)
    }
}

/// The default policy without its waits.
fn at_once() -> RetryPolicy {
    RetryPolicy::default().base_delay(Duration::ZERO)
}

/// Builders with each transport.
fn builders(server: &Script) -> Vec<ClientBuilder> {
    let connect = Duration::from_secs(5);
    let transports: Vec<Box<dyn Transport>> = vec![
        #[cfg(feature = "hyper-no-provider")]
        Box::new(clientgen_runtime::HyperTransport::new(connect).unwrap()),
        #[cfg(feature = "reqwest-no-provider")]
        Box::new(clientgen_runtime::ReqwestTransport::new(connect).unwrap()),
    ];
    let build = |transport| Client::builder().base_url(&server.url).transport(Boxed(transport));
    let build = |transport| build(transport).credentials(Credentials::basic("user", "pw"));
    transports.into_iter().map(build).collect()
}

/// Gets a user from a server with that script, with every transport, without retries.
async fn get(answers: &[Vec<Step>]) -> Vec<Result<User, Error>> {
    let mut outcomes = Vec::new();
    let server = Script::new(answers.to_vec()).await;
    for builder in builders(&server) {
        let client = builder.retry(RetryPolicy::none()).build().unwrap();
        outcomes.push(client.users().get("1").max_response_size(100_000).await);
    }
    outcomes
}

#[tokio::test]
async fn requests_arrive_as_meant() {
    let server = Script::new([json(USER)]).await;
    for builder in builders(&server) {
        let client = builder.build().unwrap();
        assert_eq!(client.users().get("a b").await.unwrap().id, "1");
        let seen = server.seen().pop().unwrap();
        assert!(seen.starts_with("GET /rest/v1/user/a%20b HTTP/1.1\r\n"), "{seen}");
        assert!(seen.contains("authorization: Basic dXNlcjpwdw==\r\n"), "{seen}");
        client.users().create(User::new("ü")).await.unwrap();
        let seen = server.seen().pop().unwrap();
        assert!(seen.ends_with("\r\n\r\n{\"id\":\"ü\"}"), "{seen}");
        let pieces = Form::new().part(Part::new("file", Body::wrap(Body::from("streamed"))));
        client.users().upload(pieces).await.unwrap();
        let seen = server.seen().pop().unwrap();
        assert!(seen.contains("transfer-encoding: chunked") && seen.contains("streamed"), "{seen}");
    }
}

#[tokio::test]
async fn broken_exchanges_are_told_apart() {
    let head = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n";
    let table: [Fault; 12] = [
        ("closed before the head", vec![Step::Close], Error::is_connection),
        ("reset before the head", vec![Step::Reset], Error::is_connection),
        ("closed in the head", vec![send("HTTP/1.1 200 OK\r\ncont"), Step::Close], Error::is_connection),
        ("reset in the body", vec![send(head), send("{"), Step::Reset], Error::is_connection),
        ("shorter than announced", vec![send(head), send("{}"), Step::Close], Error::is_connection),
        ("not HTTP", vec![send("SSH-2.0-x\r\n"), Step::Close], Error::is_connection),
        ("truncated JSON", response(200, "", r#"{"id": "1"#), Error::is_decode),
        ("not UTF-8", response(200, "", b"{\"id\": \"\xff\"}"), Error::is_decode),
        ("a page of a proxy", response(502, "content-type: text/html\r\n", "<html>"), Error::is_server_error),
        ("announced too large", vec![send("HTTP/1.1 200 OK\r\ncontent-length: 9999999\r\n\r\n")], Error::is_too_large),
        (
            "endless chunks",
            vec![
                send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"),
                Step::Forever(format!("1000\r\n{}\r\n", "a".repeat(0x1000)).into_bytes()),
            ],
            Error::is_too_large,
        ),
        ("a nonsense redirect", response(302, "location: :::\r\n", ""), Error::is_redirect),
    ];
    for (name, steps, expected) in table {
        for outcome in get(&[steps]).await {
            let error = outcome.unwrap_err();
            assert!(expected(&error), "{name}: {error:?}");
        }
    }
}

#[tokio::test]
async fn no_server_is_a_connect_failure() {
    let mut closed = Script::new([]).await;
    "http://127.0.0.1:1".clone_into(&mut closed.url);
    for builder in builders(&closed) {
        let client = builder.retry(at_once()).build().unwrap();
        let error = client.users().create(User::new("1")).await.unwrap_err();
        assert!(error.is_connect(), "{error:?}");
        assert_eq!(error.attempts(), 3);
    }
}

#[tokio::test]
async fn slow_servers_do_not_hold_the_caller() {
    let scripts = [
        vec![Step::Hang],
        vec![send("HTTP/1.1 200 OK\r\n"), Step::Hang],
        vec![send("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{"), Step::Hang],
    ];
    for steps in scripts {
        let server = Script::new([steps]).await;
        for builder in builders(&server) {
            let client = builder.attempt_timeout(Duration::from_millis(50)).retry(RetryPolicy::none());
            let begin = Instant::now();
            let error = client.build().unwrap().users().get("1").await.unwrap_err();
            assert!(error.is_timeout(), "{error:?}");
            assert!(begin.elapsed() < Duration::from_secs(5));
        }
    }
}

#[tokio::test]
async fn a_connection_that_was_closed_meanwhile_is_replaced() {
    let closing = || response(200, "connection: close\r\n", USER);
    let server = Script::new([closing(), [json(USER), vec![Step::Close]].concat(), json(USER)]).await;
    for builder in builders(&server) {
        let client = builder.retry(at_once()).build().unwrap();
        for _ in 0..4 {
            client.users().get("1").await.unwrap();
        }
    }
}

#[tokio::test]
async fn retries_happen_over_the_wire() {
    for transport in 0..builders(&Script::new([]).await).len() {
        let server = Script::new([vec![Step::Reset], response(503, "retry-after: 0\r\n", ""), json(USER)]).await;
        let builder = builders(&server).swap_remove(transport).retry(at_once());
        let response = builder.build().unwrap().users().get("1").send().await.unwrap();
        assert_eq!(response.attempts(), 3);
    }
}

#[tokio::test]
async fn a_redirect_to_another_host_takes_no_secret_along() {
    let target = Script::new([json(USER)]).await;
    let location = format!("location: {}/elsewhere\r\n", target.url.replace("127.0.0.1", "localhost"));
    let server = Script::new([response(302, &location, "")]).await;
    for builder in builders(&server) {
        assert_eq!(builder.build().unwrap().users().get("1").header("x-secret", "s").await.unwrap().id, "1");
        let seen = target.seen().pop().unwrap().to_lowercase();
        assert!(seen.starts_with("get /elsewhere"), "{seen}");
        assert!(!seen.contains("authorization") && !seen.contains("x-secret"), "{seen}");
    }
}

#[tokio::test]
async fn downloads_arrive_in_pieces() {
    let head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    let server = Script::new([vec![send(head), send("3\r\nabc\r\n"), send("3\r\ndef\r\n0\r\n\r\n")]]).await;
    for builder in builders(&server) {
        let mut body = builder.build().unwrap().users().get("1").send_stream().await.unwrap().into_value();
        let mut text = Vec::new();
        while let Some(piece) = body.next_chunk().await {
            text.extend_from_slice(&piece.unwrap());
        }
        assert_eq!(text, b"abcdef");
    }
}

#[tokio::test]
async fn many_calls_share_a_client() {
    let server = Script::new([json(USER)]).await;
    for builder in builders(&server) {
        let users = builder.build().unwrap().users();
        let calls: Vec<_> = (0..200).map(|_| tokio::spawn(users.get("1").into_future())).collect();
        for call in calls {
            call.await.unwrap().unwrap();
        }
    }
}

#[tokio::test]
async fn lists_follow_urls_to_the_server_they_came_from() {
    static BY_URL: Operation =
        Operation { path: "/events", paging: Some(Paging::next_url("/next")), ..Operation::new("byUrl") };
    static BY_LINK: Operation =
        Operation { path: "/tags", paging: Some(Paging::link_header()), ..Operation::new("byLink") };
    let link = |url: &str| format!("content-type: application/json\r\nlink: <{url}>; rel=\"next\"\r\n");
    let elsewhere = Script::new([json(r#"{"data": [7]}"#)]).await;
    for index in 0..builders(&elsewhere).len() {
        let server = Script::new([json("null")]).await;
        let next = format!(r#"{{"data": [1], "next": "{}/rest/v9/events?at=2"}}"#, server.url);
        let away = format!(r#"{{"data": [2], "next": "{}/rest/v1/events"}}"#, elsewhere.url);
        server.answer([json(&next), json(&away), response(200, &link("/tags?at=2"), r#"["a"]"#), json(r#"["b"]"#)]);
        let client = builders(&server).remove(index).build().unwrap();
        let mut events = client.users().call::<EventPage, ErrorBody>(&BY_URL).items();
        assert_eq!(events.next().await.unwrap().unwrap(), 1);
        let error = events.next().await.unwrap().unwrap_err();
        assert!(error.is_paging() && error.to_string().contains("a host that the client does not know"), "{error}");
        let tags = client.users().call::<Vec<String>, ErrorBody>(&BY_LINK).items().try_collect().await.unwrap();
        assert_eq!(tags, ["a", "b"]);
        let lines: Vec<String> =
            server.seen().iter().filter_map(|seen| Some(seen.lines().next()?.to_owned())).collect();
        let expected = ["/rest/v1/events", "/rest/v9/events?at=2", "/rest/v1/tags", "/tags?at=2"];
        assert_eq!(lines, expected.map(|target| format!("GET {target} HTTP/1.1")));
    }
    assert_eq!(elsewhere.seen(), [""; 0], "no credentials go to another port");
}

#[tokio::test]
async fn what_takes_long_is_asked_for_at_the_server_it_came_from() {
    static EXPORT: Operation = Operation {
        method: Method::Post,
        path: "/exports",
        security: &[&["basic"]],
        waiting: Some(
            Waiting::by_header(&["Operation-Location"]).status("/status", &["done"], &["failed"]).result("/user"),
        ),
        ..Operation::new("export")
    };
    let elsewhere = Script::new([json(USER)]).await;
    for index in 0..builders(&elsewhere).len() {
        let server = Script::new([json("null")]).await;
        let begun = |url: &str| response(202, &format!("operation-location: {url}\r\nretry-after: 0\r\n"), "");
        let done = json(r#"{"status": "done", "user": {"id": "1"}}"#);
        let running = response(200, "content-type: application/json\r\nretry-after: 0\r\n", r#"{"status": "new"}"#);
        server.answer([
            begun(&format!("{}/jobs/1", server.url)),
            running,
            vec![Step::Reset],
            done,
            begun(&format!("{}/jobs/1", elsewhere.url)),
        ]);
        let client = builders(&server).remove(index).retry(at_once()).build().unwrap();
        let export = || client.users().call::<(), ErrorBody>(&EXPORT).wait_until_done::<User>();
        assert_eq!(export().await.unwrap().id, "1");
        let error = export().await.unwrap_err();
        assert!(error.is_waiting() && error.to_string().contains("a host that the client does not know"), "{error}");
        let asked: Vec<_> = server.seen().into_iter().filter(|seen| !seen.is_empty()).collect();
        assert!(asked[1].starts_with("GET /jobs/1 HTTP/1.1") && asked[1].contains("authorization: Basic"), "{asked:?}");
    }
    assert_eq!(elsewhere.seen(), [""; 0], "no credentials go to another port");
}

#[tokio::test]
async fn uploads_have_a_length_and_downloads_tell_their_progress() {
    static UPLOAD: Operation = Operation { method: Method::Put, path: "/files/a", ..Operation::new("upload") };
    const FILE: &[u8] = &[b'x'; 100_000];
    let upload = |client: &Client, length: u64| {
        let body = Body::from_reader(FILE, length);
        client.users().call::<(), ErrorBody>(&UPLOAD).bytes("application/octet-stream", body)
    };
    let head = "HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\n";
    let server = Script::new([vec![send(head), send("abc"), send("def")]]).await;
    for builder in builders(&server) {
        let client = builder.retry(RetryPolicy::none()).build().unwrap();
        upload(&client, 70_000).await.unwrap();
        let seen = server.seen().pop().unwrap();
        assert!(
            seen.contains("content-length: 70000\r\n") && seen.ends_with(&"x".repeat(70_000)),
            "what follows stays"
        );
        let error = upload(&client, 100_001).await.unwrap_err();
        assert!(error.is_connection(), "a reader that ends early: {error:?}");

        let body = client.users().get("1").send_stream().await.unwrap().into_value();
        let (mut file, mut seen) = (Vec::new(), Vec::new());
        let written = body.write_to(&mut file, |done, all| seen.push((done, all))).await.unwrap();
        assert_eq!((written, file.as_slice(), seen.last()), (6, &b"abcdef"[..], Some(&(6, Some(6)))));
    }
    let cut = Script::new([vec![send(head), send("abc"), Step::Close]]).await;
    for builder in builders(&cut) {
        let body = builder.build().unwrap().users().get("1").send_stream().await.unwrap().into_value();
        let mut file = Vec::new();
        assert!(body.write_to(&mut file, |_, _| {}).await.is_err());
        assert_eq!(file, b"abc");
    }
    // A writer that takes nothing fails, and says so.
    let full: &mut [u8] = &mut [0; 4];
    let error = Body::from("abcdef").write_to(&mut std::io::Cursor::new(full), |_, _| {}).await.unwrap_err();
    assert!(error.is::<std::io::Error>(), "{error:?}");
}
