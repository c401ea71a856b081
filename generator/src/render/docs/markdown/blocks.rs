//! Blocks: paragraphs, lists, quotations, code and tables, each line with what it needs in front.

use pulldown_cmark::Alignment;

use super::escape;

/// Containers inside each other, six lists say; deeper ones are written as if they were not there.
const MAX_DEPTH: usize = 12;

/// Tables with longer lines are not aligned.
const MAX_TABLE: usize = 90;

/// Numbers of items have nine digits at most.
const MAX_NUMBER: u64 = 999_999_999;

/// A quotation, a list, or an item of one.
#[derive(Debug)]
struct Container {
    kind: ContainerKind,
    /// Opened by a tag, which may never be closed.
    html: bool,
    /// What its first line begins with, until that is written.
    marker: Option<String>,
    /// What its other lines begin with.
    indent: String,
    /// Nothing is written in it yet.
    fresh: bool,
    /// A list whose items are paragraphs, with empty lines between them.
    loose: bool,
}

/// What a container is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ContainerKind {
    Quote,
    /// The number of the next item, if items are numbered.
    List(Option<u64>),
    Item,
}

/// The lines written so far, and what the next one is in.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    lines: Vec<String>,
    containers: Vec<Container>,
    /// An empty line comes before the next one.
    gap: bool,
    /// Containers of the parser's that are too deep to be written.
    ignored: usize,
}

impl Blocks {
    pub(super) fn open(&mut self, kind: ContainerKind, html: bool) {
        if self.ignored > 0 || self.containers.len() >= MAX_DEPTH {
            self.ignored += usize::from(!html);
            return;
        }
        let (marker, indent) = match kind {
            ContainerKind::Quote => (None, "> ".to_owned()),
            ContainerKind::List(_) => (None, String::new()),
            ContainerKind::Item => self.item(),
        };
        self.containers.push(Container { kind, html, marker, indent, fresh: true, loose: false });
    }

    /// The marker of an item, and the indentation of its other lines.
    fn item(&mut self) -> (Option<String>, String) {
        // An item that begins with a list has one marker.
        if let Some(outer) = self.containers.iter_mut().rfind(|outer| outer.marker.is_some()) {
            outer.marker = None;
            outer.indent.clear();
        }
        let list = self.containers.last_mut();
        self.gap &= list.as_ref().is_none_or(|list| list.loose || list.fresh);
        let marker = match list.map(|list| &mut list.kind) {
            Some(ContainerKind::List(Some(number))) => {
                let marker = [&number.to_string(), ". "].concat();
                *number = (*number + 1).min(MAX_NUMBER);
                marker
            }
            _ => "- ".to_owned(),
        };
        let indent = " ".repeat(marker.len());
        (Some(marker), indent)
    }

    /// A list that follows its paragraph at once; for anything else there is a line between.
    pub(super) fn close_up(&mut self) {
        self.gap = false;
    }

    /// A paragraph begins; a list whose items are paragraphs has empty lines between them.
    pub(super) fn paragraph(&mut self) {
        if let [.., list, Container { kind: ContainerKind::Item, .. }] = self.containers.as_mut_slice() {
            list.loose = true;
        }
    }

    /// Ends the innermost container of the parser's, and what tags opened in it.
    pub(super) fn close(&mut self) {
        self.gap = true;
        if self.ignored > 0 {
            self.ignored -= 1;
            return;
        }
        while self.containers.pop().is_some_and(|container| container.html) {}
    }

    /// Ends the innermost container of this kind that a tag opened.
    pub(super) fn close_html(&mut self, is_kind: impl Fn(ContainerKind) -> bool) {
        if self.ignored > 0 {
            return;
        }
        let open = self.html_start();
        let inner = self.containers.iter().skip(open).rposition(|container| is_kind(container.kind));
        if let Some(inner) = inner {
            self.containers.truncate(open + inner);
            self.gap = true;
        }
    }

    /// Opens an item by a tag: in the innermost list of tags, or else in a new one.
    pub(super) fn open_html_item(&mut self) {
        let open = self.html_start();
        let list = self.containers.iter().skip(open).rposition(|list| matches!(list.kind, ContainerKind::List(_)));
        match list {
            Some(_) if self.ignored > 0 => {}
            Some(list) => self.containers.truncate(open + list + 1),
            None => self.open(ContainerKind::List(None), true),
        }
        self.open(ContainerKind::Item, true);
    }

    /// Where the containers begin that tags opened in the innermost one of the parser's.
    fn html_start(&self) -> usize {
        self.containers.iter().rposition(|container| !container.html).map_or(0, |last| last + 1)
    }

