//! Findings about Rust names, the overrides file and the generator itself.

use super::{Entry, Group, entry};

pub(super) static ENTRIES: &[Entry] = &[
    entry(
        Group::Generator,
        "name-collision",
        "Two things would have the same Rust name.",
        "One of them needs another name, which the report shows.",
        "userId and user_id",
        "",
        "a number is added, unless the overrides file chooses a name",
    ),
    entry(
        Group::Generator,
        "invalid-name",
        "A name in the overrides file cannot be used.",
        "It is reserved, taken by generated code, or no identifier.",
        "method: self",
        "method: this",
        "nothing is generated",
    ),
    entry(
        Group::Generator,
        "override-unknown",
        "The overrides file names something that the document does not have.",
        "The document changed, or the name is misspelt.",
        "operations: {listPet: ..}",
        "operations: {listPets: ..}",
        "nothing is generated",
    ),
    entry(
        Group::Generator,
        "pagination-misfit",
        "A pagination rule does not fit the operation it names.",
        "The parameter or the property it needs is not there.",
        "",
        "",
        "nothing is generated",
    ),
    entry(
        Group::Generator,
        "api-broken",
        "The resolved API contradicts itself.",
        "This is a bug of the generator; please report it with the document.",
        "",
        "",
        "nothing is generated",
    ),
];
