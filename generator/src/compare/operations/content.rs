//! Bodies by media type: which there are, and the schemas in them.

use std::collections::BTreeMap;

use super::{Call, is_true, one_way, same};
use crate::compare::difference::{Difference, Direction};
use crate::compare::pairs::Written;
use crate::compare::schemas::Schemas;
use crate::compare::site::{Site, child, entries, target};
use crate::compare::spelling::media_type;
use crate::document::Located;

/// The rules for media types that come and go.
pub(super) struct MediaRules {
    pub(super) added: &'static str,
    pub(super) removed: &'static str,
    pub(super) changed: &'static str,
}

impl<'d> Schemas<'d> {
    pub(super) fn body(&mut self, call: &Call<'d>) {
        let old = child(&call.before.at, "requestBody").map(|body| target(self.before.document, body));
        let new = child(&call.after.at, "requestBody").map(|body| target(self.after.document, body));
        let label = [&call.label, ", body"].concat();
        match (old, new) {
            (None, None) => {}
            (Some(old), Some(new)) => self.kept_body(call, &label, &old, &new),
            (Some(old), None) => {
                let difference = Difference::new("body-removed", &label, "removed", call.met(call.sent));
                self.found(
                    one_way(difference, call.sent).places(Some(old.pointer), Some(call.after.at.pointer.clone())),
                );
            }
            (None, Some(new)) => {
                let required = is_true(&new, "required");
                let rule = if required { "required-body-added" } else { "body-added" };
                let words = if required { "new, required" } else { "new, optional" };
                let difference = Difference::new(rule, &label, words, call.met(call.sent));
                self.found(
                    one_way(difference, call.sent).places(Some(call.before.at.pointer.clone()), Some(new.pointer)),
                );
            }
        }
    }

    fn kept_body(&mut self, call: &Call<'d>, label: &str, old: &Located<'d>, new: &Located<'d>) {
        let rule = match (is_true(old, "required"), is_true(new, "required")) {
            (false, true) => Some(("body-required", "required now")),
            (true, false) => Some(("body-optional", "optional now")),
            _ => None,
        };
        if let Some((rule, words)) = rule {
            let difference = Difference::new(rule, label, words, call.met(call.sent));
            self.found(one_way(difference, call.sent).places(Some(old.pointer.clone()), Some(new.pointer.clone())));
        }
        let rules = MediaRules {
            added: "body-media-type-added",
            removed: "body-media-type-removed",
            changed: "body-media-type-removed",
        };
        self.content(call, label, old, new, call.sent, &rules);
        self.docs(old, new, &["description"]);
        self.rest(label, old, new, &["description", "required", "content"], call.met(call.sent));
    }

