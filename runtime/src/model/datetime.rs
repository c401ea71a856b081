//! Dates and times: kept as the string received, interpreted on demand.
//!
//! Decoding never fails on a date. Servers send `2020-09-25`, `2023-08-23 09:09:16` and worse as `format: date-time`,
//! and a date that nobody reads must not make the whole response fail.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::InvalidText;
use super::text::text_type;

text_type! {
    /// A point in time (`format: date-time`), kept as the string received.
    ///
    /// Equality and order are those of the strings; strings of one form and in UTC have the order of the times.
    /// The value is interpreted on demand and leniently: a space instead of `T`, a date alone, and a missing offset
    /// (read as UTC) are understood, and so are seconds and milliseconds since 1970, as some servers send them.
    ///
    /// ```
    /// use clientgen_runtime::DateTime;
    ///
    /// let time: DateTime = "2023-08-23T09:09:16.076Z".parse().unwrap();
    /// assert_eq!(time.unix_millis(), Some(1_692_781_756_076));
    /// assert_eq!(DateTime::from_unix_millis(0).as_str(), "1970-01-01T00:00:00.000Z");
    /// ```
    DateTime, "a date-time", |text| parse_date_time(text).is_some()
}

text_type! {
    /// A day (`format: date`), kept as the string received.
    ///
    /// ```
    /// use clientgen_runtime::Date;
    ///
    /// let day = Date::new(2024, 2, 29).unwrap();
    /// assert_eq!(day.as_str(), "2024-02-29");
    /// assert_eq!(day.parts(), Some((2024, 2, 29)));
    /// assert!(Date::new(2023, 2, 29).is_err());
    /// ```
    Date, "a date (YYYY-MM-DD)", |text| matches!(parse_date(text), Some((_, "")))
}

text_type! {
    /// A time of day (`format: time`), kept as the string received.
    ///
    /// ```
    /// use clientgen_runtime::Time;
    ///
    /// assert_eq!(Time::new(9, 5, 0).unwrap().as_str(), "09:05:00");
    /// ```
    Time, "a time (hh:mm:ss)", |text| parse_time(text).is_some_and(|(_, rest)| rest.is_empty() || parse_offset(rest).is_some())
}

/// Adds conversions that check the string: dates are constructed more often than passed on.
macro_rules! checked_text {
    ($name:ident) => {
        impl $name {
            /// Keeps a string without checking it.
            #[must_use]
            pub fn from_text_unchecked(text: impl Into<String>) -> Self {
                Self(text.into())
            }
        }

        impl TryFrom<&str> for $name {
            type Error = InvalidText;

            fn try_from(text: &str) -> Result<Self, InvalidText> {
                text.parse()
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidText;

            fn try_from(text: String) -> Result<Self, InvalidText> {
                text.parse()
            }
        }

        impl TryFrom<&String> for $name {
            type Error = InvalidText;

            fn try_from(text: &String) -> Result<Self, InvalidText> {
                text.parse()
            }
        }
    };
}
checked_text!(DateTime);
checked_text!(Date);
checked_text!(Time);

impl DateTime {
    /// Returns the milliseconds since 1970-01-01T00:00:00Z; `None` if the string is not a date-time.
    #[must_use]
    pub fn unix_millis(&self) -> Option<i64> {
        let (seconds, nanos) = self.unix_time()?;
        Some(seconds * 1000 + i64::from(nanos / 1_000_000))
    }

    /// Converts it to a [`SystemTime`]; `None` if the string is not a date-time, or out of the platform's range.
    #[must_use]
    pub fn to_system_time(&self) -> Option<SystemTime> {
        let (seconds, nanos) = self.unix_time()?;
        let whole = Duration::from_secs(seconds.unsigned_abs());
        let second = if seconds < 0 { UNIX_EPOCH.checked_sub(whole) } else { UNIX_EPOCH.checked_add(whole) };
        second?.checked_add(Duration::from_nanos(u64::from(nanos)))
    }

    /// Returns the seconds since 1970-01-01T00:00:00Z and the nanoseconds; `None` if the string is not a date-time.
    #[must_use]
    pub fn unix_time(&self) -> Option<(i64, u32)> {
        parse_date_time(&self.0).or_else(|| parse_unix_time(&self.0))
    }

    /// Creates a UTC time from the milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn from_unix_millis(millis: i64) -> Self {
        let (seconds, millis) = (millis.div_euclid(1000), millis.rem_euclid(1000));
        let (year, month, day) = civil(seconds.div_euclid(86_400));
        let second = seconds.rem_euclid(86_400);
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        Self(format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millis:03}Z"))
    }
}

