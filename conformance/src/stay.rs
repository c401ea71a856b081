//! A transport that forgets where redirects lead to: Prism makes the target up, and what it says of the redirected
//! request is in the redirect itself.

use clientgen_runtime::http::{Request, Response, header};
use clientgen_runtime::{Body, BoxFuture, Transport, TransportError};

/// Sends requests by another transport and takes the target out of every redirect.
#[derive(Debug)]
pub(crate) struct Stay<T>(pub(crate) T);

impl<T: Transport> Transport for Stay<T> {
    fn send(&self, request: Request<Body>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(async move {
            let mut response = self.0.send(request).await?;
            if response.status().is_redirection() {
                response.headers_mut().remove(header::LOCATION);
            }
            Ok(response)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16) -> Response<Body> {
        let response =
            Response::builder().status(status).header(header::LOCATION, "string").header("sl-violations", "[]");
        response.body(Body::from("")).expect("the answer is complete")
    }

    fn seen(status: u16) -> Response<Body> {
        let transport = Stay(move |_| async move { Ok(answer(status)) });
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("there is a runtime");
        runtime.block_on(transport.send(Request::new(Body::from("")))).expect("there is an answer")
    }

    #[test]
    fn a_redirect_keeps_what_the_judge_says_and_loses_its_target() {
        assert!(!seen(303).headers().contains_key(header::LOCATION));
        assert!(seen(303).headers().contains_key("sl-violations"));
        assert!(seen(201).headers().contains_key(header::LOCATION));
    }
}
