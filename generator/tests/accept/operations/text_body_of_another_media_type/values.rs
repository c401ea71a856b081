//! The media type of the document is sent.

#[test]
fn text_has_the_media_type_of_the_document() {
    let call = sent(|client: client::Client| client.rows().add("a,b"));
    assert_eq!((header(&call, "content-type"), &*body(&call)), ("text/csv", "a,b"));
    let call = sent(|client: client::Client| client.rows().replace_page().body("<p>"));
    assert_eq!(header(&call, "content-type"), "text/html; charset=utf-8");
}
