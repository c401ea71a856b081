//! What Prism is known to refuse or to get wrong although the request is right, each limit by a name for the table.

use serde_json::Value;

use crate::table::Method;

/// A request at which Prism ends with an error of its own.
pub(crate) const BREAKS_DOWN: &str = "Prism breaks down";

/// No answer in twenty seconds, which a busy machine explains as well.
pub(crate) const LATE: &str = "Prism does not answer in time";

/// An answer with a redirect that does not say where to, or to a place that is made up, since no document has an
/// example of that.
pub(crate) const NO_LOCATION: &str = "Prism redirects to nowhere";

/// An answer made up by Prism that does not fit the schema, by the word of the judge.
pub(crate) const WRONG_ANSWER: &str = "Prism makes up an answer that does not fit its schema";

/// A parameter that is a number or a text: `1` is both to Prism, and so none of the two.
const DIGITS: &str = "Prism reads a text of digits as a number";

/// The name of the limit behind a violation, if it is one of Prism's own.
pub(crate) fn violation(document: &Value, method: &Method, violation: &Value) -> Option<&'static str> {
    if violation["code"] == 401 {
        return credentials(document, method);
    }
    match violation["location"][1].as_str() {
        Some("body") => in_body(method, violation),
        Some("query") => in_query(method, violation),
        Some("header") => in_header(violation),
        Some("path") if word(violation, "code") == "required" => {
            Some("the document declares a path parameter that its path does not have")
        }
        Some("path") if matches!(word(violation, "code"), "oneOf" | "anyOf") => Some(DIGITS),
        Some("path") if is_of_double(document, method, violation) => {
            Some("the document has the same path under other names")
        }
        None if word(violation, "code") == "required" && is_form(method) => {
            Some("Prism takes an empty form for no body")
        }
        _ => None,
    }
}

/// Prism took the request for one of another path, which differs in the names of its parameters only.
fn is_of_double(document: &Value, method: &Method, violation: &Value) -> bool {
    let name = violation["location"][2].as_str().unwrap_or_default();
    if method.parameters.iter().any(|parameter| parameter.name.eq_ignore_ascii_case(name)) {
        return false;
    }
    let form = |path: &str| {
        let segments = path.split('/').map(|segment| if segment.starts_with('{') { "{}" } else { segment });
        segments.collect::<Vec<_>>().join("/")
    };
    let verb = method.method.to_ascii_lowercase();
    let mut paths = document["paths"].as_object().into_iter().flatten();
    paths.any(|(path, item)| *path != method.path && form(path) == form(&method.path) && item.get(&verb).is_some())
}

fn word<'a>(violation: &'a Value, key: &str) -> &'a str {
    violation.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn is_form(method: &Method) -> bool {
    let media_type = method.body.as_ref().map_or("", |body| body.media_type.as_str());
    media_type.starts_with("multipart/") || media_type.ends_with("x-www-form-urlencoded")
}

fn in_body(method: &Method, violation: &Value) -> Option<&'static str> {
    let media_type = method.body.as_ref().map_or("", |body| body.media_type.as_str());
    let is_form = is_form(method);
    let is_type = word(violation, "code") == "type";
    if is_form && word(violation, "message") == "Reserved characters used in request body" {
        return Some("Prism finds reserved characters where they are escaped");
    }
    if is_form && is_type {
        return Some("Prism reads the properties of a form as texts");
    }
    if media_type.starts_with("text/") && is_type {
        return Some("Prism takes a body of text for a text, whatever its schema says");
    }
    media_type.ends_with("+json").then_some("Prism takes `+json` for the document's first JSON type")
}

fn in_query(method: &Method, violation: &Value) -> Option<&'static str> {
    let (code, name) = (word(violation, "code"), violation["location"][2].as_str().unwrap_or_default());
    // Prism writes names in small letters.
    let found = method.parameters.iter().find(|one| one.name.eq_ignore_ascii_case(name));
    let is_written = |how: &str| found.is_some_and(|one| one.written == how);
    let is_inside = violation["location"][3].is_string();
    if code == "required" && word(violation, "message").contains('%') {
        return Some("Prism looks for parameters by their escaped names");
    }
    if word(violation, "message").ends_with("must be array,null") {
        return Some("Prism takes a nullable list of one for a single value");
    }
    if is_inside && is_written("query form exploded") {
        return Some("Prism mixes up the properties of several exploded objects");
    }
    if code == "required" && is_written("query form exploded") && found.is_some_and(|one| !one.required) {
        return Some("Prism takes an exploded object that is not sent for an empty one");
    }
    if is_written("query spacedelimited") {
        return Some("Prism does not split lists at spaces");
    }
    if matches!(code, "oneOf" | "anyOf") {
        return Some(DIGITS);
    }
    let is_deep = method.parameters.iter().any(|parameter| parameter.written.contains("deepobject"));
    is_deep.then_some("Prism reads deepObject one level deep")
}

fn in_header(violation: &Value) -> Option<&'static str> {
    let name = violation["location"][2].as_str().unwrap_or_default();
    if name.eq_ignore_ascii_case("content-type") {
        return Some("Prism heeds a parameter for the content type, which OpenAPI ignores");
    }
    let is_length = word(violation, "code") == "required" && word(violation, "message").contains("'content-length'");
    is_length.then_some("Prism wants a length where there is no body")
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
