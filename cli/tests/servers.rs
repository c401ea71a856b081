//! What real servers answered, as `servers/samples` has it: with the overlay that `observe` writes, every answer fits.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The documents and the recordings, by name.
fn samples() -> Vec<(PathBuf, PathBuf)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../servers/samples");
    let files = fs::read_dir(&folder).expect("the samples are there").map(|file| file.expect("it is readable").path());
    let documents = files.filter(|path| path.extension().is_some_and(|end| end == "json" || end == "yaml"));
    documents.map(|document| (document.clone(), document.with_extension("har"))).collect()
}

/// Exit code and report of `clientgen observe`.
fn observe(document: &Path, recording: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clientgen"));
    command.arg("observe").arg(document).arg(recording).args(["--report", "short"]).args(arguments);
    let output = command.output().expect("the command runs");
    let text = String::from_utf8([output.stdout, output.stderr].concat()).expect("reports are UTF-8");
    (output.status.code(), text)
}

/// The lines of a report that are more than notes.
fn differences(text: &str) -> Vec<&str> {
    text.lines().filter(|line| line.contains(": warning[drift-") || line.contains(": error[drift-")).collect()
}

#[test]
fn answers_of_real_servers_fit_their_documents_with_the_overlay() {
    let samples = samples();
    assert!(samples.len() >= 8);
    let mut before = 0;
    for (document, recording) in samples {
        let name = document.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let overlay = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.overlay.yaml"));
        let _ = fs::remove_file(&overlay);
        let path = overlay.to_str().expect("the folder is UTF-8");
        let (code, text) = observe(&document, &recording, &["--write-overlay", path]);
        assert!(matches!(code, Some(0 | 1)), "{name}: {text}");
        before += differences(&text).len();
        if overlay.exists() {
            let (_, text) = observe(&document, &recording, &["--overlay", path]);
            assert!(differences(&text).is_empty(), "{name}: {text}");
        }
    }
    assert!(before >= 20, "the servers differ from their documents in {before} places");
}

#[test]
fn recordings_have_no_secrets() {
    for (_, recording) in samples() {
        let text = fs::read_to_string(&recording).expect("every document has a recording");
        assert!(text.contains("\"request\""));
        for secret in ["token-of-the-tests", "key-of-the-tests", "password-of-the-tests", "Bearer e", "am86cGFzc3dvcmQ"]
        {
            assert!(!text.contains(secret), "{}: {secret}", recording.display());
        }
    }
}
