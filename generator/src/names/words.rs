//! Words: a wire name taken apart, and put together again in the case a Rust name needs.
//!
//! `heck` finds the word borders, and `ascii_words` the same ones where every letter is ASCII; this file first spells
//! out what they cannot know: symbols, and compounds such as `OAuth` that are written with a capital inside but are one
//! word.

use std::borrow::Cow;

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use unicode_normalization::UnicodeNormalization;

use super::ascii_words::AsciiWords;

/// Longest name that is made; longer ones are cut at a word.
const MAX_LENGTH: usize = 90;

/// Compounds that count as one word. Matched with their capitals, so `Ids` inside `bids` is left alone.
const COMPOUNDS: [(&str, &str); 12] = [
    ("OAuth", "Oauth"),
    ("GitHub", "Github"),
    ("GitLab", "Gitlab"),
    ("PayPal", "Paypal"),
    ("YouTube", "Youtube"),
    ("LinkedIn", "Linkedin"),
    ("GraphQL", "Graphql"),
    ("WiFi", "Wifi"),
    ("IPv4", "Ipv4"),
    ("IPv6", "Ipv6"),
    ("URLs", "Urls"),
    ("IDs", "Ids"),
];

/// `user-profile`, `userProfile` and `user_profile` become `user_profile`.
pub(crate) fn snake(text: &str) -> String {
    cased(text, "_", |words| words.snake(), |text| text.to_snake_case())
}

/// `user-profile`, `userProfile` and `user_profile` become `UserProfile`.
pub(crate) fn upper_camel(text: &str) -> String {
    cased(text, "", |words| words.upper_camel(), |text| text.to_upper_camel_case())
}

/// `user-profile`, `userProfile` and `user_profile` become `USER_PROFILE`.
pub(crate) fn screaming(text: &str) -> String {
    let mut name = cased(text, "_", |words| words.snake(), |text| text.to_shouty_snake_case());
    name.make_ascii_uppercase();
    name
}

/// The words of a name, in lower case.
pub(crate) fn words(text: &str) -> Vec<String> {
    let spelled = spell_out(text);
    match AsciiWords::of(&spelled) {
        Some(words) => words.map(str::to_ascii_lowercase).collect(),
        None => {
            let snake = spelled.to_snake_case();
            snake.split('_').filter(|word| !word.is_empty()).map(str::to_owned).collect()
        }
    }
}

/// True if a word comes twice in a row.
pub(crate) fn has_echo(text: &str) -> bool {
    has_pair(text, |word, next| word.eq_ignore_ascii_case(next))
}

/// True if two words in a row are a pair. They have the case in which they are written.
pub(super) fn has_pair(text: &str, is_pair: impl Fn(&str, &str) -> bool) -> bool {
    let spelled = spell_out(text);
    match AsciiWords::of(&spelled) {
        Some(mut words) => {
            let mut last = words.next().unwrap_or_default();
            words.any(|word| is_pair(std::mem::replace(&mut last, word), word))
        }
        None => words(text).windows(2).any(|pair| matches!(pair, [word, next] if is_pair(word, next))),
    }
}

fn cased(text: &str, joint: &str, ascii: fn(AsciiWords<'_>) -> String, other: fn(&str) -> String) -> String {
    let spelled = spell_out(text);
    let name = match AsciiWords::of(&spelled) {
        Some(words) => ascii(words),
        None => other(&spelled).nfkc().collect(),
    };
    if name.len() <= MAX_LENGTH { name } else { shorten(&name, joint) }
}

/// True for a word that joins two things.
pub(crate) fn is_joint(word: &str) -> bool {
    matches!(word, "by" | "for" | "from" | "in" | "of" | "on" | "to" | "with" | "and")
}

/// Letters beyond ASCII as Latin ones that sound alike, where only ASCII will do; a letter without any by its code point.
pub(crate) fn ascii(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return text.into();
    }
    let mut plain = String::with_capacity(text.len() * 2);
    let has_letters = text.chars().any(char::is_alphanumeric);
    for character in text.chars() {
        match deunicode::deunicode_char(character) {
            // A picture next to a word says nothing.
            Some(_) if has_letters && is_picture(character) => plain.push(' '),
            Some(latin) => plain.push_str(latin),
            None if character.is_alphanumeric() => push_code_point(&mut plain, character),
            None => plain.push(' '),
        }
    }
    plain.into()
}

/// True for arrows, signs and emoji, and what joins them.
fn is_picture(character: char) -> bool {
    matches!(character, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}' | '\u{fe0f}' | '\u{200d}')
}

/// Letters as identifiers have them: `ﬀ` is `ff`, `𝒜` is `A` (UAX 31, normalization form KC).
fn normal(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { text.into() } else { text.nfkc().collect::<String>().into() }
}

