//! A scope: names that must differ. Whoever had a name in the last run keeps it; of the others, the first claim in
//! document order gets the plain name, later ones a number.

use std::fmt;

use foldhash::HashMap;

use super::compounds;
use super::reserved::{self, Role};
use super::rust_ident::RustIdent;
use crate::diagnostics::{Diagnostic, DiagnosticId, Diagnostics};
use crate::source::{JsonPointer, OVERRIDES_PATH};

/// Where something that wants a name was written: a pointer, and a step below it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    /// JSON pointer of the owner.
    pub(crate) pointer: &'a JsonPointer,
    /// Word on the way from the owner (`properties`, `enum`, ...) and the key there; the owner itself if empty.
    pub(crate) step: Option<(&'static str, &'a str)>,
}

/// The whole document.
static ROOT: JsonPointer = JsonPointer::root();

impl<'a> Place<'a> {
    /// A top-level key of the document.
    pub(crate) fn top(key: &'static str) -> Self {
        Self { pointer: &ROOT, step: Some((key, "")) }
    }

    /// The thing at this pointer.
    pub(crate) fn at(pointer: &'a JsonPointer) -> Self {
        Self { pointer, step: None }
    }

    /// The thing below `pointer`, in `word`, under `key`.
    pub(crate) fn below(pointer: &'a JsonPointer, word: &'static str, key: &'a str) -> Self {
        Self { pointer, step: Some((word, key)) }
    }

    pub(crate) fn to_pointer(self) -> JsonPointer {
        match self.step {
            None => self.pointer.clone(),
            Some((word, "")) => self.pointer.child(word),
            Some((word, key)) => self.pointer.child(word).child(key),
        }
    }
}

impl Default for Place<'_> {
    fn default() -> Self {
        Self { pointer: &ROOT, step: None }
    }
}

/// The place of a choice in the overrides.
pub(crate) fn override_place(wanted: Option<&String>, path: &[&str]) -> Option<JsonPointer> {
    wanted?;
    Some(path.iter().fold(JsonPointer::root_of(OVERRIDES_PATH), |pointer, segment| pointer.child(segment)))
}

/// What a thing is called where its natural name is taken, best first.
#[derive(Default)]
pub(crate) struct Fallbacks<'a> {
    made: Option<Box<dyn Fn() -> Vec<RustIdent> + 'a>>,
}

impl<'a> Fallbacks<'a> {
    /// Names that are made once one of them is needed.
    pub(crate) fn when_needed(made: impl Fn() -> Vec<RustIdent> + 'a) -> Self {
        Self { made: Some(Box::new(made)) }
    }

    fn names(&self) -> Vec<RustIdent> {
        self.made.as_ref().map(|made| made()).unwrap_or_default()
    }
}

impl From<Vec<RustIdent>> for Fallbacks<'_> {
    fn from(names: Vec<RustIdent>) -> Self {
        Self::when_needed(move || names.clone())
    }
}

impl fmt::Debug for Fallbacks<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.names()).finish()
    }
}

/// What wants a name.
#[derive(Debug)]
pub(crate) struct Claim<'a> {
    /// The name it has by itself.
    pub(crate) natural: RustIdent,
    /// What it is called where that is taken, best first, before numbers are.
    pub(crate) fallbacks: Fallbacks<'a>,
    /// Where a person chose the name, in the overrides.
    pub(crate) chosen: Option<JsonPointer>,
    /// The name it had in the last run.
    pub(crate) held: Option<String>,
    /// What the name is for, where the one of the last run stays whatever the rules of today would make.
    pub(crate) kept_as: Option<Role>,
    /// Where it was written.
    pub(crate) place: Place<'a>,
}

impl<'a> Claim<'a> {
    /// A claim to the name a thing has by itself.
    pub(crate) fn new(natural: RustIdent, held: Option<&str>, place: Place<'a>) -> Self {
        Self {
            natural,
            fallbacks: Fallbacks::default(),
            chosen: None,
            held: held.map(str::to_owned),
            kept_as: None,
            place,
        }
    }

    /// The same claim, for which the name of the last run stays if `keeps`.
    pub(crate) fn kept(self, keeps: bool, role: Role) -> Self {
        Self { kept_as: keeps.then_some(role), ..self }
    }

    /// What it had is still one of the names it can get: the naming rule, or what it is made from, is the same.
    fn held_still(&self) -> Option<&str> {
        let held = self.held.as_deref()?;
        if self.kept_as.is_some_and(|role| reserved::is_identifier(held, role)) {
            return Some(held);
        }
        let numbered = |name: &RustIdent| {
            let rest = held.strip_prefix(bare(name)).map(|rest| rest.strip_prefix('_').unwrap_or(rest));
            rest.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
        };
        let can_be = |name: &RustIdent| name.as_str() == held || numbered(name);
        (can_be(&self.natural) || self.fallbacks.names().iter().any(can_be)).then_some(held)
    }
}

