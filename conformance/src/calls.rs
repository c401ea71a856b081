//! Calls every method with valid values; Prism validates each request against the document.

use std::ops::Range;
use std::time::{Duration, Instant};

use clientgen_runtime::codegen::Api;
use clientgen_runtime::{ClientBuilder, Credentials, HyperTransport, RetryPolicy};
use conformance_protocol::{Body, BodyKind, Direction, Entry, Method, Parameter, Report, Table};
use serde_json::Value;

use crate::inputs::{InputError, Inputs};
use crate::no_redirects::NoRedirects;
use crate::repair::repaired;
use crate::send::{Outcome, PendingCall, Received};
use crate::validator::{SchemaValidator, Validity};
use crate::{limits, table};

/// Makes one call of a method with these inputs.
pub type Call<C> = fn(&C, &Inputs) -> Result<PendingCall, InputError>;

/// The most calls of one method with all inputs; the second number is for a slice of the methods of a large document.
const MAX_ROUNDS: (usize, usize) = (3, 1);

/// The default time limit of all calls.
const DEFAULT_SECONDS: u64 = 600;

/// Calls the methods, if Prism runs, until the time limit. Prism takes seconds for each request to a large document.
pub(crate) fn run<C: Api>(
    table: &Table,
    validator: &SchemaValidator<'_>,
    calls: &[Call<C>],
    slice: Range<usize>,
    report: &mut Report,
) -> Result<(), String> {
    report.calls.methods = slice.len();
    let methods = table.calls.iter().zip(calls).skip(slice.start).take(slice.len());
    let Ok(url) = std::env::var("PRISM_URL") else {
        let reason = std::env::var("WITHOUT_PRISM").unwrap_or_default();
        report.calls.unreached.extend(methods.map(|(method, _)| entry(method, reason.clone())));
        return Ok(());
    };
    report.calls.validated = true;
    let client = client::<C>(&url)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| error.to_string())?;
    let (started, time_limit) = (Instant::now(), time_limit());
    let max = if slice.len() == calls.len() { MAX_ROUNDS.0 } else { MAX_ROUNDS.1 };
    for (method, call) in methods {
        if started.elapsed() > time_limit {
            report.calls.unreached.push(entry(method, "the time was up".to_owned()));
            continue;
        }
        runtime.block_on(until_there(&url))?;
        match values(validator, method, max) {
            Err(reason) => report.calls.without_values.push(entry(method, reason)),
            Ok(rounds) => runtime.block_on(rounds_of(&client, validator, method, *call, rounds, report)),
        }
    }
    Ok(())
}

/// The methods to call: those of `CALLS` (`40..80`), else all.
pub(crate) fn slice(count: usize) -> Range<usize> {
    let given = std::env::var("CALLS").unwrap_or_default();
    let given = given.split_once("..").and_then(|(start, end)| Some(start.parse().ok()?..end.parse().ok()?));
    given.unwrap_or(0..count)
}

/// The time limit: `CALLS_SECONDS`, else the default.
fn time_limit() -> Duration {
    let given = std::env::var("CALLS_SECONDS").ok().and_then(|text| text.parse().ok());
    Duration::from_secs(given.unwrap_or(DEFAULT_SECONDS))
}

/// A client of Prism, with credentials of every kind.
fn client<C: Api>(url: &str) -> Result<C, String> {
    let transport = HyperTransport::new(Duration::from_secs(10)).map_err(|error| error.to_string())?;
    let builder = ClientBuilder::<C>::new()
        .transport(NoRedirects(transport))
        .credentials(Credentials::basic("user", "secret"))
        .credentials(Credentials::bearer("token"))
        .credentials(Credentials::api_key("key"))
        .timeout(Duration::from_secs(20))
        .retry(RetryPolicy::none());
    // Prism serves the paths of every server at its root.
    let builder = C::DESCRIPTION.servers.iter().fold(builder, |builder, set| builder.server(set.name, url));
    builder.build().map_err(|error| error.to_string())
}

