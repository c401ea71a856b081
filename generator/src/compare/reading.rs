//! Reads what a schema allows: follows references, merges `allOf`, and settles how the dialects spell things.

use std::cell::RefCell;
use std::rc::Rc;

use foldhash::HashMap;
use serde_json::Value;

use super::shape::Shape;
use super::site::{Site, SiteKey};
use super::subtypes::{self, Subtypes};
use crate::document::Document;
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

    /// Where an enum lists a value; the enum, if it is not written as an array with it.
    pub(super) fn value_place(&self, list: &JsonPointer, value: &Value) -> JsonPointer {
        let items = self.document.locate(list).map(|list| list.node.items()).unwrap_or_default();
        let index = items.iter().position(|item| item.to_json() == *value);
        index.map_or_else(|| list.clone(), |index| list.item(index))
    }

    /// A number for what the schema allows down to some depth; schemas that mean the same have the same.
    pub(super) fn digest(&self, site: &Site<'d>, depth: usize) -> u64 {
        let mut text = String::new();
        self.write_digest(site, depth, &mut text);
        super::fingerprint::hash(&text)
    }

    fn write_digest(&self, site: &Site<'d>, depth: usize, out: &mut String) {
        let shape = self.shape(site);
        let words = shape.types.iter().flat_map(|types| types.value.iter());
        words.for_each(|word| out.extend([*word, " "]));
        let format = shape.format.as_ref().map(|format| format.value.as_str()).unwrap_or_default();
        let mut values: Vec<String> =
            shape.values.iter().flat_map(|values| values.value.iter().map(Value::to_string)).collect();
        values.sort();
        out.extend(["/", format, "/", &values.join(",")]);
        if depth == 0 {
            return;
        }
        let mut properties: Vec<_> = shape.properties.iter().collect();
        properties.sort_by_key(|(name, _)| *name);
        for (name, nodes) in properties {
            out.extend([" .", *name, if shape.required.contains_key(name) { "!" } else { "?" }]);
            self.write_digest(&Site { nodes: nodes.clone() }, depth - 1, out);
        }
        if shape.has_type("array") {
            out.push_str(" []");
            self.write_digest(&shape.items, depth - 1, out);
        }
        for member in shape.unions.iter().flat_map(|union| &union.members) {
            out.push_str(" |");
            self.write_digest(member, depth - 1, out);
        }
    }
}
