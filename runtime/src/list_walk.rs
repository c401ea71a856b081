//! [`Walk`]: where a list is, what comes next, and the guards against servers that repeat, loop or shrink.
//!
//! It knows no type of a page, so it is compiled once for all lists.

use http::Uri;

use crate::list_descriptor::{Paging, PagingKind, Source};
use crate::list_facts::{PageFacts, ReceivedPage};
use crate::list_position::{self, Position};
use crate::request::Request;

/// How many empty pages in a row are taken for a list that does not end. Servers that filter what they have read send
/// some.
const MAX_EMPTY_PAGES: u32 = 1000;

/// The maximal number of pages by default.
const DEFAULT_MAX_PAGES: u64 = 100_000;

const REPEATS_PAGE: &str = "the server repeats a page";
const NO_END: &str = "the server does not end the list";

/// The progress through one list.
#[derive(Debug)]
pub(crate) struct Walk {
    paging: Option<Paging>,
    pub(crate) max_pages: u64,
    /// The number of items before the first page, where that is known.
    skipped: Option<u64>,
    /// The number of items on a page that the caller asks for; 0 if it is not known.
    size: u64,
    /// The number of pages, once a response contains it.
    total_pages: Option<u64>,
    total_items: Option<u64>,
    last_fingerprint: Option<u64>,
    /// The fingerprint of an older page, replaced at page 2, 4, 8, .., which detects cycles of any length (Brent).
    older_fingerprint: Option<u64>,
    /// As `older_fingerprint`, for pages without items.
    older_position: Option<Position>,
    /// Whether the header `Link` of the last page named the page after it, of a list that is counted.
    was_linked: bool,
    /// The largest number of items on a page so far. The server may send fewer than requested.
    largest: u64,
    /// The number of items so far.
    received: u64,
    /// The number of empty pages since the last item.
    empty: u32,
    examined: u64,
}

/// What a page means for the list.
#[derive(Debug)]
pub(crate) enum Step {
    /// It continues the list; the next page is here, if there is one.
    Page(Option<Position>),
    /// The list had ended before it.
    Beyond,
}

impl Walk {
    pub(crate) fn new(request: &Request) -> Self {
        let paging = request.operation.paging;
        let size = paging.map_or(0, |paging| requested_size(request, &paging));
        Self {
            paging,
            max_pages: DEFAULT_MAX_PAGES,
            skipped: None,
            size,
            total_pages: None,
            total_items: None,
            last_fingerprint: None,
            older_fingerprint: None,
            older_position: None,
            was_linked: false,
            largest: 0,
            received: 0,
            empty: 0,
            examined: 0,
        }
    }

    /// Sets where the list begins.
    pub(crate) fn begin(&mut self, start: &Position) {
        self.skipped = match (self.paging.map(|paging| paging.kind), start) {
            (Some(PagingKind::Number { first, .. }), Position::Number(number)) => {
                let pages = number.saturating_sub(first);
                (pages == 0 || self.size > 0).then(|| pages.saturating_mul(self.size))
            }
            (Some(PagingKind::Offset { .. }), Position::Number(offset)) => Some(*offset),
            (_, Position::Cursor(None) | Position::Url(None) | Position::Only) => Some(0),
            _ => None,
        };
    }

    /// The number of items on all pages, if a response contains it.
    pub(crate) fn total(&self) -> Option<u64> {
        self.total_items
    }

    /// The number of items that have not arrived, if that is known.
    pub(crate) fn remaining(&self) -> Option<u64> {
        Some(self.total_items?.saturating_sub(self.skipped?).saturating_sub(self.received))
    }

    /// Whether pages beyond the next one are known to exist.
    pub(crate) fn knows_ahead(&self) -> bool {
        self.total_pages.is_some() || self.total_items.is_some()
    }

