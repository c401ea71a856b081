//! What happens to a value that does not fit its slot: what loses nothing is converted, the rest is noted.
//!
//! The rules are here alone, whatever the source; nothing here runs where everything fits.

use std::borrow::Cow;
use std::convert::Infallible;

use serde_json::Value;

use super::drift::{Drift, DriftKind, Strictness};
use super::slot::{Slot, SlotOptional};
use super::target::Target;
use super::trace::{Mark, Segment, Trace};

/// A value without parts.
#[derive(Clone, Copy, Debug)]
pub(super) enum Scalar<'a> {
    Null,
    Bool(bool),
    Integer(i64),
    Unsigned(u64),
    /// With its digits, where the source has them.
    Float(f64, Option<&'a str>),
    String(&'a str),
}

impl Scalar<'_> {
    /// What it is, as a phrase.
    fn phrase(self, slot: &Slot<'_>) -> &'static str {
        match (self, slot) {
            (Self::Null, _) => "null",
            (Self::Bool(_), _) => "a boolean",
            (Self::Integer(_) | Self::Unsigned(_) | Self::Float(..), _) => "a number",
            (Self::String(_), Slot::Text(_)) => "another string",
            (Self::String(_), _) => "a string",
        }
    }

    /// A number as it prints.
    fn printed(self) -> Option<String> {
        match self {
            Self::Integer(number) => Some(number.to_string()),
            Self::Unsigned(number) => Some(number.to_string()),
            Self::Float(number, None) => Some(Value::from(number).to_string()),
            Self::Float(_, Some(digits)) => Some(digits.to_owned()),
            Self::Null | Self::Bool(_) | Self::String(_) => None,
        }
    }

    fn read_into(self, target: Target<'_, '_>) {
        match self {
            Self::Null => target.null(),
            Self::Bool(value) => target.boolean(value),
            Self::Integer(number) => target.integer(number),
            Self::Unsigned(number) => target.unsigned(number),
            Self::Float(number, digits) => target.float(number, digits),
            Self::String(text) => target.string(text),
        }
    }
}

impl Target<'_, '_> {
    /// A scalar that does not fit the slot as it is.
    #[cold]
    pub(super) fn recover(self, scalar: Scalar<'_>) {
        if let Slot::Ignored = self.slot {
            return;
        }
        let found = scalar.phrase(&self.slot);
        let mut target = self;
        if target.trace.strictness() != Strictness::Strict {
            let expected = target.slot.expected();
            if target.convert(scalar) {
                let kind = if let Scalar::Null = scalar { DriftKind::Null } else { DriftKind::WrongType };
                return target.trace.note(drift(kind, expected, found, scalar), false);
            }
            if let (Slot::List(_), false) = (&target.slot, matches!(scalar, Scalar::Null)) {
                return target.recover_list(found, scalar);
            }
        }
        let kind = if let Scalar::Null = scalar { DriftKind::Null } else { DriftKind::WrongType };
        let expected = target.slot.expected();
        target.refuse(drift(kind, expected, found, scalar));
    }

    /// A scalar where a list is expected.
    fn recover_list(self, found: &'static str, scalar: Scalar<'_>) {
        let read = |item: Target<'_, '_>, scalar: Scalar<'_>| {
            scalar.read_into(item);
            Ok::<(), Infallible>(())
        };
        let Ok(()) = one_item(self, found, scalar, read, |_| Ok(()));
    }

    /// An array or an object where something else is expected.
    #[cold]
    pub(super) fn mismatch(self, found: &'static str) {
        if let Slot::Ignored = self.slot {
            return;
        }
        let expected = self.slot.expected();
        self.refuse(Drift::at_root(DriftKind::WrongType, expected, found));
    }

    /// Notes what fits in no way; what it means for the decoding is said by the strictness and the place.
    fn refuse(mut self, drift: Drift) {
        let strictness = self.trace.strictness();
        let is_given_up = match strictness {
            Strictness::Strict => false,
            Strictness::Lenient => self.optional,
            // What is around it becomes `None`, which invents less than an empty value.
            Strictness::Tolerant => !self.nullable,
        };
        self.trace.note(drift, !is_given_up);
        if is_given_up && !matches!(self.slot, Slot::Filled) {
            self.slot.clear();
        }
    }

    /// Converts what loses nothing; `false` if that cannot be.
    fn convert(&mut self, scalar: Scalar<'_>) -> bool {
        match (&mut self.slot, scalar) {
            (slot @ (Slot::List(_) | Slot::Map(_)), Scalar::Null) => {
                slot.clear();
                true
            }
            (slot, Scalar::String(text)) => slot.set_digits(text),
            (slot, scalar) => {
                let Some(printed) = scalar.printed() else {
                    return false;
                };
                let is_taken = slot.set_printed(printed);
                if is_taken && matches!(scalar, Scalar::Float(_, None)) {
                    self.trace.want_digits();
                }
                is_taken
            }
        }
    }
}

