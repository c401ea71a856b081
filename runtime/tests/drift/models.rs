//! Models with every kind of slot, as generated code declares them.

use std::collections::BTreeMap;

use clientgen_runtime::codegen::{open_enum, open_integer_enum, record, union};
use clientgen_runtime::{Base64, DateTime, Nullable, OneOrMany, Value};

pub struct Page {
    pub results: Vec<User>,
}
record! { Page { required results = "results" } }

pub struct User {
    pub id: String,
    pub age: Option<i64>,
}
record! { User { required id = "id", optional age = "age" } }

/// An object of which nothing is required.
pub struct Settings {
    pub theme: Option<String>,
    pub size: Option<i64>,
}
record! { Settings { optional theme = "theme", optional size = "size" } }

/// An object of which everything may be null.
pub struct Holes {
    pub name: Option<String>,
    pub any: Value,
}
record! { Holes { nullable name = "name", required any = "any" } }

pub struct Sociable {
    pub id: String,
    pub friends: Option<Vec<User>>,
}
record! { Sociable { required id = "id", optional friends = "friends" } }

pub struct All {
    pub name: String,
    pub count: i32,
    pub rate: f64,
    pub flag: bool,
    pub tags: Vec<String>,
    pub labels: BTreeMap<String, String>,
    pub state: State,
    pub level: Level,
    pub bytes: Base64,
    pub parent: Option<User>,
    pub moment: Option<DateTime>,
    pub size: Option<u32>,
    pub groups: Option<Vec<String>>,
    pub child: Option<Box<All>>,
    pub note: Nullable<String>,
    pub one: Option<OneOrMany<i64>>,
    pub node: Option<Node>,
    pub any: Option<Value>,
}
record! {
    All {
        required name = "name",
        required count = "count",
        required rate = "rate",
        required flag = "flag",
        required tags = "tags",
        required labels = "labels",
        required state = "state",
        required level = "level",
        required bytes = "bytes",
        nullable parent = "parent",
        optional moment = "moment",
        optional size = "size",
        optional groups = "groups",
        optional child = "child",
        optional note = "note",
        optional one = "one",
        optional node = "node",
        optional any = "any",
    }
}

open_enum! {
    /// An open enum.
    pub enum State {
        /// A value.
        Active = "active",
        /// Another.
        Three = "3",
    }
}

open_enum! {
    /// What YAML takes for booleans.
    pub enum Switch {
        /// A value.
        On = "true",
        /// Another.
        Auto = "auto",
    }
}

open_integer_enum! {
    /// An open enum of integers.
    pub enum Level {
        /// A value.
        Low = 1,
    }
}

/// A union whose members have the same rule, and that contains itself.
pub enum Node {
    Counted(Box<Counted>),
    Named(Box<Named>),
    Unknown(Value),
}
union! { Node: shape { Counted: object ["child"], Named: object ["child"] } }

pub struct Counted {
    pub child: Option<Node>,
    pub value: Option<i64>,
    pub label: i64,
}
record! { Counted { optional child = "child", optional value = "value", required label = "label" } }

pub struct Named {
    pub child: Option<Node>,
    pub label: bool,
}
record! { Named { optional child = "child", required label = "label" } }
