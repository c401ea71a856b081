//! The words of a tag, and how operation ids and paths spell them.

use std::borrow::Cow;
use std::ops::Range;

use super::plurals::singular;
use super::words;

/// Words that end the name of a class of handlers.
const HANDLERS: [&str; 6] = ["api", "controller", "endpoint", "handler", "resource", "service"];

/// A group, as the names of its methods need it.
#[derive(Clone, Debug)]
pub(super) struct GroupWords<'a> {
    /// The tag, in the plural where the group is; `default` for operations without a tag.
    pub(super) tag: Cow<'a, str>,
    /// The tag in the other number, where operations with other paths would be called so.
    pub(super) other_tag: Option<String>,
    /// How ids and paths may spell the group, in singulars: `user controller` and `user`, `users message` and `message`.
    spellings: Vec<Vec<String>>,
    /// What all its ids begin with, before the verb: `ml` of `ml-get-jobs` in the group `ml anomaly`.
    pub(super) namespace: Vec<String>,
    /// The tag that is the namespace of a collection, in singulars: `loyalty` of `/loyalty/programs`.
    within: Vec<String>,
    /// How ids alone may spell the group, in the singular: `document` of `project documents`.
    last_word: Option<Vec<String>>,
}

impl<'a> GroupWords<'a> {
    pub(super) fn of(tag: &'a str) -> Self {
        let all = singulars_in(tag);
        let mut once = all.clone();
        once.dedup();
        let link = tag
            .rsplit_once(['.', '/'])
            .filter(|_| !tag.contains(' '))
            .map(|(_, last)| singulars_in(last))
            .unwrap_or_default();
        let unqualified = qualified(tag).map(|(what, _)| singulars_in(what)).unwrap_or_default();
        let managed = without_management(&all).to_vec();
        let part = last_part(tag).map(singulars_in).unwrap_or_default();
        let mut spellings =
            vec![without_handler(&all).to_vec(), once, link, without_version(&all), unqualified, managed, part];
        spellings.retain(|spelling| *spelling != all);
        spellings.insert(0, all);
        // A tag of symbols alone has no words.
        spellings.retain(|spelling| !spelling.is_empty());
        Self {
            tag: Cow::Borrowed(tag),
            other_tag: None,
            spellings,
            namespace: Vec::new(),
            within: Vec::new(),
            last_word: None,
        }
    }

    /// A collection of a namespace, which may be called otherwise if there are other operations.
    pub(super) fn of_collection(collection: &'a str, tag: &str, (name, other): (&str, Option<&str>)) -> Self {
        let mut words = Self::of(collection);
        words.spellings.insert(0, singulars_in(&[tag, " ", collection].concat()));
        let within = singulars_in(tag);
        Self { tag: Cow::Owned(name.to_owned()), other_tag: other.map(str::to_owned), within, ..words }
    }

    /// The tag of a namespace, which may have a collection of its name: `circuits_circuits_list` at `/circuits/circuits`.
    pub(super) fn of_namespace(mut self) -> Self {
        let own = [self.whole(), self.whole()].concat();
        self.spellings.insert(0, own);
        self
    }

    /// The same group, called by the plural of its tag, or not: `is_plural` says what it is now.
    pub(super) fn numbered(mut self, plural: &str, is_plural: bool) -> Self {
        let (mut tag, plural) = (words::words(&self.tag), words::words(plural));
        match (tag.last_mut(), plural.last()) {
            (Some(word), Some(last)) if singular(last) == *word => word.clone_from(last),
            _ => tag = plural,
        }
        let plural = tag.join(" ");
        if is_plural {
            self.other_tag = Some(self.tag.into_owned());
            self.tag = Cow::Owned(plural);
        } else {
            self.other_tag = Some(plural);
        }
        self
    }

    /// The same group, which ids may spell in another way as well.
    pub(super) fn also(mut self, words: &[String]) -> Self {
        let spelling = singulars(words);
        if !spelling.is_empty() && !self.spellings.contains(&spelling) {
            self.spellings.push(spelling);
        }
        self
    }

    /// The same group, which is called by more words than the tag has.
    pub(super) fn longer(mut self, name: &str) -> Self {
        let whole = singulars_in(name);
        if whole != self.whole() && whole.concat().starts_with(&self.whole().concat()) {
            // Paths and ids that have the tag alone lead to the group, and are not the group.
            self.spellings.retain(|spelling| !whole.concat().starts_with(&spelling.concat()));
            self.spellings.insert(0, whole);
        }
        self
    }

    /// The same group, which most ids spell so.
    pub(super) fn mostly(mut self, words: Option<Vec<String>>) -> Self {
        self.spellings.splice(1..1, words);
        self
    }

    /// The same group, which ids may call by its last word alone.
    pub(super) fn or_last_word(&self, word: String) -> Self {
        Self { last_word: Some(vec![word]), ..self.clone() }
    }

    /// True for the spelling that is what the group is the management of: `key` of `key management`.
    pub(super) fn is_managed(&self, spelling: &[String]) -> bool {
        let managed = without_management(self.whole());
        managed.len() < self.whole().len() && managed == spelling
    }

