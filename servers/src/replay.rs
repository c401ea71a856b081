//! [`Replay`]: a transport that answers from a recording, so that a program runs again without its server.

use std::sync::{Mutex, PoisonError};

use clientgen_runtime::http::{HeaderName, Request, Response};
use clientgen_runtime::{Body, BoxFuture, Operation, Transport, TransportError};
use serde_json::Value;

/// Answers each request with the first unused entry of its method and path, else with the first one of its operation.
pub(crate) struct Replay {
    entries: Mutex<Vec<Option<Value>>>,
}

impl Replay {
    pub(crate) fn open(path: &str) -> Result<Self, Box<dyn std::error::Error>> {
        let har: Value = serde_json::from_str(&std::fs::read_to_string(path)?)?;
        let entries = har["log"]["entries"].as_array().cloned().unwrap_or_default();
        Ok(Self { entries: Mutex::new(entries.into_iter().map(Some).collect()) })
    }

    fn take(&self, method: &str, path: &str, operation: &str) -> Option<Value> {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        let path_of = |entry: &Value| entry["request"]["url"].as_str().and_then(after_host).map(str::to_owned);
        let same = |entry: &&mut Option<Value>| {
            entry
                .as_ref()
                .is_some_and(|entry| entry["request"]["method"] == method && path_of(entry).as_deref() == Some(path))
        };
        let by_path = entries.iter_mut().find(same).and_then(Option::take);
        by_path.or_else(|| {
            let of_operation =
                |entry: &&mut Option<Value>| entry.as_ref().is_some_and(|entry| entry["_operation"] == operation);
            entries.iter_mut().find(of_operation).and_then(Option::take)
        })
    }
}

fn after_host(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    Some(rest.split('?').next()?.find('/').map_or("/", |at| rest.split('?').next().unwrap_or_default().split_at(at).1))
}

impl Transport for Replay {
    fn send(&self, request: Request<Body>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(async move {
            let operation = request.extensions().get::<&'static Operation>().map_or("", |operation| operation.id);
            let entry = self.take(request.method().as_str(), request.uri().path(), operation);
            let entry = entry.ok_or_else(|| TransportError::connect("the recording has no such exchange"))?;
            Ok(answer(&entry["response"]))
        })
    }
}

fn answer(recorded: &Value) -> Response<Body> {
    let text = recorded["content"]["text"].as_str().unwrap_or_default().to_owned();
    let status = recorded["status"].as_u64().and_then(|status| u16::try_from(status).ok()).unwrap_or(500);
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status.try_into().unwrap_or_default();
    for header in recorded["headers"].as_array().into_iter().flatten() {
        let pair = header["name"].as_str().zip(header["value"].as_str());
        let pair = pair.and_then(|(name, value)| Some((name.parse::<HeaderName>().ok()?, value.parse().ok()?)));
        // These two are about the transfer, and the body is here as a whole.
        if let Some((name, value)) = pair.filter(|(name, _)| name != "content-length" && name != "transfer-encoding") {
            response.headers_mut().append(name, value);
        }
    }
    response
}
