//! Documentation of a method: what it does, how it looks on the wire, what may come back, an example.

use serde_json::Value;

use super::markdown::visible;
use super::prose::{self, TypeWords};
use super::{body_docs, constraints, examples, markdown, paging_docs, scopes, sentences, type_docs, waiting_docs};
use crate::ir::{
    BodyMedia, ErrorBodies, Group, MediaKind, Operation, Parameter, ParameterEncoding, ParameterLocation, Payload,
    Response, StatusMatch, TypeRef,
};
use crate::names::RustIdent;
use crate::render::context::Context;
use crate::render::method::Method;
use crate::render::{forms, headers, stream_flag};

/// Doc lines of a method.
pub(crate) fn lines(context: &Context<'_>, method: &Method<'_>) -> Vec<String> {
    let operation = method.operation;
    let (summary, description) = summary_and_description(method);
    let mut lines = vec![summary, String::new(), wire_line(context, method)];
    paragraph_of(&mut lines, description);
    type_docs::add_notes(&mut lines, &operation.docs);
    paragraph_of(&mut lines, further_tags(context, operation));
    section(&mut lines, "Parameters", parameter_lines(context, method));
    section(&mut lines, "Optional parameters", optional_lines(context, method));
    paragraph_of(&mut lines, form_lines(context, method));
    section(&mut lines, "Responses", response_lines(context, method));
    paragraph_of(&mut lines, response_example(operation));
    section(&mut lines, "Pages", paging_docs::method_lines(operation.paging.as_ref()));
    section(&mut lines, "Until it is done", waiting_docs::method_lines(context, operation.waiting.as_ref()));
    section(&mut lines, "Scopes", scopes::lines(context, operation));
    section(&mut lines, "Example", examples::lines(context, method).unwrap_or_default());
    if let Some(url) = operation.docs.url.as_deref().or(operation.source.as_deref()) {
        let source = markdown::lines(url);
        lines.push(String::new());
        lines.push(["Source: ", &source.join(" ")].concat());
    }
    lines
}

/// The tags but the one whose group the method is in.
fn further_tags(context: &Context<'_>, operation: &Operation) -> Vec<String> {
    let group = context.api.groups.get(operation.group.index()).map(Group::tag);
    let tags: Vec<String> = operation
        .tags
        .iter()
        .filter(|tag| Some(tag.as_str()) != group && !tag.trim().is_empty())
        .filter(|tag| !(operation.docs.deprecated && tag.eq_ignore_ascii_case("deprecated")))
        .map(|tag| sentences::code(tag))
        .collect();
    if tags.is_empty() { Vec::new() } else { vec![["Also tagged ", &tags.join(", "), "."].concat()] }
}

/// The document's example of what a success returns.
fn response_example(operation: &Operation) -> Vec<String> {
    let example = operation.responses.iter().find_map(|response| response.example.as_ref());
    let Some(example) = example else { return Vec::new() };
    let (language, text) = match example {
        Value::String(text) => ("text", text.clone()),
        other => ("json", serde_json::to_string_pretty(other).unwrap_or_default()),
    };
    let opening = ["An example of the response:", "", &["```", language].concat()].map(str::to_owned);
    let written = text.lines().map(|line| visible(line).into_owned());
    opening.into_iter().chain(written).chain(["```".to_owned()]).collect()
}

fn section(lines: &mut Vec<String>, title: &str, content: Vec<String>) {
    if !content.is_empty() {
        lines.extend([String::new(), ["# ", title].concat(), String::new()]);
        lines.extend(content);
    }
}

/// A line that says what the method does, and the rest of what the document says.
fn summary_and_description(method: &Method<'_>) -> (String, Vec<String>) {
    let docs = &method.operation.docs;
    let (title, title_rest) = docs.title.as_deref().map(sentences::split).unwrap_or_default();
    let (paragraph, rest) = docs.description.as_deref().map(sentences::split).unwrap_or_default();
    let lead = if title.is_empty() { &paragraph } else { &title };
    if lead.is_empty() {
        let alternative = method.operation.alternative.as_ref();
        let id = alternative.map_or(&method.operation.id, |alternative| &alternative.of);
        return (["Calls ", &sentences::code(id.as_str()), "."].concat(), rest);
    }
    let (summary, more) = sentences::first_sentence(lead);
    let mut description = Vec::new();
    paragraph_of(&mut description, vec![more.to_owned()]);
    paragraph_of(&mut description, title_rest);
    if !title.is_empty() && paragraph != title {
        paragraph_of(&mut description, vec![paragraph.clone()]);
    }
    paragraph_of(&mut description, rest);
    (summary.to_owned(), description)
}

