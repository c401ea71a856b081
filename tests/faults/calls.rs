//! The calls of the rows, each with its outcome in one form.

use std::pin::Pin;
use std::time::Duration;

use clientgen_runtime::codegen::{
    Api, ApiDescription, ApiKeyIn, EnvironmentIndex, FromResponse, Method, Operation, SecurityScheme, ServerSet,
};
use clientgen_runtime::{Body, Call, Items, Response};
use serde_json::{Value, json};
use thrive_client::models::{CreateUser, UpdateUser, UserPage};
use thrive_client::{Client, Error, ErrorBody};

use crate::clock::TestClock;

/// The result of a call.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// The value as JSON.
    pub(crate) result: Result<Value, Error>,
    pub(crate) attempts: u32,
    /// How many items of a list arrived.
    pub(crate) items: usize,
}

/// The future of a call.
pub(crate) type Pending = Pin<Box<dyn Future<Output = Outcome> + Send>>;

/// The clients of a row: that of Thrive, and that of an API with features that Thrive lacks.
#[derive(Clone, Debug)]
pub(crate) struct Clients {
    pub(crate) thrive: Client,
    pub(crate) other: Other,
    pub(crate) clock: TestClock,
}

/// The user that is answered where nothing else matters.
pub(crate) fn user() -> Value {
    json!({"id": "1", "firstName": "Jo"})
}

/// GET
pub(crate) fn get_user(clients: Clients) -> Pending {
    sent(clients.thrive.users().get("1").send())
}

/// GET, whose response is read strictly.
pub(crate) fn get_user_strictly(clients: Clients) -> Pending {
    sent(clients.thrive.users().get("1").strict().send())
}

/// GET, whose response is read tolerantly.
pub(crate) fn get_user_tolerantly(clients: Clients) -> Pending {
    sent(clients.thrive.users().get("1").tolerant().send())
}

/// DELETE
pub(crate) fn delete_user(clients: Clients) -> Pending {
    sent(clients.thrive.users().delete("1").send())
}

/// POST
pub(crate) fn create_user(clients: Clients) -> Pending {
    sent(clients.thrive.users().create(CreateUser::new("1", "Jo", "body_needle")).send())
}

/// POST of six megabytes, which is more than sockets hold.
pub(crate) fn create_big_user(clients: Clients) -> Pending {
    sent(clients.thrive.users().create(CreateUser::new("1", "Jo", "body_needle".repeat(512 * 1024))).send())
}

/// PATCH
pub(crate) fn update_user(clients: Clients) -> Pending {
    sent(clients.thrive.users().update("1", UpdateUser::new()).send())
}

/// HEAD
pub(crate) fn head(clients: Clients) -> Pending {
    sent(clients.other.call::<()>(&HEAD).send())
}

/// PUT, with an API key in the query
pub(crate) fn put(clients: Clients) -> Pending {
    sent(clients.other.call::<Value>(&PUT).json(&json!({"text": "body_needle"})).send())
}

/// PUT of a body that can be sent once
pub(crate) fn put_stream(clients: Clients) -> Pending {
    put_chunks(clients, vec![Ok("body_needle"), Ok("body_needle")])
}

/// PUT of a body that cannot be read to its end
pub(crate) fn put_broken_stream(clients: Clients) -> Pending {
    put_chunks(clients, vec![Ok("body_needle"), Err(std::io::Error::other("the disk is gone"))])
}

fn put_chunks(clients: Clients, chunks: Vec<std::io::Result<&'static str>>) -> Pending {
    let body = Body::from_stream(futures_util::stream::iter(chunks));
    sent(clients.other.call::<Value>(&PUT).bytes("text/plain", body).send())
}

/// GET as text
pub(crate) fn text(clients: Clients) -> Pending {
    let call = clients.other.call::<clientgen_runtime::Text>(&TEXT).send();
    sent(async move { call.await.map(|response| response.map(|text| Value::from(text.0))) })
}

/// Two GETs one after the other; the outcome is that of the second.
pub(crate) fn get_user_twice(clients: Clients) -> Pending {
    Box::pin(async move {
        pause_after(get_user(clients.clone())).await;
        get_user(clients).await
    })
}

/// A GET and a POST.
pub(crate) fn get_then_create(clients: Clients) -> Pending {
    Box::pin(async move {
        pause_after(get_user(clients.clone())).await;
        create_user(clients).await
    })
}

/// Two GETs, the second after most of a token's life.
pub(crate) fn get_user_late(clients: Clients) -> Pending {
    Box::pin(async move {
        get_user(clients.clone()).await.result.unwrap();
        clients.clock.advance(Duration::from_secs(950));
        get_user(clients).await
    })
}

/// Two GETs, the second after a token's life.
pub(crate) fn get_user_too_late(clients: Clients) -> Pending {
    Box::pin(async move {
        get_user(clients.clone()).await.result.unwrap();
        clients.clock.advance(Duration::from_secs(1001));
        get_user(clients).await
    })
}

