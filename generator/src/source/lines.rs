//! From bytes to lines and columns.

/// Characters are counted from a checkpoint, so that a document on a single line stays cheap.
const CHECKPOINT: usize = 4096;

/// A position for people: both numbers count from one, columns in characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line.
    pub line: usize,
    /// Column.
    pub column: usize,
}

/// The line starts of a file.
#[derive(Debug)]
pub(crate) struct Lines<'a> {
    source: &'a str,
    /// Small numbers, as in a [`Span`](super::Span).
    starts: Vec<u32>,
    /// Number of characters before each multiple of [`CHECKPOINT`].
    characters: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(crate) fn of(source: &'a str) -> Lines<'a> {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', source.as_bytes()).map(|at| at as u32 + 1));
        let mut characters = Vec::with_capacity(source.len() / CHECKPOINT + 1);
        let mut count = 0;
        for block in source.as_bytes().chunks(CHECKPOINT) {
            characters.push(count);
            count += characters_in(block);
        }
        Lines { source, starts, characters }
    }

    pub(crate) fn text(&self) -> &'a str {
        self.source
    }

    pub(crate) fn position(&self, byte: usize) -> Position {
        let byte = byte.min(self.source.len());
        let line = self.starts.partition_point(|start| *start as usize <= byte);
        let start = self.start_of(line);
        let characters = match byte - start {
            0..CHECKPOINT => characters_in(self.source.as_bytes().get(start..byte).unwrap_or_default()),
            _ => self.character_at(byte) - self.character_at(start),
        };
        Position { line, column: characters + 1 }
    }

    /// First byte of a line, counting from one; the end of the text after the last.
    pub(crate) fn start_of(&self, line: usize) -> usize {
        self.starts.get(line.saturating_sub(1)).map_or(self.source.len(), |start| *start as usize)
    }

    /// The byte after the last of a line, its line break left out.
    pub(crate) fn end_of(&self, line: usize) -> usize {
        let (start, next) = (self.start_of(line), self.start_of(line + 1));
        let line = self.source.get(start..next).unwrap_or_default();
        start + line.trim_end_matches(['\r', '\n']).len()
    }

    /// The beginning of the character a byte belongs to.
    pub(crate) fn boundary(&self, byte: usize) -> usize {
        let mut at = byte.min(self.source.len());
        while !self.source.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    fn character_at(&self, byte: usize) -> usize {
        let block = byte / CHECKPOINT;
        let before = self.characters.get(block).copied();
        let (before, from) = before.map_or((0, 0), |count| (count, block * CHECKPOINT));
        before + characters_in(self.source.as_bytes().get(from..byte).unwrap_or_default())
    }
}

/// Every byte but the continuing ones begins a character.
fn characters_in(bytes: &[u8]) -> usize {
    if bytes.is_ascii() {
        return bytes.len();
    }
    bytes.iter().filter(|byte| (**byte & 0xc0) != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "a: ü\r\nüüü: 😀x\n";
        let lines = Lines::of(text);
        let at = |needle: &str| lines.position(text.find(needle).expect("it is there"));
        assert_eq!(at("a"), Position { line: 1, column: 1 });
        assert_eq!(at("😀"), Position { line: 2, column: 6 });
        assert_eq!(at("x"), Position { line: 2, column: 7 });
        assert_eq!(lines.position(text.len()), Position { line: 3, column: 1 });
        assert_eq!(lines.end_of(1), "a: ü".len());
    }

    #[test]
    fn one_long_line_is_counted_from_checkpoints() {
        let text = "ü".repeat(10_000);
        let lines = Lines::of(&text);
        for character in [0, 1, 2047, 2048, 2049, 5000, 9999] {
            assert_eq!(lines.position(character * 2).column, character + 1);
        }
    }
}
