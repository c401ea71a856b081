//! Names that things had before, as data: what `formerly` fills in and renderers look up.

use super::rust_ident::RustIdent;
use crate::ir::{GroupId, TypeId};

/// What may keep a former name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Thing {
    /// The accessor of a group.
    Accessor(GroupId),
    /// The struct of a group.
    Group(GroupId),
    /// A method: the operation, and which of its methods.
    Method(usize, usize),
    /// The request of a method.
    Request(usize, usize),
    /// The enum that tells success statuses apart.
    Success(usize),
    /// A setter of a request: the operation, the method and the parameter.
    RequestSetter(usize, usize, usize),
    /// A model.
    Type(TypeId),
    /// A setter of a model, by the position of its field.
    FieldSetter(TypeId, usize),
}

/// A thing and what it was called.
#[derive(Clone, Debug)]
pub(crate) struct Former {
    /// What it is.
    pub(crate) thing: Thing,
    /// The name it had, alone.
    pub(crate) rust_name: RustIdent,
    /// The name it had, as `surface.txt` writes it.
    pub(crate) was: String,
    /// The name of today, as `surface.txt` writes it.
    pub(crate) now: String,
}

/// All former names, in the order of the overrides.
#[derive(Clone, Debug, Default)]
pub(crate) struct Formerly {
    pub(super) all: Vec<Former>,
}

impl Formerly {
    /// All of them.
    pub(crate) fn all(&self) -> &[Former] {
        &self.all
    }

    /// Those of one thing.
    pub(crate) fn of(&self, thing: Thing) -> impl Iterator<Item = &Former> {
        self.all.iter().filter(move |former| former.thing == thing)
    }
}
