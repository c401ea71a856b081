//! What Prism is known to refuse although the request is right, each limit by a name that the table prints.

use serde_json::Value;

use crate::table::Method;

/// A request at which Prism ends with an error of its own.
pub(crate) const BREAKS_DOWN: &str = "Prism breaks down";

/// The name of the limit behind a refusal, if it is one of Prism's own.
pub(crate) fn known(method: &Method, violation: &Value) -> Option<&'static str> {
    let text = |key: &str| violation.get(key).and_then(Value::as_str).unwrap_or_default();
    let (code, message) = (text("code"), text("message"));
    let media_type = method.body.as_ref().map_or("", |body| body.media_type.as_str());
    let _ = (code, message, media_type);
    None
}
