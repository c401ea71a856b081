//! Many calls at once: nothing is lost, one of them fetches the token, and an outage is not made worse.

use std::sync::Arc;
use std::time::Duration;

use clientgen_runtime::{Body, BoxFuture, Transport, TransportError};
use futures_util::future::join_all;
use thrive_client::models::User;
use thrive_client::{Client, Error};
use tokio::sync::Semaphore;

use crate::clock::TestClock;
use crate::fault::{Fault, fault, user};
use crate::run::{CARRIERS, Carrier, HANGS, builder, eventually, tasks, transport};
use crate::server::{Exchange, Server, To, answer, read, response};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_calls_fetch_one_token() {
    for carrier in CARRIERS {
        let calls = ManyCalls::new(carrier, fault("", [read().echo("nobody")]).tokens(1, [token(1)]));

        let results = calls.call(1000).await;

        let ids: Vec<_> = results.into_iter().map(|result| result.unwrap().id).collect();
        assert!(ids.iter().enumerate().all(|(number, id)| *id == number.to_string()), "{carrier:?}: {ids:?}");
        assert_eq!((calls.server.count(To::Tokens), calls.server.count(To::Calls)), (1, 1000), "{carrier:?}");
        calls.leaves_nothing().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_calls_replace_one_token() {
    for carrier in CARRIERS {
        let row = fault("", [read().echo("granted_needle_1")]).tokens(2, [token(1), token(2)]);
        let calls = ManyCalls::new(carrier, row);

        let results = calls.call(1000).await;

        assert!(results.iter().all(Result::is_ok), "{carrier:?}");
        assert_eq!(calls.server.count(To::Tokens), 2, "{carrier:?}");
        calls.leaves_nothing().await;
    }
}

#[tokio::test]
async fn a_thousand_calls_share_one_refused_token() {
    let refusal = read().pause().write(response(400, "", r#"{"error": "invalid_client"}"#));
    for carrier in CARRIERS {
        let calls = ManyCalls::new(carrier, fault("", []).tokens(1, [refusal.clone()]));

        let results = calls.call(1000).await;

        assert!(results.iter().all(|result| result.as_ref().is_err_and(Error::is_credentials)), "{carrier:?}");
        assert_eq!((calls.server.count(To::Tokens), calls.server.count(To::Calls)), (1, 0), "{carrier:?}");
        calls.leaves_nothing().await;
    }
}

#[tokio::test]
async fn forty_impatient_callers_send_one_token_request() {
    let slow = read().pause().write(response(200, "", r#"{"access_token": "granted_needle_1"}"#));
    for carrier in CARRIERS {
        let calls = ManyCalls::new(carrier, fault("", [user()]).tokens(1, [slow.clone()]));

        for _ in 0..40 {
            let call = calls.client.users().get("1").into_future();
            assert!(tokio::time::timeout(Duration::from_millis(1), call).await.is_err(), "{carrier:?}");
        }
        let patient = calls.client.users().get("1").await;

        assert_eq!(patient.unwrap().id, "1", "{carrier:?}");
        assert_eq!((calls.server.count(To::Tokens), calls.server.count(To::Calls)), (1, 1), "{carrier:?}");
        calls.leaves_nothing().await;
    }
}

#[tokio::test]
async fn an_outage_is_not_made_worse() {
    for carrier in CARRIERS {
        let calls = ManyCalls::new(carrier, fault("", [answer(503, "")]));

        let results = calls.call(200).await;

        assert!(results.iter().all(|result| result.as_ref().is_err_and(Error::is_server_error)), "{carrier:?}");
        // Four hundred retries were wanted; the budget of a client is a hundred.
        assert_eq!(calls.server.count(To::Calls), 300, "{carrier:?}");
        calls.leaves_nothing().await;
    }
}

fn token(number: u32) -> Exchange {
    answer(200, &format!(r#"{{"access_token": "granted_needle_{number}", "expires_in": 3600}}"#))
}

struct ManyCalls {
    client: Client,
    server: Server,
}

impl ManyCalls {
    fn new(carrier: Carrier, row: Fault) -> Self {
        let clock = TestClock::new();
        let credentials = (row.setting.credentials)(String::new());
        let server = Server::start(row.script, clock.clone());
        let carrier = transport(carrier, &server, row.setting.place);
        let limited: Arc<dyn Transport> = Arc::new(Limited { carrier, places: Semaphore::new(100) });
        let url = format!("http://{}", server.here);
        let client = builder::<Client>(&url, &row.setting, &clock, &limited).credentials(credentials).build().unwrap();
        Self { client, server }
    }

    async fn call(&self, count: usize) -> Vec<Result<User, Error>> {
        let call = |number: usize| tokio::spawn(self.client.users().get(number.to_string()).into_future());
        let calls: Vec<_> = (0..count).map(call).collect();
        let results = tokio::time::timeout(HANGS, join_all(calls)).await.unwrap();
        results.into_iter().map(Result::unwrap).collect()
    }

    async fn leaves_nothing(self) {
        let Self { client, server } = self;
        drop(client);
        assert!(eventually(|| tasks() == 0 && server.open() == 0).await, "{} {}", tasks(), server.open());
    }
}

/// Sends at most a hundred requests at a time, since a process may not have two thousand sockets.
struct Limited {
    carrier: Arc<dyn Transport>,
    places: Semaphore,
}

impl Transport for Limited {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let _place = self.places.acquire().await.map_err(TransportError::connect)?;
            self.carrier.send(request).await
        })
    }
}
