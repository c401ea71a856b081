//! JSON text as a source of the walk: what the cursor finds goes into the slots, without serde in between.

#[cfg(test)]
mod differential;
mod trial;
mod unions;

use std::borrow::Cow;

use serde_json::Value;

use super::cursor::{Broken, Cursor, Entered, Number};
use super::drift::{Drift, DriftKind, Strictness};
use super::keys::{Key, Keys};
use super::slot::{Slot, Union};
use super::source::{Elements, Kept, Members};
use super::subject::Glimpse;
use super::target::Target;
use super::trace::Trace;
use trial::Trial;

/// Reads JSON text into slots.
pub(super) struct Reader<'de, 't> {
    cursor: Cursor<'de>,
    trace: &'t Trace,
    trial: Trial<'de>,
}

impl<'de, 't> Reader<'de, 't> {
    pub(super) fn new(text: &'de str, trace: &'t Trace) -> Self {
        Self { cursor: Cursor::new(text), trace, trial: Trial::default() }
    }

    /// Reads the whole text into a slot.
    pub(super) fn document(mut self, slot: Slot<'_>) -> Result<(), Broken> {
        let target = Target::new(slot, self.trace);
        self.value(target)?;
        if self.cursor.is_at_end() { Ok(()) } else { Err(Broken) }
    }

    /// Strings are what there is most of.
    #[inline]
    fn value(&mut self, target: Target<'_, '_>) -> Result<(), Broken> {
        let first = self.cursor.peek();
        self.trace.at(self.cursor.at);
        if first != b'"' {
            return self.any_value(first, target);
        }
        match target.slot {
            Slot::OptionalString(slot) => *slot = Some(self.plain_string()?),
            Slot::String(slot) => *slot = self.plain_string()?,
            slot => return self.string(Target { slot, ..target }),
        }
        Ok(())
    }

    /// A string that is taken as it is.
    #[inline]
    fn plain_string(&mut self) -> Result<String, Broken> {
        match self.cursor.string()? {
            Cow::Borrowed(string) => Ok(string.to_owned()),
            Cow::Owned(string) => {
                self.note_replaced();
                Ok(string)
            }
        }
    }

    /// The value that begins with this byte.
    fn any_value(&mut self, first: u8, target: Target<'_, '_>) -> Result<(), Broken> {
        match first {
            _ if matches!(target.slot, Slot::Ignored) => return self.cursor.skip(),
            b'"' => self.string(target)?,
            b'{' => {
                let entered = self.cursor.enter()?;
                let discriminator = self.trial.discriminator.take();
                target.object(Inside { entered, is_first: true, discriminator, has_seen: false, reader: self })?;
                self.cursor.leave(entered);
            }
            b'[' => {
                let entered = self.cursor.enter()?;
                target.array(Inside { entered, is_first: true, discriminator: None, has_seen: false, reader: self })?;
                self.cursor.leave(entered);
            }
            b't' => {
                self.cursor.literal("true")?;
                target.boolean(true);
            }
            b'f' => {
                self.cursor.literal("false")?;
                target.boolean(false);
            }
            b'n' => {
                self.cursor.literal("null")?;
                target.null();
            }
            _ => match self.cursor.number()? {
                Number::Short(number) => target.integer(number),
                Number::Fraction(number, digits) => target.float(number, Some(digits)),
                Number::Digits(digits) => target.digits(digits),
            },
        }
        Ok(())
    }

    /// A string for any slot.
    fn string(&mut self, target: Target<'_, '_>) -> Result<(), Broken> {
        match target.slot {
            Slot::OptionalString(slot) => *slot = Some(self.plain_string()?),
            Slot::String(slot) => *slot = self.plain_string()?,
            Slot::Optional(optional) => {
                return Target::within(optional, target.optional, target.trace, |inner| self.string(inner));
            }
            Slot::Ignored => return self.cursor.skip(),
            slot => return self.interpreted_string(Target { slot, ..target }),
        }
        Ok(())
    }

    /// A string that its slot interprets.
    #[inline]
    fn interpreted_string(&mut self, target: Target<'_, '_>) -> Result<(), Broken> {
        match self.cursor.string()? {
            Cow::Borrowed(string) => target.string(string),
            Cow::Owned(string) => {
                self.note_replaced();
                target.owned_string(string);
            }
        }
        Ok(())
    }

    fn tree(&mut self) -> Result<Value, Broken> {
        let tree = self.cursor.tree()?;
        self.note_replaced();
        Ok(tree)
    }

    /// Notes that half of a surrogate pair is not what was sent.
    #[inline]
    fn note_replaced(&mut self) {
        if self.cursor.has_replaced() {
            let drift = Drift::at_root(DriftKind::WrongType, "Unicode text", "half of a surrogate pair");
            self.trace.note(drift, self.trace.strictness() == Strictness::Strict);
        }
    }
}

