//! JSON text to a tree, with the place of everything.
//!
//! One pass without recursion; measured faster than reading through serde, which knows no places.

use super::node::{Node, NodeKind, Number};
use super::scalar;
use super::tree::{Inside, ReadError, TreeBuilder};
use crate::diagnostics::DiagnosticId;
use crate::source::{Span, is_each};

/// Reads one JSON value.
pub(super) fn read(text: &str, builder: &mut TreeBuilder) -> Result<(), ReadError> {
    let mut reader = Reader { text, bytes: text.as_bytes(), at: 0, builder };
    reader.skip_byte_order_mark();
    loop {
        if reader.value()? && reader.after_value()? {
            return Ok(());
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    builder: &'a mut TreeBuilder,
}

impl<'a> Reader<'a> {
    fn skip_byte_order_mark(&mut self) {
        if self.text.starts_with('\u{feff}') {
            self.at = '\u{feff}'.len_utf8();
        }
    }

    /// Reads a scalar, or opens an object or list. True if a value is complete.
    fn value(&mut self) -> Result<bool, ReadError> {
        self.skip_space();
        let start = self.at;
        match self.peek() {
            Some(b'{') => {
                self.at += 1;
                self.builder.open_map(start as u32)?;
                self.skip_space();
                if self.peek() == Some(b'}') {
                    return self.close();
                }
                self.key()?;
                Ok(false)
            }
            Some(b'[') => {
                self.at += 1;
                self.builder.open_list(start as u32)?;
                self.skip_space();
                if self.peek() == Some(b']') {
                    return self.close();
                }
                Ok(false)
            }
            _ => {
                let kind = self.scalar()?;
                let span = self.span_from(start);
                self.builder.value(Node::new(kind, span));
                Ok(true)
            }
        }
    }

    fn close(&mut self) -> Result<bool, ReadError> {
        self.at += 1;
        let node = self.builder.close(Some(self.at as u32))?;
        self.builder.value(node);
        Ok(true)
    }

    /// Reads what may follow a value, up to the next one. True at the end of the text.
    fn after_value(&mut self) -> Result<bool, ReadError> {
        loop {
            self.skip_space();
            let inside = self.builder.inside();
            match (inside, self.peek()) {
                (Inside::Nothing, None) => return Ok(true),
                (Inside::Map, Some(b'}')) | (Inside::List, Some(b']')) => self.close()?,
                (Inside::Map, Some(b',')) => {
                    self.at += 1;
                    self.skip_space();
                    self.key()?;
                    return Ok(false);
                }
                (Inside::List, Some(b',')) => {
                    self.at += 1;
                    return Ok(false);
                }
                (Inside::Nothing, Some(_)) => {
                    return Err(self.error("there is more text after the end of the JSON value"));
                }
                (Inside::Map, _) => return Err(self.error("expected `,` or `}` here")),
                (Inside::List, _) => return Err(self.error("expected `,` or `]` here")),
            };
        }
    }

    fn key(&mut self) -> Result<(), ReadError> {
        if self.peek() != Some(b'"') {
            return Err(self.error("expected a key in double quotes here"));
        }
        let start = self.at;
        match self.string()? {
            Text::Plain(text) => self.builder.key(text, Span { start: start as u32, end: self.at as u32 }),
            Text::Unescaped(text) => self.builder.key(&text, self.span_from(start)),
        }
        self.skip_space();
        if self.peek() != Some(b':') {
            return Err(self.error("expected `:` after a key"));
        }
        self.at += 1;
        Ok(())
    }

    fn scalar(&mut self) -> Result<NodeKind, ReadError> {
        match self.peek() {
            Some(b'"') => Ok(NodeKind::String(match self.string()? {
                Text::Plain(text) => text.into(),
                Text::Unescaped(text) => text.into(),
            })),
            Some(b'-' | b'0'..=b'9') => self.number().map(NodeKind::Number),
            Some(b't') => self.word("true", NodeKind::Bool(true)),
            Some(b'f') => self.word("false", NodeKind::Bool(false)),
            Some(b'n') => self.word("null", NodeKind::Null),
            None => Err(self.error("the text ends in the middle of a value")),
            Some(_) => Err(self.error("expected a JSON value here")),
        }
    }

    fn word(&mut self, word: &str, kind: NodeKind) -> Result<NodeKind, ReadError> {
        if !self.bytes[self.at..].starts_with(word.as_bytes()) {
            return Err(self.error("expected a JSON value here"));
        }
        self.at += word.len();
        Ok(kind)
    }

    fn number(&mut self) -> Result<Number, ReadError> {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-')) {
            self.at += 1;
        }
        let text = self.text.get(start..self.at).unwrap_or_default();
        let written = text.strip_prefix('-').unwrap_or(text);
        let is_json = written.starts_with(|first: char| first.is_ascii_digit())
            && !written.ends_with('.')
            && !written.contains(".e")
            && !written.contains(".E");
        let number = if is_json { scalar::number(text).or_else(|| beyond_f64(text)) } else { None };
        number.ok_or_else(|| {
            let span = self.span_from(start);
            self.builder.error(DiagnosticId::Syntax, format!("`{text}` is not a number of JSON"), span)
        })
    }

    /// The text of a string; the reader is at its opening quote.
    fn string(&mut self) -> Result<Text<'a>, ReadError> {
        let start = self.at + 1;
        let rest = self.text.get(start..).unwrap_or_default();
        let end = memchr::memchr2(b'"', b'\\', rest.as_bytes());
        let plain = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        let has_control = !is_each(plain, |byte| byte > 0x1f);
        let Some(end) = end.filter(|_| !has_control) else {
            self.at = start + plain.bytes().position(|byte| byte <= 0x1f).unwrap_or(plain.len());
            return Err(self.unfinished());
        };
        if rest.as_bytes().get(end) == Some(&b'\\') {
            return self.unescape(start, start + end);
        }
        self.at = start + end + 1;
        Ok(Text::Plain(plain))
    }

    fn unescape(&mut self, start: usize, backslash: usize) -> Result<Text<'a>, ReadError> {
        let mut text = String::with_capacity(backslash - start + 32);
        let mut copied = start;
        self.at = backslash;
        loop {
            match self.peek() {
                Some(b'"') => {
                    text.push_str(self.text.get(copied..self.at).unwrap_or_default());
                    self.at += 1;
                    return Ok(Text::Unescaped(text));
                }
                Some(b'\\') => {
                    text.push_str(self.text.get(copied..self.at).unwrap_or_default());
                    self.at += 1;
                    text.push(self.escape()?);
                    copied = self.at;
                }
                Some(0..=0x1f) | None => return Err(self.unfinished()),
                Some(_) => self.at += 1,
            }
        }
    }

    /// One escape; the reader is after the backslash.
    fn escape(&mut self) -> Result<char, ReadError> {
        let letter = self.peek();
        self.at += 1;
        Ok(match letter {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(),
            _ => {
                self.at -= 1;
                return Err(self.error("this escape is not one of JSON"));
            }
        })
    }

    fn unicode_escape(&mut self) -> Result<char, ReadError> {
        let first = self.four_digits()?;
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first)
                .ok_or_else(|| self.error("this is the second half of a surrogate pair alone"));
        }
        if !self.bytes[self.at..].starts_with(b"\\u") {
            return Err(self.error("the second half of a surrogate pair is missing here"));
        }
        self.at += 2;
        let second = self.four_digits()?;
        let low = second.checked_sub(0xdc00).filter(|low| *low < 0x400);
        low.and_then(|low| char::from_u32(0x10000 + ((first - 0xd800) << 10) + low))
            .ok_or_else(|| self.error("this is not the second half of a surrogate pair"))
    }

    fn four_digits(&mut self) -> Result<u32, ReadError> {
        let digits =
            self.text.get(self.at..self.at + 4).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let value = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let value = value.ok_or_else(|| self.error("expected four hexadecimal digits here"))?;
        self.at += 4;
        Ok(value)
    }

    fn unfinished(&self) -> ReadError {
        match self.peek() {
            None => self.error("the text ends inside a string"),
            Some(_) => self.error("line breaks and control characters inside a string must be escaped"),
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    fn span_from(&self, start: usize) -> Span {
        Span { start: start as u32, end: self.at as u32 }
    }

    fn error(&self, message: &str) -> ReadError {
        let message = if self.at >= self.bytes.len() { "the text ends before the JSON value does" } else { message };
        let end = (self.at + 1).min(self.bytes.len());
        let span = Span { start: self.at.min(end) as u32, end: end as u32 };
        self.builder.error(DiagnosticId::Syntax, message, span)
    }
}

/// A string as it is in the text, or with its escapes undone.
enum Text<'a> {
    Plain(&'a str),
    Unescaped(String),
}

/// Numbers that overflow keep their text; their value is infinite.
fn beyond_f64(text: &str) -> Option<Number> {
    let value = text.parse::<f64>().ok()?;
    value.is_infinite().then(|| Number::Float(Box::new((value, text.into()))))
}
