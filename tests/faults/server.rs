//! The server that misbehaves: raw sockets on loopback, and a script of what each request meets.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use bytes::Bytes;
use tokio::io::{AsyncReadExt, AsyncWriteExt, Interest};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::runtime::Runtime;
use tokio::task::JoinHandle;

use crate::clock::TestClock;

/// What happens from the head of a request on; without an end the connection is kept for the next one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Exchange {
    steps: Vec<Step>,
    at_once: bool,
}

#[derive(Clone, Debug)]
enum Step {
    ReadBody,
    Write(Bytes),
    /// As long as the client takes it.
    Repeat(Bytes),
    /// As long as the client takes it, while time passes.
    Drip(Bytes),
    /// Takes a moment, so that others come to wait as well.
    Pause,
    /// Waits until time has passed.
    AwaitTime,
    /// Nothing more happens, and time passes.
    Stall,
    /// Nothing more happens until the client goes away.
    Hold,
    /// A user with the id of the path; 401 to this token.
    Echo {
        refused: &'static str,
    },
    Close,
    Reset,
}

/// Reads a request with its body.
pub(crate) fn read() -> Exchange {
    read_head().then(Step::ReadBody)
}

/// Reads no more of a request than its head.
pub(crate) fn read_head() -> Exchange {
    Exchange::default()
}

/// Reads nothing; goes on as soon as the connection is made.
pub(crate) fn accept() -> Exchange {
    Exchange { at_once: true, ..Exchange::default() }
}

/// Reads a request and answers it as one should.
pub(crate) fn answer(status: u16, body: &str) -> Exchange {
    answer_with(status, "content-type: application/json", body)
}

/// The same with other headers.
pub(crate) fn answer_with(status: u16, headers: &str, body: &str) -> Exchange {
    read().write(response(status, headers, body))
}

