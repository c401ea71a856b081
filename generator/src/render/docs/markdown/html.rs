//! HTML in descriptions: tags are set apart before the parser sees them, so that it reads what is between them as
//! Markdown and leaves them alone in code.

use std::borrow::Cow;

/// Takes the place of a tag, around its index. Punctuation, as the brackets of a tag are; removed from descriptions.
const TAG_MARK: char = '\u{1da8b}';
/// Takes the place of a bracket that begins no tag.
const BRACKET_MARK: char = '\u{1da8a}';
/// Takes the place of a space in the target of a link, where Markdown allows none.
const SPACE_MARK: char = '\u{1da88}';
/// No tag is longer, so that none is looked for in the whole of a long text.
const MAX_TAG: usize = 4000;

/// A description whose HTML is set apart.
pub(super) struct Markup<'a> {
    /// The text with marks in it.
    pub(super) text: Cow<'a, str>,
    tags: Vec<Tag<'a>>,
}

/// A tag, or an element that is taken as a whole.
pub(super) struct Tag<'a> {
    /// The name in lower case.
    pub(super) name: &'static str,
    /// `</name>`.
    pub(super) closing: bool,
    /// What follows the name, or what `pre` encloses.
    pub(super) rest: &'a str,
    raw: &'a str,
}

/// A piece of marked text.
pub(super) enum Piece<'m, 'a> {
    Text(Cow<'m, str>),
    Tag(&'m Tag<'a>),
}

/// True for a character that takes the place of HTML.
pub(super) fn is_mark(character: char) -> bool {
    matches!(character, '\u{1da88}'..='\u{1da8b}')
}

impl<'a> Markup<'a> {
    /// Sets apart all tags; `<id>` and the like are no HTML, and their brackets are only text.
    pub(super) fn new(source: &'a str) -> Self {
        if !source.contains('<') && !source.contains("](") {
            return Self { text: source.into(), tags: Vec::new() };
        }
        let mut text = String::with_capacity(source.len());
        let mut scan = Scan::default();
        let mut rest = source;
        while let Some((before, at)) =
            memchr::memchr2(b'<', b'(', rest.as_bytes()).and_then(|start| rest.split_at_checked(start))
        {
            text.push_str(before);
            let length = match at.starts_with('(') {
                true if before.ends_with(']') => target(at, &mut text),
                false if !is_markdown(&text) => scan.piece(at, &mut text),
                bracket => {
                    text.push(if bracket { '(' } else { '<' });
                    1
                }
            };
            rest = at.get(length..).unwrap_or_default();
        }
        text.push_str(rest);
        Self { text: text.into(), tags: scan.tags }
    }

    /// The tags of a marked string and what is between them.
    pub(super) fn pieces<'m>(&'m self, text: &'m str) -> impl Iterator<Item = Piece<'m, 'a>> {
        // Between two marks is an index, so every second part is one.
        text.split(TAG_MARK).enumerate().filter_map(|(position, part)| {
            if position % 2 == 0 {
                return (!part.is_empty()).then(|| Piece::Text(unmarked(part)));
            }
            self.tags.get(part.parse::<usize>().ok()?).map(Piece::Tag)
        })
    }

    /// The text as it was written, for code and addresses.
    pub(super) fn restored<'m>(&'m self, text: &'m str) -> Cow<'m, str> {
        if text.is_ascii() || !text.contains(is_mark) {
            return text.into();
        }
        let pieces = self.pieces(text).map(|piece| match piece {
            Piece::Text(text) => text,
            Piece::Tag(tag) => tag.raw.into(),
        });
        pieces.collect::<String>().into()
    }
}

/// True if a bracket after this text is escaped, or begins the target of a link.
fn is_markdown(before: &str) -> bool {
    let is_escaped = before.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1;
    is_escaped || before.ends_with("](") || before.trim_end_matches(' ').ends_with("]:")
}

fn unmarked(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.contains(is_mark) {
        return text.into();
    }
    text.replace(BRACKET_MARK, "<").replace(SPACE_MARK, " ").into()
}

/// Writes the target of a link, and returns how much of the text that was. Templates have spaces in their variables.
fn target(at: &str, text: &mut String) -> usize {
    let end = at.bytes().take(MAX_TAG).skip(1).position(|byte| b"()[\n\"'<".contains(&byte)).map(|at| at + 1);
    let inner = end.filter(|end| at.as_bytes().get(*end) == Some(&b')')).and_then(|end| at.get(1..end));
    let inner = inner.unwrap_or_default().trim();
    text.push('(');
    if !inner.contains(' ') {
        return 1;
    }
    text.extend(inner.chars().map(|character| if character == ' ' { SPACE_MARK } else { character }));
    end.unwrap_or(1)
}

impl Tag<'_> {
    /// The value of an attribute, if it has one.
    pub(super) fn attribute(&self, wanted: &str) -> Option<String> {
        let mut rest = self.rest;
        loop {
            let (name, value, after) = attribute(rest)?;
            if name.eq_ignore_ascii_case(wanted) {
                return value.map(without_entities);
            }
            rest = after;
        }
    }

    /// What `pre` encloses, without tags; nothing for a tag alone.
    pub(super) fn preformatted(&self) -> String {
        if !self.raw.ends_with("</pre>") {
            return String::new();
        }
        let markup = Markup::new(self.rest);
        let pieces = markup.pieces(&markup.text).map(|piece| match piece {
            Piece::Text(text) => text,
            Piece::Tag(Tag { name: "br", .. }) => "\n".into(),
            Piece::Tag(_) => "".into(),
        });
        without_entities(&pieces.collect::<String>())
    }
}

