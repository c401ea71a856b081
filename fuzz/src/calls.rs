//! A small API over a closure transport, and the properties that must hold for parameters and for `Retry-After`.

use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use arbitrary::Arbitrary;
use clientgen_runtime::codegen::*;
use clientgen_runtime::http::{self, HeaderMap, HeaderValue, StatusCode, header};
use clientgen_runtime::{Body, BoxFuture, Clock, Error, RetryPolicy, TransportError};
use percent_encoding::percent_decode_str;
use url::Url;

/// The client of the small API.
#[derive(Clone, Debug)]
pub struct Client {
    core: clientgen_runtime::Client,
}

impl Api for Client {
    type Environment = Environment;
    const DESCRIPTION: &'static ApiDescription = &API;

    fn from_core(core: clientgen_runtime::Client) -> Self {
        Self { core }
    }
}

static API: ApiDescription = ApiDescription {
    name: "fuzzed",
    version: "1.0.0",
    servers: &[ServerSet { name: "v1", urls: &["https://api.example.com/base"] }],
    variables: &[],
    security_schemes: &[],
    security: &[],
};

/// The one environment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Environment {
    /// The default.
    #[default]
    Production,
}

impl EnvironmentIndex for Environment {
    fn index(self) -> usize {
        self as usize
    }
}

/// Builds a client with a transport and a clock.
pub fn core(transport: impl clientgen_runtime::Transport, clock: impl Clock) -> clientgen_runtime::Client {
    let built = clientgen_runtime::ClientBuilder::<Client>::new().transport(transport).clock(clock).build();
    built.expect("the small API has a server and a transport").core
}

/// Runs a future that is never woken by anything else.
///
/// # Panics
///
/// If it does not end.
pub fn finish<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..100_000 {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
    panic!("the call does not end")
}

/// A clock that never moves. It records sleeps and returns from them at once.
#[derive(Clone, Debug)]
pub struct FrozenClock {
    now: Instant,
    utc: SystemTime,
    random: f64,
    slept: Arc<Mutex<Vec<Duration>>>,
}

impl FrozenClock {
    /// Creates a clock with this time of day, in seconds since 1970, and this random number.
    pub fn new(seconds: u64, random: f64) -> FrozenClock {
        let utc = UNIX_EPOCH.checked_add(Duration::from_secs(seconds)).unwrap_or(UNIX_EPOCH);
        FrozenClock { now: Instant::now(), utc, random, slept: Arc::default() }
    }

