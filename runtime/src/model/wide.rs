//! Numbers that keep their digits: [`DecimalNumber`], and integers of 128 bits.

use std::fmt;
use std::str::FromStr;

use super::decimal::Decimal;
use super::kind::Model;
use super::slot::{NumberSlot, Slot, ValueRef};
use super::text::InvalidText;

/// A decimal number that JSON represents as a number (`type: number, format: decimal`), with its digits as received.
///
/// [`Decimal`] is the same as a string. Equality and order are those of the digits: `1.5` and `1.50` differ, and `10`
/// comes before `9`. Integers convert into it, `parse` takes whatever JSON takes for a number.
///
/// ```
/// use clientgen_runtime::{Decimal, DecimalNumber};
///
/// let price: DecimalNumber = "19.90".parse().unwrap();
/// assert_eq!(price.as_str(), "19.90");
/// assert_eq!(price.to_f64(), Some(19.9));
/// assert_eq!(Decimal::from(price), "19.90");
/// assert!(".5".parse::<DecimalNumber>().is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DecimalNumber(String);

impl DecimalNumber {
    /// The error for a string that is no number of JSON.
    pub(crate) const INVALID: InvalidText = InvalidText::new("a number of JSON");

    /// Returns the digits as they are in JSON.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the nearest `f64`; `None` if the number is too large.
    #[must_use]
    pub fn to_f64(&self) -> Option<f64> {
        self.0.parse().ok().filter(|number: &f64| number.is_finite())
    }
}

impl FromStr for DecimalNumber {
    type Err = InvalidText;

    fn from_str(text: &str) -> Result<Self, InvalidText> {
        if is_number(text) { Ok(Self(text.to_owned())) } else { Err(Self::INVALID) }
    }
}

impl TryFrom<f64> for DecimalNumber {
    type Error = InvalidText;

    /// Takes the shortest digits that mean the number; fails if it is not finite.
    fn try_from(number: f64) -> Result<Self, InvalidText> {
        if number.is_finite() { Ok(Self(serde_json::Value::from(number).to_string())) } else { Err(Self::INVALID) }
    }
}

impl TryFrom<Decimal> for DecimalNumber {
    type Error = InvalidText;

    fn try_from(number: Decimal) -> Result<Self, InvalidText> {
        number.as_str().parse()
    }
}

impl From<DecimalNumber> for Decimal {
    fn from(number: DecimalNumber) -> Self {
        Self::from(number.0)
    }
}

impl fmt::Display for DecimalNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

macro_rules! from_integer {
    ($($type:ty),*) => {$(
        impl From<$type> for DecimalNumber {
            fn from(number: $type) -> Self {
                Self(number.to_string())
            }
        }
    )*};
}
from_integer!(i32, i64, i128, u32, u64, u128);

impl From<DecimalNumber> for crate::ParamValue {
    fn from(number: DecimalNumber) -> Self {
        Self::from(number.0)
    }
}

impl From<&DecimalNumber> for crate::ParamValue {
    fn from(number: &DecimalNumber) -> Self {
        Self::from(number.as_str())
    }
}

impl NumberSlot for DecimalNumber {
    fn expected(&self) -> &'static str {
        "a number"
    }
    fn set(&mut self, digits: &str) -> bool {
        let is_taken = is_number(digits);
        if is_taken {
            digits.clone_into(&mut self.0);
        }
        is_taken
    }
}

/// A model that is read from the digits of a number.
macro_rules! number_model {
    ($type:ty, $empty:expr, $number:ident => $view:expr) => {
        impl Model for $type {
            fn empty() -> Self {
                $empty
            }
            #[inline]
            fn slot(&mut self) -> Slot<'_> {
                Slot::Number(self)
            }
            // Not inline: it is compiled here, not once more in every client.
            fn optional_slot(place: &mut Option<Self>) -> Slot<'_> {
                Slot::Optional(place)
            }
            #[inline]
            fn view(&self) -> ValueRef<'_> {
                let $number = self;
                $view
            }
        }
    };
}
number_model!(DecimalNumber, Self("0".to_owned()), number => ValueRef::Number(&number.0));

