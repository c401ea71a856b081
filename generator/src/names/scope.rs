//! A scope: names that must differ. The first claim in document order gets the plain name, later ones a number.

use std::collections::HashMap;

use crate::diagnostics::{Diagnostic, Diagnostics};

/// Where something that wants a name was written: a pointer, and a step below it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Place<'a> {
    /// JSON pointer of the owner.
    pub(crate) pointer: &'a str,
    /// Word on the way from the owner (`properties`, `enum`, ...) and the key there; the owner itself if empty.
    pub(crate) step: Option<(&'static str, &'a str)>,
}

impl<'a> Place<'a> {
    /// The thing at this pointer.
    pub(crate) fn at(pointer: &'a str) -> Self {
        Self { pointer, step: None }
    }

    /// The thing below `pointer`, in `word`, under `key`.
    pub(crate) fn below(pointer: &'a str, word: &'static str, key: &'a str) -> Self {
        Self { pointer, step: Some((word, key)) }
    }

    fn to_pointer(self) -> String {
        match self.step {
            None => self.pointer.to_owned(),
            Some((word, "")) => [self.pointer, "/", word].concat(),
            Some((word, key)) => [self.pointer, "/", word, "/", &key.replace('~', "~0").replace('/', "~1")].concat(),
        }
    }
}

/// Names taken within a module, a struct or a method.
#[derive(Debug, Default)]
pub(crate) struct Scope<'a> {
    taken: HashMap<String, Taken<'a>>,
}

#[derive(Debug)]
struct Taken<'a> {
    by: Option<Place<'a>>,
    next_number: u32,
}

impl<'a> Scope<'a> {
    /// Takes a name that nothing in this scope may have.
    pub(crate) fn reserve(&mut self, name: &str) {
        self.taken.entry(name.to_owned()).or_insert(Taken { by: None, next_number: 2 });
    }

    /// True if the name is free.
    pub(crate) fn is_free(&self, name: &str) -> bool {
        !self.taken.contains_key(name)
    }

    /// Takes a name for the thing at `place`; if another has it, the next free number is put behind it and both
    /// places are reported.
    pub(crate) fn claim(&mut self, name: String, place: Place<'a>, diagnostics: &mut Diagnostics) -> String {
        let Some(first) = self.taken.get(&name) else {
            self.taken.insert(name.clone(), Taken { by: Some(place), next_number: 2 });
            return name;
        };
        let (by, start) = (first.by, first.next_number);
        let (numbered, number) = self.numbered(&name, start);
        if let Some(first) = self.taken.get_mut(&name) {
            first.next_number = number.saturating_add(1);
        }
        diagnostics.push(collision(&name, &numbered, place, by));
        self.taken.insert(numbered.clone(), Taken { by: Some(place), next_number: 2 });
        numbered
    }

    fn numbered(&self, name: &str, start: u32) -> (String, u32) {
        // `self_2`, not `self__2`: the underscore that moved a reserved word aside serves as the joint.
        let bare = name.strip_prefix("r#").unwrap_or(name).trim_end_matches('_');
        let camel = bare.starts_with(char::is_uppercase) && !bare.contains('_');
        let joint = if camel && !bare.ends_with(|last: char| last.is_ascii_digit()) { "" } else { "_" };
        (start..)
            .map(|number| ([bare, joint, &number.to_string()].concat(), number))
            .find(|(candidate, _)| self.is_free(candidate))
            .unwrap_or_default()
    }
}

fn collision(name: &str, numbered: &str, place: Place<'_>, first: Option<Place<'_>>) -> Diagnostic {
    let message = ["the name `", name, "` is taken"].concat();
    let diagnostic = Diagnostic::note("name-collision", place.to_pointer(), message)
        .label(["this is called `", numbered, "` instead"].concat())
        .help("choose a name in the overrides file");
    match first {
        Some(first) => diagnostic.related(first.to_pointer(), "this comes first and keeps the name"),
        None => diagnostic,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_claim_gets_a_number_and_a_note() {
        let mut scope = Scope::default();
        let mut diagnostics = Diagnostics::default();
        let mut claim = |name: &str, pointer| scope.claim(name.to_owned(), Place::at(pointer), &mut diagnostics);
        assert_eq!(claim("Foo", "/a"), "Foo");
        assert_eq!(claim("Foo", "/b"), "Foo2");
        assert_eq!(claim("Foo", "/c"), "Foo3");
        assert_eq!(claim("V1", "/f"), "V1");
        assert_eq!(claim("V1", "/g"), "V1_2");
        assert_eq!(claim("r#type", "/d"), "r#type");
        assert_eq!(claim("r#type", "/e"), "type_2");
        assert_eq!(claim("self_", "/h"), "self_");
        assert_eq!(claim("self_", "/i"), "self_2");
        assert_eq!(claim("Self_", "/j"), "Self_");
        assert_eq!(claim("Self_", "/k"), "Self2");
        assert_eq!(diagnostics.len(), 6);
        let first = diagnostics.iter().next().and_then(|first| first.related.as_ref());
        assert_eq!(first.map(|(pointer, _)| pointer.as_str()), Some("/a"));
    }
}
