//! [`Pages`]: a list that spans pages as a stream of pages. `items` makes a stream of items of it.
//!
//! Pages are requested in advance, up to a limit, so the memory does not depend on the number of pages. Nothing is
//! spawned: dropping a stream cancels its requests.

use std::collections::VecDeque;
use std::collections::hash_map::DefaultHasher;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use crate::boxed::BoxFuture;
use crate::call::Call;
use crate::drift::DriftLog;
use crate::error::{Error, ErrorKind, Failure};
use crate::model::{Drift, Model, encode_ref};
use crate::operation::{Location, PagingKind};
use crate::page::Page;
use crate::param::ParamValue;
use crate::response::{FromErrorBody, Response};

/// How many pages are requested in advance by default.
const DEFAULT_PREFETCH: usize = 2;

/// The maximal number of pages by default.
const DEFAULT_MAX_PAGES: u64 = 100_000;

/// How many empty pages in a row are taken for a list that does not end. Servers that filter what they have read send
/// some.
const MAX_EMPTY_PAGES: u32 = 1000;

impl<P: Page, B: FromErrorBody + 'static> Call<P, B> {
    /// Returns all pages from this one on.
    pub fn pages(self) -> Pages<P, B> {
        Pages::new(self)
    }
}

/// The pages of a list as a stream of responses.
///
/// After an error the stream ends; [`position`](Self::position) tells where to continue.
#[must_use = "a stream does nothing until it is polled"]
pub struct Pages<P, B> {
    call: Call<P, B>,
    prefetch: usize,
    max_pages: u64,
    /// The pages that are requested, in order.
    pending: VecDeque<PendingPage<P, B>>,
    /// The pages that have arrived and continue the list, in order.
    ready: VecDeque<ReadyPage<P, B>>,
    /// The position of the page to request next; `None` if no further page is known.
    next: Option<Position>,
    /// The number of pages, once a response contains it.
    total: Option<u64>,
    /// The position of the page that the stream returns next.
    position: Option<Position>,
    last_fingerprint: Option<u64>,
    /// The fingerprint of an older page, replaced at page 2, 4, 8, .., which detects cycles of any length (Brent).
    older_fingerprint: Option<u64>,
    /// The largest number of items on a page so far. The server may send fewer than requested.
    largest: u64,
    /// The number of items so far.
    received: u64,
    /// The number of empty pages since the last item.
    empty: u32,
    examined: u64,
    drift: DriftLog,
}

type Outcome<P, B> = Result<Response<P>, Error<B>>;

struct PendingPage<P, B> {
    position: Position,
    state: State<P, B>,
}

enum State<P, B> {
    Waiting(BoxFuture<'static, Outcome<P, B>>),
    Done(Box<Outcome<P, B>>),
}

struct ReadyPage<P, B> {
    outcome: Outcome<P, B>,
    /// The position of the page after it.
    following: Option<Position>,
}

/// The position of a page in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Position {
    /// A page number or offset.
    Number(u64),
    /// A cursor; `None` for the first page.
    Cursor(Option<String>),
    /// The only page there is.
    Only,
}

