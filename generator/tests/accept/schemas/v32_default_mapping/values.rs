//! Tags are final, and what has no tag of its own is the member that `defaultMapping` names.

use client::models::{Animal, Cat, Elsewhere, Place};

#[test]
fn other_objects_are_the_default() {
    for json in [r#"{"kind":"horse","name":"b"}"#, r#"{"name":"b"}"#] {
        assert!(matches!(read::<Animal>(json), Animal::Other(_)), "{json}");
    }
    assert!(matches!(read::<Animal>(r#"{"kind":"cat","lives":7}"#), Animal::Cat(_)));
    assert!(matches!(read::<Animal>("7"), Animal::Unknown(_)));
    comes_back::<Animal>(&[r#"{"kind":"horse","name":"b"}"#, r#"{"name":"b"}"#, r#"{"kind":"dog","breed":"pug"}"#]);
    comes_back::<Place>(&[r#"{"type":"town","name":"Ulm"}"#, r#"{"type":"elsewhere","where":"sea"}"#]);
    assert_eq!(written(&Place::Elsewhere(Elsewhere::default())), r#"{"type":"elsewhere"}"#);
}

#[test]
fn a_tag_is_final() {
    assert_eq!(refused::<Animal>(r#"{"kind":"cat","lives":"many"}"#).path(), "$.lives");
    assert_eq!(written(&Animal::Cat(Cat::new())), r#"{"kind":"cat"}"#);
}
