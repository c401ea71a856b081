//! Slots and references: the object-safe view of a value that decoding fills and encoding reads.
//!
//! Everything here is plain data and small traits; the walk over them is in `decode` and `encode`.

use serde_json::Value;

use super::record::Record;
use super::union::Union;

/// A place to decode one JSON value into.
#[derive(Debug)]
pub enum Slot<'a> {
    /// Text.
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
    /// A number.
    F64(&'a mut f64),
    /// A number of single precision.
    F32(&'a mut f32),
    /// Text that the value interprets itself: open enums, base64.
    Text(&'a mut dyn TextSlot),
    /// An integer that the value interprets itself: open integer enums.
    Integer(&'a mut dyn IntegerSlot),
    /// Any JSON.
    Value(&'a mut Value),
    /// An object with known fields.
    Record(&'a mut dyn Record),
    /// A value or null.
    Optional(&'a mut dyn SlotOptional),
    /// Text or null; like the next ones an `Optional` that is common enough to be spared the indirection.
    OptionalString(&'a mut Option<String>),
    /// A boolean or null.
    OptionalBool(&'a mut Option<bool>),
    /// A 64-bit integer or null.
    OptionalI64(&'a mut Option<i64>),
    /// A number or null.
    OptionalF64(&'a mut Option<f64>),
    /// An array.
    List(&'a mut dyn SlotList),
    /// An object with free keys.
    Map(&'a mut dyn SlotMap),
    /// One value, or an array of them.
    OneOrMany(&'a mut dyn SlotOneOrMany),
    /// One of several shapes.
    Union(&'a mut dyn Union),
    /// Anything, not kept.
    Ignored,
    /// A field that has been decoded already.
    Filled,
}

impl Slot<'_> {
    /// What this slot accepts, as a phrase for an error: "a string", "an object (User)".
    pub(crate) fn expected(&self) -> String {
        match self {
            Self::String(_) => "a string".into(),
            Self::Bool(_) => "a boolean".into(),
            Self::I64(_) | Self::I32(_) | Self::Integer(_) => "an integer".into(),
            Self::U64(_) | Self::U32(_) => "an integer that is not negative".into(),
            Self::F64(_) | Self::F32(_) => "a number".into(),
            Self::Text(text) => text.expected().into(),
            Self::Record(record) => format!("an object ({})", record.descriptor().name),
            Self::List(_) => "an array".into(),
            Self::Map(_) => "an object".into(),
            Self::OneOrMany(_) => "a value or an array".into(),
            Self::Union(union) => format!("a value ({})", union.descriptor().name),
            Self::OptionalString(_) => "a string".into(),
            Self::OptionalBool(_) => "a boolean".into(),
            Self::OptionalI64(_) => "an integer".into(),
            Self::OptionalF64(_) => "a number".into(),
            Self::Optional(_) | Self::Value(_) | Self::Ignored => "a value".into(),
            Self::Filled => "the field once".into(),
        }
    }
}

/// A view of one value to encode.
#[derive(Clone, Copy, Debug)]
pub enum ValueRef<'a> {
    /// Left out where that is possible, else null.
    Absent,
    /// Null.
    Null,
    /// Text.
    Str(&'a str),
    /// Bytes, written as base64 text.
    Base64(&'a [u8]),
    /// A boolean.
    Bool(bool),
    /// An integer.
    I64(i64),
    /// An unsigned integer.
    U64(u64),
    /// A number.
    F64(f64),
    /// A number of single precision.
    F32(f32),
    /// Any JSON.
    Value(&'a Value),
    /// An object with known fields.
    Record(&'a dyn Record),
    /// An object with known fields, and a property in front that tells what it is, unless it has that already.
    Tagged(&'static str, &'static str, &'a dyn Record),
    /// An array.
    List(&'a dyn SlotList),
    /// An object with free keys.
    Map(&'a dyn SlotMap),
}

/// A value made from text it interprets itself.
pub trait TextSlot: std::fmt::Debug {
    /// What texts are accepted, as a phrase for an error.
    fn expected(&self) -> &'static str {
        "a string"
    }
    /// Takes the text over; `false` if it is not acceptable.
    fn set(&mut self, text: &str) -> bool;
}

/// A value made from an integer it interprets itself.
pub trait IntegerSlot: std::fmt::Debug {
    /// Takes the number over.
    fn set(&mut self, number: i64);
}

/// A value that may be null.
pub trait SlotOptional {
    /// Makes it a value and hands out its slot.
    fn some(&mut self) -> Slot<'_>;
    /// Makes it null.
    fn null(&mut self);
}

/// An array.
pub trait SlotList {
    /// Removes all items.
    fn clear(&mut self);
    /// Appends an empty item and hands out its slot.
    fn push(&mut self) -> Slot<'_>;
    /// The items, to read.
    fn items<'a>(&'a self) -> Items<'a>;
}

/// The items of an array, to read one after the other.
pub type Items<'a> = Box<dyn ExactSizeIterator<Item = ValueRef<'a>> + 'a>;

/// An object with free keys.
pub trait SlotMap {
    /// Removes all entries.
    fn clear(&mut self);
    /// Puts an empty value under the key and hands out its slot.
    fn insert(&mut self, key: &str) -> Slot<'_>;
    /// The value under the key, to read.
    fn get(&self, key: &str) -> Option<ValueRef<'_>>;
    /// How many entries there are.
    fn count(&self) -> usize;
    /// Shows all entries in order; stops when `read` returns `false`.
    fn each(&self, read: &mut dyn FnMut(&str, ValueRef<'_>) -> bool);
}

/// One value or an array of them.
pub trait SlotOneOrMany {
    /// Makes it one value.
    fn one(&mut self) -> Slot<'_>;
    /// Makes it an array.
    fn many(&mut self) -> Slot<'_>;
}

/// Debug for trait objects that need none of their own.
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
