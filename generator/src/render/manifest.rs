//! The manifest: valid whatever the document says.

use super::context::Context;
use super::docs::crate_docs;
use super::{formerly, limits, runtime};
use crate::config::{CrateConfig, DateLibrary};
use crate::ir::query;
use crate::output::GeneratedFile;

/// Renders `Cargo.toml`.
pub(super) fn file(context: &Context<'_>) -> GeneratedFile {
    let krate = &context.config.krate;
    let mut toml = Toml::default();
    toml.comment(&context.manifest_header);
    toml.table("package");
    let name = context.package();
    toml.text("name", &name);
    toml.text("version", &version(context));
    toml.text("description", &description(context));
    toml.line("keywords", &list(keywords(&name)));
    toml.line("categories", &list(["api-bindings"]));
    if krate.workspace {
        for key in ["edition", "rust-version", "license"] {
            toml.inherited(key);
        }
        if krate.repository.is_some() {
            toml.inherited("repository");
        }
    } else {
        toml.text("edition", "2024");
        toml.text("rust-version", "1.88");
        krate.license.iter().for_each(|license| toml.text("license", license));
        krate.repository.iter().for_each(|repository| toml.text("repository", repository));
    }
    toml.table("package.metadata.docs.rs");
    toml.line("all-features", "true");
    // Its toolchain shows which feature an item needs; see the attribute of the crate.
    toml.line("rustdoc-args", &list(["--cfg", "docsrs"]));
    features(context, &mut toml);
    toml.table("dependencies");
    toml.line(runtime::PACKAGE, &runtime_dependency(context));
    development(&mut toml, krate);
    if krate.workspace {
        toml.table("lints");
        toml.line("workspace", "true");
    }
    GeneratedFile { path: "Cargo.toml".to_owned(), text: toml.finish() }
}

/// The features of the runtime under their own names, and one for each group.
fn features(context: &Context<'_>, toml: &mut Toml) {
    const ALL: &str = "all-operations";
    let mut groups: Vec<&str> =
        query::group_ids(context.api).filter_map(|group| context.names.group(group).feature.as_deref()).collect();
    groups.sort_unstable();
    let dates = context.config.krate.date_library.map(DateLibrary::feature);
    let types_only = context.config.types_only;
    let offered = if types_only { runtime::features_of_types() } else { runtime::FEATURES.as_slice() };
    let transport = (!types_only).then_some(runtime::FEATURES[0].0);
    let default = transport.into_iter().chain(dates).chain((!groups.is_empty()).then_some(ALL));
    toml.table("features");
    toml.line("default", &list(default));
    for (feature, what) in offered {
        toml.comment(what);
        toml.line(feature, &list([[runtime::PACKAGE, "/", feature].concat().as_str()]));
    }
    if limits::exist(context) {
        toml.comment("Checks of the limits that the document sets, before values are sent.");
        toml.line("validate", "[]");
    }
    if groups.is_empty() {
        return;
    }
    toml.comment("Groups of operations, each with the types that it alone uses.");
    toml.lines(ALL, &groups);
    groups.iter().for_each(|group| toml.line(group, "[]"));
    formerly::features(context).for_each(|(was, now)| toml.line(&was, &list([now])));
}

/// What examples and tests of the crate need; their versions are those of the workspace.
fn development(toml: &mut Toml, krate: &CrateConfig) {
    if krate.workspace && !krate.dev_dependencies.is_empty() {
        toml.table("dev-dependencies");
        krate.dev_dependencies.iter().filter(|name| is_bare(name)).for_each(|name| toml.inherited(name));
    }
    for (name, features) in &krate.examples {
        toml.array_table("example");
        toml.text("name", name);
        toml.line("required-features", &list(features.iter().map(String::as_str)));
    }
}

