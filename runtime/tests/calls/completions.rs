//! Operations that take longer than a call: where they are asked for, what ends them, where the result is.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use clientgen_runtime::codegen::*;
use clientgen_runtime::{Call, Completion, Value, http};
use http::Response;

use crate::api::{ErrorBody, User};
use crate::fake::{FakeClock, Seen, Server, reply, reply_with};

type Answer = Result<Response<String>, clientgen_runtime::TransportError>;

const fn create(id: &'static str, waiting: Waiting) -> Operation {
    const PARAMETERS: &[Parameter] = &[Parameter::path("team"), Parameter::header("X-Once")];
    Operation {
        method: Method::Post,
        path: "/teams/{team}/users",
        parameters: PARAMETERS,
        waiting: Some(waiting),
        idempotency_key: Some("X-Once"),
        ..Operation::new(id)
    }
}

const STATES: (&[&str], &[&str]) = (&["succeeded"], &["failed", "canceled"]);

static BY_STATUS: Operation = create("byStatus", Waiting::by_header(&["Location"]));
static AZURE: Operation = create(
    "azure",
    Waiting::by_header(&["Azure-AsyncOperation", "Operation-Location", "Location"])
        .status("/status", STATES.0, STATES.1)
        .error("/error")
        .result_at_same(),
);
static AT_LOCATION: Operation = create(
    "atLocation",
    Waiting::by_header(&["Operation-Location"])
        .status("/status", STATES.0, STATES.1)
        .error("/error")
        .result_at_header("Location"),
);
static BY_URL: Operation =
    create("byUrl", Waiting::by_url("/links/self").status("/state", STATES.0, STATES.1).result_at_url("/links/output"));
static BY_NAME: Operation = create(
    "byName",
    Waiting::by_path("/{+name}", &[("name", Some("/name"))]).done("/done").error("/error").result("/response"),
);
static BY_ID: Operation = create(
    "byId",
    Waiting::by_path("/teams/{team}/jobs/{job}", &[("team", None), ("job", Some("/job/id"))])
        .status("/job/state", STATES.0, STATES.1)
        .result("/job/user"),
);

fn call(server: &Server, operation: &'static Operation) -> Call<Value, ErrorBody> {
    server.client().users().call(operation).path("team", "a b")
}

fn wait(server: &Server, operation: &'static Operation) -> Completion<User, ErrorBody> {
    call(server, operation).wait_until_done()
}

fn with(status: u16, headers: &[(&str, &str)], body: &str) -> Answer {
    let start = Response::builder().status(status);
    let response = headers.iter().fold(start, |response, (name, value)| response.header(*name, *value));
    Ok(response.body(body.to_owned()).unwrap())
}

/// Method and path of each request.
fn asked(server: &Server) -> Vec<String> {
    let line = |seen: &Seen| format!("{} {}", seen.method, seen.url.trim_start_matches("https://api.example.com"));
    server.seen().iter().map(line).collect()
}

const USER: &str = r#"{"id": "7"}"#;

#[tokio::test]
async fn a_location_is_asked_until_it_is_not_202() {
    let server = Server::script([
        reply_with(202, ("location", "/jobs/1"), ""),
        reply(202, ""),
        reply_with(202, ("location", "/jobs/2?at=1"), ""),
        reply(200, USER),
    ]);
    assert_eq!(wait(&server, &BY_STATUS).await.unwrap().id, "7");
    let expected = ["POST /rest/v1/teams/a%20b/users", "GET /jobs/1", "GET /jobs/1", "GET /jobs/2?at=1"];
    assert_eq!(asked(&server), expected);
    let seen = server.seen();
    assert!(!seen[0].header("x-once").is_empty(), "the call has its key");
    assert_eq!((seen[1].header("x-once"), seen[1].header("content-type")), ("", ""), "and its questions have none");
}

