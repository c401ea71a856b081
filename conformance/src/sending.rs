//! One call sent, and the answer as the judge of the calls needs it.

use std::pin::Pin;

use clientgen_runtime::http::HeaderMap;
use clientgen_runtime::{Error, Response};

/// A call on its way.
pub type Sending = Pin<Box<dyn Future<Output = Answer>>>;

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub(crate) status: Option<u16>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
    pub(crate) outcome: Outcome,
}

/// How the client took it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// A success with a value, or a refusal by status.
    Understood,
    /// It does not fit the type of the response.
    Undecoded(String),
    /// There was no answer in time.
    Late,
    /// A redirect, which goes nowhere here.
    Redirected,
    /// The server broke the connection off.
    Gone,
    /// There is no answer.
    Failed(String),
}

/// Sends a call.
pub fn send<T, B>(call: impl Future<Output = Result<Response<T>, Error<B>>> + 'static) -> Sending
where
    T: 'static,
    B: 'static,
{
    Box::pin(async move {
        match call.await {
            Ok(response) => answer(Some(response.status().as_u16()), Some(response.headers()), "", Outcome::Understood),
            Err(error) => {
                let text = error.to_string();
                let outcome = match &error {
                    error if error.is_status() => Outcome::Understood,
                    error if error.is_decode() => Outcome::Undecoded(text),
                    error if error.is_timeout() => Outcome::Late,
                    error if error.is_redirect() => Outcome::Redirected,
                    error if error.is_connection() || error.is_connect() => Outcome::Gone,
                    _ => Outcome::Failed(text),
                };
                let body = error.raw_body().map(|body| String::from_utf8_lossy(body).into_owned()).unwrap_or_default();
                answer(error.status().map(|status| status.as_u16()), error.headers(), &body, outcome)
            }
        }
    })
}

fn answer(status: Option<u16>, headers: Option<&HeaderMap>, body: &str, outcome: Outcome) -> Answer {
    Answer { status, headers: headers.cloned().unwrap_or_default(), body: body.to_owned(), outcome }
}
