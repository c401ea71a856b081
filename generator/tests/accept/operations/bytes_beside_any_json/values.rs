//! The download as it is.

use clientgen_runtime::Bytes;

#[test]
fn the_bytes_come_as_they_are() {
    let bytes: Bytes = received("%PDF", |client: client::Client| client.attachments().get("1"));
    assert_eq!(&bytes[..], b"%PDF");
}
