//! Descriptions to documentation: CommonMark in, doc lines out that `rustdoc` reads as nothing but text.
//!
//! Descriptions are data. Code in them is fenced as text so that it is never compiled, brackets that are no links are
//! escaped, HTML is dropped, invisible characters are removed. `inline` treats a line, this file the blocks.

mod html;
mod inline;

use crate::source::is_hidden;

/// Doc lines of a description; empty if it says nothing.
pub(crate) fn lines(description: &str) -> Vec<String> {
    let visible = visible(description);
    let text = html::without(&visible);
    let mut blocks = Blocks::default();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        // A link is read line by line like everything else, so its label must not go over several.
        match lines.peek() {
            Some(next) if blocks.fence.is_none() && ends_in_label(line) && next.contains("](") => {
                let joined = [line.trim_end(), " ", next.trim_start()].concat();
                lines.next();
                blocks.line(&joined);
            }
            _ => blocks.line(line),
        }
    }
    blocks.finish()
}

/// True for a line whose last bracket is still open.
fn ends_in_label(line: &str) -> bool {
    line.rfind('[').is_some_and(|open| !line.get(open..).is_some_and(|label| label.contains(']')))
}

/// A title or a short description: its first paragraph on one line, ending in a full stop.
pub(crate) fn sentence(text: &str) -> String {
    split(text).0
}

/// The first paragraph on one line, and what is left.
pub(crate) fn split(text: &str) -> (String, Vec<String>) {
    let all = lines(text);
    let (first, rest) = all.split_at(opening(&all));
    let rest: Vec<String> = rest.iter().skip_while(|line| line.is_empty()).cloned().collect();
    (stopped(&first.join(" ")), rest)
}

/// The first sentence of doc lines that begin with prose, unless it announces what follows.
pub(crate) fn opening_sentence(lines: &[String]) -> Option<String> {
    let paragraph = lines.get(..opening(lines))?.join(" ");
    let (sentence, _) = first_sentence(&paragraph);
    (!sentence.is_empty() && !sentence.ends_with(':')).then(|| stopped(sentence))
}

/// How many lines the prose at the beginning has.
fn opening(lines: &[String]) -> usize {
    let plain = |line: &&String| {
        let start = line.trim_start();
        !line.is_empty()
            && !start.starts_with(['#', '|', '>', '-', '+', '='])
            && !start.starts_with("```")
            && list_marker(start).is_none()
    };
    lines.iter().take_while(plain).count()
}

/// The first sentence of a paragraph, and the others.
pub(crate) fn first_sentence(paragraph: &str) -> (&str, &str) {
    let ends = paragraph.match_indices(". ").map(|(index, _)| index + 1);
    for end in ends {
        let (head, tail) = paragraph.split_at(end);
        let next_is_capital = tail.trim_start().starts_with(|first: char| first.is_uppercase() || first == '`');
        let abbreviated = ["e.g.", "i.e.", "etc.", "vs.", "No.", "approx."].iter().any(|word| head.ends_with(word));
        if next_is_capital
            && !abbreviated
            && head.matches('`').count() % 2 == 0
            && head.matches('[').count() == head.matches(']').count()
        {
            return (head, tail.trim_start());
        }
    }
    (paragraph, "")
}

fn stopped(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() || text.ends_with(['.', '!', '?', ':', '>', '|', '`', '…']) { text } else { text + "." }
}

/// A text as inline code, whatever is in it.
pub(crate) fn code(text: &str) -> String {
    let text: String = visible(text).chars().map(|character| if character == '\n' { ' ' } else { character }).collect();
    let text = if text.chars().count() > 120 { text.chars().take(117).chain("...".chars()).collect() } else { text };
    if text.trim().is_empty() {
        return "an empty text".to_owned();
    }
    let ticks = "`".repeat(longest_run(&text) + 1);
    let edge = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    [&ticks, edge, &text, edge, &ticks].concat()
}

fn longest_run(text: &str) -> usize {
    text.split(|character| character != '`').map(str::len).max().unwrap_or(0)
}

/// Without what a reader cannot see: controls, direction marks, and other shapes of a line break.
fn visible(text: &str) -> String {
    let mut visible = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\u{2028}' | '\u{2029}' => visible.push('\n'),
            '\t' => visible.push_str("    "),
            hidden if is_hidden(hidden) => {}
            other => visible.push(other),
        }
    }
    visible
}

/// The document seen line by line: fences, lists and indented code.
#[derive(Debug, Default)]
struct Blocks {
    lines: Vec<String>,
    /// The open fence: its character, its length, and the indentation its lines are written with.
    fence: Option<(char, usize, usize)>,
    /// The lists the line is in: indentation in the source, column of the content in the output.
    lists: Vec<(usize, usize)>,
    /// An indented block is open as a fence.
    indented: bool,
}

impl Blocks {
    fn line(&mut self, line: &str) {
        let line = line.trim_end();
        let indent = line.len() - line.trim_start_matches(' ').len();
        let text = line.trim_start();
        if let Some(fence) = self.fence {
            self.fenced_line(fence, line, text);
        } else if text.is_empty() {
            self.blank();
        } else if indent >= 4 && self.lists.is_empty() && (self.indented || self.after_blank()) {
            self.indented_line(line);
        } else {
            self.close_indented();
            self.text_line(indent, text);
        }
    }

