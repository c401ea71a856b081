//! Words that are not written here, with the word of the field for each: `words.txt` lists them.
//!
//! A word in quotes or in capitals and whatever is in backticks is a name, such as a key of a report, and stays.

use crate::sources::{File, room};
use crate::violation::Violation;

/// One line of the list.
#[derive(Debug)]
pub(crate) struct Entry {
    kind: Kind,
    /// The words of a phrase in lower case, or the one identifier as it is written.
    words: Vec<String>,
    instead: String,
    /// Rooms the entry holds in; none: all.
    rooms: Vec<String>,
}

#[derive(Debug, PartialEq, Eq)]
enum Kind {
    Identifier,
    Phrase,
}

/// `kind | what is not written | what is written instead [| rooms]`.
pub(crate) fn list(text: &str) -> Vec<Entry> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(entry).collect()
}

fn entry(line: &str) -> Entry {
    let columns: Vec<&str> = line.split('|').map(str::trim).collect();
    let (kind, words, instead, rooms) = match columns[..] {
        [kind, words, instead] => (kind, words, instead, ""),
        [kind, words, instead, rooms] => (kind, words, instead, rooms),
        _ => panic!("words.txt: `{line}` does not have three or four columns"),
    };
    let kind = match kind {
        "identifier" => Kind::Identifier,
        "phrase" => Kind::Phrase,
        other => panic!("words.txt: `{other}` is neither `identifier` nor `phrase`"),
    };
    let split = |text: &str| text.split_whitespace().map(str::to_owned).collect();
    Entry { kind, words: split(words), instead: instead.to_owned(), rooms: split(rooms) }
}

/// Every place of a file where an entry of the list is written.
pub(crate) fn violations(file: &File, list: &[Entry]) -> Vec<Violation> {
    let prose = Prose::of(&file.text);
    let list = list.iter().filter(|entry| entry.holds_in(room(&file.path)));
    list.flat_map(|entry| entry.lines(file, &prose).into_iter().map(|line| entry.violation(file, line))).collect()
}

impl Entry {
    fn holds_in(&self, room: &str) -> bool {
        self.rooms.is_empty() || self.rooms.iter().any(|prefix| room.starts_with(prefix.as_str()))
    }

    fn lines(&self, file: &File, prose: &Prose) -> Vec<usize> {
        match self.kind {
            Kind::Phrase => prose.lines_with(&self.words),
            Kind::Identifier => {
                let identifiers = file.code.iter().flat_map(|code| &code.identifiers);
                identifiers.filter(|(name, _)| *name == self.words[0]).map(|(_, line)| *line).collect()
            }
        }
    }

    fn violation(&self, file: &File, line: usize) -> Violation {
        let says = format!("`{}` is not written here; write {}", self.words.join(" "), self.instead);
        Violation::new(&file.path, line, says)
    }
}

/// The words of a file in order, across the ends of lines.
struct Prose {
    words: Vec<Word>,
}

struct Word {
    /// In lower case.
    text: String,
    line: usize,
    /// Only space, or the end of a line and the sign of a comment, lies between the word before and this one.
    continues: bool,
}

impl Prose {
    fn of(text: &str) -> Self {
        let mut words = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let content = line.trim_start().trim_start_matches(['/', '!', '>', ' ']);
            read_line(content, index + 1, &mut words);
        }
        Self { words }
    }

    fn lines_with(&self, phrase: &[String]) -> Vec<usize> {
        let matches = |start: usize| {
            let words = self.words.get(start..start + phrase.len())?;
            let same = words.iter().zip(phrase).all(|(word, part)| word.text == *part);
            (same && words[1..].iter().all(|word| word.continues)).then_some(words[0].line)
        };
        (0..self.words.len()).filter_map(matches).collect()
    }
}

/// Between backticks there are names, no words.
fn read_line(line: &str, number: usize, words: &mut Vec<Word>) {
    let pieces: Vec<&str> = line.split('`').collect();
    for (index, piece) in pieces.iter().enumerate() {
        let is_name = index % 2 == 1 && index + 1 < pieces.len();
        if !is_name {
            read_piece(piece, index == 0, number, words);
        }
    }
}

fn read_piece(piece: &str, starts_line: bool, number: usize, words: &mut Vec<Word>) {
    let mut rest = piece;
    let mut continues = starts_line;
    while let Some(start) = rest.find(is_letter) {
        let (gap, tail) = rest.split_at(start);
        let end = tail.find(|letter| !is_letter(letter)).unwrap_or(tail.len());
        let (text, after) = tail.split_at(end);
        continues &= gap.chars().all(char::is_whitespace);
        let quoted = gap.ends_with('"') && after.starts_with('"');
        let is_lifetime = gap.ends_with('\'');
        if quoted || is_lifetime || is_in_capitals(text) {
            continues = false;
        } else {
            words.push(Word { text: text.to_lowercase(), line: number, continues });
            continues = true;
        }
        rest = after;
    }
}

/// `OUR FAULT`, but neither `I` nor `42`.
fn is_in_capitals(text: &str) -> bool {
    text.len() > 1 && text.contains(char::is_uppercase) && !text.contains(char::is_lowercase)
}

/// Part of a word; `find_all` and `well-known` are one.
fn is_letter(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_' || letter == '-'
}
