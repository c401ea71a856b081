//! `conformance`: Prism serves the description and validates every request of the client.
//!
//! The calls are in `tests/conformance`; this file starts the server.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::arguments::Conformance;
use crate::own::workspace_root;
use crate::prism::Prism;
use clientgen_build::Exit;
use clientgen_build::terminal::{self, Verb};

pub(crate) fn run(options: &Conformance) -> Exit {
    let root = workspace_root();
    let log = target_folder(&root).join("prism.txt");
    let prism = match Prism::start(&root.join("spec/thrive.yaml"), &log) {
        Ok(prism) => prism,
        Err(reason) if options.require => {
            terminal::error(&reason);
            return Exit::Errors;
        }
        Err(reason) => {
            terminal::say(Verb::Skipped, &format!("conformance: {reason}"));
            return Exit::Clean;
        }
    };
    let status = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["test", "--quiet", "--package", "tests", "--test", "conformance", "--", "--nocapture"])
        .current_dir(if root.as_os_str().is_empty() { Path::new(".") } else { &root })
        .env("PRISM_URL", &prism.url)
        .status();
    match status {
        Ok(status) if status.success() => {
            terminal::say(Verb::Checked, "every operation against Prism, no request violates the description");
            Exit::Clean
        }
        Ok(_) => Exit::Errors,
        Err(error) => terminal::unusable(&error),
    }
}

/// Where cargo writes, which need not be a folder of the workspace.
fn target_folder(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from)
}
