//! The crate's root and the two modules that list others.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::context::{Context, ident};
use super::docs::crate_docs;
use super::plan::operation_files::OperationFile;
use super::{limits, operations, runtime};
use crate::format::{Head, Import, Item, RustFile, Whole};
use crate::ir::{GroupId, TypeKind, TypeRef, query};
use crate::names::RustIdent;

/// What users need of the runtime, so that they never name it themselves.
const RE_EXPORTED: [&str; 57] = [
    "Authenticate",
    "Base64",
    "Body",
    "BodyError",
    "BoxError",
    "BoxFuture",
    "BuildError",
    "Bytes",
    "ClientOptions",
    "Clock",
    "ConnectionLimits",
    "Credentials",
    "CryptoProvider",
    "CustomRequest",
    "Date",
    "DateTime",
    "Decimal",
    "DecimalNumber",
    "DecodeError",
    "Drift",
    "DriftKind",
    "DriftReport",
    "Event",
    "EventStream",
    "FilePart",
    "Form",
    "InvalidText",
    "IsoDuration",
    "Items",
    "Json",
    "JsonLines",
    "Model",
    "Nullable",
    "OneOrMany",
    "Operation",
    "Page",
    "Pages",
    "ParamValue",
    "Part",
    "RawResponse",
    "ReadError",
    "Response",
    "ResponseFuture",
    "RetryPolicy",
    "SecretString",
    "Stalled",
    "Text",
    "Time",
    "Transport",
    "TransportError",
    "TransportOptions",
    "TypedBody",
    "TypedHeader",
    "Uuid",
    "Value",
    "Violation",
    "Violations",
];

/// What of that types hold or need.
const RE_EXPORTED_WITH_TYPES: [&str; 17] = [
    "Base64",
    "Bytes",
    "Date",
    "DateTime",
    "Decimal",
    "DecimalNumber",
    "DecodeError",
    "FilePart",
    "Form",
    "InvalidText",
    "IsoDuration",
    "Model",
    "Nullable",
    "OneOrMany",
    "Time",
    "Uuid",
    "Value",
];

/// What they get with a feature.
const RE_EXPORTED_WITH: [(&[&str], &str); 7] = [
    (&["blocking"], "blocking"),
    (&["hyper", "hyper-no-provider"], "HyperTransport"),
    (&["record"], "Recorder"),
    (&["record"], "RecordingTransport"),
    (&["reqwest", "reqwest-no-provider"], "ReqwestTransport"),
    (&["webhooks"], "WebhookError"),
    (&["webhooks"], "WebhookVerifier"),
];

/// Modules that have a module for every group.
const GROUPED_MODULES: [&str; 3] = ["mock", "models", "operations"];

/// Renders `src/lib.rs`.
pub(super) fn file(context: &Context<'_>) -> RustFile {
    if context.config.types_only {
        return types_file(context);
    }
    let headers = (!context.names.headers().is_empty()).then(|| quote!(pub mod headers));
    let modules = [quote!(mod client), quote!(mod error)].into_iter().chain(headers);
    let modules = modules.chain([quote!(pub mod models), quote!(pub mod operations)]);
    let modules = Item::Lines(modules.map(|module| (Head::default(), module)).collect());
    let mut items = vec![interface(), modules];
    if context.whole() == Whole::Crate {
        items.extend(with_features(context));
    }
    let own = |path: &str, names: &[&str]| Import {
        path: path.to_owned(),
        names: names.iter().map(|name| (*name).to_owned()).collect(),
        public: true,
    };
    let exports = vec![
        own("self::client", &["Client", "ClientBuilder", "Environment"]),
        own("self::error", &["Call", "Error", "ErrorBody", "Result"]),
    ];
    RustFile {
        path: "src/lib.rs".to_owned(),
        docs: crate_docs::crate_docs(context),
        attributes: attributes(context),
        items,
        exports: vec![
            vec![
                Import { path: runtime::CRATE.to_owned(), names: re_exported_of_clients(context), public: true },
                own(runtime::CRATE, &["http"]),
            ],
            exports,
        ],
        ..RustFile::default()
    }
}

/// The names of a client, with what is there only if something is waited for.
fn re_exported_of_clients(context: &Context<'_>) -> Vec<String> {
    let mut names = re_exported(context, &RE_EXPORTED);
    if context.api.operations.iter().any(|operation| operation.waiting.is_some()) {
        names.push("Completion".to_owned());
        names.sort_unstable();
    }
    names
}

