//! One spelling of what has several.

/// A media type: it has no case, and JSON is in UTF-8, whether it says so or not.
pub(super) fn media_type(name: &str) -> String {
    let spelling = name.to_ascii_lowercase().replace(' ', "");
    let json = spelling.strip_suffix(";charset=utf-8").filter(|name| name.ends_with("json"));
    json.map(str::to_owned).unwrap_or(spelling)
}
