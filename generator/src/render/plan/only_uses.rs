//! Types that one operation alone takes or returns, which is what documentation says of them where the document is silent.

use foldhash::HashMap;

use crate::ir::{Api, Operation, Payload, Response, TypeId, TypeRef};

/// What an operation, by its index, does with a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OnlyUse {
    /// It takes it as its body.
    Body(usize),
    /// It returns it.
    Answer(usize),
}

/// The only use of each type that is a whole body; nothing for those with several.
pub(crate) fn of(api: &Api) -> HashMap<TypeId, Option<OnlyUse>> {
    let mut uses: HashMap<TypeId, Option<OnlyUse>> = HashMap::default();
    for (index, operation) in api.operations.iter().enumerate() {
        let bodies = bodies(operation).map(|id| (id, Some(OnlyUse::Body(index))));
        let answers = operation.responses.iter().filter_map(|response| answer(response, index));
        for (id, only) in bodies.chain(answers) {
            uses.entry(id).and_modify(|known| *known = known.filter(|known| Some(*known) == only)).or_insert(only);
        }
    }
    uses
}

fn bodies(operation: &Operation) -> impl Iterator<Item = TypeId> {
    operation.body.iter().flat_map(|body| &body.media).filter_map(|media| named(&media.type_ref))
}

/// What a response has, or has a list of; that is no only use, nor is an error.
fn answer(response: &Response, index: usize) -> Option<(TypeId, Option<OnlyUse>)> {
    let Payload::Value { type_ref, .. } = &response.payload else { return None };
    if let TypeRef::List(item) = type_ref {
        return Some((named(item)?, None));
    }
    Some((named(type_ref)?, response.status.is_success().then_some(OnlyUse::Answer(index))))
}

fn named(type_ref: &TypeRef) -> Option<TypeId> {
    match type_ref {
        TypeRef::Named(id) | TypeRef::Boxed(id) => Some(*id),
        _ => None,
    }
}
