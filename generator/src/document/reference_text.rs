//! The text of a reference: its file, its fragment, and the path of the file relative to the one that refers to it.

use std::borrow::Cow;

/// The file and the fragment of a reference.
pub(super) fn split_reference(reference: &str) -> (&str, Option<&str>) {
    match reference.split_once('#') {
        Some((file, fragment)) => (file, Some(fragment)),
        None => (reference, None),
    }
}

/// What is after `#` is a name (`$anchor`) and no JSON pointer.
pub(super) fn is_name(fragment: &str) -> bool {
    !fragment.is_empty() && !fragment.starts_with('/')
}

/// Why a relative path names no file below the root folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PathError {
    /// It has a scheme or a host.
    Remote,
    /// It leads out of the root folder.
    Escapes,
}

/// The path of a file named in a reference, relative to the file that holds the reference.
pub(super) fn join(from: &str, reference: &str) -> Result<String, PathError> {
    let scheme = reference.split_once(':').map(|(scheme, _)| scheme);
    let has_scheme = scheme.is_some_and(|scheme| {
        scheme.len() > 1 && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    });
    if has_scheme || reference.starts_with("//") {
        return Err(PathError::Remote);
    }
    if reference.starts_with('/') || reference.contains('\\') || reference.contains(':') {
        return Err(PathError::Escapes);
    }
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(reference.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().ok_or(PathError::Escapes)?;
            }
            part => parts.push(part),
        }
    }
    Ok(parts.join("/"))
}

/// The same where URLs can be read: their paths are `https:/host/path`, and what they refer to stays on their host.
pub(super) fn join_any(from: &str, reference: &str, has_urls: bool) -> Result<String, PathError> {
    let url = SCHEMES.iter().find_map(|scheme| Some((scheme, reference.strip_prefix(scheme)?.strip_prefix("//")?)));
    if let Some((scheme, rest)) = url.filter(|_| has_urls) {
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        return join("", path).map(|path| [scheme, "/", host, "/", &path].concat());
    }
    let path = join(from, reference)?;
    let is_off_host = host_of(from).is_some_and(|host| host_of(&path) != Some(host));
    if is_off_host { Err(PathError::Escapes) } else { Ok(path) }
}

/// What the path of a URL begins with.
const SCHEMES: [&str; 2] = ["https:", "http:"];

/// The scheme and the host of the path of a URL.
fn host_of(path: &str) -> Option<&str> {
    let scheme = SCHEMES.iter().find(|scheme| path.strip_prefix(**scheme).is_some_and(|rest| rest.starts_with('/')))?;
    let host = path.get(scheme.len() + 1..)?.split('/').next()?;
    path.get(..scheme.len() + 1 + host.len())
}

/// The URL that a path is, if it is one.
pub(super) fn url_of(path: &str) -> Option<String> {
    let host = host_of(path)?;
    let (scheme, name) = host.split_once('/')?;
    Some([scheme, "//", name, path.get(host.len()..)?].concat())
}

/// The URI of the main document (`$self`, OpenAPI 3.2), by which references may name it and the files next to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct SelfUri<'d> {
    pub(super) uri: &'d str,
    /// Path of the main file.
    pub(super) main_path: &'d str,
}

impl SelfUri<'_> {
    /// The path of a file named in a reference, if the URI says which it is.
    pub(super) fn join(self, from: &str, reference: &str) -> Option<Result<String, PathError>> {
        let (folder, name) = self.uri.rsplit_once('/').unwrap_or(("", self.uri));
        let named = join(from, reference);
        if reference == self.uri || named.is_ok() && named == join(self.main_path, name) {
            return Some(Ok(self.main_path.to_owned()));
        }
        let is_absolute = folder.contains("://");
        let next_to_it = reference.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')).filter(|_| is_absolute);
        next_to_it.map(|path| join(self.main_path, path))
    }
}

