//! The view for people: snippets drawn as rustc draws them.

use std::borrow::Cow;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::Severity;
use super::report::{Finding, Place, Report};
use super::visible::{visible, visible_styled};

/// How to draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TerminalOptions {
    /// With ANSI colours.
    pub color: bool,
    /// Findings to draw before the rest is only counted; errors come first then.
    pub max: usize,
}

impl Default for TerminalOptions {
    fn default() -> Self {
        Self { color: false, max: usize::MAX }
    }
}

/// A second place this many lines away is drawn in a snippet of its own.
const FAR: usize = 12;

/// Longer lines are cut before they are drawn; the renderer itself shortens the others to the terminal's width.
const LONG_LINE: usize = 4096;

/// How much of a cut line is drawn.
const CUT_LINE: usize = 240;

/// Longer pointers lose their middle.
const LONG_POINTER: usize = 120;

impl Report<'_> {
    /// Draws the findings with the lines they are about, and a summary.
    pub fn terminal(&self, options: TerminalOptions) -> String {
        let renderer = if options.color { Renderer::styled() } else { Renderer::plain() };
        let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(140);
        let mut drawn = String::new();
        let chosen = self.chosen(options.max);
        for finding in &chosen {
            push_drawn(&mut drawn, &visible_styled(&renderer.render(&self.groups(finding))));
            drawn.push_str("\n\n");
        }
        let hidden = self.findings().len() - chosen.len();
        if hidden > 0 {
            drawn.push_str(&format!("and {hidden} more\n\n"));
        }
        drawn.push_str(&self.summary());
        if !drawn.is_empty() {
            drawn.push('\n');
        }
        drawn
    }

    /// The first findings, the worst if not all of them.
    fn chosen(&self, max: usize) -> Vec<&Finding<'_>> {
        let mut order: Vec<usize> = (0..self.findings().len()).collect();
        if order.len() > max {
            order.sort_by_key(|&index| {
                self.findings().get(index).map(|finding| std::cmp::Reverse(finding.diagnostic.severity))
            });
            order.truncate(max);
            order.sort_unstable();
        }
        order.into_iter().filter_map(|index| self.findings().get(index)).collect()
    }

    fn groups<'s>(&'s self, finding: &'s Finding<'_>) -> Vec<Group<'s>> {
        let diagnostic = finding.diagnostic;
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let title = level.primary_title(visible(&diagnostic.message)).id(diagnostic.id.as_str());
        let mut group = Group::with_title(title);
        let related = finding.related.zip(diagnostic.related.as_ref().map(|(_, words)| words.as_str()));
        let near = related.filter(|(place, _)| finding.place.is_some_and(|main| is_near(&main, place)));
        if let Some(place) = finding.place {
            group = self.drawn(group, &place, diagnostic.label.as_deref(), near);
        }
        if let (Some((place, words)), None) = (related, near) {
            group = self.drawn(group, &place, Some(words), None);
        }
        if !diagnostic.pointer.as_str().is_empty() {
            let pointer = visible(&shortened(diagnostic.pointer.as_str())).into_owned();
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
        // A second place may lie beyond a cut line; the last character drawn stands for it.
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

/// Appends what was rendered, without the lines that only mark a snippet as having no path of its own: the place stands
/// above it already.
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
    let texts = line.split('\u{1b}').enumerate();
    let texts =
        texts.map(|(number, text)| if number == 0 { text } else { text.split_once('m').map_or("", |(_, text)| text) });
    texts.map(str::trim).collect::<String>() == ":::"
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
    /// Where it begins in the file.
    start: usize,
    line: usize,
    /// Its lines are drawn whole, so that columns can be counted in it.
    is_whole: bool,
}

fn is_near(main: &Place<'_>, other: &Place<'_>) -> bool {
    let is_apart = main.span.end <= other.span.start || other.span.end <= main.span.start;
    main.file == other.file && is_apart && main.start.line.abs_diff(other.start.line) <= FAR
}
