//! Every place that does not keep a limit is named, at every depth.

use client::Validate;
use client::models::Person;

fn violations(json: &str) -> String {
    read::<Person>(json).validate().err().map(|found| found.to_string()).unwrap_or_default()
}

#[test]
fn values_that_keep_their_limits_are_valid() {
    assert_eq!(violations(r#"{"id":"longer","name":"Anna","age":18,"share":0.3,"tags":["a","b"]}"#), "");
    assert_eq!(violations(r#"{"name":"\u00e4\u00e4\u00e4\u00e4\u00e4"}"#), "");
}

#[test]
fn every_violation_is_named() {
    let json = r#"{"name":"A","age":121,"share":0,"tags":["a","b","c"],"friends":[{"name":"Bertha"}],"pet":{"kind":"cat","lives":10},"x":{"kind":"cat","lives":11}}"#;
    let expected = "$.name: at least 2 characters; $.age: at most 120; $.share: more than 0; $.tags: at most 2 items; \
        $.friends[0].name: at most 5 characters; $.pet.lives: at most 9; $.x.lives: at most 9";
    assert_eq!(violations(json), expected);
    let found = read::<Person>(r#"{"name":"Anna","share":0.25}"#).validate().unwrap_err();
    let first = found.iter().next().expect("there is one");
    assert_eq!((first.path(), first.limit()), ("$.share", "a multiple of 0.1"));
}
