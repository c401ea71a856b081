//! The members of a union as decisions see them: JSON kinds, keys and literals, references looked through.

use crate::resolve::shape::{Kinds, Merged, View};
use std::rc::Rc;

use foldhash::HashSet;

use crate::document::{Node, NodeKind, Schema, SchemaType};
use crate::ir::{Constant, ValueKind};
use crate::resolve::place::Place;
use crate::resolve::references::component_name;
use crate::resolve::resolver::Resolver;
use crate::resolve::schemas::choice::{choice, is_choice};
use crate::resolve::schemas::enums::{text_values, values};
use crate::resolve::schemas::scalars::{constant, is_int_or_string};
use crate::resolve::schemas::shapes::implied_type;

/// Deepest nesting of choices that is looked into.
const MAX_DEPTH: usize = 12;

/// Most members that are looked at for one answer; choices of choices multiply.
const MAX_MEMBERS: usize = 600;

/// How far a look has gone.
struct Look {
    depth: usize,
    members: usize,
}

impl<'a> View<'a> {
    /// All values are of this kind.
    pub(in crate::resolve) fn is(&self, kind: ValueKind) -> bool {
        self.kinds.single() == Some(kind)
    }

    /// Names of the properties it declares; of its first member's, when it is a choice.
    pub(in crate::resolve) fn property_names(&self) -> Vec<&'a str> {
        match (&self.object, self.nested.first()) {
            (Some(object), _) => object.properties.iter().map(|property| property.name).collect(),
            (None, Some(first)) => first.property_names(),
            (None, None) => Vec::new(),
        }
    }

    /// Names of the properties that a value may have by it; those of all its members, when it is a choice.
    pub(in crate::resolve) fn declared(&self) -> HashSet<&'a str> {
        let own = self.object.iter().flat_map(|object| &object.properties).map(|property| property.name);
        own.chain(self.nested.iter().flat_map(Self::declared)).collect()
    }

    /// The view of merged schemas.
    pub(in crate::resolve) fn of_object(merged: Merged<'a>) -> Self {
        Self::of_shared(Rc::new(merged))
    }

    fn of_shared(merged: Rc<Merged<'a>>) -> Self {
        if merged.leaves_open() {
            return Self::default();
        }
        let declared = merged.properties.iter().map(|property| property.name);
        let required = declared.filter(|name| merged.required.contains(name)).collect();
        Self { kinds: Kinds::of(ValueKind::Object), required, object: Some(merged), ..Self::default() }
    }
}

