//! [`Pages`]: a list that spans pages as a stream of pages. `items` makes a stream of items of it.
//!
//! Pages are requested in advance, up to a limit, so the memory does not depend on the number of pages. Nothing is
//! spawned: dropping a stream cancels its requests. What comes after a page is decided by `list_walk`.

use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use serde_json::Value;

use crate::call::{self, Call};
use crate::drift::DriftLog;
use crate::error::{Error, ErrorKind, Failure};
use crate::execute::{self, PendingResponse, Received};
use crate::list_facts::ReceivedPage;
use crate::list_position::Position;
use crate::list_walk::{Step, Walk};
use crate::model::{Drift, DriftKind, Model, Strictness};
use crate::page::Page;
use crate::request::Request;
use crate::response::{self, FromErrorBody, Response};

/// How many pages are requested in advance by default.
const DEFAULT_PREFETCH: usize = 2;

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
    /// The pages that are requested, in order.
    pending: VecDeque<PendingPage>,
    /// The pages that are decoded and continue the list, in order.
    ready: VecDeque<ReadyPage<P, B>>,
    /// The position of the page to request next; `None` if no further page is known.
    next: Option<Position>,
    /// The position of the page that the stream returns next.
    position: Option<Position>,
    walk: Walk,
    drift: DriftLog,
}

type Outcome<P, B> = Result<Response<P>, Error<B>>;

struct PendingPage {
    position: Position,
    state: State,
}

enum State {
    Waiting(PendingResponse),
    /// Held as bytes, which take a fraction of the memory of what they are decoded into.
    Done(Box<Result<Received, Failure>>),
}

impl PendingPage {
    /// Whether the page has failed.
    fn poll_failed(&mut self, context: &mut Context<'_>) -> bool {
        if let State::Waiting(response) = &mut self.state
            && let Poll::Ready(outcome) = response.as_mut().poll(context)
        {
            self.state = State::Done(Box::new(outcome));
        }
        matches!(&self.state, State::Done(outcome) if outcome.is_err())
    }
}

struct ReadyPage<P, B> {
    outcome: Outcome<P, B>,
    /// The position of the page after it.
    following: Option<Position>,
}

