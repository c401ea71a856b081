//! YAML text to a tree, with the place of everything: the events of `granit-parser`, read the way `serde_yaml` reads them.
//!
//! Aliases are copied within a budget. What plain scalars mean is left to `scalar`, what maps promise to `tree`.

use std::borrow::Cow;

use foldhash::HashMap;
use granit_parser::{Event, Options, Parser, ScalarStyle, ScanError, StrInput, Tag};

use super::alias_budget::{Budget, COPY_BUDGET};
use super::node::{Node, NodeKind};
use super::scalar;
use super::tree::{ReadError, TreeBuilder};
use super::yaml_words;
use crate::diagnostics::DiagnosticId;
use crate::source::{JsonPointer, Span};

/// Reads one YAML document.
pub(super) fn read(text: &str, builder: &mut TreeBuilder) -> Result<(), ReadError> {
    let bytes_before = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let text = &text[bytes_before..];
    let parser = Parser::new_from_str_with_options(text, options());
    Reader { parser, text, bytes_before, anchors: HashMap::default(), open_anchors: Vec::new(), copied: 0, builder }
        .read()
}

fn options() -> Options {
    let mut options = Options::default();
    options.set_emit_comments(false);
    // Keys of people's documents are longer than YAML's thousand characters (whole sentences as example names).
    options.simple_key_max_lookahead = 16 << 10;
    options
}

struct Reader<'a> {
    parser: Parser<'a, StrInput<'a>>,
    text: &'a str,
    /// Length of the byte order mark, which the parser does not see.
    bytes_before: usize,
    anchors: HashMap<usize, Anchored>,
    /// The anchor of every open map and list; 0 for none.
    open_anchors: Vec<usize>,
    copied: usize,
    builder: &'a mut TreeBuilder,
}

/// A value with a name, to be copied by its aliases.
struct Anchored {
    node: Node,
    budget: Budget,
}

