//! Forms of strings: whether a string is written as its format says, and which format strings have in common.

/// A format that strings can be compared with. Formats whose rules servers read in different ways are not here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Form {
    /// RFC 3339, `date-time`.
    DateTime,
    /// RFC 3339, `full-date`.
    Date,
    /// RFC 3339, `full-time`.
    Time,
    Uuid,
    Email,
    Uri,
    Ipv4,
    /// `format: byte`, base64.
    Base64,
}

/// The forms that are recognised in strings without a format; the first one that all strings have wins.
const RECOGNISED: [Form; 6] = [Form::DateTime, Form::Date, Form::Uuid, Form::Ipv4, Form::Email, Form::Uri];

impl Form {
    /// The form of a format.
    pub(super) fn of_format(format: &str) -> Option<Form> {
        Some(match format {
            "date-time" => Form::DateTime,
            "date" => Form::Date,
            "time" => Form::Time,
            "uuid" => Form::Uuid,
            "email" => Form::Email,
            "uri" => Form::Uri,
            "ipv4" => Form::Ipv4,
            "byte" => Form::Base64,
            _ => return None,
        })
    }

    /// The format in a schema.
    pub(super) fn format(self) -> &'static str {
        match self {
            Form::DateTime => "date-time",
            Form::Date => "date",
            Form::Time => "time",
            Form::Uuid => "uuid",
            Form::Email => "email",
            Form::Uri => "uri",
            Form::Ipv4 => "ipv4",
            Form::Base64 => "byte",
        }
    }

    /// The string has this form.
    pub(super) fn fits(self, text: &str) -> bool {
        match self {
            Form::DateTime => is_date_time(text),
            Form::Date => is_date(text),
            Form::Time => is_time(text),
            Form::Uuid => is_pattern(text, "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"),
            Form::Email => is_email(text),
            Form::Uri => is_uri(text),
            Form::Ipv4 => text.parse::<std::net::Ipv4Addr>().is_ok(),
            Form::Base64 => is_base64(text),
        }
    }

    /// The string is one of the format: more are URIs than look like one.
    pub(super) fn accepts(self, text: &str) -> bool {
        self.fits(text) || self == Form::Uri && has_scheme(text)
    }

    /// The recognised forms of a string, to be reduced to those that all strings have.
    pub(super) fn recognised(text: &str) -> Vec<Form> {
        RECOGNISED.into_iter().filter(|form| form.fits(text)).collect()
    }

    /// What a string that is no date and time of RFC 3339 has in place of it, in words that show nothing of the value.
    pub(super) fn instead(text: &str) -> &'static str {
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        match text {
            "" => "empty",
            _ if digits => "digits only",
            _ if is_date_time(text) => "a date and a time",
            _ if is_date(text) => "a date alone",
            _ if is_date_time(&[text, "Z"].concat()) => "written without an offset from UTC",
            _ if is_date_time(&[&text.replacen(' ', "T", 1), "Z"].concat()) => {
                "written with a space and without an offset"
            }
            _ if is_date_time(&text.replacen(' ', "T", 1)) => "written with a space in place of `T`",
            _ => "written in another form",
        }
    }
}

/// `d` is a digit, `x` a hexadecimal digit, anything else itself.
fn is_pattern(text: &str, pattern: &str) -> bool {
    let fits = |(byte, class): (u8, u8)| match class {
        b'd' => byte.is_ascii_digit(),
        b'x' => byte.is_ascii_hexdigit(),
        _ => byte.eq_ignore_ascii_case(&class),
    };
    text.len() == pattern.len() && text.bytes().zip(pattern.bytes()).all(fits)
}

fn in_range(text: Option<&str>, from: u32, to: u32) -> bool {
    text.and_then(|text| text.parse().ok()).is_some_and(|number: u32| (from..=to).contains(&number))
}

fn is_date(text: &str) -> bool {
    is_pattern(text, "dddd-dd-dd") && in_range(text.get(5..7), 1, 12) && in_range(text.get(8..10), 1, 31)
}

