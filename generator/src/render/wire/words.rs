//! What the columns of `wire.txt` say: types by where they are written, limits, defaults.

use serde_json::Value;

use crate::ir::{Bounds, Origin, Root, TypeId, TypeRef, words};
use crate::lock::{self, name_of};
use crate::render::context::Context;

/// The words of one document.
pub(super) struct Words {
    /// The place of each type.
    places: Vec<String>,
}

impl Words {
    pub(super) fn new(context: &Context<'_>) -> Self {
        let places = context.api.types.iter().map(|def| place(context, &def.origin)).collect();
        Self { places }
    }

    /// Where a type is written.
    pub(super) fn place(&self, id: TypeId) -> &str {
        self.places.get(id.index()).map(String::as_str).unwrap_or_default()
    }

    /// A use of a type.
    pub(super) fn type_ref(&self, of: &TypeRef) -> String {
        let inner = |inner: &TypeRef| self.type_ref(inner);
        match of {
            TypeRef::Named(id) | TypeRef::Boxed(id) => self.place(*id).to_owned(),
            TypeRef::String => "string".to_owned(),
            TypeRef::Boolean => "boolean".to_owned(),
            TypeRef::Integer(integer) => words::integer(*integer).to_owned(),
            TypeRef::Float { single: true } => "f32".to_owned(),
            TypeRef::Float { single: false } => "number".to_owned(),
            TypeRef::Formatted(format) => words::text_format(*format).to_owned(),
            TypeRef::Base64 => "base64".to_owned(),
            TypeRef::Own(own) => ["own ", &own.path].concat(),
            TypeRef::Bytes => "bytes".to_owned(),
            TypeRef::List(item) => ["[", &inner(item), "]"].concat(),
            TypeRef::Map(value) => ["{", &inner(value), "}"].concat(),
            TypeRef::OneOrMany(item) => ["one or [", &inner(item), "]"].concat(),
            TypeRef::Nullable(value) => ["(", &inner(value), " or null)"].concat(),
            TypeRef::Any => "any".to_owned(),
            TypeRef::Unit => "nothing".to_owned(),
        }
    }
}

/// The place of a type. What belongs to an operation is written after its method and path, so that a new operation id
/// changes nothing here.
fn place(context: &Context<'_>, origin: &Origin) -> String {
    let (operation, part) = match &origin.root {
        Root::Parameter { operation, location, name } => (operation, lock::parameter(*location, name)),
        Root::Request { operation } => (operation, "body".to_owned()),
        Root::Response { operation, status, .. } => (operation, status.clone()),
        Root::Webhook(name) => return lock::place_below(["event ", &name_of(name)].concat(), origin),
        Root::Schema(_) | Root::Pointer { .. } | Root::Shared { .. } | Root::PathItemParameter { .. } => {
            return lock::place_of(origin);
        }
    };
    let known = context.operations.get(operation).and_then(|&index| context.api.operations.get(index));
    match known {
        Some(known) => lock::place_below([&lock::wire(&known.method, &known.path), " ", &part].concat(), origin),
        None => lock::place_of(origin),
    }
}

/// Limits, without the space before them.
pub(super) fn limits(bounds: &Bounds) -> String {
    let mut text = words::bounds(bounds);
    bounds.inside.iter().for_each(|inside| text.push_str(&words::inside(inside)));
    text.trim_start().to_owned()
}

/// `default 20`
pub(super) fn default(value: Option<&Value>) -> String {
    value.map(|value| ["default ", &value.to_string()].concat()).unwrap_or_default()
}

/// The text, if the condition holds.
pub(super) fn mark(holds: bool, text: &str) -> &str {
    if holds { text } else { "" }
}

/// Columns that say something, each after two spaces.
pub(super) fn columns(columns: &[&str]) -> String {
    columns.iter().filter(|column| !column.is_empty()).flat_map(|column| ["  ", column]).collect()
}
