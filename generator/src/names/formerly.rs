//! Former names of the overrides, held against the names of today: what is meant must exist, and the name be free.

use std::collections::BTreeMap;

use foldhash::HashMap;

use super::assigned::Names;
use super::former::{Former, Formerly, Thing};
use super::reserved::{self, Role};
use super::rust_ident::RustIdent;
use crate::config::FormerNames;
use crate::diagnostics::{Diagnostic, DiagnosticId, Diagnostics, suggest};
use crate::ir::{Api, TypeKind, query};
use crate::lock::Lock;
use crate::source::{JsonPointer, OVERRIDES_PATH};

/// Reads the section of former names; reports what cannot be one at its place.
pub(super) fn resolve(api: &Api, names: &Names, config: &FormerNames, diagnostics: &mut Diagnostics) -> Formerly {
    let sections = [
        ("groups", &config.groups, Today::accessors as fn(&Api, &Names) -> Today),
        ("types", &config.types, Today::types),
        ("methods", &config.methods, Today::methods),
        ("setters", &config.setters, Today::setters),
    ];
    let mut all: Vec<Former> = Vec::new();
    for (section, entries, today) in sections.into_iter().filter(|(_, entries, _)| !entries.is_empty()) {
        let today = today(api, names);
        for (was, now) in entries {
            match today.former(was, now, &all) {
                Ok(former) => all.push(former),
                Err(problem) => diagnostics.push(problem.at(section, was)),
            }
        }
    }
    Formerly { all }
}

/// The former names of the parts of an owner, which nothing that is new may get. Whoever has one today keeps it, and
/// then the entry is an error.
pub(super) fn of_parts(section: &BTreeMap<String, String>, owner: &str, lock: &Lock) -> Vec<RustIdent> {
    if lock.is_empty() {
        return Vec::new();
    }
    let own = section.iter().filter(|(_, now)| split(now).0 == owner);
    own.map(|(was, _)| RustIdent::of(split(was).1)).collect()
}

/// The names of one section, as `surface.txt` writes them.
#[derive(Default)]
struct Today {
    things: BTreeMap<String, Vec<(Thing, Role)>>,
    /// Further names that are taken: fields without a setter.
    taken: HashMap<String, Role>,
}

/// Why an entry names nothing.
struct Problem {
    id: DiagnosticId,
    message: String,
    help: Option<String>,
}

impl Problem {
    fn at(self, section: &str, was: &str) -> Diagnostic {
        let root = JsonPointer::root_of(OVERRIDES_PATH);
        let place = root.child("formerly").child(section).child(was);
        let diagnostic = Diagnostic::error(self.id, place, self.message).about_key();
        match self.help {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        }
    }
}

impl Today {
    fn put(&mut self, name: String, thing: Thing, role: Role) {
        self.things.entry(name).or_default().push((thing, role));
    }

    fn accessors(api: &Api, names: &Names) -> Self {
        let mut today = Self::default();
        for group in query::group_ids(api) {
            today.put(names.group(group).accessor.to_string(), Thing::Accessor(group), Role::Module);
        }
        today
    }

    fn types(api: &Api, names: &Names) -> Self {
        let mut today = Self::default();
        for (id, _) in query::with_ids(&api.types) {
            today.put(names.type_name(id).to_string(), Thing::Type(id), Role::Type);
        }
        for group in query::group_ids(api) {
            today.put(names.group(group).rust_name.to_string(), Thing::Group(group), Role::OperationType);
        }
        for (index, operation) in api.operations.iter().enumerate() {
            let own = names.operation(index);
            let is_optional = |required: bool| !required;
            let may_leave_out = operation.parameters.iter().any(|parameter| is_optional(parameter.required))
                || operation.waiting.is_some()
                || operation.body.as_ref().is_some_and(|body| is_optional(body.required));
            for (at, method) in own.methods.iter().enumerate().filter(|_| may_leave_out) {
                today.put(method.request.to_string(), Thing::Request(index, at), Role::OperationType);
            }
            if !own.success.as_str().is_empty() {
                today.put(own.success.to_string(), Thing::Success(index), Role::OperationType);
            }
        }
        today
    }

