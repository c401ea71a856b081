//! Reads the keywords of a schema one by one.

use super::enum_notes::{EnumNote, notes};
use super::{Additional, Keyword, Schema, SchemaType};
use crate::document::model::Dialect;
use crate::document::{Node, NodeKind};
use std::cmp::Ordering;

impl<'a> Schema<'a> {
    /// Reads one level of a schema, whatever is wrong with it. A boolean schema (3.1) reads as an empty one.
    ///
    /// Words of the other dialect are understood as well: documents mix them, and the structural pass says so.
    pub(crate) fn of(node: &'a Node, dialect: Dialect) -> Schema<'a> {
        let mut schema = Schema { reference: node.reference(), ..Schema::default() };
        let is_replaced = schema.reference.is_some() && dialect == Dialect::V3_0;
        for (key, value) in node.entries().iter().filter(|(key, _)| !is_replaced || describes(&key.text)) {
            schema.read(&key.text, value);
        }
        schema.enum_notes = if schema.has_enum { notes(node) } else { Vec::new() };
        schema.settle_item_values();
        schema
    }

    pub(super) fn read(&mut self, key: &'a str, value: &'a Node) {
        match key {
            "type" => self.read_type(value),
            "nullable" | "x-nullable" => self.nullable |= value.as_bool() == Some(true),
            "format" => self.format = Keyword::of(value.as_str(), value),
            "title" => self.title = Keyword::of(value.as_str(), value),
            "description" => self.description = Keyword::of(value.as_str(), value),
            "default" => self.default = Some(value),
            "example" => self.example = Some(value),
            "examples" => self.read_examples(value),
            "enum" => self.read_enum(value),
            "const" => self.read_const(value),
            "properties" => self.properties = named(value),
            "patternProperties" => self.pattern_properties = named(value),
            "additionalProperties" => self.additional = Additional::of(value),
            "required" => self.required = strings(value),
            "items" if value.is_list() => self.prefix_items = value.items(),
            "items" => self.items = Some(value),
            "prefixItems" => self.prefix_items = value.items(),
            "allOf" => self.all_of = value.items(),
            "oneOf" => self.one_of = value.items(),
            "anyOf" => self.any_of = value.items(),
            "discriminator" => self.read_discriminator(value),
            "readOnly" => self.read_only = Keyword::of(value.as_bool(), value),
            "writeOnly" => self.write_only = Keyword::of(value.as_bool(), value),
            "deprecated" => self.deprecated = Keyword::of(value.as_bool(), value),
            "externalDocs" => self.url = text_of(value.get("url")),
            "pattern" => self.pattern = Keyword::of(value.as_str(), value),
            "minLength" => self.min_length = Keyword::of(value.as_u64(), value),
            "maxLength" => self.max_length = Keyword::of(value.as_u64(), value),
            "minItems" => self.min_items = Keyword::of(value.as_u64(), value),
            "maxItems" => self.max_items = Keyword::of(value.as_u64(), value),
            "uniqueItems" => self.unique_items = Keyword::of(value.as_bool(), value),
            "minProperties" => self.min_properties = Keyword::of(value.as_u64(), value),
            "maxProperties" => self.max_properties = Keyword::of(value.as_u64(), value),
            "multipleOf" => self.multiple_of = Some(value),
            "contentEncoding" => self.content_encoding = Keyword::of(value.as_str(), value),
            "contentMediaType" => self.content_media_type = Keyword::of(value.as_str(), value),
            "x-observed" => self.observed = value.as_str(),
            _ if is_bound(key) => self.read_bound(key, value),
            _ if is_ignored(key) => self.ignored.push((key, value)),
            _ => {}
        }
    }

    /// The first of several, unless there is an `example`, and the others.
    fn read_examples(&mut self, value: &'a Node) {
        match (self.example, value.items()) {
            (Some(_), items) => self.more_examples = items.iter().collect(),
            (None, [first, rest @ ..]) => (self.example, self.more_examples) = (Some(first), rest.iter().collect()),
            (None, []) => self.example = value.entries().first().map(|(_, value)| value),
        }
    }

    fn read_type(&mut self, value: &'a Node) {
        let one = std::slice::from_ref(value);
        let names = if value.is_list() { value.items() } else { one };
        for name in names.iter().filter_map(type_name) {
            if name == "null" {
                self.nullable = true;
            } else if let Some(known) = SchemaType::of_name(name).or_else(|| SchemaType::meant_by(name))
                && !self.types.contains(&known)
            {
                self.types.push(known);
            }
        }
        self.is_null = self.types.is_empty() && !names.is_empty() && names.iter().all(is_null_type);
    }

    fn read_enum(&mut self, value: &'a Node) {
        // An empty list allows no value at all, which nobody means; the structural pass says so.
        self.has_enum = !value.items().is_empty();
        self.nullable |= value.items().iter().any(Node::is_null);
        self.enumeration = value.items().iter().filter(|item| !item.is_null()).collect();
    }

    /// Values next to `items` that belong inside: said twice, by `type` and by `items`, the array wins.
    pub(super) fn settle_item_values(&mut self) {
        let is_array = self.types == [SchemaType::Array];
        if is_array && !self.enumeration.is_empty() && !self.enumeration.iter().any(|value| value.is_list()) {
            self.item_values = std::mem::take(&mut self.enumeration);
            self.has_enum = false;
        }
    }

    fn read_const(&mut self, value: &'a Node) {
        if value.is_null() {
            self.nullable = true;
        } else {
            self.constant = Some(value);
        }
    }

    fn read_discriminator(&mut self, value: &'a Node) {
        // Swagger 2.0 had the name of the property alone.
        self.discriminator = value.get("propertyName").and_then(Node::as_str).or(value.as_str());
        let mapping = value.get("mapping").map(Node::entries).unwrap_or_default();
        self.default_mapping = value.get("defaultMapping").and_then(Node::as_str);
        self.mapping = mapping.iter().filter_map(|(key, target)| Some((&*key.text, target.as_str()?))).collect();
    }

    /// Numeric exclusive bounds (3.1) become a bound and a flag.
    fn read_bound(&mut self, key: &str, value: &'a Node) {
        let flag = Keyword::of(Some(true), value);
        match (key, &value.kind) {
            ("minimum", NodeKind::Number(_)) => {
                self.limit_below(value, kept_if(self.minimum.is_none(), self.exclusive_minimum))
            }
            ("maximum", NodeKind::Number(_)) => {
                self.limit_above(value, kept_if(self.maximum.is_none(), self.exclusive_maximum))
            }
            ("exclusiveMinimum", NodeKind::Number(_)) => self.limit_below(value, flag),
            ("exclusiveMaximum", NodeKind::Number(_)) => self.limit_above(value, flag),
            ("exclusiveMinimum", NodeKind::Bool(true)) => self.exclusive_minimum = flag,
            ("exclusiveMaximum", NodeKind::Bool(true)) => self.exclusive_maximum = flag,
            _ => {}
        }
    }
}

/// Limits: of two, the tighter one counts.
impl<'a> Schema<'a> {
    /// Takes in a least value, and whether it is excluded.
    pub(super) fn limit_below(&mut self, minimum: &'a Node, exclusive: Keyword<'a, bool>) {
        let known = self.minimum.map(|known| (known, self.exclusive_minimum));
        let (kept, idle) = tighter(known, (minimum, exclusive), Ordering::Greater);
        (self.minimum, self.exclusive_minimum) = (Some(kept.0), kept.1);
        self.looser.extend(idle);
    }

