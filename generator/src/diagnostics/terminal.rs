//! The report for people: snippets as rustc prints them.

use std::borrow::Cow;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::Severity;
use super::grouped::{for_other_tools, more, taste};
use super::report::{Place, Report, Reported};
use crate::source::{visible, visible_styled};

/// Options of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TerminalOptions {
    /// With ANSI colours.
    pub color: bool,
    /// How many diagnostics to print; the most severe ones first if there are more.
    pub max: usize,
    /// Equal warnings and notes are one, with their count and the places of some.
    pub grouped: bool,
}

impl Default for TerminalOptions {
    fn default() -> Self {
        Self { color: false, max: usize::MAX, grouped: false }
    }
}

/// A second place further away than this, in lines, gets its own snippet.
const MAX_DISTANCE: usize = 12;

/// Longer lines are cut; the renderer shortens the others to the width of the terminal.
const LONG_LINE: usize = 4096;

/// Length of a cut line.
const CUT_LINE: usize = 240;

/// Longer pointers are shortened in the middle.
const LONG_POINTER: usize = 120;

impl Report<'_> {
    /// Prints the diagnostics with their lines, and a summary.
    pub fn terminal(&self, options: TerminalOptions) -> String {
        let renderer = if options.color { Renderer::styled() } else { Renderer::plain() };
        let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(140);
        let mut drawn = String::new();
        if options.grouped {
            self.push_grouped(&mut drawn, &renderer);
            return drawn;
        }
        let chosen = self.chosen(options.max);
        for reported in &chosen {
            push_drawn(&mut drawn, &visible_styled(&renderer.render(&self.groups(reported))));
            drawn.push_str("\n\n");
        }
        let hidden = self.reported().len() - chosen.len();
        if hidden > 0 {
            drawn.push_str(&format!("and {hidden} more\n\n"));
        }
        drawn.push_str(&self.summary());
        if !drawn.is_empty() {
            drawn.push('\n');
        }
        drawn
    }

    /// Prints equal diagnostics once, and the summary.
    fn push_grouped(&self, drawn: &mut String, renderer: &Renderer) {
        let grouped = self.grouped();
        for one in grouped.shown {
            push_drawn(drawn, &visible_styled(&renderer.render(&self.groups(one.first))));
            if !one.others.is_empty() {
                drawn.push_str(&format!("\n   = {}", visible(&more(&one.others))));
            }
            drawn.push_str("\n\n");
        }
        for line in taste(&grouped.of_taste) {
            drawn.push_str(&visible(&line));
            drawn.push('\n');
        }
        drawn.push_str(if grouped.of_taste.is_empty() { "" } else { "\n" });
        if let Some(line) = for_other_tools(&grouped.of_others) {
            drawn.push_str(&visible(&line));
            drawn.push_str("\n\n");
        }
        let summary = self.summary();
        drawn.push_str(&summary);
        drawn.push_str(if summary.is_empty() { "" } else { "\n" });
    }

    /// The first diagnostics, the worst if not all of them.
    fn chosen(&self, max: usize) -> Vec<&Reported<'_>> {
        let mut order: Vec<usize> = (0..self.reported().len()).collect();
        if order.len() > max {
            order.sort_by_key(|&index| {
                self.reported().get(index).map(|reported| std::cmp::Reverse(reported.diagnostic.severity))
            });
            order.truncate(max);
            order.sort_unstable();
        }
        order.into_iter().filter_map(|index| self.reported().get(index)).collect()
    }

    fn groups<'s>(&'s self, reported: &'s Reported<'_>) -> Vec<Group<'s>> {
        let diagnostic = reported.diagnostic;
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let title = level.primary_title(visible(&diagnostic.message)).id(diagnostic.id.as_str());
        let mut group = Group::with_title(title);
        let related = reported.related.as_ref().and_then(|related| Some((related.place?, related.words)));
        let near = related.filter(|(place, _)| reported.place.is_some_and(|main| is_near(&main, place)));
        if let Some(place) = reported.place {
            group = self.drawn(group, &place, diagnostic.label.as_deref(), near);
        }
        if let (Some((place, words)), None) = (related, near) {
            group = self.drawn(group, &place, Some(words), None);
        }
        if !reported.pointer.as_str().is_empty() {
            let pointer = visible(&shortened(reported.pointer.as_str())).into_owned();
            group = group.element(Level::NOTE.with_name("at").message(pointer));
        }
        if let Some(effect) = &diagnostic.effect {
            group = group.element(Level::NOTE.with_name("effect").message(visible(effect)));
        }
        if let Some(help) = &diagnostic.help {
            group = group.element(Level::HELP.message(visible(help)));
        }
        vec![group]
    }

    fn drawn<'s>(
        &'s self,
        group: Group<'s>,
        place: &Place<'s>,
        label: Option<&'s str>,
        near: Option<(Place<'s>, &'s str)>,
    ) -> Group<'s> {
        let window = self.window(place, near.map(|(place, _)| place));
        // A second place may be after the end of a cut line; then the last character is marked.
        let inside = |place: &Place<'_>| {
            let within = |byte: u32| (byte as usize).saturating_sub(window.start).min(window.text.len());
            within(place.span.start)..within(place.span.end)
        };
        let mut snippet = Snippet::source(window.text)
            .line_start(window.line)
            .annotation(AnnotationKind::Primary.span(inside(place)).label(label.map(visible)));
        if let Some((place, words)) = near {
            snippet = snippet.annotation(AnnotationKind::Context.span(inside(&place)).label(visible(words)));
        }
        if window.is_whole {
            return group.element(snippet.path(visible(place.file)));
        }
        let origin = Origin::path(visible(place.file)).line(place.start.line).char_column(place.start.column);
        group.element(origin).element(snippet)
    }

    /// The lines to draw: from the first place to the last.
    fn window(&self, place: &Place<'_>, near: Option<Place<'_>>) -> Window<'_> {
        let Some(lines) = self.lines.get(place.file) else { return Window::default() };
        let near_line = near.map_or(place.start.line, |near| near.start.line);
        let first = place.start.line.min(near_line);
        let last = place.start.line.max(near_line);
        let (start, end) = (lines.start_of(first), lines.end_of(last));
        if end - start <= LONG_LINE * (last - first + 1) {
            let text = lines.text().get(start..end).unwrap_or_default();
            return Window { text, start, line: first, is_whole: true };
        }
        // One line of a megabyte is no line to draw.
        let from = (place.span.start as usize).saturating_sub(CUT_LINE / 4).max(lines.start_of(place.start.line));
        let to = (place.span.start as usize + CUT_LINE / 2).min(lines.end_of(place.start.line));
        let (start, end) = (lines.boundary(from), lines.boundary(to));
        let text = lines.text().get(start..end).unwrap_or_default();
        Window { text, start, line: place.start.line, is_whole: false }
    }
}

