//! HTML in descriptions: tags are dropped, what they meant for the layout stays.

use std::borrow::Cow;

/// The text without tags and comments. `<id>` and the like are no HTML and stay.
pub(super) fn without(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return text.into();
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    let mut in_code = false;
    while let Some(start) = rest.find(['<', '`']) {
        let (before, at) = rest.split_at(start);
        plain.push_str(before);
        if let Some(behind) = at.strip_prefix('`') {
            in_code = !in_code;
            plain.push('`');
            rest = behind;
            continue;
        }
        match tag(at).filter(|_| !in_code) {
            Some((name, length)) => {
                plain.push_str(stands_for(name, &plain));
                rest = at.get(length..).unwrap_or_default();
            }
            None => {
                plain.push('<');
                rest = at.get(1..).unwrap_or_default();
            }
        }
    }
    plain.push_str(rest);
    plain.into()
}

/// The name of the tag at the start (`!` for a comment) and its length in bytes.
fn tag(text: &str) -> Option<(&str, usize)> {
    if text.starts_with("<!--") {
        return Some(("!", text.find("-->").map_or(text.len(), |end| end + 3)));
    }
    let inner = text.get(1..)?;
    let name = inner.strip_prefix('/').unwrap_or(inner);
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let (name, attributes) = name.split_at_checked(length)?;
    // A tag ends soon; a lone `<` in a long text must not make each search run to its end.
    let end = attributes.char_indices().take(2000).find(|(_, character)| *character == '>')?.0;
    let known = TAGS.iter().find(|known| known.eq_ignore_ascii_case(name))?;
    Some((known, text.len() - attributes.len() + end + 1))
}

fn stands_for(tag: &str, before: &str) -> &'static str {
    match tag {
        "p" | "div" | "table" | "ul" | "ol" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "pre" | "hr" => "\n\n",
        "br" | "tr" => "\n",
        "li" if !before.ends_with("- ") => "\n- ",
        "td" | "th" => " ",
        _ => "",
    }
}

/// Tags that occur in descriptions.
const TAGS: [&str; 52] = [
    "a",
    "abbr",
    "b",
    "big",
    "blockquote",
    "br",
    "center",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "iframe",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "script",
    "small",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
];

#[cfg(test)]
mod tests {
    use super::without;

    #[test]
    fn tags_go_and_placeholders_stay() {
        for (text, expected) in [
            ("a <b>bold</b> word", "a bold word"),
            ("one<br/>two", "one\ntwo"),
            ("use <id> here", "use <id> here"),
            ("a < b", "a < b"),
            ("<!-- hidden --> shown", " shown"),
            ("`<b>` stays", "`<b>` stays"),
            ("<a href=\"https://example.com\">link</a>", "link"),
        ] {
            assert_eq!(without(text), expected);
        }
    }
}
