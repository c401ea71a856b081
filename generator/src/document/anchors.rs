//! Names made with `$anchor` and `$dynamicAnchor`: references by them become references by place.
//!
//! A `$dynamicRef` is settled where it is, without regard to the schema it is reached through.

mod declared;
mod reports;

use foldhash::HashMap;

use self::declared::declarations;
use super::edit::{entries_mut, text_at};
use super::index::Index;
use super::keys::Keys;
use super::model::{Anchor, Document, ReferenceError};
use super::node::{Node, NodeKind};
use super::reference::file_and_fragment;
use super::reference_text::{is_name, split_reference};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::source::{FileId, JsonPointer};

/// Finds all names and rewrites what refers to them; what refers to none stays as written.
pub(super) fn resolve_names(document: &mut Document, diagnostics: &mut Diagnostics) {
    let files: Vec<FileId> = (0..=document.others.len() as u32).map(FileId).collect();
    document.anchors = files.iter().flat_map(|&file| declarations(document.root_of(file), file)).collect();
    let mut by_name: HashMap<(FileId, String), Vec<usize>> = HashMap::default();
    for (index, anchor) in document.anchors.iter().enumerate() {
        by_name.entry((anchor.file, anchor.name.clone())).or_default().push(index);
    }
    for &file in &files {
        let mut root = std::mem::take(document.root_mut(file));
        let pointer = document.root_pointer(file);
        let mut names = Names { document: &*document, by_name: &by_name, file, pointer, diagnostics };
        names.walk(&mut root, Keys::Keywords);
        *document.root_mut(file) = root;
    }
    // Keys were rewritten, so the order of those of a big map may be another one.
    document.index = files.iter().fold(Index::default(), |mut index, &file| {
        index.add(document.root_of(file));
        index
    });
}

fn goes_by_name(reference: &str) -> bool {
    split_reference(reference).1.is_some_and(is_name)
}

/// The walk over one file.
struct Names<'d, 'r> {
    document: &'d Document,
    /// Indices of the schemas with a name in a file.
    by_name: &'d HashMap<(FileId, String), Vec<usize>>,
    file: FileId,
    /// Where the walk is.
    pointer: JsonPointer,
    diagnostics: &'r mut Diagnostics,
}

