//! Outlines: what an object has for keys, and where their values are.

use std::borrow::Cow;

use serde_json::Number as JsonNumber;

use super::super::subject::{Glimpse, Subject};
use super::{Broken, Cursor, Number, plain_length};

/// The keys of an object, each with the position of its value.
pub(in crate::model) type Keys<'de> = Vec<(Cow<'de, str>, usize)>;

/// An array or an object in JSON text, as the rules of a union see it.
pub(in crate::model) struct Outline<'o, 'de> {
    pub(in crate::model) kind: Glimpse<'static>,
    pub(in crate::model) text: &'de str,
    pub(in crate::model) keys: &'o Keys<'de>,
}

impl<'de> Cursor<'de> {
    pub(in crate::model) fn text(&self) -> &'de str {
        self.text
    }

    /// Reads the keys of the object that begins here, or those until the only one of interest.
    pub(in crate::model) fn outline(&mut self, keys: &mut Keys<'de>, only: Option<&str>) -> Result<(), Broken> {
        self.at += 1;
        if self.peek() == b'}' {
            return Ok(());
        }
        loop {
            let key = self.key()?;
            let is_enough = only.is_some_and(|only| key == only);
            if is_enough || only.is_none() {
                keys.push((key, self.at));
            }
            if is_enough {
                return Ok(());
            }
            self.pass()?;
            if self.is_last(b'}')? {
                return Ok(());
            }
        }
    }

    /// Passes over a value that is read later, so it need not be looked at whether it is JSON: only where it ends.
    fn pass(&mut self) -> Result<(), Broken> {
        match self.peek() {
            b'"' => self.pass_string(),
            b'{' | b'[' => self.pass_container(),
            _ => self.pass_word(),
        }
    }

    /// The array or object whose first sign is here.
    fn pass_container(&mut self) -> Result<(), Broken> {
        let mut depth = 0_usize;
        loop {
            match self.byte(self.at) {
                b'"' => {
                    self.pass_string()?;
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                0 => return Err(Broken),
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return Ok(());
            }
        }
    }

    /// The string whose quote is here.
    #[inline]
    fn pass_string(&mut self) -> Result<(), Broken> {
        let mut at = self.at + 1;
        loop {
            at += plain_length(self.text.as_bytes().get(at..).unwrap_or_default());
            match self.byte(at) {
                b'"' => {
                    self.at = at + 1;
                    return Ok(());
                }
                // Whatever is escaped, the sign after it is no end.
                b'\\' => at += 2,
                _ => return Err(Broken),
            }
        }
    }

    /// A number or a literal.
    fn pass_word(&mut self) -> Result<(), Broken> {
        let start = self.at;
        while let b'a'..=b'z' | b'0'..=b'9' | b'-' | b'+' | b'.' | b'E' = self.byte(self.at) {
            self.at += 1;
        }
        if self.at == start { Err(Broken) } else { Ok(()) }
    }

    /// What begins here.
    fn glimpse(mut self) -> Result<Glimpse<'de>, Broken> {
        Ok(match self.peek() {
            b'"' => Glimpse::String(self.string()?),
            b'{' => Glimpse::Object,
            b'[' => Glimpse::Array,
            b't' => Glimpse::Bool(true),
            b'f' => Glimpse::Bool(false),
            b'n' => Glimpse::Null,
            _ => Glimpse::Number(Cow::Owned(self.json_number()?)),
        })
    }

    fn json_number(&mut self) -> Result<JsonNumber, Broken> {
        match self.number()? {
            Number::Short(number) => Ok(number.into()),
            Number::Fraction(_, digits) | Number::Digits(digits) => serde_json::from_str(digits).map_err(|_| Broken),
        }
    }
}

impl Subject for Outline<'_, '_> {
    fn glimpse(&self) -> Glimpse<'_> {
        self.kind.clone()
    }

    fn member(&self, key: &str) -> Option<Glimpse<'_>> {
        // Of a key that repeats, the last value counts.
        let (_, at) = self.keys.iter().rev().find(|(known, _)| known == key)?;
        let cursor = Cursor { at: *at, ..Cursor::new(self.text) };
        // A number that is out of range is no constant.
        Some(cursor.glimpse().unwrap_or(Glimpse::Null))
    }

    fn has(&self, key: &str) -> bool {
        self.keys.iter().any(|(known, _)| known == key)
    }

    fn count_keys(&self, is_declared: &dyn Fn(&str) -> bool) -> usize {
        self.keys.iter().filter(|(key, _)| is_declared(key)).count()
    }
}
