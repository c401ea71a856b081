//! Dates and times to and from the types of `jiff`, `chrono` and `time`, each behind a feature of that name.

#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
use super::{Date, DateTime, InvalidText};

#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
const DATE_TIME: InvalidText = InvalidText::new("a date-time");
#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
const DATE: InvalidText = InvalidText::new("a date");

#[cfg(feature = "jiff")]
mod with_jiff {
    use super::{DATE, DATE_TIME, Date, DateTime, InvalidText};

    impl TryFrom<&DateTime> for jiff::Timestamp {
        type Error = InvalidText;

        fn try_from(time: &DateTime) -> Result<Self, InvalidText> {
            let (seconds, nanos) = time.unix_time().ok_or(DATE_TIME)?;
            Self::new(seconds, nanos.cast_signed()).map_err(|_| DATE_TIME)
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
            let (year, month, day) = date.parts().ok_or(DATE)?;
            Self::new(year.cast_signed(), month.cast_signed(), day.cast_signed()).map_err(|_| DATE)
        }
    }

    impl From<jiff::civil::Date> for Date {
        fn from(date: jiff::civil::Date) -> Self {
            Self::from_text_unchecked(date.to_string())
        }
    }
}

#[cfg(feature = "chrono")]
mod with_chrono {
    use super::{DATE, DATE_TIME, Date, DateTime, InvalidText};

    impl TryFrom<&DateTime> for chrono::DateTime<chrono::Utc> {
        type Error = InvalidText;

        fn try_from(time: &DateTime) -> Result<Self, InvalidText> {
            let (seconds, nanos) = time.unix_time().ok_or(DATE_TIME)?;
            Self::from_timestamp(seconds, nanos).ok_or(DATE_TIME)
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
            let (year, month, day) = date.parts().ok_or(DATE)?;
            Self::from_ymd_opt(year.into(), month.into(), day.into()).ok_or(DATE)
        }
    }

    impl From<chrono::NaiveDate> for Date {
        fn from(date: chrono::NaiveDate) -> Self {
            Self::from_text_unchecked(date.to_string())
        }
    }
}

#[cfg(feature = "time")]
mod with_time {
    use super::{DATE, DATE_TIME, Date, DateTime, InvalidText};

    impl TryFrom<&DateTime> for time::OffsetDateTime {
        type Error = InvalidText;

        fn try_from(time: &DateTime) -> Result<Self, InvalidText> {
            let (seconds, nanos) = time.unix_time().ok_or(DATE_TIME)?;
            let time = Self::from_unix_timestamp(seconds).map_err(|_| DATE_TIME)?;
            time.replace_nanosecond(nanos).map_err(|_| DATE_TIME)
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
            let (year, month, day) = date.parts().ok_or(DATE)?;
            let month = time::Month::try_from(month).map_err(|_| DATE)?;
            Self::from_calendar_date(year.into(), month, day).map_err(|_| DATE)
        }
    }

    impl From<time::Date> for Date {
        fn from(date: time::Date) -> Self {
            let month = u8::from(date.month());
            Self::from_text_unchecked(format!("{:04}-{month:02}-{:02}", date.year(), date.day()))
        }
    }
}

#[cfg(all(test, feature = "jiff", feature = "chrono", feature = "time"))]
mod tests {
    use super::*;

    #[test]
    fn all_libraries_agree() {
        let time = DateTime::from_text_unchecked("2023-08-23T11:09:16.076+02:00");
        let jiff = jiff::Timestamp::try_from(&time).map(DateTime::from);
        let chrono = chrono::DateTime::try_from(&time).map(DateTime::from);
        let other = time::OffsetDateTime::try_from(&time).map(DateTime::from);
        let expected = Ok(DateTime::from_text_unchecked("2023-08-23T09:09:16.076Z"));
        assert_eq!((&jiff, &chrono, &other), (&expected, &expected, &expected));
        let date = Date::from_text_unchecked("2024-02-29");
        assert_eq!(jiff::civil::Date::try_from(&date).map(Date::from), Ok(date.clone()));
        assert_eq!(chrono::NaiveDate::try_from(&date).map(Date::from), Ok(date.clone()));
        assert_eq!(time::Date::try_from(&date).map(Date::from), Ok(date));
        assert!(jiff::Timestamp::try_from(&DateTime::from_text_unchecked("soon")).is_err());
    }
}
