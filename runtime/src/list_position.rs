//! [`Position`]: a place in a list, how a request is moved to it, and how it is kept as a string.

use http::Uri;
use serde_json::Value;

use crate::list_descriptor::{Paging, PagingKind, PositionPlace};
use crate::named_url::{self, Refusal};
use crate::operation::Location;
use crate::param::ParamValue;
use crate::pointer;
use crate::request::Request;

/// The position of a page in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Position {
    /// A page number or offset.
    Number(u64),
    /// A cursor; `None` for the page that the call itself requests.
    Cursor(Option<String>),
    /// The URL of a page; `None` for the page that the call itself requests.
    Url(Option<String>),
    /// The only page there is.
    Only,
}

impl Position {
    /// The position of the first page: the one that the caller has set, else the beginning.
    pub(crate) fn start(request: &Request) -> Self {
        let Some(paging) = request.operation.paging else {
            return Self::Only;
        };
        let given = |input| given(request, paging.place, input);
        let number = |input, first| given(input).and_then(|text| text.parse().ok()).unwrap_or(first);
        match paging.kind {
            PagingKind::Number { input, first } => Self::Number(number(input, first)),
            PagingKind::Offset { input } => Self::Number(number(input, 0)),
            PagingKind::Cursor { input, .. } => {
                let is_first = |cursor: &String| cursor.is_empty() || paging.first_cursor == Some(cursor.as_str());
                Self::Cursor(given(input).filter(|cursor| !is_first(cursor)))
            }
            PagingKind::Url { .. } => Self::Url(None),
        }
    }

    /// The position that [`text`](Self::text) gave for the same list.
    pub(crate) fn parse(text: &str, paging: Option<&Paging>) -> Result<Self, &'static str> {
        let value = (!text.is_empty()).then(|| text.to_owned());
        match paging.map(|paging| paging.kind) {
            Some(PagingKind::Number { .. } | PagingKind::Offset { .. }) => {
                text.parse().map(Self::Number).map_err(|_| "the position to resume from is of another list")
            }
            Some(PagingKind::Cursor { .. }) => Ok(Self::Cursor(value)),
            Some(PagingKind::Url { .. }) => Ok(Self::Url(value)),
            None => Ok(Self::Only),
        }
    }

    /// The position as a string; empty for the page that the call itself requests.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Cursor(value) | Self::Url(value) => value.clone().unwrap_or_default(),
            Self::Only => String::new(),
        }
    }

    /// Makes a request ask for the page at this position.
    pub(crate) fn apply(&self, request: &mut Request) {
        let Some(paging) = request.operation.paging else {
            return;
        };
        match (self, paging.kind) {
            (Self::Number(number), PagingKind::Number { input, .. } | PagingKind::Offset { input }) => {
                set(request, paging.place, input, ParamValue::from(*number), (*number).into());
            }
            (Self::Cursor(Some(cursor)), PagingKind::Cursor { input, .. }) => {
                paging.not_with_cursor.iter().for_each(|input| unset(request, paging.place, input));
                set(request, paging.place, input, ParamValue::from(cursor), cursor.as_str().into());
            }
            (Self::Cursor(None), PagingKind::Cursor { input, .. }) => {
                if let Some(cursor) = paging.first_cursor
                    && given(request, paging.place, input).is_none()
                {
                    set(request, paging.place, input, ParamValue::from(cursor), cursor.into());
                }
            }
            (Self::Url(Some(url)), PagingKind::Url { .. }) => request.follow(url.clone()),
            _ => {}
        }
    }
}

/// The value of an input, as the caller set it.
pub(crate) fn given(request: &Request, place: PositionPlace, input: &str) -> Option<String> {
    let location = match place {
        PositionPlace::Query => Location::Query,
        PositionPlace::Header => Location::Header,
        PositionPlace::Body => return given_in_body(request, input),
    };
    match request.value(location, input) {
        Some(ParamValue::Scalar(text)) => Some(text.clone()),
        _ => None,
    }
}

fn given_in_body(request: &Request, input: &str) -> Option<String> {
    let body: Value = serde_json::from_slice(request.whole_body()?).ok()?;
    match body.pointer(input)? {
        Value::String(text) => Some(text.clone()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn set(request: &mut Request, place: PositionPlace, input: &'static str, value: ParamValue, json: Value) {
    match place {
        PositionPlace::Query => request.parameter(Location::Query, input, value),
        PositionPlace::Header => request.parameter(Location::Header, input, value),
        PositionPlace::Body => {
            let made = request.whole_body().ok_or_else(|| "a body that is a stream has one page".to_owned());
            match made.and_then(|body| pointer::with_value(body, input, json)) {
                Ok(body) => request.replace_body(body),
                Err(reason) => request.fail(reason),
            }
        }
    }
}

/// Takes out what the server refuses next to a cursor.
fn unset(request: &mut Request, place: PositionPlace, input: &'static str) {
    match place {
        PositionPlace::Query => request.remove_parameter(Location::Query, input),
        PositionPlace::Header => request.remove_parameter(Location::Header, input),
        PositionPlace::Body => {
            let Some(body) = request.whole_body().filter(|body| !body.is_empty()) else { return };
            match pointer::without(body, input) {
                Ok(Some(body)) => request.replace_body(body),
                Ok(None) => {}
                Err(reason) => request.fail(reason),
            }
        }
    }
}

/// The URL that a page names as the next one, if the client may send its credentials there.
pub(crate) fn next_url(request: &Request, current: &Uri, next: &str) -> Result<String, &'static str> {
    named_url::resolve(request, current, next).map_err(|refusal| match refusal {
        Refusal::NoUrl => "the address of the next page is not a URL",
        Refusal::UnknownHost => "the next page is on a host that the client does not know",
    })
}
