//! The query string.

use client::models::{SearchItemsSelector, SearchThingsExpression};

#[test]
fn the_value_is_the_whole_query() {
    let selector = SearchItemsSelector::new().q("a b").size(3);
    let call = sent(|client: client::Client| client.items().search().selector(selector));
    assert_eq!(call.query, "q=a%20b&size=3");
    let call = sent(|client: client::Client| client.things().search(SearchThingsExpression::new("$.a")));
    assert_eq!(call.query, "%7B%22path%22%3A%22%24.a%22%7D");
}
