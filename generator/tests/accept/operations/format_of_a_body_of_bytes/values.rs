//! The bodies as they are given.

#[test]
fn nothing_is_encoded() {
    let call = sent(|client: client::Client| client.lines().add("a b"));
    assert_eq!(body(&call), "a b");
    let call = sent(|client: client::Client| client.file().add(b"raw".to_vec()));
    assert_eq!(body(&call), "raw");
}
