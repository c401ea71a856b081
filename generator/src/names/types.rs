//! Names of types, fields and variants.

use foldhash::{HashMap, HashSet};

use super::assigned::TypeNames;
use super::qualified::Qualified;
use super::reserved::Role;
use super::rust_ident::RustIdent;
use super::scope::{Claim, Fallbacks, Place, Scope, chosen, new_name, override_place};
use super::titles::Titles;
use super::type_words::{Owners, Wish};
use super::{answer_names, arguments, endings, formerly, numbers, reserved, words};
use crate::config::{Config, TypeConfig};
use crate::diagnostics::Diagnostics;
use crate::ir::{
    Api, Constant, EnumVariant, ErrorBodies, Field, Integer, Record, TypeDef, TypeId, TypeKind, TypeRef, Union,
    UnionVariant, query,
};
use crate::lock::{Callable, Kind, Lock};
use crate::source::JsonPointer;

/// Names of all types, in order.
pub(super) fn assign(api: &Api, config: &Config, titles: &Titles<'_>, diagnostics: &mut Diagnostics) -> Vec<TypeNames> {
    let mut overrides = Vec::with_capacity(api.types.len());
    let components = api.types.iter().filter_map(|type_def| type_def.origin.name());
    let taken = taken(api, titles);
    let short = endings::of(api, &taken);
    let answers = answer_names::of(api, titles, (&taken, &short));
    let sent_back: HashSet<&str> =
        api.types.iter().filter(|def| def.usage.response).filter_map(|def| def.origin.name()).collect();
    let qualified = Qualified::of(components, |name| sent_back.contains(name)).or(short);
    let owners = Owners { config, titles, qualified: &qualified, given: given(api), answers };
    let mut claims = Vec::with_capacity(api.types.len());
    for type_def in &api.types {
        let wish = Wish::of(type_def, api, &owners);
        let key = type_def.origin.name().unwrap_or(&wish.natural);
        let chosen_here = config.types.get(key);
        claims.push(claim(type_def, wish, chosen_here, config, diagnostics));
        overrides.push(chosen_here);
    }
    let rust_names = assigned(api, config, &owners, claims, diagnostics);
    let members = Members { api, config, rust_names: &rust_names };
    let named = api.types.iter().zip(overrides).enumerate();
    named.map(|(index, (type_def, overrides))| members.names(index, type_def, overrides, diagnostics)).collect()
}

/// What components are called by themselves, and the words of operations as types.
fn taken(api: &Api, titles: &Titles<'_>) -> HashSet<String> {
    let components = api.types.iter().filter_map(|def| def.origin.name());
    components.chain(titles.values().map(|title| title.label.as_str())).map(words::upper_camel).collect()
}

/// What the document calls components in a client, where that is another name, and no other component's own.
fn given(api: &Api) -> HashMap<&str, &str> {
    let named = || api.types.iter().filter_map(|def| Some((def.origin.name()?, def.given_name.as_deref())));
    let own: HashSet<String> =
        named().filter(|(_, given)| given.is_none()).map(|(name, _)| words::upper_camel(name)).collect();
    let is_free = |name: &str, given: &str| {
        let given = words::upper_camel(given);
        given != words::upper_camel(name) && !own.contains(&given)
    };
    named().filter_map(|(name, given)| Some((name, given?))).filter(|(name, given)| is_free(name, given)).collect()
}

