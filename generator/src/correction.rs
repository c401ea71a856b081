//! Corrections of facts in the overrides, as they are written there.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A correction of what the document says of one place.
///
/// The keys that are there replace what the document says; everything else stays.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Correction {
    /// Why, for those who read the file.
    pub reason: Option<String>,
    /// Whether a property is always there, and whether a parameter or a body has to be sent.
    pub required: Option<bool>,
    /// Whether the value may be null.
    pub nullable: Option<bool>,
    /// The type of the value: `string`, `integer`, `number`, `boolean`, `object`, `array`, `binary`, `any`, the name of a
    /// schema of the document, or one of these with `[]` for an array of it. Of several, the value has one; `null` may be
    /// among them.
    #[serde(rename = "type")]
    pub types: Option<OneOrMore>,
    /// The format of the value; `none` for none.
    pub format: Option<String>,
    /// The schema of the value, in the words of the document's own version.
    pub schema: Option<serde_json::Value>,
    /// The media type of a body or a response, or several.
    pub media_type: Option<OneOrMore>,
    /// False where nothing is sent or answered; true where something is, which `type` or `schema` describe.
    pub body: Option<bool>,
    /// The body is a stream: `events` (server-sent events) or `lines` (one JSON value a line); `none` where it is no
    /// stream. For a response, or an operation with all its successes.
    pub streaming: Option<Streaming>,
    /// Where a parameter is. With it, a parameter that the document lacks is added.
    #[serde(rename = "in")]
    pub location: Option<ParameterIn>,
    /// A parameter in the path has slashes, one in the query keeps the reserved characters.
    pub reserved: Option<bool>,
    /// The credentials of an operation, one of these; without any, it needs none.
    pub security: Option<Vec<SecurityAlternative>>,
}

/// A name, or an array of names.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum OneOrMore {
    /// One.
    One(String),
    /// One of these.
    More(Vec<String>),
}

impl OneOrMore {
    /// All names.
    pub(crate) fn names(&self) -> &[String] {
        match self {
            OneOrMore::One(name) => std::slice::from_ref(name),
            OneOrMore::More(names) => names,
        }
    }
}

/// How a body comes in pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Streaming {
    /// Server-sent events.
    Events,
    /// One JSON value a line.
    Lines,
    /// It does not: one JSON value.
    None,
}

/// Where a parameter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum ParameterIn {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
}

impl ParameterIn {
    /// As documents write it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            ParameterIn::Path => "path",
            ParameterIn::Query => "query",
            ParameterIn::Header => "header",
            ParameterIn::Cookie => "cookie",
        }
    }
}

/// What satisfies an operation: the name of a security scheme, or a table of several together, each with its scopes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum SecurityAlternative {
    /// The security scheme with this name.
    Scheme(String),
    /// All of these, each with its scopes.
    Schemes(BTreeMap<String, Vec<String>>),
}
