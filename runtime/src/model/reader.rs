//! JSON text as a source of the walk, for a second reading.
//!
//! It gives positions, keeps the digits of numbers, and replaces halves of surrogate pairs without the other half. The
//! first reading is by serde_json, which is faster.

use std::borrow::Cow;

use serde::de::IgnoredAny;
use serde_json::Value;

use super::drift::{Drift, DriftKind, Strictness};
use super::keys::{Key, Keys};
use super::slot::Slot;
use super::source::{Elements, Members};
use super::target::Target;
use super::trace::Trace;

/// As deep as serde_json goes.
const MAX_DEPTH: usize = 128;

/// The text is not JSON.
#[derive(Debug)]
pub(super) struct Broken;

/// A position in JSON text.
pub(super) struct Reader<'de, 't> {
    text: &'de str,
    at: usize,
    depth: usize,
    trace: &'t Trace,
}

impl<'de, 't> Reader<'de, 't> {
    pub(super) fn new(text: &'de str, trace: &'t Trace) -> Self {
        Self { text, at: 0, depth: 0, trace }
    }

    /// Reads the whole text into a slot.
    pub(super) fn document(mut self, slot: Slot<'_>) -> Result<(), Broken> {
        let target = Target::new(slot, self.trace);
        self.value(target)?;
        self.space();
        if self.at == self.text.len() { Ok(()) } else { Err(Broken) }
    }

    fn value(&mut self, target: Target<'_, '_>) -> Result<(), Broken> {
        if let Slot::Ignored = target.slot {
            return self.raw().map(drop);
        }
        let first = self.peek()?;
        self.trace.at(self.at);
        match first {
            b'{' | b'[' => self.container(first, target),
            b'"' => {
                match self.string()? {
                    Cow::Borrowed(text) => target.string(text),
                    Cow::Owned(text) => target.owned_string(text),
                }
                Ok(())
            }
            _ => {
                match self.raw()? {
                    "null" => target.null(),
                    "true" => target.boolean(true),
                    "false" => target.boolean(false),
                    digits => target.digits(digits),
                }
                Ok(())
            }
        }
    }

    fn container(&mut self, first: u8, target: Target<'_, '_>) -> Result<(), Broken> {
        self.depth += 1;
        if self.depth >= MAX_DEPTH {
            return Err(Broken);
        }
        let start = self.at;
        self.at += 1;
        let inside = Inside { start, is_first: true, is_over: false, reader: self };
        if first == b'{' {
            target.object(inside)?
        } else {
            target.array(inside)?
        }
        self.depth -= 1;
        Ok(())
    }

    /// The first byte of the next value or sign.
    fn peek(&mut self) -> Result<u8, Broken> {
        self.space();
        self.text.as_bytes().get(self.at).copied().ok_or(Broken)
    }

    fn space(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start_matches([' ', '\n', '\r', '\t']).len();
    }

    /// The text of the next value, which is passed over.
    fn raw(&mut self) -> Result<&'de str, Broken> {
        self.space();
        let rest = &self.text[self.at..];
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<IgnoredAny>();
        let Some(Ok(_)) = values.next() else {
            return Err(Broken);
        };
        let length = values.byte_offset();
        self.at += length;
        Ok(&rest[..length])
    }

    fn string(&mut self) -> Result<Cow<'de, str>, Broken> {
        let raw = self.raw()?;
        let inner = raw.strip_prefix('"').and_then(|raw| raw.strip_suffix('"')).ok_or(Broken)?;
        if !inner.contains('\\') {
            return Ok(Cow::Borrowed(inner));
        }
        let read = serde_json::from_str::<String>(raw);
        read.or_else(|_| serde_json::from_str(&self.replaced(raw))).map(Cow::Owned).map_err(|_| Broken)
    }

    fn tree(&mut self) -> Result<Value, Broken> {
        let raw = self.raw()?;
        let read = serde_json::from_str::<Value>(raw);
        read.or_else(|_| serde_json::from_str(&self.replaced(raw))).map_err(|_| Broken)
    }

    /// Text without halves of surrogate pairs, and a note of it.
    fn replaced(&self, raw: &str) -> String {
        let drift = Drift::at_root(DriftKind::WrongType, "Unicode text", "half of a surrogate pair");
        self.trace.note(drift, self.trace.strictness() == Strictness::Strict);
        without_lone_surrogates(raw)
    }
}