    /// True for the spelling that is only the last word of the group.
    pub(super) fn is_last_word(&self, spelling: &[String]) -> bool {
        self.last_word.as_deref() == Some(spelling) && !self.spellings.iter().any(|one| one == spelling)
    }

    /// True for an id that may have only the last word of the group.
    pub(super) fn is_told_shortly(&self, id: &[String]) -> bool {
        self.last_word.is_some() && !self.spellings.iter().any(|spelling| run_of(id, spelling).is_some())
    }

    /// True for operations without a tag.
    pub(super) fn is_default(&self) -> bool {
        self.tag == "default"
    }

    /// True if these words are the group, however they are parted: `customfilter` is `Custom Filter`.
    pub(super) fn is(&self, words: &[String]) -> bool {
        self.spellings.iter().any(|spelling| run_of(words, spelling) == Some(0..words.len()))
    }

    /// True for the tag as the document has it, or in the plural that the group has.
    pub(super) fn is_called(&self, word: &str) -> bool {
        let tags = [Some(&*self.tag), self.other_tag.as_deref()];
        tags.into_iter().flatten().any(|tag| tag.eq_ignore_ascii_case(word))
    }

    /// All spellings, that of the whole tag first.
    pub(super) fn spellings(&self) -> &[Vec<String>] {
        &self.spellings
    }

    /// All spellings, the namespace that ids may have in place of them (`accumulate loyalty points`), and the last word.
    pub(super) fn spellings_in_ids(&self) -> impl Iterator<Item = &[String]> {
        let within = Some(&*self.within).filter(|within| !within.is_empty());
        self.spellings.iter().map(Vec::as_slice).chain(within).chain(self.last_word.as_deref())
    }

    /// The words of the whole tag, in singulars.
    pub(super) fn whole(&self) -> &[String] {
        self.spellings.first().map_or(&[], Vec::as_slice)
    }
}

/// Where words spell a group, be it in the plural or with other borders between the words.
pub(super) fn run_of(words: &[String], spelling: &[String]) -> Option<Range<usize>> {
    let letters = spelling.concat();
    let run_from = |start: usize| {
        let mut rest = letters.as_str();
        for (at, word) in words.iter().enumerate().skip(start) {
            // The singular of a word begins as the word does, and most words begin otherwise than the group.
            if word.chars().next().is_some_and(|first| !rest.starts_with(first)) {
                return None;
            }
            rest = rest.strip_prefix(&*singular(word))?;
            if rest.is_empty() {
                return Some(start..at + 1);
            }
        }
        None
    };
    if letters.is_empty() { None } else { (0..words.len()).find_map(run_from) }
}

/// The words of a string, each in the singular.
pub(super) fn singulars_in(text: &str) -> Vec<String> {
    singulars(&words::words(text))
}

/// The words of one thing: the last is in the singular.
pub(super) fn one_of(words: &[String]) -> Vec<String> {
    let mut one = words.to_vec();
    one.last_mut().into_iter().for_each(|last| *last = singular(last));
    one
}

/// The words, each in the singular.
pub(super) fn singulars(words: &[String]) -> Vec<String> {
    words.iter().map(|word| singular(word)).collect()
}

/// The words of a tag, without the one that says it is a class of handlers: `user` of `user-controller`.
pub(super) fn without_handler(words: &[String]) -> &[String] {
    without_last(words, &HANDLERS)
}

/// The words of a tag that are about what is managed: `user` of `user management`.
fn without_management(words: &[String]) -> &[String] {
    without_last(words, &["administration", "management"])
}

/// The words without the last, if that is one of these and others are left.
fn without_last<'w>(words: &'w [String], endings: &[&str]) -> &'w [String] {
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() && endings.contains(&last.as_str()) => rest,
        _ => words,
    }
}

/// The last part of a tag that says where it belongs: `Output ports` of `Products - Output ports`.
pub(super) fn last_part(tag: &str) -> Option<&str> {
    let ends = [" - ", " > ", " | "].iter().filter_map(|joint| Some(tag.rfind(joint)? + joint.len()));
    ends.max().and_then(|start| tag.get(start..)).map(str::trim).filter(|part| part.chars().any(char::is_alphabetic))
}

/// The words of a tag without a version after its first word.
pub(super) fn without_version(all: &[String]) -> Vec<String> {
    let is_kept = |(at, word): &(usize, &String)| *at == 0 || !words::is_version(word);
    all.iter().enumerate().filter(is_kept).map(|(_, word)| word.clone()).collect()
}

/// What a tag is about and whom it is for: `Users` and `admin` of `Users (admin)`.
pub(super) fn qualified(tag: &str) -> Option<(&str, &str)> {
    let (what, whose) = tag.trim_end().strip_suffix(')')?.rsplit_once(" (")?;
    let is_word = !what.trim().is_empty() && whose.chars().all(char::is_alphabetic) && !whose.is_empty();
    is_word.then_some((what, whose))
}

/// The words of a tag; those of whom it is for come first: `admin users` of `Users (admin)`.
pub(super) fn of_tag(tag: &str) -> Vec<String> {
    let tag = words::ascii(tag);
    match qualified(&tag) {
        Some((what, whose)) => words::words(whose).into_iter().chain(words::words(what)).collect(),
        None => words::words(&tag),
    }
}
