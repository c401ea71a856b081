//! [`TypedHeader`]: a response header that the document describes, with the type of its value.

use std::fmt;
use std::marker::PhantomData;

use http::HeaderMap;

use crate::error::Error;
use crate::model::Model;
use crate::model::machinery::Slot;
use crate::response::{RawResponse, Response};

/// A response header with the type of its value.
///
/// A generated client has a constant for each header of its document, in the module `headers`.
pub struct TypedHeader<T> {
    name: &'static str,
    marker: PhantomData<fn() -> T>,
}

impl<T> TypedHeader<T> {
    /// Creates a header with a name, whose case does not matter.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self { name, marker: PhantomData }
    }

    /// Returns the name as the document writes it.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

impl<T: Model> TypedHeader<T> {
    /// Reads the value from headers; `None` if the header is missing or does not fit the type.
    ///
    /// The items of an array may be separated by commas, sent in several headers, or both.
    #[must_use]
    pub fn read(&self, headers: &HeaderMap) -> Option<T> {
        let strings: Vec<&str> = headers.get_all(self.name).iter().filter_map(|value| value.to_str().ok()).collect();
        let mut value = T::empty();
        let filled = !strings.is_empty() && fill(value.slot(), &strings);
        filled.then_some(value)
    }
}

impl<T> Response<T> {
    /// Reads the value of a header; `None` if it is missing or does not fit the type.
    ///
    /// [`headers`](Self::headers) returns its string.
    #[must_use]
    pub fn header<H: Model>(&self, header: &TypedHeader<H>) -> Option<H> {
        header.read(self.headers())
    }
}

impl RawResponse {
    /// Reads the value of a header; `None` if it is missing or does not fit the type.
    ///
    /// [`headers`](Self::headers) returns its string.
    #[must_use]
    pub fn header<H: Model>(&self, header: &TypedHeader<H>) -> Option<H> {
        header.read(self.headers())
    }
}

impl<B> Error<B> {
    /// Reads the value of a header; `None` if there is no response, or the header is missing or does not fit the type.
    ///
    /// [`headers`](Self::headers) returns its string.
    #[must_use]
    pub fn header<H: Model>(&self, header: &TypedHeader<H>) -> Option<H> {
        header.read(self.headers()?)
    }
}

fn fill(slot: Slot<'_>, strings: &[&str]) -> bool {
    let first = strings.first().copied().unwrap_or_default().trim();
    match slot {
        Slot::List(list) => {
            let mut items =
                strings.iter().flat_map(|text| text.split(',')).map(str::trim).filter(|item| !item.is_empty());
            items.all(|item| fill(list.push(), &[item]))
        }
        Slot::Optional(optional) => fill(optional.some(), strings),
        Slot::String(text) => set(text, Some(first.to_owned())),
        Slot::OptionalString(text) => set(text, Some(Some(first.to_owned()))),
        Slot::Text(text) => text.set(first),
        Slot::Value(value) => set(value, Some(first.into())),
        Slot::Bool(boolean) => set(boolean, first.parse().ok()),
        Slot::OptionalBool(boolean) => set(boolean, first.parse().ok().map(Some)),
        Slot::I64(number) => set(number, first.parse().ok()),
        Slot::I32(number) => set(number, first.parse().ok()),
        Slot::U64(number) => set(number, first.parse().ok()),
        Slot::U32(number) => set(number, first.parse().ok()),
        Slot::F64(number) => set(number, first.parse().ok()),
        Slot::F32(number) => set(number, first.parse().ok()),
        Slot::OptionalI64(number) => set(number, first.parse().ok().map(Some)),
        Slot::OptionalF64(number) => set(number, first.parse().ok().map(Some)),
        Slot::Number(number) => number.set(first),
        Slot::Integer(number) => first.parse().map(|value| number.set(value)).is_ok(),
        Slot::Record(_) | Slot::Map(_) | Slot::OneOrMany(_) | Slot::Union(_) | Slot::Ignored | Slot::Filled => false,
    }
}

fn set<V>(place: &mut V, value: Option<V>) -> bool {
    value.map(|value| *place = value).is_some()
}

impl<T> fmt::Debug for TypedHeader<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("TypedHeader").field(&self.name).finish()
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue};

    use super::TypedHeader;
    use crate::model::{DateTime, Uuid};

    fn headers(values: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in values {
            headers.append(*name, HeaderValue::from_static(value));
        }
        headers
    }

    #[test]
    fn values_are_read_by_type() {
        let headers = headers(&[
            ("x-left", " 17 "),
            ("x-share", "0.5"),
            ("x-last", "true"),
            ("x-at", "2024-01-01T00:00:00Z"),
            ("x-tags", "a, b"),
            ("x-tags", "c"),
            ("x-numbers", "1,x"),
            ("x-trace", "none"),
        ]);
        assert_eq!(TypedHeader::<i64>::new("X-Left").read(&headers), Some(17));
        assert_eq!(TypedHeader::<u32>::new("X-Left").read(&headers), Some(17));
        assert_eq!(TypedHeader::<f64>::new("x-share").read(&headers), Some(0.5));
        assert_eq!(TypedHeader::<bool>::new("x-last").read(&headers), Some(true));
        assert_eq!(TypedHeader::<String>::new("x-left").read(&headers).as_deref(), Some("17"));
        let at = TypedHeader::<DateTime>::new("x-at").read(&headers);
        assert_eq!(at.map(|at| at.to_string()).as_deref(), Some("2024-01-01T00:00:00Z"));
        assert_eq!(TypedHeader::<Uuid>::new("x-trace").read(&headers), Some("none".into()));
        let tags = TypedHeader::<Vec<String>>::new("x-tags").read(&headers);
        assert_eq!(tags, Some(vec!["a".to_owned(), "b".to_owned(), "c".to_owned()]));
        assert_eq!(TypedHeader::<Vec<i64>>::new("x-numbers").read(&headers), None);
    }

    #[test]
    fn a_header_that_does_not_fit_the_type_is_none() {
        let headers = headers(&[("x-left", "many"), ("x-big", "99999999999999999999")]);
        assert_eq!(TypedHeader::<i64>::new("x-left").read(&headers), None);
        assert_eq!(TypedHeader::<i64>::new("x-big").read(&headers), None);
        assert_eq!(TypedHeader::<bool>::new("x-left").read(&headers), None);
        assert_eq!(TypedHeader::<String>::new("x-none").read(&headers), None);
        assert_eq!(TypedHeader::<String>::new("not a name\n").read(&headers), None);
    }
}
