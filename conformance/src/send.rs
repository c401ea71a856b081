//! Sends one call, and keeps the parts of the response that are validated: the body only if there is an error.

use std::pin::Pin;

use clientgen_runtime::http::HeaderMap;
use clientgen_runtime::{Error, Response};

/// The future of a call.
pub type PendingCall = Pin<Box<dyn Future<Output = Received>>>;

/// The response of a call.
#[derive(Debug)]
pub struct Received {
    pub(crate) status: Option<u16>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
    pub(crate) outcome: Outcome,
}

/// The result of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The client has read the response: a success with a value, or an error status.
    Understood,
    /// The response does not fit its type.
    Undecoded(String),
    /// There was no response in time.
    Timeout,
    /// A redirect, which is not followed.
    Redirected,
    /// The connection failed.
    ConnectionFailed,
    /// There is no response for another reason.
    Failed(String),
}

/// Sends a call.
pub fn send<T, B>(call: impl Future<Output = Result<Response<T>, Error<B>>> + 'static) -> PendingCall
where
    T: 'static,
    B: 'static,
{
    Box::pin(async move {
        match call.await {
            Ok(response) => {
                received(Some(response.status().as_u16()), Some(response.headers()), "", Outcome::Understood)
            }
            Err(error) => {
                let text = error.to_string();
                let outcome = match &error {
                    error if error.is_status() => Outcome::Understood,
                    error if error.is_decode() => Outcome::Undecoded(text),
                    error if error.is_timeout() => Outcome::Timeout,
                    error if error.is_redirect() => Outcome::Redirected,
                    error if error.is_connection() || error.is_connect() => Outcome::ConnectionFailed,
                    _ => Outcome::Failed(text),
                };
                let body = error.raw_body().map(|body| String::from_utf8_lossy(body).into_owned()).unwrap_or_default();
                received(error.status().map(|status| status.as_u16()), error.headers(), &body, outcome)
            }
        }
    })
}

fn received(status: Option<u16>, headers: Option<&HeaderMap>, body: &str, outcome: Outcome) -> Received {
    Received { status, headers: headers.cloned().unwrap_or_default(), body: body.to_owned(), outcome }
}