pub(super) fn percent_decode(text: &str) -> Cow<'_, str> {
    if !text.as_bytes().contains(&b'%') {
        return text.into();
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let digits = bytes.get(at + 1..at + 3).and_then(|digits| std::str::from_utf8(digits).ok());
        let value = digits
            .filter(|digits| byte == b'%' && digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        decoded.push(value.unwrap_or(byte));
        at += if value.is_some() { 3 } else { 1 };
    }
    String::from_utf8(decoded).map_or(text.into(), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_named_by_its_uri() {
        let own = SelfUri { uri: "https://example.com/api/openapi.yaml", main_path: "v1/main.yaml" };
        let table = [
            ("v1/main.yaml", "https://example.com/api/openapi.yaml", Some(Ok("v1/main.yaml"))),
            ("v1/main.yaml", "openapi.yaml", Some(Ok("v1/main.yaml"))),
            ("v1/main.yaml", "https://example.com/api/common/user.yaml", Some(Ok("v1/common/user.yaml"))),
            ("v1/main.yaml", "https://example.com/api/../../up.yaml", Some(Err(PathError::Escapes))),
            ("v1/common/user.yaml", "../openapi.yaml", Some(Ok("v1/main.yaml"))),
            ("v1/common/user.yaml", "openapi.yaml", None),
            ("v1/main.yaml", "https://example.com/apis/openapi.yaml", None),
            ("v1/main.yaml", "common.yaml", None),
        ];
        for (from, reference, expected) in table {
            let found = own.join(from, reference);
            assert_eq!(found, expected.map(|path| path.map(str::to_owned)), "{reference} in {from}");
        }
        let relative = SelfUri { uri: "openapi.yaml", main_path: "main.yaml" };
        assert_eq!(relative.join("main.yaml", "openapi.yaml"), Some(Ok("main.yaml".to_owned())));
    }

    #[test]
    fn urls_are_paths_where_they_can_be_read() {
        let table = [
            ("api.yaml", "https://a.example/v1/b.yaml", Ok("https:/a.example/v1/b.yaml")),
            ("https:/a.example/v1/b.yaml", "c.yaml", Ok("https:/a.example/v1/c.yaml")),
            ("https:/a.example/v1/b.yaml", "../c.yaml", Ok("https:/a.example/c.yaml")),
            ("https:/a.example/v1/b.yaml", "../../c.yaml", Err(PathError::Escapes)),
            ("https:/a.example/v1/b.yaml", "../../b.example/c.yaml", Err(PathError::Escapes)),
            ("https:/a.example/v1/b.yaml", "http://b.example/c.yaml", Ok("http:/b.example/c.yaml")),
            ("api.yaml", "c.yaml", Ok("c.yaml")),
            ("api.yaml", "file:///etc/passwd", Err(PathError::Remote)),
            ("api.yaml", "https://a.example/../b.yaml", Err(PathError::Escapes)),
        ];
        for (from, reference, expected) in table {
            assert_eq!(join_any(from, reference, true), expected.map(str::to_owned), "{reference} in {from}");
        }
        assert_eq!(join_any("a.yaml", "https://a.example/b.yaml", false), Err(PathError::Remote));
        assert_eq!(url_of("https:/a.example/v1/b.yaml").as_deref(), Some("https://a.example/v1/b.yaml"));
        assert_eq!(url_of("folder/b.yaml"), None);
    }

    #[test]
    fn paths_stay_below_the_root() {
        let table = [
            ("api.yaml", "common.yaml", Ok("common.yaml")),
            ("api.yaml", "./schemas/user.yaml", Ok("schemas/user.yaml")),
            ("v1/api.yaml", "../common.yaml", Ok("common.yaml")),
            ("v1/api.yaml", "./a/../b.yaml", Ok("v1/b.yaml")),
            ("v1/api.yaml", "../../common.yaml", Err(PathError::Escapes)),
            ("api.yaml", "../common.yaml", Err(PathError::Escapes)),
            ("api.yaml", "/etc/passwd", Err(PathError::Escapes)),
            ("api.yaml", "..\\common.yaml", Err(PathError::Escapes)),
            ("api.yaml", "C:\\common.yaml", Err(PathError::Escapes)),
            ("api.yaml", "https://example.com/a.yaml", Err(PathError::Remote)),
            ("api.yaml", "file:///etc/passwd", Err(PathError::Remote)),
            ("api.yaml", "//example.com/a.yaml", Err(PathError::Remote)),
            ("api.yaml", "urn:x:y", Err(PathError::Remote)),
        ];
        for (from, reference, expected) in table {
            assert_eq!(join(from, reference), expected.map(str::to_owned), "{reference} in {from}");
        }
    }
}
