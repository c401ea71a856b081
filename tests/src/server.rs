//! An HTTP server on loopback that records its requests and responds as a test defines.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper::{HeaderMap, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// A request as it arrived.
#[derive(Clone, Debug)]
pub struct Received {
    /// Method.
    pub method: String,
    /// Path, percent-encoded as it was sent.
    pub path: String,
    /// Query without `?`; empty if there was none.
    pub query: String,
    /// Headers.
    pub headers: HeaderMap,
    /// Body, byte for byte.
    pub body: Bytes,
}

impl Received {
    /// A header as text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("the body is not JSON ({error}): {:?}", self.body))
    }
}

/// What the server answers.
#[derive(Clone, Debug)]
pub struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl Answer {
    /// A JSON body.
    pub fn json(status: u16, body: impl Into<String>) -> Self {
        Self::empty(status).header("content-type", "application/json").body(body.into())
    }

    /// No body.
    pub fn empty(status: u16) -> Self {
        Self { status: StatusCode::from_u16(status).unwrap(), headers: HeaderMap::new(), body: Bytes::new() }
    }

    /// Adds a header.
    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.insert(name, value.parse().unwrap());
        self
    }

    /// Sets the body.
    pub fn body(mut self, body: impl Into<Bytes>) -> Self {
        self.body = body.into();
        self
    }
}

struct State {
    received: Vec<Received>,
    answer: Box<dyn FnMut(&Received) -> Answer + Send>,
}

/// A running server; it stops when dropped.
pub struct Server {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
    task: JoinHandle<()>,
}

impl std::fmt::Debug for Server {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Server").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Server {
    /// Starts a server with these answers, in order. The last one is repeated; without any it answers 500.
    pub async fn start(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self::start_with(in_order(answers)).await
    }

    /// Starts a server that decides by the request.
    pub async fn start_with(answer: impl FnMut(&Received) -> Answer + Send + 'static) -> Self {
        let state = Arc::new(Mutex::new(State { received: Vec::new(), answer: Box::new(answer) }));
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let task = tokio::spawn(accept(listener, state.clone()));
        Self { address, state, task }
    }

    /// Starts anew, with other answers and nothing received.
    pub fn will_answer(&self, answers: impl IntoIterator<Item = Answer>) {
        let mut state = self.state.lock().unwrap();
        state.received.clear();
        state.answer = Box::new(in_order(answers));
    }

    /// `http://127.0.0.1:PORT`
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What arrived so far, oldest first.
    pub fn received(&self) -> Vec<Received> {
        self.state.lock().unwrap().received.clone()
    }

    /// The only request that arrived.
    pub fn only_request(&self) -> Received {
        let mut received = self.received();
        assert_eq!(received.len(), 1, "expected one request: {received:#?}");
        received.remove(0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn in_order(answers: impl IntoIterator<Item = Answer>) -> impl FnMut(&Received) -> Answer + Send + 'static {
    let mut answers: VecDeque<Answer> = answers.into_iter().collect();
    move |_| {
        let answer = if answers.len() > 1 { answers.pop_front() } else { answers.front().cloned() };
        answer.unwrap_or_else(|| Answer::empty(500))
    }
}

async fn accept(listener: TcpListener, state: Arc<Mutex<State>>) {
    while let Ok((stream, _)) = listener.accept().await {
        let state = state.clone();
        tokio::spawn(async move {
            let service = service_fn(move |request| answer(request, state.clone()));
            // A client that goes away in the middle is not the server's problem.
            let _ = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

async fn answer(request: Request<Incoming>, state: Arc<Mutex<State>>) -> Result<Response<Full<Bytes>>, Infallible> {
    let (parts, body) = request.into_parts();
    let received = Received {
        method: parts.method.to_string(),
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        headers: parts.headers,
        body: body.collect().await.map(|body| body.to_bytes()).unwrap_or_default(),
    };
    let answer = {
        let mut state = state.lock().unwrap();
        let answer = (state.answer)(&received);
        state.received.push(received);
        answer
    };
    let mut response = Response::new(Full::new(answer.body));
    *response.status_mut() = answer.status;
    *response.headers_mut() = answer.headers;
    Ok(response)
}
