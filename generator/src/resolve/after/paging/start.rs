//! The first page of a list by cursor: what asks for it, and what is asked for there alone.

use super::inputs::{Inputs, locate};
use super::mismatch::{FitStep, Mismatch};
use super::prose::{self, Described};
use crate::config::PaginationRule;
use crate::ir::{Api, InputPath, Operation, PagingOrigin, PagingPlace, ParameterLocation};
use crate::resolve::after::paths::{self, Scalar};

/// What the request for the first page of a list by cursor has, and the others have not.
#[derive(Default)]
pub(super) struct Start {
    pub(super) first_cursor: Option<String>,
    pub(super) not_with_cursor: Vec<InputPath>,
}

/// A rule of the overrides says all of it; otherwise the descriptions of the inputs may.
pub(super) fn start(
    rule: &PaginationRule,
    inputs: &Inputs,
    operation: &Operation,
    api: &Api,
    origin: PagingOrigin,
) -> Result<Start, Mismatch> {
    if rule.cursor.is_none() {
        return Ok(Start::default());
    }
    let key = "not_with_cursor";
    if origin == PagingOrigin::Rule {
        let excluded = rule.not_with_cursor.iter().map(|input| match locate(input, operation, api, key)? {
            (place, (path, ..)) if place == inputs.place => Ok(path),
            (_, (path, ..)) => {
                let reason = format!("its `{}` is not sent in the same place as the cursor", path.join("."));
                Err(Mismatch { step: FitStep::Inputs, key, reason })
            }
        });
        return Ok(Start {
            first_cursor: rule.first_cursor.clone(),
            not_with_cursor: excluded.collect::<Result<_, _>>()?,
        });
    }
    let described = described(inputs, operation, api);
    let cursor = described.iter().find(|input| input.path == inputs.position);
    let first_cursor =
        cursor.filter(|_| inputs.kind == Scalar::Text).and_then(|cursor| prose::first_cursor(&cursor.description));
    Ok(Start {
        first_cursor: first_cursor.map(str::to_owned),
        not_with_cursor: prose::not_with_cursor(&inputs.position, &described),
    })
}

/// The inputs next to the position, with what is said of them: in a body, the members of its object and those at the top.
fn described(inputs: &Inputs, operation: &Operation, api: &Api) -> Vec<Described> {
    let location = match inputs.place {
        PagingPlace::Query => ParameterLocation::Query,
        PagingPlace::Header => ParameterLocation::Header,
        PagingPlace::Body => return described_in_body(inputs, operation, api),
    };
    let parameters = operation.parameters.iter().filter(|parameter| parameter.location == location);
    let described = parameters.map(|parameter| Described {
        path: vec![parameter.wire_name.clone()],
        name: parameter.wire_name.to_lowercase(),
        description: prose::description(api, &parameter.docs, &parameter.type_ref),
        required: parameter.required,
    });
    described.collect()
}

fn described_in_body(inputs: &Inputs, operation: &Operation, api: &Api) -> Vec<Described> {
    let media = operation.body.as_ref().and_then(|body| body.media.first());
    let Some(media) = media else { return Vec::new() };
    let mut described = Vec::new();
    let mut outer = Vec::new();
    let mut object = paths::record(api, &media.type_ref);
    for depth in 0..inputs.position.len() {
        let Some((_, fields)) = object.take() else { break };
        // Objects on the way hold the cursor itself.
        let is_on_the_way = |name: &String| depth + 1 < inputs.position.len() && *name == inputs.position[depth];
        for field in fields {
            if is_on_the_way(&field.wire_name) {
                object = paths::record(api, &field.type_ref);
                continue;
            }
            described.push(Described {
                path: outer.iter().chain([&field.wire_name]).cloned().collect(),
                name: field.wire_name.to_lowercase(),
                description: prose::description(api, &field.docs, &field.type_ref),
                required: field.required,
            });
        }
        outer.push(inputs.position[depth].clone());
    }
    described
}
