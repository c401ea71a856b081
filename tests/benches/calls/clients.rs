//! The callers: they fetch a user with the client and by hand, over each of the two libraries.
//!
//! By hand means: the id is encoded, the same headers are sent, the status is looked at, the whole takes at most
//! a minute, and the body becomes structs with serde's derive.

use std::hint::black_box;

use bytes::Bytes;
use clientgen_runtime::{HyperTransport, ReqwestTransport, Transport};
use http::{HeaderValue, Request, header};
use http_body_util::{BodyExt, Empty, Limited};
use hyper_util::client::legacy::Client as Hyper;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use thrive_client::{Client, Credentials};

use crate::derived;
use crate::raw_reqwest::{self, LIMIT, USER_AGENT};

const BASIC: &str = "Basic dGVuYW50OnNlY3JldA==";
const MAX_BODY_SIZE: usize = 64 * 1024 * 1024;

/// The user that is fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum User {
    Small,
    Full,
}

/// The smallest user, and one with all properties.
pub(crate) const USERS: [User; 2] = [User::Small, User::Full];

impl User {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Small => "64676ab0a236ebc50f280a55",
            Self::Full => "64676ab0a236ebc50f280a56",
        }
    }

    pub(crate) fn named(name: &str) -> Self {
        if name == Self::Small.name() { Self::Small } else { Self::Full }
    }

    pub(crate) fn body(self) -> String {
        match self {
            Self::Small => format!(r#"{{"id":"{}"}}"#, self.name()),
            Self::Full => tests::payloads::json("get-user.response.200.json").to_string(),
        }
    }
}

/// A way to fetch users.
pub(crate) enum Caller {
    Client(Client),
    Hyper(Box<Hyper<HttpConnector, Empty<Bytes>>>, String),
    Reqwest(reqwest::Client, String),
}

impl Caller {
    pub(crate) fn new(name: &str, url: &str) -> Self {
        match name {
            "client-hyper" => Self::client(url, HyperTransport::new(LIMIT).unwrap()),
            "client-reqwest" => Self::client(url, ReqwestTransport::new(LIMIT).unwrap()),
            "raw-hyper" => {
                let mut connector = HttpConnector::new();
                connector.set_nodelay(true);
                Self::Hyper(Box::new(Hyper::builder(TokioExecutor::new()).build(connector)), url.to_owned())
            }
            _ => Self::Reqwest(raw_reqwest::client(), url.to_owned()),
        }
    }

    fn client(url: &str, transport: impl Transport) -> Self {
        let credentials = Credentials::basic("tenant", "secret");
        Self::Client(Client::builder().base_url(url).credentials(credentials).transport(transport).build().unwrap())
    }

    /// Makes `count` calls, one after the other.
    pub(crate) async fn call(&self, user: User, count: u32) {
        for _ in 0..count {
            match self {
                Self::Client(client) => drop(black_box(client.users().get(user.name()).await.unwrap())),
                Self::Hyper(client, url) => drop(black_box(by_hyper(client, url, user.name()).await)),
                Self::Reqwest(client, url) => drop(black_box(by_reqwest(client, url, user.name()).await)),
            }
        }
    }
}

async fn by_hyper(client: &Hyper<HttpConnector, Empty<Bytes>>, url: &str, id: &str) -> derived::User {
    let request = Request::get(format!("{url}/rest/v1/user/{}", encoded(id)))
        .header(header::ACCEPT, HeaderValue::from_static("application/json"))
        .header(header::USER_AGENT, HeaderValue::from_static(USER_AGENT))
        .header(header::AUTHORIZATION, HeaderValue::from_static(BASIC))
        .body(Empty::new())
        .unwrap();
    let exchange = async {
        let response = client.request(request).await.unwrap();
        assert!(response.status().is_success());
        Limited::new(response.into_body(), MAX_BODY_SIZE).collect().await.unwrap().to_bytes()
    };
    serde_json::from_slice(&tokio::time::timeout(LIMIT, exchange).await.unwrap()).unwrap()
}

async fn by_reqwest(client: &reqwest::Client, url: &str, id: &str) -> derived::User {
    raw_reqwest::fetched(client.get(format!("{url}/rest/v1/user/{}", encoded(id)))).await
}

/// Percent-encoding as a path segment needs it.
fn encoded(id: &str) -> String {
    let mut text = String::with_capacity(id.len());
    for byte in id.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => text.push(char::from(byte)),
            _ => text.push_str(&format!("%{byte:02X}")),
        }
    }
    text
}
