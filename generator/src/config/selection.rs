//! Which part of a document a client is for: patterns of tags, paths, operation ids and schemas.

use serde::Deserialize;

/// What to generate of the document: the operations that one of the patterns matches, and what they need.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Include {
    /// Tags of operations and webhooks.
    pub tags: Vec<Pattern>,
    /// Paths as the document has them, or a method and a path: `GET /users/**`.
    pub paths: Vec<Pattern>,
    /// Ids of operations and names of webhooks.
    pub operations: Vec<Pattern>,
    /// Names of component schemas that are generated also if no operation needs them.
    pub schemas: Vec<Pattern>,
}

/// What to leave out of the document: the operations that one of the patterns matches, and what they alone need.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Exclude {
    /// Tags of operations and webhooks.
    pub tags: Vec<Pattern>,
    /// Paths as the document has them, or a method and a path: `DELETE /users/**`.
    pub paths: Vec<Pattern>,
    /// Ids of operations and names of webhooks.
    pub operations: Vec<Pattern>,
}

/// The patterns of operations, by key.
type Patterns<'c> = [(&'static str, &'c [Pattern]); 3];

impl Include {
    /// The patterns of operations, by key.
    pub(crate) fn patterns(&self) -> Patterns<'_> {
        [("tags", &self.tags), ("paths", &self.paths), ("operations", &self.operations)]
    }
}

impl Exclude {
    /// The patterns of operations, by key.
    pub(crate) fn patterns(&self) -> Patterns<'_> {
        [("tags", &self.tags), ("paths", &self.paths), ("operations", &self.operations)]
    }
}

/// A name in which `*` is for any characters but `/`, and `**` for any at all. `/users/**` matches `/users` too.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Pattern {
    text: String,
}

impl Pattern {
    /// A pattern as written.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into() }
    }

    /// As written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether the whole name fits.
    pub fn matches(&self, name: &str) -> bool {
        let folder = self.text.strip_suffix("/**").filter(|folder| !folder.is_empty());
        fits(&self.text, name) || folder.is_some_and(|folder| fits(folder, name))
    }
}

/// Goes back to the last star when the rest does not fit: a name is looked at once for each star.
fn fits(pattern: &str, name: &str) -> bool {
    let (pattern, name) = (pattern.as_bytes(), name.as_bytes());
    let (mut at, mut position) = (0, 0);
    // After the last star of each kind: where the pattern goes on, and how much of the name it has taken.
    let mut star: Option<(usize, usize)> = None;
    let mut double_star: Option<(usize, usize)> = None;
    loop {
        match pattern.get(at) {
            Some(b'*') if pattern.get(at + 1) == Some(&b'*') => {
                at += 2;
                (star, double_star) = (None, Some((at, position)));
                continue;
            }
            Some(b'*') => {
                at += 1;
                star = Some((at, position));
                continue;
            }
            None if position == name.len() => return true,
            Some(byte) if name.get(position) == Some(byte) => {
                (at, position) = (at + 1, position + 1);
                continue;
            }
            _ => {}
        }
        // A single star takes no slash; then only the double star before it can take more.
        let longer = star.filter(|(_, taken)| name.get(*taken).is_some_and(|byte| *byte != b'/'));
        if let Some((after, taken)) = longer {
            (at, position, star) = (after, taken + 1, Some((after, taken + 1)));
        } else if let Some((after, taken)) = double_star.filter(|(_, taken)| *taken < name.len()) {
            (at, position, star, double_star) = (after, taken + 1, None, Some((after, taken + 1)));
        } else {
            return false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stop_at_slashes_and_double_stars_do_not() {
        for (pattern, name, expected) in [
            ("users", "users", true),
            ("users", "user", false),
            ("", "", true),
            ("", "a", false),
            ("*", "", true),
            ("list*", "listUsers", true),
            ("*Users", "listUsers", true),
            ("l*U*s", "listUsers", true),
            ("*a*a", "aba", true),
            ("*a*a", "ab", false),
            ("/users/*", "/users/{id}", true),
            ("/users/*", "/users/{id}/tags", false),
            ("/users/*", "/users", false),
            ("/users/**", "/users/{id}/tags", true),
            ("/users/**", "/users", true),
            ("/users/**", "/users2", false),
            ("/**/tags", "/users/{id}/tags", true),
            ("/**/{id}/*", "/a/b/{id}/c", true),
            ("/**/{id}/*", "/a/b/{id}/c/d", false),
            ("**", "/a/b", true),
            ("GET /users", "GET /users", true),
            ("* /users/**", "DELETE /users/{id}", true),
        ] {
            assert_eq!(Pattern::new(pattern).matches(name), expected, "{pattern} {name}");
        }
    }

    #[test]
    fn a_pattern_of_many_stars_takes_no_time() {
        assert!(!Pattern::new("*a".repeat(40)).matches(&["a".repeat(4_000), "b".to_owned()].concat()));
    }
}
