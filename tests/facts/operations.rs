//! Operations of the description against the facts: requests, parameters, bodies, statuses, scopes.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::notation::of_schema;
use crate::platform::urls_of;
use crate::read::{Errors, Facts, Operation};
use crate::report::Report;

pub(crate) fn compare(facts: &Facts, document: &Value, report: &mut Report) {
    let mut written = operations(document);
    for (id, operation) in &facts.operations {
        match written.remove(id) {
            Some(found) => found.compare(facts, id, operation, report),
            None => report.lines.push(format!("the operation `{id}` ({}) is not there", operation.page)),
        }
    }
    for (id, found) in written {
        report.lines.push(format!("no fact has the operation `{id}`; {}", found.lines_to_add(&id)));
    }
}

/// An operation of the description.
struct Written<'a> {
    document: &'a Value,
    method: String,
    path: &'a str,
    value: &'a Value,
}

fn operations(document: &Value) -> BTreeMap<String, Written<'_>> {
    let mut operations = BTreeMap::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, value) in item.as_object().unwrap() {
            let Some(id) = value["operationId"].as_str() else { continue };
            operations.insert(id.to_owned(), Written { document, method: method.to_uppercase(), path, value });
        }
    }
    operations
}

impl<'a> Written<'a> {
    fn compare(&self, facts: &Facts, id: &str, fact: &Operation, report: &mut Report) {
        let [method, set, path] = fact.request.split(' ').collect::<Vec<_>>()[..] else {
            panic!("{id}: a request is `METHOD set /path`, not `{}`", fact.request);
        };
        report.expect(&format!("{id}, request"), &fact.page, &format!("{method} {path}"), &self.request());
        let servers = self.value.get("servers").unwrap_or(&self.document["servers"]);
        let expected = urls_of(&facts.platform.servers, set);
        report.expect_facts(&format!("{id}, servers"), &facts.platform.servers.page, &expected, &urls(servers));
        let expected = security(&facts.platform.access.scopes[&fact.access]);
        let page = &facts.platform.access.page;
        report.expect(&format!("{id}, scopes"), page, &expected, &self.value["security"].to_string());
        report.expect_facts(id, &fact.page, &fact.path, &self.parameters("path"));
        report.expect_facts(id, &fact.page, &fact.query, &self.parameters("query"));
        let body = fact.body.as_ref();
        let (expected, page) = body.map_or(("nothing", &*fact.page), |body| (&body.text, body.page_or(&fact.page)));
        report.expect(&format!("{id}, body"), page, expected, &self.body());
        self.compare_statuses(facts, id, fact, report);
    }

