//! Examples of parameters and bodies, also those that are written elsewhere.

use crate::document::Node;
use crate::resolve::place::Place;
use crate::resolve::resolver::Resolver;

impl<'a> Resolver<'a> {
    /// The `example` of a parameter or a media type, or the first of its `examples` that has a value.
    pub(in crate::resolve) fn example(&self, place: &Place<'a>) -> Option<&'a Node> {
        if let Some(example) = place.node.get("example") {
            return Some(example);
        }
        let examples = place.child("examples").map(|examples| self.references.target_of(examples))?;
        let mut written = examples.children().map(|(_, example)| example);
        written.find_map(|example| {
            let value = self.looked_through(&example).node.get("value")?;
            self.references.read_references(&example);
            Some(value)
        })
    }
}
