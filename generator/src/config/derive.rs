//! What types have besides what every type has: derives, attributes.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Pattern;

/// Derives and attributes for some types.
///
/// A derive also reaches the types of their fields, which it needs. A type that cannot have it, and the types that hold
/// that one, go without, and the report names it.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct DeriveRule {
    /// Names of types in Rust, as in `surface.txt`; all types, if there is no pattern.
    pub types: Vec<Pattern>,
    /// What to derive: `Eq`, `Hash`, `PartialOrd`, `Ord`, `Copy`, or the path of a derive macro, whose package the
    /// manifest needs. `Clone`, `Debug`, `PartialEq`, `Serialize`, `Deserialize` and, where it is possible, `Default`
    /// are always there.
    pub traits: Vec<String>,
    /// Attributes of the types, without `#[` and `]`.
    pub attributes: Vec<String>,
    /// Attributes of fields, by the type of the field as it is written: `Option<DateTime>`. A derive macro takes a field
    /// of a type of the runtime only if it has an attribute here.
    pub fields: BTreeMap<String, Vec<String>>,
    /// An attribute that says how a field or a value of an enum is called in JSON, where that is not its name in Rust.
    /// `{}` is for that name: `schemars(rename = "{}")`.
    pub wire_name: Option<String>,
}