/// Replaces what is no letter or digit by words or by a border between words.
fn spell_out(text: &str) -> Cow<'_, str> {
    if is_spelled_out(text) {
        return text.into();
    }
    let text = normal(text);
    let text = if has_plural_capitals(&text) { plural_capitals(&text).into() } else { text };
    let plain =
        text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'/' | b' '));
    if plain && !has_compound(&text) && !text.starts_with('-') {
        return text;
    }
    let mut spelled = String::with_capacity(text.len() + 8);
    let only_symbols = !text.chars().any(char::is_alphanumeric);
    for (index, character) in text.chars().enumerate() {
        push_spelled(&mut spelled, character, index == 0, only_symbols);
    }
    for (spelling, word) in COMPOUNDS {
        if spelled.contains(spelling) {
            spelled = spelled.replace(spelling, word);
        }
    }
    spelled.into()
}

/// True for letters and digits between separators without anything to spell out, as most names are.
fn is_spelled_out(text: &str) -> bool {
    let text = text.as_bytes();
    let is_plain = |(at, byte): (usize, &u8)| match byte {
        b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-' | b'.' | b'/' | b' ' => true,
        b'A'..=b'Z' => text.get(at..).is_some_and(|rest| !may_be_one_word(rest)),
        _ => false,
    };
    text.first() != Some(&b'-') && text.iter().enumerate().all(is_plain)
}

/// True if a compound or the plural of capitals may begin here: `OAuth`, `VPCs`.
fn may_be_one_word(rest: &[u8]) -> bool {
    matches!(rest, [_, b'A'..=b'Z', b's', ..])
        || COMPOUNDS
            .iter()
            .any(|(spelling, _)| spelling.as_bytes().first() == rest.first() && rest.starts_with(spelling.as_bytes()))
}

/// `VPCs` is one word.
fn has_plural_capitals(text: &str) -> bool {
    let text = text.as_bytes();
    let is_end = |at: usize| matches!(text.get(at..at + 3), Some([b'A'..=b'Z', b'A'..=b'Z', b's']));
    (0..text.len()).any(|at| is_end(at) && capitals_before_s(text, at + 2) > 0)
}

/// How many capitals the `s` of a plural follows at this place: three in `VPCs`, none in `VPCsafe`.
fn capitals_before_s(text: &[u8], at: usize) -> usize {
    let is_end = text.get(at) == Some(&b's') && !text.get(at + 1).is_some_and(u8::is_ascii_lowercase);
    let before = text.get(..at).filter(|_| is_end).unwrap_or_default();
    let count = before.iter().rev().take_while(|byte| byte.is_ascii_uppercase()).count();
    if count > 1 { count } else { 0 }
}

/// The same with `Vpcs` for `VPCs`.
fn plural_capitals(text: &str) -> String {
    let mut spelled = text.to_owned();
    for at in 0..text.len() {
        let count = capitals_before_s(text.as_bytes(), at);
        if let Some(inner) = spelled.get_mut(at.saturating_sub(count.saturating_sub(1))..at) {
            inner.make_ascii_lowercase();
        }
    }
    spelled
}

/// A capital follows another letter in every compound, which most names do not have.
fn has_compound(text: &str) -> bool {
    let has_inner_capital = text.as_bytes().iter().skip(1).any(u8::is_ascii_uppercase);
    let begins_with_one = |rest: &str| {
        let first = rest.as_bytes().first();
        COMPOUNDS.iter().any(|(spelling, _)| spelling.as_bytes().first() == first && rest.starts_with(spelling))
    };
    has_inner_capital
        && text
            .match_indices(|letter: char| letter.is_ascii_uppercase())
            .any(|(at, _)| text.get(at..).is_some_and(begins_with_one))
}

fn push_spelled(spelled: &mut String, character: char, first: bool, only_symbols: bool) {
    // A letter that cannot continue an identifier (a circled digit, say) is named by its code point.
    if character.is_alphanumeric() {
        if unicode_ident::is_xid_continue(character) {
            spelled.push(character);
        } else {
            push_code_point(spelled, character);
        }
        return;
    }
    match symbol(character) {
        // Sorting orders are written `-created`, reactions `+1`; inside a name these two only separate.
        Some(word)
            if only_symbols || (first && matches!(character, '+' | '-' | '!' | '$' | '@')) || loud(character) =>
        {
            if first && !only_symbols && matches!(character, '$' | '@') {
                return;
            }
            spelled.push(' ');
            spelled.push_str(word);
            spelled.push(' ');
        }
        None if only_symbols && !character.is_whitespace() && character != '_' => push_code_point(spelled, character),
        _ => spelled.push(' '),
    }
}

