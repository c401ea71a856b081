//! Properties of both schemas.

use client::models::Stations;

#[test]
fn both_schemas_are_read() {
    let stations: Stations = read(r#"{"links":{"self":"a","next":"b"},"count":1}"#);
    let links = stations.links.expect("there are links");
    assert_eq!((links.self_.as_deref(), links.next.as_deref()), (Some("a"), Some("b")));
}