impl From<SystemTime> for DateTime {
    /// Converts it to UTC, with milliseconds.
    fn from(time: SystemTime) -> Self {
        let millis = |duration: Duration| i64::try_from(duration.as_millis()).unwrap_or(i64::MAX);
        match time.duration_since(UNIX_EPOCH) {
            Ok(after) => Self::from_unix_millis(millis(after)),
            Err(before) => Self::from_unix_millis(-millis(before.duration())),
        }
    }
}

impl Date {
    /// Creates a date from a year, a month (1 to 12) and a day of the month (from 1).
    ///
    /// # Errors
    ///
    /// [`InvalidText`] if there is no such day.
    pub fn new(year: u16, month: u8, day: u8) -> Result<Self, InvalidText> {
        format!("{year:04}-{month:02}-{day:02}").parse()
    }

    /// Returns year, month and day; `None` if the string is not a date.
    #[must_use]
    pub fn parts(&self) -> Option<(u16, u8, u8)> {
        parse_date(&self.0).map(|(date, _)| date)
    }
}

impl Time {
    /// Creates a time of day.
    ///
    /// # Errors
    ///
    /// [`InvalidText`] if there is no such time.
    pub fn new(hour: u8, minute: u8, second: u8) -> Result<Self, InvalidText> {
        format!("{hour:02}:{minute:02}:{second:02}").parse()
    }

    /// Returns hour, minute and second; `None` if the string is not a time.
    #[must_use]
    pub fn parts(&self) -> Option<(u8, u8, u8)> {
        parse_time(&self.0).map(|((hour, minute, second, _), _)| (hour, minute, second))
    }
}

/// Seconds since 1970, perhaps with a fraction, or milliseconds; the number of digits tells which.
///
/// It takes the numbers of the years 1973 to 2286. Fewer or more digits are more likely a date without signs.
fn parse_unix_time(text: &str) -> Option<(i64, u32)> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !is_digits(fraction) {
        return None;
    }
    let number: i64 = whole.parse().ok()?;
    match (whole.len(), fraction) {
        (9 | 10, _) => {
            let nanos = format!("{fraction:0<9}");
            Some((number, nanos.get(..9)?.parse().ok()?))
        }
        (12 | 13, _) => Some((number / 1000, u32::try_from(number % 1000).ok()? * 1_000_000)),
        _ => None,
    }
}

/// The seconds since the epoch, and the nanoseconds.
fn parse_date_time(text: &str) -> Option<(i64, u32)> {
    let ((year, month, day), rest) = parse_date(text)?;
    let midnight = days(i64::from(year), i64::from(month), i64::from(day)) * 86_400;
    let Some(rest) = rest.strip_prefix(['T', 't', ' ']) else {
        return rest.is_empty().then_some((midnight, 0));
    };
    let ((hour, minute, second, nanos), rest) = parse_time(rest)?;
    let offset = if rest.is_empty() { 0 } else { parse_offset(rest)? };
    let seconds = i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second);
    Some((midnight + seconds - offset, nanos))
}