    pub(super) fn is_in_html(&self) -> bool {
        self.containers.last().is_some_and(|container| container.html)
    }

    pub(super) fn is_in_item(&self) -> bool {
        self.containers.last().is_some_and(|container| container.kind == ContainerKind::Item)
    }

    /// A paragraph; nothing if there is nothing in it.
    pub(super) fn prose(&mut self, text: &str) {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.for_each(|line| self.line(&escape::line(line)));
        self.gap |= !text.is_empty();
    }

    pub(super) fn heading(&mut self, level: usize, text: &str) {
        let words = text.replace("\\\n", " ").split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            self.gap = true;
            // What looks like the end of the heading's mark is part of the words.
            let (words, end) = words.split_at(words.trim_end_matches('#').len());
            let escape = if end.is_empty() { "" } else { "\\" };
            self.line(&["#".repeat(level).as_str(), " ", words, escape, end].concat());
            self.gap = true;
        }
    }

    pub(super) fn rule(&mut self) {
        self.gap = true;
        self.line("---");
        self.gap = true;
    }

    /// A block of code, in a fence that nothing in it ends.
    pub(super) fn code(&mut self, language: &str, text: &str) {
        let text = text.trim_end();
        let lines = || text.lines().skip_while(|line| line.trim().is_empty());
        if text.trim().is_empty() {
            return;
        }
        let ticks = |line: &str| line.trim_start().bytes().take_while(|byte| *byte == b'`').count();
        let fence = "`".repeat(lines().map(ticks).max().map_or(3, |longest| longest.max(2) + 1));
        self.line(&[&fence, language].concat());
        lines().for_each(|line| self.line(line.trim_end()));
        self.line(&fence);
        self.gap = true;
    }

    /// A table; its first row is the head.
    ///
    /// Columns are aligned as a person would align them, if the lines stay short.
    pub(super) fn table(&mut self, alignments: &[Alignment], rows: &[Vec<String>]) {
        let rows: Vec<&Vec<String>> = rows.iter().filter(|row| row.iter().any(|cell| !cell.is_empty())).collect();
        let widths = widths(&rows);
        self.gap = true;
        for (index, row) in rows.iter().enumerate() {
            // Later rows may have less cells than the head, which must have all.
            let count = if index == 0 { widths.len() } else { row.len() };
            let cell = |(column, width): (usize, &usize)| {
                let cell = row.get(column).map_or("", String::as_str);
                [" ", cell, &" ".repeat(width.saturating_sub(cell.chars().count())), " |"].concat()
            };
            self.line(&["|", &widths.iter().enumerate().take(count).map(cell).collect::<String>()].concat());
            if index == 0 {
                let rule = |(column, width): (usize, &usize)| rule(alignments.get(column), *width);
                self.line(&["|", &widths.iter().enumerate().map(rule).collect::<String>()].concat());
            }
        }
        self.gap = true;
    }

    fn line(&mut self, text: &str) {
        if std::mem::take(&mut self.gap) && !self.lines.is_empty() {
            let begun = self.containers.iter().take_while(|container| !container.fresh);
            let indents: String = begun.map(|container| container.indent.as_str()).collect();
            self.lines.push(indents.trim_end().to_owned());
        }
        let mut line = String::new();
        for container in &mut self.containers {
            container.fresh = false;
            line.push_str(container.marker.take().as_ref().unwrap_or(&container.indent));
        }
        line.push_str(text);
        line.truncate(line.trim_end().len());
        self.lines.push(line);
    }

    pub(super) fn finish(self) -> Vec<String> {
        self.lines
    }
}

/// The widths of the columns of a table; zero if its lines would be too long.
fn widths(rows: &[&Vec<String>]) -> Vec<usize> {
    let mut widths = vec![0; rows.iter().map(|row| row.len()).max().unwrap_or(0)];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(*row) {
            *width = cell.chars().count().max(*width);
        }
    }
    let line: usize = widths.iter().map(|width| width + 3).sum();
    if line > MAX_TABLE {
        widths.fill(0);
    }
    widths
}

/// The line below the head of a column.
fn rule(alignment: Option<&Alignment>, width: usize) -> String {
    let dashes = "-".repeat(width.max(1));
    let (left, right) = match alignment {
        Some(Alignment::Left) => (":", "-"),
        Some(Alignment::Center) => (":", ":"),
        Some(Alignment::Right) => ("-", ":"),
        Some(Alignment::None) | None => ("-", "-"),
    };
    [left, &dashes, right, "|"].concat()
}
