//! The plain comparison under the rules: the facts in which two resolved APIs differ, whatever any rule says of them.
//!
//! It follows both APIs side by side, from operations and events into types. Names of types are no facts, and an alias is
//! what it is a name of. `types` has what is said of values, `uses` what a use of a type means.

mod types;
mod uses;

use std::collections::{BTreeMap, BTreeSet};

use foldhash::HashSet;

use self::uses::Use;
use super::paths::route;
use super::side::Side;
use super::spelling;
use crate::document::Document;
use crate::ir::{
    Api, BodyMedia, Header, Operation, Parameter, ParameterEncoding, ParameterLocation, ParameterStyle, Payload,
    Requirement, Response, TypeId, TypeRef, words,
};
use crate::source::JsonPointer;

/// Something that differs.
#[derive(Clone, Debug)]
pub(super) struct Fact {
    pub(super) place: FactPlace,
    /// The parameter, status, property or value that it is about; empty for the whole.
    pub(super) name: String,
    /// It is about the value of what has the name, not about whether there is one.
    pub(super) of_value: bool,
    pub(super) was: String,
    pub(super) now: String,
}

/// Where a fact belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum FactPlace {
    /// An operation or event, as it is called before and after.
    Operation(String, String),
    /// A schema, before and after.
    Schema(JsonPointer, JsonPointer),
}

impl Fact {
    /// What it is about: `GET /users, perPage`.
    pub(super) fn subject(&self) -> String {
        let place = match &self.place {
            FactPlace::Operation(_, new) => new.as_str(),
            FactPlace::Schema(_, new) => new.as_str(),
        };
        if self.name.is_empty() { place.to_owned() } else { [place, ", ", &self.name].concat() }
    }

    /// What happened.
    pub(super) fn title(&self) -> String {
        format!("{}: {} (was {})", self.subject(), self.now, self.was)
    }
}

/// The facts in which two APIs differ. What only one of them has is a fact of whatever has it; operations and events are
/// left out, because the two documents are compared for these directly.
pub(super) fn differing(old: &Side<'_>, new: &Side<'_>) -> Vec<Fact> {
    let (before, after) = (old.api, new.api);
    let documents = (old.document, new.document);
    let mut plain = Facts { before, after, documents, list: Vec::new(), pending: Vec::new(), seen: HashSet::default() };
    for (old, new) in operations(before, after) {
        plain.operation(old, new);
    }
    for old in &before.webhooks {
        if let Some(new) = after.webhooks.iter().find(|new| new.wire_name == old.wire_name) {
            let label = ["event ", &old.wire_name].concat();
            let place = FactPlace::Operation(label.clone(), label);
            plain.uses(&place, "", &Use::plain(&before.types, &old.payload), &Use::plain(&after.types, &new.payload));
        }
    }
    plain.types();
    plain.list
}

/// A comparison under way.
struct Facts<'a> {
    before: &'a Api,
    after: &'a Api,
    documents: (&'a Document, &'a Document),
    list: Vec<Fact>,
    pending: Vec<(TypeId, TypeId)>,
    seen: HashSet<(TypeId, TypeId)>,
}

/// Operations by what a server can tell apart, else by the ids that the documents give them.
fn operations<'a>(before: &'a Api, after: &'a Api) -> Vec<(&'a Operation, &'a Operation)> {
    let own = |api: &'a Api| api.operations.iter().filter(|operation| operation.alternative.is_none());
    let key = |operation: &Operation| (operation.method.to_string(), route(&operation.path));
    let by_route: BTreeMap<(String, String), &Operation> =
        own(after).map(|operation| (key(operation), operation)).collect();
    let known: HashSet<(String, String)> = own(before).map(key).collect();
    let has_id = |old: &Operation, new: &Operation| new.id == old.id && !new.id_is_derived && !old.id_is_derived;
    let moved = |old: &Operation| own(after).find(|new| has_id(old, new) && !known.contains(&key(new)));
    own(before).filter_map(|old| Some((old, by_route.get(&key(old)).copied().or_else(|| moved(old))?))).collect()
}

