//! Blocking calls, for programs without an async runtime.
//!
//! Everything that can be awaited has [`wait`](Wait::wait) too. Calls run on a small tokio runtime of their own, so
//! this also works inside another runtime, whose thread it blocks.

use std::pin::Pin;
use std::sync::OnceLock;
use std::sync::mpsc::sync_channel;
use std::task::{Context, Poll, Waker};

use futures_core::Stream;
use tokio::runtime::{Builder, Runtime};

/// Blocks until a call has finished: `client.users().get(id).wait()?`.
pub trait Wait: IntoFuture {
    /// Blocks until the result has arrived.
    ///
    /// # Panics
    ///
    /// If the operating system cannot start a thread.
    fn wait(self) -> Self::Output
    where
        Self: Sized,
        Self::Output: Send + 'static,
        Self::IntoFuture: Send + 'static,
    {
        on_runtime(self.into_future())
    }
}

impl<F: IntoFuture> Wait for F {}

/// Blocks for each value of a stream: `for user in client.users().list().items().wait_each() { .. }`.
pub trait WaitEach: Stream + Unpin + Send + Sized + 'static {
    /// Returns an iterator over the values, which blocks until the next one has arrived.
    fn wait_each(self) -> Each<Self> {
        Each(Some(self))
    }
}

impl<S: Stream + Unpin + Send + 'static> WaitEach for S {}

/// The values of a stream as an iterator, from [`WaitEach::wait_each`].
#[derive(Debug)]
pub struct Each<S>(Option<S>);

impl<S> Iterator for Each<S>
where
    S: Stream + Unpin + Send + 'static,
    S::Item: Send + 'static,
{
    type Item = S::Item;

    fn next(&mut self) -> Option<S::Item> {
        // Most values have arrived already; only the first of a page has to be waited for.
        let at_hand = {
            let _entered = runtime().enter();
            Pin::new(self.0.as_mut()?).poll_next(&mut Context::from_waker(Waker::noop()))
        };
        let item = match at_hand {
            Poll::Ready(item) => item,
            Poll::Pending => {
                let mut stream = self.0.take()?;
                let (stream, item) = on_runtime(async move {
                    let item = std::future::poll_fn(|context| Pin::new(&mut stream).poll_next(context)).await;
                    (stream, item)
                });
                self.0 = Some(stream);
                item
            }
        };
        if item.is_none() {
            self.0 = None;
        }
        item
    }
}

fn on_runtime<F>(future: F) -> F::Output
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    let (sender, receiver) = sync_channel(1);
    runtime().spawn(async move {
        // The receiver waits, so it still exists.
        let _ = sender.send(future.await);
    });
    receiver.recv().expect("the task does not panic, so it sends its result")
}

/// The runtime of all blocking calls of the program; it has one thread.
fn runtime() -> &'static Runtime {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    RUNTIME.get_or_init(|| {
        let mut builder = Builder::new_multi_thread();
        let runtime = builder.worker_threads(1).thread_name("clientgen-runtime").enable_all().build();
        runtime.expect("a thread can be started")
    })
}
