//! What descriptions say of a cursor: which inputs it excludes, and which cursor the first page has.
//!
//! Only sentences that leave no doubt count. What is not read costs a rule; what is read wrongly loses a filter.

use crate::ir::{Api, Docs, InputPath, TypeRef};

/// An input as descriptions name it.
pub(super) struct Described {
    pub(super) path: InputPath,
    /// The last name of the path, in lower case.
    pub(super) name: String,
    /// In lower case.
    pub(super) description: String,
    pub(super) required: bool,
}

/// What a value is described as, in lower case; its type may say it.
pub(super) fn description(api: &Api, docs: &Docs, type_ref: &TypeRef) -> String {
    let of_type = match type_ref {
        TypeRef::Named(id) => api.type_def(*id).docs.description.as_deref(),
        _ => None,
    };
    docs.description.as_deref().or(of_type).unwrap_or_default().to_lowercase()
}

/// The optional inputs that must not be sent next to the cursor: `Do not combine with order`.
pub(super) fn not_with_cursor(cursor: &InputPath, inputs: &[Described]) -> Vec<InputPath> {
    let Some(cursor) = inputs.iter().position(|input| input.path == *cursor) else { return Vec::new() };
    let mut is_excluded = vec![false; inputs.len()];
    for (index, described) in inputs.iter().enumerate() {
        for sentence in sentences(&described.description) {
            let Some((some, others)) = exclusion(&sentence, index, inputs) else { continue };
            for (here, there) in [(&some, &others), (&others, &some)] {
                there.iter().filter(|_| here.contains(&cursor)).for_each(|excluded| is_excluded[*excluded] = true);
            }
        }
    }
    let left_out = inputs.iter().zip(is_excluded).filter(|(input, is_excluded)| *is_excluded && !input.required);
    left_out.map(|(input, _)| input.path.clone()).filter(|path| *path != inputs[cursor].path).collect()
}

/// The cursor of the first page, if there is no first page without one: `Use * for the first page`.
pub(super) fn first_cursor(description: &str) -> Option<&'static str> {
    sentences(description).iter().find_map(|sentence| {
        let has = |words: &[&str]| sentence.iter().any(|word| words.contains(&word.text));
        if !has(FIRST) || has(NO_CURSOR) {
            return None;
        }
        let is_sent = |at: usize| sentence[..at].iter().rev().take(2).any(|word| SENT.contains(&word.text));
        let at = (0..sentence.len()).find(|at| matches!(sentence[*at].text, "*" | "empty") && is_sent(*at))?;
        Some(if sentence[at].text == "*" { "*" } else { "" })
    })
}

/// What begins a list.
const FIRST: &[&str] = &["begin", "first", "initial", "initiate", "start"];

/// What says that the first page needs no cursor.
const NO_CURSOR: &[&str] =
    &["default", "defaults", "leave", "leaving", "no", "not", "omit", "omitted", "optional", "or"];

/// What is done with a cursor.
const SENT: &[&str] = &[
    "=",
    "pass",
    "passing",
    "provide",
    "providing",
    "send",
    "sending",
    "set",
    "specify",
    "supply",
    "to",
    "use",
    "using",
    "value",
    "with",
];

/// What is denied.
const DENIALS: &[&str] = &["can't", "cannot", "don't", "mustn't", "never", "not"];

/// What may not be done with two inputs.
const USES: &[&str] = &[
    "allowed",
    "combine",
    "combined",
    "compatible",
    "given",
    "included",
    "mix",
    "mixed",
    "passed",
    "permitted",
    "present",
    "provided",
    "sent",
    "set",
    "specified",
    "supplied",
    "supported",
    "use",
    "used",
    "valid",
];

/// Words that say that two things exclude each other, without a denial.
const EXCLUSIVE: &[&str] = &["conflicts", "exclusive", "incompatible"];

/// Words between what is denied and what it is denied with.
const BETWEEN: &[&str] =
    &["along", "be", "both", "combination", "conjunction", "in", "input", "it", "parameter", "this", "together"];

/// What another input follows.
const WITH: &[&str] = &["alongside", "if", "when", "with"];

/// Words around the names of inputs.
const AROUND: &[&str] = &["a", "an", "and", "any", "both", "either", "is", "of", "or", "other", "the"];

/// What an input is.
const INPUTS: &[&str] = &["are", "field", "input", "is", "param", "parameter", "parameters", "params", "query"];

