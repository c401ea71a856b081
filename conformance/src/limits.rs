//! What Prism is known to refuse or to get wrong although the request is right, each limit by a name for the table.

use serde_json::Value;

use crate::table::Method;

/// A request at which Prism ends with an error of its own.
pub(crate) const BREAKS_DOWN: &str = "Prism breaks down";

/// No answer in twenty seconds, which a busy machine explains as well.
pub(crate) const LATE: &str = "Prism does not answer in time";

/// An answer with a redirect that does not say where to, since no document has an example of that.
pub(crate) const NO_LOCATION: &str = "Prism redirects to nowhere";

/// An answer made up by Prism that does not fit the schema, by the word of the judge.
pub(crate) const WRONG_ANSWER: &str = "Prism makes up an answer that does not fit its schema";

/// The name of the limit behind a violation, if it is one of Prism's own.
pub(crate) fn violation(document: &Value, method: &Method, violation: &Value) -> Option<&'static str> {
    if violation["code"] == 401 {
        return credentials(document, method);
    }
    let text = |key: &str| violation.get(key).and_then(Value::as_str).unwrap_or_default();
    let place = |index: usize| violation["location"][index].as_str().unwrap_or_default();
    let media_type = method.body.as_ref().map_or("", |body| body.media_type.as_str());
    let is_form = media_type.starts_with("multipart/") || media_type.ends_with("x-www-form-urlencoded");
    if is_form && text("message") == "Reserved characters used in request body" {
        return Some("Prism finds reserved characters where they are escaped");
    }
    if is_form && place(1) == "body" && text("code") == "type" {
        return Some("Prism reads the properties of a form as texts");
    }
    if media_type.starts_with("text/") && place(1) == "body" && text("code") == "type" {
        return Some("Prism takes a body of text for a text, whatever its schema says");
    }
    if media_type.ends_with("+json") && place(1) == "body" {
        return Some("Prism takes `+json` for the document's first JSON type");
    }
    if place(1) == "query" && text("code") == "required" && text("message").contains('%') {
        return Some("Prism looks for parameters by their escaped names");
    }
    let exploded =
        |name: &str| method.parameters.iter().any(|one| one.name == name && one.written == "query form exploded");
    if place(1) == "query" && violation["location"][3].is_string() && exploded(place(2)) {
        return Some("Prism mixes up the properties of several exploded objects");
    }
    let spaced = |name: &str| {
        method.parameters.iter().any(|one| one.name == name && one.written.starts_with("query spacedelimited"))
    };
    if place(1) == "query" && spaced(place(2)) {
        return Some("Prism does not split lists at spaces");
    }
    if place(1) == "query" && matches!(text("code"), "oneOf" | "anyOf") {
        return Some("Prism reads a text of digits in a query as a number");
    }
    if place(1) == "header" && place(2).eq_ignore_ascii_case("content-type") {
        return Some("Prism heeds a parameter for the content type, which OpenAPI ignores");
    }
    if place(1) == "header" && text("code") == "required" && text("message").contains("'content-length'") {
        return Some("Prism wants a length where there is no body");
    }
    if place(1) == "query" && method.parameters.iter().any(|parameter| parameter.written.contains("deepobject")) {
        return Some("Prism reads deepObject one level deep");
    }
    None
}

/// The name of the limit behind a refusal of the whole request.
pub(crate) fn refusal(document: &Value, method: &Method, kind: &str) -> Option<&'static str> {
    let is_odd = |written: &str| {
        ["path label", "path matrix"].iter().any(|style| written.starts_with(style))
            || written == "path simple exploded"
    };
    let operation = &document["paths"][&method.path][method.method.to_ascii_lowercase()];
    if kind == "NOT_ACCEPTABLE" && operation["responses"].get("101").is_some() {
        return Some("a switch of protocols is no call");
    }
    if kind == "UNAUTHORIZED" {
        return credentials(document, method);
    }
    if kind.contains("MATCHED") && method.path.contains('#') {
        return Some("Prism takes the fragment of a path for a part of it");
    }
    if !kind.starts_with("NO_PATH_MATCHED") {
        return None;
    }
    if document["paths"].get(&method.path).is_none() && document["paths"].to_string().contains("/:") {
        return Some("Prism does not know `:name` in paths");
    }
    (method.parameters.iter().any(|parameter| is_odd(&parameter.written)))
        .then_some("Prism does not match paths with label, matrix or exploded values")
}

/// Credentials that no client could send, or that this one leaves to its user.
fn credentials(document: &Value, method: &Method) -> Option<&'static str> {
    let scheme = |name: &String| &document["components"]["securitySchemes"][name];
    let kind = |name: &String| scheme(name)["type"].as_str().unwrap_or_default();
    let in_authorization = |name: &&String| matches!(kind(name), "http" | "oauth2" | "openIdConnect");
    let is_odd = |name: &String| {
        let written = scheme(name)["scheme"].as_str().unwrap_or_default().to_ascii_lowercase();
        kind(name) == "http" && !matches!(written.as_str(), "basic" | "bearer")
    };
    if method.security.iter().any(|needed| needed.iter().filter(in_authorization).count() > 1) {
        return Some("Prism wants two kinds of credentials in one header");
    }
    method.security.iter().flatten().any(is_odd).then_some("the client leaves these credentials to its user")
}
