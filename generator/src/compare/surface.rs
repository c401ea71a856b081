//! The items of a client that code may depend on, read from the lines of `surface.txt` and of the outline.

use std::collections::BTreeMap;

use foldhash::{HashMap, HashSet};

/// One item that code may depend on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Item {
    /// What it is known by: `fn users().list`, `struct User .first_name`.
    pub(super) key: String,
    /// The part that code depends on: types of arguments and results, aliases replaced by their targets.
    pub(super) shape: String,
    /// What each of its arguments is on the wire, in order.
    pub(super) order: String,
    /// What it is in the document: a property, a value, a method with its path.
    pub(super) wire: String,
    pub(super) paged: bool,
    /// The result of its `wait_until_done`; empty without that method.
    pub(super) waits: String,
    pub(super) deprecated: bool,
    /// Its declaration, as it is shown to people.
    pub(super) text: String,
}

impl Item {
    /// The type or method that it belongs to: `User`, `users().list`.
    pub(super) fn owner(&self) -> &str {
        let rest = self.key.get(self.kind().len() + 1..).unwrap_or(&self.key);
        let end = part_of(rest).map_or(rest.len(), |(end, _)| end);
        rest.get(..end).unwrap_or(rest)
    }

    /// `fn`, `struct`, `enum`, `setter`, ..
    pub(super) fn kind(&self) -> &str {
        let end = self.key.bytes().position(|byte| byte == b' ').unwrap_or(self.key.len());
        self.key.get(..end).unwrap_or_default()
    }

    /// The declaration, and what it does not tell: what it is on the wire, its arguments, and what else it has.
    pub(super) fn in_full(&self) -> String {
        let mut text = self.text.clone();
        for column in [&self.wire, &self.order] {
            text.extend((!column.is_empty()).then(|| ["  ", column].concat()));
        }
        for (has, word) in [(self.paged, "paged"), (self.deprecated, "deprecated"), (!self.waits.is_empty(), "waits")] {
            text.extend(has.then(|| format!("  [{word}]")));
        }
        text
    }

    /// The name of a part: a field, a setter, a variant.
    pub(super) fn part(&self) -> Option<&str> {
        part_of(&self.key).map(|(_, part)| part)
    }
}

/// Where the name of the owner ends, and the part after ` .` or, without one, after `::`. Asked of every item several
/// times, so it looks at bytes.
fn part_of(key: &str) -> Option<(usize, &str)> {
    let after = |joint: [u8; 2]| {
        let at = key.as_bytes().windows(2).position(|pair| pair == joint)?;
        Some((at, key.get(at + 2..)?))
    };
    after(*b" .").or_else(|| after(*b"::"))
}

/// The former names, in the form that they have in keys after the kind.
pub(super) fn former_names(items: &BTreeMap<String, Item>) -> HashSet<String> {
    let names = items.keys().filter_map(|key| key.strip_prefix("former "));
    // The key of a setter has a space before the point.
    names.flat_map(|name| [name.to_owned(), apart(name)]).collect()
}

/// `User .mail` for `User.mail`; the point after the parentheses of an accessor belongs to the method.
fn apart(name: &str) -> String {
    match name.rsplit_once('.').filter(|(owner, _)| !owner.ends_with("()")) {
        Some((owner, part)) => [owner, " .", part].concat(),
        None => name.to_owned(),
    }
}

/// The items of a client, by key.
pub(super) fn items(surface: &str, outline: &[String]) -> BTreeMap<String, Item> {
    let aliases: HashMap<&str, &str> =
        surface.lines().filter_map(|line| line.strip_prefix("type ")?.split("  ").next()?.split_once(" = ")).collect();
    let lines = surface.lines().filter(|line| !line.starts_with('#')).chain(outline.iter().map(String::as_str));
    let items = lines.filter_map(item);
    items
        .map(|mut item| {
            item.shape = followed(&item.shape, &aliases);
            (item.key.clone(), item)
        })
        .collect()
}

/// The items of the next client as if types and their other names had not changed places: `struct A` with `type B = A`
/// is for code what `struct B` with `type A = B` is.
pub(super) fn in_old_places(after: BTreeMap<String, Item>, before: &BTreeMap<String, Item>) -> BTreeMap<String, Item> {
    let is_type = |items: &BTreeMap<String, Item>, name: &str| {
        ["struct ", "enum ", "union "].iter().any(|kind| items.contains_key(&[*kind, name].concat()))
    };
    let mut other: HashMap<&str, &str> = HashMap::default();
    for alias in after.values().filter(|item| item.kind() == "type") {
        let (name, target) = (alias.owner(), alias.shape.as_str());
        let was_other = before.get(&["type ", target].concat()).is_some_and(|old| old.shape == name);
        if was_other && is_type(before, name) && is_type(&after, target) {
            other.extend([(name, target), (target, name)]);
        }
    }
    if other.is_empty() {
        return after;
    }
    let moved = |item: &Item| {
        let mut item = item.clone();
        if let Some(owner) = other.get(item.owner()) {
            let (kind, rest) = (item.kind(), item.key.get(item.kind().len() + 1 + item.owner().len()..));
            item.key = [kind, " ", owner, rest.unwrap_or_default()].concat();
        }
        // The shape of a variant is its value.
        if item.kind() != "enum" {
            item.shape = renamed(&item.shape, |word| other.get(word).copied());
        }
        (item.key.clone(), item)
    };
    after.values().map(moved).collect()
}

