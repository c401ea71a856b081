//! Where a type is written, as one line of the lock: two types never share a spelling.
//!
//! ```text
//! User                                    the schema
//! User/address                            its property
//! User/tags/item                          the items of its property
//! User/value                              its undeclared properties
//! User/"item"                             its property `item`
//! Pet/variant Cat, Pet/variant Cat 2      members of `oneOf` or `anyOf`, by the words of their names
//! listUsers()/response                    the response of the first documented success
//! listUsers()/404 response                another response
//! listUsers()/request                     the request body
//! listUsers()/request/content "text/csv"  a further representation of it
//! listUsers()/response/event              one event of a stream
//! listUsers()/response/header X-Kind      a header
//! listUsers()/query filter                a parameter
//! (#/paths/~1users)/query filter          a parameter of the path item
//! (#/components/responses/Users)/response  a response that operations share
//! (common.yaml#/User)/address             below a schema that is only known by its pointer
//! webhook userCreated/event               the payload of an event
//! User/#allOf/#0                          segments of a pointer that are none of the above
//! User/again 2                            a second type at the same place
//! ```
//!
//! A name of the document is written as it is, or as a Rust string where it could be taken for something else.

use std::borrow::Cow;

use crate::ir::{Origin, ParameterLocation, Root, Step};
use crate::source::JsonPointer;

/// Steps and parts that are one word; a property with this name is written as a string.
const STEPS: [&str; 6] = ["event", "item", "parameter", "request", "response", "value"];

/// The place of a type.
pub(crate) fn place_of(origin: &Origin) -> String {
    place_below(root(&origin.root), origin)
}

/// The place, where its root is written in another way.
pub(crate) fn place_below(root: String, origin: &Origin) -> String {
    origin.steps.iter().fold(root, |place, step| [&place, "/", &self::step(step)].concat())
}

/// The place as files without the line `# surface 2` have it; several types may share one.
pub(super) fn legacy_place_of(origin: &Origin) -> String {
    let root = match &origin.root {
        Root::Schema(name) | Root::Pointer { name, .. } | Root::Webhook(name) => name.clone(),
        Root::Shared { part, name, .. } => [name, "/", part.word()].concat(),
        Root::Parameter { operation, name, .. } => [operation.as_str(), "()/", name].concat(),
        Root::PathItemParameter { words, name, .. } => [words, "()/", name].concat(),
        Root::Request { operation } => [operation.as_str(), "()/request"].concat(),
        Root::Response { operation, main: true, .. } => [operation.as_str(), "()/response"].concat(),
        Root::Response { operation, status, .. } => [operation.as_str(), "()/", status, " response"].concat(),
    };
    origin.words().fold(root, |place, word| [&place, "/", word].concat())
}

fn root(root: &Root) -> String {
    match root {
        Root::Schema(name) => name_of(name).into_owned(),
        Root::Pointer { pointer, .. } => in_brackets(pointer),
        Root::Webhook(name) => ["webhook ", &name_of(name)].concat(),
        Root::Shared { part, section, name } => {
            let pointer = JsonPointer::root().child("components").child(section).child(name);
            [&in_brackets(&pointer), "/", part.word()].concat()
        }
        Root::Parameter { operation, location, name } => {
            [&of_operation(operation.as_str()), "/", &parameter(*location, name)].concat()
        }
        Root::PathItemParameter { path, location, name, .. } => {
            let pointer = JsonPointer::root().child("paths").child(path);
            [&in_brackets(&pointer), "/", &parameter(*location, name)].concat()
        }
        Root::Request { operation } => [&of_operation(operation.as_str()), "/request"].concat(),
        Root::Response { operation, main: true, .. } => [&of_operation(operation.as_str()), "/response"].concat(),
        Root::Response { operation, status, .. } => {
            [&of_operation(operation.as_str()), "/", status, " response"].concat()
        }
    }
}

fn step(step: &Step) -> Cow<'_, str> {
    let with_name = |word: &str, name: &str| Cow::Owned([word, &name_of(name)].concat());
    match step {
        Step::Property(name) if STEPS.contains(&name.as_str()) => quoted(name),
        Step::Property(name) => name_of(name),
        Step::Item => "item".into(),
        Step::AdditionalProperty => "value".into(),
        Step::Member { hint, nth: 1 } => with_name("variant ", hint),
        Step::Member { hint, nth } => Cow::Owned(["variant ", &name_of(hint), " ", &nth.to_string()].concat()),
        Step::Event => "event".into(),
        Step::Header(name) => with_name("header ", name),
        Step::Content { media_type, .. } => with_name("content ", media_type),
        Step::Segment(segment) => with_name("#", segment),
        Step::Again(number) => Cow::Owned(["again ", &number.to_string()].concat()),
    }
}

