//! Jupyter Server: files, checkpoints, kernels, sessions.

use api::models::{GetContentFormat, GetContentType, UpdateContentRequest, ReplaceContentRequest};
use api::{Client, ClientBuilder, Credentials, Uuid};
use serde_json::json;
use servers::{Journal, Setup, model};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let setup = Setup::from_env();
    let builder: ClientBuilder = setup.builder();
    let builder = builder.credentials(Credentials::none()).default_header("authorization", "token token-of-the-tests");
    let client = builder.build().expect("the settings are valid");
    let mut journal = Journal::default();
    server(&client, &mut journal).await;
    files(&client, &mut journal).await;
    kernels(&client, &mut journal).await;
    let builder: ClientBuilder = setup.builder();
    let stranger = builder.credentials(Credentials::none()).build().expect("the settings are valid");
    journal.refused("list files without a token", 403, stranger.contents().get("notes").send()).await;
}

async fn server(client: &Client, journal: &mut Journal) {
    journal.ok("get version", client.default().get_root().send()).await;
    journal.ok("get status", client.status().get().send()).await;
    journal.ok("get me", client.identity().get_me().send()).await;
    journal.ok("list kinds of kernels", client.kernelspecs().list().send()).await;
    journal.ok("get settings", client.config().get("notebook").send()).await;
    journal.ok("get description", client.api_spec().get_spec_yaml().send()).await;
}

async fn files(client: &Client, journal: &mut Journal) {
    let files = client.contents();
    let file: ReplaceContentRequest = model(json!({"type": "file", "format": "text", "content": "hello"}));
    journal.ok("upload file", files.replace("a.txt").body(&file).send()).await;
    let folder: ReplaceContentRequest = model(json!({"type": "directory"}));
    journal.ok("create folder", files.replace("notes").body(&folder).send()).await;
    journal.ok("upload into folder", files.replace("notes/b.txt").body(&file).send()).await;
    journal.ok("list files of folder", files.get("notes").send()).await;
    let get = files.get("a.txt").r#type(GetContentType::File).format(GetContentFormat::Text);
    journal.ok("download file", get.send()).await;
    journal.ok("get file without content", files.get("notes/b.txt").content(0).send()).await;
    let renamed: UpdateContentRequest = model(json!({"path": "c.txt"}));
    journal.ok("rename file", files.update("a.txt", &renamed).send()).await;
    journal.ok("create checkpoint", files.create_checkpoint("c.txt").send()).await;
    journal.ok("list checkpoints", files.list_checkpoints("c.txt").send()).await;
    journal.ok("restore checkpoint", files.update_checkpoint("c.txt", "checkpoint").send()).await;
    journal.ok("delete checkpoint", files.delete_checkpoint("c.txt", "checkpoint").send()).await;
    journal.ok("delete file", files.delete("c.txt").send()).await;
    journal.refused("get missing file", 404, files.get("c.txt").send()).await;
    let wrong: ReplaceContentRequest = model(json!({"type": "none", "content": "x"}));
    journal.refused("upload another type", 400, files.replace("d.txt").body(&wrong).send()).await;
}

async fn kernels(client: &Client, journal: &mut Journal) {
    journal.ok("list kernels", client.kernels().list().send()).await;
    journal.ok("list sessions", client.sessions().list().send()).await;
    journal.ok("list terminals", client.terminals().list().send()).await;
    let unknown: Uuid = "00000000-0000-4000-8000-000000000000".parse().expect("this is a UUID");
    journal.refused("get missing kernel", 404, client.kernels().get(unknown.clone()).send()).await;
    journal.refused("get missing session", 404, client.sessions().get(unknown).send()).await;
}
