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
    list: Vec<(String, Located<'d>)>,
    at: JsonPointer,
}

impl<'d> Schemas<'d> {
    pub(super) fn servers(&mut self, call: &Call<'d>) {
        let old = servers(self.before.document, &call.before);
        let new = servers(self.after.document, &call.after);
        let subject = if old.at.as_str() == "/servers" { "servers" } else { &[&call.label, ", servers"].concat() };
        let without = |one: &Servers<'d>, other: &Servers<'d>| -> Vec<String> {
            let urls = one.list.iter().map(|(url, _)| url);
            urls.filter(|url| !other.list.iter().any(|(known, _)| known == *url)).cloned().collect()
        };
        let (gone, come) = (without(&old, &new), without(&new, &old));
        let mut found: Vec<(&str, String, String, String)> = Vec::new();
        if let ([was], [now]) = (gone.as_slice(), come.as_slice()) {
            found.push(("server-changed", format!("`{now}` (was `{was}`)"), was.clone(), now.clone()));
        } else {
            found
                .extend(gone.into_iter().map(|url| ("server-removed", format!("`{url}` removed"), url, String::new())));
            found.extend(
                come.into_iter().map(|url| ("server-added", format!("new server `{url}`"), String::new(), url)),
            );
        }
        let first = |servers: &Servers<'d>| servers.list.first().map(|(url, _)| url.clone()).unwrap_or_default();
        if found.is_empty() && first(&old) != first(&new) {
            let words = format!("the first is `{}` (was `{}`)", first(&new), first(&old));
            found.push(("server-order", words, first(&old), first(&new)));
        }
        for (rule, words, was, now) in found {
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
