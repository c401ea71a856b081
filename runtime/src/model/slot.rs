//! Slots and views: the object-safe traits through which a model is decoded and encoded.
//!
//! These are plain data and small traits. `seed` fills slots, `encode` and `json` write views.

use serde_json::Value;

use super::record::{RecordDescriptor, Tag};
use super::union::UnionDescriptor;

/// A place to decode one JSON value into.
#[derive(Debug)]
pub enum Slot<'a> {
    /// A string.
    String(&'a mut String),
    /// A boolean.
    Bool(&'a mut bool),
    /// A 64-bit integer.
    I64(&'a mut i64),
    /// A 32-bit integer.
    I32(&'a mut i32),
    /// An unsigned 64-bit integer.
    U64(&'a mut u64),
    /// An unsigned 32-bit integer.
    U32(&'a mut u32),
    /// A number of double precision.
    F64(&'a mut f64),
    /// A number of single precision.
    F32(&'a mut f32),
    /// A string that the type interprets itself, such as an open enum or base64.
    Text(&'a mut dyn TextSlot),
    /// An integer that the type interprets itself, such as an open enum of integers.
    Integer(&'a mut dyn IntegerSlot),
    /// A number that the type reads from its digits.
    Number(&'a mut dyn NumberSlot),
    /// Any JSON.
    Value(&'a mut Value),
    /// An object with known fields.
    Record(&'a mut dyn Record),
    /// A value or null.
    Optional(&'a mut dyn SlotOptional),
    /// A string or null. This and the next three are common cases of `Optional` that save the indirection.
    OptionalString(&'a mut Option<String>),
    /// A boolean or null.
    OptionalBool(&'a mut Option<bool>),
    /// A 64-bit integer or null.
    OptionalI64(&'a mut Option<i64>),
    /// A number or null.
    OptionalF64(&'a mut Option<f64>),
    /// An array.
    List(&'a mut dyn SlotList),
    /// An object with arbitrary keys.
    Map(&'a mut dyn SlotMap),
    /// One value, or an array of values.
    OneOrMany(&'a mut dyn SlotOneOrMany),
    /// One of several variants.
    Union(&'a mut dyn Union),
    /// Any JSON, which is not kept.
    Ignored,
    /// A field that has been decoded already.
    Filled,
}

impl Slot<'_> {
    /// What this slot accepts, as a phrase for an error: "a string", "an object (User)".
    pub(crate) fn expected(&self) -> String {
        match self {
            Self::String(_) | Self::OptionalString(_) => "a string".into(),
            Self::Bool(_) | Self::OptionalBool(_) => "a boolean".into(),
            Self::I64(_) | Self::I32(_) | Self::Integer(_) | Self::OptionalI64(_) => "an integer".into(),
            Self::U64(_) | Self::U32(_) => "an integer that is not negative".into(),
            Self::F64(_) | Self::F32(_) | Self::OptionalF64(_) => "a number".into(),
            Self::Text(text) => text.expected().into(),
            Self::Number(number) => number.expected().into(),
            Self::Record(record) => format!("an object ({})", record.descriptor().name),
            Self::List(_) => "an array".into(),
            Self::Map(_) => "an object".into(),
            Self::OneOrMany(_) => "a value or an array".into(),
            Self::Union(union) => format!("a value ({})", union.descriptor().name),
            Self::Optional(_) | Self::Value(_) | Self::Ignored => "a value".into(),
            Self::Filled => "the member once".into(),
        }
    }
}

impl Slot<'_> {
    /// The same place once more.
    pub(crate) fn reborrow(&mut self) -> Slot<'_> {
        match self {
            Self::String(slot) => Slot::String(slot),
            Self::Bool(slot) => Slot::Bool(slot),
            Self::I64(slot) => Slot::I64(slot),
            Self::I32(slot) => Slot::I32(slot),
            Self::U64(slot) => Slot::U64(slot),
            Self::U32(slot) => Slot::U32(slot),
            Self::F64(slot) => Slot::F64(slot),
            Self::F32(slot) => Slot::F32(slot),
            Self::Text(slot) => Slot::Text(*slot),
            Self::Integer(slot) => Slot::Integer(*slot),
            Self::Number(slot) => Slot::Number(*slot),
            Self::Value(slot) => Slot::Value(slot),
            Self::Record(slot) => Slot::Record(*slot),
            Self::Optional(slot) => Slot::Optional(*slot),
            Self::OptionalString(slot) => Slot::OptionalString(slot),
            Self::OptionalBool(slot) => Slot::OptionalBool(slot),
            Self::OptionalI64(slot) => Slot::OptionalI64(slot),
            Self::OptionalF64(slot) => Slot::OptionalF64(slot),
            Self::List(slot) => Slot::List(*slot),
            Self::Map(slot) => Slot::Map(*slot),
            Self::OneOrMany(slot) => Slot::OneOrMany(*slot),
            Self::Union(slot) => Slot::Union(*slot),
            Self::Ignored => Slot::Ignored,
            Self::Filled => Slot::Filled,
        }
    }

    /// Makes the value empty again, as it is before anything is decoded into it.
    #[cold]
    pub(crate) fn clear(&mut self) {
        match self {
            Self::String(slot) => slot.clear(),
            Self::Bool(slot) => **slot = false,
            Self::I64(slot) => **slot = 0,
            Self::I32(slot) => **slot = 0,
            Self::U64(slot) => **slot = 0,
            Self::U32(slot) => **slot = 0,
            Self::F64(slot) => **slot = 0.0,
            Self::F32(slot) => **slot = 0.0,
            Self::Text(slot) => drop(slot.set("")),
            Self::Integer(slot) => slot.set(0),
            Self::Number(slot) => drop(slot.set("0")),
            Self::Value(slot) => **slot = Value::Null,
            Self::Record(slot) => slot.with_slots(&mut |slots| slots.iter_mut().for_each(Slot::clear)),
            Self::Optional(slot) => slot.absent(),
            Self::OptionalString(slot) => **slot = None,
            Self::OptionalBool(slot) => **slot = None,
            Self::OptionalI64(slot) => **slot = None,
            Self::OptionalF64(slot) => **slot = None,
            Self::List(slot) => slot.clear(),
            Self::Map(slot) => slot.clear(),
            Self::OneOrMany(slot) => drop(slot.many()),
            Self::Union(slot) => Slot::clear(&mut slot.become_variant(usize::MAX)),
            Self::Ignored | Self::Filled => {}
        }
    }

    /// Takes an integer over; `false` if the slot is not for it.
    #[inline]
    pub(crate) fn set_integer(&mut self, number: i64) -> bool {
        match self {
            Self::I64(slot) => put(*slot, Some(number)),
            Self::OptionalI64(slot) => put(*slot, Some(Some(number))),
            Self::I32(slot) => put(*slot, i32::try_from(number).ok()),
            Self::U64(slot) => put(*slot, u64::try_from(number).ok()),
            Self::U32(slot) => put(*slot, u32::try_from(number).ok()),
            #[expect(clippy::cast_precision_loss, reason = "a number in JSON is a double to most producers")]
            Self::F64(slot) => put(*slot, Some(number as f64)),
            #[expect(clippy::cast_precision_loss, reason = "a number in JSON is a double to most producers")]
            Self::OptionalF64(slot) => put(*slot, Some(Some(number as f64))),
            #[expect(clippy::cast_precision_loss, reason = "single precision was asked for")]
            Self::F32(slot) => put(*slot, Some(number as f32)),
            Self::Integer(slot) => {
                slot.set(number);
                true
            }
            Self::Number(slot) => slot.set(&number.to_string()),
            Self::Value(slot) => put(*slot, Some(Value::from(number))),
            _ => false,
        }
    }

    /// Takes an integer over that is too large for `i64`; `false` if the slot is not for it.
    pub(crate) fn set_unsigned(&mut self, number: u64) -> bool {
        match self {
            Self::U64(slot) => put(*slot, Some(number)),
            #[expect(clippy::cast_precision_loss, reason = "a number in JSON is a double to most producers")]
            Self::F64(slot) => put(*slot, Some(number as f64)),
            #[expect(clippy::cast_precision_loss, reason = "a number in JSON is a double to most producers")]
            Self::OptionalF64(slot) => put(*slot, Some(Some(number as f64))),
            #[expect(clippy::cast_precision_loss, reason = "single precision was asked for")]
            Self::F32(slot) => put(*slot, Some(number as f32)),
            Self::Number(slot) => slot.set(&number.to_string()),
            Self::Value(slot) => put(*slot, Some(Value::from(number))),
            _ => false,
        }
    }

    /// Takes another number over; `false` if the slot is not for it.
    pub(crate) fn set_float(&mut self, number: f64) -> bool {
        match self {
            Self::F64(slot) => put(*slot, number.is_finite().then_some(number)),
            Self::OptionalF64(slot) => put(*slot, number.is_finite().then_some(Some(number))),
            // What is too great for single precision would become infinite, which cannot be written again.
            #[expect(clippy::cast_possible_truncation, reason = "single precision was asked for")]
            Self::F32(slot) => put(*slot, Some(number as f32).filter(|number| number.is_finite())),
            Self::Value(slot) => put(*slot, number.is_finite().then(|| Value::from(number))),
            Self::Number(slot) => number.is_finite() && slot.set(&Value::from(number).to_string()),
            // Some servers write integers as `404.0`.
            slot => whole(number).is_some_and(|number| slot.set_integer(number)),
        }
    }
}

#[inline]
fn put<T>(slot: &mut T, value: Option<T>) -> bool {
    match value {
        Some(value) => {
            *slot = value;
            true
        }
        None => false,
    }
}

/// The integer that a number without fraction is.
fn whole(number: f64) -> Option<i64> {
    // 2^63 is exact as a double, i64::MAX is not.
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    #[expect(clippy::cast_possible_truncation, reason = "checked to be in range and without fraction")]
    (number.fract() == 0.0 && (-LIMIT..LIMIT).contains(&number)).then_some(number as i64)
}

/// A view of one value to encode.
#[derive(Clone, Copy, Debug)]
pub enum ValueRef<'a> {
    /// Absent where that is possible, else null.
    Absent,
    /// Null.
    Null,
    /// A string.
    Str(&'a str),
    /// Bytes, written as a base64 string.
    Base64(&'a [u8]),
    /// A boolean.
    Bool(bool),
    /// An integer.
    I64(i64),
    /// An unsigned integer.
    U64(u64),
    /// A number of double precision.
    F64(f64),
    /// A number of single precision.
    F32(f32),
    /// An integer of 128 bits.
    I128(&'a i128),
    /// An unsigned integer of 128 bits.
    U128(&'a u128),
    /// A number by its digits, which are those of JSON.
    Number(&'a str),
    /// Any JSON.
    Value(&'a Value),
    /// An object with known fields.
    Record(&'a dyn Record),
    /// An object with known fields that has a discriminator property, whether its type declares that or not.
    Tagged(Tag, &'a dyn Record),
    /// An array.
    List(&'a dyn SlotList),
    /// An object with arbitrary keys.
    Map(&'a dyn SlotMap),
}

impl ValueRef<'_> {
    /// Adds the discriminator property to a record that need not have it.
    #[doc(hidden)]
    #[must_use]
    pub fn with_tag(self, tag: Tag) -> Self {
        match self {
            Self::Record(record) if !record.descriptor().always_sends(tag.property) => Self::Tagged(tag, record),
            _ => self,
        }
    }
}

/// A struct whose fields the shared visitor decodes and the shared serializer encodes.
#[doc(hidden)]
pub trait Record {
    /// The table of the type.
    fn descriptor(&self) -> &'static RecordDescriptor;

    /// A value to decode into.
    fn empty() -> Self
    where
        Self: Sized;

    /// Calls `fill` once, with one slot per field in the order of the table.
    fn with_slots(&mut self, fill: SlotsFn<'_>);

    /// Calls `read` once, with one view per field in the order of the table.
    fn with_refs(&self, read: RefsFn<'_>);
}

/// Receives the slots of a record.
pub type SlotsFn<'f> = &'f mut dyn FnMut(&mut [Slot<'_>]);

/// Receives the values of a record.
pub type RefsFn<'f> = &'f mut dyn FnMut(&[ValueRef<'_>]);

/// An enum whose variants the shared visitor decodes and the shared serializer encodes.
#[doc(hidden)]
pub trait Union {
    /// The table of the type.
    fn descriptor(&self) -> &'static UnionDescriptor;

    /// A value to decode into.
    fn empty() -> Self
    where
        Self: Sized;

    /// Becomes an empty value of the variant with this index in the table, and returns its slot. Any other index makes
    /// it `Unknown`.
    fn become_variant(&mut self, index: usize) -> Slot<'_>;

    /// The view of the payload.
    fn view(&self) -> ValueRef<'_>;
}

/// A value that interprets a string itself.
pub trait TextSlot: std::fmt::Debug {
    /// Which strings are accepted, as a phrase for an error.
    fn expected(&self) -> &'static str {
        "a string"
    }
    /// Takes the string; `false` if it is not accepted.
    fn set(&mut self, text: &str) -> bool;
    /// Whether any string is taken, so that a number may come as one.
    fn takes_any(&self) -> bool {
        false
    }
    /// Whether it holds a value that is not in the list of an enum.
    fn is_unknown(&self) -> bool {
        false
    }
}

/// A value that interprets an integer itself.
pub trait IntegerSlot: std::fmt::Debug {
    /// Takes the integer.
    fn set(&mut self, number: i64);
    /// Whether it holds a value that is not in the list of an enum.
    fn is_unknown(&self) -> bool;
}

/// A number that is read from its digits.
pub trait NumberSlot: std::fmt::Debug {
    /// Which numbers are accepted, as a phrase for an error.
    fn expected(&self) -> &'static str;
    /// Takes the digits; `false` if the number is not accepted.
    fn set(&mut self, digits: &str) -> bool;
}

/// A value that may be null.
pub trait SlotOptional {
    /// Becomes an empty value and returns its slot.
    fn some(&mut self) -> Slot<'_>;
    /// Becomes null.
    fn null(&mut self);
    /// Makes it as it is when nothing was there.
    fn absent(&mut self) {
        self.null();
    }
}

/// An array.
pub trait SlotList {
    /// Removes all items.
    fn clear(&mut self);
    /// Appends an empty item and returns its slot.
    fn push(&mut self) -> Slot<'_>;
    /// The number of items.
    fn count(&self) -> usize;
    /// The view of the item with this index.
    fn item(&self, index: usize) -> Option<ValueRef<'_>>;
}

impl<'a> dyn SlotList + 'a {
    /// The views of the items.
    pub(crate) fn items(&self) -> impl ExactSizeIterator<Item = ValueRef<'_>> {
        (0..self.count()).map(|index| self.item(index).unwrap_or(ValueRef::Absent))
    }
}

/// An object with arbitrary keys.
pub trait SlotMap {
    /// Removes all entries.
    fn clear(&mut self);
    /// Inserts an empty value under the key and returns its slot.
    fn insert(&mut self, key: &str) -> Slot<'_>;
    /// The view of the value under the key.
    fn get(&self, key: &str) -> Option<ValueRef<'_>>;
    /// The number of entries.
    fn count(&self) -> usize;
    /// Calls `read` with every entry in order, until it returns `false`.
    fn each(&self, read: &mut dyn FnMut(&str, ValueRef<'_>) -> bool);
}

/// One value, or an array of values.
pub trait SlotOneOrMany {
    /// Becomes one empty value and returns its slot.
    fn one(&mut self) -> Slot<'_>;
    /// Becomes an empty array and returns its slot.
    fn many(&mut self) -> Slot<'_>;
}

impl std::fmt::Debug for dyn Record + '_ {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.descriptor().name)
    }
}

impl std::fmt::Debug for dyn Union + '_ {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.descriptor().name)
    }
}

/// `Debug` for trait objects that have no name of their own.
macro_rules! opaque_debug {
    ($($name:ident),*) => {$(
        impl std::fmt::Debug for dyn $name + '_ {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(stringify!($name))
            }
        }
    )*};
}
opaque_debug!(SlotOptional, SlotList, SlotMap, SlotOneOrMany);
