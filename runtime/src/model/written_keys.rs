//! The keys of records as they are written: with quotes, escapes and the colon, made once for many records of a kind.

use std::rc::Rc;

use super::record::RecordDescriptor;

/// So many kinds of records are remembered.
const MAX_KINDS: usize = 64;

/// The keys of the kinds of records that one text has.
#[derive(Debug, Default)]
pub(super) struct Keys {
    kinds: Vec<Kind>,
}

/// A kind of records.
#[derive(Debug)]
struct Kind {
    descriptor: &'static RecordDescriptor,
    /// `None` before its second record.
    keys: Option<Rc<KeysOf>>,
}

/// The keys of one kind.
#[derive(Debug, Default)]
pub(super) struct KeysOf {
    /// All keys, one after the other, each with the quote that begins a string: `"name":"`.
    text: Vec<u8>,
    /// Where in the text each key ends.
    ends: Vec<usize>,
}

/// A key as it is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Key<'k> {
    with_quote: &'k [u8],
}

impl Keys {
    /// The keys of this kind of records. They are made when its second record is written, since one alone has no use for
    /// them.
    #[inline]
    pub(super) fn of(&mut self, descriptor: &'static RecordDescriptor) -> Option<Rc<KeysOf>> {
        match self.kinds.iter().find(|kind| std::ptr::eq(kind.descriptor, descriptor)) {
            Some(Kind { keys: Some(keys), .. }) => Some(Rc::clone(keys)),
            _ => self.learn(descriptor),
        }
    }

    #[cold]
    fn learn(&mut self, descriptor: &'static RecordDescriptor) -> Option<Rc<KeysOf>> {
        let has_room = self.kinds.len() < MAX_KINDS;
        match self.kinds.iter_mut().find(|kind| std::ptr::eq(kind.descriptor, descriptor)) {
            Some(kind) => {
                kind.keys = KeysOf::new(descriptor).map(Rc::new);
                return kind.keys.clone();
            }
            None if has_room => self.kinds.push(Kind { descriptor, keys: None }),
            None => {}
        }
        None
    }
}

impl KeysOf {
    /// A string can always be written; were it not, there would be no keys.
    fn new(descriptor: &RecordDescriptor) -> Option<Self> {
        let mut keys = Self::default();
        for wire_name in descriptor.wire_names {
            serde_json::to_writer(&mut keys.text, wire_name).ok()?;
            keys.text.extend_from_slice(b":\"");
            keys.ends.push(keys.text.len());
        }
        Some(keys)
    }

    /// The keys in the order of the fields.
    #[inline]
    pub(super) fn each(&self) -> impl Iterator<Item = Key<'_>> {
        let mut start = 0;
        self.ends.iter().map(move |end| {
            let with_quote = self.text.get(start..*end).unwrap_or_default();
            start = *end;
            Key { with_quote }
        })
    }
}

impl<'k> Key<'k> {
    /// What comes before a string: its quote, too.
    #[inline]
    pub(super) fn with_quote(self) -> &'k [u8] {
        self.with_quote
    }

    /// What comes before another value.
    #[inline]
    pub(super) fn without_quote(self) -> &'k [u8] {
        self.with_quote.split_last().map_or(self.with_quote, |(_, key)| key)
    }
}
