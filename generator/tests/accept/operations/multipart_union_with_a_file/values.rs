//! Each member is sent as a form.

use client::models::{AddUploadRequestByFile, AddUploadRequestByUrl, AddUploadRequest, ReplaceUploadRequestById, ReplaceUploadRequest};
use clientgen_runtime::FilePart;

#[test]
fn a_file_is_a_file_part() {
    let by_file = AddUploadRequestByFile::new(FilePart::new("a.txt", "bytes")).note("n");
    let text = body(&sent(|client: client::Client| client.uploads().add(AddUploadRequest::from(by_file))));
    assert!(text.contains("name=\"file\"; filename=\"a.txt\"\r\n") && text.contains("bytes"), "{text}");
    assert!(text.contains("name=\"note\"\r\n\r\nn\r\n"), "{text}");
    let by_url = AddUploadRequestByUrl::new("https://example.com");
    let call = sent(|client: client::Client| client.uploads().add(AddUploadRequest::from(by_url)));
    assert!(header(&call, "content-type").starts_with("multipart/form-data; boundary="));
    assert!(body(&call).contains("name=\"url\"\r\n\r\nhttps://example.com\r\n"));
}

#[test]
fn a_choice_without_files_is_a_form_too() {
    let by_id = ReplaceUploadRequest::from(ReplaceUploadRequestById::new(7).tags(["a", "b"]));
    let text = body(&sent(|client: client::Client| client.uploads().replace(by_id)));
    assert!(text.contains("name=\"id\"\r\n\r\n7\r\n"), "{text}");
    assert_eq!(text.matches("name=\"tags\"").count(), 2, "{text}");
}
