//! Every method called with valid values; Prism says of each request whether the document allows it.

use std::ops::Range;
use std::time::{Duration, Instant};

use clientgen_runtime::codegen::Api;
use clientgen_runtime::{ClientBuilder, Credentials, HyperTransport, RetryPolicy};
use serde_json::Value;

use crate::judge::{Judge, Verdict};
use crate::repair::repaired;
use crate::report::{Finding, Report};
use crate::sending::{Answer, Outcome};
use crate::stay::Stay;
use crate::table::{Body, Direction, Method, Parameter, Table};
use crate::{Call, Fault, Given, limits};

/// Calls of one method with everything in them, at most; of a method of a large document.
const MOST: (usize, usize) = (3, 1);

/// How long the calls may take when nobody says how long.
const PATIENCE: u64 = 600;

/// Calls all methods, if Prism is there and until the time is up: a large document takes it seconds for each request.
pub(crate) fn run<C: Api>(
    table: &Table,
    judge: &Judge<'_>,
    calls: &[Call<C>],
    turn: Range<usize>,
    report: &mut Report,
) -> Result<(), String> {
    report.calls.methods = turn.len();
    let methods = table.calls.iter().zip(calls).skip(turn.start).take(turn.len());
    let Ok(url) = std::env::var("PRISM_URL") else {
        let reason = std::env::var("WITHOUT_PRISM").unwrap_or_default();
        report.calls.unreached.extend(methods.map(|(method, _)| finding(method, reason.clone())));
        return Ok(());
    };
    report.calls.judged = true;
    let client = client::<C>(&url)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| error.to_string())?;
    let (started, patience) = (Instant::now(), patience());
    let most = if turn.len() == calls.len() { MOST.0 } else { MOST.1 };
    for (method, call) in methods {
        if started.elapsed() > patience {
            report.calls.unreached.push(finding(method, "the time was up".to_owned()));
            continue;
        }
        runtime.block_on(until_there(&url))?;
        match values(judge, method, most) {
            Err(reason) => report.calls.without_values.push(finding(method, reason)),
            Ok(rounds) => runtime.block_on(rounds_of(&client, judge, method, *call, rounds, report)),
        }
    }
    Ok(())
}

/// The methods to be called, by what `CALLS` says (`40..80`); else all.
pub(crate) fn turn(count: usize) -> Range<usize> {
    let given = std::env::var("CALLS").unwrap_or_default();
    let given = given.split_once("..").and_then(|(start, end)| Some(start.parse().ok()?..end.parse().ok()?));
    given.unwrap_or(0..count)
}

/// What `CALLS_SECONDS` says.
fn patience() -> Duration {
    let given = std::env::var("CALLS_SECONDS").ok().and_then(|text| text.parse().ok());
    Duration::from_secs(given.unwrap_or(PATIENCE))
}

/// A client that talks to Prism alone, with credentials for every scheme there is.
fn client<C: Api>(url: &str) -> Result<C, String> {
    let transport = HyperTransport::new(Duration::from_secs(10)).map_err(|error| error.to_string())?;
    let builder = ClientBuilder::<C>::new()
        .transport(Stay(transport))
        .credentials(Credentials::basic("user", "secret"))
        .credentials(Credentials::bearer("token"))
        .credentials(Credentials::api_key("key"))
        .timeout(Duration::from_secs(20))
        .retry(RetryPolicy::none());
    // Prism serves the paths of every server at its root.
    let builder = C::DESCRIPTION.servers.iter().fold(builder, |builder, set| builder.server(set.name, url));
    builder.build().map_err(|error| error.to_string())
}

