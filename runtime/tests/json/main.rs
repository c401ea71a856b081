//! Strings that every reader has to accept or to refuse, and those in which it is free (JSONTestSuite).

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use clientgen_runtime::Value;
use clientgen_runtime::model::decode;

/// The free ones that are accepted; numbers that no double holds and halves of surrogate pairs are not.
const ACCEPTED: [&str; 6] = [
    "i_number_double_huge_neg_exp",
    "i_number_real_underflow",
    "i_number_too_big_neg_int",
    "i_number_too_big_pos_int",
    "i_number_very_big_negative_int",
    "i_structure_UTF-8_BOM_empty_object",
];

/// The names of the suite, and what is to be read.
fn suite() -> Vec<(&'static str, Vec<u8>)> {
    let lines = include_str!("suite.txt").lines().filter(|line| !line.starts_with('#'));
    let mut suite: Vec<_> =
        lines.map(|line| line.split_once('|').unwrap()).map(|(name, text)| (name, unescaped(text))).collect();
    suite.push(("n_structure_100000_opening_arrays", "[".repeat(100_000).into_bytes()));
    suite.push(("n_structure_open_array_object", format!("{}\n", r#"[{"":"#.repeat(50_000)).into_bytes()));
    suite
}

fn unescaped(text: &str) -> Vec<u8> {
    let mut pieces = text.split('\\');
    let mut bytes = pieces.next().unwrap().as_bytes().to_vec();
    while let Some(piece) = pieces.next() {
        let rest = match piece.chars().next() {
            // Two backslashes: the piece between them is empty, the next one follows as it is.
            None => {
                bytes.push(b'\\');
                pieces.next().unwrap()
            }
            Some('x') => {
                bytes.push(u8::from_str_radix(&piece[1..3], 16).unwrap());
                &piece[3..]
            }
            Some(sign) => {
                bytes.push(match sign {
                    'n' => b'\n',
                    'r' => b'\r',
                    _ => b'\t',
                });
                &piece[1..]
            }
        };
        bytes.extend_from_slice(rest.as_bytes());
    }
    bytes
}

#[test]
fn what_must_be_accepted_or_refused_is() {
    let suite = suite();
    assert_eq!(suite.len(), 318);
    for (name, text) in suite {
        let is_accepted = decode::<Value>(&text).is_ok();
        let should_be = name.starts_with("y_") || ACCEPTED.contains(&name);
        assert_eq!(is_accepted, should_be, "{name}");
    }
}

#[test]
fn values_are_those_of_serde_json() {
    for (name, text) in suite() {
        let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&text);
        match (decode::<Value>(text), serde_json::from_slice::<Value>(text)) {
            (Ok(ours), Ok(theirs)) => assert_eq!(ours.to_string(), theirs.to_string(), "{name}"),
            (ours, theirs) => assert_eq!(ours.is_ok(), theirs.is_ok(), "{name}"),
        }
    }
}
