//! From bytes to lines and columns.

/// Lines and characters are counted from a checkpoint: few places of a document are asked for, and a document on a
/// single line stays cheap.
const CHECKPOINT: usize = 4096;

/// A position for people: both numbers count from one, columns in characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line.
    pub line: usize,
    /// Column.
    pub column: usize,
}

/// A file, with what it takes to find its lines.
#[derive(Debug)]
pub(crate) struct Lines<'a> {
    source: &'a str,
    /// What is before each multiple of [`CHECKPOINT`].
    before: Vec<Counts>,
}

/// How much of a file is before one of its bytes.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    line_breaks: usize,
    characters: usize,
}

impl<'a> Lines<'a> {
    pub(crate) fn of(source: &'a str) -> Lines<'a> {
        let mut before = Vec::with_capacity(source.len() / CHECKPOINT + 1);
        let mut counts = Counts::default();
        for block in source.as_bytes().chunks(CHECKPOINT) {
            before.push(counts);
            counts.line_breaks += line_breaks(block).count();
            counts.characters += characters_in(block);
        }
        Lines { source, before }
    }

    pub(crate) fn text(&self) -> &'a str {
        self.source
    }

    pub(crate) fn position(&self, byte: usize) -> Position {
        let byte = byte.min(self.source.len());
        let (counts, rest) = self.checkpoint(byte);
        let line = 1 + counts.line_breaks + line_breaks(rest).count();
        let start = match memchr::memrchr(b'\n', rest) {
            Some(at) => byte - rest.len() + at + 1,
            None => self.start_of(line),
        };
        let characters = match byte - start {
            0..CHECKPOINT => characters_in(self.source.as_bytes().get(start..byte).unwrap_or_default()),
            _ => self.character_at(byte) - self.character_at(start),
        };
        Position { line, column: characters + 1 }
    }

    /// First byte of a line, counting from one; the end of the text after the last.
    pub(crate) fn start_of(&self, line: usize) -> usize {
        // The line break that the line comes after.
        let Some(count) = line.checked_sub(1).filter(|count| *count > 0) else { return 0 };
        let block = self.before.partition_point(|before| before.line_breaks < count).saturating_sub(1);
        let before = self.before.get(block).map_or(0, |before| before.line_breaks);
        let (start, nth) = (block * CHECKPOINT, count.saturating_sub(before + 1));
        let rest = self.source.as_bytes().get(start..).unwrap_or_default();
        line_breaks(rest).nth(nth).map_or(self.source.len(), |at| start + at + 1)
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
        let (counts, rest) = self.checkpoint(byte);
        counts.characters + characters_in(rest)
    }

    /// What is before the last checkpoint before a byte, and the bytes between the two.
    fn checkpoint(&self, byte: usize) -> (Counts, &[u8]) {
        let block = byte / CHECKPOINT;
        let before = self.before.get(block).copied();
        let (before, from) = before.map_or_else(Default::default, |counts| (counts, block * CHECKPOINT));
        (before, self.source.as_bytes().get(from..byte).unwrap_or_default())
    }
}

fn line_breaks(bytes: &[u8]) -> memchr::Memchr<'_> {
    memchr::memchr_iter(b'\n', bytes)
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
    fn lines_are_found_from_checkpoints() {
        let text: String = (0..3000).map(|number| "ü".repeat(number % 7) + "\n").collect();
        let lines = Lines::of(&text);
        let mut start = 0;
        for (index, line) in text.split_inclusive('\n').enumerate() {
            assert_eq!(lines.start_of(index + 1), start, "line {index}");
            assert_eq!(lines.end_of(index + 1), start + line.len() - 1, "line {index}");
            let last = start + line.len() - 1;
            assert_eq!(lines.position(last), Position { line: index + 1, column: line.chars().count() });
            start += line.len();
        }
        assert_eq!((lines.start_of(0), lines.start_of(3001), lines.start_of(3002)), (0, start, start));
        assert_eq!(Lines::of("").start_of(1), 0);
        assert_eq!(Lines::of("").position(0), Position { line: 1, column: 1 });
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