/// Appends a rendered snippet, without the lines that only mark a snippet without a path: its place is already printed.
fn push_drawn(drawn: &mut String, rendered: &str) {
    for (number, line) in rendered.lines().filter(|line| !is_bare_marker(line)).enumerate() {
        if number > 0 {
            drawn.push('\n');
        }
        drawn.push_str(line);
    }
}

fn is_bare_marker(line: &str) -> bool {
    // Escape sequences of colours end with `m`.
    let pieces = line.split('\u{1b}').enumerate();
    let pieces =
        pieces.map(|(number, text)| if number == 0 { text } else { text.split_once('m').map_or("", |(_, text)| text) });
    pieces.map(str::trim).collect::<String>() == ":::"
}

/// The pointer, its middle left out if it is long.
fn shortened(pointer: &str) -> Cow<'_, str> {
    if pointer.len() <= LONG_POINTER {
        return Cow::Borrowed(pointer);
    }
    let segments: Vec<&str> = pointer.split('/').collect();
    let (mut first, mut last, mut length) = (0, segments.len(), 0);
    while first < last {
        let from_front = first <= segments.len() - last;
        let segment = segments.get(if from_front { first } else { last - 1 }).map_or(0, |segment| segment.len());
        length += segment + 1;
        if length > LONG_POINTER {
            break;
        }
        if from_front { first += 1 } else { last -= 1 }
    }
    let of = |range: &[&str]| range.join("/");
    let (front, back) = (segments.get(..first).map(of), segments.get(last..).map(of));
    Cow::Owned(format!("{}/../{}", front.unwrap_or_default(), back.unwrap_or_default()))
}

#[derive(Default)]
struct Window<'a> {
    text: &'a str,
    /// Its first byte in the file.
    start: usize,
    line: usize,
    /// It has whole lines, so that columns can be counted.
    is_whole: bool,
}

fn is_near(main: &Place<'_>, other: &Place<'_>) -> bool {
    let is_apart = main.span.end <= other.span.start || other.span.end <= main.span.start;
    main.file == other.file && is_apart && main.start.line.abs_diff(other.start.line) <= MAX_DISTANCE
}
