//! The first page of the module for tests, with an example that compiles.

use proc_macro2::Literal;

use super::markdown;
use crate::ir::{GroupId, MediaKind, Method, Operation, Payload, Record, Success, TypeDef, TypeKind, TypeRef, query};
use crate::names::RustIdent;
use crate::render::context::Context;
use crate::render::method;
use crate::render::plan::fields::{Presence, presence};

/// Methods of `Mock` itself; a group called so gets a word added.
const TAKEN: [&str; 4] = ["builder", "calls", "client", "new"];

/// What an example expects: the call of an operation on the mock, and the operation.
struct Expectation<'a> {
    /// As code: `mock.users().get()`.
    call: String,
    operation: &'a Operation,
}

/// The documentation of the module.
pub(crate) fn lines(context: &Context<'_>) -> Vec<String> {
    let mut lines =
        markdown::lines("An API that answers as a test says: no sockets, no waiting, and every call is remembered.");
    let example = example(context);
    if example.is_empty() {
        return lines;
    }
    lines.extend(["", "```no_run"].map(str::to_owned));
    lines.extend(example);
    lines.push("```".to_owned());
    let models = "Only servers make some models, so these have no constructor. `returns_with` begins with an empty value \
                  whose fields are public, and so does [`make`]; `returns_json` and [`from_json`] take JSON.";
    lines.extend([String::new(), models.to_owned()]);
    lines
}

/// A test as code: it has the operation whose response is written fastest.
pub(super) fn example(context: &Context<'_>) -> Vec<String> {
    let expectations: Vec<Expectation<'_>> = query::group_ids(context.api)
        .flat_map(|group| methods_of(context, group))
        .map(|(group, method, _, operation)| {
            let call = ["mock.", accessor(context, group).as_str(), "().", method.as_str(), "()"].concat();
            Expectation { call, operation }
        })
        .collect();
    let samples = expectations.iter().filter_map(|expectation| Some((expectation, sample(context, expectation)?)));
    let best =
        samples.min_by_key(|(expectation, sample)| (expectation.operation.method != Method::Get, sample.required));
    let first = best.as_ref().map(|(expectation, _)| *expectation).or(expectations.first());
    let Some(first) = first else { return Vec::new() };
    let mut lines = vec![["use ", &context.package().replace('-', "_"), "::mock::Mock;"].concat()];
    lines.extend(["", "let mock = Mock::new();"].map(str::to_owned));
    lines.extend(best.iter().flat_map(|(expectation, sample)| sample.lines(&expectation.call)));
    lines.push(["let expected = ", &first.call, ".once().cannot_connect();"].concat());
    lines.push("let client = mock.client();".to_owned());
    lines.push("// Here the code under test makes its calls.".to_owned());
    lines.extend(["expected.assert_calls(1);", "# drop(client);"].map(str::to_owned));
    lines
}

/// The way from the mock to the expectations of a group.
pub(crate) fn accessor(context: &Context<'_>, group: GroupId) -> RustIdent {
    let accessor = &context.names.group(group).accessor;
    if TAKEN.contains(&accessor.as_str()) { accessor.with_suffix("_group") } else { accessor.clone() }
}

/// The operations of a group, each with its first method.
pub(crate) fn methods_of<'c>(
    context: &'c Context<'_>,
    group: GroupId,
) -> impl Iterator<Item = (GroupId, &'c RustIdent, usize, &'c Operation)> {
    method::operations_of(context, group).filter_map(move |(index, operation)| {
        let method = context.names.operation(index).methods.first()?;
        Some((group, &method.rust_name, index, operation))
    })
}

/// A property of a response that an example can set.
struct Sample {
    field: String,
    wire_name: String,
    presence: Presence,
    /// How many properties are required.
    required: usize,
}

impl Sample {
    fn lines(&self, call: &str) -> Vec<String> {
        let text = Literal::string(&self.wire_name).to_string() + ".to_owned()";
        let value = if self.presence == Presence::Required { text } else { ["Some(", &text, ")"].concat() };
        let mut lines = vec![[call, ".once().returns_with(|value| value.", &self.field, " = ", &value, ");"].concat()];
        // JSON that lacks a required property would be a poor example.
        if self.required == usize::from(self.presence == Presence::Required) {
            let json = ["{\"", &self.wire_name, "\": \"", &self.wire_name, "\"}"].concat();
            lines.push([call, ".once().returns_json(r#\"", &json, "\"#);"].concat());
        }
        lines
    }
}

/// The first string among the properties of what an operation returns.
fn sample(context: &Context<'_>, expectation: &Expectation<'_>) -> Option<Sample> {
    let Success::One(Payload::Value { kind: MediaKind::Json, type_ref, .. }) = &expectation.operation.success else {
        return None;
    };
    let TypeRef::Named(id) = context.resolved(type_ref) else { return None };
    let type_def = context.type_def(*id);
    let TypeKind::Record(record) = &type_def.kind else { return None };
    of_record(context, type_def, record, &context.names.type_names(*id).fields)
}

fn of_record(context: &Context<'_>, type_def: &TypeDef, record: &Record, names: &[RustIdent]) -> Option<Sample> {
    let presences = || record.fields.iter().map(|field| presence(field, type_def.usage));
    let is_plain = |name: &str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let strings = record.fields.iter().zip(names).zip(presences()).filter(|((field, _), presence)| {
        let is_shown = matches!(presence, Presence::Required | Presence::Optional) && !field.docs.deprecated;
        is_shown && is_plain(&field.wire_name) && *context.resolved(&field.type_ref) == TypeRef::String
    });
    let ((field, rust_name), shown) = strings.min_by_key(|(_, presence)| *presence != Presence::Required)?;
    Some(Sample {
        field: rust_name.as_str().to_owned(),
        wire_name: field.wire_name.clone(),
        presence: shown,
        required: presences().filter(|presence| *presence == Presence::Required).count(),
    })
}
