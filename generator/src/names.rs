//! Names: every Rust identifier of the output, assigned once over the whole API and looked up by index.
//!
//! ```text
//! type           UpperCamel(component)                         user-profile          UserProfile
//!                OwnerName UpperCamel(word)                    User, address         UserAddress
//!                OwnerName UpperCamel(singular) for items      User, positions, item UserPosition
//!                UpperCamel(operation part)                    listUsers, response   ListUsersResponse
//! field          snake(property)                               perPage               per_page
//! variant        UpperCamel(value)                             content.completed     ContentCompleted
//! accessor       snake(tag)                                    Learning Content      client.learning_content()
//! group          UpperCamel(accessor)                          learning_content      LearningContent
//! feature        kebab(accessor)                               learning_content      learning-content
//! method         snake(operation without its group's words)    listUsers in Users    list
//!                by method and path if the id only repeats them (no id) GET /users   list
//! argument       snake(parameter)                              userId                user_id
//! request        UpperCamel(operation)                         listUsers             ListUsers
//! by-status enum UpperCamel(operation) Response                getUser               GetUserResponse
//! descriptor     SCREAMING(operation)                          getUser               GET_USER
//! header         SCREAMING(response header)                    X-Rate-Limit          X_RATE_LIMIT
//! ```
//!
//! Where an operation id only repeats method and path, types, requests and descriptors are called after the method
//! and the group instead: `ListUsers`. See `mechanical`.
//!
//! Overrides win. A reserved word is written raw (`r#type`) or moved aside (`OptionModel`); a name that starts with a
//! digit gets a word in front (`Value1080p`); symbols become words (`Plus1`). See `reserved` and `words`.
//!
//! A name depends on the thing itself. Where two things would be called the same, the one that had the name in the last
//! run keeps it, else the first in the document; the next gets a number (methods: the full operation id), and both
//! places are reported. So a thing added anywhere never renames another. See `scope` and `lock`.

mod groups;
mod headers;
pub(crate) mod lock;
mod mechanical;
mod methods;
mod operations;
mod reserved;
mod scope;
mod types;
mod words;

use crate::config::Config;
use crate::diagnostics::{Diagnostic, DiagnosticId, Diagnostics};
use crate::ir::{Api, TypeId};
use crate::source::JsonPointer;
use reserved::Role;
use scope::{Claim, Place, Scope};

pub(crate) use operations::wire_of;
pub(crate) use types::{literal, place_of};
pub(crate) use words::snake;

/// The Rust identifiers of an API.
#[derive(Debug, Default)]
pub struct Names {
    types: Vec<TypeNames>,
    groups: Vec<GroupNames>,
    operations: Vec<OperationNames>,
    environments: Vec<String>,
    error_variants: Vec<String>,
    headers: Vec<HeaderNames>,
}

/// Names of a type and what is inside it.
#[derive(Debug, Default)]
pub struct TypeNames {
    /// The type.
    pub rust_name: String,
    /// Fields of a record, in order.
    pub fields: Vec<String>,
    /// Variants of an enum or union, in order.
    pub variants: Vec<String>,
    /// The field that collects undeclared properties.
    pub extra: String,
}

/// Names of a group.
#[derive(Debug, Default)]
pub struct GroupNames {
    /// Method on the client and name of the modules.
    pub accessor: String,
    /// The group's struct.
    pub rust_name: String,
    /// The Cargo feature that switches it on, if there is one.
    pub feature: Option<String>,
}

/// Names of an operation.
#[derive(Debug, Default)]
pub struct OperationNames {
    /// One for each representation of the body that gets a method; one if there is no body.
    pub methods: Vec<MethodNames>,
    /// The words that types, request and descriptor are named by.
    pub label: String,
    /// The descriptor.
    pub descriptor: String,
    /// The enum that tells success statuses apart, if there is one.
    pub success: String,
    /// Arguments and setters, by parameter.
    pub parameters: Vec<String>,
    /// The argument or setter for the whole body.
    pub body: String,
    /// Arguments for properties of the body, in the order of the override.
    pub body_arguments: Vec<String>,
}

/// Names of a response header.
#[derive(Debug, Default)]
pub struct HeaderNames {
    /// The header, in lower case.
    pub wire_name: String,
    /// The constant.
    pub rust_name: String,
}

/// Names of one method.
#[derive(Debug, Default)]
pub struct MethodNames {
    /// The method on the group.
    pub rust_name: String,
    /// The struct that takes the optional parameters.
    pub request: String,
    /// Index of the representation in the body's list.
    pub media: Option<usize>,
}

impl Names {
    /// Names of a type.
    pub fn type_names(&self, id: TypeId) -> &TypeNames {
        &self.types[id.index()]
    }

    /// Rust name of a type.
    pub fn type_name(&self, id: TypeId) -> &str {
        &self.types[id.index()].rust_name
    }

    /// Names of a group, by index.
    pub fn group(&self, index: usize) -> &GroupNames {
        &self.groups[index]
    }

    /// Names of an operation, by index.
    pub fn operation(&self, index: usize) -> &OperationNames {
        &self.operations[index]
    }

    /// Variants of `Environment`, in order.
    pub fn environments(&self) -> &[String] {
        &self.environments
    }

    /// Response headers, sorted.
    pub fn headers(&self) -> &[HeaderNames] {
        &self.headers
    }

    /// Variants of `ErrorBody`, in order of the distinct error types.
    pub fn error_variants(&self) -> &[String] {
        &self.error_variants
    }
}

/// Assigns a name to everything in the API.
pub fn assign(api: &Api, config: &Config, diagnostics: &mut Diagnostics) -> Names {
    let titles = methods::titles(api, &config.lock);
    let types = types::assign(api, config, &titles, diagnostics);
    let groups = groups::assign(api, config, diagnostics);
    let operations = operations::assign(api, config, &groups, &types, &titles, diagnostics);
    let environments = groups::environments(api, config, diagnostics);
    let error_variants = types::error_variants(api, config, &types);
    let headers = headers::assign(api, config, diagnostics);
    Names { types, groups, operations, environments, error_variants, headers }
}

/// The override if there is a usable one, else the name made from the wire name.
fn chosen(
    wanted: Option<&String>,
    wire_name: &str,
    role: Role,
    pointer: &JsonPointer,
    diagnostics: &mut Diagnostics,
) -> String {
    match wanted {
        Some(name) if reserved::is_identifier(name, role) => name.clone(),
        Some(name) => {
            diagnostics.push(unusable(name, wire_name, pointer));
            reserved::name_for(wire_name, role)
        }
        None => reserved::name_for(wire_name, role),
    }
}

fn unusable(name: &str, wire_name: &str, pointer: &JsonPointer) -> Diagnostic {
    let message = ["the overrides file calls this `", name, "`, which cannot be its name in Rust"].concat();
    Diagnostic::error(DiagnosticId::InvalidName, pointer, message)
        .label(["`", wire_name, "` is declared here"].concat())
        .help("use an identifier that is neither reserved nor used by the generated code; keywords as `r#type`")
}
