//! Numbers: short ones are computed while their digits are read, others keep their digits.

use super::{Broken, Cursor};

/// So many digits are an `i64`, whatever they are.
const MAX_INTEGER_DIGITS: usize = 18;

/// So many digits are exact as a double, whatever they are.
const MAX_EXACT_DIGITS: usize = 15;

/// The powers of ten for as many digits of a fraction; all are exact as doubles.
const POWERS: [f64; MAX_EXACT_DIGITS + 1] =
    [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/// A number as it is written.
#[derive(Clone, Copy, Debug)]
pub(in crate::model) enum Number<'de> {
    /// An integer of few digits.
    Short(i64),
    /// One with a fraction and few digits, and these digits.
    Fraction(f64, &'de str),
    /// Any other, by its digits.
    Digits(&'de str),
}

impl<'de> Cursor<'de> {
    /// The number that begins here.
    #[inline]
    pub(in crate::model) fn number(&mut self) -> Result<Number<'de>, Broken> {
        let start = self.at;
        let is_negative = self.byte(start) == b'-';
        let first = start + usize::from(is_negative);
        self.at = first;
        let number = self.digits(0)?;
        let digits = self.at - first;
        if digits > 1 && self.byte(first) == b'0' {
            return Err(Broken);
        }
        match self.byte(self.at) {
            b'.' => self.fraction(start, number, digits),
            b'e' | b'E' => self.exponent(start),
            // The sign of `-0` is kept by floating-point numbers only.
            _ if digits > MAX_INTEGER_DIGITS || is_negative && number == 0 => self.since(start).map(Number::Digits),
            _ => Ok(Number::Short(if is_negative { -number } else { number })),
        }
    }

    /// The number that began at `start`, whose point is here; `integer` is what is before the point, of so many digits.
    fn fraction(&mut self, start: usize, integer: i64, digits: usize) -> Result<Number<'de>, Broken> {
        self.at += 1;
        let point = self.at;
        let number = self.digits(integer)?;
        let places = self.at - point;
        if let b'e' | b'E' = self.byte(self.at) {
            return self.exponent(start);
        }
        let text = self.since(start)?;
        match POWERS.get(places) {
            Some(power) if digits + places <= MAX_EXACT_DIGITS => {
                // The quotient of two exact doubles is the nearest double.
                #[expect(clippy::cast_precision_loss, reason = "so few digits are exact")]
                let number = number as f64 / power;
                Ok(Number::Fraction(if text.starts_with('-') { -number } else { number }, text))
            }
            _ => Ok(Number::Digits(text)),
        }
    }

    /// The number that began at `start`, whose exponent is here.
    fn exponent(&mut self, start: usize) -> Result<Number<'de>, Broken> {
        self.at += 1;
        if let b'+' | b'-' = self.byte(self.at) {
            self.at += 1;
        }
        self.digits(0)?;
        self.since(start).map(Number::Digits)
    }

    /// Passes over one digit and more, which are appended to a number; it wraps if it is too large.
    #[inline]
    fn digits(&mut self, mut number: i64) -> Result<i64, Broken> {
        let start = self.at;
        while let digit @ b'0'..=b'9' = self.byte(self.at) {
            number = number.wrapping_mul(10).wrapping_add(i64::from(digit - b'0'));
            self.at += 1;
        }
        if self.at == start { Err(Broken) } else { Ok(number) }
    }

    fn since(&self, start: usize) -> Result<&'de str, Broken> {
        self.text.get(start..self.at).ok_or(Broken)
    }
}
