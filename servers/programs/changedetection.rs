//! changedetection.io: watches, tags, notifications.

use api::models::{CreateTag, CreateWatch, NotificationUrls, Tag, UpdateWatch};
use api::{Client, ClientBuilder, Credentials, Uuid};
use serde_json::{Value, json};
use servers::{Journal, Setup, model};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let setup = Setup::from_env();
    let open = |key: &str| {
        let builder: ClientBuilder = setup.builder();
        builder.credentials(Credentials::api_key(key)).build().expect("the settings are valid")
    };
    let client = open(&key(&setup));
    let mut journal = Journal::default();
    watches(&client, &mut journal).await;
    tags(&client, &mut journal).await;
    rest(&client, &mut journal).await;
    journal.refused("list watches with a wrong key", 403, open("wrong").watch_management().list_watches().send()).await;
}

/// The key that the server made when it began.
fn key(setup: &Setup) -> String {
    let read = |folder: &str| std::fs::read_to_string(format!("{folder}/changedetection.json")).ok();
    let store = setup.folder().and_then(read).and_then(|text| serde_json::from_str::<Value>(&text).ok());
    let key =
        store.and_then(|store| store.pointer("/settings/application/api_access_token")?.as_str().map(str::to_owned));
    key.unwrap_or_else(|| "key-of-the-tests".to_owned())
}

async fn watches(client: &Client, journal: &mut Journal) {
    let watches = client.watch_management();
    journal.ok("get system", client.system_information().get_systeminfo().send()).await;
    let watch: CreateWatch = model(json!({"url": "https://example.com/pets", "title": "Pets", "paused": true}));
    journal.ok("create watch", watches.create_watch(&watch).send()).await;
    let listed = journal.ok("list watches", watches.list_watches().send()).await;
    journal.ok("search watches", client.search().watches("example").partial("true").send()).await;
    let wrong: CreateWatch = model(json!({"url": "no URL"}));
    journal.refused("create a watch without a URL", 400, watches.create_watch(&wrong).send()).await;
    let unknown: Uuid = "00000000-0000-4000-8000-000000000000".parse().expect("this is a UUID");
    journal.refused("get missing watch", 404, watches.get_watch(unknown).send()).await;
    let ids = listed.map(|listed| serde_json::to_value(&listed).expect("what was read can be written"));
    let Some(id) = ids.and_then(|ids| ids.as_object()?.keys().next()?.parse::<Uuid>().ok()) else { return };
    journal.ok("get watch", watches.get_watch(id.clone()).send()).await;
    let change: UpdateWatch = model(json!({"title": "All pets"}));
    journal.ok("update watch", watches.update_watch(id.clone(), &change).send()).await;
    journal.ok("get history", client.watch_history().get(id.clone()).send()).await;
    journal.ok("delete watch", watches.delete_watch(id).send()).await;
}

async fn tags(client: &Client, journal: &mut Journal) {
    let tags = client.group_tag_management();
    let tag: CreateTag = model(json!({"title": "dogs"}));
    let created = journal.ok("create tag", tags.create_tag(&tag).send()).await;
    journal.ok("list tags", tags.list_tags().send()).await;
    let id = created.map(|created| serde_json::to_value(&created).expect("what was read can be written"));
    let Some(id) = id.and_then(|id| id["uuid"].as_str()?.parse::<Uuid>().ok()) else { return };
    journal.ok("get tag", tags.get_tag(id.clone()).send()).await;
    let tag: Tag = model(json!({"title": "hounds"}));
    journal.ok("update tag", tags.update_tag(id.clone(), &tag).send()).await;
    journal.ok("delete tag", tags.delete_tag(id).send()).await;
}

async fn rest(client: &Client, journal: &mut Journal) {
    let urls: NotificationUrls = model(json!({"notification_urls": ["posts://127.0.0.1:9/"]}));
    journal.ok("add notification", client.notifications().add(&urls).send()).await;
    journal.ok("list notifications", client.notifications().list().send()).await;
    journal.ok("delete notification", client.notifications().delete(&urls).send()).await;
    journal.ok("import watches", client.import().watches("https://example.com/a\nhttps://example.com/b").send()).await;
    journal.ok("get description", client.plugin_api_extensions().get_full_api_spec().send()).await;
}