/// `listUsers()`. Ids are often paths; one that has brackets itself is written as a string.
fn of_operation(id: &str) -> String {
    let plain = !id.is_empty() && !id.contains(['(', '"', ' ', '\\']);
    let id = if plain { Cow::Borrowed(id) } else { quoted(id) };
    [&id, "()"].concat()
}

/// `query filter`.
pub(crate) fn parameter(location: ParameterLocation, name: &str) -> String {
    let location = match location {
        ParameterLocation::Path => "path ",
        ParameterLocation::Query => "query ",
        ParameterLocation::Querystring => "querystring ",
        ParameterLocation::Header => "header ",
        ParameterLocation::Cookie => "cookie ",
    };
    [location, &name_of(name)].concat()
}

/// A pointer, told apart from names; the bracket ends with the pointer.
fn in_brackets(pointer: &JsonPointer) -> String {
    let document = if pointer.file().is_none() { "#" } else { "" };
    let pointer = pointer.as_str().replace('%', "%25").replace(')', "%29").replace(' ', "%20");
    ["(", document, &pointer, ")"].concat()
}

/// A name as it is, or as a string where it could be taken for something else.
pub(crate) fn name_of(name: &str) -> Cow<'_, str> {
    let plain = !name.is_empty() && !name.contains(['/', '"', '(', ')', ' ', '#', '[', ',', '\\']);
    if plain { Cow::Borrowed(name) } else { quoted(name) }
}

/// A string without two spaces in a row, which stand between the columns of the lock.
fn quoted(name: &str) -> Cow<'static, str> {
    Cow::Owned(format!("{name:?}").replace("  ", " \\u{20}"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::ir::{Method, OperationId, SharedPart};

    /// Names that look like the structure around them; roots and steps of every kind have them.
    const NAMES: [&str; 21] = [
        "a",
        "a/b",
        "item",
        "value",
        "event",
        "response",
        "404 response",
        "query a",
        "a()",
        "()",
        "variant a",
        "again 2",
        "header a",
        "content a",
        "#a",
        "\"a\"",
        "webhook a",
        "(#/a)",
        "a 2",
        "",
        "\\",
    ];

    #[test]
    fn no_two_origins_are_spelled_alike() {
        let steps: Vec<Step> = NAMES.into_iter().flat_map(steps).collect();
        let roots = NAMES.into_iter().flat_map(roots);
        let mut origins: Vec<Origin> = roots.map(Origin::of).collect();
        let with_step = |origin: &Origin, step: &Step| {
            let mut origin = origin.clone();
            origin.steps.push(step.clone());
            origin
        };
        let one: Vec<Origin> =
            origins.iter().flat_map(|origin| steps.iter().map(|step| with_step(origin, step))).collect();
        let two = one.iter().take(steps.len()).flat_map(|origin| steps.iter().map(|step| with_step(origin, step)));
        origins.extend(two);
        origins.extend(one);
        let mut known: BTreeMap<String, &Origin> = BTreeMap::new();
        for origin in &origins {
            let other = known.entry(place_of(origin)).or_insert(origin);
            assert_eq!(*other, origin, "{}", place_of(origin));
        }
    }

    fn roots(name: &str) -> Vec<Root> {
        let operation = |id: &str| OperationId::new(id).unwrap_or(OperationId::derived(&Method::Get, "NoName"));
        let (name, location) = (name.to_owned(), ParameterLocation::Query);
        let shared = |part| Root::Shared { part, section: "parameters".to_owned(), name: name.clone() };
        let response =
            |status: &str, main| Root::Response { operation: operation(&name), status: status.to_owned(), main };
        let pointer =
            |start: JsonPointer| Root::Pointer { pointer: start.child("definitions").child(&name), name: name.clone() };
        vec![
            Root::Schema(name.clone()),
            Root::Webhook(name.clone()),
            shared(SharedPart::Parameter),
            shared(SharedPart::Response),
            Root::Parameter { operation: operation("a"), location, name: name.clone() },
            Root::Parameter { operation: operation("a"), location: ParameterLocation::Header, name: name.clone() },
            Root::Parameter { operation: operation(&name), location, name: "response".to_owned() },
            Root::PathItemParameter { path: "/a".to_owned(), words: "A".to_owned(), location, name: name.clone() },
            Root::Request { operation: operation(&name) },
            response("200", true),
            response("404", false),
            pointer(JsonPointer::root()),
            pointer(JsonPointer::root_of("other.yaml")),
        ]
    }

    fn steps(name: &str) -> Vec<Step> {
        let name = name.to_owned();
        vec![
            Step::Property(name.clone()),
            Step::Item,
            Step::AdditionalProperty,
            Step::Member { hint: name.clone(), nth: 1 },
            Step::Member { hint: name.clone(), nth: 2 },
            Step::Event,
            Step::Header(name.clone()),
            Step::Content { media_type: name.clone(), word: "json".to_owned() },
            Step::Segment(name),
            Step::Again(2),
        ]
    }
}
