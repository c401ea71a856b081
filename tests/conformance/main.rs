//! Every operation against Prism, which serves the description and judges the requests.
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
    let mut findings = Vec::new();

    for case in operations::all() {
        findings
            .extend(judge(&case, (case.call)(client.clone()).await.map(|outcome| (outcome.status, outcome.headers))));
    }

    assert!(findings.is_empty(), "{}", findings.join("\n"));
    println!("{} operations, no violation", operations::all().len());
}

fn client(url: &str) -> Client {
    // Prism takes a password with a colon in it for a mistake.
    let builder = Client::builder().credentials(Credentials::basic(TENANT, "secret"));
    SERVERS.into_iter().fold(builder, |builder, set| builder.server(set, url)).build().unwrap()
}

type Answered = Result<(u16, Vec<(String, String)>), Error>;

/// What is wrong with a call, a line each.
fn judge(case: &Case, answered: Answered) -> Vec<String> {
    let id = case.operation_id;
    let (status, headers) = match answered {
        Ok(answered) => answered,
        Err(error) => match (error.is_status(), error.status(), error.headers()) {
            (true, Some(status), Some(headers)) => (status.as_u16(), tests::operations::texts(headers)),
            // No answer, or one that does not decode although it follows the description.
            _ => return vec![format!("{id}: {error}")],
        },
    };
    let mut findings = violations(id, &headers);
    if !is_documented(id, status) {
        findings.push(format!("{id}: status {status} is not documented"));
    }
    findings
}

/// The entries of `sl-violations` that are about the request.
fn violations(id: &str, headers: &[(String, String)]) -> Vec<String> {
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
