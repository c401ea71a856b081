//! [`Uuid`]: an identifier that keeps its string.

use super::text::{takes_any_text, text_type};

text_type! {
    /// An identifier (`format: uuid`), kept as the string received.
    ///
    /// Any string converts into it unchecked, because an id is mostly passed on; `parse` checks the string first.
    /// Equality and order are those of the strings, so upper and lower case differ; compare the results of
    /// [`to_u128`](Self::to_u128) to compare the numbers. With the feature `uuid` it converts to and from the type of
    /// that crate.
    ///
    /// ```
    /// use clientgen_runtime::Uuid;
    ///
    /// let id = Uuid::from("67e55044-10b1-426f-9247-bb680e5fe0c8");
    /// assert_eq!(id, "67e55044-10b1-426f-9247-bb680e5fe0c8");
    /// assert_eq!(id.to_u128(), "67E5504410B1426F9247BB680E5FE0C8".parse::<Uuid>().unwrap().to_u128());
    /// assert!(!Uuid::from("me").is_valid());
    /// ```
    Uuid, "a UUID", |text| number(text).is_some()
}
takes_any_text!(Uuid);

impl Uuid {
    /// Returns the 128-bit number, the first digit in its highest bits; `None` if the string is not a UUID.
    ///
    /// It understands 32 digits with or without hyphens, in braces, or after `urn:uuid:`.
    #[must_use]
    pub fn to_u128(&self) -> Option<u128> {
        number(&self.0)
    }

    /// Creates a UUID from a 128-bit number, in lower case with hyphens.
    #[must_use]
    pub fn from_u128(number: u128) -> Self {
        let part = |shift: u32, digits: u32| (number >> shift) & ((1 << (4 * digits)) - 1);
        let (first, second, third) = (part(96, 8), part(80, 4), part(64, 4));
        Self(format!("{first:08x}-{second:04x}-{third:04x}-{:04x}-{:012x}", part(48, 4), part(0, 12)))
    }
}

fn number(text: &str) -> Option<u128> {
    let bare = text.strip_prefix("urn:uuid:").unwrap_or(text);
    let bare = bare.strip_prefix('{').and_then(|inner| inner.strip_suffix('}')).unwrap_or(bare);
    let has_hyphens = bare.len() == 36;
    let mut number = 0_u128;
    for (position, byte) in bare.bytes().enumerate() {
        if has_hyphens && matches!(position, 8 | 13 | 18 | 23) {
            (byte == b'-').then_some(())?;
            continue;
        }
        number = number << 4 | u128::from(char::from(byte).to_digit(16)?);
    }
    (has_hyphens || bare.len() == 32).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_as_servers_write_them() {
        let expected = Some(0x67e5_5044_10b1_426f_9247_bb68_0e5f_e0c8);
        let table = [
            ("67e55044-10b1-426f-9247-bb680e5fe0c8", expected),
            ("67E55044-10B1-426F-9247-BB680E5FE0C8", expected),
            ("67e5504410b1426f9247bb680e5fe0c8", expected),
            ("{67e55044-10b1-426f-9247-bb680e5fe0c8}", expected),
            ("urn:uuid:67e55044-10b1-426f-9247-bb680e5fe0c8", expected),
            ("67e55044-10b1-426f-9247-bb680e5fe0c", None),
            ("67e55044-10b1-426f-9247-bb680e5fe0c8a", None),
            ("67e55044-10b1-426f-9247-bb680e5fe0cg", None),
            ("67e550441-0b1-426f-9247-bb680e5fe0c8", None),
            ("{67e55044-10b1-426f-9247-bb680e5fe0c8", None),
            ("éééééééééééééééé", None),
            ("me", None),
            ("", None),
        ];
        for (text, number) in table {
            assert_eq!(Uuid::from(text).to_u128(), number, "{text}");
            assert_eq!(text.parse::<Uuid>().is_ok(), number.is_some(), "{text}");
        }
    }

    #[test]
    fn numbers_survive_the_round_trip() {
        for number in [0, 1, u128::MAX, 0x67e5_5044_10b1_426f_9247_bb68_0e5f_e0c8] {
            assert_eq!(Uuid::from_u128(number).to_u128(), Some(number));
        }
        assert_eq!(Uuid::from_u128(1), "00000000-0000-0000-0000-000000000001");
    }
}
