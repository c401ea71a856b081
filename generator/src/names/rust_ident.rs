//! A Rust identifier. Whatever the output calls something is one: no other string gets there.

use std::borrow::Borrow;
use std::fmt;

/// Keywords of edition 2024 that may be written raw.
const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Most names are longer than any keyword.
const LONGEST_KEYWORD: usize = "override".len();

/// Keywords that have no raw form.
const NEVER_RAW: [&str; 4] = ["self", "Self", "super", "crate"];

/// An identifier as it is written, with `r#` where it must be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct RustIdent(String);

impl RustIdent {
    /// The identifier with these letters. A keyword is written raw or gets an underscore, and what no identifier can
    /// hold is left out.
    pub(crate) fn of(text: &str) -> Self {
        let (raw, letters) = match text.strip_prefix("r#") {
            Some(letters) => (true, letters),
            None => (false, text),
        };
        let is_whole = letters.bytes().all(|byte| byte == b'_' || byte.is_ascii_alphanumeric());
        let mut bare: String = match is_whole {
            true => letters.to_owned(),
            false => letters.chars().filter(|letter| unicode_ident::is_xid_continue(*letter)).collect(),
        };
        if !starts_well(&bare) {
            bare.insert(0, '_');
        }
        if bare == "_" {
            bare.push_str("unnamed");
        }
        if NEVER_RAW.contains(&bare.as_str()) {
            bare.push('_');
            return Self(bare);
        }
        let is_keyword = bare.len() <= LONGEST_KEYWORD && KEYWORDS.contains(&bare.as_str());
        Self(if raw || is_keyword { "r#".to_owned() + &bare } else { bare })
    }

    /// True for a string that is an identifier as it is.
    pub(crate) fn is_valid(text: &str) -> bool {
        Self::of(text).0 == text
    }

    /// As it is written in code.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// As it is shown to readers, without `r#`.
    pub(crate) fn bare(&self) -> &str {
        self.0.strip_prefix("r#").unwrap_or(&self.0)
    }

    /// The identifier with more letters at its end.
    pub(crate) fn with_suffix(&self, suffix: &str) -> Self {
        if suffix.is_empty() { self.clone() } else { Self::of(&[self.bare(), suffix].concat()) }
    }
}

fn starts_well(text: &str) -> bool {
    text.chars().next().is_some_and(|first| first == '_' || unicode_ident::is_xid_start(first))
}

/// What has no name yet.
impl Default for RustIdent {
    fn default() -> Self {
        Self("_unnamed".to_owned())
    }
}

impl fmt::Display for RustIdent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Borrow<str> for RustIdent {
    fn borrow(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::RustIdent;

    #[test]
    fn whatever_the_text_it_is_an_identifier() {
        for (text, expected) in [
            ("user", "user"),
            ("type", "r#type"),
            ("r#type", "r#type"),
            ("r#user", "r#user"),
            ("self", "self_"),
            ("r#Self", "Self_"),
            ("", "_unnamed"),
            ("_", "_unnamed"),
            ("2fa", "_2fa"),
            ("a b()", "ab"),
            ("用户", "用户"),
        ] {
            let ident = RustIdent::of(text);
            assert_eq!(ident.as_str(), expected, "{text}");
            assert!(RustIdent::is_valid(expected), "{expected}");
            assert!(syn::parse_str::<syn::Ident>(expected).is_ok() || expected.starts_with("r#"), "{expected}");
            assert_eq!(RustIdent::is_valid(text), text == expected, "{text}");
        }
    }
}
