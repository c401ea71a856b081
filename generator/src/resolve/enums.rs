//! `enum` and `const`: texts and whole numbers become enums, everything else degrades by name.

use std::collections::HashSet;

use super::scalars::constant;
use super::schemas::Shape;
use super::{Place, Resolver};
use crate::diagnostics::Diagnostic;
use crate::document::{Node, NodeKind, Schema, SchemaType};
use crate::ir::{Constant, Enum, EnumRepr, EnumVariant, TypeRef};

/// What the values of an `enum` have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Common {
    Text,
    Whole,
    Number,
    Boolean,
    /// Texts are asked for; scalars of other kinds are taken at their spelling.
    Spelling,
    Nothing,
}

impl<'a> Resolver<'a> {
    /// The shape of a schema with `enum` or `const`.
    pub(super) fn enum_shape(&mut self, place: &Place<'a>, schema: &Schema<'a>) -> Shape<'a> {
        let values = values(schema);
        match common(&values, schema) {
            Common::Text | Common::Spelling => Shape::Enum(self.enumeration(place, schema, &values, EnumRepr::String)),
            Common::Whole => Shape::Enum(self.enumeration(place, schema, &values, EnumRepr::Integer)),
            Common::Number => {
                self.diagnostics.push(
                    Diagnostic::note("enum-of-numbers", &*place.pointer, "the values are numbers with fractions")
                        .effect("the type is a plain number"),
                );
                Shape::Plain(TypeRef::Float { single: false })
            }
            Common::Boolean => Shape::Plain(TypeRef::Boolean),
            Common::Nothing => {
                self.degraded("enum-mixed", place, "the values are neither all text nor all whole numbers");
                Shape::Plain(TypeRef::Any)
            }
        }
    }

    fn enumeration(&mut self, place: &Place<'a>, schema: &Schema<'a>, values: &[&'a Node], repr: EnumRepr) -> Enum {
        let mut seen = HashSet::new();
        let mut variants = Vec::with_capacity(values.len());
        // Names and descriptions count the values as written, `null` included; a `null` comes last in practice.
        for (index, value) in values.iter().enumerate() {
            let Some(wire_value) = wire_value(value, repr) else { continue };
            if !seen.insert(wire_value.clone()) {
                self.note_duplicate(place, value);
                continue;
            }
            variants.push(EnumVariant {
                wire_value,
                name_hint: schema.enum_names.get(index).map(|&name| name.to_owned()),
                description: schema.enum_descriptions.get(index).map(|&text| text.to_owned()),
            });
        }
        Enum { repr, variants }
    }

    fn note_duplicate(&mut self, place: &Place<'a>, value: &Node) {
        let text = value.to_text().unwrap_or_default();
        self.diagnostics.push(Diagnostic::note(
            "enum-duplicate",
            &*place.pointer,
            format!("the value `{text}` is listed twice"),
        ));
    }
}

/// The only value of a scalar, where that is all a property may hold.
pub(super) fn only_value(schema: &Schema<'_>) -> Option<Constant> {
    if schema.reference.is_some() {
        return None;
    }
    let value = schema.single_value()?;
    match (schema.types.first(), &value.kind) {
        (Some(SchemaType::String), _) => value.to_text().map(Constant::String),
        (Some(SchemaType::Number), NodeKind::Number(_)) => None,
        _ => constant(value),
    }
}

/// The values a schema allows, `null` aside.
pub(super) fn values<'a>(schema: &Schema<'a>) -> Vec<&'a Node> {
    match schema.constant {
        Some(value) if !value.is_null() => vec![value],
        _ => schema.enumeration.iter().copied().filter(|value| !value.is_null()).collect(),
    }
}

/// The texts a schema allows, if it allows nothing but a list of texts.
pub(super) fn text_values(schema: &Schema<'_>) -> Option<Vec<String>> {
    let values = values(schema);
    match common(&values, schema) {
        Common::Text | Common::Spelling => values.iter().map(|value| value.to_text()).collect(),
        _ => None,
    }
}

fn common(values: &[&Node], schema: &Schema<'_>) -> Common {
    let all = |test: fn(&NodeKind) -> bool| values.iter().all(|value| test(&value.kind));
    let whole = |kind: &NodeKind| matches!(kind, NodeKind::Number(number) if number.as_i64().is_some());
    if values.is_empty() {
        Common::Nothing
    } else if all(|kind| matches!(kind, NodeKind::String(_))) {
        Common::Text
    } else if schema.types == [SchemaType::String] && all(is_scalar) {
        Common::Spelling
    } else if values.iter().all(|value| whole(&value.kind)) && schema.types != [SchemaType::Number] {
        Common::Whole
    } else if all(|kind| matches!(kind, NodeKind::Number(_))) {
        Common::Number
    } else if all(|kind| matches!(kind, NodeKind::Bool(_))) {
        Common::Boolean
    } else {
        Common::Nothing
    }
}

fn is_scalar(kind: &NodeKind) -> bool {
    matches!(kind, NodeKind::String(_) | NodeKind::Number(_) | NodeKind::Bool(_))
}

fn wire_value(node: &Node, repr: EnumRepr) -> Option<Constant> {
    match repr {
        EnumRepr::String => node.to_text().map(Constant::String),
        EnumRepr::Integer => node.as_i64().map(Constant::Integer),
    }
}
