//! Pagination rules of the overrides, held against what operations take and return.

use serde_json::Value;

use crate::config::{Config, PaginationRule};
use crate::diagnostics::{Diagnostic, DiagnosticId, Diagnostics};
use crate::ir::{
    Api, MediaKind, Method, Operation, Paging, PagingEnd, Parameter, ParameterLocation, Payload, Success, TypeKind,
    TypeRef, query,
};
use crate::resolve::reach::LeftOut;
use crate::source::{JsonPointer, OVERRIDES_PATH};

/// Gives every operation the first rule that fits. A rule must fit the operations that it names, or any.
pub(in crate::resolve) fn apply(config: &Config, api: &mut Api, left_out: &LeftOut, diagnostics: &mut Diagnostics) {
    let mut near = Vec::new();
    for (index, rule) in config.pagination.iter().enumerate() {
        if rule.operations.is_empty() {
            near.extend(apply_to_all(rule, index, api, left_out, diagnostics));
        } else {
            apply_to_named(rule, index, api, left_out, diagnostics);
        }
    }
    for miss in near {
        let operation = &api.operations[miss.operation];
        // Another rule may be for it.
        if operation.paging.is_none() {
            let id = operation.id.as_str();
            diagnostics.push(does_not_hold(
                miss.rule,
                "total_pages",
                format!("it does not fit `{id}`: {}", miss.reason),
                operation,
            ));
        }
    }
}

/// An operation that a rule would fit but for the number of pages.
struct NearMiss {
    rule: usize,
    operation: usize,
    reason: String,
}

fn apply_to_all(
    rule: &PaginationRule,
    index: usize,
    api: &mut Api,
    left_out: &LeftOut,
    diagnostics: &mut Diagnostics,
) -> Vec<NearMiss> {
    let is_list = |operation: &Operation| operation.method == Method::Get && operation.paging.is_none();
    let found: Vec<Option<Result<Paging, Reason>>> =
        api.operations.iter().map(|operation| is_list(operation).then(|| fit(rule, operation, api))).collect();
    let mut near = Vec::new();
    // Of what does not fit, the operation that comes closest says most.
    let mut closest: Option<(u8, usize, String)> = None;
    let mut fits_any =
        api.operations.iter().any(|operation| operation.paging.is_some() && fit(rule, operation, api).is_ok());
    for (position, outcome) in found.into_iter().enumerate() {
        match outcome {
            Some(Ok(paging)) => {
                fits_any = true;
                api.operations[position].paging = Some(paging);
            }
            Some(Err((step, reason))) => {
                if step == Step::End {
                    near.push(NearMiss { rule: index, operation: position, reason: reason.clone() });
                }
                if closest.as_ref().is_none_or(|(known, ..)| *known < step as u8) {
                    closest = Some((step as u8, position, reason));
                }
            }
            None => {}
        }
    }
    // It may be for what is left out.
    if !fits_any && near.is_empty() && left_out.operations.is_empty() {
        diagnostics.push(fits_nothing(index, closest.map(|(_, position, reason)| (&api.operations[position], reason))));
    }
    near
}

fn apply_to_named(
    rule: &PaginationRule,
    index: usize,
    api: &mut Api,
    left_out: &LeftOut,
    diagnostics: &mut Diagnostics,
) {
    let named = rule.operations.iter().enumerate().filter(|(_, id)| !left_out.operations.contains(*id));
    for (at, id) in named {
        let Some(position) = api.operations.iter().position(|operation| operation.id.as_str() == id) else {
            let unknown = super::overrides::unknown_operation(&["pagination"], id, api);
            let pointer = place_of(index).child("operations").child(&at.to_string());
            diagnostics.push(Diagnostic { pointer, about_key: false, ..unknown });
            continue;
        };
        match fit(rule, &api.operations[position], api) {
            Ok(paging) => api.operations[position].paging = Some(paging),
            Err((_, reason)) => {
                let message = format!("it does not fit `{id}`: {reason}");
                let operation = &api.operations[position];
                diagnostics.push(does_not_hold(index, &format!("operations/{at}"), message, operation));
            }
        }
    }
}

/// At the key of the rule that does not fit an operation.
fn does_not_hold(rule: usize, key: &str, message: String, operation: &Operation) -> Diagnostic {
    let place = key.split('/').fold(place_of(rule), |pointer, segment| pointer.child(segment));
    Diagnostic::error(DiagnosticId::PaginationMisfit, place, format!("the pagination rule does not hold: {message}"))
        .related(&operation.pointer, "the operation")
}

