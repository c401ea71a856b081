//! Types, values, formats, limits, patterns and defaults.

use std::collections::BTreeSet;

use regex::Regex;
use serde_json::Value;

use super::{Both, Schemas};
use crate::compare::difference::{Difference, Met};
use crate::compare::level::Wire;
use crate::compare::merge::{is_lower, is_tighter};
use crate::compare::pairs::Written;
use crate::compare::shape::{Limit, Said, Shape};

impl<'d> Schemas<'d> {
    /// Compares the types; true if it makes sense to compare the rest.
    pub(super) fn types(&mut self, both: &Both<'d>) -> bool {
        let (before, after) = (&both.before, &both.after);
        let (old, new) = (before.types.as_ref(), after.types.as_ref());
        let rule = match (old, new) {
            (None, None) => return !self.any(both),
            (Some(_), None) if after.unions.is_empty() => "type-widened",
            (None, Some(_)) if before.unions.is_empty() => "type-narrowed",
            (Some(old), Some(new)) if old.value == new.value => return true,
            (Some(_), Some(_)) if both.written == Written::Text && is_text_of(after, before) => "type-widened",
            (Some(_), Some(_)) if both.written == Written::Text && is_text_of(before, after) => "type-narrowed",
            (Some(old), Some(new)) if includes(&new.value, &old.value) => "type-widened",
            (Some(old), Some(new)) if includes(&old.value, &new.value) => "type-narrowed",
            (Some(_), Some(_)) => "type-changed",
            _ => return true,
        };
        self.type_difference(both, rule);
        false
    }

    /// A schema without a type against a union: every value, or some.
    fn any(&mut self, both: &Both<'d>) -> bool {
        let rule = match (both.before.is_any(), both.after.is_any()) {
            (true, false) if both.after.values.is_none() => "type-narrowed",
            (false, true) if both.before.values.is_none() => "type-widened",
            _ => return false,
        };
        self.type_difference(both, rule);
        true
    }

    pub(super) fn type_difference(&mut self, both: &Both<'d>, rule: &str) {
        let (was, now) = (both.before.type_words(), both.after.type_words());
        let words = format!("{now} (was {was})");
        let place = |shape: &Shape<'d>| Some(shape.place_of(shape.types.as_ref()));
        let difference = Difference::new(rule, &both.label, words, Met::Pair(both.id)).values(was, now);
        self.found(difference.places(place(&both.before), place(&both.after)));
    }

    pub(super) fn null(&mut self, both: &Both<'d>) {
        let (before, after) = (&both.before, &both.after);
        if both.is_null_of_choice || before.is_any() || after.is_any() || before.nullable == after.nullable {
            return;
        }
        let (rule, words) = if after.nullable {
            ("null-allowed", "may be null now")
        } else {
            ("null-refused", "must not be null any more")
        };
        let difference = Difference::new(rule, &both.label, words, Met::Pair(both.id));
        self.found(difference.places(Some(before.at.clone()), Some(after.at.clone())));
    }

    pub(super) fn values(&mut self, both: &Both<'d>) {
        let (old, new) = (both.before.values.as_ref(), both.after.values.as_ref());
        let places = (both.before.place_of(old), both.after.place_of(new));
        let found = |rule: &str, words: String, was: String, now: String| {
            let places = (Some(places.0.clone()), Some(places.1.clone()));
            Difference::new(rule, &both.label, words, Met::Pair(both.id)).values(was, now).places(places.0, places.1)
        };
        match (old, new) {
            (None, None) => {}
            (None, Some(new)) => {
                self.found(found(
                    "enum-added",
                    "only the listed values now".to_owned(),
                    "any".to_owned(),
                    listed(&new.value),
                ));
            }
            (Some(old), None) => {
                self.found(found("enum-removed", "any value now".to_owned(), listed(&old.value), "any".to_owned()));
            }
            (Some(old), Some(new)) => self.listed_values(both, old, new),
        }
    }

