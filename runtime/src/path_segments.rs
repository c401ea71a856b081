//! Segments of a path that servers and proxies would remove or resolve: values may not make them.

use std::ops::Range;

/// What an empty path parameter means, and what sends a request without it all the same.
pub(crate) const ANOTHER_OPERATION: &str =
    ", so the request would reach something else; if that is meant, `client.request(method, path)` sends it";

/// True if no segment with this value can be empty or consist of dots: it is one segment or a part of one, and its first
/// byte is no dot.
pub(crate) fn is_harmless(value: &str) -> bool {
    let value = value.as_bytes();
    value.first().is_some_and(|first| *first != b'.') && !value.contains(&b'/')
}

/// Refuses such segments where they come from values, whose places in the path are given.
///
/// A value that may have slashes may end in one, if the path ends there.
pub(crate) fn check(path: &str, values: &[Range<usize>]) -> Result<(), String> {
    let mut start = 0;
    for segment in path.split('/') {
        let end = start + segment.len();
        let is_written = values.iter().any(|value| value.start <= end && start <= value.end);
        let ends_path = end == path.len() && values.iter().any(|value| value.end == end);
        match segment {
            "" if is_written && !ends_path => return Err(format!("a path segment is empty{ANOTHER_OPERATION}")),
            "." | ".." if is_written => return Err(format!("a path segment cannot be {segment:?}")),
            _ => {}
        }
        start = end + 1;
    }
    Ok(())
}
