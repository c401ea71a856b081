//! Servers: the URLs of an operation, their order, and their variables.

use std::collections::BTreeSet;

use super::Call;
use crate::compare::difference::{Difference, Met};
use crate::compare::schemas::Schemas;
use crate::compare::site::{child, entries, items, root};
use crate::document::{Document, Located, Node};
use crate::source::JsonPointer;

/// The servers of an operation, and where they are written.
struct Servers<'d> {
    list: Vec<Server<'d>>,
    at: JsonPointer,
}

/// A URL, and where the server is written.
type Server<'d> = (String, Located<'d>);

/// What happened to servers.
struct ServerChange {
    rule: &'static str,
    words: String,
    was: String,
    now: String,
}

impl<'d> Schemas<'d> {
    pub(super) fn servers(&mut self, call: &Call<'d>) {
        let old = servers(self.before.document, &call.before);
        let new = servers(self.after.document, &call.after);
        let subject = if old.at.as_str() == "/servers" { "servers" } else { &[&call.label, ", servers"].concat() };
        let without = |one: &Servers<'d>, other: &Servers<'d>| -> Vec<Server<'d>> {
            one.list.iter().filter(|(url, _)| !other.list.iter().any(|(known, _)| known == url)).cloned().collect()
        };
        let mut found = changed(without(&old, &new), without(&new, &old));
        let first = |servers: &Servers<'d>| servers.list.first().map(|(url, _)| url.clone()).unwrap_or_default();
        if found.is_empty() && first(&old) != first(&new) {
            let words = format!("the first is `{}` (was `{}`)", first(&new), first(&old));
            found.push(ServerChange { rule: "server-order", words, was: first(&old), now: first(&new) });
        }
        for ServerChange { rule, words, was, now } in found {
            let difference = Difference::new(rule, subject, words, call.met(call.sent)).values(was, now);
            self.found(difference.places(Some(old.at.clone()), Some(new.at.clone())));
        }
        for (url, before) in &old.list {
            if let Some((_, after)) = new.list.iter().find(|(known, _)| known == url) {
                self.variables(subject, before, after, &call.met(call.sent));
                self.docs(before, after, &["description", "name"]);
            }
        }
    }

    fn variables(&mut self, subject: &str, old: &Located<'d>, new: &Located<'d>, met: &Met) {
        let (before, after) = (child(old, "variables"), child(new, "variables"));
        for (name, was) in before.iter().flat_map(entries) {
            let Some(now) = after.as_ref().and_then(|after| child(after, name)) else { continue };
            let default = |at: &Located<'d>| at.node.get("default").and_then(Node::to_text).unwrap_or_default();
            let values = |at: &Located<'d>| -> BTreeSet<String> {
                at.node.get("enum").iter().flat_map(|list| list.items()).filter_map(Node::to_text).collect()
            };
            let mut found: Vec<(&str, String)> = Vec::new();
            if default(&was) != default(&now) {
                let words = format!("`{name}` is `{}` by default (was `{}`)", default(&now), default(&was));
                found.push(("server-default", words));
            }
            let (old_values, new_values) = (values(&was), values(&now));
            if old_values.is_empty() != new_values.is_empty() {
                let rule = if new_values.is_empty() { "server-value-added" } else { "server-value-removed" };
                found.push((rule, format!("`{name}` has other values")));
            } else {
                let gone = old_values
                    .difference(&new_values)
                    .map(|value| ("server-value-removed", format!("`{name}` must not be `{value}`")));
                let come = new_values
                    .difference(&old_values)
                    .map(|value| ("server-value-added", format!("`{name}` may be `{value}`")));
                found.extend(gone.chain(come));
            }
            for (rule, words) in found {
                let difference = Difference::new(rule, subject, words, met.clone());
                self.found(difference.places(Some(was.pointer.clone()), Some(now.pointer.clone())));
            }
            self.docs(&was, &now, &["description"]);
        }
    }
}

/// What happened to the servers that only one of the documents has.
fn changed(mut gone: Vec<Server<'_>>, mut come: Vec<Server<'_>>) -> Vec<ServerChange> {
    let mut found = Vec::new();
    // A URL with variables that gives the other one by default.
    gone.retain(|old| {
        let same = |new: &Server<'_>| {
            by_default(old) == by_default(new)
                && old.1.node.get("variables").is_some() != new.1.node.get("variables").is_some()
        };
        let Some(at) = come.iter().position(same) else { return true };
        let (was, now) = (old.0.clone(), come.remove(at).0);
        let rule = if now.contains('{') { "server-variable-added" } else { "server-variable-removed" };
        found.push(ServerChange { rule, words: format!("`{now}` (was `{was}`)"), was, now });
        false
    });
    let urls = |list: Vec<Server<'_>>| list.into_iter().map(|(url, _)| url).collect::<Vec<String>>();
    let (gone, come) = (urls(gone), urls(come));
    let replaced: BTreeSet<(&str, &str)> = gone.iter().zip(&come).map(|(was, now)| replaced(was, now)).collect();
    if gone.len() == come.len() && replaced.len() == 1 {
        let (was, now) = (gone.join(", "), come.join(", "));
        found.push(ServerChange { rule: "server-changed", words: format!("`{now}` (was `{was}`)"), was, now });
        return found;
    }
    found.extend(gone.into_iter().map(|url| ServerChange {
        rule: "server-removed",
        words: format!("`{url}` removed"),
        was: url,
        now: String::new(),
    }));
    found.extend(come.into_iter().map(|url| ServerChange {
        rule: "server-added",
        words: format!("new server `{url}`"),
        was: String::new(),
        now: url,
    }));
    found
}

/// The URL without variables that the defaults give.
fn by_default((url, at): &Server<'_>) -> String {
    let variables = child(at, "variables");
    let filled = variables.iter().flat_map(entries).fold(url.clone(), |url, (name, variable)| {
        let default = variable.node.get("default").and_then(Node::to_text).unwrap_or_default();
        url.replace(&["{", name, "}"].concat(), &default)
    });
    filled.trim_end_matches('/').to_owned()
}

/// What of the first URL is another in the second.
fn replaced<'u>(was: &'u str, now: &'u str) -> (&'u str, &'u str) {
    let alike = |(one, other): &(char, char)| one == other;
    let start: usize = was.chars().zip(now.chars()).take_while(alike).map(|(own, _)| own.len_utf8()).sum();
    let (was, now) = (was.get(start..).unwrap_or_default(), now.get(start..).unwrap_or_default());
    let end: usize = was.chars().rev().zip(now.chars().rev()).take_while(alike).map(|(own, _)| own.len_utf8()).sum();
    (was.get(..was.len() - end).unwrap_or_default(), now.get(..now.len() - end).unwrap_or_default())
}

fn servers<'d>(document: &'d Document, written: &super::Written<'d>) -> Servers<'d> {
    let root = root(document);
    let at = [&written.at, &written.item, &root].into_iter().find_map(|holder| child(holder, "servers"));
    let url = |at: &Located<'d>| {
        let text = at.node.get("url").and_then(Node::as_str).unwrap_or("/");
        if text.len() > 1 { text.trim_end_matches('/').to_owned() } else { text.to_owned() }
    };
    let list = at.iter().flat_map(items).map(|server| (url(&server), server)).collect();
    Servers { list, at: at.map_or_else(|| root.pointer.child("servers"), |at| at.pointer) }
}
