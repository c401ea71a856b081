//! serde as a source of the walk: JSON text through serde_json, trees, and the formats of users.
//!
//! Everything goes through `deserialize_any`, so the input decides which method runs.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::choice::choose;
use super::keys::{AnyKey, Key, Keys};
use super::slot::{Slot, Union};
use super::source::{Elements, Kept, Members};
use super::target::Target;
use super::trace::Trace;

/// How serde_json shows a number with its feature `arbitrary_precision`, which any crate of the user's tree may switch
/// on: as an object of one member.
const NUMBER: &str = "$serde_json::private::Number";

impl Target<'_, '_> {
    /// Reads a tree and takes it apart.
    pub(super) fn tree(self, value: Value) {
        // A tree is always complete, and what does not fit is noted.
        let _ = self.deserialize(value);
    }

    /// Reads a tree and leaves it as it is.
    pub(super) fn tree_ref(self, value: &Value) {
        let _ = self.deserialize(value);
    }
}

impl<'de> DeserializeSeed<'de> for Target<'_, '_> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.slot {
            Slot::Ignored => deserializer.deserialize_ignored_any(IgnoredAny).map(drop),
            _ => deserializer.deserialize_any(self),
        }
    }
}

impl<'de> Visitor<'de> for Target<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.slot.expected())
    }

    #[inline]
    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.string(text);
        Ok(())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<(), E> {
        self.owned_string(text);
        Ok(())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.boolean(value);
        Ok(())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        self.integer(number);
        Ok(())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        self.unsigned(number);
        Ok(())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<(), E> {
        self.float(number, None);
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.null();
        Ok(())
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, sequence: A) -> Result<(), A::Error> {
        self.array(SerdeElements { sequence, marker: std::marker::PhantomData })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        self.object(SerdeMembers(map))
    }
}

struct SerdeElements<'de, A> {
    sequence: A,
    marker: std::marker::PhantomData<&'de ()>,
}

impl<'de, A: SeqAccess<'de>> Elements for SerdeElements<'de, A> {
    type Error = A::Error;

    #[inline]
    fn next<'s, 't>(&mut self, target: impl FnOnce() -> Target<'s, 't>) -> Result<bool, A::Error> {
        self.sequence.next_element_seed(Later(target)).map(|item| item.is_some())
    }

    fn choose(self, union: &mut dyn Union, trace: &Trace) -> Result<(), A::Error> {
        choose(union, self.into_tree()?, trace);
        Ok(())
    }

    fn into_tree(self) -> Result<Value, A::Error> {
        Value::deserialize(SeqAccessDeserializer::new(self.sequence))
    }

    fn skip(mut self) -> Result<(), A::Error> {
        while self.sequence.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }
}

/// A target that is made once there is a value.
struct Later<F>(F);

impl<'de, 's, 't, F: FnOnce() -> Target<'s, 't>> DeserializeSeed<'de> for Later<F> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.0().deserialize(deserializer)
    }
}

struct SerdeMembers<A>(A);

impl<'de, A: MapAccess<'de>> Members<'de> for SerdeMembers<A> {
    type Error = A::Error;

    #[inline]
    fn key(&mut self, keys: Keys) -> Result<Option<Key<'de>>, A::Error> {
        self.0.next_key_seed(keys)
    }

    fn any_key(&mut self) -> Result<Option<Cow<'de, str>>, A::Error> {
        self.0.next_key_seed(AnyKey)
    }

    #[inline]
    fn value(&mut self, target: Target<'_, '_>) -> Result<(), A::Error> {
        self.0.next_value_seed(target)
    }

    fn kept(&mut self) -> Result<Kept, A::Error> {
        self.0.next_value().map(Kept::Whole)
    }

    fn skip_value(&mut self) -> Result<(), A::Error> {
        self.0.next_value::<IgnoredAny>().map(drop)
    }

    fn number(&mut self) -> Result<Option<String>, A::Error> {
        match self.any_key()?.as_deref() {
            Some(NUMBER) => self.0.next_value().map(Some),
            Some(_) => self.skip_value().map(|()| None),
            None => Ok(None),
        }
    }

    fn choose(self, union: &mut dyn Union, trace: &Trace) -> Result<(), A::Error> {
        choose(union, self.into_tree()?, trace);
        Ok(())
    }

    fn into_tree(self) -> Result<Value, A::Error> {
        Value::deserialize(MapAccessDeserializer::new(self.0))
    }

    fn skip(mut self) -> Result<(), A::Error> {
        while self.0.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(())
    }
}
