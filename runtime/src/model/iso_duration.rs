//! [`IsoDuration`]: a duration that keeps its string.

use std::time::Duration;

use super::text::{takes_any_text, text_type};

const NANOS: u64 = 1_000_000_000;

text_type! {
    /// A duration in ISO 8601 (`format: duration`), kept as the string received: `P3DT4H30M`.
    ///
    /// Any string converts into it unchecked, because some servers use other forms (`90s`); `parse` checks the string
    /// first. Equality and order are those of the strings. The value is interpreted on demand and leniently: a sign,
    /// weeks together with other units, a fraction in the last unit and lower case are understood.
    /// With the features `jiff`, `chrono` and `time` it converts to and from the types of these crates.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use clientgen_runtime::IsoDuration;
    ///
    /// let length: IsoDuration = "PT1H30M".parse().unwrap();
    /// assert_eq!(length.to_std(), Some(Duration::from_secs(5400)));
    /// assert_eq!(IsoDuration::from(Duration::from_millis(90_500)), "PT1M30.5S");
    /// // The length of a month depends on the month.
    /// assert_eq!(IsoDuration::from("P1M").to_std(), None);
    /// ```
    IsoDuration, "an ISO 8601 duration", |text| Parts::read(text).is_some()
}
takes_any_text!(IsoDuration);

impl IsoDuration {
    /// Converts it to a [`Duration`], where a day has 24 hours; `None` if the string is not a duration, if it has years
    /// or months, or if it is negative.
    #[must_use]
    pub fn to_std(&self) -> Option<Duration> {
        let (negative, duration) = self.to_signed()?;
        (!negative).then_some(duration)
    }

    /// Whether it is negative, and its length; `None` if the string is not a duration or has years or months.
    pub(crate) fn to_signed(&self) -> Option<(bool, Duration)> {
        let parts = self.parts().filter(|parts| parts.years == 0 && parts.months == 0)?;
        let days = parts.weeks.checked_mul(7)?.checked_add(parts.days)?;
        let hours = days.checked_mul(24)?.checked_add(parts.hours)?;
        let minutes = hours.checked_mul(60)?.checked_add(parts.minutes)?;
        let seconds = minutes.checked_mul(60)?.checked_add(parts.seconds)?;
        let duration = Duration::new(seconds, parts.nanos);
        Some((parts.negative && !duration.is_zero(), duration))
    }

    /// Writes a length in hours, minutes and seconds.
    pub(crate) fn from_signed(negative: bool, duration: Duration) -> Self {
        let whole = duration.as_secs();
        let (hours, minutes, seconds, nanos) = (whole / 3600, whole / 60 % 60, whole % 60, duration.subsec_nanos());
        let mut text = String::from(if negative { "-PT" } else { "PT" });
        let unit = |number: u64, unit: &str| if number == 0 { String::new() } else { format!("{number}{unit}") };
        text.push_str(&unit(hours, "H"));
        text.push_str(&unit(minutes, "M"));
        if nanos > 0 {
            let fraction = format!("{nanos:09}");
            text.push_str(&format!("{seconds}.{}S", fraction.trim_end_matches('0')));
        } else if seconds > 0 || whole == 0 {
            text.push_str(&format!("{seconds}S"));
        }
        Self(text)
    }

    /// The numbers, by unit.
    pub(crate) fn parts(&self) -> Option<Parts> {
        Parts::read(&self.0)
    }
}

impl From<Duration> for IsoDuration {
    /// Writes hours, minutes and seconds.
    fn from(duration: Duration) -> Self {
        Self::from_signed(false, duration)
    }
}

/// The numbers of a duration, by unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Parts {
    pub(crate) negative: bool,
    pub(crate) years: u64,
    pub(crate) months: u64,
    pub(crate) weeks: u64,
    pub(crate) days: u64,
    pub(crate) hours: u64,
    pub(crate) minutes: u64,
    pub(crate) seconds: u64,
    pub(crate) nanos: u32,
}

impl Parts {
    fn read(text: &str) -> Option<Self> {
        let negative = text.starts_with('-');
        let rest = text.strip_prefix(['+', '-']).unwrap_or(text).strip_prefix(['P', 'p'])?;
        let (date, time) = match rest.split_once(['T', 't']) {
            Some((_, "")) => return None,
            Some((date, time)) => (date, time),
            None => (rest, ""),
        };
        let mut parts = Self { negative, ..Self::default() };
        let in_date = parts.read_units(date, &DATE_UNITS)?;
        let in_time = parts.read_units(time, &TIME_UNITS)?;
        // Only the last unit may have a fraction.
        let closed = in_date == Last::Fraction && !time.is_empty();
        (!closed && (in_date, in_time) != (Last::Nothing, Last::Nothing)).then_some(parts)
    }

