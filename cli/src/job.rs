//! What the command line and `clientgen.toml` say together: the clients to make, each with its input.

use std::path::{Path, PathBuf};

use clap::Args;
use clientgen_build::project::{self, Job};
use clientgen_build::{Exit, Input, PINS, Pinning, Runtime, RuntimeKind, Seen, View, terminal};

use crate::options::{Deciding, Reading};

/// Which client to make.
#[derive(Args, Clone, Debug)]
pub(crate) struct Making {
    /// The OpenAPI document: 2.0, 3.0, 3.1 or 3.2, as YAML or JSON; `-` is standard input, and a URL is fetched once
    /// and pinned in clientgen.lock. Without it, clientgen.toml says which documents to read.
    spec: Option<PathBuf>,
    /// The folder of the client crate.
    #[arg(long, short, alias = "output", value_name = "DIR")]
    out: Option<PathBuf>,
    /// A folder of an existing crate, of which the client becomes a module. Replaces `--out`.
    #[arg(long, value_name = "DIR", conflicts_with = "out")]
    module: Option<PathBuf>,
    /// Only the types of the document: no operations, no client, no transport.
    #[arg(long)]
    types_only: bool,
    #[command(flatten)]
    deciding: Deciding,
    /// The name of the package; without it, the title of the document gives one.
    #[arg(long)]
    name: Option<String>,
    /// Where the client has its runtime from: `vendored` (a copy in DIR/runtime, the default for a new client),
    /// `registry`, `path=FOLDER` or `git=URL`. A module has the runtime of its crate; one without any gets a copy.
    #[arg(long, value_name = "KIND")]
    runtime: Option<RuntimeKind>,
    /// A folder for the copy of the runtime that several clients share.
    #[arg(long, value_name = "DIR", conflicts_with = "runtime")]
    runtime_dir: Option<PathBuf>,
    #[command(flatten)]
    reading: Reading,
    /// The list of the files that are read, if somebody wants one.
    #[arg(skip)]
    seen: Option<Seen>,
    #[arg(skip)]
    pinning: Pinning,
}

/// A client to make.
#[derive(Debug)]
pub(crate) struct Client {
    pub(crate) input: Input,
    /// Its folder: a crate, or a module.
    pub(crate) out: PathBuf,
}

impl Making {
    /// The same options, with a list for the files that are read.
    pub(crate) fn seen_by(self, seen: &Seen) -> Self {
        Self { seen: Some(seen.clone()), ..self }
    }

    /// The same options; with `update`, URLs are fetched again, with `is_check`, nothing is written.
    pub(crate) fn pinning(self, update: bool, is_check: bool) -> Self {
        Self { pinning: Pinning { update, is_check, file: None }, ..self }
    }

    /// Standard input is read once, and cannot change.
    pub(crate) fn is_from_stdin(&self) -> bool {
        self.spec.as_deref() == Some(Path::new("-"))
    }

    /// The clients to make.
    pub(crate) fn clients(self, view: &View) -> Result<Vec<Client>, Exit> {
        let missing = || no_document(if self.pinning.is_check { CHECK } else { GENERATE });
        let Some(config) = config(self.deciding.config.as_deref(), self.spec.as_deref(), missing)? else {
            let spec = self.spec.clone().ok_or_else(missing)?;
            let out =
                self.module.clone().or(self.out.clone()).ok_or_else(|| no_out("--out <DIR> or --module <DIR>"))?;
            let input = Input { is_module: self.module.is_some(), ..self.reading.clone().input(spec) };
            let pins = out.join(PINS);
            return Ok(vec![self.client(input, out, pins, None, None)]);
        };
        self.seen.iter().for_each(|seen| seen.add(&config));
        let jobs = project::jobs(&config, view)?;
        if jobs.len() > 1 && self.is_about_one_client() {
            let message = "clientgen.toml has several clients, so a document, `--out` and `--name` cannot be for all";
            terminal::error(message);
            return Err(Exit::Usage);
        }
        jobs.iter().map(|job| self.client_of(job)).collect()
    }

    fn is_about_one_client(&self) -> bool {
        self.spec.is_some() || self.out.is_some() || self.module.is_some() || self.name.is_some()
    }

    fn client_of(&self, job: &Job) -> Result<Client, Exit> {
        let spec = self.spec.clone().or_else(|| job.document()).ok_or_else(|| no_document_in(job))?;
        let named = self.module.clone().or(self.out.clone());
        let out = named.clone().or_else(|| job.out()).ok_or_else(|| no_out("`out` in clientgen.toml"))?;
        let is_module = if named.is_some() { self.module.is_some() } else { job.config.module.is_some() };
        let input = Input { is_module, ..self.reading.clone().over(job.input(spec, "clientgen generate")) };
        Ok(self.client(input, out, job.pins(), job.runtime(), job.runtime_dir()))
    }

