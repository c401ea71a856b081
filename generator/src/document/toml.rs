//! TOML text to a tree, for the places in an overrides file: what does not fit the overrides, their reader has reported.

use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue};

use super::node::{Key, Node, NodeKind, Number};
use crate::source::Span;

/// The tree of a TOML text; an empty one if it is no TOML.
pub(super) fn read(text: &str) -> Node {
    DeTable::parse(text).map(|table| table_node(table.get_ref(), span_of(&table))).unwrap_or_default()
}

fn span_of<T>(spanned: &Spanned<T>) -> Span {
    let range = spanned.span();
    // Positions fit, because files are refused that are too long.
    let position = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span { start: position(range.start), end: position(range.end) }
}

fn table_node(table: &DeTable<'_>, span: Span) -> Node {
    let entry = |(key, value): (&Spanned<_>, &Spanned<_>)| {
        let text: &std::borrow::Cow<'_, str> = key.get_ref();
        (Key { text: (&**text).into(), span: span_of(key) }, node(value))
    };
    Node::new(NodeKind::Map(table.iter().map(entry).collect()), span)
}

/// TOML is parsed with a limit of its depth, so the recursion ends.
fn node(value: &Spanned<DeValue<'_>>) -> Node {
    let kind = match value.get_ref() {
        DeValue::String(text) => NodeKind::String((&**text).into()),
        DeValue::Integer(integer) => match i64::from_str_radix(integer.as_str(), integer.radix()) {
            Ok(number) => NodeKind::Number(Number::Integer(number)),
            Err(_) => NodeKind::String(integer.as_str().into()),
        },
        DeValue::Float(float) => NodeKind::String(float.as_str().into()),
        DeValue::Boolean(value) => NodeKind::Bool(*value),
        DeValue::Datetime(time) => NodeKind::String(time.to_string().into()),
        DeValue::Array(items) => NodeKind::List(items.iter().map(node).collect()),
        DeValue::Table(table) => return table_node(table, span_of(value)),
    };
    Node::new(kind, span_of(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::JsonPointer;

    #[test]
    fn every_value_has_its_place() {
        let text = "name = \"pets\"\n[types.User]\nfields = { ref = \"reference\" }\n[[client]]\nfirst = 0x10\n";
        let root = read(text);
        let shown = |pointer: &str| {
            let node = root.at(&JsonPointer::parse(pointer)).unwrap_or(&root);
            &text[node.span.start as usize..node.span.end as usize]
        };
        assert_eq!(shown("/name"), "\"pets\"");
        assert_eq!(shown("/types/User/fields/ref"), "\"reference\"");
        assert_eq!(root.at(&JsonPointer::parse("/client/0/first")).and_then(Node::to_text).as_deref(), Some("16"));
        assert!(read("name = ").is_null());
    }
}
