//! Names of types, fields and variants.

use super::methods::Titles;
use super::{Place, Role, Scope, TypeNames, chosen, reserved, words};
use crate::config::{Config, TypeConfig};
use crate::diagnostics::Diagnostics;
use crate::ir::{Api, Constant, EnumVariant, ErrorBodies, Field, Origin, TypeDef, TypeKind, TypeRef, Union};

/// Names of all types, in order.
pub(super) fn assign(api: &Api, config: &Config, titles: &Titles<'_>, diagnostics: &mut Diagnostics) -> Vec<TypeNames> {
    let mut scope = Scope::default();
    api.types.iter().map(|type_def| type_names(type_def, config, titles, &mut scope, diagnostics)).collect()
}

/// Variants of the enum of error bodies, named after their types.
pub(super) fn error_variants(api: &Api, types: &[TypeNames]) -> Vec<String> {
    let ErrorBodies::Several { types: bodies, .. } = &api.errors else { return Vec::new() };
    let mut scope = Scope::default();
    scope.reserve("Unknown");
    // Distinct types may still be called alike (a list of texts, a map of texts); that is nobody's mistake.
    let mut unreported = Diagnostics::default();
    let mut claim = |body| scope.claim(error_variant(body, types), Place::default(), &mut unreported);
    bodies.iter().map(&mut claim).collect()
}

fn error_variant(body: &TypeRef, types: &[TypeNames]) -> String {
    let name = match body {
        TypeRef::Named(id) | TypeRef::Boxed(id) => telling(types.get(id.index()).map_or("", |names| &names.rust_name)),
        TypeRef::List(_) => "List",
        TypeRef::Map(_) => "Map",
        TypeRef::String => "Text",
        TypeRef::Any => "Json",
        _ => "Other",
    };
    reserved::identifier(name.to_owned(), Role::Variant)
}

/// `NotFound` of `NotFoundError`: inside an enum of errors the rest goes without saying.
fn telling(name: &str) -> &str {
    let mut telling = name;
    while let Some(shorter) =
        ["Body", "Error", "Errors", "Model", "Response"].iter().find_map(|word| telling.strip_suffix(word))
    {
        telling = shorter;
    }
    if telling.is_empty() { "General" } else { telling }
}

fn type_names<'a>(
    type_def: &'a TypeDef,
    config: &Config,
    titles: &Titles<'_>,
    scope: &mut Scope<'a>,
    diagnostics: &mut Diagnostics,
) -> TypeNames {
    let natural = natural_name(&type_def.origin, config, titles);
    let overrides = match &type_def.origin {
        Origin::Component(wire_name) => config.types.get(wire_name),
        Origin::Inside(..) | Origin::Operation(..) => config.types.get(&natural),
    };
    let wanted = overrides.and_then(|overrides| overrides.name.as_ref());
    let mut rust_name = chosen(wanted, &natural, Role::Type, &type_def.pointer, diagnostics);
    if wanted.is_none() && !matches!(type_def.origin, Origin::Component(_)) && !scope.is_free(&rust_name) {
        // A word no number takes, so that a component that collides as well never pushes it aside.
        rust_name.push_str("Inline");
    }
    let mut names = TypeNames {
        rust_name: scope.claim(rust_name, Place::at(&type_def.pointer), diagnostics),
        ..TypeNames::default()
    };
    match &type_def.kind {
        TypeKind::Record(record) => {
            let mut fields = Scope::default();
            names.fields = field_names(&record.fields, &type_def.pointer, overrides, &mut fields, diagnostics);
            names.extra = extra_name(&fields);
        }
        TypeKind::Enum(enumeration) => {
            names.variants = value_names(&enumeration.variants, &type_def.pointer, overrides, diagnostics);
        }
        TypeKind::Union(union) => names.variants = member_names(union, &type_def.pointer, overrides, diagnostics),
        TypeKind::Alias(_) => {}
    }
    names
}

