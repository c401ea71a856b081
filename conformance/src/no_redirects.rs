//! A transport that removes the target of redirects: Prism generates the target, and its violations are in the headers
//! of the redirect.

use clientgen_runtime::http::{Request, Response, header};
use clientgen_runtime::{Body, BoxFuture, Transport, TransportError};

/// Sends requests with another transport, and removes the target from every redirect.
#[derive(Debug)]
pub(crate) struct NoRedirects<T>(pub(crate) T);

impl<T: Transport> Transport for NoRedirects<T> {
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

    fn response(status: u16) -> Response<Body> {
        let response =
            Response::builder().status(status).header(header::LOCATION, "string").header("sl-violations", "[]");
        response.body(Body::from("")).expect("the response is complete")
    }

    fn received(status: u16) -> Response<Body> {
        let transport = NoRedirects(move |_| async move { Ok(response(status)) });
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("there is a runtime");
        runtime.block_on(transport.send(Request::new(Body::from("")))).expect("there is a response")
    }

    #[test]
    fn a_redirect_keeps_its_violations_and_loses_its_target() {
        assert!(!received(303).headers().contains_key(header::LOCATION));
        assert!(received(303).headers().contains_key("sl-violations"));
        assert!(received(201).headers().contains_key(header::LOCATION));
    }
}
