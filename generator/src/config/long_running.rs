//! Rules for operations that take longer than a call.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{OneOrMore, Pattern};

/// How an operation that takes longer than a call tells that it is done.
///
/// Exactly one of `poll_header`, `poll_url` and `poll` says where to ask, unless `waits` is false. A path is names
/// separated by dots, or a JSON pointer that begins with a slash.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct LongRunningRule {
    /// The response header with the URL to ask at, or several, the best first.
    pub poll_header: Option<OneOrMore>,
    /// Path of the URL to ask at, in the response.
    pub poll_url: Option<String>,
    /// The id of the operation (a GET) that tells how far it is.
    pub poll: Option<String>,
    /// Paths in the first response of the path parameters of `poll`, by parameter. Others are looked for in the
    /// parameters of the call, then in the first response, by their names.
    pub parameters: BTreeMap<String, String>,
    /// Path of a string that is one of `succeeded` or `failed` in the end.
    pub status: Option<String>,
    /// Values of `status` that mean that it is done, in any case.
    pub succeeded: Vec<String>,
    /// Values of `status` that mean that it has failed or was cancelled, in any case.
    pub failed: Vec<String>,
    /// Path of a boolean that is true in the end. Without `done` and `status`, any status of success but 202 is the end.
    pub done: Option<String>,
    /// Path of what the server says about a failure.
    pub error: Option<String>,
    /// Path of the result in the last response; without any, all of it.
    pub result: Option<String>,
    /// The response header that has the URL of the result.
    pub result_header: Option<String>,
    /// Path of the URL of the result, in the last response.
    pub result_url: Option<String>,
    /// The result is at the URL of the call itself.
    pub result_at_call: bool,
    /// The name of the component schema that the result has. Without it, it is what `poll` answers, or what the operation
    /// answers with another status than 202.
    pub result_type: Option<String>,
    /// False for operations that are not waited for, whatever the document says.
    pub waits: bool,
    /// Ids of operations. A rule must fit those that it names without a star.
    pub operations: Vec<Pattern>,
    /// Paths as the document has them, or a method and a path: `POST /exports/**`.
    pub paths: Vec<Pattern>,
    /// Tags of operations.
    pub tags: Vec<Pattern>,
}

impl LongRunningRule {
    /// A rule that asks at the URL in the first of these headers.
    pub(crate) fn by_headers(names: &[&str]) -> Self {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        Self { poll_header: Some(OneOrMore::More(names)), ..Self::default() }
    }
}

impl Default for LongRunningRule {
    fn default() -> Self {
        Self {
            poll_header: None,
            poll_url: None,
            poll: None,
            parameters: BTreeMap::new(),
            status: None,
            succeeded: Vec::new(),
            failed: Vec::new(),
            done: None,
            error: None,
            result: None,
            result_header: None,
            result_url: None,
            result_at_call: false,
            result_type: None,
            waits: true,
            operations: Vec::new(),
            paths: Vec::new(),
            tags: Vec::new(),
        }
    }
}
