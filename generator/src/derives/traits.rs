//! What can be derived: traits of the standard library, which the generator knows, and macros of other packages.

use crate::ir::TypeRef;

/// The traits of the standard library, by their names.
pub(super) const STD: [&str; 5] = ["Copy", "Eq", "Hash", "Ord", "PartialOrd"];

/// A trait that a type can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Trait {
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Copy,
    /// A derive macro of another package, by its path.
    Other(String),
}

impl Trait {
    /// Reads a path; an error says why it cannot be derived.
    pub(super) fn read(path: &str) -> Result<Self, String> {
        let is_std = ["std::", "core::", "::std::", "::core::"].iter().any(|start| path.starts_with(start));
        let is_serde = ["serde::", "::serde::"].iter().any(|start| path.starts_with(start));
        let name = path.rsplit("::").next().unwrap_or(path);
        let is_bare = !path.contains("::");
        match name {
            "Clone" | "Debug" | "PartialEq" if is_std || is_bare => Err(format!("every type has `{name}` already")),
            "Default" if is_std || is_bare => {
                Err("`Default` is there already where all fields may be absent; no other type has a value of its own"
                    .to_owned())
            }
            "Serialize" | "Deserialize" if is_serde || is_bare => {
                Err(format!("every type has `{name}` of serde already, by the names that the document has"))
            }
            "Eq" if is_std || is_bare => Ok(Self::Eq),
            "Hash" if is_std || is_bare => Ok(Self::Hash),
            "PartialOrd" if is_std || is_bare => Ok(Self::PartialOrd),
            "Ord" if is_std || is_bare => Ok(Self::Ord),
            "Copy" if is_std || is_bare => Ok(Self::Copy),
            _ if is_bare => Err(format!(
                "`{path}` is no trait that can be derived here; a macro of a package has a path: `schemars::JsonSchema`"
            )),
            _ if is_path(path) => Ok(Self::Other(path.to_owned())),
            _ => Err(format!("`{path}` is no path of a derive macro")),
        }
    }

    /// As it is written in a derive.
    pub(super) fn path(&self) -> &str {
        match self {
            Self::Eq => "Eq",
            Self::Hash => "Hash",
            Self::PartialOrd => "PartialOrd",
            Self::Ord => "Ord",
            Self::Copy => "Copy",
            Self::Other(path) => path,
        }
    }

    /// What a type needs before it can have this.
    pub(super) fn implied(&self) -> &'static [Trait] {
        match self {
            Self::Ord => &[Self::Eq, Self::PartialOrd],
            _ => &[],
        }
    }

    /// Whether enums of strings have it, or can have it.
    pub(super) fn is_for_texts(&self) -> bool {
        *self != Self::Copy
    }

    /// Whether enums of strings (or, where `integers` is true, of integers) have it without a derive.
    pub(super) fn is_there_already(&self, integers: bool) -> bool {
        match self {
            Self::Eq | Self::Hash => true,
            Self::PartialOrd | Self::Ord | Self::Copy => integers,
            Self::Other(_) => false,
        }
    }

    /// Whether a union can have it besides any JSON, which it may always hold.
    pub(super) fn is_for_unions(&self) -> bool {
        matches!(self, Self::Eq | Self::Hash | Self::Other(_))
    }

    /// What of a use of a type cannot have it, in words; named types and what is around the rest do not matter here.
    pub(super) fn obstacle(&self, leaf: &TypeRef) -> Option<&'static str> {
        match leaf {
            TypeRef::Float { .. } if matches!(self, Self::Eq | Self::Hash | Self::Ord) => {
                Some("a floating-point number")
            }
            TypeRef::Any if matches!(self, Self::PartialOrd | Self::Ord | Self::Copy) => Some("any JSON"),
            // Whether a model of another client has a trait only the compiler knows.
            TypeRef::Own(own) if !own.is_model && !matches!(self, Self::Eq | Self::Hash) => {
                Some("a type of the runtime")
            }
            TypeRef::Bytes => Some("a file"),
            TypeRef::String if *self == Self::Copy => Some("a string"),
            TypeRef::Formatted(_) | TypeRef::Base64 if *self == Self::Copy => Some("a string"),
            TypeRef::Formatted(_) | TypeRef::Base64 if matches!(self, Self::Other(_)) => Some("a type of the runtime"),
            TypeRef::List(_) | TypeRef::Map(_) | TypeRef::OneOrMany(_) if *self == Self::Copy => Some("a collection"),
            TypeRef::Boxed(_) if *self == Self::Copy => Some("a box"),
            TypeRef::OneOrMany(_) if matches!(self, Self::Other(_)) => Some("a type of the runtime"),
            _ => None,
        }
    }
}

/// Identifiers with `::` between them.
fn is_path(path: &str) -> bool {
    syn::parse_str::<syn::Path>(path).is_ok_and(|path| path.segments.iter().all(|segment| segment.arguments.is_none()))
}
