//! [`DecodeContext`]: what remains of a call once its response has arrived.

use crate::decoder::Decoder;
use crate::drift::DriftReport;
use crate::error::{ErrorKind, Failure};
use crate::model::{DecodeOptions, Drift};
use crate::observe;
use crate::request::Request;

/// What is to be known of a call to decode its response.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub struct DecodeContext {
    /// Without its body.
    pub(crate) request: Box<Request>,
    url: http::Uri,
    options: DecodeOptions,
}

impl DecodeContext {
    /// Takes from a call what its response needs.
    pub(crate) fn of(mut request: Box<Request>, url: http::Uri) -> Self {
        request.forget_body();
        let options = request.decode_options();
        Self { request, url, options }
    }

    /// The URL that the response came from, but for redirects.
    pub(crate) fn url(&self) -> &http::Uri {
        &self.url
    }

    pub(crate) fn decoder(&self) -> Decoder {
        Decoder::new(self.options, self.request.operation.accept)
    }

    /// The failure of the call.
    #[cold]
    pub(crate) fn failure(&self, kind: ErrorKind) -> Failure {
        self.request.describe(Failure::new(self.request.operation, kind), &self.url)
    }

    /// Tells whoever wants to know it what did not fit, if anything did not.
    pub(crate) fn report(&self, drift: &[Drift]) {
        if !drift.is_empty() {
            self.report_some(drift);
        }
    }

    #[cold]
    fn report_some(&self, drift: &[Drift]) {
        let client = self.request.client.inner();
        observe::drift(client.api.name, self.request.operation, drift);
        if let Some(hook) = &client.on_drift {
            hook.call(&DriftReport::new(self.request.operation, drift));
        }
    }
}
