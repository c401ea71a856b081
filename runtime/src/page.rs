//! Pages as data: how an operation asks for the next one ([`Paging`]), what a response says about it ([`Page`]).

use crate::model::Model;
use crate::response::FromResponse;

/// How an operation is asked for further pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paging {
    pub(crate) kind: PagingKind,
    /// The query parameter that says which page.
    pub(crate) parameter: &'static str,
    /// The query parameter that says how many items, and its default.
    pub(crate) size: Option<(&'static str, u64)>,
}

/// What the parameter counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PagingKind {
    /// Pages, from this one.
    Number { first: u64 },
    /// Items.
    Offset,
    /// Nothing; it repeats what the last page said.
    Cursor,
}

impl Paging {
    /// By page number, counted from `first`.
    #[must_use]
    pub const fn page_number(parameter: &'static str, first: u64) -> Self {
        Self { kind: PagingKind::Number { first }, parameter, size: None }
    }

    /// By the number of items to skip.
    #[must_use]
    pub const fn offset(parameter: &'static str) -> Self {
        Self { kind: PagingKind::Offset, parameter, size: None }
    }

    /// By a cursor each page gives for the next.
    #[must_use]
    pub const fn cursor(parameter: &'static str) -> Self {
        Self { kind: PagingKind::Cursor, parameter, size: None }
    }

    /// The parameter for the number of items on a page, and what it is when not given.
    #[must_use]
    pub const fn size(self, parameter: &'static str, default: u64) -> Self {
        Self { size: Some((parameter, default)), ..self }
    }
}

/// A response that is one page of a list.
pub trait Page: FromResponse + Send + 'static {
    /// What the list is made of.
    type Item: Model + Send + 'static;

    /// The items of this page.
    fn items(&self) -> &[Self::Item];

    /// The items themselves.
    fn into_items(self) -> Vec<Self::Item>;

    /// How many pages there are, if the server says so.
    fn total_pages(&self) -> Option<u64> {
        None
    }

    /// How many items there are on all pages, if the server says so.
    fn total_items(&self) -> Option<u64> {
        None
    }

    /// The cursor of the next page, if there is one.
    fn next_cursor(&self) -> Option<String> {
        None
    }

    /// Whether there are more pages, if the server says so.
    fn has_more(&self) -> Option<bool> {
        None
    }
}

/// A bare array; the last page is one that is shorter than asked for, or empty.
impl<T: Model + Send + 'static> Page for Vec<T> {
    type Item = T;

    fn items(&self) -> &[T] {
        self
    }

    fn into_items(self) -> Self {
        self
    }
}

/// What `page!` accepts as the items of a page.
#[doc(hidden)]
pub trait PageItems<T> {
    /// The items.
    fn as_items(&self) -> &[T];
    /// The items themselves.
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

/// What `page!` accepts as a fact about a page: a value or an `Option` of one.
#[doc(hidden)]
pub trait PageInfo<T> {
    /// The fact, if it is known.
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
/// `page! { UserPage { items: results: User, total_pages: pagination.total_pages } }`. The facts are `total_pages`,
/// `total_items`, `next_cursor` and `has_more`; a path may go through optional fields with `?`, as in
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
