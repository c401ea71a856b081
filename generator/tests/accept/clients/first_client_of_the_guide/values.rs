//! The program of the guide's first chapter; `tests/guide` compares the two.

use client::Value;
use client::mock::Mock;
use client::models::PetKind;

async fn program() -> Result<(), Box<dyn std::error::Error>> {
    let mock = Mock::new();
    mock.pets().list().returns_json(r#"[{"id": "1", "name": "Tom", "kind": "cat"}, {"id": "2", "name": "Nibbles"}]"#);
    mock.pets().get().fails_with(404, &Value::from("no such pet"));
    let client = mock.client();

    for pet in client.pets().list().limit(10).await?.iter() {
        let is_cat = pet.kind == Some(PetKind::Cat);
        println!("{} {}", pet.name, if is_cat { "is a cat" } else { "is something else" });
    }
    match client.pets().get("3").await {
        Err(error) if error.is_not_found() => println!("{error}"),
        other => println!("{}", other?.name),
    }
    Ok(())
}

#[test]
fn the_program_of_the_guide_runs() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(program()).expect("the mock answers");
}
