//! The media type is that of the caller.

use clientgen_runtime::TypedBody;

#[test]
fn the_body_knows_its_media_type() {
    let picture = TypedBody::new("image/webp", b"RIFF".to_vec());
    let call = sent(|client: client::Client| client.picture().replace(picture));
    assert_eq!((header(&call, "content-type"), &*body(&call)), ("image/webp", "RIFF"));
}
