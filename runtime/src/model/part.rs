//! A part of JSON text as it is written: no digit of a number is lost on the way.

use super::cursor::{Broken, Cursor};

/// The text of the value at these names, one inside the other; `None` where there is none, or the text is not JSON.
pub(crate) fn part<'t, 'n>(text: &'t str, names: impl IntoIterator<Item = &'n str>) -> Option<&'t str> {
    let mut cursor = Cursor::new(text);
    for name in names {
        if cursor.peek() != b'{' {
            return None;
        }
        let mut keys = Vec::new();
        cursor.outline(&mut keys, Some(name)).ok()?;
        (_, cursor.at) = keys.pop()?;
    }
    cursor.peek();
    let start = cursor.at;
    let skipped: Result<(), Broken> = cursor.skip();
    skipped.ok()?;
    text.get(start..cursor.at)
}

#[cfg(test)]
mod tests {
    use super::part;

    #[test]
    fn parts_are_as_they_are_written() {
        let text = r#" {"a": {"b\u0020c": 1.10, "d": [1, {"a": 2}] }, "e": 123456789012345678901} "#;
        let table: [(&[&str], Option<&str>); 7] = [
            (&["a", "b c"], Some("1.10")),
            (&["a", "d"], Some(r#"[1, {"a": 2}]"#)),
            (&["e"], Some("123456789012345678901")),
            (&["e", "f"], None),
            (&["a", "x"], None),
            (&["a", "d", "a"], None),
            (&[], Some(text.trim())),
        ];
        for (names, expected) in table {
            assert_eq!(part(text, names.iter().copied()), expected, "{names:?}");
        }
        assert_eq!(part(r#"{"a": [1"#, ["a"]), None);
        assert_eq!(part("", ["a"]), None);
    }
}
