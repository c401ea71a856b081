//! What a diagnostic means, for the command `explain`.

use clientgen::compare::{RULES, Rule};
use clientgen::diagnostics::{DiagnosticId, suggest};
use serde_json::{Value, json};

use crate::exit::Exit;
use crate::terminal;
use crate::view::ReportStyle;

/// A page.
#[derive(Clone, Copy)]
enum Page {
    Diagnostic(DiagnosticId),
    Change(&'static Rule),
}

/// Prints the page of a diagnostic or of a kind of change; without a name, the ids of all.
///
/// In one line each, and for GitHub, a page is its first sentences; JSON has all of it.
pub fn explain(name: Option<&str>, style: ReportStyle) -> Exit {
    let pages: Vec<Page> = match name {
        None => all().collect(),
        Some(name) => all().filter(|page| page.id() == name).collect(),
    };
    if let (Some(name), true) = (name, pages.is_empty()) {
        return unknown(name);
    }
    match style {
        ReportStyle::Terminal if name.is_none() => pages.iter().for_each(|page| print!("{}\n", page.id())),
        ReportStyle::Terminal => pages.iter().for_each(|page| print!("{}", page.whole())),
        ReportStyle::Short => pages.iter().for_each(|page| print!("{}: {}\n", page.id(), page.first())),
        ReportStyle::Github => pages.iter().for_each(|page| print!("::notice title={}::{}\n", page.id(), page.first())),
        ReportStyle::Json | ReportStyle::Sarif => {
            let pages: Vec<Value> = pages.iter().map(Page::json).collect();
            print!("{}\n", json!({"version": 1, "pages": pages}));
        }
    }
    Exit::Clean
}

fn all() -> impl Iterator<Item = Page> {
    DiagnosticId::ALL.iter().copied().map(Page::Diagnostic).chain(RULES.iter().map(Page::Change))
}

fn unknown(name: &str) -> Exit {
    let similar = suggest(name, all().map(Page::id));
    let hint = similar.map_or_else(
        || "; `explain` without an id lists all".to_owned(),
        |similar| format!("; did you mean `{similar}`?"),
    );
    terminal::error(&format!("there is no diagnostic or kind of change called `{name}`{hint}"));
    Exit::Usage
}

impl Page {
    fn id(self) -> &'static str {
        match self {
            Self::Diagnostic(id) => id.as_str(),
            Self::Change(rule) => rule.id,
        }
    }

    fn whole(self) -> String {
        match self {
            Self::Diagnostic(id) => id.entry().explanation(),
            Self::Change(rule) => rule.explanation(),
        }
    }

    fn first(self) -> &'static str {
        match self {
            Self::Diagnostic(id) => id.entry().purpose,
            Self::Change(rule) => rule.why,
        }
    }

    fn json(&self) -> Value {
        match self {
            Self::Diagnostic(id) => {
                let entry = id.entry();
                json!({
                    "id": id.as_str(), "kind": "diagnostic", "group": entry.group.name(), "purpose": entry.purpose,
                    "why": entry.why, "bad": entry.bad, "good": entry.good, "consequence": entry.consequence,
                })
            }
            Self::Change(rule) => json!({
                "id": rule.id, "kind": "change", "why": rule.why, "request": rule.request.as_str(),
                "response": rule.response.as_str(), "silent": rule.silent, "opposite": rule.mirror,
            }),
        }
    }
}
