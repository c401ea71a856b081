//! Slashes are sent as they are where the document says so, and what would change the path is refused.

#[test]
fn slashes_stay_and_the_rest_is_encoded() {
    let path = |call: MockCall| call.path;
    assert_eq!(path(sent(|client: client::Client| client.files().get("a b/c#d?.txt"))), "/files/a%20b/c%23d%3F.txt");
    assert_eq!(path(sent(|client: client::Client| client.files().get("folder/"))), "/files/folder/");
    assert_eq!(path(sent(|client: client::Client| client.blobs().get_meta("a/b"))), "/blobs/a/b/meta");
    assert_eq!(path(sent(|client: client::Client| client.pages().get("docs/first"))), "/pages/docs/first");
    assert_eq!(path(sent(|client: client::Client| client.plain().get("a/b"))), "/plain/a%2Fb");
}

#[test]
fn no_value_leads_out_of_its_place() {
    let transport = MockTransport::new();
    let client: client::Client = transport.client();
    for value in ["..", "a/../b", "a/.", "/a", "a//b"] {
        assert!(wait(client.files().get(value).into_future()).is_err(), "{value}");
    }
    assert!(wait(client.blobs().get_meta("a/").into_future()).is_err());
    assert!(transport.calls().is_empty());
}
