//! Strings, in either order.

use client::models::Label;

#[test]
fn the_values_are_strings() {
    comes_back::<Label>(&[r#"{"first":"a","second":"b"}"#]);
}
