//! Brings the differences of the documents and those of the clients together: one cause is one change.

mod candidates;
mod causes;
mod claims;
mod explained;
mod holders;
mod nearby;
mod remaining;
mod touched;

use std::collections::{BTreeMap, BTreeSet};

use foldhash::HashMap;

use self::explained::{Candidate, explained_by, renamed_with};
use self::holders::Holders;
use self::nearby::Nearby;
use super::change::{Cause, Change, Comparison, Touch};
use super::fingerprint;
use super::level::{Rust, Wire};
use super::places::Places;
use super::rules::Rule;
use super::rust::{NewNames, RustDifference, differences};
use super::schemas::Schemas;
use super::side::{Rendered, Side};
use super::surface::{Item, in_old_places, items};
use super::version;
use crate::ir::query;
use crate::source::JsonPointer;

/// What was found in the two documents, and the two clients.
pub(super) struct Attribution<'a> {
    before: Side<'a>,
    after: Side<'a>,
    schemas: &'a Schemas<'a>,
    old_places: Places<'a>,
    new_places: Places<'a>,
}

impl<'a> Attribution<'a> {
    pub(super) fn new(before: Side<'a>, after: Side<'a>, schemas: &'a Schemas<'a>) -> Self {
        let (old_places, new_places) = (Places::of(before.document), Places::of(after.document));
        Self { before, after, schemas, old_places, new_places }
    }

    /// The changes, and what they mean together.
    pub(super) fn comparison(&self, rendered: Rendered<'_>) -> Comparison {
        let mut candidates = self.candidates();
        let names = self.new_type_names();
        let before = items(self.before.surface, self.before.outline);
        let mut found = Vec::new();
        if !names.is_empty() || !self.is_same_rust() {
            let after = in_old_places(items(self.after.surface, self.after.outline), &before);
            found = differences(&before, &after, &names);
        }
        let pointers = explained::Pointers::of(&self.before, &self.after);
        let own = self.attribute(found, &mut candidates, &pointers);
        let touched = candidates.iter().map(|candidate| touched::of_candidate(candidate, &before, &pointers));
        let touched: Vec<Vec<Touch>> = touched.collect();
        let has_api_change = own.iter().any(|change| change.rust >= Rust::Minor)
            || candidates.iter().any(|candidate| candidate.rust >= Rust::Minor);
        let has_any = !candidates.is_empty() || !self.schemas.docs.is_empty();
        let floor = if has_api_change || has_any && !(rendered.same_bytes)() { Rust::Patch } else { Rust::None };
        let with_touched = candidates.into_iter().zip(touched);
        let mut changes: Vec<Change> =
            with_touched.map(|(candidate, touches)| self.change(candidate, touches, floor)).collect();
        changes.extend(own);
        changes.extend(self.documentation(floor));
        changes.extend(self.unexplained(&changes, rendered));
        changes.extend(self.of_generator());
        changes.sort_by_cached_key(order);
        self.together(changes)
    }

    /// Both clients have the same items.
    fn is_same_rust(&self) -> bool {
        self.before.surface == self.after.surface && self.before.outline == self.after.outline
    }

    fn together(&self, changes: Vec<Change>) -> Comparison {
        let (old, new): (BTreeSet<&str>, BTreeSet<&str>) =
            (self.before.surface.lines().collect(), self.after.surface.lines().collect());
        let only_in =
            |one: &BTreeSet<&str>, other: &BTreeSet<&str>| one.difference(other).map(ToString::to_string).collect();
        let name = |side: &Side<'_>| side.document.source.name.clone();
        let mut comparison = Comparison {
            before: name(&self.before),
            after: name(&self.after),
            version: self.before.version.to_owned(),
            changes,
            surface_before: only_in(&old, &new),
            surface_after: only_in(&new, &old),
            ..Comparison::default()
        };
        let (wire, rust, silent) = (comparison.wire(), comparison.rust(), comparison.silent());
        comparison.next_version = version::next(self.before.version, wire, rust, silent);
        comparison
    }