impl<'a> Resolver<'a> {
    /// Follows references without reporting; a broken one is reported where it becomes a type.
    pub(in crate::resolve) fn looked_through(&self, place: &Place<'a>) -> Place<'a> {
        let mut current = place.clone();
        for _ in 0..MAX_DEPTH {
            let Some(reference) = current.node.reference() else { break };
            let Some(target) = self.references.find(reference, current.file) else { break };
            current = target;
        }
        current
    }

    /// What is known about a member.
    pub(in crate::resolve) fn view(&mut self, place: &Place<'a>) -> View<'a> {
        self.view_below(place, &mut Look { depth: 0, members: MAX_MEMBERS })
    }

    fn view_below(&mut self, place: &Place<'a>, look: &mut Look) -> View<'a> {
        let place = self.looked_through(place);
        let schema = Schema::of(place.node, self.dialect);
        if look.depth >= MAX_DEPTH || look.members == 0 || schema.reference.is_some() {
            return View::default();
        }
        look.members -= 1;
        look.depth += 1;
        let view = self.view_of(&place, &schema, look);
        look.depth -= 1;
        view
    }

    fn view_of(&mut self, place: &Place<'a>, schema: &Schema<'a>, look: &mut Look) -> View<'a> {
        let object = schema.types == [SchemaType::Object] && !is_choice(schema);
        if !values(schema).is_empty() {
            return literal_view(schema);
        }
        if object || !schema.all_of.is_empty() || !schema.properties.is_empty() {
            return self.merged_view(place, look);
        }
        if is_choice(schema) {
            let members: Vec<Place<'a>> = choice(place, schema);
            return self.choice_view(&members, look);
        }
        let both = is_int_or_string(schema).then_some([SchemaType::Integer, SchemaType::String]);
        let kinds = schema.types.iter().copied().chain(implied_type(schema)).chain(both.into_iter().flatten());
        let kinds = kinds.map(kind_of);
        View { kinds: kinds.fold(Kinds::default(), |all, kind| all.with(Kinds::of(kind))), ..View::default() }
    }

    fn merged_view(&mut self, place: &Place<'a>, look: &mut Look) -> View<'a> {
        let merged = match self.types.views.get(&place.address()) {
            Some(known) => Rc::clone(known),
            None => {
                let merged = Rc::new(self.merged(std::slice::from_ref(place), &[], true));
                self.types.views.insert(place.address(), Rc::clone(&merged));
                merged
            }
        };
        let inner = merged.unions.first().or(merged.others.first()).or(merged.implied()).cloned();
        match inner {
            Some(inner) if merged.properties.is_empty() && inner.address() != place.address() => {
                self.view_below(&inner, look)
            }
            _ => View::of_shared(merged),
        }
    }

    /// A choice within a choice: the kinds of all members, and what all require.
    fn choice_view(&mut self, members: &[Place<'a>], look: &mut Look) -> View<'a> {
        let members: Vec<&Place<'a>> = members.iter().filter(|member| !self.is_null(member)).collect();
        if let [only] = members[..] {
            return self.view_below(only, look);
        }
        let mut all = View::default();
        let mut first = true;
        for member in members {
            let view = self.view_below(member, look);
            if view.kinds.is_empty() {
                return View::default();
            }
            all.kinds = all.kinds.with(view.kinds);
            if first {
                all.required.clone_from(&view.required);
            } else {
                all.required.retain(|name| view.required.contains(name));
            }
            first = false;
            all.nested.push(view);
        }
        all
    }

    /// The strings a property of an object may hold, each once, if it is a list of strings.
    pub(in crate::resolve) fn property_texts(&self, view: &View<'a>, name: &str) -> Option<Vec<String>> {
        if !view.nested.is_empty() {
            let all: Option<Vec<Vec<String>>> =
                view.nested.iter().map(|view| self.property_texts(view, name)).collect();
            let mut strings = all?.concat();
            let mut seen = HashSet::default();
            strings.retain(|text| seen.insert(text.clone()));
            return Some(strings);
        }
        let property = view.object.as_ref()?.property(name)?;
        let place = self.looked_through(&property.place);
        let schema = Schema::of(place.node, self.dialect);
        match schema.all_of {
            [only] => {
                text_values(&Schema::of(self.looked_through(&place.steps(only, "allOf", "0")).node, self.dialect))
            }
            _ => text_values(&schema),
        }
    }

    /// Properties that must be there and may hold one literal only.
    pub(in crate::resolve) fn constants(&self, view: &View<'a>) -> Vec<(&'a str, Constant)> {
        let Some(object) = &view.object else { return Vec::new() };
        let mut found = Vec::new();
        for name in &view.required {
            let Some(property) = object.property(name) else { continue };
            let place = self.looked_through(&property.place);
            let schema = Schema::of(place.node, self.dialect);
            if let Some(constant) = schema.single_value().and_then(constant) {
                found.push((*name, constant));
            }
        }
        found
    }

    /// Words to name a member by, when it is a component or has a title.
    pub(in crate::resolve) fn member_name(&self, place: &Place<'a>) -> Option<String> {
        let target = match place.node.reference() {
            Some(reference) => self.references.find(reference, place.file)?,
            None => match Schema::of(place.node, self.dialect) {
                // `allOf: [$ref]` with a description next to is that component.
                Schema { all_of: [only], title, properties, .. } if title.is_none() && properties.is_empty() => {
                    self.references.find(only.reference()?, place.file)?
                }
                schema => return schema.title.peek().map(str::to_owned),
            },
        };
        let name = component_name(&target.pointer).filter(|(section, _)| *section == "schemas");
        name.map(|(_, name)| name)
    }
}

/// The JSON kind of a schema type.
pub(in crate::resolve) fn kind_of(kind: SchemaType) -> ValueKind {
    match kind {
        SchemaType::String => ValueKind::String,
        SchemaType::Integer => ValueKind::Integer,
        SchemaType::Number => ValueKind::Number,
        SchemaType::Boolean => ValueKind::Boolean,
        SchemaType::Array => ValueKind::Array,
        SchemaType::Object => ValueKind::Object,
    }
}

fn literal_view<'a>(schema: &Schema<'a>) -> View<'a> {
    let strings = text_values(schema);
    let kinds = match strings {
        Some(_) => Kinds::of(ValueKind::String),
        None => values(schema).into_iter().map(literal_kind).fold(Kinds::default(), Kinds::with),
    };
    View { kinds, strings, ..View::default() }
}

fn literal_kind(node: &Node) -> Kinds {
    match &node.kind {
        NodeKind::Null => Kinds::default(),
        NodeKind::Bool(_) => Kinds::of(ValueKind::Boolean),
        NodeKind::Number(number) if number.as_i64().is_some() => Kinds::of(ValueKind::Integer),
        NodeKind::Number(_) => Kinds::of(ValueKind::Number),
        NodeKind::String(_) => Kinds::of(ValueKind::String),
        NodeKind::List(_) => Kinds::of(ValueKind::Array),
        NodeKind::Map(_) => Kinds::of(ValueKind::Object),
    }
}
