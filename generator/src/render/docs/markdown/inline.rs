//! One line of prose: code spans and links stay, everything `rustdoc` could misread is escaped.

/// Escapes a line that stands outside of code blocks.
pub(super) fn escape(line: &str) -> String {
    let mut escaped = String::with_capacity(line.len() + 8);
    let mut rest = line;
    while let Some(start) = rest.find(['`', '[', ']', '<', 'h', '\\']) {
        let (before, at) = rest.split_at(start);
        escaped.push_str(before);
        rest = special(&mut escaped, at);
    }
    escaped.push_str(rest);
    escaped
}

/// Writes what stands at the start of `text` and returns what is left.
fn special<'a>(escaped: &mut String, text: &'a str) -> &'a str {
    match text.as_bytes().first() {
        Some(b'`') => code_span(escaped, text),
        Some(b'[') => link(escaped, text),
        Some(b'h') => url(escaped, text),
        Some(b'<') => angle(escaped, text),
        Some(b'\\') => backslash(escaped, text),
        _ => escaped_character(escaped, text),
    }
}

fn escaped_character<'a>(escaped: &mut String, text: &'a str) -> &'a str {
    escaped.push('\\');
    plain_character(escaped, text)
}

fn plain_character<'a>(escaped: &mut String, text: &'a str) -> &'a str {
    let length = text.chars().next().map_or(0, char::len_utf8);
    let (character, rest) = text.split_at_checked(length).unwrap_or((text, ""));
    escaped.push_str(character);
    rest
}

/// A backslash keeps its meaning before punctuation.
fn backslash<'a>(escaped: &mut String, text: &'a str) -> &'a str {
    let rest = plain_character(escaped, text);
    if rest.starts_with(|next: char| next.is_ascii_punctuation()) { plain_character(escaped, rest) } else { rest }
}

/// A code span that ends on its line is kept; ticks without partner are escaped.
fn code_span<'a>(escaped: &mut String, text: &'a str) -> &'a str {
    let length = text.bytes().take_while(|byte| *byte == b'`').count();
    let (ticks, behind) = text.split_at(length);
    let Some(end) = closing_ticks(behind, length) else {
        (0..length).for_each(|_| escaped.push_str("\\`"));
        return behind;
    };
    let (span, rest) = behind.split_at(end);
    escaped.push_str(ticks);
    escaped.push_str(span);
    escaped.push_str(ticks);
    rest.get(length..).unwrap_or_default()
}

fn closing_ticks(text: &str, length: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = text.get(at..)?.find('`') {
        let start = at + found;
        let run = text.get(start..)?.bytes().take_while(|byte| *byte == b'`').count();
        if run == length {
            return Some(start);
        }
        at = start + run;
    }
    None
}

/// `[text](https://...)` stays a link, an image becomes one; any other bracket is just one.
fn link<'a>(escaped: &mut String, text: &'a str) -> &'a str {
    let Some((label, target, rest)) = link_parts(text) else { return escaped_character(escaped, text) };
    if escaped.ends_with('!') {
        escaped.pop();
    }
    if is_web(target) {
        escaped.push('[');
        escaped.push_str(&label);
        escaped.push_str("](");
        escaped.push_str(target);
        escaped.push(')');
    } else {
        // A link into the publisher's own pages leads nowhere from here.
        escaped.push_str(&label);
    }
    rest
}

/// Label, target and what follows a link; `None` for anything else in brackets.
fn link_parts(text: &str) -> Option<(String, &str, &str)> {
    let (label, behind) = enclosed(text, '[', ']')?;
    let (target, rest) = enclosed(behind, '(', ')')?;
    // A title in quotes may follow the target.
    let target = target.split_whitespace().next().unwrap_or_default();
    let harmless = !target.contains(['<', '>', '"', '\\']) && label.matches('`').count() % 2 == 0;
    // The label of a button is an image with a text of its own.
    let label = label.strip_prefix("![").and_then(|image| image.split(']').next()).unwrap_or(label);
    (harmless && !label.is_empty()).then(|| (label_text(label), target, rest))
}

