//! JSON without secrets. Everything else stays as the server wrote it: order, spaces, digits of numbers.

use serde::de::IgnoredAny;

use super::cleaner::{Cleaner, masked};
use super::names::MARK;

/// JSON in a string in JSON is looked into, this deep.
const MAX_NESTED: usize = 3;

/// The text without secrets; `None` if it is not JSON.
pub(super) fn cleaned(text: &str, cleaner: &Cleaner<'_>) -> Option<String> {
    nested(text, cleaner, 0)
}

fn nested(text: &str, cleaner: &Cleaner<'_>, depth: usize) -> Option<String> {
    serde_json::from_str::<IgnoredAny>(text).ok()?;
    let mut writer =
        Writer { cleaner, depth, open: Vec::new(), name: None, cleaned: String::with_capacity(text.len()) };
    let mut rest = text;
    while let Some(token) = next_token(rest) {
        writer.token(token, rest.get(token.len()..).unwrap_or_default());
        rest = rest.get(token.len()..)?;
    }
    Some(writer.cleaned)
}

/// A string, a number or a word as a whole, any other character alone. The text is known to be JSON.
fn next_token(text: &str) -> Option<&str> {
    let first = text.chars().next()?;
    let is_word = |character: char| character.is_ascii_alphanumeric() || "+-.".contains(character);
    let length = match first {
        '"' => string_length(text),
        _ if is_word(first) => text.find(|character| !is_word(character)).unwrap_or(text.len()),
        _ => first.len_utf8(),
    };
    text.get(..length)
}

fn string_length(text: &str) -> usize {
    let mut is_escaped = false;
    let end = text.bytes().skip(1).position(|byte| {
        let ends = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        ends
    });
    end.map_or(text.len(), |end| end + 2)
}

/// Writes token after token, and knows whether the value at hand is secret.
struct Writer<'a> {
    cleaner: &'a Cleaner<'a>,
    depth: usize,
    /// Whether the content is secret, of each object and array that is open.
    open: Vec<bool>,
    /// The last name of a member, until its value ends.
    name: Option<String>,
    cleaned: String,
}

impl Writer<'_> {
    fn token(&mut self, token: &str, after: &str) {
        match token.as_bytes() {
            [b'{' | b'[', ..] => {
                self.open.push(self.is_secret());
                self.name = None;
                self.cleaned.push_str(token);
            }
            [b'}' | b']' | b',', ..] => {
                if token != "," {
                    self.open.pop();
                }
                self.name = None;
                self.cleaned.push_str(token);
            }
            [b'"', ..] => self.string(token, after),
            [b'-' | b'0'..=b'9', ..] if self.is_secret() => self.cleaned.push('0'),
            _ => self.cleaned.push_str(token),
        }
    }

    fn is_secret(&self) -> bool {
        let is_named = self.name.as_deref().is_some_and(|name| self.cleaner.names.is_member(name));
        is_named || self.open.last() == Some(&true)
    }

    fn string(&mut self, token: &str, after: &str) {
        let Ok(text) = serde_json::from_str::<String>(token) else { return };
        // Only a name is followed by a colon.
        let cleaned = if after.trim_start().starts_with(':') {
            let cleaned = self.cleaner.text(&text);
            self.name = Some(text.clone());
            cleaned
        } else if self.is_secret() {
            masked(&text).to_owned()
        } else {
            self.value(&text)
        };
        if cleaned == text {
            self.cleaned.push_str(token);
        } else {
            self.cleaned.push_str(&serde_json::to_string(&cleaned).unwrap_or_else(|_| ["\"", MARK, "\""].concat()));
        }
    }

    fn value(&self, text: &str) -> String {
        let is_json = text.trim_start().starts_with(['{', '[']);
        let inner = if !is_json {
            None
        } else if self.depth < MAX_NESTED {
            nested(text, self.cleaner, self.depth + 1)
        } else {
            Some(MARK.to_owned())
        };
        inner.unwrap_or_else(|| self.cleaner.text(text))
    }
}

#[cfg(test)]
mod tests {
    use super::super::names::Names;
    use super::*;
    use crate::secrets::Secrets;

    fn clean(text: &str) -> Option<String> {
        let (names, none) = (Names::default(), Secrets::default());
        cleaned(text, &Cleaner { names: &names, secrets: [&none, &none] })
    }

    #[test]
    fn secret_members_lose_their_values_and_all_else_stays() {
        let table = [
            (r#"{"id": 1.50, "password" : "hunter2"}"#, r#"{"id": 1.50, "password" : "***"}"#),
            (r#"[{"apiKey":["a", {"b": 17}], "x":"\u0041"}]"#, r#"[{"apiKey":["***", {"b": 0}], "x":"\u0041"}]"#),
            (
                r#"{"token":null,"secret":true,"z":123456789012345678901}"#,
                r#"{"token":null,"secret":true,"z":123456789012345678901}"#,
            ),
            (r#"{"pass\u0077ord":"a","n":-1}"#, r#"{"pass\u0077ord":"***","n":-1}"#),
            (r#"{"at":"{\"token\":\"abc\"}"}"#, r#"{"at":"{\"token\":\"***\"}"}"#),
            (
                r#"{"token":{"a":"x"},"next":"https://u:p@a.example/"}"#,
                r#"{"token":{"a":"***"},"next":"https://***@a.example/"}"#,
            ),
            (r#"["a\\", "b"]"#, r#"["a\\", "b"]"#),
        ];
        for (text, expected) in table {
            assert_eq!(clean(text).as_deref(), Some(expected));
        }
        assert_eq!(clean("{\"password\":"), None);
    }
}
