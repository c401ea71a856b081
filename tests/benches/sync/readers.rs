//! The readers: they read a whole list of users with the client, and page after page with `reqwest` and serde's derive.
//!
//! Both send the same headers, look at the status, take at most a minute for a page, and look at each user once.

use std::hint::black_box;

use clientgen_runtime::{HyperTransport, ReqwestTransport, Transport};
use http::header;
use thrive_client::{Client, Credentials};

use crate::page::{Derived, USERS};
use crate::raw_reqwest::{self, LIMIT};

/// How many pages the list has that is measured.
pub(crate) const PAGES: u32 = 200;

/// A way to read a list.
pub(crate) enum Reader {
    Reqwest(reqwest::Client, String),
    /// The client, and how many pages it requests in advance if that is not the default.
    Client(Client, Option<usize>),
}

/// The ways by their names; the first is what the others are compared with.
pub(crate) const READERS: [&str; 5] =
    ["reqwest", "client", "client-prefetch-0", "client-reqwest", "client-reqwest-prefetch-0"];

impl Reader {
    pub(crate) fn new(name: &str, url: &str) -> Self {
        let prefetch = name.ends_with("prefetch-0").then_some(0);
        if name.starts_with("client-reqwest") {
            Self::client(url, ReqwestTransport::new(LIMIT).unwrap(), prefetch)
        } else if name.starts_with("client") {
            Self::client(url, HyperTransport::new(LIMIT).unwrap(), prefetch)
        } else {
            Self::Reqwest(raw_reqwest::client(), url.to_owned())
        }
    }

    fn client(url: &str, transport: impl Transport, prefetch: Option<usize>) -> Self {
        let client = Client::builder().base_url(url).credentials(Credentials::basic("tenant", "secret"));
        Self::Client(client.transport(transport).build().unwrap(), prefetch)
    }

    /// Reads the list; returns how many users it has.
    pub(crate) async fn read(&self) -> usize {
        match self {
            Self::Reqwest(client, url) => by_reqwest(client, url).await,
            Self::Client(client, prefetch) => by_client(client, *prefetch).await,
        }
    }
}

async fn by_client(client: &Client, prefetch: Option<usize>) -> usize {
    let mut users = client.users().list().page(1).per_page(USERS as i64).items();
    if let Some(pages) = prefetch {
        users = users.prefetch(pages);
    }
    let mut count = 0;
    while let Some(user) = users.next().await {
        let user = user.unwrap();
        count += usize::from(!black_box(&user).id.is_empty());
    }
    count
}

async fn by_reqwest(client: &reqwest::Client, url: &str) -> usize {
    let mut count = 0;
    for page in 1_i64.. {
        let Derived { results, pagination } = page_by_reqwest(client, url, page).await;
        for user in results {
            count += usize::from(!black_box(&user).id.is_empty());
        }
        if pagination.total_pages.is_none_or(|pages| page >= pages) {
            break;
        }
    }
    count
}

async fn page_by_reqwest(client: &reqwest::Client, url: &str, page: i64) -> Derived {
    let request = client.get(format!("{url}/rest/v1/users?page={page}&perPage={USERS}"));
    raw_reqwest::fetched(request.header(header::ACCEPT_ENCODING, "gzip, br, zstd")).await
}
