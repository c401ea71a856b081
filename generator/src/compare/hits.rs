//! Lines of programs that a change touches: calls of a method, of a setter, fields, constructors, variants.
//!
//! Programs are searched as text, so what is found may be of another type with the same words; nothing is compiled.

use super::Wire;
use super::change::{Comparison, Hit, Touch};
use super::views::is_breaking;

/// A call with all its setters is seldom longer, in bytes.
const MAX_CALL_LENGTH: usize = 1_000;

/// Hits that a change keeps.
const MAX_HITS: usize = 50;

impl Comparison {
    /// Finds the lines of programs that each change touches: those that may not compile any more, that may be refused,
    /// or that mean something else. A file is its name and its text, Rust or Markdown.
    pub fn find_hits(&mut self, files: &[(String, String)]) {
        for change in &mut self.changes {
            let counts = change.silent || is_breaking(change) || change.wire() == Wire::Warn;
            if !counts || change.touches.is_empty() {
                continue;
            }
            let mut hits: Vec<Hit> = Vec::new();
            for (name, text) in files {
                let found = change.touches.iter().flat_map(|touch| places(touch, text));
                hits.extend(found.map(|at| Hit { file: name.clone(), line: line_of(text, at) }));
            }
            hits.sort();
            hits.dedup();
            hits.truncate(MAX_HITS);
            change.hits = hits;
        }
    }
}

/// Where a program has what is touched, in bytes.
fn places(touch: &Touch, text: &str) -> Vec<usize> {
    match touch {
        Touch::Method { accessor, method } => calls(text, accessor, method),
        Touch::Setter { accessor, method, setter } => {
            calls(text, accessor, method).into_iter().filter_map(|at| setter_after(text, at, setter)).collect()
        }
        Touch::Without { accessor, method, setter } => {
            calls(text, accessor, method).into_iter().filter(|at| setter_after(text, *at, setter).is_none()).collect()
        }
        Touch::Path(path) => words(text, path).collect(),
        Touch::Member { owner, name } if words(text, owner).next().is_some() => {
            words(text, name).filter(|at| text.get(..*at).is_some_and(|before| before.ends_with('.'))).collect()
        }
        Touch::Member { .. } => Vec::new(),
    }
}

/// `users().list(`, also over several lines; where the name of the method begins.
fn calls(text: &str, accessor: &str, method: &str) -> Vec<usize> {
    let found = words(text, accessor).filter_map(|at| {
        let rest = text.get(at + accessor.len()..)?.strip_prefix("()")?.trim_start().strip_prefix('.')?.trim_start();
        let after = rest.strip_prefix(method)?;
        after.starts_with(['(', ':']).then(|| text.len() - rest.len())
    });
    found.collect()
}

/// Where a call that begins somewhere has a setter.
fn setter_after(text: &str, at: usize, setter: &str) -> Option<usize> {
    let rest = text.get(at..)?;
    let end = rest.find([';', '}']).unwrap_or(rest.len()).min(MAX_CALL_LENGTH);
    let end = (0..=end).rev().find(|end| rest.is_char_boundary(*end))?;
    let call = rest.get(..end)?;
    let found = words(call, setter).find(|found| {
        let is_called = call.get(found + setter.len()..).is_some_and(|after| after.starts_with('('));
        is_called && call.get(..*found).is_some_and(|before| before.ends_with('.'))
    });
    found.map(|found| at + found)
}

/// Where a program has a word or a path of words, whole.
fn words<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = usize> + 't {
    let is_part = |character: char| character.is_alphanumeric() || character == '_';
    text.match_indices(word).map(|(at, _)| at).filter(move |at| {
        let before = text.get(..*at).and_then(|before| before.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|after| after.chars().next());
        !word.is_empty() && !before.is_some_and(is_part) && !after.is_some_and(is_part)
    })
}

fn line_of(text: &str, at: usize) -> usize {
    text.get(..at).map_or(0, |before| before.matches('\n').count()) + 1
}