    fn request(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    /// Statuses of success with what they carry, and statuses of errors.
    fn compare_statuses(&self, facts: &Facts, id: &str, fact: &Operation, report: &mut Report) {
        let responses = self.value["responses"].as_object().unwrap();
        let (successes, errors): (Vec<_>, Vec<_>) = responses.iter().partition(|(status, _)| status.starts_with('2'));
        let content = |response: &Value| content(self.resolve(response));
        let actual = successes.into_iter().map(|(status, response)| (status.clone(), content(response))).collect();
        let expected = fact.success.iter().map(|(status, fact)| (status.0.clone(), fact.clone())).collect();
        report.expect_facts(&format!("{id}, success"), &fact.page, &expected, &actual);
        for (status, response) in &errors {
            report.expect(&format!("{id}, body of {status}"), &fact.page, "ErrorBody", &content(response));
        }
        let actual: Vec<&str> = errors.iter().map(|(status, _)| status.as_str()).collect();
        self.compare_errors(facts, id, fact, &actual, report);
    }

    fn compare_errors(&self, facts: &Facts, id: &str, fact: &Operation, actual: &[&str], report: &mut Report) {
        let name = format!("{id}, errors");
        match &fact.errors {
            Errors::Exactly(statuses) => {
                let expected: Vec<&str> = statuses.iter().map(|status| status.0.as_str()).collect();
                report.expect_same(&name, &fact.page, &expected, actual);
            }
            Errors::Usual(word) => {
                assert_eq!(word, "usual", "{id}: errors are a list, or `usual`");
                let usual = &facts.platform.usual_errors;
                let of_a_resource = usual.of_a_resource.iter().filter(|_| self.path.ends_with('}'));
                let expected: Vec<&str> = usual.always.iter().chain(of_a_resource).map(|one| one.0.as_str()).collect();
                let found: Vec<&str> = actual.iter().copied().filter(|status| expected.contains(status)).collect();
                report.expect_same(&name, &usual.page, &expected, &found);
            }
        }
    }

    /// The parameters of one location in the notation of facts.
    fn parameters(&self, location: &str) -> BTreeMap<String, String> {
        let parameters = self.value["parameters"].as_array().into_iter().flatten().map(|one| self.resolve(one));
        let here = parameters.filter(|parameter| parameter["in"] == location);
        here.map(|parameter| {
            let mut text = of_schema(&parameter["schema"]);
            if parameter["required"] == true && location != "path" {
                text.push_str(" required");
            }
            if parameter["deprecated"] == true {
                text.push_str(" deprecated");
            }
            (parameter["name"].as_str().unwrap().to_owned(), text)
        })
        .collect()
    }

    fn body(&self) -> String {
        match self.value.get("requestBody") {
            Some(body) => content(self.resolve(body)),
            None => "nothing".to_owned(),
        }
    }

    fn resolve(&self, value: &'a Value) -> &'a Value {
        match value["$ref"].as_str() {
            Some(reference) => self.document.pointer(reference.trim_start_matches('#')).unwrap_or(value),
            None => value,
        }
    }

    /// What a maintainer has to write down for a new operation.
    fn lines_to_add(&self, id: &str) -> String {
        let statuses = self.value["responses"].as_object().unwrap().keys();
        let errors: Vec<&str> = statuses.map(String::as_str).filter(|status| !status.starts_with('2')).collect();
        let mut lines = vec![
            "add to tests/facts/operations.yaml, after comparing with the page:".to_owned(),
            format!("{id}:"),
            "  page: apidocs/..".to_owned(),
            format!("  request: {} v1 {}", self.method, self.path),
            format!("  access: {}", if self.method == "GET" { "read" } else { "write" }),
        ];
        for location in ["path", "query"] {
            let parameters = self.parameters(location);
            let pairs: Vec<String> = parameters.iter().map(|(name, text)| format!("{name}: '{text}'")).collect();
            lines.extend((!pairs.is_empty()).then(|| format!("  {location}: {{ {} }}", pairs.join(", "))));
        }
        lines.extend(self.value.get("requestBody").map(|_| format!("  body: '{}'", self.body())));
        lines.push("  success: { .. }".to_owned());
        lines.push(format!("  errors: [{}]", errors.join(", ")));
        lines.join("\n")
    }
}

/// `User`, `TokenRequest as form`, `nothing`.
fn content(holder: &Value) -> String {
    let Some((media_type, content)) = holder["content"].as_object().and_then(|content| content.iter().next()) else {
        return "nothing".to_owned();
    };
    let schema = of_schema(&content["schema"]);
    match media_type.as_str() {
        "application/json" => schema,
        "application/x-www-form-urlencoded" => format!("{schema} as form"),
        other => format!("{schema} as {other}"),
    }
}

/// URLs by environment.
fn urls(servers: &Value) -> BTreeMap<String, String> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    servers
        .as_array()
        .into_iter()
        .flatten()
        .map(|server| (text(&server["description"]), text(&server["url"])))
        .collect()
}

/// Basic, or any of the scopes.
fn security(scopes: &[String]) -> String {
    let oauth = scopes.iter().map(|scope| json!({"oauth2": [scope]}));
    let basic = (!scopes.is_empty()).then(|| json!({"basic": []}));
    Value::Array(basic.into_iter().chain(oauth).collect()).to_string()
}
