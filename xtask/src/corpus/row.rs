//! A row of the table: what became of one document.

use std::time::Duration;

use serde_json::json;

use super::compile::Check;
use super::ledger::Ledger;
use super::test_report::TestReport;

/// What became of one document.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) name: String,
    pub(super) outcome: Outcome,
    pub(super) operations_in: usize,
    pub(super) methods_out: usize,
    pub(super) operations_reported: usize,
    pub(super) diagnostics: usize,
    pub(super) lines: usize,
    pub(super) cpu: Duration,
    pub(super) peak_kib: u64,
    /// A second run, with the surface of the first, writes the same files.
    pub(super) repeats: Option<bool>,
    /// What was read of it.
    pub(super) ledger: Ledger,
    pub(super) check: Option<Check>,
    pub(super) conformance: Option<TestReport>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Outcome {
    Generated,
    /// With diagnostics and their places.
    Refused,
    /// A panic, a hang or a refusal without a diagnostic.
    #[default]
    Failed,
}

impl Outcome {
    fn word(self) -> &'static str {
        match self {
            Self::Generated => "generated",
            Self::Refused => "refused",
            Self::Failed => "FAILED",
        }
    }
}

impl Row {
    /// For people.
    pub(super) fn line(&self) -> String {
        let mut line = format!(
            "{:<52} {:<9} {:>5} in {:>5} out {:>4} reported {:>4} missing {:>4} diagnostics {:>7} lines {:>5} ms {:>4} MiB \
             {:<7} {}",
            self.name,
            self.outcome.word(),
            self.operations_in,
            self.methods_out,
            self.operations_reported,
            self.missing(),
            self.diagnostics,
            self.lines,
            self.cpu.as_millis(),
            self.peak_kib / 1024,
            match self.repeats {
                Some(true) => "repeats",
                Some(false) => "CHANGES",
                None => "",
            },
            self.ledger.line(),
        );
        line.extend(self.check.as_ref().map(check_text));
        line.extend(self.conformance.as_ref().map(|conformance| format!("\n    {}", conformance.line())));
        line
    }

    /// For tools: one JSON object.
    pub(super) fn json(&self) -> String {
        let check = self.check.as_ref().map(|check| {
            json!({
                "errors": check.errors,
                "warnings": check.warnings,
                "cpu_ms": check.cpu.as_millis() as u64,
                "peak_kib": check.peak_kib,
            })
        });
        json!({
            "name": self.name,
            "outcome": self.outcome.word(),
            "operations_in": self.operations_in,
            "methods_out": self.methods_out,
            "operations_reported": self.operations_reported,
            "missing": self.missing(),
            "findings": self.diagnostics,
            "lines": self.lines,
            "cpu_ms": self.cpu.as_millis() as u64,
            "peak_kib": self.peak_kib,
            "repeats": self.repeats,
            "ledger": self.ledger.json(),
            "check": check,
            "conformance": self.conformance.as_ref().map(TestReport::json),
        })
        .to_string()
    }

    /// Operations that are neither in the output nor in the report.
    pub(super) fn missing(&self) -> usize {
        match self.outcome {
            Outcome::Refused => 0,
            _ => self.operations_in.saturating_sub(self.methods_out + self.operations_reported),
        }
    }

    /// Compiled without a word, if it was compiled.
    pub(super) fn is_quiet(&self) -> bool {
        self.check.as_ref().is_none_or(|check| check.errors == 0 && check.warnings == 0)
    }
}

fn check_text(check: &Check) -> String {
    let (seconds, mebibytes) = (check.cpu.as_secs_f64(), check.peak_kib / 1024);
    match check.errors {
        0 => format!("  compiled, {} warnings, {seconds:.1} s, {mebibytes} MiB", check.warnings),
        errors => format!("  {errors} ERRORS, {seconds:.1} s, {mebibytes} MiB"),
    }
}
