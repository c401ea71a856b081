//! What the documentation says of operations that take longer than a call.

use super::prose::TypeWords;
use super::sentences::code;
use super::shown_calls;
use crate::ir::{EndSign, MediaKind, Payload, PollPlace, ResultPlace, TypeRef, Waiting};
use crate::render::context::Context;

/// The paragraph of a method; nothing if nobody waits for it.
pub(crate) fn method_lines(context: &Context<'_>, waiting: Option<&Waiting>) -> Vec<String> {
    let Some(waiting) = waiting else { return Vec::new() };
    let place = match &waiting.poll {
        PollPlace::Headers(names) => {
            let names: Vec<String> = names.iter().map(|name| code(name)).collect();
            ["at the URL in the header ", &names.join(" or ")].concat()
        }
        PollPlace::Url(path) => ["at the URL in ", &code(&path.join("."))].concat(),
        PollPlace::Operation { id, .. } => ["with ", &code(id.as_str())].concat(),
    };
    let end = match &waiting.end {
        EndSign::HttpStatus => "the status is not 202 any more".to_owned(),
        EndSign::Flag(path) => [&*code(&path.join(".")), " is true"].concat(),
        EndSign::Status { path, succeeded, .. } => {
            let values: Vec<String> = succeeded.iter().map(|value| code(value)).collect();
            [&*code(&path.join(".")), " is ", &values.join(" or ")].concat()
        }
    };
    let result = match (&waiting.result, &waiting.result_place) {
        (Payload::Empty, _) => String::new(),
        (_, ResultPlace::Body(path)) if path.is_empty() => [" It gives ", &*shown(context, waiting), "."].concat(),
        (_, ResultPlace::Body(path)) => {
            [" It gives ", &*shown(context, waiting), ", which is ", &code(&path.join(".")), " of the answer."].concat()
        }
        (_, ResultPlace::Header(name)) => {
            [" It gives ", &*shown(context, waiting), " from the URL in the header ", &code(name), "."].concat()
        }
        (_, ResultPlace::Url(path)) => {
            [" It gives ", &*shown(context, waiting), " from the URL in ", &code(&path.join(".")), "."].concat()
        }
        (_, ResultPlace::Call) => [" It gives ", &*shown(context, waiting), " from the URL of the call."].concat(),
    };
    vec![["`wait_until_done` sends the call and asks ", &place, " until ", &end, ".", &result].concat()]
}

/// The type of the result, linked if it has a page.
fn shown(context: &Context<'_>, waiting: &Waiting) -> String {
    match &waiting.result {
        Payload::Value { type_ref: TypeRef::Named(id), kind: MediaKind::Json, .. } => {
            TypeWords::elsewhere(context).link(*id)
        }
        _ => "the result".to_owned(),
    }
}

/// The section of the first page; nothing if nothing is waited for.
pub(crate) fn section(context: &Context<'_>) -> Vec<String> {
    if context.api.operations.iter().all(|operation| operation.waiting.is_none()) {
        return Vec::new();
    }
    let lines = [
        "",
        "# What takes long",
        "",
        "A call that begins something which takes longer than the call has `wait_until_done`: a [`Completion`], which asks \
         the server as often as it says until that is done, and gives the result, or an error with the server's words \
         (`is_outcome`). `timeout` limits how long, `position` says where it is asked, as a string that can be stored, and \
         `resume` goes on from there.",
    ];
    lines.map(str::to_owned).into_iter().chain(shown_calls::waiting(context)).collect()
}
