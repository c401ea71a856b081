//! The media type and the parts.

use client::models::{
    AddUploadRequest, AddUploadRequestMetadata, ReplaceUploadRequest, ReplaceUploadRequestAt,
};

#[test]
fn a_related_body_names_its_root() {
    let upload = AddUploadRequest::new(AddUploadRequestMetadata::new("n"), b"text".to_vec());
    let call = sent(|client: client::Client| client.uploads().add(upload));
    let media_type = header(&call, "content-type");
    assert!(media_type.starts_with("multipart/related; boundary=") && media_type.ends_with("; type=\"application/json\""));
    let text = body(&call);
    let parts: Vec<&str> = text.split("Content-Type: ").collect();
    assert!(parts[1].starts_with("application/json\r\n\r\n{\"name\":\"n\"}"), "{text}");
    assert!(parts[2].starts_with("text/plain\r\n\r\ntext\r\n"), "{text}");
    assert!(!text.contains("form-data"), "{text}");
}

#[test]
fn a_mixed_body_has_parts_with_types() {
    let upload = ReplaceUploadRequest::new("ü").at(ReplaceUploadRequestAt::new().x(1));
    let call = sent(|client: client::Client| client.uploads().replace(upload));
    assert!(header(&call, "content-type").starts_with("multipart/mixed; boundary="));
    let text = body(&call);
    assert!(text.contains("\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nü\r\n"), "{text}");
    assert!(text.contains("\r\nContent-Type: application/json\r\n\r\n{\"x\":1}\r\n"), "{text}");
}
