//! Path templates: the ways to write a parameter, and the one way of the output.

/// The name of a parameter between braces. Operators of RFC 6570 say how a value is written; here the parameter's style
/// does.
pub(crate) fn parameter_name(written: &str) -> &str {
    written.trim_start_matches(['.', ';', '+']).trim_end_matches(['*', '+'])
}

/// A path as the output has it: `/files/{path}` for `/files/{path+}`, `/users/{id}` for `/users/:id`.
pub(crate) fn plain(path: &str) -> String {
    let segments = path.split('/').map(|segment| match segment.strip_prefix(':') {
        Some(name) if !name.is_empty() => ["{", name, "}"].concat(),
        _ => without_operators(segment),
    });
    segments.collect::<Vec<_>>().join("/")
}

fn without_operators(segment: &str) -> String {
    let mut plain = String::with_capacity(segment.len());
    let mut rest = segment;
    while let Some((before, (written, after))) =
        rest.split_once('{').and_then(|(before, inner)| Some((before, inner.split_once('}')?)))
    {
        plain.push_str(before);
        plain.extend(["{", parameter_name(written), "}"]);
        rest = after;
    }
    plain + rest
}

/// A path without the query or the fragment that a document may have written into it.
pub(crate) fn without_query(path: &str) -> &str {
    path.split(['?', '#']).next().unwrap_or_default()
}

/// A path as requests have it: a fragment is never sent, and what no URL may have is percent-encoded.
///
/// A query stays, so that it is sent with every request; so do parameters and the escapes that are written.
pub(crate) fn sent(path: &str) -> String {
    let mut sent = String::with_capacity(path.len());
    let mut rest = path;
    while let Some(character) = rest.chars().next() {
        let parameter = rest.starts_with('{').then(|| rest.find('}')).flatten();
        let length = parameter.map_or(character.len_utf8(), |end| end + 1);
        let (whole, after) = rest.split_at(length);
        match character {
            '#' => break,
            '%' if !is_escape(whole, after) => sent.push_str("%25"),
            _ if parameter.is_some() || is_of_urls(character) => sent.push_str(whole),
            _ => sent.extend(whole.bytes().map(|byte| format!("%{byte:02X}"))),
        }
        rest = after;
    }
    sent
}

fn is_escape(percent: &str, after: &str) -> bool {
    let digits = after.as_bytes().first_chunk::<2>();
    percent == "%" && digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
}

/// The characters that a path or a query has as they are (RFC 3986, section 3.3), the percent sign of escapes among
/// them, and braces, which servers take as they are written.
fn is_of_urls(character: char) -> bool {
    character.is_ascii_graphic() && !matches!(character, '"' | '<' | '>' | '\\' | '^' | '`' | '|')
}

#[cfg(test)]
mod tests {
    use super::{plain, sent};

    #[test]
    fn what_no_url_has_is_not_sent_as_it_is() {
        assert_eq!(sent("/users/{id}:lock"), "/users/{id}:lock");
        assert_eq!(sent("/oauth2/token#refresh"), "/oauth2/token");
        assert_eq!(sent("/index.php?route=api/login"), "/index.php?route=api/login");
        assert_eq!(sent("/a b/stra\u{df}e/{der n\u{e4}chste}"), "/a%20b/stra%C3%9Fe/{der n\u{e4}chste}");
        assert_eq!(sent("/things\r\nX: 1"), "/things%0D%0AX:%201");
        assert_eq!(sent("/100%/%41%4"), "/100%25/%41%254");
        assert_eq!(sent("/odd/{id"), "/odd/{id");
    }

    #[test]
    fn every_way_to_write_a_parameter_is_one() {
        assert_eq!(plain("/files/{path+}/x"), "/files/{path}/x");
        assert_eq!(plain("/a/{+b}.{;c*}/:d/:"), "/a/{b}.{c}/{d}/:");
        assert_eq!(plain("/users/{id}"), "/users/{id}");
        assert_eq!(plain("/odd/{id"), "/odd/{id");
    }
}
