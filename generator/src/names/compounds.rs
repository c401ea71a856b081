//! Compounds that are written as one word, however a document parts them: `web_hook`, `webHook` and `web-hook`.
//!
//! Only names are written so; what a document calls a thing is found by its own words.

use super::reserved::Role;
use super::words;

/// The two halves of each compound, sorted; the second may be a plural. None is two words of their own as well, as `end point`
/// next to `start point` is, or `base` in `data`.
const COMPOUNDS: [(&str, &str); 58] = [
    ("add", "on"),
    ("black", "list"),
    ("block", "chain"),
    ("call", "back"),
    ("check", "box"),
    ("dev", "ops"),
    ("down", "load"),
    ("drop", "down"),
    ("e", "book"),
    ("e", "mail"),
    ("feed", "back"),
    ("fire", "wall"),
    ("git", "hub"),
    ("git", "lab"),
    ("host", "name"),
    ("i", "os"),
    ("java", "script"),
    ("key", "chain"),
    ("key", "word"),
    ("life", "cycle"),
    ("mac", "os"),
    ("mail", "box"),
    ("meta", "data"),
    ("micro", "service"),
    ("name", "space"),
    ("news", "letter"),
    ("note", "book"),
    ("o", "auth"),
    ("o", "auth2"),
    ("over", "ride"),
    ("pass", "phrase"),
    ("pass", "word"),
    ("pay", "load"),
    ("pay", "pal"),
    ("pay", "roll"),
    ("play", "list"),
    ("pod", "cast"),
    ("sand", "box"),
    ("snap", "shot"),
    ("spread", "sheet"),
    ("sub", "category"),
    ("sub", "domain"),
    ("sub", "net"),
    ("sub", "task"),
    ("sub", "total"),
    ("time", "sheet"),
    ("time", "stamp"),
    ("tool", "kit"),
    ("tool", "tip"),
    ("up", "load"),
    ("voice", "mail"),
    ("web", "hook"),
    ("web", "site"),
    ("web", "socket"),
    ("white", "list"),
    ("wi", "fi"),
    ("work", "flow"),
    ("work", "space"),
];

/// Compounds that types write with a capital inside: `WebSocket`, `DevOps`, `JavaScript`.
const WITH_CAPITAL: [(&str, &str); 3] = [("dev", "ops"), ("java", "script"), ("web", "socket")];

/// The words with each compound as one, if there is any. A method may begin with a verb: `call_back`.
pub(super) fn joined(text: &str, role: Role) -> Option<String> {
    // Most names have none, and are looked at without being taken apart.
    if !words::has_pair(text, |first, second| are_halves(&COMPOUNDS, first, second)) {
        return None;
    }
    let words = words::words(text);
    let is_type = matches!(role, Role::Type | Role::Variant | Role::OperationType);
    let is_verb = |at: usize| role == Role::Method && at == 0;
    let is_compound = |at: &usize| match (words.get(*at), words.get(at + 1)) {
        (Some(first), Some(second)) if is_type && are_halves(&WITH_CAPITAL, first, second) => false,
        (Some(first), Some(second)) if are_halves(&COMPOUNDS, first, second) => {
            let may_be_verb = matches!(first.as_str(), "add" | "call" | "check" | "over");
            !(may_be_verb && is_verb(*at)) && (first != "add" || is_thing(words.get(at + 2)))
        }
        _ => false,
    };
    let firsts: Vec<usize> = (0..words.len()).filter(is_compound).collect();
    let part = |(at, word): (usize, &String)| [word.as_str(), if firsts.contains(&at) { "" } else { " " }].concat();
    (!firsts.is_empty()).then(|| words.iter().enumerate().map(part).collect::<String>().trim_end().to_owned())
}

/// True if the two words are one of the compounds, be it in the plural. The table is sorted.
fn are_halves(compounds: &[(&str, &str)], first: &str, second: &str) -> bool {
    let is_second = |half: &str| {
        let parts = second.split_at_checked(half.len()).filter(|(start, _)| start.eq_ignore_ascii_case(half));
        parts.is_some_and(|(_, end)| ["", "s", "es"].iter().any(|plural| end.eq_ignore_ascii_case(plural)))
    };
    let Some(letter) = first.as_bytes().first().map(u8::to_ascii_lowercase) else { return false };
    let letter_of = |(one, _): &(&str, &str)| one.as_bytes().first().copied();
    let start = compounds.partition_point(|compound| letter_of(compound) < Some(letter));
    let mut alike = compounds.iter().skip(start).take_while(|compound| letter_of(compound) == Some(letter));
    alike.any(|(one, other)| one.eq_ignore_ascii_case(first) && is_second(other))
}

/// True if the word after `add on` does not say what something is added to: `add on id`, not `add on call user`.
fn is_thing(next: Option<&String>) -> bool {
    next.is_none_or(|next| words::is_joint(next) || matches!(next.as_str(), "code" | "id" | "ids" | "name" | "type"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted() {
        assert!(COMPOUNDS.is_sorted() && WITH_CAPITAL.is_sorted());
    }

    #[test]
    fn compounds_are_one_word() {
        for (text, role, expected) in [
            ("WebHook", Role::Module, Some("webhook")),
            ("web_hook_id", Role::Field, Some("webhook id")),
            ("Add-ons", Role::Module, Some("addons")),
            ("list_add_ons", Role::Method, Some("list addons")),
            ("add_on_call_user", Role::Method, None),
            ("add_on_id", Role::Setter, Some("addon id")),
            ("call_back", Role::Method, None),
            ("callBackUrl", Role::Field, Some("callback url")),
            ("o_auth_e_mail", Role::Field, Some("oauth email")),
            ("WebSocketEvent", Role::Type, None),
            ("webSocketUrl", Role::Field, Some("websocket url")),
            ("iOSVersion", Role::Field, Some("ios version")),
            ("ip_addresses", Role::Field, None),
            ("cobweb hooked", Role::Field, None),
            ("webhook", Role::Field, None),
        ] {
            assert_eq!(joined(text, role).as_deref(), expected, "{text}");
        }
    }
}
