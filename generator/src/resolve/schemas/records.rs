//! Objects: records with known properties, maps, and what is said about a property where it is.

use std::borrow::Cow;

use super::composition::by_pattern;
use super::enums::only_value;
use super::shapes::docs;
use crate::diagnostics::{Diagnostic, DiagnosticId, suggest};
use crate::document::{Additional, Schema};
use crate::ir::{Constant, Docs, Field, Integer, Origin, Record, Seldom, Step, TypeRef};
use crate::resolve::place::Owner;
use crate::resolve::place::Place;
use crate::resolve::reading::{read_equal, read_replaced};
use crate::resolve::resolver::Resolver;
use crate::resolve::shape::{Extra, Merged, Property, Shape};
use crate::source::JsonPointer;

impl<'a> Resolver<'a> {
    /// An object: a record when properties are known, else an object.
    pub(in crate::resolve) fn object_shape(
        &mut self,
        place: &Place<'a>,
        schema: &Schema<'a>,
        owner: Owner<'_>,
    ) -> Shape<'a> {
        if !schema.properties.is_empty() {
            let merged = self.merged(std::slice::from_ref(place), &[], false);
            return Shape::Record(Box::new(merged));
        }
        if matches!(schema.additional, Additional::Any | Additional::None) {
            place.read("additionalProperties");
        }
        let extra = match schema.additional {
            Additional::Schema(node) => Extra::Schema(place.step(node, "additionalProperties")),
            _ => by_pattern(place, schema).unwrap_or(Extra::Any),
        };
        Shape::Plain(self.map_of(Some(extra), owner))
    }

    /// An object from text to what undeclared properties hold.
    pub(in crate::resolve) fn map_of(&mut self, extra: Option<Extra<'a>>, owner: Owner<'_>) -> TypeRef {
        let value = extra.map_or(TypeRef::Any, |extra| self.extra_type(extra, owner));
        TypeRef::Map(Box::new(value))
    }

    /// The type of undeclared properties.
    fn extra_type(&mut self, extra: Extra<'a>, owner: Owner<'_>) -> TypeRef {
        let owner = Owner::Inside(&owner, Step::AdditionalProperty);
        match extra {
            Extra::Any => TypeRef::Any,
            Extra::Schema(place) => self.folded_use(&place, owner),
            Extra::Either(places) => match places.first().cloned() {
                Some(first) => self.folded_item(&first, places, owner),
                None => TypeRef::Any,
            },
        }
    }

    /// Defines a record.
    pub(in crate::resolve) fn record(&mut self, merged: Merged<'a>, origin: &Origin) -> Record {
        let owner = Owner::Of(origin);
        let mut fields = Vec::with_capacity(merged.properties.len());
        for property in &merged.properties {
            let required = merged.required.contains(property.name);
            fields.push(self.field(property, required, owner));
        }
        merged.read_objects();
        let undeclared = self.note_undeclared(&merged, origin);
        let is_closed = merged.is_closed();
        let additional = merged.additional.map(|extra| self.extra_type(extra, owner));
        if !is_closed {
            let value = additional.clone().unwrap_or(TypeRef::Any);
            fields.extend(undeclared.into_iter().map(|name| undeclared_field(name, value.clone())));
        }
        Record { fields, additional, is_closed }
    }

    fn field(&mut self, property: &Property<'a>, required: bool, owner: Owner<'_>) -> Field {
        let schema = Schema::of(property.place.node, self.dialect);
        let said = self.said_about_property(property, &schema);
        let constant = only_value(&schema).filter(|_| property.others.is_empty());
        let (type_ref, nullable) = if !property.others.is_empty() {
            let mut places = vec![property.place.clone()];
            places.extend(property.others.iter().cloned());
            let step = Step::Property(property.name);
            let found = self.any_item(&property.place, places.clone(), Owner::Inside(&owner, step));
            places.iter().for_each(|place| self.read_null(place, found.nullable));
            (found.type_ref, found.nullable)
        } else if let Some(constant) = &constant {
            property.place.read("type");
            schema.single_value().into_iter().for_each(|value| _ = value.read());
            self.read_wider(&property.place, &schema);
            let nullable = self.is_nullable(&property.place);
            self.read_null(&property.place, nullable);
            (constant_type(constant), nullable)
        } else {
            let home = property.home.map(|id| self.types.list[id.index()].origin.clone());
            let found = match &home {
                Some(home) => self.use_of_schema(
                    &property.place,
                    &schema,
                    Owner::Inside(&Owner::Of(home), Step::Property(property.name)),
                ),
                None => {
                    self.use_of_schema(&property.place, &schema, Owner::Inside(&owner, Step::Property(property.name)))
                }
            };
            self.read_null(&property.place, found.nullable);
            (found.type_ref, found.nullable)
        };
        let nullable = self.is_nullable_elsewhere(property) || nullable;
        let target = self.referred(&property.place, &schema);
        let is_read_only = [said.read_only.read_flag(), target.read_only.peek() == Some(true)];
        let is_write_only = [said.write_only.read_flag(), target.write_only.peek() == Some(true)];
        property.place.node.read();
        Field {
            wire_name: property.name.to_owned(),
            type_ref,
            required,
            nullable,
            constant,
            default: self.usable_default(&property.place, &said),
            read_only: is_read_only.contains(&true),
            write_only: is_write_only.contains(&true),
            bounds: self.bounds(&property.place, &said),
            docs: docs(&said),
        }
    }

    /// What all schemas of a property say about it.
    fn said_about_property<'s>(&self, property: &Property<'a>, schema: &'s Schema<'a>) -> Cow<'s, Schema<'a>> {
        let mut said = self.said_about(&property.place, schema);
        for other in &property.alike {
            said.to_mut().add_alternative(&Schema::of(other.node, self.dialect));
        }
        for other in &property.replaced {
            said.to_mut().add(&Schema::of(other.node, self.dialect));
        }
        property.others.iter().for_each(|other| read_equal(other.node, property.place.node));
        property.replaced.iter().for_each(|replaced| read_replaced(replaced.node, property.place.node));
        said
    }

    /// The property may be null in another alternative.
    fn is_nullable_elsewhere(&mut self, property: &Property<'a>) -> bool {
        let nullable: Vec<bool> = property.alike.iter().map(|other| self.is_nullable(other)).collect();
        for (other, nullable) in property.alike.iter().zip(&nullable) {
            self.read_null(other, *nullable);
        }
        nullable.contains(&true)
    }

    /// What a reference leads to, be it wrapped or not: a direction said there holds for the property as well.
    fn referred(&self, place: &Place<'a>, schema: &Schema<'a>) -> Schema<'a> {
        let target = match (schema.reference, schema.all_of) {
            (Some(_), _) => self.looked_through(place),
            (None, [only]) if only.reference().is_some() => self.looked_through(&place.steps(only, "allOf", "0")),
            (None, _) => return Schema::default(),
        };
        Schema::of(target.node, self.dialect)
    }

    /// Reports the required properties that nothing declares; their names, sorted.
    fn note_undeclared(&mut self, merged: &Merged<'a>, origin: &Origin) -> Vec<&'a str> {
        let mut names: Vec<&str> =
            merged.required.iter().copied().filter(|name| merged.property(name).is_none()).collect();
        names.sort_unstable();
        let Some(property) = merged.properties.first() else { return names };
        let properties = property.place.pointer.parent().filter(|list| list.last().as_deref() == Some("properties"));
        let owner = properties.and_then(|list| list.parent()).unwrap_or_default();
        let effect = match merged.is_closed() {
            true => "the requirement is ignored",
            false => "the property holds what undeclared properties do",
        };
        for name in &names {
            let pointer = merged.parts.iter().find_map(|part| required_entry(part, name));
            let message = format!("`{name}` is required, but {} has no such property", described(origin));
            let nearest = suggest(name, merged.properties.iter().map(|property| property.name));
            self.reporter.push(
                Diagnostic::note(DiagnosticId::RequiredUndeclared, pointer.unwrap_or_else(|| owner.clone()), message)
                    .maybe_help(nearest.map(|nearest| format!("did you mean `{nearest}`?")))
                    .effect(effect),
            );
        }
        names
    }
}

/// A property that is required without being declared.
/// Where a schema lists a name as required.
fn required_entry(part: &Place<'_>, name: &str) -> Option<JsonPointer> {
    let list = part.node.get("required")?;
    let index = list.items().iter().position(|item| item.as_str() == Some(name))?;
    Some(part.pointer.child("required").item(index))
}

fn undeclared_field(name: &str, value: TypeRef) -> Field {
    let (type_ref, nullable) = match value {
        TypeRef::Nullable(inner) => (*inner, true),
        other => (other, false),
    };
    Field {
        wire_name: name.to_owned(),
        type_ref,
        required: true,
        nullable,
        constant: None,
        default: None,
        read_only: false,
        write_only: false,
        bounds: Seldom::default(),
        docs: Docs::default(),
    }
}

/// The type of a literal.
fn constant_type(constant: &Constant) -> TypeRef {
    match constant {
        Constant::String(_) => TypeRef::String,
        Constant::Integer(_) => TypeRef::Integer(Integer::I64),
        Constant::Boolean(_) => TypeRef::Boolean,
    }
}

fn described(origin: &Origin) -> String {
    origin.name().map_or_else(|| "this object".to_owned(), |name| format!("`{name}`"))
}
