//! `spec/thrive.yaml` as far as the tests compare the client with it.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use serde_json::Value;

/// An operation of the description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Documented {
    /// `operationId`.
    pub id: String,
    /// Upper-case method.
    pub method: String,
    /// The tag; empty without one.
    pub tag: String,
    /// The path template.
    pub path: String,
    /// The keys of `responses`: statuses, `2XX`, `default`.
    pub statuses: Vec<String>,
}

impl Documented {
    /// The statuses that stand for a failure. `default` is every other, of which 500 and one nobody knows are taken.
    pub fn errors(&self) -> Vec<u16> {
        let mut errors = Vec::new();
        for status in &self.statuses {
            match status.as_str() {
                "default" => errors.extend([500, 418]),
                status if status.starts_with('2') => {}
                status => errors.push(status.parse().unwrap()),
            }
        }
        errors
    }

    /// True if the description has this success.
    pub fn allows(&self, success: u16) -> bool {
        let class = format!("{}XX", success / 100);
        self.statuses.iter().any(|status| *status == success.to_string() || *status == class)
    }
}

/// All operations.
pub fn operations() -> Vec<Documented> {
    let document = document();
    let mut operations = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let Some(id) = operation["operationId"].as_str() else {
                continue;
            };
            operations.push(Documented {
                id: id.to_owned(),
                method: method.to_uppercase(),
                tag: operation["tags"][0].as_str().unwrap_or_default().to_owned(),
                path: path.clone(),
                statuses: operation["responses"].as_object().unwrap().keys().cloned().collect(),
            });
        }
    }
    operations
}

/// The whole description as JSON.
pub fn document() -> &'static Value {
    static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
        let document = serde_yaml::from_str(&text("thrive.yaml"));
        document.unwrap_or_else(|error| panic!("thrive.yaml: {error}"))
    });
    &DOCUMENT
}

/// A file of `spec/`.
pub fn text(name: &str) -> String {
    let path = root().join("spec").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The folder of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}
