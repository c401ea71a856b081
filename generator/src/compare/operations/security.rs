//! Security: the alternatives of an operation as a set, and what the schemes are.

use std::collections::{BTreeMap, BTreeSet};

use super::Call;
use crate::compare::difference::{Difference, Direction, Met, Reach};
use crate::compare::schemas::Schemas;
use crate::compare::site::{child, entries, items, root, target};
use crate::document::{Document, Located, Node};
use crate::source::JsonPointer;

/// Schemes that hold together, with their scopes.
type Alternative = BTreeMap<String, BTreeSet<String>>;

/// What one operation requires, and where that is written.
struct Required {
    alternatives: BTreeSet<Alternative>,
    at: JsonPointer,
    of_document: bool,
}

impl<'d> Schemas<'d> {
    pub(super) fn security(&mut self, call: &Call<'d>) {
        let names = renamed(self.before.document, self.after.document);
        let old = required(self.before.document, &call.before.at, &names);
        let new = required(self.after.document, &call.after.at, &BTreeMap::new());
        if old.alternatives == new.alternatives {
            return;
        }
        let subject = if old.of_document && new.of_document { "security of the document" } else { &call.label };
        for (rule, words) in rules(&old.alternatives, &new.alternatives) {
            let difference = Difference::new(rule, subject, words, call.met(call.sent));
            let difference = difference.values(shown_all(&old.alternatives), shown_all(&new.alternatives));
            self.found(difference.places(Some(old.at.clone()), Some(new.at.clone())));
        }
    }

    /// The schemes that both documents have.
    pub(in crate::compare) fn schemes(&mut self) {
        let names = renamed(self.before.document, self.after.document);
        let (before, after) = (schemes(self.before.document), schemes(self.after.document));
        for (name, old) in &before {
            let new_name = names.get(*name).map_or(*name, String::as_str);
            if let Some((_, new)) = after.iter().find(|(known, _)| *known == new_name) {
                let reach = users(self.before.document, name).into_iter().chain(users(self.after.document, new_name));
                let reach: BTreeSet<Reach> = reach.collect();
                self.scheme(new_name, old, new, Met::At(reach.into_iter().collect()));
            }
        }
    }

