//! The crate's root and the two modules that list others.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::{Context, ident};
use super::placement::Home;
use super::{docs, examples, operations, runtime};
use crate::format::{Head, Import, Item, RustFile};
use crate::ir::{Operation, SecurityKind, SecurityScheme};

/// What users need of the runtime, so that they never name it themselves.
const RE_EXPORTED: [&str; 35] = [
    "Authenticate",
    "Base64",
    "Body",
    "BoxError",
    "BoxFuture",
    "BuildError",
    "Bytes",
    "Clock",
    "Credentials",
    "Date",
    "DateTime",
    "DecodeError",
    "Event",
    "EventStream",
    "Form",
    "InvalidText",
    "Items",
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
    "Response",
    "RetryPolicy",
    "SecretString",
    "Text",
    "Time",
    "Transport",
    "TransportError",
    "Value",
];

/// What they get with a feature.
const RE_EXPORTED_WITH: [(&str, &str); 5] = [
    ("blocking", "blocking"),
    ("hyper", "HyperTransport"),
    ("reqwest", "ReqwestTransport"),
    ("webhooks", "WebhookError"),
    ("webhooks", "WebhookVerifier"),
];

/// Renders `src/lib.rs`.
pub(super) fn file(context: &Context<'_>) -> RustFile {
    let modules = [quote!(mod client), quote!(mod error), quote!(pub mod models), quote!(pub mod operations)];
    let modules = Item::Lines(modules.into_iter().map(|module| (Head::default(), module)).collect());
    let with_feature = |feature: &str| Head::default().attribute(quote!(cfg(feature = #feature)));
    let mut items = vec![modules, Item::Line(with_feature("mock"), quote!(pub mod mock))];
    items.extend(RE_EXPORTED_WITH.iter().map(|(feature, name)| {
        let (runtime, name) = (ident(runtime::CRATE), ident(name));
        Item::Line(with_feature(feature), quote!(pub use #runtime::#name))
    }));
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
        docs: crate_docs(context),
        attributes: attributes(context),
        items,
        exports: vec![vec![own(runtime::CRATE, &RE_EXPORTED), own(runtime::CRATE, &["http"])], exports],
        ..RustFile::default()
    }
}

fn attributes(context: &Context<'_>) -> Vec<TokenStream> {
    let mut attributes = vec![quote!(forbid(unsafe_code))];
    if context.api.operations.iter().any(|operation| operation.docs.deprecated) || has_deprecated_parameter(context) {
        // Descriptors and requests of deprecated operations mention each other.
        attributes.push(quote!(allow(deprecated, reason = "deprecated operations are still offered")));
    }
    attributes
}

fn has_deprecated_parameter(context: &Context<'_>) -> bool {
    context.api.operations.iter().flat_map(|operation| &operation.parameters).any(|parameter| parameter.docs.deprecated)
}

fn crate_docs(context: &Context<'_>) -> Vec<String> {
    let info = &context.api.info;
    let title = docs::sentence(&info.title);
    let title = title.trim_end_matches('.');
    let what = if title.is_empty() { "A client.".to_owned() } else { ["A client of the ", title, "."].concat() };
    let mut lines = vec![what];
    if let Some(description) = &info.description {
        lines.push(String::new());
        lines.extend(docs::lines(description));
    }
    lines.extend(start(context));
    lines.extend(group_list(context));
    lines.extend(feature_list(context));
    if let Some(url) = &info.documentation_url {
        lines.push(String::new());
        lines.extend(docs::lines(url));
    }
    lines
}

/// How to begin, as code that compiles: credentials, and a first call.
fn start(context: &Context<'_>) -> Vec<String> {
    let crate_name = context.package().replace('-', "_");
    let call = first_call(context);
    let credentials = call.as_ref().map_or_else(|| context.api.security_schemes.first(), |call| call.scheme);
    let credentials = credentials.and_then(|scheme| credentials_for(&scheme.kind));
    let mut lines = vec![String::new(), "```no_run".to_owned()];
    let root = if credentials.is_some() { "::{Client, Credentials};" } else { "::Client;" };
    lines.extend(call.iter().flat_map(|call| call.imports.iter().cloned()));
    lines.insert(2, ["use ", &crate_name, root].concat());
    lines.extend(["", "# async fn example() -> Result<(), Box<dyn std::error::Error>> {"].map(str::to_owned));
    let nowhere = context.api.servers.iter().all(|set| set.urls.is_empty());
    if credentials.is_none() && !nowhere {
        lines.push("let client = Client::builder().build()?;".to_owned());
    } else {
        lines.push("let client = Client::builder()".to_owned());
        lines.extend(nowhere.then(|| "    .base_url(\"https://api.example.com\")".to_owned()));
        lines.extend(credentials.map(|credentials| ["    .credentials(Credentials::", credentials, ")"].concat()));
        lines.push("    .build()?;".to_owned());
    }
    lines.extend(call.into_iter().flat_map(|call| call.lines));
    lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
    lines
}

/// A call that reads something, as the example of its method has it.
struct FirstCall<'a> {
    imports: Vec<String>,
    lines: Vec<String>,
    /// What it wants of its caller.
    scheme: Option<&'a SecurityScheme>,
}

/// The `GET` that asks for least and whose example can be written.
fn first_call<'a>(context: &Context<'a>) -> Option<FirstCall<'a>> {
    let simple = |(_, operation): &(usize, &Operation)| operation.method == "GET" && !operation.docs.deprecated;
    let mut candidates: Vec<(usize, &'a Operation)> =
        context.api.operations.iter().enumerate().filter(simple).collect();
    candidates.sort_by_key(|(_, operation)| operation.parameters.iter().filter(|parameter| parameter.required).count());
    candidates.into_iter().take(20).find_map(|(index, operation)| {
        let method = operations::methods(operation, context.names.operation(index)).next()?;
        let example = examples::lines(context, &method)?;
        let start = example.iter().position(|line| line.starts_with("# async fn "))?;
        let end = example.iter().position(|line| line == "# Ok(())")?;
        let imports = example.iter().filter(|line| line.starts_with("use ")).cloned().collect();
        let lines = example.get(start + 1..end)?.to_vec();
        Some(FirstCall { imports, lines, scheme: scheme_of(context, operation) })
    })
}

/// The first scheme that alone opens an operation and that the client can do by itself.
fn scheme_of<'a>(context: &Context<'a>, operation: &Operation) -> Option<&'a SecurityScheme> {
    operation.security.iter().find_map(|requirement| {
        let [(scheme, _)] = requirement.schemes.as_slice() else { return None };
        context.api.security_schemes.get(*scheme).filter(|scheme| credentials_for(&scheme.kind).is_some())
    })
}

