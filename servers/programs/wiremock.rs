//! WireMock: mappings, files, the journal of requests.

use api::models::{RequestPattern, StubMapping, UpdateGlobalSettingsRequest};
use api::{Client, ClientBuilder};
use serde_json::json;
use servers::{Journal, Setup, model};

const ID: &str = "8c5db8b0-2db4-4ad7-a99f-38c9b00da3f7";

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let builder: ClientBuilder = Setup::from_env().builder();
    let client = builder.build().expect("the settings are valid");
    let mut journal = Journal::default();
    mappings(&client, &mut journal).await;
    files(&client, &mut journal).await;
    requests(&client, &mut journal).await;
}

async fn mappings(client: &Client, journal: &mut Journal) {
    let mappings = client.stub_mappings();
    journal.ok("get health", client.system().get_health().send()).await;
    journal.ok("get version", client.system().get_version().send()).await;
    let mapping: StubMapping = model(json!({
        "id": ID, "name": "pets", "request": {"method": "GET", "urlPath": "/pets"},
        "response": {"status": 200, "jsonBody": {"pets": []}},
    }));
    journal.ok("create mapping", mappings.create().body(&mapping).send()).await;
    journal.ok("list mappings", mappings.list().send()).await;
    journal.ok("list a page of mappings", mappings.list().limit(1).offset(0).send()).await;
    for number in 2..=5 {
        let path = format!("/pets/{number}");
        let mapping: StubMapping = model(json!({"request": {"urlPath": path}, "response": {"status": 204}}));
        journal.ok("create mapping", mappings.create().body(&mapping).send()).await;
    }
    journal.walked("walk mappings", mappings.list().limit(2).items(), 5).await;
    journal.ok("get mapping", mappings.get(ID).send()).await;
    journal.ok("update mapping", mappings.update(ID).body(&mapping).send()).await;
    journal.refused("get missing mapping", 404, mappings.get("00000000-0000-4000-8000-000000000000").send()).await;
    let settings: UpdateGlobalSettingsRequest = model(json!({"fixedDelay": 0}));
    journal.ok("change settings", client.system().update_global_settings(&settings).send()).await;
    journal.ok("list scenarios", client.scenarios().list().send()).await;
    journal.ok("get status of recording", client.recordings().get_status().send()).await;
}

async fn files(client: &Client, journal: &mut Journal) {
    journal.ok("list files", client.files().get_all_names().send()).await;
    journal.ok("upload file", client.files().update("a.txt").body("hello").send()).await;
    journal.ok("download file", client.files().get("a.txt").send()).await;
    journal.ok("delete file", client.files().delete("a.txt").send()).await;
    journal.refused("download missing file", 404, client.files().get("a.txt").send()).await;
}

async fn requests(client: &Client, journal: &mut Journal) {
    let request = || client.request(api::http::Method::GET, "/pets");
    journal.ok("call the mapping", request().send::<api::Value>()).await;
    journal.ok("list requests", client.requests().get_all_in_journal().send()).await;
    let pattern: RequestPattern = model(json!({"method": "GET", "urlPath": "/pets"}));
    journal.ok("count requests", client.requests().count_by_criteria(&pattern).send()).await;
    journal.ok("find requests", client.requests().find_by_criteria(&pattern).send()).await;
    journal.ok("list unmatched requests", client.requests().find_unmatched().send()).await;
    journal.ok("list near misses", client.near_misses().retrieve_for_unmatched_requests().send()).await;
    journal.ok("empty the journal", client.requests().delete_all_in_journal().send()).await;
    journal.ok("delete mapping", client.stub_mappings().delete(ID).send()).await;
    journal.ok("reset", client.system().reset_mappings_and_journal().send()).await;
}
