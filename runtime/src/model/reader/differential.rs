//! The reader against serde_json: what one reads, the other reads as the same value, and what one refuses, both refuse.
//!
//! The text is made from seeds by small changes. `JSON_CASES` sets their number, `JSON_SEED` where they begin.

use serde::de::IgnoredAny;
use serde_json::Value;

use super::super::cursor::Cursor;
use super::super::drift::DecodeOptions;
use super::super::kind::Model;
use super::super::trace::Trace;
use super::Reader;

const SEEDS: [&str; 14] = [
    r#"{"a": 1, "b": [true, false, null], "c": {"d": -0.5e-3, "e": ""}}"#,
    r#"[0, -0, 1, -1, 10, 123456789012345678, 1234567890123456789, 18446744073709551615, -9223372036854775808]"#,
    r"[0.0, -0.0, 0.1, 1.5, 123.456, 0.000001, 123456789012345.6, 1234567890.123456789, 0.30000000000000004]",
    r"[1e0, 1E5, 1e+5, 1e-5, 1.5e300, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 1e400, 1e-400]",
    r#"["", "a", "seven b", "eight by", "nine byte", "fifteen letters", "sixteen letters!", "a\"b\\c\/d\b\f\n\r\t"]"#,
    "[\"\u{e9}\", \"\u{20ac}uro\", \"\u{1f600}\", \"\u{7f}\u{80}\u{ffff}\", \"1234567\u{e9}\"]",
    r#"["\u0000", "\u00e9", "\u20ac", "\ud83d\ude00", "\uD83D\uDE00", "x\u0041y", "\ufffe\uffff"]"#,
    r#"["\ud800", "\udc00", "\ud800\ud800", "\ud800x", "\ud800\n", "\udc00\ud800", "\ud83d\ud83d\ude00"]"#,
    " \t\r\n[ 1 , \n{ \"a\" : [ ] , \"b\" : { } } , \t\"x\" ] \r\n",
    r#"{"": 0, "a": 1, "a": {"a": 2}, "\u0061": 3, "b\n": 4}"#,
    r#"[[[[[[[[[[[[{"a":[[[[[[{"b":[]}]]]]]]}]]]]]]]]]]]]"#,
    "12",
    "\"text\"",
    "null",
];

const PIECES: [&str; 48] = [
    "\"",
    "\\",
    "\\u",
    "\\ud83d",
    "\\ude00",
    "\\u00e9",
    "\\n",
    "\\x",
    ",",
    ":",
    "[",
    "]",
    "{",
    "}",
    "-",
    "+",
    "0",
    "1",
    "9",
    ".",
    "e",
    "E",
    "0.1",
    "1e400",
    "-0",
    "01",
    "00",
    "true",
    "tru",
    "false",
    "null",
    "nul",
    " ",
    "\n",
    "\t",
    "\u{0}",
    "\u{1f}",
    "\u{7f}",
    "\u{a0}",
    "\u{feff}",
    "\u{e9}",
    "\u{1f600}",
    "12345678901234567890",
    "\"a\":",
    "[]",
    "{}",
    "/**/",
    "'",
];

/// Numbers that look random and are the same each time.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("31 bits") % limit
    }

    fn text(&mut self) -> String {
        let mut characters: Vec<char> = SEEDS[self.below(SEEDS.len())].chars().collect();
        for _ in 0..self.below(4) {
            let at = self.below(characters.len() + 1);
            let until = (at + self.below(6)).min(characters.len());
            let piece: Vec<char> = match self.below(4) {
                0 => Vec::new(),
                1 => characters[at..until].repeat(2),
                _ => PIECES[self.below(PIECES.len())].chars().collect(),
            };
            characters.splice(at..until, piece);
        }
        match self.below(64) {
            0 => nested(characters, self.below(140)),
            _ => characters.into_iter().collect(),
        }
    }

    /// A number with so many digits before and after the point.
    fn number(&mut self) -> String {
        let mut digits = |limit| -> String { (0..self.below(limit)).map(|_| PIECES[16 + self.below(3)]).collect() };
        let (integer, fraction) = (digits(22), digits(22));
        let sign = ["", "-"][self.below(2)];
        match self.below(3) {
            0 => format!("{sign}{integer}.{fraction}"),
            1 => format!("{sign}{integer}"),
            _ => format!("{sign}{integer}.{fraction}e{}", self.below(700).cast_signed() - 350),
        }
    }
}

