//! Documentation of a method: what it does, how it looks on the wire, what may come back, an example.

use super::context::Context;
use super::operations::Method;
use super::{docs, examples, facts, responses};
use crate::ir::{Parameter, Response};

/// Doc lines of a method.
pub(super) fn lines(context: &Context<'_>, method: &Method<'_>) -> Vec<String> {
    let operation = method.operation;
    let mut lines = vec![summary(method), String::new(), wire_line(method)];
    if let Some(description) = described(method) {
        lines.push(String::new());
        lines.extend(description);
    }
    section(&mut lines, "Parameters", parameter_lines(method));
    section(&mut lines, "Responses", operation.responses.iter().map(response_line).collect());
    section(&mut lines, "Example", examples::lines(context, method).unwrap_or_default());
    if let Some(url) = operation.docs.url.as_deref().or(operation.source.as_deref()) {
        let source = docs::lines(url);
        lines.push(String::new());
        lines.push(["Source: ", &source.join(" ")].concat());
    }
    lines
}

fn section(lines: &mut Vec<String>, title: &str, content: Vec<String>) {
    if !content.is_empty() {
        lines.extend([String::new(), ["# ", title].concat(), String::new()]);
        lines.extend(content);
    }
}

/// The summary, else the first paragraph's line, else the operation's id.
fn summary(method: &Method<'_>) -> String {
    let operation = method.operation;
    let title = operation.docs.title.as_deref().map(docs::sentence).filter(|title| !title.is_empty());
    title.or_else(|| first_line(operation.docs.description.as_deref()?)).unwrap_or_else(|| {
        ["Calls ", &docs::code(&operation.id), "."].concat()
    })
}

fn first_line(description: &str) -> Option<String> {
    let line = docs::lines(description).into_iter().next()?;
    (!line.starts_with(['#', '|', '`', '-', '*', '>'])).then(|| docs::sentence(&line))
}

/// The description, unless the summary has already said it.
fn described(method: &Method<'_>) -> Option<Vec<String>> {
    let lines = docs::lines(method.operation.docs.description.as_deref()?);
    let said = |line: &String| docs::sentence(line) == summary(method);
    match lines.as_slice() {
        [] => None,
        [only] if said(only) => None,
        [first, rest @ ..] if method.operation.docs.title.is_none() && said(first) => {
            let rest: Vec<String> = rest.iter().skip_while(|line| line.is_empty()).cloned().collect();
            (!rest.is_empty()).then_some(rest)
        }
        _ => Some(lines),
    }
}

fn wire_line(method: &Method<'_>) -> String {
    docs::code(&[&method.operation.method, " ", &method.operation.path].concat())
}

fn parameter_lines(method: &Method<'_>) -> Vec<String> {
    let parameters = method.operation.parameters.iter().zip(&method.names.parameters);
    parameters.flat_map(|(parameter, rust_name)| parameter_line(parameter, rust_name)).collect()
}

fn parameter_line(parameter: &Parameter, rust_name: &str) -> Vec<String> {
    let bare = rust_name.strip_prefix("r#").unwrap_or(rust_name);
    let mut words = Vec::new();
    if bare != parameter.wire_name {
        words.push(["On the wire ", &docs::code(&parameter.wire_name), "."].concat());
    }
    words.extend(parameter.docs.description.as_deref().map(docs::sentence).filter(|words| !words.is_empty()));
    let facts = facts::line(&parameter.bounds, parameter.default.as_ref(), parameter.docs.example.as_ref());
    words.extend(Some(facts).filter(|facts| !facts.is_empty()));
    let words = words.join(" ");
    let joint = if words.is_empty() { "" } else { ": " };
    vec![["- `", bare, "`", joint, &words].concat()]
}

fn response_line(response: &Response) -> String {
    let status = responses::status_words(response.status);
    let description = docs::sentence(&response.description);
    let joint = if description.is_empty() { "" } else { ": " };
    ["- ", &status, joint, &description].concat()
}