impl<'a> Facts<'a> {
    fn add(&mut self, place: &FactPlace, name: &str, of_value: bool, was: &str, now: &str) {
        if was != now {
            let (was, now) = (was.to_owned(), now.to_owned());
            self.list.push(Fact { place: place.clone(), name: name.to_owned(), of_value, was, now });
        }
    }

    fn operation(&mut self, old: &'a Operation, new: &'a Operation) {
        let label = |operation: &Operation| format!("{} {}", operation.method, operation.path);
        let place = FactPlace::Operation(label(old), label(new));
        let (was, now) = (requirements(self.before, &old.security), requirements(self.after, &new.security));
        self.add(&place, "security", false, &was, &now);
        self.add(&place, "servers", false, &servers(self.before, old), &servers(self.after, new));
        self.parameters(&place, old, new);
        self.bodies(&place, old, new);
        let (was, now) = (by_key(&old.responses, status), by_key(&new.responses, status));
        for status in was.keys().chain(now.keys()).collect::<BTreeSet<_>>() {
            match (was.get(status), now.get(status)) {
                (Some(old), Some(new)) => self.response(&place, status, old, new),
                (old, new) => self.add(&place, status, false, presence(old), presence(new)),
            }
        }
    }

    fn parameters(&mut self, place: &FactPlace, old: &'a Operation, new: &'a Operation) {
        let keyed = |operation: &'a Operation| -> BTreeMap<String, &'a Parameter> {
            operation.parameters.iter().map(|parameter| (parameter_key(operation, parameter), parameter)).collect()
        };
        let (was, now) = (keyed(old), keyed(new));
        for key in was.keys().chain(now.keys()).collect::<BTreeSet<_>>() {
            let (old, new) = (was.get(key).copied(), now.get(key).copied());
            let name = new.or(old).map(|parameter| parameter.wire_name.clone()).unwrap_or_default();
            let (Some(old), Some(new)) = (old, new) else {
                self.add(place, &name, false, presence(old), presence(new));
                continue;
            };
            self.add(place, &name, false, required(old.required), required(new.required));
            let (was, now) = (Use::of_parameter(&self.before.types, old), Use::of_parameter(&self.after.types, new));
            self.add(place, &name, true, &encoding(old, &was), &encoding(new, &now));
            self.uses(place, &name, &was, &now);
        }
    }

    fn bodies(&mut self, place: &FactPlace, old: &'a Operation, new: &'a Operation) {
        let (Some(old), Some(new)) = (&old.body, &new.body) else {
            self.add(place, "body", false, presence(old.body.as_ref()), presence(new.body.as_ref()));
            return;
        };
        self.add(place, "body", false, required(old.required), required(new.required));
        let key = |media: &BodyMedia| spelling::media_type(&media.media_type);
        let (was, now) = (by_key(&old.media, key), by_key(&new.media, key));
        for media_type in was.keys().chain(now.keys()).collect::<BTreeSet<_>>() {
            let (Some(old), Some(new)) = (was.get(media_type), now.get(media_type)) else {
                self.add(place, media_type, false, presence(was.get(media_type)), presence(now.get(media_type)));
                continue;
            };
            self.add(place, "body", true, &parts(old), &parts(new));
            let (was, now) = (Use::of_body(&self.before.types, old), Use::of_body(&self.after.types, new));
            self.uses(place, "body", &was, &now);
        }
    }

    fn response(&mut self, place: &FactPlace, status: &str, old: &'a Response, new: &'a Response) {
        match (&old.payload, &new.payload) {
            (
                Payload::Value { media_type: was, type_ref: old_type, .. },
                Payload::Value { media_type: now, type_ref: new_type, .. },
            ) => {
                self.add(place, status, false, &spelling::media_type(was), &spelling::media_type(now));
                let was = Use::annotated(&self.before.types, old_type, old.body.as_deref());
                let now = Use::annotated(&self.after.types, new_type, new.body.as_deref());
                self.uses(place, status, &was, &now);
            }
            (old, new) => self.add(place, status, false, presence(old.type_ref()), presence(new.type_ref())),
        }
        let name = |header: &Header| header.wire_name.to_ascii_lowercase();
        let (was, now) = (by_key(&old.headers, name), by_key(&new.headers, name));
        for name in was.keys().chain(now.keys()).collect::<BTreeSet<_>>() {
            let (Some(old), Some(new)) = (was.get(name), now.get(name)) else {
                self.add(place, name, false, presence(was.get(name)), presence(now.get(name)));
                continue;
            };
            self.add(place, name, false, required(old.required), required(new.required));
            let was = Use::annotated(&self.before.types, &old.type_ref, old.annotations.as_deref());
            let now = Use::annotated(&self.after.types, &new.type_ref, new.annotations.as_deref());
            self.uses(place, name, &was, &now);
        }
    }
}

