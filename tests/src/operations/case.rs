//! One case: the call of an operation, the request it must send, and its documented successes.

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
    /// Makes the call and converts its result to JSON.
    pub call: fn(Client) -> Pending,
    /// The expected method.
    pub method: &'static str,
    /// The expected path, percent-encoded, including the server's path.
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

/// The future of a call.
pub type Pending = Pin<Box<dyn Future<Output = Result<Outcome, Error>> + Send>>;

/// The result of a call.
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
    /// No body.
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
    /// The body; `None` for an empty response.
    pub body: Option<Value>,
    /// The value the client decodes; null without a value.
    pub value: Value,
}

impl Success {
    /// The response of a server with this success.
    pub fn answer(&self) -> Answer {
        match &self.body {
            Some(body) => Answer::json(self.status, body.to_string()),
            None => Answer::empty(self.status),
        }
    }
}

impl Case {
    pub(super) fn new(operation_id: &'static str, call: fn(Client) -> Pending) -> Self {
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

    pub(super) fn sends(self, method: &'static str, path: &'static str) -> Self {
        Self { method, path, ..self }
    }

    pub(super) fn query(self, query: &'static str) -> Self {
        Self { query, ..self }
    }

    pub(super) fn json(self, body: Value) -> Self {
        Self { body: Body::Json(body), ..self }
    }

    pub(super) fn form(self, body: &'static str) -> Self {
        Self { body: Body::Form(body), ..self }
    }

    pub(super) fn public(self) -> Self {
        Self { authorized: false, ..self }
    }

    /// A success with one of the example payloads.
    pub(super) fn payload(self, status: u16, name: &str) -> Self {
        self.answers(status, payloads::json(name))
    }

    /// A success whose body the client decodes and encodes unchanged.
    pub(super) fn answers(self, status: u16, body: Value) -> Self {
        let value = payloads::without_nulls(&body);
        self.success(status, Some(body), value)
    }

    /// A success without content.
    pub(super) fn answers_nothing(self, status: u16) -> Self {
        self.success(status, None, Value::Null)
    }

    fn success(mut self, status: u16, body: Option<Value>, value: Value) -> Self {
        self.successes.push(Success { status, body, value });
        self
    }
}

/// Sends a request and converts its result to JSON.
macro_rules! call {
    (|$client:ident| $request:expr) => {
        |$client: thrive_client::Client| -> $crate::operations::case::Pending {
            Box::pin(async move { $request.send().await.map($crate::operations::case::outcome) })
        }
    };
}
pub(super) use call;

pub(super) fn outcome<T: serde::Serialize>(response: Response<T>) -> Outcome {
    Outcome {
        status: response.status().as_u16(),
        headers: header_strings(response.headers()),
        value: serde_json::to_value(response.into_value()).unwrap(),
    }
}

/// The names and values of headers, as strings.
pub fn header_strings(headers: &http::HeaderMap) -> Vec<(String, String)> {
    let text = |value: &http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    headers.iter().map(|(name, value)| (name.to_string(), text(value))).collect()
}

pub(super) fn date(text: &str) -> DateTime {
    text.parse().unwrap()
}
