//! Builds the [`Node`] tree from what a reader finds, whichever language it reads.
//!
//! Keeps the promises every tree makes: unique keys, bounded depth, merge keys applied, exact allocations.
//! What the text means is left to `yaml` and `json`.

use super::node::{Key, Node, NodeKind};
use crate::diagnostics::{Diagnostic, DiagnosticId, Diagnostics};
use crate::source::{JsonPointer, Span};

/// Deeper documents are refused, so that every later stage may recurse over the tree.
pub(super) const MAX_DEPTH: usize = 200;

/// Why a string cannot be read.
pub(super) type ReadError = Box<Diagnostic>;

/// What the value being read is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Inside {
    /// Nothing: it is the root.
    Nothing,
    /// An object.
    Map,
    /// A list.
    List,
}

/// A tree under construction.
///
/// Children wait on two shared stacks until their parent closes, so an object costs one allocation of the right size.
#[derive(Debug, Default)]
pub(super) struct TreeBuilder {
    frames: Vec<Frame>,
    entries: Vec<(Key, Node)>,
    items: Vec<Node>,
    /// Keys whose values are not there yet, one per open map that has one.
    keys: Vec<Key>,
    open_maps: usize,
    root: Option<Node>,
    scratch: Vec<u32>,
    duplicates: Vec<Diagnostic>,
}

#[derive(Debug)]
struct Frame {
    is_map: bool,
    /// Where the children of this frame begin on their stack.
    first: usize,
    start: u32,
    merges: bool,
}

impl TreeBuilder {
    /// What the next value is part of.
    pub(super) fn inside(&self) -> Inside {
        match self.frames.last() {
            None => Inside::Nothing,
            Some(frame) if frame.is_map => Inside::Map,
            Some(_) => Inside::List,
        }
    }

    /// True if the next scalar is a key.
    pub(super) fn wants_key(&self) -> bool {
        self.inside() == Inside::Map && self.keys.len() < self.open_maps
    }

    /// Opens an object.
    pub(super) fn open_map(&mut self, start: u32) -> Result<(), ReadError> {
        let first = self.entries.len();
        self.open(Frame { is_map: true, first, start, merges: false })
    }

    /// Opens a list.
    pub(super) fn open_list(&mut self, start: u32) -> Result<(), ReadError> {
        let first = self.items.len();
        self.open(Frame { is_map: false, first, start, merges: false })
    }

    fn open(&mut self, frame: Frame) -> Result<(), ReadError> {
        self.check_depth(1, Span { start: frame.start, end: frame.start })?;
        self.open_maps += usize::from(frame.is_map);
        self.frames.push(frame);
        Ok(())
    }

    /// Refuses `levels` more levels below the open ones if the tree would become too deep.
    pub(super) fn check_depth(&self, levels: usize, span: Span) -> Result<(), ReadError> {
        if self.frames.len() + levels <= MAX_DEPTH {
            return Ok(());
        }
        Err(self.depth_error(span))
    }

    /// The error of a tree that is too deep.
    pub(super) fn depth_error(&self, span: Span) -> ReadError {
        self.error(DiagnosticId::TooDeep, format!("maps and lists are nested more than {MAX_DEPTH} deep"), span)
    }

    /// The first character of the innermost open map or list.
    pub(super) fn innermost(&self) -> Option<Span> {
        self.frames.last().map(|frame| Span { start: frame.start, end: frame.start.saturating_add(1) })
    }

    /// Takes the key of the next value.
    pub(super) fn key(&mut self, text: &str, span: Span) {
        self.keys.push(Key { text: text.into(), span });
    }

    /// Takes a merge key (`<<`): its value is spread into the open map when that closes.
    pub(super) fn merge_key(&mut self, span: Span) {
        if let Some(frame) = self.frames.last_mut() {
            frame.merges = true;
        }
        self.key("<<", span);
    }

    /// Takes a whole value.
    pub(super) fn value(&mut self, node: Node) {
        match self.inside() {
            Inside::Nothing => self.root = Some(node),
            Inside::List => self.items.push(node),
            Inside::Map => {
                if let Some(key) = self.keys.pop() {
                    self.entries.push((key, node));
                }
            }
        }
    }

    /// Closes the innermost map or list and hands it out, to be given to [`TreeBuilder::value`].
    ///
    /// `end` is `None` where the language has no closing sign.
    pub(super) fn close(&mut self, end: Option<u32>) -> Result<Node, ReadError> {
        let Some(frame) = self.frames.pop() else { return Ok(Node::default()) };
        if frame.is_map {
            self.open_maps -= 1;
            self.close_map(&frame, end)
        } else {
            Ok(self.close_list(&frame, end))
        }
    }

    fn close_list(&mut self, frame: &Frame, end: Option<u32>) -> Node {
        let end = end.or_else(|| self.items[frame.first..].last().map(|item| item.span.end));
        let items: Vec<Node> = self.items.drain(frame.first..).collect();
        let span = Span { start: frame.start, end: end.unwrap_or(frame.start).max(frame.start) };
        Node::new(NodeKind::List(items), span)
    }

    fn close_map(&mut self, frame: &Frame, end: Option<u32>) -> Result<Node, ReadError> {
        let last = self.entries[frame.first..].last();
        let end = end.or_else(|| last.map(|(key, value)| value.span.end.max(key.span.end)));
        let span = Span { start: frame.start, end: end.unwrap_or(frame.start).max(frame.start) };
        if frame.merges {
            self.spread_merges(frame.first)?;
        }
        self.drop_duplicates(frame.first);
        let entries: Vec<(Key, Node)> = self.entries.drain(frame.first..).collect();
        Ok(Node::new(NodeKind::Map(entries), span))
    }