fn nested(characters: Vec<char>, depth: usize) -> String {
    let inner: String = characters.into_iter().collect();
    format!("{}{inner}{}", "[".repeat(depth), "]".repeat(depth))
}

fn cases() -> impl Iterator<Item = usize> {
    let setting = |name| std::env::var(name).ok().and_then(|value| value.parse().ok());
    0..setting("JSON_CASES").unwrap_or(20_000)
}

fn random() -> Random {
    Random(std::env::var("JSON_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(0x5eed_5eed_5eed))
}

/// What the reader makes of JSON text, and whether something did not fit.
fn read<T: Model>(text: &str) -> Option<(T, bool)> {
    let mut value = T::empty();
    let trace = Trace::new(DecodeOptions::default(), text.len());
    let is_read = Reader::new(text, &trace).document(value.slot()).is_ok();
    is_read.then(|| (value, !trace.is_clean()))
}

fn assert_equal_trees(text: &str) {
    match (serde_json::from_str::<Value>(text), read::<Value>(text)) {
        (Ok(theirs), Some((ours, false))) => {
            // Equality does not know the sign of zero.
            assert_eq!((ours.to_string(), ours), (theirs.to_string(), theirs), "{text}");
        }
        (Err(_), None) => {}
        // Half of a surrogate pair and a number too large for any type are noted, and serde_json reads no further.
        (Err(error), Some((_, true))) => {
            let error = error.to_string();
            let is_noted = ["surrogate", "hex escape", "out of range"].iter().any(|known| error.contains(known));
            assert!(is_noted, "{text}: {error}");
        }
        (theirs, ours) => panic!("{text}: serde_json {theirs:?}, the reader {ours:?}"),
    }
}

fn assert_equal_skips(text: &str) {
    let mut cursor = Cursor::new(text);
    let ours = cursor.skip().is_ok() && cursor.is_at_end();
    assert_eq!(ours, serde_json::from_str::<IgnoredAny>(text).is_ok(), "{text}");
}

fn assert_equal_numbers(text: &str) {
    let theirs = serde_json::from_str::<f64>(text).ok();
    let ours = read::<f64>(text).filter(|(_, is_drift)| !is_drift).map(|(number, _)| number);
    assert_eq!(ours.map(f64::to_bits), theirs.map(f64::to_bits), "{text}");
    let theirs = serde_json::from_str::<i64>(text).ok();
    let ours = read::<i64>(text).filter(|(_, is_drift)| !is_drift && theirs.is_some()).map(|(number, _)| number);
    assert_eq!(ours, theirs, "{text}");
}

#[test]
fn trees_are_those_of_serde_json() {
    let mut random = random();
    for _ in cases() {
        let text = random.text();
        assert_equal_trees(&text);
        assert_equal_skips(&text);
    }
}

#[test]
fn numbers_are_those_of_serde_json_to_the_last_bit() {
    let mut random = random();
    for _ in cases() {
        assert_equal_numbers(&random.number());
    }
}

#[test]
fn seeds_are_read_without_change() {
    let halves = SEEDS[7];
    for text in SEEDS.into_iter().filter(|text| *text != halves && !text.contains("1e400")) {
        assert!(serde_json::from_str::<Value>(text).is_ok(), "{text}");
        assert_equal_trees(text);
    }
    let (read, has_drift) = read::<Vec<String>>(halves).expect("halves are replaced");
    assert!(has_drift);
    let expected = ["\u{fffd}", "\u{fffd}", "\u{fffd}\u{fffd}", "\u{fffd}x", "\u{fffd}\n", "\u{fffd}\u{fffd}"];
    assert_eq!(read[..6], expected);
    assert_eq!(read[6], "\u{fffd}\u{1f600}");
}

#[test]
fn depth_is_that_of_serde_json() {
    for depth in [126, 127, 128, 129, 1000] {
        let arrays = nested(Vec::new(), depth);
        let objects = format!("{}1{}", r#"{"a":"#.repeat(depth), "}".repeat(depth));
        for text in [arrays, objects] {
            assert_equal_trees(&text);
            assert_equal_skips(&text);
            assert_eq!(read::<Value>(&text).is_some(), depth < 128, "{depth}");
        }
    }
}