/// A complete response; headers are one per line.
pub(crate) fn response(status: u16, headers: &str, body: &str) -> Vec<u8> {
    let headers: String = headers.lines().map(|line| format!("{}\r\n", line.trim())).collect();
    format!("HTTP/1.1 {status} Reason\r\n{headers}content-length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

impl Exchange {
    fn then(mut self, step: Step) -> Self {
        self.steps.push(step);
        self
    }

    /// Writes; `{here}` and `{elsewhere}` stand for the addresses of the two servers.
    pub(crate) fn write(self, bytes: impl AsRef<[u8]>) -> Self {
        self.then(Step::Write(Bytes::copy_from_slice(bytes.as_ref())))
    }

    pub(crate) fn repeat(self, bytes: impl AsRef<[u8]>) -> Self {
        self.then(Step::Repeat(Bytes::copy_from_slice(bytes.as_ref())))
    }

    pub(crate) fn drip(self, bytes: impl AsRef<[u8]>) -> Self {
        self.then(Step::Drip(Bytes::copy_from_slice(bytes.as_ref())))
    }

    pub(crate) fn read_body(self) -> Self {
        self.then(Step::ReadBody)
    }

    pub(crate) fn pause(self) -> Self {
        self.then(Step::Pause)
    }

    pub(crate) fn await_time(self) -> Self {
        self.then(Step::AwaitTime)
    }

    pub(crate) fn hold(self) -> Self {
        self.then(Step::Hold)
    }

    /// Answers with a user who has the id of the path; 401 if this text is in the head.
    pub(crate) fn echo(self, refused: &'static str) -> Self {
        self.then(Step::Echo { refused })
    }

    pub(crate) fn stall(self) -> Self {
        self.then(Step::Stall)
    }

    pub(crate) fn close(self) -> Self {
        self.then(Step::Close)
    }

    pub(crate) fn reset(self) -> Self {
        self.then(Step::Reset)
    }
}

/// What requests meet, in order; the last is repeated.
#[derive(Clone, Debug, Default)]
pub(crate) struct Script {
    pub(crate) calls: VecDeque<Exchange>,
    pub(crate) tokens: VecDeque<Exchange>,
    pub(crate) elsewhere: VecDeque<Exchange>,
}

/// A request as far as it was read.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) to: To,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

/// Where a request went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum To {
    Calls,
    Tokens,
    Elsewhere,
}

/// A running server; it stops when dropped.
#[derive(Debug)]
pub(crate) struct Server {
    pub(crate) here: SocketAddr,
    /// Nobody listens there.
    pub(crate) nowhere: SocketAddr,
    state: Arc<State>,
    tasks: [JoinHandle<()>; 2],
    _nowhere: TcpSocket,
}

#[derive(Debug)]
struct State {
    script: Mutex<Script>,
    clock: TestClock,
    addresses: [(&'static str, String); 2],
    seen: Mutex<Vec<Seen>>,
    open: AtomicUsize,
}

/// Apart from the clients' runtimes, so that their tasks can be counted.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime for servers")
});

impl Server {
    pub(crate) fn start(script: Script, clock: TestClock) -> Self {
        let _guard = RUNTIME.enter();
        let loopback = SocketAddr::from(([127, 0, 0, 1], 0));
        let socket = || {
            let socket = TcpSocket::new_v4().unwrap();
            socket.bind(loopback).unwrap();
            // So that an upload nobody reads comes to a stop soon.
            socket.set_recv_buffer_size(64 * 1024).unwrap();
            socket
        };
        let nowhere = socket();
        let listeners = [socket().listen(1024).unwrap(), socket().listen(1024).unwrap()];
        let [here, elsewhere] = [0, 1].map(|index: usize| listeners[index].local_addr().unwrap());
        let state = Arc::new(State {
            script: Mutex::new(script),
            clock,
            addresses: [("{here}", here.to_string()), ("{elsewhere}", elsewhere.to_string())],
            seen: Mutex::default(),
            open: AtomicUsize::new(0),
        });
        let [one, two] = listeners;
        let tasks =
            [tokio::spawn(listen(one, Arc::clone(&state), false)), tokio::spawn(listen(two, Arc::clone(&state), true))];
        Self { here, nowhere: nowhere.local_addr().unwrap(), state, tasks, _nowhere: nowhere }
    }

    /// What arrived so far.
    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.state.seen.lock().unwrap().clone()
    }

    pub(crate) fn count(&self, to: To) -> usize {
        self.seen().iter().filter(|seen| seen.to == to).count()
    }

    /// How many connections are open.
    pub(crate) fn open(&self) -> usize {
        self.state.open.load(Ordering::SeqCst)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.tasks.iter().for_each(JoinHandle::abort);
    }
}

async fn listen(listener: TcpListener, state: Arc<State>, elsewhere: bool) {
    while let Ok((stream, _)) = listener.accept().await {
        let state = Arc::clone(&state);
        state.open.fetch_add(1, Ordering::SeqCst);
        tokio::spawn(async move {
            let connection = Connection { stream, unread: Vec::new(), state: Arc::clone(&state), elsewhere };
            connection.serve().await;
            state.open.fetch_sub(1, Ordering::SeqCst);
        });
    }
}

struct Connection {
    stream: TcpStream,
    unread: Vec<u8>,
    state: Arc<State>,
    elsewhere: bool,
}

impl Connection {
    /// `None` is an end everywhere here: of the connection, by either side.
    async fn serve(mut self) -> Option<()> {
        let to = if self.elsewhere { To::Elsewhere } else { To::Calls };
        if self.state.peek(to).is_some_and(|exchange| exchange.at_once) {
            let exchange = self.state.next(to)?;
            return self.run(exchange, None).await;
        }
        loop {
            let head = self.read_head().await?;
            let is_token = !self.elsewhere && head.split(' ').nth(1)?.starts_with("/oauth2/token/");
            let to = if is_token { To::Tokens } else { to };
            let index = {
                let mut seen = self.state.seen.lock().unwrap();
                seen.push(Seen { to, head, body: Vec::new() });
                seen.len() - 1
            };
            let exchange = self.state.next(to)?;
            self.run(exchange, Some(index)).await?;
        }
    }

