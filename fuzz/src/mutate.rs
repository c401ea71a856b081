//! Structure-aware mutation of JSON: whole subtrees are moved, keywords spliced in, references bent into loops.

use serde_json::{Map, Number, Value, json};

/// The keywords and values that may be inserted: those with a meaning for the code under test.
#[derive(Clone, Copy, Debug)]
pub struct Dictionary {
    /// Keys, each with values (as JSON) that are valid or almost valid.
    pub keys: &'static [(&'static str, &'static [&'static str])],
    /// Whether `$ref` is a reference.
    pub references: bool,
}

/// Strings that are awkward everywhere.
const STRINGS: &[&str] = &[
    "",
    " ",
    ".",
    "..",
    "/",
    "a/../b",
    "self",
    "Self",
    "crate",
    "type",
    "r#type",
    "_",
    "0",
    "1a",
    "é",
    "日本",
    "\u{0}",
    "\u{202e}",
    "\u{200d}",
    "*/",
    "\"",
    "\\",
    "{",
    "}",
    "{}",
    "{id}",
    "\n",
    "\r\n#![x]",
    "`",
    "```",
    "#",
    "$ref",
    "~1",
    "%2e%2e",
    "true",
    "null",
    "1e999",
    "Vec",
    "String",
    "Option",
    "Result",
    "Client",
    "Unknown",
    "main",
    "-",
    "a b",
    "application/json",
    "text/plain",
    "multipart/form-data",
    "application/x-www-form-urlencoded",
    "text/event-stream",
    "application/octet-stream",
    "*/*",
    "https://example.com/{x}",
    "#/components/schemas/A",
    "#/",
    "#/paths/~1a/get",
];

/// Numbers at limits.
const NUMBERS: &[&str] = &[
    "0",
    "-1",
    "1",
    "2",
    "0.5",
    "-0.0",
    "1e300",
    "1e-300",
    "9007199254740993",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551615",
    "2147483648",
    "200",
    "404",
    "4294967296",
    "100.0",
];

/// A small random number generator (SplitMix64): the same seed gives the same mutation.
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// Creates a generator from a seed.
    pub fn new(seed: u32) -> Chance {
        Chance(u64::from(seed) ^ 0x5851_f42d_4c95_7f2d)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    fn of<'a, T: ?Sized>(&mut self, items: &[&'a T]) -> &'a T {
        items[self.below(items.len())]
    }
}

/// Mutates `data` (JSON) in place for libFuzzer, and returns the new length.
pub fn mutate(dictionary: Dictionary, data: &mut [u8], size: usize, max_size: usize, seed: u32) -> usize {
    let mut chance = Chance::new(seed);
    let Ok(original) = serde_json::from_slice::<Value>(&data[..size]) else {
        return libfuzzer_sys::fuzzer_mutate(data, size, max_size);
    };
    if chance.below(64) == 0 {
        return libfuzzer_sys::fuzzer_mutate(data, size, max_size);
    }
    for _ in 0..4 {
        let mut root = original.clone();
        for _ in 0..=chance.below(4) {
            step(&mut root, dictionary, &mut chance);
        }
        if let Some(length) = write(&root, data, max_size) {
            return length;
        }
    }
    let mut root = original;
    (0..4).for_each(|_| delete(&mut root, &mut chance));
    write(&root, data, max_size).unwrap_or(size)
}

/// Inserts a subtree of one input into another, and returns the new length.
pub fn cross(one: &[u8], other: &[u8], out: &mut [u8], seed: u32) -> usize {
    let mut chance = Chance::new(seed);
    let (Ok(mut root), Ok(mut donor)) = (serde_json::from_slice::<Value>(one), serde_json::from_slice(other)) else {
        return 0;
    };
    let piece = any(&mut donor, &mut chance).clone();
    *any(&mut root, &mut chance) = piece;
    write(&root, out, out.len()).unwrap_or(0)
}

fn write(root: &Value, data: &mut [u8], max_size: usize) -> Option<usize> {
    let text = root.to_string();
    let fits = text.len() <= max_size.min(data.len());
    fits.then(|| data[..text.len()].copy_from_slice(text.as_bytes())).map(|()| text.len())
}

fn step(root: &mut Value, dictionary: Dictionary, chance: &mut Chance) {
    match chance.below(16) {
        0 | 1 => delete(root, chance),
        2 => duplicate(root, chance),
        3 | 4 => swap(root, chance),
        5 | 6 => {
            let copy = any(root, chance).clone();
            *any(root, chance) = copy;
        }
        7 => *any(root, chance) = scalar(chance),
        8 => change_type(any(root, chance)),
        9..=12 => splice(any(root, chance), dictionary, chance),
        13 if dictionary.references => refer(root, chance),
        14 => wrap(any(root, chance), dictionary, chance),
        15 => rename(any(root, chance), chance),
        _ => hostile(any(root, chance), chance),
    }
}

/// A random node; all nodes are equally likely.
fn any<'a>(root: &'a mut Value, chance: &mut Chance) -> &'a mut Value {
    let mut index = chance.below(count(root));
    let mut node = root;
    loop {
        if index == 0 {
            return node;
        }
        index -= 1;
        node = match node {
            Value::Array(items) => within(items.iter_mut(), &mut index),
            Value::Object(members) => within(members.iter_mut().map(|(_, value)| value), &mut index),
            scalar => return scalar,
        };
    }
}