    /// Compares two `content` maps.
    pub(super) fn content(
        &mut self,
        call: &Call<'d>,
        label: &str,
        old: &Located<'d>,
        new: &Located<'d>,
        way: Direction,
        rules: &MediaRules,
    ) {
        let (before, after) = (media_types(self, old, true), media_types(self, new, false));
        let mut come: Vec<&(String, Located<'d>)> =
            after.iter().filter(|(name, _)| !before.iter().any(|(known, _)| known == name)).collect();
        let gone: Vec<&(String, Located<'d>)> =
            before.iter().filter(|(name, _)| !after.iter().any(|(known, _)| known == name)).collect();
        for (name, old) in &before {
            if let Some((_, new)) = after.iter().find(|(known, _)| known == name) {
                self.media(call, label, name, (old, new), way);
            }
        }
        if let ([(was, old)], [(now, new)]) = (gone.as_slice(), come.as_slice()) {
            let words = format!("`{now}` (was `{was}`)");
            let difference =
                Difference::new(rules.changed, label, words, call.met(way)).values(was.clone(), now.clone());
            self.found(one_way(difference, way).places(Some(old.pointer.clone()), Some(new.pointer.clone())));
            return;
        }
        for (name, old) in gone {
            let difference = Difference::new(rules.removed, label, format!("no `{name}` any more"), call.met(way));
            self.found(
                one_way(difference.values(name.clone(), ""), way)
                    .places(Some(old.pointer.clone()), Some(new.pointer.clone())),
            );
        }
        for (name, new) in come.drain(..) {
            let difference = Difference::new(rules.added, label, format!("`{name}` as well"), call.met(way));
            self.found(
                one_way(difference.values("", name.clone()), way)
                    .places(Some(old.pointer.clone()), Some(new.pointer.clone())),
            );
        }
    }

    fn media(&mut self, call: &Call<'d>, label: &str, name: &str, kept: (&Located<'d>, &Located<'d>), way: Direction) {
        let (old, new) = kept;
        for key in ["schema", "itemSchema"] {
            let before = child(old, key).map(|schema| Site::of(self.before.document, schema));
            let after = child(new, key).map(|schema| Site::of(self.after.document, schema));
            if before.is_some() || after.is_some() {
                let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
                self.pairs.root(before, after, label.to_owned(), call.reach(way), written(name));
            }
        }
        self.encoding(call, label, old, new, way);
        self.docs(old, new, &["example", "examples"]);
        let known = ["schema", "itemSchema", "encoding", "example", "examples"];
        self.rest(label, old, new, &known, call.met(way));
    }

    /// How the parts of a form are written.
    fn encoding(&mut self, call: &Call<'d>, label: &str, old: &Located<'d>, new: &Located<'d>, way: Direction) {
        let (was, now) = (child(old, "encoding"), child(new, "encoding"));
        if same(was.as_ref(), now.as_ref()) {
            return;
        }
        let place = |at: &Option<Located<'d>>, whole: &Located<'d>| Some(at.as_ref().unwrap_or(whole).pointer.clone());
        let places = (place(&was, old), place(&now, new));
        let Some(changed) = was.as_ref().zip(now.as_ref()).and_then(|(was, now)| media_types_of_parts(was, now)) else {
            let difference = Difference::new("body-encoding", label, "parts are written in another way", call.met(way));
            self.found(one_way(difference, way).places(places.0, places.1));
            return;
        };
        for (part, was, now) in changed {
            let rule = match (includes(&now, &was), includes(&was, &now)) {
                (true, _) => "part-media-type-added",
                (_, true) => "part-media-type-removed",
                _ => "body-encoding",
            };
            // The client writes the only media type, and of several the one that it is given.
            let is_given = |list: &[&str]| list.len() > 1 || list.iter().any(|name| name.contains('*'));
            let is_silent = is_given(&was) != is_given(&now);
            let (was, now) = (was.join(", "), now.join(", "));
            let difference = Difference::new(rule, label, format!("part `{part}` as {now} (was {was})"), call.met(way));
            let difference = difference.values(was, now).silently(is_silent);
            self.found(one_way(difference, way).places(places.0.clone(), places.1.clone()));
        }
    }
}

/// A part of a form with its media types before and after.
type PartMedia<'d> = (&'d str, Vec<&'d str>, Vec<&'d str>);

/// The parts whose media types differ; none where anything else differs, too.
fn media_types_of_parts<'d>(old: &Located<'d>, new: &Located<'d>) -> Option<Vec<PartMedia<'d>>> {
    let parts = |at: &Located<'d>| entries(at).collect::<BTreeMap<_, _>>();
    let (old, new) = (parts(old), parts(new));
    if !old.keys().eq(new.keys()) {
        return None;
    }
    let types = |part: &Located<'d>| -> Option<Vec<&'d str>> {
        let list = part.node.get("contentType")?.as_str()?;
        Some(list.split(',').map(str::trim).collect())
    };
    let others = |part: &Located<'d>| {
        let own = entries(part).filter(|(key, _)| *key != "contentType");
        own.map(|(key, at)| (key, at.node.to_json())).collect::<BTreeMap<_, _>>()
    };
    let mut changed = Vec::new();
    for ((name, was), now) in old.iter().zip(new.values()) {
        if others(was) != others(now) {
            return None;
        }
        if !same(child(was, "contentType").as_ref(), child(now, "contentType").as_ref()) {
            changed.push((*name, types(was)?, types(now)?));
        }
    }
    Some(changed)
}

/// True if each of the second media types is one of the first, or in a range of them.
fn includes(wide: &[&str], narrow: &[&str]) -> bool {
    let has = |range: &str, name: &str| {
        range == name || range.strip_suffix('*').is_some_and(|start| start == "*/" || name.starts_with(start))
    };
    narrow.iter().all(|name| wide.iter().any(|range| has(range, name)))
}

/// How values are written as a media type.
fn written(media_type: &str) -> Written {
    if media_type.starts_with("application/x-www-form-urlencoded") { Written::Form } else { Written::Json }
}

/// Media types without differences of spelling, with what they hold.
pub(super) fn media_types<'d>(schemas: &Schemas<'d>, at: &Located<'d>, is_before: bool) -> Vec<(String, Located<'d>)> {
    let document = if is_before { schemas.before.document } else { schemas.after.document };
    let content = child(at, "content");
    content.iter().flat_map(entries).map(|(name, media)| (media_type(name), target(document, media))).collect()
}
