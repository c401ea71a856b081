//! [`DecodeContext`]: what remains of a call once its response has arrived.

use crate::client::Client;
use crate::decoder::Decoder;
use crate::drift::DriftReport;
use crate::model::{DecodeOptions, Drift};
use crate::observe;
use crate::operation::Operation;
use crate::request::Request;

/// What is to be known of a call to decode its response.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub struct DecodeContext {
    pub(crate) operation: &'static Operation,
    pub(crate) client: Client,
    pub(crate) options: DecodeOptions,
}

impl DecodeContext {
    /// Takes from a call what its response needs.
    pub(crate) fn of(request: Request) -> Self {
        let Request { client, operation, options, .. } = request;
        let everywhere = client.inner().decode;
        let options = DecodeOptions {
            strictness: options.strictness.unwrap_or(everywhere.strictness),
            keep_undeclared: options.keep_undeclared || everywhere.keep_undeclared,
        };
        Self { operation, client, options }
    }

    pub(crate) fn decoder(&self) -> Decoder {
        Decoder::new(self.options, self.operation.accept)
    }

    /// Tells whoever wants to know it what did not fit.
    #[cold]
    pub(crate) fn report(&self, drift: &[Drift]) {
        let client = self.client.inner();
        observe::drift(client.api.name, self.operation, drift);
        if let Some(hook) = &client.on_drift {
            hook.call(&DriftReport::new(self.operation, drift));
        }
    }
}
