//! The walk over the document by the table of the structural pass, which counts nodes and collects the unread ones.

use foldhash::HashSet;

use super::cost::Subject;
use super::silence::{
    is_silent, is_silent_header, is_silent_in_webhook, is_silent_item, is_silent_of_flow, is_silent_path_item,
};
use super::told::Told;
use super::trail::{Mark, Trail};
use crate::document::validate::{Kind, Rule, Shape, rule, swagger_rule};
use crate::document::{Document, Node};
use crate::source::{FileId, JsonPointer, Span};

/// What the walk found.
#[derive(Debug, Default)]
pub(super) struct Found<'a> {
    pub(super) nodes: usize,
    pub(super) read: usize,
    pub(super) told: usize,
    pub(super) unread: Vec<Unread<'a>>,
}

/// A value that nobody read, with all that is in it.
#[derive(Debug)]
pub(super) struct Unread<'a> {
    pub(super) pointer: JsonPointer,
    /// The bytes of its key, or of the item.
    pub(super) span: Span,
    pub(super) kind: String,
    /// The pointer of the operation or the component it is in.
    pub(super) owner: JsonPointer,
    pub(super) subject: Subject<'a>,
    /// Number of nodes that are lost with it.
    pub(super) nodes: usize,
}

/// Walks the main file, then what references lead to elsewhere.
pub(super) fn walk<'a>(document: &'a Document, told: &Told) -> Found<'a> {
    let mut walk = Walk {
        document,
        told,
        file: FileId::MAIN,
        elsewhere: Vec::new(),
        seen: HashSet::default(),
        lost: Lost::No,
        is_webhook: false,
        is_multipart: false,
        rule: if document.was_swagger() { swagger_rule } else { rule },
        found: Found::default(),
    };
    let root = document.written.as_ref().map_or(&document.root, |written| &written.root);
    walk.object(Kind::Root, root, &Trail::start(&JsonPointer::root()));
    // Other files are read as OpenAPI 3.0.
    walk.rule = rule;
    let mut next = 0;
    while let Some((file, pointer, shape)) = walk.elsewhere.get(next).cloned() {
        next += 1;
        walk.file = file;
        if let Some(located) = document.locate(&pointer) {
            walk.value(&shape, Kind::Root, "", located.node, &Trail::start(&pointer));
        }
    }
    walk.found
}

/// Whether the walk is inside something that is lost as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lost {
    No,
    Told,
    Silently,
}

struct Walk<'a, 't> {
    document: &'a Document,
    told: &'t Told,
    /// The file being walked.
    file: FileId,
    /// Places in other files that read references lead to, and what is there.
    elsewhere: Vec<(FileId, JsonPointer, Shape)>,
    seen: HashSet<JsonPointer>,
    lost: Lost,
    is_webhook: bool,
    is_multipart: bool,
    /// The objects of the version that the file is written in.
    rule: fn(Kind) -> &'static Rule,
    found: Found<'a>,
}

