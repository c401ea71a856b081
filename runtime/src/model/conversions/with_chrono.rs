//! Dates, times and durations to and from the types of `chrono`.

use std::time::Duration;

use super::super::{Date, DateTime, InvalidText, IsoDuration};

by_value! {
    DateTime => chrono::DateTime<chrono::Utc>,
    Date => chrono::NaiveDate,
    IsoDuration => chrono::TimeDelta,
}

impl TryFrom<&DateTime> for chrono::DateTime<chrono::Utc> {
    type Error = InvalidText;

    fn try_from(time: &DateTime) -> Result<Self, InvalidText> {
        let (seconds, nanos) = time.unix_time().ok_or(DateTime::INVALID)?;
        Self::from_timestamp(seconds, nanos).ok_or(DateTime::INVALID)
    }
}

impl From<chrono::DateTime<chrono::Utc>> for DateTime {
    fn from(time: chrono::DateTime<chrono::Utc>) -> Self {
        Self::from_text_unchecked(time.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true))
    }
}

impl TryFrom<&Date> for chrono::NaiveDate {
    type Error = InvalidText;

    fn try_from(date: &Date) -> Result<Self, InvalidText> {
        let (year, month, day) = date.parts().ok_or(Date::INVALID)?;
        Self::from_ymd_opt(year.into(), month.into(), day.into()).ok_or(Date::INVALID)
    }
}

impl From<chrono::NaiveDate> for Date {
    fn from(date: chrono::NaiveDate) -> Self {
        Self::from_text_unchecked(date.to_string())
    }
}

impl TryFrom<&IsoDuration> for chrono::TimeDelta {
    type Error = InvalidText;

    /// A day taken as 24 hours; fails if the text counts years or months.
    fn try_from(duration: &IsoDuration) -> Result<Self, InvalidText> {
        let (negative, length) = duration.to_signed().ok_or(IsoDuration::INVALID)?;
        let length = Self::from_std(length).map_err(|_| IsoDuration::INVALID)?;
        Ok(if negative { -length } else { length })
    }
}

impl From<chrono::TimeDelta> for IsoDuration {
    /// Hours, minutes and seconds.
    fn from(duration: chrono::TimeDelta) -> Self {
        let length = Duration::new(duration.num_seconds().unsigned_abs(), duration.subsec_nanos().unsigned_abs());
        Self::from_signed(duration < chrono::TimeDelta::zero(), length)
    }
}
