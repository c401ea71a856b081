//! The changes as one page: no network, light and dark, for keyboards, screen readers and printers.

use super::{cause_words, hit_words, is_breaking, reach_words};
use crate::compare::change::{Change, ChangePlace, Comparison};
use crate::source::visible;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

impl Comparison {
    /// The page.
    pub fn html(&self) -> String {
        let mut page = format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<title>API changes: {}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n",
            text(&self.summary())
        );
        page += &self.header();
        if self.changes.is_empty() {
            page += "<main><p class=\"empty\">The contract and the client are the same.</p></main>\n</body>\n</html>\n";
            return page;
        }
        page += &self.filters();
        page += "<main>\n<h2 class=\"unseen\">Changes</h2>\n<ol class=\"changes\">\n";
        self.changes.iter().for_each(|change| page += &self.item(change));
        page += "</ol>\n<p class=\"empty\" id=\"nothing\" hidden>No change matches the filters.</p>\n";
        page += &self.surface_section();
        page += &format!("</main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n");
        page
    }

    fn header(&self) -> String {
        let (wire, rust) = (self.wire().as_str(), self.rust().as_str());
        let next = if self.next_version == self.version {
            format!("version {}", text(&self.version))
        } else {
            format!("next version <b>{}</b> (is {})", text(&self.next_version), text(&self.version))
        };
        format!(
            "<header>\n<h1>{}</h1>\n<p class=\"files\"><code>{}</code> to <code>{}</code></p>\n\
             <p class=\"levels\"><span class=\"level {wire}\">wire {wire}</span> {}. \
             <span class=\"level {rust}\">Rust {rust}</span> {next}</p>\n</header>\n",
            text(&self.summary()),
            text(&self.before),
            text(&self.after),
            text(self.wire_sentence()),
        )
    }

    fn filters(&self) -> String {
        let mut operations: Vec<&str> =
            self.changes.iter().flat_map(|change| &change.reach).map(|reach| reach.operation.as_str()).collect();
        operations.sort_unstable();
        operations.dedup();
        let options: String = operations.iter().map(|name| format!("<option>{}</option>", text(name))).collect();
        format!(
            "<form class=\"filters\" role=\"search\" aria-label=\"Filters\">\n\
             <label><input type=\"checkbox\" id=\"breaking\"> breaking</label>\n\
             <label><input type=\"checkbox\" id=\"silent\"> silent</label>\n\
             <label>operation <select id=\"operation\"><option value=\"\">all</option>{options}</select></label>\n\
             <label>text <input type=\"search\" id=\"words\" placeholder=\"schema, property, rule\"></label>\n\
             <output id=\"count\">{} shown</output>\n</form>\n",
            self.changes.len()
        )
    }

    fn item(&self, change: &Change) -> String {
        let counts = change.silent || is_breaking(change);
        let (wire, rust) = (change.wire().as_str(), change.rust.as_str());
        let operations: Vec<&str> = change.reach.iter().map(|reach| reach.operation.as_str()).collect();
        let marks = [(change.silent, "silent"), (change.approved, "approved")];
        let marks = marks
            .iter()
            .filter(|(holds, _)| *holds)
            .map(|(_, word)| format!("<span class=\"level {word}\">{word}</span> "));
        format!(
            "<li id=\"{}\" data-breaking=\"{}\" data-silent=\"{}\" data-operations=\"{}\">\n<details{}>\n<summary>{}<h3 class=\"title\">{}</h3> \
             <span class=\"right\"><span class=\"level {wire}\">wire {wire}</span> <span class=\"level {rust}\">Rust {rust}</span> \
             <code>{}</code></span></summary>\n{}</details>\n</li>\n",
            change.fingerprint,
            is_breaking(change),
            change.silent,
            text(&operations.join("\n")),
            if counts { " open" } else { "" },
            marks.collect::<String>(),
            text(&change.title),
            self.shown_fingerprint(change),
            body(change)
        )
    }

    fn surface_section(&self) -> String {
        if self.surface_before.is_empty() && self.surface_after.is_empty() {
            return String::new();
        }
        let line =
            |class: &str, sign: &str, line: &String| format!("<span class=\"{class}\">{sign} {}</span>\n", text(line));
        let before: String = self.surface_before.iter().map(|own| line("old", "-", own)).collect();
        let after: String = self.surface_after.iter().map(|own| line("new", "+", own)).collect();
        format!("<section>\n<h2>surface.txt</h2>\n<pre tabindex=\"0\">{before}{after}</pre>\n</section>\n")
    }
}

fn body(change: &Change) -> String {
    let mut page = format!("<p>{} <code>{}</code>{}</p>\n", text(&change.why), change.id, cause_words(change));
    let requests = format!("requests {}, responses {}", change.request.as_str(), change.response.as_str());
    let reach = reach_words(change);
    page += &format!(
        "<p class=\"reach\">{requests}{}{}</p>\n",
        if reach.is_empty() { "" } else { "; reaches " },
        text(&reach)
    );
    let hits = hit_words(change);
    if !hits.is_empty() {
        page += &format!("<p>{}</p>\n", text(&hits));
    }
    if change.reach.len() > 2 {
        let names: String = change
            .reach
            .iter()
            .map(|reach| format!("<li>{} of {}</li>", reach.direction.as_str(), text(&reach.operation)))
            .collect();
        page += &format!(
            "<details class=\"all\"><summary>all {} places</summary><ul>{names}</ul></details>\n",
            change.reach.len()
        );
    }
    if !change.migration.is_empty() {
        let line = |line: &str| {
            let class = if line.starts_with('-') { "old" } else { "new" };
            format!("<span class=\"{class}\">{}</span>\n", text(line))
        };
        page += &format!("<pre tabindex=\"0\">{}</pre>\n", change.migration.lines().map(line).collect::<String>());
    }
    let sides = [("before", change.before.first()), ("after", change.after.first())];
    let sides: String = sides.iter().filter_map(|(word, place)| Some(excerpt(word, (*place)?))).collect();
    page + &format!("<div class=\"sides\">{sides}</div>\n")
}

fn excerpt(word: &str, place: &ChangePlace) -> String {
    let lines: String = place
        .excerpt
        .iter()
        .map(|(number, line)| {
            let line = format!("<span class=\"number\">{number}</span> {}", text(line));
            if *number == place.line { format!("<mark>{line}</mark>") } else { line + "\n" }
        })
        .collect();
    format!(
        "<figure><figcaption>{word}: {}:{}:{}</figcaption><pre tabindex=\"0\">{lines}</pre></figure>",
        text(&place.file),
        place.line,
        place.column
    )
}

/// A string of a document as text of a page.
fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split('\n') {
        if !out.is_empty() {
            out.push('\n');
        }
        for character in visible(line).chars() {
            match character {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '"' => out.push_str("&quot;"),
                other => out.push(other),
            }
        }
    }
    out
}