impl<'a> Walk<'a, '_> {
    fn value(&mut self, shape: &Shape, holder: Kind, key: &'a str, node: &'a Node, trail: &Trail<'_>) {
        let outer = self.lost;
        if node.entry().is_left_out {
            self.lost = Lost::Told;
        }
        self.shaped(shape, holder, key, node, trail);
        self.lost = outer;
    }

    fn shaped(&mut self, shape: &Shape, holder: Kind, key: &'a str, node: &'a Node, trail: &Trail<'_>) {
        match *shape {
            Shape::Object(kind) | Shape::OrReference(kind) if node.is_map() => self.object(kind, node, trail),
            Shape::Schema | Shape::FlagOrSchema if node.is_map() => self.object(Kind::Schema, node, trail),
            Shape::MapOf(inner) if node.is_map() => self.entries(inner, holder, key, node, trail),
            Shape::ListOf(inner) if node.is_list() => self.items(inner, holder, key, node, trail),
            _ => self.count(Subject::Key(holder, key), node, trail),
        }
    }

    fn entries(&mut self, inner: &Shape, holder: Kind, key: &'a str, node: &'a Node, trail: &Trail<'_>) {
        if node.entries().is_empty() && key == "security" {
            return self.count(Subject::Key(holder, key), node, trail);
        }
        for (name, value) in node.entries() {
            let is_silent = holder == Kind::Response && key == "headers" && is_silent_header(&name.text);
            let is_extension = name.text.starts_with("x-") && !matches!(inner, Shape::Schema);
            let is_unused = is_shared(holder, key) && !is_entered(value);
            if is_silent || is_extension || is_unused {
                continue;
            }
            if matches!(inner, Shape::OrReference(Kind::MediaType)) {
                self.is_multipart = name.text.starts_with("multipart/");
            }
            let trail = trail.name(name);
            // The name alone says something: a scheme that is required, without scopes.
            if matches!(inner, Shape::ListOf(_)) {
                self.count(Subject::Key(holder, key), value, &trail);
            }
            self.value(inner, holder, key, value, &trail);
        }
    }

    fn items(&mut self, inner: &Shape, holder: Kind, key: &'a str, node: &'a Node, trail: &Trail<'_>) {
        let means_none = node.items().is_empty() && key == "security" && matches!(inner, Shape::MapOf(_));
        if means_none {
            return self.count(Subject::Key(holder, key), node, trail);
        }
        for (index, item) in node.items().iter().enumerate().filter(|(_, item)| !is_silent_item(key, item)) {
            self.value(inner, holder, key, item, &trail.index(index, item));
        }
    }

    /// An object of which nothing was read is lost as a whole.
    fn object(&mut self, kind: Kind, node: &'a Node, trail: &Trail<'_>) {
        if node.entries().is_empty() && !is_thing(kind) || kind == Kind::PathItem && is_silent_path_item(node) {
            return;
        }
        let trail = trail.marked(mark(kind));
        let (outer, silent) = (self.lost, self.found.silent());
        if outer == Lost::No && !is_section(kind) {
            self.lost = if has_read(node) { Lost::No } else { self.lose(Subject::Object(kind), &trail) };
        }
        if is_thing(kind) {
            self.count(Subject::Object(kind), node, &trail);
        }
        self.keys(kind, node, &trail);
        if outer == Lost::No && self.lost == Lost::Silently {
            match self.found.silent() - silent {
                // All that is in it is of the kind that nobody reads, or told.
                0 => _ = self.found.unread.pop(),
                lost => self.found.unread.last_mut().into_iter().for_each(|unread| unread.nodes = lost),
            }
        }
        self.lost = outer;
    }

    fn keys(&mut self, kind: Kind, node: &'a Node, trail: &Trail<'_>) {
        let rule = (self.rule)(kind);
        for (written, value) in node.entries() {
            let key: &'a str = &written.text;
            if kind == Kind::Root {
                self.is_webhook = key == "webhooks";
            }
            match (kind, rule.field(key)) {
                _ if is_silent(kind, key, value) || is_silent_of_flow(kind, key, node) => {}
                // OpenAPI says that they mean nothing there.
                (Kind::Encoding, _) if key == "headers" && !self.is_multipart => {}
                _ if self.is_webhook && is_silent_in_webhook(kind, key) => {}
                (Kind::Paths | Kind::Callback, _) => {
                    self.value(&Shape::OrReference(Kind::PathItem), kind, key, value, &trail.name(written));
                }
                (Kind::Responses, _) => {
                    self.value(&Shape::OrReference(Kind::Response), kind, key, value, &trail.name(written));
                }
                (_, Some(field)) => self.value(&field.shape, kind, key, value, &trail.key(written)),
                (_, None) if key == "$ref" => self.count(Subject::Key(kind, key), value, &trail.key(written)),
                // In items of parameters of Swagger 2.0.
                (Kind::Schema, None) if key == "collectionFormat" && self.document.was_swagger() => {
                    self.count(Subject::Key(kind, key), value, &trail.key(written));
                }
                // The structural pass reports keys that OpenAPI does not have.
                (_, None) => {}
            }
            if key == "$ref" && value.entry().is_read {
                self.note_reference(value, Shape::OrReference(kind));
            }
        }
    }

    /// Enters one node.
    fn count(&mut self, subject: Subject<'a>, node: &'a Node, trail: &Trail<'_>) {
        self.found.nodes += 1;
        let entry = node.entry();
        if entry.is_read {
            self.found.read += 1;
            return;
        }
        if self.lost == Lost::No && !entry.is_left_out && self.lose(subject, trail) == Lost::Silently {
            self.found.unread.last_mut().into_iter().for_each(|unread| unread.nodes = 1);
        } else if self.lost != Lost::Silently || entry.is_left_out {
            self.found.told += 1;
        }
    }

    /// Enters what was not read as lost, unless a diagnostic says already that it is left out.
    fn lose(&mut self, subject: Subject<'a>, trail: &Trail<'_>) -> Lost {
        let pointer = trail.pointer();
        if self.told.covers(&pointer) {
            return Lost::Told;
        }
        let (kind, owner) = (trail.kind(), trail.owner());
        self.found.unread.push(Unread { pointer, span: trail.span(), kind, owner, subject, nodes: 0 });
        Lost::Silently
    }

    /// What a reference leads to in another file, or in a place that is not walked, is part of the document as well.
    fn note_reference(&mut self, reference: &Node, shape: Shape) {
        let is_walked = |text: &str| self.file == FileId::MAIN && text.starts_with('#') && !is_unwalked(text);
        let Some(text) = reference.as_str().filter(|text| !is_walked(text)) else { return };
        let Ok(located) = self.document.resolve_reference(text, self.file) else { return };
        let is_new = located.file != FileId::MAIN || is_unwalked(located.pointer.as_str());
        if is_new && self.seen.insert(located.pointer.clone()) {
            self.elsewhere.push((located.file, located.pointer, shape));
        }
    }
}

