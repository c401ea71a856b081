//! `wire.txt`: what goes over the wire, one fact a line, sorted. Next to the difference of `surface.txt`, its difference
//! is the review of a change of the API. Nothing reads it but people.
//!
//! ```text
//! # wire 1                                            the version
//! GET /users  oauth(users:read) or key  at v2         what it requires, and the server set where there are several
//! GET /users query perPage: i64  from 1 to 1000  default 100
//!                                                     type, whether it is required, style if it is not the usual one
//! GET /users 200 application/json: [User]             a response
//! GET /users 200 header X-Total: i64  required        one of its headers
//! POST /users body application/json: NewUser  required
//! POST /photos body multipart/form-data part photo  image/png  file
//! User  object  sent, received                         a schema, and which ways it travels
//! User .email: string  required  nullable  length to 80  format email
//! User .*: string                                     undeclared properties
//! GET /users 200/item .id: string                     a property of a schema that is written in a response
//! Status  one of  received
//! Status = "active"                                   a value
//! Pet  one of by kind  received
//! Pet | Cat  "cat" or "lion"                          a member, and what selects it
//! event userCreated: User                             what the API sends by itself
//! security key: key x-key in header                   a scheme
//! server v2 Production: https://api.example.com/v2    a server of a set, by environment
//! variable region: default eu  of eu, us              of the URLs of servers
//! ```
//!
//! `types` has the lines of schemas, `words` what the columns say.

mod types;
mod words;

use std::borrow::Cow;

use self::words::Words;
use super::context::Context;
use crate::ir::{
    Body, Operation, Parameter, ParameterEncoding, ParameterLocation, ParameterStyle, Payload, Requirement, Response,
    words as leaf,
};
use crate::lock::{self, name_of};
use crate::output::GeneratedFile;

/// The first line.
const HEADER: &str = "# wire 1";

/// Renders `wire.txt`.
pub(super) fn file(context: &Context<'_>) -> GeneratedFile {
    let words = Words::new(context);
    let mut lines = Vec::new();
    for operation in &context.api.operations {
        operation_lines(context, &words, operation, &mut lines);
    }
    types::lines(context, &words, &mut lines);
    for webhook in &context.api.webhooks {
        lines.push(["event ", &name_of(&webhook.wire_name), ": ", &words.type_ref(&webhook.payload)].concat());
    }
    around(context, &mut lines);
    for line in &mut lines {
        if let Cow::Owned(shown) = lock::visible(line) {
            *line = shown;
        }
    }
    lines.sort_unstable();
    // A representation that has a method of its own repeats what its operation says.
    lines.dedup();
    lines.insert(0, HEADER.to_owned());
    lines.push(String::new());
    GeneratedFile { path: "wire.txt".to_owned(), text: lines.join("\n") }
}

/// Credentials and servers.
fn around(context: &Context<'_>, lines: &mut Vec<String>) {
    let api = context.api;
    let schemes = api.security_schemes.iter();
    lines.extend(
        schemes.map(|scheme| ["security ", &*name_of(&scheme.wire_name), ": ", &leaf::security(&scheme.kind)].concat()),
    );
    for set in &api.servers {
        let urls = api.environments.iter().zip(&set.urls);
        lines.extend(urls.map(|(environment, url)| {
            ["server ", &*name_of(&set.label), " ", &name_of(&environment.label), ": ", url].concat()
        }));
    }
    for variable in &api.server_variables {
        let allowed = if variable.allowed.is_empty() { "" } else { "  of " };
        let start = ["variable ", &*name_of(&variable.wire_name), ": default ", &variable.default].concat();
        lines.push([&start, allowed, &variable.allowed.join(", ")].concat());
    }
}

fn operation_lines(context: &Context<'_>, words: &Words, operation: &Operation, lines: &mut Vec<String>) {
    let wire = lock::wire(&operation.method, &operation.path);
    let server = match context.api.servers.get(operation.server.index()) {
        Some(set) if context.api.servers.len() > 1 => ["  at ", &set.label].concat(),
        _ => String::new(),
    };
    lines.push([&wire, "  ", &requirements(context, &operation.security), &server].concat());
    lines.extend(operation.parameters.iter().map(|parameter| parameter_line(words, &wire, parameter)));
    operation.body.iter().for_each(|body| body_lines(words, &wire, body, lines));
    operation.responses.iter().for_each(|response| response_lines(words, &wire, response, lines));
}