/// A GET that fails, and one after it.
pub(crate) fn get_user_again(clients: Clients) -> Pending {
    Box::pin(async move {
        get_user(clients.clone()).await.result.unwrap_err();
        get_user(clients).await
    })
}

/// All items of a list that says how many pages there are, one page after the other.
pub(crate) fn list_users(clients: Clients) -> Pending {
    listed(clients.thrive.users().list().per_page(2).items().prefetch(0))
}

/// The same, read strictly.
pub(crate) fn list_users_strictly(clients: Clients) -> Pending {
    listed(clients.thrive.users().list().per_page(2).strict().items().prefetch(0))
}

/// The same, read tolerantly.
pub(crate) fn list_users_tolerantly(clients: Clients) -> Pending {
    listed(clients.thrive.users().list().per_page(2).tolerant().items().prefetch(0))
}

/// The same, asking for pages ahead.
pub(crate) fn list_users_ahead(clients: Clients) -> Pending {
    listed(clients.thrive.users().list().per_page(2).items())
}

fn listed(items: Items<UserPage, ErrorBody>) -> Pending {
    let mut items = items.max_pages(20);
    Box::pin(async move {
        let mut ids = Vec::new();
        let result = loop {
            match items.next().await {
                Some(Ok(user)) => ids.push(user.id),
                Some(Err(error)) => break Err(error),
                None => break Ok(json!(ids)),
            }
        };
        assert!(items.next().await.is_none(), "a list goes on after its end");
        Outcome { attempts: 1, items: ids.len(), result }
    })
}

/// All items of a list that is a bare array.
pub(crate) fn list_completions(clients: Clients) -> Pending {
    let mut items = clients.thrive.completions().list().per_page(2).items().prefetch(0).max_pages(20);
    Box::pin(async move {
        let mut ids = Vec::new();
        let result = loop {
            match items.next().await {
                Some(Ok(completion)) => ids.push(completion.id),
                Some(Err(error)) => break Err(error),
                None => break Ok(json!(ids)),
            }
        };
        Outcome { attempts: 1, items: ids.len(), result }
    })
}

/// A list that fails is taken up again where it stopped.
pub(crate) fn resume_users(clients: Clients) -> Pending {
    Box::pin(async move {
        let mut pages = clients.thrive.users().list().per_page(2).pages().prefetch(0);
        let mut items = 0;
        while let Some(Ok(page)) = pages.next().await {
            items += page.results.len();
        }
        let page = pages.position().unwrap().parse().unwrap();
        let rest = clients.thrive.users().list().per_page(2).page(page).items().try_collect().await;
        let ids = rest.map(|users| users.into_iter().map(|user| user.id).collect::<Vec<_>>());
        Outcome { attempts: 1, items, result: ids.map(|ids| json!(ids)) }
    })
}

/// Sends, and shows the value as JSON.
fn sent<T>(call: impl Future<Output = Result<Response<T>, Error>> + Send + 'static) -> Pending
where
    T: serde::Serialize,
{
    Box::pin(async move {
        match call.await {
            Ok(response) => Outcome {
                attempts: response.attempts(),
                items: 0,
                result: Ok(serde_json::to_value(response.into_value()).unwrap()),
            },
            Err(error) => Outcome { attempts: error.attempts(), items: 0, result: Err(error) },
        }
    })
}

/// Lets the client notice what the server did to the connection after the response.
async fn pause_after(call: Pending) {
    call.await.result.unwrap();
    tokio::time::sleep(Duration::from_millis(20)).await;
}

/// A client of an API with an API key in the query.
#[derive(Clone, Debug)]
pub(crate) struct Other(clientgen_runtime::Client);

impl Other {
    fn call<T: FromResponse>(&self, operation: &'static Operation) -> Call<T, ErrorBody> {
        Call::new(&self.0, operation)
    }
}

impl Api for Other {
    type Environment = Only;
    const DESCRIPTION: &'static ApiDescription = &ApiDescription {
        name: "other",
        version: "1",
        servers: &[ServerSet { name: "default", urls: &[] }],
        variables: &[],
        security_schemes: &[SecurityScheme::api_key("key", ApiKeyIn::Query, "key")],
        security: &[],
    };

    fn from_core(core: clientgen_runtime::Client) -> Self {
        Self(core)
    }
}

/// The only environment of [`Other`].
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Only;

impl EnvironmentIndex for Only {
    fn index(self) -> usize {
        0
    }
}

static HEAD: Operation = Operation { method: Method::Head, security: &[&["key"]], ..Operation::new("head") };
static PUT: Operation = Operation { method: Method::Put, security: &[&["key"]], ..Operation::new("put") };
static TEXT: Operation = Operation { accept: "text/plain", security: &[&["key"]], ..Operation::new("text") };
