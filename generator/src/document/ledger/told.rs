//! What diagnostics of earlier passes say is left out; the resolver enters that in the tree itself.

use foldhash::HashSet;

use crate::diagnostics::{DiagnosticId as Id, Diagnostics};
use crate::source::JsonPointer;

/// Diagnostics that say that the value they point at is not used, nor what is in it.
const LEFT_OUT: [Id; 30] = [
    Id::BadLocation,
    Id::BadMethod,
    Id::BadPath,
    Id::BadStatus,
    Id::BadStyle,
    Id::BadType,
    Id::BadValue,
    Id::CircularReference,
    Id::DanglingReference,
    Id::DiscriminatorMappingMissing,
    Id::DuplicateKey,
    Id::EmptyList,
    Id::EmptyValue,
    Id::EnumTwice,
    Id::EscapingReference,
    Id::ForeignKeyword,
    Id::KeywordIgnored,
    Id::MisplacedReference,
    Id::MissingKey,
    Id::NamedReference,
    Id::RefSiblings,
    Id::RemoteReference,
    Id::RequiredFlag,
    Id::TwoSchemas,
    Id::TypeConflict,
    Id::UnknownKey,
    Id::UnreadableItem,
    Id::UnsupportedSecurity,
    Id::ValueType,
    Id::WrongKind,
];

/// Keys whose diagnostics say that the whole object is left out.
const KEYS_OF_ALL: [&str; 3] = ["$ref", "in", "name"];

/// The pointers of values that are left out.
#[derive(Debug)]
pub(super) struct Told {
    pointers: HashSet<JsonPointer>,
    /// Objects whose keys next to `$ref` are left out.
    siblings: HashSet<JsonPointer>,
}

impl Told {
    /// Collects the pointers.
    pub(super) fn of(diagnostics: &Diagnostics) -> Told {
        let mut told = Told { pointers: HashSet::default(), siblings: HashSet::default() };
        for diagnostic in diagnostics.iter().filter(|diagnostic| LEFT_OUT.contains(&diagnostic.id)) {
            // These are about what is not there; the rest of the object is used, unless the diagnostic says otherwise.
            let is_left_out = diagnostic.effect.as_deref().is_some_and(|effect| effect.ends_with(" is left out"));
            if diagnostic.id == Id::MissingKey && !is_left_out {
                continue;
            }
            match diagnostic.id {
                // It points at the first key next to the reference.
                Id::RefSiblings => told.siblings.extend(diagnostic.pointer.parent()),
                _ => _ = told.pointers.insert(diagnostic.pointer.clone()),
            }
        }
        told
    }

    /// The pointers of values that are left out.
    pub(super) fn pointers(&self) -> impl Iterator<Item = &JsonPointer> {
        self.pointers.iter()
    }

    /// The pointers of objects whose keys next to `$ref` are left out.
    pub(super) fn siblings(&self) -> impl Iterator<Item = &JsonPointer> {
        self.siblings.iter()
    }

    /// A diagnostic says that the value at a pointer, or something around it, is left out.
    pub(super) fn covers(&self, pointer: &JsonPointer) -> bool {
        if self.pointers.is_empty() && self.siblings.is_empty() {
            return false;
        }
        let is_reference = pointer.last().as_deref() == Some("$ref");
        let of_all = |key: &&str| self.pointers.contains(&pointer.child(key));
        if self.pointers.contains(pointer) || KEYS_OF_ALL.iter().any(of_all) {
            return true;
        }
        let mut is_parent = true;
        let mut outer = pointer.clone();
        while !outer.is_root() {
            outer.pop();
            // The reference itself is what its siblings give way to.
            let is_sibling = self.siblings.contains(&outer) && !(is_parent && is_reference);
            if is_sibling || self.pointers.contains(&outer) && !outer.is_root() {
                return true;
            }
            is_parent = false;
        }
        false
    }
}
