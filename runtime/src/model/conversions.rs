//! Conversions of formats to and from the types of other crates, each with a feature of the crate's name.

/// Converts an owned value as a borrowed one.
#[cfg(any(feature = "chrono", feature = "jiff", feature = "rust_decimal", feature = "time", feature = "uuid"))]
macro_rules! by_value {
    ($($format:ident => $type:ty),* $(,)?) => {$(
        impl TryFrom<$format> for $type {
            type Error = <$type as TryFrom<&'static $format>>::Error;

            fn try_from(value: $format) -> Result<Self, Self::Error> {
                Self::try_from(&value)
            }
        }
    )*};
}

#[cfg(feature = "chrono")]
mod with_chrono;
#[cfg(feature = "jiff")]
mod with_jiff;
#[cfg(feature = "rust_decimal")]
mod with_rust_decimal;
#[cfg(feature = "time")]
mod with_time;
#[cfg(feature = "uuid")]
mod with_uuid;

#[cfg(all(test, feature = "jiff", feature = "chrono", feature = "time"))]
mod tests {
    use super::super::{Date, DateTime, IsoDuration};

    #[test]
    fn all_libraries_agree_about_dates() {
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

    #[test]
    fn owned_values_convert_too() {
        let seconds = DateTime::from_text_unchecked("1692781756");
        let jiff = jiff::Timestamp::try_from(seconds.clone()).map(DateTime::from);
        let chrono = chrono::DateTime::<chrono::Utc>::try_from(seconds.clone()).map(DateTime::from);
        let other = time::OffsetDateTime::try_from(seconds).map(DateTime::from);
        let times = [jiff, chrono, other].map(|time| time.ok().and_then(|time| time.unix_time()));
        assert_eq!(times, [Some((1_692_781_756, 0)); 3]);
    }

    #[test]
    fn all_libraries_agree_about_durations() {
        let table = [
            ("P1DT1H0.5", None),
            ("P1DT1H0M0.5S", Some("PT25H0.5S")),
            ("-PT0.000000001S", Some("-PT0.000000001S")),
            ("P1M", None),
            ("P99999999999999999D", None),
            ("90s", None),
        ];
        for (text, expected) in table {
            let duration = IsoDuration::from(text);
            let jiff = jiff::SignedDuration::try_from(&duration).ok().map(IsoDuration::from);
            let chrono = chrono::TimeDelta::try_from(&duration).ok().map(IsoDuration::from);
            let other = time::Duration::try_from(&duration).ok().map(IsoDuration::from);
            let expected = expected.map(IsoDuration::from);
            assert_eq!((&jiff, &chrono, &other), (&expected, &expected, &expected), "{text}");
        }
    }

    #[test]
    fn spans_keep_their_units() {
        for text in ["P1Y2M3W4DT5H6M7.008S", "-P1M", "PT36H", "PT0S"] {
            let span = jiff::Span::try_from(&IsoDuration::from(text)).map(IsoDuration::from);
            assert_eq!(span.as_ref().map(IsoDuration::as_str), Ok(text));
        }
        assert!(jiff::Span::try_from(&IsoDuration::from("P99999Y")).is_err());
        assert!(jiff::Span::try_from(&IsoDuration::from("soon")).is_err());
    }
}
