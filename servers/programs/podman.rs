//! Podman, called as Docker: images, containers, networks, volumes.

use api::models::{ContainerCreateRequest, NetworkCreateRequest, VolumeCreateRequest};
use api::{Client, ClientBuilder};
use serde_json::json;
use servers::{Journal, Setup, model};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let builder: ClientBuilder = Setup::from_env().builder();
    let client = builder.build().expect("the settings are valid");
    let mut journal = Journal::default();
    system(&client, &mut journal).await;
    images(&client, &mut journal).await;
    containers(&client, &mut journal).await;
    networks(&client, &mut journal).await;
    volumes(&client, &mut journal).await;
}

async fn system(client: &Client, journal: &mut Journal) {
    journal.ok("ping", client.system().ping().send()).await;
    journal.ok("get version", client.system().version().send()).await;
    journal.ok("get system", client.system().info().send()).await;
    journal.ok("get use of disk", client.system().data_usage().send()).await;
}

async fn images(client: &Client, journal: &mut Journal) {
    // An archive without files.
    let import = client.image().create_bytes().from_src("-").repo("localhost/empty").body(vec![0; 1024]);
    journal.ok("upload image", import.send()).await;
    journal.ok("list images", client.image().list().send()).await;
    journal.ok("get image", client.image().inspect("localhost/empty").send()).await;
    journal.ok("list history of image", client.image().history("localhost/empty").send()).await;
    journal.ok("tag image", client.image().tag("localhost/empty").repo("localhost/other").tag("1").send()).await;
    journal.refused("get missing image", 404, client.image().inspect("localhost/missing").send()).await;
}

async fn containers(client: &Client, journal: &mut Journal) {
    let containers = client.container();
    let container: ContainerCreateRequest =
        model(json!({"Image": "localhost/empty", "Cmd": ["/none"], "Labels": {"pet": "dog"}}));
    journal.ok("create container", containers.create(&container).name("rex").send()).await;
    // The document says 409.
    journal.refused("create container again", 500, containers.create(&container).name("rex").send()).await;
    journal.ok("list containers", containers.list().all(true).send()).await;
    journal.ok("filter containers", containers.list().all(true).filters(r#"{"label":["pet=dog"]}"#).send()).await;
    journal.ok("get container", containers.inspect("rex").send()).await;
    journal.ok("rename container", containers.rename("rex", "tom").send()).await;
    journal.ok("delete container", containers.delete("tom").send()).await;
    journal.refused("get missing container", 404, containers.inspect("tom").send()).await;
}

async fn networks(client: &Client, journal: &mut Journal) {
    let network: NetworkCreateRequest = model(json!({"Name": "pets", "Labels": {"pet": "dog"}}));
    journal.ok("create network", client.network().create(&network).send()).await;
    journal.ok("list networks", client.network().list().send()).await;
    journal.ok("get network", client.network().inspect("pets").send()).await;
    journal.ok("delete network", client.network().delete("pets").send()).await;
    journal.refused("get missing network", 404, client.network().inspect("pets").send()).await;
}

async fn volumes(client: &Client, journal: &mut Journal) {
    let volume: VolumeCreateRequest = model(json!({"Name": "pets"}));
    journal.ok("create volume", client.volume().create(&volume).send()).await;
    journal.ok("list volumes", client.volume().list().send()).await;
    journal.ok("get volume", client.volume().inspect("pets").send()).await;
    journal.ok("delete volume", client.volume().delete("pets").send()).await;
    journal.refused("get missing volume", 404, client.volume().inspect("pets").send()).await;
    journal.ok("delete image", client.image().delete("localhost/empty").force(true).send()).await;
}
