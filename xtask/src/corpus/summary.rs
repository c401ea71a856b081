//! What the whole table says, and whether it is good enough.

use super::row::{Outcome, Row};
use super::verdict::Conformance;
use crate::Exit;
use crate::arguments::Corpus;

/// Prints the sums and names what is not in order.
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
    if options.check || options.clippy {
        let compiled = count(&|row| row.check.as_ref().is_some_and(|check| check.errors == 0));
        let quiet = count(&|row| row.check.is_some() && row.is_quiet());
        println!("{compiled} compile, {quiet} of them without warnings");
    }
    if options.conformance {
        Conformance::print_sums(rows.iter().filter_map(|row| row.conformance.as_ref()));
    }
    for row in rows.iter().filter(|row| !is_sound(row)) {
        println!("  {}", row.line());
    }
    verdict(rows, options)
}

/// Whether everything is in order.
pub(super) fn verdict(rows: &[Row], _: &Corpus) -> Exit {
    if rows.iter().all(is_sound) { Exit::Clean } else { Exit::Findings }
}

fn is_sound(row: &Row) -> bool {
    row.outcome != Outcome::Failed
        && row.missing() == 0
        && row.is_quiet()
        && row.conformance.as_ref().is_none_or(Conformance::is_sound)
}
