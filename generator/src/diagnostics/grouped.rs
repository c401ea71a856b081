//! What a report shows when it has to fit a screen: of many equal diagnostics, one and the places of the next.

use std::collections::BTreeMap;

use super::report::{Report, Reported};
use super::{DiagnosticId, Group, Severity};

/// So many diagnostics of one kind are all shown.
const FEW: usize = 2;

/// Places that are listed after the one diagnostic that is drawn.
const MAX_PLACES: usize = 3;

/// A diagnostic to draw, with those that are only counted.
#[derive(Debug)]
pub(super) struct Shown<'r, 'a> {
    pub(super) first: &'r Reported<'a>,
    pub(super) others: Vec<&'r Reported<'a>>,
}

/// The diagnostics of a report by what is made of them.
#[derive(Debug)]
pub(super) struct Grouped<'r, 'a> {
    /// To draw.
    pub(super) shown: Vec<Shown<'r, 'a>>,
    /// What other tools refuse.
    pub(super) of_others: Vec<&'r Reported<'a>>,
    /// Matters of taste.
    pub(super) of_taste: Vec<&'r Reported<'a>>,
}

impl<'a> Report<'a> {
    /// The diagnostics without repetition, in order; then those that are about other tools or taste only. Errors are all
    /// there.
    pub(super) fn grouped(&self) -> Grouped<'_, 'a> {
        let (of_others, own): (Vec<_>, Vec<_>) = self.reported().iter().partition(|one| is_for_other_tools(one));
        let (of_taste, own): (Vec<_>, Vec<_>) = own.into_iter().partition(|one| is_taste(one));
        let mut counts: BTreeMap<(Severity, &str), usize> = BTreeMap::new();
        for one in &own {
            *counts.entry(kind(one)).or_default() += 1;
        }
        let mut shown: Vec<Shown<'_, 'a>> = Vec::new();
        let mut known: BTreeMap<(Severity, &str), usize> = BTreeMap::new();
        for one in own {
            let is_repeated = one.diagnostic.severity != Severity::Error && counts.get(&kind(one)) > Some(&FEW);
            match known.get(&kind(one)).and_then(|&index| shown.get_mut(index)) {
                Some(group) if is_repeated => group.others.push(one),
                _ => {
                    known.insert(kind(one), shown.len());
                    shown.push(Shown { first: one, others: Vec::new() });
                }
            }
        }
        Grouped { shown, of_others, of_taste }
    }
}

fn kind<'r>(reported: &'r Reported<'_>) -> (Severity, &'r str) {
    (reported.diagnostic.severity, DiagnosticId::as_str(reported.diagnostic.id))
}

/// What is read here as it is meant, and refused elsewhere.
fn is_for_other_tools(reported: &Reported<'_>) -> bool {
    let effect = reported.diagnostic.effect.as_deref().unwrap_or_default();
    reported.diagnostic.severity != Severity::Error && effect.contains(" all the same, but ")
}

/// What no client depends on.
fn is_taste(reported: &Reported<'_>) -> bool {
    let diagnostic = reported.diagnostic;
    diagnostic.severity == Severity::Note && diagnostic.id.group() == Group::Taste
}

/// A line about each kind of matters of taste, with its first places.
pub(super) fn taste(all: &[&Reported<'_>]) -> Vec<String> {
    let mut kinds: BTreeMap<&str, Vec<&Reported<'_>>> = BTreeMap::new();
    for one in all {
        kinds.entry(one.diagnostic.id.as_str()).or_default().push(one);
    }
    let line = |(id, all): (&str, Vec<&Reported<'_>>)| {
        let places: Vec<String> = all.iter().filter_map(|one| one.place).take(MAX_PLACES).map(place).collect();
        let dots = if all.len() > places.len() { " .." } else { "" };
        let count = if all.len() == 1 { "1 place".to_owned() } else { format!("{} places", all.len()) };
        let first = all.first().map(|one| one.diagnostic.message.as_str()).unwrap_or_default();
        let first = if all.len() == 1 { first.to_owned() } else { format!("{first}, and so on") };
        format!("note[{id}]: {first}: {count}: {}{dots}", places.join(", "))
    };
    kinds.into_iter().map(line).collect()
}

/// `47 more like this: a.yaml:3:5, a.yaml:9:5, a.yaml:20:5 ..`
pub(super) fn more(others: &[&Reported<'_>]) -> String {
    let places: Vec<String> = others.iter().filter_map(|one| one.place).take(MAX_PLACES).map(place).collect();
    let dots = if others.len() > places.len() { " .." } else { "" };
    let at = if places.is_empty() { String::new() } else { format!(": {}{dots}", places.join(", ")) };
    format!("{} more like this{at}", others.len())
}

/// One line about all that other tools refuse.
pub(super) fn for_other_tools(all: &[&Reported<'_>]) -> Option<String> {
    let places: Vec<String> = all.iter().filter_map(|one| one.place).take(MAX_PLACES).map(place).collect();
    let dots = if all.len() > places.len() { " .." } else { "" };
    let count = if all.len() == 1 { "1 place is".to_owned() } else { format!("{} places are", all.len()) };
    (!all.is_empty())
        .then(|| format!("note: {count} read here and not by most other tools: {}{dots}", places.join(", ")))
}

fn place(place: super::Place<'_>) -> String {
    format!("{}:{}:{}", place.file, place.start.line, place.start.column)
}
