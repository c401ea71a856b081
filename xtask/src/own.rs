//! What is this repository's own: its document, its overrides, its client.

use std::path::{Path, PathBuf};

use clientgen::diagnostics::Deny;
use clientgen_build::Input;

/// The description.
pub(crate) const SPEC: &str = "spec/thrive.yaml";
/// The overrides.
pub(crate) const OVERRIDES: &str = "spec/overrides.yaml";

/// What is not to be reported, with the reasons.
const EXCEPTIONS: &str = "spec/lint-exceptions.yaml";

/// Folder of the committed client.
pub(crate) const CLIENT: &str = "generated-client";

/// The input of `regen` and `inspect`: our own document and overrides unless the command line names others.
pub(crate) fn input(spec: Option<&PathBuf>, overrides: Option<&PathBuf>) -> Input {
    let own = spec.is_none();
    let root = if own { workspace_root() } else { PathBuf::new() };
    Input {
        overrides: overrides.cloned().or_else(|| own.then(|| PathBuf::from(OVERRIDES))),
        // Warnings about our own document are errors; other documents are generated with a report.
        deny: if own { vec![Deny::Warnings] } else { Vec::new() },
        exceptions: own.then(|| PathBuf::from(EXCEPTIONS)).filter(|path| root.join(path).is_file()),
        client: own.then(|| root.join(CLIENT)),
        root,
        ..Input::of(
            spec.cloned().unwrap_or_else(|| PathBuf::from(SPEC)),
            if own { "cargo xtask regen" } else { "cargo xtask generate" },
        )
    }
}

/// The folder above this crate, or the current one when the program was moved elsewhere.
pub(crate) fn workspace_root() -> PathBuf {
    let compiled_in = Path::new(env!("CARGO_MANIFEST_DIR"));
    match compiled_in.parent() {
        Some(root) if root.join(SPEC).is_file() => relative_to_current(root),
        _ => PathBuf::new(),
    }
}

/// Paths below the current folder are shown without it.
fn relative_to_current(root: &Path) -> PathBuf {
    match std::env::current_dir() {
        Ok(current) if current == root => PathBuf::new(),
        _ => root.to_owned(),
    }
}