/// Waits until Prism accepts connections. It is restarted after a request has made it fail.
async fn until_there(url: &str) -> Result<(), String> {
    let address = url.trim_start_matches("http://");
    for _ in 0..600 {
        if tokio::net::TcpStream::connect(address).await.is_ok() {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Err("Prism is gone".to_owned())
}

async fn rounds_of<C>(
    client: &C,
    validator: &SchemaValidator<'_>,
    method: &Method,
    call: Call<C>,
    rounds: Vec<Inputs>,
    report: &mut Report,
) {
    let mut accepted = true;
    let mut sent = 0;
    for inputs in rounds {
        match call(client, &inputs) {
            Err(InputError::NotJson) => {
                report.calls.without_values.push(entry(method, InputError::NotJson.to_string()));
                return;
            }
            Err(error) => {
                accepted = false;
                report.calls.client_bugs.push(entry(method, format!("does not take {}: {error}", shown(&inputs))));
            }
            Ok(pending) => {
                sent += 1;
                let received = pending.await;
                let broke_down = matches!(received.outcome, Outcome::ConnectionFailed | Outcome::Timeout);
                accepted &= validated(validator, method, &inputs, received, report);
                if broke_down {
                    break;
                }
            }
        }
    }
    report.calls.sent += sent;
    report.calls.called += usize::from(sent > 0);
    report.calls.accepted += usize::from(sent > 0 && accepted);
}

/// Whether the request was accepted; errors are added to the report.
fn validated(
    validator: &SchemaValidator<'_>,
    method: &Method,
    inputs: &Inputs,
    received: Received,
    report: &mut Report,
) -> bool {
    let calls = &mut report.calls;
    let violations = violations(&received);
    let (limits, mut bugs) = errors(validator.document(), method, &received, &violations);
    if let Outcome::Failed(reason) = &received.outcome {
        bugs.push(format!("not sent: {reason}"));
    }
    let in_response = violations.iter().any(|violation| violation["location"][0] == "response");
    if let (Outcome::Undecoded(reason), false) = (&received.outcome, in_response) {
        match is_wrong_response(validator, method, &received) {
            true => calls.wrong_answers.push(entry(method, limits::WRONG_ANSWER.to_owned())),
            false => calls.undecoded.push(entry(method, format!("status {}: {reason}", received.status.unwrap_or(0)))),
        }
    }
    let accepted = bugs.is_empty() && limits.is_empty();
    calls.limits.extend(limits.into_iter().map(|limit| entry(method, limit.to_owned())));
    bugs.dedup();
    calls.client_bugs.extend(bugs.iter().map(|what| entry(method, format!("{what} for {}", shown(inputs)))));
    accepted
}

/// Whether a response does not fit the schema of its status.
fn is_wrong_response(validator: &SchemaValidator<'_>, method: &Method, received: &Received) -> bool {
    let schema = received.status.and_then(|status| table::response_schema(method, status));
    let body = serde_json::from_str::<Value>(&received.body);
    match (schema, body) {
        (Some(schema), Ok(body)) => validator.shape(schema, Direction::Response, &body) != Validity::Valid,
        // There is a schema, and the response has no body or one that is not JSON.
        (Some(_), Err(_)) => true,
        (None, _) => false,
    }
}

/// The errors that Prism reports for a request: those that a known limit of Prism explains, and all others.
fn errors(
    document: &Value,
    method: &Method,
    received: &Received,
    violations: &[Value],
) -> (Vec<&'static str>, Vec<String>) {
    let (mut limits, mut bugs) = (Vec::new(), Vec::new());
    let mut add = |limit: Option<&'static str>, text: String| match limit {
        Some(limit) if limits.contains(&limit) => {}
        Some(limit) => limits.push(limit),
        None => bugs.push(text),
    };
    match received.outcome {
        Outcome::ConnectionFailed => add(Some(limits::BREAKS_DOWN), String::new()),
        Outcome::Timeout => add(Some(limits::LATE), String::new()),
        Outcome::Redirected => add(Some(limits::NO_LOCATION), String::new()),
        Outcome::Understood | Outcome::Undecoded(_) | Outcome::Failed(_) => {}
    }
    for violation in violations.iter().filter(|violation| is_refused(violation)) {
        add(limits::violation(document, method, violation), violation.to_string());
    }
    if let Some((kind, detail)) = &refusal(received, violations.is_empty()) {
        add(limits::refusal(document, method, kind), format!("{kind}: {detail}"));
    }
    (limits, bugs)
}

/// Whether a violation is an error of the request. A deprecated parameter is only a warning.
fn is_refused(violation: &Value) -> bool {
    violation["location"][0] == "request" && violation["severity"] != "Warning"
}

/// The violations in the header or in the error response of Prism.
fn violations(received: &Received) -> Vec<Value> {
    let text = received.headers.get("sl-violations").and_then(|text| text.to_str().ok()).unwrap_or("[]");
    let mut violations: Vec<Value> = serde_json::from_str(text).unwrap_or_default();
    let body: Value = serde_json::from_str(&received.body).unwrap_or_default();
    let is_prism = body["type"].as_str().is_some_and(|kind| kind.starts_with(ERROR));
    if let (true, Value::Array(found)) = (is_prism, &body["validation"]) {
        for mut violation in found.clone() {
            // In an error response the location lacks the first segment.
            if let Value::Array(location) = &mut violation["location"]
                && location.first().is_none_or(|first| first != "request")
            {
                location.insert(0, Value::from("request"));
            }
            violations.push(violation);
        }
    }
    violations
}

/// The prefix of the types of Prism's own errors.
const ERROR: &str = "https://stoplight.io/prism/errors#";

/// The type and the detail of a refusal without violations: no such path, not acceptable, no credentials.
fn refusal(received: &Received, unexplained: bool) -> Option<(String, String)> {
    let body: Value = serde_json::from_str(&received.body).ok()?;
    let kind = body["type"].as_str()?.strip_prefix(ERROR)?;
    // The other types are about responses without an example.
    let about_request = ["UNPROCESSABLE_ENTITY", "UNAUTHORIZED", "NOT_ACCEPTABLE", "INVALID_CONTENT_TYPE"]
        .contains(&kind)
        || kind.contains("MATCHED");
    (unexplained && about_request).then(|| (kind.to_owned(), body["detail"].as_str().unwrap_or_default().to_owned()))
}

/// The inputs of all calls: one call with required inputs only, then some with all inputs.
fn values(validator: &SchemaValidator<'_>, method: &Method, max: usize) -> Result<Vec<Inputs>, String> {
    let mut choices = Vec::new();
    for parameter in &method.parameters {
        let valid = valid_values(validator, parameter);
        if valid.is_empty() && parameter.required {
            return Err(format!("no valid value for the parameter `{}`", parameter.name));
        }
        choices.push(valid);
    }
    let bodies = method.body.as_ref().map(|body| valid_bodies(validator, body));
    if let (Some(body), Some([])) = (&method.body, bodies.as_deref())
        && body.required
    {
        return Err(format!("no valid body of type {}", body.media_type));
    }
    let bodies = bodies.unwrap_or_default();
    let files = method.body.as_ref().map(|body| body.files.clone()).unwrap_or_default();
    let rounds = choices.iter().map(Vec::len).chain([bodies.len(), 1]).max().unwrap_or(1).min(max);
    let at = |values: &[Value], round: usize| round.checked_rem(values.len()).and_then(|at| values.get(at)).cloned();
    let mut inputs = vec![Inputs {
        parameters: (method.parameters.iter().zip(&choices))
            .map(|(parameter, valid)| if parameter.required { at(valid, 0) } else { None })
            .collect(),
        body: method.body.as_ref().filter(|body| body.required).and_then(|_| bodies.last().cloned()),
        files: files.clone(),
    }];
    inputs.extend((0..rounds).map(|round| Inputs {
        parameters: choices.iter().map(|valid| at(valid, round)).collect(),
        body: at(&bodies, round),
        files: files.clone(),
    }));
    Ok(inputs)
}

/// The candidates that are valid, or valid after a repair.
fn valid_values(validator: &SchemaValidator<'_>, parameter: &Parameter) -> Vec<Value> {
    let Some(schema) = &parameter.schema else { return parameter.candidates.clone() };
    distinct(parameter.candidates.iter().filter_map(|value| repaired(validator, schema, value)).filter(can_be_sent))
}

/// Whether a parameter can have the value: neither the value nor an item of it is null, empty, or a string with control
/// characters.
fn can_be_sent(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty() && !text.contains(char::is_control),
        Value::Array(items) => !items.is_empty() && items.iter().all(can_be_sent),
        Value::Object(entries) => !entries.is_empty(),
        Value::Bool(_) | Value::Number(_) => true,
    }
}