/// The names with those that only some clients need.
fn re_exported(context: &Context<'_>, names: &[&'static str]) -> Vec<String> {
    let mut of_types = context.config.types.values();
    let has_own = of_types.any(|decisions| decisions.replace.is_some() && !decisions.model);
    let mut names = names.to_vec();
    if has_own || !context.config.formats.is_empty() {
        names.extend(["Own", "OwnError"]);
        names.sort_unstable();
    }
    names.into_iter().map(str::to_owned).collect()
}

/// The root of a crate that has types only.
fn types_file(context: &Context<'_>) -> RustFile {
    let mut items = vec![interface(), Item::Lines(vec![(Head::default(), quote!(pub mod models))])];
    items.extend(limits_items(context));
    let mut names = re_exported(context, &RE_EXPORTED_WITH_TYPES);
    names.extend(limits::exist(context).then(|| "Violations".to_owned()));
    let exported = Import { path: runtime::CRATE.to_owned(), names, public: true };
    RustFile {
        path: "src/lib.rs".to_owned(),
        docs: crate_docs::types_docs(context),
        attributes: attributes(context),
        items,
        exports: vec![vec![exported]],
        ..RustFile::default()
    }
}

/// What a runtime of another version refuses, with words that say what to do.
///
/// It comes first, so that its error does, too.
fn interface() -> Item {
    let (runtime, version) = (ident(runtime::CRATE), Literal::u32_unsuffixed(runtime::INTERFACE));
    Item::Line(Head::default(), quote!(#runtime::codegen::interface!(#version)))
}

/// What is there with a feature.
fn with_features(context: &Context<'_>) -> Vec<Item> {
    let with_feature = |feature: &str| Head::default().attribute(quote!(cfg(feature = #feature)));
    let mut items = vec![Item::Line(with_feature("mock"), quote!(pub mod mock))];
    items.extend(RE_EXPORTED_WITH.iter().map(|(features, name)| {
        let (runtime, name) = (ident(runtime::CRATE), ident(*name));
        let head = match features {
            [feature] => with_feature(feature),
            any => Head::default().attribute(quote!(cfg(any(#(feature = #any),*)))),
        };
        Item::Line(head, quote!(pub use #runtime::#name))
    }));
    items.extend(limits_items(context));
    items
}

/// The checks of limits, if there are limits.
fn limits_items(context: &Context<'_>) -> Vec<Item> {
    if !limits::exist(context) {
        return Vec::new();
    }
    let lines = [quote!(mod limits), quote!(pub use self::limits::LIMITS), quote!(pub use self::limits::Validate)];
    let head = || Head::default().attribute(quote!(cfg(feature = "validate")));
    lines.into_iter().map(|line| Item::Line(head(), line)).collect()
}

fn attributes(context: &Context<'_>) -> Vec<TokenStream> {
    let mut attributes = vec![quote!(forbid(unsafe_code))];
    if context.whole() == Whole::Crate {
        attributes.push(quote!(cfg_attr(docsrs, feature(doc_cfg))));
    }
    if context.whole() == Whole::Module {
        let reason = "a program needs a part of the client";
        attributes.push(quote!(allow(dead_code, unused_imports, unreachable_pub, reason = #reason)));
    }
    if context.api.operations.iter().any(|operation| operation.docs.deprecated)
        || has_deprecated_parameter(context)
        || has_deprecated_value(context)
    {
        // What is deprecated is mentioned by what reads and sends it.
        attributes.push(quote!(allow(deprecated, reason = "what is deprecated is still offered")));
    }
    let fields = context.api.types.iter().flat_map(|type_def| match &type_def.kind {
        TypeKind::Record(record) => record.fields.as_slice(),
        _ => &[],
    });
    if fields.into_iter().any(|field| is_complex(&field.type_ref)) {
        attributes
            .push(quote!(allow(clippy::type_complexity, reason = "the document nests maps and lists this deeply")));
    }
    if group_modules(context).any(|(module, _)| GROUPED_MODULES.contains(&module.as_str())) {
        let reason = "the document has a group of that name";
        attributes.push(quote!(allow(clippy::module_inception, reason = #reason)));
    }
    if !context.names.are_ascii() {
        let reason = "the document names things in letters beyond ASCII";
        attributes.push(quote!(allow(
            confusable_idents,
            mixed_script_confusables,
            uncommon_codepoints,
            reason = #reason
        )));
    }
    if has_placeholder_name(context) {
        attributes.push(quote!(allow(clippy::disallowed_names, reason = "the document calls something so")));
    }
    attributes
}

/// True for maps and lists inside each other, as deep as makes clippy speak up.
fn is_complex(type_ref: &TypeRef) -> bool {
    let mut depth = 0;
    let mut at = type_ref;
    while let TypeRef::Map(inner) | TypeRef::List(inner) | TypeRef::OneOrMany(inner) | TypeRef::Nullable(inner) = at {
        depth += 1;
        at = inner;
    }
    depth > 2
}

/// Names that clippy takes for placeholders; they become arguments of constructors and setters.
fn has_placeholder_name(context: &Context<'_>) -> bool {
    let fields = context.api.types.iter().flat_map(|type_def| match &type_def.kind {
        TypeKind::Record(record) => record.fields.as_slice(),
        _ => &[],
    });
    let parameters = context.api.operations.iter().flat_map(|operation| &operation.parameters);
    let mut names = fields.map(|field| &field.wire_name).chain(parameters.map(|parameter| &parameter.wire_name));
    names.any(|name| ["foo", "baz", "quux"].iter().any(|placeholder| name.eq_ignore_ascii_case(placeholder)))
}

/// A property or a value of an enum.
fn has_deprecated_value(context: &Context<'_>) -> bool {
    context.api.types.iter().any(|type_def| match &type_def.kind {
        TypeKind::Record(record) => record.fields.iter().any(|field| field.docs.deprecated),
        TypeKind::Enum(enumeration) => enumeration.variants.iter().any(|variant| variant.is_deprecated),
        TypeKind::Union(_) | TypeKind::Alias(_) => false,
    })
}

fn has_deprecated_parameter(context: &Context<'_>) -> bool {
    context.api.operations.iter().flat_map(|operation| &operation.parameters).any(|parameter| parameter.docs.deprecated)
}

/// Renders `src/models.rs`.
pub(super) fn model_index(context: &Context<'_>) -> RustFile {
    let modules = context.placement.homes().map(|home| {
        let gate = context.placement.group(home).map(|group| feature_gate(context, group)).unwrap_or_default();
        (context.placement.module(context.names, home), gate)
    });
    RustFile {
        items: module_items(modules.collect()),
        ..index("src/models.rs", "The types that operations take and give.")
    }
}

/// Renders `src/operations.rs`.
pub(super) fn operation_index(context: &Context<'_>) -> RustFile {
    let module = |file: &OperationFile| (RustIdent::of(&file.module), feature_gate(context, file.group));
    let files = context.operation_files.iter();
    let with_types = files.clone().filter(|file| operations::has_types(context, file));
    let all = group_modules(context).chain(files.map(module)).collect();
    let shown = group_modules(context).chain(with_types.map(module)).collect();
    RustFile {
        items: [declared(all), exported(shown)].into_iter().flatten().collect(),
        ..index("src/operations.rs", "The operations, grouped as in the document.")
    }
}

/// The module that each group has among the operations, and among the expectations of the mock.
pub(super) fn group_modules(context: &Context<'_>) -> impl Iterator<Item = (RustIdent, Head)> {
    query::group_ids(context.api)
        .map(|group| (context.names.group(group).accessor.clone(), feature_gate(context, group)))
}

/// What keeps the module of a group out where the group's feature is off.
fn feature_gate(context: &Context<'_>, group: GroupId) -> Head {
    match &context.names.group(group).feature {
        Some(feature) => Head::default().attribute(quote!(cfg(feature = #feature))),
        None => Head::default(),
    }
}

fn index(path: &str, line: &str) -> RustFile {
    RustFile { path: path.to_owned(), docs: vec![line.to_owned()], ..RustFile::default() }
}

/// Modules whose contents are shown as those of the module above.
pub(super) fn module_items(modules: Vec<(RustIdent, Head)>) -> Vec<Item> {
    [declared(modules.clone()), exported(modules)].into_iter().flatten().collect()
}

fn declared(modules: Vec<(RustIdent, Head)>) -> Option<Item> {
    lines(modules, |module| quote!(mod #module))
}

fn exported(modules: Vec<(RustIdent, Head)>) -> Option<Item> {
    lines(modules, |module| quote!(pub use self::#module::*))
}

/// A line for each module, in order.
fn lines(mut modules: Vec<(RustIdent, Head)>, line: impl Fn(Ident) -> TokenStream) -> Option<Item> {
    modules.sort_by(|(one, _), (other, _)| one.cmp(other));
    let lines: Vec<_> = modules.into_iter().map(|(module, gate)| (gate, line(ident(&module)))).collect();
    (!lines.is_empty()).then_some(Item::Lines(lines))
}