/// An array or an object that has been entered.
struct Inside<'r, 'de, 't> {
    entered: Entered,
    is_first: bool,
    /// The key by which this object was chosen as a variant, and whether it has been seen.
    discriminator: Option<&'static str>,
    has_seen: bool,
    reader: &'r mut Reader<'de, 't>,
}

impl Inside<'_, '_, '_> {
    /// Steps to the next item or member; `false` if the container ends there.
    #[inline]
    fn step(&mut self, end: u8) -> Result<bool, Broken> {
        let sign = self.reader.cursor.peek();
        if sign == end {
            self.reader.cursor.at += 1;
            return Ok(false);
        }
        if std::mem::replace(&mut self.is_first, false) {
            return Ok(true);
        }
        self.reader.cursor.expect(b',').map(|()| true)
    }

    /// Looks whether the key by which the object was chosen repeats.
    fn see(&mut self, key: &str) {
        if self.discriminator == Some(key) {
            self.reader.trial.has_repetition |= self.has_seen;
            self.has_seen = true;
        }
    }

    /// Reads the whole of it as a tree.
    fn whole(self) -> Result<Value, Broken> {
        self.reader.trial.has_repetition |= self.discriminator.is_some();
        self.reader.cursor.rewind(self.entered);
        self.reader.tree()
    }

    /// Passes over the whole of it.
    fn pass(self) -> Result<(), Broken> {
        self.reader.cursor.rewind(self.entered);
        self.reader.cursor.skip()
    }
}

impl Elements for Inside<'_, '_, '_> {
    type Error = Broken;

    #[inline]
    fn next<'s, 't>(&mut self, target: impl FnOnce() -> Target<'s, 't>) -> Result<bool, Broken> {
        let more = self.step(b']')?;
        if more {
            self.reader.value(target())?;
        }
        Ok(more)
    }

    fn choose(self, union: &mut dyn Union, _: &Trace) -> Result<(), Broken> {
        self.reader.union(self.entered, Glimpse::Array, union, None)
    }

    fn into_tree(self) -> Result<Value, Broken> {
        self.whole()
    }

    fn skip(self) -> Result<(), Broken> {
        self.pass()
    }
}

impl<'de> Members<'de> for Inside<'_, 'de, '_> {
    type Error = Broken;

    #[inline]
    fn is_next(&mut self, key: &str) -> bool {
        let is_next = self.reader.cursor.takes_key(key, self.is_first);
        self.is_first &= !is_next;
        is_next
    }

    fn key(&mut self, keys: Keys) -> Result<Option<Key<'de>>, Broken> {
        if !self.step(b'}')? {
            return Ok(None);
        }
        let key = self.reader.cursor.key()?;
        self.reader.note_replaced();
        self.see(&key);
        let key = keys.find(&key).unwrap_or_else(|keep| if keep { Key::Other(key) } else { Key::Ignored });
        Ok(Some(key))
    }

    fn any_key(&mut self) -> Result<Option<Cow<'de, str>>, Broken> {
        if !self.step(b'}')? {
            return Ok(None);
        }
        let key = self.reader.cursor.key()?;
        self.reader.note_replaced();
        self.see(&key);
        Ok(Some(key))
    }

    #[inline]
    fn value(&mut self, target: Target<'_, '_>) -> Result<(), Broken> {
        self.reader.value(target)
    }

    fn kept(&mut self) -> Result<Kept, Broken> {
        let cursor = &mut self.reader.cursor;
        let before = cursor.here();
        let tree = cursor.tree();
        let has_replaced = cursor.has_replaced();
        match tree {
            Ok(tree) if has_replaced => Ok(Kept::Replaced(tree)),
            Ok(tree) => Ok(Kept::Whole(tree)),
            Err(Broken) => {
                cursor.rewind(before);
                cursor.skip().map(|()| Kept::Not)
            }
        }
    }

    fn skip_value(&mut self) -> Result<(), Broken> {
        self.reader.cursor.skip()
    }

    fn number(&mut self) -> Result<Option<String>, Broken> {
        Ok(None)
    }

    fn repeat(&mut self) {
        self.reader.trial.has_repetition = true;
    }

    fn choose(self, union: &mut dyn Union, _: &Trace) -> Result<(), Broken> {
        self.reader.union(self.entered, Glimpse::Object, union, self.discriminator)
    }

    fn into_tree(self) -> Result<Value, Broken> {
        self.whole()
    }

    fn skip(self) -> Result<(), Broken> {
        self.pass()
    }
}
