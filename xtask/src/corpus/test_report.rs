//! The report of the test of one document, as the test program writes it.

use serde_json::{Value, json};

/// The report of one test, or of several slices of a document.
#[derive(Debug, Default)]
pub(super) struct TestReport {
    /// The JSON of the test program; null if the program did not write it.
    pub(super) report: Value,
    /// Why there was no test.
    pub(super) failure: Option<String>,
    /// Why no call was made.
    pub(super) without_prism: Option<String>,
}

/// The lists of the report: the keys of each, and what its lines begin with.
///
/// `ours` are bugs of the client: of the generator or the runtime.
const LISTS: [(&str, &str, &str); 10] = [
    ("examples", "ours", "OUR FAULT: an example does not come back"),
    ("calls", "ours", "OUR FAULT: a request is refused"),
    ("calls", "undecoded", "OUR FAULT: an answer does not decode"),
    ("examples", "invalid", "the example does not fit its own schema"),
    ("examples", "undeclared", "the example has properties that no schema declares"),
    ("examples", "unjudged", "the schema cannot be judged"),
    ("calls", "without_values", "no call can be made up"),
    ("calls", "unreached", "not called"),
    ("calls", "limits", "a limit of Prism"),
    ("calls", "wrong_answers", "a limit of Prism"),
];

impl TestReport {
    /// The test ran and found no bug of the client.
    pub(super) fn is_sound(&self) -> bool {
        self.failure.is_none() && self.ours() == 0
    }

    /// Adds the report of another slice of the same document.
    pub(super) fn add(&mut self, other: Self) {
        if self.report.is_null() {
            *self = other;
            return;
        }
        // The methods of a slice without Prism are in `unreached`.
        self.without_prism = self.without_prism.take().and(other.without_prism);
        for (part, lists) in other.report.as_object().into_iter().flatten() {
            for (key, value) in lists.as_object().into_iter().flatten() {
                sum(&mut self.report[part][key], value);
            }
        }
    }

    fn ours(&self) -> usize {
        self.count("examples", "ours") + self.count("calls", "ours") + self.count("calls", "undecoded")
    }

    /// For people.
    pub(super) fn line(&self) -> String {
        if let Some(failure) = &self.failure {
            return format!("NOT TESTED: {failure}");
        }
        let calls = match &self.without_prism {
            Some(reason) => format!("{} methods not called: {reason}", self.number("calls", "methods")),
            None => format!(
                "{} methods {} called {} accepted {} without values {} not reached {} by limits {} ours",
                self.number("calls", "methods"),
                self.number("calls", "called"),
                self.number("calls", "accepted"),
                self.count("calls", "without_values"),
                self.count("calls", "unreached"),
                self.count("calls", "limits"),
                self.count("calls", "ours") + self.count("calls", "undecoded"),
            ),
        };
        format!(
            "{} examples {} decoded {} came back {} invalid {} undeclared {} unjudged {} ours | {calls}",
            self.number("examples", "total"),
            self.number("examples", "decoded"),
            self.number("examples", "round_tripped"),
            self.count("examples", "invalid"),
            self.count("examples", "undeclared"),
            self.count("examples", "unjudged"),
            self.count("examples", "ours"),
        )
    }

    /// For tools.
    pub(super) fn json(&self) -> Value {
        json!({ "report": self.report, "failure": self.failure, "without_prism": self.without_prism })
    }

    /// The sums, then every entry of every list on a line of its own.
    pub(super) fn lines(&self) -> String {
        let mut text = self.line();
        text.push('\n');
        for (part, list, words) in LISTS {
            for entry in self.list(part, list) {
                let word = |key: &str| entry[key].as_str().unwrap_or_default();
                text.push_str(&format!("{words}: {}: {}\n", word("place"), word("what")));
            }
        }
        text
    }

    /// The sums over a whole corpus.
    pub(super) fn print_sums<'a>(all: impl Iterator<Item = &'a Self>) {
        let all: Vec<&Self> = all.collect();
        let number = |part: &str, key: &str| all.iter().map(|one| one.number(part, key)).sum::<u64>();
        let count = |part: &str, key: &str| all.iter().map(|one| one.count(part, key)).sum::<usize>();
        println!(
            "{} examples: {} decoded, {} came back, {} do not fit their schema, {} have undeclared properties, \
             {} cannot be judged, {} ours",
            number("examples", "total"),
            number("examples", "decoded"),
            number("examples", "round_tripped"),
            count("examples", "invalid"),
            count("examples", "undeclared"),
            count("examples", "unjudged"),
            count("examples", "ours"),
        );
        let served = all.iter().filter(|one| one.without_prism.is_none() && one.failure.is_none()).count();
        println!(
            "{served} documents served by Prism; {} calls of {} methods: {} accepted, {} without values, \
             {} not reached, {} refused by limits of Prism, {} ours, {} answers do not decode",
            number("calls", "sent"),
            number("calls", "called"),
            number("calls", "accepted"),
            count("calls", "without_values"),
            count("calls", "unreached"),
            count("calls", "limits"),
            count("calls", "ours"),
            count("calls", "undecoded"),
        );
        println!("{} documents not tested", all.iter().filter(|one| one.failure.is_some()).count());
    }

    fn number(&self, part: &str, key: &str) -> u64 {
        self.report[part][key].as_u64().unwrap_or(0)
    }

    fn count(&self, part: &str, key: &str) -> usize {
        self.list(part, key).len()
    }

    fn list(&self, part: &str, key: &str) -> &[Value] {
        self.report[part][key].as_array().map(Vec::as_slice).unwrap_or_default()
    }
}

/// Adds numbers, and lists to lists.
fn sum(total: &mut Value, other: &Value) {
    match (&mut *total, other) {
        (Value::Array(all), Value::Array(more)) => all.extend(more.iter().cloned()),
        (Value::Number(one), Value::Number(more)) => {
            *total = json!(one.as_u64().unwrap_or(0) + more.as_u64().unwrap_or(0));
        }
        _ => {}
    }
}
