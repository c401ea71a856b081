//! A client inside a workspace of somebody, or a module of a crate: what has to be added is said.

use crate::folder::Folder;

#[test]
fn a_workspace_that_does_not_know_the_client_is_named() {
    let folder = Folder::new("workspace");
    folder.write("Cargo.toml", "[workspace]\nmembers = [\"app\"]\n");
    let run = folder.run("generate pets.yaml --out clients/pets").ends(0);
    assert!(run.err.contains("add \"clients/pets\" to `members` of `[workspace]` in"), "{}", run.err);
    for known in ["members = [\"clients/*\"]", "members = [\"./clients/pets/\"]", "exclude = [\"clients\"]"] {
        folder.write("Cargo.toml", &format!("[workspace]\n{known}\n"));
        assert_eq!(folder.run("generate pets.yaml --out clients/pets").ends(0).err, "", "{known}");
    }
    folder.write("Cargo.toml", "[workspace]\n[dependencies]\npets = { path = \"clients/pets\" }\n");
    assert_eq!(folder.run("generate pets.yaml --out clients/pets").ends(0).err, "");
}

#[test]
fn two_copies_of_the_runtime_in_one_workspace_are_named() {
    let folder = Folder::new("two-copies");
    folder.write("Cargo.toml", "[workspace]\nmembers = [\"clients/*\"]\n");
    assert_eq!(folder.run("generate pets.yaml --out clients/one --name one").ends(0).err, "");
    let run = folder.run("generate pets.yaml --out clients/two --name two").ends(0);
    assert!(run.err.contains("clients/one has a copy of the runtime too"), "{}", run.err);
    assert!(run.err.contains("--runtime-dir"), "{}", run.err);
}

#[test]
fn a_crate_without_the_runtime_is_named() {
    let folder = Folder::new("module-runtime");
    folder.write("app/Cargo.toml", "[package]\nname = \"app\"\n");
    let run = folder.run("generate pets.yaml --module app/src/api --runtime-dir app/runtime").ends(0);
    assert!(run.err.contains("add `clientgen-runtime = { path = \"runtime\" }` to `[dependencies]`"), "{}", run.err);
    folder.write("app/Cargo.toml", "[package]\nname = \"app\"\n[dependencies]\nclientgen-runtime = \"0.1\"\n");
    assert_eq!(folder.run("generate pets.yaml --module app/src/api").ends(0).err, "");
}
