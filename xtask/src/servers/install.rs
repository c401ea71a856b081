//! Installs a server from the package registries into a folder of its own, once.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::catalogue::Server;
use super::folders::LONG;
use crate::process;

/// The file that says which packages are installed.
const DONE: &str = "installed.txt";

/// Installs what is not there yet; the error names what is missing.
pub(super) fn install(server: &Server, folder: &Path) -> Result<(), String> {
    if let Some(missing) = server.needs.iter().find(|program| find(program).is_none()) {
        return Err(format!("this machine has no `{missing}`"));
    }
    let wanted: String = server.packages.iter().map(|(registry, package)| format!("{registry} {package}\n")).collect();
    if fs::read_to_string(folder.join(DONE)).is_ok_and(|done| done == wanted) {
        return Ok(());
    }
    fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    for (registry, package) in &server.packages {
        match registry.as_str() {
            "pypi" => pypi(package, folder)?,
            "npm" => npm(package, folder)?,
            _ => debian(package, folder)?,
        }
    }
    fs::write(folder.join(DONE), wanted).map_err(|error| error.to_string())
}

fn pypi(package: &str, folder: &Path) -> Result<(), String> {
    let environment = folder.join("venv");
    if !environment.exists() {
        run(Command::new("python3").args(["-m", "venv"]).arg(&environment))?;
    }
    run(Command::new(environment.join("bin/pip")).args(["install", "--quiet", package]))
}

fn npm(package: &str, folder: &Path) -> Result<(), String> {
    let manifest = folder.join("package.json");
    if !manifest.exists() {
        fs::write(manifest, "{\"private\": true}\n").map_err(|error| error.to_string())?;
    }
    run(Command::new("npm").args(["install", "--no-audit", "--no-fund", package]).current_dir(folder))
}

/// Unpacks the package, without its dependencies and without a change to the machine.
fn debian(package: &str, folder: &Path) -> Result<(), String> {
    run(Command::new("apt-get").args(["download", package]).current_dir(folder))?;
    let files = fs::read_dir(folder).map_err(|error| error.to_string())?;
    let is_package = |name: &str| name.starts_with(&format!("{package}_")) && name.ends_with(".deb");
    let mut files = files.flatten().filter(|file| is_package(&file.file_name().to_string_lossy()));
    let file = files.next().ok_or_else(|| format!("there is no package `{package}`"))?;
    run(Command::new("dpkg-deb").arg("-x").arg(file.path()).arg(folder.join("root")))?;
    fs::remove_file(file.path()).map_err(|error| error.to_string())
}

fn run(command: &mut Command) -> Result<(), String> {
    let shown = format!("{command:?}").replace('"', "");
    let finished = process::bounded(command, LONG).ok_or_else(|| format!("`{shown}` cannot be started"))?;
    let last = finished.stderr.lines().last().unwrap_or_default().to_owned();
    if finished.code == Some(0) { Ok(()) } else { Err(format!("`{shown}` failed: {last}")) }
}

/// Whether a program is in the search path of the machine, or where it is.
fn find(program: &str) -> Option<std::path::PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|path| path.is_file())
}