    fn methods(api: &Api, names: &Names) -> Self {
        let mut today = Self::default();
        for (index, operation) in api.operations.iter().enumerate() {
            let accessor = names.group(operation.group).accessor.as_str();
            for (at, method) in names.operation(index).methods.iter().enumerate() {
                let name = [accessor, "().", method.rust_name.as_str()].concat();
                today.put(name, Thing::Method(index, at), Role::Method);
            }
        }
        today
    }

    fn setters(api: &Api, names: &Names) -> Self {
        let mut today = Self::default();
        for (name, methods) in Self::methods(api, names).things {
            for (thing, _) in methods {
                let Thing::Method(index, at) = thing else { continue };
                let Some(operation) = api.operations.get(index) else { continue };
                let own = names.operation(index);
                for (position, (parameter, setter)) in operation.parameters.iter().zip(&own.parameters).enumerate() {
                    if !parameter.required {
                        let setter = [&name, ".", setter.as_str()].concat();
                        today.put(setter, Thing::RequestSetter(index, at, position), Role::Setter);
                    }
                }
                today.taken.insert([&name, ".", own.body.as_str()].concat(), Role::Setter);
            }
        }
        for (id, type_def) in query::with_ids(&api.types) {
            let TypeKind::Record(record) = &type_def.kind else { continue };
            let own = names.type_names(id);
            for (position, (field, name)) in record.fields.iter().zip(&own.fields).enumerate() {
                let name = [own.rust_name.as_str(), ".", name.as_str()].concat();
                if type_def.usage.request && !field.required && !field.read_only {
                    today.put(name, Thing::FieldSetter(id, position), Role::Field);
                } else {
                    today.taken.insert(name, Role::Field);
                }
            }
        }
        today
    }

    fn former(&self, was: &str, now: &str, known: &[Former]) -> Result<Former, Problem> {
        let (thing, role) = self.thing(now)?;
        let (old_owner, rust_name) = split(was);
        let (owner, _) = split(now);
        // What the owner itself was called leads there, too.
        let is_owner = |former: &&Former| {
            let was = if former.was.contains('.') || !owner.ends_with("()") {
                former.was.clone()
            } else {
                [&former.was, "()"].concat()
            };
            was == old_owner && (former.now == owner || [&former.now, "()"].concat() == owner)
        };
        if old_owner != owner && !known.iter().any(|former| is_owner(&former)) {
            return Err(Problem {
                id: DiagnosticId::OverrideInvalid,
                message: format!("`{was}` does not belong to what `{now}` belongs to, so it cannot lead there"),
                help: Some(format!("write `{owner}.{rust_name}`")),
            });
        }
        if !reserved::is_identifier(rust_name, role) {
            return Err(Problem {
                id: DiagnosticId::InvalidName,
                message: format!("`{rust_name}` was no name that this could have in Rust"),
                help: None,
            });
        }
        let same_role = |other: &Role| (*other == Role::Type) == (role == Role::Type);
        let today = [owner, if owner.is_empty() { "" } else { "." }, rust_name].concat();
        let is_taken = self.things.get(&today).is_some_and(|things| things.iter().any(|(_, role)| same_role(role)))
            || self.taken.contains_key(&today);
        if is_taken {
            return Err(Problem {
                id: DiagnosticId::InvalidName,
                message: format!("`{today}` is the name of something today, so it cannot be a former name as well"),
                help: Some("remove the entry, or give the other another name".to_owned()),
            });
        }
        let rust_name = RustIdent::of(rust_name);
        Ok(Former { thing, rust_name, was: was.to_owned(), now: now.to_owned() })
    }

    fn thing(&self, now: &str) -> Result<(Thing, Role), Problem> {
        match self.things.get(now).map(Vec::as_slice) {
            Some([one, ..]) => Ok(*one),
            _ if self.taken.contains_key(now) => Err(Problem {
                id: DiagnosticId::OverrideInvalid,
                message: format!("`{now}` has no setter, and a field has one name only"),
                help: Some("remove the entry: code that reads the field has to change".to_owned()),
            }),
            _ => Err(Problem {
                id: DiagnosticId::OverrideUnknown,
                message: format!("the client has no `{now}`"),
                help: suggest(now, self.things.keys().map(String::as_str))
                    .map(|nearest| format!("did you mean `{nearest}`?")),
            }),
        }
    }
}

/// What a name belongs to, and the name alone: `users().list` and `per_page`.
fn split(name: &str) -> (&str, &str) {
    name.rsplit_once('.').unwrap_or(("", name))
}
