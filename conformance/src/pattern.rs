//! Generates a short string that matches a regular expression.

use regex_syntax::hir::{Class, Hir, HirKind};

/// The longest string that is generated, in bytes.
const MAX_LENGTH: usize = 512;

/// A string that matches, unless the expression is more than regular.
pub(crate) fn matching(pattern: &str) -> Option<String> {
    let hir = regex_syntax::parse(&without_lookaround(pattern)).ok()?;
    let mut text = String::new();
    write(&hir, &mut text).filter(|()| text.len() <= MAX_LENGTH)?;
    Some(text)
}

/// Removes lookaround such as `(?!..)`, which is not regular. The caller validates the string again.
fn without_lookaround(pattern: &str) -> String {
    let mut rest = pattern;
    let mut kept = String::with_capacity(pattern.len());
    while let Some(start) = ["(?!", "(?=", "(?<!", "(?<="].iter().filter_map(|opening| rest.find(opening)).min() {
        kept.push_str(&rest[..start]);
        let mut depth = 0_usize;
        let end = rest[start..].char_indices().find_map(|(index, letter)| {
            depth = match letter {
                '(' => depth + 1,
                ')' => depth - 1,
                _ => depth,
            };
            (depth == 0).then_some(start + index + 1)
        });
        rest = end.map_or("", |end| &rest[end..]);
    }
    kept + rest
}

fn write(hir: &Hir, text: &mut String) -> Option<()> {
    if text.len() > MAX_LENGTH {
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
            (0..wanted.min(MAX_LENGTH as u32 + 1)).try_for_each(|_| write(&repetition.sub, text))?;
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
