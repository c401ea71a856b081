//! The names of an API, as data: what `assign` fills in and renderers look up.

use super::arguments::Argument;
use super::former::Formerly;
use super::rust_ident::RustIdent;
use crate::ir::{GroupId, TypeId};

/// The Rust identifiers of an API.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub(super) types: Vec<TypeNames>,
    pub(super) groups: Vec<GroupNames>,
    pub(super) operations: Vec<OperationNames>,
    pub(super) environments: Vec<RustIdent>,
    pub(super) error_variants: Vec<RustIdent>,
    pub(super) headers: Vec<HeaderNames>,
    /// Names that things had before, and keep with those of today.
    pub(super) formerly: Formerly,
    /// The first line of the lock for the next run.
    pub(crate) surface_header: &'static str,
}

/// Names of a type and what is inside it.
#[derive(Debug, Default)]
pub(crate) struct TypeNames {
    /// The type.
    pub rust_name: RustIdent,
    /// Fields of a record, in order.
    pub fields: Vec<RustIdent>,
    /// Variants of an enum or union, in order.
    pub variants: Vec<RustIdent>,
    /// The field that collects undeclared properties.
    pub extra: RustIdent,
    /// Fields that the constructor of a record asks for, by position, in the order of its arguments.
    pub constructor: Vec<usize>,
}

/// Names of a group.
#[derive(Debug, Default)]
pub(crate) struct GroupNames {
    /// Method on the client and name of the modules.
    pub accessor: RustIdent,
    /// The group's struct.
    pub rust_name: RustIdent,
    /// The Cargo feature that switches it on, if there is one.
    pub feature: Option<String>,
}

/// Names of an operation.
#[derive(Debug, Default)]
pub(crate) struct OperationNames {
    /// One for each representation of the body that gets a method; one if there is no body.
    pub methods: Vec<MethodNames>,
    /// The words that types, request and descriptor are named by.
    pub label: String,
    /// The descriptor.
    pub descriptor: RustIdent,
    /// The enum that tells success statuses apart, if there is one.
    pub success: RustIdent,
    /// Arguments and setters, by parameter.
    pub parameters: Vec<RustIdent>,
    /// The argument or setter for the whole body.
    pub body: RustIdent,
    /// Arguments for properties of the body, in the order of the override.
    pub body_arguments: Vec<RustIdent>,
}

/// Names of a response header.
#[derive(Debug, Default)]
pub(crate) struct HeaderNames {
    /// The header, in lower case.
    pub wire_name: String,
    /// The constant.
    pub rust_name: RustIdent,
}

/// Names of one method.
#[derive(Debug, Default)]
pub(crate) struct MethodNames {
    /// The method on the group.
    pub rust_name: RustIdent,
    /// The struct that takes the optional parameters.
    pub request: RustIdent,
    /// Index of the representation in the body's list.
    pub media: Option<usize>,
    /// Its arguments in order.
    pub arguments: Vec<Argument>,
    /// The arguments of the setter for an optional body: positions in document order, in the order of the setter.
    pub body_setter: Vec<usize>,
}

impl Names {
    /// Forgets what is no name of a type, as [`Api::keep_types`](crate::ir::Api::keep_types) does.
    pub(crate) fn keep_types(&mut self) {
        let whole = std::mem::take(self);
        *self = Names { types: whole.types, surface_header: whole.surface_header, ..Names::default() };
    }

    /// True if there are no operations to be grouped.
    pub(crate) fn has_no_groups(&self) -> bool {
        self.groups.is_empty()
    }

    /// True if no name has a letter beyond ASCII, which the compiler would remark on.
    pub(crate) fn are_ascii(&self) -> bool {
        let types = self.types.iter().all(|names| {
            names.rust_name.as_str().is_ascii()
                && names.fields.iter().chain(&names.variants).all(|name| name.as_str().is_ascii())
        });
        let operations = self.operations.iter().all(|names| {
            let arguments = names.parameters.iter().chain(&names.body_arguments).chain([&names.body]);
            let methods = names.methods.iter().flat_map(|method| [&method.rust_name, &method.request]);
            let own = [&names.descriptor, &names.success];
            arguments.chain(methods).chain(own).all(|name| name.as_str().is_ascii())
        });
        types && operations && self.environments.iter().chain(&self.error_variants).all(|name| name.as_str().is_ascii())
    }

    /// Names of a type.
    pub(crate) fn type_names(&self, id: TypeId) -> &TypeNames {
        &self.types[id.index()]
    }

    /// Rust name of a type.
    pub(crate) fn type_name(&self, id: TypeId) -> &RustIdent {
        &self.types[id.index()].rust_name
    }

    /// Names of a group.
    pub(crate) fn group(&self, id: GroupId) -> &GroupNames {
        &self.groups[id.index()]
    }

    /// Names of an operation, by index.
    pub(crate) fn operation(&self, index: usize) -> &OperationNames {
        &self.operations[index]
    }

    /// What things were called before.
    pub(crate) fn formerly(&self) -> &Formerly {
        &self.formerly
    }

    /// Variants of `Environment`, in order.
    pub(crate) fn environments(&self) -> &[RustIdent] {
        &self.environments
    }

    /// Response headers, sorted.
    pub(crate) fn headers(&self) -> &[HeaderNames] {
        &self.headers
    }

    /// Variants of `ErrorBody`, in order of the distinct error types.
    pub(crate) fn error_variants(&self) -> &[RustIdent] {
        &self.error_variants
    }
}