    /// Values that come and go, each at its own place in the list.
    fn listed_values(&mut self, both: &Both<'d>, old: &Said<Vec<Value>>, new: &Said<Vec<Value>>) {
        if old.value == new.value {
            return;
        }
        let gone: Vec<&Value> = old.value.iter().filter(|value| !new.value.contains(value)).collect();
        let come: Vec<&Value> = new.value.iter().filter(|value| !old.value.contains(value)).collect();
        let was_at = |value| Some(self.before.value_place(&old.at, value));
        let is_at = |value| Some(self.after.value_place(&new.at, value));
        let found = |rule: &str, words: String| Difference::new(rule, &both.label, words, Met::Pair(both.id));
        let differences: Vec<Difference> = if let ([gone], [come]) = (gone.as_slice(), come.as_slice()) {
            let renamed = found("enum-value-renamed", format!("value {come} instead of {gone}"));
            vec![renamed.values(gone.to_string(), come.to_string()).places(was_at(gone), is_at(come))]
        } else {
            let gone = gone.into_iter().map(|value| {
                let removed = found("enum-value-removed", format!("value {value} removed"));
                removed.values(value.to_string(), String::new()).places(was_at(value), Some(new.at.clone()))
            });
            let come = come.into_iter().map(|value| {
                let added = found("enum-value-added", format!("new value {value}"));
                added.values(String::new(), value.to_string()).places(Some(old.at.clone()), is_at(value))
            });
            gone.chain(come).collect()
        };
        self.differences.extend(differences);
    }

    pub(super) fn format(&mut self, both: &Both<'d>) {
        let (old, new) = (both.before.format.as_ref(), both.after.format.as_ref());
        let [was, now] = [old, new].map(|said| said.map(|said| said.value.as_str()));
        if was == now {
            return;
        }
        let rule = format_rule(was, now);
        let [was, now] = [was, now].map(|format| format.unwrap_or("none").to_owned());
        let words = format!("format {now} (was {was})");
        let difference = Difference::new(rule, &both.label, words, Met::Pair(both.id)).values(was, now);
        self.found(difference.places(Some(both.before.place_of(old)), Some(both.after.place_of(new))));
    }

    pub(super) fn limits(&mut self, both: &Both<'d>) {
        let keywords: BTreeSet<&'static str> =
            both.before.limits.keys().chain(both.after.limits.keys()).copied().collect();
        for keyword in keywords {
            let (old, new) = (both.before.limits.get(keyword), both.after.limits.get(keyword));
            let rule = match (old, new) {
                (Some(old), Some(new))
                    if old.value.number == new.value.number && old.value.exclusive == new.value.exclusive =>
                {
                    continue;
                }
                (None, _) => "limit-tightened",
                (_, None) => "limit-loosened",
                (Some(old), Some(new)) if is_tighter(keyword, &new.value, &old.value) => "limit-tightened",
                (Some(old), Some(new)) if is_tighter(keyword, &old.value, &new.value) => "limit-loosened",
                _ => "limit-changed",
            };
            let [was, now] =
                [old, new].map(|said| said.map_or_else(|| "no limit".to_owned(), |said| limit_text(&said.value)));
            let words = format!("{} {now} (was {was})", limit_words(keyword));
            let difference = Difference::new(rule, &both.label, words, Met::Pair(both.id)).values(was, now);
            self.found(difference.places(Some(both.before.place_of(old)), Some(both.after.place_of(new))));
        }
    }

