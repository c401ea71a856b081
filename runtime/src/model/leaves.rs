//! Models of single values: strings, numbers, booleans, any JSON, and `()`.

use serde_json::Value;

use super::kind::Model;
use super::slot::{Slot, ValueRef};

macro_rules! number {
    ($($type:ty: $slot:ident $(or $optional:ident)? as $reference:ident),* $(,)?) => {$(
        impl Model for $type {
            #[inline]
            fn empty() -> Self {
                <$type>::default()
            }
            #[inline]
            fn slot(&mut self) -> Slot<'_> {
                Slot::$slot(self)
            }
            $(
                #[inline]
                fn optional_slot(place: &mut Option<Self>) -> Slot<'_> {
                    Slot::$optional(place)
                }
            )?
            #[inline]
            fn view(&self) -> ValueRef<'_> {
                ValueRef::$reference((*self).into())
            }
        }
    )*};
}

number! {
    bool: Bool or OptionalBool as Bool,
    i64: I64 or OptionalI64 as I64,
    i32: I32 as I64,
    u64: U64 as U64,
    u32: U32 as U64,
    f64: F64 or OptionalF64 as F64,
    f32: F32 as F32,
}

impl Model for String {
    #[inline]
    fn empty() -> Self {
        Self::new()
    }
    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        Slot::String(self)
    }
    #[inline]
    fn optional_slot(place: &mut Option<Self>) -> Slot<'_> {
        Slot::OptionalString(place)
    }
    #[inline]
    fn view(&self) -> ValueRef<'_> {
        ValueRef::Str(self)
    }
}

impl Model for Value {
    #[inline]
    fn empty() -> Self {
        Self::Null
    }
    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        Slot::Value(self)
    }
    #[inline]
    fn view(&self) -> ValueRef<'_> {
        ValueRef::Value(self)
    }
    // Where a document declares any JSON, some servers send an empty body.
    #[inline]
    fn absent() -> Option<Self> {
        Some(Self::Null)
    }
}

/// Accepts any body and does not read it.
impl Model for () {
    #[inline]
    fn empty() -> Self {}
    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        Slot::Ignored
    }
    #[inline]
    fn view(&self) -> ValueRef<'_> {
        ValueRef::Null
    }
    #[inline]
    fn absent() -> Option<Self> {
        Some(())
    }
}