crate::impl_serde!(DecimalNumber);

macro_rules! wide_integer {
    ($($type:ty as $reference:ident),*) => {$(
        impl NumberSlot for $type {
            fn expected(&self) -> &'static str {
                "an integer"
            }
            fn set(&mut self, digits: &str) -> bool {
                let number = digits.parse().ok().or_else(|| whole(digits)?.parse().ok());
                number.map(|number| *self = number).is_some()
            }
        }

        number_model!($type, 0, number => ValueRef::$reference(number));
    )*};
}
wide_integer!(i128 as I128, u128 as U128);

/// The digits of an integer that is written with a fraction of zeros or an exponent.
fn whole(digits: &str) -> Option<String> {
    if let Some((integer, fraction)) = digits.split_once('.') {
        return fraction.bytes().all(|digit| digit == b'0').then(|| integer.to_owned());
    }
    let number: f64 = digits.parse().ok().filter(|number: &f64| number.is_finite() && number.fract() == 0.0)?;
    Some(format!("{number:.0}"))
}

/// The grammar of numbers in JSON.
fn is_number(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let (number, exponent) = match text.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, Some(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))),
        None => (text, None),
    };
    let (integer, fraction) = match number.split_once('.') {
        Some((integer, fraction)) => (integer, Some(fraction)),
        None => (number, None),
    };
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let has_no_zero_ahead = integer == "0" || !integer.starts_with('0');
    is_digits(integer) && has_no_zero_ahead && fraction.is_none_or(is_digits) && exponent.is_none_or(is_digits)
}

#[cfg(test)]
mod tests {
    use super::super::{decode, decode_value, encode};
    use super::*;

    #[test]
    fn digits_are_kept() {
        let text = "[12345678901234567.89,0.10,-0,1e30,18446744073709551616,5]";
        let numbers: Vec<DecimalNumber> = decode(text.as_bytes()).expect("all are numbers");
        assert_eq!(encode(&numbers).expect("numbers can be written"), text.as_bytes());
        assert_eq!(decode::<DecimalNumber>(b"\"1.50\"").ok(), None);
        let tree = decode_value::<Vec<DecimalNumber>>(serde_json::json!([1, 0.5])).expect("both are numbers");
        assert_eq!(tree, [DecimalNumber::from(1), "0.5".parse().expect("a number")]);
    }

    #[test]
    fn integers_of_128_bits_are_exact() {
        let text = format!("[{},{},7,-7,404.0]", i128::MIN, i128::MAX);
        let numbers: Vec<i128> = decode(text.as_bytes()).expect("all fit");
        assert_eq!(numbers, [i128::MIN, i128::MAX, 7, -7, 404]);
        assert_eq!(encode(&u128::MAX).expect("it can be written"), u128::MAX.to_string().as_bytes());
        assert_eq!(decode::<Option<u128>>(u128::MAX.to_string().as_bytes()).expect("it fits"), Some(u128::MAX));
        assert!(decode::<u128>(b"-1").is_err() && decode::<i128>(b"1.5").is_err());
        assert!(decode::<i128>(format!("{}0", i128::MAX).as_bytes()).is_err());
    }

    #[test]
    fn the_grammar_is_that_of_json() {
        for text in ["0", "-0", "10", "1.50", "1e5", "1E-5", "-1.2e+3"] {
            assert!(is_number(text), "{text}");
            assert!(serde_json::from_str::<f64>(text).is_ok(), "{text}");
        }
        for text in ["", "-", "+1", ".5", "1.", "01", "1e", "0x1", "NaN", "1 ", "1e+"] {
            assert!(!is_number(text), "{text}");
        }
    }
}
