//! Wrappers around the transport, clients that are derived from others, and clients from the environment.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use clientgen_runtime::codegen::{EnvCredentials, EnvVariables};
use clientgen_runtime::{Body, BoxFuture, BuildError, Credentials, Operation, RetryPolicy, Transport, TransportError};
use http::{HeaderValue, Request, Response};

use crate::api::{Client, ClientBuilder};
use crate::fake::{Server, reply};

const USER: &str = r#"{"id": "1"}"#;

/// Adds its name and the operation to a header, and to a list.
struct Named {
    name: &'static str,
    seen: Arc<Mutex<Vec<String>>>,
    inner: Arc<dyn Transport>,
}

impl Transport for Named {
    fn send(&self, mut request: Request<Body>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        let operation = request.extensions().get::<&'static Operation>().map_or("none", |operation| operation.id);
        self.seen.lock().unwrap().push(format!("{} {operation}", self.name));
        let bytes = request.body().as_bytes().map_or(0, <[u8]>::len);
        let value = HeaderValue::try_from(format!("{} {bytes}", self.name)).unwrap();
        request.headers_mut().append("x-via", value);
        self.inner.send(request)
    }
}

fn named(name: &'static str, seen: &Arc<Mutex<Vec<String>>>) -> impl FnOnce(Arc<dyn Transport>) -> Named + use<> {
    let seen = Arc::clone(seen);
    move |inner| Named { name, seen, inner }
}

#[tokio::test]
async fn wrappers_see_every_attempt_and_the_last_one_sees_it_first() {
    let server = Server::script([reply(503, ""), reply(200, USER)]);
    let seen = Arc::default();
    let builder = server.builder().credentials(Credentials::basic("user", "hunter2"));
    let client = builder.wrap_transport(named("inner", &seen)).wrap_transport(named("outer", &seen)).build().unwrap();

    client.users().get("1").await.unwrap();

    let expected = ["outer getUser", "inner getUser", "outer getUser", "inner getUser"];
    assert_eq!(*seen.lock().unwrap(), expected);
    let via: Vec<_> = server.last().headers.get_all("x-via").iter().cloned().collect();
    assert_eq!(via, ["outer 0", "inner 0"]);
}

#[tokio::test]
async fn wrappers_see_the_body_and_may_answer_themselves() {
    let server = Server::always(201, USER);
    let seen = Arc::default();
    let client = server.builder().wrap_transport(named("signed", &seen)).build().unwrap();
    client.users().create(crate::api::User::new("1")).await.unwrap();
    assert_eq!(server.last().header("x-via"), format!("signed {}", server.last().body.len()));

    let cached = |_: Arc<dyn Transport>| |_: Request<Body>| async { Ok(Response::new(Body::from(USER))) };
    let client = Server::always(500, "").builder().wrap_transport(cached).build().unwrap();
    assert_eq!(client.request(http::Method::GET, "/x").send_raw().await.unwrap().body, USER);
}

#[tokio::test]
async fn a_derived_client_differs_in_its_options_alone() {
    let server = Server::always(200, r#"{"id": 7}"#);
    let builder = server.builder().credentials(Credentials::basic("user", "hunter2"));
    let client = builder.default_header("x-tenant", "a").retry(RetryPolicy::none()).build().unwrap();

    let strict = client.with(|options| options.strict().default_header("x-tenant", "b"));

    assert!(strict.users().get("1").await.unwrap_err().is_decode());
    let seen = server.last();
    assert_eq!(seen.headers.get_all("x-tenant").iter().collect::<Vec<_>>(), ["b"]);
    assert!(seen.header("authorization").starts_with("Basic "));
    assert_eq!(client.users().get("1").await.unwrap().id, "7", "the first client stays as it was");
    assert_eq!(server.last().header("x-tenant"), "a");
}

#[tokio::test]
async fn an_option_that_is_not_valid_fails_every_call() {
    let server = Server::always(200, USER);
    let client = server.client().with(|options| options.timeout(Duration::from_secs(1)).default_header("host", "x"));
    let error = client.request(http::Method::GET, "/x").send_raw().await.unwrap_err();
    assert!(error.is_request() && server.seen().is_empty(), "{error}");
}

static VARIABLES: EnvVariables = EnvVariables {
    base_url: "SAMPLE_BASE_URL",
    servers: &[],
    credentials: &[
        EnvCredentials::basic("basic", "SAMPLE_USERNAME", "SAMPLE_PASSWORD"),
        EnvCredentials::api_key("key", "SAMPLE_KEY"),
        EnvCredentials::client("oauth", "SAMPLE_CLIENT_ID", "SAMPLE_CLIENT_SECRET", &[("tenant", "SAMPLE_TENANT")]),
    ],
};

fn from_env(builder: ClientBuilder, set: &'static [(&str, &str)]) -> Result<Client, BuildError> {
    let lookup = |name: &str| set.iter().find(|(set, _)| *set == name).map(|(_, value)| (*value).to_owned());
    builder.env_by(&VARIABLES, &lookup)?.build()
}

#[tokio::test]
async fn a_client_takes_what_the_environment_has() {
    let server = Server::always(200, USER);
    let set = &[("SAMPLE_BASE_URL", "https://other.example"), ("SAMPLE_USERNAME", "jo"), ("SAMPLE_KEY", "")];
    let client = from_env(server.builder(), set).unwrap();
    client.users().get("1").await.unwrap();
    assert!(server.last().url.starts_with("https://other.example/"), "{}", server.last().url);
    assert_eq!(server.last().header("authorization"), "Basic am86", "a user name needs no password");

    assert!(from_env(server.builder(), &[]).is_ok(), "nothing has to be set");
    let error = from_env(server.builder(), &[("SAMPLE_CLIENT_ID", "id")]).unwrap_err();
    assert_eq!(error.to_string(), "the environment variable SAMPLE_CLIENT_ID is set, and SAMPLE_CLIENT_SECRET is not");
}