/// Year, month and day, checked against the calendar, and the rest of the string.
fn parse_date(text: &str) -> Option<((u16, u8, u8), &str)> {
    let (year, rest) = digits(text, 4)?;
    let (month, rest) = digits(rest.strip_prefix('-')?, 2)?;
    let (day, rest) = digits(rest.strip_prefix('-')?, 2)?;
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    let date = (u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    (1..=last).contains(&day).then_some((date, rest))
}

/// Hour, minute, second (60 for a leap second) and nanoseconds.
type TimeParts = (u8, u8, u8, u32);

/// A time of day, and the rest of the string.
fn parse_time(text: &str) -> Option<(TimeParts, &str)> {
    let (hour, rest) = digits(text, 2)?;
    let (minute, rest) = digits(rest.strip_prefix(':')?, 2)?;
    let (second, rest) = match rest.strip_prefix(':') {
        Some(rest) => digits(rest, 2)?,
        None => (0, rest),
    };
    let (nanos, rest) = match rest.strip_prefix('.') {
        Some(rest) => fraction(rest)?,
        None => (0, rest),
    };
    let time = (u8::try_from(hour).ok()?, u8::try_from(minute).ok()?, u8::try_from(second).ok()?, nanos);
    (hour < 24 && minute < 60 && second <= 60).then_some((time, rest))
}

/// The offset from UTC in seconds; positive east of Greenwich.
fn parse_offset(text: &str) -> Option<i64> {
    if matches!(text, "Z" | "z") {
        return Some(0);
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let (hours, rest) = digits(text.strip_prefix(['+', '-'])?, 2)?;
    let (minutes, rest) = digits(rest.strip_prefix(':').unwrap_or(rest), 2)?;
    (rest.is_empty() && hours < 24 && minutes < 60).then(|| sign * i64::from(hours * 3600 + minutes * 60))
}

/// A number of exactly `count` digits, and the rest of the string.
fn digits(text: &str, count: usize) -> Option<(u32, &str)> {
    let (number, rest) = text.split_at_checked(count)?;
    let number = number.bytes().all(|byte| byte.is_ascii_digit()).then(|| number.parse().ok())?;
    Some((number?, rest))
}

/// A fraction of a second in nanoseconds, and the rest of the string; digits after the ninth are dropped.
fn fraction(text: &str) -> Option<(u32, &str)> {
    let end = text.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    let (fraction, rest) = text.split_at(end);
    let nanos = format!("{fraction:0<9}").get(..9)?.parse().ok()?;
    (!fraction.is_empty()).then_some((nanos, rest))
}

/// The number of days from 1970-01-01 to a day of the Gregorian calendar.
///
/// Years are counted from March, so that a leap day is the last of its year; 400 years have 146,097 days.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The inverse of [`days`].
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (era * 400 + year + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_and_milliseconds_are_understood() {
        let table = [
            ("1692781756", Some((1_692_781_756, 0))),
            ("1692781756.076", Some((1_692_781_756, 76_000_000))),
            ("1692781756076", Some((1_692_781_756, 76_000_000))),
            ("999999999", Some((999_999_999, 0))),
            ("20230823", None),
            ("20230823090916", None),
            ("-1692781756", None),
            ("1692781756.7x", None),
            ("", None),
        ];
        for (text, time) in table {
            assert_eq!(DateTime::from_text_unchecked(text).unix_time(), time, "{text}");
        }
        assert!("1692781756".parse::<DateTime>().is_err(), "it is no date-time to be sent");
    }

    #[test]
    fn texts_as_servers_write_them() {
        let table = [
            ("1970-01-01T00:00:00Z", Some(0)),
            ("2021-01-01T09:00:00Z", Some(1_609_491_600_000)),
            ("2023-08-23T09:09:16.076Z", Some(1_692_781_756_076)),
            ("2023-08-23T11:09:16.076+02:00", Some(1_692_781_756_076)),
            ("2023-08-23T04:39:16-0430", Some(1_692_781_756_000)),
            ("2020-09-25", Some(1_600_992_000_000)),
            ("2020-09-25 00:00:01", Some(1_600_992_001_000)),
            ("1969-12-31T23:59:59.5Z", Some(-500)),
            ("2023-02-29T00:00:00Z", None),
            ("2023-13-01", None),
            ("2023-08-23T25:00:00Z", None),
            ("2023-08-23Tnoon", None),
            ("yesterday", None),
            ("", None),
            ("ééééé", None),
        ];
        for (text, millis) in table {
            assert_eq!(DateTime::from_text_unchecked(text).unix_millis(), millis, "{text}");
        }
    }

    #[test]
    fn millis_survive_the_round_trip() {
        let table = [0, 1, -1, 951_782_400_000, 1_692_781_756_076, -62_135_596_800_000, 253_402_300_799_999];
        for millis in table {
            assert_eq!(DateTime::from_unix_millis(millis).unix_millis(), Some(millis));
        }
        let time = UNIX_EPOCH + Duration::from_millis(1_692_781_756_076);
        assert_eq!(DateTime::from(time).to_system_time(), Some(time));
    }

    #[test]
    fn parts_are_checked() {
        assert_eq!(Time::new(23, 59, 60).map(|time| time.parts()), Ok(Some((23, 59, 60))));
        assert!(Time::new(24, 0, 0).is_err());
        assert!("09:05:00+01:00".parse::<Time>().is_ok());
        assert!("2024-01-01x".parse::<Date>().is_err());
    }
}
