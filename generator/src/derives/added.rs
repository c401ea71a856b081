//! What is added to each type, as data for the renderers.

use super::reach;
use super::traits::Trait;
use crate::config::DeriveRule;
use crate::ir::{Api, Constant, TypeId, TypeKind, query};
use crate::names::Names;

/// What the configuration adds to the types.
#[derive(Debug, Default)]
pub(crate) struct Derives {
    types: Vec<Added>,
}

/// What is added to a type: pieces of Rust that were looked at before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Added {
    /// What is derived, in the order of the configuration.
    pub traits: Vec<String>,
    /// `Hash` is implemented by the runtime, which agrees with its equality.
    pub hash: bool,
    /// Attributes of the type.
    pub attributes: Vec<String>,
    /// Attributes of the fields of a record or the variants of an enum, by position.
    pub parts: Vec<Vec<String>>,
}

impl Derives {
    pub(super) fn of(types: usize) -> Self {
        Self { types: vec![Added::default(); types] }
    }

    /// What is added to a type.
    pub(crate) fn of_type(&self, id: TypeId) -> Added {
        self.types.get(id.index()).cloned().unwrap_or_default()
    }

    pub(super) fn add_trait(&mut self, id: TypeId, added: &Trait) {
        let Some(of_type) = self.types.get_mut(id.index()) else { return };
        match added {
            Trait::Hash => of_type.hash = true,
            other if !of_type.traits.iter().any(|known| known == other.path()) => {
                of_type.traits.push(other.path().to_owned());
            }
            _ => {}
        }
    }

    pub(super) fn add_attributes(&mut self, id: TypeId, api: &Api, names: &Names, rule: &DeriveRule) {
        let Some(of_type) = self.types.get_mut(id.index()) else { return };
        of_type.attributes.extend(rule.attributes.iter().cloned());
        let parts = parts(api, names, id, rule);
        of_type.parts.resize(parts.len(), Vec::new());
        for (known, more) in of_type.parts.iter_mut().zip(parts) {
            known.extend(more);
        }
    }
}

/// True for a type that is an item of its own.
pub(super) fn can_have(api: &Api, id: TypeId) -> bool {
    !matches!(api.type_def(id).kind, TypeKind::Alias(_))
}

fn parts(api: &Api, names: &Names, id: TypeId, rule: &DeriveRule) -> Vec<Vec<String>> {
    let type_def = api.type_def(id);
    let rust_names = names.type_names(id);
    match &type_def.kind {
        TypeKind::Record(record) => {
            let fields = record.fields.iter().zip(&rust_names.fields);
            let attributes = fields.map(|(field, rust_name)| {
                let written = reach::field_type(names, field, type_def.usage);
                let of_type = rule.fields.get(&written).into_iter().flatten().cloned();
                wire_name(rule, rust_name.bare(), &field.wire_name).into_iter().chain(of_type).collect()
            });
            attributes.collect()
        }
        TypeKind::Enum(enumeration) => {
            let variants = enumeration.variants.iter().zip(&rust_names.variants);
            let attributes = variants.map(|(variant, rust_name)| match &variant.wire_value {
                Constant::String(_) => {
                    wire_name(rule, rust_name.bare(), &query::wire_text(&variant.wire_value)).into_iter().collect()
                }
                Constant::Integer(_) | Constant::Boolean(_) => Vec::new(),
            });
            attributes.collect()
        }
        TypeKind::Union(_) | TypeKind::Alias(_) => Vec::new(),
    }
}

/// The attribute with the name in JSON, if that is another one.
fn wire_name(rule: &DeriveRule, rust_name: &str, wire_name: &str) -> Option<String> {
    let template = rule.wire_name.as_ref().filter(|_| rust_name != wire_name)?;
    Some(template.replace("{}", &wire_name.escape_default().to_string()))
}
