//! Runs a row over a transport and compares what happens with what the row says.

use std::error::Error as _;
use std::fmt::{Debug, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use clientgen_runtime::codegen::Api;
use clientgen_runtime::{
    Body, BoxFuture, ClientBuilder, ConnectionLimits, Credentials, HyperTransport, ReqwestTransport, Transport,
    TransportError,
};
use thrive_client::models::CreateUser;
use thrive_client::{Client, Error};

use crate::calls::{Clients, Other, Outcome};
use crate::clock::TestClock;
use crate::fault::{Fault, Gets, Is, Place, SECRET, Setting};
use crate::log_capture;
use crate::server::{Server, To};

/// No row takes that long unless something hangs.
pub(crate) const HANGS: Duration = Duration::from_secs(10);

/// What carries the requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Carrier {
    Hyper,
    Reqwest,
}

/// All of them.
pub(crate) const CARRIERS: [Carrier; 2] = [Carrier::Hyper, Carrier::Reqwest];

/// What became of a row.
#[derive(Debug, Default)]
pub(crate) struct Report {
    /// How it differs from the row; nothing if all is well.
    pub(crate) differences: Vec<String>,
    /// Everything that was printed, or that a caller can print for logs.
    pub(crate) said: String,
    /// What a caller shows to people, which quotes the server.
    pub(crate) shown: String,
}

/// Runs a row; the client's tasks all live on this thread.
pub(crate) fn run(fault: &Fault, carrier: Carrier) -> Report {
    log_capture::start();
    let mut report = Report::default();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let ran = catch_unwind(AssertUnwindSafe(|| {
        runtime.block_on(async {
            let clock = TestClock::new();
            let server = Server::start(fault.script.clone(), clock.clone());
            let clients = clients(fault, carrier, &server, &clock, &mut report);
            match tokio::time::timeout(HANGS, (fault.call)(clients.clone())).await {
                Ok(outcome) => report.compare(fault, &outcome, &server, &clock),
                Err(_) => report.differ("it hangs", "", ""),
            }
            report.say(&clients);
            drop(clients);
            report.nothing_is_left(&server, fault.unnoticed).await;
        });
    }));
    let captured = log_capture::take();
    report.said.push_str(&captured.text);
    if ran.is_err() || captured.panics > 0 {
        report.differ("panics", captured.panics, 0);
    }
    report
}

/// The clients of a row.
pub(crate) fn clients(
    fault: &Fault,
    carrier: Carrier,
    server: &Server,
    clock: &TestClock,
    report: &mut Report,
) -> Clients {
    let setting = &fault.setting;
    let transport = transport(carrier, server, setting.place);
    let credentials = (setting.credentials)(format!("http://{}/oauth2/token/x", server.nowhere));
    report.say(&credentials);
    let url = match setting.place {
        Place::Here => format!("http://{}", server.here),
        Place::Https => "https://api.example".to_owned(),
        Place::Tls => format!("https://{}", server.here),
        Place::Nowhere => format!("http://{}", server.nowhere),
    };
    let mut build = |credentials: Credentials| {
        let thrive = builder::<Client>(&url, setting, clock, &transport).credentials(credentials);
        report.say(&thrive);
        thrive.build().unwrap()
    };
    let thrive = build(credentials);
    let calling = thrive.users().create(CreateUser::new("1", "Jo", "body_needle"));
    report.say(&calling.header("x-secret", SECRET));
    let other = builder::<Other>(&url, setting, clock, &transport).credentials(Credentials::api_key(SECRET));
    Clients { thrive, other: other.build().unwrap(), clock: clock.clone() }
}

pub(crate) fn builder<A: Api>(
    url: &str,
    setting: &Setting,
    clock: &TestClock,
    transport: &Arc<dyn Transport>,
) -> ClientBuilder<A> {
    ClientBuilder::new()
        .base_url(url)
        .clock(clock.clone())
        .transport(Arc::clone(transport))
        .retry(setting.retry.clone())
        .timeout(setting.timeout)
        .attempt_timeout(setting.attempt_timeout)
        .max_response_size(setting.max_response_size)
        .default_header("x-secret", SECRET)
}

/// The transport, with TLS taken off if the row wants it.
pub(crate) fn transport(carrier: Carrier, server: &Server, place: Place) -> Arc<dyn Transport> {
    // Two seconds is more than a busy machine ever leaves bytes on loopback unread.
    let limits = ConnectionLimits::default().connect(Duration::from_secs(5)).unread(Duration::from_secs(2));
    let carrier: Arc<dyn Transport> = match carrier {
        Carrier::Hyper => Arc::new(HyperTransport::new(limits).unwrap()),
        Carrier::Reqwest => Arc::new(ReqwestTransport::new(limits).unwrap()),
    };
    match place {
        Place::Https => Arc::new(Untls { carrier, here: server.here.to_string() }),
        Place::Here | Place::Tls | Place::Nowhere => carrier,
    }
}

/// Carries https to a server that has no certificate.
struct Untls {
    carrier: Arc<dyn Transport>,
    here: String,
}

impl Transport for Untls {
    fn send(&self, mut request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let url = request.uri().to_string().replace("https://api.example", &format!("http://{}", self.here));
        *request.uri_mut() = url.parse().unwrap();
        self.carrier.send(request)
    }
}

impl Report {
    fn differ(&mut self, what: &str, is: impl Debug, should_be: impl Debug) {
        self.differences.push(format!("{what}: is {is:?}, should be {should_be:?}"));
    }

    fn same<T: Debug + PartialEq>(&mut self, what: &str, is: T, should_be: T) {
        if is != should_be {
            self.differ(what, is, should_be);
        }
    }

