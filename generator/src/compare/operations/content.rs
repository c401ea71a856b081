//! Bodies by media type: which there are, and the schemas in them.

use super::{Call, is_true, one_way, same};
use crate::compare::difference::{Difference, Direction};
use crate::compare::schemas::Schemas;
use crate::compare::site::{Site, child, entries, target};
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
                self.media(call, label, old, new, way);
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

    fn media(&mut self, call: &Call<'d>, label: &str, old: &Located<'d>, new: &Located<'d>, way: Direction) {
        for key in ["schema", "itemSchema"] {
            let before = child(old, key).map(|schema| Site::of(self.before.document, schema));
            let after = child(new, key).map(|schema| Site::of(self.after.document, schema));
            if before.is_some() || after.is_some() {
                let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
                self.pairs.root(before, after, label.to_owned(), call.reach(way));
            }
        }
        let (was, now) = (child(old, "encoding"), child(new, "encoding"));
        if !same(was.as_ref(), now.as_ref()) {
            let difference = Difference::new("body-encoding", label, "parts are written in another way", call.met(way));
            let place =
                |at: &Option<Located<'d>>, whole: &Located<'d>| Some(at.as_ref().unwrap_or(whole).pointer.clone());
            self.found(one_way(difference, way).places(place(&was, old), place(&now, new)));
        }
        self.docs(old, new, &["example", "examples"]);
        let known = ["schema", "itemSchema", "encoding", "example", "examples"];
        self.rest(label, old, new, &known, call.met(way));
    }
}

/// Media types without differences of spelling, with what they hold.
pub(super) fn media_types<'d>(schemas: &Schemas<'d>, at: &Located<'d>, is_before: bool) -> Vec<(String, Located<'d>)> {
    let document = if is_before { schemas.before.document } else { schemas.after.document };
    let content = child(at, "content");
    content.iter().flat_map(entries).map(|(name, media)| (spelling(name), target(document, media))).collect()
}

/// JSON is in UTF-8, whether its media type says so or not.
fn spelling(media_type: &str) -> String {
    let spelling = media_type.to_ascii_lowercase().replace(' ', "");
    let json = spelling.strip_suffix(";charset=utf-8").filter(|name| name.ends_with("json"));
    json.map(str::to_owned).unwrap_or(spelling)
}
