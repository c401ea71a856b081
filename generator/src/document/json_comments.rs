//! Comments in JSON, as JavaScript has them: they become spaces, so that every place in the text stays what it is.

use crate::source::Span;

/// The text with spaces in place of its comments, and where the first one is; none if it has none.
pub(super) fn blanked(text: &str) -> Option<(String, Span)> {
    let mut plain = String::with_capacity(text.len());
    let mut first = None;
    let mut copied = 0;
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        at = match byte {
            b'"' => at + string_length(&text.as_bytes()[at..]),
            b'/' => match comment_length(text, at) {
                Some(length) => {
                    plain.push_str(&text[copied..at]);
                    plain.extend(text[at..at + length].bytes().map(blank));
                    copied = at + length;
                    first = first.or(Some(Span { start: at as u32, end: (at + length) as u32 }));
                    copied
                }
                None => at + 1,
            },
            _ => at + 1,
        };
    }
    plain.push_str(&text[copied..]);
    first.map(|first| (plain, first))
}

/// Lines stay lines.
fn blank(byte: u8) -> char {
    if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' }
}

/// The length of a string with its quotes.
fn string_length(bytes: &[u8]) -> usize {
    let mut at = 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// The length of the comment that begins at a slash, if one does. That of `http://` does not.
fn comment_length(text: &str, slash: usize) -> Option<usize> {
    let before = text[..slash].bytes().next_back();
    if before.is_some_and(|byte| !byte.is_ascii_whitespace() && !b",{}[]\"".contains(&byte)) {
        return None;
    }
    let rest = &text[slash..];
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    rest.strip_prefix("/*")?.find("*/").map(|end| end + 4)
}

#[cfg(test)]
mod tests {
    use super::blanked;

    #[test]
    fn comments_become_spaces_and_nothing_else_does() {
        let rows = [
            ("{\"a\": 1} // é\n", Some("{\"a\": 1}      \n")),
            ("{ // a \"b\"\n\"c\": 2 /* d\ne */ }", Some("{         \n\"c\": 2     \n     }")),
            ("{\"a\": \"// b \\\" /* c */\"}", None),
            ("{\"url\": http://example.com}", None),
            ("{\"a\": /* b", None),
            ("{\"a", None),
        ];
        for (text, wanted) in rows {
            assert_eq!(blanked(text).map(|(plain, _)| plain).as_deref(), wanted, "{text}");
        }
    }
}
