//! A type of the user's is read when it is wanted, and what it does not take is kept.

use std::time::Duration;

use client::models::{Distance, Host};

const HOST: &str = r#"{"address":"10.0.0.1","distance":{"nanos":0,"secs":5}}"#;

#[test]
fn it_is_read_by_serde() {
    let host: Host = read(HOST);
    assert!(host.address.get().expect("the address is one").is_ipv4());
    assert_eq!(host.distance.get(), Ok(&Duration::from_secs(5)));
    assert_eq!(written(&host), HOST);
}

#[test]
fn it_is_written_by_serde() {
    let distance = Distance::new(Duration::from_secs(5)).expect("a duration is JSON");
    let host: Host = read(HOST);
    assert_eq!(host.distance, distance);
}

#[test]
fn what_it_does_not_take_is_kept() {
    let text = HOST.replace("10.0.0.1", "nowhere");
    let host: Host = read(&text);
    assert!(host.address.get().is_err());
    assert_eq!(written(&host), text);
}
