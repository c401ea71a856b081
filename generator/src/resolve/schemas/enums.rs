//! `enum` and `const`: strings and integers become enums, everything else degrades by name.

use crate::resolve::shape::Shape;
use foldhash::HashSet;
use serde_json::Value;

use super::scalars::constant;
use crate::diagnostics::{Diagnostic, DiagnosticId};
use crate::document::{Node, NodeKind, Schema, SchemaType};
use crate::ir::{Constant, Enum, EnumRepr, EnumVariant, TypeRef};
use crate::resolve::place::Place;
use crate::resolve::resolver::Resolver;

/// What the values of an `enum` have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Common {
    Text,
    Integer,
    Number,
    Boolean,
    /// Strings are asked for; scalars of other kinds are taken at their spelling.
    Spelling,
    Nothing,
}

impl<'a> Resolver<'a> {
    /// The shape of a schema with `enum` or `const`.
    pub(in crate::resolve) fn enum_shape(&mut self, place: &Place<'a>, schema: &Schema<'a>) -> Shape<'a> {
        let values = values(schema);
        let common = common(&values, schema);
        if common != Common::Nothing {
            place.read("type");
            self.read_wider(place, schema);
            for keyword in ["properties", "required", "patternProperties", "items", "prefixItems"] {
                self.leave_out_keyword(place, keyword, "the type is the list of values next to it");
            }
            if schema.content_encoding.peek() == Some("base64") {
                self.leave_out_keyword(place, "contentEncoding", "the type is the list of values next to it");
            }
        }
        match common {
            Common::Text if is_emptied(&values) => Shape::Plain(TypeRef::String),
            Common::Text | Common::Spelling => Shape::Enum(enumeration(schema, &values, EnumRepr::String)),
            Common::Integer => Shape::Enum(enumeration(schema, &values, EnumRepr::Integer)),
            Common::Number => {
                self.reporter.push(
                    Diagnostic::note(
                        DiagnosticId::EnumOfNumbers,
                        &*place.pointer,
                        "the values are numbers with fractions",
                    )
                    .effect("the type is a plain number"),
                );
                values.iter().for_each(|value| value.leave_out());
                Shape::Plain(TypeRef::Float { single: false })
            }
            Common::Boolean => {
                match values[..] {
                    [_, _, ..] => values.iter().for_each(|value| _ = value.read()),
                    _ => self.leave_out_keyword(place, "enum", "both `true` and `false` are values of the type"),
                }
                Shape::Plain(TypeRef::Boolean)
            }
            Common::Nothing => {
                self.degraded(DiagnosticId::EnumMixed, place, "the values are neither all strings nor all integers");
                Shape::Plain(TypeRef::Any)
            }
        }
    }

    /// The default of a value, unless the value's own list does not allow it.
    pub(in crate::resolve) fn usable_default(&mut self, place: &Place<'a>, said: &Schema<'a>) -> Option<Box<Value>> {
        let default = said.default?;
        let target = self.looked_through(place);
        let mut schema = Schema::of(target.node, self.dialect);
        if let [only] = schema.all_of {
            schema = Schema::of(self.looked_through(&target.steps(only, "allOf", "0")).node, self.dialect);
        }
        let allowed = values(&schema);
        let same = |value: &&Node| value.to_json() == default.to_json() || is_same_text(value, default);
        if default.is_null() || allowed.is_empty() || allowed.iter().any(same) {
            return Some(Box::new(default.read().to_json()));
        }
        default.leave_out();
        let listed: Vec<String> = allowed.iter().take(12).map(|value| format!("`{}`", spelt(value))).collect();
        let more = if allowed.len() > listed.len() { ", .." } else { "" };
        let pointer = if place.node.get("default").is_some() { &place.pointer } else { &target.pointer };
        self.reporter.push_once(
            Diagnostic::warning(
                DiagnosticId::DefaultNotInEnum,
                pointer.child("default"),
                format!("the default `{}` is none of the values", spelt(default)),
            )
            .help(format!("one of {}{more}", listed.join(", ")))
            .effect("the default is left out"),
        );
        None
    }
}

/// The values as written, the first of equal ones; the structural pass reports the others.
fn enumeration(schema: &Schema<'_>, values: &[&Node], repr: EnumRepr) -> Enum {
    let mut seen = HashSet::default();
    let mut variants = Vec::with_capacity(values.len());
    // Names and descriptions count the values as written, `null` included; a `null` comes last in practice.
    for (index, value) in values.iter().enumerate() {
        let Some(wire_value) = wire_value(value, repr) else { continue };
        value.read();
        let note = schema.enum_note(index);
        if seen.insert(wire_value.clone()) {
            variants.push(EnumVariant {
                wire_value,
                name_hint: note.name.map(str::to_owned),
                description: note.description.map(str::to_owned),
                is_deprecated: note.is_deprecated,
            });
        }
    }
    Enum { repr, variants }
}

/// The values that an array lists for its items, unless the items are more than plain strings or integers.
pub(in crate::resolve) fn item_enumeration(list: &Schema<'_>, items: &Schema<'_>) -> Option<Enum> {
    let plain = matches!(items.types[..], [] | [SchemaType::String | SchemaType::Integer])
        && items.reference.is_none()
        && items.all_of.is_empty()
        && items.one_of.is_empty()
        && items.any_of.is_empty()
        && values(items).is_empty();
    if !plain || list.item_values.is_empty() {
        return None;
    }
    let listed = Schema { types: items.types.clone(), ..list.clone() };
    let repr = match common(&list.item_values, &listed) {
        Common::Text | Common::Spelling if !is_emptied(&list.item_values) => EnumRepr::String,
        Common::Integer => EnumRepr::Integer,
        _ => return None,
    };
    Some(enumeration(list, &list.item_values, repr))
}

fn spelt(node: &Node) -> String {
    node.to_text().unwrap_or_else(|| node.to_json().to_string())
}

/// `1` and `"1"` mean the same where strings are asked for.
fn is_same_text(left: &Node, right: &Node) -> bool {
    is_scalar(&left.kind) && is_scalar(&right.kind) && left.to_text() == right.to_text()
}

/// The only value of a scalar, where that is all a property may hold.
pub(in crate::resolve) fn only_value(schema: &Schema<'_>) -> Option<Constant> {
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
pub(in crate::resolve) fn values<'a>(schema: &Schema<'a>) -> Vec<&'a Node> {
    match schema.constant {
        Some(value) if !value.is_null() => vec![value],
        _ => schema.enumeration.iter().copied().filter(|value| !value.is_null()).collect(),
    }
}

/// The strings a schema allows, if it allows nothing but a list of strings.
pub(in crate::resolve) fn text_values(schema: &Schema<'_>) -> Option<Vec<String>> {
    let values = values(schema);
    match common(&values, schema) {
        Common::Text if is_emptied(&values) => None,
        Common::Text | Common::Spelling => values.iter().map(|value| value.to_text()).collect(),
        _ => None,
    }
}

/// The list holds the empty text alone, the spelling of "no longer set" in forms: no type to be had from that.
pub(in crate::resolve) fn is_emptied(values: &[&Node]) -> bool {
    !values.is_empty() && values.iter().all(|value| value.to_text().is_some_and(|text| text.is_empty()))
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
        Common::Integer
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