/// The names by claim. What the document gives a name to has it first, wherever it is written.
fn assigned(
    api: &Api,
    config: &Config,
    owners: &Owners<'_, '_>,
    claims: Vec<Claim<'_>>,
    diagnostics: &mut Diagnostics,
) -> Vec<RustIdent> {
    let former = formerly::of_parts(&config.formerly.types, "", &config.lock);
    let mut scope = Scope::default().without(former);
    let mut ordered: Vec<(usize, Claim<'_>)> = claims.into_iter().enumerate().collect();
    // A name of an extension takes none from a component that has it by itself.
    let rank = |def: &TypeDef| {
        let name = def.origin.name();
        (name.is_none(), name.is_some_and(|name| owners.given.contains_key(name)))
    };
    ordered.sort_by_key(|(index, _)| api.types.get(*index).map(rank));
    let (positions, claims): (Vec<usize>, Vec<Claim<'_>>) = ordered.into_iter().unzip();
    let mut names: Vec<(usize, RustIdent)> = positions.into_iter().zip(scope.assign(&claims, diagnostics)).collect();
    names.sort_by_key(|(position, _)| *position);
    names.into_iter().map(|(_, name)| name).collect()
}

fn claim<'a>(
    type_def: &'a TypeDef,
    wish: Wish<'a>,
    overrides: Option<&TypeConfig>,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> Claim<'a> {
    let wanted = overrides.and_then(|overrides| overrides.name.as_ref());
    let choice = override_place(wanted, &["types", type_def.origin.name().unwrap_or(&wish.natural), "name"]);
    let rust_name = chosen(wanted, &wish.natural, Role::Type, (&type_def.pointer, choice.as_ref()), diagnostics);
    let held = config.lock.type_name(&type_def.origin).filter(|_| !config.lock.renames());
    let claim = Claim::new(rust_name, held, Place::at(&type_def.pointer)).kept(config.lock.keeps(), Role::Type);
    // Words that no number takes, so that a component that collides as well never pushes it aside.
    let others = move || wish.others().iter().map(|other| new_name(other, Role::Type)).collect();
    let fallbacks = if wanted.is_none() { Fallbacks::when_needed(others) } else { Fallbacks::default() };
    Claim { fallbacks, chosen: choice, ..claim }
}

/// Variants of the enum of error bodies, named after their types.
pub(super) fn error_variants(api: &Api, config: &Config, types: &[TypeNames]) -> Vec<RustIdent> {
    let ErrorBodies::Several { types: bodies, .. } = &api.errors else { return Vec::new() };
    let mut scope = Scope::default();
    scope.reserve(&RustIdent::of("Unknown"));
    let claim = |body: &TypeRef| {
        let payload = payload(body, &|id| types.get(id.index()).map_or("", |names| names.rust_name.as_str()));
        let held = config.lock.name(Kind::ErrorBody, "", &payload);
        Claim::new(error_variant(body, types), held, Place::default()).kept(config.lock.keeps(), Role::Variant)
    };
    let claims: Vec<Claim<'_>> = bodies.iter().map(claim).collect();
    // Distinct types may still be called alike (a list of strings, a map of strings); that is no error.
    scope.assign(&claims, &mut Diagnostics::default())
}

fn error_variant(body: &TypeRef, types: &[TypeNames]) -> RustIdent {
    let name = match body {
        TypeRef::Named(id) | TypeRef::Boxed(id) => {
            telling(types.get(id.index()).map_or("", |names| names.rust_name.as_str()))
        }
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

/// The names inside types, once the types have theirs.
struct Members<'a> {
    api: &'a Api,
    config: &'a Config,
    rust_names: &'a [RustIdent],
}

impl<'a> Members<'a> {
    fn names(
        &self,
        index: usize,
        type_def: &'a TypeDef,
        overrides: Option<&TypeConfig>,
        diagnostics: &mut Diagnostics,
    ) -> TypeNames {
        let rust_name = self.rust_names.get(index).cloned().unwrap_or_default();
        let mut names = TypeNames { rust_name, ..TypeNames::default() };
        let lock = &self.config.lock;
        // What it was called is what its parts were found by.
        let held = lock.type_name(&type_def.origin).map(str::to_owned);
        let owner = lock.definition(held.as_deref().unwrap_or(names.rust_name.as_str()));
        let key = type_def.origin.name().unwrap_or(names.rust_name.as_str());
        let within = Within { owner, key, pointer: &type_def.pointer, overrides, lock };
        match &type_def.kind {
            TypeKind::Record(record) => {
                let former = formerly::of_parts(&self.config.formerly.setters, names.rust_name.as_str(), lock);
                let mut fields = Scope::default().without(former);
                let extra = held_extra(record, &within);
                extra.iter().for_each(|extra| fields.reserve(extra));
                names.fields = field_names(&record.fields, &within, &mut fields, diagnostics);
                names.extra = extra.unwrap_or_else(|| extra_name(&fields));
                let order = arguments::of_constructor(record, lock.arguments(Callable::Constructor, owner));
                if order.kept && type_def.usage.request {
                    let what = ["`", names.rust_name.as_str(), "::new`"].concat();
                    arguments::note_kept(&type_def.pointer, &what, diagnostics);
                }
                names.constructor = order.positions;
            }
            TypeKind::Enum(enumeration) => names.variants = value_names(&enumeration.variants, &within, diagnostics),
            TypeKind::Union(union) => names.variants = self.member_names(union, &within, diagnostics),
            TypeKind::Alias(_) => {}
        }
        names
    }

    fn member_names(&self, union: &Union, within: &Within<'_>, diagnostics: &mut Diagnostics) -> Vec<RustIdent> {
        let mut scope = Scope::default();
        scope.reserve(&RustIdent::of("Unknown"));
        let claim = |variant: &UnionVariant| {
            let wanted = within.overrides.and_then(|overrides| overrides.variants.get(&variant.name_hint));
            let choice = override_place(wanted, &["types", within.key, "variants", &variant.name_hint]);
            let places = (within.pointer, choice.as_ref());
            let natural = chosen(wanted, self.member_words(variant), Role::Variant, places, diagnostics);
            let payload = self.payload(&variant.type_ref);
            let held = within.lock.variant(within.owner, &payload, &variant.tags);
            let claim = Claim::new(natural, held, Place::at(within.pointer)).kept(within.lock.keeps(), Role::Variant);
            Claim { chosen: choice, ..claim }
        };
        let claims: Vec<Claim<'_>> = union.variants.iter().map(claim).collect();
        scope.assign(&claims, diagnostics)
    }

    /// What a member of a union is called. One that nobody named is called after what it holds, if that has a name.
    fn member_words<'u>(&'u self, variant: &'u UnionVariant) -> &'u str {
        let hint = &variant.name_hint;
        let number = hint.strip_prefix("variant ").filter(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
        let held = number.and_then(|_| match &variant.type_ref {
            TypeRef::Any => Some("any"),
            TypeRef::OneOrMany(inner) | TypeRef::List(inner) => {
                let id = query::named(inner)?;
                self.api.type_def(id).origin.name()
            }
            _ => None,
        });
        held.unwrap_or(hint)
    }

    fn payload(&self, type_ref: &TypeRef) -> String {
        payload(type_ref, &|id| self.rust_names.get(id.index()).map_or("", RustIdent::as_str))
    }
}

/// A payload as it is written in Rust, but for the box around it.
pub(crate) fn payload<'n>(type_ref: &TypeRef, name_of: &dyn Fn(TypeId) -> &'n str) -> String {
    let around = |outer: &str, inner: &TypeRef| [outer, "<", &payload(inner, name_of), ">"].concat();
    match type_ref {
        TypeRef::Named(id) | TypeRef::Boxed(id) => name_of(*id).to_owned(),
        TypeRef::List(inner) => around("Vec", inner),
        TypeRef::Map(inner) => ["BTreeMap<String, ", &payload(inner, name_of), ">"].concat(),
        TypeRef::OneOrMany(inner) => around("OneOrMany", inner),
        TypeRef::Nullable(inner) => around("Option", inner),
        TypeRef::String => "String".to_owned(),
        TypeRef::Boolean => "bool".to_owned(),
        TypeRef::Integer(Integer::I32) => "i32".to_owned(),
        TypeRef::Integer(Integer::I64) => "i64".to_owned(),
        TypeRef::Integer(Integer::U32) => "u32".to_owned(),
        TypeRef::Integer(Integer::U64) => "u64".to_owned(),
        TypeRef::Integer(Integer::I128) => "i128".to_owned(),
        TypeRef::Integer(Integer::U128) => "u128".to_owned(),
        TypeRef::Float { single: true } => "f32".to_owned(),
        TypeRef::Float { single: false } => "f64".to_owned(),
        TypeRef::Own(own) => own.path.clone(),
        TypeRef::Any => "Value".to_owned(),
        TypeRef::Unit => "()".to_owned(),
        TypeRef::Formatted(format) => format!("{format:?}"),
        TypeRef::Base64 | TypeRef::Bytes => format!("{type_ref:?}"),
    }
}

/// What all names inside one type share.
struct Within<'a> {
    owner: &'a str,
    /// What the overrides call it.
    key: &'a str,
    pointer: &'a JsonPointer,
    overrides: Option<&'a TypeConfig>,
    lock: &'a Lock,
}

fn field_names<'a>(
    fields: &'a [Field],
    within: &Within<'a>,
    scope: &mut Scope<'a>,
    diagnostics: &mut Diagnostics,
) -> Vec<RustIdent> {
    let claim = |field: &'a Field| {
        let wanted = within.overrides.and_then(|overrides| overrides.fields.get(&field.wire_name));
        let choice = override_place(wanted, &["types", within.key, "fields", &field.wire_name]);
        let places = (within.pointer, choice.as_ref());
        let natural = chosen(wanted, &field.wire_name, Role::Field, places, diagnostics);
        let held = within.lock.name(Kind::Member, within.owner, &field.wire_name);
        let place = Place::below(within.pointer, "properties", &field.wire_name);
        let claim = Claim::new(natural, held, place).kept(within.lock.keeps(), Role::Field);
        Claim { chosen: choice, ..claim }
    };
    let claims: Vec<Claim<'a>> = fields.iter().map(claim).collect();
    scope.assign(&claims, diagnostics)
}

