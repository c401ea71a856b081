//! `generate`: what comes out compiles, and is checked.

use std::fs;
use std::process::Command;

use crate::folder::Folder;

#[test]
fn a_client_compiles_with_nothing_else_at_hand() {
    let folder = Folder::new("compiles");
    folder.run("generate pets.yaml --out client").ends(0);
    folder.run("generate --check --out client pets.yaml").ends(0);
    // Folders of tests are inside this workspace; a user's are not.
    folder.write("client/Cargo.toml", &(folder.read("client/Cargo.toml") + "\n[workspace]\n"));
    let lock = concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.lock");
    fs::copy(lock, folder.path("client/Cargo.lock")).expect("the lock can be copied");
    let mut check = Command::new(env!("CARGO"));
    check.current_dir(folder.path("client")).args(["check", "--offline", "--quiet", "--features", "mock"]);
    let output = check.env("CARGO_TARGET_DIR", folder.path("target")).output().expect("cargo runs");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert!(output.status.success());
}

#[test]
fn what_is_missing_outdated_or_stale_is_named() {
    let folder = Folder::new("named");
    folder.run("generate pets.yaml --out client --quiet").ends(0);
    fs::remove_file(folder.path("client/runtime/src/lib.rs")).expect("the file can be removed");
    folder.write("client/src/client.rs", "");
    folder.write("client/src/old.rs", &folder.read("client/src/lib.rs"));
    folder
        .run("generate pets.yaml --out client --check")
        .ends(4)
        .says("Missing client/runtime/src/lib.rs")
        .says("Outdated client/src/client.rs (from line 1)")
        .says("Stale client/src/old.rs");
}

#[test]
fn a_folder_called_runtime_that_somebody_else_wrote_is_left_alone() {
    let folder = Folder::new("foreign-runtime");
    folder.write("client/runtime/mine.rs", "mine");
    folder.run("generate pets.yaml --out client --runtime path=../elsewhere").ends(0);
    assert_eq!(folder.read("client/runtime/mine.rs"), "mine");
    assert!(folder.read("client/Cargo.toml").contains("path = \"../elsewhere\""));
}

#[test]
fn another_runtime_takes_the_copy_away() {
    let folder = Folder::new("registry");
    folder.run("generate pets.yaml --out client").ends(0);
    folder.run("generate pets.yaml --out client --runtime registry").ends(0);
    assert!(!folder.exists("client/runtime"));
    assert!(folder.read("client/Cargo.toml").contains("version = \"0.1\""));
    // From now on it is what the manifest says.
    folder.run("generate pets.yaml --out client --check").ends(0);
    folder.run("generate pets.yaml --out client --runtime git=https://git.example/runtime").ends(0);
    assert!(folder.read("client/Cargo.toml").contains("git = \"https://git.example/runtime\""));
}

#[test]
fn several_clients_share_a_copy_of_the_runtime() {
    let folder = Folder::new("shared-runtime");
    for client in ["one", "two"] {
        folder.run(&format!("generate pets.yaml --out {client} --name {client} --runtime-dir shared/runtime")).ends(0);
        assert!(folder.read(&format!("{client}/Cargo.toml")).contains("path = \"../shared/runtime\""));
        assert!(!folder.exists(&format!("{client}/runtime")));
    }
    assert!(folder.exists("shared/runtime/src/lib.rs"));
    folder.run("generate pets.yaml --out one --runtime-dir shared/runtime --check").ends(0);
    fs::remove_file(folder.path("shared/runtime/src/lib.rs")).expect("the file can be removed");
    folder
        .run("generate pets.yaml --out one --runtime-dir shared/runtime --check")
        .ends(4)
        .says("Missing shared/runtime/src/lib.rs");
}