/// What turns a condition round.
const ABSENT: &[&str] =
    &["absent", "empty", "missing", "neither", "no", "not", "null", "omitted", "unless", "unset", "without"];

/// A word of a sentence without what is around it.
#[derive(Clone, Copy)]
struct Word<'t> {
    text: &'t str,
    /// It is written as code or in quotes.
    is_quoted: bool,
    /// A comma or the like is after it.
    ends: bool,
}

fn sentences(description: &str) -> Vec<Vec<Word<'_>>> {
    let mut sentences = vec![Vec::new()];
    for paragraph in description.split("\n\n") {
        for raw in paragraph.split_whitespace() {
            let is_mark = |char: char| matches!(char, '.' | ',' | ';' | ':' | '!' | '?' | '(' | ')');
            let is_quote = |char: char| matches!(char, '`' | '"' | '\'' | '“' | '”' | '‘' | '’');
            let bare = raw.trim_matches(is_mark);
            let text = bare.trim_matches(is_quote).trim_matches(is_mark);
            let word = Word { text, is_quoted: bare.starts_with(is_quote), ends: raw.ends_with(is_mark) };
            if let Some(sentence) = sentences.last_mut() {
                sentence.push(word);
            }
            if raw.trim_end_matches(is_quote).ends_with(['.', '!', '?', ';']) {
                sentences.push(Vec::new());
            }
        }
        sentences.push(Vec::new());
    }
    sentences
}

type Indices = Vec<usize>;