    /// The new Rust names of renamed types.
    fn new_type_names(&self) -> NewNames {
        let by_pointer = |side: &Side<'a>| -> HashMap<JsonPointer, String> {
            let types = query::with_ids(&side.api.types);
            types.map(|(id, def)| (def.pointer.clone(), side.names.type_name(id).as_str().to_owned())).collect()
        };
        let (old, new) = (by_pointer(&self.before), by_pointer(&self.after));
        let kept: BTreeSet<&String> = new.values().collect();
        let mut names = NewNames::default();
        for pair in self.schemas.pairs.iter() {
            let old_name = pair.before.pointer().and_then(|pointer| old.get(pointer));
            let new_name = pair.after.pointer().and_then(|pointer| new.get(pointer));
            let (Some(old_name), Some(new_name)) = (old_name, new_name) else { continue };
            if old_name != new_name && !kept.contains(old_name) {
                names.insert(old_name.clone(), new_name.clone());
            }
        }
        names
    }

    /// Assigns each difference of the clients to the change that explains it. The others become changes of their own.
    fn attribute(
        &self,
        found: Vec<RustDifference>,
        candidates: &mut [Candidate],
        pointers: &explained::Pointers,
    ) -> Vec<Change> {
        let same_overrides = self.before.overrides == self.after.overrides;
        let nearby = Nearby::of_all(candidates);
        let holders = Holders::of(self.before, self.after);
        let mut own = Own::new();
        for difference in found {
            let owner = difference.item().map_or("", |item| item.owner());
            let near = nearby.of(owner, pointers);
            let explained = explained_by(&difference, candidates, pointers, near, same_overrides);
            let explained = explained.or_else(|| renamed_with(&difference, candidates));
            let explained = explained.or_else(|| holders.explain(&difference, candidates, pointers));
            match explained.and_then(|index| candidates.get_mut(index)) {
                Some(candidate) => candidate.take(difference),
                None => {
                    own.entry((difference.rule, difference.about.clone())).or_default().push(difference);
                }
            }
        }
        with_their_types(own)
            .into_iter()
            .map(|((rule, owner), list)| self.own_change(rule, &owner, &list, pointers))
            .collect()
    }

    /// A change of the client that no difference of the documents explains.
    fn own_change(
        &self,
        rule: &'static str,
        owner: &str,
        list: &[RustDifference],
        pointers: &explained::Pointers,
    ) -> Change {
        let rule = Rule::known(rule);
        let first = list.first();
        let (was, now) = match first {
            Some(first) if rule.id == "name-reused" => in_full(first),
            _ => first.map(declarations).unwrap_or_default(),
        };
        let more = if list.len() > 1 { format!(", and {} more", list.len() - 1) } else { String::new() };
        let title = match (was.is_empty(), now.is_empty()) {
            _ if rule.id == "name-reused" => first.map(other_meaning).unwrap_or_default() + &more,
            (true, _) => format!("new: {now}{more}"),
            (_, true) => format!("removed: {was}{more}"),
            _ if rule.id == "paging" && first.is_some_and(|first| first.level == Rust::Major) => {
                format!("no `pages` and `items` any more: {now}{more}")
            }
            _ if rule.id == "paging" => format!("`pages` and `items`: {now}{more}"),
            _ if rule.id == "waiting" => waited_for(first, &now, &more),
            _ => format!("{now} (was {was}){more}"),
        };
        let owner = first.and_then(RustDifference::item).map_or(owner, |item| item.owner());
        let old = pointers.before(owner).and_then(|pointer| self.old_places.place(pointer));
        let new = pointers.after(owner).and_then(|pointer| self.new_places.place(pointer));
        Change {
            id: rule.id,
            fingerprint: fingerprint::of(&[rule.id, owner, &was, &now]),
            title,
            cause: causes::cause(rule.id, owner, &self.before, &self.after),
            rust: list.iter().map(|difference| difference.level).max().unwrap_or_default(),
            silent: list.iter().any(|difference| difference.silent),
            before: old.into_iter().collect(),
            after: new.into_iter().collect(),
            migration: migration(list),
            touches: touched::of_lines(list),
            was,
            now,
            why: rule.why.to_owned(),
            ..Change::default()
        }
    }

    fn change(&self, candidate: Candidate, touches: Vec<Touch>, floor: Rust) -> Change {
        let Candidate { difference, request, response, reach, rust, silent, lines } = candidate;
        let place = |places: &Places<'a>, pointer: &Option<JsonPointer>| {
            // The root is the pointer of a difference that is in no document, so it has no place in one.
            let written = pointer.iter().filter(|pointer| !pointer.is_root());
            written.filter_map(|pointer| places.place(pointer)).collect::<Vec<_>>()
        };
        let is_met = request > Wire::None || response > Wire::None;
        let before = place(&self.old_places, &difference.before);
        let after = place(&self.new_places, &difference.after);
        Change {
            id: difference.rule.id,
            fingerprint: fingerprint::of(&[difference.rule.id, &difference.subject, &difference.was, &difference.now]),
            title: format!("{}: {}", difference.subject, difference.words),
            cause: self.cause_of(&before, &after),
            request,
            response,
            rust: rust.max(floor).max(if is_met { difference.rust } else { Rust::None }),
            silent: silent || difference.silent && (is_met || difference.rule.request == Wire::None),
            before,
            after,
            reach: reach.into_iter().collect(),
            was: difference.was,
            now: difference.now,
            why: difference.rule.why.to_owned(),
            migration: migration(&lines),
            touches: touched::of_lines(&lines).into_iter().chain(touches).collect(),
            ..Change::default()
        }
    }

    /// Descriptions and examples, counted.
    fn documentation(&self, floor: Rust) -> Option<Change> {
        let docs: BTreeSet<&(Option<JsonPointer>, Option<JsonPointer>)> = self.schemas.docs.iter().collect();
        if docs.is_empty() {
            return None;
        }
        let rule = Rule::known("documentation");
        let names: Vec<&str> =
            docs.iter().filter_map(|(old, new)| new.as_ref().or(old.as_ref())).map(JsonPointer::as_str).collect();
        let noun = if docs.len() == 1 { "description or example" } else { "descriptions or examples" };
        Some(Change {
            id: rule.id,
            fingerprint: fingerprint::of(&[rule.id, &names.join(" ")]),
            title: format!("{} {noun}", docs.len()),
            rust: floor,
            before: docs.iter().filter_map(|(old, _)| self.old_places.place(old.as_ref()?)).collect(),
            after: docs.iter().filter_map(|(_, new)| self.new_places.place(new.as_ref()?)).collect(),
            why: rule.why.to_owned(),
            ..Change::default()
        })
    }
}