fn is_date_time(text: &str) -> bool {
    let (Some(date), Some(time)) = (text.get(..10), text.get(11..)) else { return false };
    matches!(text.as_bytes().get(10), Some(b'T' | b't')) && is_date(date) && is_time(time)
}

fn is_time(text: &str) -> bool {
    let (Some(clock), Some(rest)) = (text.get(..8), text.get(8..)) else { return false };
    let is_clock = is_pattern(clock, "dd:dd:dd")
        && in_range(clock.get(..2), 0, 23)
        && in_range(clock.get(3..5), 0, 59)
        && in_range(clock.get(6..8), 0, 60);
    let fraction = rest.strip_prefix('.').map(|rest| rest.trim_start_matches(|letter: char| letter.is_ascii_digit()));
    let offset = fraction.unwrap_or(rest);
    let has_digits = fraction.is_none_or(|after| after.len() + 1 < rest.len());
    let is_offset = offset.eq_ignore_ascii_case("z") || is_pattern(offset, "+dd:dd") || is_pattern(offset, "-dd:dd");
    is_clock && has_digits && is_offset
}

fn is_email(text: &str) -> bool {
    let has_space = text.contains(|letter: char| letter.is_whitespace() || letter.is_control());
    text.rsplit_once('@').is_some_and(|(local, domain)| !local.is_empty() && domain.contains('.')) && !has_space
}

fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let is_scheme = scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    is_scheme && !scheme.is_empty() && !rest.is_empty() && !rest.contains(|letter: char| letter.is_whitespace())
}

/// `mailto:jo@example.org`, `urn:isbn:0451450523`
fn has_scheme(text: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    let is_scheme = |scheme: &str| scheme.starts_with(|first: char| first.is_ascii_alphabetic());
    text.split_once(':').is_some_and(|(scheme, rest)| {
        is_scheme(scheme) && scheme.bytes().all(is_letter) && !rest.is_empty() && !rest.contains(char::is_whitespace)
    })
}

fn is_base64(text: &str) -> bool {
    let body = text.trim_end_matches('=');
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_');
    let padding = text.len() - body.len();
    body.bytes().all(is_letter) && body.len() % 4 != 1 && (padding == 0 || text.len().is_multiple_of(4) && padding < 3)
}

#[cfg(test)]
mod tests {
    use super::Form;

    #[test]
    fn strings_have_the_form_of_their_format() {
        let table = [
            (Form::DateTime, "2024-01-31T12:00:00Z", true),
            (Form::DateTime, "2024-01-31T12:00:00.123+01:00", true),
            (Form::DateTime, "2024-01-31t23:59:60z", true),
            (Form::DateTime, "2024-01-31T12:00:00", false),
            (Form::DateTime, "2024-01-31T12:00:00.Z", false),
            (Form::DateTime, "2024-13-31T12:00:00Z", false),
            (Form::DateTime, "é", false),
            (Form::Date, "2024-01-31", true),
            (Form::Date, "31.01.2024", false),
            (Form::Uuid, "123E4567-e89b-42d3-a456-426614174000", true),
            (Form::Uuid, "123e4567e89b42d3a456426614174000", false),
            (Form::Email, "jo@example.org", true),
            (Form::Email, "jo", false),
            (Form::Uri, "https://example.org/a?b", true),
            (Form::Uri, "/a", false),
            (Form::Ipv4, "192.0.2.1", true),
            (Form::Base64, "YQ==", true),
            (Form::Base64, "YQ", true),
            (Form::Base64, "a b", false),
        ];
        for (form, text, fits) in table {
            assert_eq!(form.fits(text), fits, "{form:?} {text}");
        }
    }

    #[test]
    fn more_are_uris_than_look_like_one() {
        for text in ["mailto:jo@example.org", "urn:isbn:0451450523", "about:blank", "https://example.org/a"] {
            assert!(Form::Uri.accepts(text), "{text}");
        }
        for text in ["/a", "www.example.org", "a b:c", ":c", "1a:b"] {
            assert!(!Form::Uri.accepts(text), "{text}");
        }
    }
}
