//! The figures of a run: a row per server, and what each drift and each refusal was.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use super::catalogue::Server;
use super::program::{Calls, Reading};

/// What came of the calls to one server.
#[derive(Debug)]
pub(super) struct Row {
    title: String,
    stack: String,
    outcome: Result<Counts, String>,
}

#[derive(Debug, Default)]
struct Counts {
    calls: usize,
    ok: usize,
    drift: usize,
    /// Answers that could not be read, strictly, leniently and tolerantly.
    unreadable: [usize; 3],
    /// Calls that the server did not take as meant, and calls that were not sent.
    refused: Vec<String>,
    kinds: BTreeMap<String, usize>,
    places: Vec<String>,
}

impl Row {
    pub(super) fn left_out(server: &Server, reason: String) -> Self {
        Self { title: server.title.clone(), stack: server.stack.clone(), outcome: Err(reason) }
    }

    /// The row of the three ways to read.
    pub(super) fn of(server: &Server, _program: &Path, calls: impl Fn(Reading) -> Result<Calls, String>) -> Self {
        let read = [Reading::Strict, Reading::Lenient, Reading::Tolerant].map(calls);
        let outcome = match read {
            [Ok(strict), Ok(lenient), Ok(tolerant)] => Ok(counts(&strict, &lenient, &tolerant)),
            [Err(reason), ..] | [_, Err(reason), _] | [.., Err(reason)] => Err(reason),
        };
        Self { title: server.title.clone(), stack: server.stack.clone(), outcome }
    }

    /// Whether nothing failed that is due to a client; what is left out fails nothing.
    pub(super) fn is_clean(&self) -> bool {
        self.outcome.as_ref().map_or(true, |counts| counts.refused.is_empty() && counts.unreadable[2] == 0)
    }
}

fn counts(strict: &Calls, lenient: &Calls, tolerant: &Calls) -> Counts {
    let count = |calls: &Calls, outcome: &str| calls.iter().filter(|call| call["outcome"] == outcome).count();
    let unreadable = [strict, lenient, tolerant].map(|calls| count(calls, "unreadable"));
    let mut counts = Counts {
        calls: lenient.len(),
        ok: count(lenient, "ok"),
        drift: count(lenient, "drift"),
        unreadable,
        ..Counts::default()
    };
    for call in lenient {
        let name = call["call"].as_str().unwrap_or_default();
        if ["refused", "accepted", "unsent"].iter().any(|outcome| call["outcome"] == *outcome) {
            let message = call["message"].as_str().unwrap_or("the server accepts it");
            counts.refused.push(format!("{name}: {} {message}", call["outcome"].as_str().unwrap_or_default()));
        }
    }
    // Only tolerant reading tells of everything that a body has.
    for call in tolerant.iter().filter(|call| call["outcome"] == "drift" || call["outcome"] == "unreadable") {
        let name = call["call"].as_str().unwrap_or_default();
        let drift: Vec<&Value> = call["drift"].as_array().into_iter().flatten().collect();
        let kinds: std::collections::BTreeSet<&str> = drift.iter().filter_map(|one| one["kind"].as_str()).collect();
        kinds.into_iter().for_each(|kind| *counts.kinds.entry(kind.to_owned()).or_default() += 1);
        let first = drift.first().map(|one| {
            let part = |name: &str| one[name].as_str().unwrap_or_default();
            format!("{name}: `{}` is {} where {} is documented", part("path"), part("found"), part("expected"))
        });
        counts.places.extend(first.or_else(|| call["message"].as_str().map(|message| format!("{name}: {message}"))));
    }
    counts
}

/// The rows as Markdown, and below it what they count.
pub(super) fn print(rows: &[Row]) -> String {
    let mut text = "| Server | Stack | Calls | Ok | Drift | Unreadable: strict, lenient, tolerant | Not as meant |\n\
                    |---|---|---|---|---|---|---|\n"
        .to_owned();
    for row in rows {
        let cells = match &row.outcome {
            Ok(counts) => {
                let [strict, lenient, tolerant] = counts.unreadable;
                let (calls, ok, drift, refused) = (counts.calls, counts.ok, counts.drift, counts.refused.len());
                format!("{calls} | {ok} | {drift} | {strict}, {lenient}, {tolerant} | {refused}")
            }
            Err(reason) => format!("left out: {} | | | |", reason.lines().next().unwrap_or_default()),
        };
        text += &format!("| {} | {} | {cells} |\n", row.title, row.stack);
    }
    for row in rows {
        let counts = match &row.outcome {
            Ok(counts) => counts,
            Err(reason) if reason.contains('\n') => {
                text += &format!("\n### {}\n\n```text\n{reason}\n```\n", row.title);
                continue;
            }
            Err(_) => continue,
        };
        if counts.places.is_empty() && counts.refused.is_empty() {
            continue;
        }
        let kinds: Vec<String> = counts.kinds.iter().map(|(kind, calls)| format!("{kind} {calls}")).collect();
        text += &format!("\n### {}\n\n", row.title);
        if !kinds.is_empty() {
            text += &format!("Calls by kind of drift: {}.\n\n", kinds.join(", "));
        }
        counts.places.iter().chain(&counts.refused).for_each(|place| text += &format!("- {place}\n"));
    }
    text
}
