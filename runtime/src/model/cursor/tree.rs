//! Values as trees.

use serde_json::{Map, Value};

use super::{Broken, Cursor, Number};

impl Cursor<'_> {
    /// Reads a value as a tree.
    pub(in crate::model) fn tree(&mut self) -> Result<Value, Broken> {
        match self.peek() {
            b'"' => self.string().map(|string| Value::String(string.into_owned())),
            b'{' => self.object_tree(),
            b'[' => self.array_tree(),
            b't' => self.literal("true").map(|()| Value::Bool(true)),
            b'f' => self.literal("false").map(|()| Value::Bool(false)),
            b'n' => self.literal("null").map(|()| Value::Null),
            _ => self.number()?.into_tree(),
        }
    }

    fn array_tree(&mut self) -> Result<Value, Broken> {
        let mut items = Vec::new();
        let entered = self.enter()?;
        if self.peek() == b']' {
            self.at += 1;
        } else {
            loop {
                items.push(self.tree()?);
                if self.is_last(b']')? {
                    break;
                }
            }
        }
        self.leave(entered);
        Ok(Value::Array(items))
    }

    fn object_tree(&mut self) -> Result<Value, Broken> {
        let mut members = Map::new();
        let entered = self.enter()?;
        if self.peek() == b'}' {
            self.at += 1;
        } else {
            loop {
                let key = self.key()?.into_owned();
                // The last value of a key that repeats is kept.
                members.insert(key, self.tree()?);
                if self.is_last(b'}')? {
                    break;
                }
            }
        }
        self.leave(entered);
        Ok(Value::Object(members))
    }

    /// Passes over the sign after an item or member: a comma, or the end.
    pub(super) fn is_last(&mut self, end: u8) -> Result<bool, Broken> {
        let sign = self.peek();
        self.at += 1;
        if sign == b',' || sign == end { Ok(sign == end) } else { Err(Broken) }
    }
}

impl Number<'_> {
    fn into_tree(self) -> Result<Value, Broken> {
        match self {
            Self::Short(number) => Ok(number.into()),
            // With a feature that any crate of the user's tree may switch on, serde_json keeps the digits.
            Self::Fraction(_, digits) | Self::Digits(digits) => serde_json::from_str(digits).map_err(|_| Broken),
        }
    }
}
