//! Webhooks: verifies that a request comes from the API, and decodes it.

use std::fmt;
use std::time::{Duration, SystemTime};

use hmac::{Hmac, KeyInit, Mac};
use http::HeaderMap;
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use sha2::Sha256;

use crate::auth::IntoSecret;
use crate::model::{self, DateTime, DecodeError, DecodeOptions, Drift, Model, Strictness};
use crate::platform;

/// Verifies signatures of webhooks: HMAC-SHA256 of the raw body, in hexadecimal, as in
/// `x-hmac-signature: sha256=5257a8..`.
///
/// The comparison takes constant time. It needs the body exactly as received: JSON that was parsed and written again
/// has another signature. An empty secret verifies nothing: anyone could sign with it.
///
/// A signature does not tell when it was made: whoever has recorded a webhook can send it again. Process each event
/// once, by its id, and call [`tolerance`](Self::tolerance) where the events carry a time.
///
/// ```
/// use clientgen_runtime::{WebhookVerifier, http::HeaderMap, Value};
///
/// let verifier = WebhookVerifier::new("key");
/// let mut headers = HeaderMap::new();
/// headers.insert(
///     "x-hmac-signature",
///     "sha256=a777724d943eb48dc69bca8a4a6d57a04db3f9ec7e1de4e581e860265bdf3032".parse().unwrap(),
/// );
/// let event: Value = verifier.decode(&headers, b"{}").unwrap();
/// assert!(verifier.verify(&headers, b"{\"forged\": true}").is_err());
/// ```
#[derive(Clone)]
pub struct WebhookVerifier {
    secret: SecretString,
    header: String,
    window: Option<Window>,
    strictness: Strictness,
}

/// How far the time of an event may be from now, and where the event has it.
#[derive(Clone)]
struct Window {
    property: String,
    tolerance: Duration,
}

/// Why a webhook is not authentic, or does not decode.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WebhookError {
    /// There is no signature.
    Unsigned,
    /// The signature is not that of the body.
    Forged,
    /// The secret of the verifier is empty.
    EmptySecret,
    /// The signature is valid, but the event is too old, from the future, or without a time.
    Untimely,
    /// The signature is valid, but the body does not fit its type.
    Decode(DecodeError),
}

impl fmt::Display for WebhookError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unsigned => formatter.write_str("the webhook has no signature"),
            Self::Forged => formatter.write_str("the signature is not that of the body"),
            Self::EmptySecret => formatter.write_str("the secret that verifies webhooks is empty"),
            Self::Untimely => formatter.write_str("the webhook is too old, from the future, or without a time"),
            Self::Decode(error) => write!(formatter, "unexpected webhook: {error}"),
        }
    }
}

impl std::error::Error for WebhookError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Decode(error) => Some(error),
            Self::Unsigned | Self::Forged | Self::EmptySecret | Self::Untimely => None,
        }
    }
}

impl WebhookVerifier {
    /// Creates a verifier with the secret that the API and the receiver share.
    pub fn new(secret: impl IntoSecret) -> Self {
        Self {
            secret: secret.into_secret(),
            header: "x-hmac-signature".to_owned(),
            window: None,
            strictness: Strictness::default(),
        }
    }

    /// Refuses events whose time is further from now than the tolerance, so that a recorded one cannot be sent again
    /// later. `property` is the property of the body with the time; a dot leads into an object, as in `meta.time`.
    #[must_use]
    pub fn tolerance(mut self, property: impl Into<String>, tolerance: Duration) -> Self {
        self.window = Some(Window { property: property.into(), tolerance });
        self
    }

