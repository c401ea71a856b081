//! The place that a reference was probably meant to lead to: a slash that is not escaped, a misspelt name, the root of
//! Swagger 2.0. What is suggested exists.

use super::model::Document;
use super::node::Node;
use super::reference::{DeadEnd, Lost};
use super::reference_text::percent_decode;
use super::validate::{Kind, rule};
use crate::diagnostics::suggest;
use crate::source::{FileId, JsonPointer};

/// Segments of one pointer that are corrected before nothing is suggested.
const MAX_CORRECTED: usize = 4;

/// Most segments that a key with slashes is put together from.
const MAX_JOINED: usize = 16;

impl Document {
    /// The reference that leads on where this one ends.
    pub(super) fn nearest(&self, end: &DeadEnd<'_>) -> Option<String> {
        self.corrected(end).or_else(|| self.component(&end.fragment, end.file)).map(|pointer| format!("#{pointer}"))
    }

    /// The reference that the text is when it is read as a place: `/components/schemas/User`, without `#`.
    pub(super) fn without_hash(&self, reference: &str, from: FileId) -> Option<String> {
        let is_file = [".json", ".yaml", ".yml"].iter().any(|extension| reference.ends_with(extension));
        if is_file || reference.contains('#') || !reference.contains('/') || reference.starts_with('.') {
            return None;
        }
        let fragment = ["/", reference.trim_start_matches('/')].concat();
        match self.find(&fragment, from, 0) {
            Ok(_) => Some(format!("#{fragment}")),
            Err(Lost::At(end)) => self.nearest(&end),
            Err(Lost::Error(_)) => None,
        }
    }

    /// The pointer with other segments in place of those that name nothing.
    fn corrected(&self, end: &DeadEnd<'_>) -> Option<String> {
        let mut fragment = self.with_another_segment(end)?;
        for _ in 1..MAX_CORRECTED {
            match self.find(&fragment, end.file, 0) {
                Ok(_) => return Some(fragment),
                Err(Lost::At(next)) if next.fragment == fragment && next.file == end.file => {
                    fragment = self.with_another_segment(&next)?;
                }
                Err(_) => return None,
            }
        }
        self.find(&fragment, end.file, 0).is_ok().then_some(fragment)
    }

    /// The pointer with another segment where it leads no further: the key that this one and the next ones are with
    /// slashes between them, or a neighbour that looks like it.
    fn with_another_segment(&self, end: &DeadEnd<'_>) -> Option<String> {
        let segments: Vec<&str> = end.fragment.split('/').collect();
        let (before, rest) = segments.split_at_checked(end.at)?;
        let (key, count) =
            self.joined(end.node, rest).or_else(|| Some((self.neighbour(end.node, rest.first()?)?, 1)))?;
        let corrected = JsonPointer::parse(before.join("/")).child(&key);
        let after = rest.get(count..).unwrap_or_default();
        Some([&[corrected.as_str()], after].concat().join("/"))
    }

    /// The longest key with slashes that segments are, and how many of them.
    fn joined(&self, node: &Node, segments: &[&str]) -> Option<(String, usize)> {
        let decoded: Vec<String> = segments.iter().take(MAX_JOINED).map(|segment| decoded(segment)).collect();
        (2..=decoded.len()).rev().find_map(|count| {
            let key = decoded.get(..count)?.join("/");
            self.child(node, &key).map(|_| (key, count))
        })
    }

    fn neighbour(&self, node: &Node, segment: &str) -> Option<String> {
        let keys = node.entries();
        self.suggestions.nearest(keys.as_ptr().addr(), &decoded(segment), keys.iter().map(|(key, _)| &*key.text))
    }

    /// The section of `components` that has another name than a reference says, because it is misspelt: the unknown
    /// key is reported, and what refers to the section is followed into it.
    pub(super) fn misspelt_section<'n>(&self, node: &'n Node, name: &str) -> Option<(&'n str, &'n Node)> {
        let is_components = self.root.get("components").is_some_and(|components| std::ptr::eq(components, node));
        let rule = rule(Kind::Components);
        let is_extension = |key: &str| key.starts_with("x-");
        let is_meant = |key: &str| !is_extension(key) && rule.field(key).is_none() && suggest(key, [name]).is_some();
        let mut sections = node.entries().iter().filter(|_| is_components && rule.field(name).is_some());
        sections
            .find(|(key, section)| section.is_map() && is_meant(&key.text))
            .map(|(key, section)| (&*key.text, section))
    }

    /// The component with the last name of a pointer that has another root, as in Swagger 2.0: `#/definitions/User`.
    fn component(&self, fragment: &str, file: FileId) -> Option<String> {
        let mut segments = fragment.trim_end_matches('/').rsplit('/').filter(|_| file == FileId::MAIN);
        let name = decoded(segments.next()?);
        let section = segments.next().filter(|section| *section != "definitions").unwrap_or("schemas");
        let found = [section, "schemas"].into_iter().find_map(|section| {
            let located = self.section(section)?;
            self.child(located.node, &name).map(|_| located.pointer.child(&name))
        });
        found.map(|pointer| pointer.to_string())
    }
}

/// A segment without its escapes, those of URLs and those of pointers.
fn decoded(segment: &str) -> String {
    JsonPointer::unescaped(&percent_decode(segment)).into_owned()
}