impl<'a> Reader<'a> {
    fn read(mut self) -> Result<(), ReadError> {
        let mut documents = 0;
        while let Some(next) = self.parser.next_event() {
            let (event, place) = next.map_err(|error| self.syntax_error(&error))?;
            let span = self.span(&place);
            match event {
                Event::StreamEnd => break,
                Event::DocumentStart(..) if documents > 0 => return self.refuse_second_document(span),
                Event::DocumentStart(..) => documents += 1,
                Event::Scalar(text, style, anchor, tag) => self.scalar(text, style, anchor, tag.as_deref(), span)?,
                Event::SequenceStart(_, anchor, _) => self.open(anchor, false, span)?,
                Event::MappingStart(_, anchor, _) => self.open(anchor, true, span)?,
                Event::SequenceEnd | Event::MappingEnd => self.close(span)?,
                Event::Alias(id) => self.alias(id, span)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn scalar(
        &mut self,
        text: Cow<'a, str>,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&Tag>,
        span: Span,
    ) -> Result<(), ReadError> {
        let is_plain = style == ScalarStyle::Plain;
        if self.builder.wants_key() {
            return self.key(&text, is_plain, anchor, span);
        }
        let kind = match tag {
            // The lone `!` makes a scalar text.
            Some(tag) if matches!(tag.suffix(), "" | "!") => NodeKind::String(text.into()),
            Some(tag) => scalar::tagged(&text, tag.core_suffix().unwrap_or_default(), is_plain),
            None if is_plain => scalar::plain(&text),
            None => NodeKind::String(text.into()),
        };
        self.value(Node::new(kind, span), anchor)
    }

    fn key(&mut self, text: &str, is_plain: bool, anchor: usize, span: Span) -> Result<(), ReadError> {
        if anchor != 0 {
            self.remember(anchor, &Node::new(NodeKind::String(text.into()), span))?;
        }
        if is_plain && text == "<<" {
            self.builder.merge_key(span);
        } else {
            self.builder.key(text, span);
        }
        Ok(())
    }

    fn open(&mut self, anchor: usize, is_map: bool, span: Span) -> Result<(), ReadError> {
        if self.builder.wants_key() {
            return Err(self.refuse_key(span));
        }
        self.open_anchors.push(anchor);
        if is_map { self.builder.open_map(span.start) } else { self.builder.open_list(span.start) }
    }

    fn close(&mut self, span: Span) -> Result<(), ReadError> {
        // Only flow collections have a closing sign; the others end with their last child.
        let end = (span.start < span.end).then_some(span.end);
        let node = self.builder.close(end)?;
        let anchor = self.open_anchors.pop().unwrap_or(0);
        self.value(node, anchor)
    }

    fn value(&mut self, node: Node, anchor: usize) -> Result<(), ReadError> {
        if anchor != 0 {
            self.remember(anchor, &node)?;
        }
        self.builder.value(node);
        Ok(())
    }

    fn remember(&mut self, anchor: usize, node: &Node) -> Result<(), ReadError> {
        let budget = Budget::of(node);
        self.spend(budget.bytes, node.span)?;
        self.anchors.insert(anchor, Anchored { node: node.clone(), budget });
        Ok(())
    }

    fn alias(&mut self, id: usize, span: Span) -> Result<(), ReadError> {
        let Some(anchored) = self.anchors.get(&id) else {
            let error = self.builder.error(DiagnosticId::EndlessAlias, "this alias is inside the value it names", span);
            return Err(error.help("OpenAPI describes recursion with `$ref`, not with aliases").into());
        };
        let budget = anchored.budget;
        if self.builder.wants_key() {
            let Some(text) = anchored.node.to_text() else { return Err(self.refuse_key(span)) };
            self.builder.key(&text, span);
            return Ok(());
        }
        self.builder.check_depth(budget.levels, span)?;
        self.spend(budget.bytes, span)?;
        if let Some(anchored) = self.anchors.get(&id) {
            self.builder.value(anchored.node.clone());
        }
        Ok(())
    }

    fn spend(&mut self, bytes: usize, span: Span) -> Result<(), ReadError> {
        self.copied += bytes;
        if self.copied <= COPY_BUDGET {
            return Ok(());
        }
        let megabytes = COPY_BUDGET >> 20;
        Err(self.builder.error(
            DiagnosticId::AliasExpansion,
            format!("aliases copy more than {megabytes} MB into the document"),
            span,
        ))
    }

    fn refuse_key(&self, span: Span) -> ReadError {
        self.builder
            .error(DiagnosticId::KeyNotText, "an object or a list is used as a key", span)
            .help("text in braces must be quoted: `\"{name}\"`")
            .into()
    }

    /// A second document with nothing in it is what a last `---` leaves.
    fn refuse_second_document(&mut self, span: Span) -> Result<(), ReadError> {
        match self.parser.next_event() {
            Some(Ok((Event::Scalar(_, ScalarStyle::Plain, ..), place))) if place.is_empty() => Ok(()),
            Some(Ok((Event::StreamEnd, _))) | None => Ok(()),
            _ => Err(self
                .builder
                .error(DiagnosticId::SeveralDocuments, "a second YAML document begins here", span)
                .help("keep each OpenAPI document in a file of its own")
                .into()),
        }
    }

    fn syntax_error(&self, error: &ScanError) -> ReadError {
        let start = error.marker().byte_offset().unwrap_or(self.text.len()).min(self.text.len());
        let start = tab_near(self.text, start).filter(|_| error.info().contains("tab")).unwrap_or(start);
        let (before, after) = self.text.split_at_checked(start).unwrap_or((self.text, ""));
        let length = after.chars().next().filter(|next| *next != '\n').map_or(0, char::len_utf8);
        let span = self.shifted(start, start + length);
        if error.info().contains("recursion limit") {
            return self.builder.depth_error(span);
        }
        let (message, help) = yaml_words::explained(&error.info(), before, after);
        let diagnostic = self.builder.error(DiagnosticId::Syntax, message, span).maybe_help(help);
        let opened = self.builder.innermost().filter(|_| error.info().contains("expected ',' or"));
        match opened {
            Some(opened) => diagnostic.related_at(JsonPointer::root(), opened, "opened here").into(),
            None => diagnostic.into(),
        }
    }

    fn span(&self, place: &granit_parser::Span) -> Span {
        let range = place.byte_range().unwrap_or_default();
        let mut end = range.end;
        // The end of a block scalar lies at the next token.
        let text = self.text.as_bytes();
        if end > range.start && text.get(end - 1).is_some_and(u8::is_ascii_whitespace) {
            let written = text.get(range.start..end).unwrap_or_default().trim_ascii_end();
            end = range.start + written.len();
        }
        self.shifted(range.start, end)
    }

    fn shifted(&self, start: usize, end: usize) -> Span {
        Span { start: (start + self.bytes_before) as u32, end: (end + self.bytes_before) as u32 }
    }
}

/// Lines after the place of an error in which its tab is looked for.
const LINES_TO_TAB: usize = 3;

/// The tab in an indentation that an error is about; the parser is often at the end of the line before.
fn tab_near(text: &str, place: usize) -> Option<usize> {
    let first = text.get(..place)?.rfind('\n').map_or(0, |end| end + 1);
    let mut start = first;
    for line in text.get(first..)?.split_inclusive('\n').take(LINES_TO_TAB) {
        let indentation = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line.get(..indentation)?.find('\t') {
            return Some(start + tab);
        }
        start += line.len();
    }
    None
}
