//! Models that contain models: `Option`, `Vec`, `BTreeMap`, `Box`.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::kind::{Generated, Model, ModelKind};
use super::slot::{Slot, SlotList, SlotMap, SlotOptional, ValueRef};

impl<T: Model> Model for Option<T> {
    #[inline]
    fn empty() -> Self {
        None
    }
    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        T::optional_slot(self)
    }
    #[inline]
    fn view(&self) -> ValueRef<'_> {
        self.as_ref().map_or(ValueRef::Absent, Model::view)
    }
    #[inline]
    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: Model> SlotOptional for Option<T> {
    fn some(&mut self) -> Slot<'_> {
        self.insert(T::empty()).slot()
    }
    fn null(&mut self) {
        *self = None;
    }
}

impl<T: Model> Model for Vec<T> {
    #[inline]
    fn empty() -> Self {
        Self::new()
    }
    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        Slot::List(self)
    }
    #[inline]
    fn view(&self) -> ValueRef<'_> {
        ValueRef::List(self)
    }
}

impl<T: Model> SlotList for Vec<T> {
    fn clear(&mut self) {
        Vec::clear(self);
    }
    fn push(&mut self) -> Slot<'_> {
        // Made where it stays: records can be large, and `push` would make them elsewhere and copy them.
        self.resize_with(self.len() + 1, T::empty);
        self.last_mut().map_or(Slot::Ignored, Model::slot)
    }
    fn count(&self) -> usize {
        self.len()
    }
    fn item(&self, index: usize) -> Option<ValueRef<'_>> {
        self.get(index).map(Model::view)
    }
}

impl<T: Model> Model for BTreeMap<String, T> {
    #[inline]
    fn empty() -> Self {
        Self::new()
    }
    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        Slot::Map(self)
    }
    #[inline]
    fn view(&self) -> ValueRef<'_> {
        ValueRef::Map(self)
    }
}

impl<T: Model> SlotMap for BTreeMap<String, T> {
    fn clear(&mut self) {
        BTreeMap::clear(self);
    }
    fn insert(&mut self, key: &str) -> Slot<'_> {
        // If a key repeats, its last value is kept, as in most JSON libraries.
        match self.entry(key.to_owned()) {
            Entry::Vacant(entry) => entry.insert(T::empty()).slot(),
            Entry::Occupied(mut entry) => {
                entry.insert(T::empty());
                entry.into_mut().slot()
            }
        }
    }
    fn get(&self, key: &str) -> Option<ValueRef<'_>> {
        BTreeMap::get(self, key).map(Model::view)
    }
    fn count(&self) -> usize {
        BTreeMap::len(self)
    }
    fn each(&self, read: &mut dyn FnMut(&str, ValueRef<'_>) -> bool) {
        for (key, value) in self {
            if !read(key, value.view()) {
                break;
            }
        }
    }
}

impl<T: Generated> Generated for Box<T> {
    type Kind = BoxKind;
}

/// The [`ModelKind`] of boxes: that of their content.
#[derive(Debug)]
pub struct BoxKind;

impl<T: Generated> ModelKind<Box<T>> for BoxKind {
    #[inline]
    fn empty() -> Box<T> {
        Box::new(T::empty())
    }
    #[inline]
    fn slot(value: &mut Box<T>) -> Slot<'_> {
        T::slot(value)
    }
    #[inline]
    fn view(value: &Box<T>) -> ValueRef<'_> {
        T::view(value)
    }
}