fn fits_nothing(rule: usize, closest: Option<(&Operation, String)>) -> Diagnostic {
    let message = "the pagination rule fits no operation";
    let diagnostic = Diagnostic::error(DiagnosticId::PaginationMisfit, place_of(rule), message);
    match closest {
        Some((operation, reason)) => diagnostic
            .help(format!("`{}` comes closest, but {reason}", operation.id))
            .related(&operation.pointer, "the operation that comes closest"),
        None => diagnostic.help("remove the rule"),
    }
}

fn place_of(rule: usize) -> JsonPointer {
    JsonPointer::root_of(OVERRIDES_PATH).child("pagination").child(&rule.to_string())
}

/// How far a rule fits, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Parameters,
    Items,
    End,
}

/// Where a rule stops to fit, and why.
type Reason = (Step, String);

fn fit(rule: &PaginationRule, operation: &Operation, api: &Api) -> Result<Paging, Reason> {
    let size_parameter = parameters(rule, operation, api).map_err(|reason| (Step::Parameters, reason))?;
    let (body, items, item) = items(rule, operation, api).map_err(|reason| (Step::Items, reason))?;
    let end = end(rule, body, api).map_err(|reason| (Step::End, reason))?;
    Ok(Paging { page_parameter: rule.page.clone(), first_page: rule.first, size_parameter, items, item, end })
}

/// The parameter for the size with its value, if both parameters are numbers.
fn parameters(rule: &PaginationRule, operation: &Operation, api: &Api) -> Result<Option<(String, u64)>, String> {
    let query = |name: &str| {
        let is_it =
            |parameter: &&Parameter| parameter.location == ParameterLocation::Query && parameter.wire_name == name;
        let found =
            operation.parameters.iter().find(is_it).ok_or_else(|| format!("it has no query parameter `{name}`"))?;
        match query::non_null(&api.types, &found.type_ref) {
            TypeRef::Integer(_) | TypeRef::Float { .. } => Ok(found),
            _ => Err(format!("its parameter `{name}` is no number")),
        }
    };
    query(&rule.page)?;
    rule.size.as_ref().map(|size| Ok((size.clone(), page_size(query(size)?)?))).transpose()
}

/// The type of the response, the path of the list in it, and the type of the items.
fn items<'t>(
    rule: &PaginationRule,
    operation: &'t Operation,
    api: &'t Api,
) -> Result<(&'t TypeRef, Vec<String>, TypeRef), String> {
    let body = match &operation.success {
        Success::One(Payload::Value { kind: MediaKind::Json, type_ref, .. })
        | Success::Optional(Payload::Value { kind: MediaKind::Json, type_ref, .. }) => type_ref,
        _ => return Err("it does not return one JSON value".to_owned()),
    };
    let items = path(&rule.items);
    let item = match query::non_null(&api.types, at_path(api, body, &items)?) {
        TypeRef::List(item) => (**item).clone(),
        _ if items.is_empty() => return Err("its response is no list".to_owned()),
        _ => return Err(format!("`{}` of its response is no list", rule.items)),
    };
    Ok((body, items, item))
}

fn end(rule: &PaginationRule, body: &TypeRef, api: &Api) -> Result<PagingEnd, String> {
    let Some(total) = &rule.total_pages else { return Ok(PagingEnd::EmptyPage) };
    let total_path = path(total);
    match query::non_null(&api.types, at_path(api, body, &total_path)?) {
        TypeRef::Integer(_) | TypeRef::Float { .. } => Ok(PagingEnd::TotalPages(total_path)),
        _ => Err(format!("`{total}` of its response is no number")),
    }
}

/// The size of a page when the user names none: the default, else the largest allowed.
fn page_size(parameter: &Parameter) -> Result<u64, String> {
    let default = parameter.default.as_ref().and_then(Value::as_u64);
    let largest = parameter.bounds.maximum.as_ref().and_then(|text| text.parse().ok());
    default.or(largest).ok_or_else(|| format!("`{}` has neither a default nor a maximum", parameter.wire_name))
}

fn path(text: &str) -> Vec<String> {
    text.split('.').filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// The type of a property path inside a type.
fn at_path<'t>(api: &'t Api, type_ref: &'t TypeRef, path: &[String]) -> Result<&'t TypeRef, String> {
    let mut current = type_ref;
    for name in path {
        let record = match query::non_null(&api.types, current) {
            TypeRef::Named(id) | TypeRef::Boxed(id) => match &api.type_def(*id).kind {
                TypeKind::Record(record) => record,
                _ => return Err(format!("`{name}` is looked for in something that is no object")),
            },
            _ => return Err(format!("`{name}` is looked for in something that is no object")),
        };
        let field = record.fields.iter().find(|field| field.wire_name == *name);
        current = field.map(|field| &field.type_ref).ok_or_else(|| format!("its response has no property `{name}`"))?;
    }
    Ok(current)
}
