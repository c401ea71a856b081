//! Bytes are received as they come.

use clientgen_runtime::Bytes;

#[test]
fn downloads_are_bytes() {
    let file: Bytes = received("bytes", |client: client::Client| client.files().get("1"));
    let page: Bytes = received("<p>", |client: client::Client| client.files().get_page("1"));
    assert_eq!((&file[..], &page[..]), (&b"bytes"[..], &b"<p>"[..]));
    let nothing: () = received("ok", |client: client::Client| client.files().put("1"));
    let () = nothing;
}
