//! The workspace or the crate around a client: what its manifest needs so that the client compiles.

use std::fs;
use std::path::{Path, PathBuf};

use clientgen::config::Pattern;
use toml_edit::{DocumentMut, Item};

use crate::ownership;
use crate::runtime::{absolute, from_to};

/// The package of the runtime, and the folder of the copy that a crate with a module has.
const RUNTIME: &str = "clientgen-runtime";

/// What to add to the manifest of the workspace that a client is in, if Cargo refuses the client otherwise.
pub fn crate_advice(client: &Path) -> Option<String> {
    if manifest(client)?.contains_key("workspace") {
        return None;
    }
    let client = absolute(client);
    let (root, workspace) = workspace_around(&client)?;
    let path = from_to(&root, &client);
    let paths = |key: &str| strings(workspace.get("workspace").and_then(|table| table.get(key)));
    if paths("exclude").iter().any(|excluded| is_within(&path, excluded)) {
        return None;
    }
    let members = paths("members");
    let shown = root.join("Cargo.toml");
    if !is_member(&path, &members) && !depends_on(&workspace, &path) {
        return Some(format!(
            "the client is inside a workspace: add \"{path}\" to `members` of `[workspace]` in {}",
            shown.display()
        ));
    }
    second_runtime(&root, &workspace, &client)
}

/// The nearest workspace above a folder.
fn workspace_around(folder: &Path) -> Option<(PathBuf, DocumentMut)> {
    folder.ancestors().skip(1).find_map(|folder| {
        let manifest = manifest(folder)?;
        manifest.contains_key("workspace").then(|| (folder.to_owned(), manifest))
    })
}

/// What to know of a new client next to another one: Cargo takes no two packages of one name for a program either.
pub fn neighbour_advice(client: &Path) -> Option<String> {
    if !has_copy(client) {
        return None;
    }
    let client = absolute(client);
    let entries = fs::read_dir(client.parent()?).ok()?.flatten().map(|entry| entry.path());
    let mut others: Vec<PathBuf> = entries.filter(|folder| *folder != client && has_copy(folder)).collect();
    others.sort();
    let other = others.first()?.file_name()?.to_string_lossy().into_owned();
    Some(format!(
        "{other} has a copy of the runtime too; a program that uses both clients needs one for both, with \
         `--runtime-dir` or `runtime_dir` in clientgen.toml"
    ))
}

/// The folder of the runtime's copy for the crate that a module is in: the one that its manifest names; for a manifest
/// that names no runtime, the one that another crate of the workspace has, or a new one next to the manifest. `None` if
/// the crate has its runtime from elsewhere, or if there is no crate.
pub fn module_runtime_folder(module: &Path) -> Option<PathBuf> {
    let module = absolute(module);
    let (root, manifest) = module.ancestors().find_map(package_manifest)?;
    let folder = match manifest.get("dependencies").and_then(|table| table.get(RUNTIME)) {
        None => copy_of_workspace(&root).unwrap_or_else(|| root.join(RUNTIME)),
        Some(_) => copy_of(&root)?,
    };
    Some(PathBuf::from(from_to(Path::new("."), &folder)))
}

/// The copy of the runtime that another crate of the same workspace has. A workspace takes no two packages of one name.
fn copy_of_workspace(package: &Path) -> Option<PathBuf> {
    let (root, workspace) = workspace_around(package)?;
    let mut folders = member_folders(&root, &workspace);
    folders.sort();
    folders.iter().filter(|folder| **folder != package).find_map(|folder| copy_of(folder))
}

/// The copy of the runtime that the manifest of a crate names.
fn copy_of(package: &Path) -> Option<PathBuf> {
    let manifest = manifest(package)?;
    let path = manifest.get("dependencies")?.get(RUNTIME)?.get("path")?.as_str()?;
    let folder = absolute(&package.join(path));
    ownership::has_marked_manifest(&folder).then_some(folder)
}

/// What to add to the manifest of the crate that a module is in; `shared` is the folder of the runtime, if there is one.
pub fn module_advice(module: &Path, shared: Option<&Path>) -> Option<String> {
    let module = absolute(module);
    let (root, manifest) = module.ancestors().find_map(package_manifest)?;
    if manifest.get("dependencies").is_some_and(|table| table.get(RUNTIME).is_some()) {
        let (above, workspace) = workspace_around(&root)?;
        return second_runtime(&above, &workspace, &root);
    }
    let source = match shared {
        Some(folder) => format!("{{ path = \"{}\" }}", from_to(&root, folder)),
        None => format!("\"{}\"", clientgen::RUNTIME_VERSION),
    };
    let shown = root.join("Cargo.toml");
    Some(format!("add `{RUNTIME} = {source}` to `[dependencies]` in {}", shown.display()))
}

/// The folder and its manifest, if it is the manifest of a package.
pub(crate) fn package_manifest(folder: &Path) -> Option<(PathBuf, DocumentMut)> {
    let manifest = manifest(folder)?;
    manifest.contains_key("package").then(|| (folder.to_owned(), manifest))
}

fn manifest(folder: &Path) -> Option<DocumentMut> {
    fs::read_to_string(folder.join("Cargo.toml")).ok()?.parse().ok()
}

fn strings(item: Option<&Item>) -> Vec<String> {
    let values = item.and_then(Item::as_array).into_iter().flatten();
    values.filter_map(|value| value.as_str()).map(|path| plain(path).to_owned()).collect()
}

/// A path of a manifest without `./` and without a slash at its end.
/// A path without what does not change it.
pub(crate) fn plain(path: &str) -> &str {
    path.trim_start_matches("./").trim_end_matches('/')
}

fn is_within(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn is_member(path: &str, members: &[String]) -> bool {
    members.iter().any(|member| Pattern::new(member.as_str()).matches(path))
}

/// The package of the workspace's own manifest depends on the client, which makes it a member.
fn depends_on(workspace: &DocumentMut, path: &str) -> bool {
    let dependencies = workspace.get("dependencies").and_then(Item::as_table_like);
    let mut paths = dependencies.into_iter().flat_map(|table| table.iter()).filter_map(|(_, item)| item.get("path"));
    paths.any(|item| item.as_str().map(plain) == Some(path))
}

/// Whether the folder is a client with a copy of the runtime of its own.
fn has_copy(client: &Path) -> bool {
    client.join("runtime/vendored.toml").is_file()
}

/// What to know if this crate and another member of the workspace have copies of their own.
fn second_runtime(root: &Path, workspace: &DocumentMut, package: &Path) -> Option<String> {
    let own = copy_of(package)?;
    let mut others = member_folders(root, workspace);
    others.sort();
    let is_another = |folder: &&PathBuf| **folder != *package && copy_of(folder).is_some_and(|copy| copy != own);
    let other = others.iter().find(is_another)?;
    Some(format!(
        "{} has a copy of the runtime too, and a workspace takes no two packages of one name: give both clients the \
         same copy, with `--runtime-dir` or `runtime_dir` in clientgen.toml",
        other.display()
    ))
}

/// The folders of the members of a workspace, also that of its own package.
fn member_folders(root: &Path, workspace: &DocumentMut) -> Vec<PathBuf> {
    let members = strings(workspace.get("workspace").and_then(|table| table.get("members")));
    let folders = members.iter().flat_map(|member| match member.strip_suffix("/*").or((member == "*").then_some("")) {
        Some(above) => {
            fs::read_dir(root.join(above)).into_iter().flatten().flatten().map(|entry| entry.path()).collect()
        }
        None => vec![root.join(member)],
    });
    folders.chain([root.to_owned()]).map(|folder| absolute(&folder)).collect()
}
