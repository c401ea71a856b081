//! Names of what is only sent. The request of an operation is called `CreateUser`, so its body is called otherwise.
//!
//! ```text
//! CreateUserDto, CreateUserRequestDto   CreateUserRequest   the body of an operation
//! CreateUserCommand                     CreateUserRequest   where several bodies are commands
//! CreateAddressDto                      CreateAddress       inside of a body, and no operation is called so
//! ```

use foldhash::{HashMap, HashSet};

use super::{path_names, words};
use crate::ir::{Api, TypeDef, TypeId, TypeKind, query};

/// What frameworks put at the end of what is sent.
const ENDINGS: [&str; 5] = ["dto", "model", "schema", "serializer", "vm"];

/// Fewest commands of a document that are a convention, and no things.
const SEVERAL: usize = 3;

/// The names by component.
pub(super) fn of(api: &Api) -> HashMap<&str, String> {
    let bodies: Vec<TypeId> = bodies(api).collect();
    let places: HashSet<usize> = bodies.iter().map(|id| id.index()).collect();
    let is_body = |at: usize| places.contains(&at);
    let commands = bodies.iter().filter(|id| ends_with_command(api.type_def(**id))).count();
    let named = api.types.iter().enumerate().filter_map(|(at, def)| {
        let (name, said) = sent(def)?;
        let is_command = |ending: &str| ending == "command" && is_body(at) && commands >= SEVERAL;
        let is_ending = |ending: &str| ENDINGS.contains(&ending) || is_command(ending);
        let (_, rest) = said.split_last().filter(|(ending, _)| is_ending(ending))?;
        let thing = rest.strip_suffix(&["request".to_owned()]).unwrap_or(rest);
        let is_done = thing.len() > 1 && thing.first().is_some_and(|verb| path_names::is_only_verb(verb));
        let request = if is_body(at) { " request" } else { "" };
        is_done.then(|| (name, words::upper_camel(&[&thing.join(" "), request].concat())))
    });
    named.collect()
}

/// The name of an object that is only sent, and its words.
fn sent(def: &TypeDef) -> Option<(&str, Vec<String>)> {
    let is_sent = def.usage.request && !def.usage.response && matches!(def.kind, TypeKind::Record(_));
    let name = def.origin.name().filter(|_| is_sent)?;
    Some((name, words::words(name)))
}

fn ends_with_command(def: &TypeDef) -> bool {
    sent(def).is_some_and(|(_, said)| said.last().is_some_and(|last| last == "command"))
}

/// The types that are bodies of requests, or their items.
fn bodies(api: &Api) -> impl Iterator<Item = TypeId> {
    let media = api.operations.iter().filter_map(|operation| operation.body.as_ref()).flat_map(|body| &body.media);
    media.filter_map(|media| query::named(query::resolved(&api.types, &media.type_ref)))
}
