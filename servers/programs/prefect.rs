//! Prefect: flows, runs, variables, work pools.

use api::models::{
    FlowCreate, FlowRunCreate, FlowUpdate, ReadFlowsBody, VariableCreate, VariableUpdate, WorkPoolCreate,
};
use api::{Client, ClientBuilder, Credentials, Uuid};
use serde_json::json;
use servers::{Journal, Setup, model};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let setup = Setup::from_env();
    let builder: ClientBuilder = setup.builder();
    // The document does not say that its paths are below this one.
    let builder = builder.base_url(format!("{}/api", setup.url()));
    let client = builder.credentials(Credentials::none()).build().expect("the settings are valid");
    let mut journal = Journal::default();
    server(&client, &mut journal).await;
    flows(&client, &mut journal).await;
    variables(&client, &mut journal).await;
    pools(&client, &mut journal).await;
}

async fn server(client: &Client, journal: &mut Journal) {
    journal.ok("get health", client.root().health_check().send()).await;
    journal.ok("get version", client.admin().read_version().send()).await;
    journal.ok("get settings", client.admin().read_settings().send()).await;
    journal.ok("say hello", client.root().hello().send()).await;
}

async fn flows(client: &Client, journal: &mut Journal) {
    let flow: FlowCreate = model(json!({"name": "feed", "tags": ["pets"]}));
    let created = journal.ok("create flow", client.flows().create(&flow).send()).await;
    journal.ok("create flow again", client.flows().create(&flow).send()).await;
    journal.ok("list flows", client.flows().list().send()).await;
    let more: FlowCreate = model(json!({"name": "walk"}));
    journal.ok("create another flow", client.flows().create(&more).send()).await;
    let two: ReadFlowsBody = model(json!({"limit": 1}));
    journal.walked("walk flows", client.flows().list().body(&two).items(), 2).await;
    journal.ok("list a page of flows", client.flows().paginate().send()).await;
    journal.ok("count flows", client.flows().count().send()).await;
    journal.ok("get flow by name", client.flows().read_by_name("feed").send()).await;
    let unknown: Uuid = "00000000-0000-4000-8000-000000000000".parse().expect("this is a UUID");
    journal.refused("get missing flow", 404, client.flows().read(unknown).send()).await;
    let id = created.map(|created| serde_json::to_value(&created).expect("what was read can be written"));
    let Some(id) = id.and_then(|id| id["id"].as_str()?.parse::<Uuid>().ok()) else { return };
    journal.ok("get flow", client.flows().read(id.clone()).send()).await;
    let change: FlowUpdate = model(json!({"tags": ["pets", "dogs"]}));
    journal.ok("update flow", client.flows().update(id.clone(), &change).send()).await;
    let run: FlowRunCreate = model(json!({"flow_id": id.to_string(), "name": "monday", "parameters": {"n": 1}}));
    journal.ok("create run", client.flow_runs().create(&run).send()).await;
    journal.ok("list runs", client.flow_runs().list().send()).await;
    journal.ok("delete flow", client.flows().delete(id).send()).await;
}

async fn variables(client: &Client, journal: &mut Journal) {
    let variable: VariableCreate = model(json!({"name": "color", "value": {"red": 1}, "tags": []}));
    journal.ok("create variable", client.variables().create(&variable).send()).await;
    journal.refused("create variable again", 409, client.variables().create(&variable).send()).await;
    journal.ok("get variable", client.variables().read_by_name("color").send()).await;
    let change: VariableUpdate = model(json!({"value": [1, "two", null]}));
    journal.ok("update variable", client.variables().update_by_name("color", &change).send()).await;
    journal.ok("list variables", client.variables().list().send()).await;
    journal.ok("delete variable", client.variables().delete_by_name("color").send()).await;
    let wrong: VariableCreate = model(json!({"name": "UPPER CASE!", "value": 1}));
    journal.refused("create an invalid variable", 422, client.variables().create(&wrong).send()).await;
}

async fn pools(client: &Client, journal: &mut Journal) {
    let pool: WorkPoolCreate = model(json!({"name": "dogs", "type": "process", "concurrency_limit": 2}));
    journal.ok("create pool", client.work_pools().create(&pool).send()).await;
    journal.ok("get pool", client.work_pools().read("dogs").send()).await;
    journal.ok("list pools", client.work_pools().list().send()).await;
    journal.ok("list queues of pool", client.work_pools().read_work_queues("dogs").send()).await;
    journal.ok("delete pool", client.work_pools().delete("dogs").send()).await;
}
