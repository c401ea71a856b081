//! The ends of the ranges.

use client::models::Group;

#[test]
fn no_value_is_out_of_range() {
    comes_back::<Group>(&[
        r#"{"id":18446744073709551615,"size":18446744073709551615,"small":-9223372036854775808}"#,
        r#"{"id":-9223372036854775808}"#,
        r#"{"id":"a","day":"2024-01-02"}"#,
        r#"{"day":"2024-01-02T03:04:05Z"}"#,
    ]);
}
