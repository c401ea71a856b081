//! JSON pointers (RFC 6901): the one place that escapes and unescapes their segments.

use std::borrow::Cow;
use std::fmt;

use serde::Serialize;

/// The place of a node: `/paths/~1users/get` in the main file, `common.yaml#/User` in another one.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct JsonPointer {
    /// As printed: the path of the file and `#`, unless it is the main one; then each segment, escaped, after a slash.
    text: String,
}

impl JsonPointer {
    /// The root of the main file.
    pub const fn root() -> JsonPointer {
        JsonPointer { text: String::new() }
    }

    /// The root of another file.
    pub fn root_of(path: &str) -> JsonPointer {
        JsonPointer { text: [path, "#"].concat() }
    }

    /// A pointer as it is printed.
    pub fn parse(text: impl Into<String>) -> JsonPointer {
        JsonPointer { text: text.into() }
    }

    /// The place that keys lead to, from the root of a value.
    pub(crate) fn of_path(keys: &[String]) -> JsonPointer {
        let mut pointer = JsonPointer::root();
        keys.iter().for_each(|key| pointer.push(key));
        pointer
    }

    /// The same with room for that many bytes more.
    #[must_use]
    pub(crate) fn with_room(mut self, bytes: usize) -> JsonPointer {
        self.text.reserve(bytes);
        self
    }

    /// As printed.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The place of a key or an index of this node.
    #[must_use]
    pub fn child(&self, segment: &str) -> JsonPointer {
        self.below(&[segment])
    }

    /// The place that keys and indices lead to from this node.
    #[must_use]
    pub(crate) fn below(&self, segments: &[&str]) -> JsonPointer {
        let room: usize = segments.iter().map(|segment| segment.len() + 1).sum();
        let mut text = String::with_capacity(self.text.len() + room);
        text.push_str(&self.text);
        let mut below = JsonPointer { text };
        segments.iter().for_each(|segment| below.push(segment));
        below
    }

    /// The place of an item of this list.
    #[must_use]
    pub fn item(&self, index: usize) -> JsonPointer {
        self.child(&index.to_string())
    }

    /// Goes to a key or an index of this node.
    pub fn push(&mut self, segment: &str) {
        self.text.reserve(segment.len() + 1);
        self.text.push('/');
        let mut rest = segment;
        while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'~' | b'/')) {
            let (plain, special) = rest.split_at(at);
            self.text.push_str(plain);
            self.text.push_str(if special.starts_with('~') { "~0" } else { "~1" });
            rest = special.get(1..).unwrap_or_default();
        }
        self.text.push_str(rest);
    }

    /// Goes back to the node that holds this one; a root stays where it is.
    pub fn pop(&mut self) {
        let end = self.inner().rfind('/').map(|at| self.start() + at);
        self.text.truncate(end.unwrap_or(self.text.len()));
    }

    /// The node that holds this one; none of a root.
    pub fn parent(&self) -> Option<JsonPointer> {
        let (parent, _) = self.inner().rsplit_once('/')?;
        Some(JsonPointer { text: self.text[..self.start() + parent.len()].to_owned() })
    }

    /// A pointer that begins at this node, as one that begins where this one does.
    #[must_use]
    pub fn join(&self, inner: &JsonPointer) -> JsonPointer {
        JsonPointer { text: [&self.text, inner.inner()].concat() }
    }

    /// The path of its file; none for the main one.
    pub fn file(&self) -> Option<&str> {
        self.start().checked_sub(1).and_then(|end| self.text.get(..end))
    }

    /// True for the root of a file.
    pub fn is_root(&self) -> bool {
        self.inner().is_empty()
    }

    /// The segments from the root of the file, unescaped.
    pub fn segments(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.inner().split('/').skip(1).map(JsonPointer::unescaped)
    }

    /// The last segment, unescaped; none of a root.
    pub fn last(&self) -> Option<Cow<'_, str>> {
        self.inner().rsplit_once('/').map(|(_, last)| JsonPointer::unescaped(last))
    }

    /// True for the node at `outer` and everything in it.
    pub fn is_within(&self, outer: &JsonPointer) -> bool {
        self.text.strip_prefix(&outer.text).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The part after `#`.
    pub(crate) fn inner(&self) -> &str {
        self.text.get(self.start()..).unwrap_or_default()
    }

    /// A segment as it is written in a pointer, without its escapes.
    pub(crate) fn unescaped(segment: &str) -> Cow<'_, str> {
        if !segment.as_bytes().contains(&b'~') {
            return Cow::Borrowed(segment);
        }
        let mut parts = segment.split('~');
        let mut text = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (letter, rest) = match part.split_at_checked(1) {
                Some(("0", rest)) => ("~", rest),
                Some(("1", rest)) => ("/", rest),
                _ => ("~", part),
            };
            text.push_str(letter);
            text.push_str(rest);
        }
        Cow::Owned(text)
    }

    /// Where the segments begin.
    fn start(&self) -> usize {
        if self.text.starts_with('/') { 0 } else { self.text.find('#').map_or(0, |at| at + 1) }
    }
}

impl fmt::Display for JsonPointer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

impl From<&JsonPointer> for JsonPointer {
    fn from(pointer: &JsonPointer) -> JsonPointer {
        pointer.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_are_escaped_and_unescaped() {
        let pointer = JsonPointer::root().child("paths").child("/users/~me").item(0);
        assert_eq!(pointer.as_str(), "/paths/~1users~1~0me/0");
        assert_eq!(pointer.segments().collect::<Vec<_>>(), ["paths", "/users/~me", "0"]);
        assert_eq!(pointer.parent(), Some(JsonPointer::parse("/paths/~1users~1~0me")));
        assert_eq!(pointer.last().as_deref(), Some("0"));
        assert_eq!(JsonPointer::root().child("~1").last().as_deref(), Some("~1"));
        assert_eq!(JsonPointer::root().child("").segments().collect::<Vec<_>>(), [""]);
    }

    #[test]
    fn other_files_come_before_the_segments() {
        let root = JsonPointer::root_of("models/user.yaml");
        let mut pointer = root.child("a#b");
        assert_eq!(pointer.as_str(), "models/user.yaml#/a#b");
        assert_eq!((pointer.file(), pointer.inner()), (Some("models/user.yaml"), "/a#b"));
        assert_eq!(JsonPointer::parse("/a#b").file(), None);
        pointer.pop();
        assert_eq!(pointer, root);
        pointer.pop();
        assert_eq!((pointer.parent(), pointer), (None, root));
    }

    #[test]
    fn a_node_is_within_itself_and_what_holds_it() {
        let outer = JsonPointer::parse("/a/b");
        let within = |text: &str| JsonPointer::parse(text).is_within(&outer);
        assert!(within("/a/b") && within("/a/b/c"));
        assert!(!within("/a/bc") && !within("/a") && !within("x.yaml#/a/b"));
        assert_eq!(outer.join(&JsonPointer::parse("/c")).as_str(), "/a/b/c");
    }
}