/// Differences of the clients by rule, and by what they belong to.
type Own = BTreeMap<(&'static str, String), Vec<RustDifference>>;

/// The parts of a type that was added or removed are not changes of their own.
fn with_their_types(own: Own) -> Own {
    let types: BTreeSet<(&'static str, String)> =
        own.keys().filter(|(rule, _)| matches!(*rule, "schema-added" | "schema-removed")).cloned().collect();
    let mut merged = Own::new();
    for ((rule, about), mut list) in own {
        let of_type = match rule {
            "rust-added" => "schema-added",
            "rust-removed" => "schema-removed",
            other => other,
        };
        let key = (of_type, about);
        let key = if types.contains(&key) { key } else { (rule, key.1) };
        let known = merged.entry(key).or_default();
        // The line of the type itself comes first.
        list.sort_by_key(|difference| difference.item().is_none_or(|item| item.part().is_some()));
        if of_type == rule {
            known.splice(0..0, list);
        } else {
            known.append(&mut list);
        }
    }
    merged
}

/// The declarations before and after; empty where there is none.
fn declarations(difference: &RustDifference) -> (String, String) {
    let text = |item: &Option<Item>| item.as_ref().map(|item| item.text.clone()).unwrap_or_default();
    (text(&difference.before), text(&difference.after))
}

/// The declarations, with what is next to them where they are the same.
fn in_full(difference: &RustDifference) -> (String, String) {
    match (&difference.before, &difference.after) {
        (Some(old), Some(new)) if old.text == new.text => (old.in_full(), new.in_full()),
        _ => declarations(difference),
    }
}

/// The maximal number of lines of Rust in a change; the difference of `surface.txt` has the others.
const MAX_LINES: usize = 12;

/// The lines of Rust before and after.
fn migration(list: &[RustDifference]) -> String {
    let mut lines: Vec<String> = Vec::new();
    for (was, now) in list.iter().map(in_full) {
        lines.extend((!was.is_empty()).then(|| ["- ", &was].concat()));
        lines.extend((!now.is_empty()).then(|| ["+ ", &now].concat()));
    }
    let more = lines.len().saturating_sub(MAX_LINES);
    lines.truncate(MAX_LINES);
    if more > 0 {
        lines.push(format!("  and {more} more lines"));
    }
    lines.join("\n")
}

/// The most important first: silent, breaking, major; then documentation, then what the generator changed by itself.
fn order(change: &Change) -> (bool, bool, bool, std::cmp::Reverse<(Wire, Rust)>, String, &'static str) {
    (
        change.cause == Cause::Generator,
        change.is_documentation(),
        !change.silent,
        std::cmp::Reverse((change.wire(), change.rust)),
        change.title.clone(),
        change.id,
    )
}

/// The title of a name that means something else.
fn other_meaning(difference: &RustDifference) -> String {
    let (Some(old), Some(new)) = (&difference.before, &difference.after) else { return String::new() };
    let name = new.key.split_once(' ').map_or(new.key.as_str(), |(_, name)| name);
    let meaning = |item: &Item| if item.kind() == "enum" { item.shape.clone() } else { item.wire.clone() };
    format!("{name} is {} (was {})", meaning(new), meaning(old))
}

/// The title of a change of `wait_until_done`.
fn waited_for(first: Option<&RustDifference>, now: &str, more: &str) -> String {
    match first.and_then(|difference| difference.after.as_ref()).map(|item| item.waits.as_str()) {
        Some(result) if !result.is_empty() => format!("`wait_until_done` gives {result}: {now}{more}"),
        _ => format!("no `wait_until_done` any more: {now}{more}"),
    }
}
