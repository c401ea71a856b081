//! The servers, as `servers/servers.json` lists them.

use std::fs;
use std::io;
use std::path::Path;

use serde_json::Value;

/// A server, and how it is installed, started and asked for its document.
///
/// In the values, `{install}` is the folder of what is installed, `{dir}` that of the run, `{config}` that of its files
/// in the repository, and `{port}` and `{port2}` are free ports.
#[derive(Clone, Debug)]
pub(crate) struct Server {
    pub(crate) name: String,
    pub(crate) title: String,
    /// What it is written in and with.
    pub(crate) stack: String,
    /// Packages by registry: `pypi`, `npm` or `debian`.
    pub(crate) packages: Vec<(String, String)>,
    /// Programs that the machine must have.
    pub(crate) needs: Vec<String>,
    pub(crate) before: Vec<Vec<String>>,
    pub(crate) start: Vec<String>,
    pub(crate) env: Vec<(String, String)>,
    /// A path that answers once the server is ready.
    pub(crate) ready: String,
    pub(crate) document: Source,
    /// The name of the document among the samples.
    pub(crate) document_file: String,
}

/// Where the document comes from.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    /// The server has it at this path; a header may be needed.
    Served(String, Option<String>),
    /// The packages have a file with this end of its path.
    File(String),
    /// The packages have a Go file that embeds it as JSON.
    GoFile(String),
}

pub(crate) fn read(path: &Path) -> io::Result<Vec<Server>> {
    let text = fs::read_to_string(path)?;
    let list: Value = serde_json::from_str(&text)?;
    let servers = list.as_array().into_iter().flatten().map(server).collect::<Option<Vec<_>>>();
    servers.ok_or_else(|| io::Error::other(format!("{}: a server lacks a member", path.display())))
}

fn server(value: &Value) -> Option<Server> {
    Some(Server {
        name: string(&value["name"])?,
        title: string(&value["title"])?,
        stack: string(&value["stack"])?,
        packages: ["pypi", "npm", "debian"]
            .iter()
            .flat_map(|registry| strings(&value[registry]).into_iter().map(|package| ((*registry).to_owned(), package)))
            .collect(),
        needs: strings(&value["needs"]),
        before: value["before"].as_array().into_iter().flatten().map(strings).collect(),
        start: strings(&value["start"]),
        env: value["env"]
            .as_object()
            .into_iter()
            .flatten()
            .filter_map(|(name, value)| Some((name.clone(), string(value)?)))
            .collect(),
        ready: string(&value["ready"])?,
        document: source(&value["document"])?,
        document_file: string(&value["document_file"])?,
    })
}

fn source(value: &Value) -> Option<Source> {
    if let Some(path) = string(&value["served"]) {
        return Some(Source::Served(path, string(&value["header"])));
    }
    string(&value["file"]).map(Source::File).or_else(|| string(&value["go"]).map(Source::GoFile))
}

fn string(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(string).collect()
}
