//! Clients made by a build script.

use std::cell::RefCell;
use std::error::Error;
use std::fmt;
use std::path::{Path, PathBuf};

use clientgen::diagnostics::{Deny, Severity};
use clientgen::{FileError, Files};

use crate::fetch;
use crate::files::{self, Expected};
use crate::input::{self, Input};
use crate::ownership::Ownership;

/// Most diagnostics that are shown as warnings of the build.
const MAX_WARNINGS: usize = 10;

/// Makes a client for a document in a build script, as a module that `include!` takes.
///
/// `build.rs`:
///
/// ```no_run
/// fn main() -> Result<(), Box<dyn std::error::Error>> {
///     clientgen_build::Builder::new("openapi.yaml").module("api").generate()?;
///     Ok(())
/// }
/// ```
///
/// `src/main.rs`:
///
/// ```text
/// include!(concat!(env!("OUT_DIR"), "/api.rs"));
///
/// let client = api::Client::new(..);
/// ```
///
/// The crate needs the package `clientgen-runtime` as a dependency, with the features that the client is to have.
#[derive(Clone, Debug)]
pub struct Builder {
    document: PathBuf,
    module: String,
    root: Option<PathBuf>,
    overrides: Option<PathBuf>,
    overlays: Vec<PathBuf>,
    deny: Vec<Deny>,
    out_dir: Option<PathBuf>,
    types_only: bool,
}

impl Builder {
    /// A client for a document, whose path is relative to the folder of the manifest.
    pub fn new(document: impl Into<PathBuf>) -> Self {
        Self {
            document: document.into(),
            module: "api".to_owned(),
            root: None,
            overrides: None,
            overlays: Vec::new(),
            deny: Vec::new(),
            out_dir: None,
            types_only: false,
        }
    }

    /// The name of the module, and of the file that declares it; `api`, if nothing is said.
    #[must_use]
    pub fn module(mut self, name: impl Into<String>) -> Self {
        self.module = name.into();
        self
    }

    /// The folder with the other files that the document refers to; without it, the folder of the document.
    #[must_use]
    pub fn root(mut self, folder: impl Into<PathBuf>) -> Self {
        self.root = Some(folder.into());
        self
    }

    /// A file of decisions, in TOML or YAML: names, paging, a part of the document.
    #[must_use]
    pub fn overrides(mut self, file: impl Into<PathBuf>) -> Self {
        self.overrides = Some(file.into());
        self
    }

    /// An overlay to correct the document with; several are applied in order.
    #[must_use]
    pub fn overlay(mut self, file: impl Into<PathBuf>) -> Self {
        self.overlays.push(file.into());
        self
    }

    /// Makes errors of diagnostics.
    #[must_use]
    pub fn deny(mut self, class: Deny) -> Self {
        self.deny.push(class);
        self
    }

    /// Only the types of the document: no operations, no client, no transport.
    #[must_use]
    pub fn types_only(mut self) -> Self {
        self.types_only = true;
        self
    }

    /// The folder to write to; without it, `OUT_DIR` of the build script.
    #[must_use]
    pub fn out_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(folder.into());
        self
    }

    /// Writes the module, and tells Cargo when to run the build script again. Returns the file for `include!`.
    ///
    /// What is left out of the document becomes warnings of the build.
    ///
    /// # Errors
    ///
    /// The document cannot be used, a file cannot be read or written, or the name of the module is no Rust identifier.
    pub fn generate(self) -> Result<PathBuf, BuildError> {
        if !is_identifier(&self.module) {
            return Err(BuildError(format!("`{}` cannot be the name of a module", self.module)));
        }
        if fetch::url_of(&self.document).is_some() {
            let reason = "a build script does not fetch; save the document next to the manifest";
            return Err(BuildError(format!("{}: {reason}", self.document.display())));
        }
        let out_dir = self.out_dir.clone().or_else(|| std::env::var_os("OUT_DIR").map(PathBuf::from));
        let out_dir = out_dir.ok_or_else(|| BuildError("`OUT_DIR` is not set: is this a build script?".to_owned()))?;
        let folder = out_dir.join(&self.module);
        let expected = self.expected()?;
        let unwritable = |error: std::io::Error| BuildError(error.to_string());
        let difference = files::compare_whole(&folder, &expected, Ownership::Whole).map_err(unwritable)?;
        files::write(&folder, &expected, &difference).map_err(unwritable)?;
        declare(&out_dir, &self.module).map_err(unwritable)
    }

    /// The files of the module. The names of earlier builds do not count: a build that begins anew has to give the same.
    fn expected(&self) -> Result<Vec<Expected>, BuildError> {
        let input = Input {
            files: self.root.clone(),
            overrides: self.overrides.clone(),
            overlays: self.overlays.clone(),
            deny: self.deny.clone(),
            is_module: true,
            types_only: self.types_only,
            ..Input::of(self.document.clone(), "clientgen_build")
        };
        [&self.document]
            .into_iter()
            .chain(&self.overrides)
            .chain(&self.overlays)
            .for_each(|path| rerun_if_changed(path));
        let unusable = |_| BuildError(format!("{} cannot be used; the reason is above", self.document.display()));
        let config = input::config(&input).map_err(unusable)?;
        let base = self.root.as_deref().or(self.document.parent()).unwrap_or(Path::new("")).to_owned();
        let mut outcome = input::outcome_of(&input, &config, |source, files, config, options| {
            clientgen::generate(source, &Watched { files, base, told: RefCell::default() }, config, options)
        })
        .map_err(unusable)?;
        if outcome.diagnostics.has_errors() {
            return Err(BuildError(outcome.report().short()));
        }
        warn(&outcome);
        Ok(input::expected(&mut outcome, &input).files)
    }
}

