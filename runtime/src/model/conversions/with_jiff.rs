//! Dates, times and durations to and from the types of `jiff`.

use super::super::{Date, DateTime, InvalidText, IsoDuration};

by_value! {
    DateTime => jiff::Timestamp,
    Date => jiff::civil::Date,
    IsoDuration => jiff::Span,
    IsoDuration => jiff::SignedDuration,
}

impl TryFrom<&DateTime> for jiff::Timestamp {
    type Error = InvalidText;

    fn try_from(time: &DateTime) -> Result<Self, InvalidText> {
        let (seconds, nanos) = time.unix_time().ok_or(DateTime::INVALID)?;
        Self::new(seconds, nanos.cast_signed()).map_err(|_| DateTime::INVALID)
    }
}

impl From<jiff::Timestamp> for DateTime {
    fn from(time: jiff::Timestamp) -> Self {
        Self::from_text_unchecked(time.to_string())
    }
}

impl TryFrom<&Date> for jiff::civil::Date {
    type Error = InvalidText;

    fn try_from(date: &Date) -> Result<Self, InvalidText> {
        let (year, month, day) = date.parts().ok_or(Date::INVALID)?;
        Self::new(year.cast_signed(), month.cast_signed(), day.cast_signed()).map_err(|_| Date::INVALID)
    }
}

impl From<jiff::civil::Date> for Date {
    fn from(date: jiff::civil::Date) -> Self {
        Self::from_text_unchecked(date.to_string())
    }
}

impl TryFrom<&IsoDuration> for jiff::Span {
    type Error = InvalidText;

    /// Unit by unit, as the text has them.
    fn try_from(duration: &IsoDuration) -> Result<Self, InvalidText> {
        span(duration).ok_or(IsoDuration::INVALID)
    }
}

impl From<jiff::Span> for IsoDuration {
    fn from(span: jiff::Span) -> Self {
        Self::from(span.to_string())
    }
}

impl TryFrom<&IsoDuration> for jiff::SignedDuration {
    type Error = InvalidText;

    /// A day taken as 24 hours; fails if the text counts years or months.
    fn try_from(duration: &IsoDuration) -> Result<Self, InvalidText> {
        let (negative, length) = duration.to_signed().ok_or(IsoDuration::INVALID)?;
        let length = Self::try_from(length).map_err(|_| IsoDuration::INVALID)?;
        Ok(if negative { -length } else { length })
    }
}

impl From<jiff::SignedDuration> for IsoDuration {
    /// Hours, minutes and seconds.
    fn from(duration: jiff::SignedDuration) -> Self {
        Self::from_signed(duration.is_negative(), duration.unsigned_abs())
    }
}

fn span(duration: &IsoDuration) -> Option<jiff::Span> {
    let parts = duration.parts()?;
    let count = |number: u64| i64::try_from(number).ok();
    let span = jiff::Span::new().try_years(count(parts.years)?).ok()?;
    let span = span.try_months(count(parts.months)?).ok()?;
    let span = span.try_weeks(count(parts.weeks)?).ok()?;
    let span = span.try_days(count(parts.days)?).ok()?;
    let span = span.try_hours(count(parts.hours)?).ok()?;
    let span = span.try_minutes(count(parts.minutes)?).ok()?;
    let span = span.try_seconds(count(parts.seconds)?).ok()?;
    let span = span.try_nanoseconds(i64::from(parts.nanos)).ok()?;
    Some(if parts.negative { -span } else { span })
}
