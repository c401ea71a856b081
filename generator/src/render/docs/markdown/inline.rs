//! What is inside a paragraph: text, emphasis, code and links, as Markdown that grows.

use super::escape::{self, Place, ticked};

/// A line break that is shown, until the paragraph is complete. Descriptions hold none of these.
const HARD_BREAK: char = '\u{2028}';

/// The paragraph that is being written.
#[derive(Debug, Default)]
pub(super) struct Inline {
    text: String,
    /// Emphasis that is open: where its mark is, and the mark.
    marks: Vec<(usize, &'static str)>,
    /// Links that are open: where their labels start, and their targets if they lead anywhere.
    links: Vec<(usize, Option<String>)>,
    /// The content of an HTML element for code.
    code: Option<String>,
    /// The delimiters of the emphasis in the paragraph.
    emphasis: String,
    /// In a cell of a table, which is one line.
    pub(super) cell: bool,
}

impl Inline {
    pub(super) fn text(&mut self, text: &str) {
        if let Some(code) = &mut self.code {
            code.push_str(text);
            return;
        }
        let after_mark = self.marks.last().is_some_and(|(at, mark)| at + mark.len() == self.text.len());
        let starts = after_mark || self.text.is_empty() || self.text.ends_with(['\n', HARD_BREAK]);
        let text = if starts { text.trim_start() } else { text };
        let label = self.links.iter().any(|(_, target)| target.is_some());
        escape::text(&mut self.text, text, Place { label, cell: self.cell });
    }

    /// A line break that means no more than a space.
    pub(super) fn soft_break(&mut self) {
        match &mut self.code {
            Some(code) => code.push(' '),
            None if self.cell => self.text.push(' '),
            None if self.text.ends_with(['\n', HARD_BREAK]) => {}
            None => self.text.push('\n'),
        }
    }

    /// A line break that is shown. True if it is the second in a row, which ends the paragraph.
    pub(super) fn hard_break(&mut self) -> bool {
        if self.code.is_some() || self.cell {
            self.soft_break();
            return false;
        }
        let content = self.text.trim_end_matches([' ', '\n']).len();
        let spaced = content < self.text.len();
        self.text.truncate(content);
        if self.text.ends_with(HARD_BREAK) {
            return true;
        }
        if !self.text.is_empty() {
            // The mark of the break is punctuation, next to which a delimiter could mean something else.
            self.text.push_str(if spaced && self.text.ends_with(['*', '_', '~']) { " " } else { "" });
            self.text.push(HARD_BREAK);
        }
        false
    }

    pub(super) fn code_span(&mut self, text: &str) {
        match &mut self.code {
            Some(code) => code.push_str(text),
            None if self.cell => self.text.push_str(&ticked(text).replace('|', "\\|")),
            None => self.text.push_str(&ticked(text)),
        }
    }

    /// Markdown that is written as it is.
    pub(super) fn verbatim(&mut self, markdown: &str) {
        self.text.push_str(markdown);
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty() && self.code.is_none()
    }

    pub(super) fn open_code(&mut self) {
        self.code.get_or_insert_default();
    }

    pub(super) fn close_code(&mut self) {
        let Some(code) = self.code.take() else { return };
        let words = code.split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            self.code_span(&words);
        }
    }

    pub(super) fn ends_in_word(&self) -> bool {
        self.text.ends_with(char::is_alphanumeric)
    }

    pub(super) fn open_mark(&mut self, mark: &'static str) {
        if self.code.is_none() {
            self.emphasis.extend(mark.chars().next().filter(|delimiter| !self.emphasis.contains(*delimiter)));
            self.marks.push((self.text.len(), mark));
            self.text.push_str(mark);
        }
    }

    /// Ends the last emphasis; one of nothing is not written at all.
    pub(super) fn close_mark(&mut self) {
        if self.code.is_some() {
            return;
        }
        let Some((start, mark)) = self.marks.pop() else { return };
        // A link that begins inside cannot end outside.
        self.links.iter_mut().filter(|(label, _)| *label > start).for_each(|(_, target)| *target = None);
        let content = self.text.trim_end().len();
        if content > start + mark.len() {
            self.text.insert_str(content, mark);
        } else {
            self.cut(start);
        }
    }

    pub(super) fn open_link(&mut self, target: &str) {
        let nested = self.links.iter().any(|(_, target)| target.is_some());
        let leads = escape::is_web(target) || target.starts_with("mailto:");
        let target = (leads && !nested && self.code.is_none()).then(|| escape::target(target));
        self.links.push((self.text.len(), target));
    }

    /// Ends the last link. A label that is the address is written once, one of nothing not at all.
    pub(super) fn close_link(&mut self) {
        let Some((start, Some(target))) = self.links.pop() else { return };
        if self.code.is_some() || self.marks.iter().any(|(mark, _)| *mark >= start) {
            return;
        }
        let label = self.text.get(start..).unwrap_or_default().trim();
        let link = match label {
            "" => String::new(),
            label if label == target || ["mailto:", label].concat() == target => ["<", label, ">"].concat(),
            label => ["[", label, "](", &target, ")"].concat(),
        };
        self.cut(start);
        self.text.push_str(&link);
    }

    fn cut(&mut self, at: usize) {
        if self.text.is_char_boundary(at) {
            self.text.truncate(at);
        }
    }

    /// Ends the paragraph. Emphasis that is still open goes on in the next.
    pub(super) fn take(&mut self) -> String {
        if let Some(code) = self.code.take() {
            self.text(&code);
        }
        self.links.clear();
        let open: Vec<&'static str> = self.marks.iter().map(|(_, mark)| *mark).collect();
        open.iter().for_each(|_| self.close_mark());
        let text = std::mem::take(&mut self.text);
        let emphasis = std::mem::take(&mut self.emphasis);
        open.into_iter().for_each(|mark| self.open_mark(mark));
        let text = text.trim();
        // The marks of delimiters and of breaks are none of ASCII.
        if text.is_ascii() {
            return text.to_owned();
        }
        escape::settled(text, &emphasis).replace(HARD_BREAK, "\\\n")
    }
}
