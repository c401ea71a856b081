//! The command in an empty folder, as somebody uses it who has nothing else of this repository.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const DOCUMENT: &str = "\
openapi: 3.0.3
info: {title: Pets, version: '1'}
servers: [{url: 'https://pets.example'}]
paths:
  /pets/{id}:
    get:
      operationId: getPet
      tags: [pets]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        '200':
          description: The pet.
          content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}
components:
  schemas:
    Pet: {type: object, required: [name], properties: {name: {type: string}}}
";

/// An empty folder with a document in it.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder can be made");
    fs::write(folder.join("pets.yaml"), DOCUMENT).expect("the document can be written");
    folder
}

fn clientgen(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clientgen"));
    command.current_dir(folder).args(arguments).output().expect("the command runs")
}

fn code(folder: &Path, arguments: &[&str]) -> Option<i32> {
    clientgen(folder, arguments).status.code()
}

#[test]
fn a_client_compiles_with_nothing_else_at_hand() {
    let folder = folder("compiles");
    assert_eq!(code(&folder, &["generate", "pets.yaml", "--out", "client"]), Some(0));
    assert_eq!(code(&folder, &["generate", "--check", "--out", "client", "pets.yaml"]), Some(0));
    // Folders of tests are inside this workspace; a user's are not.
    let manifest = folder.join("client/Cargo.toml");
    let text = fs::read_to_string(&manifest).expect("the manifest is there");
    fs::write(&manifest, text + "\n[workspace]\n").expect("the manifest can be written");
    let lock = concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.lock");
    fs::copy(lock, folder.join("client/Cargo.lock")).expect("the lock can be copied");
    let mut check = Command::new(env!("CARGO"));
    check.current_dir(folder.join("client")).args(["check", "--offline", "--quiet", "--features", "mock"]);
    let output = check.env("CARGO_TARGET_DIR", folder.join("target")).output().expect("cargo runs");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert!(output.status.success());
}

#[test]
fn what_is_missing_outdated_or_stale_is_named() {
    let folder = folder("named");
    assert_eq!(code(&folder, &["generate", "pets.yaml", "--out", "client", "--quiet"]), Some(0));
    fs::remove_file(folder.join("client/runtime/src/lib.rs")).expect("the file can be removed");
    fs::write(folder.join("client/src/client.rs"), "").expect("the file can be written");
    fs::write(folder.join("client/src/old.rs"), "").expect("the file can be written");
    let output = clientgen(&folder, &["generate", "pets.yaml", "--out", "client", "--check"]);
    let text = String::from_utf8_lossy(&output.stdout).replace('\\', "/");
    assert_eq!(output.status.code(), Some(4));
    assert!(text.contains("Missing client/runtime/src/lib.rs"), "{text}");
    assert!(text.contains("Outdated client/src/client.rs (from line 1)"), "{text}");
    assert!(text.contains("Stale client/src/old.rs"), "{text}");
}

#[test]
fn a_folder_called_runtime_that_somebody_else_wrote_is_left_alone() {
    let folder = folder("foreign-runtime");
    fs::create_dir_all(folder.join("client/runtime")).expect("the folder can be made");
    fs::write(folder.join("client/runtime/mine.rs"), "mine").expect("the file can be written");
    let arguments = ["generate", "pets.yaml", "--out", "client", "--runtime", "path=../elsewhere"];
    assert_eq!(code(&folder, &arguments), Some(0));
    assert_eq!(fs::read_to_string(folder.join("client/runtime/mine.rs")).ok().as_deref(), Some("mine"));
    let manifest = fs::read_to_string(folder.join("client/Cargo.toml")).expect("the manifest is there");
    assert!(manifest.contains("path = \"../elsewhere\""), "{manifest}");
}

#[test]
fn another_runtime_takes_the_copy_away() {
    let folder = folder("registry");
    assert_eq!(code(&folder, &["generate", "pets.yaml", "--out", "client"]), Some(0));
    assert_eq!(code(&folder, &["generate", "pets.yaml", "--out", "client", "--runtime", "registry"]), Some(0));
    assert!(!folder.join("client/runtime").exists());
}

#[test]
fn the_command_line_says_what_is_wrong_with_it() {
    let folder = folder("usage");
    for (arguments, expected) in [
        (&["generat"][..], "a similar subcommand exists: 'generate'"),
        (&["generate", "pets.yaml"], "--out <DIR>"),
        (&["generate", "pets.yaml", "--out", "client", "--runtime", "none"], "use vendored, registry or path=FOLDER"),
        (&["generate", "absent.yaml", "--out", "client"], "absent.yaml"),
        (&["explain", "not-raed"], "did you mean `not-read`?"),
    ] {
        let output = clientgen(&folder, arguments);
        let text = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert!(text.contains(expected), "{text}");
    }
    assert!(!folder.join("client").exists());
}
