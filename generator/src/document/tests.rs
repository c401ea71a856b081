//! The readers: both languages give the same trees, with places, and no text can hurt them.

use super::text::read_tree;
use super::{Format, Node, NodeKind, load};
use crate::diagnostics::{DiagnosticId, Diagnostics};
use crate::source::{JsonPointer, SourceFile};

fn read(text: &str, format: Format) -> Result<Node, DiagnosticId> {
    let mut diagnostics = Diagnostics::default();
    let node = read_tree(text, format, &mut diagnostics);
    match diagnostics.iter().next() {
        Some(found) if found.severity == crate::diagnostics::Severity::Error => Err(found.id),
        _ => Ok(node.expect("what is not reported is read")),
    }
}

fn yaml(text: &str) -> serde_json::Value {
    read(text, Format::Yaml).map_or_else(|id| serde_json::Value::String(id.to_string()), |node| node.to_json())
}

fn written<'t>(text: &'t str, node: &Node) -> &'t str {
    &text[node.span.start as usize..node.span.end as usize]
}

#[test]
fn both_languages_read_alike() {
    let json =
        r#" {"a": [1, -2.5e3, true, null, "x\n\u00e9\ud83d\ude00\/"], "b": {}, "": {"c~/d": 18446744073709551615}} "#;
    let expected: serde_json::Value = serde_json::from_str(json).expect("this is JSON");
    assert_eq!(read(json, Format::Json).map(|node| node.to_json()), Ok(expected.clone()));
    assert_eq!(yaml(&json.replace("\\/", "/").replace("\\ud83d\\ude00", "😀")), expected);
}

#[test]
fn byte_order_marks_line_ends_and_tabs() {
    let expected = serde_json::json!({"a": "b", "c": [1]});
    assert_eq!(yaml("\u{feff}a: b\r\nc:\r\n  - 1\r\n"), expected);
    let json = "\u{feff}{\r\n\t\"a\": \"b\",\r\n\t\"c\": [1]\r\n}";
    assert_eq!(yaml(json), expected);
    let node = read(json, Format::Json).expect("this is JSON");
    assert_eq!(node.get("a").map(|node| written(json, node)), Some("\"b\""));
    let text = "\u{feff}a: ü\nb: c\n";
    let node = read(text, Format::Yaml).expect("this is YAML");
    assert_eq!(node.get("b").map(|node| written(text, node)), Some("c"));
}

#[test]
fn places_are_bytes_without_trailing_space() {
    let text = "\
ü: {a: 'é\u{1f600}', b: [1, 2]}
text: |
  Grüße,
  zwei Zeilen

list:
  - one  # remark
  - two: ~

last: \"x\\ty\"
";
    let node = read(text, Format::Yaml).expect("this is YAML");
    let at = |pointer: &str| written(text, node.at(&JsonPointer::parse(pointer)).expect("it is there"));
    assert_eq!(at("/ü"), "{a: 'é\u{1f600}', b: [1, 2]}");
    assert_eq!(at("/ü/a"), "'é\u{1f600}'");
    assert_eq!(at("/ü/b/1"), "2");
    assert_eq!(at("/text"), "Grüße,\n  zwei Zeilen");
    assert_eq!(at("/list"), "- one  # remark\n  - two: ~");
    assert_eq!(at("/list/0"), "one");
    assert_eq!(at("/last"), "\"x\\ty\"");
    let key = node.key("last").expect("it is there");
    assert_eq!(&text[key.span.start as usize..key.span.end as usize], "last");
}

#[test]
fn keys_are_text_as_written() {
    assert_eq!(
        yaml("200: a\n1.10: b\ntrue: c\n~: d\n'e': f\n"),
        serde_json::json!({
            "200": "a", "1.10": "b", "true": "c", "~": "d", "e": "f"
        })
    );
}

#[test]
fn aliases_copy_and_merge_keys_spread() {
    let text = "\
base: &base {a: 1, b: {c: &c deep}}
copy: *base
merged: {<<: *base, a: 2}
listed:
  <<: [{a: 3, d: 4}, *base]
quoted: {'<<': kept}
key: {*c : value}
";
    assert_eq!(
        yaml(text),
        serde_json::json!({
            "base": {"a": 1, "b": {"c": "deep"}},
            "copy": {"a": 1, "b": {"c": "deep"}},
            "merged": {"a": 2, "b": {"c": "deep"}},
            "listed": {"a": 3, "d": 4, "b": {"c": "deep"}},
            "quoted": {"<<": "kept"},
            "key": {"deep": "value"},
        })
    );
}

#[test]
fn tags_and_block_scalars() {
    assert_eq!(
        yaml("a: !!str 5\nb: !!int '5'\nc: ! 6\nd: !custom {x: !!float 1}\ne: >-\n  one\n  two\nf: |+\n  x\n\n"),
        serde_json::json!({"a": "5", "b": 5, "c": "6", "d": {"x": 1}, "e": "one two", "f": "x\n\n"})
    );
}

