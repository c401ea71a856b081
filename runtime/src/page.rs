//! [`Page`]: the items of one page. What a page says of the others is read by `list_facts`.

use crate::model::{Model, Nullable};

/// A response that is one page of a list.
pub trait Page: Model + Send + 'static {
    /// The type of the items.
    type Item: Model + Send + 'static;

    /// Returns the items of this page.
    fn items(&self) -> &[Self::Item];

    /// Takes the items of this page.
    fn into_items(self) -> Vec<Self::Item>;

    /// Gives an empty page the memory for its items. Items are large, and a list that grows moves them.
    #[doc(hidden)]
    fn reserve(&mut self, _emptied: Vec<Self::Item>) {}
}

/// A response that is the array of the items.
impl<T: Model + Send + 'static> Page for Vec<T> {
    type Item = T;

    fn items(&self) -> &[T] {
        self
    }

    fn into_items(self) -> Self {
        self
    }

    fn reserve(&mut self, emptied: Self) {
        *self = emptied;
    }
}

/// A page that may be absent or null.
impl<P: Page> Page for Option<P> {
    type Item = P::Item;

    fn items(&self) -> &[P::Item] {
        self.as_ref().map_or(&[], P::items)
    }

    fn into_items(self) -> Vec<P::Item> {
        self.map_or_else(Vec::new, P::into_items)
    }
}

/// A type that `page!` accepts as the items of a page.
#[doc(hidden)]
pub trait PageItems<T> {
    /// Returns the items.
    fn as_items(&self) -> &[T];
    /// Takes the items.
    fn into_items(self) -> Vec<T>;
    /// Takes over the memory for items, where there is always a list.
    fn reserve(&mut self, _emptied: Vec<T>) {}
}

impl<T> PageItems<T> for Vec<T> {
    fn as_items(&self) -> &[T] {
        self
    }
    fn into_items(self) -> Self {
        self
    }
    fn reserve(&mut self, emptied: Self) {
        *self = emptied;
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

impl<T> PageItems<T> for Nullable<Vec<T>> {
    fn as_items(&self) -> &[T] {
        self.value().map_or(&[], Vec::as_slice)
    }
    fn into_items(self) -> Vec<T> {
        self.into_value().unwrap_or_default()
    }
}

/// Makes a model a [`Page`].
///
/// `page! { UserPage { items: results: User } }`. A path passes a field that may be absent with `?`, as in
/// `data?.results`.
#[doc(hidden)]
#[macro_export]
macro_rules! page {
    ($name:ident { items: $items:ident $(. $inner:ident)*: $item:ty $(,)? }) => {
        impl $crate::Page for $name {
            type Item = $item;

            fn items(&self) -> &[$item] {
                $crate::codegen::PageItems::as_items(&self.$items$(.$inner)*)
            }
            fn into_items(self) -> ::std::vec::Vec<$item> {
                $crate::codegen::PageItems::into_items(self.$items$(.$inner)*)
            }
            fn reserve(&mut self, emptied: ::std::vec::Vec<$item>) {
                $crate::codegen::PageItems::reserve(&mut self.$items$(.$inner)*, emptied);
            }
        }
    };
    ($name:ident { items: $outer:ident ? . $items:ident $(. $inner:ident)*: $item:ty $(,)? }) => {
        impl $crate::Page for $name {
            type Item = $item;

            fn items(&self) -> &[$item] {
                match &self.$outer {
                    ::core::option::Option::Some(outer) => {
                        $crate::codegen::PageItems::as_items(&outer.$items$(.$inner)*)
                    }
                    ::core::option::Option::None => &[],
                }
            }
            fn into_items(self) -> ::std::vec::Vec<$item> {
                match self.$outer {
                    ::core::option::Option::Some(outer) => {
                        $crate::codegen::PageItems::into_items(outer.$items$(.$inner)*)
                    }
                    ::core::option::Option::None => ::std::vec::Vec::new(),
                }
            }
        }
    };
}
