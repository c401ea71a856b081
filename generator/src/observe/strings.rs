//! Values of headers and parameters, which are text: the value that a schema means.

use serde_json::Value;

use super::content::scalar;
use super::kinds::Kinds;
use super::path::Path;
use super::places;
use super::schema::Compiled;
use super::secrets::is_masked;
use super::walker::Walker;
use crate::document::Located;

impl<'a> Walker<'a> {
    /// Compares the text of a header or a parameter with its schema.
    pub(super) fn written(&mut self, schema: &Located<'a>, name: &str, text: &str) {
        if is_masked(text) {
            return;
        }
        if let Some(value) = self.text_value(schema, text) {
            let mut path = Path::default();
            path.member(name);
            self.value_at(schema, &value, &mut path);
        }
    }

    /// The schema of the items, where a schema is that of an array.
    pub(super) fn items_of(&mut self, place: &Located<'a>) -> Option<Located<'a>> {
        let schema = self.schemas.get(place)?;
        let end = schema.target.clone().unwrap_or(schema);
        let is_array = end.kinds.without(Kinds::NULL) == Kinds::ARRAY;
        places::key_of(&end.place, "items").filter(|_| is_array)
    }

    /// The value that a string is for a schema; none where it depends on a style.
    pub(super) fn text_value(&mut self, place: &Located<'a>, text: &str) -> Option<Value> {
        let schema = self.schemas.get(place)?;
        let kinds = all_kinds(&schema, 0);
        match kinds.without(Kinds::NULL) {
            kinds if kinds.has(Kinds::STRING) => Some(Value::String(text.to_owned())),
            kinds if kinds == Kinds::OBJECT || kinds == Kinds::ARRAY => None,
            _ => Some(scalar(text)),
        }
    }
}

/// The kinds that a schema and all it consists of allow.
fn all_kinds(schema: &Compiled<'_>, depth: usize) -> Kinds {
    if depth > 8 || !schema.unions.is_empty() {
        return schema.kinds;
    }
    let inner = schema.target.iter().chain(&schema.parts);
    inner.fold(schema.kinds, |kinds, inner| kinds.and(all_kinds(inner, depth + 1)))
}
