//! A rule of the configuration, read: what cannot be meant is reported at its place.

use super::traits::{self, Trait};
use crate::config::{DeriveRule, Pattern};
use crate::diagnostics::{Diagnostic, DiagnosticId, Diagnostics, suggest};
use crate::source::{JsonPointer, OVERRIDES_PATH};

/// Attributes that types have already, or that nothing would read; with the reason.
const TAKEN: [(&str, &str); 3] = [
    ("derive", "`traits` has what is derived"),
    ("non_exhaustive", "every type has it already"),
    ("doc", "the document has the documentation"),
];

/// A rule with what it derives.
pub(super) struct Rule<'c> {
    pub(super) config: &'c DeriveRule,
    pub(super) traits: Vec<Trait>,
    place: JsonPointer,
}

impl<'c> Rule<'c> {
    /// Reads a rule, and reports what of it cannot be used.
    pub(super) fn new(index: usize, config: &'c DeriveRule, diagnostics: &mut Diagnostics) -> Self {
        let place = JsonPointer::root_of(OVERRIDES_PATH).child("derive").item(index);
        let mut traits: Vec<Trait> = Vec::new();
        for (index, path) in config.traits.iter().enumerate() {
            match Trait::read(path) {
                Ok(read) => {
                    let all = read.implied().iter().cloned().chain([read.clone()]);
                    traits.extend(all.filter(|one| !config.traits[..index].iter().any(|known| known == one.path())));
                }
                Err(reason) => {
                    let nearest = suggest(path, traits::STD).map(|nearest| format!("did you mean `{nearest}`?"));
                    diagnostics.push(invalid(place.child("traits").item(index), reason).maybe_help(nearest));
                }
            }
        }
        traits.dedup();
        let rule = Self { config, traits, place };
        rule.check_attributes(diagnostics);
        rule
    }

    /// Whether it is for the type with this name.
    pub(super) fn is_for(&self, name: &str) -> bool {
        self.config.types.is_empty() || self.config.types.iter().any(|pattern| pattern.matches(name))
    }

    /// Whether it names a type itself, not by a star.
    pub(super) fn names(&self, name: &str) -> bool {
        self.config.types.iter().any(|pattern| pattern.as_str() == name)
    }

    /// Every pattern has to match something, or it is misspelt.
    pub(super) fn report_patterns<'n>(&self, names: impl Iterator<Item = &'n str>, diagnostics: &mut Diagnostics) {
        let names: Vec<&str> = names.collect();
        for (index, pattern) in self.config.types.iter().enumerate() {
            if !names.iter().any(|name| pattern.matches(name)) {
                diagnostics.push(unknown(self.place.child("types").item(index), pattern, &names));
            }
        }
    }

    fn check_attributes(&self, diagnostics: &mut Diagnostics) {
        let of_types = self.config.attributes.iter().enumerate();
        let of_types = of_types.map(|(index, text)| (self.place.child("attributes").item(index), text.clone()));
        let of_fields = self.config.fields.iter().flat_map(|(written, attributes)| {
            let place = self.place.child("fields").child(written);
            attributes.iter().enumerate().map(move |(index, text)| (place.item(index), text.clone()))
        });
        let wire_name = self.config.wire_name.iter().map(|text| (self.place.child("wire_name"), text.clone()));
        for (place, text) in of_types.chain(of_fields).chain(wire_name) {
            if let Some(reason) = self.objection(&text) {
                diagnostics.push(invalid(place, reason));
            }
        }
        let template = self.config.wire_name.as_ref().filter(|template| !template.contains("\"{}\""));
        if template.is_some() {
            let says = "`wire_name` has no `\"{}\"`, the place of the name".to_owned();
            diagnostics.push(invalid(self.place.child("wire_name"), says).help("`schemars(rename = \"{}\")`"));
        }
    }

    /// Why an attribute cannot be written.
    fn objection(&self, text: &str) -> Option<String> {
        let Ok(meta) = syn::parse_str::<syn::Meta>(text) else {
            return Some(format!("`{text}` is no attribute; it is written without `#[` and `]`"));
        };
        let name = meta.path().get_ident().map(ToString::to_string).unwrap_or_default();
        let taken = TAKEN.iter().find(|(taken, _)| *taken == name);
        if let Some((taken, reason)) = taken {
            return Some(format!("`{taken}` cannot be added: {reason}"));
        }
        let is_unread = name == "serde" && !self.traits.iter().any(|one| matches!(one, Trait::Other(_)));
        is_unread.then(|| "serde's traits are written without its macros, so nothing reads its attributes".to_owned())
    }
}

fn invalid(place: JsonPointer, message: String) -> Diagnostic {
    Diagnostic::error(DiagnosticId::OverrideInvalid, place, message)
}

fn unknown(place: JsonPointer, pattern: &Pattern, names: &[&str]) -> Diagnostic {
    let pattern = pattern.as_str();
    let message = format!("`derive.types` has `{pattern}`, which is the name of no type");
    let nearest = suggest(pattern, names.iter().copied()).map(|nearest| format!("did you mean `{nearest}`?"));
    Diagnostic::error(DiagnosticId::OverrideUnknown, place, message).maybe_help(nearest)
}
