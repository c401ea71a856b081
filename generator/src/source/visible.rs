//! Strings of a document on a terminal or in a log: every character that a reader does not see becomes an escape.

use std::borrow::Cow;
use std::fmt::Write;

/// True for a character that a reader does not see: a control, a mark for the direction of text, a line break other
/// than a line feed, or a character without width.
pub(crate) fn is_hidden(character: char) -> bool {
    // Most text is this.
    if matches!(character, ' '..='~') {
        return false;
    }
    character.is_control()
        || matches!(
            character,
            '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// The string on one line, with the escapes of Rust: `\n`, `\u{202e}`.
pub fn visible(text: &str) -> Cow<'_, str> {
    replaced(text, is_hidden, |out, character| out.extend(character.escape_default()))
}

/// The same for a string of several lines.
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    let hidden = |character| is_hidden(character) && character != '\n';
    replaced(text, hidden, |out, character| out.extend(character.escape_default()))
}

/// The same for lines with colours, whose other escape sequences were already replaced.
pub(crate) fn visible_styled(text: &str) -> Cow<'_, str> {
    let hidden = |character| is_hidden(character) && !matches!(character, '\n' | '\u{1b}');
    replaced(text, hidden, |out, character| out.extend(character.escape_default()))
}

/// JSON with the escapes of JSON for hidden characters, which can only be in strings.
pub(crate) fn visible_json(json: &str) -> Cow<'_, str> {
    replaced(json, is_hidden, |out, character| {
        for unit in character.encode_utf16(&mut [0; 2]) {
            // Writing into a string does not fail.
            let _ = write!(out, "\\u{unit:04x}");
        }
    })
}

/// Whether all bytes are of one kind. No byte ends the search, so that many of them are looked at at once.
pub(crate) fn is_each(text: &str, is_kind: impl Fn(u8) -> bool) -> bool {
    text.bytes().fold(true, |so_far, byte| so_far & is_kind(byte))
}

fn replaced(text: &str, hidden: impl Fn(char) -> bool, write: impl Fn(&mut String, char)) -> Cow<'_, str> {
    let Some(first) = text.find(&hidden) else { return Cow::Borrowed(text) };
    let (before, rest) = text.split_at(first);
    let mut out = before.to_owned();
    for character in rest.chars() {
        if hidden(character) { write(&mut out, character) } else { out.push(character) }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_shown() {
        assert_eq!(visible("plain é 😀"), "plain é 😀");
        assert_eq!(visible("a\u{202e}b\u{1b}[31mc\nd\t\u{85}"), r"a\u{202e}b\u{1b}[31mc\nd\t\u{85}");
        assert_eq!(visible_lines("one\u{1b}[31m\ntwo"), "one\\u{1b}[31m\ntwo");
        assert_eq!(visible_styled("\u{1b}[1mone\u{9b}\ntwo\u{feff}"), "\u{1b}[1mone\\u{9b}\ntwo\\u{feff}");
        assert_eq!(visible_json("{\"a\":\"\u{7f}\u{2066}\u{e0041}\"}"), r#"{"a":"\u007f\u2066\udb40\udc41"}"#);
    }

    #[test]
    fn json_means_the_same_with_escapes() {
        let value = serde_json::json!({ "a": "\u{0}\u{1b}\u{9b}\u{202e}\u{e0041}" });
        let text = value.to_string();
        let escaped = visible_json(&text);
        assert!(!escaped.chars().any(is_hidden));
        assert_eq!(serde_json::from_str::<serde_json::Value>(&escaped).ok(), Some(value));
    }
}
