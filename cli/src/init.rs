//! `init`: a commented `clientgen.toml`, from which a run needs nothing else.

use std::fs::File;
use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use clientgen_build::project::FILE_NAME;
use clientgen_build::{Exit, terminal};

#[derive(Args, Debug)]
pub(crate) struct Init {
    /// The OpenAPI document.
    #[arg(default_value = "openapi.yaml")]
    spec: PathBuf,
    /// The folder of the client crate.
    #[arg(long, value_name = "DIR", default_value = "client")]
    out: PathBuf,
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
    let text = TEMPLATE.replace("\"DOCUMENT\"", &path(&options.spec)).replace("\"OUT\"", &path(&options.out));
    // A file that is there is not touched.
    let written = File::create_new(FILE_NAME).and_then(|mut file| file.write_all(text.as_bytes()));
    match written {
        Ok(()) => {
            terminal::say(terminal::Verb::Created, &format!("{FILE_NAME}; now run `clientgen generate`"));
            Exit::Clean
        }
        Err(error) => terminal::unusable_path(FILE_NAME.as_ref(), &error),
    }
}

/// A string of TOML that is what it is, or one with escapes where that is not possible.
fn toml_string(text: &str) -> String {
    if text.contains(['"', '\\']) || text.chars().any(char::is_control) {
        return format!("\"{}\"", text.escape_default());
    }
    format!("\"{text}\"")
}
