//! Names whose values are secret, whatever the document says.

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
pub(super) const MASK: &str = "***";

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
}

fn plain(name: &str) -> String {
    name.chars().filter(|letter| !matches!(letter, '-' | '_' | ' ')).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::Secrets;

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
}
