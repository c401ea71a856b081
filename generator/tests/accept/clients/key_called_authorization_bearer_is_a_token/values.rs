//! The token is sent as such, not in a header of that name.

use clientgen_runtime::Credentials;

#[test]
fn a_key_called_authorization_bearer_is_a_bearer_token() {
    let transport = MockTransport::new();
    let client: client::Client =
        transport.builder().credentials(Credentials::bearer("abc")).build().expect("the client can be built");
    let call = sent_by(&transport, client.notes().list());
    assert_eq!(header(&call, "authorization"), "Bearer abc");
}
