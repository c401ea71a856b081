//! Dates, times and durations to and from the types of `time`.

use super::super::{Date, DateTime, InvalidText, IsoDuration};

by_value! {
    DateTime => time::OffsetDateTime,
    Date => time::Date,
    IsoDuration => time::Duration,
}

impl TryFrom<&DateTime> for time::OffsetDateTime {
    type Error = InvalidText;

    fn try_from(time: &DateTime) -> Result<Self, InvalidText> {
        let (seconds, nanos) = time.unix_time().ok_or(DateTime::INVALID)?;
        let time = Self::from_unix_timestamp(seconds).map_err(|_| DateTime::INVALID)?;
        time.replace_nanosecond(nanos).map_err(|_| DateTime::INVALID)
    }
}

impl From<time::OffsetDateTime> for DateTime {
    /// The time in UTC, to the millisecond.
    fn from(time: time::OffsetDateTime) -> Self {
        let millis = time.unix_timestamp_nanos() / 1_000_000;
        Self::from_unix_millis(i64::try_from(millis).unwrap_or(i64::MAX))
    }
}

impl TryFrom<&Date> for time::Date {
    type Error = InvalidText;

    fn try_from(date: &Date) -> Result<Self, InvalidText> {
        let (year, month, day) = date.parts().ok_or(Date::INVALID)?;
        let month = time::Month::try_from(month).map_err(|_| Date::INVALID)?;
        Self::from_calendar_date(year.into(), month, day).map_err(|_| Date::INVALID)
    }
}

impl From<time::Date> for Date {
    fn from(date: time::Date) -> Self {
        let month = u8::from(date.month());
        Self::from_text_unchecked(format!("{:04}-{month:02}-{:02}", date.year(), date.day()))
    }
}

impl TryFrom<&IsoDuration> for time::Duration {
    type Error = InvalidText;

    /// A day taken as 24 hours; fails if the text counts years or months.
    fn try_from(duration: &IsoDuration) -> Result<Self, InvalidText> {
        let (negative, length) = duration.to_signed().ok_or(IsoDuration::INVALID)?;
        let length = Self::try_from(length).map_err(|_| IsoDuration::INVALID)?;
        Ok(if negative { -length } else { length })
    }
}

impl From<time::Duration> for IsoDuration {
    /// Hours, minutes and seconds.
    fn from(duration: time::Duration) -> Self {
        Self::from_signed(duration.is_negative(), duration.unsigned_abs())
    }
}