fn valid_bodies(validator: &SchemaValidator<'_>, body: &Body) -> Vec<Value> {
    let Some(schema) = &body.schema else { return body.candidates.clone() };
    let valid = body.candidates.iter().filter_map(|value| repaired(validator, schema, value));
    distinct(valid.filter(|value| can_be_written(body.kind, value)))
}

/// Whether a value can be sent as a body of this kind. A body of bytes must be a string, because XML is not generated.
fn can_be_written(kind: BodyKind, value: &Value) -> bool {
    match kind {
        BodyKind::Json => true,
        BodyKind::Form | BodyKind::Multipart => value.is_object(),
        BodyKind::Text => !value.is_object() && !value.is_array(),
        BodyKind::Bytes | BodyKind::EventStream | BodyKind::JsonLines => value.is_string(),
    }
}

fn distinct(values: impl Iterator<Item = Value>) -> Vec<Value> {
    values.fold(Vec::new(), |mut distinct, value| {
        if !distinct.contains(&value) {
            distinct.push(value);
        }
        distinct
    })
}

fn entry(method: &Method, what: String) -> Entry {
    Entry { place: format!("{} ({} {})", method.operation, method.method, method.path), what }
}

/// The inputs of a call, shortened.
fn shown(inputs: &Inputs) -> String {
    let parameters: Vec<String> =
        inputs.parameters.iter().map(|value| value.as_ref().map_or("-".to_owned(), Value::to_string)).collect();
    let body = inputs.body.as_ref().map(|body| format!(" and {body}")).unwrap_or_default();
    let text = format!("({}){body}", parameters.join(", "));
    if text.chars().count() <= 400 { text } else { text.chars().take(400).chain("..".chars()).collect() }
}