/// Symbols that change the meaning wherever they stand.
fn loud(character: char) -> bool {
    matches!(character, '+' | '<' | '>' | '=' | '%' | '*')
}

fn symbol(character: char) -> Option<&'static str> {
    Some(match character {
        '+' => "plus",
        '-' => "minus",
        '*' => "star",
        '/' => "slash",
        '%' => "percent",
        '=' => "equal",
        '<' => "less",
        '>' => "greater",
        '!' => "not",
        '?' => "question",
        '&' => "and",
        '|' => "or",
        '^' => "caret",
        '~' => "tilde",
        '@' => "at",
        '#' => "hash",
        '$' => "dollar",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '\'' => "apostrophe",
        '"' => "quote",
        '\\' => "backslash",
        '(' => "open paren",
        ')' => "close paren",
        '[' => "open bracket",
        ']' => "close bracket",
        '{' => "open brace",
        '}' => "close brace",
        _ => return None,
    })
}

fn push_code_point(spelled: &mut String, character: char) {
    spelled.push_str(" u");
    spelled.push_str(&format!("{:x} ", u32::from(character)));
}

/// A name put together from several, cut to a length one can still read.
pub(crate) fn shortened(name: String) -> String {
    if name.len() <= MAX_LENGTH { name } else { shorten(&name, "") }
}

/// Cuts a name that nobody could read anyway: its first and last words stay.
fn shorten(name: &str, joint: &str) -> String {
    if name.len() <= MAX_LENGTH {
        return name.to_owned();
    }
    let starts_word = |at: usize| {
        let (before, rest) = name.split_at(at);
        before.ends_with('_') || joint.is_empty() && rest.starts_with(char::is_uppercase)
    };
    let borders = || (1..name.len()).filter(|at| name.is_char_boundary(*at));
    let half = MAX_LENGTH / 2;
    let end = borders().take_while(|at| *at <= half).filter(|at| starts_word(*at)).last();
    let end = end.or_else(|| borders().take_while(|at| *at <= half).last()).unwrap_or(0);
    let start = borders().find(|at| name.len() - at < half && starts_word(*at)).unwrap_or(name.len());
    let (head, tail) = (name.split_at(end).0, name.split_at(start).1);
    let parts = [head, tail].map(|part| part.trim_end_matches('_'));
    let kept: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    kept.join(joint)
}

/// `v1`, `v1alpha1`: a version, and not `v2ray`.
pub(super) fn is_version(word: &str) -> bool {
    let number = word.strip_prefix('v').filter(|number| number.starts_with(|first: char| first.is_ascii_digit()));
    let stage = number.map(|number| number.trim_matches(|letter: char| letter.is_ascii_digit()));
    matches!(stage, Some("" | "alpha" | "beta"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_at_case_and_separators() {
        for (text, expected) in [
            ("userProfile", "user_profile"),
            ("user-profile", "user_profile"),
            ("XMLHttpRequest", "xml_http_request"),
            ("isRPL", "is_rpl"),
            ("userIDs", "user_ids"),
            ("VPCs", "vpcs"),
            ("listVPCsOfAPIs", "list_vpcs_of_apis"),
            ("HTTPStatus", "http_status"),
            ("OAuth2Token", "oauth2_token"),
            ("users/get-by-username", "users_get_by_username"),
            ("$schema", "schema"),
            ("@type", "type"),
            ("perPage", "per_page"),
        ] {
            assert_eq!(snake(text), expected, "{text}");
        }
    }

    #[test]
    fn symbols_are_spelled_out() {
        for (text, expected) in [
            ("+1", "Plus1"),
            ("-1", "Minus1"),
            (">=", "GreaterEqual"),
            ("*", "Star"),
            ("-created", "MinusCreated"),
            ("a+b", "APlusB"),
            ("50%", "50Percent"),
            ("", ""),
            ("content.completed", "ContentCompleted"),
            ("text/csv", "TextCsv"),
            ("用户", "用户"),
        ] {
            assert_eq!(upper_camel(text), expected, "{text}");
        }
    }

    #[test]
    fn very_long_names_are_cut_and_stay_distinct() {
        let long = "word ".repeat(100);
        let other = long.clone() + "more";
        assert!(snake(&long).len() <= MAX_LENGTH);
        assert_ne!(snake(&long), snake(&other));
        let nested = ["create request tool resources", "of it", " static strategy of all"].join(&" more".repeat(20));
        let nested = upper_camel(&nested);
        assert!(nested.starts_with("CreateRequestToolResources"), "{nested}");
        assert!(nested.ends_with("StaticStrategyOfAll"), "{nested}");
        assert!(snake(&"x".repeat(200)).len() <= MAX_LENGTH);
        assert!(snake(&"ä".repeat(200)).len() <= MAX_LENGTH);
    }
}
