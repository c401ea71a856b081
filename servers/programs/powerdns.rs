//! PowerDNS: zones, records, keys and metadata of an authoritative server.

use api::models::{Cryptokey, Metadata, TsigKey, Zone};
use api::{Client, ClientBuilder, Credentials};
use serde_json::json;
use servers::{Journal, Setup, model};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let setup = Setup::from_env();
    let builder: ClientBuilder = setup.builder();
    let client = builder.credentials(Credentials::api_key("key-of-the-tests")).build().expect("the settings are valid");
    let mut journal = Journal::default();
    server(&client, &mut journal).await;
    zones(&client, &mut journal).await;
    keys(&client, &mut journal).await;
    refusals(&setup, &client, &mut journal).await;
}

async fn server(client: &Client, journal: &mut Journal) {
    journal.ok("list servers", client.servers().list().send()).await;
    journal.ok("get server", client.servers().list_server("localhost").send()).await;
    journal.ok("list settings", client.config().get("localhost").send()).await;
    // The document has this operation, and this version of the server does not.
    journal.refused("get setting", 404, client.config().get_setting("localhost", "launch").send()).await;
    journal.ok("list statistics", client.stats().list("localhost").send()).await;
    journal.ok("get statistic", client.stats().list("localhost").statistic("uptime").send()).await;
}

async fn zones(client: &Client, journal: &mut Journal) {
    let zone: Zone = model(json!({"name": "a.example.", "kind": "Native", "nameservers": ["ns.a.example."]}));
    journal.ok("create zone", client.zones().create("localhost", &zone).send()).await;
    journal.ok("list zones", client.zones().list("localhost").send()).await;
    journal.ok("get zone", client.zones().list_zone("localhost", "a.example.").send()).await;
    let replaced: Zone = model(json!({"rrsets": [{
        "name": "www.a.example.", "type": "A", "ttl": 60, "changetype": "REPLACE",
        "records": [{"content": "192.0.2.1", "disabled": false}],
    }]}));
    journal.ok("replace records", client.zones().patch("localhost", "a.example.", &replaced).send()).await;
    let changed: Zone = model(json!({"kind": "Master"}));
    journal.ok("change zone", client.zones().put("localhost", "a.example.", &changed).send()).await;
    journal.ok("search", client.search().data("localhost", "www*", 10).send()).await;
    journal.ok("export zone", client.zones().axfr_export("localhost", "a.example.").send()).await;
    let metadata: Metadata = model(json!({"kind": "ALLOW-AXFR-FROM", "metadata": ["AUTO-NS"]}));
    journal
        .ok("create metadata", client.zonemetadata().create_metadata("localhost", "a.example.", &metadata).send())
        .await;
    journal.ok("list metadata", client.zonemetadata().list_metadata("localhost", "a.example.").send()).await;
    let get = client.zonemetadata().get_metadata("localhost", "a.example.", "ALLOW-AXFR-FROM");
    journal.ok("get metadata", get.send()).await;
}

async fn keys(client: &Client, journal: &mut Journal) {
    let key: Cryptokey = model(json!({"keytype": "csk", "active": true, "algorithm": "ecdsa256"}));
    journal
        .ok("create key of zone", client.zonecryptokey().create_cryptokey("localhost", "a.example.", &key).send())
        .await;
    journal.ok("list keys of zone", client.zonecryptokey().list_cryptokeys("localhost", "a.example.").send()).await;
    journal.ok("get key of zone", client.zonecryptokey().get_cryptokey("localhost", "a.example.", "1").send()).await;
    let key: TsigKey = model(json!({"name": "transfer", "algorithm": "hmac-sha256"}));
    journal.ok("create transfer key", client.tsigkey().create_tsig_key("localhost", &key).send()).await;
    journal.ok("list transfer keys", client.tsigkey().list_tsig_keys("localhost").send()).await;
    journal.ok("get transfer key", client.tsigkey().get_tsig_key("localhost", "transfer.").send()).await;
    journal.ok("delete transfer key", client.tsigkey().delete_tsig_key("localhost", "transfer.").send()).await;
    journal.ok("flush cache", client.servers().cache_flush_by_name("localhost", "a.example.").send()).await;
}

async fn refusals(setup: &Setup, client: &Client, journal: &mut Journal) {
    let zone: Zone = model(json!({"name": "a.example.", "kind": "Native"}));
    journal.refused("create zone again", 409, client.zones().create("localhost", &zone).send()).await;
    let zone: Zone = model(json!({"name": "no-dot.example", "kind": "Native"}));
    journal.refused("create invalid zone", 422, client.zones().create("localhost", &zone).send()).await;
    journal.refused("get missing zone", 404, client.zones().list_zone("localhost", "b.example.").send()).await;
    let builder: ClientBuilder = setup.builder();
    let stranger = builder.credentials(Credentials::api_key("wrong")).build().expect("the settings are valid");
    journal.refused("list servers without the key", 401, stranger.servers().list().send()).await;
    journal.ok("delete zone", client.zones().delete("localhost", "a.example.").send()).await;
}
