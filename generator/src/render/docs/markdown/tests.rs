//! Tricky descriptions with the docs they become.

use std::time::{Duration, Instant};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, TextMergeStream};

use super::{is_address, is_prose, lines, parsed};

fn check(cases: &[(&str, &str)]) {
    for (description, expected) in cases {
        let docs = lines(description).join("\n");
        assert_eq!(docs, *expected, "{description}");
        assert_eq!(lines(&docs).join("\n"), *expected, "a second time: {description}");
    }
}

#[test]
fn code_is_never_rust() {
    check(&[
        ("```\nfn main() {}\n```", "```text\nfn main() {}\n```"),
        ("```rust,should_panic\npanic!()\n```", "```text\npanic!()\n```"),
        ("~~~json\n{}\n~~~", "```json\n{}\n```"),
        ("```json\n{}", "```json\n{}\n```"),
        ("Text\n\n    let a = 1;\n\nmore", "Text\n\n```text\nlet a = 1;\n```\n\nmore"),
        ("    let a = 1;", "```text\nlet a = 1;\n```"),
        ("> ```\n> code", "> ```text\n> code\n> ```"),
        ("- item\n\n      code", "- item\n\n  ```text\n  code\n  ```"),
        ("-       code", "- ```text\n    code\n  ```"),
        ("- ```rust\n  x\n  ```", "- ```text\n  x\n  ```"),
        ("````\n```\nx\n````", "````text\n```\nx\n````"),
        ("<pre>a &lt; b\n  <b>c</b></pre>", "```text\na < b\n  c\n```"),
    ]);
}

#[test]
fn the_parser_would_return_a_line_of_words() {
    let marks: Vec<String> = (0..128_u8).map(|byte| char::from(byte).to_string()).collect();
    let pairs = marks.iter().flat_map(|one| marks.iter().map(move |other| [one.as_str(), other].concat()));
    let mut words = 0;
    for pair in pairs.chain(["://".to_owned(), "h://".to_owned()]) {
        for text in
            [format!("a{pair}"), format!("a{pair}b"), format!("One {pair} two"), format!("http{pair}a.b {pair}c")]
        {
            if is_prose(&text) {
                assert_eq!(parsed(&text), [text]);
                words += 1;
            }
        }
    }
    assert!(words > 20_000, "{words}");
    assert!(!is_prose("1. item") && !is_prose("- item") && !is_prose("see http://example.com") && !is_prose(""));
}

#[test]
fn the_parser_would_make_a_link_of_an_address() {
    let marks: Vec<String> = (0..128_u8).map(|byte| char::from(byte).to_string()).collect();
    let mut addresses = 0;
    for pair in marks.iter().flat_map(|one| marks.iter().map(move |other| [one.as_str(), other].concat())) {
        for text in [format!("https://a{pair}b"), format!("http://{pair}a"), format!("https://a.b/c{pair}")] {
            if is_address(&text) {
                assert_eq!(lines(&text), parsed(&text));
                assert_eq!(lines(&text), [["<", &text, ">"].concat()]);
                addresses += 1;
            }
        }
    }
    assert!(addresses > 10_000, "{addresses}");
    assert!(!is_address("https://") && !is_address("https://a.") && !is_address("see https://a.b"));
}

#[test]
fn prose_stays_prose() {
    check(&[
        ("an array[0] of [Foo]", "an array\\[0\\] of \\[Foo\\]"),
        ("the <id>, a < b, &lt;c&gt;", "the \\<id>, a < b, \\<c>"),
        ("already \\[escaped\\]", "already \\[escaped\\]"),
        ("one ` tick", "one \\` tick."),
        ("use `a[0]` and `<b>` here", "use `a[0]` and `<b>` here."),
        ("snake_case and 2 * 3 * 4", "snake_case and 2 * 3 * 4."),
        ("*one* _two_ **three** ~~four~~", "*one* _two_ **three** ~~four~~"),
        ("it is ~5 to ~10 and *5 or \"_a\"", "it is ~5 to ~10 and *5 or \"_a\""),
        ("\"*\" and \"_\"", "\"*\" and \"_\""),
        ("2* and 3* of a_ and _b and _c", "2* and 3* of a_ and _b and _c."),
        ("2*3*4 is \\_it_", "2*3*4 is \\_it\\_"),
        ("2**31-1", "2**31-1."),
        ("AT&amp;amp;T", "AT\\&amp;T."),
        ("C:\\dir\\[x\\]", "C:\\dir\\[x\\]"),
        ("\\# no heading\n\\- no item\n1\\. none", "\\# no heading\n\\- no item\n1\\. none"),
        ("text\n\\---", "text\n\\---"),
        ("one\u{a0}two\u{200b}", "one two."),
        ("Title\n=====\n\ntext", "# Title\n\ntext"),
    ]);
}

