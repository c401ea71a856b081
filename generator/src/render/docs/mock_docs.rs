//! The first page of the module for tests, with an example that compiles.

use proc_macro2::Literal;

use super::markdown;
use crate::ir::{MediaKind, Method, Operation, Payload, Record, Success, TypeDef, TypeKind, TypeRef};
use crate::names::RustIdent;
use crate::render::context::Context;
use crate::render::plan::fields::{Presence, presence};

/// What an example expects: the call of an operation on the mock, and the operation.
pub(crate) struct Expectation<'a> {
    /// As code: `mock.users().get()`.
    pub(crate) call: String,
    pub(crate) operation: &'a Operation,
}

/// The documentation of the module; the example shows the operation whose response is written fastest.
pub(crate) fn lines(context: &Context<'_>, expectations: &[Expectation<'_>]) -> Vec<String> {
    let mut lines =
        markdown::lines("An API that answers as a test says: no sockets, no waiting, and every call is remembered.");
    let samples = expectations.iter().filter_map(|expectation| Some((expectation, sample(context, expectation)?)));
    let best =
        samples.min_by_key(|(expectation, sample)| (expectation.operation.method != Method::Get, sample.required));
    let Some(first) = best.as_ref().map(|(expectation, _)| *expectation).or(expectations.first()) else {
        return lines;
    };
    lines.extend(["", "```no_run"].map(str::to_owned));
    lines.push(["use ", &context.package().replace('-', "_"), "::mock::Mock;"].concat());
    lines.extend(["", "let mock = Mock::new();"].map(str::to_owned));
    lines.extend(best.iter().flat_map(|(expectation, sample)| sample.lines(&expectation.call)));
    lines.push(["let expected = ", &first.call, ".once().cannot_connect();"].concat());
    lines.push("let client = mock.client();".to_owned());
    lines.push("// Here the code under test makes its calls.".to_owned());
    lines.extend(["expected.assert_calls(1);", "# drop(client);", "```"].map(str::to_owned));
    let models = "Only servers make some models, so these have no constructor. `returns_with` begins with an empty value \
                  whose fields are public, and so does [`make`]; `returns_json` and [`from_json`] take JSON.";
    lines.extend([String::new(), models.to_owned()]);
    lines
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
