//! Scalars that stand for a scalar of another kind: what prints back to the same digits or letters is converted.
//!
//! Only `recovery` asks, after a value did not fit as it is.

use super::slot::Slot;

impl Slot<'_> {
    /// Takes a number over as a string.
    pub(super) fn set_printed(&mut self, printed: String) -> bool {
        match self {
            Slot::String(slot) => **slot = printed,
            Slot::OptionalString(slot) => **slot = Some(printed),
            Slot::Text(slot) => return slot.takes_any() && slot.set(&printed),
            _ => return false,
        }
        true
    }

    /// Takes a string over as the number or boolean it is.
    pub(super) fn set_literal(&mut self, text: &str) -> bool {
        match text {
            "true" | "1" => self.set_truth(true) || self.set_digits(text),
            "false" | "0" => self.set_truth(false) || self.set_digits(text),
            _ => self.set_digits(text),
        }
    }

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

    /// Takes a boolean over; `false` if the slot is not for it.
    pub(super) fn set_truth(&mut self, value: bool) -> bool {
        match self {
            Slot::Bool(slot) => **slot = value,
            Slot::OptionalBool(slot) => **slot = Some(value),
            _ => return false,
        }
        true
    }

    /// Takes a boolean over as the value of an enum that is written like it, as YAML reads `on` and `true`.
    pub(super) fn set_listed(&mut self, value: bool) -> bool {
        let text = if value { "true" } else { "false" };
        let Slot::Text(slot) = self else {
            return false;
        };
        slot.takes_any() && slot.set(text) && !slot.is_unknown()
    }
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
