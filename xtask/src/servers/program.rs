//! The client of a server and the program that calls it: generated, compiled, run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use clientgen_build::write::{self, Target};
use clientgen_build::{Input, Runtime, expected, outcome};
use serde_json::Value;

use super::catalogue::Server;
use super::folders::{Folders, LONG};
use crate::process;

/// How the client reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    Strict,
    Lenient,
    Tolerant,
}

impl Reading {
    fn name(self) -> &'static str {
        match self {
            Self::Strict => "strict",
            Self::Lenient => "lenient",
            Self::Tolerant => "tolerant",
        }
    }
}

/// What a program printed of each call.
pub(super) type Calls = Vec<Value>;

/// Generates the client and compiles the program with it. Returns the program.
pub(super) fn build(server: &Server, folders: &Folders, document: &Path) -> Result<PathBuf, String> {
    let folder = folders.cache.join(&server.name);
    let (client, package) = (folder.join("client"), folder.join("program"));
    fs::create_dir_all(&package).map_err(|error| error.to_string())?;
    let runtime = folders.own.parent().map(|root| root.join("runtime")).unwrap_or_default();
    let input = Input {
        name: Some("api".to_owned()),
        runtime: Some(Runtime::at(runtime.display().to_string())),
        asks_for_runtime: true,
        client: Some(client.clone()),
        ..Input::of(document.to_owned(), "cargo xtask servers")
    };
    let mut outcome = outcome(&input).map_err(|_| "the document cannot be read".to_owned())?;
    // A document with errors still has a client of what is right.
    let target = Target { quiet: true, force: true, ..Target::shared(&client) };
    write::write(&target, &expected(&mut outcome, &input));
    let own = folders.own.display();
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [profile.dev]\ndebug = false\n\n\
         [[bin]]\nname = \"{name}\"\npath = \"{own}/programs/{name}.rs\"\n\n\
         [dependencies]\napi = {{ path = \"../client\", features = [\"record\"] }}\nservers = {{ path = \"{own}\" }}\n\
         serde_json = \"1\"\ntokio = {{ version = \"1\", features = [\"macros\", \"rt\", \"time\"] }}\n",
        name = server.name,
    );
    fs::write(package.join("Cargo.toml"), manifest).map_err(|error| error.to_string())?;
    // All programs share what they depend on.
    let target = folders.cache.join("build");
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--quiet"]).current_dir(&package).env("CARGO_TARGET_DIR", &target);
    let finished = process::bounded(&mut cargo, LONG).ok_or("cargo cannot be started")?;
    if finished.code != Some(0) {
        let errors: Vec<&str> = finished.stderr.lines().take(40).collect();
        return Err(format!("the program does not compile:\n{}", errors.join("\n")));
    }
    Ok(target.join("debug").join(&server.name))
}

/// Runs the program against the server, and records its calls.
pub(super) fn live(server: &Server, program: &Path, url: &str, recording: &Path) -> Result<Calls, String> {
    let folder = recording.with_file_name("run");
    let mut command = Command::new(program);
    command.env("SERVER_URL", url).env("SERVER_RECORDING", recording).env("SERVER_FOLDER", folder);
    run(server, &mut command)
}

/// Runs the program against a recording.
pub(super) fn replay(server: &Server, program: &Path, recording: &Path, reading: Reading) -> Result<Calls, String> {
    run(server, Command::new(program).env("SERVER_REPLAY", recording).env("SERVER_READING", reading.name()))
}

fn run(server: &Server, command: &mut Command) -> Result<Calls, String> {
    let finished = process::bounded(command, Duration::from_secs(300)).ok_or("the program cannot be started")?;
    if finished.code != Some(0) {
        return Err(format!("the program of {} failed: {}", server.name, finished.stderr.trim_end()));
    }
    Ok(finished.stdout.lines().filter_map(|line| serde_json::from_str(line).ok()).collect())
}
