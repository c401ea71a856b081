//! `generate`: a client crate for a document, with all that it needs to compile.

use std::path::{Path, PathBuf};

use clap::Args;
use clientgen_build::write::{self, Target};
use clientgen_build::{Exit, Input, OutputLock, Runtime, RuntimeKind, generated, terminal};

use crate::options::{Reading, Showing};

#[derive(Args, Debug)]
pub(crate) struct Generate {
    /// The OpenAPI document: 2.0, 3.0, 3.1 or 3.2, as YAML or JSON.
    spec: PathBuf,
    /// The folder of the client crate.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Write nothing, but name what is missing, outdated or stale; exit 4 if there is any.
    #[arg(long)]
    check: bool,
    /// The name of the package; without it, the title of the document gives one.
    #[arg(long)]
    name: Option<String>,
    /// Where the client has its runtime from: `vendored` (a copy in DIR/runtime, the default for a new client),
    /// `registry`, `path=FOLDER` or `git=URL`.
    #[arg(long, value_name = "KIND")]
    runtime: Option<RuntimeKind>,
    /// A folder for the copy of the runtime that several clients share.
    #[arg(long, value_name = "DIR", conflicts_with = "runtime")]
    runtime_dir: Option<PathBuf>,
    /// Go on where work may be lost: write over files that are not of this program, take a document that lost most of
    /// its operations.
    #[arg(long)]
    force: bool,
    /// Delete files in the folders of the client that are not of this program.
    #[arg(long)]
    prune: bool,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    showing: Showing,
}

pub(crate) fn run(options: Generate) -> Exit {
    let (out, view) = (options.out, options.showing.view());
    let asks_for_runtime = options.runtime.is_some() || options.runtime_dir.is_some();
    // What is there already, a check only reads.
    let lock = if options.check { Ok(None) } else { OutputLock::wait(&out).map(Some) };
    let _lock = match lock {
        Ok(lock) => lock,
        Err(error) => return terminal::unusable_path(&out, &error),
    };
    let runtime = runtime(options.runtime, options.runtime_dir, &out);
    let input = Input {
        name: options.name,
        runtime: Some(runtime),
        asks_for_runtime,
        client: Some(out.clone()),
        keeps_manifest: true,
        ..options.reading.input(options.spec)
    };
    let generated = match generated(&input, &view) {
        Ok(generated) => generated,
        Err(exit) => return exit,
    };
    let quiet = options.showing.is_quiet();
    let target = Target { force: options.force, prune: options.prune, quiet, ..Target::shared(&out) };
    if options.check {
        write::check(&target, &generated, "clientgen generate")
    } else {
        write::write(&target, &generated)
    }
}

/// The runtime that is asked for, else that of the client that is there, else a copy.
fn runtime(kind: Option<RuntimeKind>, folder: Option<PathBuf>, out: &Path) -> Runtime {
    let copy = || Runtime::copy(clientgen_runtime::sources::files());
    if let Some(folder) = folder {
        return copy().shared_in(folder, out);
    }
    match kind.or_else(|| clientgen_build::runtime_of(out)).unwrap_or_default() {
        RuntimeKind::Vendored => copy(),
        kind => Runtime::of(kind),
    }
}
