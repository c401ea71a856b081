//! What is given is a file part, and what is not is left out.

use client::models::PostForm;
use clientgen_runtime::FilePart;

fn parts(form: PostForm) -> String {
    body(&sent(|client: client::Client| client.posts().create(form)))
}

#[test]
fn files_are_parts_with_a_name() {
    let form = PostForm::new("hi").picture(FilePart::new("a.png", "bytes")).films([FilePart::new("b.mp4", "film")]);
    let text = parts(form.scan(FilePart::new("c.pdf", "scan")).note("n"));
    for part in ["name=\"picture\"; filename=\"a.png\"", "name=\"films\"; filename=\"b.mp4\"", "name=\"scan\"; filename=\"c.pdf\""] {
        assert!(text.contains(part), "{text}");
    }
    assert!(text.contains("name=\"note\"\r\n\r\nn\r\n"), "{text}");
}

#[test]
fn what_is_not_given_is_left_out() {
    assert_eq!(parts(PostForm::new("hi")).matches("form-data;").count(), 1);
}
