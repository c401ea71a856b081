//! `generate --watch`: a change of a file becomes one of the client.

use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::folder::{DOCUMENT, Folder};

/// A machine that is busy takes its time.
const PATIENCE: Duration = Duration::from_secs(60);

/// A command that is ended with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn wait_for(what: &str, mut holds: impl FnMut() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < PATIENCE, "{what} does not happen");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_change_of_any_file_that_was_read_writes_the_client_again() {
    let folder = Folder::new("watch");
    folder.write("pets.yaml", &DOCUMENT.replace("#/components/schemas/Pet'", "parts.yaml#/Pet'"));
    folder.write("parts.yaml", "Pet: {type: object, properties: {name: {type: string}}}\n");
    folder.write("clientgen.toml", "document = 'pets.yaml'\nout = 'client'\n");
    let mut command = folder.command("generate --watch");
    let _running = Running(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the command starts"));
    let surface = || std::fs::read_to_string(folder.path("client/surface.txt")).unwrap_or_default();
    wait_for("the first run", || surface().contains(".name:"));

    folder.write("parts.yaml", "Pet: {type: object, properties: {nickname: {type: string}}}\n");
    wait_for("a run after a change of a part", || surface().contains(".nickname:"));

    // What cannot be read is reported, and mended by the next change.
    folder.write("clientgen.toml", "documents = 'pets.yaml'\n");
    std::thread::sleep(Duration::from_secs(1));
    let renamed = "document = 'pets.yaml'\nout = 'client'\n[operations.getPet]\nmethod = 'fetch_one'\n";
    folder.write("clientgen.toml", renamed);
    wait_for("a run after a change of the configuration", || surface().contains("pets().fetch_one("));
}

#[test]
fn standard_input_is_not_watched() {
    let folder = Folder::new("watch-stdin");
    folder.run("generate - --out client --watch").ends(2).says("standard input cannot be watched");
    folder.run("generate --watch --check").ends(2).says("cannot be used with");
}
