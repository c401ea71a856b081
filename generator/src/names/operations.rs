//! Names of methods, their arguments, request structs and descriptors.

use std::borrow::Cow;

use super::assigned::{GroupNames, MethodNames, OperationNames, TypeNames};
use super::reserved::Role;
use super::rust_ident::RustIdent;
use super::scope::{Claim, Fallbacks, Place, Scope, chosen, new_name, override_place};
use super::titles::Titles;
use super::{arguments, formerly, reserved, words};
use crate::config::Config;
use crate::diagnostics::Diagnostics;
use crate::ir::{Api, Body, BodyMedia, MediaKind, Operation, Parameter, ParameterLocation, Success, TypeKind, TypeRef};
use crate::lock::{self, Callable, Kind};

/// Claims of operations to names, each list in one scope.
#[derive(Debug, Default)]
struct Claims<'a> {
    /// Structs and enums of `operations`.
    types: Vec<Claim<'a>>,
    /// Descriptors, one for each operation.
    statics: Vec<Claim<'a>>,
    /// Methods, by group.
    methods: Vec<Vec<Claim<'a>>>,
}

/// What was claimed for an operation: positions in the lists of its scopes.
#[derive(Debug, Default)]
struct Claimed {
    /// For each method: its representation, its position among the methods of the group, its request among the types.
    methods: Vec<(Option<usize>, usize, usize)>,
    /// Position among the types.
    success: Option<usize>,
}

