//! Packages that the decisions about a client need and its manifest does not have: those of own types and of derives.

use std::collections::BTreeSet;
use std::path::Path;

use clientgen::Config;

use crate::input::{self, Input};
use crate::runtime::absolute;
use crate::workspace::package_manifest;

/// Roots of paths that are no packages.
const NO_PACKAGES: [&str; 6] = ["alloc", "core", "crate", "self", "std", "super"];

/// What to add to the manifest of a client, or of the crate that has it as a module.
pub fn packages_advice(input: &Input, client: &Path) -> Vec<String> {
    let Ok(config) = input::decisions(input) else { return Vec::new() };
    let Some((folder, manifest)) = absolute(client).ancestors().find_map(package_manifest) else { return Vec::new() };
    let has = |package: &str| {
        let dependencies = manifest.get("dependencies").and_then(toml_edit::Item::as_table_like);
        dependencies.into_iter().flat_map(|table| table.iter()).any(|(name, _)| name.replace('-', "_") == package)
    };
    let mut known = BTreeSet::new();
    let paths = paths(&config).into_iter().filter_map(|(path, needs)| {
        let path = path.strip_prefix("::").unwrap_or(path);
        let (package, _) = path.split_once("::")?;
        let is_new = !NO_PACKAGES.contains(&package) && !has(package) && known.insert(package.to_owned());
        is_new.then(|| {
            let manifest = folder.join("Cargo.toml");
            let manifest = manifest.display();
            match needs {
                Needs::Serde => format!(
                    "the client uses `{path}`: run `cargo add {package} --features serde --manifest-path {manifest}`, or \
                     with the feature that gives it serde's traits, if that has another name"
                ),
                Needs::Nothing => {
                    format!("the client uses `{path}`: run `cargo add {package} --manifest-path {manifest}`")
                }
            }
        })
    });
    paths.collect()
}

/// What a package needs besides its name.
#[derive(Clone, Copy)]
enum Needs {
    /// A feature for the traits of serde.
    Serde,
    Nothing,
}

/// The paths, and what else their packages need.
fn paths(config: &Config) -> Vec<(&str, Needs)> {
    let own = config.types.values().filter_map(|decisions| decisions.replace.as_deref());
    let formats = config.formats.values().map(String::as_str);
    let derives = config.derives.iter().flat_map(|rule| &rule.traits).map(String::as_str);
    let with_serde = own.chain(formats).map(|path| (path, Needs::Serde));
    with_serde.chain(derives.map(|path| (path, Needs::Nothing))).collect()
}
