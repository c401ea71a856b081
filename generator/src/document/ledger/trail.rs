//! The way from the root to a node: a chain on the stack that becomes a pointer or a kind only when a node is unread.

use crate::document::{Key, Node};
use crate::source::{JsonPointer, Span};

/// One step from the root.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trail<'a> {
    parent: Option<&'a Trail<'a>>,
    segment: Segment<'a>,
    /// The bytes of the key, or of the item.
    span: Span,
    mark: Mark,
}

#[derive(Clone, Copy, Debug)]
enum Segment<'a> {
    /// Where the walk begins.
    Start(&'a JsonPointer),
    /// A key of OpenAPI.
    Key(&'a str),
    /// A name that the document gives.
    Name(&'a str),
    Index(usize),
}

/// What the node at a step is, as far as kinds and owners depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Plain,
    Schema,
    /// An operation: kinds begin below it, and it owns what is in it.
    Operation,
    /// The `components`: kinds begin below it, and each component owns what is in it.
    Components,
}

impl<'a> Trail<'a> {
    /// The beginning of a walk.
    pub(super) fn start(pointer: &'a JsonPointer) -> Trail<'a> {
        Trail { parent: None, segment: Segment::Start(pointer), span: Span::default(), mark: Mark::Plain }
    }

    /// The value of a key of OpenAPI.
    pub(super) fn key(&'a self, key: &'a Key) -> Trail<'a> {
        self.step(Segment::Key(&key.text), key.span)
    }

    /// The value of a name that the document gives.
    pub(super) fn name(&'a self, name: &'a Key) -> Trail<'a> {
        self.step(Segment::Name(&name.text), name.span)
    }

    /// An item of an array.
    pub(super) fn index(&'a self, index: usize, item: &Node) -> Trail<'a> {
        self.step(Segment::Index(index), item.span)
    }

    fn step(&'a self, segment: Segment<'a>, span: Span) -> Trail<'a> {
        Trail { parent: Some(self), segment, span, mark: Mark::Plain }
    }

    /// The same step, known to lead to something.
    pub(super) fn marked(self, mark: Mark) -> Trail<'a> {
        Trail { mark, ..self }
    }

    /// The bytes of the key, or of the item.
    pub(super) fn span(&self) -> Span {
        self.span
    }

    /// The JSON pointer.
    pub(super) fn pointer(&self) -> JsonPointer {
        pointer_of(&self.steps())
    }

    /// The construct: the way with `*` for names and indices, from the operation, the components or the outer schema
    /// on (`parameters/*/style`, `properties/*/maxLength`).
    pub(super) fn kind(&self) -> String {
        let mut segments: Vec<&str> = self.segment.in_kind().into_iter().collect();
        let mut is_in_schema = self.mark == Mark::Schema;
        let mut at = self.parent;
        while let Some(step) = at {
            match step.mark {
                Mark::Operation | Mark::Components => break,
                Mark::Schema if is_in_schema => break,
                Mark::Schema => is_in_schema = true,
                Mark::Plain => {}
            }
            segments.extend(step.segment.in_kind());
            at = step.parent;
        }
        segments.reverse();
        segments.join("/")
    }

    /// The pointer of what the node belongs to: its operation or component, else the entry of the root it is in.
    pub(super) fn owner(&self) -> JsonPointer {
        let steps = self.steps();
        let operation = steps.iter().position(|step| step.mark == Mark::Operation);
        let component = steps.iter().position(|step| step.mark == Mark::Components).map(|components| components + 2);
        let last = operation.or(component).unwrap_or(2);
        pointer_of(steps.get(..=last).unwrap_or(&steps))
    }

    /// The steps from the root to this node.
    fn steps(&self) -> Vec<Trail<'a>> {
        let mut steps = vec![*self];
        while let Some(parent) = steps.last().and_then(|step| step.parent) {
            steps.push(*parent);
        }
        steps.reverse();
        steps
    }
}

fn pointer_of(steps: &[Trail<'_>]) -> JsonPointer {
    let mut pointer = JsonPointer::root();
    steps.iter().for_each(|step| step.segment.append(&mut pointer));
    pointer
}

impl<'a> Segment<'a> {
    fn append(self, pointer: &mut JsonPointer) {
        match self {
            Segment::Start(start) => pointer.clone_from(start),
            Segment::Key(key) | Segment::Name(key) => pointer.push(key),
            Segment::Index(index) => pointer.push(&index.to_string()),
        }
    }

    fn in_kind(self) -> Option<&'a str> {
        match self {
            Segment::Start(_) => None,
            Segment::Key(key) => Some(key),
            Segment::Name(_) | Segment::Index(_) => Some("*"),
        }
    }
}
