//! Sections of the first page that show calls as code that compiles: an error, a stream of events, a test with a mock.

use super::{examples, mock_docs, ways_out};
use crate::format::Whole;
use crate::ir::{MediaKind, Method, Operation, ParameterLocation, Payload, Success};
use crate::render::context::Context;
use crate::render::method;

/// What to do when a call fails: one that asks for something that need not exist. `call` is the statement of the first
/// example, which is shown where there is no such call, and for which `imports` are needed.
pub(super) fn error(context: &Context<'_>, imports: &[String], call: &[String]) -> Vec<String> {
    let first = || Some((imports.to_vec(), ways_out::expression(call)?, "    Ok(_) => println!(\"done\"),"));
    let found = short_call(context, gets_one);
    let found = found.map(|(imports, call)| (imports, call, "    Ok(found) => println!(\"{found:?}\"),"));
    let Some((imports, call, success)) = found.or_else(first) else { return Vec::new() };
    let code = [
        &*["match ", &call, ".await {"].concat(),
        success,
        "    Err(error) if error.is_not_found() => println!(\"there is none\"),",
        "    Err(error) => println!(\"{error}: {:?} {:?}\", error.status(), error.body()),",
        "}",
    ];
    block(context, &imports, &code.map(str::to_owned))
}

/// True for a `GET` of JSON at a path with a parameter.
fn gets_one(operation: &Operation) -> bool {
    let is_json = matches!(&operation.success, Success::One(Payload::Value { kind: MediaKind::Json, .. }));
    let mut in_path = operation.parameters.iter().map(|parameter| parameter.location);
    is_json
        && operation.method == Method::Get
        && operation.path.ends_with('}')
        && in_path.any(|location| location == ParameterLocation::Path)
        && !operation.docs.deprecated
}

/// How all items of a list are read.
pub(super) fn items(context: &Context<'_>) -> Vec<String> {
    let Some((imports, call)) = short_call(context, |operation| operation.paging.is_some()) else { return Vec::new() };
    let code = [
        &*["let mut items = ", &call, ".items();"].concat(),
        "while let Some(item) = items.next().await {",
        "    println!(\"{:?}\", item?);",
        "}",
    ];
    block(context, &imports, &code.map(str::to_owned))
}

/// How what takes long is waited for.
pub(super) fn waiting(context: &Context<'_>) -> Vec<String> {
    let Some((imports, call)) = short_call(context, |operation| operation.waiting.is_some()) else { return Vec::new() };
    let code = [&*["let result = ", &call, ".wait_until_done().await?;"].concat(), "println!(\"{result:?}\");"];
    block(context, &imports, &code.map(str::to_owned))
}

/// How events are read while they arrive.
pub(super) fn events(context: &Context<'_>) -> Vec<String> {
    let streams = |operation: &Operation| {
        matches!(&operation.success, Success::One(Payload::Value { kind: MediaKind::EventStream, .. }))
    };
    let Some((imports, call)) = short_call(context, streams) else { return Vec::new() };
    let code = [
        &*["let mut events = ", &call, ".await?;"].concat(),
        "while let Some(event) = events.next().await {",
        "    println!(\"{:?}\", event?);",
        "}",
    ];
    let heading = ["", "# Events", "", "A stream of events is read while it arrives:"].map(str::to_owned);
    heading.into_iter().chain(block(context, &imports, &code.map(str::to_owned))).collect()
}

/// A test without a server.
pub(super) fn mock(context: &Context<'_>) -> Vec<String> {
    let example = mock_docs::example(context);
    if example.is_empty() || context.whole() == Whole::Module {
        return Vec::new();
    }
    let package = context.package();
    let dependency = [&*package, " = { version = \"..\", features = [\"mock\"] }"].concat();
    let text = "With the feature `mock`, the module `mock` is an API that answers as a test says, without sockets:";
    let mut lines =
        ["", "# Tests", "", text, "", "```toml", "[dev-dependencies]", &dependency, "```"].map(str::to_owned).to_vec();
    lines.extend(["", "```no_run", "# #[cfg(feature = \"mock\")] {"].map(str::to_owned));
    lines.extend(example);
    lines.extend(["# }", "```"].map(str::to_owned));
    lines
}

/// The first call of its kind that fits on a line, and what it imports.
fn short_call(context: &Context<'_>, is_meant: impl Fn(&Operation) -> bool) -> Option<(Vec<String>, String)> {
    let operations = context.api.operations.iter().enumerate().filter(|(_, operation)| is_meant(operation));
    operations.take(20).find_map(|(index, operation)| {
        let method = method::methods(operation, context.names.operation(index)).next()?;
        let (imports, lines) = examples::inner(&examples::lines(context, &method)?)?;
        Some((imports, ways_out::expression(&lines)?))
    })
}

/// Code with a client at hand.
fn block(context: &Context<'_>, imports: &[String], code: &[String]) -> Vec<String> {
    let client = [&context.package().replace('-', "_"), "::Client"].concat();
    let mut lines = vec![String::new(), "```no_run".to_owned()];
    lines.extend(imports.iter().cloned());
    lines.extend((!imports.is_empty()).then(String::new));
    lines.push(["# async fn example(client: ", &client, ") -> Result<(), Box<dyn std::error::Error>> {"].concat());
    lines.extend(code.iter().cloned());
    lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
    lines
}