impl Slot<'_> {
    /// Takes a number over as a string.
    fn set_printed(&mut self, printed: String) -> bool {
        match self {
            Slot::String(slot) => **slot = printed,
            Slot::OptionalString(slot) => **slot = Some(printed),
            Slot::Text(slot) => return slot.takes_any() && slot.set(&printed),
            _ => return false,
        }
        true
    }

    /// Takes a string over as the number it is.
    fn set_digits(&mut self, text: &str) -> bool {
        if let Slot::Number(slot) = self {
            return slot.set(text);
        }
        let is_number = matches!(
            self,
            Slot::I64(_)
                | Slot::I32(_)
                | Slot::U64(_)
                | Slot::U32(_)
                | Slot::F64(_)
                | Slot::F32(_)
                | Slot::Integer(_)
                | Slot::OptionalI64(_)
                | Slot::OptionalF64(_)
        );
        if !is_number || !text.starts_with(|first: char| first == '-' || first.is_ascii_digit()) {
            return false;
        }
        if let Some(number) = text.parse::<i64>().ok().filter(|number| number.to_string() == text) {
            return self.set_integer(number);
        }
        if let Some(number) = text.parse::<u64>().ok().filter(|number| number.to_string() == text) {
            return self.set_unsigned(number);
        }
        match serde_json::from_str::<f64>(text) {
            Ok(_) if text.ends_with(char::is_whitespace) => false,
            Ok(number) => is_same_decimal(text, &number.to_string()) && self.set_float(number),
            Err(_) => false,
        }
    }
}

/// Reads a single value where a list is expected, if it fits its items and the strictness allows it.
///
/// Tolerance does not make an item of what is none.
#[cold]
pub(super) fn one_item<S, E>(
    target: Target<'_, '_>,
    found: &'static str,
    source: S,
    read: impl FnOnce(Target<'_, '_>, S) -> Result<(), E>,
    skip: impl FnOnce(S) -> Result<(), E>,
) -> Result<(), E> {
    let Target { slot, optional, nullable, trace } = target;
    let list = match slot {
        Slot::List(list) if trace.strictness() != Strictness::Strict => list,
        slot => {
            Target { slot, optional, nullable, trace }.mismatch(found);
            return skip(source);
        }
    };
    let mark = trace.mark();
    list.clear();
    trace.note(Drift::at_root(DriftKind::WrongType, "an array", found), false);
    let strictness = trace.set_strictness(Strictness::Lenient);
    let result = read(Target::new(list.push(), trace), source);
    trace.set_strictness(strictness);
    if trace.has_failed_since(mark) {
        trace.forget(mark);
        Target { slot: Slot::List(list), optional, nullable, trace }.mismatch(found);
    }
    result
}

impl Trace {
    /// A required member that is not there.
    #[cold]
    pub(super) fn missing(&self, name: &'static str, slot: &Slot<'_>) {
        let noted = self.noted();
        let drift = Drift::at_root(DriftKind::Missing, slot.expected(), "nothing");
        self.note(drift, self.strictness() != Strictness::Tolerant);
        self.step(noted, &Segment::Key(name.into()));
    }

    /// A member that the document does not declare, kept on request.
    #[cold]
    pub(super) fn undeclared(&self, key: &str, value: Value) {
        let noted = self.noted();
        let drift = Drift::at_root(DriftKind::UndeclaredMember, "no such member", "a member");
        self.note(Drift { value: Some(Box::new(value)), ..drift }, false);
        self.step(noted, &Segment::key(key));
    }

    /// A value that an open enum or a union does not know, told on request.
    #[cold]
    pub(super) fn unknown_value(&self, expected: impl Into<Cow<'static, str>>, found: &'static str) {
        self.note(Drift::at_root(DriftKind::UnknownValue, expected, found), false);
    }

    /// A value that does not fit and is in an `Option`, which becomes `None` where the strictness allows it.
    #[cold]
    pub(super) fn give_up(&self, optional: &mut dyn SlotOptional, is_member: bool, mark: Mark) {
        let may = match self.strictness() {
            Strictness::Strict => false,
            Strictness::Lenient => is_member,
            Strictness::Tolerant => true,
        };
        if may {
            optional.absent();
            self.forgive(mark);
            self.left_out(mark);
        }
    }
}

fn drift(kind: DriftKind, expected: String, found: &'static str, scalar: Scalar<'_>) -> Drift {
    let exact = scalar.printed().map(|number| format!("the number {number}").into());
    Drift { exact, ..Drift::at_root(kind, expected, found) }
}

/// Whether two decimal numbers have the same digits, whatever zeros and exponents they are written with.
fn is_same_decimal(left: &str, right: &str) -> bool {
    let (left, right) = (decimal(left), decimal(right));
    left.is_some() && left == right
}

/// The sign, the digits without zeros around them, and the exponent of the last of them.
fn decimal(text: &str) -> Option<(bool, String, i64)> {
    let (number, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let negative = number.starts_with('-');
    let (whole, fraction) =
        number.trim_start_matches('-').split_once('.').unwrap_or((number.trim_start_matches('-'), ""));
    let digits = format!("{whole}{fraction}");
    let exponent = exponent.parse::<i64>().ok()?.checked_sub(i64::try_from(fraction.len()).ok()?)?;
    let kept = digits.trim_end_matches('0');
    let zeros = i64::try_from(digits.len() - kept.len()).ok()?;
    let kept = kept.trim_start_matches('0');
    Some(if kept.is_empty() {
        (false, String::new(), 0)
    } else {
        (negative, kept.to_owned(), exponent.checked_add(zeros)?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_compared_by_their_digits() {
        for (left, right) in [("1.50", "1.5"), ("1e3", "1000"), ("-0.0", "0"), ("12.5E-1", "1.25"), ("100", "1E2")] {
            assert!(is_same_decimal(left, right), "{left} {right}");
        }
        for (left, right) in [("1.51", "1.5"), ("-1", "1"), ("10", "1"), ("1e9999999999999999999", "1")] {
            assert!(!is_same_decimal(left, right), "{left} {right}");
        }
    }
}
