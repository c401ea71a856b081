//! The type of a shared media type.

use client::models::Thing;

#[test]
fn a_thing_is_sent_and_received() {
    let call = sent(|client: client::Client| client.things().create(Thing::new(1)));
    assert_eq!((header(&call, "content-type"), &*body(&call)), ("application/json", r#"{"id":1}"#));
    let thing: Thing = received(r#"{"id":2}"#, |client: client::Client| client.things().create(Thing::new(1)));
    assert_eq!(thing.id, 2);
}