    pub(super) fn patterns(&mut self, both: &Both<'d>) {
        let strings = |list: &[Said<String>]| list.iter().map(|said| said.value.clone()).collect::<BTreeSet<_>>();
        let (old, new) = (strings(&both.before.patterns), strings(&both.after.patterns));
        if old == new {
            return;
        }
        let rule = if old.is_subset(&new) {
            if fit(&both.before, new.difference(&old)) {
                return;
            }
            "pattern-added"
        } else if new.is_subset(&old) {
            if fit(&both.after, old.difference(&new)) {
                return;
            }
            "pattern-removed"
        } else {
            "pattern-changed"
        };
        let [was, now] = [old, new].map(|strings| strings.into_iter().collect::<Vec<_>>().join(" and "));
        let [was, now] = [was, now].map(|text| if text.is_empty() { "none".to_owned() } else { text });
        let words = format!("pattern {now} (was {was})");
        let difference = Difference::new(rule, &both.label, words, Met::Pair(both.id)).values(was, now);
        let places = [&both.before, &both.after].map(|shape| Some(shape.place_of(shape.patterns.first())));
        let [before, after] = places;
        self.found(difference.places(before, after));
    }

    /// Keywords that are compared as a whole.
    pub(super) fn keywords(&mut self, both: &Both<'d>) {
        let (before, after) = (&both.before, &both.after);
        let lists = [(&before.constraints, &after.constraints, true), (&before.other, &after.other, false)];
        for (old, new, is_constraint) in lists {
            let keys: BTreeSet<&str> = old.keys().chain(new.keys()).copied().collect();
            for key in keys {
                let (old, new) = (old.get(key), new.get(key));
                let rule = match (old, new) {
                    (Some(old), Some(new)) if old.value == new.value => continue,
                    _ if !is_constraint => "unclassified",
                    (None, _) => "constraint-added",
                    (_, None) => "constraint-removed",
                    _ => "constraint-changed",
                };
                let [was, now] =
                    [old, new].map(|said| said.map_or_else(|| "none".to_owned(), |said| said.value.to_string()));
                let words = format!("`{key}` differs");
                let difference = Difference::new(rule, &both.label, words, Met::Pair(both.id)).values(was, now);
                let (request, response) = (difference.request, difference.response);
                // What the content of a string is, nobody has to check.
                let most = if key.starts_with("content") { Wire::Warn } else { Wire::Breaking };
                let difference = difference.levels(request.min(most), response.min(most));
                self.found(difference.places(Some(before.place_of(old)), Some(after.place_of(new))));
            }
        }
    }

    pub(super) fn defaults(&mut self, both: &Both<'d>) {
        let (old, new) = (both.before.default.as_ref(), both.after.default.as_ref());
        let [was, now] = [old, new].map(|said| said.map(|said| &said.value).filter(|value| !value.is_null()));
        let rule = match (was, now) {
            (Some(was), Some(now)) if was == now => return,
            (Some(_), Some(_)) => "default-changed",
            (None, Some(_)) => "default-added",
            (Some(_), None) => "default-removed",
            (None, None) => return,
        };
        let [was, now] = [was, now].map(|value| value.map_or_else(|| "none".to_owned(), Value::to_string));
        let words = format!("default {now} (was {was})");
        let difference = Difference::new(rule, &both.label, words, Met::Pair(both.id)).values(was, now);
        self.found(difference.places(Some(both.before.place_of(old)), Some(both.after.place_of(new))));
    }

    pub(super) fn discriminator(&mut self, both: &Both<'d>) {
        let (old, new) = (both.before.discriminator.as_ref(), both.after.discriminator.as_ref());
        let (rule, words) = match (old, new) {
            (None, None) => return,
            (None, Some(new)) => ("discriminator-added", format!("told apart by `{}` now", new.value.property)),
            (Some(old), None) => {
                ("discriminator-removed", format!("not told apart by `{}` any more", old.value.property))
            }
            (Some(old), Some(new)) if old.value.property != new.value.property => {
                let words = format!("told apart by `{}` (was `{}`)", new.value.property, old.value.property);
                ("discriminator-property", words)
            }
            (Some(_), Some(_)) => return,
        };
        let [was, now] = [old, new].map(|said| said.map(|said| said.value.property.clone()).unwrap_or_default());
        let difference = Difference::new(rule, &both.label, words, Met::Pair(both.id)).values(was, now);
        self.found(difference.places(Some(both.before.place_of(old)), Some(both.after.place_of(new))));
    }
}

