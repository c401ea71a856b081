//! What caused a difference that only the clients have: the description or the overrides.

use crate::compare::change::Cause;
use crate::compare::side::Side;
use crate::ir::Operation;

/// What made the clients differ in something that belongs to a type or method.
pub(super) fn cause(rule: &str, owner: &str, before: &Side<'_>, after: &Side<'_>) -> Cause {
    if before.overrides == after.overrides {
        return Cause::Description;
    }
    let decided_in_overrides = match rule {
        "field-renamed" | "paging" | "waiting" => true,
        _ => match (operation(owner, before), operation(owner, after)) {
            (None, Some(new)) => is_named_alike(new, before),
            (Some(old), None) => is_named_alike(old, after),
            _ => before.document.source.text == after.document.source.text,
        },
    };
    if decided_in_overrides { Cause::Overrides } else { Cause::Description }
}

/// True if the other document has the operation with the same id, method and path.
fn is_named_alike(operation: &Operation, other: &Side<'_>) -> bool {
    let same = |one: &Operation| one.id == operation.id && one.method == operation.method && one.path == operation.path;
    other.api.operations.iter().any(same)
}

/// The operation that a method calls.
fn operation<'a>(owner: &str, side: &Side<'a>) -> Option<&'a Operation> {
    let (accessor, method) = owner.split_once("().")?;
    let mut all = side.api.operations.iter().enumerate();
    let found = all.find(|(index, operation)| {
        let is_method = side.names.operation(*index).methods.iter().any(|names| names.rust_name.as_str() == method);
        side.names.group(operation.group).accessor.as_str() == accessor && is_method
    });
    found.map(|(_, operation)| operation)
}
