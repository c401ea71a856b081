//! Files that would be too long to read, parted by the words of what is in them: by the first letter, where that is not
//! enough by the first word, and so on. Where something goes does not depend on the others' names.

use std::collections::BTreeMap;

/// Lines of a file that is not parted.
const MOST_LINES: usize = 5_000;
/// Words that are looked at.
const MOST_WORDS: usize = 6;
/// The part of what has no further word, or none in Latin letters.
const OTHERS: &str = "others";

/// Something that goes into one of several files.
#[derive(Clone, Debug)]
pub(super) struct Entry<T> {
    pub(super) what: T,
    /// In lower case.
    pub(super) words: Vec<String>,
    /// About as many lines as it takes.
    pub(super) lines: usize,
}

/// True if a file with so many lines would be too long.
pub(super) fn are_needed(lines: usize) -> bool {
    lines > MOST_LINES
}

/// The files, by the names of their modules.
pub(super) fn by_letter<T>(entries: Vec<Entry<T>>, module: &str) -> BTreeMap<String, Vec<T>> {
    let mut parts = Parts(BTreeMap::new());
    parts.letters(entries, module, 0);
    parts.0
}

struct Parts<T>(BTreeMap<String, Vec<T>>);

impl<T> Parts<T> {
    fn put(&mut self, module: String, entries: impl IntoIterator<Item = Entry<T>>) {
        self.0.entry(module).or_default().extend(entries.into_iter().map(|entry| entry.what));
    }

    fn letters(&mut self, entries: Vec<Entry<T>>, module: &str, depth: usize) {
        let letter = |entry: &Entry<T>| {
            let first = entry.words.get(depth).and_then(|word| word.chars().next());
            first.filter(char::is_ascii_lowercase).map_or_else(|| OTHERS.to_owned(), String::from)
        };
        for (letter, entries) in grouped(entries, letter) {
            let part = [module, "_", &letter].concat();
            if letter == OTHERS || lines(&entries) <= MOST_LINES || depth == MOST_WORDS {
                self.put(part, entries);
            } else {
                self.words(entries, (module, part), depth);
            }
        }
    }

    /// Words that many begin with have files of their own; the others of that letter are together.
    fn words(&mut self, entries: Vec<Entry<T>>, (module, part): (&str, String), depth: usize) {
        let word = |entry: &Entry<T>| entry.words.get(depth).cloned().unwrap_or_default();
        for (word, entries) in grouped(entries, word) {
            let own = [module, "_", &word].concat();
            let lines = lines(&entries);
            if lines <= MOST_LINES / 2 {
                self.put(part.clone(), entries);
            } else if lines <= MOST_LINES {
                self.put(own, entries);
            } else {
                self.letters(entries, &own, depth + 1);
            }
        }
    }
}

fn lines<T>(entries: &[Entry<T>]) -> usize {
    entries.iter().map(|entry| entry.lines).sum()
}

fn grouped<T>(entries: Vec<Entry<T>>, key: impl Fn(&Entry<T>) -> String) -> BTreeMap<String, Vec<Entry<T>>> {
    let mut groups: BTreeMap<String, Vec<Entry<T>>> = BTreeMap::new();
    for entry in entries {
        groups.entry(key(&entry)).or_default().push(entry);
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::{Entry, are_needed, by_letter};

    fn entry(name: &'static str, lines: usize) -> Entry<&'static str> {
        Entry { what: name, words: name.split(' ').map(str::to_owned).collect(), lines }
    }

    #[test]
    fn long_files_are_parted_by_letter_then_by_word() {
        assert!(!are_needed(3000 + 2000));
        let entries = vec![
            entry("item get", 3000),
            entry("user", 100),
            entry("types aggregate", 3000),
            entry("types bucket", 2900),
            entry("tag", 10),
            entry("träger", 10),
            entry("用户", 10),
        ];
        let parts = by_letter(entries, "plaid");
        let expected = [
            ("plaid_i", vec!["item get"]),
            ("plaid_others", vec!["用户"]),
            ("plaid_t", vec!["tag", "träger"]),
            ("plaid_types_a", vec!["types aggregate"]),
            ("plaid_types_b", vec!["types bucket"]),
            ("plaid_u", vec!["user"]),
        ];
        let parts: Vec<(&str, Vec<&str>)> = parts.iter().map(|(part, names)| (part.as_str(), names.clone())).collect();
        assert_eq!(parts, expected);
    }
}