/// The other files of a document. The build script runs again when one of them changes.
struct Watched<'f> {
    files: &'f dyn Files,
    base: PathBuf,
    told: RefCell<Vec<String>>,
}

impl Files for Watched<'_> {
    fn read(&self, path: &str) -> Result<String, FileError> {
        let mut told = self.told.borrow_mut();
        if !told.iter().any(|known| known == path) {
            rerun_if_changed(&self.base.join(path));
            told.push(path.to_owned());
        }
        self.files.read(path)
    }

    fn main_path(&self) -> Option<String> {
        self.files.main_path()
    }
}

fn rerun_if_changed(path: &Path) {
    println!("cargo:rerun-if-changed={}", path.display());
}

/// Warnings of the document as warnings of the build.
fn warn(outcome: &clientgen::Outcome) {
    let report = outcome.report();
    let text = report.short();
    let warning = format!(": {}[", Severity::Warning.name());
    let lines: Vec<&str> = text.lines().filter(|line| line.contains(&warning)).collect();
    lines.iter().take(MAX_WARNINGS).for_each(|line| println!("cargo:warning={line}"));
    if let Some(more) = lines.len().checked_sub(MAX_WARNINGS).filter(|more| *more > 0) {
        println!("cargo:warning={more} more warnings; `clientgen lint` shows all");
    }
}

/// Writes the file that declares the module. An included file has no folder of its own, so the path in it is absolute.
fn declare(out_dir: &Path, module: &str) -> std::io::Result<PathBuf> {
    let root = std::path::absolute(out_dir.join(module).join("mod.rs"))?;
    let path = root.to_string_lossy().escape_default().to_string();
    let text = format!("// Generated by `clientgen_build`.\n\n#[path = \"{path}\"]\npub mod {module};\n");
    let declaration = Expected { path: format!("{module}.rs"), text };
    let file = out_dir.join(&declaration.path);
    if std::fs::read_to_string(&file).is_ok_and(|present| present == declaration.text) {
        return Ok(file);
    }
    std::fs::write(&file, declaration.text)?;
    Ok(file)
}

/// Words that no module can have as its name.
const KEYWORDS: &str = " _ abstract as async await become box break const continue crate do dyn else enum extern false \
    final fn for gen if impl in let loop macro match mod move mut override priv pub ref return self static struct super \
    trait true try type typeof unsafe unsized use virtual where while yield ";

/// A name of a module in Rust.
fn is_identifier(name: &str) -> bool {
    let mut letters = name.chars();
    let begins = letters.next().is_some_and(|first| first.is_ascii_lowercase() || first == '_');
    let goes_on = letters.all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_');
    begins && goes_on && !KEYWORDS.contains(&format!(" {name} "))
}

/// Why no client was made.
#[derive(Debug)]
pub struct BuildError(String);

impl fmt::Display for BuildError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Error for BuildError {}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use std::fs;

    use super::*;

    const DOCUMENT: &str = "\
openapi: 3.0.3
info: {title: Pets, version: '1'}
servers: [{url: 'https://pets.example'}]
paths:
  /pets:
    get: {operationId: OPERATION, tags: [pets], responses: {'204': {description: Ok.}}}
";

    #[test]
    fn a_build_that_begins_anew_gives_the_same() {
        let folder = std::env::temp_dir().join(format!("clientgen-builder-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        let build = |operation: &str, out: &str| {
            fs::create_dir_all(folder.join(out)).unwrap();
            fs::write(folder.join("pets.yaml"), DOCUMENT.replace("OPERATION", operation)).unwrap();
            let included = Builder::new(folder.join("pets.yaml")).out_dir(folder.join(out)).generate().unwrap();
            assert_eq!(included, folder.join(out).join("api.rs"));
            fs::read_to_string(folder.join(out).join("api/operations/pets.rs")).unwrap()
        };
        let first = build("listPets", "again");
        let (again, anew) = (build("findAllPets", "again"), build("findAllPets", "anew"));
        assert_eq!(again, anew);
        assert_ne!(first, again);
        fs::remove_dir_all(&folder).unwrap();
    }
}
