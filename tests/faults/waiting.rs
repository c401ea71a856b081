//! Blocking calls inside of what other blocking calls wait for, and panics in what they wait for.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use clientgen_runtime::blocking::Wait;
use clientgen_runtime::{
    Authenticate, BoxError, BoxFuture, Credentials, HyperTransport, ReqwestTransport, Transport, http,
};
use http::{HeaderMap, HeaderValue, Method, Uri, header};
use thrive_client::Client;

use crate::clock::TestClock;
use crate::fault::{SECRET, TENANT, user};
use crate::run::{CARRIERS, Carrier};
use crate::server::{Script, Server, To};

/// Credentials that another blocking call obtains.
struct Nested(Client);

impl Authenticate for Nested {
    fn headers<'a>(&'a self, _: &'a Method, _: &'a Uri) -> BoxFuture<'a, Result<HeaderMap, BoxError>> {
        Box::pin(async {
            let id = self.0.users().get("1").wait()?.id;
            Ok(HeaderMap::from_iter([(header::AUTHORIZATION, HeaderValue::try_from(format!("Bearer {id}"))?)]))
        })
    }
}

/// Credentials that panic.
struct Broken;

impl Authenticate for Broken {
    fn headers<'a>(&'a self, _: &'a Method, _: &'a Uri) -> BoxFuture<'a, Result<HeaderMap, BoxError>> {
        Box::pin(async { panic!("the user's own panic") })
    }
}

fn server() -> Server {
    Server::start(Script { calls: [user()].into(), ..Script::default() }, TestClock::new())
}

fn client(server: &Server, carrier: Carrier, credentials: Credentials) -> Client {
    let transport: Arc<dyn Transport> = match carrier {
        Carrier::Hyper => Arc::new(HyperTransport::new(std::time::Duration::from_secs(5)).unwrap()),
        Carrier::Reqwest => Arc::new(ReqwestTransport::new(std::time::Duration::from_secs(5)).unwrap()),
    };
    let url = format!("http://{}", server.here);
    Client::builder().base_url(url).transport(transport).credentials(credentials).build().unwrap()
}

#[test]
fn waits_may_be_nested() {
    for carrier in CARRIERS {
        let server = server();
        let inner = client(&server, carrier, Credentials::basic(TENANT, SECRET));
        let middle = client(&server, carrier, Credentials::custom(Nested(inner)));
        let outer = client(&server, carrier, Credentials::custom(Nested(middle)));

        for _ in 0..2 {
            assert_eq!(outer.users().get("1").wait().unwrap().id, "1", "{carrier:?}");
        }

        assert_eq!(server.count(To::Calls), 6, "{carrier:?}");
    }
}

#[test]
fn a_panic_is_the_callers_own_and_the_next_call_works() {
    for carrier in CARRIERS {
        let server = server();
        let broken = client(&server, carrier, Credentials::custom(Broken));
        let sound = client(&server, carrier, Credentials::basic(TENANT, SECRET));

        let panic = catch_unwind(AssertUnwindSafe(|| broken.users().get("1").wait().map(drop))).unwrap_err();

        assert_eq!(panic.downcast_ref::<&str>(), Some(&"the user's own panic"), "{carrier:?}");
        assert_eq!(sound.users().get("1").wait().unwrap().id, "1", "{carrier:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn waits_inside_a_task_use_up_no_budget() {
    let server = server();
    for carrier in CARRIERS {
        let client = client(&server, carrier, Credentials::basic(TENANT, SECRET));
        let task = tokio::spawn(async move {
            // More than the budget of a task.
            (0..300).filter(|_| client.users().get("1").wait().is_ok()).count()
        });
        assert_eq!(task.await.unwrap(), 300, "{carrier:?}");
    }
}