fn paragraph_of(description: &mut Vec<String>, lines: Vec<String>) {
    if lines.iter().all(String::is_empty) {
        return;
    }
    if !description.is_empty() {
        description.push(String::new());
    }
    description.extend(lines);
}

/// What a form can be made of: the argument's type alone does not say it.
fn form_lines(context: &Context<'_>, method: &Method<'_>) -> Vec<String> {
    let typed = method.media.filter(|media| forms::has_files(context, &media.type_ref));
    let Some(TypeRef::Named(id)) = typed.map(|media| &media.type_ref) else { return Vec::new() };
    let body = sentences::code(method.names.body.as_str());
    let form = TypeWords::elsewhere(context).link(*id);
    vec![["The ", &body, " is a ", &form, ", or a [`Form`](crate::Form) put together by hand."].concat()]
}

fn wire_line(context: &Context<'_>, method: &Method<'_>) -> String {
    let request = sentences::code(&[method.operation.method.as_str(), " ", &method.operation.path].concat());
    let is_choice = |media: &&BodyMedia| method.names.methods.len() > 1 || media.media_type.contains('*');
    let sent = method.media.filter(is_choice).map(|media| [", sends ", &sentences::code(&media.media_type)].concat());
    let flag = method.media.and_then(|media| stream_flag::of(context, method.operation, media));
    let flag = flag.map(|flag| [", sends ", &stream_flag::words(&flag)].concat());
    let alternative = method.operation.alternative.as_ref();
    let asked = alternative.map(|asked| [", asks for ", &sentences::code(&asked.media_type)].concat());
    [request, sent.unwrap_or_default(), flag.unwrap_or_default(), asked.unwrap_or_default()].concat()
}

/// The arguments of the method.
fn parameter_lines(context: &Context<'_>, method: &Method<'_>) -> Vec<String> {
    let parameters = parameters(method).filter(|(parameter, _)| parameter.required);
    let lines = parameters.flat_map(|(parameter, rust_name)| {
        parameter_line(context, parameter, rust_name, &sentences::code(rust_name.bare()))
    });
    lines.chain(body_docs::lines(context, method, true, &sentences::code(method.names.body.as_str()))).collect()
}

/// What is set on the request that the method returns.
fn optional_lines(context: &Context<'_>, method: &Method<'_>) -> Vec<String> {
    let parameters = parameters(method).filter(|(parameter, _)| !parameter.required);
    let request = &method.method.request;
    let lines = parameters.flat_map(|(parameter, rust_name)| {
        parameter_line(context, parameter, rust_name, &setter_link(request, rust_name))
    });
    lines.chain(body_docs::lines(context, method, false, &setter_link(request, &method.names.body))).collect()
}

fn parameters<'a>(method: &Method<'a>) -> impl Iterator<Item = (&'a Parameter, &'a RustIdent)> {
    method.operation.parameters.iter().zip(&method.names.parameters)
}

/// `rustdoc` takes what follows a `#` for a place in the page, so raw names are linked without their mark.
fn setter_link(request: &RustIdent, rust_name: &RustIdent) -> String {
    let name = rust_name.bare();
    ["[`", name, "`](", request.as_str(), "::", name, ")"].concat()
}

