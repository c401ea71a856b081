//! Values of the overrides file that no name in the document is needed for: the crate, reasons, URLs of servers.

use super::package::package_name;
use crate::config::Config;
use crate::diagnostics::{Diagnostic, DiagnosticId, Diagnostics, suggest};
use crate::ir::Api;
use crate::source::{JsonPointer, OVERRIDES_PATH};

/// What people write to say no, which is no reason.
const NO_REASON: [&str; 8] = ["", "false", "n", "no", "off", "on", "true", "yes"];

/// Reports values that cannot be used.
pub(super) fn check(config: &Config, api: &Api, diagnostics: &mut Diagnostics) {
    check_crate(config, api, diagnostics);
    check_reasons(config, diagnostics);
    check_servers(config, api, diagnostics);
    check_own_types(config, diagnostics);
}

fn check_crate(config: &Config, api: &Api, diagnostics: &mut Diagnostics) {
    let usable = package_name(api, config);
    if let Some(name) = config.krate.name.as_deref().filter(|name| *name != usable) {
        let message = format!("`{name}` cannot be the name of a crate");
        diagnostics.push(invalid(&["crate", "name"], message).help(format!("`{usable}` can")));
    }
    if let Some(version) = config.krate.version.as_deref().filter(|version| !is_version(version)) {
        let message = format!("`{version}` is no version");
        diagnostics.push(invalid(&["crate", "version"], message).help("three numbers, as in `1.0.0`"));
    }
}

/// A type of the user's is written into the client as it is, so it has to be one.
fn check_own_types(config: &Config, diagnostics: &mut Diagnostics) {
    let of_schemas = config
        .types
        .iter()
        .filter_map(|(name, decisions)| Some((vec!["types", name.as_str(), "replace"], decisions.replace.as_ref()?)));
    let of_formats = config.formats.iter().map(|(format, path)| (vec!["formats", format.as_str()], path));
    for (place, path) in of_schemas.chain(of_formats) {
        if !matches!(syn::parse_str::<syn::Type>(path), Ok(syn::Type::Path(_))) {
            let diagnostic = invalid(&place, format!("`{path}` is no path of a type"));
            diagnostics.push(diagnostic.help("as in `rust_decimal::Decimal`"));
        }
    }
    for (name, decisions) in config.types.iter().filter(|(_, decisions)| decisions.replace.is_none()) {
        if decisions.model {
            let message = format!("`model` of `{name}` says something of a type that `replace` does not name");
            diagnostics.push(invalid(&["types", name, "model"], message));
        }
    }
}

fn check_reasons(config: &Config, diagnostics: &mut Diagnostics) {
    for (id, operation) in &config.operations {
        let reason = operation.exclude.as_deref().map(|reason| reason.trim().to_ascii_lowercase());
        if reason.is_some_and(|reason| NO_REASON.contains(&reason.as_str())) {
            let message = format!("`exclude` of `{id}` is no reason");
            let diagnostic = invalid(&["operations", id, "exclude"], message);
            diagnostics.push(diagnostic.help("write why it is left out, or remove the key to keep it"));
        }
    }
}

fn check_servers(config: &Config, api: &Api, diagnostics: &mut Diagnostics) {
    let known = || api.servers.iter().flat_map(|set| &set.urls).map(|url| url.trim_end_matches('/'));
    for (index, server) in config.servers.iter().enumerate() {
        let url = server.url.trim_end_matches('/');
        if known().any(|known| known == url) {
            continue;
        }
        let message = format!("the document has no server `{}`", server.url);
        let diagnostic = invalid(&["servers", &index.to_string(), "url"], message);
        diagnostics.push(match suggest(url, known()) {
            Some(nearest) => diagnostic.help(format!("did you mean `{nearest}`?")),
            None => diagnostic,
        });
    }
}

fn invalid(path: &[&str], message: String) -> Diagnostic {
    let root = JsonPointer::root_of(OVERRIDES_PATH);
    let pointer = path.iter().fold(root, |pointer, segment| pointer.child(segment));
    Diagnostic::error(DiagnosticId::OverrideInvalid, pointer, message)
}

/// Three numbers, then what Semantic Versioning allows after them.
fn is_version(text: &str) -> bool {
    let (text, build) = text.split_once('+').map_or((text, None), |(text, build)| (text, Some(build)));
    let (numbers, pre_release) = text.split_once('-').map_or((text, None), |(text, pre)| (text, Some(pre)));
    let is_number = |part: &str| {
        let has_no_zero_ahead = part == "0" || !part.starts_with('0');
        has_no_zero_ahead && part.bytes().all(|byte| byte.is_ascii_digit()) && part.parse::<u64>().is_ok()
    };
    let is_word =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let is_pre_release =
        |part: &str| is_word(part) && (is_number(part) || part.bytes().any(|byte| !byte.is_ascii_digit()));
    numbers.split('.').count() == 3
        && numbers.split('.').all(is_number)
        && pre_release.is_none_or(|words| words.split('.').all(is_pre_release))
        && build.is_none_or(|words| words.split('.').all(is_word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_those_of_semantic_versioning() {
        for version in ["0.1.0", "1.0.0-alpha.1", "1.0.0-0a+build.01", "10.20.30+x"] {
            assert!(is_version(version), "{version}");
        }
        for version in ["", "1", "1.0", "v1.0.0", "1.0.0-", "01.0.0", "1.0.0-01", "1.0.0+", "1.0.x", "1.0.0.0"] {
            assert!(!is_version(version), "{version}");
        }
    }
}
