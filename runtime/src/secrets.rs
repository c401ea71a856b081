//! [`Secrets`]: what no message about a request may repeat, should the server send it back.

use http::{HeaderName, HeaderValue, header};
use secrecy::{ExposeSecret, SecretString};

use crate::model::Base64;
use crate::percent::{self, EncodeSet};

/// The secrets of one request.
#[derive(Default)]
pub(crate) struct Secrets(Vec<SecretString>);

impl Secrets {
    /// Adds a secret, also as a URL has it.
    pub(crate) fn push(&mut self, secret: &str) {
        let secret = secret.trim();
        if secret.is_empty() {
            return;
        }
        let encoded = percent::encode(secret, EncodeSet::Strict);
        if encoded != secret {
            self.0.push(encoded.into());
        }
        self.0.push(secret.into());
    }

    /// Adds the secrets of a header value: without the name of its scheme, each value of a cookie.
    pub(crate) fn push_header(&mut self, name: &HeaderName, value: &HeaderValue) {
        let Ok(text) = value.to_str() else {
            return;
        };
        if *name == header::COOKIE {
            text.split(';').filter_map(|pair| pair.split_once('=')).for_each(|(_, value)| self.push(value));
            return;
        }
        let (scheme, secret) = text.split_once(' ').unwrap_or(("", text));
        self.push(secret);
        let pair = scheme.eq_ignore_ascii_case("basic").then(|| secret.parse::<Base64>().ok()).flatten();
        if let Some((_, password)) = pair.and_then(|pair| String::from_utf8(pair.0).ok()).as_deref().and_then(pair_of) {
            self.push(password);
        }
    }

    /// The text without the secrets.
    pub(crate) fn masked(&self, text: &str) -> String {
        let mut secrets: Vec<&str> = self.0.iter().map(ExposeSecret::expose_secret).collect();
        // A secret may be a part of another one.
        secrets.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
        secrets.into_iter().fold(text.to_owned(), |text, secret| masked(&text, secret))
    }
}

fn pair_of(pair: &str) -> Option<(&str, &str)> {
    pair.split_once(':')
}

fn masked(text: &str, secret: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = 0;
    for (at, _) in text.match_indices(secret).filter(|(at, _)| !is_part_of_word(text, *at, secret)) {
        masked.push_str(&text[rest..at]);
        masked.push_str("***");
        rest = at + secret.len();
    }
    masked.push_str(&text[rest..]);
    masked
}

/// Whether a short secret is a part of a longer word by chance.
fn is_part_of_word(text: &str, at: usize, secret: &str) -> bool {
    const LONG: usize = 6;
    let in_word =
        text[..at].ends_with(char::is_alphanumeric) || text[at + secret.len()..].starts_with(char::is_alphanumeric);
    secret.len() < LONG && in_word
}

/// Whether the value of a parameter or a header of this name is a secret.
pub(crate) fn is_secret(name: &str) -> bool {
    has_part(name, &["token", "secret", "password", "passwd", "credential", "apikey", "api-key", "api_key"])
}

/// Whether the value in a query may be a secret: in doubt it is one.
pub(crate) fn may_be_secret(name: &str) -> bool {
    is_secret(name) || has_part(name, &["key", "sig", "auth", "code", "session", "jwt", "assertion", "pass"])
}

fn has_part(name: &str, parts: &[&str]) -> bool {
    let name = name.to_ascii_lowercase();
    parts.iter().any(|part| name.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_masked_whole_and_longest_first() {
        let mut secrets = Secrets::default();
        ["hunter22", "hunter", "pw", "a b"].into_iter().for_each(|secret| secrets.push(secret));
        let text = "key hunter22, pw pwd, https://x/a%20b/hunterY";
        assert_eq!(secrets.masked(text), "key ***, *** pwd, https://x/***/***Y");
    }

    #[test]
    fn headers_have_secrets_inside() {
        let mut secrets = Secrets::default();
        secrets.push_header(&header::AUTHORIZATION, &HeaderValue::from_static("Basic am86b3Blbi1zZXNhbWU="));
        secrets.push_header(&header::COOKIE, &HeaderValue::from_static("session=abc123; b=dcba4321"));
        secrets.push_header(&HeaderName::from_static("x-key"), &HeaderValue::from_static("k-123456"));
        let text = "jo open-sesame am86b3Blbi1zZXNhbWU= abc123 dcba4321 k-123456";
        assert_eq!(secrets.masked(text), "jo *** *** *** *** ***");
    }
}