/// An array or an object that has been entered.
struct Inside<'r, 'de, 't> {
    start: usize,
    is_first: bool,
    is_over: bool,
    reader: &'r mut Reader<'de, 't>,
}

impl<'de> Inside<'_, 'de, '_> {
    /// Steps to the next item or member; `false` if the container ends there.
    fn step(&mut self, end: u8) -> Result<bool, Broken> {
        if self.is_over {
            return Ok(false);
        }
        let is_first = std::mem::replace(&mut self.is_first, false);
        let next = self.reader.peek()?;
        if next == end {
            self.reader.at += 1;
            self.is_over = true;
            return Ok(false);
        }
        if !is_first {
            self.expect(b',')?;
        }
        Ok(true)
    }

    fn expect(&mut self, sign: u8) -> Result<(), Broken> {
        if self.reader.peek()? != sign {
            return Err(Broken);
        }
        self.reader.at += 1;
        Ok(())
    }
}

impl Elements for Inside<'_, '_, '_> {
    type Error = Broken;

    fn next<'s, 't>(&mut self, target: impl FnOnce() -> Target<'s, 't>) -> Result<bool, Broken> {
        let more = self.step(b']')?;
        if more {
            self.reader.value(target())?;
        }
        Ok(more)
    }

    fn into_tree(self) -> Result<Value, Broken> {
        self.reader.at = self.start;
        self.reader.tree()
    }

    fn skip(self) -> Result<(), Broken> {
        self.reader.at = self.start;
        self.reader.raw().map(drop)
    }
}

impl<'de> Members<'de> for Inside<'_, 'de, '_> {
    type Error = Broken;

    fn key(&mut self, keys: Keys) -> Result<Option<Key<'de>>, Broken> {
        let key = self.any_key()?;
        Ok(key.map(|key| keys.find(&key).unwrap_or_else(|keep| if keep { Key::Other(key) } else { Key::Ignored })))
    }

    fn any_key(&mut self) -> Result<Option<Cow<'de, str>>, Broken> {
        if !self.step(b'}')? {
            return Ok(None);
        }
        if self.reader.peek()? != b'"' {
            return Err(Broken);
        }
        let key = self.reader.string()?;
        self.expect(b':')?;
        Ok(Some(key))
    }

    fn value(&mut self, target: Target<'_, '_>) -> Result<(), Broken> {
        self.reader.value(target)
    }

    fn tree(&mut self) -> Result<Value, Broken> {
        self.reader.tree()
    }

    fn skip_value(&mut self) -> Result<(), Broken> {
        self.reader.raw().map(drop)
    }

    fn number(&mut self) -> Result<Option<String>, Broken> {
        Ok(None)
    }

    fn into_tree(self) -> Result<Value, Broken> {
        self.reader.at = self.start;
        self.reader.tree()
    }

    fn skip(self) -> Result<(), Broken> {
        self.reader.at = self.start;
        self.reader.raw().map(drop)
    }
}

/// JSON with the replacement character for every half of a surrogate pair without the other half.
fn without_lone_surrogates(json: &str) -> String {
    let mut replaced = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(escape) = rest.find('\\') {
        let (before, from) = rest.split_at(escape);
        replaced.push_str(before);
        let length = match (unit(from), from.get(6..).and_then(unit)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => 12,
            (Some(0xd800..=0xdfff), _) => {
                replaced.push_str("\\ufffd");
                rest = &from[6..];
                continue;
            }
            (Some(_), _) => 6,
            // Another escape; what it escapes is no beginning of one.
            (None, _) => from.chars().take(2).map(char::len_utf8).sum(),
        };
        replaced.push_str(&from[..length]);
        rest = &from[length..];
    }
    replaced + rest
}

/// The number of an escape of the form `\ud83d` in front.
fn unit(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    is_hex.then(|| u32::from_str_radix(digits, 16).ok()).flatten()
}
