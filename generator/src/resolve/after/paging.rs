//! Pagination rules of the overrides, held against what operations take and return.

use serde_json::Value;

use crate::config::{Config, PaginationRule};
use crate::diagnostics::{Diagnostic, DiagnosticId, Diagnostics};
use crate::ir::{
    Api, MediaKind, Method, Operation, Paging, PagingEnd, Parameter, ParameterLocation, Payload, Success, TypeKind,
    TypeRef, query,
};

/// Gives every operation the first rule that fits; a rule that names operations must fit them.
pub(in crate::resolve) fn apply(config: &Config, api: &mut Api, diagnostics: &mut Diagnostics) {
    for rule in &config.pagination {
        if rule.operations.is_empty() {
            let found: Vec<Option<Paging>> =
                api.operations.iter().map(|operation| fits_silently(rule, operation, api)).collect();
            for (operation, paging) in api.operations.iter_mut().zip(found) {
                operation.paging = operation.paging.take().or(paging);
            }
            continue;
        }
        for id in &rule.operations {
            let Some(position) = api.operations.iter().position(|operation| operation.id.as_str() == id) else {
                diagnostics.push(super::overrides::unknown_operation(&["pagination"], id, api));
                continue;
            };
            match fit(rule, &api.operations[position], api) {
                Ok(paging) => api.operations[position].paging = Some(paging),
                Err(reason) => {
                    let message = format!(
                        "the pagination rule with page parameter `{}` does not fit `{id}`: {reason}",
                        rule.page
                    );
                    diagnostics.push(Diagnostic::error(
                        DiagnosticId::PaginationMisfit,
                        &api.operations[position].pointer,
                        message,
                    ));
                }
            }
        }
    }
}

fn fits_silently(rule: &PaginationRule, operation: &Operation, api: &Api) -> Option<Paging> {
    if operation.method != Method::Get || operation.paging.is_some() {
        return None;
    }
    fit(rule, operation, api).ok()
}

fn fit(rule: &PaginationRule, operation: &Operation, api: &Api) -> Result<Paging, String> {
    let query = |name: &str| {
        let is_it =
            |parameter: &&Parameter| parameter.location == ParameterLocation::Query && parameter.wire_name == name;
        operation.parameters.iter().find(is_it).ok_or_else(|| format!("it has no query parameter `{name}`"))
    };
    query(&rule.page)?;
    let size_parameter = match &rule.size {
        Some(size) => Some((size.clone(), page_size(query(size)?)?)),
        None => None,
    };
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
    let end = match &rule.total_pages {
        Some(total) => {
            let total_path = path(total);
            match query::non_null(&api.types, at_path(api, body, &total_path)?) {
                TypeRef::Integer(_) | TypeRef::Float { .. } => PagingEnd::TotalPages(total_path),
                _ => return Err(format!("`{total}` of its response is no number")),
            }
        }
        None => PagingEnd::EmptyPage,
    };
    Ok(Paging { page_parameter: rule.page.clone(), first_page: rule.first, size_parameter, items, item, end })
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
