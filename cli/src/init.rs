//! `init`: a commented `clientgen.toml`, from which a run needs nothing else.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use clientgen_build::project::FILE_NAME;
use clientgen_build::{Exit, is_client, terminal};

#[derive(Args, Debug)]
pub(crate) struct Init {
    /// The OpenAPI document.
    #[arg(default_value = "openapi.yaml")]
    spec: PathBuf,
    /// The folder of the client crate; without it, that of the client that is here already, else `client`.
    #[arg(long, short, value_name = "DIR")]
    out: Option<PathBuf>,
    /// A folder of an existing crate, of which the client becomes a module. Replaces `--out`.
    #[arg(long, value_name = "DIR", conflicts_with = "out")]
    module: Option<PathBuf>,
    /// Print the JSON Schema of the file instead, for editors.
    #[arg(long)]
    schema: bool,
}

/// The file before the document and the folder are in it.
const TEMPLATE: &str = include_str!("template.toml");

/// What editors complete and check the file with.
const SCHEMA: &str = include_str!("../clientgen.schema.json");

pub(crate) fn run(options: &Init) -> Exit {
    if options.schema {
        print!("{SCHEMA}");
        return Exit::Clean;
    }
    let path = |path: &PathBuf| toml_string(&path.to_string_lossy().replace('\\', "/"));
    let named = options.module.clone().or_else(|| options.out.clone());
    let out = named.or_else(client_here).unwrap_or_else(|| "client".into());
    let key = if options.module.is_some() { "module" } else { "out" };
    let place = format!("{key} = {}", path(&out));
    let text = TEMPLATE.replace("\"DOCUMENT\"", &path(&options.spec)).replace("out = \"OUT\"", &place);
    // A file that is there is not touched.
    let written = File::create_new(FILE_NAME).and_then(|mut file| file.write_all(text.as_bytes()));
    match written {
        Ok(()) => {
            let what = format!("{FILE_NAME} for the client in {}; now run `clientgen generate`", out.display());
            terminal::say(terminal::Verb::Created, &what);
            if !options.spec.is_file() && !is_url(&options.spec) {
                terminal::note(&format!("{} is not here; `document` says where it is", options.spec.display()));
            }
            Exit::Clean
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            terminal::error(&format!("{FILE_NAME} is here already, and stays as it is; `clientgen generate` uses it"));
            Exit::Usage
        }
        Err(error) => terminal::unusable_path(FILE_NAME.as_ref(), &error),
    }
}

/// The folder of the only client below this folder that this program wrote.
fn client_here() -> Option<PathBuf> {
    let entries = fs::read_dir(".").ok()?.flatten();
    let mut clients = entries.map(|entry| PathBuf::from(entry.file_name())).filter(|folder| is_client(folder));
    clients.next().filter(|_| clients.next().is_none())
}

fn is_url(document: &Path) -> bool {
    document.to_str().is_some_and(|text| text.starts_with("http://") || text.starts_with("https://"))
}

/// A string of TOML that is what it is, or one with escapes where that is not possible.
fn toml_string(text: &str) -> String {
    if text.contains(['"', '\\']) || text.chars().any(char::is_control) {
        return format!("\"{}\"", text.escape_default());
    }
    format!("\"{text}\"")
}
