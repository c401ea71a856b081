//! The name, the id and the data of events.

use client::models::Vehicle;
use clientgen_runtime::{Event, EventStream};

const EVENT: &str = "event: car\nid: 7\ndata: {\"wheels\":4}\n\n";

fn first(mut events: EventStream<Vehicle>) -> Event<Vehicle> {
    wait(events.next()).expect("there is an event").expect("the event can be read")
}

#[test]
fn the_data_is_of_its_schema() {
    for event in [
        first(received(EVENT, |client: client::Client| client.fixture().watch_cars())),
        first(received(EVENT, |client: client::Client| client.fixture().watch_vans())),
    ] {
        assert_eq!((&*event.name, event.id.as_deref(), event.data.wheels), ("car", Some("7"), 4));
    }
}

#[test]
fn data_without_a_schema_is_text() {
    let mut events = received(EVENT, |client: client::Client| client.fixture().watch_log());
    let event = wait(events.next()).expect("there is an event").expect("the event can be read");
    assert_eq!(event.data.0, "{\"wheels\":4}");
}