#[test]
fn hostile_texts_are_refused() {
    let bomb = (1..60).fold("a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned(), |text, level| {
        let inner = format!("*a{}, ", level - 1).repeat(9);
        format!("{text}a{level}: &a{level} [{inner}]\n")
    });
    let nested_anchors: String = (0..150).map(|level| format!("{}a: &n{level}\n", " ".repeat(level))).collect();
    let table = [
        ("[".repeat(100_000), Format::Json, DiagnosticId::TooDeep),
        ("[".repeat(100_000), Format::Yaml, DiagnosticId::TooDeep),
        ("{\"a\":".repeat(100_000), Format::Json, DiagnosticId::TooDeep),
        ("- ".repeat(100_000), Format::Yaml, DiagnosticId::TooDeep),
        (bomb, Format::Yaml, DiagnosticId::AliasExpansion),
        ("a: &a [*a]".to_owned(), Format::Yaml, DiagnosticId::EndlessAlias),
        ("a: *nowhere".to_owned(), Format::Yaml, DiagnosticId::Syntax),
        ("a: {<<: 3}".to_owned(), Format::Yaml, DiagnosticId::BadMerge),
        ("{a: b}: c".to_owned(), Format::Yaml, DiagnosticId::KeyNotText),
        ("a: b\n---\nc: d".to_owned(), Format::Yaml, DiagnosticId::SeveralDocuments),
        ("{\"a\": \"\\ud800\"}".to_owned(), Format::Json, DiagnosticId::Syntax),
        ("{\"a\": \"\\x\"}".to_owned(), Format::Json, DiagnosticId::Syntax),
        ("{\"a\" 1}".to_owned(), Format::Json, DiagnosticId::Syntax),
        ("{\"a\": 1} x".to_owned(), Format::Json, DiagnosticId::Syntax),
        ("{".to_owned(), Format::Json, DiagnosticId::Syntax),
        ("{\"ü\": \"".to_owned(), Format::Json, DiagnosticId::Syntax),
    ];
    for (text, format, expected) in table {
        let start: String = text.chars().take(40).collect();
        assert_eq!(read(&text, format).map(|node| node.to_json()), Err(expected), "{start}");
    }
    let deep = read(&nested_anchors, Format::Yaml);
    assert!(deep.is_ok_and(|node| node.is_map()));
    assert!(read("a: b\n---\n", Format::Yaml).is_ok());
}

#[test]
fn json_that_is_not_quite_json_is_read_as_yaml_with_a_warning() {
    let table = [
        ("{\"a\": 01}", serde_json::json!({"a": "01"})),
        ("{\"a\": 1.}", serde_json::json!({"a": 1.0})),
        ("{\"a\": \"b\nc\"}", serde_json::json!({"a": "b c"})),
        ("{\"a\": \"b\tc\"}", serde_json::json!({"a": "b\tc"})),
        ("{\"a\": [1,],}", serde_json::json!({"a": [1]})),
        ("{\"a\": 1} # one", serde_json::json!({"a": 1})),
    ];
    for (text, expected) in table {
        let mut diagnostics = Diagnostics::default();
        let node = read_tree(text, Format::Json, &mut diagnostics);
        assert_eq!(node.map(|node| node.to_json()), Some(expected), "{text}");
        assert!(diagnostics.iter().all(|found| found.id == DiagnosticId::Syntax), "{text}");
        assert_eq!(diagnostics.len(), 1, "{text}");
    }
}

#[test]
fn big_maps_with_equal_keys_stay_quick() {
    let mut text = "{".to_owned();
    for index in 0..50_000 {
        text.push_str(&format!("\"k{}\": {index},", index % 40_000));
    }
    text.push_str("\"last\": 1}");
    let mut diagnostics = Diagnostics::default();
    let node = read_tree(&text, Format::Json, &mut diagnostics).expect("this is JSON");
    assert_eq!(node.entries().len(), 40_001);
    assert_eq!(node.get("k0").and_then(Node::as_i64), Some(0));
    assert_eq!(diagnostics.len(), 5_001, "the last one counts the others");
}

/// Cuts, repeats and exchanges bytes of a real document: whatever comes of it is read or refused, never a panic.
#[test]
fn mutated_documents_do_no_harm() {
    let yaml = include_str!("validate/tests.rs").split("\"\\\n").skip(1).filter_map(|rest| rest.split("\"\n").next());
    let json = r#"{"openapi":"3.1.0","info":{"title":"a","version":"1"},"paths":{"/a/{b}":{"get":{"responses":{"200":{"$ref":"x"}}}}}}"#;
    let anchors = "openapi: 3.0.3\na: &a {b: [1, &c x]}\nd: {<<: *a, e: *c}\npaths:\n  /x: *a\n";
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = |below: usize| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        (random % below.max(1) as u64) as usize
    };
    let pieces = [
        "{", "}", "[", "]", ":", "- ", "\n", "  ", "\"", "'", "*a", "&a ", "<<: ", "|", "#", "$ref", "\u{feff}", "ü",
        "null", "9e999",
    ];
    for seed in yaml.chain([json, anchors]) {
        for _ in 0..400 {
            let mut letters: Vec<char> = seed.chars().collect();
            for _ in 0..=next(4) {
                let (at, to) = (next(letters.len()), next(letters.len()));
                match next(4) {
                    0 => letters.truncate(at.max(1)),
                    1 => letters.swap(at, to),
                    2 => drop(letters.splice(at..at, pieces[next(pieces.len())].chars())),
                    _ => drop(letters.drain(at.min(to)..at.max(to))),
                }
            }
            let text: String = letters.into_iter().collect();
            let mut diagnostics = Diagnostics::default();
            let source = SourceFile { name: "mutated".into(), text };
            let document = load(source, Format::Yaml, &mut diagnostics);
            let report = crate::diagnostics::Report::new(&diagnostics, document.as_ref());
            let _ = (report.terminal(Default::default()), report.short(), report.github(), report.json_text());
            assert!(document.is_some() || diagnostics.has_errors());
        }
    }
}

#[test]
fn numbers_keep_their_text() {
    let node = read("[1.10, 1e3, 123456789012345678901234567890]", Format::Yaml).expect("this is YAML");
    let strings: Vec<_> = node.items().iter().filter_map(Node::to_text).collect();
    assert_eq!(strings, ["1.10", "1e3", "123456789012345678901234567890"]);
    assert!(matches!(node.items()[0].kind, NodeKind::Number(_)));
}
