//! Documents from URLs: pinned by hash, read from the cache, and changed by nobody but the user.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use crate::folder::{DOCUMENT, Folder, Run};

/// A server of files on loopback.
struct Server {
    origin: String,
    files: Arc<Mutex<BTreeMap<String, String>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let origin = format!("http://{}", listener.local_addr().expect("it has an address"));
        let (files, asked) = (Arc::<Mutex<BTreeMap<String, String>>>::default(), Arc::<Mutex<Vec<String>>>::default());
        let (served, heard) = (files.clone(), asked.clone());
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let mut line = String::new();
                let mut reader = BufReader::new(stream.try_clone().expect("the stream can be cloned"));
                let _ = reader.read_line(&mut line);
                let path = line.split(' ').nth(1).unwrap_or_default().to_owned();
                let mut header = String::new();
                while reader.read_line(&mut header).is_ok_and(|read| read > 2) {
                    header.clear();
                }
                let text = served.lock().expect("nobody panics").get(&path).cloned();
                heard.lock().expect("nobody panics").push(path);
                let (status, text) = text.map_or(("404 Not Found", String::new()), |text| ("200 OK", text));
                let length = text.len();
                let _ =
                    write!(stream, "HTTP/1.1 {status}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{text}");
            }
        });
        Self { origin, files, asked }
    }

    fn serve(&self, path: &str, text: &str) {
        self.files.lock().expect("nobody panics").insert(path.to_owned(), text.to_owned());
    }

    /// What was asked for since the last call.
    fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.lock().expect("nobody panics"))
    }
}

/// The command with a cache of its own.
fn run(folder: &Folder, arguments: &str) -> Run {
    let mut command = folder.command(arguments);
    command.env("XDG_CACHE_HOME", folder.path("cache")).env_remove("http_proxy").env_remove("HTTP_PROXY");
    command.env_remove("all_proxy").env_remove("ALL_PROXY");
    Run::of(&command.output().expect("the command runs"))
}

fn with_parts(name: &str) -> (Folder, Server, String) {
    let (folder, server) = (Folder::new(name), Server::start());
    server.serve("/v1/pets.yaml", &DOCUMENT.replace("#/components/schemas/Pet'", "parts/pet.yaml#/Pet'"));
    server.serve("/v1/parts/pet.yaml", "Pet: {type: object, properties: {name: {type: string}}}\n");
    let arguments = format!("generate {}/v1/pets.yaml --out client", server.origin);
    (folder, server, arguments)
}

#[test]
fn a_document_is_fetched_once_and_changes_only_when_it_is_asked_to() {
    let (folder, server, arguments) = with_parts("fetched-once");
    run(&folder, &arguments).ends(0);
    assert_eq!(server.asked(), ["/v1/pets.yaml", "/v1/parts/pet.yaml"]);
    let pins = folder.read("client/clientgen.lock");
    assert_eq!(pins.matches("sha256 = ").count(), 2, "{pins}");

    server.serve("/v1/parts/pet.yaml", "Pet: {type: object, properties: {nickname: {type: string}}}\n");
    run(&folder, &format!("{arguments} --check")).ends(0);
    run(&folder, &arguments).ends(0);
    assert_eq!(server.asked(), [""; 0], "the cache has everything");

    // Without the cache it is fetched, and has to be the same.
    std::fs::remove_dir_all(folder.path("cache")).expect("the cache can be removed");
    run(&folder, &arguments).ends(2).says("is not any more what").says("client/clientgen.lock").says("--update");
    assert_eq!(folder.read("client/clientgen.lock"), pins);
    assert!(folder.read("client/surface.txt").contains(".name:"));

    run(&folder, &format!("{arguments} --update")).ends(0);
    assert!(folder.read("client/surface.txt").contains(".nickname:"));
    assert_ne!(folder.read("client/clientgen.lock"), pins);
    run(&folder, &arguments).ends(0);
}

#[test]
fn a_document_may_refer_to_the_host_that_was_named_and_to_https() {
    let (folder, server, arguments) = with_parts("fetched-references");
    let other = Server::start();
    let reference = format!("'{}/pet.yaml#/Pet'", other.origin);
    server.serve("/v1/pets.yaml", &DOCUMENT.replace("'#/components/schemas/Pet'", &reference));
    run(&folder, &arguments).ends(2).says("a document may refer to URLs with `https` only");
    assert_eq!(other.asked(), [""; 0]);
    assert!(!folder.exists("client"));

    let reference = format!("'{}/v2/pet.yaml#/Pet'", server.origin);
    server.serve("/v1/pets.yaml", &DOCUMENT.replace("'#/components/schemas/Pet'", &reference));
    server.serve("/v2/pet.yaml", "Pet: {type: object, properties: {age: {type: integer}}}\n");
    run(&folder, &arguments).ends(0);
    assert!(folder.read("client/surface.txt").contains(".age:"));
}

#[test]
fn what_is_not_there_is_named() {
    let (folder, server, _) = with_parts("fetched-nothing");
    let absent = format!("{}/absent.yaml", server.origin);
    run(&folder, &format!("generate {absent} --out client")).ends(2).says(&absent).says("404");
    server.serve("/v1/parts/pet.yaml", "");
    server.files.lock().expect("nobody panics").remove("/v1/parts/pet.yaml");
    let part = format!("{}/v1/parts/pet.yaml", server.origin);
    run(&folder, &format!("generate {}/v1/pets.yaml --out client", server.origin)).ends(2).says(&part).says("404");
    assert!(!folder.exists("client"));
}

#[test]
fn the_pins_of_a_configuration_are_beside_it() {
    let (folder, server, _) = with_parts("fetched-config");
    folder.write("api/clientgen.toml", &format!("document = '{}/v1/pets.yaml'\nout = 'client'\n", server.origin));
    run(&folder, "generate --config api/clientgen.toml").ends(0);
    assert!(folder.exists("api/clientgen.lock") && !folder.exists("api/client/clientgen.lock"));
    run(&folder, "check --config api/clientgen.toml").ends(0);
    run(&folder, &format!("lint {}/v1/pets.yaml", server.origin)).ends(0);
}
