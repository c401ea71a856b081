//! Following references: each is looked up once, and reported where something depends on it.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use foldhash::HashMap;

use super::place::Place;
use super::reporter::Reporter;
use crate::diagnostics::{Diagnostic, DiagnosticId, suggest};
use crate::document::{Document, ReferenceError, component_sections};
use crate::ir::{Origin, Root, SharedPart, Step, is_keyword};
use crate::source::{FileId, JsonPointer};

/// Longest chain of references that is followed.
const MAX_CHAIN: usize = 32;

/// The references of a document, as far as they were asked for.
#[derive(Debug)]
pub(super) struct References<'a> {
    pub(super) document: &'a Document,
    known: RefCell<HashMap<(usize, FileId), Option<Place<'a>>>>,
}

impl<'a> References<'a> {
    /// Nothing is looked up yet.
    pub(super) fn new(document: &'a Document) -> Self {
        Self { document, known: RefCell::default() }
    }

    /// The place a reference names, one step far.
    pub(super) fn find(&self, reference: &'a str, from: FileId) -> Option<Place<'a>> {
        // The text of a reference lives in the tree, so its address means it; equal strings are looked up again.
        let key = (reference.as_ptr().addr(), from);
        if let Some(known) = self.known.borrow().get(&key) {
            return known.clone();
        }
        let found = self.look_up(reference, from).ok();
        self.known.borrow_mut().insert(key, found.clone());
        found
    }

    /// The schema component with this name.
    pub(super) fn schema(&self, name: &str) -> Option<Place<'a>> {
        let schemas = self.document.section("schemas")?;
        let node = self.document.child(schemas.node, name)?;
        Some(Place::new(node, schemas.pointer.child(name), schemas.file))
    }

    fn look_up(&self, reference: &str, from: FileId) -> Result<Place<'a>, ReferenceError> {
        self.document
            .resolve_reference(reference, from)
            .map(|located| Place { node: located.node, pointer: Rc::new(located.pointer), file: located.file })
            // Some documents write the bare name of a schema.
            .or_else(|error| match reference.contains(['#', '/']) {
                true => Err(error),
                false => self.schema(reference).ok_or(error),
            })
    }

    /// The place itself, or the one its chain of references ends at; reports a broken chain.
    pub(super) fn follow(&self, place: Place<'a>, reporter: &mut Reporter<'_>) -> Option<Place<'a>> {
        let mut current = place.clone();
        for _ in 0..MAX_CHAIN {
            let Some(reference) = current.node.reference() else { return Some(current) };
            let Some(target) = self.target(&current, reference, reporter) else {
                place.leave_out();
                return None;
            };
            current = target;
        }
        place.leave_out();
        reporter.push(
            Diagnostic::warning(
                DiagnosticId::CircularReference,
                &*current.pointer,
                "this reference leads back to itself",
            )
            .effect("what refers to it is left out"),
        );
        None
    }

    /// The same for a reference where OpenAPI allows none, as in `parameters: {$ref: ..}`; the place itself where that
    /// leads nowhere.
    pub(super) fn target_of(&self, place: Place<'a>) -> Place<'a> {
        let mut current = place.clone();
        for _ in 0..MAX_CHAIN {
            let Some(reference) = current.node.reference() else {
                self.read_references(&place);
                return current;
            };
            let Some(target) = self.find(reference, current.file) else { return place };
            current = target;
        }
        place
    }

    /// Reads the references from a place to what something is made of.
    pub(super) fn read_references(&self, from: &Place<'a>) {
        let mut current = from.clone();
        for _ in 0..MAX_CHAIN {
            let Some(reference) = current.node.reference() else { return };
            current.read("$ref");
            current.node.read();
            let Some(target) = self.find(reference, current.file) else { return };
            current = target;
        }
    }

    /// The place a reference names; reports when there is none.
    pub(super) fn target(
        &self,
        place: &Place<'a>,
        reference: &'a str,
        reporter: &mut Reporter<'_>,
    ) -> Option<Place<'a>> {
        let found = self.find(reference, place.file);
        if found.is_none() {
            self.report_missing(place, reference, reporter);
        }
        found
    }

    /// The document stage reports references that lead nowhere; here it is said what that costs.
    fn report_missing(&self, place: &Place<'a>, reference: &str, reporter: &mut Reporter<'_>) {
        let Err(error) = self.look_up(reference, place.file) else { return };
        let pointer = place.pointer.child("$ref");
        let message = format!("`{reference}`: {error}");
        let diagnostic = Diagnostic::warning(error.id(), pointer, message)
            .maybe_help(error.help())
            .effect("what refers to it is left out, or accepts any JSON");
        reporter.push_once(diagnostic);
    }

    /// The document itself.
    pub(super) fn whole(&self) -> Place<'a> {
        Place::new(&self.document.root, JsonPointer::root(), FileId::MAIN)
    }

    /// The place of a top-level key, or the one it refers to.
    pub(super) fn top(&self, key: &str) -> Option<Place<'a>> {
        self.whole().child(key).map(|place| self.target_of(place))
    }
}