/// Waits for Prism, which is started again when a request has broken it.
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
    judge: &Judge<'_>,
    method: &Method,
    call: Call<C>,
    rounds: Vec<Given>,
    report: &mut Report,
) {
    let mut accepted = true;
    let mut sent = 0;
    for given in rounds {
        match call(client, &given) {
            Err(Fault::NotJson) => {
                report.calls.without_values.push(finding(method, Fault::NotJson.to_string()));
                return;
            }
            Err(fault) => {
                accepted = false;
                report.calls.ours.push(finding(method, format!("does not take {}: {fault}", shown(&given))));
            }
            Ok(sending) => {
                sent += 1;
                let answer = sending.await;
                let broke_down = matches!(answer.outcome, Outcome::Gone | Outcome::Late);
                accepted &= judged(judge, method, &given, answer, report);
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

/// Whether the request was accepted; what is wrong goes into the report.
fn judged(judge: &Judge<'_>, method: &Method, given: &Given, answer: Answer, report: &mut Report) -> bool {
    let calls = &mut report.calls;
    let violations = violations(&answer);
    let (limits, mut ours) = faults(judge.document(), method, &answer, &violations);
    if let Outcome::Failed(reason) = &answer.outcome {
        ours.push(format!("not sent: {reason}"));
    }
    let in_response = violations.iter().any(|violation| violation["location"][0] == "response");
    if let (Outcome::Undecoded(reason), false) = (&answer.outcome, in_response) {
        match answer_fault(judge, method, &answer) {
            true => calls.wrong_answers.push(finding(method, limits::WRONG_ANSWER.to_owned())),
            false => calls.undecoded.push(finding(method, format!("status {}: {reason}", answer.status.unwrap_or(0)))),
        }
    }
    let accepted = ours.is_empty() && limits.is_empty();
    calls.limits.extend(limits.into_iter().map(|limit| finding(method, limit.to_owned())));
    ours.dedup();
    calls.ours.extend(ours.iter().map(|what| finding(method, format!("{what} for {}", shown(given)))));
    accepted
}

/// Whether an answer does not fit the schema of its status.
fn answer_fault(judge: &Judge<'_>, method: &Method, answer: &Answer) -> bool {
    let schema = answer.status.and_then(|status| method.response_schema(status));
    let body = serde_json::from_str::<Value>(&answer.body);
    match (schema, body) {
        (Some(schema), Ok(body)) => judge.shape(schema, Direction::Response, &body) != Verdict::Valid,
        // A schema, and an answer without a body or of another kind.
        (Some(_), Err(_)) => true,
        (None, _) => false,
    }
}

/// What Prism has against a request: its own limits, and the rest.
fn faults(
    document: &Value,
    method: &Method,
    answer: &Answer,
    violations: &[Value],
) -> (Vec<&'static str>, Vec<String>) {
    let (mut limits, mut ours) = (Vec::new(), Vec::new());
    let mut add = |limit: Option<&'static str>, text: String| match limit {
        Some(limit) if limits.contains(&limit) => {}
        Some(limit) => limits.push(limit),
        None => ours.push(text),
    };
    match answer.outcome {
        Outcome::Gone => add(Some(limits::BREAKS_DOWN), String::new()),
        Outcome::Late => add(Some(limits::LATE), String::new()),
        Outcome::Redirected => add(Some(limits::NO_LOCATION), String::new()),
        Outcome::Understood | Outcome::Undecoded(_) | Outcome::Failed(_) => {}
    }
    for violation in violations.iter().filter(|violation| is_refused(violation)) {
        add(limits::violation(document, method, violation), violation.to_string());
    }
    if let Some((kind, detail)) = &refusal(answer, violations.is_empty()) {
        add(limits::refusal(document, method, kind), format!("{kind}: {detail}"));
    }
    (limits, ours)
}

/// Something wrong with the request; that a parameter is deprecated is only a warning.
fn is_refused(violation: &Value) -> bool {
    violation["location"][0] == "request" && violation["severity"] != "Warning"
}

/// What Prism found, as its header has it, or the error it answers with.
fn violations(answer: &Answer) -> Vec<Value> {
    let text = answer.headers.get("sl-violations").and_then(|text| text.to_str().ok()).unwrap_or("[]");
    let mut violations: Vec<Value> = serde_json::from_str(text).unwrap_or_default();
    let body: Value = serde_json::from_str(&answer.body).unwrap_or_default();
    let is_prism = body["type"].as_str().is_some_and(|kind| kind.starts_with(ERROR));
    if let (true, Value::Array(found)) = (is_prism, &body["validation"]) {
        for mut violation in found.clone() {
            // In an error the location does not say that it is the request's.
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

/// What the types of Prism's own errors begin with.
const ERROR: &str = "https://stoplight.io/prism/errors#";

/// A refusal that Prism words itself: no such path, not acceptable, no credentials.
fn refusal(answer: &Answer, unexplained: bool) -> Option<(String, String)> {
    let body: Value = serde_json::from_str(&answer.body).ok()?;
    let kind = body["type"].as_str()?.strip_prefix(ERROR)?;
    // The others are about an answer it has no example for.
    let about_request = ["UNPROCESSABLE_ENTITY", "UNAUTHORIZED", "NOT_ACCEPTABLE", "INVALID_CONTENT_TYPE"]
        .contains(&kind)
        || kind.contains("MATCHED");
    (unexplained && about_request).then(|| (kind.to_owned(), body["detail"].as_str().unwrap_or_default().to_owned()))
}

/// The rounds of calls: one with only what is required, then some with everything.
fn values(judge: &Judge<'_>, method: &Method, most: usize) -> Result<Vec<Given>, String> {
    let mut choices = Vec::new();
    for parameter in &method.parameters {
        let valid = valid_values(judge, parameter);
        if valid.is_empty() && parameter.required {
            return Err(format!("no valid value for the parameter `{}`", parameter.name));
        }
        choices.push(valid);
    }
    let bodies = method.body.as_ref().map(|body| valid_bodies(judge, body));
    if let (Some(body), Some([])) = (&method.body, bodies.as_deref())
        && body.required
    {
        return Err(format!("no valid body of type {}", body.media_type));
    }
    let bodies = bodies.unwrap_or_default();
    let files = method.body.as_ref().map(|body| body.files.clone()).unwrap_or_default();
    let rounds = choices.iter().map(Vec::len).chain([bodies.len(), 1]).max().unwrap_or(1).min(most);
    let at = |values: &[Value], round: usize| round.checked_rem(values.len()).and_then(|at| values.get(at)).cloned();
    let mut given = vec![Given {
        parameters: (method.parameters.iter().zip(&choices))
            .map(|(parameter, valid)| if parameter.required { at(valid, 0) } else { None })
            .collect(),
        body: method.body.as_ref().filter(|body| body.required).and_then(|_| bodies.last().cloned()),
        files: files.clone(),
    }];
    given.extend((0..rounds).map(|round| Given {
        parameters: choices.iter().map(|valid| at(valid, round)).collect(),
        body: at(&bodies, round),
        files: files.clone(),
    }));
    Ok(given)
}

/// The candidates that are valid, the others as far as they can be mended.
fn valid_values(judge: &Judge<'_>, parameter: &Parameter) -> Vec<Value> {
    let Some(schema) = &parameter.schema else { return parameter.candidates.clone() };
    distinct(parameter.candidates.iter().filter_map(|value| repaired(judge, schema, value)).filter(can_be_sent))
}

/// Empty texts and lists are no values a path or a header could carry, and null is none at all.
fn can_be_sent(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty() && !text.contains(char::is_control),
        Value::Array(items) => !items.is_empty() && items.iter().all(can_be_sent),
        Value::Object(entries) => !entries.is_empty(),
        Value::Bool(_) | Value::Number(_) => true,
    }
}

fn valid_bodies(judge: &Judge<'_>, body: &Body) -> Vec<Value> {
    let Some(schema) = &body.schema else { return body.candidates.clone() };
    let valid = body.candidates.iter().filter_map(|value| repaired(judge, schema, value));
    distinct(valid.filter(|value| can_be_written(&body.kind, value)))
}

/// A form is made of an object; and nobody here writes XML, so what is sent as bytes has to be a text already.
fn can_be_written(kind: &str, value: &Value) -> bool {
    match kind {
        "json" => true,
        "form" | "multipart" => value.is_object(),
        "text" => !value.is_object() && !value.is_array(),
        _ => value.is_string(),
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

fn finding(method: &Method, what: String) -> Finding {
    Finding { place: format!("{} ({} {})", method.operation, method.method, method.path), what }
}

/// The values of a call, short enough to be read.
fn shown(given: &Given) -> String {
    let parameters: Vec<String> =
        given.parameters.iter().map(|value| value.as_ref().map_or("-".to_owned(), Value::to_string)).collect();
    let body = given.body.as_ref().map(|body| format!(" and {body}")).unwrap_or_default();
    let text = format!("({}){body}", parameters.join(", "));
    if text.chars().count() <= 400 { text } else { text.chars().take(400).chain("..".chars()).collect() }
}
