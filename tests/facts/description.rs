//! What the description says against the facts: schemas here, the rest in `operations` and `platform`.

use serde_json::Value;

use crate::notation::of_schema;
use crate::read::{Facts, Model, Union, Values};
use crate::report::Report;
use crate::{operations, platform};

/// Every fact that the description contradicts or does not have, and whatever it says without a fact.
pub(crate) fn disagreements(facts: &Facts, document: &Value) -> Vec<String> {
    let mut report = Report::default();
    platform::compare(facts, document, &mut report);
    operations::compare(facts, document, &mut report);
    let schemas = &document["components"]["schemas"];
    facts.models.iter().for_each(|(name, model)| compare_model(name, model, document, &mut report));
    facts.unions.iter().for_each(|(name, union)| compare_union(facts, name, union, &schemas[name], &mut report));
    facts.values.iter().for_each(|(name, values)| compare_values(name, values, &schemas[name], &mut report));
    for name in schemas.as_object().unwrap().keys() {
        let known = facts.models.contains_key(name) || facts.unions.contains_key(name);
        if !known && !facts.values.contains_key(name) {
            report.lines.push(schema_to_add(name, &schemas[name]));
        }
    }
    report.lines
}

/// What a maintainer has to write down for a new schema.
fn schema_to_add(name: &str, schema: &Value) -> String {
    let file = match (schema.get("oneOf"), schema.get("enum")) {
        (Some(_), _) => "unions.yaml",
        (_, Some(_)) => "values.yaml",
        _ => "models.yaml",
    };
    format!("no fact has the schema `{name}`: add it to tests/facts/{file}, from its page")
}

fn compare_model(name: &str, model: &Model, document: &Value, report: &mut Report) {
    let schema = merged(&document["components"]["schemas"][name], document);
    let properties = schema["properties"].as_object().into_iter().flatten();
    let actual = properties.map(|(property, schema)| (property.clone(), of_schema(schema))).collect();
    report.expect_facts(name, &model.page, &model.properties, &actual);
    let required: Vec<&str> = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let expected: Vec<&str> = model.required.iter().map(String::as_str).collect();
    report.expect_same(&format!("{name}, required"), &model.page, &expected, &required);
}

/// A schema of several parts as one object.
fn merged(schema: &Value, document: &Value) -> Value {
    let Some(parts) = schema["allOf"].as_array() else {
        return schema.clone();
    };
    let mut whole = serde_json::json!({"properties": {}, "required": []});
    for part in parts {
        let part = match part["$ref"].as_str() {
            Some(reference) => document.pointer(reference.trim_start_matches('#')).unwrap_or(part),
            None => part,
        };
        let members = part["properties"].as_object().cloned().unwrap_or_default();
        whole["properties"].as_object_mut().unwrap().extend(members);
        let required = part["required"].as_array().cloned().unwrap_or_default();
        whole["required"].as_array_mut().unwrap().extend(required);
    }
    whole
}

fn compare_union(facts: &Facts, name: &str, union: &Union, schema: &Value, report: &mut Report) {
    let forms: Vec<String> = schema["oneOf"].as_array().into_iter().flatten().map(of_schema).collect();
    let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
    let expected: Vec<&str> = union.forms.iter().map(String::as_str).collect();
    report.expect_same(&format!("{name}, forms"), &union.page, &expected, &forms);
    let Some(by) = &union.by else { return };
    let discriminator = &schema["discriminator"];
    report.expect(&format!("{name}, by"), &union.page, by, discriminator["propertyName"].as_str().unwrap_or_default());
    let mapping = discriminator["mapping"].as_object().into_iter().flatten();
    let actual: Vec<String> = mapping.map(|(value, target)| format!("{value}: {}", last(target))).collect();
    let actual: Vec<&str> = actual.iter().map(String::as_str).collect();
    let expected: Vec<String> = union.forms.iter().flat_map(|form| tags(facts, form, by)).collect();
    let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    report.expect_same(&format!("{name}, mapping"), &union.page, &expected, &actual);
}

/// `user_joined: UserJoinedEvent`: the values of a discriminator that select a form.
fn tags(facts: &Facts, form: &str, by: &str) -> Vec<String> {
    let property = &facts.models[form].properties[by].text;
    match property.strip_prefix("string only ") {
        Some(value) => vec![format!("{value}: {form}")],
        None => facts.values[property].values.iter().map(|value| format!("{value}: {form}")).collect(),
    }
}

fn last(reference: &Value) -> &str {
    reference.as_str().and_then(|reference| reference.rsplit('/').next()).unwrap_or_default()
}

fn compare_values(name: &str, values: &Values, schema: &Value, report: &mut Report) {
    let actual: Vec<&str> = schema["enum"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let expected: Vec<&str> = values.values.iter().map(String::as_str).collect();
    report.expect_same(&format!("{name}, values"), &values.page, &expected, &actual);
    let limit = |limit: Option<u64>| limit.map_or_else(|| "none".to_owned(), |limit| limit.to_string());
    let actual = limit(schema["maxLength"].as_u64());
    report.expect(&format!("{name}, max"), &values.page, &limit(values.max), &actual);
    for (value, meaning) in &values.meanings {
        let text = schema["x-enum-descriptions"][value].as_str().unwrap_or_default();
        if !text.contains(meaning.as_str()) {
            report.lines.push(format!("`{name}, {value}` means `{meaning}` ({}), not `{text}`", values.page));
        }
    }
}
