//! Idempotency keys that the overrides name.

use crate::config::Config;
use crate::diagnostics::{Diagnostic, DiagnosticId, Diagnostics};
use crate::ir::Api;
use crate::source::is_token;
use crate::source::{JsonPointer, OVERRIDES_PATH};

/// Gives operations the header of their idempotency keys: the one that the overrides have for the operation, that of the
/// document, the one that the overrides have for all.
pub(super) fn apply(config: &Config, api: &mut Api, diagnostics: &mut Diagnostics) {
    let root = JsonPointer::root_of(OVERRIDES_PATH);
    let everywhere = usable(config.idempotency_key.as_ref(), &root, diagnostics);
    for operation in &mut api.operations {
        let id = operation.id.as_str();
        let wanted = config.operations.get(id).and_then(|decisions| decisions.idempotency_key.as_ref());
        if let Some(name) = usable(wanted, &root.child("operations").child(id), diagnostics) {
            operation.idempotency_key = Some(name);
        } else if operation.idempotency_key.is_none() && operation.method.is_unsafe_to_repeat() {
            operation.idempotency_key.clone_from(&everywhere);
        }
    }
}

/// The name, if it is one of a header; else a diagnostic.
fn usable(name: Option<&String>, place: &JsonPointer, diagnostics: &mut Diagnostics) -> Option<String> {
    let name = name?;
    if is_token(name) {
        return Some(name.clone());
    }
    let message = format!("{name:?} cannot be the name of a header");
    diagnostics.push(Diagnostic::error(DiagnosticId::InvalidName, place.child("idempotency_key"), message));
    None
}
