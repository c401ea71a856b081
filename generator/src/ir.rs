//! `Api`: a fully resolved description of an API, ready to be named and rendered.
//!
//! Plain data: no `$ref`, no default left to guess, no OpenAPI types, no Rust names, no tokens.
//! Everything that computes lives elsewhere: `resolve` fills this in, `check` reads it, `names` and `render` print it.

mod ids;
mod location;
mod method;
mod operation;
mod operation_id;
mod origin;
mod paging;
pub(crate) mod path_template;
mod payload;
pub(crate) mod print;
pub(crate) mod query;
mod security;
mod seldom;
mod types;
mod waiting;
pub(crate) mod words;

use foldhash::HashSet;

pub(crate) use self::ids::{GroupId, ServerId};
pub(crate) use self::location::ParameterLocation;
pub(crate) use self::method::Method;
pub(crate) use self::operation::{
    Alternative, Body, BodyMedia, ErrorBodies, ErrorCase, Header, Operation, Parameter, ParameterEncoding,
    ParameterStyle, Part, PathSegment, Response, StatusMatch, Success, SuccessCase,
};
pub(crate) use self::operation_id::OperationId;
pub(crate) use self::origin::{Origin, Root, SharedPart, Step, is_keyword};
pub(crate) use self::paging::{InputPath, MoreSign, Paging, PagingKind, PagingOrigin, PagingPlace, PagingSource};
pub(crate) use self::payload::{MediaKind, Payload};
pub(crate) use self::security::{ApiKeyLocation, Requirement, SecurityKind, SecurityScheme, TokenUrl};
pub(crate) use self::seldom::Seldom;
pub(crate) use self::types::{
    Annotations, Bounds, Constant, Discrimination, Docs, Enum, EnumRepr, EnumVariant, Field, Inside, InsidePart,
    Integer, OwnType, Record, ShapeTest, TagRest, TagRule, TextFormat, TypeDef, TypeId, TypeKind, TypeRef, Union,
    UnionVariant, Usage, ValueKind,
};
pub(crate) use self::waiting::{EndSign, PollPlace, ResultPlace, Waiting};

use crate::source::JsonPointer;

/// One API, resolved.
#[derive(Clone, Debug, Default)]
pub(crate) struct Api {
    /// Title, version and prose of the document.
    pub info: Info,
    /// Environments in order, named by the document's server descriptions or the overrides.
    /// Every [`ServerSet`] has one URL for each.
    pub environments: Vec<Environment>,
    /// Server sets; a [`ServerId`] is an index into this list. May be empty.
    pub servers: Vec<ServerSet>,
    /// Variables used in server URLs.
    pub server_variables: Vec<ServerVariable>,
    /// Security schemes in document order; requirements name them by index.
    pub security_schemes: Vec<SecurityScheme>,
    /// What the document requires where an operation does not say more, as alternatives.
    pub security: Vec<Requirement>,
    /// Groups of operations (one per tag used, or by override), in document order; a [`GroupId`] is an index.
    pub groups: Vec<Group>,
    /// All operations, in document order.
    pub operations: Vec<Operation>,
    /// Number of operations that the document has, also of those that are left out.
    pub described_operations: usize,
    /// Number of operations that the document has and the last run had, also of those that are left out.
    pub known_operations: usize,
    /// Places of what the overrides leave out.
    pub not_selected: HashSet<JsonPointer>,
    /// All types; a [`TypeId`] is an index into this list.
    pub types: Vec<TypeDef>,
    /// Events the API sends, each with the type of its payload.
    pub webhooks: Vec<Webhook>,
    /// What the body of an error response decodes into.
    pub errors: ErrorBodies,
}

impl Api {
    /// The type with this id.
    pub(crate) fn type_def(&self, id: TypeId) -> &TypeDef {
        &self.types[id.index()]
    }

    /// Forgets what is no type: the operations, and all that is there for them.
    pub(crate) fn keep_types(&mut self) {
        let whole = std::mem::take(self);
        *self =
            Api { info: whole.info, types: whole.types, known_operations: whole.known_operations, ..Api::default() };
    }

    /// The headers of all responses, in document order.
    pub(crate) fn headers(&self) -> impl Iterator<Item = &Header> {
        self.operations.iter().flat_map(|operation| &operation.responses).flat_map(|response| &response.headers)
    }
}

/// Title, version and prose of a document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Info {
    /// `info.title`.
    pub title: String,
    /// `info.version`, as written.
    pub version: String,
    /// `info.description`, CommonMark.
    pub description: Option<String>,
    /// `externalDocs.url` of the document.
    pub documentation_url: Option<String>,
}

/// One place the API runs at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Environment {
    /// The server's name or description, or words made from its URL.
    pub label: String,
    /// The server's description, where that is not the label.
    pub description: Option<String>,
}

/// The base URLs of a set of operations, one per environment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ServerSet {
    /// A short name, unique, e.g. `v1`; from the overrides or from what tells the URLs apart.
    pub label: String,
    /// URL templates, one per environment and in their order.
    pub urls: Vec<String>,
}

/// A variable of the server URLs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ServerVariable {
    /// Name between the braces.
    pub wire_name: String,
    /// Value when the user chooses none.
    pub default: String,
    /// Allowed values; empty means any.
    pub allowed: Vec<String>,
    /// CommonMark.
    pub description: Option<String>,
}

/// A group of operations: `client.users()`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    /// The tag as written, or the group named by an override; the namespace, `/` and a collection.
    pub wire_name: String,
    /// The tag, where it is a namespace and this is one of its collections.
    pub namespace: Option<String>,
    /// CommonMark.
    pub description: Option<String>,
}

impl Group {
    /// The collection that this group is.
    pub(crate) fn collection(&self) -> Option<&str> {
        self.wire_name.strip_prefix(self.namespace.as_deref()?)?.strip_prefix('/')
    }

    /// The tag of its operations.
    pub(crate) fn tag(&self) -> &str {
        self.namespace.as_deref().unwrap_or(&self.wire_name)
    }
}

/// An event that the API sends to a receiver of the user's.
#[derive(Clone, Debug)]
pub(crate) struct Webhook {
    /// Name of the event, or of the union of events.
    pub wire_name: String,
    /// Payload.
    pub payload: TypeRef,
    /// Documentation.
    pub docs: Docs,
}