/// Names of all operations, in order.
pub(super) fn assign(
    api: &Api,
    config: &Config,
    groups: &[GroupNames],
    types: &[TypeNames],
    titles: &Titles<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<OperationNames> {
    let mut claims = Claims { methods: groups.iter().map(|_| Vec::new()).collect(), ..Claims::default() };
    let claimed: Vec<Claimed> = api
        .operations
        .iter()
        .map(|operation| claims.operation(operation, (titles, types), config, diagnostics))
        .collect();
    let former = formerly::of_parts(&config.formerly.types, "", &config.lock);
    let mut type_scope = Scope::default().without(former);
    groups.iter().for_each(|group| type_scope.reserve(&group.rust_name));
    let type_names = type_scope.assign(&claims.types, diagnostics);
    let mut static_scope = Scope::default();
    type_names.iter().for_each(|name| static_scope.reserve(name));
    let descriptors = static_scope.assign(&claims.statics, diagnostics);
    let mut methods: Vec<Vec<RustIdent>> = Vec::with_capacity(groups.len());
    for (group, claims) in groups.iter().zip(&claims.methods) {
        let owner = [group.accessor.as_str(), "()"].concat();
        let former = formerly::of_parts(&config.formerly.methods, &owner, &config.lock);
        methods.push(Scope::default().without(former).assign(claims, diagnostics));
    }
    let name = |list: &[RustIdent], position: usize| list.get(position).cloned().unwrap_or_default();
    let mut names = Vec::with_capacity(api.operations.len());
    for ((operation, claimed), descriptor) in api.operations.iter().zip(claimed).zip(descriptors) {
        let in_group = methods.get(operation.group.index()).map_or(&[][..], Vec::as_slice);
        let method = |(media, method, request): (Option<usize>, usize, usize)| MethodNames {
            rust_name: name(in_group, method),
            request: name(&type_names, request),
            media,
            ..MethodNames::default()
        };
        let mut assigned = OperationNames {
            methods: claimed.methods.into_iter().map(method).collect(),
            descriptor,
            success: claimed.success.map(|position| name(&type_names, position)).unwrap_or_default(),
            label: titles.get(&operation.id).map_or_else(|| operation.id.to_string(), |title| title.label.clone()),
            ..OperationNames::default()
        };
        let group = groups.get(operation.group.index()).map_or("", |group| group.accessor.as_str());
        assign_arguments(api, operation, (config, group), types, &mut assigned, diagnostics);
        order_arguments(api, operation, (config, group), &mut assigned, diagnostics);
        names.push(assigned);
    }
    names
}

/// The operation id as a method.
fn whole_id(operation: &Operation, joined: &str) -> RustIdent {
    reserved::identifier(words::snake(operation.id.as_str()) + joined, Role::Method)
}

/// Method, path and media type of one representation, as the surface shows them.
pub(crate) fn wire_of(operation: &Operation, media: Option<usize>) -> String {
    let media = media.and_then(|index| operation.body.as_ref()?.media.get(index));
    let request = lock::wire(&operation.method, &operation.path);
    let request = media.map_or(request.clone(), |media| [&request, " ", &media.media_type].concat());
    match &operation.alternative {
        Some(alternative) => [&request, lock::ASKING_FOR, &alternative.media_type].concat(),
        None => request,
    }
}

/// The name that the overrides give to a method; an alternative follows its operation.
fn wanted_method(operation: &Operation, config: &Config) -> Option<String> {
    let named = |id: &str| config.operations.get(id).and_then(|overrides| overrides.method.clone());
    named(operation.id.as_str()).or_else(|| {
        let alternative = operation.alternative.as_ref()?;
        Some([&named(alternative.of.as_str())?, "_", &words::snake(&alternative.word)].concat())
    })
}

impl<'a> Claims<'a> {
    fn operation(
        &mut self,
        operation: &'a Operation,
        (titles, types): (&Titles<'_>, &'a [TypeNames]),
        config: &Config,
        diagnostics: &mut Diagnostics,
    ) -> Claimed {
        let place = Place::at(&operation.pointer);
        let Some(title) = titles.get(&operation.id) else { return Claimed::default() };
        let wanted = &wanted_method(operation, config);
        let choice = override_place(wanted.as_ref(), &["operations", operation.id.as_str(), "method"]);
        let base = chosen(wanted.as_ref(), &title.method, Role::Method, (place.pointer, choice.as_ref()), diagnostics);
        let mut claimed = Claimed::default();
        let keeps = config.lock.kept_label(operation).is_some();
        for (media, suffix) in representations(operation.body.as_ref()) {
            let wire = wire_of(operation, media);
            let joined = if suffix.is_empty() { String::new() } else { ["_", &suffix].concat() };
            let method = Claim {
                // The short name if it is free in the group, else the whole operation id.
                fallbacks: vec![whole_id(operation, &joined)].into(),
                chosen: choice.clone(),
                ..Claim::new(base.with_suffix(&joined), config.lock.name(Kind::Method, "", &wire), place)
                    .kept(keeps, Role::Method)
            };
            let request = new_name(&[&title.label, " ", &suffix].concat(), Role::OperationType);
            let request = Claim {
                fallbacks: beside_group(request.clone(), types),
                ..Claim::new(request, config.lock.name(Kind::Request, "", &wire), place)
                    .kept(keeps, Role::OperationType)
            };
            let Some(methods) = self.methods.get_mut(operation.group.index()) else { continue };
            claimed.methods.push((media, methods.len(), self.types.len()));
            methods.push(method);
            self.types.push(request);
        }
        if let Success::ByStatus(_) = operation.success {
            claimed.success = Some(self.types.len());
            let natural = new_name(&[&title.label, " response"].concat(), Role::OperationType);
            let held = config.lock.name(Kind::Response, "", &wire_of(operation, None));
            let fallbacks = vec![natural.with_suffix("s")].into();
            self.types.push(Claim { fallbacks, ..Claim::new(natural, held, place).kept(keeps, Role::OperationType) });
        }
        let descriptor = words::screaming(&title.label);
        let starts_well = descriptor.chars().next().is_some_and(unicode_ident::is_xid_start);
        let descriptor = RustIdent::of(&if starts_well { descriptor } else { ["OPERATION_", &descriptor].concat() });
        // A tuple struct is a function as well, so a static may not be called so: `A` for the operation `a`.
        let is_request =
            self.types.iter().rev().take(claimed.methods.len() + 1).any(|claim| claim.natural == descriptor);
        let descriptor = if is_request { descriptor.with_suffix("_OPERATION") } else { descriptor };
        self.statics.push(Claim::new(descriptor, None, place));
        claimed
    }
}

/// What a request is called next to a group of its name; not as a model is, for they are used together.
fn beside_group(request: RustIdent, types: &[TypeNames]) -> Fallbacks<'_> {
    Fallbacks::when_needed(move || {
        let mut names = ["Request", "Builder"].map(|word| request.with_suffix(word));
        if names.first().is_some_and(|name| types.iter().any(|model| model.rust_name == *name)) {
            names.reverse();
        }
        names.into()
    })
}

