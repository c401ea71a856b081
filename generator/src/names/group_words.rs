//! The words of a tag, and how operation ids and paths spell them.

use super::plurals::singular;
use super::words;

/// Words that end the name of a class of handlers.
pub(super) const HANDLERS: [&str; 6] = ["api", "controller", "endpoint", "handler", "resource", "service"];

/// The words of a tag, without the one that says it is a class of handlers: `user` of `user-controller`.
pub(super) fn without_handler(words: &[String]) -> &[String] {
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() && HANDLERS.contains(&last.as_str()) => rest,
        _ => words,
    }
}

/// How ids and paths may spell a group, in singulars: `user controller` and `user`, `users message` and `message`.
pub(super) fn spellings(tag: &str) -> Vec<Vec<String>> {
    let things = |text: &str| words::words(text).iter().map(|word| singular(word)).collect::<Vec<_>>();
    let all = things(tag);
    let mut once = all.clone();
    once.dedup();
    let link = tag.rsplit_once(['.', '/']).map(|(_, last)| things(last)).unwrap_or_default();
    let mut spellings = vec![without_handler(&all).to_vec(), once, link];
    spellings.retain(|spelling| !spelling.is_empty() && *spelling != all);
    spellings.insert(0, all);
    spellings
}
