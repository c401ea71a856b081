//! Which members of a union a value belongs to: by its discriminator, by its kind, or by trying.

use std::rc::Rc;

use serde_json::Value;

use super::kinds::Kinds;
use super::path::Path;
use super::schema::{Compiled, UnionSchema};
use super::walker::{Score, Walker};
use crate::document::Additional;

/// Deepest `$ref` and `allOf` that are looked through for the kinds of a member.
const MAX_DEPTH: usize = 16;

/// The most differences of a member that is chosen although it does not fit, because it fits better than all others.
const MAX_HARD: usize = 3;

impl<'a> Walker<'a> {
    /// The members that apply to a value.
    ///
    /// # Errors
    ///
    /// When there is none; with the value of the discriminator, if that is the reason.
    pub(super) fn choose(
        &mut self,
        union: &UnionSchema<'a>,
        value: &Value,
    ) -> Result<Vec<Rc<Compiled<'a>>>, Option<String>> {
        let tag = union.discriminator.and_then(|property| value.get(property)).and_then(text);
        if let Some(tag) = tag {
            return self.tagged(union, &tag);
        }
        let kind = Kinds::of(value);
        let members: Vec<_> = union.members.iter().filter_map(|member| self.schemas.get(&member.place)).collect();
        let mut candidates: Vec<_> = members.into_iter().filter(|member| self.accepts(member, kind, 0)).collect();
        if candidates.is_empty() {
            return Err(None);
        }
        if candidates.len() == 1 {
            return Ok(candidates);
        }
        let scores: Vec<Score> = candidates.iter().map(|member| self.try_member(member, value)).collect();
        chosen(union, &mut candidates, &scores).ok_or(None)
    }

    fn tagged(&mut self, union: &UnionSchema<'a>, tag: &str) -> Result<Vec<Rc<Compiled<'a>>>, Option<String>> {
        let property = union.discriminator.unwrap_or_default();
        let named = union.members.iter().find(|member| member.tags.iter().any(|known| known == tag));
        let mut found = named.and_then(|member| self.schemas.get(&member.place));
        if found.is_none() {
            let members: Vec<_> = union.members.iter().filter_map(|member| self.schemas.get(&member.place)).collect();
            found = members.into_iter().find(|member| self.lists_tag(member, property, tag, 0));
        }
        if found.is_none() {
            found = union.default.as_ref().and_then(|place| self.schemas.get(place));
        }
        found.map(|member| vec![member]).ok_or_else(|| Some(tag.to_owned()))
    }

    /// The property of a member lists the value of the discriminator.
    fn lists_tag(&mut self, member: &Rc<Compiled<'a>>, property: &str, tag: &str, depth: usize) -> bool {
        if depth > MAX_DEPTH {
            return false;
        }
        let own = member.properties.get(property).copied();
        let place = own.map(|node| crate::document::Located {
            node,
            pointer: member.place.pointer.child("properties").child(property),
            file: member.place.file,
        });
        let schema = place.and_then(|place| self.schemas.get(&place));
        let lists = |schema: &Rc<Compiled<'a>>| schema.listed.iter().filter_map(text).any(|listed| listed == tag);
        if schema.is_some_and(|schema| lists(&schema) || schema.target.as_ref().is_some_and(lists)) {
            return true;
        }
        let inner: Vec<_> = member.target.iter().chain(&member.parts).cloned().collect();
        inner.iter().any(|inner| self.lists_tag(inner, property, tag, depth + 1))
    }

    /// A member takes values of this kind.
    fn accepts(&mut self, member: &Rc<Compiled<'a>>, kind: Kinds, depth: usize) -> bool {
        if depth > MAX_DEPTH {
            return true;
        }
        let inner: Vec<_> = member.target.iter().chain(&member.parts).cloned().collect();
        member.kinds.has(kind)
            && inner.iter().all(|inner| self.accepts(inner, kind, depth + 1))
            && member.unions.iter().filter(|union| !union.are_subtypes).all(|union| {
                let members: Vec<_> = union.members.iter().filter_map(|one| self.schemas.get(&one.place)).collect();
                members.is_empty() || members.iter().any(|one| self.accepts(one, kind, depth + 1))
            })
    }

    fn try_member(&mut self, member: &Rc<Compiled<'a>>, value: &Value) -> Score {
        let steps = self.trial.map_or(0, |score| score.steps);
        let outer = self.trial.replace(Score { steps, ..Score::default() });
        self.value(member, value, &mut Path::default());
        let score = self.trial.take().unwrap_or_default();
        // Trials within trials share their budget.
        self.trial = outer.map(|outer| Score { steps: score.steps, ..outer });
        score
    }
}

/// The candidates that fit; else the one that fits best, if that is clear.
fn chosen<'a>(
    union: &UnionSchema<'a>,
    candidates: &mut Vec<Rc<Compiled<'a>>>,
    scores: &[Score],
) -> Option<Vec<Rc<Compiled<'a>>>> {
    let best = scores.iter().map(|score| (score.hard, score.soft)).min()?;
    let keeps = |score: &Score| match best.0 {
        0 if union.is_any_of => score.hard == 0,
        _ => (score.hard, score.soft) == best,
    };
    let mut flags = scores.iter().map(keeps);
    candidates.retain(|_| flags.next() == Some(true));
    let is_clear = best.0 == 0 || best.0 <= MAX_HARD && candidates.len() == 1;
    if best.0 == 0 && !union.is_any_of {
        prefer_declaring(candidates);
    }
    is_clear.then(|| std::mem::take(candidates))
}

/// Of several members that fit, the first one that declares something.
fn prefer_declaring(candidates: &mut Vec<Rc<Compiled<'_>>>) {
    let declares = |one: &Rc<Compiled<'_>>| {
        let end = one.target.as_ref().unwrap_or(one);
        !end.properties.is_empty() || !end.parts.is_empty() || matches!(end.own.additional, Additional::Schema(_))
    };
    let at = candidates.iter().position(declares).unwrap_or(0);
    candidates.swap(0, at);
    candidates.truncate(1);
}

/// The value of a discriminator as text.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
        _ => None,
    }
}
