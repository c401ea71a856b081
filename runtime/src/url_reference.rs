//! Resolution of URL references against the URL of a request (RFC 3986, section 5).

use std::borrow::Cow;

use http::Uri;

/// The components of a reference, without its fragment (RFC 3986, appendix B).
struct Reference<'a> {
    scheme: Option<&'a str>,
    authority: Option<&'a str>,
    path: &'a str,
    query: Option<&'a str>,
}

/// Resolves a reference, as a header contains it; `None` if the result is not a URL.
///
/// Bytes that a URL cannot contain, such as spaces and those of other alphabets, are percent-encoded first.
pub(crate) fn resolve(base: &Uri, reference: &[u8]) -> Option<Uri> {
    let text = percent_encoded(reference.trim_ascii());
    let Reference { scheme, authority, path, query } = Reference::parse(&text);
    let is_absolute = scheme.is_some() || authority.is_some();
    let scheme = scheme.or(base.scheme_str())?;
    let authority = if is_absolute { authority? } else { base.authority()?.as_str() };
    let (path, query) = if is_absolute || path.starts_with('/') {
        (Cow::Borrowed(path), query)
    } else if path.is_empty() {
        (Cow::Borrowed(base.path()), query.or(base.query()))
    } else {
        let folder = base.path().rsplit_once('/').map_or("", |(folder, _)| folder);
        (Cow::Owned(format!("{folder}/{path}")), query)
    };
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    format!("{scheme}://{authority}{}{query}", without_dot_segments(&path)).parse().ok()
}

impl<'a> Reference<'a> {
    fn parse(text: &'a str) -> Self {
        let text = text.split_once('#').map_or(text, |(before, _)| before);
        let (rest, query) = match text.split_once('?') {
            Some((rest, query)) => (rest, Some(query)),
            None => (text, None),
        };
        let (scheme, rest) = match rest.split_once(':').filter(|(scheme, _)| is_scheme(scheme)) {
            Some((scheme, rest)) => (Some(scheme), rest),
            None => (None, rest),
        };
        let (authority, path) = match rest.strip_prefix("//") {
            Some(rest) => {
                let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
                (Some(authority), path)
            }
            None => (None, rest),
        };
        Self { scheme, authority, path, query }
    }
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

/// Removes `.` segments, and `..` segments together with the segment before them (RFC 3986, section 5.2.4).
fn without_dot_segments(path: &str) -> String {
    let mut segments = Vec::new();
    for segment in path.split('/').skip(1) {
        match segment {
            "." => {}
            ".." => drop(segments.pop()),
            _ => segments.push(segment),
        }
    }
    // A dot segment at the end names a folder, whose path ends with a slash.
    if path.ends_with("/.") || path.ends_with("/..") {
        segments.push("");
    }
    format!("/{}", segments.join("/"))
}

fn percent_encoded(reference: &[u8]) -> String {
    let mut text = String::with_capacity(reference.len());
    for &byte in reference {
        if byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolved(base: &'static str, reference: &str) -> String {
        resolve(&Uri::from_static(base), reference.as_bytes()).map(|url| url.to_string()).unwrap_or_default()
    }

    /// The examples of RFC 3986, sections 5.4.1 and 5.4.2, without fragments and without the scheme `g`.
    #[test]
    fn examples_of_rfc_3986() {
        let table = [
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g/"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y", "http://a/b/c/g?y"),
            ("#s", "http://a/b/c/d;p?q"),
            ("g#s", "http://a/b/c/g"),
            ("g?y#s", "http://a/b/c/g?y"),
            (";x", "http://a/b/c/;x"),
            ("g;x", "http://a/b/c/g;x"),
            ("g;x?y#s", "http://a/b/c/g;x?y"),
            ("", "http://a/b/c/d;p?q"),
            (".", "http://a/b/c/"),
            ("./", "http://a/b/c/"),
            ("..", "http://a/b/"),
            ("../", "http://a/b/"),
            ("../g", "http://a/b/g"),
            ("../..", "http://a/"),
            ("../../", "http://a/"),
            ("../../g", "http://a/g"),
            ("../../../g", "http://a/g"),
            ("../../../../g", "http://a/g"),
            ("/./g", "http://a/g"),
            ("/../g", "http://a/g"),
            ("g.", "http://a/b/c/g."),
            (".g", "http://a/b/c/.g"),
            ("g..", "http://a/b/c/g.."),
            ("..g", "http://a/b/c/..g"),
            ("./../g", "http://a/b/g"),
            ("./g/.", "http://a/b/c/g/"),
            ("g/./h", "http://a/b/c/g/h"),
            ("g/../h", "http://a/b/c/h"),
            ("g;x=1/./y", "http://a/b/c/g;x=1/y"),
            ("g;x=1/../y", "http://a/b/c/y"),
            ("g?y/./x", "http://a/b/c/g?y/./x"),
            ("g?y/../x", "http://a/b/c/g?y/../x"),
            ("g#s/../x", "http://a/b/c/g"),
        ];
        for (reference, expected) in table {
            assert_eq!(resolved("http://a/b/c/d;p?q", reference), expected, "{reference}");
        }
    }

    #[test]
    fn references_as_servers_send_them() {
        let table = [
            ("https://b.example/p", "https://b.example/p"),
            ("https://b.example", "https://b.example/"),
            ("HTTPS://b.example/p?q", "https://b.example/p?q"),
            ("//b.example/p", "https://b.example/p"),
            ("/p?next=https://b.example/q", "https://a.example/p?next=https://b.example/q"),
            ("?next=https://b.example/q", "https://a.example/x/y?next=https://b.example/q"),
            ("../z", "https://a.example/z"),
            ("https://b.example/p/../q", "https://b.example/q"),
            ("/a b", "https://a.example/a%20b"),
            (" /p ", "https://a.example/p"),
            ("/caf\u{e9}?q=\u{fc}", "https://a.example/caf%C3%A9?q=%C3%BC"),
            ("/already%20encoded", "https://a.example/already%20encoded"),
            ("/p?a={b|c}", "https://a.example/p?a=%7Bb%7Cc%7D"),
            ("\\\\b.example\\p", "https://a.example/x/%5C%5Cb.example%5Cp"),
            ("https:/p", ""),
            ("https://", ""),
            ("mailto:jo@b.example", ""),
            ("https://b\u{e9}.example/", ""),
        ];
        for (reference, expected) in table {
            assert_eq!(resolved("https://a.example/x/y?z=1", reference), expected, "{reference}");
        }
    }

    #[test]
    fn bytes_that_are_not_utf_8_are_encoded() {
        let url = resolve(&Uri::from_static("https://a.example/"), b"/caf\xe9");
        assert_eq!(url, Some(Uri::from_static("https://a.example/caf%E9")));
    }
}
