//! [`Page`]: the items of one page, and what a response contains about the other pages.

use crate::model::Model;
use crate::response::FromResponse;

/// A response that is one page of a list.
pub trait Page: FromResponse + Send + 'static {
    /// The type of the items.
    type Item: Model + Send + 'static;

    /// Returns the items of this page.
    fn items(&self) -> &[Self::Item];

    /// Takes the items of this page.
    fn into_items(self) -> Vec<Self::Item>;

    /// Returns the number of pages, if the response contains it.
    fn total_pages(&self) -> Option<u64> {
        None
    }

    /// Returns the number of items on all pages, if the response contains it.
    fn total_items(&self) -> Option<u64> {
        None
    }

    /// Returns the cursor of the next page, if there is a next page.
    fn next_cursor(&self) -> Option<String> {
        None
    }

    /// Returns whether there are more pages, if the response contains it.
    fn has_more(&self) -> Option<bool> {
        None
    }
}

/// An array without information about other pages. The list ends at a page that is empty, or equal to the one before.
impl<T: Model + Send + 'static> Page for Vec<T> {
    type Item = T;

    fn items(&self) -> &[T] {
        self
    }

    fn into_items(self) -> Self {
        self
    }
}

/// A type that `page!` accepts as the items of a page.
#[doc(hidden)]
pub trait PageItems<T> {
    /// Returns the items.
    fn as_items(&self) -> &[T];
    /// Takes the items.
    fn into_items(self) -> Vec<T>;
}

impl<T> PageItems<T> for Vec<T> {
    fn as_items(&self) -> &[T] {
        self
    }
    fn into_items(self) -> Self {
        self
    }
}

impl<T> PageItems<T> for Option<Vec<T>> {
    fn as_items(&self) -> &[T] {
        self.as_deref().unwrap_or_default()
    }
    fn into_items(self) -> Vec<T> {
        self.unwrap_or_default()
    }
}

/// A type that `page!` accepts as information about a page: a value or an `Option` of one.
#[doc(hidden)]
pub trait PageInfo<T> {
    /// Returns the information, if there is any.
    fn info(&self) -> Option<T>;
}

impl<T, F: PageInfo<T>> PageInfo<T> for Option<F> {
    fn info(&self) -> Option<T> {
        self.as_ref().and_then(PageInfo::info)
    }
}

impl PageInfo<String> for String {
    fn info(&self) -> Option<String> {
        (!self.is_empty()).then(|| self.clone())
    }
}

impl PageInfo<bool> for bool {
    fn info(&self) -> Option<bool> {
        Some(*self)
    }
}

macro_rules! count {
    ($($type:ty),*) => {$(
        impl PageInfo<u64> for $type {
            fn info(&self) -> Option<u64> {
                u64::try_from(*self).ok()
            }
        }
    )*};
}
count!(i64, i32, u64, u32);

impl PageInfo<u64> for f64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be in range")]
    fn info(&self) -> Option<u64> {
        (0.0..9e15).contains(self).then_some(*self as u64)
    }
}

/// Makes a model a [`Page`].
///
/// `page! { UserPage { items: results: User, total_pages: pagination.total_pages } }`. The keys are `items`,
/// `total_pages`, `total_items`, `next_cursor` and `has_more`. A path passes an optional field with `?`, as in
/// `pagination?.total_pages`.
#[doc(hidden)]
#[macro_export]
macro_rules! page {
    ($name:ident { items: $items:ident $(. $inner:ident)*: $item:ty $(, $($facts:tt)*)? }) => {
        impl $crate::Page for $name {
            type Item = $item;

            fn items(&self) -> &[$item] {
                $crate::codegen::PageItems::as_items(&self.$items$(.$inner)*)
            }
            fn into_items(self) -> ::std::vec::Vec<$item> {
                $crate::codegen::PageItems::into_items(self.$items$(.$inner)*)
            }
            $crate::page!(@facts $($($facts)*)?);
        }
    };
    (@facts $fact:ident: $field:ident $(. $member:ident)* $(, $($rest:tt)*)?) => {
        $crate::page!(@fact $fact, this, $crate::codegen::PageInfo::info(&this.$field$(.$member)*));
        $crate::page!(@facts $($($rest)*)?);
    };
    (@facts $fact:ident: $field:ident ? $(. $member:ident)+ $(, $($rest:tt)*)?) => {
        $crate::page!(@fact $fact, this, $crate::codegen::PageInfo::info(&this.$field.as_ref()?$(.$member)+));
        $crate::page!(@facts $($($rest)*)?);
    };
    (@facts) => {};
    (@fact total_pages, $this:ident, $value:expr) => { $crate::page!(@fn total_pages, u64, $this, $value); };
    (@fact total_items, $this:ident, $value:expr) => { $crate::page!(@fn total_items, u64, $this, $value); };
    (@fact next_cursor, $this:ident, $value:expr) => { $crate::page!(@fn next_cursor, ::std::string::String, $this, $value); };
    (@fact has_more, $this:ident, $value:expr) => { $crate::page!(@fn has_more, bool, $this, $value); };
    (@fn $fact:ident, $type:ty, $this:ident, $value:expr) => {
        fn $fact(&self) -> ::core::option::Option<$type> {
            let $this = self;
            $value
        }
    };
}
