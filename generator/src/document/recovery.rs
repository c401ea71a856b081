//! Mends YAML that most readers accept and ours does not, without moving anything.
//!
//! A mended text has its bytes where they were, so every place found in it is a place in the text as written.

use std::borrow::Cow;

use super::tree::Fault;
use crate::diagnostics::{Diagnostic, DiagnosticId, Severity};

/// All readings of a text together see no more bytes than this, however many places want mending.
const MOST_READ: usize = 64 << 20;

/// Reads a text again and again, each time with one more place mended; says what was mended.
pub(super) fn read_leniently<T>(
    text: &str,
    mut read: impl FnMut(&str) -> Result<T, Fault>,
) -> Result<(T, Vec<Diagnostic>), Fault> {
    let mut text = Cow::Borrowed(text);
    let mut mended = Vec::new();
    let mut bytes_read = text.len();
    loop {
        let fault = match read(&text) {
            Ok(read) => return Ok((read, mended)),
            Err(fault) => fault,
        };
        bytes_read += text.len();
        let better = mend(&text, &fault).filter(|_| bytes_read <= MOST_READ);
        let Some((better, effect)) = better else { return Err(fault) };
        text = Cow::Owned(better);
        mended.push(Diagnostic { severity: Severity::Warning, effect: Some(effect.to_owned()), ..*fault });
    }
}

/// The text without the fault, and what it is read as.
fn mend(text: &str, fault: &Diagnostic) -> Option<(String, &'static str)> {
    let start = fault.span.filter(|_| fault.id == DiagnosticId::Syntax)?.start as usize;
    if fault.message.contains("invalid indentation in multiline quoted scalar") {
        // A single line break in quotes is a space anyway.
        let end_of_line = text.get(..start)?.rfind('\n')?;
        let from = end_of_line - usize::from(text.get(..end_of_line)?.ends_with('\r'));
        return Some((blanked(text, from, end_of_line + 1)?, "the line is read as if it were indented"));
    }
    if fault.message.contains("comments must be separated") {
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
