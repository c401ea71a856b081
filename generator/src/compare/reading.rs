//! Reads what a schema allows: follows references, merges `allOf`, and settles how the dialects spell things.

use std::cell::RefCell;
use std::rc::Rc;

use foldhash::HashMap;
use serde_json::Value;

use super::shape::Shape;
use super::site::{Site, SiteKey, entries, target};
use super::subtypes::{self, Subtypes};
use crate::document::{Document, Located};
use crate::source::JsonPointer;

/// A document and the shapes of its schemas that were asked for.
#[derive(Debug)]
pub(super) struct Reader<'d> {
    pub(super) document: &'d Document,
    subtypes: Subtypes<'d>,
    shapes: RefCell<HashMap<SiteKey, Rc<Shape<'d>>>>,
}

impl<'d> Reader<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        Self { document, subtypes: Subtypes::of(document), shapes: RefCell::default() }
    }

    /// What the schema allows.
    pub(super) fn shape(&self, site: &Site<'d>) -> Rc<Shape<'d>> {
        let key = site.key();
        if let Some(shape) = self.shapes.borrow().get(&key) {
            return Rc::clone(shape);
        }
        let shape = Rc::new(subtypes::shape(self.document, &self.subtypes, site));
        self.shapes.borrow_mut().insert(key, Rc::clone(&shape));
        shape
    }

    /// The members of a choice, without what describes them where they are referred to.
    pub(super) fn undescribed(&self, members: &[Site<'d>]) -> Vec<Site<'d>> {
        members.iter().map(|member| member.undescribed(self.document)).collect()
    }

    /// Where an enum lists a value; the enum, if it is not written as an array with it.
    pub(super) fn value_place(&self, list: &JsonPointer, value: &Value) -> JsonPointer {
        let items = self.document.locate(list).map(|list| list.node.items()).unwrap_or_default();
        let index = items.iter().position(|item| item.to_json() == *value);
        index.map_or_else(|| list.clone(), |index| list.item(index))
    }

    /// Documentation as it is read, with what its references lead to.
    pub(super) fn documented(&self, at: Option<&Located<'d>>) -> Option<Value> {
        let at = at?;
        let has_reference =
            at.node.reference().is_some() || entries(at).any(|(_, inner)| inner.node.reference().is_some());
        if !has_reference {
            return Some(at.node.to_json());
        }
        let whole = target(self.document, at.clone());
        let followed =
            |(key, inner): (&str, Located<'d>)| (key.to_owned(), target(self.document, inner).node.to_json());
        Some(Value::Object(entries(&whole).map(followed).collect()))
    }

    /// A number for what the schema allows down to some depth: types, values and properties.
    pub(super) fn digest(&self, site: &Site<'d>, depth: usize) -> u64 {
        super::fingerprint::hash(&self.digest_text(site, depth, false))
    }

    /// A number for what the schema allows down to some depth, with its limits.
    pub(super) fn exact_digest(&self, site: &Site<'d>, depth: usize) -> u64 {
        super::fingerprint::hash(&self.digest_text(site, depth, true))
    }

    fn digest_text(&self, site: &Site<'d>, depth: usize, exact: bool) -> String {
        let shape = self.shape(site);
        let mut out = String::new();
        let words = shape.types.iter().flat_map(|types| types.value.iter());
        words.for_each(|word| out.extend([*word, " "]));
        let format = shape.format.as_ref().map(|format| format.value.as_str()).unwrap_or_default();
        let mut values: Vec<String> =
            shape.values.iter().flat_map(|values| values.value.iter().map(Value::to_string)).collect();
        values.sort();
        out.extend(["/", format, "/", &values.join(",")]);
        if exact {
            shape.required.keys().for_each(|name| out.extend([" !", *name]));
            shape.limits.iter().for_each(|(keyword, limit)| out.extend([" ", *keyword, " ", &limit.value.text]));
            shape.patterns.iter().for_each(|pattern| out.extend([" ~", &pattern.value]));
        }
        if depth == 0 {
            return out;
        }
        let mut properties: Vec<_> = shape.properties.iter().collect();
        properties.sort_by_key(|(name, _)| *name);
        for (name, nodes) in properties {
            out.extend([" .", *name, if shape.required.contains_key(name) { "!" } else { "?" }]);
            out += &self.digest_text(&Site { nodes: nodes.clone() }, depth - 1, exact);
        }
        if shape.has_type("array") {
            out.extend([" []", &self.digest_text(&shape.items, depth - 1, exact)]);
        }
        let members = shape.unions.iter().flat_map(|union| &union.members);
        let mut members: Vec<String> = members.map(|member| self.digest_text(member, depth - 1, exact)).collect();
        // Members have no order.
        members.sort();
        members.iter().for_each(|member| out.extend([" |", member]));
        out
    }
}
