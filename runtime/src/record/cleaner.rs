//! [`Cleaner`]: removes secrets from strings, by what surrounds them and by their form.

use super::names::{MARK, Names};
use super::url;
use crate::model::{Date, DateTime};
use crate::secrets::Secrets;

/// Knows the names and the values that are secret in one exchange.
pub(super) struct Cleaner<'a> {
    pub(super) names: &'a Names,
    /// Those of the client, and those that this exchange sends or receives in headers.
    pub(super) secrets: [&'a Secrets; 2],
}

impl Cleaner<'_> {
    /// The value of a header without secrets.
    pub(super) fn header(&self, name: &str, value: &str) -> String {
        if self.names.is_header(name) { MARK.to_owned() } else { self.text(value) }
    }

    /// A string without secrets: the known ones, those in URLs, and what has the form of one.
    pub(super) fn text(&self, text: &str) -> String {
        if text.contains("-----BEGIN ") && text.contains("PRIVATE KEY") {
            return MARK.to_owned();
        }
        let [client, exchange] = self.secrets;
        let text = exchange.masked(&client.masked(text));
        // Most strings have none of these.
        if !["://", "?", "eyJ", "earer ", "asic "].iter().any(|sign| text.contains(sign)) {
            return text;
        }
        let ends = |character: char| character.is_whitespace() || "\"'<>(),;".contains(character);
        let mut cleaned = String::with_capacity(text.len());
        let mut scheme = "";
        for piece in text.split_inclusive(ends) {
            let word = piece.trim_end_matches(ends);
            let (word_cleaned, end) = (self.word(word, scheme), piece.get(word.len()..).unwrap_or_default());
            scheme = word;
            cleaned.push_str(&word_cleaned);
            cleaned.push_str(end);
        }
        cleaned
    }

    /// `scheme` is the word before.
    fn word(&self, word: &str, scheme: &str) -> String {
        const SHORTEST_TOKEN: usize = 16;
        let has_scheme = ["bearer", "basic"].iter().any(|name| scheme.eq_ignore_ascii_case(name));
        let is_long = word.len() >= SHORTEST_TOKEN || word.ends_with('=');
        if has_scheme && is_long || is_json_web_token(word) {
            MARK.to_owned()
        } else if word.contains("://") || (word.starts_with('/') && word.contains('?')) {
            url::cleaned(word, self.names)
        } else {
            word.to_owned()
        }
    }

    /// A line of text without what follows a name that is secret.
    pub(super) fn line(&self, line: &str) -> String {
        match self.names.find(line) {
            Some(value) => [&self.text(line.get(..value).unwrap_or_default()), " ", MARK].concat(),
            None => self.text(line),
        }
    }
}

/// A string that is the value of a secret member: a date says nothing.
pub(super) fn masked(value: &str) -> &str {
    let is_date = value.parse::<DateTime>().is_ok() || value.parse::<Date>().is_ok();
    let is_plain = value.is_empty() || (is_date && value.contains('-'));
    if is_plain { value } else { MARK }
}

/// Three parts of base64, of which the first begins with `{"`.
fn is_json_web_token(word: &str) -> bool {
    const SHORTEST: usize = 30;
    let is_base64 = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.=".contains(&byte);
    word.starts_with("eyJ") && word.len() >= SHORTEST && word.matches('.').count() == 2 && word.bytes().all(is_base64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_lose_what_has_the_form_of_a_secret() {
        let mut known = Secrets::default();
        known.push("open sesame");
        let (names, none) = (Names::default(), Secrets::default());
        let cleaner = Cleaner { names: &names, secrets: [&known, &none] };
        let token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
        let table = [
            (format!("see {token}, then"), "see ***, then".to_owned()),
            (
                "get <https://u:p@a.example/x?token=1&a=2>".to_owned(),
                "get <https://***@a.example/x?token=***&a=2>".to_owned(),
            ),
            ("say open sesame".to_owned(), "say ***".to_owned()),
            ("Bearer abcdefghijklmnop1".to_owned(), "Bearer ***".to_owned()),
            ("Basic am86eA== and a Basic plan".to_owned(), "Basic *** and a Basic plan".to_owned()),
            ("-----BEGIN RSA PRIVATE KEY-----\nabc".to_owned(), MARK.to_owned()),
            ("what? nothing, eyJ".to_owned(), "what? nothing, eyJ".to_owned()),
        ];
        for (text, expected) in table {
            assert_eq!(cleaner.text(&text), expected);
        }
        assert_eq!(cleaner.line("PASSWORD=hunter2 # mine"), "PASSWORD= ***");
    }

    #[test]
    fn dates_are_no_secrets() {
        assert_eq!(
            [masked("2024-02-03T04:05:06Z"), masked("1712345678"), masked("x"), masked("")],
            ["2024-02-03T04:05:06Z", MARK, MARK, ""]
        );
    }
}
