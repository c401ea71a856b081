//! The parts of a form with styles.

use client::models::{AddPartsRequest, AddPartsRequestOpts};
use clientgen_runtime::FilePart;

fn sent_parts(form: AddPartsRequest) -> String {
    body(&sent(|client: client::Client| client.parts().add(form)))
}

#[test]
fn styles_decide_about_the_parts() {
    let text = sent_parts(AddPartsRequest::new().kinds(["a", "b"]).opts(AddPartsRequestOpts::new().a(1).b("x")));
    for part in ["\"kinds\"\r\n\r\na,b\r\n", "\"opts[a]\"\r\n\r\n1\r\n", "\"opts[b]\"\r\n\r\nx\r\n"] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn inner_arrays_keep_their_structure() {
    let text = sent_parts(AddPartsRequest::new().grid(vec![vec![1], vec![2, 3]]));
    for json in ["[1]", "[2,3]"] {
        assert!(text.contains(&format!("\"grid\"\r\nContent-Type: application/json\r\n\r\n{json}\r\n")), "{text}");
    }
}

#[test]
fn files_have_the_media_type_of_the_schema() {
    let other = FilePart::from(vec![b'q']).content_type("image/gif");
    let text = sent_parts(AddPartsRequest::new().photos([FilePart::from(vec![b'p']), other]));
    assert!(text.contains("Content-Type: image/png\r\n\r\np") && text.contains("Content-Type: image/gif"), "{text}");
}
