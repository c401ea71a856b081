//! `diff`: what the working tree changes in the description and the overrides, against a commit.

use std::process::Command;

use clientgen::compare::Comparison;
use clientgen::config::Config;
use clientgen::{Described, FileError, Files, Lock, Options, SourceFile};
use clientgen_build::diff::{self, DiffOptions};
use clientgen_build::{Exit, terminal};

use crate::own;

/// Programs that use the client.
const PROGRAMS: [&str; 5] = ["README.md", "docs/guide", "tests", "generated-client/examples", "generated-client/tests"];

/// The changes that somebody has approved.
const APPROVED: &str = "spec/approved.yaml";

/// Options of the command.
#[derive(Clone, Debug, Default)]
pub(crate) struct Diff {
    /// The commit; by default the one where this branch left `main`.
    pub(crate) against: Option<String>,
    pub(crate) shown: DiffOptions,
}

pub(crate) fn run(options: &Diff) -> Exit {
    let reference = match options.against.clone().or_else(default_reference) {
        Some(reference) => reference,
        None => {
            terminal::error("there is no commit to compare with; name one with `--against`");
            return Exit::Usage;
        }
    };
    let root = own::workspace_root();
    let code = PROGRAMS.map(|path| root.join(path)).to_vec();
    let shown = DiffOptions { approved: Some(root.join(APPROVED)), code, ..options.shown.clone() };
    match compared(&reference, options.shown.no_lock) {
        Ok((comparison, _)) => diff::finish(comparison, &shown),
        Err(exit) => exit,
    }
}

/// Tells which version the changes since the last tag need; fails if the overrides have a lower one.
pub(crate) fn release_check(against: Option<String>) -> Exit {
    let Some(reference) = against.or_else(last_release) else {
        terminal::error("no commit has the description; commit it first");
        return Exit::Usage;
    };
    let (comparison, version) = match compared(&reference, false) {
        Ok(compared) => compared,
        Err(exit) => return exit,
    };
    println!("since {reference}: {}", comparison.summary());
    println!("{} -> {}: {}", comparison.version, comparison.next_version, comparison.version_reason());
    println!("\n{}", comparison.changelog());
    if numbers(&version) >= numbers(&comparison.next_version) {
        return Exit::Clean;
    }
    terminal::error(&format!("{} has version {version}, and {} is needed", own::OVERRIDES, comparison.next_version));
    Exit::Errors
}

/// The last tag, or the commit that brought the description.
fn last_release() -> Option<String> {
    let tag = git(&["describe", "--tags", "--abbrev=0"]).map(|text| text.trim().to_owned());
    tag.or_else(|| {
        let commits = git(&["log", "--diff-filter=A", "--format=%H", "--", own::SPEC])?;
        commits.lines().last().map(str::to_owned)
    })
}

/// The numbers of a version, to be compared.
fn numbers(version: &str) -> Vec<u64> {
    version.split(['-', '+']).next().unwrap_or_default().split('.').map_while(|part| part.parse().ok()).collect()
}

/// The changes, and the version of the client now.
fn compared(reference: &str, no_lock: bool) -> Result<(Comparison, String), Exit> {
    let before = committed(reference, no_lock)?;
    let input = own::input(None, None);
    let lock = Some(before.surface()).filter(|_| !no_lock);
    let after = diff::described(&input, lock)?;
    let comparison = clientgen::compare(&before, &after).ok_or(Exit::Usage)?;
    Ok((comparison, after.version().to_owned()))
}

/// The commit where this branch left `main`, or the last one.
fn default_reference() -> Option<String> {
    git(&["merge-base", "HEAD", "main"]).or_else(|| git(&["rev-parse", "HEAD"])).map(|text| text.trim().to_owned())
}

/// The description of a commit, with its overrides and the names it was generated with.
fn committed(reference: &str, no_lock: bool) -> Result<Described, Exit> {
    let Some(text) = show(reference, own::SPEC) else {
        terminal::error(&format!("{reference} has no {}", own::SPEC));
        return Err(Exit::Usage);
    };
    let mut config = Config::default();
    if let Some(text) = show(reference, own::OVERRIDES) {
        let source = SourceFile { name: own::OVERRIDES.to_owned(), text };
        config = diff::overrides(source)?;
    }
    let surface = show(reference, &[own::CLIENT, "/surface.txt"].concat()).filter(|_| !no_lock);
    config.lock = surface.as_deref().map(Lock::read).unwrap_or_default();
    let name = format!("{}@{}", own::SPEC, reference.get(..10).unwrap_or(reference));
    let source = SourceFile { name, text };
    let files = Committed { reference: reference.to_owned() };
    let described = diff::usable(clientgen::describe(source, &files, config, &Options::default()))?;
    Ok(match surface {
        Some(surface) => described.committed_as(&surface),
        None => described,
    })
}

/// The files of a commit that the description refers to.
struct Committed {
    reference: String,
}

impl Files for Committed {
    fn read(&self, path: &str) -> Result<String, FileError> {
        let folder = own::SPEC.rsplit_once('/').map_or("", |(folder, _)| folder);
        show(&self.reference, &[folder, "/", path].concat()).ok_or(FileError::Missing)
    }
}

fn show(reference: &str, path: &str) -> Option<String> {
    git(&["show", &format!("{reference}:{path}")])
}

/// What git prints; none if it fails.
fn git(arguments: &[&str]) -> Option<String> {
    let mut command = Command::new("git");
    let root = own::workspace_root();
    if !root.as_os_str().is_empty() {
        command.current_dir(root);
    }
    let output = command.args(arguments).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}
