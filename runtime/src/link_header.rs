//! The header `Link` (RFC 8288): the target of the relation `next`.

use http::{HeaderMap, header};

/// The target of the first link with the relation `next`, as it is written.
pub(crate) fn next(headers: &HeaderMap) -> Option<&str> {
    headers.get_all(header::LINK).iter().filter_map(|value| value.to_str().ok()).find_map(next_of)
}

fn next_of(value: &str) -> Option<&str> {
    let mut rest = value;
    loop {
        let (target, after) = rest.split_once('<')?.1.split_once('>')?;
        let parameters = &after[..end_of_link(after)];
        if is_next(parameters) {
            return Some(target.trim());
        }
        rest = &after[parameters.len()..];
    }
}

/// The length of the parameters of a link: up to a comma that is not inside a quoted string.
fn end_of_link(text: &str) -> usize {
    let mut is_quoted = false;
    let mut is_escaped = false;
    for (index, character) in text.char_indices() {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' if is_quoted => is_escaped = true,
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => return index,
            _ => {}
        }
    }
    text.len()
}

/// Whether the parameters say `next`. Only the first `rel` counts, and with `anchor` the link is from another resource
/// (RFC 8288, section 3).
fn is_next(parameters: &str) -> bool {
    let mut relation = None;
    for parameter in parameters.split(';') {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        let name = name.trim();
        if name.eq_ignore_ascii_case("anchor") {
            return false;
        }
        // Some servers link to a next page that is empty, and say so with `results`.
        if name.eq_ignore_ascii_case("results") && value.trim().trim_matches('"') == "false" {
            return false;
        }
        if name.eq_ignore_ascii_case("rel") && relation.is_none() {
            relation = Some(value.trim().trim_matches('"'));
        }
    }
    relation.is_some_and(|types| types.split_whitespace().any(|one| one.eq_ignore_ascii_case("next")))
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[test]
    fn the_relation_next_is_found_in_every_form() {
        let table = [
            (r#"<https://a.example/?page=2>; rel="next""#, Some("https://a.example/?page=2")),
            (r#"<https://a.example/?page=1>; rel="prev", </p?page=3>; rel="next""#, Some("/p?page=3")),
            ("</p>; rel=next", Some("/p")),
            (r#"</p>;title="a, b; c";REL="last Next""#, Some("/p")),
            (r#"</a,b;c>; rel="prev"; title="\",<\"" , </d>; rel="next""#, Some("/d")),
            (r#"</p>; rel="next-archive""#, None),
            (r#"</p>; rel="prev"; rel="next""#, None),
            (r##"</p>; rel="next"; anchor="#x""##, None),
            (r#"</p>; title="rel=next""#, None),
            (r#"</p>; rel="next"; results="true"; cursor="0:1:0""#, Some("/p")),
            (r#"</p>; rel="next"; results="false"; cursor="0:1:0""#, None),
            ("</p", None),
            ("", None),
        ];
        for (value, expected) in table {
            let mut headers = HeaderMap::new();
            headers.append(header::LINK, HeaderValue::from_static(r#"</first>; rel="first""#));
            headers.append(header::LINK, HeaderValue::from_static(value));
            assert_eq!(next(&headers), expected, "{value}");
        }
    }
}
