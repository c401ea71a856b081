//! What nothing declares is read, kept and sent.

use client::models::{A, Counts};

#[test]
fn the_undeclared_property_is_there() {
    assert_eq!(read::<A>(r#"{"id":"1","kind":"k"}"#).kind, "k");
    comes_back::<Counts>(&[r#"{"name":"n","total":3,"more":4}"#, r#"{"total":null}"#]);
    let call = sent(|client: client::Client| client.a().update(A::new("1", "k")));
    assert_eq!(body(&call), r#"{"id":"1","kind":"k"}"#);
}