/// The alternatives of credentials: `key or oauth(read write)`.
fn requirements(context: &Context<'_>, requirements: &[Requirement]) -> String {
    let scheme = |(index, scopes): &(usize, Vec<String>)| {
        let name = context.api.security_schemes.get(*index).map(|scheme| scheme.wire_name.as_str());
        let name = name.unwrap_or_default();
        if scopes.is_empty() { name.to_owned() } else { [name, "(", &scopes.join(" "), ")"].concat() }
    };
    let mut alternatives: Vec<String> = requirements
        .iter()
        .map(|requirement| match requirement.schemes.as_slice() {
            [] => "public".to_owned(),
            schemes => schemes.iter().map(scheme).collect::<Vec<_>>().join(" and "),
        })
        .collect();
    if alternatives.is_empty() {
        return "public".to_owned();
    }
    // Alternatives have no order.
    alternatives.sort_unstable();
    alternatives.join(" or ")
}

fn parameter_line(words: &Words, wire: &str, parameter: &Parameter) -> String {
    let place = lock::parameter(parameter.location, &parameter.wire_name);
    let is_required = parameter.required && parameter.location != ParameterLocation::Path;
    let columns = words::columns(&[
        words::mark(is_required, "required"),
        &encoding(parameter),
        &words::limits(&parameter.bounds),
        &words::default(parameter.default.as_deref()),
    ]);
    [wire, " ", &place, ": ", &words.type_ref(&parameter.type_ref), &columns].concat()
}

/// How it is written, if that is not how parameters at its place are usually written.
fn encoding(parameter: &Parameter) -> String {
    match &parameter.encoding {
        ParameterEncoding::Content(media_type) => ["as ", media_type].concat(),
        ParameterEncoding::Text(media_type) => ["text of ", media_type].concat(),
        ParameterEncoding::Style { style, explode, allow_reserved } => {
            let is_named = matches!(
                parameter.location,
                ParameterLocation::Query | ParameterLocation::Querystring | ParameterLocation::Cookie
            );
            let usual = if is_named { ParameterStyle::Form } else { ParameterStyle::Simple };
            let style_word = words::mark(*style != usual, leaf::style(*style));
            let explode_word = match (*explode, *style == ParameterStyle::Form) {
                (true, false) => "exploded",
                (false, true) => "not exploded",
                _ => "",
            };
            let said = [style_word, explode_word, words::mark(*allow_reserved, "reserved")];
            said.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
        }
    }
}

fn body_lines(words: &Words, wire: &str, body: &Body, lines: &mut Vec<String>) {
    for media in &body.media {
        let limits = media.annotations.as_deref().map(|said| words::limits(&said.bounds)).unwrap_or_default();
        let columns = words::columns(&[words::mark(body.required, "required"), &limits]);
        let start = [wire, " body ", &media.media_type].concat();
        lines.push([&start, ": ", &words.type_ref(&media.type_ref), &columns].concat());
        for part in &media.parts {
            let style = part.style.map(leaf::style).unwrap_or_default();
            let explode = part.explode.map(|explode| if explode { "exploded" } else { "not exploded" });
            let content_type = part.content_type.as_deref().unwrap_or_default();
            let columns =
                words::columns(&[content_type, words::mark(part.file, "file"), style, explode.unwrap_or_default()]);
            lines.push([&start, " part ", &name_of(&part.wire_name), &columns].concat());
        }
    }
}

fn response_lines(words: &Words, wire: &str, response: &Response, lines: &mut Vec<String>) {
    let start = [wire, " ", &leaf::status(response.status)].concat();
    let limits = response.body.as_deref().map(|said| words::limits(&said.bounds)).unwrap_or_default();
    lines.push(match &response.payload {
        Payload::Empty => start.clone(),
        Payload::Value { media_type, type_ref, .. } => {
            let columns = words::columns(&[&limits]);
            [&start, " ", media_type, ": ", &words.type_ref(type_ref), &columns].concat()
        }
    });
    for header in &response.headers {
        let limits = header.annotations.as_deref().map(|said| words::limits(&said.bounds)).unwrap_or_default();
        let columns = words::columns(&[words::mark(header.required, "required"), &limits]);
        let name = name_of(&header.wire_name);
        lines.push([&start, " header ", &name, ": ", &words.type_ref(&header.type_ref), &columns].concat());
    }
}