fn item(line: &str) -> Option<Item> {
    let (kind, _) = line.split_once(' ')?;
    let mut columns = line.split("  ");
    let head = columns.next()?;
    let mut columns: Vec<&str> = columns.collect();
    let remarks = columns.pop_if(|last| last.starts_with('[') && last.ends_with(']')).unwrap_or_default();
    let remarks = remarks.trim_matches(['[', ']']);
    let (remarks, waits) = remarks.split_once("waits for ").unwrap_or((remarks, ""));
    let has = |word: &str| remarks.split(", ").any(|remark| remark == word);
    let returned = columns.iter().find(|column| column.starts_with("returns ")).copied().unwrap_or_default();
    let order = columns.iter().rev().find(|column| column.starts_with('(')).copied().unwrap_or_default();
    let (key, shape) = match kind {
        "fn" | "setter" => function(head),
        "enum" if head.contains(" = ") => split(head, " = "),
        "struct" | "header" | "group" if head.contains(": ") => split(head, ": "),
        "type" | "errors" | "former" => split(head, " = "),
        "union" | "error" if head.contains('(') => split(head, "("),
        _ => (head.to_owned(), String::new()),
    };
    Some(Item {
        key,
        shape: [shape.as_str(), " ", returned].concat().trim_end().to_owned(),
        order: order.to_owned(),
        wire: columns.first().copied().unwrap_or_default().to_owned(),
        paged: has("paged"),
        waits: waits.to_owned(),
        deprecated: has("deprecated"),
        text: head.to_owned(),
    })
}

fn split(head: &str, at: &str) -> (String, String) {
    let (key, shape) = head.split_once(at).unwrap_or((head, ""));
    (key.to_owned(), shape.trim_end_matches(')').to_owned())
}

/// `fn users().list(a: A, b: B) -> C` depends on `A, B -> C`; code does not depend on the names of arguments.
fn function(head: &str) -> (String, String) {
    // The arguments follow the accessor of a group, which has its own parentheses.
    let skipped = head.find("().").map_or(0, |at| at + 2);
    let Some(start) = head.get(skipped..).and_then(|rest| rest.find('(')).map(|at| at + skipped) else {
        return (head.to_owned(), String::new());
    };
    let (key, rest) = head.split_at(start);
    let end = closing(rest);
    let (arguments, result) = rest.split_at(end);
    let arguments = arguments.trim_start_matches('(');
    let types: Vec<&str> =
        top_level(arguments).map(|argument| argument.split_once(": ").map_or(argument, |(_, ty)| ty)).collect();
    (key.to_owned(), ["(", &types.join(", "), result].concat())
}

/// Where the parenthesis that opens the text is closed.
fn closing(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, character) in text.char_indices() {
        match character {
            '(' => depth += 1,
            ')' if depth <= 1 => return at,
            ')' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

/// The parts of a list whose commas are not inside brackets.
fn top_level(list: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_i32;
    let is_comma = move |character: char| {
        depth += match character {
            '<' | '(' | '[' => 1,
            '>' | ')' | ']' => -1,
            _ => 0,
        };
        character == ',' && depth == 0
    };
    list.split(is_comma).map(str::trim).filter(|part| !part.is_empty())
}

/// Replaces aliases by their targets.
fn followed(shape: &str, aliases: &HashMap<&str, &str>) -> String {
    let mut text = shape.to_owned();
    // Aliases may have aliases as targets, a few levels deep; a circle would not compile.
    for _ in 0..8 {
        let next = renamed(&text, |word| aliases.get(word).copied());
        if next == text {
            break;
        }
        text = next;
    }
    text
}

/// The text with words replaced by others.
pub(super) fn renamed<'t>(text: &'t str, other: impl Fn(&str) -> Option<&'t str>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(is_word) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|character| !is_word(character)).unwrap_or(from.len());
        let (word, after) = from.split_at(end);
        out.extend([before, other(word).unwrap_or(word)]);
        rest = after;
    }
    out + rest
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}
