//! The extension of Microsoft's documents that says that an operation takes longer than a call, read as a rule.

use crate::config::LongRunningRule;
use crate::document::Node;
use crate::ir::Method;
use crate::resolve::after::waiting::WaitingExtension;
use crate::resolve::place::Place;
use crate::source::JsonPointer;

const KEY: &str = "x-ms-long-running-operation";

/// The headers that have the URL to ask at, the best first.
const HEADERS: [&str; 3] = ["Azure-AsyncOperation", "Operation-Location", "Location"];

/// `https://azure.github.io/autorest/extensions/#x-ms-long-running-operation`
pub(super) fn read(place: &Place<'_>, method: &Method) -> Option<WaitingExtension> {
    place.node.get(KEY)?.as_bool().filter(|is_long| *is_long)?;
    let options = place.node.get("x-ms-long-running-operation-options");
    let option = |key: &str| options.and_then(|options| options.get(key)).and_then(Node::as_str);
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let mut rule = LongRunningRule {
        status: Some("status".to_owned()),
        succeeded: words(&["Succeeded"]),
        failed: words(&["Failed", "Canceled", "Cancelled"]),
        error: Some("error".to_owned()),
        result_type: option("final-state-schema").and_then(|reference| Some(reference.rsplit_once('/')?.1.to_owned())),
        ..LongRunningRule::by_headers(&HEADERS)
    };
    match (option("final-state-via"), method) {
        (Some("location"), _) | (None, Method::Post) => rule.result_header = Some("Location".to_owned()),
        (Some("original-uri"), _) | (None, Method::Put | Method::Patch) => rule.result_at_call = true,
        _ => {}
    }
    let operation = JsonPointer::clone(&place.pointer);
    Some(WaitingExtension { operation, pointer: place.pointer.child(KEY), key: KEY, rule })
}
