//! What a client reports and keeps of a response that differs from the document. Drift itself is in `model`.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;

use crate::model::Drift;
use crate::operation::Operation;

/// What a hook for drift receives: the operation and the places, no values.
#[derive(Clone, Copy, Debug)]
pub struct DriftReport<'a> {
    operation: &'static Operation,
    drift: &'a [Drift],
}

impl<'a> DriftReport<'a> {
    pub(crate) fn new(operation: &'static Operation, drift: &'a [Drift]) -> Self {
        Self { operation, drift }
    }

    /// The operation id of the document.
    #[must_use]
    pub fn operation_id(&self) -> &'static str {
        self.operation.id
    }

    /// The places where the response differs from what the document promises.
    #[must_use]
    pub fn drift(&self) -> &'a [Drift] {
        self.drift
    }
}

/// The hook of a client.
#[derive(Clone)]
pub(crate) struct DriftHook(Arc<dyn Fn(&DriftReport<'_>) + Send + Sync>);

impl DriftHook {
    pub(crate) fn new(hook: impl Fn(&DriftReport<'_>) + Send + Sync + 'static) -> Self {
        Self(Arc::new(hook))
    }

    pub(crate) fn call(&self, report: &DriftReport<'_>) {
        (self.0)(report);
    }
}

impl fmt::Debug for DriftHook {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("DriftHook")
    }
}

/// What a response keeps if it differs from the document.
#[derive(Clone, Debug)]
pub(crate) struct Drifted {
    pub(crate) drift: Vec<Drift>,
    pub(crate) raw_body: Bytes,
}

/// The drift of a stream of responses, up to some number of places.
#[derive(Clone, Debug, Default)]
pub(crate) struct DriftLog(Vec<Drift>);

impl DriftLog {
    pub(crate) fn extend(&mut self, drift: &[Drift]) {
        const MAX_DRIFT: usize = 1000;
        let room = MAX_DRIFT.saturating_sub(self.0.len());
        self.0.extend(drift.iter().take(room).cloned());
    }

    pub(crate) fn as_slice(&self) -> &[Drift] {
        &self.0
    }
}