    /// Reads the signature from another header than `x-hmac-signature`.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>) -> Self {
        self.header = name.into();
        self
    }

    /// Reads bodies strictly: whatever does not fit the document is an error.
    #[must_use]
    pub fn strict(self) -> Self {
        Self { strictness: Strictness::Strict, ..self }
    }

    /// Reads whatever loses nothing and invents nothing, as by default.
    #[must_use]
    pub fn lenient(self) -> Self {
        Self { strictness: Strictness::Lenient, ..self }
    }

    /// Reads whatever is JSON: what does not fit is the empty value of its type.
    #[must_use]
    pub fn tolerant(self) -> Self {
        Self { strictness: Strictness::Tolerant, ..self }
    }

    /// Verifies the signature of a body.
    ///
    /// # Errors
    ///
    /// [`WebhookError::Unsigned`], [`WebhookError::Forged`], [`WebhookError::Untimely`] or
    /// [`WebhookError::EmptySecret`].
    pub fn verify(&self, headers: &HeaderMap, body: &[u8]) -> Result<(), WebhookError> {
        let signature = headers.get(&self.header).ok_or(WebhookError::Unsigned)?;
        let signature = signature.to_str().map_err(|_| WebhookError::Forged)?;
        self.verify_signature(signature, body)
    }

    /// Verifies a signature that was extracted otherwise, such as by a web framework.
    ///
    /// # Errors
    ///
    /// As [`verify`](Self::verify).
    pub fn verify_signature(&self, signature: &str, body: &[u8]) -> Result<(), WebhookError> {
        if self.secret.expose_secret().is_empty() {
            return Err(WebhookError::EmptySecret);
        }
        let signature = signature.trim();
        let digest = signature.strip_prefix("sha256=").and_then(from_hex).ok_or(WebhookError::Forged)?;
        self.mac(body).verify_slice(&digest).map_err(|_| WebhookError::Forged)?;
        match &self.window {
            Some(window) if !window.has(body, platform::utc()) => Err(WebhookError::Untimely),
            _ => Ok(()),
        }
    }

    /// Verifies the signature and decodes the body.
    ///
    /// # Errors
    ///
    /// As [`verify`](Self::verify), and [`WebhookError::Decode`].
    pub fn decode<T: Model>(&self, headers: &HeaderMap, body: &[u8]) -> Result<T, WebhookError> {
        self.decode_with_drift(headers, body).map(|(value, _)| value)
    }

    /// As [`decode`](Self::decode), with the places that differ from what the document promises.
    ///
    /// # Errors
    ///
    /// As [`decode`](Self::decode).
    pub fn decode_with_drift<T: Model>(
        &self,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<(T, Vec<Drift>), WebhookError> {
        self.verify(headers, body)?;
        let options = DecodeOptions { strictness: self.strictness, keep_undeclared: false };
        let mut value = T::empty();
        let drift = model::decode_into(body, value.slot(), options).map_err(WebhookError::Decode)?;
        Ok((value, drift))
    }

    /// Returns the signature of a body as the API writes it, for tests of receivers.
    #[must_use]
    pub fn sign(&self, body: &[u8]) -> String {
        use fmt::Write;
        let digest = self.mac(body).finalize().into_bytes();
        digest.iter().fold("sha256=".to_owned(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    }

    fn mac(&self, body: &[u8]) -> Hmac<Sha256> {
        let key = self.secret.expose_secret().as_bytes();
        let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
        mac.update(body);
        mac
    }
}

impl Window {
    /// Whether the event carries a time that is near enough.
    fn has(&self, body: &[u8], now: SystemTime) -> bool {
        let Ok(event) = model::decode::<Value>(body) else {
            return false;
        };
        let time = self.property.split('.').try_fold(&event, |value, key| value.get(key));
        let text = match time {
            Some(Value::String(text)) => text.clone(),
            Some(number @ Value::Number(_)) => number.to_string(),
            _ => return false,
        };
        let Some(time) = DateTime::from_text_unchecked(text).to_system_time() else {
            return false;
        };
        let distance = now.duration_since(time).unwrap_or_else(|ahead| ahead.duration());
        distance <= self.tolerance
    }
}

impl fmt::Debug for WebhookVerifier {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("WebhookVerifier").field("header", &self.header).finish_non_exhaustive()
    }
}

/// The bytes of a SHA-256 digest in hexadecimal.
fn from_hex(text: &str) -> Option<[u8; 32]> {
    let mut digest = [0; 32];
    if text.len() != 64 {
        return None;
    }
    for (byte, pair) in digest.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        let digit = |index: usize| char::from(pair[index]).to_digit(16);
        *byte = u8::try_from(digit(0)? << 4 | digit(1)?).ok()?;
    }
    Some(digest)
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUOTE: &[u8] = b"what do ya want for nothing?";
    /// RFC 4231, test case 2.
    const DIGEST: &str = "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

    #[test]
    fn signatures_are_those_of_the_standard() {
        let verifier = WebhookVerifier::new("Jefe");
        assert_eq!(verifier.sign(QUOTE), DIGEST);
        assert_eq!(verifier.verify_signature(DIGEST, QUOTE), Ok(()));
        assert_eq!(verifier.verify_signature(&DIGEST.to_uppercase().replace("SHA", "sha"), QUOTE), Ok(()));
        let forged = [&DIGEST[7..], "sha256=", "sha1=5bdc", &DIGEST[..70], &format!("{DIGEST}00"), "", "sha256=é"];
        for signature in forged {
            assert_eq!(verifier.verify_signature(signature, QUOTE), Err(WebhookError::Forged), "{signature}");
        }
        assert_eq!(WebhookVerifier::new("other").verify_signature(DIGEST, QUOTE), Err(WebhookError::Forged));
    }

    #[test]
    fn only_what_is_signed_is_decoded() {
        let verifier = WebhookVerifier::new("Jefe").header("x-sig");
        let mut headers = HeaderMap::new();
        assert_eq!(verifier.decode::<Value>(&headers, b"{}"), Err(WebhookError::Unsigned));
        headers.extend([(http::HeaderName::from_static("x-sig"), http::HeaderValue::from_static(DIGEST))]);
        assert_eq!(verifier.decode::<Value>(&headers, b"{}"), Err(WebhookError::Forged));
        assert!(matches!(verifier.decode::<Value>(&headers, QUOTE), Err(WebhookError::Decode(_))));
        assert!(!format!("{verifier:?}").contains("Jefe"));
    }
    #[test]
    fn an_empty_secret_verifies_nothing() {
        let verifier = WebhookVerifier::new("");
        assert_eq!(verifier.verify_signature(&verifier.sign(QUOTE), QUOTE), Err(WebhookError::EmptySecret));
    }

    #[test]
    fn events_out_of_time_are_refused() {
        let verifier = WebhookVerifier::new("Jefe").tolerance("meta.time", Duration::from_secs(300));
        let verify = |body: &str| verifier.verify_signature(&verifier.sign(body.as_bytes()), body.as_bytes());
        let now = DateTime::from(SystemTime::now());
        assert_eq!(verify(&format!(r#"{{"meta": {{"time": "{now}"}}}}"#)), Ok(()));
        for old in [r#"{"meta": {"time": "2020-01-01T00:00:00Z"}}"#, r#"{"meta": {}}"#, r#"{"time": 1}"#, "[]", "no"] {
            assert_eq!(verify(old), Err(WebhookError::Untimely), "{old}");
        }
    }

    #[test]
    fn the_window_reaches_to_both_sides() {
        let window = Window { property: "time".to_owned(), tolerance: Duration::from_secs(300) };
        let at = |offset: u64| SystemTime::UNIX_EPOCH + Duration::from_secs(1_692_781_756 + 300 - offset);
        let has = |now| window.has(br#"{"time": 1692781756}"#, now);
        assert_eq!([0, 600, 601].map(at).map(has), [true, true, false]);
        assert!(!has(at(0) + Duration::from_secs(1)));
    }
}