/// True if the first is any string, and the second a scalar, whose text is such a string.
pub(in crate::compare) fn is_text_of(text: &Shape<'_>, scalar: &Shape<'_>) -> bool {
    let is_hint = |format: &Said<String>| HINTS.contains(&format.value.as_str());
    let is_any_string = text.types.as_ref().is_some_and(|types| types.value.iter().eq(["string"].iter()))
        && text.values.is_none()
        && text.format.as_ref().is_none_or(is_hint)
        && text.limits.iter().all(|(keyword, limit)| *keyword == "minLength" && limit.value.number <= 1.0)
        && text.patterns.is_empty()
        && text.constraints.is_empty();
    let scalars = ["boolean", "integer", "number", "string"];
    is_any_string
        && text.unions.is_empty()
        && scalar.unions.is_empty()
        && scalar.types.as_ref().is_some_and(|types| types.value.iter().all(|name| scalars.contains(name)))
}

/// True if every value of the second types is one of the first.
fn includes(wide: &BTreeSet<&'static str>, narrow: &BTreeSet<&'static str>) -> bool {
    narrow.iter().all(|name| wide.contains(name) || *name == "integer" && wide.contains("number"))
}

/// True if only some values are allowed, and all of them match the patterns.
fn fit<'p>(shape: &Shape<'_>, patterns: impl Iterator<Item = &'p String>) -> bool {
    let Some(values) = &shape.values else { return false };
    let patterns: Option<Vec<Regex>> = patterns.map(|pattern| Regex::new(pattern).ok()).collect();
    let matches = |value: &Value, pattern: &Regex| value.as_str().is_some_and(|text| pattern.is_match(text));
    patterns
        .is_some_and(|patterns| values.value.iter().all(|value| patterns.iter().all(|pattern| matches(value, pattern))))
}

fn listed(values: &[Value]) -> String {
    values.iter().map(Value::to_string).collect::<Vec<_>>().join(", ")
}

/// Formats for those who show or type a value.
const HINTS: [&str; 5] = ["password", "textarea", "html", "markdown", "color"];

/// Formats with the wider ones that have all their values.
const WIDER: [(&str, &str); 9] = [
    ("int32", "int64"),
    ("uint32", "uint64"),
    ("uint32", "int64"),
    ("int8", "int32"),
    ("int16", "int32"),
    ("float", "double"),
    ("email", "idn-email"),
    ("hostname", "idn-hostname"),
    ("uri", "uri-reference"),
];

fn format_rule(was: Option<&str>, now: Option<&str>) -> &'static str {
    let is_hint = |format: Option<&str>| format.is_none_or(|format| HINTS.contains(&format));
    match (was, now) {
        (was, now) if is_hint(was) && is_hint(now) => "format-hint",
        (None, _) => "format-added",
        (_, None) => "format-removed",
        (Some(was), Some(now)) if WIDER.contains(&(was, now)) => "format-widened",
        (Some(was), Some(now)) if WIDER.contains(&(now, was)) => "format-narrowed",
        (Some(was), Some(_)) if HINTS.contains(&was) => "format-added",
        (Some(_), Some(now)) if HINTS.contains(&now) => "format-removed",
        _ => "format-changed",
    }
}

fn limit_words(keyword: &str) -> &'static str {
    match keyword {
        "minimum" => "at least",
        "maximum" => "at most",
        "minLength" => "characters at least",
        "maxLength" => "characters at most",
        "minItems" => "items at least",
        "maxItems" => "items at most",
        "minProperties" => "properties at least",
        "maxProperties" => "properties at most",
        "uniqueItems" => "unique items:",
        _ if is_lower(keyword) => "at least",
        _ => "multiple of",
    }
}

fn limit_text(limit: &Limit) -> String {
    if limit.exclusive { [&limit.text, ", exclusive"].concat() } else { limit.text.clone() }
}
