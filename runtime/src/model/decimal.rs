//! [`Decimal`]: a decimal number that keeps its string.

use super::text::{takes_any_text, text_type};

text_type! {
    /// A decimal number that JSON represents as a string (`type: string, format: decimal`), kept as received.
    ///
    /// Any string converts into it unchecked, and so does any integer; `parse` checks the string first.
    /// Equality and order are those of the strings: `1.5` and `1.50` differ, and `10` comes before `9`.
    /// With the feature `rust_decimal` it converts to and from the type of that crate, which calculates exactly.
    ///
    /// [`DecimalNumber`](crate::DecimalNumber) is the same as a number.
    ///
    /// ```
    /// use clientgen_runtime::Decimal;
    ///
    /// let price: Decimal = "19.90".parse().unwrap();
    /// assert_eq!(price.as_str(), "19.90");
    /// assert_eq!(price.to_f64(), Some(19.9));
    /// assert!(!Decimal::from("free").is_valid());
    /// ```
    Decimal, "a decimal number", is_number
}
takes_any_text!(Decimal);

impl Decimal {
    /// Returns the nearest `f64`; `None` if the string is not a number, or the number is too large.
    #[must_use]
    pub fn to_f64(&self) -> Option<f64> {
        let number = self.0.parse().ok().filter(|number: &f64| number.is_finite())?;
        self.is_valid().then_some(number)
    }
}

macro_rules! from_integer {
    ($($type:ty),*) => {$(
        impl From<$type> for Decimal {
            fn from(number: $type) -> Self {
                Self(number.to_string())
            }
        }
    )*};
}
from_integer!(i32, i64, u32, u64);

/// Whether the string consists of digits, with an optional sign, point and exponent. `f64` also parses `inf` and `NaN`.
fn is_number(text: &str) -> bool {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    plain && text.parse::<f64>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_as_servers_write_them() {
        let table = [
            ("0", Some(0.0)),
            ("19.90", Some(19.9)),
            ("-0.5", Some(-0.5)),
            ("+1", Some(1.0)),
            (".5", Some(0.5)),
            ("1E+2", Some(100.0)),
            ("0E-8", Some(0.0)),
            ("1e999", None),
            ("1,5", None),
            ("1 000", None),
            ("inf", None),
            ("NaN", None),
            ("-", None),
            ("", None),
        ];
        for (text, number) in table {
            assert_eq!(Decimal::from(text).to_f64(), number, "{text}");
        }
        assert!(Decimal::from("1e999").is_valid());
        assert_eq!(Decimal::from(u64::MAX), "18446744073709551615");
    }
}
