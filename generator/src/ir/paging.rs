//! Lists that span pages: how the next page is requested, and what a page says of the others.

use super::types::TypeRef;

/// How to get further pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Paging {
    /// What selects a page.
    pub kind: PagingKind,
    /// Where a request has the position and the size.
    pub place: PagingPlace,
    /// The input with the page size, and the size when the user names none; 0 if that is not known.
    pub size: Option<(InputPath, u64)>,
    /// Property path of the list inside the response; empty: the response is the list.
    pub items: Vec<String>,
    /// Type of one item.
    pub item: TypeRef,
    /// Property path of the number of pages.
    pub total_pages: Option<Vec<String>>,
    /// Property path of the number of items on all pages.
    pub total_items: Option<Vec<String>>,
    /// What says whether there are more pages; without any, the list ends at an empty page.
    pub more: Option<MoreSign>,
    /// The cursor of the first page, if there is no first page without one.
    pub first_cursor: Option<String>,
    /// The inputs that are left out next to a cursor.
    pub not_with_cursor: Vec<InputPath>,
    /// Who says so.
    pub origin: PagingOrigin,
}

/// The name of a parameter, or the path of a property in a body.
pub(crate) type InputPath = Vec<String>;

/// What selects a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PagingKind {
    /// Its number.
    Number {
        /// The input.
        input: InputPath,
        /// Number of the first page.
        first: u64,
    },
    /// The number of items before it.
    Offset {
        /// The input.
        input: InputPath,
    },
    /// A cursor that the page before contains.
    Cursor {
        /// The input.
        input: InputPath,
        /// Where the page before has it.
        source: PagingSource,
    },
    /// A URL that the page before contains.
    Url {
        /// Where the page before has it.
        source: PagingSource,
    },
}

/// Where a page has the position of the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PagingSource {
    /// Property path in the body.
    Body(Vec<String>),
    /// A response header.
    Header(String),
    /// The relation `next` of the header `Link`.
    Link,
    /// Property path in the last item.
    LastItem(Vec<String>),
}

/// Where a request has the position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PagingPlace {
    /// Query parameters.
    Query,
    /// Header parameters.
    Header,
    /// Members of the JSON body.
    Body,
}

/// What says whether there are more pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum MoreSign {
    /// Property path of a boolean.
    Flag(Vec<String>),
    /// Property path of a boolean that is true on the last page.
    Done(Vec<String>),
    /// Property path of a value that the last page lacks.
    Presence(Vec<String>),
    /// The relation `next` of the header `Link`.
    Link,
}

/// Who says how a list continues.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PagingOrigin {
    /// The overrides.
    Rule,
    /// An extension of the document.
    Extension,
    /// Nobody: it follows from the parameters and the response.
    Inferred,
}