/// The references to characters that occur in HTML; in Markdown the parser knows them all.
fn without_entities(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    text.replace("&nbsp;", " ").replace("&amp;", "&")
}

/// The tags found so far, and which ends are known to be missing from the rest of the text.
#[derive(Default)]
struct Scan<'a> {
    tags: Vec<Tag<'a>>,
    missing: Vec<&'static str>,
}

impl<'a> Scan<'a> {
    /// Writes the mark for the tag at the start, and returns the length of the tag.
    fn piece(&mut self, at: &'a str, text: &mut String) -> usize {
        let second = at.as_bytes().get(1).copied().unwrap_or(b' ');
        if !second.is_ascii_alphabetic() && !matches!(second, b'/' | b'!' | b'?') || is_autolink(at) {
            text.push('<');
            return 1;
        }
        let Some(tag) = self.comment(at).or_else(|| self.tag(at)) else {
            text.push(BRACKET_MARK);
            return 1;
        };
        let length = tag.raw.len();
        text.push(TAG_MARK);
        text.push_str(&self.tags.len().to_string());
        text.push(TAG_MARK);
        self.tags.push(tag);
        length
    }

    fn comment(&mut self, at: &'a str) -> Option<Tag<'a>> {
        let length = at.strip_prefix("<!--").and_then(|inner| self.end(inner, "-->"))?;
        Some(Tag { name: "", closing: false, rest: "", raw: at.get(..length + 7)? })
    }

    fn tag(&mut self, at: &'a str) -> Option<Tag<'a>> {
        let inner = at.get(1..)?;
        let (closing, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
        let length = inner.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let (name, attributes) = inner.split_at_checked(length)?;
        let name = TAGS.into_iter().find(|known| known.eq_ignore_ascii_case(name))?;
        let after = end_of_attributes(attributes)?;
        let rest = attributes.get(..attributes.len() - after.len())?;
        let tag = Tag { name, closing, rest, raw: at.get(..at.len() - after.len())? };
        Some(if closing { tag } else { self.whole(at, after, tag) })
    }

    /// An element whose content is no Markdown.
    fn whole(&mut self, at: &'a str, after: &'a str, tag: Tag<'a>) -> Tag<'a> {
        let end = match tag.name {
            "pre" => "</pre>",
            "script" => "</script>",
            "style" => "</style>",
            _ => return tag,
        };
        let Some(length) = self.end(after, end) else { return tag };
        let raw = at.get(..at.len() - after.len() + length + end.len()).unwrap_or(at);
        Tag { rest: after.get(..length).unwrap_or_default(), raw, ..tag }
    }

    fn end(&mut self, text: &str, end: &'static str) -> Option<usize> {
        if self.missing.contains(&end) {
            return None;
        }
        let found = text.find(end);
        self.missing.extend(found.is_none().then_some(end));
        found
    }
}

/// `<https://example.com>` and `<me@example.com>` are Markdown.
fn is_autolink(at: &str) -> bool {
    let inner = at.get(1..).unwrap_or_default();
    let length = inner.bytes().take_while(|byte| !byte.is_ascii_whitespace() && !b"<>".contains(byte)).count();
    let (address, after) = inner.split_at_checked(length).unwrap_or_default();
    let scheme = address.split_once(':').map_or("", |(scheme, _)| scheme);
    let is_scheme = (2..=32).contains(&scheme.len())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+.-".contains(&byte));
    after.starts_with('>') && (is_scheme || address.contains('@') && !address.contains(['/', '"', '=']))
}

/// What follows the `>` of a tag whose attributes are at the start.
fn end_of_attributes(attributes: &str) -> Option<&str> {
    let mut rest = attributes;
    while let Some((_, _, after)) = attribute(rest) {
        rest = after;
        if attributes.len() - rest.len() > MAX_TAG {
            return None;
        }
    }
    let rest = rest.trim_start();
    rest.strip_prefix('/').unwrap_or(rest).strip_prefix('>')
}

/// The attribute at the start: its name, its value, and what follows.
fn attribute(text: &str) -> Option<(&str, Option<&str>, &str)> {
    let start = text.trim_start();
    let length = start.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"-_:.@".contains(byte)).count();
    if length == 0 || start.len() == text.len() {
        return None;
    }
    let (name, after) = start.split_at_checked(length)?;
    let Some(value) = after.trim_start().strip_prefix('=') else { return Some((name, None, after)) };
    let value = value.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''));
    let (value, after) = match quote {
        Some(quote) => value.get(1..)?.split_once(quote)?,
        None => value.split_at_checked(value.find(|end: char| end.is_whitespace() || "<>\"'".contains(end))?)?,
    };
    Some((name, Some(value), after))
}

/// Tags that occur in descriptions.
const TAGS: [&str; 65] = [
    "a",
    "abbr",
    "b",
    "big",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figure",
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
    "nobr",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "script",
    "section",
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
    "tfoot",
    "th",
    "thead",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "wbr",
];
