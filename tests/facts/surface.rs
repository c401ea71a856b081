//! The client's public items, as `surface.txt` lists them, against the facts.

use std::collections::BTreeMap;

use crate::read::{Fact, Facts, Model, Operation, Union, Values};
use crate::report::Report;

/// The committed list.
pub(crate) fn text() -> String {
    let path = tests::description::root().join("generated-client/surface.txt");
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every fact that the client does not have.
pub(crate) fn disagreements(facts: &Facts, surface: &str) -> Vec<String> {
    let surface = Surface::read(surface);
    let mut report = Report::default();
    facts.operations.iter().for_each(|(id, operation)| surface.compare_operation(id, operation, &mut report));
    facts.models.iter().for_each(|(name, model)| surface.compare_model(name, model, &mut report));
    facts.unions.iter().for_each(|(name, union)| surface.compare_union(name, union, &mut report));
    facts.values.iter().for_each(|(name, values)| surface.compare_values(name, values, &mut report));
    report.lines
}

/// Lines as columns, which two spaces part: the item, what it is on the wire, the id of an operation.
struct Surface<'a> {
    lines: Vec<Vec<&'a str>>,
}

impl<'a> Surface<'a> {
    fn read(text: &'a str) -> Self {
        Self { lines: text.lines().map(|line| line.split("  ").collect()).collect() }
    }

    /// The second column of what begins so, with the rest of the item.
    fn items(&self, start: &str) -> Vec<(&'a str, &'a str)> {
        let item = |columns: &Vec<&'a str>| Some((columns[0].strip_prefix(start)?, *columns.get(1).unwrap_or(&"")));
        self.lines.iter().filter_map(item).collect()
    }

    fn compare_operation(&self, id: &str, fact: &Operation, report: &mut Report) {
        let Some(columns) = self.lines.iter().find(|columns| columns[0].starts_with("fn ") && columns.contains(&id))
        else {
            report.lines.push(format!("the client has no method for `{id}` ({})", fact.page));
            return;
        };
        let written: Vec<&str> = fact.request.split(' ').collect();
        let request: Vec<&str> = columns[1].split(' ').take(2).collect();
        let expected = format!("{} {}", written[0], written[2]);
        report.expect(&format!("{id}, request of the method"), &fact.page, &expected, &request.join(" "));
        let (declaration, returned) = columns[0].rsplit_once(" -> ").unwrap_or((columns[0], "()"));
        let expected = returned_type(fact);
        report.expect(&format!("{id}, value of the method"), &fact.page, &expected, returned);
        let method = declaration.split('(').take(2).collect::<Vec<_>>().join("(");
        let setters: Vec<&str> =
            self.items(&format!("{method} .")).into_iter().map(|(_, wire_name)| wire_name).collect();
        let optional = fact.query.iter().filter(|(_, fact)| !fact.text.contains(" required"));
        let optional: Vec<&str> = optional.map(|(name, _)| name.as_str()).collect();
        report.expect_same(&format!("{id}, setters of the method"), &fact.page, &optional, &setters);
    }

    fn compare_model(&self, name: &str, model: &Model, report: &mut Report) {
        if model.client.is_some() {
            return;
        }
        let fields = self.items(&format!("struct {name} ."));
        let actual: BTreeMap<String, String> = fields
            .into_iter()
            .filter_map(|(field, wire_name)| Some((wire_name.to_owned(), field.split_once(": ")?.1.to_owned())))
            .collect();
        let expected = model.properties.iter().map(|(property, fact)| {
            let page = fact.page.clone();
            (property.clone(), Fact { text: field_type(model, property, &fact.text), page })
        });
        report.expect_facts(&format!("field of {name}"), &model.page, &expected.collect(), &actual);
    }

    fn compare_union(&self, name: &str, union: &Union, report: &mut Report) {
        if union.client.is_some() {
            return;
        }
        let alias = self.items(&format!("type {name} = ")).into_iter().next();
        let variants = self.items(&format!("union {name}::"));
        let actual: Vec<&str> = match alias {
            Some((alias, _)) => vec![alias],
            None => {
                variants.into_iter().filter_map(|(variant, _)| variant.split_once('(')?.1.strip_suffix(')')).collect()
            }
        };
        let forms: Vec<String> = union.forms.iter().map(|form| rust_type(form)).collect();
        let both = forms.get(1).is_some_and(|second| *second == format!("Vec<{}>", forms[0]));
        let expected = if both { vec![format!("OneOrMany<{}>", forms[0])] } else { forms };
        let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
        report.expect_same(&format!("union {name}"), &union.page, &expected, &actual);
    }

    fn compare_values(&self, name: &str, values: &Values, report: &mut Report) {
        let variants = self.items(&format!("enum {name}::"));
        let actual: Vec<&str> =
            variants.into_iter().filter_map(|(variant, _)| variant.split_once(" = \"")?.1.strip_suffix('"')).collect();
        let expected: Vec<&str> = values.values.iter().map(String::as_str).collect();
        report.expect_same(&format!("enum {name}"), &values.page, &expected, &actual);
    }
}

/// What the method gives: nothing where no success has a body, perhaps nothing where one has none.
fn returned_type(fact: &Operation) -> String {
    let mut bodies: Vec<&str> = fact.success.values().map(|body| body.text.as_str()).collect();
    bodies.dedup();
    let some = bodies.iter().find(|body| **body != "nothing").map(|body| rust_type(body));
    match some {
        None => "()".to_owned(),
        Some(body) if bodies.contains(&"nothing") => format!("Option<{body}>"),
        Some(body) => body,
    }
}

fn field_type(model: &Model, property: &str, text: &str) -> String {
    let value = rust_type(text);
    let may_be_null = text.split(' ').next().is_some_and(|word| word.ends_with('?'));
    match (model.required.iter().any(|name| name == property), model.sent && may_be_null) {
        (true, _) => value,
        (false, true) => format!("Nullable<{value}>"),
        (false, false) => format!("Option<{value}>"),
    }
}

fn rust_type(text: &str) -> String {
    if let Some((item, _)) = text.strip_prefix('[').and_then(|rest| rest.rsplit_once(']')) {
        return format!("Vec<{}>", rust_type(item));
    }
    let name = text.split(' ').next().unwrap_or_default().trim_end_matches('?');
    match name {
        "string" => "String",
        "boolean" => "bool",
        "integer" => "i64",
        "number" => "f64",
        "date-time" => "DateTime",
        "object" => "BTreeMap<String, Value>",
        "any" => "Value",
        name => name,
    }
    .to_owned()
}
