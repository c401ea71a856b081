//! Every place that does not keep a limit is named, at every depth.

use client::Validate;
use client::models::Person;

fn violations(json: &str) -> String {
    read::<Person>(json).validate().err().map(|found| found.to_string()).unwrap_or_default()
}

#[test]
fn values_that_keep_their_limits_are_valid() {
    assert_eq!(violations(r#"{"id":"longer","name":"Anna","age":18,"share":0.3,"tags":["a","b"]}"#), "");
    assert_eq!(violations(r#"{"name":"\u00e4\u00e4\u00e4\u00e4\u00e4"}"#), "");
}

#[test]
fn every_violation_is_named() {
    let json = r#"{"name":"A","age":121,"share":0,"tags":["a","b","c"],"friends":[{"name":"Bertha"}],"pet":{"kind":"cat","lives":10},"x":{"kind":"cat","lives":11}}"#;
    let expected = "$.name: at least 2 characters; $.age: at most 120; $.share: more than 0; $.tags: at most 2 items; \
        $.friends[0].name: at most 5 characters; $.pet.lives: at most 9; $.x.lives: at most 9";
    assert_eq!(violations(json), expected);
    let found = read::<Person>(r#"{"name":"Anna","share":0.25}"#).validate().unwrap_err();
    let first = found.iter().next().expect("there is one");
    assert_eq!((first.path(), first.limit()), ("$.share", "a multiple of 0.1"));
}

fn failure<F: IntoFuture<Output = Result<client::models::Answer, client::Error>>>(call: impl FnOnce(client::Client) -> F) -> String {
    let transport = MockTransport::new();
    let client = transport.builder::<client::Client>().check_limits(client::LIMITS).build().expect("it can be built");
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime can be built");
    let outcome = runtime.block_on(call(client).into_future());
    let sent = if transport.calls().is_empty() { "" } else { "sent: " };
    outcome.err().map(|error| format!("{sent}{error}")).unwrap_or_default()
}

#[test]
fn requests_are_held_against_the_limits_where_the_client_is_told_to() {
    let name = |name: &str| Person::new(name);
    let body = failure(|client| client.people().add(name("A")));
    assert!(body.contains("the body does not keep the limits: $.name: at least 2 characters"), "{body}");
    let page = failure(|client| client.people().add(name("Anna")).page(0));
    assert!(page.contains("parameter \"page\" is not at least 1"), "{page}");
    let code = failure(|client| client.people().add(name("Anna")).code("long"));
    assert!(code.contains("parameter \"code\" is not at most 3 characters"), "{code}");
    let tags = failure(|client| client.people().add(name("Anna")).tags(["a", "b"]));
    assert!(tags.contains("parameter \"tags\" is not at most 1 item"), "{tags}");
    let fine = failure(|client| client.people().add(name("Anna")).page(1).code("abc").tags(["a"]));
    assert!(fine.starts_with("sent: "), "{fine}");
}
