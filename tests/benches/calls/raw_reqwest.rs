//! A request by hand over `reqwest`, whose response is read with serde's derive.

use std::time::Duration;

use http::header;
use reqwest::{Client, RequestBuilder};
use serde::de::DeserializeOwned;

/// What every request by hand says of its program.
pub(crate) const USER_AGENT: &str = "raw/1.0";
/// The most time that any request takes.
pub(crate) const LIMIT: Duration = Duration::from_secs(60);

pub(crate) fn client() -> Client {
    Client::builder().user_agent(USER_AGENT).timeout(LIMIT).build().unwrap()
}

/// Sends a request, looks at the status, and decodes the body.
pub(crate) async fn fetched<T: DeserializeOwned>(request: RequestBuilder) -> T {
    let request = request.header(header::ACCEPT, "application/json").basic_auth("tenant", Some("secret"));
    let response = request.send().await.unwrap().error_for_status().unwrap();
    serde_json::from_slice(&response.bytes().await.unwrap()).unwrap()
}