#[test]
fn links_lead_somewhere() {
    check(&[
        ("see [docs](https://example.com/a)", "see [docs](https://example.com/a)"),
        ("see [docs](/rest/users)", "see docs."),
        ("see [docs]\n\n[docs]: https://example.com", "see [docs](https://example.com)"),
        ("[docs](https://example.com \"Docs\")", "[docs](https://example.com)"),
        ("![logo](https://example.com/a.png)", "[logo](https://example.com/a.png)"),
        ("[![Run](https://example.com/b.svg)](https://example.com/r)", "[Run](https://example.com/r)"),
        ("[a [b] c](https://example.com)", "[a \\[b\\] c](https://example.com)"),
        ("[A](https://example.com/A_(b)).", "[A](https://example.com/A_(b))."),
        ("[https://example.com](https://example.com)", "<https://example.com>"),
        (
            "at https://example.com/a_b_c. And (https://example.com)",
            "at <https://example.com/a_b_c>. And (<https://example.com>)",
        ),
        ("https://{host}/v1/{id} here", "`https://{host}/v1/{id}` here."),
        ("<https://example.com> <me@example.com>", "<https://example.com> <me@example.com>"),
        ("[over\nlines](https://example.com)", "[over\nlines](https://example.com)"),
        ("[x]({{% URL %}}/a) `[x](a b)` [y](https://example.com \"Y\")", "x `[x](a b)` [y](https://example.com)"),
        ("[x](<https://example.com/a b>)", "[x](https://example.com/a%20b)"),
    ]);
}

#[test]
fn tags_become_markdown() {
    check(&[
        ("a <b>bold</b> word", "a bold word."),
        ("<nobr>`a:b`</nobr> and <var>c</var>", "`a:b` and c."),
        ("one<br/>two<br>\nthree", "one\\\ntwo\\\nthree"),
        ("one<br><br>two", "one\n\ntwo"),
        ("<p>one</p>\n<p>two</p>", "one\n\ntwo"),
        ("<!-- hidden --> shown", "shown."),
        ("see <a href=\"https://example.com/?a=1&amp;b=2\">it</a>", "see [it](https://example.com/?a=1&b=2)"),
        ("<a href='/docs'>it</a> <a name=\"x\"></a>here", "it here."),
        ("the <code>a_b[0]</code> of <code></code>", "the `a_b[0]` of."),
        ("<ul>\n  <li>one</li>\n  <li></li>\n  <li>two <b>b</b>\n</ul>after", "- one\n- two b\n\nafter"),
        ("<ol><li>one<ul><li>in</li></ul></li><li>two</ol>", "1. one\n   - in\n2. two"),
        ("<li>lone", "- lone"),
        ("Values:\n<ul>\n\n    <li>one</li>\n\n</ul>", "Values:\n\n- one"),
        ("- one <ul><li>two\n- three", "- one\n  - two\n- three"),
        ("**bold<br><br>again** end", "**bold**\n\n**again** end"),
        ("<h2>Title</h2>text", "## Title\n\ntext"),
        ("`<ul>` and\n```\n<ul>\n```", "`<ul>` and\n```text\n<ul>\n```"),
        ("<img src=\"https://example.com/a.png\" alt=\"an image\">", "[an image](https://example.com/a.png)"),
        ("<blockquote>said</blockquote>done", "> said\n\ndone"),
        ("x</ul></li></td>y</a>", "x\n\ny"),
    ]);
}

