//! Which values of the document a schema describes; whether it describes them rightly is for others to say.

use super::Walk;
use super::object_rule::Kind;
use crate::document::{Node, Sample, SampleKind};
use crate::source::Path;

impl Walk<'_> {
    /// Notes the values of `example`, `examples`, `default`, `const` or `enum` with their schema.
    pub(super) fn note_samples(&mut self, kind: Kind, key: &str, value: &Node, node: &Node, path: &Path<'_>) {
        if key == "enum" && !has_limits(node) {
            return;
        }
        let is_schema = kind == Kind::Schema;
        let pointer = path.pointer();
        let Some(owner) = pointer.parent() else { return };
        let schema = match is_schema {
            true => owner,
            false if node.get("schema").is_some() => owner.child("schema"),
            false => return,
        };
        let mut note = |pointer, kind| self.samples.push(Sample { pointer, schema: schema.clone(), kind });
        match key {
            "default" if is_schema => note(pointer, SampleKind::Default),
            "enum" => note(pointer, SampleKind::Values),
            "const" if is_schema && !value.is_null() => note(pointer, SampleKind::Constant),
            "example" => note(pointer, SampleKind::Example),
            "examples" if is_schema => {
                (0..value.items().len()).for_each(|index| note(pointer.item(index), SampleKind::Example));
            }
            "examples" => {
                let named = value.entries().iter().filter(|(key, _)| !key.text.starts_with("x-"));
                named.for_each(|(key, _)| note(pointer.child(&key.text), SampleKind::Named));
            }
            _ => {}
        }
    }
}

/// Keywords that a value of `enum` may break.
const LIMITS: [&str; 8] =
    ["exclusiveMaximum", "exclusiveMinimum", "maxLength", "maximum", "minLength", "minimum", "multipleOf", "pattern"];

fn has_limits(schema: &Node) -> bool {
    schema.entries().iter().any(|(key, _)| LIMITS.contains(&&*key.text))
}
