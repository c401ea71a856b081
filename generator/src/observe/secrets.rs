//! Names whose values are secret, whatever the document says, and values that have the form of a secret.

use serde_json::Value;

/// Parts of names that hold credentials; compared without case, `-`, `_` and spaces.
const PARTS: [&str; 16] = [
    "password",
    "passwd",
    "passphrase",
    "secret",
    "token",
    "apikey",
    "accesskey",
    "privatekey",
    "authorization",
    "credential",
    "cookie",
    "session",
    "signature",
    "otp",
    "pincode",
    "jwt",
];

/// Names that would be found in too many others.
const WHOLE: [&str; 6] = ["pin", "auth", "sid", "code", "key", "csrf"];

/// What a recorder writes in place of a secret.
const MASK: &str = "***";

/// A string that a recorder has cleaned. Most have no star at all, which is found out sooner.
pub(super) fn is_masked(text: &str) -> bool {
    text.as_bytes().contains(&b'*') && text.contains(MASK)
}

/// The names that are secret.
#[derive(Clone, Debug, Default)]
pub(super) struct Secrets {
    own: Vec<String>,
}

impl Secrets {
    /// Those that look like it, and those that the user names.
    pub(super) fn new(names: &[String]) -> Self {
        Self { own: names.iter().map(|name| plain(name)).collect() }
    }

    /// The value of the member, parameter or header with this name is not to be shown.
    pub(super) fn contains(&self, name: &str) -> bool {
        let name = plain(name);
        WHOLE.contains(&&*name) || self.own.contains(&name) || PARTS.iter().any(|part| name.contains(part))
    }

    /// The value as it may be shown: without what is secret by its name or by its form.
    pub(super) fn masked(&self, value: &Value) -> Value {
        match value {
            Value::String(text) if has_form_of_secret(text) => MASK.into(),
            Value::Array(items) => items.iter().map(|item| self.masked(item)).collect(),
            Value::Object(members) => {
                let member = |(name, value): (&String, &Value)| {
                    let is_secret = self.contains(name);
                    let shown = if has_form_of_secret(name) { MASK } else { name };
                    (shown.to_owned(), if is_secret { MASK.into() } else { self.masked(value) })
                };
                members.iter().map(member).collect::<serde_json::Map<String, Value>>().into()
            }
            other => other.clone(),
        }
    }
}

/// Beginnings of keys that well-known services give.
const KEYS: [&str; 14] = [
    "AKIA",
    "ASIA",
    "AIza",
    "ghp_",
    "gho_",
    "ghs_",
    "github_pat_",
    "glpat-",
    "sk_live_",
    "sk_test_",
    "rk_live_",
    "xox",
    "SG.",
    "npm_",
];

/// A JSON Web Token, a key, credentials in a header or in a URL, whatever the member is called.
pub(super) fn has_form_of_secret(text: &str) -> bool {
    const SHORTEST: usize = 16;
    let is_key = |word: &str| {
        let is_token = word.starts_with("eyJ") && word.matches('.').count() >= 2;
        word.len() >= SHORTEST && (is_token || KEYS.iter().any(|start| word.starts_with(start)))
    };
    let mut words = text.split(|letter: char| letter.is_whitespace() || "\"'<>(),;=".contains(letter));
    let has_scheme = |name: &str| {
        let rest = text.split_once(' ').filter(|(first, _)| first.eq_ignore_ascii_case(name)).map(|(_, rest)| rest);
        rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(' '))
    };
    text.contains("PRIVATE KEY")
        || ["Basic", "Bearer", "Token", "Digest"].into_iter().any(has_scheme)
        || words.clone().any(is_key)
        || words.any(has_user)
}

/// A URL with a user, or with a parameter that is a credential.
fn has_user(word: &str) -> bool {
    let Some((_, rest)) = word.split_once("://") else { return false };
    rest.split(['/', '?', '#']).next().is_some_and(|authority| authority.contains('@'))
}

fn plain(name: &str) -> String {
    name.chars().filter(|letter| !matches!(letter, '-' | '_' | ' ')).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Secrets, has_form_of_secret};

    #[test]
    fn names_of_credentials_are_secret() {
        let secrets = Secrets::new(&["Badge-Number".to_owned()]);
        for name in ["password", "X-Api-Key", "refresh_token", "Set-Cookie", "pin", "badgeNumber"] {
            assert!(secrets.contains(name), "{name}");
        }
        for name in ["name", "status", "mapping", "keyword", "monkey"] {
            assert!(!secrets.contains(name), "{name}");
        }
    }

    #[test]
    fn values_with_the_form_of_credentials_are_secret() {
        for text in [
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln",
            "see eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln",
            "Basic am86aHVudGVyMg==",
            "bearer abc",
            "postgres://jo:hunter2@db.example/x",
            "https://jo@a.example",
            "AKIAIOSFODNN7EXAMPLE",
            "-----BEGIN PRIVATE KEY-----\nabc",
        ] {
            assert!(has_form_of_secret(text), "{text}");
        }
        for text in ["open", "https://a.example/x@y", "jo@a.example", "Basic plan for two", "basic", "eyJ", ""] {
            assert!(!has_form_of_secret(text), "{text}");
        }
        let secrets = Secrets::new(&[]);
        let masked = secrets.masked(&json!([{"password": 1, "note": "Basic am86aHVu", "name": "Jo"}]));
        assert_eq!(masked, json!([{"password": "***", "note": "***", "name": "Jo"}]));
    }
}