impl<P: Page, B: FromErrorBody + 'static> Pages<P, B> {
    fn new(call: Call<P, B>) -> Self {
        let start = Position::start(call.request());
        let mut walk = Walk::new(call.request());
        walk.begin(&start);
        Self {
            call,
            prefetch: DEFAULT_PREFETCH,
            pending: VecDeque::new(),
            ready: VecDeque::new(),
            next: Some(start.clone()),
            position: Some(start),
            walk,
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
        self.walk.max_pages = pages;
        self
    }

    /// Begins at a position that [`position`](Self::position) gave, of the same list with the same parameters.
    ///
    /// The first request fails if the position is of another list.
    pub fn resume(mut self, position: impl AsRef<str>) -> Self {
        match Position::parse(position.as_ref(), self.call.request().operation.paging.as_ref()) {
            Ok(start) => {
                self.walk.begin(&start);
                self.next = Some(start.clone());
                self.position = Some(start);
            }
            Err(reason) => self.call.request_mut().fail(reason.to_owned()),
        }
        self
    }

    /// Returns where the list goes on, to [`resume`](Self::resume) it later; `None` at its end.
    ///
    /// It is the value of the paging parameter for the next page, or its address; empty for the page that the call
    /// itself requests. After an error this is the page that failed.
    pub fn position(&self) -> Option<String> {
        self.position.as_ref().map(Position::text)
    }

    /// Returns the number of items on all pages, once a page has arrived that contains it.
    ///
    /// Servers may estimate it, and a list may change while it is read.
    pub fn total(&self) -> Option<u64> {
        self.walk.total()
    }

    /// The number of items that this stream has not returned, if that is known.
    pub(crate) fn remaining(&self) -> Option<u64> {
        let ready = self.ready.iter().filter_map(|page| page.outcome.as_ref().ok());
        let ready: u64 = ready.map(|page| page.value().items().len() as u64).sum();
        Some(self.walk.remaining()?.saturating_add(ready))
    }

    /// Where the pages so far differ from what the document promises, up to some number of places.
    pub fn drift(&self) -> &[Drift] {
        self.drift.as_slice()
    }

    /// Returns the next page; `None` at the end.
    ///
    /// # Errors
    ///
    /// As the call itself, and if the server repeats a page, does not end the list, or names a next page on a host that
    /// the client does not know.
    pub async fn next(&mut self) -> Option<Result<Response<P>, Error<B>>> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Requests pages until `max` are requested or have arrived.
    fn request_pages(&mut self, max: usize) {
        while let Some(position) = self.next.clone() {
            // Without a total, the next page is known to exist only once the current one has arrived.
            let known = self.pending.is_empty() || self.walk.knows_ahead();
            if !known || self.pending.len() + self.ready.len() >= max {
                return;
            }
            let call = at(self.call.clone(), &position);
            let state = State::Waiting(execute::buffered(call.into_request()));
            self.next = self.walk.presumed_after(&position);
            self.pending.push_back(PendingPage { position, state });
        }
    }

    /// Returns the next page, whose items are in the memory of those that have been read, if it is decoded now.
    pub(crate) fn poll_page(
        &mut self,
        context: &mut Context<'_>,
        emptied: &mut Vec<P::Item>,
    ) -> Poll<Option<Outcome<P, B>>> {
        self.advance(self.prefetch.saturating_add(1), true, context, emptied);
        match self.ready.pop_front() {
            Some(ReadyPage { outcome, following }) => {
                self.position = following;
                if let Ok(page) = &outcome {
                    self.drift.extend(page.drift());
                }
                // The next pages are requested before the caller processes this one.
                self.advance(self.prefetch, false, context, emptied);
                Poll::Ready(Some(outcome))
            }
            None if self.pending.is_empty() => Poll::Ready(None),
            None => Poll::Pending,
        }
    }

    /// Requests and decodes pages as long as there is progress. `is_awaited` says that the reader has no page.
    fn advance(&mut self, max: usize, is_awaited: bool, context: &mut Context<'_>, emptied: &mut Vec<P::Item>) {
        loop {
            self.request_pages(max);
            self.poll_pending(context);
            let mut any = false;
            while let Some(PendingPage { state: State::Done(_), .. }) = self.pending.front()
                && self.is_due(max, is_awaited)
                && let Some(PendingPage { position, state: State::Done(outcome) }) = self.pending.pop_front()
            {
                any = true;
                self.take(position, *outcome, emptied);
            }
            if !any {
                return;
            }
        }
    }

    /// Polls the pages that have not arrived. After one that has failed, there are none to be read.
    fn poll_pending(&mut self, context: &mut Context<'_>) {
        if let Some(failed) = self.pending.iter_mut().position(|page| page.poll_failed(context)) {
            self.pending.truncate(failed + 1);
            self.next = None;
        }
    }

    /// Whether the first page is decoded now: it is its turn, or it alone tells which page to request next.
    fn is_due(&self, max: usize, is_awaited: bool) -> bool {
        let is_turn = is_awaited && self.ready.is_empty();
        let has_room = self.pending.len() + self.ready.len() < max;
        is_turn || has_room && self.next.is_none() && !self.walk.presumes()
    }

    /// Decodes a page, and finds out what it means for the list.
    fn take(&mut self, position: Position, outcome: Result<Received, Failure>, emptied: &mut Vec<P::Item>) {
        let operation = self.call.request().operation;
        let page = outcome.and_then(|received| decode(received, std::mem::take(emptied)));
        let page = page.map_err(|failure| Error::from_failure(failure, operation));
        match page.and_then(|response| Ok((self.examine(&position, &response)?, response))) {
            Ok((Step::Page(following), response)) => {
                self.expect(following.as_ref());
                self.ready.push_back(ReadyPage { outcome: Ok(response), following });
            }
            Ok((Step::Beyond, _)) => {
                self.expect(None);
                match self.ready.back_mut() {
                    Some(last) => last.following = None,
                    None => self.position = None,
                }
            }
            Err(error) => {
                self.ready.push_back(ReadyPage { outcome: Err(error), following: Some(position) });
                // The list ends here.
                self.expect(None);
            }
        }
    }

    fn examine(&mut self, position: &Position, response: &Response<P>) -> Result<Step, Error<B>> {
        if self.is_no_page(response) {
            return Err(paging_error(self.call.request(), "the server sends something else than a page"));
        }
        let items = response.value().items();
        let page = ReceivedPage {
            body: response.value().view(),
            headers: response.headers(),
            count: items.len() as u64,
            first: items.first().map(Model::view),
            last: items.last().map(Model::view),
        };
        let call = &self.call;
        let current = || Some(at(call.clone(), position).request().prepare().ok()?.url);
        let step = self.walk.examine(call.request(), position, &page, current);
        step.map_err(|reason| paging_error(call.request(), reason))
    }

    /// Whether a response has nothing of a page, which would end the list without a word. To those who are tolerant, no
    /// body is the end.
    fn is_no_page(&self, response: &Response<P>) -> bool {
        let is_tolerant = self.call.request().decode_options().strictness == Strictness::Tolerant;
        let drift = response.drift().iter();
        let has_none = if is_tolerant {
            drift.clone().any(|drift| drift.path() == "$" && is_something_else(drift.kind()))
        } else {
            response.has_none_of_its_value()
        };
        let is_lost = |drift: &Drift| lost_list(drift) || is_missing_list(drift) && has_another_list(response);
        has_none || response.value().items().is_empty() && drift.clone().any(is_lost)
    }

    /// Drops the pages that were requested in advance, unless they are the ones that follow.
    fn expect(&mut self, following: Option<&Position>) {
        if following.is_none() || self.pending.front().map(|page| &page.position) != following {
            self.pending.clear();
            self.next = following.cloned();
        }
    }
}

