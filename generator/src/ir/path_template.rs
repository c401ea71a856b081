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

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn every_way_to_write_a_parameter_is_one() {
        assert_eq!(plain("/files/{path+}/x"), "/files/{path}/x");
        assert_eq!(plain("/a/{+b}.{;c*}/:d/:"), "/a/{b}.{c}/{d}/:");
        assert_eq!(plain("/users/{id}"), "/users/{id}");
        assert_eq!(plain("/odd/{id"), "/odd/{id");
    }
}
