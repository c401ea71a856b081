//! The bytes of both kinds of forms.

use client::models::{CreateFormRequest, CreatePartRequest};

#[test]
fn arrays_are_separated() {
    let form = CreateFormRequest::new().plain(["a", "b"]).multi(["c", "d"]).pipes([1, 2]);
    let call = sent(|client: client::Client| client.forms().create().body(form));
    assert_eq!(body(&call), "plain=a,b&multi=c&multi=d&pipes=1%7C2");
}

#[test]
fn an_array_is_one_part() {
    let form = CreatePartRequest::new().plain(["a", "b"]).multi(["c", "d"]);
    let text = body(&sent(|client: client::Client| client.forms().create_part().body(form)));
    assert!(text.contains("name=\"plain\"\r\n\r\na,b\r\n"), "{text}");
    assert_eq!(text.matches("name=\"multi\"").count(), 2, "{text}");
}