/// Decodes a page as a call decodes its response, with memory for the items.
fn decode<P: Page>(Received { response, context }: Received, emptied: Vec<P::Item>) -> Result<Response<P>, Failure> {
    let mut page = P::empty();
    page.reserve(emptied);
    let decoded = call::decode(response, &context, |response, decoder| {
        response::read_into(&mut page, response, decoder)?;
        Ok(page)
    });
    decoded.map_err(|failure| failure.into_failure())
}

fn is_something_else(kind: DriftKind) -> bool {
    matches!(kind, DriftKind::NothingDeclared | DriftKind::WrongType)
}

/// Whether a list could not be read. Null and an empty object are empty lists.
fn lost_list(drift: &Drift) -> bool {
    drift.kind() == DriftKind::WrongType && drift.expected() == "an array" && drift.found() != "an empty object"
}

fn is_missing_list(drift: &Drift) -> bool {
    drift.kind() == DriftKind::Missing && drift.expected() == "an array"
}

/// Whether an object has items under another name than the one that is missing. Servers leave out lists that are empty.
fn has_another_list<P>(response: &Response<P>) -> bool {
    let body = response.raw_body().and_then(|body| serde_json::from_slice::<Value>(body).ok());
    let members = body.as_ref().and_then(Value::as_object);
    members.is_some_and(|members| members.values().any(|value| value.as_array().is_some_and(|items| !items.is_empty())))
}

fn paging_error<B: FromErrorBody>(request: &Request, reason: &'static str) -> Error<B> {
    let failure = Failure::new(request.operation, ErrorKind::Paging(reason));
    // The list is named as the caller began it.
    let failure = match request.prepare() {
        Ok(prepared) => request.describe(failure, &prepared.url),
        Err(_) => failure,
    };
    Error::from_failure(failure, request.operation)
}

/// The call for the page at a position.
fn at<P, B>(mut call: Call<P, B>, position: &Position) -> Call<P, B> {
    position.apply(call.request_mut());
    call
}

impl<P: Page, B: FromErrorBody + 'static> Stream for Pages<P, B> {
    type Item = Result<Response<P>, Error<B>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_page(context, &mut Vec::new())
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
