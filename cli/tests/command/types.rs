//! Types alone, and what the user decides about types.

use crate::folder::Folder;

#[test]
fn a_crate_of_types_has_no_client_and_no_transport() {
    let folder = Folder::new("types-only");
    folder.run("generate pets.yaml --out types --types-only").ends(0);
    folder.run("check pets.yaml --out types --types-only").ends(0);
    assert!(folder.read("types/src/models/shared.rs").contains("pub struct Pet {"));
    for absent in ["src/client.rs", "src/error.rs", "src/operations.rs", "src/mock.rs"] {
        assert!(!folder.exists(&format!("types/{absent}")), "{absent}");
    }
    let manifest = folder.read("types/Cargo.toml");
    assert!(manifest.contains("default = []") && !manifest.contains("hyper"), "{manifest}");

    folder.write("clientgen.toml", "document = 'pets.yaml'\nmodule = 'app/src/types'\ntypes_only = true\n");
    folder.run("generate").ends(0);
    assert!(folder.exists("app/src/types/models/shared.rs") && !folder.exists("app/src/types/client.rs"));
    folder.run("check").ends(0);
}

#[test]
fn packages_that_the_manifest_lacks_are_named() {
    let folder = Folder::new("packages");
    let types = "[types.Pet]\nreplace = 'pet_store::Pet'\n[[derive]]\ntraits = ['Eq', 'schemars::JsonSchema']\n";
    folder.write("clientgen.toml", &format!("document = 'pets.yaml'\nout = 'client'\n{types}"));
    let run = folder
        .run("generate")
        .ends(0)
        .says("the client uses `pet_store::Pet`: run `cargo add pet_store --features serde --manifest-path ");
    assert!(!run.err.contains("std") && run.err.contains("`schemars::JsonSchema`"), "{}", run.err);

    let manifest = folder.read("client/Cargo.toml");
    let added = "[dependencies]\npet-store = '1'\nschemars = '1'\n";
    folder.write("client/Cargo.toml", &manifest.replace("[dependencies]\n", added));
    let run = folder.run("generate").ends(0);
    assert!(!run.err.contains("cargo add"), "{}", run.err);
    folder.run("check").ends(0);
}

#[test]
fn derives_that_a_configuration_misspells_are_named_with_their_line() {
    let folder = Folder::new("derives");
    folder.write("clientgen.toml", "document = 'pets.yaml'\nout = 'client'\n\n[[derive]]\ntraits = ['Clone']\n");
    folder.run("generate --report short").ends(1).says("clientgen.toml:5:11: error[override-invalid]");
    folder.write("clientgen.toml", "document = 'pets.yaml'\nout = 'client'\n\n[[derive]]\ntrait = ['Eq']\n");
    folder.run("generate").ends(2).says("clientgen.toml:5").says("traits");
}