    async fn run(&mut self, exchange: Exchange, request: Option<usize>) -> Option<()> {
        for step in exchange.steps {
            match step {
                Step::ReadBody => self.read_body(request?).await?,
                Step::Write(bytes) => self.write(&bytes).await?,
                Step::Repeat(bytes) => loop {
                    self.stream.write_all(&bytes).await.ok()?;
                },
                Step::Drip(bytes) => self.drip(&bytes).await?,
                Step::Stall => {
                    if request.is_none() {
                        // The client may have to set its time limit yet.
                        tokio::time::sleep(Duration::from_millis(20)).await;
                    }
                    self.state.clock.stall();
                    self.hold().await?;
                }
                Step::Pause => tokio::time::sleep(Duration::from_millis(200)).await,
                Step::AwaitTime => self.state.clock.stalled().await,
                Step::Hold => self.hold().await?,
                Step::Echo { refused } => {
                    let head = self.state.seen.lock().unwrap()[request?].head.clone();
                    let id = head.split(' ').nth(1)?.rsplit('/').next()?;
                    let body = format!(r#"{{"id": "{id}"}}"#);
                    self.write(&response(if head.contains(refused) { 401 } else { 200 }, "", &body)).await?;
                }
                Step::Close => return None,
                Step::Reset => {
                    self.stream.set_zero_linger().ok()?;
                    return None;
                }
            }
        }
        Some(())
    }

    async fn write(&mut self, bytes: &[u8]) -> Option<()> {
        let mut bytes = bytes.to_vec();
        for (place, address) in &self.state.addresses {
            while let Some(start) = bytes.windows(place.len()).position(|window| window == place.as_bytes()) {
                bytes.splice(start..start + place.len(), address.bytes());
            }
        }
        self.stream.write_all(&bytes).await.ok()
    }

    async fn drip(&mut self, bytes: &[u8]) -> Option<()> {
        for round in 0_u64.. {
            self.stream.write_all(bytes).await.ok()?;
            tokio::time::sleep(Duration::from_millis(1)).await;
            if round == 20 {
                self.state.clock.stall();
            }
        }
        None
    }

    /// Waits for the client to go away, without reading what it sends.
    async fn hold(&mut self) -> Option<()> {
        loop {
            if self.stream.ready(Interest::READABLE).await.ok()?.is_read_closed() {
                return None;
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    async fn read_head(&mut self) -> Option<String> {
        loop {
            if let Some(end) = self.unread.windows(4).position(|window| window == b"\r\n\r\n") {
                let rest = self.unread.split_off(end + 4);
                let head = std::mem::replace(&mut self.unread, rest);
                return String::from_utf8(head).ok();
            }
            self.read_more().await?;
        }
    }

    async fn read_body(&mut self, request: usize) -> Option<()> {
        let head = self.state.seen.lock().unwrap()[request].head.to_ascii_lowercase();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
        let length: usize = length.unwrap_or_default();
        while self.unread.len() < length {
            self.read_more().await?;
        }
        let rest = self.unread.split_off(length);
        self.state.seen.lock().unwrap()[request].body = std::mem::replace(&mut self.unread, rest);
        Some(())
    }

    async fn read_more(&mut self) -> Option<()> {
        let mut space = vec![0; 64 * 1024];
        let length = self.stream.read(&mut space).await.ok()?;
        self.unread.extend_from_slice(&space[..length]);
        (length > 0).then_some(())
    }
}

impl State {
    fn peek(&self, to: To) -> Option<Exchange> {
        self.script.lock().unwrap().of(to).front().cloned()
    }

    fn next(&self, to: To) -> Option<Exchange> {
        let mut script = self.script.lock().unwrap();
        let exchanges = script.of(to);
        if exchanges.len() > 1 { exchanges.pop_front() } else { exchanges.front().cloned() }
    }
}

impl Script {
    fn of(&mut self, to: To) -> &mut VecDeque<Exchange> {
        match to {
            To::Calls => &mut self.calls,
            To::Tokens => &mut self.tokens,
            To::Elsewhere => &mut self.elsewhere,
        }
    }
}
