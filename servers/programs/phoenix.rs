//! Phoenix: projects, labels, annotation configurations, prompts; every list goes on by a cursor.

use api::models::{
    CreateDatasetLabelRequestBody, CreateProjectRequestBody, UpdateDatasetLabelRequestBody, UpdateProjectRequestBody,
};
use api::{Client, ClientBuilder, Credentials};
use serde_json::json;
use servers::{Journal, Setup, model};

/// More projects than there are on a page.
const PROJECTS: usize = 7;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let builder: ClientBuilder = Setup::from_env().builder();
    let client = builder.credentials(Credentials::none()).build().expect("the settings are valid");
    let mut journal = Journal::default();
    projects(&client, &mut journal).await;
    labels(&client, &mut journal).await;
    others(&client, &mut journal).await;
}

async fn projects(client: &Client, journal: &mut Journal) {
    let projects = client.projects();
    // There is one at first.
    for number in 1..PROJECTS {
        let project: CreateProjectRequestBody = model(json!({"name": format!("pets-{number}"), "description": "Pets"}));
        journal.ok("create project", projects.create(&project).send()).await;
    }
    journal.ok("list projects", projects.list().send()).await;
    journal.ok("list a page of projects", projects.list().limit(2).send()).await;
    journal.walked("walk projects", projects.list().limit(2).items(), PROJECTS).await;
    journal.ok("get project", projects.get("pets-1").send()).await;
    let change: UpdateProjectRequestBody = model(json!({"description": "All pets"}));
    journal.ok("update project", projects.update("pets-1", &change).send()).await;
    journal.refused("get missing project", 404, projects.get("none").send()).await;
    journal.ok("delete project", projects.delete("pets-1").send()).await;
    journal.refused("delete project again", 404, projects.delete("pets-1").send()).await;
}

async fn labels(client: &Client, journal: &mut Journal) {
    let datasets = client.datasets();
    let label: CreateDatasetLabelRequestBody = model(json!({"name": "red", "color": "#ff0000"}));
    let created = journal.ok("create label", datasets.create_label(&label).send()).await;
    journal.refused("create label again", 409, datasets.create_label(&label).send()).await;
    let wrong: CreateDatasetLabelRequestBody = model(json!({"name": "blue", "color": "none"}));
    journal.refused("create an invalid label", 422, datasets.create_label(&wrong).send()).await;
    journal.ok("list labels", datasets.list_labels().send()).await;
    let created = created.map(|created| serde_json::to_value(&created).expect("what was read can be written"));
    let Some(id) = created.and_then(|label| Some(label["data"]["id"].as_str()?.to_owned())) else { return };
    let change: UpdateDatasetLabelRequestBody = model(json!({"description": "Reddish"}));
    journal.ok("update label", datasets.update_label(&id, &change).send()).await;
    journal.ok("delete label", datasets.delete_label(&id).send()).await;
}

async fn others(client: &Client, journal: &mut Journal) {
    journal.ok("list datasets", client.datasets().list().send()).await;
    journal.ok("list annotation configurations", client.annotation_configs().list().send()).await;
    journal.ok("list prompts", client.prompts().list().send()).await;
    journal.ok("list users", client.users().list().send()).await;
}