impl Found<'_> {
    /// Nodes that are neither read nor told.
    fn silent(&self) -> usize {
        self.nodes - self.read - self.told
    }
}

/// A section of things that are used by reference; schemas are types all the same.
fn is_shared(holder: Kind, section: &str) -> bool {
    match holder {
        Kind::Components => section != "schemas",
        Kind::Root => matches!(section, "parameters" | "responses" | "securityDefinitions"),
        _ => false,
    }
}

/// A part of the document whose objects are lost one by one.
fn is_section(kind: Kind) -> bool {
    matches!(kind, Kind::Root | Kind::Info | Kind::Components | Kind::Paths | Kind::Flows)
}

/// A pointer into a place that means something only by the references that lead there.
fn is_unwalked(pointer: &str) -> bool {
    ["/$defs/", "/definitions/", "/x-"].iter().any(|place| pointer.contains(place))
}

/// An object that is more than the sum of its keys: something is made of it, or nothing.
fn is_thing(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::Root
            | Kind::Info
            | Kind::Contact
            | Kind::License
            | Kind::Components
            | Kind::Paths
            | Kind::PathItem
            | Kind::Responses
            | Kind::Callback
            | Kind::ExternalDocs
            | Kind::Discriminator
            | Kind::Flows
            | Kind::Example
            | Kind::Xml
    )
}

fn mark(kind: Kind) -> Mark {
    match kind {
        Kind::Schema => Mark::Schema,
        Kind::Operation => Mark::Operation,
        Kind::Components => Mark::Components,
        _ => Mark::Plain,
    }
}

/// The node, or something in it, was read.
fn has_read(node: &Node) -> bool {
    node.entry().is_read || node.entries().iter().any(|(_, value)| has_read(value)) || node.items().iter().any(has_read)
}

/// The ledger has something about the node, or about what is in it.
fn is_entered(node: &Node) -> bool {
    node.entry().is_left_out || has_read(node)
}
