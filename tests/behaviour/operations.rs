//! Every operation sends the request that the description documents, and reads every documented success.

use std::collections::BTreeSet;

use serde_json::Value;
use tests::description::{self, Documented};
use tests::operations::{self, Body, Case};
use tests::server::{Answer, Received, Server};
use tests::{clients, payloads};

#[test]
fn every_documented_operation_has_a_case() {
    let documented = description::operations();
    let cases: Vec<&str> = operations::all().iter().map(|case| case.operation_id).collect();
    let once = |id: &str| cases.iter().filter(|case| **case == id).count() == 1;

    let without: Vec<String> = documented.iter().filter(|operation| !once(&operation.id)).map(case_to_add).collect();
    assert!(without.is_empty(), "operations without one case each:\n\n{}", without.join("\n"));
    let of_none = |case: &&&str| documented.iter().all(|operation| operation.id != ***case);
    let removed: Vec<_> = cases.iter().filter(of_none).collect();
    assert!(
        removed.is_empty(),
        "the description has no such operation; remove from tests/src/operations/: {removed:?}"
    );
}

/// The lines that add a case for an operation, and the file to add them to.
fn case_to_add(operation: &Documented) -> String {
    let Documented { id, method, path, tag, .. } = operation;
    let file = match tag.as_str() {
        "Users" => "users.rs",
        "Audiences" => "audiences.rs",
        "Assignments" | "Enrolments" => "assignments.rs",
        "Completions" | "Contents" | "Activities" => "learning.rs",
        "CPD" => "cpd.rs",
        _ => "others.rs",
    };
    let surface = std::fs::read_to_string(description::root().join("generated-client/surface.txt")).unwrap();
    let line = surface.lines().find(|line| line.split("  ").any(|column| column == id));
    let method_call = line.and_then(|line| line.strip_prefix("fn ")?.split(" -> ").next());
    let call = method_call.unwrap_or("..the method that `cargo xtask regen` makes..");
    format!(
        "tests/src/operations/{file}, and its name in `cases()`:\n\n\
         fn new_case() -> Case {{\n    \
             Case::new(\"{id}\", call!(|client| client.{call}))\n        \
                 .sends(\"{method}\", \"/rest/v1{path}\")\n        \
                 // With parameters, percent-encoded: .query(\"page=2\"). With a body: .json(json!({{..}})).\n        \
                 .answers(200, json!({{..}}))\n}}\n"
    )
}

#[test]
fn every_case_uses_all_that_is_documented() {
    let document = description::document();

    for (case, documented) in with_documented() {
        let id = case.operation_id;
        let operation = &document["paths"][&documented.path][documented.method.to_lowercase()];
        assert_eq!(case.method, documented.method, "{id}");
        assert_eq!(query_names(case.query), parameter_names(document, operation, "query"), "{id}");
        assert_eq!(matches!(case.body, Body::None), operation.get("requestBody").is_none(), "{id}");
        assert_covers_successes(&case, &documented);
        assert_has_server_and_template(&case, operation, &documented);
    }
}

#[tokio::test]
async fn requests_are_as_documented() {
    let server = Server::start([]).await;
    let client = clients::basic(&server);

    for case in operations::all() {
        server.will_answer([case.successes[0].answer()]);
        let result = (case.call)(client.clone()).await;
        result.unwrap_or_else(|error| panic!("{}: {error}", case.operation_id));
        assert_request(&case, &server.only_request());
    }
}

#[tokio::test]
async fn documented_successes_are_read() {
    let server = Server::start([]).await;
    let client = clients::basic(&server);

    for case in operations::all() {
        for success in &case.successes {
            server.will_answer([success.answer()]);
            let outcome = (case.call)(client.clone())
                .await
                .unwrap_or_else(|error| panic!("{} {}: {error}", case.operation_id, success.status));
            assert_eq!(outcome.status, success.status, "{}", case.operation_id);
            assert!(
                payloads::same(&outcome.value, &success.value),
                "{} {}\nis       {}\nexpected {}",
                case.operation_id,
                success.status,
                outcome.value,
                success.value
            );
        }
    }
}