/// The origin of something that operations share, if the place is that of a component.
pub(super) fn shared_origin(place: &Place<'_>, part: SharedPart) -> Option<Origin> {
    let (section, name) = component_name(&place.pointer)?;
    Some(Origin::of(Root::Shared { part, section: section.into_owned(), name }))
}

/// Section and name, if a pointer is that of a component itself. A misspelt section, which is reported as that, is the
/// one that it was meant as.
pub(super) fn component_name(pointer: &JsonPointer) -> Option<(Cow<'_, str>, String)> {
    let (section, name) = pointer.as_str().strip_prefix("/components/")?.split_once('/')?;
    if name.contains('/') {
        return None;
    }
    let (section, name) = (JsonPointer::unescaped(section), JsonPointer::unescaped(name).into_owned());
    let is_known = component_sections().any(|known| known == section) || section.starts_with("x-");
    let meant = if is_known { None } else { suggest(&section, component_sections()) };
    Some((meant.map_or(section, Cow::Borrowed), name))
}

/// The origin of a schema that is only known by its pointer.
pub(super) fn origin_of(pointer: &JsonPointer, file: &str) -> Origin {
    let segments: Vec<Cow<'_, str>> = pointer.segments().collect();
    let words: Vec<&str> = segments.iter().map(|segment| &**segment).collect();
    if let (None, ["components", "schemas", name, rest @ ..]) = (pointer.file(), words.as_slice()) {
        return Origin { root: Root::Schema((*name).to_owned()), steps: steps(rest) };
    }
    if words.iter().all(|word| word.is_empty()) {
        return Origin::of(Root::Pointer { pointer: pointer.clone(), name: file_title(file).to_owned() });
    }
    let skipped = if words.first() == Some(&"components") { 2 } else { 0 };
    let is_telling = |word: &&str| !is_keyword(word) && !matches!(*word, "schemas" | "components");
    let Some(telling) = words.iter().skip(skipped).position(is_telling).map(|index| index + skipped) else {
        return Origin::of(Root::Pointer { pointer: pointer.clone(), name: "Document".to_owned() });
    };
    let (root, rest) = words.split_at(telling + 1);
    let name = match root.last().copied().unwrap_or_default() {
        "items" => "item",
        "additionalProperties" => "value",
        name => name,
    };
    let start = pointer.file().map_or_else(JsonPointer::root, JsonPointer::root_of);
    let pointer = root.iter().fold(start, |pointer, word| pointer.child(word));
    Origin { root: Root::Pointer { pointer, name: name.to_owned() }, steps: steps(rest) }
}

/// The steps that the segments of a pointer stand for.
fn steps(segments: &[&str]) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut segments = segments.iter().copied();
    while let Some(segment) = segments.next() {
        steps.push(match segment {
            "properties" => match segments.next() {
                Some(name) => Step::Property(name.to_owned()),
                None => Step::Segment(segment.to_owned()),
            },
            "items" => Step::Item,
            "additionalProperties" => Step::AdditionalProperty,
            other => Step::Segment(other.to_owned()),
        });
    }
    steps
}

/// `models/thing.schema.yaml` -> `thing`.
fn file_title(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    match name.split('.').next() {
        Some(title) if !title.is_empty() => title,
        _ => "Document",
    }
}
