//! Decodes and encodes every example. If the result differs, the validator decides whether that is a bug of the client.

use conformance_protocol::{Entry, Example, Report, Table};

use crate::check::Check;
use crate::compare::{Change, Difference, differences};
use crate::validator::{SchemaValidator, Validity};

/// Tests all examples.
pub(crate) fn run(table: &Table, validator: &SchemaValidator<'_>, checks: &[Check], report: &mut Report) {
    for example in &table.examples {
        let Some(check) = checks.get(example.check) else { continue };
        report.examples.total += 1;
        let outcome = check(&example.value).map(|written| differences(&example.value, &written));
        if outcome.is_ok() {
            report.examples.decoded += 1;
        }
        match outcome {
            Ok(differences) if differences.is_empty() => report.examples.round_tripped += 1,
            outcome => classify(validator, example, outcome, report),
        }
    }
}

fn classify(
    validator: &SchemaValidator<'_>,
    example: &Example,
    outcome: Result<Vec<Difference>, String>,
    report: &mut Report,
) {
    let examples = &mut report.examples;
    let entry = |what: String| Entry { place: example.place.clone(), what };
    match validator.shape(&example.schema, example.direction, &example.value) {
        Validity::Invalid(reason) => examples.invalid.push(entry(reason)),
        Validity::Unknown(reason) => examples.not_validated.push(entry(reason)),
        Validity::Valid => match outcome {
            Err(reason) => examples.client_bugs.push(entry(format!("does not decode: {reason}"))),
            Ok(differences) => {
                let only_lost = differences.iter().all(|difference| difference.change == Change::Lost);
                let text = differences.iter().take(4).map(Difference::text).collect::<Vec<_>>().join("; ");
                let closed = || validator.closed_shape(&example.schema, example.direction, &example.value);
                if only_lost && matches!(closed(), Validity::Invalid(_)) {
                    examples.undeclared.push(entry(text));
                } else {
                    examples.client_bugs.push(entry(text));
                }
            }
        },
    }
}