    /// Reads numbers with their units, which must follow the order of `units`, each at most once.
    fn read_units(&mut self, mut text: &str, units: &[Unit]) -> Option<Last> {
        let mut units = units.iter();
        let mut last = Last::Nothing;
        while !text.is_empty() {
            let (number, fraction, rest) = number(text).filter(|_| last != Last::Fraction)?;
            let letter = rest.chars().next()?;
            let unit = units.find(|unit| unit.letter.eq_ignore_ascii_case(&letter))?;
            *(unit.place)(self) = number;
            if let Some(nanos) = fraction {
                self.add_nanos(u64::from(nanos).checked_mul(unit.seconds?)?)?;
            }
            last = if fraction.is_some() { Last::Fraction } else { Last::Whole };
            text = rest.get(letter.len_utf8()..)?;
        }
        Some(last)
    }

    fn add_nanos(&mut self, nanos: u64) -> Option<()> {
        self.seconds = self.seconds.checked_add(nanos / NANOS)?;
        self.nanos = u32::try_from(nanos % NANOS).ok()?;
        Some(())
    }
}

/// How a series of units ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    Whole,
    Fraction,
}

struct Unit {
    letter: char,
    /// Its length, if that is constant.
    seconds: Option<u64>,
    place: fn(&mut Parts) -> &mut u64,
}

const DATE_UNITS: [Unit; 4] = [
    Unit { letter: 'Y', seconds: None, place: |parts| &mut parts.years },
    Unit { letter: 'M', seconds: None, place: |parts| &mut parts.months },
    Unit { letter: 'W', seconds: Some(604_800), place: |parts| &mut parts.weeks },
    Unit { letter: 'D', seconds: Some(86_400), place: |parts| &mut parts.days },
];

const TIME_UNITS: [Unit; 3] = [
    Unit { letter: 'H', seconds: Some(3600), place: |parts| &mut parts.hours },
    Unit { letter: 'M', seconds: Some(60), place: |parts| &mut parts.minutes },
    Unit { letter: 'S', seconds: Some(1), place: |parts| &mut parts.seconds },
];

/// An integer, the billionths of its fraction if it has one, and the rest of the string.
fn number(text: &str) -> Option<(u64, Option<u32>, &str)> {
    let (digits, rest) = digits(text)?;
    let whole = digits.parse().ok()?;
    let Some(rest) = rest.strip_prefix(['.', ',']) else { return Some((whole, None, rest)) };
    let (fraction, rest) = self::digits(rest)?;
    // Digits beyond the ninth are dropped.
    let nanos = format!("{fraction:0<9}").get(..9)?.parse().ok()?;
    Some((whole, Some(nanos), rest))
}

/// The digits at the beginning, and the rest of the string.
fn digits(text: &str) -> Option<(&str, &str)> {
    let end = text.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    text.split_at_checked(end).filter(|(digits, _)| !digits.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_as_servers_write_them() {
        let table = [
            ("PT0S", Some(0)),
            ("PT1H30M", Some(5_400_000)),
            ("P1D", Some(86_400_000)),
            ("P2W", Some(1_209_600_000)),
            ("P1W1DT1S", Some(691_201_000)),
            ("PT36H", Some(129_600_000)),
            ("PT0.25S", Some(250)),
            ("PT1,5M", Some(90_000)),
            ("PT1.5H", Some(5_400_000)),
            ("P0.5D", Some(43_200_000)),
            ("p1dt1h", Some(90_000_000)),
            ("+PT1S", Some(1_000)),
            ("-PT0S", Some(0)),
            ("P0Y0M0DT1S", Some(1_000)),
            ("-PT1S", None),
            ("P1Y", None),
            ("P1M", None),
        ];
        for (text, millis) in table {
            let duration = IsoDuration::from(text);
            assert!(duration.is_valid(), "{text}");
            assert_eq!(duration.to_std(), millis.map(Duration::from_millis), "{text}");
        }
    }

    #[test]
    fn what_is_no_duration() {
        let table = [
            "",
            "P",
            "PT",
            "P1DT",
            "1D",
            "P1",
            "PD",
            "P1S",
            "PT1D",
            "P1D1Y",
            "P1D1D",
            "PT1.5H1M",
            "P1.5DT1H",
            "P0.5Y",
            "PT1.S",
            "PT.5S",
            "PT-1S",
            "P1é",
            "90s",
            "P99999999999999999999D",
            "PT1H ",
        ];
        for text in table {
            assert!(!IsoDuration::from(text).is_valid(), "{text}");
            assert!(text.parse::<IsoDuration>().is_err(), "{text}");
        }
        assert_eq!(IsoDuration::from("P18446744073709551615D").to_std(), None);
    }

    #[test]
    fn lengths_survive_the_round_trip() {
        let table = [
            (Duration::ZERO, "PT0S"),
            (Duration::from_nanos(1), "PT0.000000001S"),
            (Duration::from_secs(60), "PT1M"),
            (Duration::from_secs(3601), "PT1H1S"),
            (Duration::from_millis(90_500), "PT1M30.5S"),
            (Duration::new(u64::MAX, 999_999_999), "PT5124095576030431H15.999999999S"),
        ];
        for (duration, text) in table {
            assert_eq!(IsoDuration::from(duration), text);
            assert_eq!(IsoDuration::from(text).to_std(), Some(duration), "{text}");
        }
    }
}
