//! Blocking calls, for programs without an async runtime.
//!
//! Everything that can be awaited has [`wait`](Wait::wait) too. Connections belong to a small tokio runtime of their own,
//! so this also works inside another runtime, whose thread it blocks, and inside another `wait`.

use std::cell::Cell;
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::Thread;

use futures_core::Stream;
use tokio::runtime::{Builder, Runtime};

/// Blocks until a call has finished: `client.users().get(id).wait()?`.
pub trait Wait: IntoFuture {
    /// Blocks until the result has arrived.
    ///
    /// # Panics
    ///
    /// If the operating system cannot start a thread, or if what is waited for panics.
    fn wait(self) -> Self::Output
    where
        Self: Sized,
        Self::Output: Send + 'static,
        Self::IntoFuture: Send + 'static,
    {
        block_on(self.into_future())
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
        let stream = self.0.as_mut()?;
        let item = block_on(std::future::poll_fn(|context| Pin::new(&mut *stream).poll_next(context)));
        if item.is_none() {
            self.0 = None;
        }
        item
    }
}

/// Runs a future on this thread. Its timers, sockets and tasks belong to the runtime of all blocking calls, which goes on
/// while this thread is blocked; so calls may wait inside of what other calls wait for.
fn block_on<F: Future>(future: F) -> F::Output {
    let run = || {
        let _entered = runtime().enter();
        park_until_ready(future)
    };
    // On a thread of that runtime, another one takes its place.
    if IS_OWN_THREAD.get() { tokio::task::block_in_place(run) } else { run() }
}

fn park_until_ready<F: Future>(future: F) -> F::Output {
    // Where the caller is a task itself, its budget must not be used up: nobody would renew it.
    let mut future = pin!(tokio::task::unconstrained(future));
    let signal = Arc::new(Signal { thread: std::thread::current(), is_set: AtomicBool::new(false) });
    let waker = Waker::from(Arc::clone(&signal));
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return output;
        }
        // A thread may be unparked for another future that waits further out or in.
        while !signal.is_set.swap(false, Ordering::AcqRel) {
            std::thread::park();
        }
    }
}

/// Wakes the thread that waits for a future.
struct Signal {
    thread: Thread,
    is_set: AtomicBool,
}

impl Wake for Signal {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.is_set.store(true, Ordering::Release);
        self.thread.unpark();
    }
}

thread_local! {
    /// Whether this thread belongs to the runtime of all blocking calls.
    static IS_OWN_THREAD: Cell<bool> = const { Cell::new(false) };
}

/// The runtime of all blocking calls of the program; it has one thread.
fn runtime() -> &'static Runtime {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    RUNTIME.get_or_init(|| {
        let mut builder = Builder::new_multi_thread();
        builder.on_thread_start(|| IS_OWN_THREAD.set(true));
        let runtime = builder.worker_threads(1).thread_name("clientgen-runtime").enable_all().build();
        runtime.expect("a thread can be started")
    })
}
