//! Integers and strings are kept as what they are.

use client::models::{IntOrString, Probe};

#[test]
fn both_are_read_and_written() {
    assert_eq!(read::<Probe>(r#"{"port":8080}"#).port, IntOrString::Integer(8080));
    comes_back::<Probe>(&[r#"{"port":8080}"#, r#"{"port":"http","ports":[1,"2"],"inline":3}"#]);
    let call = sent(|client: client::Client| client.probe().get().port("http".to_owned().into()));
    assert_eq!(call.query, "port=http");
}