#[test]
fn tables_stay_tables() {
    let wide = ["| a | b |\n|---|---|\n| ", &"long ".repeat(20), "| b |"].concat();
    check(&[
        ("| name | b |\n|:---|--:|\n| `x\\|y` | c\\|d |", "| name   | b    |\n|:-------|-----:|\n| `x\\|y` | c\\|d |"),
        (
            "<table>\n<tr><th>a</th><th>b</th></tr>\n\n    <tr><td>1<br>2</td><td>x | y</td></tr>\n</table>after",
            "| a   | b      |\n|-----|--------|\n| 1 2 | x \\| y |\n\nafter",
        ),
        ("<table><tr><td>only</td></tr></table>", "only."),
        ("- item\n\n  | a | b |\n  |---|---|\n  | 1 |", "- item\n\n  | a | b |\n  |---|---|\n  | 1 |   |"),
        (&wide, &wide),
        ("\\| a |\n\\|---|", "| a |\n|\\---|"),
    ]);
}

#[test]
fn lists_keep_their_depth() {
    check(&[
        (
            "Values:\n  * one\n     * nested\n  * two\n\n1. first\n   - inner\n2. second",
            "Values:\n- one\n  - nested\n- two\n\n1. first\n   - inner\n2. second",
        ),
        ("- one\n\n- two\n\n  more", "- one\n\n- two\n\n  more"),
        ("7. seven\n8. eight", "7. seven\n8. eight"),
        ("-\n- two\n-", "- two"),
        ("- - inner", "- inner"),
        ("Note:\n      - one\n      - two\n\nthree", "Note:\n- one\n- two\n\nthree"),
        ("- a\n      - b\n- c", "- a\n  - b\n- c"),
        ("One of:  \n\\* `a`  \n\\* `b`  \nDefault: `b`", "One of:\n- `a`\n- `b`\n\nDefault: `b`"),
        ("- [ ] open\n- [x] done", "- [ ] open\n- [x] done"),
        ("> one\ntwo\n\nthree", "> one\n> two\n\nthree"),
        ("> - one\n>   two\n>\n> three", "> - one\n>   two\n>\n> three"),
        ("* item\n  > one\n  two", "- item\n\n  > one\n  > two"),
    ]);
}

/// What a reader sees, without layout.
fn shown(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let words = TextMergeStream::new(Parser::new_ext(markdown, options)).map(|event| match event {
        Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => text.to_string(),
        Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
        | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image) => {
            String::new()
        }
        _ => " ".to_owned(),
    });
    words.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn whatever_is_written_reads_the_same() {
    let parts =
        ["_", "**", "~~", "`", "[", "]", "(x)", "<", ">", "\\", "&amp;", "#", "-", "1.", "|", "\n", " ", "x", "!["];
    let mut seed = 7_u64;
    for _ in 0..20_000 {
        let mut description = String::new();
        for _ in 0..8 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            description.push_str(parts[usize::try_from(seed >> 33).unwrap_or(0) % parts.len()]);
        }
        let docs = lines(&description).join("\n");
        let (before, after) = (shown(&description), shown(&docs));
        let bare = |text: &str| text.trim_end_matches('.').to_owned();
        assert_eq!(bare(&before), bare(&after), "{description:?} became {docs:?}");
    }
}

#[test]
fn long_descriptions_take_linear_time() {
    let units = [
        "<a ",
        "<a href=\"",
        "<!--",
        "<pre>",
        "</",
        "[",
        "![",
        "](",
        "**a",
        "_a ",
        "> ",
        "- ",
        "1. ",
        "`",
        "``a`",
        "<ul><li>",
        "<table><tr><td>",
        "a. ",
        "a b ",
        "&lt;",
        "https://a ",
        "| ",
        "<br>",
        "\\",
        "<x",
        "\n> a",
        "\n- a\n\n",
        "# ",
    ];
    for unit in units {
        let started = Instant::now();
        let description = unit.repeat(100_000 / unit.len());
        let docs = lines(&description);
        assert!(started.elapsed() < Duration::from_secs(10), "{unit:?} took {:?}", started.elapsed());
        let length: usize = docs.iter().map(String::len).sum();
        assert!(length < 16 * description.len(), "{unit:?} grew to {length}");
    }
}
