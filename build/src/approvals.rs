//! Approved changes: a file with a fingerprint, a reason and perhaps a date for each.

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use clientgen::compare::Comparison;
use serde_yaml::Value;

use crate::exit::Exit;
use crate::sources;
use crate::terminal;

/// One approval.
#[derive(Clone, Debug)]
struct Approval {
    /// The fingerprint of a change, or its beginning.
    fingerprint: String,
    /// The last day it holds, as `2027-01-31`.
    until: Option<String>,
}

/// Marks what the file approves, and tells which of its entries approve nothing.
pub(crate) fn apply(comparison: &mut Comparison, path: &Path) -> Result<(), Exit> {
    let Ok(text) = sources::text_of(path) else { return Ok(()) };
    let entries: Value = serde_yaml::from_str(&text).map_err(|error| {
        terminal::error(&format!("{}: {error}", path.display()));
        Exit::Usage
    })?;
    let today = today();
    for approval in entries.as_sequence().into_iter().flatten().filter_map(approval) {
        let is_over = approval.until.as_ref().is_some_and(|until| *until < today);
        if is_over || !comparison.approve(&approval.fingerprint) {
            let why = if is_over { "is over" } else { "approves no change" };
            eprintln!("note: {}: `{}` {why}", path.display(), approval.fingerprint);
        }
    }
    Ok(())
}

fn approval(entry: &Value) -> Option<Approval> {
    let text = |key: &str| match entry.get(key)? {
        Value::String(text) => Some(text.clone()),
        // A fingerprint of digits alone reads as a number.
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    Some(Approval { fingerprint: text("fingerprint")?, until: text("until") })
}

/// Adds entries for changes, and says so.
pub(crate) fn add(comparison: &Comparison, path: &Path, wanted: &[String], reason: &str) -> Exit {
    let mut text = sources::text_of(path).unwrap_or_else(|_| {
        "# Changes that somebody has looked at: fingerprint, reason, and the last day it holds.\n".to_owned()
    });
    for beginning in wanted {
        let mut found = comparison.changes.iter().filter(|change| change.fingerprint.starts_with(beginning.as_str()));
        let (Some(change), None) = (found.next(), found.next()) else {
            terminal::error(&format!("`{beginning}` is the fingerprint of no change, or of several"));
            return Exit::Usage;
        };
        let quoted = serde_json::Value::from(reason).to_string();
        text +=
            &format!("- fingerprint: \"{}\" # {}\n  reason: {quoted}\n", change.fingerprint, one_line(&change.title));
    }
    if let Err(error) = std::fs::write(path, &text) {
        terminal::error(&format!("{}: {error}", path.display()));
        return Exit::Usage;
    }
    println!("{} approved in {}", wanted.len(), path.display());
    Exit::Clean
}

fn one_line(text: &str) -> String {
    clientgen::diagnostics::visible(text).into_owned()
}

/// The day, as `2027-01-31`.
fn today() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let (year, month, day) = civil(seconds / 86_400);
    format!("{year:04}-{month:02}-{day:02}")
}

/// Days since 1970 as a date of the Gregorian calendar.
fn civil(days: u64) -> (u64, u64, u64) {
    let is_leap = |year: u64| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let (mut year, mut rest) = (1970, days);
    while rest >= 365 + u64::from(is_leap(year)) {
        rest -= 365 + u64::from(is_leap(year));
        year += 1;
    }
    let february = 28 + u64::from(is_leap(year));
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if rest < length {
            break;
        }
        rest -= length;
        month += 1;
    }
    (year, month, rest + 1)
}

#[cfg(test)]
mod tests {
    use super::civil;

    #[test]
    fn days_are_dates() {
        assert_eq!(civil(0), (1970, 1, 1));
        assert_eq!(civil(59), (1970, 3, 1));
        assert_eq!(civil(11_016), (2000, 2, 29));
        assert_eq!(civil(20_819), (2027, 1, 1));
    }
}
