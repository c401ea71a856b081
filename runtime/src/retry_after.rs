//! The header `Retry-After` (RFC 9110, section 10.2.3): seconds, or a date in one of three forms.

use std::time::{Duration, SystemTime};

use http::{HeaderMap, header};

/// How long the server asks to wait; `None` if the header is missing or not valid.
pub(crate) fn parse(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // A number that does not fit still asks for a very long wait.
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    // Some servers write fractions. `1e5` and `inf`, which Rust parses as numbers too, are not valid.
    if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && let Ok(seconds) = text.parse::<f64>()
    {
        return Duration::try_from_secs_f64(seconds).ok();
    }
    // A date in the past asks for no wait.
    Some(httpdate::parse_http_date(text).ok()?.duration_since(now).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use http::HeaderValue;

    use super::*;

    #[test]
    fn all_forms_are_understood() {
        // Sun, 06 Nov 1994 08:49:37 GMT
        let now = UNIX_EPOCH + Duration::from_secs(784_111_777);
        let table = [
            ("0", Some(0)),
            ("120", Some(120)),
            (" 7 ", Some(7)),
            ("1.0", Some(1)),
            ("99999999999999999999999", Some(u64::MAX)),
            ("Sun, 06 Nov 1994 08:50:37 GMT", Some(60)),
            ("Sunday, 06-Nov-94 08:50:37 GMT", Some(60)),
            ("Sun Nov  6 08:50:37 1994", Some(60)),
            ("Sun, 06 Nov 1994 08:00:00 GMT", Some(0)),
            ("Mon, 06 Nov 1911 08:00:00 GMT", None),
            ("Sun, 06 Nov 1994", None),
            ("Sun, 99 Foo 1994 08:50:37 GMT", None),
            ("-5", None),
            ("1e5", None),
            ("1.2.3", None),
            ("NaN", None),
            ("soon", None),
            ("", None),
        ];
        for (text, seconds) in table {
            let mut headers = HeaderMap::new();
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static(text));
            assert_eq!(parse(&headers, now), seconds.map(Duration::from_secs), "{text}");
        }
        assert_eq!(parse(&HeaderMap::new(), now), None);
    }
}
