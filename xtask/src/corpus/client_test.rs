//! The test of one generated crate: builds the program, starts Prism, runs, keeps the report.

use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use conformance_protocol::Report;
use serde_json::Value;

use super::compile::cargo;
use super::place::Place;
use super::slices::{self, Slice};
use super::test_report::TestReport;
use crate::prism::Prism;
use crate::process::bounded;

/// The largest documents take minutes to build.
const BUILD_LIMIT: Duration = Duration::from_secs(1200);
/// Time for the examples, and for a call that is in progress when the time for calls is over.
const RUN_LIMIT: Duration = Duration::from_secs(300);

/// Tests one document and leaves the report in `NAME.conformance.txt` next to its crate.
///
/// `patience` is the time for its calls.
pub(super) fn run(place: &Place, operations: usize, patience: Duration) -> TestReport {
    let report = tested(place, operations, patience)
        .unwrap_or_else(|failure| TestReport { failure: Some(failure), ..Default::default() });
    let _ = fs::write(place.folder.with_extension("conformance.txt"), report.lines());
    report
}

fn tested(place: &Place, operations: usize, patience: Duration) -> Result<TestReport, String> {
    let folder = place.folder.with_extension("test");
    complete(place, &folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let test = Test { place, program: build(place, &folder)?, table: folder.join("table.json") };
    if operations == 0 {
        let reason = "the document has no operations";
        let report = test.run(Err(reason), 0..0, patience)?;
        return Ok(TestReport { report: Some(report), failure: None, without_prism: Some(reason.to_owned()) });
    }
    let table = fs::read_to_string(&test.table).map_err(|error| error.to_string())?;
    let slices = slices::of(&serde_json::from_str(&table).map_err(|error| error.to_string())?);
    let started = Instant::now();
    let mut whole = TestReport::default();
    for slice in slices {
        let part = test.slice(slice, patience.saturating_sub(started.elapsed()))?;
        whole.add(part);
    }
    Ok(whole)
}

/// The program of a test, built.
struct Test<'a> {
    place: &'a Place,
    program: PathBuf,
    table: PathBuf,
}

impl Test<'_> {
    /// The calls of one slice, with Prism serving it; the examples come with the first.
    fn slice(&self, slice: Slice, patience: Duration) -> Result<TestReport, String> {
        let started = match patience.is_zero() {
            true => Err("the time was over".to_owned()),
            false => self.prism(slice.document.as_ref()),
        };
        let (prism, without_prism) = match started {
            Ok(prism) => (Some(prism), None),
            Err(reason) => (None, Some(reason)),
        };
        let served = prism.as_ref().ok_or(without_prism.as_deref().unwrap_or_default());
        let report = self.run(served, slice.calls, patience)?;
        Ok(TestReport { report: Some(report), failure: None, without_prism })
    }

    fn prism(&self, slice: Option<&Value>) -> Result<Prism, String> {
        let log = self.place.folder.with_extension("prism.txt");
        let Some(slice) = slice else { return Prism::start(&self.place.document, &log) };
        // In the folder of the document, whose other files it may refer to.
        let path = self.place.folder.with_extension("slice.json");
        fs::write(&path, slice.to_string()).map_err(|error| error.to_string())?;
        Prism::start(&path, &log)
    }

    fn run(&self, prism: Result<&Prism, &str>, calls: Range<usize>, patience: Duration) -> Result<Report, String> {
        let mut command = Command::new(&self.program);
        command
            .arg(&self.table)
            .env_remove("PRISM_URL")
            .env("CALLS", format!("{}..{}", calls.start, calls.end))
            .env("CALLS_SECONDS", patience.as_secs().to_string());
        match prism {
            Ok(prism) => command.env("PRISM_URL", &prism.url),
            Err(reason) => command.env("WITHOUT_PRISM", reason),
        };
        let finished = bounded(&mut command, RUN_LIMIT + patience).ok_or("the test cannot be started")?;
        match (finished.code, serde_json::from_str::<Report>(&finished.stdout)) {
            (Some(0), Ok(report)) => Ok(report),
            (None, _) => Err("the test does not end".to_owned()),
            _ => Err(finished.stderr.lines().last().unwrap_or("the test ended without a report").to_owned()),
        }
    }
}

/// Writes the manifest; the program and the table are there.
fn complete(place: &Place, folder: &Path) -> io::Result<()> {
    let root = crate::own::workspace_root();
    let (harness, runtime) = (fs::canonicalize(root.join("conformance"))?, fs::canonicalize(root.join("runtime"))?);
    let manifest = fs::read_to_string(place.folder.join("Cargo.toml"))?;
    let package = manifest.lines().find_map(|line| line.strip_prefix("name = ")).unwrap_or_default();
    let text = format!(
        "[package]\nname = \"document-test\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n\
         [workspace]\n\n[dependencies]\nsubject = {{ package = {package}, path = {subject:?} }}\n\
         harness = {{ path = {harness:?} }}\n\
         clientgen-runtime = {{ path = {runtime:?}, default-features = false }}\n",
        subject = place.folder,
    );
    fs::write(folder.join("Cargo.toml"), text)?;
    // The versions that the harness is known to work with.
    fs::copy(harness.join("Cargo.lock"), folder.join("Cargo.lock")).map(drop)
}

fn build(place: &Place, folder: &Path) -> Result<PathBuf, String> {
    let mut command = cargo(place, "cargo build --quiet --message-format short");
    command.current_dir(folder).env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_INCREMENTAL", "0");
    let finished = bounded(&mut command, BUILD_LIMIT).ok_or("cargo cannot be started")?;
    let _ = fs::write(folder.join("build.txt"), &finished.stderr);
    if finished.code != Some(0) {
        let first = finished.stderr.lines().find(|line| line.contains("error")).unwrap_or("it takes too long");
        return Err(format!("the test does not build: {first}"));
    }
    // Each document's program replaces the last one's, so that a whole corpus fits on a disk.
    Ok(place.target.join("debug/document-test"))
}
