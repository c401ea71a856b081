//! [`Report`]: the results of the test of one document.

use serde::{Deserialize, Serialize};

/// The results of one document, or of a slice of it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Report {
    /// The results of its examples.
    pub examples: ExampleResults,
    /// The results of calls of its methods.
    pub calls: CallResults,
}

/// A result of one example or one method.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// The JSON pointer of the example, or the operation.
    pub place: String,
    /// What happened.
    pub what: String,
}

/// The examples, by their results.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct ExampleResults {
    /// The number of examples.
    pub total: usize,
    /// The number of examples that decode.
    pub decoded: usize,
    /// The number of examples that decode and are encoded to the same value.
    pub round_tripped: usize,
    /// Examples that do not fit their own schema.
    pub invalid: Vec<Entry>,
    /// Examples with properties that no schema declares, which the client drops.
    pub undeclared: Vec<Entry>,
    /// Examples whose schema the validator does not accept.
    #[serde(rename = "unjudged")]
    pub not_validated: Vec<Entry>,
    /// Bugs of the client.
    #[serde(rename = "ours")]
    pub client_bugs: Vec<Entry>,
}

/// The methods and calls, by their results.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct CallResults {
    /// Whether Prism validated the requests.
    #[serde(rename = "judged")]
    pub validated: bool,
    /// The number of methods.
    pub methods: usize,
    /// The number of methods with at least one call.
    pub called: usize,
    /// The number of methods whose calls were all accepted.
    pub accepted: usize,
    /// The number of calls.
    pub sent: usize,
    /// Methods for which no valid values were found.
    pub without_values: Vec<Entry>,
    /// Methods that were not called.
    pub unreached: Vec<Entry>,
    /// Requests that Prism refuses by its own limits; each entry names the limit.
    pub limits: Vec<Entry>,
    /// Responses that do not decode because Prism generated them wrongly.
    pub wrong_answers: Vec<Entry>,
    /// Valid responses that do not decode.
    pub undecoded: Vec<Entry>,
    /// Bugs of the client.
    #[serde(rename = "ours")]
    pub client_bugs: Vec<Entry>,
}

impl Report {
    /// Adds the results of another slice of the same document.
    pub fn add(&mut self, other: Self) {
        self.examples.add(other.examples);
        self.calls.add(other.calls);
    }

    /// The number of bugs of the client.
    #[must_use]
    pub fn client_bugs(&self) -> usize {
        self.examples.client_bugs.len() + self.calls.client_bugs.len() + self.calls.undecoded.len()
    }
}

impl ExampleResults {
    fn add(&mut self, other: Self) {
        let Self { total, decoded, round_tripped, invalid, undeclared, not_validated, client_bugs } = other;
        self.total += total;
        self.decoded += decoded;
        self.round_tripped += round_tripped;
        self.invalid.extend(invalid);
        self.undeclared.extend(undeclared);
        self.not_validated.extend(not_validated);
        self.client_bugs.extend(client_bugs);
    }
}

impl CallResults {
    fn add(&mut self, other: Self) {
        let Self { validated, methods, called, accepted, sent, .. } = other;
        self.validated |= validated;
        self.methods += methods;
        self.called += called;
        self.accepted += accepted;
        self.sent += sent;
        self.without_values.extend(other.without_values);
        self.unreached.extend(other.unreached);
        self.limits.extend(other.limits);
        self.wrong_answers.extend(other.wrong_answers);
        self.undecoded.extend(other.undecoded);
        self.client_bugs.extend(other.client_bugs);
    }
}
