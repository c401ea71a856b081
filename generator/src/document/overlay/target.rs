//! From a JSONPath (RFC 9535) to the nodes it selects, and back to both trees.

use serde_json::Value;
use serde_json_path::{JsonPath, PathElement};

use crate::diagnostics::{Diagnostic, DiagnosticId};
use crate::document::node::{Node, NodeKind};
use crate::source::JsonPointer;

/// One selected node.
#[derive(Debug)]
pub(super) struct Target {
    /// Its place in the main file.
    pub(super) pointer: JsonPointer,
    steps: Vec<Step>,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Key(String),
    Index(usize),
}

/// The nodes that a path selects, each once; what holds others comes before them.
pub(super) fn select(path: &str, pointer: &JsonPointer, value: &Value) -> Result<Vec<Target>, Box<Diagnostic>> {
    let query = JsonPath::parse(path).map_err(|error| {
        let message = format!("`{path}` is not a JSONPath: character {} is not expected", error.position() + 1);
        let help = "paths begin with `$`; names with other characters than letters, digits and `_` are written \
                    `$.paths['/users']`";
        Box::new(Diagnostic::error(DiagnosticId::OverlayInvalid, pointer.clone(), message).help(help))
    })?;
    let located = query.query_located(value);
    let mut targets: Vec<Target> = located.iter().map(|node| Target::of(node.location().iter())).collect();
    targets.sort_by(|one, other| one.steps.cmp(&other.steps));
    targets.dedup_by(|one, other| one.steps == other.steps);
    Ok(targets)
}

impl Target {
    fn of<'p>(elements: impl Iterator<Item = &'p PathElement<'p>>) -> Target {
        let mut pointer = JsonPointer::root();
        let mut steps = Vec::new();
        for element in elements {
            match element {
                PathElement::Name(name) => {
                    pointer.push(name);
                    steps.push(Step::Key((*name).to_owned()));
                }
                PathElement::Index(index) => {
                    pointer.push(&index.to_string());
                    steps.push(Step::Index(*index));
                }
            }
        }
        Target { pointer, steps }
    }

    /// How many steps it is below the root.
    pub(super) fn depth(&self) -> usize {
        self.steps.len()
    }

    /// The node in both trees.
    pub(super) fn find<'t>(&self, root: &'t mut Node, value: &'t mut Value) -> Option<(&'t mut Node, &'t mut Value)> {
        find(&self.steps, root, value)
    }
}

fn find<'t>(steps: &[Step], root: &'t mut Node, value: &'t mut Value) -> Option<(&'t mut Node, &'t mut Value)> {
    let mut found = (root, value);
    for step in steps {
        found = match (step, &mut found.0.kind) {
            (Step::Key(key), NodeKind::Map(entries)) => {
                let (_, node) = entries.iter_mut().find(|(name, _)| *name.text == **key)?;
                (node, found.1.get_mut(key)?)
            }
            (Step::Index(index), NodeKind::List(items)) => (items.get_mut(*index)?, found.1.get_mut(index)?),
            _ => return None,
        };
    }
    Some(found)
}

/// Removes a node from both trees.
pub(super) fn remove(root: &mut Node, value: &mut Value, target: &Target) {
    let Some((last, outer)) = target.steps.split_last() else { return };
    let Some((node, value)) = find(outer, root, value) else { return };
    match (last, &mut node.kind, value) {
        (Step::Key(key), NodeKind::Map(entries), Value::Object(members)) => {
            entries.retain(|(name, _)| *name.text != **key);
            members.shift_remove(key);
        }
        (Step::Index(index), NodeKind::List(items), Value::Array(values)) if *index < items.len() => {
            items.remove(*index);
            values.remove(*index);
        }
        _ => {}
    }
}
