//! What the server does is read and sent.

use client::models::User;
use clientgen_runtime::EventStream;

#[test]
fn values_are_as_the_overrides_say() {
    let _: User = read(r#"{"id":"a","name":null,"age":7}"#);
    let _: User = read(r#"{"id":"a","age":"seven"}"#);
}

#[test]
fn requests_are_as_the_overrides_say() {
    let call = sent(|client: client::Client| client.users().list(5).x_trace("t"));
    assert_eq!((&*call.query, header(&call, "x-trace")), ("limit=5", "t"));
    let call = sent(|client: client::Client| client.files().put("a/b", "bytes"));
    assert_eq!((&*call.path, body(&call).as_str()), ("/files/a/b", "bytes"));
    let call = sent(|client: client::Client| client.users().create().body(User::new("a")));
    assert_eq!(body(&call), r#"{"id":"a"}"#);
}

#[test]
fn events_are_read() {
    let mut events: EventStream<User> =
        received("data: {\"id\":\"a\"}\n\n", |client: client::Client| client.events().watch_users());
    assert_eq!(wait(events.next()).and_then(Result::ok).map(|event| event.data.id), Some("a".to_owned()));
}
