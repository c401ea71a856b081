//! The walk: a value next to its schema. Objects and arrays are here; scalars are in `scalars`, unions in `choice`.

use std::rc::Rc;

use serde_json::{Map, Value};

use super::compile::Schemas;
use super::evidence::Difference;
use super::kinds::Kinds;
use super::path::Path;
use super::schema::{Compiled, UnionSchema};
use super::secrets::has_form_of_secret;
use super::seen::is_data;
use super::walker::{Walker, list};
use crate::document::{Additional, Located};

/// Deepest nesting of values that is compared.
const MAX_DEPTH: usize = 128;

/// The schemas that apply to one value.
#[derive(Debug, Default)]
pub(super) struct Applied<'a> {
    /// The schema of the place first; then what it refers to and consists of, with chosen members of unions.
    pub(super) list: Vec<Rc<Compiled<'a>>>,
    /// There is a union that no member was chosen of, so that any member may be declared there.
    pub(super) is_open: bool,
    /// Unions no member of which takes the value: the schema that has it, and the tag.
    pub(super) refused: Vec<(Rc<Compiled<'a>>, Option<String>)>,
}

impl<'a> Walker<'a> {
    /// Compares a value with the schema at a place.
    pub(super) fn value_at<'v>(&mut self, place: &Located<'a>, value: &'v Value, path: &mut Path<'v>) {
        if let Some(schema) = self.schemas.get(place) {
            self.value(&schema, value, path);
        }
    }

    /// Compares a value with a schema.
    pub(super) fn value<'v>(&mut self, schema: &Rc<Compiled<'a>>, value: &'v Value, path: &mut Path<'v>) {
        if path.depth() > MAX_DEPTH
            || self.trial.as_mut().is_some_and(|score| {
                score.steps += 1;
                score.is_over()
            })
        {
            return;
        }
        let applied = if value.is_null() { Applied::default() } else { self.applied(schema, value) };
        if value.is_null() {
            self.count_all(schema);
            return self.null(schema, value, path);
        }
        applied.list.iter().for_each(|one| self.count(one));
        let kind = Kinds::of(value);
        if let Some(refusing) = applied.list.iter().find(|one| !one.kinds.has(kind)) {
            let at = kind_place(schema, refusing);
            return self.differs(&at, Difference::Kind, value, path);
        }
        for (at, tag) in &applied.refused {
            let difference = if tag.is_some() { Difference::Tag } else { Difference::Union };
            self.differs(at, difference, value, path);
            if let Some(tag) = tag {
                self.list_tag(at, tag, path);
            }
        }
        match value {
            Value::Object(members) => self.object(&applied, value, members, path),
            Value::Array(items) => self.array(&applied, value, items, path),
            _ => applied.list.iter().for_each(|one| self.scalar(one, value, path)),
        }
    }

    /// Keeps the value of a discriminator that selects no member.
    fn list_tag(&mut self, at: &Compiled<'a>, tag: &str, path: &Path<'_>) {
        if self.trial.is_none() && self.mismatches.is_none() {
            let tag = Value::String(tag.to_owned());
            let is_secret = tag.as_str().is_some_and(has_form_of_secret);
            list(self.entered(&at.place, Difference::Tag, path), &tag, is_secret);
        }
    }

    fn count_all(&mut self, schema: &Rc<Compiled<'a>>) {
        self.count(schema);
        let mut target = schema.target.clone();
        for _ in 0..8 {
            let Some(next) = target else { return };
            self.count(&next);
            target = next.target.clone();
        }
    }

    fn null(&mut self, schema: &Rc<Compiled<'a>>, value: &Value, path: &Path<'_>) {
        if !schema.is_nullable && !is_unlimited(schema) {
            self.differs(schema, Difference::Kind, value, path);
        }
    }

    /// The schemas that apply to a value.
    pub(super) fn applied(&mut self, schema: &Rc<Compiled<'a>>, value: &Value) -> Applied<'a> {
        let mut applied = Applied::default();
        self.apply(schema, value, &mut applied);
        applied
    }

    fn apply(&mut self, schema: &Rc<Compiled<'a>>, value: &Value, applied: &mut Applied<'a>) {
        if applied.list.iter().any(|known| known.id == schema.id) {
            return;
        }
        applied.list.push(Rc::clone(schema));
        for inner in schema.target.iter().chain(&schema.parts) {
            self.apply(inner, value, applied);
        }
        for union in &schema.unions {
            self.apply_union(schema, union, value, applied);
        }
    }

    fn apply_union(
        &mut self,
        schema: &Rc<Compiled<'a>>,
        union: &UnionSchema<'a>,
        value: &Value,
        applied: &mut Applied<'a>,
    ) {
        let is_known = |member: &Located<'a>, applied: &Applied<'a>| {
            applied.list.iter().any(|known| std::ptr::eq(known.place.node, member.node))
        };
        if union.are_subtypes && union.members.iter().any(|member| is_known(&member.place, applied)) {
            return;
        }
        match self.choose(union, value) {
            Ok(chosen) => chosen.iter().for_each(|member| self.apply(member, value, applied)),
            Err(_) if union.are_subtypes => applied.is_open = true,
            Err(tag) => {
                applied.is_open = true;
                applied.refused.push((Rc::clone(schema), tag));
            }
        }
    }

    fn object<'v>(
        &mut self,
        applied: &Applied<'a>,
        value: &'v Value,
        members: &'v Map<String, Value>,
        path: &mut Path<'v>,
    ) {
        if self.is_stranger(applied, members, path) {
            let Some(at) = applied.list.first() else { return };
            return self.differs(at, Difference::Stranger, value, path);
        }
        for one in &applied.list {
            self.listed(one, value, path);
            self.more_limits(one, value, path);
            for name in one.own.required.iter().filter(|name| !members.contains_key(**name)) {
                if self.is_expected(applied, name) {
                    let difference = Difference::Missing((*name).to_owned());
                    self.differs(one, difference, &Value::Null, path);
                }
            }
        }
        for (name, value) in members {
            self.member(applied, name, value, path);
        }
    }

    /// The body of an answer has none of the members that its schema declares, some of which are required: it is
    /// something else, of which single members tell nothing.
    fn is_stranger(&mut self, applied: &Applied<'a>, members: &Map<String, Value>, path: &Path<'_>) -> bool {
        let is_body = path.depth() == 0 && !self.is_request && self.trial.is_none() && self.mismatches.is_none();
        let requires = applied.list.iter().any(|one| !one.own.required.is_empty());
        if !is_body || !requires || applied.is_open {
            return false;
        }
        let is_known = |name: &String| {
            let own = applied.list.iter().any(|one| one.properties.contains_key(name.as_str()));
            own || applied.list.iter().any(|one| undeclared(&mut self.schemas, one, name).is_some())
        };
        !members.keys().any(is_known)
    }

    /// A required member is expected unless it goes the other way only.
    fn is_expected(&mut self, applied: &Applied<'a>, name: &str) -> bool {
        let schemas = self.declared(applied, name);
        let goes_other_way = |schema: &Rc<Compiled<'a>>| match self.goes_either_way() {
            true => schema.is_read_only || schema.is_write_only,
            false if self.is_request => schema.is_read_only,
            false => schema.is_write_only,
        };
        !schemas.iter().any(goes_other_way)
    }

    /// The schemas of a member that is declared by name.
    pub(super) fn declared(&mut self, applied: &Applied<'a>, name: &str) -> Vec<Rc<Compiled<'a>>> {
        let property = |one: &Rc<Compiled<'a>>| {
            let node = *one.properties.get(name)?;
            self.schemas.below(one, node, &["properties", name])
        };
        applied.list.iter().filter_map(property).collect()
    }

    fn member<'v>(&mut self, applied: &Applied<'a>, name: &'v str, value: &'v Value, path: &mut Path<'v>) {
        let declared = self.declared(applied, name);
        if !declared.is_empty() {
            path.member(name);
            self.one_way(&declared, name, path);
            declared.iter().for_each(|schema| self.value(schema, value, path));
            path.pop();
            return;
        }
        let others: Vec<Rc<Compiled<'a>>> =
            applied.list.iter().filter_map(|one| undeclared(&mut self.schemas, one, name)).collect();
        if !others.is_empty() {
            path.key(name);
            others.iter().for_each(|schema| self.value(schema, value, path));
            path.pop();
            return;
        }
        let is_free = applied.is_open || applied.list.iter().any(|one| matches!(one.own.additional, Additional::Any));
        let owner = applied.list.iter().rev().find(|one| !one.properties.is_empty() || is_closed(one));
        if let (false, Some(owner)) = (is_free, owner) {
            let is_key = is_data(name);
            let difference = if is_key { Difference::Members } else { Difference::Member(name.to_owned()) };
            path.member(name);
            self.differs(owner, difference, value, path);
            path.pop();
        }
    }

    fn array<'v>(&mut self, applied: &Applied<'a>, value: &'v Value, items: &'v [Value], path: &mut Path<'v>) {
        for one in &applied.list {
            self.listed(one, value, path);
            self.length(one, value, items.len() as u64, path);
            self.more_limits(one, value, path);
            for (index, item) in items.iter().enumerate() {
                path.item(index);
                if let Some(schema) = item_schema(&mut self.schemas, one, index) {
                    self.value(&schema, item, path);
                }
                if !one.item_values.is_empty() && !one.item_values.contains(item) {
                    self.differs(one, Difference::Value, item, path);
                }
                path.pop();
            }
        }
    }
}

