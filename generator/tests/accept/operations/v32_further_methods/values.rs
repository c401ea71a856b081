//! The methods on the wire.

use client::models::Filter;

#[test]
fn each_operation_has_its_method() {
    let call = sent(|client: client::Client| client.items().query(Filter::new().name("n")));
    assert_eq!((call.method.as_str(), &*call.path, &*body(&call)), ("QUERY", "/items", r#"{"name":"n"}"#));
    let call = sent(|client: client::Client| client.items().copy());
    assert_eq!((call.method.as_str(), &*call.path), ("COPY", "/items"));
    let call = sent(|client: client::Client| client.items().m_search());
    assert_eq!(call.method.as_str(), "M-SEARCH");
}
