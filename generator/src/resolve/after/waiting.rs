//! Operations that take longer than a call, as the overrides and extensions of the document declare them.
//!
//! Nothing is inferred: that a server goes on after it has answered is to be said.

mod fit;
mod rules;

use self::fit::fit;
use crate::config::{Config, LongRunningRule};
use crate::diagnostics::{Diagnostic, DiagnosticId, Diagnostics};
use crate::ir::Api;
use crate::resolve::reach::LeftOut;
use crate::source::JsonPointer;

/// An extension of an operation that says that it takes long.
#[derive(Clone, Debug)]
pub(in crate::resolve) struct WaitingExtension {
    /// The place of the operation.
    pub(in crate::resolve) operation: JsonPointer,
    /// The place of the extension.
    pub(in crate::resolve) pointer: JsonPointer,
    /// Its key.
    pub(in crate::resolve) key: &'static str,
    /// What it says.
    pub(in crate::resolve) rule: LongRunningRule,
}

/// Decides for every operation how it is waited for, if it is.
pub(in crate::resolve) fn apply(
    config: &Config,
    extensions: &[WaitingExtension],
    api: &mut Api,
    left_out: &LeftOut,
    diagnostics: &mut Diagnostics,
) {
    let denied = rules::apply(config, api, left_out, diagnostics);
    for extension in extensions {
        let found = api.operations.iter().position(|operation| operation.pointer == extension.operation);
        let Some(index) = found.filter(|index| api.operations[*index].waiting.is_none() && !denied[*index]) else {
            continue;
        };
        match fit(&extension.rule, &api.operations[index], api) {
            Ok(waiting) => api.operations[index].waiting = Some(waiting),
            Err(mismatch) => {
                let id = &api.operations[index].id;
                let message = format!("`{}` does not fit `{id}`: {}", extension.key, mismatch.reason);
                diagnostics.push(
                    Diagnostic::warning(DiagnosticId::WaitingMisfit, &extension.pointer, message)
                        .effect("the extension is not used"),
                );
            }
        }
    }
}
