//! [`IntoSecret`]: the types that convert into a secret.

use secrecy::SecretString;

/// A type that converts into a secret: a string, or a [`SecretString`].
///
/// A borrowed string is copied. The copy is wiped from memory when it is dropped, the original is not.
///
/// ```
/// use clientgen_runtime::{Credentials, SecretString};
///
/// let token = String::from("s3cret");
/// Credentials::bearer("s3cret");
/// Credentials::bearer(&token);
/// Credentials::bearer(SecretString::from(token));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a secret",
    note = "a string or a `SecretString` is expected; `SecretString::from` accepts types that own a string"
)]
pub trait IntoSecret {
    /// Converts it into a secret.
    fn into_secret(self) -> SecretString;
}

impl IntoSecret for SecretString {
    fn into_secret(self) -> SecretString {
        self
    }
}

impl IntoSecret for &SecretString {
    fn into_secret(self) -> SecretString {
        self.clone()
    }
}

impl IntoSecret for String {
    fn into_secret(self) -> SecretString {
        self.into()
    }
}

impl IntoSecret for &String {
    fn into_secret(self) -> SecretString {
        self.as_str().into()
    }
}

impl IntoSecret for &str {
    fn into_secret(self) -> SecretString {
        self.into()
    }
}

impl IntoSecret for Box<str> {
    fn into_secret(self) -> SecretString {
        self.into()
    }
}

#[cfg(test)]
mod tests {
    use secrecy::{ExposeSecret, SecretString};

    use super::IntoSecret;

    #[test]
    fn every_string_type_converts_into_a_secret() {
        let (text, secret) = ("s3cret".to_owned(), SecretString::from("s3cret"));
        let given = [
            (&text).into_secret(),
            (&secret).into_secret(),
            text.as_str().into_secret(),
            text.clone().into_boxed_str().into_secret(),
            text.into_secret(),
            secret.into_secret(),
        ];
        assert!(given.iter().all(|secret| secret.expose_secret() == "s3cret"));
    }
}
