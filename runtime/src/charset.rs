//! Text in another encoding than UTF-8, where the response says which: by its charset or by a byte order mark.
//!
//! ISO 8859-1 is read as Windows-1252, as browsers read it.

use http::{HeaderMap, header};

/// What the bytes 0x80 to 0x9F are in Windows-1252; five of them are the control characters that they are in ISO 8859-1.
const HIGH: [char; 32] = [
    '\u{20ac}', '\u{81}', '\u{201a}', '\u{192}', '\u{201e}', '\u{2026}', '\u{2020}', '\u{2021}', '\u{2c6}', '\u{2030}',
    '\u{160}', '\u{2039}', '\u{152}', '\u{8d}', '\u{17d}', '\u{8f}', '\u{90}', '\u{2018}', '\u{2019}', '\u{201c}',
    '\u{201d}', '\u{2022}', '\u{2013}', '\u{2014}', '\u{2dc}', '\u{2122}', '\u{161}', '\u{203a}', '\u{153}', '\u{9d}',
    '\u{17e}', '\u{178}',
];

/// An encoding other than UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Charset {
    Windows1252,
    Utf16 { is_little: bool },
}

impl Charset {
    /// The encoding that a body has by its mark or by the header.
    pub(crate) fn of(headers: &HeaderMap, body: &[u8]) -> Option<Self> {
        match body {
            [0xff, 0xfe, ..] => Some(Self::Utf16 { is_little: true }),
            [0xfe, 0xff, ..] => Some(Self::Utf16 { is_little: false }),
            _ => Self::named(charset(headers)?),
        }
    }

    fn named(name: &str) -> Option<Self> {
        const WESTERN: [&str; 5] = ["iso-8859-1", "iso8859-1", "latin1", "windows-1252", "cp1252"];
        let is = |other: &str| name.eq_ignore_ascii_case(other);
        if WESTERN.into_iter().any(is) {
            return Some(Self::Windows1252);
        }
        let is_little = is("utf-16le");
        (is_little || is("utf-16be") || is("utf-16")).then_some(Self::Utf16 { is_little })
    }

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Windows1252 => "windows-1252",
            Self::Utf16 { .. } => "utf-16",
        }
    }

    /// The text of the bytes, without a byte order mark; `None` if they are none in this encoding.
    pub(crate) fn decode(self, body: &[u8]) -> Option<String> {
        match self {
            Self::Windows1252 => Some(body.iter().map(|byte| western(*byte)).collect()),
            Self::Utf16 { is_little } => {
                let (pairs, rest) = body.as_chunks();
                let units = pairs
                    .iter()
                    .map(|pair| if is_little { u16::from_le_bytes(*pair) } else { u16::from_be_bytes(*pair) });
                let text: String = char::decode_utf16(units).collect::<Result<_, _>>().ok()?;
                rest.is_empty().then(|| text.trim_start_matches('\u{feff}').to_owned())
            }
        }
    }
}

fn western(byte: u8) -> char {
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// The parameter `charset` of the media type.
fn charset(headers: &HeaderMap) -> Option<&str> {
    let media_type = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    media_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches('"'))
    })
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn read(media_type: &'static str, body: &[u8]) -> Option<String> {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
        Charset::of(&headers, body)?.decode(body)
    }

    #[test]
    fn the_header_or_a_mark_says_how_bytes_are_read() {
        let table: [(&str, &[u8], Option<&str>); 9] = [
            ("text/plain; charset=ISO-8859-1", b"caf\xe9", Some("caf\u{e9}")),
            ("text/plain;charset=\"windows-1252\"", b"\x80 5", Some("\u{20ac} 5")),
            ("text/plain; charset=utf-16le", b"h\0i\0", Some("hi")),
            ("text/plain; charset=utf-16", b"\0h\0i", Some("hi")),
            ("text/plain", b"\xff\xfeh\0i\0", Some("hi")),
            ("text/plain", b"\xfe\xff\0h\0i", Some("hi")),
            ("text/plain; charset=utf-16le", b"h\0i", None),
            ("text/plain; charset=utf-8", b"caf\xe9", None),
            ("text/plain; charset=klingon", b"caf\xe9", None),
        ];
        for (media_type, body, text) in table {
            assert_eq!(read(media_type, body).as_deref(), text, "{media_type}");
        }
        assert_eq!(read("text/plain", b"\xff\xfe\x00\xd8"), None, "half of a surrogate pair");
    }
}
