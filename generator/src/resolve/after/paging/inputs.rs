//! The inputs that a rule names: whether an operation has them, where they are sent, and of which type they are.

use serde_json::Value;

use super::mismatch::{FitStep, Mismatch};
use crate::config::{PaginationRule, PagingInput};
use crate::ir::{Api, Bounds, InputPath, MediaKind, Operation, PagingPlace, ParameterLocation, TypeRef};
use crate::resolve::after::paths::{self, Found, Scalar, scalar};

/// The inputs of a rule, which are in one place.
pub(super) struct Inputs {
    pub(super) place: PagingPlace,
    pub(super) position: InputPath,
    pub(super) kind: Scalar,
    pub(super) size: Option<(InputPath, u64)>,
}

pub(super) fn inputs(rule: &PaginationRule, operation: &Operation, api: &Api) -> Result<Inputs, Mismatch> {
    let numbers = &[Scalar::Number][..];
    let (key, written, kinds) = match rule {
        PaginationRule { page: Some(input), .. } => ("page", Some(input), numbers),
        PaginationRule { offset: Some(input), .. } => ("offset", Some(input), numbers),
        PaginationRule { cursor: Some(input), .. } => ("cursor", Some(input), &[Scalar::Text, Scalar::Number][..]),
        _ => ("size", None, numbers),
    };
    let position = written.map(|input| find_input(input, operation, api, key, kinds)).transpose()?;
    let size = rule.size.as_ref().map(|input| find_input(input, operation, api, "size", numbers)).transpose()?;
    let place = position.as_ref().or(size.as_ref()).map_or(PagingPlace::Query, |input| input.place);
    if size.as_ref().is_some_and(|size| size.place != place) {
        let reason = "its size is not sent in the same place as its position".to_owned();
        return Err(Mismatch { step: FitStep::Inputs, key: "size", reason });
    }
    Ok(Inputs {
        place,
        kind: position.as_ref().map_or(Scalar::Number, |input| input.kind),
        position: position.map(|input| input.path).unwrap_or_default(),
        size: size.map(|size| (size.path, size.value)),
    })
}

/// An input that an operation has.
struct FoundInput {
    place: PagingPlace,
    path: InputPath,
    kind: Scalar,
    /// The value if the caller names none; 0 if it is not known.
    value: u64,
}

fn find_input(
    input: &PagingInput,
    operation: &Operation,
    api: &Api,
    key: &'static str,
    kinds: &[Scalar],
) -> Result<FoundInput, Mismatch> {
    let mismatch = |reason| Mismatch { step: FitStep::Inputs, key, reason };
    let (place, (path, type_ref, value)) = locate(input, operation, api, key)?;
    let name = path.join(".");
    match scalar(api, type_ref).filter(|kind| kinds.contains(kind)) {
        // A cursor is sent back as a string.
        Some(Scalar::Number) if place == PagingPlace::Body && key == "cursor" => {
            Err(mismatch(format!("its property `{name}` is no string")))
        }
        Some(kind) => Ok(FoundInput { place, path, kind, value }),
        None if kinds.contains(&Scalar::Text) => {
            Err(mismatch(format!("its parameter `{name}` is no string or number")))
        }
        None => Err(mismatch(format!("its parameter `{name}` is no number"))),
    }
}

/// Where an operation has an input, whatever its type.
pub(super) fn locate<'t>(
    input: &PagingInput,
    operation: &'t Operation,
    api: &'t Api,
    key: &'static str,
) -> Result<(PagingPlace, InputParts<'t>), Mismatch> {
    let (place, name, found) = match input {
        PagingInput::Query(name) => (PagingPlace::Query, name, parameter(operation, ParameterLocation::Query, name)),
        PagingInput::Header { header } => {
            (PagingPlace::Header, header, parameter(operation, ParameterLocation::Header, header))
        }
        PagingInput::Body { body } => (PagingPlace::Body, body, property(operation, api, body)),
    };
    let what = match place {
        PagingPlace::Query => "query parameter",
        PagingPlace::Header => "header parameter",
        PagingPlace::Body => "property of a JSON body",
    };
    let reason = format!("it has no {what} `{name}`");
    found.map(|found| (place, found)).ok_or(Mismatch { step: FitStep::Inputs, key, reason })
}

pub(super) type InputParts<'t> = (InputPath, &'t TypeRef, u64);

fn parameter<'t>(operation: &'t Operation, location: ParameterLocation, name: &str) -> Option<InputParts<'t>> {
    let found = operation.parameters.iter().find(|parameter| {
        let is_named = if location == ParameterLocation::Header {
            parameter.wire_name.eq_ignore_ascii_case(name)
        } else {
            parameter.wire_name == name
        };
        parameter.location == location && is_named
    })?;
    Some((vec![found.wire_name.clone()], &found.type_ref, usual(found.default.as_deref(), &found.bounds)))
}

fn property<'t>(operation: &'t Operation, api: &'t Api, path: &str) -> Option<InputParts<'t>> {
    let media = operation.body.as_ref()?.media.first().filter(|media| media.kind == MediaKind::Json)?;
    let Found { path, type_ref, fields } = paths::follow(api, &media.type_ref, path).ok()?;
    let (_, field) = fields.last()?;
    Some((path, type_ref, usual(field.default.as_deref(), &field.bounds)))
}

/// The value when the user names none: the default, else the largest allowed; 0 if neither is known.
fn usual(default: Option<&Value>, bounds: &Bounds) -> u64 {
    let largest = bounds.maximum.as_ref().and_then(|text| text.parse().ok());
    default.and_then(count).or(largest).unwrap_or_default()
}

/// A default that counts something; some documents write `1000.0`.
fn count(default: &Value) -> Option<u64> {
    default.as_u64().or_else(|| default.to_string().strip_suffix(".0")?.parse().ok())
}
