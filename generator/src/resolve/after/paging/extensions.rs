//! What the document says of its lists by extensions, held against the operations.

use super::fit::fit;
use crate::config::PaginationRule;
use crate::diagnostics::{Diagnostic, DiagnosticId, Diagnostics};
use crate::ir::{Api, PagingOrigin};
use crate::source::JsonPointer;

/// An extension of an operation that is about its pages.
#[derive(Clone, Debug)]
pub(in crate::resolve) struct ListExtension {
    /// The place of the operation.
    pub(in crate::resolve) operation: JsonPointer,
    /// The place of the extension.
    pub(in crate::resolve) pointer: JsonPointer,
    /// Its key.
    pub(in crate::resolve) key: &'static str,
    /// What it says, or why that is not understood.
    pub(in crate::resolve) rule: Result<PaginationRule, String>,
}

/// Gives pages to the operations that no rule is for.
pub(super) fn apply(extensions: &[ListExtension], denied: &mut [bool], api: &mut Api, diagnostics: &mut Diagnostics) {
    for extension in extensions {
        let found = api.operations.iter().position(|operation| operation.pointer == extension.operation);
        let Some(index) = found.filter(|index| api.operations[*index].paging.is_none() && !denied[*index]) else {
            continue;
        };
        let operation = &api.operations[index];
        let outcome = match &extension.rule {
            Ok(rule) if !rule.paged => {
                denied[index] = true;
                continue;
            }
            Ok(rule) => fit(rule, operation, api, PagingOrigin::Extension).map_err(|mismatch| mismatch.reason),
            Err(reason) => Err(reason.clone()),
        };
        match outcome {
            Ok(paging) => api.operations[index].paging = Some(paging),
            Err(reason) => {
                let message = format!("`{}` does not fit `{}`: {reason}", extension.key, operation.id);
                diagnostics.push(
                    Diagnostic::warning(DiagnosticId::PaginationMisfit, &extension.pointer, message)
                        .effect("the extension is not used"),
                );
            }
        }
    }
}