/// Brackets in a label would end it, or begin a link inside; those in code are safe.
fn label_text(label: &str) -> String {
    let mut in_code = false;
    let mut text = String::with_capacity(label.len());
    for character in label.chars() {
        in_code ^= character == '`';
        if !in_code && matches!(character, '[' | ']' | '<') {
            text.push('\\');
        }
        text.push(character);
    }
    text
}

/// What is between the bracket at the start and its partner, and what follows.
fn enclosed(text: &str, open: char, close: char) -> Option<(&str, &str)> {
    let inner = text.strip_prefix(open)?;
    let mut depth = 0_usize;
    // A link ends soon; a lone bracket in a long text must not make each search run to its end.
    for (index, character) in inner.char_indices().take(2000) {
        if character == open {
            depth += 1;
        } else if character == close && depth > 0 {
            depth -= 1;
        } else if character == close {
            return Some((inner.get(..index)?, inner.get(index + close.len_utf8()..)?));
        }
    }
    None
}

fn is_web(target: &str) -> bool {
    target.starts_with("https://") || target.starts_with("http://")
}

/// A bare address becomes a link.
fn url<'a>(escaped: &mut String, text: &'a str) -> &'a str {
    let word_goes_on = escaped.ends_with(|last: char| last.is_alphanumeric() || last == '(' && escaped.ends_with("]("));
    if word_goes_on || !is_web(text) {
        return plain_character(escaped, text);
    }
    let end = text
        .find(|character: char| {
            character.is_whitespace() || "<>\"'`[]{}|\\^*".contains(character) || !character.is_ascii()
        })
        .unwrap_or(text.len());
    let address = text.get(..end).unwrap_or(text).trim_end_matches(['.', ',', ';', ':', '!', '?', ')']);
    if address.len() < "https://a".len() {
        return plain_character(escaped, text);
    }
    escaped.push('<');
    escaped.push_str(address);
    escaped.push('>');
    text.get(address.len()..).unwrap_or_default()
}

/// `<https://...>` stays a link; any other angle bracket is just one.
fn angle<'a>(escaped: &mut String, text: &'a str) -> &'a str {
    let inner = text.get(1..).and_then(|inner| inner.split_once('>'));
    match inner {
        Some((address, rest)) if is_web(address) && !address.contains([' ', '<', '"', '\\']) => {
            escaped.push('<');
            escaped.push_str(address);
            escaped.push('>');
            rest
        }
        _ => escaped_character(escaped, text),
    }
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn prose_stays_prose() {
        for (line, expected) in [
            ("an array[0] of [Foo]", "an array\\[0\\] of \\[Foo\\]"),
            ("see [docs](https://example.com/a)", "see [docs](https://example.com/a)"),
            ("see [docs](/rest/users)", "see docs"),
            ("the [`output` object](https://example.com/a)", "the [`output` object](https://example.com/a)"),
            ("[Atom](https://example.com/Atom_(standard)).", "[Atom](https://example.com/Atom_(standard))."),
            ("[docs](https://example.com \"Docs\")", "[docs](https://example.com)"),
            ("![logo](https://example.com/a.png)", "[logo](https://example.com/a.png)"),
            ("[![Run it](https://example.com/b.svg)](https://example.com/run)", "[Run it](https://example.com/run)"),
            ("[a [b] c](https://example.com)", "[a \\[b\\] c](https://example.com)"),
            ("at https://example.com/a.", "at <https://example.com/a>."),
            ("(https://example.com)", "(<https://example.com>)"),
            ("<https://example.com>", "<https://example.com>"),
            ("use `a[0]` here", "use `a[0]` here"),
            ("one ` tick", "one \\` tick"),
            ("the <id>", "the \\<id>"),
            ("already \\[escaped\\]", "already \\[escaped\\]"),
            ("[x]", "\\[x\\]"),
            ("the house", "the house"),
        ] {
            assert_eq!(escape(line), expected, "{line}");
        }
    }
}
