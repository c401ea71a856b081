//! Names that Rust or the generated code already uses, and how each role gets out of their way.

use super::rust_ident::RustIdent;
use super::words;

/// What a name is for; decides its case, what it must avoid and what is put before a digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// A struct, enum or alias among the models.
    Type,
    /// A variant of an open enum or union.
    Variant,
    /// A field of a record.
    Field,
    /// An argument of a method or constructor.
    Argument,
    /// A method of a group.
    Method,
    /// A setter on a request.
    Setter,
    /// A module, and the accessor on the client.
    Module,
    /// A group's struct or a request's struct.
    OperationType,
}

/// Names that files of models mention: the prelude, and what they import.
const MODEL_FILE_NAMES: [&str; 28] = [
    "Base64",
    "BTreeMap",
    "Box",
    "Bytes",
    "Date",
    "DateTime",
    "Decimal",
    "DecimalNumber",
    "Default",
    "Err",
    "FilePart",
    "From",
    "Into",
    "IntoIterator",
    "IsoDuration",
    "Iterator",
    "None",
    "Nullable",
    "Ok",
    "OneOrMany",
    "Option",
    "Result",
    "Some",
    "String",
    "Time",
    "Uuid",
    "Value",
    "Vec",
];

/// Names that files of operations, and of their expectations in tests, mention besides models.
const OPERATION_FILE_NAMES: [&str; 41] = [
    "Borrow",
    "Box",
    "Bytes",
    "Call",
    "Client",
    "ClientBuilder",
    "Clone",
    "Date",
    "DateTime",
    "Decimal",
    "DecimalNumber",
    "Err",
    "ErrorBody",
    "Expected",
    "Form",
    "From",
    "Into",
    "IntoIterator",
    "IsoDuration",
    "Method",
    "Mock",
    "MockCall",
    "MockOperation",
    "MockTransport",
    "None",
    "Ok",
    "Operation",
    "Option",
    "Paging",
    "ParamValue",
    "Parameter",
    "RawResponse",
    "Requirement",
    "Some",
    "String",
    "Style",
    "Text",
    "Time",
    "Uuid",
    "Value",
    "Vec",
];

/// Features that every client has, and its dependency.
pub(crate) const FEATURES: [&str; 23] = [
    "all-operations",
    "aws-lc-rs",
    "blocking",
    "chrono",
    "clientgen-runtime",
    "compression",
    "default",
    "http2",
    "hyper",
    "hyper-no-provider",
    "jiff",
    "mock",
    "platform-roots",
    "proxy",
    "record",
    "reqwest",
    "reqwest-no-provider",
    "rust_decimal",
    "time",
    "tracing",
    "uuid",
    "validate",
    "webhooks",
];

/// Methods every group has anyway.
const GROUP_METHODS: [&str; 6] = ["borrow", "clone", "clone_into", "into", "new", "to_owned"];

/// Methods every request has anyway; `request!`, `paged_request!` and `waiting_request!` of the runtime define them.
const REQUEST_METHODS: [&str; 23] = [
    "attempt_timeout",
    "borrow",
    "clone",
    "header",
    "into",
    "into_future",
    "items",
    "keep_undeclared",
    "lenient",
    "max_response_size",
    "new",
    "pages",
    "query_extra",
    "retry",
    "send",
    "send_raw",
    "send_stream",
    "stream",
    "strict",
    "timeout",
    "to_owned",
    "tolerant",
    "wait_until_done",
];

/// Methods that `record!` of the runtime calls on fields. A setter of one of these names would be called instead.
const FIELD_METHODS: [&str; 3] = ["__clone", "__slot", "__view"];

/// Methods of the client itself.
const CLIENT_METHODS: [&str; 9] =
    ["builder", "clone", "core", "from_core", "from_env", "into", "request", "to_owned", "with"];

/// Whether the client itself has a method of this name, so that a group needs another one.
pub(crate) fn is_client_method(name: &str) -> bool {
    CLIENT_METHODS.contains(&name)
}

/// A module of shared types by first letter, as in `models/shared_a.rs`.
fn is_shared_part(module: &str) -> bool {
    module.strip_prefix("shared_").is_some_and(|part| part.len() == 1 || part == "others")
}

/// Makes an identifier of a name in the right case, which may still be empty, start with a digit or be reserved.
pub(crate) fn identifier(name: String, role: Role) -> RustIdent {
    RustIdent::of(&moved_aside(avoid_digit(name, role), role))
}

