//! The sums of the whole table, and the exit code.

use super::ledger::Ledger;
use super::row::{Outcome, Row};
use super::test_report::TestReport;
use crate::arguments::Corpus;
use clientgen_build::Exit;

/// Prints the sums and the rows that are not sound.
pub(super) fn print(rows: &[Row], options: &Corpus) -> Exit {
    let count = |predicate: &dyn Fn(&Row) -> bool| rows.iter().filter(|row| predicate(row)).count();
    let sum = |value: &dyn Fn(&Row) -> usize| rows.iter().map(value).sum::<usize>();
    let with = |outcome: Outcome| count(&|row| row.outcome == outcome);
    println!(
        "\n{} documents: {} generated, {} refused, {} failed",
        rows.len(),
        with(Outcome::Generated),
        with(Outcome::Refused),
        with(Outcome::Failed),
    );
    println!(
        "{} operations: {} present, {} reported, {} missing from both",
        sum(&|row| row.operations_in),
        sum(&|row| row.methods_out),
        sum(&|row| row.operations_reported),
        sum(&Row::missing),
    );
    let repeated = count(&|row| row.repeats == Some(true));
    println!("{repeated} of {} are the same after a second run", with(Outcome::Generated));
    if options.check || options.clippy {
        let compiled = count(&|row| row.check.as_ref().is_some_and(|check| check.errors == 0));
        let quiet = count(&|row| row.check.is_some() && row.is_quiet());
        println!("{compiled} compile, {quiet} of them without warnings");
    }
    if options.conformance {
        TestReport::print_sums(rows.iter().filter_map(|row| row.conformance.as_ref()));
    }
    let mut ledger = Ledger::default();
    rows.iter().for_each(|row| ledger.add(&row.ledger));
    print!("{}\n{}", ledger.line(), ledger.kinds());
    for row in rows.iter().filter(|row| !is_sound(row)) {
        println!("  {}", row.line());
    }
    exit(rows)
}

/// Errors unless every document is sound.
pub(super) fn exit(rows: &[Row]) -> Exit {
    if rows.iter().all(is_sound) { Exit::Clean } else { Exit::Errors }
}

fn is_sound(row: &Row) -> bool {
    row.outcome != Outcome::Failed
        && row.missing() == 0
        && row.repeats != Some(false)
        && row.is_quiet()
        && row.conformance.as_ref().is_none_or(TestReport::is_sound)
}