    fn say(&mut self, value: &impl Debug) {
        let _ = writeln!(self.said, "{value:?}\n{value:#?}");
    }

    fn compare(&mut self, fault: &Fault, outcome: &Outcome, server: &Server, clock: &TestClock) {
        match (&outcome.result, &fault.gets) {
            (Ok(is), Gets::Value(should_be)) => self.same("value", is, should_be),
            (Err(error), Gets::Error { kinds, statuses, messages }) => {
                self.compare_kind(error, kinds);
                let status = error.status().map(|status| status.as_u16());
                if !statuses.contains(&status) {
                    self.differ("status", status, statuses);
                }
                if !messages.contains(&without_request(error)) {
                    self.differ("message", error.to_string(), messages);
                }
                self.same("Retry-After", error.retry_after(), fault.retry_after);
            }
            (Ok(is), Gets::Error { .. }) => self.differ("value", is, &fault.gets),
            (Err(is), Gets::Value(should_be)) => self.differ("error", chain(is), should_be),
        }
        if let Err(error) = &outcome.result {
            self.say(error);
            self.shown.push_str(&error.to_string());
            self.said.push_str(&causes(error));
        }
        self.same("attempts", outcome.attempts, fault.attempts);
        self.same("items", outcome.items, fault.items);
        if !fault.requests.contains(&server.count(To::Calls)) {
            self.differ("requests", server.count(To::Calls), &fault.requests);
        }
        self.same("token requests", server.count(To::Tokens), fault.tokens);
        self.same("requests elsewhere", server.count(To::Elsewhere), fault.elsewhere);
        let waits: Vec<_> = clock.waits().iter().map(Duration::as_millis).collect();
        self.same("waits", waits, fault.waits.iter().map(|wait| u128::from(*wait)).collect());
        for seen in server.seen().iter().filter(|seen| seen.to == To::Elsewhere) {
            let text = format!("{}{}", seen.head, String::from_utf8_lossy(&seen.body));
            if text.contains("needle") || text.to_ascii_lowercase().contains("authorization") {
                self.differ("sent elsewhere", text, "nothing that is secret");
            }
        }
    }

    fn compare_kind(&mut self, error: &Error, kinds: &[Is]) {
        let predicates = [
            (Is::Status, error.is_status()),
            (Is::Connect, error.is_connect()),
            (Is::Connection, error.is_connection()),
            (Is::Timeout, error.is_timeout()),
            (Is::TooLarge, error.is_too_large()),
            (Is::Redirect, error.is_redirect()),
            (Is::Decode, error.is_decode()),
            (Is::Credentials, error.is_credentials()),
            (Is::Paging, error.is_paging()),
        ];
        let is: Vec<Is> = predicates.into_iter().filter_map(|(kind, is)| is.then_some(kind)).collect();
        if is.len() != 1 || !kinds.contains(&is[0]) {
            self.differ("kind", format!("{is:?} {}", chain(error)), kinds);
        }
        self.same("is_decode and decode_error", error.decode_error().is_some(), is == [Is::Decode]);
    }

    /// With the client gone, its tasks end and the server sees all connections closed.
    async fn nothing_is_left(&mut self, server: &Server, unnoticed: bool) {
        if !eventually(|| tasks() == 0 && (unnoticed || server.open() == 0)).await {
            self.differ("tasks left", tasks(), 0);
            self.differ("connections left", server.open(), 0);
        }
    }
}

/// The message without the request, whose URL is another one in every run, and without the next step of its kind.
fn without_request(error: &Error) -> String {
    let message = error.to_string();
    let step = next_step(error, &message);
    assert!(message.ends_with(&step), "the message has the next step {step:?}: {message}");
    let message = message[..message.len() - step.len()].to_owned();
    let Some(url) = error.url() else {
        return message;
    };
    let request = format!("{} {url}", error.method());
    assert!(message.contains(&request), "the message has the request: {message}");
    message.replace(&format!(" ({request})"), "").replace(&format!("({request}, "), "(")
}

/// What the message says that a caller can do.
fn next_step(error: &Error, message: &str) -> String {
    // What is no JSON is described by the place where it breaks off.
    let is_json = |found: &str| !found.contains(" at line ") && found != "the end of the text";
    let step = if error.decode_error().is_some_and(|decode| decode.path() != "$" && is_json(decode.found())) {
        "; `error.raw_body()` is the body, `.tolerant()` reads what fits"
    } else if error.is_decode() {
        "; `error.raw_body()` is the body"
    } else if error.is_too_large() {
        "; `max_response_size` sets the limit, `send_stream` has none"
    } else if error.is_timeout() && message.contains("no result in time") {
        "; `timeout` sets the limit"
    } else if error.is_timeout() {
        "; `attempt_timeout` sets the limit"
    } else {
        ""
    };
    error.retry_after().map_or(step.to_owned(), |after| format!("; it asks to wait {after:?}"))
}

/// How many tasks live on this thread's runtime.
pub(crate) fn tasks() -> usize {
    tokio::runtime::Handle::current().metrics().num_alive_tasks()
}

/// Whether something becomes true; it is given five seconds for the sake of busy machines.
pub(crate) async fn eventually(mut is_true: impl FnMut() -> bool) -> bool {
    for _ in 0..5000 {
        if is_true() {
            return true;
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    false
}

/// An error and all its causes.
pub(crate) fn chain(error: &Error) -> String {
    format!("{error}\n{}", causes(error))
}

/// All causes of an error.
fn causes(error: &Error) -> String {
    let mut text = String::new();
    let mut cause = error.source();
    while let Some(error) = cause {
        let _ = writeln!(text, "  because of {error}\n  {error:?}");
        cause = error.source();
    }
    text
}