/// What would hide a name that the generated code uses gets a word added.
fn moved_aside(name: String, role: Role) -> String {
    match role {
        Role::Type if MODEL_FILE_NAMES.contains(&name.as_str()) => name + "Model",
        Role::OperationType if OPERATION_FILE_NAMES.contains(&name.as_str()) => name + "Operations",
        Role::Field if FIELD_METHODS.contains(&name.as_str()) => name.trim_start_matches('_').to_owned(),
        Role::Variant if name == "Unknown" => "UnknownValue".to_owned(),
        Role::Method if GROUP_METHODS.contains(&name.as_str()) => name + "_item",
        Role::Setter if REQUEST_METHODS.contains(&name.as_str()) => name + "_parameter",
        Role::Module if is_client_method(&name) => name + "_group",
        // `models/shared.rs` is taken by what several groups use.
        // and `mod.rs` is no module of that name.
        Role::Module if matches!(name.as_str(), "shared" | "mod") || is_shared_part(&name) => name + "_group",
        // A module called like the runtime would hide it.
        Role::Module if name.starts_with("clientgen_") => name + "_group",
        // The helper of that name is called where the value is used.
        Role::Argument | Role::Setter if name == "list" => "list_value".to_owned(),
        Role::Argument | Role::Setter | Role::Field if name == "map_of" => "map_of_value".to_owned(),
        _ => name,
    }
}

fn avoid_digit(name: String, role: Role) -> String {
    if name.is_empty() {
        return match role {
            Role::Type | Role::OperationType => "Unnamed",
            Role::Variant => "Empty",
            _ => "unnamed",
        }
        .to_owned();
    }
    if name.chars().next().is_some_and(unicode_ident::is_xid_start) {
        return name;
    }
    let prefix = match role {
        Role::Type | Role::OperationType => "Type",
        Role::Variant => "Value",
        Role::Field => "field_",
        Role::Argument | Role::Setter => "value_",
        Role::Method => "call_",
        Role::Module => "group_",
    };
    prefix.to_owned() + &name
}

/// True for a string that an override may use as a name for this role.
pub(crate) fn is_identifier(name: &str, role: Role) -> bool {
    let fits_role = role != Role::Module || name.is_ascii();
    let is_free = name.starts_with("r#") || identifier(name.to_owned(), role).as_str() == name;
    fits_role && RustIdent::is_valid(name) && is_free
}

/// The name in the case of its role, as an identifier.
pub(crate) fn name_for(text: &str, role: Role) -> RustIdent {
    // A module is a file too, and Rust loads no file whose name goes beyond ASCII.
    let text = if role == Role::Module { words::ascii(text) } else { text.into() };
    let text = text.as_ref();
    let cased = match role {
        Role::Type | Role::Variant | Role::OperationType => words::upper_camel(text),
        Role::Field | Role::Argument | Role::Method | Role::Setter | Role::Module => words::snake(text),
    };
    identifier(cased, role)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_get_out_of_the_way() {
        for (text, role, expected) in [
            ("type", Role::Field, "r#type"),
            ("self", Role::Field, "self_"),
            ("Self", Role::Variant, "Self_"),
            ("Option", Role::Type, "OptionModel"),
            ("error", Role::Type, "Error"),
            ("unknown", Role::Variant, "UnknownValue"),
            ("", Role::Variant, "Empty"),
            ("1080p", Role::Variant, "Value1080p"),
            ("2fa", Role::Field, "field_2fa"),
            ("3d-model", Role::Type, "Type3dModel"),
            ("+1", Role::Field, "plus_1"),
            ("用户", Role::Module, "yong_hu"),
            ("timeout", Role::Setter, "timeout_parameter"),
            ("Idempotency-Key", Role::Setter, "idempotency_key"),
            ("client", Role::OperationType, "ClientOperations"),
        ] {
            assert_eq!(name_for(text, role).as_str(), expected, "{text}");
        }
    }

    #[test]
    fn no_field_is_called_like_what_is_called_on_fields() {
        for method in FIELD_METHODS {
            let bare = method.trim_start_matches('_');
            let capital = bare.to_ascii_uppercase();
            for text in
                [method.to_owned(), format!("__{capital}"), format!("\u{ff3f}\u{ff3f}{bare}"), format!("_-_{bare}")]
            {
                assert_eq!(name_for(&text, Role::Field).as_str(), bare, "{text}");
            }
            assert!(!is_identifier(method, Role::Field), "{method}");
        }
    }

    #[test]
    fn overrides_must_be_identifiers() {
        assert!(is_identifier("reference", Role::Field));
        assert!(is_identifier("r#ref", Role::Field));
        assert!(!is_identifier("ref", Role::Field));
        assert!(!is_identifier("a b", Role::Field));
        assert!(!is_identifier("", Role::Field));
        assert!(!is_identifier("Vec", Role::Type));
    }
}
