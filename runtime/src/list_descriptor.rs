//! [`Paging`]: how a list continues, as generated code declares it: where the next position is read, where it is sent.
//!
//! Places in a body are JSON pointers (RFC 6901) that begin with a slash.

/// How further pages of an operation are requested, and what a page says of the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paging {
    pub(crate) kind: PagingKind,
    /// Where the position and the size are sent.
    pub(crate) place: PositionPlace,
    /// The name of the input for the number of items, and its value if the caller sets none; 0 if that is not known.
    pub(crate) size: Option<(&'static str, u64)>,
    /// The pointer to the number of pages.
    pub(crate) total_pages: Option<&'static str>,
    /// The pointer to the number of items on all pages.
    pub(crate) total_items: Option<&'static str>,
    pub(crate) more: Option<MoreSign>,
    /// The cursor of the first page, for servers that send pages only if one is there.
    pub(crate) first_cursor: Option<&'static str>,
    /// The inputs that are left out next to a cursor.
    pub(crate) not_with_cursor: &'static [&'static str],
}

/// What selects a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PagingKind {
    /// The number of the page, counted from `first`.
    Number { input: &'static str, first: u64 },
    /// The number of items to skip.
    Offset { input: &'static str },
    /// A string that the page before contains.
    Cursor { input: &'static str, source: Source },
    /// A URL that the page before contains.
    Url { source: Source },
}

/// Where a page has the position of the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// In the body.
    Body(&'static str),
    /// In a header.
    Header(&'static str),
    /// In the header `Link` (RFC 8288), as the target of the relation `next`.
    Link,
    /// In the last item.
    LastItem(&'static str),
}

/// Where a request has the position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PositionPlace {
    Query,
    Header,
    /// In a JSON body; the names of inputs are pointers.
    Body,
}

/// What says whether there are more pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MoreSign {
    /// A boolean in the body.
    Flag(&'static str),
    /// A boolean in the body that is true on the last page.
    Done(&'static str),
    /// A value in the body that is absent, null or empty on the last page.
    Presence(&'static str),
    /// The header `Link`, which has no relation `next` on the last page.
    Link,
}

impl Paging {
    const fn of(kind: PagingKind) -> Self {
        Self {
            kind,
            place: PositionPlace::Query,
            size: None,
            total_pages: None,
            total_items: None,
            more: None,
            first_cursor: None,
            not_with_cursor: &[],
        }
    }

    /// By page number, counted from `first`.
    #[must_use]
    pub const fn page_number(input: &'static str, first: u64) -> Self {
        Self::of(PagingKind::Number { input, first })
    }

    /// By the number of items to skip.
    #[must_use]
    pub const fn offset(input: &'static str) -> Self {
        Self::of(PagingKind::Offset { input })
    }

    /// By a cursor that each page contains for the next one.
    #[must_use]
    pub const fn cursor(input: &'static str, pointer: &'static str) -> Self {
        Self::of(PagingKind::Cursor { input, source: Source::Body(pointer) })
    }

    /// By a cursor that a header of each page contains for the next one.
    #[must_use]
    pub const fn cursor_in_header(input: &'static str, header: &'static str) -> Self {
        Self::of(PagingKind::Cursor { input, source: Source::Header(header) })
    }

    /// By a property of the last item, such as its id.
    #[must_use]
    pub const fn last_item(input: &'static str, pointer: &'static str) -> Self {
        Self::of(PagingKind::Cursor { input, source: Source::LastItem(pointer) })
    }

    /// By a URL that each page contains for the next one.
    #[must_use]
    pub const fn next_url(pointer: &'static str) -> Self {
        Self::of(PagingKind::Url { source: Source::Body(pointer) })
    }

    /// By a URL that a header of each page has for the next one, as its whole value.
    #[must_use]
    pub const fn next_url_in_header(header: &'static str) -> Self {
        Self::of(PagingKind::Url { source: Source::Header(header) })
    }

    /// By the header `Link` (RFC 8288).
    #[must_use]
    pub const fn link_header() -> Self {
        Self::of(PagingKind::Url { source: Source::Link })
    }

    /// The inputs are headers.
    #[must_use]
    pub const fn in_headers(self) -> Self {
        Self { place: PositionPlace::Header, ..self }
    }

    /// The inputs are members of the JSON body, and their names pointers to them.
    #[must_use]
    pub const fn in_body(self) -> Self {
        Self { place: PositionPlace::Body, ..self }
    }

    /// Sets the cursor of the first page, for servers that send pages only if a cursor is there.
    #[must_use]
    pub const fn first_cursor(self, cursor: &'static str) -> Self {
        Self { first_cursor: Some(cursor), ..self }
    }

    /// Sets the inputs that a server refuses next to the cursor of a page. They are in the same place as the cursor.
    #[must_use]
    pub const fn not_with_cursor(self, inputs: &'static [&'static str]) -> Self {
        Self { not_with_cursor: inputs, ..self }
    }

    /// Sets the input for the number of items on a page, and the number if the caller sets none; 0 if it is not known.
    #[must_use]
    pub const fn size(self, input: &'static str, default: u64) -> Self {
        Self { size: Some((input, default)), ..self }
    }

    /// Sets where a page has the number of pages.
    #[must_use]
    pub const fn total_pages(self, pointer: &'static str) -> Self {
        Self { total_pages: Some(pointer), ..self }
    }

    /// Sets where a page has the number of items on all pages.
    #[must_use]
    pub const fn total_items(self, pointer: &'static str) -> Self {
        Self { total_items: Some(pointer), ..self }
    }

    /// Sets the flag of a page that says whether there are more.
    #[must_use]
    pub const fn has_more(self, pointer: &'static str) -> Self {
        Self { more: Some(MoreSign::Flag(pointer)), ..self }
    }

    /// Sets the flag of a page that says whether it is the last one.
    #[must_use]
    pub const fn done(self, pointer: &'static str) -> Self {
        Self { more: Some(MoreSign::Done(pointer)), ..self }
    }

    /// Sets the value that the last page does not have.
    #[must_use]
    pub const fn while_present(self, pointer: &'static str) -> Self {
        Self { more: Some(MoreSign::Presence(pointer)), ..self }
    }

    /// The list goes on as long as the header `Link` has the relation `next`.
    #[must_use]
    pub const fn while_linked(self) -> Self {
        Self { more: Some(MoreSign::Link), ..self }
    }
}
