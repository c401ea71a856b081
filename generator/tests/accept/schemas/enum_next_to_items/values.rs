//! The array stays an array, in JSON and in the query.

use client::models::{A, AKind};

#[test]
fn arrays_are_read_and_sent() {
    assert_eq!(read::<A>(r#"{"kinds":["p"]}"#).kinds, Some(vec![AKind::P]));
    comes_back::<A>(&[r#"{"kinds":["p","z"],"levels":[2,7],"untyped":["r"],"known":["a"]}"#]);
    let call = sent(|client: client::Client| client.a().list().kinds([AKind::P, AKind::Q]));
    assert_eq!(call.query, "kinds=p&kinds=q");
}
