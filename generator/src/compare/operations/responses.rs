//! Responses: statuses, their content and headers.

use super::content::{MediaRules, media_types};
use super::{Call, is_true, one_way};
use crate::compare::difference::Difference;
use crate::compare::pairs::Written;
use crate::compare::schemas::Schemas;
use crate::compare::site::{Site, child, entries, target};
use crate::document::{Document, Located};

/// Responses by status, in upper case.
type Statuses<'d> = Vec<(String, Located<'d>)>;

impl<'d> Schemas<'d> {
    pub(super) fn responses(&mut self, call: &Call<'d>) {
        let before = statuses(self.before.document, &call.before.at);
        let after = statuses(self.after.document, &call.after.at);
        for (status, old) in &before {
            if let Some((_, new)) = after.iter().find(|(known, _)| known == status) {
                self.response(call, status, old, new);
            }
        }
        let without = |list: &Statuses<'d>, other: &Statuses<'d>| -> Statuses<'d> {
            list.iter().filter(|(status, _)| !other.iter().any(|(known, _)| known == status)).cloned().collect()
        };
        let (mut gone, mut come) = (without(&before, &after), without(&after, &before));
        self.changed_success(call, &mut gone, &mut come);
        for (status, old) in gone {
            self.removed_status(call, &status, old, &after);
        }
        for (status, new) in come {
            self.added_status(call, &status, new, &before);
        }
    }

    /// One success in the place of another one.
    fn changed_success(&mut self, call: &Call<'d>, gone: &mut Statuses<'d>, come: &mut Statuses<'d>) {
        let successes = |list: &Statuses<'d>| -> Vec<usize> {
            list.iter().enumerate().filter(|(_, (status, _))| is_success(status)).map(|(at, _)| at).collect()
        };
        let (&[from], &[to]) = (successes(gone).as_slice(), successes(come).as_slice()) else { return };
        let ((was, old), (now, new)) = (gone.remove(from), come.remove(to));
        let label = [&call.label, ", response"].concat();
        let words = format!("status {now} (was {was})");
        let difference = Difference::new("success-status-changed", &label, words, call.met(call.received));
        let difference = one_way(difference.values(was, now.clone()), call.received);
        self.found(difference.places(Some(old.pointer.clone()), Some(new.pointer.clone())));
        self.response(call, &now, &old, &new);
    }

    fn removed_status(&mut self, call: &Call<'d>, status: &str, old: Located<'d>, after: &Statuses<'d>) {
        let is_last = is_success(status) && !after.iter().any(|(other, _)| is_success(other) || other == "DEFAULT");
        let rule = match (is_success(status), is_covered(status, after)) {
            _ if is_last => "last-success-removed",
            (_, true) => "status-uncovered",
            (true, false) => "success-status-removed",
            (false, false) => "error-status-removed",
        };
        let words = format!("status {} removed", shown(status));
        let difference = Difference::new(rule, &call.label, words, call.met(call.received)).values(shown(status), "");
        let responses = child(&call.after.at, "responses").map(|at| at.pointer);
        self.found(one_way(difference, call.received).places(Some(old.pointer), responses));
    }

    fn added_status(&mut self, call: &Call<'d>, status: &str, new: Located<'d>, before: &Statuses<'d>) {
        let rule = match (is_success(status), is_covered(status, before)) {
            (_, true) => "status-covered",
            (true, false) => "success-status-added",
            (false, false) => "error-status-added",
        };
        let words = format!("new status {}", shown(status));
        let difference = Difference::new(rule, &call.label, words, call.met(call.received)).values("", shown(status));
        let responses = child(&call.before.at, "responses").map(|at| at.pointer);
        self.found(one_way(difference, call.received).places(responses, Some(new.pointer)));
    }

    fn response(&mut self, call: &Call<'d>, status: &str, old: &Located<'d>, new: &Located<'d>) {
        let label = response_label(call, status, new);
        let has = |schemas: &Self, at: &Located<'d>, is_before| !media_types(schemas, at, is_before).is_empty();
        let rule = match (has(self, old, true), has(self, new, false)) {
            (false, true) => Some(("response-content-added", "has content now")),
            (true, false) => Some(("response-content-removed", "has no content any more")),
            _ => None,
        };
        if let Some((rule, words)) = rule {
            let difference = Difference::new(rule, &label, words, call.met(call.received));
            self.found(one_way(difference, call.received).places(Some(old.pointer.clone()), Some(new.pointer.clone())));
        } else {
            let rules = MediaRules {
                added: "response-media-type-added",
                removed: "response-media-type-removed",
                changed: "response-media-type-changed",
            };
            self.content(call, &label, old, new, call.received, &rules);
        }
        self.headers(call, &label, old, new);
        self.links(call, &label, old, new);
        self.docs(old, new, &["description", "summary"]);
        self.rest(
            &label,
            old,
            new,
            &["description", "summary", "content", "headers", "links"],
            call.met(call.received),
        );
    }

    fn links(&mut self, call: &Call<'d>, label: &str, old: &Located<'d>, new: &Located<'d>) {
        let (was, now) = (child(old, "links"), child(new, "links"));
        if !super::same(was.as_ref(), now.as_ref()) {
            let difference = Difference::new("links", label, "other links", call.met(call.received));
            self.found(one_way(difference, call.received).places(was.map(|at| at.pointer), now.map(|at| at.pointer)));
        }
    }

    fn headers(&mut self, call: &Call<'d>, label: &str, old: &Located<'d>, new: &Located<'d>) {
        let before = headers(self.before.document, old);
        let after = headers(self.after.document, new);
        for (name, old) in &before {
            let label = format!("{label}, header {name}");
            if let Some((_, new)) = after.iter().find(|(known, _)| known == name) {
                self.header(call, &label, old, new);
                continue;
            }
            let rule = if is_true(old, "required") { "required-header-removed" } else { "header-removed" };
            let difference = Difference::new(rule, &label, "removed", call.met(call.received));
            let difference = difference.after_deprecation(is_true(old, "deprecated"));
            self.found(one_way(difference, call.received).places(Some(old.pointer.clone()), Some(new.pointer.clone())));
        }
        for (name, new) in after.iter().filter(|(name, _)| !before.iter().any(|(known, _)| known == name)) {
            let label = format!("{label}, header {name}");
            let difference = Difference::new("header-added", &label, "new", call.met(call.received));
            self.found(one_way(difference, call.received).places(Some(old.pointer.clone()), Some(new.pointer.clone())));
        }
    }

    fn header(&mut self, call: &Call<'d>, label: &str, old: &Located<'d>, new: &Located<'d>) {
        let marks = [
            (is_true(old, "required"), is_true(new, "required"), "header-required", "header-optional", "always sent"),
            (is_true(old, "deprecated"), is_true(new, "deprecated"), "deprecated", "undeprecated", "deprecated"),
        ];
        for (was, now, on, off, word) in marks.into_iter().filter(|(was, now, ..)| was != now) {
            let (rule, words) = if now { (on, format!("{word} now")) } else { (off, format!("not {word} any more")) };
            let difference =
                Difference::new(rule, label, words, call.met(call.received)).values(was.to_string(), now.to_string());
            self.found(one_way(difference, call.received).places(Some(old.pointer.clone()), Some(new.pointer.clone())));
        }
        let site = |document: &'d Document, at: &Located<'d>| {
            child(at, "schema").map(|schema| Site::of(document, schema)).unwrap_or_default()
        };
        let (before, after) = (site(self.before.document, old), site(self.after.document, new));
        self.pairs.root(before, after, label.to_owned(), call.reach(call.received), Written::Text);
        self.docs(old, new, &["description", "example", "examples"]);
        let known = ["description", "required", "deprecated", "schema", "example", "examples"];
        self.rest(label, old, new, &known, call.met(call.received));
    }
}