    fn finish(mut self) -> Vec<String> {
        if let Some((_, _, indent)) = self.fence.take() {
            self.push(indent, "```");
        }
        self.close_indented();
        while self.lines.last().is_some_and(String::is_empty) {
            self.lines.pop();
        }
        // A description of one line is often written like a title.
        if let [only] = self.lines.as_mut_slice()
            && only.ends_with(char::is_alphanumeric)
            && !only.starts_with(['#', '|', '>', '-', '+', '*', ' '])
        {
            only.push('.');
        }
        self.lines
    }

    fn push(&mut self, indent: usize, text: &str) {
        self.lines.push([&" ".repeat(indent), text].concat());
    }

    fn after_blank(&self) -> bool {
        self.lines.last().is_none_or(String::is_empty)
    }

    /// One blank line at most, none at the start.
    fn blank(&mut self) {
        if self.indented || !self.after_blank() {
            self.lines.push(String::new());
        }
    }

    fn fenced_line(&mut self, (character, length, indent): (char, usize, usize), line: &str, text: &str) {
        let run = text.chars().take_while(|other| *other == character).count();
        if run >= length && text.chars().skip(run).all(char::is_whitespace) {
            self.fence = None;
            self.push(indent, "```");
        } else {
            let text = line.get(line.len().min(indent)..).filter(|_| line.starts_with(' ')).unwrap_or(line);
            // A shorter fence inside a longer one would end it, as the output has one length.
            let text =
                if text.trim_start().starts_with("```") { text.replacen("```", "'''", 1) } else { text.to_owned() };
            self.push(if text.is_empty() { 0 } else { indent }, &text);
        }
    }

    fn indented_line(&mut self, line: &str) {
        if !self.indented {
            self.indented = true;
            self.push(0, "```text");
        }
        let text = line.get(4..).unwrap_or_default();
        let text = if text.trim_start().starts_with("```") { text.replacen("```", "'''", 1) } else { text.to_owned() };
        self.push(0, &text);
    }

    fn close_indented(&mut self) {
        if std::mem::take(&mut self.indented) {
            while self.lines.last().is_some_and(String::is_empty) {
                self.lines.pop();
            }
            self.push(0, "```");
            self.lines.push(String::new());
        }
    }

    fn text_line(&mut self, indent: usize, text: &str) {
        if let Some((marker, rest)) = list_marker(text) {
            let column = self.enter_list(indent, marker);
            self.list_line(column, marker, rest);
            return;
        }
        if indent == 0 && self.after_blank() {
            self.lists.clear();
        }
        let column = self.lists.last().map_or(0, |(_, content)| *content);
        if !self.open_fence(column, "", text) {
            self.paragraph_line(column, text);
        }
    }

    /// Where a marker stands so that no depth of the source makes it code.
    fn enter_list(&mut self, indent: usize, marker: &str) -> usize {
        while self
            .lists
            .last()
            .is_some_and(|(source, _)| indent < source + 2 && !(indent > *source && marker.len() > 2))
        {
            self.lists.pop();
        }
        let column = self.lists.last().map_or(0, |(_, content)| *content);
        self.lists.push((indent, column + marker.len() + 1));
        column
    }

    fn list_line(&mut self, column: usize, marker: &str, rest: &str) {
        let rest = rest.trim_start();
        // A list in the item's first line would need a column of its own; one level per line is enough.
        let rest = match list_marker(rest) {
            Some((_, inner)) => inner.trim_start(),
            None => rest,
        };
        let prefix = [marker, " "].concat();
        if !self.open_fence(column, &prefix, rest) {
            self.push(column, [&prefix, inline::escape(rest).as_str()].concat().trim_end());
        }
    }

    fn paragraph_line(&mut self, column: usize, text: &str) {
        let quote = text.starts_with('>');
        let bare = text.trim_start_matches(['>', ' ']);
        let escaped = inline::escape(bare);
        // Inside a quotation a fence or an indentation could still start code; a backslash says it does not.
        let escaped =
            if bare.starts_with("```") || bare.starts_with("~~~") { ["\\", &escaped].concat() } else { escaped };
        let quote = quote || self.goes_on_quoted(text);
        self.push(column, &if quote { ["> ", &escaped].concat() } else { escaped });
    }

    /// A paragraph of a quotation goes on without `>`, which `clippy` finds unclear; what would turn into a table or a
    /// heading behind one is set apart instead.
    fn goes_on_quoted(&mut self, text: &str) -> bool {
        let last = self.lines.last().map_or("", |line| line.trim_start());
        let last = list_marker(last).map_or(last, |(_, item)| item.trim_start());
        let quoted = last.strip_prefix('>').map_or("", str::trim);
        let rule = text.chars().all(|character| matches!(character, '-' | '*' | '_' | ' '));
        if quoted.is_empty() || quoted.starts_with('#') || text.starts_with('#') || rule {
            return false;
        }
        let apart = text.starts_with(['|', '=']);
        if apart {
            self.blank();
        }
        !apart
    }

