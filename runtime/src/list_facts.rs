//! What one page says of the others, read from its body and headers as the descriptor tells.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use http::HeaderMap;
use serde_json::Value;

use crate::link_header;
use crate::list_descriptor::{MoreSign, Paging, PagingKind, Source};
use crate::model::encode_ref;
use crate::model::machinery::ValueRef;
use crate::pointer;

/// A page that has arrived.
pub(crate) struct ReceivedPage<'a> {
    pub(crate) body: ValueRef<'a>,
    pub(crate) headers: &'a HeaderMap,
    /// The number of its items.
    pub(crate) count: u64,
    pub(crate) first: Option<ValueRef<'a>>,
    pub(crate) last: Option<ValueRef<'a>>,
}

/// What a page says of the others.
#[derive(Debug, Default)]
pub(crate) struct PageFacts {
    pub(crate) count: u64,
    /// Recognises the page; `None` without items.
    pub(crate) fingerprint: Option<u64>,
    pub(crate) total_pages: Option<u64>,
    pub(crate) total_items: Option<u64>,
    /// Whether there are more pages.
    pub(crate) more: Option<bool>,
    /// The cursor or the URL of the next page.
    pub(crate) next: Option<String>,
    /// Whether the header `Link` names the next page of a list that is counted.
    pub(crate) is_linked: bool,
}

impl PageFacts {
    pub(crate) fn read(page: &ReceivedPage<'_>, paging: Option<&Paging>) -> Self {
        let (count, fingerprint) = (page.count, fingerprint(page));
        let Some(paging) = paging else {
            return Self { count, fingerprint, ..Self::default() };
        };
        Self {
            count,
            fingerprint,
            total_pages: paging.total_pages.and_then(|pointer| at(page.body, pointer, number)),
            total_items: paging.total_items.and_then(|pointer| at(page.body, pointer, number)),
            more: paging.more.and_then(|sign| more(page, sign)),
            next: match paging.kind {
                PagingKind::Cursor { source, .. } | PagingKind::Url { source } => next(page, source),
                PagingKind::Number { .. } | PagingKind::Offset { .. } => None,
            },
            is_linked: is_counted(paging.kind) && link_header::next(page.headers).is_some(),
        }
    }
}

fn is_counted(kind: PagingKind) -> bool {
    matches!(kind, PagingKind::Number { .. } | PagingKind::Offset { .. })
}

fn next(page: &ReceivedPage<'_>, source: Source) -> Option<String> {
    match source {
        Source::Body(pointer) => at(page.body, pointer, text),
        Source::LastItem(pointer) => at(page.last?, pointer, text),
        Source::Link => link_header::next(page.headers).map(str::to_owned).filter(|url| !url.is_empty()),
        Source::Header(name) => {
            let value = page.headers.get(name)?.to_str().ok()?.trim();
            (!value.is_empty()).then(|| value.to_owned())
        }
    }
}

fn more(page: &ReceivedPage<'_>, sign: MoreSign) -> Option<bool> {
    match sign {
        MoreSign::Flag(pointer) => at(page.body, pointer, flag),
        MoreSign::Done(pointer) => at(page.body, pointer, flag).map(|is_done| !is_done),
        MoreSign::Presence(pointer) => Some(at(page.body, pointer, text).is_some()),
        MoreSign::Link => Some(link_header::next(page.headers).is_some()),
    }
}

fn at<T>(body: ValueRef<'_>, pointer: &str, read: fn(ValueRef<'_>) -> Option<T>) -> Option<T> {
    let mut found = None;
    pointer::find(body, pointer, &mut |value| found = read(value));
    found
}

/// A string that is not empty, or a number by its digits.
fn text(value: ValueRef<'_>) -> Option<String> {
    let text = match value {
        ValueRef::Str(text) => text.to_owned(),
        ValueRef::Value(Value::String(text)) => text.clone(),
        ValueRef::Number(digits) => digits.to_owned(),
        ValueRef::Value(Value::Number(number)) => number.to_string(),
        ValueRef::I64(number) => number.to_string(),
        ValueRef::U64(number) => number.to_string(),
        ValueRef::F64(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// A count; some servers send it as a string or with a point.
fn number(value: ValueRef<'_>) -> Option<u64> {
    match value {
        ValueRef::I64(number) => u64::try_from(number).ok(),
        ValueRef::U64(number) => Some(number),
        value => {
            let text = text(value)?;
            text.parse().ok().or_else(|| from_float(text.parse().ok()?))
        }
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be in range")]
fn from_float(number: f64) -> Option<u64> {
    (0.0..9e15).contains(&number).then_some(number as u64)
}

fn flag(value: ValueRef<'_>) -> Option<bool> {
    match value {
        ValueRef::Bool(flag) => Some(flag),
        ValueRef::Value(Value::Bool(flag)) => Some(*flag),
        value => text(value)?.parse().ok(),
    }
}

/// A hash of a page's items, to recognise a repeated page; `None` for an empty page.
///
/// The number of items, the first and the last are enough, and cost little for long pages.
fn fingerprint(page: &ReceivedPage<'_>) -> Option<u64> {
    let mut hasher = DefaultHasher::new();
    page.count.hash(&mut hasher);
    encode_ref(page.first?).ok()?.hash(&mut hasher);
    encode_ref(page.last?).ok()?.hash(&mut hasher);
    Some(hasher.finish())
}
