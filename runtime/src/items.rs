//! [`Items`]: the items of a list that spans pages, one by one.

use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use crate::call::Call;
use crate::error::Error;
use crate::model::Drift;
use crate::page::Page;
use crate::paging::Pages;
use crate::response::FromErrorBody;

impl<P: Page, B: FromErrorBody + 'static> Call<P, B> {
    /// Returns all items from this page on. Pages are requested as they are needed.
    pub fn items(self) -> Items<P, B> {
        Items { pages: self.pages(), current: VecDeque::new(), at: None, taken: 0 }
    }
}

/// The items of a list as a stream.
///
/// After an error the stream ends; it has returned the items before the error.
#[must_use = "a stream does nothing until it is polled"]
pub struct Items<P: Page, B> {
    pages: Pages<P, B>,
    current: VecDeque<P::Item>,
    /// The position of the current page.
    at: Option<String>,
    /// How many items of the current page have been returned, or are to be skipped on the page to resume from.
    taken: usize,
}

impl<P: Page, B: FromErrorBody + 'static> Items<P, B> {
    /// Sets how many pages are requested in advance; 2 by default.
    pub fn prefetch(mut self, pages: usize) -> Self {
        self.pages = self.pages.prefetch(pages);
        self
    }

    /// Limits the number of pages, after which the call fails; 100,000 by default.
    pub fn max_pages(mut self, pages: u64) -> Self {
        self.pages = self.pages.max_pages(pages);
        self
    }

    /// Begins after the item that was the last one when [`position`](Self::position) was called, in the same list with
    /// the same parameters.
    ///
    /// The first request fails if the position is of another list.
    pub fn resume(mut self, position: impl AsRef<str>) -> Self {
        let (page, taken) = parse(position.as_ref());
        self.pages = self.pages.resume(page);
        self.taken = taken;
        self
    }

    /// Returns where the list goes on after the last item, to [`resume`](Self::resume) it later; `None` at its end.
    ///
    /// Between two pages it is that of [`Pages::position`]. Inside a page, a plus sign and the number of items that have
    /// been returned of it come first, as in `+17 3`.
    pub fn position(&self) -> Option<String> {
        if self.current.is_empty() {
            let page = self.pages.position()?;
            return Some(if self.at.is_none() && self.taken > 0 { text(&page, self.taken) } else { text(&page, 0) });
        }
        self.at.as_ref().map(|page| text(page, self.taken))
    }

    /// Returns the number of items on all pages, once a page has arrived that contains it; see [`Pages::total`].
    pub fn total(&self) -> Option<u64> {
        self.pages.total()
    }

    /// Where the pages so far differ from what the document promises; see [`Pages::drift`].
    pub fn drift(&self) -> &[Drift] {
        self.pages.drift()
    }

    /// Returns the next item; `None` at the end.
    ///
    /// # Errors
    ///
    /// As the call itself, and if the server repeats a page or does not end the list.
    pub async fn next(&mut self) -> Option<Result<P::Item, Error<B>>> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Collects all items, for lists that fit into memory.
    ///
    /// # Errors
    ///
    /// The first error. The items before it are lost; use [`next`](Self::next) to keep them.
    pub async fn try_collect(mut self) -> Result<Vec<P::Item>, Error<B>> {
        let mut items = Vec::new();
        while let Some(item) = self.next().await {
            items.push(item?);
        }
        Ok(items)
    }
}

impl<P: Page, B: FromErrorBody + 'static> Stream for Items<P, B> {
    type Item = Result<P::Item, Error<B>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.current.pop_front() {
                self.taken += 1;
                return Poll::Ready(Some(Ok(item)));
            }
            let at = self.pages.position();
            let mut emptied = std::mem::take(&mut self.current).into();
            let next = self.pages.poll_page(context, &mut emptied);
            self.current = emptied.into();
            match next {
                Poll::Ready(Some(Ok(page))) => self.begin(at, page.into_value().into_items()),
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(error))),
                Poll::Ready(None) => return Poll::Ready(None),
                Poll::Pending => return Poll::Pending,
            }
        }
    }

    /// The upper limit is what the server says, so it is as sure as that.
    fn size_hint(&self) -> (usize, Option<usize>) {
        let here = self.current.len();
        let rest = self.pages.remaining().and_then(|rest| usize::try_from(rest).ok());
        (here, rest.map(|rest| here.saturating_add(rest)))
    }
}

impl<P: Page, B> Items<P, B> {
    /// Begins a page; some items of the page to resume from have been returned before.
    fn begin(&mut self, at: Option<String>, items: Vec<P::Item>) {
        let skipped = if self.at.is_none() { self.taken.min(items.len()) } else { 0 };
        self.current = items.into();
        self.current.drain(..skipped);
        self.taken = skipped;
        self.at = at;
    }
}

/// The position of an item as a string. That of a page may begin with a plus sign itself.
fn text(page: &str, taken: usize) -> String {
    if taken == 0 && !page.starts_with('+') { page.to_owned() } else { format!("+{taken} {page}") }
}

/// The page, and the number of items to skip, of a position.
fn parse(position: &str) -> (&str, usize) {
    let marked = position.strip_prefix('+').and_then(|rest| rest.split_once(' '));
    match marked.and_then(|(taken, page)| Some((page, taken.parse().ok()?))) {
        Some(parsed) => parsed,
        None => (position, 0),
    }
}

impl<P: Page, B> Unpin for Items<P, B> {}

impl<P: Page, B> fmt::Debug for Items<P, B> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Items").field("pages", &self.pages).finish_non_exhaustive()
    }
}
