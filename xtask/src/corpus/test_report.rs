//! The report of the test of one document, as the test program writes it.

use conformance_protocol::{Entry, Report};
use serde_json::{Value, json};

/// The report of one test, or of several slices of a document.
#[derive(Debug, Default)]
pub(super) struct TestReport {
    /// The report of the test program; `None` if the program did not write it.
    pub(super) report: Option<Report>,
    /// Why there was no test.
    pub(super) failure: Option<String>,
    /// Why no call was made.
    pub(super) without_prism: Option<String>,
}

/// The lists of a report, each with the beginning of its lines.
///
/// Lines with `OUR FAULT` are bugs of the client: of the generator or the runtime.
fn lists(Report { examples, calls }: &Report) -> [(&'static str, &[Entry]); 10] {
    [
        ("OUR FAULT: an example does not come back", &examples.client_bugs),
        ("OUR FAULT: a request is refused", &calls.client_bugs),
        ("OUR FAULT: an answer does not decode", &calls.undecoded),
        ("the example does not fit its own schema", &examples.invalid),
        ("the example has properties that no schema declares", &examples.undeclared),
        ("the schema cannot be validated", &examples.not_validated),
        ("no call can be made up", &calls.without_values),
        ("not called", &calls.unreached),
        ("a limit of Prism", &calls.limits),
        ("a limit of Prism", &calls.wrong_answers),
    ]
}

impl TestReport {
    /// The test ran and found no bug of the client.
    pub(super) fn is_sound(&self) -> bool {
        self.failure.is_none() && self.report.as_ref().is_none_or(|report| report.client_bugs() == 0)
    }

    /// Adds the report of another slice of the same document.
    pub(super) fn add(&mut self, other: Self) {
        let Some(report) = &mut self.report else {
            *self = other;
            return;
        };
        // The methods of a slice without Prism are in `unreached`.
        self.without_prism = self.without_prism.take().and(other.without_prism);
        other.report.into_iter().for_each(|more| report.add(more));
    }

    /// For people.
    pub(super) fn line(&self) -> String {
        if let Some(failure) = &self.failure {
            return format!("NOT TESTED: {failure}");
        }
        let Report { examples, calls } = self.report.clone().unwrap_or_default();
        let calls = match &self.without_prism {
            Some(reason) => format!("{} methods not called: {reason}", calls.methods),
            None => format!(
                "{} methods {} called {} accepted {} without values {} not reached {} by limits {} ours",
                calls.methods,
                calls.called,
                calls.accepted,
                calls.without_values.len(),
                calls.unreached.len(),
                calls.limits.len(),
                calls.client_bugs.len() + calls.undecoded.len(),
            ),
        };
        format!(
            "{} examples {} decoded {} came back {} invalid {} undeclared {} unjudged {} ours | {calls}",
            examples.total,
            examples.decoded,
            examples.round_tripped,
            examples.invalid.len(),
            examples.undeclared.len(),
            examples.not_validated.len(),
            examples.client_bugs.len(),
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
        for (words, entries) in self.report.iter().flat_map(lists) {
            for Entry { place, what } in entries {
                text.push_str(&format!("{words}: {place}: {what}\n"));
            }
        }
        text
    }

    /// The sums over a whole corpus.
    pub(super) fn print_sums<'a>(all: impl Iterator<Item = &'a Self>) {
        let all: Vec<&Self> = all.collect();
        let mut sums = Report::default();
        all.iter().filter_map(|one| one.report.clone()).for_each(|report| sums.add(report));
        let Report { examples, calls } = sums;
        println!(
            "{} examples: {} decoded, {} came back, {} do not fit their schema, {} have undeclared properties, \
             {} cannot be validated, {} ours",
            examples.total,
            examples.decoded,
            examples.round_tripped,
            examples.invalid.len(),
            examples.undeclared.len(),
            examples.not_validated.len(),
            examples.client_bugs.len(),
        );
        let served = all.iter().filter(|one| one.without_prism.is_none() && one.failure.is_none()).count();
        println!(
            "{served} documents served by Prism; {} calls of {} methods: {} accepted, {} without values, \
             {} not reached, {} refused by limits of Prism, {} ours, {} answers do not decode",
            calls.sent,
            calls.called,
            calls.accepted,
            calls.without_values.len(),
            calls.unreached.len(),
            calls.limits.len(),
            calls.client_bugs.len(),
            calls.undecoded.len(),
        );
        println!("{} documents not tested", all.iter().filter(|one| one.failure.is_some()).count());
    }
}
