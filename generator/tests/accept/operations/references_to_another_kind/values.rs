//! The schema is JSON in both directions.

use client::models::Note;

#[test]
fn a_schema_is_sent_as_json() {
    let call = sent(|client: client::Client| client.notes().add().body(Note::new("x")));
    assert_eq!((header(&call, "content-type"), &*body(&call)), ("application/json", r#"{"text":"x"}"#));
    assert_eq!(read::<Note>(r#"{"text":"y"}"#).text, "y");
}
