//! What the parser found, and what tags mean, as blocks and inline text.

use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, LinkType, Tag, TagEnd};

use super::blocks::{Blocks, ContainerKind};
use super::html::{self, Markup, Piece};
use super::inline::Inline;

/// Writes the events of a description as Markdown.
pub(super) struct Printer<'m> {
    markup: &'m Markup<'m>,
    blocks: Blocks,
    inline: Inline,
    /// The level of the heading that is open.
    heading: Option<usize>,
    /// The language and the text of the code that is open.
    code: Option<(&'static str, String)>,
    table: Option<Table>,
    /// The break that a line of the paragraph begins after.
    line_break: Option<LineBreak>,
    /// A list that the parser takes for lines of the paragraph is open.
    lazy_list: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum LineBreak {
    /// As good as a space.
    Soft,
    /// Shown as it is.
    Hard,
}

/// A table that is open.
#[derive(Default)]
struct Table {
    alignments: Vec<Alignment>,
    rows: Vec<Vec<String>>,
    html: bool,
    /// A cell of HTML is open.
    in_cell: bool,
    /// Blocks of Markdown inside.
    depth: usize,
}

impl<'m> Printer<'m> {
    pub(super) fn new(markup: &'m Markup<'m>) -> Self {
        Self {
            markup,
            blocks: Blocks::default(),
            inline: Inline::default(),
            heading: None,
            code: None,
            table: None,
            line_break: None,
            lazy_list: false,
        }
    }

    pub(super) fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        let line_break = self.line_break.take();
        match event {
            Event::Text(text) if self.is_lazy_item(&text, range.start, line_break) => return self.lazy_item(&text),
            _ if line_break == Some(LineBreak::Hard) => self.end_lazy_list(),
            _ => {}
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(end) => self.end(end),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::Code(code) => self.inline.code_span(&self.markup.restored(&code)),
            Event::SoftBreak => {
                self.line_break = Some(LineBreak::Soft);
                self.inline.soft_break();
            }
            Event::HardBreak => self.hard_break(),
            Event::Rule => {
                self.flush();
                self.blocks.rule();
            }
            Event::TaskListMarker(done) => self.inline.verbatim(if done { "[x] " } else { "[ ] " }),
            // The options for these are off.
            Event::FootnoteReference(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Emphasis => self.inline.open_mark(if self.is_underscore(range.start) { "_" } else { "*" }),
            Tag::Strong => self.inline.open_mark(if self.is_underscore(range.start) { "__" } else { "**" }),
            Tag::Strikethrough => self.inline.open_mark("~~"),
            Tag::Link { link_type: LinkType::Email, dest_url, .. } => {
                self.inline.open_link(&["mailto:", &dest_url].concat());
            }
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.inline.open_link(&self.markup.restored(&dest_url));
            }
            Tag::TableHead | Tag::TableRow => self.row(),
            Tag::TableCell => {}
            block => match &mut self.table {
                Some(table) => {
                    table.depth += 1;
                    self.inline.soft_break();
                }
                None => self.start_block(block, range),
            },
        }
    }

    /// Emphasis keeps its mark, unless tags were what kept an underscore apart from a word.
    fn is_underscore(&self, start: usize) -> bool {
        self.markup.text.as_bytes().get(start) == Some(&b'_') && !self.inline.ends_in_word()
    }

    fn start_block(&mut self, block: Tag<'_>, range: Range<usize>) {
        self.flush();
        match block {
            Tag::Paragraph => self.blocks.paragraph(),
            Tag::Heading { level, .. } => self.heading = Some(level as usize),
            Tag::BlockQuote(_) => self.blocks.open(ContainerKind::Quote, false),
            Tag::List(first) => {
                if self.follows_at_once(range.start) {
                    self.blocks.close_up();
                }
                self.blocks.open(ContainerKind::List(first), false);
            }
            Tag::Item => self.blocks.open(ContainerKind::Item, false),
            Tag::Table(alignments) => {
                self.inline.cell = true;
                self.table = Some(Table { alignments, ..Table::default() });
            }
            Tag::CodeBlock(kind) => self.start_code(&kind, range),
            _ => {}
        }
    }

    fn start_code(&mut self, kind: &CodeBlockKind<'_>, range: Range<usize>) {
        let source = self.markup.text.get(range.clone()).unwrap_or_default();
        self.code = match kind {
            CodeBlockKind::Fenced(info) => Some((language(info), String::new())),
            // Tags inside each other are often indented.
            CodeBlockKind::Indented if self.blocks.is_in_html() && source.trim_start().starts_with(html::is_mark) => {
                None
            }
            CodeBlockKind::Indented => Some(("text", String::new())),
        };
        if self.follows_at_once(range.start) {
            self.blocks.close_up();
        }
    }

    /// True if no empty line is in front.
    fn follows_at_once(&self, start: usize) -> bool {
        let in_front = [' ', '>'];
        let before = self.markup.text.get(..start).unwrap_or_default().trim_end_matches(in_front);
        let above = before.strip_suffix('\n').map(|above| above.trim_end_matches(in_front));
        above.is_some_and(|above| !above.is_empty() && !above.ends_with('\n'))
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => self.inline.close_mark(),
            TagEnd::Link | TagEnd::Image => self.inline.close_link(),
            TagEnd::TableCell => self.cell(),
            TagEnd::TableHead | TagEnd::TableRow => {}
            block => match &mut self.table {
                Some(table) if table.depth > 0 => table.depth -= 1,
                _ => self.end_block(block),
            },
        }
    }

    fn end_block(&mut self, block: TagEnd) {
        if matches!(block, TagEnd::Table | TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item) {
            self.end_table();
        }
        self.flush();
        self.heading = None;
        self.end_lazy_list();
        match block {
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => self.blocks.close(),
            TagEnd::CodeBlock => {
                if let Some((language, text)) = self.code.take() {
                    self.blocks.code(language, &text);
                }
            }
            _ => {}
        }
    }

    /// Ends the paragraph; in a table there are none.
    fn flush(&mut self) {
        if self.table.is_some() {
            self.inline.soft_break();
            return;
        }
        let text = self.inline.take();
        match self.heading {
            Some(level) => self.blocks.heading(level, &text),
            None => self.blocks.prose(&text),
        }
    }

    fn hard_break(&mut self) {
        self.line_break = Some(LineBreak::Hard);
        if self.inline.hard_break() {
            self.flush();
        }
    }

    fn text(&mut self, text: &str) {
        let markup = self.markup;
        if let Some((_, code)) = &mut self.code {
            code.push_str(&markup.restored(text));
            return;
        }
        for piece in markup.pieces(text) {
            match piece {
                Piece::Text(text) => self.inline.text(&text),
                Piece::Tag(tag) => self.tag(tag),
            }
        }
    }

    /// Items that are indented too far are only lines of the paragraph to the parser, not so to their authors. Nor are
    /// lines that each end in a break, even if the markers are escaped.
    fn is_lazy_item(&self, text: &str, start: usize, line_break: Option<LineBreak>) -> bool {
        let is_escaped = self.markup.text.get(..start).is_some_and(|before| before.ends_with('\\'));
        let is_prose = self.table.is_none() && self.heading.is_none() && self.code.is_none();
        let is_line = line_break == Some(LineBreak::Hard) || line_break == Some(LineBreak::Soft) && !is_escaped;
        is_prose && is_line && ["- ", "* ", "+ "].iter().any(|marker| text.starts_with(marker))
    }

    fn end_lazy_list(&mut self) {
        if std::mem::take(&mut self.lazy_list) {
            self.flush();
            self.blocks.close_html(|kind| matches!(kind, ContainerKind::List(_)));
        }
    }

    fn lazy_item(&mut self, text: &str) {
        self.flush();
        if !self.lazy_list {
            self.blocks.close_up();
        }
        self.lazy_list = true;
        self.blocks.open_html_item();
        self.text(text.get(2..).unwrap_or_default());
    }

    fn row(&mut self) {
        if let Some(table) = &mut self.table {
            table.rows.push(Vec::new());
        }
    }

    /// Ends a cell.
    fn cell(&mut self) {
        let Some(table) = &mut self.table else { return };
        let words = self.inline.take().split_whitespace().collect::<Vec<_>>().join(" ");
        table.in_cell = false;
        match table.rows.last_mut() {
            Some(row) => row.push(words),
            None => table.rows.push(vec![words]),
        }
    }

    fn end_cell(&mut self) {
        if !self.inline.is_blank() || self.table.as_ref().is_some_and(|table| table.in_cell) {
            self.cell();
        }
    }

    fn end_table(&mut self) {
        if self.table.as_ref().is_some_and(|table| table.html) {
            self.end_cell();
        }
        let Some(table) = self.table.take() else { return };
        self.inline.cell = false;
        self.inline.take();
        // One column is no table: it is how a page is laid out.
        if table.html && table.rows.iter().all(|row| row.len() < 2) {
            table.rows.iter().flatten().for_each(|words| self.blocks.prose(words));
        } else {
            self.blocks.table(&table.alignments, &table.rows);
        }
    }

    /// What a tag means.
    fn tag(&mut self, tag: &html::Tag<'_>) {
        match (tag.name, tag.closing) {
            ("code" | "tt" | "kbd" | "samp", false) => self.inline.open_code(),
            ("code" | "tt" | "kbd" | "samp", true) => self.inline.close_code(),
            ("a", false) => self.inline.open_link(&tag.attribute("href").unwrap_or_default()),
            ("a", true) => self.inline.close_link(),
            ("img", _) => self.image(tag),
            ("br", _) => self.hard_break(),
            ("table" | "tr" | "td" | "th", _) => self.table_tag(tag),
            (name, _) if BLOCK_TAGS.contains(&name) => {
                self.flush();
                if self.table.is_none() {
                    self.block_tag(tag);
                }
            }
            _ => {}
        }
    }

    fn image(&mut self, tag: &html::Tag<'_>) {
        let (alternative, source) =
            (tag.attribute("alt").unwrap_or_default(), tag.attribute("src").unwrap_or_default());
        self.inline.open_link(&source);
        self.inline.text(&alternative);
        self.inline.close_link();
    }

    fn block_tag(&mut self, tag: &html::Tag<'_>) {
        match (tag.name, tag.closing) {
            ("hr", _) => self.blocks.rule(),
            ("pre", _) => self.blocks.code("text", &tag.preformatted()),
            ("ul" | "ol", false) => {
                if self.blocks.is_in_item() {
                    self.blocks.close_up();
                }
                self.blocks.open(ContainerKind::List((tag.name == "ol").then_some(1)), true);
            }
            ("ul" | "ol", true) => self.blocks.close_html(|kind| matches!(kind, ContainerKind::List(_))),
            ("li", false) => self.blocks.open_html_item(),
            ("li", true) => self.blocks.close_html(|kind| kind == ContainerKind::Item),
            ("blockquote", false) => self.blocks.open(ContainerKind::Quote, true),
            ("blockquote", true) => self.blocks.close_html(|kind| kind == ContainerKind::Quote),
            (name, closing) => {
                let level = name.strip_prefix('h').and_then(|level| level.parse().ok());
                self.heading = level.filter(|_| !closing);
            }
        }
    }

    fn table_tag(&mut self, tag: &html::Tag<'_>) {
        let opens = tag.name == "table" && !tag.closing;
        match &mut self.table {
            None if opens => {
                self.flush();
                self.inline.cell = true;
                self.table = Some(Table { html: true, ..Table::default() });
            }
            None => self.flush(),
            Some(table) if !table.html || opens => self.inline.soft_break(),
            Some(_) if tag.name == "table" => self.end_table(),
            Some(_) => {
                self.end_cell();
                match (tag.name, tag.closing) {
                    ("tr", false) => self.row(),
                    ("td" | "th", false) => self.open_cell(),
                    _ => {}
                }
            }
        }
    }

    fn open_cell(&mut self) {
        if let Some(table) = &mut self.table {
            table.in_cell = true;
        }
    }

    pub(super) fn finish(mut self) -> Vec<String> {
        self.end_table();
        self.flush();
        self.blocks.finish()
    }
}

/// Tags that end a paragraph.
const BLOCK_TAGS: [&str; 27] = [
    "blockquote",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "ul",
    "iframe",
    "tbody",
    "tfoot",
    "thead",
];

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