impl<P: Page, B: FromErrorBody + 'static> Pages<P, B> {
    fn new(call: Call<P, B>) -> Self {
        let start = start(&call);
        Self {
            call,
            prefetch: DEFAULT_PREFETCH,
            max_pages: DEFAULT_MAX_PAGES,
            pending: VecDeque::new(),
            ready: VecDeque::new(),
            next: Some(start.clone()),
            total: None,
            position: Some(start),
            last_fingerprint: None,
            older_fingerprint: None,
            largest: 0,
            received: 0,
            empty: 0,
            examined: 0,
            drift: DriftLog::default(),
        }
    }

    /// Sets how many pages are requested in advance; 2 by default. With 0, a page is requested when it is needed.
    pub fn prefetch(mut self, pages: usize) -> Self {
        self.prefetch = pages;
        self
    }

    /// Limits the number of pages, after which the call fails; 100,000 by default.
    pub fn max_pages(mut self, pages: u64) -> Self {
        self.max_pages = pages;
        self
    }

    /// Returns the value of the paging parameter for the next page, to resume the list later; `None` at its end.
    ///
    /// After an error this is the page that failed.
    pub fn position(&self) -> Option<String> {
        match self.position.as_ref()? {
            Position::Number(number) => Some(number.to_string()),
            Position::Cursor(cursor) => cursor.clone(),
            Position::Only => None,
        }
    }

    /// Where the pages so far differ from what the document promises, up to some number of places.
    pub fn drift(&self) -> &[Drift] {
        self.drift.as_slice()
    }

    /// Returns the next page; `None` at the end.
    ///
    /// # Errors
    ///
    /// As the call itself, and if the server repeats a page or does not end the list.
    pub async fn next(&mut self) -> Option<Result<Response<P>, Error<B>>> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Requests pages until `max` are requested or have arrived.
    fn request_pages(&mut self, max: usize) {
        while let Some(position) = self.next.clone() {
            // Without a total, the next page is known to exist only once the current one has arrived.
            let known = self.total.is_some() || self.pending.is_empty();
            if !known || self.pending.len() + self.ready.len() >= max {
                return;
            }
            let call = at(self.call.clone(), &position);
            let future = Box::pin(async move { call.send().await });
            self.next = self.presumed_after(&position);
            self.pending.push_back(PendingPage { position, state: State::Waiting(future) });
        }
    }

    /// Requests and collects pages as long as there is progress.
    fn advance(&mut self, max: usize, context: &mut Context<'_>) {
        loop {
            self.request_pages(max);
            if !self.collect(context) {
                return;
            }
        }
    }

    /// The position of the page after this one, if it is known before this one arrives.
    fn presumed_after(&self, position: &Position) -> Option<Position> {
        match (self.call.request().operation.paging?.kind, position, self.total) {
            (PagingKind::Number { first }, Position::Number(number), Some(total)) => {
                let next = number.checked_add(1)?;
                (next < first.saturating_add(total)).then_some(Position::Number(next))
            }
            _ => None,
        }
    }

    /// Moves the pages that have arrived from the front of `pending` to `ready`; `true` if there were any.
    fn collect(&mut self, context: &mut Context<'_>) -> bool {
        for page in &mut self.pending {
            if let State::Waiting(future) = &mut page.state
                && let Poll::Ready(outcome) = future.as_mut().poll(context)
            {
                page.state = State::Done(Box::new(outcome));
            }
        }
        let mut any = false;
        while let Some(PendingPage { state: State::Done(_), .. }) = self.pending.front()
            && let Some(PendingPage { position, state: State::Done(outcome) }) = self.pending.pop_front()
        {
            any = true;
            match outcome.and_then(|response| self.examine(&position, response)) {
                Ok(Some(arrived)) => self.ready.push_back(arrived),
                Ok(None) => match self.ready.back_mut() {
                    Some(last) => last.following = None,
                    None => self.position = None,
                },
                Err(error) => {
                    self.ready.push_back(ReadyPage { outcome: Err(error), following: Some(position) });
                    // The list ends here, and the pages requested beyond are dropped.
                    self.pending.clear();
                    self.next = None;
                }
            }
        }
        any
    }

    /// Checks a page and finds the position after it; `None` if the page is one that the list had before its end.
    fn examine(&mut self, position: &Position, response: Response<P>) -> Result<Option<ReadyPage<P, B>>, Error<B>> {
        self.examined += 1;
        let fingerprint = fingerprint(response.value().items());
        if fingerprint.is_some() && fingerprint == self.last_fingerprint && self.ends_by_repeating(response.value()) {
            self.pending.clear();
            self.next = None;
            return Ok(None);
        }
        if fingerprint.is_some() && (fingerprint == self.last_fingerprint || fingerprint == self.older_fingerprint) {
            return Err(self.paging_error("the server repeats a page"));
        }
        if self.examined.is_power_of_two() {
            self.older_fingerprint = self.last_fingerprint;
        }
        self.last_fingerprint = fingerprint;
        self.count(response.value().items().len());
        let following = self.following(position, response.value());
        if following.is_some() && (self.examined >= self.max_pages || self.empty > MAX_EMPTY_PAGES) {
            return Err(self.paging_error("the server does not end the list"));
        }
        if let (Position::Cursor(Some(last)), Some(Position::Cursor(Some(next)))) = (position, &following)
            && last == next
        {
            return Err(self.paging_error("the server repeats a cursor"));
        }
        self.total = response.value().total_pages().filter(|_| following.is_some());
        if following.is_none() {
            // The pages requested beyond the end are dropped.
            self.pending.clear();
            self.next = None;
        } else if self.pending.is_empty() {
            self.next.clone_from(&following);
        }
        Ok(Some(ReadyPage { outcome: Ok(response), following }))
    }

    fn count(&mut self, items: usize) {
        let items = items as u64;
        self.largest = self.largest.max(items);
        self.received = self.received.saturating_add(items);
        self.empty = if items == 0 { self.empty + 1 } else { 0 };
    }

    /// Whether a repeated page is how the server ends the list. If nothing tells the number of pages, some servers send
    /// the last page for every page beyond, and some send the whole list for every page.
    fn ends_by_repeating(&self, page: &P) -> bool {
        let is_bare = page.total_pages().is_none() && page.total_items().is_none() && page.has_more().is_none();
        let is_numbered = self.call.request().operation.paging.is_some_and(|paging| paging.kind != PagingKind::Cursor);
        // A second page that is full and equal to the first one says that there is more to be had in another way.
        is_bare && is_numbered && (self.examined > 2 || self.largest < self.requested_size())
    }

    /// The requested number of items on a page; 0 if the operation has no parameter for it.
    fn requested_size(&self) -> u64 {
        let size = self.call.request().operation.paging.and_then(|paging| paging.size);
        size.map_or(0, |(name, default)| match self.call.request().query_value(name) {
            Some(ParamValue::Scalar(text)) => text.parse().unwrap_or(default),
            _ => default,
        })
    }

    fn following(&self, position: &Position, page: &P) -> Option<Position> {
        if page.has_more() == Some(false) {
            return None;
        }
        let paging = self.call.request().operation.paging?;
        let count = page.items().len() as u64;
        // Without totals, only an empty page ends the list. A short one proves nothing: servers have limits of their own,
        // and some filter each page.
        let goes_on = count > 0 || page.has_more() == Some(true);
        match (paging.kind, position) {
            (PagingKind::Number { first }, Position::Number(number)) => {
                let next = number.checked_add(1)?;
                let more = match (page.total_pages(), page.total_items()) {
                    (Some(total), _) => next < first.saturating_add(total),
                    // Not the number of pages times their size: pages may be short.
                    (None, Some(total)) => count > 0 && self.received < total,
                    (None, None) => goes_on,
                };
                more.then_some(Position::Number(next))
            }
            (PagingKind::Offset, Position::Number(offset)) => {
                let next = offset.checked_add(count)?;
                let more = page.total_items().is_none_or(|total| next < total);
                (count > 0 && more).then_some(Position::Number(next))
            }
            (PagingKind::Cursor, _) => page.next_cursor().map(|cursor| Position::Cursor(Some(cursor))),
            _ => None,
        }
    }

    fn paging_error(&self, reason: &'static str) -> Error<B> {
        let request = self.call.request();
        let failure = Failure::new(request.operation, ErrorKind::Paging(reason));
        // The list is named as the caller began it.
        let failure = match request.prepare() {
            Ok(prepared) => request.describe(failure, &prepared.url),
            Err(_) => failure,
        };
        Error::from_failure(failure, request.operation)
    }
}

