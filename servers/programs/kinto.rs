//! Kinto: accounts, buckets, collections, records, with entity tags and pages.

use api::models::{
    CreateBucketRequest, CreateCollectionRequest, CreateRecordRequest, PatchRecordRequest, UpdateAccountRequest,
    UpdateBucketRequest, UpdateRecordRequest,
};
use api::{Client, ClientBuilder};
use serde_json::json;
use servers::{Journal, Setup, model};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let setup = Setup::from_env();
    // The document has no security scheme, so the header is written by hand.
    let builder: ClientBuilder = setup.builder();
    let stranger = builder.build().expect("the settings are valid");
    let builder: ClientBuilder = setup.builder();
    let builder = builder.default_header("authorization", "Basic am86cGFzc3dvcmQtb2YtdGhlLXRlc3Rz");
    let client = builder.build().expect("the settings are valid");
    let mut journal = Journal::default();
    let account: UpdateAccountRequest = model(json!({"data": {"password": "password-of-the-tests"}}));
    journal.ok("create account", stranger.accounts().update("jo", &account).send()).await;
    server(&client, &mut journal).await;
    buckets(&client, &mut journal).await;
    records(&client, &mut journal).await;
    journal.refused("list records without an account", 401, stranger.records().list("shop", "pets").send()).await;
    journal.ok("delete bucket", client.buckets().delete("shop").send()).await;
}

async fn server(client: &Client, journal: &mut Journal) {
    journal.ok("get server", client.utilities().server_info().send()).await;
    journal.ok("get heartbeat", client.utilities().heartbeat().send()).await;
    journal.ok("get account", client.accounts().get("jo").send()).await;
}

async fn buckets(client: &Client, journal: &mut Journal) {
    let bucket: CreateBucketRequest = model(json!({"data": {"id": "shop"}}));
    journal.ok("create bucket", client.buckets().create(&bucket).send()).await;
    journal.ok("list buckets", client.buckets().list().send()).await;
    journal.ok("get bucket", client.buckets().get("shop").send()).await;
    let bucket: UpdateBucketRequest = model(json!({"permissions": {"read": ["system.Authenticated"]}}));
    journal.ok("replace bucket", client.buckets().update("shop", &bucket).send()).await;
    let collection: CreateCollectionRequest = model(json!({"data": {"id": "pets"}}));
    journal.ok("create collection", client.collections().create("shop", &collection).send()).await;
    journal.ok("list collections", client.collections().list("shop").send()).await;
    journal.refused("get missing bucket", 403, client.buckets().get("other").send()).await;
}

async fn records(client: &Client, journal: &mut Journal) {
    let records = client.records();
    let record: CreateRecordRequest = model(json!({"data": {"id": "rex", "age": 3, "tags": ["dog"]}}));
    journal.ok("create record", records.create("shop", "pets", &record).send()).await;
    let other: UpdateRecordRequest = model(json!({"data": {"age": 5}}));
    journal.ok("put record", records.update("shop", "pets", "tom", &other).send()).await;
    journal.ok("list records", records.list("shop", "pets").send()).await;
    journal.ok("list a page of records", records.list("shop", "pets").limit(1).sort(["-age"]).send()).await;
    journal.ok("list fields of records", records.list("shop", "pets").fields(["age"]).send()).await;
    journal.ok("get record", records.get("shop", "pets", "rex").send()).await;
    let change: PatchRecordRequest = model(json!({"data": {"age": 4}}));
    journal.ok("change record", records.patch("shop", "pets", "rex", &change).send()).await;
    let create = records.update("shop", "pets", "rex", &other).if_none_match("*");
    journal.refused("create record again", 412, create.send()).await;
    journal.ok("list history", client.history().get("shop").send()).await;
    journal.ok("delete record", records.delete("shop", "pets", "rex").send()).await;
    journal.refused("get deleted record", 404, records.get("shop", "pets", "rex").send()).await;
}
