//! The transport over reqwest where a browser connects (wasm32): it decides about TLS, proxies and redirects.

use std::fmt;

use bytes::Bytes;
use tokio::sync::oneshot;
use wasm_bindgen_futures::spawn_local;

use super::interface::{Transport, TransportError};
use super::options::TransportOptions;
use crate::body::Body;
use crate::boxed::{BoxError, BoxFuture};

/// Sends requests with reqwest, through the browser.
#[derive(Clone)]
pub struct ReqwestTransport {
    client: reqwest::Client,
}

impl ReqwestTransport {
    /// Creates a transport.
    ///
    /// # Errors
    ///
    /// If an option is set that is the browser's to decide.
    pub fn new(options: impl Into<TransportOptions>) -> Result<Self, BoxError> {
        match options.into().set {
            Some(setting) => Err(format!("the browser decides what `{setting}` would").into()),
            None => reqwest::Client::builder().try_into(),
        }
    }
}

impl TryFrom<reqwest::ClientBuilder> for ReqwestTransport {
    type Error = BoxError;

    fn try_from(builder: reqwest::ClientBuilder) -> Result<Self, BoxError> {
        Ok(Self { client: builder.build()? })
    }
}

impl TryFrom<reqwest::Client> for ReqwestTransport {
    type Error = BoxError;

    fn try_from(client: reqwest::Client) -> Result<Self, BoxError> {
        Ok(Self { client })
    }
}

impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ReqwestTransport")
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let client = self.client.clone();
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let body = body.read(u64::MAX).await.map_err(TransportError::connect)?;
            let (sender, receiver) = oneshot::channel();
            // Objects of the browser cannot leave their thread, so a task of its own has them.
            spawn_local(async move {
                // Whoever does not wait any more has dropped the receiver.
                let _ = sender.send(exchange(&client, http::Request::from_parts(head, body)).await);
            });
            receiver.await.map_err(TransportError::connection)?
        })
    }
}

async fn exchange(
    client: &reqwest::Client,
    request: http::Request<Bytes>,
) -> Result<http::Response<Body>, TransportError> {
    let request = reqwest::Request::try_from(request).map_err(TransportError::connect)?;
    let response = client.execute(request).await.map_err(|error| TransportError::connection(error.without_url()))?;
    let (status, headers) = (response.status(), response.headers().clone());
    let body = response.bytes().await.map_err(|error| TransportError::connection(error.without_url()))?;
    let mut response = http::Response::new(Body::from(body));
    (*response.status_mut(), *response.headers_mut()) = (status, headers);
    Ok(response)
}