/// What undeclared properties may be called, best first.
const EXTRA_NAMES: [&str; 4] =
    ["extra", "additional_properties", "undeclared_properties", "other_undeclared_properties"];

/// What they were called, if a property that has come since would take that name.
fn held_extra(record: &Record, within: &Within<'_>) -> Option<RustIdent> {
    let held = record.additional.as_ref().and_then(|_| within.lock.undeclared(within.owner));
    held.filter(|held| EXTRA_NAMES.contains(held)).map(RustIdent::of)
}

fn extra_name(fields: &Scope<'_>) -> RustIdent {
    let free = EXTRA_NAMES.into_iter().find(|candidate| fields.is_free(candidate));
    RustIdent::of(free.unwrap_or("other_undeclared_properties"))
}

fn value_names(variants: &[EnumVariant], within: &Within<'_>, diagnostics: &mut Diagnostics) -> Vec<RustIdent> {
    let mut scope = Scope::default();
    scope.reserve(&RustIdent::of("Unknown"));
    let claim = |variant: &EnumVariant| {
        let wire_value = query::wire_text(&variant.wire_value);
        let wanted = within.overrides.and_then(|overrides| overrides.variants.get(&wire_value));
        let source = variant.name_hint.as_deref().unwrap_or(&wire_value);
        let choice = override_place(wanted, &["types", within.key, "variants", &wire_value]);
        let number = numbers::name_of(source).filter(|_| wanted.is_none());
        let natural = match number {
            Some(name) => reserved::identifier(name, Role::Variant),
            None => chosen(wanted, source, Role::Variant, (within.pointer, choice.as_ref()), diagnostics),
        };
        let held = within.lock.name(Kind::Member, within.owner, &literal(&variant.wire_value));
        let place = Place::below(within.pointer, "enum", "");
        Claim { chosen: choice, ..Claim::new(natural, held, place).kept(within.lock.keeps(), Role::Variant) }
    };
    let claims: Vec<Claim<'_>> = variants.iter().map(claim).collect();
    scope.assign(&claims, diagnostics)
}

/// A value as the surface shows it.
pub(crate) fn literal(value: &Constant) -> String {
    match value {
        Constant::String(text) => format!("{text:?}"),
        other => query::wire_text(other),
    }
}