/// The name a type has by its origin alone. Follows the owners in a loop: documents nest as deep as they like.
fn natural_name(origin: &Origin, config: &Config, titles: &Titles<'_>) -> String {
    let mut steps: Vec<&str> = Vec::new();
    let mut at = origin;
    let root = loop {
        match at {
            Origin::Inside(owner, word) => {
                steps.push(word);
                at = owner;
            }
            Origin::Component(wire_name) => {
                let overrides = config.types.get(wire_name).and_then(|overrides| overrides.name.clone());
                // At the root itself the override is applied, and checked, by the caller.
                break overrides.filter(|_| !steps.is_empty()).unwrap_or_else(|| words::upper_camel(wire_name));
            }
            Origin::Operation(id, part) => {
                let label = titles.get(id.as_str()).map_or(id, |title| &title.label);
                break words::upper_camel(&[label, " ", part].concat());
            }
        }
    };
    steps.reverse();
    words::shortened([root, inner_words(&steps)].concat())
}

/// The words below the owner. The items of `positions` are each a `Position`.
fn inner_words(steps: &[&str]) -> String {
    let mut inner: Vec<String> = Vec::with_capacity(steps.len());
    for step in steps {
        let previous = inner.last().filter(|_| matches!(*step, "item" | "value"));
        match previous.and_then(|previous| singular_of_last_word(previous)) {
            Some(singular) => {
                inner.pop();
                inner.push(singular);
            }
            None => inner.push(words::upper_camel(step)),
        }
    }
    inner.concat()
}

fn singular_of_last_word(name: &str) -> Option<String> {
    let mut parts = words::words(name);
    let last = parts.pop()?;
    let singular = words::singular(&last);
    (singular != last).then(|| {
        parts.push(singular);
        words::upper_camel(&parts.join("_"))
    })
}

fn field_names<'a>(
    fields: &'a [Field],
    pointer: &'a str,
    overrides: Option<&TypeConfig>,
    scope: &mut Scope<'a>,
    diagnostics: &mut Diagnostics,
) -> Vec<String> {
    let mut claim = |field: &'a Field| {
        let wanted = overrides.and_then(|overrides| overrides.fields.get(&field.wire_name));
        let rust_name = chosen(wanted, &field.wire_name, Role::Field, pointer, diagnostics);
        scope.claim(rust_name, Place::below(pointer, "properties", &field.wire_name), diagnostics)
    };
    fields.iter().map(&mut claim).collect()
}

fn extra_name(fields: &Scope<'_>) -> String {
    const CANDIDATES: [&str; 3] = ["extra", "additional_properties", "undeclared_properties"];
    let free = CANDIDATES.into_iter().find(|candidate| fields.is_free(candidate));
    free.unwrap_or("other_undeclared_properties").to_owned()
}

fn value_names(
    variants: &[EnumVariant],
    pointer: &str,
    overrides: Option<&TypeConfig>,
    diagnostics: &mut Diagnostics,
) -> Vec<String> {
    let mut scope = Scope::default();
    scope.reserve("Unknown");
    let mut names = Vec::with_capacity(variants.len());
    for variant in variants {
        let wire_value = wire_text(&variant.wire_value);
        let wanted = overrides.and_then(|overrides| overrides.variants.get(&wire_value));
        let source = variant.name_hint.as_deref().unwrap_or(&wire_value);
        let rust_name = chosen(wanted, source, Role::Variant, pointer, diagnostics);
        names.push(scope.claim(rust_name, Place::below(pointer, "enum", ""), diagnostics));
    }
    names
}

fn wire_text(value: &Constant) -> String {
    match value {
        Constant::String(text) => text.clone(),
        Constant::Integer(number) => number.to_string(),
        Constant::Boolean(truth) => truth.to_string(),
    }
}

fn member_names(
    union: &Union,
    pointer: &str,
    overrides: Option<&TypeConfig>,
    diagnostics: &mut Diagnostics,
) -> Vec<String> {
    let mut scope = Scope::default();
    scope.reserve("Unknown");
    let mut names = Vec::with_capacity(union.variants.len());
    for variant in &union.variants {
        let wanted = overrides.and_then(|overrides| overrides.variants.get(&variant.name_hint));
        let rust_name = chosen(wanted, &variant.name_hint, Role::Variant, pointer, diagnostics);
        names.push(scope.claim(rust_name, Place::at(pointer), diagnostics));
    }
    names
}
