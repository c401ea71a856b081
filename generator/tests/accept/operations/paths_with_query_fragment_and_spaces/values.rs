//! What is sent is a URL, whatever the document's path has in it.

fn target(call: &MockCall) -> String {
    [&call.path, "?", &call.query].concat()
}

#[test]
fn a_fragment_is_not_sent_and_takes_no_query_with_it() {
    let call = sent(|client: client::Client| client.oauth2().refresh_token().dry(true));
    assert_eq!(target(&call), "/v1/oauth2/token?dry=true");
}

#[test]
fn a_query_of_the_path_comes_before_that_of_the_call() {
    let call = sent(|client: client::Client| client.index_php().get_cart().page(2));
    assert_eq!(target(&call), "/v1/index.php?route=api/cart&page=2");
}

#[test]
fn what_no_url_has_is_percent_encoded() {
    let call = sent(|client: client::Client| client.price_list().get("a b"));
    assert_eq!(target(&call), "/v1/price%20list/stra%C3%9Fe/a%20b?");
}
