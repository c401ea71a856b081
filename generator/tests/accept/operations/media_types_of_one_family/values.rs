//! Each media type can be sent.

use std::collections::BTreeMap;

use clientgen_runtime::TypedBody;

#[test]
fn each_patch_has_a_method() {
    let patch: BTreeMap<String, Value> = BTreeMap::new();
    let call = sent(|client: client::Client| client.pods().update("a", patch.clone()));
    assert_eq!(header(&call, "content-type"), "application/json-patch+json");
    let call = sent(|client: client::Client| client.pods().update_merge_patch("a", patch));
    assert_eq!(header(&call, "content-type"), "application/merge-patch+json");
}

#[test]
fn each_picture_has_a_method() {
    let call = sent(|client: client::Client| client.pods().update_picture("png"));
    assert_eq!(header(&call, "content-type"), "image/png");
    let call = sent(|client: client::Client| client.pods().update_picture_webp("webp"));
    assert_eq!(header(&call, "content-type"), "image/webp");
}

#[test]
fn the_caller_settles_a_range() {
    let call = sent(|client: client::Client| client.pods().create_picture(TypedBody::new("image/gif", "gif")));
    assert_eq!((header(&call, "content-type"), &*body(&call)), ("image/gif", "gif"));
}
