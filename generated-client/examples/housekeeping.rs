//! Tags everybody who has none, and tells the faults apart that a long run meets.
//!
//! `THRIVE_TENANT_ID` and `THRIVE_API_SECRET` sign in with HTTP Basic; with `THRIVE_CLIENT_ID` too, id and secret are
//! exchanged for access tokens. `THRIVE_BASE_URL` points the client at another server, for trying this out.
//! It changes accounts: `THRIVE_DRY_RUN=1` only counts.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "an example says what it does"
)]

use thrive_client::models::User;
use thrive_client::{Client, Credentials, Error};

const TAG: &str = "welcome";

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = sign_in()?;
    let dry_run = std::env::var_os("THRIVE_DRY_RUN").is_some();
    let (mut seen, mut tagged) = (0, 0);

    let mut users = client.users().list().per_page(1000).items();
    while let Some(user) = users.next().await {
        let user = match user {
            Ok(user) => user,
            Err(error) => {
                // Everybody before this page was handled; the same position can be given to `page` next time.
                eprintln!(
                    "stopped at page {}: {}",
                    users.position().as_deref().unwrap_or("1"),
                    explain(&error)
                );
                break;
            }
        };
        seen += 1;
        if has_skills(&user) || dry_run {
            continue;
        }
        match client.users().add_tags(&user.id, [TAG]).await {
            Ok(_) => tagged += 1,
            Err(error) if error.is_not_found() => eprintln!("{} has left in the meantime", user.id),
            Err(error) => return Err(error.into()),
        }
    }
    println!("{seen} people, {tagged} of them tagged `{TAG}`");
    Ok(())
}

fn sign_in() -> Result<Client, Box<dyn std::error::Error>> {
    let tenant = std::env::var("THRIVE_TENANT_ID").map_err(|_| "set THRIVE_TENANT_ID")?;
    let secret = std::env::var("THRIVE_API_SECRET").map_err(|_| "set THRIVE_API_SECRET")?;
    let credentials = match std::env::var_os("THRIVE_CLIENT_ID") {
        Some(id) => Credentials::client_credentials(id.to_string_lossy(), secret)
            .token_variable("tenantId", tenant)
            .scopes(["api/read", "api/write"]),
        None => Credentials::basic(tenant, secret),
    };
    let mut builder = Client::builder().credentials(credentials);
    if let Ok(url) = std::env::var("THRIVE_BASE_URL") {
        builder = builder.base_url(url);
    }
    Ok(builder.build()?)
}

fn has_skills(user: &User) -> bool {
    let skills = user.tags.as_ref().and_then(|tags| tags.skills.as_ref());
    skills.is_some_and(|skills| !skills.as_slice().is_empty())
}

/// What to do about an error that retries did not mend.
fn explain(error: &Error) -> String {
    if error.is_rate_limited() {
        let wait = error.retry_after().map_or_else(
            || "a while".to_owned(),
            |wait| format!("{} s", wait.as_secs()),
        );
        return format!(
            "too many requests, still after {} attempts; come back in {wait}",
            error.attempts()
        );
    }
    if let Some(fault) = error.decode_error() {
        return format!("the server sent something else than it documents: {fault}");
    }
    if let Some(body) = error.body() {
        return format!(
            "{}: {}",
            error,
            body.error.as_deref().unwrap_or("no reason given")
        );
    }
    error.to_string()
}
