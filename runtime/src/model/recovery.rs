//! What happens to a value that does not fit its slot: what loses nothing is converted, the rest is noted.
//!
//! The rules are here, in `lossless` (scalars) and in `regroup` (arrays and objects), whatever the source; nothing here
//! runs where everything fits.

use std::borrow::Cow;

use serde_json::Value;

use super::drift::{Drift, DriftKind, Strictness};
use super::record::RecordDescriptor;
use super::slot::{Slot, SlotOptional};
use super::source::Kept;
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

    pub(super) fn read_into(self, target: Target<'_, '_>) {
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
            if let Slot::List(_) = target.slot {
                return target.scalar_for_list(found, scalar);
            }
        }
        let kind = if let Scalar::Null = scalar { DriftKind::Null } else { DriftKind::WrongType };
        let expected = target.slot.expected();
        target.refuse(drift(kind, expected, found, scalar));
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
            (slot, Scalar::Null) => slot.clear_if_it_may_be_nothing(),
            (slot, Scalar::String(text)) => slot.set_literal(text),
            (slot, Scalar::Bool(value)) => slot.set_listed(value),
            // The two booleans as many databases have them.
            (slot @ (Slot::Bool(_) | Slot::OptionalBool(_)), Scalar::Integer(number @ (0 | 1))) => {
                slot.set_truth(number == 1)
            }
            (slot, scalar) => scalar.printed().is_some_and(|printed| slot.set_printed(printed)),
        }
    }
}

impl Trace {
    /// A required member that is not there.
    #[cold]
    pub(super) fn missing(&self, name: &'static str, slot: &Slot<'_>) {
        let noted = self.noted();
        let drift = Drift::at_root(DriftKind::Missing, slot.expected(), "nothing");
        let fails = match self.strictness() {
            Strictness::Strict => true,
            // Nothing and null are one to a type that has null.
            Strictness::Lenient => !slot.holds_null(),
            Strictness::Tolerant => false,
        };
        self.note(drift, fails);
        self.step(noted, &Segment::Key(name.into()));
    }

    /// An object with members of which none is declared.
    #[cold]
    pub(super) fn nothing_declared(&self, descriptor: &RecordDescriptor) {
        let expected = format!("an object ({})", descriptor.name);
        self.note(Drift::at_root(DriftKind::NothingDeclared, expected, "an object with none of its members"), false);
    }

    /// A member that the document does not declare, kept on request where it can be.
    #[cold]
    pub(super) fn undeclared(&self, key: &str, kept: Kept) {
        let noted = self.noted();
        let (found, value) = match kept {
            Kept::Whole(value) => ("a member", Some(value)),
            Kept::Replaced(value) => ("a member with half of a surrogate pair", Some(value)),
            Kept::Not => ("a member too deep or with a number too large to be kept", None),
        };
        let drift = Drift::at_root(DriftKind::UndeclaredMember, "no such member", found);
        self.note(Drift { value: value.map(Box::new), ..drift }, false);
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
    let exact = scalar.printed().map(|number| {
        // Of the right type, as it seems.
        let range = if is_out_of_range(&expected, &number) { ", which is out of range" } else { "" };
        format!("the number {number}{range}").into()
    });
    Drift { exact, ..Drift::at_root(kind, expected, found) }
}

/// Whether a number that does not fit is of the type that is expected, and too great or too small.
fn is_out_of_range(expected: &str, number: &str) -> bool {
    let is_whole = number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    match expected {
        "a number" => true,
        "an integer that is not negative" => is_whole && !number.starts_with('-'),
        "an integer" => is_whole,
        _ => false,
    }
}
