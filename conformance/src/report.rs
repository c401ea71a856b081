//! What came out, for the program that asked.

use serde::Serialize;

/// The result of one document.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Report {
    pub(crate) examples: Examples,
    pub(crate) calls: Calls,
}

/// Something to be said about one place.
#[derive(Debug, Serialize)]
pub(crate) struct Finding {
    /// JSON pointer of an example, or an operation.
    pub(crate) place: String,
    pub(crate) what: String,
}

/// Examples by what became of them.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Examples {
    pub(crate) total: usize,
    pub(crate) decoded: usize,
    pub(crate) round_tripped: usize,
    /// They do not fit their own schema.
    pub(crate) invalid: Vec<Finding>,
    /// They have properties that no schema declares, which the client drops.
    pub(crate) undeclared: Vec<Finding>,
    /// Their schema is none.
    pub(crate) unjudged: Vec<Finding>,
    /// The client's fault.
    pub(crate) ours: Vec<Finding>,
}

/// Methods and calls by what became of them.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Calls {
    /// Prism was there to judge.
    pub(crate) judged: bool,
    pub(crate) methods: usize,
    /// Methods of which at least one call was sent.
    pub(crate) called: usize,
    /// Methods of which every call was accepted.
    pub(crate) accepted: usize,
    pub(crate) sent: usize,
    /// Methods for which no valid values could be found.
    pub(crate) without_values: Vec<Finding>,
    /// Methods that were not called because the time was up.
    pub(crate) unreached: Vec<Finding>,
    /// Refusals that are Prism's own, by the name of the limit.
    pub(crate) limits: Vec<Finding>,
    /// Answers that do not decode because Prism made them up wrong.
    pub(crate) wrong_answers: Vec<Finding>,
    /// Answers that do not decode although Prism says they are right.
    pub(crate) undecoded: Vec<Finding>,
    /// The client's fault.
    pub(crate) ours: Vec<Finding>,
}

impl Report {
    pub(crate) fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}