/// Names taken within a module, a struct or a method.
#[derive(Debug, Default)]
pub(crate) struct Scope<'a> {
    taken: HashMap<RustIdent, Taken<'a>>,
    /// Names that nothing new may have.
    former: Vec<RustIdent>,
}

#[derive(Debug)]
struct Taken<'a> {
    by: Option<Place<'a>>,
    /// Where a person chose the name.
    chosen: Option<JsonPointer>,
    next_number: u32,
}

impl<'a> Scope<'a> {
    /// Takes a name that nothing in this scope may have.
    pub(crate) fn reserve(&mut self, name: &RustIdent) {
        self.taken.entry(name.clone()).or_insert(Taken { by: None, chosen: None, next_number: 2 });
    }

    /// The same scope, in which nothing new gets one of these names.
    pub(crate) fn without(self, former: Vec<RustIdent>) -> Self {
        Self { former, ..self }
    }

    /// True if the name is free.
    pub(crate) fn is_free(&self, name: &str) -> bool {
        !self.taken.contains_key(name)
    }

    /// A name for each claim: first those that a person chose, then those held before, then the others in order.
    pub(crate) fn assign(&mut self, claims: &[Claim<'a>], diagnostics: &mut Diagnostics) -> Vec<RustIdent> {
        let mut names: Vec<Option<RustIdent>> = vec![None; claims.len()];
        for (name, claim) in names.iter_mut().zip(claims) {
            let Some(chosen) = &claim.chosen else { continue };
            *name = self.keep(&claim.natural, claim.place);
            match self.taken.get_mut(&claim.natural) {
                Some(taken) if name.is_some() => taken.chosen = Some(chosen.clone()),
                taken => diagnostics.push(twice(&claim.natural, chosen, taken.and_then(|taken| taken.by))),
            }
        }
        for (name, claim) in names.iter_mut().zip(claims).filter(|(name, _)| name.is_none()) {
            *name = claim.held_still().and_then(|held| self.keep(&RustIdent::of(held), claim.place));
        }
        for name in std::mem::take(&mut self.former) {
            self.reserve(&name);
        }
        let rest = |(name, claim): (Option<RustIdent>, &Claim<'a>)| {
            name.unwrap_or_else(|| {
                let chosen = self.taken.get(&claim.natural).and_then(|taken| taken.chosen.as_ref());
                let error = chosen.map(|chosen| twice(&claim.natural, chosen, Some(claim.place)));
                let mut said = Diagnostics::default();
                let is_said = error.is_some() || claim.chosen.is_some();
                error.filter(|_| claim.chosen.is_none()).into_iter().for_each(|error| diagnostics.push(error));
                let diagnostics = if is_said { &mut said } else { &mut *diagnostics };
                self.claim(self.best(claim), claim.place, diagnostics)
            })
        };
        names.into_iter().zip(claims).map(rest).collect()
    }

    /// The natural name, or if it is taken, the first of the others that is free.
    fn best(&self, claim: &Claim<'a>) -> RustIdent {
        if self.is_free(claim.natural.as_str()) {
            return claim.natural.clone();
        }
        let mut others = claim.fallbacks.names();
        let free = others.iter().position(|name| self.is_free(name.as_str()));
        match free.or(others.len().checked_sub(1)) {
            Some(at) => others.swap_remove(at),
            None => claim.natural.clone(),
        }
    }

    /// Takes a name if it is free.
    fn keep(&mut self, name: &RustIdent, place: Place<'a>) -> Option<RustIdent> {
        let free = self.is_free(name.as_str());
        free.then(|| {
            self.taken.insert(name.clone(), Taken { by: Some(place), chosen: None, next_number: 2 });
            name.clone()
        })
    }

    /// Takes a name for the thing at `place`; if another has it, the next free number is added and both
    /// places are reported.
    pub(crate) fn claim(&mut self, name: RustIdent, place: Place<'a>, diagnostics: &mut Diagnostics) -> RustIdent {
        let Some(first) = self.taken.get(&name) else {
            self.taken.insert(name.clone(), Taken { by: Some(place), chosen: None, next_number: 2 });
            return name;
        };
        let (by, start) = (first.by, first.next_number);
        let (numbered, number) = self.numbered(&name, start);
        if let Some(first) = self.taken.get_mut(&name) {
            first.next_number = number.saturating_add(1);
        }
        diagnostics.push(collision(&name, &numbered, place, by));
        self.taken.insert(numbered.clone(), Taken { by: Some(place), chosen: None, next_number: 2 });
        numbered
    }

    fn numbered(&self, name: &RustIdent, start: u32) -> (RustIdent, u32) {
        let bare = bare(name);
        let camel = bare.starts_with(char::is_uppercase) && !bare.contains('_');
        let joint = if camel && !bare.ends_with(|last: char| last.is_ascii_digit()) { "" } else { "_" };
        (start..)
            .map(|number| (RustIdent::of(&[bare, joint, &number.to_string()].concat()), number))
            .find(|(candidate, _)| self.is_free(candidate.as_str()))
            .unwrap_or_else(|| (name.clone(), start))
    }
}

/// What a number is added to. `self_2`, not `self__2`: the underscore that moved a reserved word aside is the joint.
fn bare(name: &RustIdent) -> &str {
    name.bare().trim_end_matches('_')
}

/// A name that a person chose and something else has, too.
fn twice(name: &RustIdent, chosen: &JsonPointer, other: Option<Place<'_>>) -> Diagnostic {
    let message = ["the overrides choose the name `", name.as_str(), "`, which is taken"].concat();
    let diagnostic = Diagnostic::error(DiagnosticId::InvalidName, chosen, message)
        .help("choose another name, or one for the other as well");
    match other {
        Some(other) => diagnostic.related(other.to_pointer(), "this is called so, too"),
        None => diagnostic,
    }
}

fn collision(name: &RustIdent, numbered: &RustIdent, place: Place<'_>, first: Option<Place<'_>>) -> Diagnostic {
    let message = ["the name `", name.as_str(), "` is taken"].concat();
    let diagnostic = Diagnostic::note(DiagnosticId::NameCollision, place.to_pointer(), message)
        .label(["this is called `", numbered.as_str(), "` instead"].concat())
        .help("choose a name in the overrides file");
    match first {
        Some(first) => diagnostic.related(first.to_pointer(), "this comes first and keeps the name"),
        None => diagnostic,
    }
}

/// The override if there is a usable one, else the name made from the wire name. `choice` is its place.
pub(crate) fn chosen(
    wanted: Option<&String>,
    wire_name: &str,
    role: Role,
    (pointer, choice): (&JsonPointer, Option<&JsonPointer>),
    diagnostics: &mut Diagnostics,
) -> RustIdent {
    match wanted {
        Some(name) if reserved::is_identifier(name, role) => RustIdent::of(name),
        Some(name) => {
            diagnostics.push(unusable(name, wire_name, (pointer, choice)));
            new_name(wire_name, role)
        }
        None => new_name(wire_name, role),
    }
}

/// The name in the case of its role, with compounds as one word.
pub(crate) fn new_name(text: &str, role: Role) -> RustIdent {
    match compounds::joined(text, role) {
        Some(joined) => reserved::name_for(&joined, role),
        None => reserved::name_for(text, role),
    }
}

fn unusable(name: &str, wire_name: &str, (pointer, choice): (&JsonPointer, Option<&JsonPointer>)) -> Diagnostic {
    let message = ["`", wire_name, "` cannot be called `", name, "` in Rust"].concat();
    Diagnostic::error(DiagnosticId::InvalidName, choice.unwrap_or(pointer), message)
        .related(pointer, "this is to be called so")
        .help("use an identifier that is neither reserved nor used by the generated code; keywords as `r#type`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_was_held_is_kept() {
        let claim = |natural: &str, held: Option<&str>| Claim::new(RustIdent::of(natural), held, Place::default());
        let mut diagnostics = Diagnostics::default();
        let claims =
            [claim("Foo", None), claim("Foo", Some("Foo")), claim("Foo", Some("Foo3")), claim("Foo", Some("Bar"))];
        assert_eq!(
            Scope::default().assign(&claims, &mut diagnostics),
            ["Foo2", "Foo", "Foo3", "Foo4"].map(RustIdent::of)
        );
        let chosen = Claim { chosen: Some(JsonPointer::root()), ..claim("Foo", None) };
        let fallback = Claim { fallbacks: vec![RustIdent::of("FooInline")].into(), ..claim("Foo", None) };
        let claims = [claim("Foo", Some("Foo")), fallback, chosen];
        assert_eq!(Scope::default().assign(&claims, &mut diagnostics), ["Foo2", "FooInline", "Foo"].map(RustIdent::of));
    }

    #[test]
    fn the_second_claim_gets_a_number_and_a_note() {
        let mut scope = Scope::default();
        let mut diagnostics = Diagnostics::default();
        let mut claim =
            |name: &str, key| scope.claim(RustIdent::of(name), Place::top(key), &mut diagnostics).to_string();
        assert_eq!(claim("Foo", "a"), "Foo");
        assert_eq!(claim("Foo", "b"), "Foo2");
        assert_eq!(claim("Foo", "c"), "Foo3");
        assert_eq!(claim("V1", "f"), "V1");
        assert_eq!(claim("V1", "g"), "V1_2");
        assert_eq!(claim("r#type", "d"), "r#type");
        assert_eq!(claim("r#type", "e"), "type_2");
        assert_eq!(claim("self_", "h"), "self_");
        assert_eq!(claim("self_", "i"), "self_2");
        assert_eq!(claim("Self_", "j"), "Self_");
        assert_eq!(claim("Self_", "k"), "Self2");
        assert_eq!(diagnostics.len(), 6);
        let first = diagnostics.iter().next().and_then(|first| first.related.as_ref());
        assert_eq!(first.map(|(pointer, _)| pointer.as_str()), Some("/a"));
    }
}
