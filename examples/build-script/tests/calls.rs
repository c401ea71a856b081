//! The client of the build script calls, and reads what the document describes.

use build_script_example::first_names;
use build_script_example::pets::models::{Pet, PetKind};
use build_script_example::pets::{Client, ErrorBody};
use clientgen_runtime::mock::{MockOperation, MockTransport};

#[tokio::test(flavor = "current_thread")]
async fn the_client_calls() {
    let transport = MockTransport::new();
    let client: Client = transport.client();
    let list = MockOperation::<Vec<Pet>, ErrorBody>::by_id(&transport, "listPets");
    list.when_query("limit=3").returns_json(r#"[{"name": "Tom", "kind": "cat"}, {"name": "Spike"}]"#);

    assert_eq!(first_names(&client).await.expect("the mock answers"), ["Tom", "Spike"]);
    assert_eq!(PetKind::Cat.as_str(), "cat");
}
