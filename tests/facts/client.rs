//! What the client does, against the facts: where requests go, which scopes there are, how signatures look.

use std::sync::{Arc, Mutex};

use tests::operations;
use thrive_client::http::{HeaderMap, Request, Response};
use thrive_client::{Body, Client, Credentials, Environment, RetryPolicy, TransportError, WebhookVerifier};

use crate::read::Facts;

const ENVIRONMENTS: [(&str, Environment); 4] = [
    ("Production", Environment::Production),
    ("Staging", Environment::Staging),
    ("Production MEA", Environment::ProductionMea),
    ("Staging MEA", Environment::StagingMea),
];

/// An operation of each set of servers, and the path after the server's URL.
const CALLS: [(&str, &str); 4] =
    [("v1", "listSkillLevels"), ("v2", "createUser"), ("token", "obtainAccessToken"), ("webhooks", "sendUserEvent")];

#[tokio::test]
async fn requests_go_where_the_facts_say() {
    let facts = Facts::read();
    let servers = &facts.platform.servers;
    for (name, environment) in ENVIRONMENTS {
        for (set, id) in CALLS {
            let expected = &servers.environments[name][set];
            let credentials = Credentials::bearer("token");

            let urls = urls_of_a_call(id, environment, credentials).await;

            let [url] = urls.as_slice() else { panic!("{id}: {urls:?}") };
            let path = facts.operations[id].request.rsplit(' ').next().unwrap().split('{').next().unwrap();
            let start = format!("{expected}{path}");
            assert!(url.starts_with(&start), "`{name}, {set}` is `{expected}` ({}), not in `{url}`", servers.page);
        }
    }
}

#[tokio::test]
async fn tokens_come_from_where_the_facts_say() {
    let facts = Facts::read();
    let token_urls = &facts.platform.token_urls;
    for (name, environment) in ENVIRONMENTS {
        for (set, id) in [("api", "listSkillLevels"), ("api", "createUser"), ("webhooks", "sendUserEvent")] {
            let expected = &token_urls.environments[name][set];
            let credentials = Credentials::client_credentials("id", "secret").token_variable("tenantId", "tenant");

            let urls = urls_of_a_call(id, environment, credentials).await;

            let actual = urls.first().map(|url| url.replace("/tenant", "/:tenantId")).unwrap_or_default();
            assert_eq!(actual, *expected, "token URL of {name}, {set} ({})", token_urls.page);
        }
    }
}

#[test]
fn the_client_asks_for_the_scopes_there_are() {
    let scopes = Facts::read().platform.scopes;
    let build = |scope: &str| {
        let credentials = Credentials::client_credentials("id", "secret").token_variable("tenantId", "tenant");
        Client::builder().credentials(credentials.scopes([scope])).build()
    };
    for scope in &scopes.all {
        assert!(build(scope).is_ok(), "the client refuses the scope `{scope}` ({})", scopes.page);
    }
    assert!(build("api/none").is_err());
}

#[test]
fn signatures_are_where_the_facts_say() {
    let signature = Facts::read().platform.signature;
    let verifier = WebhookVerifier::new("secret");
    let signed = verifier.sign(b"{}");
    let name: thrive_client::http::HeaderName = signature.header.parse().unwrap();
    let headers: HeaderMap = [(name, signed.parse().unwrap())].into_iter().collect();

    assert!(signed.starts_with(&signature.prefix), "the signature `{signed}` ({})", signature.page);
    assert_eq!(verifier.verify(&headers, b"{}"), Ok(()), "the header `{}` ({})", signature.header, signature.page);
}

/// Makes one call against nobody; every request fails, and its URL is kept.
async fn urls_of_a_call(id: &str, environment: Environment, credentials: Credentials) -> Vec<String> {
    let urls = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&urls);
    let transport = move |request: Request<Body>| {
        seen.lock().unwrap().push(request.uri().to_string());
        async { Response::builder().status(404).body(Body::from("")).map_err(TransportError::connection) }
    };
    let builder = Client::builder().environment(environment).credentials(credentials).transport(transport);
    let client = builder.retry(RetryPolicy::none()).build().unwrap();
    (operations::of(id).call)(client).await.unwrap_err();
    let urls = urls.lock().unwrap();
    urls.clone()
}
