//! A short text that matches a regular expression, for parameters and properties that must match one.

use regex_syntax::hir::{Class, Hir, HirKind};

/// More characters than this are no sensible example.
const LONGEST: usize = 512;

/// A text that matches, as far as the expression is a regular one.
pub(crate) fn matching(pattern: &str) -> Option<String> {
    let hir = regex_syntax::parse(pattern).ok()?;
    let mut text = String::new();
    write(&hir, &mut text).filter(|()| text.len() <= LONGEST)?;
    Some(text)
}

fn write(hir: &Hir, text: &mut String) -> Option<()> {
    if text.len() > LONGEST {
        return None;
    }
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(std::str::from_utf8(&literal.0).ok()?),
        HirKind::Class(Class::Unicode(class)) => {
            text.push(plainest(class.ranges().iter().map(|r| (r.start(), r.end())))?)
        }
        HirKind::Class(Class::Bytes(class)) => {
            let ranges = class.ranges().iter().map(|range| (char::from(range.start()), char::from(range.end())));
            text.push(plainest(ranges)?);
        }
        HirKind::Repetition(repetition) => {
            let wanted = repetition.min.max(u32::from(repetition.max != Some(0)));
            (0..wanted.min(LONGEST as u32 + 1)).try_for_each(|_| write(&repetition.sub, text))?;
        }
        HirKind::Capture(capture) => write(&capture.sub, text)?,
        HirKind::Concat(parts) => parts.iter().try_for_each(|part| write(part, text))?,
        HirKind::Alternation(branches) => write(branches.first()?, text)?,
    }
    Some(())
}

/// A letter or digit if the class has one.
fn plainest(ranges: impl Iterator<Item = (char, char)> + Clone) -> Option<char> {
    let plain = ('a'..='z').chain('0'..='9').chain('A'..='Z');
    let has = |wanted: &char| ranges.clone().any(|(start, end)| start <= *wanted && *wanted <= end);
    let found = plain.clone().find(has);
    found.or_else(|| ranges.clone().next().map(|(start, _)| start))
}
