//! Values that nobody reads: passed over without recursion, so they may be as deep as they are.

use super::{Broken, Cursor, plain_length};

impl Cursor<'_> {
    /// Passes over a value.
    pub(in crate::model) fn skip(&mut self) -> Result<(), Broken> {
        // The signs that end what is open.
        let mut open = Vec::new();
        loop {
            let is_entered = match self.peek() {
                b'{' => self.skip_opening(b'}', &mut open)?,
                b'[' => self.skip_opening(b']', &mut open)?,
                first => self.skip_scalar(first).map(|()| false)?,
            };
            if !is_entered && !self.skip_to_next(&mut open)? {
                return Ok(());
            }
        }
    }

    /// Enters an array or object; `false` if it is empty and has been passed over.
    fn skip_opening(&mut self, end: u8, open: &mut Vec<u8>) -> Result<bool, Broken> {
        self.at += 1;
        if self.peek() == end {
            self.at += 1;
            return Ok(false);
        }
        open.push(end);
        if end == b'}' {
            self.skip_key()?;
        }
        Ok(true)
    }

    /// After a value: goes to the next one, out of all that ends here; `false` if nothing is open.
    fn skip_to_next(&mut self, open: &mut Vec<u8>) -> Result<bool, Broken> {
        while let Some(end) = open.last().copied() {
            let sign = self.peek();
            self.at += 1;
            if sign == b',' {
                if end == b'}' {
                    self.skip_key()?;
                }
                return Ok(true);
            }
            if sign != end {
                return Err(Broken);
            }
            open.pop();
        }
        Ok(false)
    }

    fn skip_key(&mut self) -> Result<(), Broken> {
        if self.peek() != b'"' {
            return Err(Broken);
        }
        self.skip_string()?;
        self.expect(b':')
    }

    fn skip_scalar(&mut self, first: u8) -> Result<(), Broken> {
        match first {
            b'"' => self.skip_string(),
            b't' => self.literal("true"),
            b'f' => self.literal("false"),
            b'n' => self.literal("null"),
            _ => self.number().map(drop),
        }
    }

    /// Half of a surrogate pair is no error in what nobody reads.
    fn skip_string(&mut self) -> Result<(), Broken> {
        let mut at = self.at + 1;
        loop {
            at += plain_length(self.text.as_bytes().get(at..).unwrap_or_default());
            match self.byte(at) {
                b'"' => {
                    self.at = at + 1;
                    return Ok(());
                }
                b'\\' => at += self.escape_length(at)?,
                _ => return Err(Broken),
            }
        }
    }

    fn escape_length(&self, at: usize) -> Result<usize, Broken> {
        match self.byte(at + 1) {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Ok(2),
            b'u' if self.unit(at).is_some() => Ok(6),
            _ => Err(Broken),
        }
    }
}
