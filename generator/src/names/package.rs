//! The name of the package.

use super::words;
use crate::config::Config;
use crate::ir::Api;

/// Names Cargo refuses, or that would hide what the output itself uses.
const RESERVED: [&str; 12] = [
    "alloc",
    "bin",
    "build",
    "clientgen-runtime",
    "core",
    "deps",
    "examples",
    "incremental",
    "std",
    "test",
    "self",
    "super",
];

/// The package's name: from the overrides, else from the title.
pub(crate) fn package_name(api: &Api, config: &Config) -> String {
    let wanted = config.krate.name.clone().unwrap_or_else(|| api.info.title.clone());
    let mut name = String::with_capacity(wanted.len());
    for character in words::ascii(&wanted).trim().chars() {
        match character {
            'a'..='z' | '0'..='9' | '_' => name.push(character),
            'A'..='Z' => name.push(character.to_ascii_lowercase()),
            _ if name.ends_with('-') || name.is_empty() => {}
            _ => name.push('-'),
        }
    }
    name.truncate(60);
    let name = name.trim_matches(['-', '_']).to_owned();
    match name.chars().next() {
        Some('a'..='z') if !RESERVED.contains(&name.as_str()) => name,
        _ => ["api-", &name].concat().trim_end_matches('-').to_owned(),
    }
}
