//! The credentials of the client are sent in the header.

use clientgen_runtime::Credentials;

#[test]
fn a_token_is_sent() {
    let transport = MockTransport::new();
    let client: client::Client =
        transport.builder().credentials(Credentials::bearer("abc")).build().expect("the client can be built");
    let call = sent_by(&transport, client.notes().with_token());
    assert_eq!(header(&call, "authorization"), "Bearer abc");
}
