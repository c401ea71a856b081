//! The crate's root and the two modules that list others.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::{Context, ident};
use super::{docs, runtime};
use crate::format::{Import, Item, RustFile};

/// What users need of the runtime, so that they never name it themselves.
const RE_EXPORTED: [&str; 20] = [
    "Base64", "Body", "BuildError", "Bytes", "Credentials", "Date", "DateTime", "DecodeError", "Form", "Nullable",
    "OneOrMany", "Page", "Part", "RawResponse", "Response", "RetryPolicy", "Text", "Time", "Transport", "Value",
];

/// Renders `src/lib.rs`.
pub(super) fn file(context: &Context<'_>) -> RustFile {
    let modules = vec![
        Item::Lines(vec![quote!(mod client), quote!(mod error), quote!(pub mod models), quote!(pub mod operations)]),
    ];
    let own = |path: &str, names: &[&str]| Import {
        path: path.to_owned(),
        names: names.iter().map(|name| (*name).to_owned()).collect(),
        public: true,
    };
    let exports = vec![
        own("self::client", &["Client", "ClientBuilder", "Environment"]),
        own("self::error", &["Call", "Error", "ErrorBody", "Result"]),
    ];
    let runtime_exports = vec![own(runtime::CRATE, &RE_EXPORTED)];
    RustFile {
        path: "src/lib.rs".to_owned(),
        docs: crate_docs(context),
        attributes: attributes(context),
        items: modules,
        exports: vec![runtime_exports, exports],
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
    if let Some(url) = &info.documentation_url {
        lines.push(String::new());
        lines.extend(docs::lines(url));
    }
    lines
}

/// How to begin, as code that compiles.
fn start(context: &Context<'_>) -> Vec<String> {
    let crate_name = context.package().replace('-', "_");
    let mut lines = vec![String::new(), "```no_run".to_owned()];
    lines.push(["use ", &crate_name, "::Client;"].concat());
    lines.extend(["", "# fn example() -> Result<(), Box<dyn std::error::Error>> {"].map(str::to_owned));
    lines.push("let client = Client::builder().build()?;".to_owned());
    lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
    lines
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

/// Renders `src/models.rs`.
pub(super) fn model_index(context: &Context<'_>) -> RustFile {
    let modules: Vec<&str> = context.placement.homes().map(|home| context.placement.module(context, home)).collect();
    index("src/models.rs", "The types that operations take and give.", modules)
}

/// Renders `src/operations.rs`.
pub(super) fn operation_index(context: &Context<'_>) -> RustFile {
    let modules = (0..context.api.groups.len()).map(|group| context.names.group(group).accessor.as_str());
    index("src/operations.rs", "The operations, grouped as in the document.", modules.collect())
}

fn index(path: &str, line: &str, mut modules: Vec<&str>) -> RustFile {
    modules.sort_unstable();
    let declarations = modules.iter().map(|module| {
        let module = ident(module);
        quote!(mod #module)
    });
    let exports = modules.iter().map(|module| {
        let module = ident(module);
        quote!(pub use self::#module::*)
    });
    let items = if modules.is_empty() {
        Vec::new()
    } else {
        vec![Item::Lines(declarations.collect()), Item::Lines(exports.collect())]
    };
    RustFile { path: path.to_owned(), docs: vec![line.to_owned()], items, ..RustFile::default() }
}