/// A shared response is one thing, whichever operation it is met in.
fn response_label(call: &Call<'_>, status: &str, at: &Located<'_>) -> String {
    match at.pointer.last() {
        Some(name) if at.pointer.as_str().starts_with("/components/responses/") => format!("response {name}"),
        _ => format!("{}, response {}", call.label, shown(status)),
    }
}

fn statuses<'d>(document: &'d Document, operation: &Located<'d>) -> Statuses<'d> {
    let responses = child(operation, "responses");
    let own = responses.iter().flat_map(entries).filter(|(status, _)| !status.starts_with("x-"));
    own.map(|(status, at)| (status.to_ascii_uppercase(), target(document, at))).collect()
}

fn headers<'d>(document: &'d Document, response: &Located<'d>) -> Vec<(String, Located<'d>)> {
    let headers = child(response, "headers");
    let own = headers.iter().flat_map(entries).filter(|(name, _)| !name.eq_ignore_ascii_case("content-type"));
    own.map(|(name, at)| (name.to_ascii_lowercase(), target(document, at))).collect()
}

fn is_success(status: &str) -> bool {
    status.starts_with('2')
}

/// True if a range or `default` covers the status; `default` is for errors where there is a success of its own.
fn is_covered(status: &str, list: &Statuses<'_>) -> bool {
    let has = |wanted: &str| list.iter().any(|(known, _)| known == wanted);
    let range = status.get(..1).map(|first| [first, "XX"].concat()).unwrap_or_default();
    let is_alone = !list.iter().any(|(known, _)| is_success(known));
    status != "DEFAULT" && (status != range && has(&range) || has("DEFAULT") && (!is_success(status) || is_alone))
}

fn shown(status: &str) -> String {
    if status == "DEFAULT" { "default".to_owned() } else { status.to_owned() }
}
