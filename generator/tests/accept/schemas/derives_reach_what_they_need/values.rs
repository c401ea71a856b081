//! What is derived agrees with the equality that all types have.

use std::collections::{BTreeSet, HashSet};

use client::models::{Card, Line, Payment, Size};

#[test]
fn equal_values_have_one_place_in_a_set() {
    let card = || Payment::from(Card::new("4242"));
    let cash = || Payment::from("cash".to_owned());
    let payments = HashSet::from([card(), cash(), card(), cash()]);
    assert_eq!(payments.len(), 2);
}

#[test]
fn lines_are_sorted_by_their_fields() {
    let lines = BTreeSet::from([Line::new("b", 1), Line::new("a", 2), Line::new("a", 1)]);
    let sorted: Vec<(&str, i64)> = lines.iter().map(|line| (line.article.as_str(), line.count)).collect();
    assert_eq!(sorted, [("a", 1), ("a", 2), ("b", 1)]);
}

fn copy<T: Copy>(value: &T) -> T {
    *value
}

#[test]
fn a_record_of_numbers_is_copied() {
    let size: Size = read(r#"{"width":3}"#);
    assert_eq!(copy(&size), size);
}