    /// Puts the entries of every `<<` in its place; what the map says itself wins, then what comes first.
    fn spread_merges(&mut self, first: usize) -> Result<(), ReadError> {
        let written: Vec<(Key, Node)> = self.entries.drain(first..).collect();
        let (merges, own): (Vec<_>, Vec<_>) = written.into_iter().partition(|(key, _)| &*key.text == "<<");
        let mut inherited = Vec::new();
        for (key, value) in merges {
            match value.kind {
                NodeKind::Map(entries) => inherited.extend(entries),
                NodeKind::List(maps) if maps.iter().all(Node::is_map) => {
                    inherited.extend(maps.into_iter().flat_map(Node::into_entries));
                }
                _ => {
                    let error = self.error(DiagnosticId::BadMerge, "the value of `<<` is not an object", key.span);
                    return Err(error.help("give it an alias of an object (`<<: *name`) or a list of them").into());
                }
            }
        }
        let mut names: Vec<&str> = own.iter().map(|(key, _)| &*key.text).collect();
        names.sort_unstable();
        inherited.retain(|(key, _)| names.binary_search(&&*key.text).is_err());
        keep_first(&mut inherited, &mut self.scratch, |_, _| {});
        self.entries.extend(own);
        self.entries.extend(inherited);
        Ok(())
    }

    /// Keeps the first of several equal keys and reports the others.
    fn drop_duplicates(&mut self, first: usize) {
        let mut entries = std::mem::take(&mut self.entries);
        if has_duplicates(&entries[first..], &mut self.scratch) {
            let mut own = entries.split_off(first);
            let pointer = self.pointer();
            let mut found = Vec::new();
            keep_first(&mut own, &mut self.scratch, |earlier, later| {
                found.push(duplicate_key(&pointer, earlier, later));
            });
            self.duplicates.extend(found);
            entries.extend(own);
        }
        self.entries = entries;
    }

    /// JSON pointer of the value being read.
    pub(super) fn pointer(&self) -> JsonPointer {
        let mut pointer = JsonPointer::root();
        let mut keys = self.keys.iter();
        for (depth, frame) in self.frames.iter().enumerate() {
            if frame.is_map {
                let Some(key) = keys.next() else { break };
                pointer.push(&key.text);
            } else {
                let children = self.frames[depth + 1..].iter().find(|inner| !inner.is_map);
                let end = children.map_or(self.items.len(), |inner| inner.first);
                pointer.push(&(end - frame.first).to_string());
            }
        }
        pointer
    }

    /// An error at the place being read.
    pub(super) fn error(&self, id: DiagnosticId, message: impl Into<String>, span: Span) -> ReadError {
        Box::new(Diagnostic::error(id, self.pointer(), message).at(span))
    }

    /// The tree, once everything is closed; duplicates go to `diagnostics`.
    pub(super) fn finish(self, diagnostics: &mut Diagnostics) -> Option<Node> {
        for duplicate in self.duplicates {
            diagnostics.push(duplicate);
        }
        self.root
    }
}

fn duplicate_key(map: &JsonPointer, earlier: &Key, later: &Key) -> Diagnostic {
    let pointer = map.child(&later.text);
    Diagnostic::warning(DiagnosticId::DuplicateKey, pointer.clone(), format!("the key `{}` is there twice", later.text))
        .at(later.span)
        .label("second time")
        .help("remove one of the two")
        .effect("the first one counts")
        .related_at(pointer, earlier.span, "first time")
}

/// Below this number of keys comparing each with each is faster than sorting.
const FEW: usize = 12;

fn has_duplicates(entries: &[(Key, Node)], scratch: &mut Vec<u32>) -> bool {
    if entries.len() <= FEW {
        let same = |at: usize, key: &Key| entries[..at].iter().any(|(other, _)| other.text == key.text);
        return entries.iter().enumerate().any(|(at, (key, _))| same(at, key));
    }
    sort_by_key(entries, scratch);
    scratch.windows(2).any(|pair| text(entries, pair[0]) == text(entries, pair[1]))
}

fn keep_first(entries: &mut Vec<(Key, Node)>, scratch: &mut Vec<u32>, mut dropped: impl FnMut(&Key, &Key)) {
    sort_by_key(entries, scratch);
    let mut keep = vec![true; entries.len()];
    let mut earlier = 0;
    for at in 1..scratch.len() {
        let (one, other) = (scratch[earlier], scratch[at]);
        if text(entries, one) == text(entries, other) {
            keep[other as usize] = false;
            dropped(&entries[one as usize].0, &entries[other as usize].0);
        } else {
            earlier = at;
        }
    }
    let mut keep = keep.into_iter();
    entries.retain(|_| keep.next().unwrap_or(true));
}

/// Indices in the order of the keys, equal keys in written order.
fn sort_by_key(entries: &[(Key, Node)], scratch: &mut Vec<u32>) {
    scratch.clear();
    scratch.extend(0..entries.len() as u32);
    scratch.sort_unstable_by(|&one, &other| text(entries, one).cmp(text(entries, other)).then(one.cmp(&other)));
}

fn text(entries: &[(Key, Node)], index: u32) -> &str {
    &entries[index as usize].0.text
}
