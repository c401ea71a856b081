//! Bytes are received as they come.

use clientgen_runtime::Bytes;

#[test]
fn a_success_without_a_schema_is_not_thrown_away() {
    let file: Bytes = received("bytes", |client: client::Client| client.files().get("1"));
    let page: Bytes = received("<p>", |client: client::Client| client.files().get_page("1"));
    assert_eq!((&file[..], &page[..]), (&b"bytes"[..], &b"<p>"[..]));
    let nothing: () = received("ok", |client: client::Client| client.files().put("1"));
    let () = nothing;
}

#[test]
fn two_successes_with_equal_schemas_are_one_type() {
    let added = received(r#"{"id": "7"}"#, |client: client::Client| client.files().add("1"));
    assert_eq!(added.id, "7");
}
