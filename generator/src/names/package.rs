//! The name of the package.

use super::rust_ident::RustIdent;
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

/// Registries take 64 characters; `api-` may come before the name.
const MAX_LENGTH: usize = 60;

/// The package's name: from the overrides, else from the title.
pub(crate) fn package_name(api: &Api, config: &Config) -> String {
    usable_package_name(config.krate.name.as_deref().unwrap_or(&api.info.title))
}

/// The name for a package that is most like the words, and the words themselves where they can be its name.
pub fn usable_package_name(words: &str) -> String {
    let mut name = String::with_capacity(words.len());
    for character in words::ascii(words).trim().chars() {
        match character {
            'a'..='z' | '0'..='9' | '_' => name.push(character),
            'A'..='Z' => name.push(character.to_ascii_lowercase()),
            _ if name.ends_with('-') || name.is_empty() => {}
            _ => name.push('-'),
        }
    }
    cut(&mut name);
    let name = name.trim_matches(['-', '_']).to_owned();
    match name.chars().next() {
        Some('a'..='z') if !RESERVED.contains(&name.as_str()) && !is_keyword(&name) => name,
        _ => ["api-", &name].concat().trim_end_matches('-').to_owned(),
    }
}

/// Programs could not name the crate in a path.
fn is_keyword(name: &str) -> bool {
    !name.contains('-') && !RustIdent::is_valid(name)
}

/// Cuts a name of ASCII that is too long before the word that does not fit.
fn cut(name: &mut String) {
    if let Some(start) = name.get(..=MAX_LENGTH) {
        let end = start.rfind('-').filter(|end| *end > 0).unwrap_or(MAX_LENGTH);
        name.truncate(end);
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_LENGTH, cut, usable_package_name};

    #[test]
    fn a_program_can_name_the_crate_in_a_path() {
        for (words, expected) in [
            ("pets", "pets"),
            ("My Pets", "my-pets"),
            ("Match", "api-match"),
            ("crate", "api-crate"),
            ("match-maker", "match-maker"),
            ("std", "api-std"),
        ] {
            assert_eq!(usable_package_name(words), expected);
        }
    }

    #[test]
    fn a_name_that_is_too_long_ends_with_a_whole_word() {
        let words = "trivial-scanner-ssl-tls-dns-http-analyser-qualys-ssl-labs-alternative";
        for (name, expected) in [
            ("pets", "pets".to_owned()),
            (words, "trivial-scanner-ssl-tls-dns-http-analyser-qualys-ssl-labs".to_owned()),
            (&*"a".repeat(70), "a".repeat(MAX_LENGTH)),
            (&*["a".repeat(60), "-b".to_owned()].concat(), "a".repeat(60)),
        ] {
            let mut name = name.to_owned();
            cut(&mut name);
            assert_eq!(name, expected);
        }
    }
}
