//! What a client for a part of the document needs of the rest, and what is left out because of that.

use foldhash::{HashMap, HashSet};

use super::place::Place;
use super::references::References;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::document::Node;
use crate::source::{FileId, JsonPointer};

/// The schemas that the selected part of a document refers to, however indirectly.
#[derive(Debug)]
pub(super) enum Reach {
    /// Everything is selected.
    Everything,
    /// The addresses of what references lead to.
    Selected(HashSet<usize>),
}

impl Reach {
    /// Whether a component schema is needed.
    pub(super) fn has(&self, place: &Place<'_>) -> bool {
        match self {
            Reach::Everything => true,
            Reach::Selected(reached) => reached.contains(&place.address()),
        }
    }

    /// Follows all references from the roots. `components` are the component schemas: one that contains a reached base
    /// in `allOf` is reached, because a value of the base may be one of it.
    pub(super) fn from<'a>(references: &References<'a>, roots: Vec<Place<'a>>, components: &[Place<'a>]) -> Self {
        let bases = bases(references, components);
        let mut walk = Walk { references, reached: HashSet::default(), waiting: Vec::new() };
        walk.enter(roots);
        loop {
            let is_new = |component: &&Place<'a>| {
                let bases = bases.get(&component.address()).map(Vec::as_slice).unwrap_or_default();
                !walk.reached.contains(&component.address()) && bases.iter().any(|base| walk.reached.contains(base))
            };
            let subtypes: Vec<Place<'a>> = components.iter().filter(is_new).cloned().collect();
            if subtypes.is_empty() {
                return Reach::Selected(walk.reached);
            }
            walk.enter(subtypes);
        }
    }
}

/// The bases with a discriminator that each component contains, directly or through another component.
fn bases<'a>(references: &References<'a>, components: &[Place<'a>]) -> HashMap<usize, Vec<usize>> {
    let contained = |place: &Place<'a>| -> Vec<(usize, bool)> {
        let members = place.node.get("allOf").map(Node::items).unwrap_or_default();
        let bases = members.iter().filter_map(|member| references.find(member.reference()?, place.file));
        bases.map(|base| (base.address(), base.node.get("discriminator").is_some())).collect()
    };
    let contained: HashMap<usize, Vec<(usize, bool)>> =
        components.iter().map(|place| (place.address(), contained(place))).collect();
    let mut tagged: HashSet<usize> =
        contained.values().flatten().filter(|(_, is_tagged)| *is_tagged).map(|(base, _)| *base).collect();
    loop {
        // What contains a tagged base is one itself, for what contains it in turn.
        let known = tagged.len();
        let middle = contained.iter().filter(|(_, bases)| bases.iter().any(|(base, _)| tagged.contains(base)));
        let middle: Vec<usize> = middle.map(|(address, _)| *address).collect();
        tagged.extend(middle);
        if tagged.len() == known {
            break;
        }
    }
    let of_tagged =
        |bases: Vec<(usize, bool)>| bases.into_iter().map(|(base, _)| base).filter(|b| tagged.contains(b)).collect();
    contained.into_iter().map(|(address, bases)| (address, of_tagged(bases))).collect()
}

/// A walk along references.
struct Walk<'r, 'a> {
    references: &'r References<'a>,
    reached: HashSet<usize>,
    waiting: Vec<(&'a Node, FileId)>,
}

impl<'a> Walk<'_, 'a> {
    fn enter(&mut self, places: Vec<Place<'a>>) {
        for place in places {
            self.reach(&place);
        }
        while let Some((node, file)) = self.waiting.pop() {
            self.look_into(node, file);
        }
    }

    fn reach(&mut self, place: &Place<'a>) {
        if self.reached.insert(place.address()) {
            self.waiting.push((place.node, place.file));
        }
    }

    /// What looks like a reference and is none, in an example, makes the client larger than it has to be: no more.
    fn look_into(&mut self, node: &'a Node, file: FileId) {
        for (key, value) in node.entries() {
            match (&*key.text, value.as_str()) {
                ("$ref" | "$dynamicRef" | "defaultMapping", Some(reference)) => self.follow(reference, file),
                ("mapping", None) => {
                    value
                        .entries()
                        .iter()
                        .filter_map(|(_, target)| target.as_str())
                        .for_each(|target| self.follow(target, file));
                }
                _ => {}
            }
            self.waiting.push((value, file));
        }
        self.waiting.extend(node.items().iter().map(|item| (item, file)));
    }

    fn follow(&mut self, reference: &'a str, file: FileId) {
        let found = self.references.find(reference, file).or_else(|| self.references.schema(reference));
        if let Some(place) = found {
            self.reach(&place);
        }
    }
}

/// What the document has and the client does not, because it is not selected.
#[derive(Debug, Default)]
pub(super) struct LeftOut {
    /// Ids of operations.
    pub(super) operations: HashSet<String>,
    /// Names of component schemas.
    pub(super) schemas: HashSet<String>,
    /// Names of groups.
    pub(super) groups: HashSet<String>,
    /// The places of all these.
    pub(super) places: HashSet<JsonPointer>,
}

impl LeftOut {
    /// Leaves out what is at a place.
    pub(super) fn leave_out(&mut self, place: &Place<'_>) {
        place.leave_out();
        self.places.insert(JsonPointer::clone(&place.pointer));
    }

    /// Takes away what was said about places that are left out.
    pub(super) fn silence(&self, diagnostics: &mut Diagnostics) {
        if !self.places.is_empty() {
            diagnostics.retain(|diagnostic| !self.is_about(diagnostic));
        }
    }

    fn is_about(&self, diagnostic: &Diagnostic) -> bool {
        let mut at = Some(diagnostic.pointer.clone());
        while let Some(pointer) = at {
            if self.places.contains(&pointer) {
                return true;
            }
            at = pointer.parent();
        }
        false
    }
}
