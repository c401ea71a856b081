//! [`Items`]: the items of a list that spans pages, one by one.

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
        Items { pages: self.pages(), current: Vec::new().into_iter() }
    }
}

/// The items of a list as a stream.
///
/// After an error the stream ends; it has returned the items before the error.
#[must_use = "a stream does nothing until it is polled"]
pub struct Items<P: Page, B> {
    pages: Pages<P, B>,
    current: std::vec::IntoIter<P::Item>,
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

    /// Returns the value of the paging parameter for the page after the current one; see [`Pages::position`].
    pub fn position(&self) -> Option<String> {
        self.pages.position()
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
            if let Some(item) = self.current.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match Pin::new(&mut self.pages).poll_next(context) {
                Poll::Ready(Some(Ok(page))) => self.current = page.into_value().into_items().into_iter(),
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(error))),
                Poll::Ready(None) => return Poll::Ready(None),
                Poll::Pending => return Poll::Pending,
            }
        }
    }
}

impl<P: Page, B> Unpin for Items<P, B> {}

impl<P: Page, B> fmt::Debug for Items<P, B> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Items").field("pages", &self.pages).finish_non_exhaustive()
    }
}
