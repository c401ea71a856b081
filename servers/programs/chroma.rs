//! Chroma: databases, collections, vectors.

use api::models::{
    AddCollectionRecordsPayload, CreateCollectionPayload, CreateDatabasePayload, CreateTenantPayload,
    GetRequestPayload, QueryRequestPayload, UpdateCollectionPayload, UpsertCollectionRecordsPayload,
};
use api::{Client, ClientBuilder, Credentials};
use serde_json::json;
use servers::{Journal, Setup, model};

const TENANT: &str = "default_tenant";

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let builder: ClientBuilder = Setup::from_env().builder();
    let client = builder.credentials(Credentials::none()).build().expect("the settings are valid");
    let mut journal = Journal::default();
    system(&client, &mut journal).await;
    databases(&client, &mut journal).await;
    collections(&client, &mut journal).await;
}

async fn system(client: &Client, journal: &mut Journal) {
    journal.ok("get heartbeat", client.system().heartbeat().send()).await;
    journal.ok("get version", client.system().version().send()).await;
    journal.ok("get health", client.system().healthcheck().send()).await;
    journal.ok("get checks", client.system().pre_flight_checks().send()).await;
    journal.ok("get identity", client.authentication().get_user_identity().send()).await;
    let tenant: CreateTenantPayload = model(json!({"name": "shop"}));
    journal.ok("create tenant", client.tenant().create(&tenant).send()).await;
    journal.ok("get tenant", client.tenant().get("shop").send()).await;
    journal.refused("get missing tenant", 404, client.tenant().get("other").send()).await;
}

async fn databases(client: &Client, journal: &mut Journal) {
    let database: CreateDatabasePayload = model(json!({"name": "pets"}));
    journal.ok("create database", client.database().create(TENANT, &database).send()).await;
    journal.refused("create database again", 409, client.database().create(TENANT, &database).send()).await;
    journal.ok("list databases", client.database().list(TENANT).send()).await;
    journal.ok("list a page of databases", client.database().list(TENANT).limit(1).offset(1).send()).await;
    journal.ok("get database", client.database().get(TENANT, "pets").send()).await;
}

async fn collections(client: &Client, journal: &mut Journal) {
    let collection: CreateCollectionPayload = model(json!({"name": "dogs", "metadata": {"kind": "dog"}}));
    let created = journal.ok("create collection", client.collection().create(TENANT, "pets", &collection).send()).await;
    journal.ok("list collections", client.collection().list(TENANT, "pets").send()).await;
    for number in 1..=3 {
        let collection: CreateCollectionPayload = model(json!({"name": format!("cats-{number}")}));
        journal.ok("create collection", client.collection().create(TENANT, "pets", &collection).send()).await;
    }
    journal.walked("walk collections", client.collection().list(TENANT, "pets").limit(2).items(), 4).await;
    journal.ok("count collections", client.collection().count(TENANT, "pets").send()).await;
    journal.ok("get collection", client.collection().get_collection(TENANT, "pets", "dogs").send()).await;
    let Some(id) = created.map(|collection| collection.id.to_string()) else { return };
    let records: AddCollectionRecordsPayload = model(json!({
        "ids": ["rex", "bo"], "embeddings": [[1.0, 0.0], [0.0, 1.0]], "documents": ["Rex", null],
        "metadatas": [{"age": 3}, null],
    }));
    let vectors = client.record();
    journal.ok("add vectors", vectors.collection_add(TENANT, "pets", &id, &records).send()).await;
    let records: UpsertCollectionRecordsPayload = model(json!({"ids": ["bo"], "embeddings": [[0.5, 0.5]]}));
    journal.ok("put vectors", vectors.collection_upsert(TENANT, "pets", &id, &records).send()).await;
    journal.ok("count vectors", vectors.collection_count(TENANT, "pets", &id).send()).await;
    let wanted: GetRequestPayload = model(json!({"ids": ["rex"], "include": ["documents", "metadatas", "embeddings"]}));
    journal.ok("get vectors", vectors.collection_get(TENANT, "pets", &id, &wanted).send()).await;
    let query: QueryRequestPayload = model(json!({"query_embeddings": [[1.0, 0.1]], "n_results": 2}));
    journal.ok("query vectors", vectors.collection_query(TENANT, "pets", &id, &query).send()).await;
    let wrong: QueryRequestPayload = model(json!({"query_embeddings": [[1.0]], "n_results": 1}));
    journal
        .refused("query with wrong dimension", 400, vectors.collection_query(TENANT, "pets", &id, &wrong).send())
        .await;
    let change: UpdateCollectionPayload = model(json!({"new_name": "hounds"}));
    journal.ok("rename collection", client.collection().update(TENANT, "pets", &id, &change).send()).await;
    journal.ok("delete collection", client.collection().delete(TENANT, "pets", "hounds").send()).await;
    journal.ok("delete database", client.database().delete(TENANT, "pets").send()).await;
}
