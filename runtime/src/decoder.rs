//! [`Decoder`]: what decides how a response is read, and what it noted: strictness, media types, bodies that are missing.
//!
//! JSON itself is `model`'s; types that a response becomes are `response`'s.

use std::collections::BTreeMap;

use http::{HeaderMap, StatusCode, header};
use serde::de::IgnoredAny;
use serde_json::Value;

use crate::charset::Charset;
use crate::model::machinery::Slot;
use crate::model::{self, DecodeError, DecodeOptions, Drift, DriftKind, Strictness};
use crate::raw_response::{RawResponse, is_json, media_type};

/// How a response is decoded, and what did not fit.
#[doc(hidden)]
#[derive(Debug)]
pub struct Decoder {
    options: DecodeOptions,
    /// The media types asked for; empty where that is not known.
    accept: &'static str,
    drift: Vec<Drift>,
    /// Whether the body is a value of another kind altogether.
    is_other_kind: bool,
}

impl Decoder {
    pub(crate) fn new(options: DecodeOptions, accept: &'static str) -> Self {
        Self { options, accept, drift: Vec::new(), is_other_kind: false }
    }

    /// A decoder for which whatever does not fit is an error.
    #[must_use]
    pub fn strict() -> Self {
        Self::new(DecodeOptions::STRICT, "")
    }

    /// A decoder that reads whatever loses nothing and invents nothing.
    #[must_use]
    pub fn lenient() -> Self {
        Self::new(DecodeOptions::default(), "")
    }

    /// A decoder that reads whatever is JSON.
    #[must_use]
    pub fn tolerant() -> Self {
        Self::new(DecodeOptions::TOLERANT, "")
    }

    /// Keeps undeclared members, and reports values that enums and unions do not know.
    #[must_use]
    pub fn keep_undeclared(mut self) -> Self {
        self.options.keep_undeclared = true;
        self
    }

    /// Takes what did not fit.
    #[must_use]
    pub fn into_drift(self) -> Vec<Drift> {
        self.drift
    }

    /// Whether the body is a value of another kind than expected, of which only a tolerant client makes anything.
    pub(crate) fn is_other_kind(&self) -> bool {
        self.is_other_kind
    }

    /// What the absence of a body means: an error, unless the client is tolerant or nothing is a value of the type.
    ///
    /// An empty list says that there are no items. Only 204 says so too; other empty bodies may have got lost.
    #[cold]
    fn no_body(&mut self, response: &RawResponse, slot: &Slot<'_>) -> Result<(), DecodeError> {
        self.is_other_kind = true;
        let is_read = match (self.options.strictness, slot) {
            (Strictness::Strict, _) => false,
            (Strictness::Lenient, Slot::List(_)) => response.status == StatusCode::NO_CONTENT,
            (Strictness::Lenient, slot) => slot.may_be_nothing() || slot.holds_null(),
            (Strictness::Tolerant, _) => true,
        };
        let drift = Drift::at_root(DriftKind::NoBody, "a body", "nothing");
        if is_read {
            self.drift.push(drift);
            Ok(())
        } else {
            Err(DecodeError::of(drift))
        }
    }

    /// The part of decoding JSON that is the same for every type, compiled once.
    pub(crate) fn json(&mut self, response: &RawResponse, mut slot: Slot<'_>) -> Result<(), DecodeError> {
        if response.body.is_empty() {
            return self.no_body(response, &slot);
        }
        let other_type = other_media_type(&response.headers);
        if let (Slot::Ignored, Some("text/html")) = (&slot, other_type) {
            // A page for people, of a proxy or to log in, where the document has no body.
            self.drift.push(Drift::at_root(DriftKind::WrongMediaType, "no body", "text/html"));
            return Ok(());
        }
        if let Some(media_type) = other_type
            && let Slot::String(place) = &mut slot
            && media_type.eq_ignore_ascii_case("text/plain")
            && let Ok(text) = std::str::from_utf8(&response.body)
            && model::decode::<String>(&response.body).is_err()
        {
            // What a document calls a string, many servers answer as plain text.
            text.clone_into(place);
            self.other_media_type(media_type);
            return Ok(());
        }
        match model::decode_into(&response.body, slot.reborrow(), self.options) {
            Ok(drift) => {
                if !drift.is_empty() {
                    self.note(drift, response, &slot);
                }
                if let Some(media_type) = other_type {
                    self.other_media_type(media_type);
                }
                Ok(())
            }
            Err(error) => self.recover(response, slot, other_type, error),
        }
    }

