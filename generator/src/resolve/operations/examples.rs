//! Examples of parameters, headers and bodies, also those that are written elsewhere: which one documentation shows.

use crate::diagnostics::{Diagnostic, DiagnosticId};
use crate::document::{Node, NodeKind};
use crate::ir::{Annotations, Bounds, TypeRef};
use crate::resolve::place::Place;
use crate::resolve::resolver::Resolver;

/// Most lines of an example in documentation.
const MAX_LINES: usize = 14;
/// Most characters of its longest string.
const MAX_WIDTH: usize = 88;

impl<'a> Resolver<'a> {
    /// The `example` of a parameter or a media type, or the first of its `examples` that has a value.
    pub(in crate::resolve) fn example(&self, place: &Place<'a>) -> Option<&'a Node> {
        if let Some(example) = place.node.get("example") {
            return Some(example);
        }
        let examples = place.child("examples").map(|examples| self.references.target_of(examples))?;
        let mut written = examples.children().map(|(_, example)| example);
        written.find_map(|example| self.looked_through(&example).node.get("value"))
    }

    /// Reads what leads to the example that is shown, and leaves out the others.
    pub(in crate::resolve) fn leave_out_examples(&mut self, place: &Place<'a>, shown: Option<&'a Node>) {
        let is_shown = |node: &Node| shown.is_some_and(|shown| std::ptr::eq(shown, node));
        if let Some(example) = place.child("example").filter(|example| !is_shown(example.node)) {
            self.leave_out_example(&example);
        }
        let Some(examples) = place.child("examples").map(|examples| self.references.target_of(examples)) else {
            return;
        };
        for (_, example) in examples.children() {
            let target = self.looked_through(&example);
            if target.node.get("value").is_some_and(is_shown) {
                self.references.read_references(&example);
                for key in ["summary", "description"] {
                    target.read(key);
                }
            } else {
                self.leave_out_example(&example);
            }
        }
    }

    fn leave_out_example(&mut self, example: &Place<'a>) {
        example.leave_out();
        self.reporter.first_unshown.get_or_insert_with(|| example.pointer.clone());
        self.reporter.unshown.insert(example.address());
    }

    /// Says how many examples are left out, once for the document.
    pub(in crate::resolve) fn report_examples(&mut self) {
        let Some(first) = self.reporter.first_unshown.take() else { return };
        let message = match self.reporter.unshown.len() {
            1 => "this example is not in the documentation".to_owned(),
            2 => "this example and one more are not in the documentation".to_owned(),
            count => format!("this example and {} more are not in the documentation", count - 1),
        };
        self.reporter.push(
            Diagnostic::note(DiagnosticId::ExampleLeftOut, &*first, message)
                .about_key()
                .effect("the documentation of a method shows one example of a request, and a short one of a success"),
        );
    }

    /// What the schema of a body says, where no type of its own says it.
    pub(in crate::resolve) fn media_annotations(
        &mut self,
        schema: &Place<'a>,
        type_ref: &TypeRef,
    ) -> Option<Box<Annotations>> {
        let mut annotations = self.annotations_beside_type(schema)?;
        if *type_ref == TypeRef::Bytes {
            // The type says it.
            annotations.bounds = Bounds { format: None, ..Bounds::clone(&annotations.bounds) }.into();
        }
        (annotations != Annotations::default()).then(|| Box::new(annotations))
    }
}

/// An example that a reader takes in at a glance.
pub(in crate::resolve) fn is_short(example: &Node) -> bool {
    let mut left = MAX_LINES;
    fits(example, &mut left)
}

/// Whether a value fits into the lines that are left.
fn fits(value: &Node, left: &mut usize) -> bool {
    let ends = if value.entries().is_empty() && value.items().is_empty() { 1 } else { 2 };
    if *left < ends || !is_narrow(value) {
        return false;
    }
    *left -= ends;
    let entries = value.entries().iter().map(|(_, value)| value);
    entries.chain(value.items()).all(|value| fits(value, left))
}

fn is_narrow(value: &Node) -> bool {
    match &value.kind {
        NodeKind::String(text) => {
            text.len() <= MAX_WIDTH && !text.contains("```") && !text.chars().any(char::is_control)
        }
        _ => true,
    }
}