fn by_key<T, K: Ord>(list: &[T], key: impl Fn(&T) -> K) -> BTreeMap<K, &T> {
    list.iter().map(|item| (key(item), item)).collect()
}

fn status(response: &Response) -> String {
    words::status(response.status)
}

fn presence<T>(thing: Option<T>) -> &'static str {
    if thing.is_some() { "there" } else { "not there" }
}

fn required(required: bool) -> &'static str {
    if required { "required" } else { "optional" }
}

/// Parameters of the path by their positions, headers without case.
fn parameter_key(operation: &Operation, parameter: &Parameter) -> String {
    let name = &parameter.wire_name;
    let name = match parameter.location {
        ParameterLocation::Path => {
            let before = operation.path.split(&["{", name, "}"].concat()).next().unwrap_or_default();
            before.matches('{').count().to_string()
        }
        ParameterLocation::Header => name.to_ascii_lowercase(),
        _ => name.clone(),
    };
    [words::location(parameter.location), " ", &name].concat()
}

/// How a parameter is written, as far as that makes a difference for its type.
fn encoding(parameter: &Parameter, of: &Use<'_>) -> String {
    match &parameter.encoding {
        ParameterEncoding::Content(media_type) | ParameterEncoding::Text(media_type) => media_type.clone(),
        ParameterEncoding::Style { style, explode, allow_reserved } => {
            let is_list = matches!(of.type_ref, TypeRef::List(_) | TypeRef::OneOrMany(_));
            let is_several = is_list || matches!(of.type_ref, TypeRef::Named(_) | TypeRef::Boxed(_) | TypeRef::Map(_));
            let explodes = *explode && is_several && !(is_list && *style == ParameterStyle::Simple);
            let style = if is_several { words::style(*style) } else { "" };
            [style, if explodes { " exploded" } else { "" }, if *allow_reserved { " reserved" } else { "" }].concat()
        }
    }
}

/// How the parts of a form are written that have a way of their own.
fn parts(media: &BodyMedia) -> String {
    let part = |part: &crate::ir::Part| {
        let style = part.style.map(words::style).unwrap_or_default();
        format!("{} {:?} {} {style} {:?}", part.wire_name, part.content_type, part.file, part.explode)
    };
    let mut list: Vec<String> = media.parts.iter().map(part).collect();
    list.sort();
    list.join(", ")
}

/// What must be shown, as alternatives without order; schemes by how they work, because their names are not sent.
fn requirements(api: &Api, requirements: &[Requirement]) -> String {
    let scheme = |(index, scopes): &(usize, Vec<String>)| {
        let kind = api.security_schemes.get(*index).map(|scheme| words::security(&scheme.kind)).unwrap_or_default();
        let scopes: BTreeSet<&str> = scopes.iter().map(String::as_str).collect();
        [&kind, "(", &scopes.into_iter().collect::<Vec<_>>().join(" "), ")"].concat()
    };
    let alternative = |requirement: &Requirement| requirement.schemes.iter().map(scheme).collect::<BTreeSet<_>>();
    let alternatives: BTreeSet<BTreeSet<String>> = requirements.iter().map(alternative).collect();
    let shown = |one: BTreeSet<String>| one.into_iter().collect::<Vec<_>>().join(" and ");
    alternatives.into_iter().map(shown).collect::<Vec<_>>().join(" or ")
}

/// The URLs that an operation is sent to.
fn servers(api: &Api, operation: &Operation) -> String {
    let urls = api.servers.get(operation.server.index()).map(|set| set.urls.as_slice()).unwrap_or_default();
    urls.iter().map(|url| url.trim_end_matches('/')).collect::<Vec<_>>().join(", ")
}
