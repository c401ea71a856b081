//! The overrides file as types: what the document cannot say, and how the crate is called.

use std::collections::BTreeMap;

use crate::source::SourceFile;
use serde::Deserialize;

pub use crate::names::lock::Lock;

/// `overrides.yaml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// The file itself, so that findings about it can be shown in it.
    #[serde(skip)]
    pub source: Option<SourceFile>,
    /// The names of the last run.
    #[serde(skip)]
    pub lock: Lock,
    /// The crate to be written.
    #[serde(rename = "crate")]
    pub krate: CrateConfig,
    /// Order and names of the server sets: URL path (or host) prefix words are used when absent.
    pub servers: Vec<ServerName>,
    /// Token endpoints that the document describes in prose or with foreign template syntax, by security scheme.
    pub token_urls: BTreeMap<String, TokenUrlConfig>,
    /// By `operationId`.
    pub operations: BTreeMap<String, OperationConfig>,
    /// By component schema name: Rust names of types, fields and variants.
    pub types: BTreeMap<String, TypeConfig>,
    /// Groups by tag: Rust name of the accessor.
    pub groups: BTreeMap<String, GroupConfig>,
    /// How lists are paged; the first rule that fits an operation applies.
    pub pagination: Vec<PaginationRule>,
}

/// The crate to be written.
#[derive(Clone, Debug, Default, Deserialize)]
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
    /// The crate is a member of a Cargo workspace and inherits its lints and versions.
    pub workspace: bool,
    /// Packages that examples, tests and benches beside the output need; versions come from the workspace.
    pub dev_dependencies: Vec<String>,
    /// Features that examples beside the output need, by example.
    pub examples: BTreeMap<String, Vec<String>>,
    /// A Cargo feature per group; absent: where there are several groups.
    pub group_features: Option<bool>,
}

/// A name for the server set whose URLs have this path.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServerName {
    /// The first URL of the set, as written in the document.
    pub url: String,
    /// Its name.
    pub name: String,
}

/// Where tokens come from.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TokenUrlConfig {
    /// Absolute, or a path resolved against the origin of the server an operation goes to; may contain `{variable}`s.
    pub template: String,
    /// Variables and what fills them by default: `client_id`. The user has to set every other variable.
    #[serde(default)]
    pub variables: BTreeMap<String, String>,
}

/// Decisions about one operation.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OperationConfig {
    /// Group (tag) it is put in.
    pub group: Option<String>,
    /// Method name.
    pub method: Option<String>,
    /// Argument names by wire name of the parameter.
    pub parameters: BTreeMap<String, String>,
    /// Body properties that become arguments.
    pub body_arguments: Vec<String>,
    /// Leave it out; the reason is required.
    pub exclude: Option<String>,
    /// Safe to send again.
    pub idempotent: Option<bool>,
}

/// Decisions about one type.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TypeConfig {
    /// Rust name.
    pub name: Option<String>,
    /// Rust names of fields by wire name.
    pub fields: BTreeMap<String, String>,
    /// Rust names of variants by wire value.
    pub variants: BTreeMap<String, String>,
}

/// Decisions about one group.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GroupConfig {
    /// Name of the accessor on the client, snake_case.
    pub name: Option<String>,
}

/// How lists are paged.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaginationRule {
    /// Query parameter with the page number.
    pub page: String,
    /// Number of the first page.
    #[serde(default = "first_page")]
    pub first: u64,
    /// Query parameter with the page size.
    #[serde(default)]
    pub size: Option<String>,
    /// Property path of the list, dots between; empty: the response is the list.
    #[serde(default)]
    pub items: String,
    /// Property path of the number of pages; without it a short page is the last.
    #[serde(default)]
    pub total_pages: Option<String>,
    /// Only these operations; empty: every GET whose parameters and response fit.
    #[serde(default)]
    pub operations: Vec<String>,
}

fn first_page() -> u64 {
    1
}
