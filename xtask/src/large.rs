//! `large`: the inputs of the figures in `docs/observe.md`: a recording as large as is asked for, and a document of a
//! thousand operations with an overlay that changes each of its schemas.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clientgen_build::{Exit, terminal};
use serde_json::{Map, Value, json};

use crate::own;

/// Operations of the document, and its schemas.
const COUNT: usize = 1000;

/// The options of `large`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Large {
    pub(crate) folder: PathBuf,
    /// Size of the recording; none: a gigabyte.
    pub(crate) megabytes: Option<u64>,
}

pub(crate) fn run(options: &Large) -> Exit {
    match write(options) {
        Ok(exchanges) => {
            println!("large.har has {exchanges} exchanges, thousand.json {COUNT} operations and {COUNT} schemas");
            Exit::Clean
        }
        Err(error) => terminal::unusable(&error),
    }
}

fn write(options: &Large) -> io::Result<usize> {
    let folder = &options.folder;
    fs::create_dir_all(folder)?;
    fs::write(folder.join("thousand.json"), serde_json::to_string_pretty(&document())?)?;
    fs::write(folder.join("thousand.overlay.yaml"), OVERLAY)?;
    let sample = own::workspace_root().join("servers/samples/chroma.har");
    recording(&sample, &folder.join("large.har"), options.megabytes.unwrap_or(1000) * 1_000_000)
}

/// The exchanges of a recording, over and over. The recorder writes one in each line.
fn recording(sample: &Path, path: &Path, size: u64) -> io::Result<usize> {
    let text = fs::read_to_string(sample)?;
    let mut lines = text.lines();
    let head = lines.next().unwrap_or_default();
    let exchanges = lines.map(|line| line.trim_end_matches(','));
    let exchanges: Vec<&str> = exchanges.filter(|line| line.starts_with("{\"_operation\"")).collect();
    if exchanges.is_empty() {
        return Err(io::Error::other(format!("{} has no exchanges", sample.display())));
    }
    let mut file = BufWriter::new(File::create(path)?);
    writeln!(file, "{head}")?;
    let (mut written, mut count) = (0, 0);
    for exchange in exchanges.iter().cycle() {
        write!(file, "{}{exchange}", if count == 0 { "" } else { ",\n" })?;
        written += exchange.len() as u64 + 2;
        count += 1;
        if written >= size {
            break;
        }
    }
    file.write_all(b"\n]}}\n")?;
    file.flush()?;
    Ok(count)
}

fn document() -> Value {
    let numbers = || 1..=COUNT;
    let schemas: Map<String, Value> = numbers().map(|number| (format!("Thing{number}"), schema(number))).collect();
    let paths: Map<String, Value> =
        numbers().map(|number| (format!("/things{number}/{{id}}"), json!({"get": operation(number)}))).collect();
    json!({
        "openapi": "3.1.0",
        "info": {"title": "A thousand operations", "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas},
    })
}

fn operation(number: usize) -> Value {
    let content = json!({"application/json": {"schema": {"$ref": format!("#/components/schemas/Thing{number}")}}});
    json!({
        "operationId": format!("getThing{number}"),
        "summary": format!("Gets a thing of kind {number}."),
        "parameters": [
            {"name": "id", "in": "path", "required": true, "schema": {"type": "string"}},
            {"name": "expand", "in": "query", "schema": {"type": "boolean"}},
        ],
        "responses": {"200": {"description": "The thing.", "content": content}},
    })
}

fn schema(number: usize) -> Value {
    let next = format!("#/components/schemas/Thing{}", number % COUNT + 1);
    json!({
        "type": "object",
        "required": ["id"],
        "properties": {
            "id": {"type": "string"},
            "name": {"type": "string"},
            "note": {"type": "string"},
            "created": {"type": "string", "format": "date-time"},
            "parts": {"type": "array", "items": {"$ref": next}},
        },
    })
}

const OVERLAY: &str = "\
overlay: 1.1.0
info: {title: Each schema of a thousand, version: '1'}
actions:
- description: A property that the server does not send.
  target: $.components.schemas.*.properties.note
  remove: true
- description: A property that it sends.
  target: $.components.schemas.*.properties
  update: {size: {type: integer}}
- description: It is always there.
  target: $.components.schemas.*
  update: {required: [size]}
- description: The property `name` is called `title`.
  target: $.components.schemas.*.properties
  update: {title: {type: string}}
- target: $.components.schemas.*.properties.name
  remove: true
- description: A schema of its own.
  target: $.components.schemas
  update: {Copy: {}}
- target: $.components.schemas.Copy
  copy: $.components.schemas.Thing1
";