    /// The position of the page after this one, if it is known before this one arrives.
    pub(crate) fn presumed_after(&self, position: &Position) -> Option<Position> {
        let Position::Number(number) = position else { return None };
        let (next, end) = match self.paging?.kind {
            PagingKind::Number { first, .. } => (number.checked_add(1)?, first.saturating_add(self.pages()?)),
            PagingKind::Offset { .. } if self.largest > 0 => (number.checked_add(self.largest)?, self.total_items?),
            _ => return None,
        };
        (next < end).then_some(Position::Number(next))
    }

    /// Whether positions are known before the pages at them arrive, up to the end.
    pub(crate) fn presumes(&self) -> bool {
        match self.paging.map(|paging| paging.kind) {
            Some(PagingKind::Number { .. }) => self.pages().is_some(),
            Some(PagingKind::Offset { .. }) => self.largest > 0 && self.total_items.is_some(),
            _ => false,
        }
    }

    /// The number of pages: what the server says, or what follows from the number of items.
    fn pages(&self) -> Option<u64> {
        self.total_pages.or_else(|| (self.largest > 0).then_some(self.total_items?.div_ceil(self.largest)))
    }

    /// Checks a page and finds the position after it. `current` is its URL, for those that are relative.
    pub(crate) fn examine(
        &mut self,
        request: &Request,
        position: &Position,
        page: &ReceivedPage<'_>,
        current: impl FnOnce() -> Option<Uri>,
    ) -> Result<Step, &'static str> {
        let facts = PageFacts::read(page, self.paging.as_ref());
        self.examined += 1;
        if self.is_beyond(&facts) {
            return Ok(Step::Beyond);
        }
        self.recognise(facts.fingerprint)?;
        self.count(&facts);
        let following = match self.following(position, &facts)? {
            Some(Position::Url(Some(next))) => {
                let current = current().ok_or("the address of the page is not known")?;
                Some(Position::Url(Some(list_position::next_url(request, &current, &next)?)))
            }
            following => following,
        };
        self.check_following(position, following.as_ref())?;
        self.total_pages = facts.total_pages.filter(|_| following.is_some());
        self.was_linked = facts.is_linked;
        Ok(Step::Page(following))
    }

    /// Whether a repeated page is how the server ends the list. If nothing tells the number of pages, some servers send
    /// the last page for every page beyond, and some send the whole list for every page.
    fn is_beyond(&self, facts: &PageFacts) -> bool {
        let is_repeated = facts.fingerprint.is_some() && facts.fingerprint == self.last_fingerprint;
        let is_bare = facts.total_pages.is_none() && facts.total_items.is_none() && facts.more.is_none();
        let kind = self.paging.map(|paging| paging.kind);
        let is_numbered = matches!(kind, Some(PagingKind::Number { .. } | PagingKind::Offset { .. }));
        // A second page that is full and equal to the first one says that there is more to be had in another way.
        is_repeated && is_bare && is_numbered && (self.examined > 2 || self.largest < self.size)
    }

    fn recognise(&mut self, fingerprint: Option<u64>) -> Result<(), &'static str> {
        if fingerprint.is_some() && (fingerprint == self.last_fingerprint || fingerprint == self.older_fingerprint) {
            return Err(REPEATS_PAGE);
        }
        if self.examined.is_power_of_two() {
            self.older_fingerprint = self.last_fingerprint;
        }
        self.last_fingerprint = fingerprint;
        Ok(())
    }

    fn count(&mut self, facts: &PageFacts) {
        self.largest = self.largest.max(facts.count);
        self.received = self.received.saturating_add(facts.count);
        self.empty = if facts.count == 0 { self.empty + 1 } else { 0 };
        self.total_items = facts.total_items.or(self.total_items);
    }

    /// Refuses a next page that is this one or an older one, and lists that do not end.
    fn check_following(&mut self, position: &Position, following: Option<&Position>) -> Result<(), &'static str> {
        let Some(following) = following else { return Ok(()) };
        if self.examined >= self.max_pages || self.empty > MAX_EMPTY_PAGES {
            return Err(NO_END);
        }
        if following == position || self.older_position.as_ref() == Some(following) {
            return Err(match following {
                Position::Cursor(_) => "the server repeats a cursor",
                Position::Url(_) => "the server repeats the address of a page",
                Position::Number(_) | Position::Only => REPEATS_PAGE,
            });
        }
        if self.examined.is_power_of_two() {
            self.older_position = Some(position.clone());
        }
        Ok(())
    }

    fn following(&self, position: &Position, facts: &PageFacts) -> Result<Option<Position>, &'static str> {
        let Some(paging) = self.paging.filter(|_| facts.more != Some(false)) else {
            return Ok(None);
        };
        match (paging.kind, position) {
            (PagingKind::Number { first, .. }, Position::Number(number)) => {
                let next = number.checked_add(1).filter(|next| self.goes_on(*next, first, facts));
                Ok(next.map(Position::Number))
            }
            (PagingKind::Offset { .. }, Position::Number(offset)) => {
                let next = offset.checked_add(facts.count).filter(|next| self.goes_on_at(*next, facts));
                Ok(next.map(Position::Number))
            }
            (PagingKind::Cursor { source, .. }, Position::Cursor(last)) => after_cursor(source, last.as_deref(), facts),
            (PagingKind::Url { .. }, _) => match &facts.next {
                Some(next) => Ok(Some(Position::Url(Some(next.clone())))),
                None if facts.more == Some(true) => Err("the server has more pages, but does not say where"),
                None => Ok(None),
            },
            _ => Ok(None),
        }
    }

    /// Whether there is a page of this number. Without totals, an empty page ends the list, or the last of the linked
    /// pages. A short page proves nothing: servers have limits of their own, and some filter each page.
    fn goes_on(&self, next: u64, first: u64, facts: &PageFacts) -> bool {
        match (facts.more, facts.total_pages, facts.total_items) {
            (Some(true), ..) => true,
            (_, Some(total), _) => next < first.saturating_add(total),
            // Not the number of pages times their size: pages may be short.
            (.., Some(total)) => facts.count > 0 && (self.received < total || self.is_count_of_page(total, facts)),
            (.., None) => facts.count > 0 && !self.is_last_of_linked(facts),
        }
    }

    /// Whether there are items from this offset on.
    fn goes_on_at(&self, next: u64, facts: &PageFacts) -> bool {
        let is_more = match facts.total_items {
            Some(total) => next < total || self.is_count_of_page(total, facts),
            None => !self.is_last_of_linked(facts),
        };
        facts.count > 0 && (facts.more == Some(true) || is_more)
    }

    /// Whether a page has no link to a next one, but the page before had one. Many servers send the header `Link`
    /// without documenting it, and some answer requests beyond the last page with an error.
    fn is_last_of_linked(&self, facts: &PageFacts) -> bool {
        self.was_linked && !facts.is_linked
    }

    /// Some servers call the number of items on a page their total. A page that says so is followed by another request,
    /// unless it has fewer items than requested.
    fn is_count_of_page(&self, total: u64, facts: &PageFacts) -> bool {
        total == facts.count && facts.count >= self.size
    }
}

fn after_cursor(source: Source, last: Option<&str>, facts: &PageFacts) -> Result<Option<Position>, &'static str> {
    match &facts.next {
        // A server that has nothing more yet may give the cursor that it was given.
        Some(next) if facts.count == 0 && last == Some(next.as_str()) && facts.more != Some(true) => Ok(None),
        Some(next) => Ok(Some(Position::Cursor(Some(next.clone())))),
        None if facts.more == Some(true) => Err("the server has more pages, but does not say where"),
        None if facts.count > 0 && matches!(source, Source::LastItem(_)) => {
            Err("the last item has nothing that tells where the list goes on")
        }
        None => Ok(None),
    }
}

/// The requested number of items on a page; 0 if it is not known.
fn requested_size(request: &Request, paging: &Paging) -> u64 {
    paging.size.map_or(0, |(input, default)| {
        list_position::given(request, paging.place, input).and_then(|text| text.parse().ok()).unwrap_or(default)
    })
}