    fn slept(&self) -> Vec<Duration> {
        self.slept.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Clock for FrozenClock {
    fn now(&self) -> Instant {
        self.now
    }

    fn utc(&self) -> SystemTime {
        self.utc
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.slept.lock().unwrap_or_else(PoisonError::into_inner).push(duration);
        Box::pin(std::future::ready(()))
    }

    fn random(&self) -> f64 {
        self.random
    }
}

/// A value of `Retry-After`, with a status, a time and a policy.
#[derive(Arbitrary, Clone, Debug)]
pub struct RetryAfter {
    utc: u64,
    ceiling: Ceiling,
    base_millis: u16,
    random: u8,
    status: u8,
    values: Vec<Vec<u8>>,
}

/// The limit of the policy.
#[derive(Arbitrary, Clone, Copy, Debug)]
enum Ceiling {
    Default,
    Seconds(u32),
    None,
}

static PING: Operation = Operation { path: "/ping", ..Operation::new("ping") };

impl RetryAfter {
    /// Checks that no wait is longer than the limit and the random part above it, whatever the header contains.
    pub fn check(&self) {
        let statuses = [408, 429, 500, 502, 503, 504, 301, 307];
        let status = StatusCode::from_u16(statuses[usize::from(self.status) % statuses.len()]).unwrap_or_default();
        let values: Vec<_> = self.values.iter().filter_map(|value| HeaderValue::from_bytes(value).ok()).collect();
        let transport = move |_| {
            let mut response = http::Response::new(Body::empty());
            *response.status_mut() = status;
            for value in &values {
                response.headers_mut().append(header::RETRY_AFTER, value.clone());
            }
            std::future::ready(Ok::<_, TransportError>(response))
        };
        let clock = FrozenClock::new(self.utc, f64::from(self.random) / 255.0);
        let base = Duration::from_millis(u64::from(self.base_millis));
        let policy = RetryPolicy::default().max_attempts(3).base_delay(base);
        let (policy, ceiling) = match self.ceiling {
            Ceiling::Default => (policy, Duration::from_secs(60)),
            Ceiling::Seconds(seconds) => {
                let ceiling = Duration::from_secs(u64::from(seconds));
                (policy.max_retry_after(ceiling), ceiling)
            }
            Ceiling::None => (policy.max_retry_after(Duration::MAX), Duration::MAX),
        };
        let call = Call::<(), Value>::new(&core(transport, clock.clone()), &PING).retry(policy);
        let error = finish(call.send()).expect_err("the status is not a success");
        let slept = clock.slept();
        let bound = ceiling.saturating_add(base).max(Duration::from_secs(20));
        assert!(slept.iter().all(|wait| *wait <= bound), "slept {slept:?}, ceiling {ceiling:?}");
        assert!(slept.len() as u32 + 1 == error.attempts(), "{} attempts, slept {slept:?}", error.attempts());
        let _ = format!("{error} {error:?} {:?}", error.retry_after());
    }
}

type Call<T, B> = clientgen_runtime::Call<T, B>;

/// A parameter of any location and style, with any value.
#[derive(Arbitrary, Clone, Debug)]
pub struct ParameterInput {
    parameter: u8,
    value: InputValue,
    second: InputValue,
}

#[derive(Arbitrary, Clone, Debug)]
enum InputValue {
    Text(String),
    Number(f64),
    List(Vec<String>),
    Object(Vec<(String, String)>),
    Absent,
}

impl InputValue {
    fn value(&self) -> ParamValue {
        match self {
            InputValue::Text(text) => ParamValue::from(text),
            InputValue::Number(number) => ParamValue::from(*number),
            InputValue::List(items) => ParamValue::List(items.clone()),
            InputValue::Object(members) => ParamValue::Object(members.clone()),
            InputValue::Absent => ParamValue::Absent,
        }
    }
}

macro_rules! operations {
    ($($path:literal: $parameter:expr),* $(,)?) => {
        &[$(Operation { path: $path, parameters: &[$parameter, Parameter::query("other")], ..Operation::new("fuzzed") }),*]
    };
}

/// Every location and style, exploded and not.
static OPERATIONS: &[Operation] = operations![
    "/a/{p}/z": Parameter::path("p"),
    "/a/{p}/z": Parameter::path("p").explode(true),
    "/a/{p}/z": Parameter::path("p").style(Style::Label),
    "/a/{p}/z": Parameter::path("p").style(Style::Label).explode(true),
    "/a/{p}/z": Parameter::path("p").style(Style::Matrix),
    "/a/{p}/z": Parameter::path("p").style(Style::Matrix).explode(true),
    "/a/{p}.json": Parameter::path("p"),
    "/a/.{p}": Parameter::path("p"),
    "/a": Parameter::query("q"),
    "/a": Parameter::query("q").explode(false),
    "/a": Parameter::query("q").allow_reserved(),
    "/a": Parameter::query("q").explode(false).allow_reserved(),
    "/a": Parameter::query("q").style(Style::SpaceDelimited),
    "/a": Parameter::query("q").style(Style::PipeDelimited),
    "/a": Parameter::query("q").style(Style::DeepObject),
    "/a": Parameter::query("q[ ]&\u{e9}"),
    "/a": Parameter::query("q").content("application/json"),
    "/a": Parameter::header("X-P"),
    "/a": Parameter::header("X-P").explode(true),
    "/a": Parameter::cookie("c"),
    "/a": Parameter::cookie("c").explode(false),
];

impl ParameterInput {
    /// Builds the call and checks the request.
    pub fn check(&self) {
        let operation = &OPERATIONS[usize::from(self.parameter) % OPERATIONS.len()];
        let sent = Arc::new(Mutex::new(None));
        let seen = sent.clone();
        let transport = move |request: http::Request<Body>| {
            let (parts, _) = request.into_parts();
            *seen.lock().unwrap_or_else(PoisonError::into_inner) = Some((parts.uri.to_string(), parts.headers));
            std::future::ready(Ok::<_, TransportError>(http::Response::new(Body::empty())))
        };
        let call = Call::<(), Value>::new(&core(transport, FrozenClock::new(0, 0.0)), operation);
        let parameter = &operation.parameters[0];
        let value = self.value.value();
        let call = match parameter.location {
            Location::Path => call.path(parameter.name, value.clone()),
            Location::Query => call.query(parameter.name, value.clone()),
            Location::Querystring => call.querystring(parameter.name, value.clone()),
            Location::Header => call.header_param(parameter.name, value.clone()),
            Location::Cookie => call.cookie(parameter.name, value.clone()),
        };
        let outcome = finish(call.query("other", self.second.value()).send());
        let sent = sent.lock().unwrap_or_else(PoisonError::into_inner).take();
        match (outcome, sent) {
            (Ok(_), Some((url, headers))) => check_sent(operation, parameter, &value, &url, &headers),
            (Err(error), None) => check_refused(&error, parameter, &value),
            (outcome, sent) => panic!("{outcome:?} with {sent:?}"),
        }
    }
}

fn check_refused(error: &Error<Value>, parameter: &Parameter, value: &ParamValue) {
    assert!(error.is_request() && !format!("{error} {error:?}").is_empty(), "{error:?}");
    // A query accepts every string.
    let is_text = matches!(value, ParamValue::Scalar(_) | ParamValue::List(_) | ParamValue::Object(_));
    let is_refused = error.to_string().contains(&format!("{:?}", parameter.name));
    assert!(!(parameter.location == Location::Query && is_text && is_refused), "refused in a query: {error}");
}

fn check_sent(operation: &Operation, parameter: &Parameter, value: &ParamValue, url: &str, headers: &HeaderMap) {
    assert!(url.bytes().all(|byte| (0x21..0x7f).contains(&byte)), "{url:?}");
    let parsed = Url::parse(url).unwrap_or_else(|error| panic!("{url:?}: {error}"));
    assert_eq!((parsed.scheme(), parsed.host_str(), parsed.fragment()), ("https", Some("api.example.com"), None));
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let path = path.strip_prefix("https://api.example.com").unwrap_or_default();
    assert_eq!(parsed.path(), path, "a proxy would resolve it");
    assert_eq!(path.split('/').count(), operation.path.split('/').count() + 1, "{path}");
    for value in headers.values() {
        assert!(value.as_bytes().iter().all(|byte| *byte == b'\t' || (*byte >= 0x20 && *byte != 0x7f)));
    }
    match parameter.location {
        Location::Path => {
            let segment = path.split('/').nth(3).unwrap_or_default();
            let (before, after) = operation.path["/a/".len()..].split_once("{p}").unwrap_or_default();
            let after = after.strip_suffix("/z").unwrap_or(after);
            let text = segment.strip_prefix(before).and_then(|text| text.strip_suffix(after));
            check_path(parameter, value, text.unwrap_or_else(|| panic!("{segment:?}")));
        }
        Location::Query => check_query(parameter, value, query),
        Location::Header => check_header(parameter, value, headers),
        // No test here makes a parameter of a whole query.
        Location::Querystring | Location::Cookie => {}
    }
}

fn check_path(parameter: &Parameter, value: &ParamValue, text: &str) {
    let items = |text: &str| text.split(',').map(decode).collect::<Vec<_>>();
    match (parameter.style, value) {
        (Style::Simple, ParamValue::Scalar(given)) => assert_eq!(decode(text), *given),
        (Style::Simple, ParamValue::List(given)) => assert_eq!(items(text), *given),
        (Style::Simple, ParamValue::Object(given)) if parameter.explode => assert_eq!(pairs(text, ","), *given),
        (Style::Simple, ParamValue::Object(given)) => assert_eq!(items(text), flat(given)),
        (Style::Label, ParamValue::Scalar(given)) => assert_eq!(decode(&text[1..]), *given),
        (Style::Label, ParamValue::List(given)) if !parameter.explode && !given.is_empty() => {
            assert_eq!(items(&text[1..]), *given);
        }
        (Style::Matrix, ParamValue::Scalar(given)) => {
            assert_eq!(decode(text.strip_prefix(";p=").or(text.strip_prefix(";p")).unwrap_or("?")), *given);
        }
        (Style::Matrix, ParamValue::List(given)) if parameter.explode => {
            let expected: Vec<_> = given.iter().map(|item| ("p".to_owned(), item.clone())).collect();
            assert_eq!(pairs(&text[1..], ";"), expected);
        }
        _ => {}
    }
}

fn check_query(parameter: &Parameter, value: &ParamValue, query: &str) {
    let mut found = pairs(query, "&");
    let name = parameter.name;
    match value {
        ParamValue::Scalar(given) => assert_eq!(found[0], (name.to_owned(), given.clone())),
        ParamValue::List(given) if parameter.style == Style::DeepObject => {
            found.truncate(given.len());
            let item = |(index, item): (usize, &String)| (format!("{name}[{index}]"), item.clone());
            assert_eq!(found, given.iter().enumerate().map(item).collect::<Vec<_>>());
        }
        ParamValue::List(given) if parameter.explode => {
            found.truncate(given.len());
            let expected: Vec<_> = given.iter().map(|item| (name.to_owned(), item.clone())).collect();
            assert_eq!(found, expected);
        }
        ParamValue::Object(given) if parameter.style == Style::DeepObject => {
            found.truncate(given.len());
            let expected: Vec<_> = given.iter().map(|(key, item)| (format!("{name}[{key}]"), item.clone())).collect();
            assert_eq!(found, expected);
        }
        ParamValue::Object(given) if parameter.explode => {
            found.truncate(given.len());
            assert_eq!(found, *given);
        }
        // With reserved characters left as they are, a comma in an item is equal to one between items.
        ParamValue::List(_) | ParamValue::Object(_) if parameter.allow_reserved => {}
        ParamValue::List(given) if can_be_split(parameter, given) => assert_eq!(split(parameter, query), *given),
        ParamValue::Object(given) if can_be_split(parameter, &flat(given)) => {
            assert_eq!(split(parameter, query), flat(given));
        }
        _ => {}
    }
}

/// Whether the items can be split again: separators inside items are encoded like those between items.
fn can_be_split(parameter: &Parameter, items: &[String]) -> bool {
    let separator = match parameter.style {
        Style::SpaceDelimited => Some(' '),
        Style::PipeDelimited => Some('|'),
        _ => None,
    };
    !items.is_empty() && !items.iter().any(|item| separator.is_some_and(|separator| item.contains(separator)))
}

/// The items of a list written into one value.
fn split(parameter: &Parameter, query: &str) -> Vec<String> {
    let raw = query.split('&').next().and_then(|pair| pair.split_once('=')).map_or("", |(_, raw)| raw);
    match parameter.style {
        Style::SpaceDelimited => decode(raw).split(' ').map(str::to_owned).collect(),
        Style::PipeDelimited => decode(raw).split('|').map(str::to_owned).collect(),
        _ => raw.split(',').map(decode).collect(),
    }
}

fn check_header(parameter: &Parameter, value: &ParamValue, headers: &HeaderMap) {
    let sent = headers.get(parameter.name).map(HeaderValue::as_bytes);
    if let ParamValue::Scalar(given) = value {
        assert_eq!(sent, Some(given.as_bytes()));
    }
}

fn pairs(text: &str, separator: &str) -> Vec<(String, String)> {
    if text.is_empty() {
        return Vec::new();
    }
    let pairs = text.split(separator).map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    pairs.map(|(key, value)| (decode(key), decode(value))).collect()
}

fn flat(members: &[(String, String)]) -> Vec<String> {
    members.iter().flat_map(|(key, value)| [key.clone(), value.clone()]).collect()
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}
