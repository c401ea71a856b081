//! The keys of records as they are written: with quotes, escapes and the colon, made once for many records of a kind.

use std::ops::Range;

use super::record::RecordDescriptor;

/// So many kinds of records are remembered.
const MAX_KINDS: usize = 64;

/// The keys of the kinds of records that one text has.
#[derive(Debug, Default)]
pub(super) struct Keys {
    kinds: Vec<Kind>,
    /// All keys, one after the other.
    text: Vec<u8>,
    /// Where in the text each key ends.
    ends: Vec<usize>,
}

/// A kind of records.
#[derive(Debug)]
struct Kind {
    descriptor: &'static RecordDescriptor,
    /// Where its keys begin in `ends`; `None` before its second record.
    first: Option<usize>,
}

/// The keys of a kind, once they have been made.
#[derive(Clone, Copy, Debug)]
pub(super) struct KeysOf(Option<usize>);

impl Keys {
    /// The keys of this kind of records. They are made when its second record is written, since one alone has no use for
    /// them.
    #[inline]
    pub(super) fn of(&mut self, descriptor: &'static RecordDescriptor) -> KeysOf {
        match self.kinds.iter().find(|kind| std::ptr::eq(kind.descriptor, descriptor)) {
            Some(Kind { first: Some(first), .. }) => KeysOf(Some(*first)),
            _ => self.learn(descriptor),
        }
    }

    #[cold]
    fn learn(&mut self, descriptor: &'static RecordDescriptor) -> KeysOf {
        let (first, has_room) = (self.ends.len(), self.kinds.len() < MAX_KINDS);
        match self.kinds.iter_mut().find(|kind| std::ptr::eq(kind.descriptor, descriptor)) {
            Some(kind) => kind.first = Some(first),
            None if has_room => {
                self.kinds.push(Kind { descriptor, first: None });
                return KeysOf(None);
            }
            None => return KeysOf(None),
        }
        for wire_name in descriptor.wire_names {
            // A string is always written; were it not, the key would be empty and is not used.
            let is_written = serde_json::to_writer(&mut self.text, wire_name).is_ok();
            self.text.extend_from_slice(if is_written { b":" } else { b"" });
            self.ends.push(self.text.len());
        }
        KeysOf(Some(first))
    }

    /// The key of the field with this index, if the keys have been made.
    #[inline]
    pub(super) fn written(&self, keys: KeysOf, index: usize) -> Option<&[u8]> {
        let at = keys.0? + index;
        let end = *self.ends.get(at)?;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        self.text.get(Range { start, end }).filter(|key| !key.is_empty())
    }
}
