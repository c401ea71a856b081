//! The query string.

use client::models::Pageable;
use clientgen_runtime::Nullable;

#[test]
fn lists_are_repeated_and_null_is_left_out() {
    let pageable = Pageable::new().page(0).sort(["name,asc", "id"]).q(Nullable::Null);
    let call = sent(|client: client::Client| client.books().list(pageable));
    assert_eq!(call.query.replace("%2C", ","), "page=0&sort=name,asc&sort=id");
}
