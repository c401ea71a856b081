//! Every diagnostic id with what it is for: what `lint --list` and `lint --explain` print.

mod generator;
mod operations;
mod reading;
mod references;
mod schemas;
mod structure;

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
}

impl Group {
    /// Its name for `deny`.
    pub fn name(self) -> &'static str {
        match self {
            Group::Reading => "reading",
            Group::Structure => "structure",
            Group::References => "references",
            Group::Operations => "operations",
            Group::Schemas => "schemas",
            Group::Generator => "generator",
        }
    }

    /// The group with a name.
    pub fn named(name: &str) -> Option<Group> {
        GROUPS.into_iter().find(|group| group.name() == name)
    }
}

const GROUPS: [Group; 6] =
    [Group::Reading, Group::Structure, Group::References, Group::Operations, Group::Schemas, Group::Generator];

/// What one id means.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The id.
    pub id: &'static str,
    /// What it is about.
    pub group: Group,
    /// One line.
    pub purpose: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// An example that is reported; empty where a few lines cannot show it.
    pub bad: &'static str,
    /// The same, mended.
    pub good: &'static str,
    /// What it costs the generated client.
    pub consequence: &'static str,
}

const fn entry(
    group: Group,
    id: &'static str,
    purpose: &'static str,
    why: &'static str,
    bad: &'static str,
    good: &'static str,
    consequence: &'static str,
) -> Entry {
    Entry { id, group, purpose, why, bad, good, consequence }
}

/// All entries, by group.
pub fn entries() -> impl Iterator<Item = &'static Entry> {
    let groups = [
        reading::ENTRIES,
        structure::ENTRIES,
        references::ENTRIES,
        operations::ENTRIES,
        schemas::ENTRIES,
        generator::ENTRIES,
    ];
    groups.into_iter().flatten()
}

/// The entry of an id.
pub fn find(id: &str) -> Option<&'static Entry> {
    entries().find(|entry| entry.id == id)
}

/// The group of an id.
pub fn group_of(id: &str) -> Option<Group> {
    find(id).map(|entry| entry.group)
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
    use crate::document::ReferenceFault;

    /// What stands before an id where a diagnostic is made.
    const MAKERS: [&str; 6] =
        ["Diagnostic::error(", "Diagnostic::warning(", "Diagnostic::note(", ".fault(", "degraded(", "make("];

    #[test]
    fn every_id_in_the_sources_is_explained() {
        let mut used = BTreeSet::new();
        collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut used);
        for fault in [
            ReferenceFault::Remote,
            ReferenceFault::Escapes,
            ReferenceFault::Missing(None),
            ReferenceFault::MissingName(None),
            ReferenceFault::Loop(Vec::new()),
        ] {
            used.insert(fault.id().to_owned());
        }
        assert!(used.len() > 40, "the search for ids finds too few: {used:?}");
        let unexplained: Vec<_> = used.iter().filter(|id| find(id).is_none()).collect();
        assert!(unexplained.is_empty(), "add to diagnostics/catalogue: {unexplained:?}");
    }

    fn collect(folder: &Path, used: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).expect("the sources are there") {
            let path = entry.expect("the folder can be listed").path();
            if path.is_dir() {
                collect(&path, used);
            } else {
                let text = fs::read_to_string(&path).expect("sources are text");
                MAKERS.iter().for_each(|maker| collect_ids(&text, maker, used));
            }
        }
    }

    fn collect_ids(text: &str, maker: &str, used: &mut BTreeSet<String>) {
        for (at, _) in text.match_indices(maker) {
            let rest = text[at + maker.len()..].trim_start().strip_prefix('"');
            let id = rest.and_then(|rest| rest.split('"').next());
            let is_id =
                |id: &&str| id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
            used.extend(id.filter(is_id).map(str::to_owned));
        }
    }

    #[test]
    fn ids_are_unique_and_spelt_alike() {
        let mut seen = BTreeSet::new();
        for entry in entries() {
            assert!(seen.insert(entry.id), "{} is there twice", entry.id);
            assert!(entry.id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'));
            assert!(entry.purpose.ends_with('.') && entry.why.ends_with('.') && !entry.consequence.ends_with('.'));
        }
    }
}
