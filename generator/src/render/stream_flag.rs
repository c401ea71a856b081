//! The property of a request by which a server is asked for a stream, or for none: `"stream": true`.
//!
//! Where an operation answers with one value or with a stream, each is a method. Servers decide by this property, not
//! by `Accept`, so each method sends the value that makes its response what its type says.

use crate::ir::{BodyMedia, Field, MediaKind, Operation, Payload, Record, TypeId, TypeKind, TypeRef, query};
use crate::render::context::Context;

/// Name of the property, as every API that has it calls it.
const NAME: &str = "stream";

/// What a method sends in that property.
pub(super) struct StreamFlag {
    /// The record that has the property.
    pub(super) record: TypeId,
    /// Which of its fields it is.
    pub(super) position: usize,
    /// Whether the response is a stream.
    pub(super) value: bool,
}

/// The flag of a method that sends JSON, if it has to set it.
pub(super) fn of(context: &Context<'_>, operation: &Operation, media: &BodyMedia) -> Option<StreamFlag> {
    if media.kind != MediaKind::Json {
        return None;
    }
    let TypeRef::Named(record) = context.resolved(&media.type_ref) else { return None };
    let TypeKind::Record(Record { fields, .. }) = &context.type_def(*record).kind else { return None };
    let position = fields.iter().position(|field| is_flag(context, field))?;
    let value = is_stream(operation);
    let is_needed = value || says_stream(fields.get(position)?) && has_stream(context, operation);
    is_needed.then_some(StreamFlag { record: *record, position, value })
}

/// The property in words, for the line that says what is sent.
pub(super) fn words(flag: &StreamFlag) -> String {
    format!("`\"{NAME}\": {}`", flag.value)
}

fn is_flag(context: &Context<'_>, field: &Field) -> bool {
    let is_boolean = *query::non_null(&context.api.types, &field.type_ref) == TypeRef::Boolean;
    field.wire_name == NAME && is_boolean && !field.required && !field.read_only
}

/// A request without the property gets a stream.
fn says_stream(field: &Field) -> bool {
    field.default.as_deref().and_then(serde_json::Value::as_bool) == Some(true)
}

/// The other method of the operation returns a stream.
fn has_stream(context: &Context<'_>, operation: &Operation) -> bool {
    let is_other = |other: &&Operation| other.alternative.as_ref().is_some_and(|asked| asked.of == operation.id);
    context.api.operations.iter().filter(is_other).any(is_stream)
}

fn is_stream(operation: &Operation) -> bool {
    let is_kind = |payload: &Payload| {
        matches!(payload, Payload::Value { kind: MediaKind::EventStream | MediaKind::JsonLines, .. })
    };
    operation.success.payload().is_some_and(is_kind)
}
