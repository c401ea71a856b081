//! Conversions between `Uuid` and the type of the crate `uuid`.

use super::super::{InvalidText, Uuid};

by_value! {
    Uuid => uuid::Uuid,
}

impl TryFrom<&Uuid> for uuid::Uuid {
    type Error = InvalidText;

    fn try_from(id: &Uuid) -> Result<Self, InvalidText> {
        id.to_u128().map(Self::from_u128).ok_or(Uuid::INVALID)
    }
}

impl From<uuid::Uuid> for Uuid {
    fn from(id: uuid::Uuid) -> Self {
        Self::from_u128(id.as_u128())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_understand_the_same_texts() {
        let text = "67e55044-10b1-426f-9247-bb680e5fe0c8";
        for text in [text, &text.to_uppercase(), &text.replace('-', ""), &["{", text, "}"].concat(), "me", ""] {
            let id = uuid::Uuid::try_from(&Uuid::from(text));
            assert_eq!(id.as_ref().ok(), uuid::Uuid::try_parse(text).ok().as_ref(), "{text}");
            assert!(id.is_err() || id.map(Uuid::from).is_ok_and(|id| id == "67e55044-10b1-426f-9247-bb680e5fe0c8"));
        }
    }
}