/// The representations of a body that get a method of their own, with what is added to its name.
///
/// JSON and URL-encoded forms of one type are the same value in two coats; the better one will do. Media types of one
/// kind differ in meaning, as those of patches do.
fn representations(body: Option<&Body>) -> Vec<(Option<usize>, String)> {
    let Some(body) = body else { return vec![(None, String::new())] };
    let mut taken: Vec<(&BodyMedia, String)> = Vec::new();
    let mut list = Vec::new();
    for (index, media) in body.media.iter().enumerate() {
        let same_coat = |kind| matches!(kind, MediaKind::Json | MediaKind::Form | MediaKind::Multipart);
        let known = taken.iter().any(|(other, _)| {
            other.type_ref == media.type_ref
                && other.kind != media.kind
                && same_coat(other.kind)
                && same_coat(media.kind)
        });
        if known {
            continue;
        }
        let mut suffix = match taken.iter().any(|(other, _)| other.kind == media.kind) {
            _ if taken.is_empty() => String::new(),
            true => media_words(&media.media_type),
            false => kind_word(media.kind).to_owned(),
        };
        if taken.iter().any(|(_, other)| *other == suffix) {
            suffix = words::snake(&media.media_type);
        }
        taken.push((media, suffix.clone()));
        list.push((Some(index), suffix));
    }
    list
}

/// `application/merge-patch+json` -> `merge_patch`
fn media_words(media_type: &str) -> String {
    let subtype = media_type.split(';').next().unwrap_or_default().rsplit('/').next().unwrap_or_default().trim();
    let bare = subtype.strip_prefix("x-").or_else(|| subtype.strip_prefix("vnd.")).unwrap_or(subtype);
    let words = words::snake(bare.rsplit_once('+').map_or(bare, |(bare, _)| bare));
    if words.is_empty() { words::snake(media_type) } else { words }
}

fn kind_word(kind: MediaKind) -> &'static str {
    match kind {
        MediaKind::Json => "json",
        MediaKind::Form => "form",
        MediaKind::Multipart => "multipart",
        MediaKind::Text => "text",
        MediaKind::Bytes => "bytes",
        MediaKind::EventStream => "events",
        MediaKind::JsonLines => "json_lines",
    }
}

/// What the argument or the setter for the whole body may be called, best first.
const BODY_NAMES: [&str; 4] = ["body", "request_body", "content", "whole_request_body"];