fn parameter_line(context: &Context<'_>, parameter: &Parameter, rust_name: &RustIdent, shown: &str) -> Vec<String> {
    let bare = rust_name.bare();
    let mut words = Vec::new();
    // That names are in snake case here needs no saying.
    if bare != crate::names::snake(&parameter.wire_name) {
        words.push(["On the wire ", &sentences::code(&parameter.wire_name), "."].concat());
    }
    let (paragraph, rest) = parameter.docs.description.as_deref().map(sentences::split).unwrap_or_default();
    // The setter of an optional one says the rest.
    let said = if parameter.required { paragraph } else { sentences::first_sentence(&paragraph).0.to_owned() };
    let paragraph = Some(said).filter(|words| !words.is_empty());
    let title = || type_docs::telling_title(&parameter.docs, &parameter.wire_name);
    words.extend(paragraph.or_else(title).or_else(|| type_docs::summary_of(context, &parameter.type_ref)));
    let constraints_line = constraints::line(&parameter.bounds, parameter.default.as_deref(), &parameter.docs);
    words.extend(Some(constraints_line).filter(|constraints_line| !constraints_line.is_empty()));
    words.extend(may_have_slashes(parameter).then(|| "May have slashes.".to_owned()));
    words.extend(parameter.docs.deprecated.then(|| "Deprecated.".to_owned()));
    let words = words.join(" ");
    let joint = if words.is_empty() { "" } else { ": " };
    let mut lines = vec![["- ", shown, joint, &words].concat()];
    // What a setter says in full need not be said twice.
    if parameter.required && !rest.is_empty() {
        lines.push(String::new());
        lines.extend(rest.iter().map(|line| if line.is_empty() { String::new() } else { ["  ", line].concat() }));
        lines.push(String::new());
    }
    lines
}

fn may_have_slashes(parameter: &Parameter) -> bool {
    let is_kept = matches!(parameter.encoding, ParameterEncoding::Style { allow_reserved: true, .. });
    is_kept && parameter.location == ParameterLocation::Path
}

/// Statuses in order, whatever the document's.
fn response_lines(context: &Context<'_>, method: &Method<'_>) -> Vec<String> {
    let mut responses: Vec<&Response> = method.operation.responses.iter().collect();
    responses.sort_by_key(|response| response.status);
    responses.into_iter().map(|response| response_line(context, method, response)).collect()
}

fn response_line(context: &Context<'_>, method: &Method<'_>, response: &Response) -> String {
    let status = prose::status_words(response.status);
    let mut words = sentences::sentence(&response.description);
    let type_words = TypeWords::elsewhere(context);
    let says_nothing = prose::says_nothing(&words);
    match &response.payload {
        Payload::Value { type_ref, kind: MediaKind::Json, .. } if says_nothing => words = type_words.sentence(type_ref),
        Payload::Value { type_ref, kind: MediaKind::Json, .. } if needs_type(context, method, response.status) => {
            words = with_type(&words, type_words, type_ref);
        }
        Payload::Empty if says_nothing => words = "Nothing.".to_owned(),
        _ => {}
    }
    let said = response.body.as_deref().map(constraints::annotations).filter(|said| !words.contains(said.as_str()));
    if let Some(said) = said.filter(|said| !said.is_empty()) {
        words = [&words, " ", &said].concat();
    }
    let own = response.headers.iter().filter(|header| !headers::is_common(context, header));
    let headers: Vec<String> = own.filter_map(|header| headers::link(context, header)).collect();
    if !headers.is_empty() {
        words = [&words, " Headers: ", &headers.join(", "), "."].concat();
    }
    let joint = if words.is_empty() { "" } else { ": " };
    ["- ", &status, joint, words.trim_start()].concat()
}

/// What the document says of a response, and the model that it is or that its items are.
fn with_type(words: &str, type_words: TypeWords<'_, '_>, type_ref: &TypeRef) -> String {
    let link = match type_ref {
        TypeRef::Named(id) | TypeRef::Boxed(id) => type_words.link(*id),
        TypeRef::List(item) => match item.as_ref() {
            TypeRef::Named(id) | TypeRef::Boxed(id) => ["a list of ", &type_words.link(*id)].concat(),
            _ => return words.to_owned(),
        },
        _ => return words.to_owned(),
    };
    [words.strip_suffix('.').unwrap_or(words), " (", &link, ")."].concat()
}

/// True where the signature does not say what the body of this status is: it returns a request, or it is about errors.
fn needs_type(context: &Context<'_>, method: &Method<'_>, status: StatusMatch) -> bool {
    tells_errors_apart(context, status) || (status.is_success() && method.has_options())
}

/// True where the body of this status is one of several that the client's errors may hold.
fn tells_errors_apart(context: &Context<'_>, status: StatusMatch) -> bool {
    let several = matches!(context.api.errors, ErrorBodies::Several { .. });
    several && matches!(status, StatusMatch::Code(400..) | StatusMatch::Range(4..) | StatusMatch::Default)
}