    fn scheme(&mut self, name: &str, old: &Located<'d>, new: &Located<'d>, met: Met) {
        let label = ["security scheme ", name].concat();
        let says = |at: &Located<'d>, key: &str| {
            let text = at.node.get(key).and_then(Node::as_str).unwrap_or_default();
            if key == "scheme" { text.to_ascii_lowercase() } else { text.to_owned() }
        };
        let kind = |at: &Located<'d>| [says(at, "type"), says(at, "scheme")].join(" ").trim_end().to_owned();
        let (was, now) = (kind(old), kind(new));
        let is_other = was != now;
        if is_other {
            let is_lost = credentials(old) != credentials(new);
            let difference = Difference::new("scheme-changed", &label, format!("{now} (was {was})"), met.clone());
            let difference = difference.values(was, now).lost(is_lost);
            self.found(difference.places(Some(old.pointer.clone()), Some(new.pointer.clone())));
        }
        for (key, rule) in [("in", "scheme-changed"), ("name", "scheme-changed"), ("openIdConnectUrl", "sign-in-url")] {
            let (was, now) = (says(old, key), says(new, key));
            if was != now && !is_other {
                let difference =
                    Difference::new(rule, &label, format!("{key} {now} (was {was})"), met.clone()).values(was, now);
                self.found(difference.places(Some(old.pointer.clone()), Some(new.pointer.clone())));
            }
        }
        if !is_other {
            self.flows(&label, old, new, &met);
        }
        self.docs(old, new, &["description", "bearerFormat"]);
        let known = ["type", "scheme", "in", "name", "openIdConnectUrl", "flows", "description", "bearerFormat"];
        self.rest(&label, old, new, &known, met);
    }

    fn flows(&mut self, label: &str, old: &Located<'d>, new: &Located<'d>, met: &Met) {
        let flows = |at: &Located<'d>| child(at, "flows").iter().flat_map(entries).collect::<Vec<_>>();
        let (before, after) = (flows(old), flows(new));
        for (name, flow) in &before {
            match after.iter().find(|(known, _)| known == name) {
                Some((_, other)) => self.flow(label, flow, other, met),
                None => {
                    let difference =
                        Difference::new("flow-removed", label, format!("no flow `{name}` any more"), met.clone());
                    self.found(difference.places(Some(flow.pointer.clone()), Some(new.pointer.clone())));
                }
            }
        }
        for (name, flow) in after.iter().filter(|(name, _)| !before.iter().any(|(known, _)| known == name)) {
            let difference = Difference::new("flow-added", label, format!("new flow `{name}`"), met.clone());
            self.found(difference.places(Some(old.pointer.clone()), Some(flow.pointer.clone())));
        }
    }

    fn flow(&mut self, label: &str, old: &Located<'d>, new: &Located<'d>, met: &Met) {
        for (key, rule) in [
            ("tokenUrl", "token-url"),
            ("authorizationUrl", "sign-in-url"),
            ("refreshUrl", "sign-in-url"),
            ("deviceAuthorizationUrl", "sign-in-url"),
        ] {
            let says = |at: &Located<'d>| at.node.get(key).and_then(Node::as_str).unwrap_or_default().to_owned();
            let (was, now) = (says(old), says(new));
            if was != now {
                let difference =
                    Difference::new(rule, label, format!("{key} {now} (was {was})"), met.clone()).values(was, now);
                self.found(difference.places(Some(old.pointer.child(key)), Some(new.pointer.child(key))));
            }
        }
        let scopes = |at: &Located<'d>| {
            child(at, "scopes").iter().flat_map(entries).map(|(name, _)| name.to_owned()).collect::<BTreeSet<_>>()
        };
        let (was, now) = (scopes(old), scopes(new));
        let lists = [
            (was.difference(&now), "scope-undeclared", "no scope"),
            (now.difference(&was), "scope-declared", "new scope"),
        ];
        for (names, rule, words) in lists {
            for name in names {
                let difference = Difference::new(rule, label, format!("{words} `{name}`"), met.clone());
                self.found(difference.places(Some(old.pointer.child("scopes")), Some(new.pointer.child("scopes"))));
            }
        }
        if was == now {
            self.docs(old, new, &["scopes"]);
        }
    }
}

