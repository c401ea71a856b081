//! The overrides file as types: decisions that the document cannot express, and the name of the crate.

mod derive;
mod long_running;
mod selection;

pub use self::derive::DeriveRule;
pub use self::long_running::LongRunningRule;
pub use self::selection::{Exclude, Include, Pattern};
pub use crate::correction::{Correction, OneOrMore, ParameterIn, SecurityAlternative, Streaming};

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::lock::Lock;
use crate::source::{JsonPointer, SourceFile};

/// Decisions about one client: `overrides.yaml`, or `clientgen.toml`, which also says where the client is.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// The file itself, for diagnostics about it.
    #[serde(skip)]
    pub source: Option<SourceFile>,
    /// Where in that file these decisions are.
    #[serde(skip)]
    pub part: JsonPointer,
    /// The names of the last run, which stay.
    #[serde(skip)]
    pub lock: Lock,
    // The next keys are read by whoever calls the generator. All paths are relative to this file.
    /// The OpenAPI document.
    pub document: Option<String>,
    /// The folder with the other files that the document refers to; without it, the folder of the document.
    pub root: Option<String>,
    /// Overlays to correct the document with, in this order.
    pub overlays: Vec<String>,
    /// The folder of the client, which is a crate.
    pub out: Option<String>,
    /// The folder of the client as a module of a crate that is there, in place of `out`. It has no features of its own:
    /// no mock, no checks of limits, all groups of operations.
    pub module: Option<String>,
    /// Only the types of the document: no operations, no client, no transport.
    pub types_only: bool,
    /// Where the client has its runtime from: `vendored`, `registry`, `path=FOLDER` or `git=URL`.
    pub runtime: Option<String>,
    /// A folder for the copy of the runtime that several clients share.
    pub runtime_dir: Option<String>,
    /// Diagnostics that are errors: ids, groups of warnings, `warnings`, or `all`.
    pub deny: Vec<String>,
    /// Several clients, each with keys of its own. `runtime`, `runtime_dir` and `deny` above them are for all.
    #[serde(rename = "client")]
    pub clients: Vec<Config>,
    /// What to generate; everything, if there is no pattern.
    pub include: Include,
    /// What to leave out of that.
    pub exclude: Exclude,
    /// The generated crate.
    #[serde(rename = "crate")]
    pub krate: CrateConfig,
    /// Facts that the document has wrong, by the name of what they are about: `User.email` (a property), `listUsers` or
    /// `GET /users` (an operation), `listUsers.200` (a response), `createUser.body`, `listUsers.cursor` (a parameter), or
    /// a JSON pointer (`/components/schemas/User`). `[]` is for items, `.*` for the values of a map: `User.tags[].name`.
    pub corrections: BTreeMap<String, Correction>,
    /// Names of the server sets, in order. Without a name, words of the URL are used.
    pub servers: Vec<ServerName>,
    /// Token URLs by security scheme, where the document describes them in prose or as another kind of template.
    pub token_urls: BTreeMap<String, TokenUrlConfig>,
    /// Decisions about operations, by `operationId`.
    pub operations: BTreeMap<String, OperationConfig>,
    /// The header of the idempotency key of every POST and PATCH, where the document has none.
    pub idempotency_key: Option<String>,
    /// Decisions about types, by the name of the component schema: names in Rust, types of yours.
    pub types: BTreeMap<String, TypeConfig>,
    /// Types of yours by `format`, for strings and numbers: `{ip: std::net::IpAddr}`. They need serde, as `replace` says.
    pub formats: BTreeMap<String, String>,
    /// Derives and attributes that types have besides their own.
    #[serde(rename = "derive")]
    pub derives: Vec<DeriveRule>,
    /// Rust names of accessors, by tag.
    pub groups: BTreeMap<String, GroupConfig>,
    /// Names that things had before. Each stays as a deprecated one.
    pub formerly: FormerNames,
    /// How operations are paged; the first rule that matches an operation applies.
    pub pagination: Vec<PaginationRule>,
    /// Operations that take longer than a call; the first rule that fits an operation applies.
    pub long_running: Vec<LongRunningRule>,
}

#[cfg(feature = "schema")]
impl Config {
    /// A JSON Schema of what can be decided.
    pub fn schema() -> serde_json::Value {
        schemars::schema_for!(Config).to_value()
    }
}

/// The generated crate.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct CrateConfig {
    /// Package name.
    pub name: Option<String>,
    /// Package version.
    pub version: Option<String>,
    /// One line for the manifest.
    pub description: Option<String>,
    /// SPDX expression.
    pub license: Option<String>,
    /// Repository URL.
    pub repository: Option<String>,
    /// `runtime` dependency: path relative to the crate.
    pub runtime_path: Option<String>,
    /// `runtime` dependency: URL of a Git repository.
    pub runtime_git: Option<String>,
    /// The crate is a member of a Cargo workspace and inherits its lints and versions.
    pub workspace: bool,
    /// Packages for examples, tests and benches that are written by hand; the workspace has the versions.
    pub dev_dependencies: Vec<String>,
    /// Features of examples that are written by hand, by example.
    pub examples: BTreeMap<String, Vec<String>>,
    /// The library that the dates of the API are converted to and from, as a feature that is on by default.
    pub date_library: Option<DateLibrary>,
    /// A Cargo feature per group. The default is true if there are several groups.
    pub group_features: Option<bool>,
}

/// A library for dates and times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum DateLibrary {
    /// `chrono`
    Chrono,
    /// `jiff`
    Jiff,
    /// `time`
    Time,
}

impl DateLibrary {
    /// The feature of the client.
    pub(crate) fn feature(self) -> &'static str {
        match self {
            Self::Chrono => "chrono",
            Self::Jiff => "jiff",
            Self::Time => "time",
        }
    }
}