#[tokio::test]
#[expect(deprecated, reason = "that is what is tested")]
async fn deprecated_parameters_are_still_sent() {
    let page = r#"{"results": [], "pagination": {}}"#;
    let server = Server::start([Answer::json(200, page), Answer::json(200, page), Answer::json(200, "[]")]).await;
    let client = clients::basic(&server);

    client.audiences().list().limit(25).await.unwrap();
    client.audiences().members("1").limit(25).await.unwrap();
    client.assignments().list().limit(25).await.unwrap();

    let queries: Vec<String> = server.received().into_iter().map(|request| request.query).collect();
    assert_eq!(queries, ["limit=25"; 3]);
}

fn with_documented() -> Vec<(Case, Documented)> {
    let documented = description::operations();
    operations::all()
        .into_iter()
        .map(|case| {
            let of_case = documented.iter().find(|operation| operation.id == case.operation_id).unwrap();
            (case, of_case.clone())
        })
        .collect()
}

fn assert_covers_successes(case: &Case, documented: &Documented) {
    for success in &case.successes {
        assert!(documented.allows(success.status), "{}: {} is not documented", case.operation_id, success.status);
    }
    for status in documented.statuses.iter().filter(|status| status.starts_with('2')) {
        let covered =
            case.successes.iter().any(|success| *status == success.status.to_string() || status.ends_with("XX"));
        assert!(covered, "{}: no success with {status}", case.operation_id);
    }
}

/// Asserts that the path of a case is the path of the server, then the path template with values for its parameters.
fn assert_has_server_and_template(case: &Case, operation: &Value, documented: &Documented) {
    let server = operation["servers"][0]["url"].as_str().unwrap_or("https://public.api.learn.link/rest/v1");
    let prefix = server.splitn(4, '/').nth(3).map(|path| format!("/{path}")).unwrap_or_default();
    let template = format!("{prefix}{}", documented.path);
    let parts: Vec<&str> = template.split('/').collect();
    let actual: Vec<&str> = case.path.split('/').collect();
    assert_eq!(actual.len(), parts.len(), "{} against {template}", case.path);
    for (actual, part) in actual.iter().zip(parts) {
        assert!(part.starts_with('{') || *actual == part, "{} against {template}", case.path);
    }
}

fn query_names(query: &str) -> BTreeSet<String> {
    query.split('&').filter(|pair| !pair.is_empty()).map(|pair| pair.split('=').next().unwrap().to_owned()).collect()
}

fn parameter_names(document: &Value, operation: &Value, location: &str) -> BTreeSet<String> {
    let parameters = operation["parameters"].as_array().map(Vec::as_slice).unwrap_or_default();
    parameters
        .iter()
        .map(|parameter| match parameter["$ref"].as_str() {
            Some(reference) => document.pointer(reference.trim_start_matches('#')).unwrap(),
            None => parameter,
        })
        .filter(|parameter| parameter["in"] == location && parameter["deprecated"] != true)
        .map(|parameter| parameter["name"].as_str().unwrap().to_owned())
        .collect()
}

fn assert_request(case: &Case, request: &Received) {
    let id = case.operation_id;
    assert_eq!(request.method, case.method, "{id}");
    assert_eq!(request.path, case.path, "{id}");
    assert_eq!(request.query, case.query, "{id}");
    assert_headers(case, request);
    match &case.body {
        Body::None => assert!(request.body.is_empty(), "{id}: {:?}", request.body),
        Body::Json(body) => assert!(payloads::same(&request.json(), body), "{id}: {:?}", request.body),
        Body::Form(body) => assert_eq!(request.body, body.as_bytes(), "{id}"),
    }
}

fn assert_headers(case: &Case, request: &Received) {
    let id = case.operation_id;
    let content_type = match case.body {
        Body::None => None,
        Body::Json(_) => Some("application/json"),
        Body::Form(_) => Some("application/x-www-form-urlencoded"),
    };
    // The base64 of `eu-west-2_AbcdEfghI:s:ecret/ü` in UTF-8 (RFC 7617).
    let authorization = case.authorized.then_some("Basic ZXUtd2VzdC0yX0FiY2RFZmdoSTpzOmVjcmV0L8O8");
    assert_eq!(request.header("content-type"), content_type, "{id}");
    assert_eq!(request.header("authorization"), authorization, "{id}");
    assert_eq!(request.header("accept"), Some("application/json"), "{id}");
    let user_agent = request.header("user-agent").unwrap_or_default();
    assert!(user_agent.starts_with("thrive-client/"), "{id}: {user_agent}");
}
