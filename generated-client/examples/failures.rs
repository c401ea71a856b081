//! Lists everybody, tags one of them, and handles what can go wrong, with either kind of credentials.
//!
//! `cargo run -p thrive-client --example failures` talks to a function inside this program instead of the API.
//! With `THRIVE_TENANT_ID` and `THRIVE_API_SECRET` it talks to the API; nothing but the tag `first-steps` is changed.

#![expect(clippy::print_stdout, reason = "an example says what it does")]

use std::time::Duration;

use thrive_client::{Body, Client, Credentials, Error, RetryPolicy, TransportError, http};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let tenant = std::env::var("THRIVE_TENANT_ID");
    let secret = std::env::var("THRIVE_API_SECRET");
    let is_real = tenant.is_ok() && secret.is_ok();
    let tenant = tenant.unwrap_or_else(|_| "tenant".to_owned());
    let secret = secret.unwrap_or_else(|_| "secret".to_owned());

    let basic = Credentials::basic(&tenant, &secret);
    let oauth =
        Credentials::client_credentials(&tenant, secret).token_variable("tenantId", &tenant);
    for credentials in [basic, oauth] {
        println!("with {credentials:?}");
        let mut builder = Client::builder().credentials(credentials);
        if !is_real {
            builder = builder.transport(pretend);
        }
        tour(&builder.build()?).await?;
    }
    Ok(())
}

async fn tour(client: &Client) -> Result<(), Error> {
    let mut everybody = client.users().list().per_page(2).items();
    let mut first = None;
    while let Some(user) = everybody.next().await {
        let user = user?;
        println!("user {}: {}", user.id, user.email.as_deref().unwrap_or("-"));
        first.get_or_insert(user.id);
    }

    if let Some(id) = first {
        let tagged = client.users().add_tags(&id, ["first-steps"]).await?;
        println!("{}", tagged.message.as_deref().unwrap_or("tagged"));
    }

    // What fails for a while is tried again by itself; a program that would rather know at once says so.
    let once = RetryPolicy::none();
    for id in ["nobody", "busy", "nonsense"] {
        match client.users().get(id).retry(once.clone()).await {
            Ok(user) => println!("{id}: found as {}", user.id),
            Err(error) => println!("{id}: {}", advice(&error)),
        }
    }
    Ok(())
}

/// What to do about an error.
fn advice(error: &Error) -> String {
    if error.is_not_found() {
        return "there is no such user".to_owned();
    }
    if error.is_rate_limited() {
        let wait = error.retry_after().unwrap_or(Duration::from_secs(60));
        return format!("too many requests, come back in {} s", wait.as_secs());
    }
    if let Some(failure) = error.decode_error() {
        let (path, expected, found) = (failure.path(), failure.expected(), failure.found());
        return format!("the API has changed: {path} should be {expected}, and is {found}");
    }
    format!(
        "{error} (request {})",
        error.request_id().unwrap_or("without id")
    )
}

/// Replaces the API: a transport can be any function from a request to a response.
async fn pretend(request: http::Request<Body>) -> Result<http::Response<Body>, TransportError> {
    let path = request.uri().path();
    let query = request.uri().query().unwrap_or_default();
    let (status, body) = match path.rsplit('/').next().unwrap_or_default() {
        "users" if query.contains("page=2") => (200, PAGE_2),
        "users" => (200, PAGE_1),
        "add" | "tags" => (200, r#"{"message": "tagged"}"#),
        "busy" => (429, r#"{"message": "slow down"}"#),
        "nonsense" => (200, r#"{"id": 7}"#),
        _ if path.contains("/oauth2/") => (200, r#"{"access_token": "token", "expires_in": 3600}"#),
        _ => (404, r#"{"message": "no such user"}"#),
    };
    http::Response::builder()
        .status(status)
        .header("content-type", "application/json")
        .header("retry-after", "7")
        .body(Body::from(body))
        .map_err(TransportError::connection)
}

const PAGE_1: &str = r#"{"results": [{"id": "1", "email": "jo@example.com"}, {"id": "2"}],
    "pagination": {"totalResults": 3, "totalPages": 2, "page": 1, "perPage": 2}}"#;
const PAGE_2: &str = r#"{"results": [{"id": "3"}],
    "pagination": {"totalResults": 3, "totalPages": 2, "page": 2, "perPage": 2}}"#;