fn credentials_for(kind: &SecurityKind) -> Option<&'static str> {
    match kind {
        SecurityKind::Basic => Some("basic(\"user\", \"password\")"),
        SecurityKind::Bearer => Some("bearer(\"token\")"),
        SecurityKind::ApiKey { .. } => Some("api_key(\"key\")"),
        SecurityKind::ClientCredentials { .. } => Some("client_credentials(\"id\", \"secret\")"),
        SecurityKind::External => None,
    }
}

fn group_list(context: &Context<'_>) -> Vec<String> {
    let mut lines = vec![String::new(), "# Operations".to_owned(), String::new()];
    for (index, group) in context.api.groups.iter().enumerate() {
        let accessor = &context.names.group(index).accessor;
        let bare = accessor.strip_prefix("r#").unwrap_or(accessor);
        let description = group.description.as_deref().map(docs::lines).unwrap_or_default();
        let first = description.first().map_or(String::new(), |first| [": ", first].concat());
        lines.push(["- [`", bare, "`](Client::", accessor, ")", &first].concat());
    }
    lines
}

/// How to leave groups out.
fn feature_list(context: &Context<'_>) -> Vec<String> {
    let features = (0..context.api.groups.len()).filter_map(|group| context.names.group(group).feature.as_deref());
    let Some(one) = features.clone().min_by_key(|feature| feature.len()) else { return Vec::new() };
    let mut lines = vec![String::new(), "# Features".to_owned(), String::new()];
    lines.extend(docs::lines(
        "Each group of operations, with the types that it alone uses, has a Cargo feature of its own. \
         All are on by default. To compile only what you call:",
    ));
    lines.extend(["", "```toml"].map(str::to_owned));
    let [hyper, ..] = runtime::FEATURES;
    let default = ["default-features = false, features = [\"", hyper.0, "\", \"", one, "\"] }"].concat();
    lines.push([&context.package(), " = { version = \"..\", ", &default].concat());
    lines.push("```".to_owned());
    lines
}

/// Renders `src/models.rs`.
pub(super) fn model_index(context: &Context<'_>) -> RustFile {
    let modules = context.placement.homes().map(|home| {
        let gate = match home {
            Home::Group(group) => feature_gate(context, group),
            Home::Shared => Head::default(),
        };
        (context.placement.module(context, home), gate)
    });
    index("src/models.rs", "The types that operations take and give.", modules.collect())
}

/// Renders `src/operations.rs`.
pub(super) fn operation_index(context: &Context<'_>) -> RustFile {
    let modules = group_modules(context).collect();
    index("src/operations.rs", "The operations, grouped as in the document.", modules)
}

/// The module that each group has among the operations, and among the expectations of the mock.
pub(super) fn group_modules<'a>(context: &'a Context<'_>) -> impl Iterator<Item = (&'a str, Head)> {
    (0..context.api.groups.len())
        .map(|group| (context.names.group(group).accessor.as_str(), feature_gate(context, group)))
}

/// What keeps the module of a group out where the group's feature is off.
fn feature_gate(context: &Context<'_>, group: usize) -> Head {
    match &context.names.group(group).feature {
        Some(feature) => Head::default().attribute(quote!(cfg(feature = #feature))),
        None => Head::default(),
    }
}

fn index(path: &str, line: &str, modules: Vec<(&str, Head)>) -> RustFile {
    RustFile { path: path.to_owned(), docs: vec![line.to_owned()], items: module_items(modules), ..RustFile::default() }
}

/// Modules whose contents are shown as those of the module above.
pub(super) fn module_items(mut modules: Vec<(&str, Head)>) -> Vec<Item> {
    modules.sort_by_key(|(module, _)| *module);
    let lines = |exported: bool| {
        let line = modules.iter().map(move |(module, gate)| {
            let module = ident(module);
            (gate.clone(), if exported { quote!(pub use self::#module::*) } else { quote!(mod #module) })
        });
        Item::Lines(line.collect())
    };
    if modules.is_empty() { Vec::new() } else { vec![lines(false), lines(true)] }
}
