//! Sets of JSON kinds, and their words.

use serde_json::Value;

use crate::document::SchemaType;

/// A set of JSON kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Kinds(u8);

/// The kinds, in the order they are named in; what is an integer is a number, too.
const ALL: [(Kinds, &str); 7] = [
    (Kinds::STRING, "string"),
    (Kinds::INTEGER, "integer"),
    (Kinds::FRACTION, "number"),
    (Kinds::BOOLEAN, "boolean"),
    (Kinds::ARRAY, "array"),
    (Kinds::OBJECT, "object"),
    (Kinds::NULL, "null"),
];

impl Kinds {
    pub(super) const NONE: Kinds = Kinds(0);
    pub(super) const NULL: Kinds = Kinds(1);
    pub(super) const BOOLEAN: Kinds = Kinds(2);
    pub(super) const INTEGER: Kinds = Kinds(4);
    /// A number that is no integer.
    pub(super) const FRACTION: Kinds = Kinds(8);
    pub(super) const NUMBER: Kinds = Kinds(12);
    pub(super) const STRING: Kinds = Kinds(16);
    pub(super) const ARRAY: Kinds = Kinds(32);
    pub(super) const OBJECT: Kinds = Kinds(64);
    pub(super) const ANY: Kinds = Kinds(127);

    /// The kind of a value; `404.0` is an integer.
    pub(super) fn of(value: &Value) -> Kinds {
        match value {
            Value::Null => Kinds::NULL,
            Value::Bool(_) => Kinds::BOOLEAN,
            Value::Number(number) if number.is_f64() => {
                let is_integer = number.as_f64().is_some_and(|number| number.fract() == 0.0 && number.abs() < 1e15);
                if is_integer { Kinds::INTEGER } else { Kinds::FRACTION }
            }
            Value::Number(_) => Kinds::INTEGER,
            Value::String(_) => Kinds::STRING,
            Value::Array(_) => Kinds::ARRAY,
            Value::Object(_) => Kinds::OBJECT,
        }
    }

    /// The kinds that a type of a schema allows.
    pub(super) fn of_type(schema_type: SchemaType) -> Kinds {
        match schema_type {
            SchemaType::String => Kinds::STRING,
            SchemaType::Integer => Kinds::INTEGER,
            SchemaType::Number => Kinds::NUMBER,
            SchemaType::Boolean => Kinds::BOOLEAN,
            SchemaType::Array => Kinds::ARRAY,
            SchemaType::Object => Kinds::OBJECT,
        }
    }

    #[must_use]
    pub(super) fn or(self, other: Kinds) -> Kinds {
        Kinds(self.0 | other.0)
    }

    #[must_use]
    pub(super) fn and(self, other: Kinds) -> Kinds {
        Kinds(self.0 & other.0)
    }

    #[must_use]
    pub(super) fn without(self, other: Kinds) -> Kinds {
        Kinds(self.0 & !other.0)
    }

    pub(super) fn has(self, other: Kinds) -> bool {
        self.0 & other.0 == other.0
    }

    pub(super) fn is_none(self) -> bool {
        self.0 == 0
    }

    /// The single kinds.
    pub(super) fn each(self) -> impl Iterator<Item = Kinds> {
        ALL.into_iter().map(|(kind, _)| kind).filter(move |kind| self.has(*kind))
    }

    /// The names of types, as a schema lists them: without `null`, `number` in place of both kinds of numbers.
    pub(super) fn types(self) -> Vec<&'static str> {
        let is_number = self.has(Kinds::FRACTION);
        let named = ALL.into_iter().filter(|(kind, _)| self.has(*kind));
        named.map(|(_, name)| name).filter(|name| *name != "null" && !(is_number && *name == "integer")).collect()
    }

    /// One kind in a sentence: `a string`, `null`.
    pub(super) fn words(self) -> &'static str {
        match self {
            Kinds::STRING => "a string",
            Kinds::INTEGER => "an integer",
            Kinds::FRACTION | Kinds::NUMBER => "a number",
            Kinds::BOOLEAN => "a boolean",
            Kinds::ARRAY => "an array",
            Kinds::OBJECT => "an object",
            Kinds::NULL => "null",
            _ => "a value",
        }
    }

    /// Several kinds in a sentence: `a string or an integer`.
    pub(super) fn sentence(self) -> String {
        let is_number = self.has(Kinds::NUMBER);
        let single = self.each().filter(|kind| !(is_number && *kind == Kinds::INTEGER));
        let words: Vec<&str> = single.map(Kinds::words).collect();
        words.join(" or ")
    }
}
