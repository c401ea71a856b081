//! What the server does is read and sent.

use client::models::{Base, User};
use clientgen_runtime::Nullable;

#[test]
fn values_are_as_the_overrides_say() {
    let user: User = read(r#"{"id":"no uuid","email":null,"tags":[{"name":"a"}],"joined":1700000000,"boss":null,"labels":{"a":null}}"#);
    assert_eq!(user.email, Nullable::Null);
    assert_eq!(user.tags[0].name.as_deref(), Some("a"));
    let _: Base = read(r#"{"id":"x"}"#);
}

#[test]
fn requests_are_as_the_overrides_say() {
    let call = sent(|client: client::Client| client.users().list(5).cursor("c").dry_run(true).trace("t"));
    assert_eq!((&*call.query, header(&call, "trace")), ("limit=5&cursor=c&dryRun=true", "t"));
    let call = sent(|client: client::Client| client.users().create(User::new("i", Vec::new(), 1_i64)).trace("t"));
    assert_eq!(call.query, "trace=t");
    let call = sent(|client: client::Client| client.files().get("a/b"));
    assert_eq!((&*call.path, &*call.body), ("/files/a/b", &b""[..]));
}
