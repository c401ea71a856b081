//! An object that a reference names, with the keys next to the reference: they come before those of what it names.

use crate::diagnostics::{Diagnostic, DiagnosticId};
use crate::document::Node;
use crate::resolve::place::Place;
use crate::resolve::references::component_name;
use crate::resolve::resolver::Resolver;

/// The objects of a chain of references, the first one first; never empty.
#[derive(Clone, Debug)]
pub(in crate::resolve) struct Layers<'a> {
    /// Objects with a reference, of which the keys next to it count.
    upper: Vec<Place<'a>>,
    /// What the last reference names.
    target: Place<'a>,
    /// The target is a schema, which means JSON of that schema.
    is_schema: bool,
}

/// What a reference is expected to name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::resolve) enum Expected {
    Parameter,
    Header,
    RequestBody,
    Response,
    PathItem,
}

impl<'a> Layers<'a> {
    /// What the last reference names.
    pub(in crate::resolve) fn target(&self) -> &Place<'a> {
        &self.target
    }

    /// The target, if it is a schema in place of what is expected.
    pub(in crate::resolve) fn schema(&self) -> Option<&Place<'a>> {
        Some(&self.target).filter(|_| self.is_schema)
    }

    /// The object that decides about a key.
    pub(in crate::resolve) fn holder(&self, key: &str) -> &Place<'a> {
        self.upper.iter().find(|place| place.node.get(key).is_some()).unwrap_or(&self.target)
    }

    /// The object that says what the value is, by `schema` or by `content`. What is referred to gives way to it.
    pub(in crate::resolve) fn describing(&self) -> &Place<'a> {
        const KEYS: [&str; 2] = ["schema", "content"];
        let describes = |place: &&Place<'a>| KEYS.iter().any(|key| place.node.get(key).is_some());
        let Some(own) = self.upper.iter().find(describes) else { return &self.target };
        KEYS.iter().filter_map(|key| self.target.child(key)).for_each(|replaced| replaced.leave_out());
        own
    }

    /// The object that has the examples.
    pub(in crate::resolve) fn holder_of_example(&self) -> &Place<'a> {
        let has = |place: &&Place<'a>| ["example", "examples"].iter().any(|key| place.node.get(key).is_some());
        self.upper.iter().find(has).unwrap_or(&self.target)
    }

    /// The value of a key, unread.
    pub(in crate::resolve) fn get(&self, key: &str) -> Option<&'a Node> {
        self.holder(key).node.get(key)
    }

    /// The string under a key, unread.
    pub(in crate::resolve) fn text(&self, key: &str) -> Option<&'a str> {
        self.get(key).and_then(Node::as_str)
    }

    /// Reads the value of a key. The same key of what is referred to gives way to it.
    #[cfg_attr(test, track_caller)]
    pub(in crate::resolve) fn read(&self, key: &str) -> Option<&'a Node> {
        let holder = self.holder(key);
        if holder.address() != self.target.address() {
            self.target.child(key).iter().for_each(Place::leave_out);
        }
        holder.read(key)
    }

    /// Reads the string under a key.
    #[cfg_attr(test, track_caller)]
    pub(in crate::resolve) fn read_text(&self, key: &str) -> Option<&'a str> {
        self.read(key).and_then(Node::as_str)
    }

    /// Reads the boolean under a key.
    #[cfg_attr(test, track_caller)]
    pub(in crate::resolve) fn read_flag(&self, key: &str) -> Option<bool> {
        self.read(key).and_then(Node::as_bool)
    }
}

impl Expected {
    /// The section of `components` it belongs to.
    fn section(self) -> &'static str {
        match self {
            Self::Parameter => "parameters",
            Self::Header => "headers",
            Self::RequestBody => "requestBodies",
            Self::Response => "responses",
            Self::PathItem => "pathItems",
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Parameter => "parameter",
            Self::Header => "header",
            Self::RequestBody => "request body",
            Self::Response => "response",
            Self::PathItem => "path item",
        }
    }

    /// Sections of which the objects have the same keys.
    fn is_like(self, section: &str) -> bool {
        match self {
            Self::Header => section == "parameters",
            Self::RequestBody => section == "responses",
            Self::Response => section == "requestBodies",
            Self::Parameter | Self::PathItem => false,
        }
    }

    /// True where a schema says all that is needed.
    fn can_be_schema(self) -> bool {
        matches!(self, Self::Header | Self::RequestBody | Self::Response)
    }
}

impl<'a> Resolver<'a> {
    /// What a place is or refers to; nothing, and a diagnostic, where that is of another kind.
    pub(in crate::resolve) fn layers(&mut self, place: &Place<'a>, expected: Expected) -> Option<Layers<'a>> {
        let target = self.references.follow(place.clone(), &mut self.reporter)?;
        let is_reference = target.address() != place.address();
        let is_schema = is_reference && is_schema(&target);
        let section = component_name(&target.pointer).map(|(section, _)| section.into_owned());
        match section.as_deref() {
            _ if !is_reference => {}
            _ if is_schema && expected.can_be_schema() => {
                self.report_kind(place, expected, "it is read as JSON of that schema");
            }
            Some(section) if section == expected.section() => {}
            Some(section) if expected.is_like(section) => self.report_kind(place, expected, "it is read all the same"),
            None if target.node.is_map() && !is_schema => {}
            _ => {
                self.report_kind(place, expected, &format!("the {} is left out", expected.word()));
                place.leave_out();
                return None;
            }
        }
        Some(Layers { upper: self.upper(place), target, is_schema })
    }

    /// The objects of a chain of references but the last.
    fn upper(&self, place: &Place<'a>) -> Vec<Place<'a>> {
        let mut upper = Vec::new();
        let mut current = place.clone();
        // The chain ends, because it was followed before.
        while let Some(next) =
            current.node.reference().and_then(|reference| self.references.find(reference, current.file))
        {
            upper.push(std::mem::replace(&mut current, next));
        }
        upper
    }

    fn report_kind(&mut self, place: &Place<'a>, expected: Expected, effect: &str) {
        let reference = place.node.reference().unwrap_or_default();
        self.reporter.push_once(
            Diagnostic::warning(
                DiagnosticId::ReferenceKind,
                place.pointer.child("$ref"),
                format!("`{reference}` is no {}", expected.word()),
            )
            .help(format!("refer to something in `components.{}`, or write it out", expected.section()))
            .effect(effect.to_owned()),
        );
    }
}

/// A schema component, or an object elsewhere that has keys of schemas alone.
fn is_schema(place: &Place<'_>) -> bool {
    const OTHERS: [&str; 6] = ["content", "schema", "in", "headers", "description", "parameters"];
    const OWN: [&str; 6] = ["type", "properties", "items", "allOf", "oneOf", "anyOf"];
    if let Some((section, _)) = component_name(&place.pointer) {
        return section == "schemas";
    }
    let has = |keys: &[&str]| keys.iter().any(|key| place.node.get(key).is_some());
    has(&OWN) && (!has(&OTHERS) || place.pointer.last().as_deref() == Some("schema"))
}
