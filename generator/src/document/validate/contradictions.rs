//! Schemas that contradict themselves: limits that no value keeps, members that are there twice, patterns that are none.

use super::object_rule::Kind;
use super::{Walk, formats, pattern, reports};
use crate::document::{Document, Key, Located, Node, NodeKind, Schema, SchemaType};
use crate::source::{JsonPointer, Path, is_token};

/// Deepest `allOf` that is looked through for a type or a property.
const MAX_DEPTH: usize = 8;

/// Longer lists of members are compared by their references only.
const MAX_COMPARED: usize = 40;

impl<'a> Walk<'a> {
    /// Reports what a schema says against itself.
    pub(super) fn contradictions(&mut self, node: &Node, path: &Path<'_>) {
        for (key, value) in node.entries() {
            let path = path.key(&key.text);
            match &*key.text {
                "multipleOf" if value.as_f64().is_some_and(|step| step <= 0.0) => {
                    self.report(reports::impossible_step(&path));
                }
                "pattern" => self.pattern(value.as_str(), &path),
                "patternProperties" => {
                    value.entries().iter().for_each(|(key, _)| self.pattern(Some(&key.text), &path.key(&key.text)));
                }
                "enum" => self.null_in_enum(node, value, &path),
                "oneOf" | "anyOf" | "allOf" => self.members_twice(&key.text, value, &path),
                "writeOnly" if is_set(value) && node.get("readOnly").is_some_and(is_set) => {
                    self.report(reports::read_only_write_only(&path));
                }
                "format" => self.format(value, node, &path),
                "required" => self.listed_twice(value, &path),
                "type" => self.type_of_parts(node, &path),
                "discriminator" => self.discriminator(node, value, &path),
                _ => {}
            }
        }
    }

    fn pattern(&mut self, text: Option<&str>, path: &Path<'_>) {
        if let Some(Err(broken)) = text.map(pattern::check) {
            self.report(reports::broken_pattern(broken.reason, broken.help, path));
        }
    }

    /// Null is listed, and the type does not have it.
    fn null_in_enum(&mut self, node: &Node, list: &Node, path: &Path<'_>) {
        let Some(index) = list.items().iter().position(Node::is_null) else { return };
        let types = node.get("type");
        let is_said = match self.is_3_0() {
            true => node.get("nullable").is_some_and(is_set),
            false => types.is_some_and(|types| {
                types.as_str() == Some("null") || types.items().iter().any(|name| name.as_str() == Some("null"))
            }),
        };
        if types.is_some() && !is_said {
            self.report(reports::null_in_enum(self.is_3_0(), &path.index(index)));
        }
    }

    /// The same schema is a member of a union or an `allOf` twice.
    fn members_twice(&mut self, keyword: &str, list: &Node, path: &Path<'_>) {
        let members = list.items();
        let all_of = members.iter().enumerate();
        let second = all_of.skip(1).find_map(|(index, member)| {
            let before =
                members.iter().take(index).position(|earlier| match (earlier.reference(), member.reference()) {
                    (Some(one), Some(other)) => one == other && earlier.entries().len() == member.entries().len(),
                    (None, None) => members.len() <= MAX_COMPARED && is_same(earlier, member),
                    _ => false,
                })?;
            Some((before, index))
        });
        if let Some((first, second)) = second {
            self.report(reports::member_twice(keyword, path.index(first).pointer(), &path.index(second)));
        }
    }

    fn format(&mut self, value: &Node, node: &Node, path: &Path<'_>) {
        let is_string = node.get("type").and_then(Node::as_str) == Some("string");
        if let Some((format, meant)) = value.as_str().and_then(|format| Some((format, formats::meant(format)?))) {
            self.report(reports::misspelt_format(format, meant, is_string, path));
        }
    }

    /// A name that a list has twice.
    pub(super) fn listed_twice(&mut self, list: &Node, path: &Path<'_>) {
        let names = list.items();
        let is_again = |index: &usize| {
            let name = names.get(*index).and_then(Node::as_str);
            name.is_some() && names.iter().take(*index).any(|earlier| earlier.as_str() == name)
        };
        if let Some(second) = (1..names.len()).find(is_again) {
            let name = names.get(second).and_then(Node::as_str).unwrap_or_default();
            self.report(reports::listed_twice(name, &path.index(second)));
        }
    }

    /// A type next to an `allOf` whose members have another one.
    fn type_of_parts(&mut self, node: &Node, path: &Path<'_>) {
        let parts = node.get("allOf").map(Node::items).unwrap_or_default();
        if parts.is_empty() {
            return;
        }
        let own = Schema::of(node, self.dialect).types;
        for part in parts {
            let Some((pointer, types)) = self.types_of(part, 0) else { continue };
            let fits = |one: &SchemaType| own.iter().any(|own| is_compatible(*own, *one));
            if !own.is_empty() && !types.iter().any(fits) {
                return self.report(reports::type_conflict(&own, &types, pointer, path));
            }
        }
    }

