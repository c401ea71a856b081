//! Futures that are dropped half-way: what they had under way ends, and others go on.

use std::time::Duration;

use crate::calls::{self, Clients};
use crate::clock::TestClock;
use crate::fault::{Fault, fault, user};
use crate::run::{CARRIERS, Carrier, Report, clients, eventually, tasks};
use crate::server::{Server, To, accept, answer, read, response};

#[tokio::test]
async fn before_the_connection_says_anything() {
    dropped(fault("", [accept().hold()]), |place| place.server.open() == 1, 0).await;
}

#[tokio::test]
async fn before_the_response() {
    dropped(fault("", [read().hold()]), |place| place.server.count(To::Calls) == 1, 0).await;
}

#[tokio::test]
async fn in_the_headers() {
    let row = fault("", [read().write("HTTP/1.1 200 OK\r\nx: ").hold()]);
    dropped(row, |place| place.server.count(To::Calls) == 1, 0).await;
}

#[tokio::test]
async fn in_the_body() {
    let row = fault("", [read().write("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{").hold()]);
    dropped(row, |place| place.server.count(To::Calls) == 1, 0).await;
}

#[tokio::test]
async fn in_an_endless_body() {
    let row = fault("", [read().write("HTTP/1.1 200 OK\r\n\r\n").repeat(" ")]);
    dropped(row, |place| place.server.count(To::Calls) == 1, 0).await;
}

/// The token request outlives the call, for the next one.
#[tokio::test]
async fn while_a_token_is_fetched() {
    let row = fault("", []).tokens(1, [read().hold()]);
    dropped(row, |place| place.server.count(To::Tokens) == 1, 1).await;
}

/// The connection of the first attempt may be kept for other calls.
#[tokio::test]
async fn between_two_attempts() {
    dropped(fault("", [answer(503, "")]), |place| !place.clock.waits().is_empty(), 1).await;
}

/// Drops a call once it has come so far; the server then sees its connections closed, but those.
async fn dropped(row: Fault, is_there: fn(&Place) -> bool, kept: usize) {
    for carrier in CARRIERS {
        let place = Place::new(carrier, &row);
        let call = tokio::spawn((row.call)(place.clients.clone()));
        assert!(eventually(|| is_there(&place)).await, "{carrier:?}");
        tokio::time::sleep(Duration::from_millis(5)).await;

        call.abort();

        assert!(call.await.is_err_and(|error| error.is_cancelled()));
        let open = || place.server.open();
        assert!(eventually(|| open() == kept).await, "{carrier:?}: {} connections are open", open());
        place.leaves_nothing().await;
    }
}

#[tokio::test]
async fn with_pages_asked_for_ahead() {
    let page = answer(200, r#"{"results": [{"id": "1"}], "pagination": {"totalPages": 9}}"#);
    for carrier in CARRIERS {
        let place = Place::new(carrier, &fault("", [page.clone(), read().hold()]));
        let mut pages = place.clients.thrive.users().list().pages();
        pages.next().await.unwrap().unwrap();
        // Two pages are on their way, and do not arrive.
        while place.server.count(To::Calls) < 3 {
            tokio::time::timeout(Duration::from_millis(5), pages.next()).await.unwrap_err();
        }

        drop(pages);

        assert!(eventually(|| place.server.open() <= 1).await, "{carrier:?}: {}", place.server.open());
        place.leaves_nothing().await;
    }
}

#[tokio::test]
async fn a_stream_that_nobody_reads_to_its_end() {
    let row = fault("", [read().write("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{").hold()]);
    for carrier in CARRIERS {
        let place = Place::new(carrier, &row);
        let mut response = place.clients.thrive.users().get("1").send_stream().await.unwrap().into_value();
        assert_eq!(response.next_chunk().await.unwrap().unwrap(), "{");

        drop(response);

        assert!(eventually(|| place.server.open() == 0).await, "{carrier:?}");
        place.leaves_nothing().await;
    }
}

/// Whoever asked for the token may go away; one of those who wait takes the response.
#[tokio::test]
async fn the_one_who_fetches_the_token_for_all() {
    for carrier in CARRIERS {
        let token = read().pause().write(response(200, "", r#"{"access_token": "x"}"#));
        let place = Place::new(carrier, &fault("", [user()]).tokens(1, [token]));
        let first = tokio::spawn(calls::get_user(place.clients.clone()));
        assert!(eventually(|| place.server.count(To::Tokens) == 1).await);
        let others: Vec<_> = (0..10).map(|_| tokio::spawn(calls::get_user(place.clients.clone()))).collect();
        tokio::task::yield_now().await;

        first.abort();

        for other in others {
            other.await.unwrap().result.unwrap();
        }
        assert_eq!((place.server.count(To::Tokens), place.server.count(To::Calls)), (1, 10), "{carrier:?}");
        place.leaves_nothing().await;
    }
}

struct Place {
    clients: Clients,
    server: Server,
    clock: TestClock,
}

impl Place {
    fn new(carrier: Carrier, row: &Fault) -> Self {
        let clock = TestClock::with_endless_waits();
        let server = Server::start(row.script.clone(), clock.clone());
        let clients = clients(row, carrier, &server, &clock, &mut Report::default());
        Self { clients, server, clock }
    }

    /// With the client gone, no task and no connection is left.
    async fn leaves_nothing(self) {
        let Self { clients, server, .. } = self;
        drop(clients);
        assert!(eventually(|| tasks() == 0 && server.open() == 0).await, "{} {}", tasks(), server.open());
    }
}
