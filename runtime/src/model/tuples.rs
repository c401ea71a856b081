//! The fields of a record as one tuple, so that `record!` makes one call for all of them.
//!
//! Half of what a field costs the compiler is the call. Here it is compiled once for each number of fields; a record
//! with more fields than the largest tuple is `wide` in `record!` and calls for each.

use super::kind::Model;
use super::slot::{RefsFn, SlotsFn};

/// The fields of a record to decode into.
#[doc(hidden)]
pub trait Places {
    /// Calls `fill` once, with the slot of each field.
    fn with_slots(self, fill: SlotsFn<'_>);
}

/// The fields of a record to encode.
#[doc(hidden)]
pub trait Values {
    /// Calls `read` once, with the view of each field.
    fn with_refs(self, read: RefsFn<'_>);
}

/// Implements both for the tuple of all names, and for all that are shorter.
macro_rules! tuples {
    ($($first:ident $($other:ident)*)?) => {
        impl<$($first: Model, $($other: Model),*)?> Places for ($(&mut $first, $(&mut $other,)*)?) {
            #[inline]
            fn with_slots(self, fill: SlotsFn<'_>) {
                #[allow(non_snake_case, reason = "a field is called as its type")]
                let ($($first, $($other,)*)?) = self;
                fill(&mut [$($first.slot(), $($other.slot(),)*)?]);
            }
        }

        impl<$($first: Model, $($other: Model),*)?> Values for ($(&$first, $(&$other,)*)?) {
            #[inline]
            fn with_refs(self, read: RefsFn<'_>) {
                #[allow(non_snake_case, reason = "a field is called as its type")]
                let ($($first, $($other,)*)?) = self;
                read(&[$($first.view(), $($other.view(),)*)?]);
            }
        }

        $(tuples!($($other)*);)?
    };
}

tuples!(A B C D E F G H I J K L M N O P Q R S T U V W X);