fn within<'a>(children: impl Iterator<Item = &'a mut Value>, index: &mut usize) -> &'a mut Value {
    for child in children {
        let size = count(child);
        if *index < size {
            return child;
        }
        *index -= size;
    }
    unreachable!("an index below the count lies in one of the children")
}

fn count(node: &Value) -> usize {
    1 + match node {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(members) => members.values().map(count).sum(),
        _ => 0,
    }
}

fn delete(root: &mut Value, chance: &mut Chance) {
    match any(root, chance) {
        Value::Array(items) if !items.is_empty() => drop(items.remove(chance.below(items.len()))),
        Value::Object(members) => {
            if let Some(key) = key_of(members, chance) {
                members.shift_remove(&key);
            }
        }
        _ => {}
    }
}

fn duplicate(root: &mut Value, chance: &mut Chance) {
    match any(root, chance) {
        Value::Array(items) if !items.is_empty() => items.push(items[chance.below(items.len())].clone()),
        Value::Object(members) => {
            if let Some(key) = key_of(members, chance)
                && let Some(value) = members.get(&key).cloned()
            {
                let suffix = ["2", "_", " ", "/", "A", "\u{0}", "{id}"][chance.below(7)];
                members.insert(format!("{key}{suffix}"), value);
            }
        }
        _ => {}
    }
}

fn swap(root: &mut Value, chance: &mut Chance) {
    let one = any(root, chance).take();
    let other = std::mem::replace(any(root, chance), one);
    // The first node is null now, unless it contained the second.
    if let Some(hole) = hole(root) {
        *hole = other;
    }
}

fn hole(node: &mut Value) -> Option<&mut Value> {
    match node {
        Value::Null => Some(node),
        Value::Array(items) => items.iter_mut().find_map(hole),
        Value::Object(members) => members.iter_mut().find_map(|(_, value)| hole(value)),
        _ => None,
    }
}

fn change_type(node: &mut Value) {
    *node = match node.take() {
        Value::Null => json!({}),
        Value::Bool(flag) => json!(flag.to_string()),
        Value::Number(number) => json!(number.to_string()),
        Value::String(text) => json!([text]),
        Value::Array(items) => items.into_iter().enumerate().map(|(at, item)| (at.to_string(), item)).collect(),
        Value::Object(members) => members.into_iter().map(|(_, value)| value).collect(),
    };
}

fn splice(node: &mut Value, dictionary: Dictionary, chance: &mut Chance) {
    let (key, values) = dictionary.keys[chance.below(dictionary.keys.len())];
    let value = serde_json::from_str(chance.of(values)).unwrap_or_else(|_| scalar(chance));
    match node {
        Value::Object(members) => drop(members.insert(key.to_owned(), value)),
        Value::Array(items) => items.push(value),
        node => *node = value,
    }
}

/// A reference to another node, often to an ancestor, which makes a loop.
fn refer(root: &mut Value, chance: &mut Chance) {
    let mut pointer = String::from("#");
    let mut node = &*root;
    for _ in 0..chance.below(8) {
        let (segment, child) = match node {
            Value::Object(members) if !members.is_empty() => {
                let at = chance.below(members.len());
                members.iter().nth(at).map(|(key, value)| (key.replace('~', "~0").replace('/', "~1"), value))
            }
            Value::Array(items) if !items.is_empty() => {
                let at = chance.below(items.len());
                items.get(at).map(|item| (at.to_string(), item))
            }
            _ => None,
        }
        .unwrap_or((String::new(), &Value::Null));
        if child.is_null() {
            break;
        }
        pointer.push('/');
        pointer.push_str(&segment);
        node = child;
    }
    let reference = json!({ "$ref": pointer });
    *any(root, chance) = reference;
}

fn wrap(node: &mut Value, dictionary: Dictionary, chance: &mut Chance) {
    let times = [1, 1, 1, 2, 5, 30][chance.below(6)];
    let word = dictionary.keys[chance.below(dictionary.keys.len())].0;
    for _ in 0..times {
        let inner = node.take();
        *node = if chance.below(2) == 0 { json!([inner]) } else { json!({ word: inner }) };
    }
}

fn rename(node: &mut Value, chance: &mut Chance) {
    if let Value::Object(members) = node
        && let Some(key) = key_of(members, chance)
    {
        let renamed = members.iter().map(|(other, value)| {
            (if *other == key { chance.of(STRINGS).to_owned() } else { other.clone() }, value.clone())
        });
        *members = renamed.collect::<Map<_, _>>();
    }
}

fn hostile(node: &mut Value, chance: &mut Chance) {
    match node {
        Value::String(text) if chance.below(2) == 0 => text.push_str(chance.of(STRINGS)),
        Value::Array(_) | Value::Object(_) => {}
        node => *node = scalar(chance),
    }
}

fn scalar(chance: &mut Chance) -> Value {
    match chance.below(8) {
        0 => Value::Null,
        1 => Value::Bool(chance.below(2) == 0),
        2 | 3 => chance.of(NUMBERS).parse::<Number>().map_or(Value::Null, Value::Number),
        4 => json!({}),
        5 => json!([]),
        _ => Value::String(chance.of(STRINGS).to_owned()),
    }
}

fn key_of(members: &Map<String, Value>, chance: &mut Chance) -> Option<String> {
    members.keys().nth(chance.below(members.len())).cloned()
}