    /// What becomes of a body that cannot be decoded.
    #[cold]
    fn recover(
        &mut self,
        response: &RawResponse,
        slot: Slot<'_>,
        other_type: Option<&str>,
        error: DecodeError,
    ) -> Result<(), DecodeError> {
        if response.body.trim_ascii().is_empty() {
            return self.no_body(response, &slot);
        }
        if let Some(in_utf_8) = self.transcoded(response) {
            return self.json(&in_utf_8, slot);
        }
        if let Slot::Value(place) = slot
            && self.options.strictness != Strictness::Strict
            && serde_json::from_slice::<IgnoredAny>(&response.body).is_err()
        {
            // Where any JSON may come, a string may.
            self.is_other_kind = true;
            *place = Value::String(String::from_utf8_lossy(&response.body).into_owned());
            match other_type {
                Some(media_type) => self.other_media_type(media_type),
                None => self.drift.push(Drift::at_root(DriftKind::WrongType, "JSON", "other text")),
            }
            return Ok(());
        }
        if let Some(coding) = compressed(response) {
            let help = if cfg!(feature = "compression") { "" } else { ", which the feature `compression` reads" };
            return Err(DecodeError::at_root("JSON", format!("a body compressed with {coding}{help}")));
        }
        Err(match other_type {
            // An error page of a proxy is better described by its type than by its first character.
            Some(media_type) if error.path() == "$" => {
                let found = format!("a body of type {media_type}");
                DecodeError::of(Drift::at_root(DriftKind::WrongMediaType, "JSON", found))
            }
            _ => error,
        })
    }

    /// The response with its body in UTF-8, if it is in another encoding and says so.
    fn transcoded(&mut self, response: &RawResponse) -> Option<RawResponse> {
        if self.options.strictness == Strictness::Strict || std::str::from_utf8(&response.body).is_ok() {
            return None;
        }
        let charset = Charset::of(&response.headers, &response.body)?;
        let body = charset.decode(&response.body)?.into();
        self.drift.push(Drift::at_root(DriftKind::WrongMediaType, "JSON in UTF-8", charset.name()));
        Some(RawResponse { body, ..response.clone() })
    }

    /// Notes that the body came under a media type that was not asked for.
    #[cold]
    fn other_media_type(&mut self, media_type: &str) {
        let mut accepted = self.accept.split(',').map(|accepted| accepted.split(';').next().unwrap_or_default().trim());
        if !accepted.any(|accepted| accepted.eq_ignore_ascii_case(media_type)) {
            let expected = if self.accept.is_empty() { "application/json" } else { self.accept };
            self.drift.insert(0, Drift::at_root(DriftKind::WrongMediaType, expected, media_type.to_owned()));
        }
    }

    /// Takes over what did not fit.
    #[cold]
    fn note(&mut self, drift: Vec<Drift>, response: &RawResponse, slot: &Slot<'_>) {
        let is_root = |drift: &Drift| drift.path() == "$";
        self.is_other_kind = drift.iter().any(is_root) || !has_a_member_that_fits(&response.body, slot, &drift);
        self.drift.extend(drift);
    }
}

/// The coding of a body that nobody has decoded, by its first bytes: the header may be missing.
fn compressed(response: &RawResponse) -> Option<&'static str> {
    let codings: [(&[u8], &str); 2] = [(b"\x1f\x8b", "gzip"), (b"\x28\xb5\x2f\xfd", "zstd")];
    codings.into_iter().find(|(start, _)| response.body.starts_with(start)).map(|(_, name)| name)
}

/// The media type of a body that is not JSON by its header.
fn other_media_type(headers: &HeaderMap) -> Option<&str> {
    // Most responses say just that, so it is looked at before the value is taken apart.
    let after = headers.get(header::CONTENT_TYPE)?.as_bytes().strip_prefix(b"application/json");
    if after.is_some_and(|after| matches!(after.first(), None | Some(b';'))) {
        return None;
    }
    media_type(headers).filter(|media_type| !is_json(media_type))
}

/// Whether at least one member of an object is declared and fits.
fn has_a_member_that_fits(body: &[u8], slot: &Slot<'_>, drift: &[Drift]) -> bool {
    let Slot::Record(record) = slot else {
        return true;
    };
    let differs = |key: &str| drift.iter().any(|drift| drift.path().strip_prefix("$.") == Some(key));
    let members = serde_json::from_slice::<BTreeMap<String, IgnoredAny>>(body);
    members.is_ok_and(|members| members.keys().any(|key| record.descriptor().has(key) && !differs(key)))
}