    /// The types of a schema, through references, and where they are.
    fn types_of<'n>(&self, node: &'n Node, depth: usize) -> Option<(JsonPointer, Vec<SchemaType>)>
    where
        'a: 'n,
    {
        let end = self.end(node)?;
        let schema = Schema::of(end.node, self.dialect);
        if !schema.types.is_empty() {
            return Some((end.pointer.child("type"), schema.types));
        }
        if !schema.properties.is_empty() {
            return Some((end.pointer.child("properties"), vec![SchemaType::Object]));
        }
        (depth < MAX_DEPTH).then(|| schema.all_of.iter().find_map(|part| self.types_of(part, depth + 1))).flatten()
    }

    /// A discriminator needs a property that a member has.
    fn discriminator(&mut self, node: &Node, discriminator: &Node, path: &Path<'_>) {
        let Some(name) = discriminator.get("propertyName").and_then(Node::as_str) else { return };
        // Objects without it are those of the default.
        if discriminator.get("defaultMapping").is_some() {
            return;
        }
        let members = || ["oneOf", "anyOf"].iter().filter_map(|key| node.get(key)).flat_map(Node::items);
        let is_union = members().next().is_some();
        let own = node.get("properties").is_some_and(|list| self.document.child(list, name).is_some());
        let is_there = match is_union {
            true => own || members().any(|member| self.may_have(member, name, 0)),
            false => self.may_have(node, name, 0),
        };
        if !is_there {
            self.report(reports::discriminator_property_missing(name, is_union, &path.key("propertyName")));
        }
    }

    /// Whether a schema declares a property; what declares none at all may have any.
    fn may_have<'n>(&self, node: &'n Node, name: &str, depth: usize) -> bool
    where
        'a: 'n,
    {
        let Some(end) = self.end(node).filter(|_| depth < MAX_DEPTH) else { return true };
        // In 3.1 keywords next to a reference count.
        let declared = [end.node, node].into_iter().filter_map(|node| node.get("properties"));
        let mut is_known = false;
        for list in declared {
            is_known = true;
            if self.document.child(list, name).is_some() {
                return true;
            }
        }
        for part in ["allOf", "oneOf", "anyOf"].iter().filter_map(|key| end.node.get(key)).flat_map(Node::items) {
            // A part that adds a rule only, or the base type with the discriminator itself, is no reason to doubt.
            is_known |= part.reference().is_some();
            if part.get("properties").or(part.reference().and(part.get("$ref"))).is_some()
                && self.may_have(part, name, depth + 1)
            {
                return true;
            }
        }
        !is_known
    }

    /// The end of a chain of references that begins in the file being walked.
    fn end<'n>(&self, node: &'n Node) -> Option<Located<'n>>
    where
        'a: 'n,
    {
        let document: &'n Document = self.document;
        document.follow(Located { node, pointer: JsonPointer::root(), file: self.file }).ok()
    }

    /// Keys of `content` are media types or ranges of them.
    pub(super) fn media_types(&mut self, content: &Node, path: &Path<'_>) {
        for (key, _) in content.entries().iter().filter(|(key, _)| !key.text.starts_with("x-") && &*key.text != "$ref")
        {
            if !is_media_type(&key.text) {
                self.report(reports::bad_media_type(&key.text, &path.key(&key.text)));
            }
        }
    }

    /// Two keys of which only one can count.
    pub(super) fn example_twice(&mut self, kind: Kind, node: &Node, path: &Path<'_>) {
        let (one, other) = match kind {
            Kind::MediaType | Kind::Parameter | Kind::Header => ("example", "examples"),
            Kind::Example => ("value", "externalValue"),
            _ => return,
        };
        if node.get(one).is_some() && node.get(other).is_some() {
            self.report(reports::example_twice(one, &path.key(one), &path.key(other)));
        }
    }
}

fn is_set(value: &Node) -> bool {
    value.as_bool() == Some(true)
}

/// An integer is a number.
fn is_compatible(one: SchemaType, other: SchemaType) -> bool {
    let is_number = |kind: SchemaType| matches!(kind, SchemaType::Number | SchemaType::Integer);
    one == other || is_number(one) && is_number(other)
}

/// The same value, whatever its place in the text.
fn is_same(one: &Node, other: &Node) -> bool {
    match (&one.kind, &other.kind) {
        (NodeKind::Map(left), NodeKind::Map(right)) => {
            let same = |(key, value): &(Key, Node)| other.get(&key.text).is_some_and(|other| is_same(value, other));
            left.len() == right.len() && left.iter().all(same)
        }
        (NodeKind::List(left), NodeKind::List(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(one, other)| is_same(one, other))
        }
        (NodeKind::Null, NodeKind::Null) => true,
        (NodeKind::Bool(left), NodeKind::Bool(right)) => left == right,
        (NodeKind::Number(left), NodeKind::Number(right)) => left == right,
        (NodeKind::String(left), NodeKind::String(right)) => left == right,
        _ => false,
    }
}

/// `type/subtype`, a range, or either with parameters.
fn is_media_type(text: &str) -> bool {
    let essence = text.split(';').next().unwrap_or_default().trim();
    let is_name = |name: &str| name == "*" || is_token(name);
    essence.split_once('/').is_some_and(|(kind, subtype)| is_name(kind) && is_name(subtype))
}
