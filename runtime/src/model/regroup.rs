//! Arrays and objects that stand for each other: what is empty either way, one item for a list, a list with its indices as
//! keys.
//!
//! Only values that do not fit as they are come here; scalars are `lossless`'s.

use serde_json::{Map, Value};

use super::drift::{Drift, DriftKind, Strictness};
use super::recovery::Scalar;
use super::slot::{Slot, SlotList};
use super::source::{Elements, Members};
use super::target::Target;
use super::trace::Trace;

impl Slot<'_> {
    /// Whether the value may have nothing in it: a list, an object with arbitrary keys, one of which nothing is required.
    pub(crate) fn may_be_nothing(&self) -> bool {
        match self {
            Slot::List(_) | Slot::Map(_) => true,
            Slot::Record(record) => record.descriptor().requires_nothing(),
            _ => false,
        }
    }

    /// Makes it empty; `false` if the type has no such value.
    pub(super) fn clear_if_it_may_be_nothing(&mut self) -> bool {
        let may_be = self.may_be_nothing();
        if may_be {
            self.clear();
        }
        may_be
    }

    /// Whether null is one of its values.
    pub(crate) fn holds_null(&self) -> bool {
        use Slot::{Optional, OptionalBool, OptionalF64, OptionalI64, OptionalString};
        matches!(
            self,
            Optional(_) | OptionalString(_) | OptionalBool(_) | OptionalI64(_) | OptionalF64(_) | Slot::Value(_)
        )
    }
}

impl Target<'_, '_> {
    /// A scalar where a list is expected.
    #[cold]
    pub(super) fn scalar_for_list(self, found: &'static str, scalar: Scalar<'_>) {
        self.one_item(found, |item| scalar.read_into(item));
    }

    /// An array where an object is expected: to some servers, an empty one is both.
    #[cold]
    pub(super) fn array_for_object<E: Elements>(self, mut items: E) -> Result<(), E::Error> {
        let may_be = self.trace.strictness() != Strictness::Strict && self.slot.may_be_nothing();
        if may_be && !items.next(|| Target::new(Slot::Ignored, self.trace))? {
            self.leave_empty("an empty array");
            return Ok(());
        }
        self.mismatch("an array");
        items.skip()
    }

    /// An object where a list is expected.
    #[cold]
    pub(super) fn object_for_list<'de, M: Members<'de>>(self, members: M) -> Result<(), M::Error> {
        match self.trace.strictness() {
            Strictness::Strict => {
                self.mismatch("an object");
                members.skip()
            }
            Strictness::Lenient | Strictness::Tolerant => {
                let tree = members.into_tree()?;
                self.tree_for_list(tree);
                Ok(())
            }
        }
    }

    fn tree_for_list(mut self, tree: Value) {
        let has_any_keys = self.items_have_any_keys();
        match tree {
            Value::Object(members) if members.is_empty() && !has_any_keys => self.leave_empty("an empty object"),
            Value::Object(members) if !has_any_keys && is_indexed(&members) => self.indexed(members),
            Value::Object(_) => self.one_item("an object", |item| item.tree(tree)),
            // Some numbers look like objects to their source.
            scalar => self.one_item("a number", |item| item.tree(scalar)),
        }
    }

    /// Whether the items of a list may have keys of any name, so that an object is an item rather than a list.
    fn items_have_any_keys(&mut self) -> bool {
        let Slot::List(list) = &mut self.slot else {
            return false;
        };
        let has = matches!(list.push(), Slot::Map(_) | Slot::Value(_));
        list.clear();
        has
    }

    fn leave_empty(mut self, found: &'static str) {
        let expected = self.slot.expected();
        self.slot.clear();
        self.trace.note(Drift::at_root(DriftKind::WrongType, expected, found), false);
    }

    /// A list whose items have their indices as keys, as PHP writes one that began elsewhere.
    fn indexed(self, members: Map<String, Value>) {
        self.trace.note(Drift::at_root(DriftKind::WrongType, "an array", "an object with indices as keys"), false);
        let mut items: Vec<(usize, Value)> =
            members.into_iter().filter_map(|(key, item)| Some((key.parse().ok()?, item))).collect();
        items.sort_by_key(|(index, _)| *index);
        self.tree(items.into_iter().map(|(_, item)| item).collect());
    }

    /// Reads a single value where a list is expected, if it fits its items and the strictness allows it.
    ///
    /// Tolerance does not make an item of what is none.
    fn one_item(self, found: &'static str, read: impl FnOnce(Target<'_, '_>)) {
        let Target { slot, optional, nullable, trace } = self;
        let list = match slot {
            Slot::List(list) if trace.strictness() != Strictness::Strict => list,
            slot => return Target { slot, optional, nullable, trace }.mismatch(found),
        };
        if !fill_one(list, trace, found, read) {
            Target { slot: Slot::List(list), optional, nullable, trace }.mismatch(found);
        }
    }
}

/// Makes a list of one item; `false`, and nothing noted, if the item does not fit.
fn fill_one(list: &mut dyn SlotList, trace: &Trace, found: &'static str, read: impl FnOnce(Target<'_, '_>)) -> bool {
    let mark = trace.mark();
    list.clear();
    trace.note(Drift::at_root(DriftKind::WrongType, "an array", found), false);
    let strictness = trace.set_strictness(Strictness::Lenient);
    read(Target::new(list.push(), trace));
    trace.set_strictness(strictness);
    let fits = !trace.has_failed_since(mark) && !trace.has_nothing_declared_since(mark);
    if !fits {
        trace.forget(mark);
    }
    fits
}

/// Whether the keys are those of a list: every index from 0 or from 1 on.
fn is_indexed(members: &Map<String, Value>) -> bool {
    let has_all = |mut indices: std::ops::Range<usize>| indices.all(|index| members.contains_key(&index.to_string()));
    has_all(0..members.len()) || has_all(1..members.len() + 1)
}
