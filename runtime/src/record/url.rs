//! URLs without secrets: user names and passwords, and values of the query and the fragment.

use super::names::{MARK, Names};

/// The URL without its secrets; relative ones are accepted.
pub(super) fn cleaned(url: &str, names: &Names) -> String {
    let (url, fragment) = url.split_once('#').map_or((url, None), |(url, fragment)| (url, Some(fragment)));
    let (path, query) = url.split_once('?').map_or((url, None), |(path, query)| (path, Some(query)));
    let mut cleaned = without_user(path);
    for (sign, part) in [('?', query), ('#', fragment)] {
        if let Some(part) = part {
            cleaned.push(sign);
            cleaned.push_str(&pairs(part, names));
        }
    }
    cleaned
}

/// Pairs as a query or a form has them, without the values that may be secret.
pub(super) fn pairs(pairs: &str, names: &Names) -> String {
    let pair = |pair: &str| match pair.split_once('=') {
        Some((name, _)) if names.is_parameter(&decoded(name)) => [name, "=", MARK].concat(),
        _ => pair.to_owned(),
    };
    pairs.split('&').map(pair).collect::<Vec<_>>().join("&")
}

/// A part of a query or a form, decoded.
pub(super) fn decoded(part: &str) -> String {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match (first, hex.and_then(|hex| u8::from_str_radix(hex, 16).ok())) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            (b'+', _) => bytes.push(b' '),
            (byte, _) => bytes.push(*byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn without_user(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let end = rest.find('/').unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    match authority.rsplit_once('@') {
        Some((_, host)) => [scheme, "://", MARK, "@", host, path].concat(),
        None => url.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_keep_what_is_no_secret() {
        let table = [
            ("https://a.example/x?page=2", "https://a.example/x?page=2"),
            ("https://jo:hunter2@a.example/x@y", "https://***@a.example/x@y"),
            ("https://jo@a.example?api%5Fkey=b", "https://***@a.example?api%5Fkey=***"),
            ("/done#access_token=abc&state=1", "/done#access_token=***&state=1"),
            ("", ""),
        ];
        for (url, expected) in table {
            assert_eq!(cleaned(url, &Names::default()), expected);
        }
        assert_eq!(decoded("a%20b+c%zz%"), "a b c%zz%");
    }
}
