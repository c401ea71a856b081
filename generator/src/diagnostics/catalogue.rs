//! Every diagnostic id with what it is for: what `--deny` accepts and `explain` prints. The rows are in `table`.

mod table;

use std::fmt;

pub use self::table::DiagnosticId;

/// What a diagnostic is about; names a class for `deny`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// The text cannot be read at all.
    Reading,
    /// Objects, keys and values as OpenAPI has them.
    Structure,
    /// References.
    References,
    /// Operations, parameters, bodies, responses, servers, credentials.
    Operations,
    /// Schemas and the types made of them.
    Schemas,
    /// Rust names, the overrides file, the generator itself.
    Generator,
    /// What reviewers ask for and no client depends on; `lint` alone tells it.
    Taste,
    /// What a server does and its document does not say.
    Drift,
}

impl Group {
    /// Every group, in the order of the catalogue.
    pub const ALL: [Group; 8] = [
        Group::Reading,
        Group::Structure,
        Group::References,
        Group::Operations,
        Group::Schemas,
        Group::Generator,
        Group::Taste,
        Group::Drift,
    ];

    /// Its name for `deny`.
    pub fn name(self) -> &'static str {
        match self {
            Group::Reading => "reading",
            Group::Structure => "structure",
            Group::References => "references",
            Group::Operations => "operations",
            Group::Schemas => "schemas",
            Group::Generator => "generator",
            Group::Taste => "taste",
            Group::Drift => "drift",
        }
    }

    /// The group with a name.
    pub fn named(name: &str) -> Option<Group> {
        Group::ALL.into_iter().find(|group| group.name() == name)
    }
}

/// What one id means.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The id.
    pub id: DiagnosticId,
    /// What it is about.
    pub group: Group,
    /// One line.
    pub purpose: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// An example that is reported; empty where a few lines cannot show it.
    pub bad: &'static str,
    /// The same example without the problem.
    pub good: &'static str,
    /// What it costs the generated client.
    pub consequence: &'static str,
}

impl DiagnosticId {
    /// The id with a name.
    pub fn named(name: &str) -> Option<DiagnosticId> {
        DiagnosticId::ALL.iter().copied().find(|id| id.as_str() == name)
    }

    /// What it is about.
    pub fn group(self) -> Group {
        self.entry().group
    }
}

impl fmt::Display for DiagnosticId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl Entry {
    /// The whole explanation, as plain text.
    pub fn explanation(&self) -> String {
        let mut text = format!("{} ({})\n\n{}\n{}\n", self.id, self.group.name(), self.purpose, self.why);
        for (title, example) in [("Reported", self.bad), ("Better", self.good)] {
            if !example.is_empty() {
                let lines: String = example.lines().map(|line| format!("    {line}\n")).collect();
                text.push_str(&format!("\n{title}:\n\n{lines}"));
            }
        }
        text.push_str(&format!("\nWhat it costs: {}.\n", self.consequence));
        text
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::*;

    #[test]
    fn ids_are_unique_and_spelled_alike() {
        let mut seen = BTreeSet::new();
        for &id in DiagnosticId::ALL {
            let (name, entry) = (id.as_str(), id.entry());
            assert!(seen.insert(name), "{name} is there twice");
            assert!(name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'));
            let variant = format!("{id:?}");
            assert_eq!(variant.to_lowercase(), name.replace('-', ""), "the id and its variant say the same");
            assert!(entry.purpose.ends_with('.') && entry.why.ends_with('.') && !entry.consequence.ends_with('.'));
        }
    }

    #[test]
    fn every_id_is_reported_somewhere() {
        let mut sources = String::new();
        collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut sources);
        let unused: Vec<_> =
            DiagnosticId::ALL.iter().filter(|id| !sources.contains(&format!("DiagnosticId::{id:?}"))).collect();
        assert!(unused.is_empty(), "remove from the catalogue: {unused:?}");
    }

    fn collect(folder: &Path, sources: &mut String) {
        for entry in fs::read_dir(folder).expect("the sources are there") {
            let path = entry.expect("the folder can be listed").path();
            if path.is_dir() {
                collect(&path, sources);
            } else {
                sources.push_str(&fs::read_to_string(&path).expect("sources are text"));
            }
        }
    }
}
