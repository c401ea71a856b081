//! Read, change, write back: only what a request may have is sent, at every depth.

use client::models::{Model, ModelChoice, Part, Square};

const READ: &str = r#"{"id":"1","name":"a","state":"old","parts":[{"token":"t","size":2,"x":"y"}]}"#;

#[test]
fn a_request_has_no_value_that_only_the_server_sends() {
    let mut model: Model = read(READ);
    model.name = "b".to_owned();
    let call = sent(|client: client::Client| client.models().update("1", &model));
    assert_eq!(body(&call), r#"{"name":"b","parts":[{"size":2,"x":"y"}]}"#);
    let call = sent(|client: client::Client| client.forms().create(&model.parts.as_ref().expect("there are parts")[0]));
    assert_eq!(body(&call), "size=2&x=y");
    let call = sent(|client: client::Client| client.models().update("1", Model::new("c")));
    assert_eq!(body(&call), r#"{"name":"c"}"#);
    assert!(!format!("{:?}", read::<Part>(r#"{"token":"t0"}"#)).contains("t0"));
}

#[test]
fn everything_else_has_it() {
    comes_back::<Model>(&[READ]);
}

#[test]
fn what_tells_the_variant_is_sent() {
    let model = Model::new("a").choice(ModelChoice::from(Square::new()));
    let call = sent(|client: client::Client| client.models().update("1", &model));
    assert_eq!(body(&call), r#"{"name":"a","choice":{"kind":"square"}}"#);
}
