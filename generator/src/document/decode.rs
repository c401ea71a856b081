//! Nodes as serde input: decodes one object of a document into a type, and says where in it an error is.

use std::fmt;

use serde::de::value::{MapAccessDeserializer, StrDeserializer};
use serde::de::{self, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor};

use super::node::{Key, Node, NodeKind, Number};
use crate::source::JsonPointer;

/// Why a node is not what a type asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DecodeFailure {
    /// JSON pointer from the node that was decoded to the one that does not fit.
    pub pointer: JsonPointer,
    /// What is wrong.
    pub message: String,
}

/// Decodes a node.
///
/// # Errors
///
/// When the node, or something in it, is not what `T` asks for.
pub(crate) fn decode<'de, T: de::Deserialize<'de>>(node: &'de Node) -> Result<T, DecodeFailure> {
    T::deserialize(node).map_err(|error| {
        let mut pointer = JsonPointer::root();
        error.path.iter().rev().for_each(|segment| pointer.push(segment));
        DecodeFailure { pointer, message: error.message }
    })
}

/// The error of serde, with the way back to the start; innermost segment first.
#[derive(Debug)]
pub struct DecodeError {
    message: String,
    path: Vec<String>,
}

impl DecodeError {
    fn under(mut self, segment: impl Into<String>) -> Self {
        self.path.push(segment.into());
        self
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for DecodeError {}

impl de::Error for DecodeError {
    fn custom<M: fmt::Display>(message: M) -> Self {
        Self { message: message.to_string(), path: Vec::new() }
    }
}

impl<'de> Deserializer<'de> for &'de Node {
    type Error = DecodeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match &self.kind {
            NodeKind::Null => visitor.visit_unit(),
            NodeKind::Bool(value) => visitor.visit_bool(*value),
            NodeKind::Number(Number::Integer(value)) => visitor.visit_i64(*value),
            NodeKind::Number(Number::Unsigned(value)) => visitor.visit_u64(*value),
            NodeKind::Number(Number::Float(float)) => visitor.visit_f64(float.0),
            NodeKind::String(text) => visitor.visit_borrowed_str(text),
            NodeKind::List(items) => visitor.visit_seq(Items { items: items.iter(), index: 0 }),
            NodeKind::Map(entries) => visitor.visit_map(Entries { entries: entries.iter(), current: None }),
        }
    }

    /// Text may have been left without quotes: `version: 1.0`.
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match &self.kind {
            NodeKind::Number(number) => visitor.visit_string(number.to_string()),
            NodeKind::Bool(value) => visitor.visit_string(value.to_string()),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        if self.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        match &self.kind {
            NodeKind::Map(entries) if entries.len() == 1 => {
                visitor.visit_enum(MapAccessDeserializer::new(Entries { entries: entries.iter(), current: None }))
            }
            _ => match self.to_text() {
                Some(text) => visitor.visit_enum(text.into_deserializer()),
                None => Err(de::Error::custom("expected one of a few words")),
            },
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

struct Items<'de> {
    items: std::slice::Iter<'de, Node>,
    index: usize,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = DecodeError;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, DecodeError> {
        let Some(item) = self.items.next() else { return Ok(None) };
        let index = self.index;
        self.index += 1;
        seed.deserialize(item).map(Some).map_err(|error| error.under(index.to_string()))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

struct Entries<'de> {
    entries: std::slice::Iter<'de, (Key, Node)>,
    current: Option<&'de (Key, Node)>,
}

impl<'de> MapAccess<'de> for Entries<'de> {
    type Error = DecodeError;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, DecodeError> {
        self.current = self.entries.next();
        let Some((key, _)) = self.current else { return Ok(None) };
        seed.deserialize(StrDeserializer::new(&key.text)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, DecodeError> {
        let Some((key, value)) = self.current.take() else {
            return Err(de::Error::custom("a value was asked for before its key"));
        };
        seed.deserialize(value).map_err(|error| error.under(&*key.text))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.entries.len())
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::super::text::{Format, read_tree};
    use super::*;
    use crate::diagnostics::Diagnostics;

    #[derive(Debug, Deserialize, PartialEq)]
    struct Page {
        title: String,
        version: String,
        style: Style,
        #[serde(default)]
        notes: Option<Vec<u8>>,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(rename_all = "camelCase")]
    enum Style {
        DeepObject,
        Sized(u8),
    }

    fn tree(text: &str) -> Node {
        read_tree(text, Format::Yaml, &mut Diagnostics::default()).expect("the text is well-formed")
    }

    #[test]
    fn reads_structs_enums_options_and_unquoted_text() {
        let node = tree("title: yes\nversion: 1.10\nstyle: deepObject\nnotes: ~\n");
        let page: Page = decode(&node).expect("the page is complete");
        let expected = Page { title: "yes".into(), version: "1.10".into(), style: Style::DeepObject, notes: None };
        assert_eq!(page, expected);
        assert_eq!(decode::<Style>(&tree("sized: 3")), Ok(Style::Sized(3)));
    }

    #[test]
    fn names_the_place_of_a_fault() {
        let node = tree("title: a\nversion: b\nstyle: deepObject\nnotes: [1, x]\n");
        let error = decode::<Page>(&node).expect_err("a note is not a number");
        assert_eq!(error.pointer.as_str(), "/notes/1");
        assert_eq!(error.message, "invalid type: string \"x\", expected u8");
    }
}
