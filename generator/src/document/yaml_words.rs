//! What the YAML parser says, in the words of OpenAPI, with what is usually meant there.

/// What the parser says (a part of it), what that means, and what to do.
type Words = (&'static str, &'static str, Option<&'static str>);

/// A string in quotes whose next line begins too far to the left.
pub(super) const SHORT_LINE: &str = "the string goes on with too little indentation";

/// A comment right after a value.
pub(super) const CLOSE_COMMENT: &str = "a comment needs a space before its `#`";

const QUOTE_HASH: &str = "a value that begins with `#` needs quotes: `$ref: '#/components/schemas/Name'`";
const CLOSE: Option<&str> = Some("close the bracket, or put a comma between the values");
const INDENT: Option<&str> = Some("indent it like the lines above that belong to the same object or array");
const END: Option<&str> = Some("close what is open: a bracket or a quote");

/// The first row that fits counts.
const TABLE: [Words; 28] = [
    ("unclosed bracket", "a bracket is not closed", CLOSE),
    ("expected ',' or '}'", "an object in braces is not closed, or a comma is missing", CLOSE),
    ("expected ',' or ']'", "an array in brackets is not closed, or a comma is missing", CLOSE),
    ("block mapping, did not find expected key", "a key of the object is expected here", INDENT),
    ("expected '-' indicator", "an item of the array is expected here, after `- `", INDENT),
    (
        "mapping values are not allowed",
        "a second colon, or an object where the value has begun already",
        Some("a string with a colon and a space in it must be quoted"),
    ),
    ("mapping keys are not allowed", "a key cannot stand here", INDENT),
    (
        "sequence entries are not allowed",
        "an item of an array cannot stand here",
        Some("write the items below their key"),
    ),
    ("tabs disallowed", "tabs cannot indent", Some("indent with spaces")),
    ("found a tab", "a tab is where only spaces can be", Some("indent with spaces")),
    ("cannot start with a tab", "a tab is where only spaces can be", Some("indent with spaces")),
    ("simple key expected ':'", "a key has no colon", Some("write `key: value`")),
    ("simple key is no longer valid", "a key and its colon are not on one line", Some("write `key: value`")),
    ("invalid indentation in multiline quoted scalar", SHORT_LINE, INDENT),
    ("invalid indentation", "the indentation fits no line above", INDENT),
    ("wrongly indented line in block scalar", "a line of the string has less indentation than its first", INDENT),
    ("unexpected EOF while parsing a block", "the file ends within an object or an array", END),
    ("unexpected EOF", "the file ends within brackets", END),
    ("unexpected end of plain scalar", "the file ends within a string", END),
    ("plain scalar cannot start with", "a string cannot begin with `-` and a bracket", Some("put it in quotes")),
    ("unexpected character", "a string cannot begin with this character", Some("put it in quotes")),
    (
        "found unknown escape character",
        "the string has an escape that does not exist",
        Some("write `\\\\` for a backslash, or use single quotes"),
    ),
    (
        "invalid trailing content after",
        "something follows the closing quote",
        Some("put the whole string in quotes, and write each quote in it twice"),
    ),
    (
        "found unknown anchor",
        "an alias names nothing",
        Some("a string that begins with `*` must be quoted; schemas are named by `$ref`"),
    ),
    ("did not find expected node content", "a value is expected here", None),
    ("comments must be separated", CLOSE_COMMENT, None),
    ("illegal placement of ':'", "a colon cannot stand here", Some("put the string in quotes")),
    ("did not find expected alphabetic", "`&` and `*` begin names in YAML", Some("put the string in quotes")),
];

/// What an error means, and what to do; `before` is the text up to it, `after` the rest.
pub(super) fn explained(info: &str, before: &str, after: &str) -> (String, Option<String>) {
    let row = TABLE.iter().find(|(words, ..)| info.contains(words));
    let (message, help) =
        row.map_or_else(|| (translated(info), None), |(_, message, help)| ((*message).to_owned(), *help));
    let is_string_in_braces = info.contains("expected key") && before.trim_end().ends_with(['}', ']']);
    let help = match () {
        () if has_open_hash(before, after) => Some(QUOTE_HASH),
        () if is_string_in_braces => Some("a string that begins with a bracket must be quoted: `'{name} of it'`"),
        () => help,
    };
    (message, help.map(str::to_owned))
}

/// The words of YAML for objects and arrays.
fn translated(info: &str) -> String {
    let pairs = [
        ("flow mapping", "object"),
        ("block mapping", "object"),
        ("mapping", "object"),
        ("sequence", "array"),
        ("scalar", "value"),
    ];
    pairs.into_iter().fold(info.to_owned(), |text, (yaml, own)| text.replace(yaml, own))
}

/// A line shortly before has a value that is a comment: `{ $ref: #/components/schemas/Name }`.
fn has_open_hash(before: &str, after: &str) -> bool {
    let line = [before.lines().next_back().unwrap_or_default(), after.lines().next().unwrap_or_default()].concat();
    let lines = before.lines().rev().take(3).chain([&*line]);
    lines.filter_map(|line| line.split_once(": #")).any(|(key, _)| key.contains(['{', '[']))
}

#[cfg(test)]
mod tests {
    use super::explained;

    #[test]
    fn what_is_not_in_the_table_is_translated() {
        let (message, help) = explained("while parsing a mapping, something new of a sequence", "a: b", "");
        assert_eq!(message, "while parsing a object, something new of a array");
        assert_eq!(help, None);
    }

    #[test]
    fn a_reference_without_quotes_in_braces_is_seen() {
        let text = "  schema: { $ref: #/components/schemas/Pet }\n  next";
        let (_, help) = explained("while parsing a flow mapping, did not find expected ',' or '}'", text, "");
        assert!(help.is_some_and(|help| help.contains("quotes")));
    }
}
