//! What the rooms of this stage hand to each other: schemas on their way to types. Data; what computes is in the rooms.

use std::rc::Rc;

use foldhash::{HashMap, HashSet};

use super::place::Place;
use crate::document::{Node, SchemaType};
use crate::ir::{Discrimination, Enum, ShapeTest, TypeId, TypeRef, ValueKind};
use crate::source::FileId;

/// How a schema is used in one place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Use {
    /// The type, `null` aside.
    pub(super) type_ref: TypeRef,
    /// `null` is a value as well.
    pub(super) nullable: bool,
}

impl Use {
    /// A use that is never `null`.
    pub(super) fn plain(type_ref: TypeRef) -> Self {
        Self { type_ref, nullable: false }
    }

    /// The type with `null` folded in, for places that have no flag of their own.
    pub(super) fn folded(self) -> TypeRef {
        if self.nullable && !matches!(self.type_ref, TypeRef::Any | TypeRef::Unit) {
            TypeRef::Nullable(Box::new(self.type_ref))
        } else {
            self.type_ref
        }
    }
}

/// What a schema is, before anything inside it is looked at.
#[derive(Debug)]
pub(super) enum Shape<'a> {
    /// A type without a name of its own.
    Plain(TypeRef),
    /// An object with known properties.
    Record(Box<Merged<'a>>),
    /// A list of values.
    Enum(Enum),
    /// One of several types.
    Union(UnionShape<'a>),
}

/// A type that waits for its definition.
#[derive(Debug)]
pub(super) struct Pending<'a> {
    pub(super) id: TypeId,
    pub(super) shape: Shape<'a>,
}

/// Schemas that hold at once, merged.
#[derive(Debug, Default)]
pub(super) struct Merged<'a> {
    /// Properties in the order they were met.
    pub(super) properties: Vec<Property<'a>>,
    pub(super) index: HashMap<&'a str, usize>,
    /// Names that must be present.
    pub(super) required: HashSet<&'a str>,
    /// What other properties hold; the last member that applies to it decides.
    pub(super) additional: Option<Extra<'a>>,
    /// Members that are a choice themselves.
    pub(super) unions: Vec<Place<'a>>,
    /// Members that are no objects.
    pub(super) others: Vec<Place<'a>>,
    /// The schemas that were put in, as places.
    pub(super) parts: Vec<Place<'a>>,
    /// Choices that are settled: one of their members is among the parts.
    pub(super) settled: Vec<usize>,
    /// Everything that was merged, by address.
    pub(super) seen: HashSet<usize>,
    /// A member asks for an object, be it by `type` or by its other keywords.
    pub(super) is_object: bool,
    /// A member has `object` in its `type`.
    pub(super) has_object_type: bool,
    /// Members without `type` whose other keywords imply one that is no object.
    pub(super) implied: Vec<Place<'a>>,
    /// The schemas whose keywords for objects were merged.
    pub(super) objects: Vec<(&'a Node, FileId)>,
    /// The values of `additionalProperties` that decide.
    pub(super) additional_nodes: Vec<&'a Node>,
    /// Only looked at; conflicts were or will be reported elsewhere.
    pub(super) quiet: bool,
}

/// A property of a merged object.
#[derive(Clone, Debug)]
pub(super) struct Property<'a> {
    /// Name on the wire.
    pub(super) name: &'a str,
    /// Its schema.
    pub(super) place: Place<'a>,
    /// Other schemas it may have instead (in merged alternatives).
    pub(super) others: Vec<Place<'a>>,
    /// Schemas of the same type that it may have instead.
    pub(super) alike: Vec<Place<'a>>,
    /// Schemas that it has as well (in `allOf`), which say less of its type.
    pub(super) replaced: Vec<Place<'a>>,
    /// The component that declares it, when that is not the type being made.
    pub(super) home: Option<TypeId>,
}

impl<'a> Property<'a> {
    /// A property with one schema.
    pub(super) fn new(name: &'a str, place: Place<'a>) -> Self {
        Self { name, place, others: Vec::new(), alike: Vec::new(), replaced: Vec::new(), home: None }
    }

    /// Puts a property in its place that it has as well; returns what was there.
    pub(super) fn replace(&mut self, property: Self) -> Self {
        let replaced = std::mem::replace(self, property);
        self.replaced.extend(replaced.replaced.iter().cloned());
        self.replaced.push(replaced.place.clone());
        replaced
    }
}