/// The inputs that a sentence says exclude each other; it is about the input that it describes.
fn exclusion(sentence: &[Word<'_>], described: usize, inputs: &[Described]) -> Option<(Indices, Indices)> {
    let (begin, end) = denial(sentence)?;
    let (before, after) = (&sentence[..begin], &sentence[end..]);
    let is_condition = |word: &Word<'_>| matches!(word.text, "if" | "when");
    if after.is_empty() && before.first().is_some_and(is_condition) {
        let comma = before.iter().position(|word| word.ends)?;
        let (condition, subject) = before.split_at(comma + 1);
        let is_sound = !condition.iter().any(|word| ABSENT.contains(&word.text));
        let named = |words: &[Word<'_>]| {
            let named = all_names(words, inputs);
            if named.is_empty() { vec![described] } else { named }
        };
        return is_sound.then(|| (named(condition), named(subject)));
    }
    let (link, objects) = after.split_first().filter(|(link, _)| WITH.contains(&link.text))?;
    let is_sound = !is_condition(link) || !objects.iter().any(|word| ABSENT.contains(&word.text));
    let is_about_itself = is_about(before, described, inputs);
    (is_sound && is_about_itself).then(|| (vec![described], leading_names(objects, inputs)))
}

/// Where a sentence denies a use: the words of the denial.
fn denial(sentence: &[Word<'_>]) -> Option<(usize, usize)> {
    let skip = |from: usize| {
        let rest = sentence.get(from..).unwrap_or_default();
        from + rest.iter().take_while(|word| BETWEEN.contains(&word.text) && !word.is_quoted).count()
    };
    let text = |at: usize| sentence.get(at).filter(|word| !word.is_quoted).map(|word| word.text);
    (0..sentence.len()).find_map(|at| {
        let is_omitted = text(at) == Some("must") && text(at + 1) == Some("be") && text(at + 2) == Some("omitted");
        let begins = |words: &[&str], at: usize| text(at).is_some_and(|text| words.contains(&text));
        let end = if begins(EXCLUSIVE, at) {
            at + 1
        } else if is_omitted {
            at + 3
        } else {
            let used = Some(skip(at + 1)).filter(|used| begins(DENIALS, at) && begins(USES, *used))?;
            used + 1
        };
        Some((at, skip(end)))
    })
}

/// Whether the words before a denial are about the input that they describe: they name it, or no other.
fn is_about(words: &[Word<'_>], described: usize, inputs: &[Described]) -> bool {
    let is_aux = |word: &&Word<'_>| {
        matches!(word.text, "can" | "is" | "may" | "must" | "mutually" | "should" | "will" | "parameter")
    };
    let subject = words.len() - words.iter().rev().take_while(is_aux).count();
    let is_name =
        |at: usize, word: &Word<'_>| word.is_quoted || word.text.contains(['_', '-', '[']) || at + 1 == subject;
    let named =
        words.iter().enumerate().filter(|(at, word)| is_name(*at, word)).filter_map(|(_, word)| find(word, inputs));
    let named: Indices = named.collect();
    named.is_empty() || named.contains(&described)
}

fn find(word: &Word<'_>, inputs: &[Described]) -> Option<usize> {
    inputs.iter().position(|input| input.name == word.text)
}

fn all_names(words: &[Word<'_>], inputs: &[Described]) -> Indices {
    words.iter().filter_map(|word| find(word, inputs)).collect()
}

/// The inputs at the beginning of some words: `order or sort parameters`. An ordinary word that happens to be a name,
/// as in `order types`, is none.
fn leading_names(words: &[Word<'_>], inputs: &[Described]) -> Indices {
    let mut names = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if !word.is_quoted && (AROUND.contains(&word.text) || INPUTS.contains(&word.text)) {
            continue;
        }
        let next = words.get(at + 1);
        let stands_alone = word.is_quoted
            || word.ends
            || next.is_none_or(|next| AROUND.contains(&next.text) || INPUTS.contains(&next.text));
        match find(word, inputs).filter(|_| stands_alone) {
            Some(found) => names.push(found),
            None => break,
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 7] = ["cursor", "order", "sort_by", "before", "limit", "page", "filter[name]"];

    /// What the cursor excludes if one of the inputs is described so.
    fn excluded(described: &str, description: &str) -> String {
        let input = |name: &str| Described {
            path: vec![name.to_owned()],
            name: name.to_owned(),
            description: if name == described { description.to_lowercase() } else { String::new() },
            required: false,
        };
        not_with_cursor(&vec!["cursor".to_owned()], &NAMES.map(input)).concat().join(" ")
    }

    #[test]
    fn inputs_that_a_cursor_excludes() {
        let of_cursor = [
            ("A cursor of the page before. Do not combine with order.", "order"),
            ("Do not combine with order or filters.", "order"),
            ("Cannot be combined with `sort_by` or `order`", "order sort_by"),
            ("Mutually exclusive with page.", "page"),
            ("This parameter is mutually exclusive with the `page` and `before` parameters.", "before page"),
            ("It can't be used together with `filter[name]`.", "filter[name]"),
            ("Must not be used in combination with sort_by, order.", "order sort_by"),
            ("Not supported when sort_by is set.", "sort_by"),
            ("If `cursor` is given, `order` must not be set.", "order"),
            ("If set, `order` must not be specified.", "order"),
            // Nothing is refused, or something else.
            ("Ignored with page.", ""),
            ("Cannot be used without `order`.", ""),
            ("Must be omitted if `order` is not set.", ""),
            ("Cannot be combined with order types of the market.", ""),
            ("Note that `sort_by` cannot be combined with `order`.", ""),
            ("Can be used together with `order`.", ""),
            ("Not a number. Use it with `order`.", ""),
        ];
        for (description, expected) in of_cursor {
            assert_eq!(excluded("cursor", description), expected, "{description}");
        }
        let of_order = [
            ("asc or desc; cannot be used with cursor.", "order"),
            ("Must be omitted when `cursor` is provided.", "order"),
            ("sort_by and order cannot be used with cursor", "order"),
            ("If cursor is specified, order must not be specified.", "order"),
            ("Cannot be used with cursor-based pagination.", ""),
            ("The order of the first page.", ""),
            ("`page` cannot be used with `cursor`.", ""),
            ("Required if cursor is not set.", ""),
        ];
        for (description, expected) in of_order {
            assert_eq!(excluded("order", description), expected, "{description}");
        }
    }

    #[test]
    fn cursors_that_lists_begin_with() {
        let table = [
            ("Clients may initiate the first paginated request by sending an empty query parameter.", Some("")),
            ("To start, pass an empty string.", Some("")),
            ("Use `*` for the first page, then the cursor of the page before.", Some("*")),
            ("Set to * to begin.", Some("*")),
            ("Leave empty for the first page.", None),
            ("Do not pass it or pass an empty string for the first page.", None),
            ("Omit or use * for the first page.", None),
            ("* first: the first page", None),
            ("The last page has an empty one.", None),
        ];
        for (description, expected) in table {
            assert_eq!(first_cursor(&description.to_lowercase()), expected, "{description}");
        }
    }
}
