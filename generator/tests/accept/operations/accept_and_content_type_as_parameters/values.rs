//! The documented values are sent, and those of the call win.

#[test]
fn documented_headers_are_sent() {
    let call = sent(|client: client::Client| client.notes().list());
    assert_eq!(header(&call, "accept"), "application/vnd.notes+json;version=2");
    let call = sent(|client: client::Client| client.notes().add());
    assert_eq!(header(&call, "content-type"), "application/json");
    let call = sent(|client: client::Client| client.notes().list().header("Accept", "text/plain"));
    assert_eq!(header(&call, "accept"), "text/plain");
}