/// What undeclared properties hold.
#[derive(Clone, Debug)]
pub(super) enum Extra<'a> {
    /// Any JSON.
    Any,
    /// Values of a schema.
    Schema(Place<'a>),
    /// Values of one of several schemas (in merged alternatives).
    Either(Vec<Place<'a>>),
}

/// A union whose members are known but not yet types.
#[derive(Debug)]
pub(super) struct UnionShape<'a> {
    pub(super) members: Vec<Member<'a>>,
    pub(super) discrimination: Discrimination,
}

/// A choice to be made a type.
#[derive(Debug)]
pub(super) struct Choice<'a> {
    /// The schema that becomes the type.
    pub(super) place: Place<'a>,
    /// The schema with `oneOf` or `anyOf`, which may be a part of that.
    pub(super) written: Place<'a>,
    /// Its members, without `null`.
    pub(super) members: Vec<Member<'a>>,
    /// Values may belong to several members.
    pub(super) any_of: bool,
    /// `discriminator.propertyName`
    pub(super) discriminator: Option<&'a str>,
    /// `discriminator.mapping`
    pub(super) mapping: Vec<(&'a str, &'a str)>,
}

/// A member of a union.
#[derive(Debug)]
pub(super) struct Member<'a> {
    /// Where it is.
    pub(super) place: Place<'a>,
    /// What becomes its type.
    pub(super) part: Part<'a>,
    /// What is known about it.
    pub(super) view: View<'a>,
    /// Component name or title.
    pub(super) name: Option<String>,
    /// Values of the discriminator that select it.
    pub(super) tags: Vec<String>,
    /// What tells it apart.
    pub(super) test: ShapeTest,
    /// Other members that it means as well.
    pub(super) joined: Vec<Place<'a>>,
}

impl<'a> Member<'a> {
    /// The schemas that it means.
    pub(super) fn places(&self) -> Vec<Place<'a>> {
        std::iter::once(&self.place).chain(&self.joined).cloned().collect()
    }
}

/// What becomes the type of a member.
#[derive(Debug)]
pub(super) enum Part<'a> {
    /// The schema at its place.
    Schema,
    /// The schema at its place, as far as it is of one JSON type.
    OfType(SchemaType),
    /// Schemas that hold at once; choices that are settled by them.
    Merged(Vec<Place<'a>>, Vec<usize>),
    /// Already known.
    Known(TypeRef),
    /// A merged list of values.
    Values(Enum),
    /// Schemas of which one holds; a union in the union.
    Choice(Vec<Place<'a>>),
    /// Lists, and the schemas of their items.
    Lists(Vec<Place<'a>>),
    /// Objects of which at least one holds, each with the choices that it settles.
    Alternatives(Vec<(Vec<Place<'a>>, Vec<usize>)>),
}

/// What is known about a member before it becomes a type.
#[derive(Clone, Debug, Default)]
pub(super) struct View<'a> {
    /// The kinds its values have.
    pub(super) kinds: Kinds,
    /// Its properties, when it is one object.
    pub(super) object: Option<Rc<Merged<'a>>>,
    /// Keys every value has.
    pub(super) required: Vec<&'a str>,
    /// The only strings allowed.
    pub(super) strings: Option<Vec<String>>,
    /// Its own members, when it is a choice.
    pub(super) nested: Vec<View<'a>>,
}

/// A set of JSON kinds. Empty: unknown, so any.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kinds(u8);

impl Kinds {
    /// One kind.
    pub(super) fn of(kind: ValueKind) -> Self {
        Self(1 << kind as u8)
    }

    /// The kind, if there is just one. An integer among numbers is a number.
    pub(super) fn single(self) -> Option<ValueKind> {
        use ValueKind::{Array, Boolean, Integer, Number, Object, String};
        if self == Self::of(Integer).with(Self::of(Number)) {
            return Some(Number);
        }
        [String, Integer, Number, Boolean, Array, Object].into_iter().find(|&kind| self == Self::of(kind))
    }

    /// No value is of this kind.
    pub(super) fn exclude(self, kind: ValueKind) -> bool {
        !self.is_empty() && self.0 & Self::of(kind).0 == 0
    }

    /// No value is of a kind of both.
    pub(super) fn excludes_all(self, other: Self) -> bool {
        !self.is_empty() && !other.is_empty() && self.0 & other.0 == 0
    }

    pub(super) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// Members in the order they are tried, and the rule.
#[derive(Debug)]
pub(super) struct Discriminated<'a> {
    /// The members.
    pub(super) members: Vec<Member<'a>>,
    /// The rule.
    pub(super) discrimination: Discrimination,
}
