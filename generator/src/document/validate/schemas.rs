//! Schemas: what a keyword needs of its neighbours.

use super::object_rule::{Kind, Shape};
use super::reports::Wanted;
use super::{Walk, formats, reports};
use crate::document::{Node, NodeKind, Number, SchemaType};
use crate::source::Path;

impl Walk<'_> {
    /// Walks a schema.
    pub(super) fn schema(&mut self, node: &Node, path: &Path<'_>) {
        if node.as_bool().is_some() && !self.is_3_0() {
            return;
        }
        let Some(reference) = node.get("$ref").filter(|_| node.is_map()) else {
            self.object(Kind::Schema, node, path);
            if node.is_map() {
                self.keywords(node, path);
            }
            return;
        };
        self.reference(reference, Shape::Schema, path);
        if self.is_3_0() {
            self.siblings(None, node, &[], path);
            for key in ["default", "example"] {
                if let Some(value) = node.get(key) {
                    self.note_samples(Kind::Schema, key, value, node, &path.key(key));
                }
            }
        } else {
            self.object(Kind::Schema, node, path);
        }
    }

    fn keywords(&mut self, node: &Node, path: &Path<'_>) {
        self.contradictions(node, path);
        let types = types_of(node);
        self.limits(types.as_deref().unwrap_or_default(), node, path);
        if let Some(types) = &types {
            self.foreign_keywords(types, node, path);
            self.enum_values(types, node, path);
        }
        if types.as_deref() == Some(&[SchemaType::Array]) && !has_items(node) {
            self.report(reports::array_without_items(&path.key("type")));
        }
        for key in ["allOf", "oneOf", "anyOf", "enum"] {
            if node.get(key).is_some_and(|list| list.is_list() && list.items().is_empty()) {
                self.report(reports::empty_list(key, &path.key(key)));
            }
        }
    }

    /// The value of `type`: a name, or in 3.1 a list of names.
    pub(super) fn type_names(&mut self, node: &Node, path: &Path<'_>) {
        if !node.is_list() {
            return self.type_name(node, path);
        }
        if self.is_3_0() {
            self.report(reports::type_list(path));
        }
        for (index, item) in node.items().iter().enumerate() {
            // That it is a list says already that this is not 3.0.
            if !(self.is_3_0() && item.as_str() == Some("null")) {
                self.type_name(item, &path.index(index));
            }
        }
    }

    fn type_name(&mut self, node: &Node, path: &Path<'_>) {
        match node.as_str() {
            Some("null") if self.is_3_0() => self.report(reports::null_type(path)),
            Some("null") => {}
            Some(name) if SchemaType::of_name(name).is_some() => {}
            Some(name) => self.report(reports::bad_type(name, path)),
            None if node.is_null() => self.report(reports::unquoted_null(path)),
            None => self.report(reports::wrong_kind(path, Wanted::TypeName, node)),
        }
    }

    /// Keywords that say nothing about any of the types.
    fn foreign_keywords(&mut self, types: &[SchemaType], node: &Node, path: &Path<'_>) {
        for (key, value) in node.entries() {
            if &*key.text == "format" {
                self.foreign_format(types, value.as_str().unwrap_or_default(), &path.key("format"));
            }
            let Some(subject) = subject_of(&key.text) else { continue };
            // `required: true` is reported as that already.
            let is_flag = &*key.text == "required" && !value.is_list();
            if !is_flag && !types.iter().any(|one| is_about(subject, *one)) {
                self.report(reports::foreign_keyword(&key.text, types, subject, &path.key(&key.text)));
            }
        }
    }

    fn foreign_format(&mut self, types: &[SchemaType], format: &str, path: &Path<'_>) {
        let subjects = formats::subjects(format);
        let is_any = |subject: &SchemaType| types.iter().any(|one| is_about(*subject, *one));
        if let Some(subject) = subjects.first().filter(|_| !subjects.iter().any(is_any)) {
            self.report(reports::foreign_format(format, types, *subject, path));
        }
    }

    /// Values of `enum` and `default` that the type rules out.
    fn enum_values(&mut self, types: &[SchemaType], node: &Node, path: &Path<'_>) {
        let list_path = path.key("enum");
        let values = node.get("enum").map(Node::items).unwrap_or_default();
        for (index, value) in values.iter().enumerate() {
            if !fits(value, types) {
                self.report(reports::value_of_other_type("enum", value, types, &list_path.index(index)));
            }
        }
        if let Some((first, second)) = equal_values(values) {
            let earlier = list_path.index(first).pointer();
            self.report(reports::enum_twice(&list_path.index(second), earlier));
        }
        let default = node.get("default").filter(|default| !fits(default, types));
        if let Some(default) = default {
            self.report(reports::value_of_other_type("default", default, types, &path.key("default")));
        }
    }
}

