//! About how many lines types and operations take in their files, so that long files are parted.

use crate::ir::{Docs, Field, Operation, TypeDef, TypeKind};

/// Characters of a description on a line.
const WIDTH: usize = 85;

/// Lines of a type.
pub(super) fn of_type(type_def: &TypeDef) -> usize {
    // A setter has the description once more.
    let (per_field, times) = if type_def.usage.request { (10, 2) } else { (5, 1) };
    let own = match &type_def.kind {
        TypeKind::Record(record) => {
            let fields: usize =
                record.fields.iter().map(|field: &Field| per_field + times * of_docs(&field.docs)).sum();
            fields + 14
        }
        TypeKind::Enum(enumeration) => 14 + enumeration.variants.len() * 4,
        TypeKind::Union(union) => 24 + union.variants.len() * 16,
        TypeKind::Alias(_) => 4,
    };
    own + of_docs(&type_def.docs)
}

/// Lines of the method of an operation, its request and its descriptor.
pub(super) fn of_operation(operation: &Operation) -> usize {
    let parameter = |required: bool| if required { 8 } else { 16 };
    let parameters: usize =
        operation.parameters.iter().map(|one| parameter(one.required) + 2 * of_docs(&one.docs)).sum();
    let methods = operation.body.as_ref().map_or(1, |body| body.media.len().max(1));
    (55 + parameters + of_docs(&operation.docs)) * methods
}

fn of_docs(docs: &Docs) -> usize {
    docs.description.as_ref().map_or(0, |text| text.len() / WIDTH + text.matches('\n').count())
}