#[tokio::test]
async fn what_is_done_at_once_is_not_asked_for() {
    for operation in [&BY_STATUS, &AZURE, &AT_LOCATION] {
        let server = Server::always(200, USER);
        assert_eq!(wait(&server, operation).await.unwrap().id, "7", "{}", operation.id);
        assert_eq!(server.seen().len(), 1);
    }
    let server = Server::always(200, r#"{"name": "operations/1", "done": true, "response": {"id": "7"}}"#);
    assert_eq!(wait(&server, &BY_NAME).await.unwrap().id, "7");
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn a_status_in_the_body_ends_it_and_the_result_is_where_the_rule_says() {
    let running = || reply(200, r#"{"status": "Running"}"#);
    let done = || reply(200, r#"{"status": "Succeeded"}"#);
    // At the URL of the call itself.
    let headers = [("azure-asyncoperation", "https://api.example.com/operations/1"), ("location", "/elsewhere")];
    let server = Server::script([with(201, &headers, "{}"), running(), done(), reply(200, USER)]);
    assert_eq!(wait(&server, &AZURE).await.unwrap().id, "7");
    let users = "/rest/v1/teams/a%20b/users";
    let expected = [&*format!("POST {users}"), "GET /operations/1", "GET /operations/1", &*format!("GET {users}")];
    assert_eq!(asked(&server), expected);
    // At the URL that a header of the first response had.
    let headers = [("operation-location", "/operations/2"), ("location", "/users/7")];
    let server = Server::script([with(202, &headers, ""), running(), done(), reply(200, USER)]);
    assert_eq!(wait(&server, &AT_LOCATION).await.unwrap().id, "7");
    assert_eq!(asked(&server)[1..], ["GET /operations/2", "GET /operations/2", "GET /users/7"]);
    // At a URL in the last body.
    let job =
        |state: &str| reply(200, format!(r#"{{"state": "{state}", "links": {{"self": "9", "output": "9/out"}}}}"#));
    let server = Server::script([job("queued"), job("working"), job("succeeded"), reply(200, USER)]);
    assert_eq!(wait(&server, &BY_URL).await.unwrap().id, "7");
    let jobs = "GET /rest/v1/teams/a%20b/9";
    assert_eq!(asked(&server)[1..], [jobs, "GET /rest/v1/teams/a%20b/9", "GET /rest/v1/teams/a%20b/9/out"]);
}

#[tokio::test]
async fn azure_answers_at_location_by_the_status_of_http() {
    // The resource has a member of the same name, which says nothing of the operation.
    let last = r#"{"id": "7", "status": "failed"}"#;
    let server = Server::script([
        reply_with(202, ("location", "/jobs/1"), ""),
        reply(202, ""),
        reply(200, last),
        reply(200, USER),
    ]);
    assert_eq!(wait(&server, &AZURE).await.unwrap().id, "7");
    assert_eq!(asked(&server)[1..3], ["GET /jobs/1", "GET /jobs/1"]);
}

#[tokio::test]
async fn names_and_ids_are_put_into_paths() {
    let server = Server::script([
        reply(200, r#"{"name": "operations/x/1"}"#),
        reply(200, r#"{"name": "operations/x/1", "done": false}"#),
        // No digit is lost on the way.
        reply(200, r#"{"name": "operations/x/1", "done": true, "response": {"id": "7", "more": 1.10}}"#),
    ]);
    let value: Value = call(&server, &BY_NAME).wait_until_done().await.unwrap();
    assert_eq!(value["id"], "7");
    assert_eq!(asked(&server)[1..], ["GET /rest/v1/operations/x/1", "GET /rest/v1/operations/x/1"]);
    let job = |state: &str| reply(200, format!(r#"{{"job": {{"id": 12, "state": "{state}", "user": {USER}}}}}"#));
    let server = Server::script([job("new"), job("succeeded")]);
    assert_eq!(wait(&server, &BY_ID).await.unwrap().id, "7");
    assert_eq!(asked(&server)[1..], ["GET /rest/v1/teams/a%20b/jobs/12"]);
}

#[tokio::test]
async fn failures_carry_the_words_of_the_server() {
    let failed = r#"{"status": "Failed", "error": {"code": "Quota", "message": "no room left"}}"#;
    let server = Server::script([reply_with(202, ("operation-location", "/o/1"), ""), reply(200, failed)]);
    let error = wait(&server, &AT_LOCATION).await.unwrap_err();
    assert!(error.is_outcome() && !error.is_retryable() && !error.is_done_by_server());
    assert_eq!(error.message(), Some("no room left"));
    assert_eq!(error.raw_body().map(|body| &**body), Some(failed.as_bytes()));
    let expected = "atLocation: what was begun has ended as \"Failed\": \"no room left\" (GET https://api.example.com/o/1, status 200 OK)";
    assert_eq!(error.to_string(), expected);
    let server = Server::script([reply(200, r#"{"name": "o", "done": true, "error": {"message": "broken"}}"#)]);
    assert_eq!(wait(&server, &BY_NAME).await.unwrap_err().message(), Some("broken"));
    // A refusal is one of the call, or of the question.
    let server = Server::script([reply(409, r#"{"message": "exists"}"#)]);
    assert!(wait(&server, &BY_STATUS).await.unwrap_err().is_conflict());
    let server = Server::script([reply_with(202, ("location", "/jobs/1"), ""), reply(404, "")]);
    let error = wait(&server, &BY_STATUS).await.unwrap_err();
    assert!(error.is_not_found() && error.url() == Some("https://api.example.com/jobs/1"), "{error}");
}

#[tokio::test]
async fn only_known_hosts_are_asked() {
    let table = [
        (
            &BY_STATUS,
            reply_with(202, ("location", "https://evil.example/1"), ""),
            "a host that the client does not know",
        ),
        (
            &BY_STATUS,
            reply_with(202, ("location", "//api.example.com:81/1"), ""),
            "a host that the client does not know",
        ),
        (&BY_STATUS, reply(202, ""), "does not say where to ask"),
        (&BY_URL, reply(200, r#"{"state": "new", "links": {"self": "https://evil.example"}}"#), "does not know"),
        (
            &BY_URL,
            reply(200, r#"{"state": "succeeded", "links": {"output": "https://evil.example"}}"#),
            "does not know",
        ),
        (&BY_URL, reply(200, r#"{"state": null}"#), "does not say where to ask"),
        (&BY_URL, reply(200, r#"{"state": "succeeded"}"#), "does not say where the result is"),
        (&BY_NAME, reply(200, "{}"), "nothing that tells where to ask"),
        (&BY_NAME, reply(200, r#"{"name": "a/../b"}"#), "no part of a path"),
        (&BY_ID, reply(200, r#"{"job": {"id": ".."}}"#), "no part of a path"),
        (&BY_ID, reply(200, r#"{"job": {"id": ""}}"#), "nothing that tells where to ask"),
    ];
    for (operation, first, words) in table {
        let server = Server::script([first]);
        let error = wait(&server, operation).await.unwrap_err();
        assert!(error.is_waiting() && error.to_string().contains(words), "{words}: {error}");
        assert_eq!(server.seen().len(), 1);
    }
}

#[tokio::test]
async fn the_server_says_how_often_it_is_asked() {
    let clock = FakeClock::default();
    let server = Server::script([
        with(202, &[("location", "/jobs/1"), ("retry-after", "7")], ""),
        reply(202, ""),
        reply(202, ""),
        reply(202, ""),
        reply_with(202, ("retry-after", "0"), ""),
        reply(200, USER),
    ]);
    let client = server.builder().clock(clock.clone()).build().unwrap();
    let call = |interval: Option<u64>| {
        let call = client.users().call::<Value, ErrorBody>(&BY_STATUS).path("team", "a").wait_until_done::<User>();
        match interval {
            Some(seconds) => call.interval(Duration::from_secs(seconds)),
            None => call,
        }
    };
    call(None).await.unwrap();
    assert_eq!(clock.slept(), [7000, 1000, 1500, 2250, 100]);
    let server = Server::script([reply_with(202, ("location", "/jobs/1"), ""), reply(202, ""), reply(200, USER)]);
    let clock = FakeClock::default();
    let client = server.builder().clock(clock.clone()).build().unwrap();
    let call = client.users().call::<Value, ErrorBody>(&BY_STATUS).path("team", "a").wait_until_done::<User>();
    call.interval(Duration::from_secs(5)).await.unwrap();
    assert_eq!(clock.slept(), [5000, 5000]);
}

#[tokio::test]
async fn the_time_limit_is_over_everything() {
    let clock = FakeClock::default();
    let server = Server::new(|_| reply_with(202, ("location", "/jobs/1"), ""));
    let client = server.builder().clock(clock.clone()).build().unwrap();
    let wait = || client.users().call::<Value, ErrorBody>(&BY_STATUS).path("team", "a").wait_until_done::<User>();
    let error = wait().timeout(Duration::from_secs(60)).await.unwrap_err();
    assert!(error.is_timeout() && error.status().unwrap() == 202, "{error}");
    let slept: u64 = clock.slept().iter().sum();
    assert!((30_000..60_000).contains(&slept), "{slept}");
    // Without a limit of one's own, too.
    assert!(wait().await.unwrap_err().is_timeout());
    let slept: u64 = clock.slept().iter().sum();
    assert!((3_500_000..3_700_000).contains(&slept), "{slept}");
}

#[tokio::test]
async fn giving_up_and_going_on_sends_the_call_once() {
    let gate = Arc::new(Mutex::new(false));
    let open = Arc::clone(&gate);
    let server = Server::new(move |seen| match (seen.method.as_str(), *open.lock().unwrap()) {
        ("POST", _) => reply_with(202, ("location", "/jobs/1"), ""),
        (_, false) => reply(202, ""),
        (_, true) => reply(200, USER),
    });
    // The clock of the platform, paused: time passes where all wait.
    tokio::time::pause();
    let build = || crate::api::Client::builder().transport(server.clone()).build().unwrap();
    let client = build();
    let wait = |client: &crate::api::Client| {
        client.users().call::<Value, ErrorBody>(&BY_STATUS).path("team", "a").wait_until_done::<User>()
    };
    let mut completion = wait(&client);
    assert_eq!(completion.position(), None);
    assert!(tokio::time::timeout(Duration::from_secs(10), &mut completion).await.is_err());
    let position = completion.position().unwrap();
    *gate.lock().unwrap() = true;
    assert_eq!(completion.await.unwrap().id, "7");
    // Another program goes on with what is stored.
    assert_eq!(wait(&build()).resume(&position).await.unwrap().id, "7");
    assert_eq!(asked(&server).iter().filter(|line| line.starts_with("POST")).count(), 1);
    // A position is no way to another host.
    let forged = position.replace("api.example.com", "evil.example");
    assert!(wait(&client).resume(forged).await.unwrap_err().is_request());
    assert!(wait(&client).resume("1").await.unwrap_err().is_request());
}

#[tokio::test]
async fn questions_are_repeated_where_the_call_is_not() {
    let server = Server::script([
        reply_with(202, ("location", "/jobs/1"), ""),
        Err(clientgen_runtime::TransportError::connection("it broke")),
        reply(503, ""),
        reply(200, USER),
    ]);
    assert_eq!(wait(&server, &BY_STATUS).await.unwrap().id, "7");
}

#[tokio::test]
async fn an_operation_without_a_rule_cannot_be_awaited() {
    static PLAIN: Operation = Operation::new("plain");
    let server = Server::always(200, USER);
    let completion: Completion<User, ErrorBody> =
        server.client().users().call::<Value, ErrorBody>(&PLAIN).wait_until_done();
    assert!(completion.await.unwrap_err().is_request());
}