/// The types of a schema if there are any and all of them are known; a misspelt one is reported as that alone.
fn types_of(node: &Node) -> Option<Vec<SchemaType>> {
    let value = node.get("type")?;
    let names = if value.is_list() { value.items() } else { std::slice::from_ref(value) };
    let mut types = Vec::new();
    for name in names {
        match name.as_str() {
            Some("null") => {}
            Some(name) => types.push(SchemaType::of_name(name)?),
            None => return None,
        }
    }
    (!types.is_empty()).then_some(types)
}

fn has_items(node: &Node) -> bool {
    ["items", "prefixItems", "contains", "$ref", "allOf", "oneOf", "anyOf"].iter().any(|key| node.get(key).is_some())
}

/// The type a keyword says something about, if it is about one.
fn subject_of(keyword: &str) -> Option<SchemaType> {
    Some(match keyword {
        "minLength" | "maxLength" | "pattern" => SchemaType::String,
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" => SchemaType::Number,
        "items" | "prefixItems" | "minItems" | "maxItems" | "uniqueItems" | "contains" | "minContains"
        | "maxContains" => SchemaType::Array,
        "properties"
        | "required"
        | "additionalProperties"
        | "minProperties"
        | "maxProperties"
        | "patternProperties"
        | "propertyNames"
        | "dependentRequired"
        | "dependentSchemas" => SchemaType::Object,
        _ => return None,
    })
}

fn is_about(subject: SchemaType, one: SchemaType) -> bool {
    subject == one || (subject == SchemaType::Number && one == SchemaType::Integer)
}

fn fits(value: &Node, types: &[SchemaType]) -> bool {
    let fits = |one: &SchemaType| match one {
        SchemaType::String => matches!(value.kind, NodeKind::String(_)),
        SchemaType::Integer => is_whole(value),
        SchemaType::Number => matches!(value.kind, NodeKind::Number(_)),
        SchemaType::Boolean => matches!(value.kind, NodeKind::Bool(_)),
        SchemaType::Array => value.is_list(),
        SchemaType::Object => value.is_map(),
    };
    // Null is a matter of `nullable`, which `enum: [.., null]` is read to say.
    value.is_null() || types.iter().any(fits)
}

fn is_whole(value: &Node) -> bool {
    match &value.kind {
        NodeKind::Number(Number::Integer(_) | Number::Unsigned(_)) => true,
        NodeKind::Number(Number::Float(float)) => float.0.fract() == 0.0,
        _ => false,
    }
}

/// The first two values that are the same.
fn equal_values(values: &[Node]) -> Option<(usize, usize)> {
    let mut seen: Vec<(String, usize)> = Vec::with_capacity(values.len());
    seen.extend(values.iter().enumerate().filter_map(|(index, value)| Some((spelling(value)?, index))));
    seen.sort_unstable();
    let pairs = seen.windows(2).filter_map(|pair| match pair {
        [one, other] if one.0 == other.0 => Some((one.1, other.1)),
        _ => None,
    });
    pairs.min_by_key(|&(_, second)| second)
}

/// Tells text from numbers and booleans that are written alike.
fn spelling(value: &Node) -> Option<String> {
    match &value.kind {
        NodeKind::String(text) => Some(format!("\"{text}")),
        _ => value.to_text(),
    }
}
