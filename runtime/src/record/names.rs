//! [`Names`]: which headers, parameters, members and fields are secret by their name.

use std::collections::BTreeSet;

use crate::secrets;

/// What is written in place of a secret.
pub(super) const MARK: &str = "***";

/// Headers that hold credentials, whatever they are called elsewhere.
const HEADERS: [&str; 4] = ["authorization", "proxy-authorization", "cookie", "set-cookie"];

/// Members that are secret if they have exactly this name.
const MEMBERS: [&str; 12] =
    ["auth", "authorization", "cookie", "cookies", "jwt", "otp", "pass", "pin", "pwd", "session", "sid", "signature"];

/// Parts of names of secret members, written without separators.
const PARTS: [&str; 7] =
    ["accesskey", "clientkey", "encryptionkey", "passphrase", "privatekey", "sessionid", "signingkey"];

/// The names that are secret besides the usual ones, in lower case.
#[derive(Clone, Debug, Default)]
pub(super) struct Names(BTreeSet<String>);

impl Names {
    pub(super) fn add(&mut self, name: &str) {
        self.0.insert(name.to_ascii_lowercase());
    }

    /// Whether the value of a header is secret.
    pub(super) fn is_header(&self, name: &str) -> bool {
        let name = name.to_ascii_lowercase();
        HEADERS.contains(&name.as_str()) || secrets::is_secret(&name) || self.0.contains(&name)
    }

    /// Whether a value of a query or of a form is secret: in doubt it is.
    pub(super) fn is_parameter(&self, name: &str) -> bool {
        secrets::may_be_secret(name) || self.is_member(name)
    }

    /// Whether a member of an object is secret, with all that it holds.
    pub(super) fn is_member(&self, name: &str) -> bool {
        let lower = name.to_ascii_lowercase();
        if secrets::is_secret(&lower) || MEMBERS.contains(&lower.as_str()) || self.0.contains(&lower) {
            return true;
        }
        let plain: String = lower.chars().filter(char::is_ascii_alphanumeric).collect();
        PARTS.iter().any(|part| plain.contains(part))
    }

    /// Where a name that is secret begins and ends in a line of text, with all that belongs to the word.
    pub(super) fn find(&self, line: &str) -> Option<usize> {
        let word = |character: char| character.is_alphanumeric() || "_-.".contains(character);
        let mut begin = 0;
        for piece in line.split(|character: char| !word(character)) {
            let end = begin + piece.len();
            if !piece.is_empty() && (self.is_member(piece) || HEADERS.contains(&piece.to_ascii_lowercase().as_str())) {
                let rest = line.get(end..).unwrap_or_default().trim_start_matches(['"', '\'', ' ', '\t', '\\']);
                if rest.starts_with([':', '=', '>']) {
                    return Some(line.len() - rest.len() + 1);
                }
            }
            begin = end + line.get(end..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_credentials_are_secret_and_others_are_not() {
        let names = Names::default();
        for secret in ["password", "accessToken", "client_secret", "X-Api-Key", "PrivateKey", "access-key-id", "pin"] {
            assert!(names.is_member(secret), "{secret}");
        }
        for plain in ["id", "name", "key", "pinned", "author", "sessions", "passed", "signature_count"] {
            assert!(!names.is_member(plain), "{plain}");
        }
        assert!(names.is_header("Set-Cookie") && names.is_header("x-auth-token") && !names.is_header("etag"));
        assert!(names.is_parameter("sig") && names.is_parameter("API_KEY") && !names.is_parameter("page"));
    }

    #[test]
    fn a_name_in_a_line_has_its_value_after_a_sign() {
        let mut names = Names::default();
        names.add("tenant");
        let value = |line: &str| names.find(line).map(|at| line.get(at..).unwrap_or_default().to_owned());
        assert_eq!(value("user=jo password=hunter2").as_deref(), Some("hunter2"));
        assert_eq!(value("{\"token\": \"abc\"").as_deref(), Some(" \"abc\""));
        assert_eq!(value("<Password>x</Password>").as_deref(), Some("x</Password>"));
        assert_eq!(value("é Tenant: a").as_deref(), Some(" a"));
        assert_eq!(value("the password is wrong"), None);
    }
}
