//! Decimal numbers to and from the type of `rust_decimal`.

use super::super::{Decimal, DecimalNumber, InvalidText};

by_value! {
    Decimal => rust_decimal::Decimal,
    DecimalNumber => rust_decimal::Decimal,
}

impl TryFrom<&Decimal> for rust_decimal::Decimal {
    type Error = InvalidText;

    /// Exact, or not at all: fails if the number has more digits than the type holds.
    fn try_from(number: &Decimal) -> Result<Self, InvalidText> {
        let exact = match number.as_str().split_once(['e', 'E']) {
            // Reading a number with an exponent rounds the digits before it, so they are read separately first.
            Some((digits, _)) => Self::from_str_exact(digits).and_then(|_| Self::from_scientific(number.as_str())),
            None => Self::from_str_exact(number.as_str()),
        };
        exact.ok().filter(|_| number.is_valid()).ok_or(Decimal::INVALID)
    }
}

impl From<rust_decimal::Decimal> for Decimal {
    fn from(number: rust_decimal::Decimal) -> Self {
        Self::from(number.to_string())
    }
}

impl TryFrom<&DecimalNumber> for rust_decimal::Decimal {
    type Error = InvalidText;

    /// Exact, or not at all: fails if the number has more digits than the type holds.
    fn try_from(number: &DecimalNumber) -> Result<Self, InvalidText> {
        Self::try_from(&Decimal::from(number.clone()))
    }
}

impl TryFrom<rust_decimal::Decimal> for DecimalNumber {
    type Error = InvalidText;

    fn try_from(number: rust_decimal::Decimal) -> Result<Self, InvalidText> {
        number.to_string().parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_exact_or_refused() {
        let table = [
            ("19.90", Some("19.90")),
            ("-0.5", Some("-0.5")),
            ("1.5E+2", Some("150")),
            ("0.0000000000000000000000000001", Some("0.0000000000000000000000000001")),
            ("0.00000000000000000000000000011", None),
            ("0.00000000000000000000000000011e1", None),
            ("99999999999999999999999999999999", None),
            ("1e999", None),
            ("1_000", None),
            ("free", None),
            ("", None),
        ];
        for (text, expected) in table {
            let number = rust_decimal::Decimal::try_from(&Decimal::from(text)).ok();
            assert_eq!(number.map(Decimal::from), expected.map(Decimal::from), "{text}");
        }
    }
}
