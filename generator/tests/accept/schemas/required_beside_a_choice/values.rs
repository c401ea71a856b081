//! Values with and without what is required.

use client::models::Proof;

#[test]
fn what_is_required_has_to_be_there() {
    comes_back::<Proof>(&[r#"{"kind":"card","size":1}"#, r#"{"kind":"letter","size":2,"pages":3}"#]);
    assert!(refused::<Proof>(r#"{"kind":"card"}"#).to_string().contains("size"));
}
