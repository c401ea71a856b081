//! Schemas that contain a base in `allOf`: a value of a base with a discriminator may be a value of any of them.

use foldhash::{HashMap, HashSet};

use super::merge::Merge;
use super::shape::{Shape, UnionShape};
use super::site::{Site, child, entries, items, root, target};
use crate::document::{Document, Located};
use crate::source::JsonPointer;

/// More variants are probably an error of the document, and each is compared with every property of the base.
const MAX_VARIANTS: usize = 500;

/// Which components contain which schemas, by the address of what they contain.
#[derive(Debug, Default)]
pub(super) struct Subtypes<'d> {
    children: HashMap<usize, Vec<Located<'d>>>,
}

impl<'d> Subtypes<'d> {
    /// Those of a document; empty where no component is a base.
    pub(super) fn of(document: &'d Document) -> Self {
        let schemas = child(&root(document), "components").and_then(|components| child(&components, "schemas"));
        let components: Vec<Located<'d>> = schemas.iter().flat_map(entries).map(|(_, at)| at).collect();
        let mut children: HashMap<usize, Vec<Located<'d>>> = HashMap::default();
        if components.iter().any(is_base) {
            for component in &components {
                let members = child(component, "allOf");
                for member in members.iter().flat_map(items).filter(|member| member.node.reference().is_some()) {
                    let base = target(document, member);
                    if address(&base) != address(component) {
                        children.entry(address(&base)).or_default().push(component.clone());
                    }
                }
            }
        }
        Self { children }
    }

    /// Gives the shape of a base the choice between its variants.
    pub(super) fn add_variants(&self, document: &'d Document, site: &Site<'d>, shape: &mut Shape<'d>) {
        let [only] = site.nodes.as_slice() else { return };
        let base = target(document, only.clone());
        if self.children.is_empty() || !shape.unions.is_empty() || !self.may_be_another(document, &base) {
            return;
        }
        let mapped: Vec<Located<'d>> = match &shape.discriminator {
            Some(said) if is_base(&base) => {
                let pointers = said.value.mapping.values();
                pointers.filter_map(|pointer| document.locate(&JsonPointer::parse(pointer))).collect()
            }
            _ => Vec::new(),
        };
        let variants = if mapped.is_empty() { self.below(&base) } else { mapped };
        let mut seen = HashSet::from_iter([address(&base)]);
        let members: Vec<Site<'d>> = variants
            .into_iter()
            .filter(|variant| seen.insert(address(variant)))
            .map(|variant| Site::of(document, variant))
            .collect();
        shape.unions.push(UnionShape { is_exclusive: true, is_inherited: true, members, at: base.pointer });
    }

    /// True if a value of the schema may be one of a schema that contains it: it is a base, or contains one.
    fn may_be_another(&self, document: &'d Document, at: &Located<'d>) -> bool {
        is_base(at) || self.children.contains_key(&address(at)) && has_base(document, at)
    }

    /// Every schema that contains this one, directly or through others.
    fn below(&self, base: &Located<'d>) -> Vec<Located<'d>> {
        let mut found: Vec<Located<'d>> = Vec::new();
        let mut seen = HashSet::from_iter([address(base)]);
        let mut pending = vec![base.clone()];
        while let Some(at) = pending.pop() {
            for variant in self.children.get(&address(&at)).into_iter().flatten() {
                if seen.insert(address(variant)) && found.len() < MAX_VARIANTS {
                    found.push(variant.clone());
                    pending.push(variant.clone());
                }
            }
        }
        found
    }
}

fn address(at: &Located<'_>) -> usize {
    std::ptr::from_ref(at.node).addr()
}

/// A schema with a discriminator and no choice of its own.
fn is_base(at: &Located<'_>) -> bool {
    at.node.get("discriminator").is_some() && at.node.get("oneOf").is_none() && at.node.get("anyOf").is_none()
}

/// True if the schema contains a base, directly or through others.
fn has_base<'d>(document: &'d Document, at: &Located<'d>) -> bool {
    let mut seen = HashSet::from_iter([address(at)]);
    let mut pending = vec![at.clone()];
    while let Some(at) = pending.pop() {
        let members = child(&at, "allOf");
        for member in members.iter().flat_map(items).map(|member| target(document, member)) {
            if is_base(&member) {
                return true;
            }
            if seen.insert(address(&member)) {
                pending.push(member);
            }
        }
    }
    false
}

/// The shape of a schema, with the variants of a base.
pub(super) fn shape<'d>(document: &'d Document, subtypes: &Subtypes<'d>, site: &Site<'d>) -> Shape<'d> {
    let mut shape = Merge::of(document, site);
    subtypes.add_variants(document, site, &mut shape);
    shape
}