    /// A client with the runtime that the command line names, else with the one that its file names.
    fn client(
        &self,
        input: Input,
        out: PathBuf,
        pins: PathBuf,
        runtime: Option<RuntimeKind>,
        folder: Option<PathBuf>,
    ) -> Client {
        let is_named = self.runtime.is_some() || self.runtime_dir.is_some();
        let kind = if is_named { self.runtime.clone() } else { runtime };
        let folder = if is_named { self.runtime_dir.clone() } else { folder };
        let runtime = if input.is_module {
            module_runtime(kind, folder.clone(), &out)
        } else {
            found_runtime(kind, folder.clone(), is_named, &out)
        };
        let input = Input {
            name: self.name.clone(),
            types_only: self.types_only,
            pinning: Pinning { file: Some(pins), ..self.pinning.clone() },
            seen: self.seen.clone(),
            asks_for_runtime: is_named || folder.is_some(),
            runtime: Some(runtime),
            client: Some(out.clone()),
            // The name in the file is for the first run; later the manifest, which is the user's, has it.
            keeps_manifest: !input.is_module,
            ..input
        };
        Client { input, out }
    }
}

/// What a command that makes no client is asked about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked<'a> {
    /// The document, in place of those of the configuration.
    pub(crate) spec: Option<&'a Path>,
    /// The configuration file.
    pub(crate) config: Option<&'a Path>,
    /// A command that names a document.
    pub(crate) example: &'a str,
}

/// The document of the command line, with the decisions of the configuration that is named; or all documents of the
/// configuration that is named or near.
pub(crate) fn inputs(asked: Asked<'_>, reading: &Reading, view: &View) -> Result<Vec<Input>, Exit> {
    let Some(file) = config(asked.config, asked.spec, || no_document(asked.example))? else {
        let spec = asked.spec.ok_or_else(|| no_document(asked.example))?;
        return Ok(vec![reading.clone().input(spec.to_owned())]);
    };
    let mut jobs = project::jobs(&file, view)?;
    if let Some(spec) = asked.spec.filter(|_| jobs.len() > 1) {
        jobs.retain(|job| job.document().is_some_and(|document| document == *spec));
        if jobs.is_empty() {
            let message = format!("{} has several clients, and none of {}", file.display(), spec.display());
            terminal::error(&message);
            return Err(Exit::Usage);
        }
    }
    let input = |job: &Job| {
        let document = asked.spec.map(Path::to_owned).or_else(|| job.document()).ok_or_else(|| no_document_in(job))?;
        Ok(Input { client: job.out(), ..reading.clone().over(job.input(document, "clientgen generate")) })
    };
    jobs.iter().map(input).collect()
}

/// The configuration file to read: the one that is named, or the nearest one if no document is named.
/// Where there is neither, the exit says what is missing.
pub(crate) fn config(
    named: Option<&Path>,
    spec: Option<&Path>,
    missing: impl FnOnce() -> Exit,
) -> Result<Option<PathBuf>, Exit> {
    if let Some(file) = named {
        return Ok(Some(file.to_owned()));
    }
    if spec.is_some() {
        return Ok(None);
    }
    project::find(Path::new(".")).map(Some).ok_or_else(missing)
}

const GENERATE: &str = "generate openapi.yaml --out client";
const CHECK: &str = "check openapi.yaml --out client";

/// No document is named, and there is no configuration; with an example of a command that names one.
pub(crate) fn no_document(example: &str) -> Exit {
    terminal::error(&format!("name a document, as in `clientgen {example}`, or run `clientgen init`"));
    Exit::Usage
}

/// The configuration names none.
pub(crate) fn no_document_in(job: &Job) -> Exit {
    terminal::error(&format!("{} names no document: add `document = \"openapi.yaml\"`", job.file().display()));
    Exit::Usage
}

fn no_out(how: &str) -> Exit {
    terminal::error(&format!("say where the client goes: {how}"));
    Exit::Usage
}

/// A module uses the runtime of its crate, wherever the crate has it from; a crate that has none gets a copy.
fn module_runtime(kind: Option<RuntimeKind>, folder: Option<PathBuf>, out: &Path) -> Runtime {
    let is_copy = matches!(kind, None | Some(RuntimeKind::Vendored));
    let of_crate = || clientgen_build::module_runtime_folder(out).filter(|_| is_copy);
    match folder.or_else(of_crate) {
        Some(folder) => Runtime::copy(clientgen_runtime::sources::files()).shared_in(folder, out),
        None => Runtime::of(kind.unwrap_or(RuntimeKind::Registry)),
    }
}

/// The runtime that the command line names; else that of the existing client; else that of the file; else a copy.
fn found_runtime(kind: Option<RuntimeKind>, folder: Option<PathBuf>, is_named: bool, out: &Path) -> Runtime {
    let copy = || Runtime::copy(clientgen_runtime::sources::files());
    if let Some(folder) = folder {
        return copy().shared_in(folder, out);
    }
    let present = clientgen_build::runtime_of(out).filter(|_| !is_named);
    match present.or(kind).unwrap_or_default() {
        RuntimeKind::Vendored => copy(),
        kind => Runtime::of(kind),
    }
}