#[test]
fn the_command_line_says_what_is_wrong_with_it() {
    let folder = Folder::new("usage");
    for (arguments, expected) in [
        ("generat", "a similar subcommand exists: 'generate'"),
        ("generate pets.yaml", "--out <DIR>"),
        ("generate", "clientgen init"),
        ("generate pets.yaml --out client --runtime none", "use vendored, registry, path=FOLDER or git=URL"),
        ("generate absent.yaml --out client", "absent.yaml"),
        ("generate pets.yml --out client", "; did you mean pets.yaml?"),
        ("generate . --out client", ".: this is a folder; name a file in it"),
        ("generate pets.yaml --out pets.yaml", "pets.yaml: this is a file, and the client is a folder"),
        ("observe pets.yaml nowhere", "error: nowhere: "),
        ("lint pets.json", "did you mean pets.yaml?"),
        ("lint", "`clientgen lint openapi.yaml`"),
        ("check", "`clientgen check openapi.yaml --out client`"),
        ("inspect api", "`clientgen inspect api --spec openapi.yaml`"),
        (
            "generate pets.yaml --out client --name My-Pets",
            "`--name`: `My-Pets` cannot be the name of a crate; `my-pets` can",
        ),
        ("generate pets.yaml --out client --name crate", "`api-crate` can"),
        ("explain not-raed", "did you mean `not-read`?"),
        ("explain something-else", "`explain` without an id lists all"),
    ] {
        folder.run(arguments).ends(2).says(expected);
    }
    folder.run("inspect api getPte --spec pets.yaml").ends(1).says("did you mean `getPet`?");
    assert!(!folder.exists("client"));
}

#[test]
fn many_files_that_are_missing_are_one_line() {
    let folder = Folder::new("all-missing");
    let run = folder.run("check pets.yaml -o client").ends(4).says("Missing client/src/lib.rs");
    let run = run.says("files in client/runtime");
    assert!(run.out.lines().count() < 40, "{}", run.out);
}

#[test]
fn a_client_is_a_module_of_a_crate() {
    let folder = Folder::new("module");
    folder.write("app/Cargo.toml", "[package]\nname = \"app\"\n");
    folder.write("app/src/main.rs", "mod api;\nfn main() {}\n");
    folder.run("generate pets.yaml --module app/src/api").ends(0);
    folder.run("generate pets.yaml --module app/src/api --check").ends(0).says("Up to date");
    for absent in ["Cargo.toml", "README.md", "rustfmt.toml", "lib.rs", "src", "mock.rs", "runtime"] {
        assert!(!folder.exists(&format!("app/src/api/{absent}")), "{absent}");
    }
    for path in ["mod.rs", "client.rs", "models.rs", "models/pets.rs", "operations/pets.rs"] {
        let text = folder.read(&format!("app/src/api/{path}"));
        assert!(!text.contains("crate::") && !text.contains("cfg("), "{path}: {text}");
        assert!(!text.lines().any(|line| line.trim_start().ends_with("```no_run")), "{path}: {text}");
    }
    assert!(folder.read("app/src/api/operations/pets.rs").contains("impl super::super::Client {"));
    assert_eq!(folder.read("app/src/main.rs"), "mod api;\nfn main() {}\n");

    // Its names stay, and what nobody produces goes, as in a crate.
    folder.write("app/src/api/models/old.rs", &folder.read("app/src/api/models.rs"));
    folder.write("app/src/api/mine.rs", "pub fn mine() {}\n");
    folder.write("clientgen.toml", "document = 'pets.yaml'\nmodule = 'app/src/api'\n");
    folder.run("generate").ends(0).says("Deleted app/src/api/models/old.rs").says("Kept app/src/api/mine.rs");
    folder.run("check").ends(0);
}

#[test]
fn new_names_are_printed_with_those_that_things_had() {
    let folder = Folder::new("renamed");
    folder.run("generate pets.yaml --out client --runtime registry").ends(0);
    let surface = folder.read("client/surface.txt");
    let earlier = surface.replace("# surface 12", "# surface 2").replace("pets().get(", "pets().fetch_one(");
    folder.write("client/surface.txt", &earlier);
    folder.run("generate pets.yaml --out client").ends(0);
    assert_eq!(folder.read("client/surface.txt"), earlier);

    folder.run("generate pets.yaml --out client --rename").ends(0).says("    pets().fetch_one: pets().get\n");
    assert_eq!(folder.read("client/surface.txt"), surface);
}