/// A name for the server set whose URLs have this path.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ServerName {
    /// The first URL of the set, as written in the document.
    pub url: String,
    /// Its name.
    pub name: String,
}

/// A token URL.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TokenUrlConfig {
    /// An absolute URL, or a path that is resolved against the server of the operation; it may have `{variable}`s.
    pub template: String,
    /// Variables and what fills them by default: `client_id`. The user has to set every other variable.
    #[serde(default)]
    pub variables: BTreeMap<String, String>,
}

/// Decisions about one operation.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct OperationConfig {
    /// Its group (tag).
    pub group: Option<String>,
    /// Method name.
    pub method: Option<String>,
    /// Argument names by wire name of the parameter.
    pub parameters: BTreeMap<String, String>,
    /// Body properties that become arguments.
    pub body_arguments: Vec<String>,
    /// The reason to leave it out.
    pub exclude: Option<String>,
    /// It is safe to send it again.
    pub idempotent: Option<bool>,
    /// The header of its idempotency key.
    pub idempotency_key: Option<String>,
}

/// Decisions about one type.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct TypeConfig {
    /// Rust name.
    pub name: Option<String>,
    /// Rust names of fields by wire name.
    pub fields: BTreeMap<String, String>,
    /// Rust names of variants by wire value.
    pub variants: BTreeMap<String, String>,
    /// A type of yours in place of the generated one, as a path that the client can name: `rust_decimal::Decimal`. It
    /// needs serde's traits and nothing else; fields have it inside the runtime's `Own`, which keeps the JSON.
    pub replace: Option<String>,
    /// The type of `replace` implements the runtime's `Model`, as the types of other clients do: fields have it as it is.
    pub model: bool,
}

/// Decisions about one group.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct GroupConfig {
    /// Name of the accessor on the client, snake_case.
    pub name: Option<String>,
}

/// Names that things had before, each with the name of today, as `surface.txt` writes them.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct FormerNames {
    /// Accessors on the client: `people: users`.
    pub groups: BTreeMap<String, String>,
    /// Methods: `users().fetch: users().get`.
    pub methods: BTreeMap<String, String>,
    /// Models, requests and groups: `Person: User`.
    pub types: BTreeMap<String, String>,
    /// Setters, of models and of requests: `User.mail: User.email`, `users().list.per: users().list.per_page`.
    pub setters: BTreeMap<String, String>,
}

/// How the pages of a list are requested.
///
/// Exactly one of `page`, `offset`, `cursor`, `next_url`, `next_url_header` and `link_header` says how, unless `paged` is
/// false. A path is names separated by dots, or a JSON pointer that begins with a slash.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct PaginationRule {
    /// The input with the page number.
    pub page: Option<PagingInput>,
    /// Number of the first page.
    pub first: u64,
    /// The input with the number of items to skip.
    pub offset: Option<PagingInput>,
    /// The input with a cursor; `next`, `next_header` or `last_item` says where a page has the next one.
    pub cursor: Option<PagingInput>,
    /// Path of the next cursor in the response.
    pub next: Option<String>,
    /// Response header with the next cursor.
    pub next_header: Option<String>,
    /// Path, inside an item, of what the cursor after that item is.
    pub last_item: Option<String>,
    /// The cursor of the first page, for servers that send pages only if one is there: `"*"`, or an empty one.
    pub first_cursor: Option<String>,
    /// Inputs that the server refuses next to a cursor. Only the request for the first page has them.
    pub not_with_cursor: Vec<PagingInput>,
    /// Path of the URL of the next page in the response.
    pub next_url: Option<String>,
    /// Response header with the URL of the next page, and nothing else; for `Link` there is `link_header`.
    pub next_url_header: Option<String>,
    /// The header `Link` has the URL of the next page. With `page` or `offset` it only tells whether there is one.
    pub link_header: bool,
    /// The input with the page size.
    pub size: Option<PagingInput>,
    /// Path of the property with the list. If empty, the response is the list.
    pub items: String,
    /// Path of the property with the number of pages.
    pub total_pages: Option<String>,
    /// Path of the property with the number of items on all pages.
    pub total_items: Option<String>,
    /// Path of a boolean that says whether there are more pages, or of a value that the last page lacks.
    pub has_more: Option<String>,
    /// Path of a boolean that is true on the last page.
    pub done: Option<String>,
    /// False for lists that have no pages, whatever they look like.
    pub paged: bool,
    /// Ids of operations. A rule must fit those that it names without a star. Without `operations`, `paths` and `tags` it
    /// is for every GET that it fits.
    pub operations: Vec<Pattern>,
    /// Paths as the document has them, or a method and a path: `GET /users/**`.
    pub paths: Vec<Pattern>,
    /// Tags of operations.
    pub tags: Vec<Pattern>,
}

impl Default for PaginationRule {
    fn default() -> Self {
        Self {
            page: None,
            first: 1,
            offset: None,
            cursor: None,
            next: None,
            next_header: None,
            last_item: None,
            first_cursor: None,
            not_with_cursor: Vec::new(),
            next_url: None,
            next_url_header: None,
            link_header: false,
            size: None,
            items: String::new(),
            total_pages: None,
            total_items: None,
            has_more: None,
            done: None,
            paged: true,
            operations: Vec::new(),
            paths: Vec::new(),
            tags: Vec::new(),
        }
    }
}

/// What a request has its position in: a query parameter by its name, or `{header: ..}`, or `{body: ..}`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum PagingInput {
    /// A query parameter.
    Query(String),
    /// A header parameter.
    Header {
        /// Its name.
        header: String,
    },
    /// A member of the JSON body.
    Body {
        /// Its path.
        body: String,
    },
}
