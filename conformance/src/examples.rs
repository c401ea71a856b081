//! Every example through its type and back; what does not come back is somebody's fault, and the judge says whose.

use crate::check::Check;
use crate::compare::{Difference, Kind, differences};
use crate::judge::{Judge, Verdict};
use crate::report::{Finding, Report};
use crate::table::{Example, Table};

/// Puts all examples to the test.
pub(crate) fn run(table: &Table, judge: &Judge<'_>, checks: &[Check], report: &mut Report) {
    for example in &table.examples {
        let Some(check) = checks.get(example.check) else { continue };
        report.examples.total += 1;
        let outcome = check(&example.value).map(|written| differences(&example.value, &written));
        if outcome.is_ok() {
            report.examples.decoded += 1;
        }
        match outcome {
            Ok(differences) if differences.is_empty() => report.examples.round_tripped += 1,
            outcome => blame(judge, example, outcome, report),
        }
    }
}

fn blame(judge: &Judge<'_>, example: &Example, outcome: Result<Vec<Difference>, String>, report: &mut Report) {
    let examples = &mut report.examples;
    let finding = |what: String| Finding { place: example.place.clone(), what };
    match judge.shape(&example.schema, example.direction, &example.value) {
        Verdict::Invalid(reason) => examples.invalid.push(finding(reason)),
        Verdict::Unknown(reason) => examples.unjudged.push(finding(reason)),
        Verdict::Valid => match outcome {
            Err(reason) => examples.ours.push(finding(format!("does not decode: {reason}"))),
            Ok(differences) => {
                let only_lost = differences.iter().all(|difference| difference.kind == Kind::Lost);
                let text = differences.iter().take(4).map(Difference::text).collect::<Vec<_>>().join("; ");
                let closed = || judge.closed_shape(&example.schema, example.direction, &example.value);
                if only_lost && matches!(closed(), Verdict::Invalid(_)) {
                    examples.undeclared.push(finding(text));
                } else {
                    examples.ours.push(finding(text));
                }
            }
        },
    }
}
