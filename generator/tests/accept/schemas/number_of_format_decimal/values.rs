//! Digits are kept in both directions, in JSON and in the query.

use client::DecimalNumber;
use client::models::Price;

#[test]
fn digits_are_kept() {
    let json = r#"{"price":12345678901234567.89,"rates":[0.10,null],"text":"0.10"}"#;
    assert_eq!(read::<Price>(json).price.as_str(), "12345678901234567.89");
    comes_back::<Price>(&[json, r#"{"price":5}"#, r#"{"price":1e2,"either":0.5}"#]);
    let above: DecimalNumber = "0.10".parse().expect("a number");
    let call = sent(|client: client::Client| client.prices().add(Price::new(DecimalNumber::from(7))).above(above));
    assert_eq!((call.query.as_str(), body(&call).as_str()), ("above=0.10", r#"{"price":7}"#));
}