    fn open_fence(&mut self, column: usize, prefix: &str, text: &str) -> bool {
        let Some(character) = text.chars().next().filter(|character| matches!(character, '`' | '~')) else {
            return false;
        };
        let length = text.chars().take_while(|other| *other == character).count();
        let info = text.get(length..).unwrap_or_default().trim();
        if length < 3 || info.contains('`') {
            return false;
        }
        self.push(column, &[prefix, "```", language(info)].concat());
        self.fence = Some((character, length, column + prefix.len()));
        true
    }
}

/// The language of a fence; whatever `rustdoc` could take for Rust is text.
fn language(info: &str) -> &'static str {
    const KNOWN: [&str; 22] = [
        "bash",
        "console",
        "csharp",
        "curl",
        "go",
        "graphql",
        "html",
        "http",
        "java",
        "javascript",
        "js",
        "json",
        "php",
        "python",
        "ruby",
        "sh",
        "shell",
        "sql",
        "typescript",
        "toml",
        "xml",
        "yaml",
    ];
    let word = info.split(|character: char| !character.is_alphanumeric()).next().unwrap_or_default();
    KNOWN.into_iter().find(|known| known.eq_ignore_ascii_case(word)).unwrap_or("text")
}

/// A list marker and the rest of the line.
fn list_marker(text: &str) -> Option<(&str, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let length = match text.as_bytes().get(digits) {
        Some(b'-' | b'*' | b'+') if digits == 0 => 1,
        Some(b'.' | b')') if (1..=9).contains(&digits) => digits + 1,
        _ => return None,
    };
    let (marker, rest) = text.split_at_checked(length)?;
    (rest.is_empty() || rest.starts_with(' ')).then_some((marker, rest))
}

#[cfg(test)]
mod tests {
    use super::{code, lines, sentence};

    #[test]
    fn code_is_never_rust() {
        for (text, expected) in [
            ("```\nfn main() {}\n```", "```text\nfn main() {}\n```"),
            ("```rust,should_panic\npanic!()\n```", "```text\npanic!()\n```"),
            ("~~~json\n{}\n~~~", "```json\n{}\n```"),
            ("```json\n{}", "```json\n{}\n```"),
            ("Text\n\n    let a = 1;\n\nmore", "Text\n\n```text\nlet a = 1;\n```\n\nmore"),
            ("    let a = 1;", "```text\nlet a = 1;\n```"),
            ("> ```\n> code", "> \\\\`\\`\\`\n> code"),
            ("- item\n\n      code", "- item\n\n  code"),
            ("-       code", "- code"),
            ("- ```rust\n  x\n  ```", "- ```text\n  x\n  ```"),
            ("````\n```\nx\n````", "```text\n'''\nx\n```"),
        ] {
            assert_eq!(lines(text).join("\n"), expected, "{text}");
        }
    }

    #[test]
    fn lists_keep_their_depth() {
        let text = "Values:\n  * one\n     * nested\n  * two\n\n1. first\n   - inner\n2. second";
        let expected = "Values:\n* one\n  * nested\n* two\n\n1. first\n   - inner\n2. second";
        assert_eq!(lines(text).join("\n"), expected);
    }

    #[test]
    fn quotations_are_marked_on_every_line() {
        for (text, expected) in [
            ("> one\ntwo\n\nthree", "> one\n> two\n\nthree"),
            ("> one\n> two\nthree", "> one\n> two\n> three"),
            ("- > one\n  two", "- > one\n  > two"),
            ("* item\n  > one\n  two", "* item\n  > one\n  > two"),
            ("> one\n>\ntwo", "> one\n> \ntwo"),
            ("> # one\ntwo", "> # one\ntwo"),
            ("> one\n# two", "> one\n# two"),
            ("> one\n***\ntwo", "> one\n***\ntwo"),
            ("> one\n| a |\n|---|", "> one\n\n| a |\n|---|"),
            ("> one\n```\ntwo\n```", "> one\n```text\ntwo\n```"),
        ] {
            assert_eq!(lines(text).join("\n"), expected, "{text}");
        }
    }

    #[test]
    fn links_go_over_lines() {
        let text = "See [custom media\ntypes](https://example.com/a) for\nmore.";
        assert_eq!(lines(text), ["See [custom media types](https://example.com/a) for", "more."]);
    }

    #[test]
    fn invisible_characters_go() {
        assert_eq!(lines("a\u{202e}b\u{0}c\rd"), ["abcd."]);
        assert_eq!(lines("a\u{2028}b"), ["a", "b"]);
    }

    #[test]
    fn inline_code_holds_anything() {
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(code("x"), "`x`");
    }

    #[test]
    fn sentences_end_in_a_full_stop() {
        assert_eq!(sentence("Lists users"), "Lists users.");
        assert_eq!(sentence("Lists\nusers."), "Lists users.");
        assert_eq!(sentence(""), "");
    }
}
