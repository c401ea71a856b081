//! Every operation against Prism, which serves the description and validates the requests.
//!
//! `cargo xtask conformance` starts Prism and sets `PRISM_URL`; without it there is nothing to do here.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(clippy::print_stdout, reason = "says that it is skipped, which must not look like a success")]

use serde_json::Value;
use tests::clients::TENANT;
use tests::description;
use tests::operations::{self, Case};
use thrive_client::{Client, Credentials, Error};

/// The server sets of the client; Prism serves the paths of all of them at its root.
const SERVERS: [&str; 4] = ["v1", "v2", "token", "webhooks"];

#[tokio::test]
async fn no_request_violates_the_description() {
    let Ok(url) = std::env::var("PRISM_URL") else {
        println!("skipped: PRISM_URL is not set; run `cargo xtask conformance`");
        return;
    };
    let client = client(&url);
    let mut violations = Vec::new();

    for case in operations::all() {
        violations
            .extend(check(&case, (case.call)(client.clone()).await.map(|outcome| (outcome.status, outcome.headers))));
    }

    assert!(violations.is_empty(), "{}", violations.join("\n"));
    println!("{} operations, no violation", operations::all().len());
}

fn client(url: &str) -> Client {
    // Prism refuses a password that contains a colon.
    let builder = Client::builder().credentials(Credentials::basic(TENANT, "secret"));
    SERVERS.into_iter().fold(builder, |builder, set| builder.server(set, url)).build().unwrap()
}

type Received = Result<(u16, Vec<(String, String)>), Error>;

/// The errors of a call, one line each.
fn check(case: &Case, response: Received) -> Vec<String> {
    let id = case.operation_id;
    let (status, headers) = match response {
        Ok(response) => response,
        Err(error) => match (error.is_status(), error.status(), error.headers()) {
            (true, Some(status), Some(headers)) => (status.as_u16(), operations::header_strings(headers)),
            // There is no response, or it does not decode although it follows the description.
            _ => return vec![format!("{id}: {error}")],
        },
    };
    let mut violations = request_violations(id, &headers);
    if !is_documented(id, status) {
        violations.push(format!("{id}: status {status} is not documented"));
    }
    violations
}

/// The entries of `sl-violations` that are about the request.
fn request_violations(id: &str, headers: &[(String, String)]) -> Vec<String> {
    let Some((_, text)) = headers.iter().find(|(name, _)| name == "sl-violations") else {
        return Vec::new();
    };
    let entries: Vec<Value> = serde_json::from_str(text).unwrap();
    entries.iter().filter(|entry| entry["location"][0] == "request").map(|entry| format!("{id}: {entry}")).collect()
}

fn is_documented(id: &str, status: u16) -> bool {
    let documented = description::operations().into_iter().find(|operation| operation.id == id).unwrap();
    documented.allows(status) || documented.statuses.iter().any(|known| *known == status.to_string())
}
