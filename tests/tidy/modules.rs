//! The modules of one crate, and which of its files takes something from which other.
//!
//! An import counts, of a type too, and so does a path in the code; both lead to the file that defines what they name,
//! however often it is exported again on the way.

use std::collections::{BTreeMap, BTreeSet};

use crate::code::{Import, Module};
use crate::sources::File;

/// One file takes something from another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Arrow {
    pub(crate) from: String,
    pub(crate) to: String,
    /// The first line that does, in `from`.
    pub(crate) line: usize,
    pub(crate) name: String,
}

/// A module in the tree.
struct Node<'a> {
    file: &'a str,
    module: &'a Module,
    parent: usize,
    children: BTreeMap<&'a str, usize>,
}

/// What a path leads to.
enum Target<'a> {
    Module(usize),
    Item(&'a str),
}

/// A crate; its root is the first module.
struct Tree<'a> {
    nodes: Vec<Node<'a>>,
    /// Exported macros, with the file of each.
    macros: BTreeMap<&'a str, &'a str>,
    missing: Vec<String>,
}

/// The modules that are declared but were not read, as `file: name`: without them the other rules would be blind.
pub(crate) fn missing(files: &[File]) -> Vec<String> {
    let by_path: BTreeMap<&str, &File> = files.iter().map(|file| (file.path.as_str(), file)).collect();
    let roots = files.iter().filter(|file| is_root(&file.path));
    roots.flat_map(|root| tree(root, &by_path).missing).collect()
}

/// The arrows of all crates.
pub(crate) fn arrows(files: &[File]) -> Vec<Arrow> {
    let by_path: BTreeMap<&str, &File> = files.iter().map(|file| (file.path.as_str(), file)).collect();
    let arrows = files.iter().filter(|file| is_root(&file.path)).flat_map(|root| tree(root, &by_path).arrows());
    arrows.collect::<BTreeSet<_>>().into_iter().collect()
}

/// A library, a program, a test, a benchmark, an example or a fuzz target.
fn is_root(path: &str) -> bool {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let folder = folder.rsplit('/').next().unwrap_or(folder);
    let alone = ["benches", "examples", "fuzz_targets"].contains(&folder) || folder == "tests" && name != "mod.rs";
    matches!(name, "lib.rs" | "main.rs") || alone && name.ends_with(".rs") && !path.contains("/src/")
}

fn tree<'a>(root: &'a File, files: &BTreeMap<&str, &'a File>) -> Tree<'a> {
    let mut tree = Tree { nodes: Vec::new(), macros: BTreeMap::new(), missing: Vec::new() };
    if let Some(code) = &root.code {
        let folder = root.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        tree.add(&root.path, folder, &code.module, 0, files);
    }
    tree
}

impl<'a> Tree<'a> {
    /// Adds a module and those below it; `folder` is where its files are.
    fn add(
        &mut self,
        file: &'a str,
        folder: &str,
        module: &'a Module,
        parent: usize,
        files: &BTreeMap<&str, &'a File>,
    ) -> usize {
        let id = self.nodes.len();
        self.nodes.push(Node { file, module, parent, children: BTreeMap::new() });
        self.macros.extend(module.exported_macros.iter().map(|name| (name.as_str(), file)));
        for inline in &module.inline {
            let child = self.add(file, &format!("{folder}/{}", inline.name), inline, id, files);
            self.nodes[id].children.insert(&inline.name, child);
        }
        for name in &module.files {
            let places = [format!("{folder}/{name}.rs"), format!("{folder}/{name}/mod.rs")];
            let found = places.iter().find_map(|place| files.get(place.as_str()));
            if let Some(File { path, code: Some(code), .. }) = found {
                let child = self.add(path, &format!("{folder}/{name}"), &code.module, id, files);
                self.nodes[id].children.insert(name, child);
            } else {
                self.missing.push(format!("{file}: {name}"));
            }
        }
        id
    }

    fn arrows(&self) -> Vec<Arrow> {
        let mut arrows = BTreeMap::new();
        for (id, node) in self.nodes.iter().enumerate() {
            let imports = node.module.imports.iter().filter(|import| !import.exported);
            let imports = imports.map(|import| (import_target(self, id, import), &import.path, import.line));
            let paths = node.module.paths.iter().map(|(path, line)| (self.item(id, path), path, *line));
            for (to, path, line) in imports.chain(paths) {
                let Some(to) = to.filter(|to| *to != node.file) else { continue };
                let arrow = Arrow { from: node.file.to_owned(), to: to.to_owned(), line, name: path.join("::") };
                arrows.entry((arrow.from.clone(), arrow.to.clone())).or_insert(arrow);
            }
        }
        arrows.into_values().collect()
    }

    /// The file of the item that a path leads to; none for a module, another crate or a local name.
    fn item(&self, from: usize, path: &[String]) -> Option<&'a str> {
        match self.resolve(from, path, 0)? {
            Target::Item(file) => Some(file),
            Target::Module(_) => None,
        }
    }

    fn resolve(&self, from: usize, path: &[String], depth: usize) -> Option<Target<'a>> {
        let (first, rest) = path.split_first()?;
        let start = match first.as_str() {
            "crate" | "$crate" => Target::Module(0),
            "self" => Target::Module(from),
            "super" => Target::Module(self.nodes[from].parent),
            _ => self.lookup(from, first, depth)?,
        };
        rest.iter().try_fold(start, |target, segment| match target {
            Target::Module(id) if segment == "super" => Some(Target::Module(self.nodes[id].parent)),
            Target::Module(id) => self.lookup(id, segment, depth),
            // A variant or something else that belongs to the item.
            item @ Target::Item(_) => Some(item),
        })
    }

    /// What a name means in a module.
    fn lookup(&self, id: usize, name: &str, depth: usize) -> Option<Target<'a>> {
        let node = &self.nodes[id];
        if let Some(child) = node.children.get(name) {
            return Some(Target::Module(*child));
        }
        if node.module.items.contains(name) {
            return Some(Target::Item(node.file));
        }
        if id == 0
            && let Some(file) = self.macros.get(name)
        {
            return Some(Target::Item(file));
        }
        // Names exported in a circle end here.
        if depth > 8 {
            return None;
        }
        let named = node.module.imports.iter().find(|import| import.name.as_deref() == Some(name));
        if let Some(import) = named {
            return (import.path.first().map(String::as_str) != Some(name) || import.path.len() > 1)
                .then(|| self.resolve(id, &import.path, depth + 1))?;
        }
        let globs = node.module.imports.iter().filter(|import| import.name.is_none());
        globs.filter_map(|glob| self.resolve(id, &glob.path, depth + 1)).find_map(|target| match target {
            Target::Module(module) if module != id => self.lookup(module, name, depth + 1),
            _ => None,
        })
    }
}

/// The file an import takes something from; a glob takes from the module itself.
fn import_target<'a>(tree: &Tree<'a>, from: usize, import: &Import) -> Option<&'a str> {
    match (tree.resolve(from, &import.path, 0)?, &import.name) {
        (Target::Item(file), _) => Some(file),
        (Target::Module(id), None) => Some(tree.nodes[id].file),
        (Target::Module(_), Some(_)) => None,
    }
}