/// What a reference by name leads to.
enum Target<'d> {
    /// Nothing has this name.
    Nothing,
    /// This schema.
    One(&'d Anchor),
    /// This schema, which is around the reference, though it may be reached through others of this name.
    Nearest(&'d Anchor),
    /// Which one depends on where the schema is used.
    Open(&'d Anchor),
}

impl<'d> Names<'d, '_> {
    /// The depth of a tree is bounded.
    fn walk(&mut self, node: &mut Node, keys: Keys) {
        if keys == Keys::Keywords {
            self.rewrite(node);
        }
        if let NodeKind::List(items) = &mut node.kind {
            for (index, item) in items.iter_mut().enumerate() {
                self.pointer.push(&index.to_string());
                self.walk(item, keys.of_item());
                self.pointer.pop();
            }
        }
        for (key, value) in entries_mut(node) {
            let below = keys.below(&key.text, value);
            if below == Keys::OfValue {
                continue;
            }
            self.pointer.push(&key.text);
            self.walk(value, below);
            self.pointer.pop();
        }
    }

    fn rewrite(&mut self, node: &mut Node) {
        let is_reference = node.reference().is_some();
        for (key, value) in entries_mut(node) {
            match (&*key.text, value.as_str()) {
                ("$ref", Some(reference)) if goes_by_name(reference) => {
                    if let Some(place) = self.reference(reference) {
                        *value = text_at(&place, value.span);
                    }
                }
                // Next to a `$ref` it only narrows what that names, which no type can say.
                ("$dynamicRef", Some(_)) if is_reference => self.report(reports::beside_reference(&self.pointer)),
                ("$dynamicRef", Some(reference)) => {
                    if let Some(place) = self.dynamic_reference(reference) {
                        *value = text_at(&place, value.span);
                        key.text = "$ref".into();
                    }
                }
                _ => {}
            }
        }
    }

    /// The place a `$ref` by name leads to; that there is none is said where something depends on it.
    fn reference(&mut self, reference: &str) -> Option<String> {
        let candidates = self.candidates(reference);
        match self.choose(&candidates) {
            Target::Nothing => None,
            Target::One(anchor) => Some(self.written(anchor)),
            Target::Nearest(anchor) | Target::Open(anchor) => {
                let place = self.document.full_pointer(anchor.file, &anchor.pointer);
                self.report(reports::twice(&self.pointer, reference, place, candidates.len()));
                Some(self.written(anchor))
            }
        }
    }

    /// The same for a `$dynamicRef`, which reports all there is to say.
    fn dynamic_reference(&mut self, reference: &str) -> Option<String> {
        if !goes_by_name(reference) {
            return Some(reference.to_owned());
        }
        let candidates = self.candidates(reference);
        match self.choose(&candidates) {
            Target::Nothing => {
                let error = self.error(reference)?;
                self.report(reports::missing(&self.pointer, reference, &error));
                None
            }
            Target::One(anchor) => Some(self.written(anchor)),
            Target::Nearest(anchor) if !self.is_bound_elsewhere(&candidates) => {
                let place = self.document.full_pointer(anchor.file, &anchor.pointer);
                self.report(reports::nearest(&self.pointer, reference, place, candidates.len()));
                Some(self.written(anchor))
            }
            Target::Nearest(anchor) | Target::Open(anchor) => {
                self.report(reports::open(&self.pointer, reference, &anchor.pointer, candidates.len()));
                None
            }
        }
    }

    fn error(&self, reference: &str) -> Option<ReferenceError> {
        match file_and_fragment(self.document, reference, self.file) {
            Ok((file, name)) if file == self.file => Some(self.document.no_such_name(name, file)),
            _ => self.document.resolve_reference(reference, self.file).err(),
        }
    }

    fn candidates(&self, reference: &str) -> Vec<&'d Anchor> {
        let Ok((file, name)) = file_and_fragment(self.document, reference, self.file) else { return Vec::new() };
        let indices = self.by_name.get(&(file, name.to_owned())).map(Vec::as_slice).unwrap_or_default();
        indices.iter().filter_map(|&index| self.document.anchors.get(index)).collect()
    }

    /// The only one; else the outermost around the reference; else the only one that is a component.
    fn choose(&self, candidates: &[&'d Anchor]) -> Target<'d> {
        if let [only] = candidates {
            return Target::One(only);
        }
        if let Some(nearest) = candidates.iter().find(|anchor| self.is_inside(anchor)) {
            return if nearest.is_in_place() { Target::One(nearest) } else { Target::Nearest(nearest) };
        }
        let mut components = candidates.iter().filter(|anchor| anchor.is_component());
        match (components.next(), components.next(), candidates.first()) {
            (Some(only), None, _) => Target::One(only),
            (_, _, Some(first)) => Target::Open(first),
            (_, _, None) => Target::Nothing,
        }
    }

    fn is_inside(&self, anchor: &Anchor) -> bool {
        self.pointer.is_within(&self.document.full_pointer(anchor.file, &anchor.scope()))
    }

    /// Other schemas give the name a meaning of their own before they refer to the one around the reference, as the
    /// arguments of a template do.
    fn is_bound_elsewhere(&self, candidates: &[&Anchor]) -> bool {
        candidates.iter().any(|anchor| anchor.is_argument() && !self.is_inside(anchor))
    }

    /// A reference to the place of a name.
    fn written(&self, anchor: &Anchor) -> String {
        let pointer = anchor.pointer.as_str().replace('%', "%25");
        if anchor.file == self.file {
            return format!("#{pointer}");
        }
        // Paths are relative to the file that refers.
        let up = "../".repeat(self.document.path_of(self.file).matches('/').count());
        let path = self.document.path_of(anchor.file).replace('%', "%25").replace('#', "%23");
        format!("{up}{path}#{pointer}")
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}
