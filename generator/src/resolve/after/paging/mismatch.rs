//! Where a rule does not fit an operation.

/// How far a rule fits, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum FitStep {
    Inputs,
    Items,
    Next,
    End,
}

/// Where a rule stops to fit, and why.
#[derive(Clone, Debug)]
pub(super) struct Mismatch {
    pub(super) step: FitStep,
    /// The key of the rule.
    pub(super) key: &'static str,
    pub(super) reason: String,
}
