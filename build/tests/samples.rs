//! The description of this repository is true for its samples, which are the payloads of the tests.

use std::fs;
use std::path::{Path, PathBuf};

use clientgen_build::observe::{Observe, run};
use clientgen_build::{Exit, Input, View};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn observed(samples: PathBuf) -> Exit {
    let input = Input {
        root: root(),
        overrides: Some("spec/overrides.yaml".into()),
        ..Input::of("spec/thrive.yaml".into(), "cargo xtask observe")
    };
    run(&input, &Observe { samples: vec![samples], ..Observe::default() }, &View::default())
}

#[test]
fn the_samples_fit_the_description() {
    assert_eq!(observed(root().join("spec/samples")), Exit::Clean);
}

#[test]
fn a_sample_that_does_not_fit_is_reported() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("samples");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder can be made");
    fs::write(folder.join("listUsers.200.json"), r#"{"results": [{"id": 7}], "pagination": {}}"#)
        .expect("it is written");
    assert_eq!(observed(folder.clone()), Exit::Errors);
    fs::write(folder.join("listUsers.200.json"), r#"{"results": ["#).expect("it is written");
    assert_eq!(observed(folder.clone()), Exit::Errors);
    fs::remove_file(folder.join("listUsers.200.json")).expect("it is there");
    assert_eq!(observed(folder), Exit::Usage);
}

#[test]
fn the_samples_are_the_payloads_of_the_tests() {
    let bodies = |folder: &str| -> Vec<String> {
        let entries = fs::read_dir(root().join(folder)).expect("the folder is there").flatten();
        let is_sample = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            name.ends_with(".json") && !name.starts_with("webhook")
        };
        let paths = entries.map(|entry| entry.path()).filter(is_sample);
        let mut bodies: Vec<String> = paths.map(|path| fs::read_to_string(path).expect("it can be read")).collect();
        bodies.sort();
        bodies
    };
    assert!(bodies("spec/samples") == bodies("tests/fixtures/payloads"), "copy the payloads to spec/samples");
}
