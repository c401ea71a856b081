//! [`Cursor`]: a position in JSON text, and the grammar of what is there: literals, keys, strings.
//!
//! `number` reads numbers, `escapes` strings with escapes, `tree` trees; `skip` passes over values, `outline` over those of
//! an object. Nobody here knows of slots.
//! Text that is not JSON is only found to be so; `decode` lets serde_json say where and why.

mod escapes;
mod number;
mod outline;
mod scan;
mod skip;
mod tree;

use std::borrow::Cow;

pub(super) use number::Number;
pub(super) use outline::{Keys as OutlineKeys, Outline};
use scan::is_same;
pub(super) use scan::{is_plain, plain_length};

/// As deep as serde_json goes.
const MAX_DEPTH: usize = 128;

/// The text is not JSON.
#[derive(Debug)]
pub(super) struct Broken;

impl Entered {
    /// The position of its first sign.
    pub(super) fn at(self) -> usize {
        self.at
    }
}

/// A position in JSON text.
pub(super) struct Cursor<'de> {
    text: &'de str,
    /// In bytes, always between two characters.
    pub(super) at: usize,
    /// How many arrays and objects are around it.
    depth: usize,
    /// Whether half of a surrogate pair has been replaced since this was last asked.
    has_replaced: bool,
}

/// A place to go back to: that of an array or object that has been entered, or of any value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entered {
    at: usize,
    depth: usize,
}

impl<'de> Cursor<'de> {
    pub(super) fn new(text: &'de str) -> Self {
        Self { text, at: 0, depth: 0, has_replaced: false }
    }

    /// The byte at an index. The end is a zero, which is nowhere allowed either.
    #[inline]
    fn byte(&self, index: usize) -> u8 {
        self.text.as_bytes().get(index).copied().unwrap_or(0)
    }

    /// Passes over white space, and gives the byte there.
    #[inline]
    pub(super) fn peek(&mut self) -> u8 {
        loop {
            match self.byte(self.at) {
                b' ' | b'\n' | b'\r' | b'\t' => self.at += 1,
                byte => return byte,
            }
        }
    }

    /// Passes over white space and this sign.
    #[inline]
    pub(super) fn expect(&mut self, sign: u8) -> Result<(), Broken> {
        if self.peek() != sign {
            return Err(Broken);
        }
        self.at += 1;
        Ok(())
    }

    /// Whether there is only white space left.
    pub(super) fn is_at_end(&mut self) -> bool {
        self.peek();
        self.at == self.text.len()
    }

    /// This place, to go back to.
    #[inline]
    pub(super) fn here(&self) -> Entered {
        Entered { at: self.at, depth: self.depth }
    }

    /// Enters the array or object that begins here.
    #[inline]
    pub(super) fn enter(&mut self) -> Result<Entered, Broken> {
        let entered = self.here();
        self.depth += 1;
        if self.depth >= MAX_DEPTH {
            return Err(Broken);
        }
        self.at += 1;
        Ok(entered)
    }

    /// Leaves the array or object whose end has been read.
    #[inline]
    pub(super) fn leave(&mut self, entered: Entered) {
        self.depth = entered.depth;
    }

    /// Goes back to a place; if an array or object begins there, out of it.
    pub(super) fn rewind(&mut self, entered: Entered) {
        self.at = entered.at;
        self.depth = entered.depth;
    }

    /// Passes over `true`, `false` or `null`.
    #[inline]
    pub(super) fn literal(&mut self, literal: &str) -> Result<(), Broken> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        if !rest.starts_with(literal.as_bytes()) {
            return Err(Broken);
        }
        self.at += literal.len();
        Ok(())
    }

    /// Passes over the comma, unless this is the first, and over this key and its colon; `false` if they are not here, or
    /// not written without spaces and escapes.
    #[inline]
    pub(super) fn takes_key(&mut self, key: &str, is_first: bool) -> bool {
        let at = match is_first {
            true => self.at,
            false if self.byte(self.at) == b',' => self.at + 1,
            false => return false,
        };
        let length = key.len() + 3;
        let here = self.text.as_bytes().get(at..).and_then(|rest| rest.get(..length));
        let Some([b'"', written @ .., b'"', b':']) = here else {
            return false;
        };
        let is_here = is_same(written, key.as_bytes());
        if is_here {
            self.at = at + length;
        }
        is_here
    }

    /// A key and the colon after it.
    #[inline]
    pub(super) fn key(&mut self) -> Result<Cow<'de, str>, Broken> {
        if self.peek() != b'"' {
            return Err(Broken);
        }
        let key = self.string()?;
        self.expect(b':')?;
        Ok(key)
    }

    /// The string whose quote is here.
    #[inline]
    pub(super) fn string(&mut self) -> Result<Cow<'de, str>, Broken> {
        let start = self.at + 1;
        let end = start + plain_length(self.text.as_bytes().get(start..).unwrap_or_default());
        if self.byte(end) != b'"' {
            return self.escaped_string(start, end).map(Cow::Owned);
        }
        self.at = end + 1;
        self.text.get(start..end).map(Cow::Borrowed).ok_or(Broken)
    }

    /// Whether half of a surrogate pair has been replaced since this was last asked.
    #[inline]
    pub(super) fn has_replaced(&mut self) -> bool {
        std::mem::take(&mut self.has_replaced)
    }
}