/// True for a key that TOML takes without quotes, as the name of every package is.
fn is_bare(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

fn runtime_dependency(context: &Context<'_>) -> String {
    let krate = &context.config.krate;
    if krate.workspace {
        return "{ workspace = true }".to_owned();
    }
    let source = match (&krate.runtime_path, &krate.runtime_git) {
        (Some(path), _) => ["path = ", &quoted(path)].concat(),
        (None, Some(url)) => ["git = ", &quoted(url)].concat(),
        (None, None) => ["version = ", &quoted(runtime::VERSION)].concat(),
    };
    ["{ ", &source, ", default-features = false }"].concat()
}

/// Renders `rustfmt.toml`: the defaults, so that the layout does not depend on the workspace around the crate.
pub(super) fn layout(context: &Context<'_>) -> GeneratedFile {
    let mut toml = Toml::default();
    toml.comment(&context.header);
    toml.comment("The layout of the generator is that of rustfmt without options.");
    toml.text("style_edition", "2024");
    GeneratedFile { path: "rustfmt.toml".to_owned(), text: toml.finish() }
}

/// What every client is, after what this one is called: a registry takes five keywords of twenty characters.
fn keywords(name: &str) -> Vec<&str> {
    const ALWAYS: [&str; 3] = ["api", "client", "openapi"];
    let words = name.split(['-', '_']).filter(|word| {
        let begins = word.starts_with(|first: char| first.is_ascii_lowercase());
        begins && (2..=20).contains(&word.len()) && !ALWAYS.contains(word)
    });
    let mut keywords: Vec<&str> = Vec::new();
    for word in words {
        if keywords.len() < 2 && !keywords.contains(&word) {
            keywords.push(word);
        }
    }
    keywords.extend(ALWAYS);
    keywords
}

/// The version if Cargo takes it, else the first.
fn version(context: &Context<'_>) -> String {
    let wanted = context.config.krate.version.as_deref().unwrap_or("0.1.0");
    let numbers: Vec<&str> = wanted.split(['-', '+']).next().unwrap_or_default().split('.').collect();
    let numeric = |part: &&str| {
        !part.is_empty()
            && part.len() < 10
            && part.bytes().all(|byte| byte.is_ascii_digit())
            && (*part == "0" || !part.starts_with('0'))
    };
    let rest = wanted.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-+".contains(&byte));
    let whole = numbers.len() == 3 && numbers.iter().all(numeric) && rest && !wanted.ends_with(['.', '-', '+']);
    if whole { wanted.to_owned() } else { "0.1.0".to_owned() }
}

fn description(context: &Context<'_>) -> String {
    let what = if context.config.types_only { "The types of " } else { "A client of " };
    context.config.krate.description.clone().unwrap_or_else(|| [what, &crate_docs::subject(context)].concat())
}

/// A TOML text that is built line by line.
#[derive(Debug, Default)]
struct Toml {
    text: String,
}

impl Toml {
    fn comment(&mut self, comment: &str) {
        self.text.push_str("# ");
        self.text.extend(comment.chars().filter(|character| !character.is_control()));
        self.text.push('\n');
    }

    fn table(&mut self, name: &str) {
        self.text.push_str("\n[");
        self.text.push_str(name);
        self.text.push_str("]\n");
    }

    fn array_table(&mut self, name: &str) {
        self.table(&["[", name, "]"].concat());
    }

    fn line(&mut self, key: &str, value: &str) {
        self.text.push_str(key);
        self.text.push_str(" = ");
        self.text.push_str(value);
        self.text.push('\n');
    }

    fn text(&mut self, key: &str, text: &str) {
        self.line(key, &quoted(text));
    }

    /// A list with a line for each item.
    fn lines(&mut self, key: &str, items: &[&str]) {
        let items: String = items.iter().flat_map(|item| ["    ", &quoted(item), ",\n"].map(str::to_owned)).collect();
        self.line(key, &["[\n", &items, "]"].concat());
    }

    fn inherited(&mut self, key: &str) {
        self.line(&[key, ".workspace"].concat(), "true");
    }

    fn finish(self) -> String {
        self.text
    }
}

/// A list of strings.
fn list<'a>(items: impl IntoIterator<Item = &'a str>) -> String {
    let items: Vec<String> = items.into_iter().map(quoted).collect();
    ["[", &items.join(", "), "]"].concat()
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' | '\r' | '\t' => quoted.push(' '),
            control if control.is_control() => {}
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}