/// The schema says nothing that null could contradict.
fn is_unlimited(schema: &Compiled<'_>) -> bool {
    let is_open = schema.kinds == Kinds::ANY && schema.unions.is_empty();
    is_open && schema.target.iter().chain(&schema.parts).all(|inner| is_unlimited(inner))
}

/// Where a value of another kind is reported: at the schema that refuses it, unless that is shared and no scalar.
fn kind_place<'a>(schema: &Rc<Compiled<'a>>, refusing: &Rc<Compiled<'a>>) -> Rc<Compiled<'a>> {
    let is_own = schema.target.is_none() || refusing.is_scalar();
    Rc::clone(if is_own { refusing } else { schema })
}

fn is_closed(schema: &Compiled<'_>) -> bool {
    matches!(schema.own.additional, Additional::None)
}

/// The schema of a member that is not declared by name.
fn undeclared<'a>(schemas: &mut Schemas<'a>, schema: &Compiled<'a>, name: &str) -> Option<Rc<Compiled<'a>>> {
    let pattern = schema.patterns.iter().find(|(pattern, ..)| pattern.is_match(name));
    if let Some((_, node, text)) = pattern {
        return schemas.below(schema, node, &["patternProperties", text]);
    }
    match schema.own.additional {
        Additional::Schema(node) => schemas.below(schema, node, &["additionalProperties"]),
        _ => None,
    }
}

fn item_schema<'a>(schemas: &mut Schemas<'a>, schema: &Compiled<'a>, index: usize) -> Option<Rc<Compiled<'a>>> {
    if let Some(node) = schema.own.prefix_items.get(index) {
        let keyword = if schema.place.node.get("prefixItems").is_some() { "prefixItems" } else { "items" };
        return schemas.below(schema, node, &[keyword, &index.to_string()]);
    }
    schemas.below(schema, schema.own.items?, &["items"])
}