/// The position of the first page: the one that the caller has set, else the beginning.
fn start<P, B>(call: &Call<P, B>) -> Position {
    let Some(paging) = call.request().operation.paging else {
        return Position::Only;
    };
    let given = match call.request().query_value(paging.parameter) {
        Some(ParamValue::Scalar(text)) => Some(text),
        _ => None,
    };
    match paging.kind {
        PagingKind::Number { first } => Position::Number(given.and_then(|text| text.parse().ok()).unwrap_or(first)),
        PagingKind::Offset => Position::Number(given.and_then(|text| text.parse().ok()).unwrap_or(0)),
        PagingKind::Cursor => Position::Cursor(given.cloned()),
    }
}

/// The call for the page at a position.
fn at<P, B>(mut call: Call<P, B>, position: &Position) -> Call<P, B> {
    let value = match position {
        Position::Number(number) => ParamValue::from(*number),
        Position::Cursor(Some(cursor)) => ParamValue::from(cursor),
        Position::Cursor(None) | Position::Only => return call,
    };
    if let Some(paging) = call.request().operation.paging {
        call.request_mut().parameter(Location::Query, paging.parameter, value);
    }
    call
}

/// A hash of a page's items, to recognise a repeated page; `None` for an empty page.
///
/// The number of items, the first and the last are enough, and cost little for long pages.
fn fingerprint<T: Model>(items: &[T]) -> Option<u64> {
    let mut hasher = DefaultHasher::new();
    items.len().hash(&mut hasher);
    encode_ref(items.first()?.view()).ok()?.hash(&mut hasher);
    encode_ref(items.last()?.view()).ok()?.hash(&mut hasher);
    Some(hasher.finish())
}

impl<P: Page, B: FromErrorBody + 'static> Stream for Pages<P, B> {
    type Item = Result<Response<P>, Error<B>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        this.advance(this.prefetch.saturating_add(1), context);
        match this.ready.pop_front() {
            Some(ReadyPage { outcome, following }) => {
                this.position = following;
                if let Ok(page) = &outcome {
                    this.drift.extend(page.drift());
                }
                // The next pages are requested before the caller processes this one.
                this.advance(this.prefetch, context);
                Poll::Ready(Some(outcome))
            }
            None if this.pending.is_empty() => Poll::Ready(None),
            None => Poll::Pending,
        }
    }
}

// Nothing is pinned in place: the futures are boxed.
impl<P, B> Unpin for Pages<P, B> {}

impl<P, B> fmt::Debug for Pages<P, B> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Pages")
            .field("call", &self.call)
            .field("position", &self.position)
            .finish_non_exhaustive()
    }
}

/// As `request!`, with `items` and `pages` for a list that spans pages.
#[doc(hidden)]
#[macro_export]
macro_rules! paged_request {
    ($name:ident -> $value:ty, $body:ty) => {
        $crate::request!($name -> $value, $body);

        impl $name {
            /// Returns a stream of all items from this page on. Pages are requested as they are needed.
            #[inline]
            pub fn items(self) -> $crate::Items<$value, $body> {
                self.0.items()
            }

            /// Returns a stream of all pages from this one on.
            #[inline]
            pub fn pages(self) -> $crate::Pages<$value, $body> {
                self.0.pages()
            }
        }
    };
}
