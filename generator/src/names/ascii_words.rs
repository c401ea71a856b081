//! The words of a name in ASCII, with the borders that `heck` finds.
//!
//! Nearly all names are ASCII, and each is taken apart many times; `heck` formats letter by letter, which took a fifth
//! of the time of a run.

/// The words of a name: letters and digits between separators, parted where the case says that a word begins.
#[derive(Clone, Debug)]
pub(super) struct AsciiWords<'a> {
    rest: &'a str,
}

impl<'a> AsciiWords<'a> {
    /// The words of a name; `None` if it has other letters.
    pub(super) fn of(text: &'a str) -> Option<AsciiWords<'a>> {
        text.is_ascii().then_some(AsciiWords { rest: text })
    }

    /// The words in lower case, with `_` between them.
    pub(super) fn snake(self) -> String {
        let mut name = String::with_capacity(self.rest.len() + 4);
        for word in self {
            if !name.is_empty() {
                name.push('_');
            }
            name.push_str(word);
        }
        name.make_ascii_lowercase();
        name
    }

    /// The words with a capital each, nothing between them.
    pub(super) fn upper_camel(self) -> String {
        let mut name = String::with_capacity(self.rest.len());
        for word in self {
            let start = name.len();
            name.push_str(word);
            if let Some((first, others)) = name.get_mut(start..).and_then(|word| word.split_at_mut_checked(1)) {
                first.make_ascii_uppercase();
                others.make_ascii_lowercase();
            }
        }
        name
    }
}

impl<'a> Iterator for AsciiWords<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let start = self.rest.bytes().position(|byte| byte.is_ascii_alphanumeric())?;
        let (_, text) = self.rest.split_at(start);
        let (word, rest) = text.split_at(length_of_word(text.as_bytes()));
        self.rest = rest;
        Some(word)
    }
}

/// How long the word is that a string begins with: up to a separator, to a capital after a small letter, or to the last
/// of several capitals before a small letter.
fn length_of_word(text: &[u8]) -> usize {
    // The letter before, digits left out.
    let mut last = b'0';
    // The capital that the last letter is, if a capital comes before it.
    let mut second_capital = None;
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'a'..=b'z' => match second_capital {
                Some(capital) if capital + 1 == at => return capital,
                _ => last = b'a',
            },
            b'A'..=b'Z' if last == b'a' => return at,
            b'A'..=b'Z' => {
                second_capital = (last == b'A').then_some(at);
                last = b'A';
            }
            b'0'..=b'9' => {}
            _ => return at,
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use heck::{ToSnakeCase, ToUpperCamelCase};

    use super::*;

    #[test]
    fn the_borders_are_those_of_heck() {
        // All names of up to seven letters, each of which is one of its kind.
        const LETTERS: [char; 5] = ['a', 'B', 'C', '1', '_'];
        let mut count = 0;
        for length in 0..=7_u32 {
            for number in 0..5_usize.pow(length) {
                let letter = |at| LETTERS[number / 5_usize.pow(at) % 5];
                let name: String = (0..length).map(letter).collect();
                let words = AsciiWords::of(&name).expect("it is ASCII");
                assert_eq!(words.clone().snake(), name.to_snake_case(), "{name}");
                assert_eq!(words.upper_camel(), name.to_upper_camel_case(), "{name}");
                count += 1;
            }
        }
        assert_eq!(count, (5_usize.pow(8) - 1) / 4);
    }

    #[test]
    fn other_letters_are_left_to_heck() {
        assert!(AsciiWords::of("straße").is_none());
    }
}
