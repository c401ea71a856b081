//! Mends YAML that most readers accept and ours does not, without moving anything.
//!
//! A repaired text has its bytes where they were, so every place found in it is a place in the text as written.

use std::borrow::Cow;

use super::tree::ReadError;
use super::yaml_words::{CLOSE_COMMENT, SHORT_LINE};
use crate::diagnostics::{Diagnostic, DiagnosticId, Severity};

/// All readings of a string together see no more bytes than this, however many places want mending.
const MAX_READ: usize = 64 << 20;

/// Reads a string again and again, each time with one more place repaired; says what was repaired.
pub(super) fn read_leniently<T>(
    text: &str,
    mut read: impl FnMut(&str) -> Result<T, ReadError>,
) -> Result<(T, Vec<Diagnostic>), ReadError> {
    let mut text = Cow::Borrowed(text);
    let mut repaired = Vec::new();
    let mut bytes_read = text.len();
    loop {
        let error = match read(&text) {
            Ok(read) => return Ok((read, repaired)),
            Err(error) => error,
        };
        bytes_read += text.len();
        let better = repair(&text, &error).filter(|_| bytes_read <= MAX_READ);
        let Some((better, effect)) = better else { return Err(error) };
        text = Cow::Owned(better);
        repaired.push(Diagnostic { severity: Severity::Warning, effect: Some(effect.to_owned()), ..*error });
    }
}

/// The text without the error, and what it is read as.
fn repair(text: &str, error: &Diagnostic) -> Option<(String, &'static str)> {
    let start = error.span.filter(|_| error.id == DiagnosticId::Syntax)?.start as usize;
    if error.message == SHORT_LINE {
        // A single line break in quotes is a space anyway.
        let end_of_line = text.get(..start)?.rfind('\n')?;
        let from = end_of_line - usize::from(text.get(..end_of_line)?.ends_with('\r'));
        return Some((blanked(text, from, end_of_line + 1)?, "the line is read as if it were indented"));
    }
    if error.message == CLOSE_COMMENT {
        let line = text.get(start..)?.lines().next()?;
        let from = start + line.find('#')?;
        return Some((blanked(text, from, start + line.len())?, "the rest of the line is read as a comment"));
    }
    None
}

fn blanked(text: &str, from: usize, to: usize) -> Option<String> {
    let (before, after) = (text.get(..from)?, text.get(to..)?);
    Some([before, &" ".repeat(to.checked_sub(from)?), after].concat())
}
