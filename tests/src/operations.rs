//! A call for every operation: what it must put on the wire, and what the client makes of the documented successes.
//!
//! Behaviour tests run the cases against a server of their own, the conformance test against Prism.

#![expect(deprecated, reason = "an operation that is deprecated is still offered, so it is tested")]

mod assignments;
mod audience_people;
mod audiences;
mod cpd;
mod learning;
mod others;
mod users;

use std::pin::Pin;

use serde_json::Value;
use thrive_client::{Client, DateTime, Error, Response};

use crate::payloads;
use crate::server::Answer;

/// One operation, called with all its parameters but deprecated ones.
#[derive(Clone, Debug)]
pub struct Case {
    /// The operation of the description.
    pub operation_id: &'static str,
    /// Makes the call and shows its result as JSON.
    pub call: fn(Client) -> Pending,
    /// The expected method.
    pub method: &'static str,
    /// The expected path, percent-encoded, with the server's part in front.
    pub path: &'static str,
    /// The expected query, percent-encoded; empty for none.
    pub query: &'static str,
    /// The expected body.
    pub body: Body,
    /// Whether credentials are sent.
    pub authorized: bool,
    /// The documented successes.
    pub successes: Vec<Success>,
}

/// A call on its way.
pub type Pending = Pin<Box<dyn Future<Output = Result<Outcome, Error>> + Send>>;

/// What a call brought.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The status.
    pub status: u16,
    /// The headers of the response.
    pub headers: Vec<(String, String)>,
    /// The value, encoded again.
    pub value: Value,
}

/// A request body.
#[derive(Clone, Debug)]
pub enum Body {
    /// None at all.
    None,
    /// JSON.
    Json(Value),
    /// `application/x-www-form-urlencoded`, byte for byte.
    Form(&'static str),
}

/// A documented success.
#[derive(Clone, Debug)]
pub struct Success {
    /// The status.
    pub status: u16,
    /// The body; without one the response is empty.
    pub body: Option<Value>,
    /// What the client makes of it; null for nothing.
    pub value: Value,
}

impl Success {
    /// The answer of a server that succeeds so.
    pub fn answer(&self) -> Answer {
        match &self.body {
            Some(body) => Answer::json(self.status, body.to_string()),
            None => Answer::empty(self.status),
        }
    }
}

/// All cases, in the order of the description.
pub fn all() -> Vec<Case> {
    [
        users::cases(),
        audiences::cases(),
        audience_people::cases(),
        assignments::cases(),
        learning::cases(),
        cpd::cases(),
        others::cases(),
    ]
    .concat()
}

/// The case of one operation.
pub fn of(operation_id: &str) -> Case {
    all()
        .into_iter()
        .find(|case| case.operation_id == operation_id)
        .unwrap_or_else(|| panic!("no case for {operation_id}"))
}

impl Case {
    fn new(operation_id: &'static str, call: fn(Client) -> Pending) -> Self {
        Self {
            operation_id,
            call,
            method: "",
            path: "",
            query: "",
            body: Body::None,
            authorized: true,
            successes: Vec::new(),
        }
    }

    fn sends(self, method: &'static str, path: &'static str) -> Self {
        Self { method, path, ..self }
    }

    fn query(self, query: &'static str) -> Self {
        Self { query, ..self }
    }

    fn json(self, body: Value) -> Self {
        Self { body: Body::Json(body), ..self }
    }

    fn form(self, body: &'static str) -> Self {
        Self { body: Body::Form(body), ..self }
    }

    fn public(self) -> Self {
        Self { authorized: false, ..self }
    }

    /// A success with one of the example payloads.
    fn payload(self, status: u16, name: &str) -> Self {
        self.answers(status, payloads::json(name))
    }

    /// A success whose body the client shows as it is.
    fn answers(self, status: u16, body: Value) -> Self {
        let value = payloads::without_nulls(&body);
        self.success(status, Some(body), value)
    }

    /// A success without content.
    fn answers_nothing(self, status: u16) -> Self {
        self.success(status, None, Value::Null)
    }

    fn success(mut self, status: u16, body: Option<Value>, value: Value) -> Self {
        self.successes.push(Success { status, body, value });
        self
    }
}

/// Sends a request and shows what comes back as JSON.
macro_rules! call {
    (|$client:ident| $request:expr) => {
        |$client: thrive_client::Client| -> $crate::operations::Pending {
            Box::pin(async move { $request.send().await.map($crate::operations::outcome) })
        }
    };
}
use call;

fn outcome<T: serde::Serialize>(response: Response<T>) -> Outcome {
    Outcome {
        status: response.status().as_u16(),
        headers: texts(response.headers()),
        value: serde_json::to_value(response.into_value()).unwrap(),
    }
}

/// Headers as text.
pub fn texts(headers: &http::HeaderMap) -> Vec<(String, String)> {
    let text = |value: &http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    headers.iter().map(|(name, value)| (name.to_string(), text(value))).collect()
}

fn date(text: &str) -> DateTime {
    text.parse().unwrap()
}