fn assign_arguments(
    api: &Api,
    operation: &Operation,
    (config, group): (&Config, &str),
    types: &[TypeNames],
    names: &mut OperationNames,
    diagnostics: &mut Diagnostics,
) {
    let overrides = config.operations.get(operation.id.as_str());
    let method = names.methods.first().map_or("", |method| method.rust_name.as_str());
    let owner = [group, "().", method].concat();
    let claim = |parameter: &Parameter| {
        let role = if parameter.required { Role::Argument } else { Role::Setter };
        let wanted = overrides.and_then(|overrides| overrides.parameters.get(&parameter.wire_name));
        let path = ["operations", operation.id.as_str(), "parameters", &parameter.wire_name];
        let choice = override_place(wanted, &path);
        // The lock has no names of arguments.
        let is_kept = wanted.is_none() && parameter.required && config.lock.keeps();
        let of_wire = || if is_kept { &parameter.wire_name } else { last_field(operation, parameter) };
        let written = parameter.given_name.as_deref().unwrap_or_else(of_wire);
        let natural = if is_kept {
            reserved::name_for(written, role)
        } else {
            chosen(wanted, &without_echo(written), role, (&operation.pointer, choice.as_ref()), diagnostics)
        };
        let held = config.lock.setter(&owner, operation, parameter).filter(|_| !parameter.required);
        let place = Place::below(&operation.pointer, "parameters", "");
        Claim { chosen: choice, ..Claim::new(natural, held, place).kept(config.lock.keeps(), role) }
    };
    let claims: Vec<Claim<'_>> = operation.parameters.iter().map(claim).collect();
    let former = formerly::of_parts(&config.formerly.setters, &owner, &config.lock);
    let mut scope = Scope::default().without(former);
    let is_optional = operation.body.as_ref().is_some_and(|body| !body.required);
    let held = config.lock.name(Kind::BodySetter, &owner, "").filter(|held| is_optional && BODY_NAMES.contains(held));
    held.into_iter().for_each(|held| scope.reserve(&RustIdent::of(held)));
    names.parameters = scope.assign(&claims, diagnostics);
    let free = || BODY_NAMES.into_iter().find(|name| scope.is_free(name));
    names.body = RustIdent::of(held.or_else(free).unwrap_or("whole_request_body"));
    for wire_name in &operation.body_arguments {
        let name =
            body_field_name(api, operation, wire_name, types).unwrap_or_else(|| new_name(wire_name, Role::Argument));
        names.body_arguments.push(scope.claim(name, Place::at(&operation.pointer), diagnostics));
    }
}

/// The order of the arguments of each method, and of the setter for an optional body.
fn order_arguments(
    api: &Api,
    operation: &Operation,
    (config, group): (&Config, &str),
    names: &mut OperationNames,
    diagnostics: &mut Diagnostics,
) {
    for method in &mut names.methods {
        let media = method.media.and_then(|index| operation.body.as_ref()?.media.get(index));
        let locked = arguments::locked_method(&config.lock, operation, &wire_of(operation, method.media));
        let (order, kept) = arguments::of_method(api, operation, media, locked);
        method.arguments = order;
        let name = [group, "().", method.rust_name.as_str()].concat();
        let locked = config.lock.arguments(Callable::BodySetter, &name);
        let setter = arguments::of_body_setter(api, operation, media, locked);
        method.body_setter = setter.positions;
        if kept || setter.kept {
            let what = ["`", &name, "`"].concat();
            arguments::note_kept(&operation.pointer, &what, diagnostics);
        }
    }
}

/// `version_id` of `{version.version_id}` in a path, where gRPC gateways write the field of a message, if no other
/// parameter is left so.
fn last_field<'o>(operation: &'o Operation, parameter: &'o Parameter) -> &'o str {
    if parameter.location != ParameterLocation::Path || !parameter.wire_name.contains('.') {
        return &parameter.wire_name;
    }
    let last = |parameter: &'o Parameter| parameter.wire_name.rsplit('.').next().unwrap_or_default();
    let (whole, field) = (parameter.wire_name.as_str(), last(parameter));
    let is_free = operation.parameters.iter().filter(|other| last(other) == field).count() == 1;
    if is_free && field.starts_with(char::is_alphabetic) { field } else { whole }
}

/// `pipeline id` of `pipeline.pipeline_id`.
fn without_echo(parameter: &str) -> Cow<'_, str> {
    if !words::has_echo(parameter) {
        return parameter.into();
    }
    let mut said = words::words(parameter);
    said.dedup();
    said.join(" ").into()
}

fn body_field_name(api: &Api, operation: &Operation, wire_name: &str, types: &[TypeNames]) -> Option<RustIdent> {
    let media = operation.body.as_ref()?.media.first()?;
    let TypeRef::Named(id) = &media.type_ref else { return None };
    let TypeKind::Record(record) = &api.type_def(*id).kind else { return None };
    let position = record.fields.iter().position(|field| field.wire_name == wire_name)?;
    types.get(id.index())?.fields.get(position).cloned()
}
