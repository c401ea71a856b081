//! Alertmanager: alerts, groups of alerts, silences.

use api::models::{PostableAlert, PostableSilence};
use api::{Client, ClientBuilder, Uuid};
use serde_json::json;
use servers::{Journal, Setup, model};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let builder: ClientBuilder = Setup::from_env().builder();
    let client = builder.build().expect("the settings are valid");
    let mut journal = Journal::default();
    alerts(&client, &mut journal).await;
    silences(&client, &mut journal).await;
}

async fn alerts(client: &Client, journal: &mut Journal) {
    journal.ok("get status", client.general().get_status().send()).await;
    journal.ok("list receivers", client.receiver().list().send()).await;
    journal.ok("list no alerts", client.alert().list().send()).await;
    let alerts: Vec<PostableAlert> = model(json!([
        {"labels": {"alertname": "disk", "severity": "page"}, "annotations": {"summary": "full"}},
        {"labels": {"alertname": "load", "severity": "ticket"}},
    ]));
    journal.ok("create alerts", client.alert().create(alerts).send()).await;
    journal.ok("list alerts", client.alert().list().send()).await;
    journal.ok("filter alerts", client.alert().list().active(true).filter([r#"severity="page""#]).send()).await;
    journal.ok("list groups of alerts", client.alertgroup().list().send()).await;
    journal.refused("filter badly", 400, client.alert().list().filter(["!"]).send()).await;
    let nameless: Vec<PostableAlert> = model(json!([{"labels": {}}]));
    journal.refused("create a nameless alert", 400, client.alert().create(nameless).send()).await;
}

async fn silences(client: &Client, journal: &mut Journal) {
    let silence = json!({
        "matchers": [{"name": "alertname", "value": "disk", "isRegex": false}],
        "startsAt": "2026-01-01T00:00:00Z", "endsAt": "2040-01-01T00:00:00Z", "createdBy": "jo", "comment": "known",
    });
    let silence: PostableSilence = model(silence);
    journal.ok("create silence", client.silence().create(&silence).send()).await;
    let silences = journal.ok("list silences", client.silence().list().send()).await;
    if let Some(id) = silences.and_then(|silences| silences.into_iter().next()).map(|silence| silence.id) {
        let id: Uuid = id.parse().expect("the server numbers silences by UUID");
        journal.ok("get silence", client.silence().get(id.clone()).send()).await;
        journal.ok("delete silence", client.silence().delete(id).send()).await;
    }
    journal.ok("list silenced alerts", client.alert().list().silenced(true).send()).await;
    journal.ok("filter silences", client.silence().list().filter([r#"alertname="disk""#]).send()).await;
    let unknown: Uuid = "00000000-0000-4000-8000-000000000000".parse().expect("this is a UUID");
    journal.refused("get missing silence", 404, client.silence().get(unknown.clone()).send()).await;
    let late: PostableSilence = model(json!({
        "matchers": [{"name": "alertname", "value": "disk", "isRegex": false}], "startsAt": "2026-01-01T00:00:00Z", "endsAt": "2020-01-01T00:00:00Z", "createdBy": "jo", "comment": "",
    }));
    journal.refused("create a silence that ends before it starts", 400, client.silence().create(&late).send()).await;
}