/// What a program has to give for a scheme.
fn credentials(scheme: &Located<'_>) -> &'static str {
    let says = |key: &str| scheme.node.get(key).and_then(Node::as_str).unwrap_or_default();
    match says("type") {
        "http" if says("scheme").eq_ignore_ascii_case("basic") => "basic",
        "apiKey" => "key",
        "oauth2" if scheme.node.get("flows").is_some_and(|flows| flows.get("clientCredentials").is_some()) => "client",
        _ => "token",
    }
}

/// What the change of alternatives is.
fn rules(old: &BTreeSet<Alternative>, new: &BTreeSet<Alternative>) -> Vec<(&'static str, String)> {
    let nobody = BTreeSet::from([Alternative::new()]);
    // No alternative means that nothing is needed, as does one that needs nothing.
    let [old, new] = [old, new].map(|set| if set.is_empty() { &nobody } else { set });
    let is_public = |set: &BTreeSet<Alternative>| set.contains(&Alternative::new());
    match (is_public(old), is_public(new)) {
        (true, false) => return vec![("security-required", format!("needs {} now", shown_all(new)))],
        (false, true) => return vec![("security-dropped", "needs no credentials any more".to_owned())],
        _ => {}
    }
    let gone: Vec<&Alternative> = old.difference(new).collect();
    let come: Vec<&Alternative> = new.difference(old).collect();
    if gone.is_empty() && come.is_empty() {
        return Vec::new();
    }
    if let ([gone], [come]) = (gone.as_slice(), come.as_slice())
        && gone.keys().eq(come.keys())
    {
        return scope_rules(gone, come);
    }
    let lost: Vec<&&Alternative> = gone.iter().filter(|gone| !new.iter().any(|come| implies(gone, come))).collect();
    let words = |list: &[&&Alternative]| list.iter().map(|one| shown(one)).collect::<Vec<_>>().join(", ");
    let come_words = come.iter().map(|one| shown(one)).collect::<Vec<_>>().join(", ");
    match (lost.is_empty(), come.is_empty()) {
        (true, true) => vec![("security-added", "the same ways to sign in".to_owned())],
        (true, false) => vec![("security-added", format!("{come_words} is accepted"))],
        (false, true) => vec![("security-removed", format!("{} is not accepted any more", words(&lost)))],
        (false, false) => vec![("security-changed", format!("{come_words} (was {})", words(&lost)))],
    }
}

fn scope_rules(old: &Alternative, new: &Alternative) -> Vec<(&'static str, String)> {
    let scopes = |one: &Alternative, other: &Alternative| -> Vec<String> {
        let empty = BTreeSet::new();
        one.iter().flat_map(|(name, scopes)| scopes.difference(other.get(name).unwrap_or(&empty))).cloned().collect()
    };
    let mut rules = Vec::new();
    rules.extend(scopes(new, old).into_iter().map(|scope| ("scope-required", format!("needs the scope `{scope}`"))));
    rules.extend(
        scopes(old, new)
            .into_iter()
            .map(|scope| ("scope-dropped", format!("does not need the scope `{scope}` any more"))),
    );
    rules
}

/// True if whoever satisfies the first alternative satisfies the second.
fn implies(one: &Alternative, other: &Alternative) -> bool {
    other.iter().all(|(name, scopes)| one.get(name).is_some_and(|own| scopes.is_subset(own)))
}

fn shown(alternative: &Alternative) -> String {
    let scheme = |(name, scopes): (&String, &BTreeSet<String>)| {
        let scopes: Vec<&str> = scopes.iter().map(String::as_str).collect();
        if scopes.is_empty() { name.clone() } else { format!("{name}[{}]", scopes.join(" ")) }
    };
    let schemes: Vec<String> = alternative.iter().map(scheme).collect();
    if schemes.is_empty() { "nothing".to_owned() } else { schemes.join(" and ") }
}

fn shown_all(alternatives: &BTreeSet<Alternative>) -> String {
    let list: Vec<String> = alternatives.iter().map(shown).collect();
    if list.is_empty() { "nothing".to_owned() } else { list.join(" or ") }
}

fn required(document: &Document, operation: &Located<'_>, names: &BTreeMap<String, String>) -> Required {
    let own = child(operation, "security");
    let of_document = own.is_none();
    let at = own.or_else(|| child(&root(document), "security"));
    let alternative = |at: Located<'_>| {
        entries(&at)
            .map(|(name, scopes)| {
                let name = names.get(name).cloned().unwrap_or_else(|| name.to_owned());
                let scopes = scopes.node.items().iter().filter_map(Node::as_str).map(str::to_owned).collect();
                (name, scopes)
            })
            .collect()
    };
    let alternatives = at.iter().flat_map(items).map(alternative).collect();
    let pointer = at.map_or_else(|| operation.pointer.clone(), |at| at.pointer);
    Required { alternatives, at: pointer, of_document }
}

fn schemes(document: &Document) -> Vec<(&str, Located<'_>)> {
    let components = child(&root(document), "components");
    let schemes = components.and_then(|components| child(&components, "securitySchemes"));
    schemes.iter().flat_map(entries).map(|(name, at)| (name, target(document, at))).collect()
}

/// New names of schemes that are the same but for their name.
fn renamed(before: &Document, after: &Document) -> BTreeMap<String, String> {
    let (old, new) = (schemes(before), schemes(after));
    let has = |list: &[(&str, Located<'_>)], name: &str| list.iter().any(|(known, _)| *known == name);
    let mut names = BTreeMap::new();
    for (name, at) in old.iter().filter(|(name, _)| !has(&new, name)) {
        let same =
            |(other, place): &&(&str, Located<'_>)| !has(&old, other) && place.node.to_json() == at.node.to_json();
        if let Some((other, _)) = new.iter().find(same) {
            names.insert((*name).to_owned(), (*other).to_owned());
        }
    }
    names
}

/// The operations that use a scheme.
fn users(document: &Document, name: &str) -> Vec<Reach> {
    let paths = super::operations(document, child(&root(document), "paths"));
    let uses = |written: &super::Written<'_>| {
        required(document, &written.at, &BTreeMap::new()).alternatives.iter().any(|one| one.contains_key(name))
    };
    let reach = |written: super::Written<'_>| Reach { operation: written.label(), direction: Direction::Request };
    paths.into_iter().filter(uses).map(reach).collect()
}
