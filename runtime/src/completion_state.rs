//! What a response says of an operation that takes long: how far it is, where to ask again, where its result is.

use std::borrow::Cow;

use http::{HeaderMap, StatusCode, Uri, header};
use serde_json::Value;

use crate::completion_rule::{EndSign, PollInput, PollPlace, ResultPlace, Waiting};
use crate::named_url::{self, Refusal};
use crate::operation::Location;
use crate::param::ParamValue;
use crate::percent::{self, EncodeSet};
use crate::request::Request;
use crate::response::RawResponse;
use crate::{custom_url, path_segments};

/// How far an operation is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Running,
    Done,
    /// With the status that the server gives to it; empty if it gives none.
    Failed(String),
}

/// A response, and its body as JSON; null if it is none.
pub(crate) struct Answer<'a> {
    pub(crate) response: &'a RawResponse,
    pub(crate) body: &'a Value,
    /// The URL that it came from.
    pub(crate) url: &'a Uri,
}

/// Where to ask, and what is known of the result. It can be written and read, so that another program can go on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// The URL to ask at; empty before the first response.
    pub(crate) poll: String,
    /// The URL where the result will be, if a header or the call itself has it.
    pub(crate) result: Option<String>,
    /// Whether the status of HTTP alone says that it is done, because the URL is that of the header `Location`.
    pub(crate) by_status: bool,
}

impl Place {
    pub(crate) fn text(&self) -> String {
        serde_json::json!({"poll": self.poll, "result": self.result, "by_status": self.by_status}).to_string()
    }

    /// Reads what [`text`](Self::text) gave. The URLs are only followed to hosts that the client knows.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(text).ok()?;
        let url = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
        Some(Self { poll: url("poll")?, result: url("result"), by_status: value.get("by_status")?.as_bool()? })
    }

    /// Takes from a response where to ask next, and where the result will be.
    pub(crate) fn learn(
        &mut self,
        waiting: &Waiting,
        request: &Request,
        answer: &Answer<'_>,
    ) -> Result<(), &'static str> {
        let headers = &answer.response.headers;
        if let ResultPlace::Header(name) = waiting.result
            && let Some(url) = text_of(headers, name)
        {
            self.result = Some(resolved(request, answer.url, url)?);
        }
        match waiting.poll {
            PollPlace::Headers(names) => {
                let found = names.iter().find_map(|name| Some((*name, text_of(headers, name)?)));
                if let Some((name, url)) = found {
                    self.poll = resolved(request, answer.url, url)?;
                    self.by_status = names.len() > 1 && name.eq_ignore_ascii_case(header::LOCATION.as_str());
                }
            }
            PollPlace::Url(pointer) => {
                if let Some(url) = answer.body.pointer(pointer).and_then(Value::as_str).filter(|url| !url.is_empty()) {
                    self.poll = resolved(request, answer.url, url)?;
                }
            }
            PollPlace::Path(template, inputs) if self.poll.is_empty() => {
                self.poll = filled(template, inputs, request, answer.body)?;
            }
            PollPlace::Path(..) => {}
        }
        Ok(())
    }
}

/// How far an operation is by this response. `is_first` says that it is the one to the call itself.
pub(crate) fn state(waiting: &Waiting, place: &Place, answer: &Answer<'_>, is_first: bool) -> State {
    let by_status = match answer.response.status {
        StatusCode::ACCEPTED => State::Running,
        // Without a header that tells where to ask, what the call began is done.
        _ if is_first && waiting.end != EndSign::HttpStatus && may_run(waiting, place) => State::Running,
        _ => State::Done,
    };
    match waiting.end {
        EndSign::HttpStatus => by_status,
        EndSign::Status { .. } | EndSign::Flag(_) if place.by_status => by_status,
        EndSign::Flag(pointer) => {
            let is_done = answer.body.pointer(pointer).and_then(Value::as_bool).unwrap_or_default();
            match (is_done, error(waiting, answer.body)) {
                (false, _) => State::Running,
                (true, None) => State::Done,
                (true, Some(_)) => State::Failed(String::new()),
            }
        }
        EndSign::Status { pointer, succeeded, failed } => {
            let Some(status) = answer.body.pointer(pointer).and_then(Value::as_str) else {
                // What a header leads to may be the result itself.
                let is_by_header = matches!(waiting.poll, PollPlace::Headers(_));
                return if is_by_header { by_status } else { State::Running };
            };
            let is_one_of = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(status));
            if is_one_of(failed) {
                State::Failed(status.to_owned())
            } else if is_one_of(succeeded) {
                State::Done
            } else {
                State::Running
            }
        }
    }
}

fn may_run(waiting: &Waiting, place: &Place) -> bool {
    !place.poll.is_empty() || !matches!(waiting.poll, PollPlace::Headers(_))
}

/// What the server says about a failure, if it says something.
pub(crate) fn error<'v>(waiting: &Waiting, body: &'v Value) -> Option<&'v Value> {
    let value = body.pointer(waiting.error?)?;
    let is_nothing = match value {
        Value::Null => true,
        Value::Object(members) => members.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::String(text) => text.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    };
    (!is_nothing).then_some(value)
}

/// The URL that a response names, if the client may send its credentials there.
pub(crate) fn resolved(request: &Request, current: &Uri, named: &str) -> Result<String, &'static str> {
    named_url::resolve(request, current, named).map_err(|refusal| match refusal {
        Refusal::NoUrl => "the server names no URL to ask at",
        Refusal::UnknownHost => "the place to ask at is on a host that the client does not know",
    })
}

fn text_of<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok().map(str::trim).filter(|text| !text.is_empty())
}

/// The URL of a path below the server with values in it.
fn filled(template: &str, inputs: &[PollInput], request: &Request, body: &Value) -> Result<String, &'static str> {
    const NO_VALUE: &str = "the response has nothing that tells where to ask";
    let (mut path, mut values) = (String::new(), Vec::new());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').ok_or(NO_VALUE)?;
        path.push_str(before);
        let (name, encoded) = match name.strip_prefix('+') {
            Some(name) => (name, EncodeSet::ReservedInPath),
            None => (name, EncodeSet::Strict),
        };
        let pointer = inputs.iter().find(|(input, _)| *input == name).and_then(|(_, pointer)| *pointer);
        let value = value(pointer, name, request, body).ok_or(NO_VALUE)?;
        // A name that may have slashes often has the one that the path has, too.
        let value = if encoded == EncodeSet::ReservedInPath { value.trim_matches('/') } else { &value };
        let start = path.len();
        percent::push(&mut path, value, encoded);
        values.push(start..path.len());
        rest = after;
    }
    path.push_str(rest);
    path_segments::check(&path, &values)
        .map_err(|_| "what the response has for the place to ask at is no part of a path")?;
    let base = request.server().map_or("", |server| &server.base);
    custom_url::url(&path, base, request.client.inner()).map_err(|_| NO_VALUE)
}

fn value<'v>(pointer: Option<&str>, name: &str, request: &'v Request, body: &'v Value) -> Option<Cow<'v, str>> {
    let value = match pointer {
        Some(pointer) => match body.pointer(pointer)? {
            Value::String(text) => Cow::Borrowed(text.as_str()),
            Value::Number(number) => Cow::Owned(number.to_string()),
            _ => return None,
        },
        None => match request.value(Location::Path, name)? {
            ParamValue::Scalar(text) => Cow::Borrowed(text.as_str()),
            _ => return None,
        },
    };
    Some(value).filter(|value| !value.is_empty())
}