    /// Takes in a greatest value, and whether it is excluded.
    pub(super) fn limit_above(&mut self, maximum: &'a Node, exclusive: Keyword<'a, bool>) {
        let known = self.maximum.map(|known| (known, self.exclusive_maximum));
        let (kept, idle) = tighter(known, (maximum, exclusive), Ordering::Less);
        (self.maximum, self.exclusive_maximum) = (Some(kept.0), kept.1);
        self.looser.extend(idle);
    }
}

impl<'a> Schema<'a> {
    /// What is said of the value at a place of `enum`.
    pub(crate) fn enum_note(&self, index: usize) -> EnumNote<'a> {
        self.enum_notes.get(index).copied().unwrap_or_default()
    }
}

impl<'a> Additional<'a> {
    fn of(value: &'a Node) -> Additional<'a> {
        match &value.kind {
            NodeKind::Bool(true) => Additional::Any,
            NodeKind::Bool(false) => Additional::None,
            NodeKind::Map(entries) if entries.is_empty() => Additional::Any,
            NodeKind::Map(_) => Additional::Schema(value),
            _ => Additional::Unsaid,
        }
    }
}

/// Unquoted `null` in a list of types is YAML's null, not the word.
fn type_name(node: &Node) -> Option<&str> {
    if node.is_null() { Some("null") } else { node.as_str() }
}

fn is_null_type(node: &Node) -> bool {
    type_name(node) == Some("null")
}

fn is_bound(key: &str) -> bool {
    matches!(key, "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum")
}

/// Keywords that are read next to a `$ref` in 3.0.
fn describes(key: &str) -> bool {
    matches!(
        key,
        "nullable"
            | "title"
            | "description"
            | "default"
            | "example"
            | "deprecated"
            | "readOnly"
            | "writeOnly"
            | "externalDocs"
    )
}

/// Keywords that are understood but have no counterpart in a type.
fn is_ignored(key: &str) -> bool {
    matches!(
        key,
        "not"
            | "if"
            | "then"
            | "else"
            | "dependentSchemas"
            | "dependentRequired"
            | "dependencies"
            | "contains"
            | "minContains"
            | "maxContains"
            | "propertyNames"
            | "unevaluatedProperties"
            | "unevaluatedItems"
            | "contentSchema"
            | "$recursiveRef"
    )
}

fn text_of(node: Option<&Node>) -> Keyword<'_, &str> {
    node.map(|node| Keyword::of(node.as_str(), node)).unwrap_or_default()
}

fn kept_if<T: Copy>(condition: bool, keyword: Keyword<'_, T>) -> Keyword<'_, T> {
    if condition { keyword } else { Keyword::default() }
}

/// A limit, and whether it is excluded.
type Limit<'a> = (&'a Node, Keyword<'a, bool>);

/// The limit that rules out more, and the other one.
fn tighter<'a>(known: Option<Limit<'a>>, added: Limit<'a>, tighter: Ordering) -> (Limit<'a>, Option<&'a Node>) {
    let Some(known) = known else { return (added, None) };
    let order = added.0.as_f64().zip(known.0.as_f64()).and_then(|(added, known)| added.partial_cmp(&known));
    let is_tighter = match order {
        Some(Ordering::Equal) => added.1.peek() == Some(true) && known.1.peek() != Some(true),
        Some(order) => order == tighter,
        None => false,
    };
    if is_tighter { (added, Some(known.0)) } else { (known, Some(added.0)) }
}

fn named(node: &Node) -> Vec<(&str, &Node)> {
    node.entries().iter().map(|(key, value)| (&*key.text, value)).collect()
}

fn strings(node: &Node) -> Vec<&str> {
    node.items().iter().filter_map(Node::as_str).collect()
}
