//! Booleans and integers select members, and are written as what they are.

use client::models::{B, Config, Envelope, EnvelopeValue};

#[test]
fn members_are_selected_by_booleans_and_integers() {
    assert!(matches!(read::<Config>(r#"{"secure":true,"host":"h"}"#), Config::Ssh(_)));
    assert!(matches!(read::<Config>(r#"{"secure":false,"host":"h"}"#), Config::Http(_)));
    let value = |json: &str| read::<Envelope>(json).value;
    assert!(matches!(value(r#"{"value":{"type":2,"v":"x"}}"#), EnvelopeValue::B(_)));
    assert!(matches!(value(r#"{"value":{"type":3,"v":"x"}}"#), EnvelopeValue::Unknown(_)));
    comes_back::<Envelope>(&[r#"{"value":{"type":2,"v":"x"}}"#, r#"{"value":{"type":3,"v":"x"},"other":{"secure":true,"host":"h"}}"#]);
    assert_eq!(written(&EnvelopeValue::B(read::<B>(r#"{"v":"x"}"#))), r#"{"type":2,"v":"x"}"#);
}
