//! `clientgen`: generates a typed Rust client from an OpenAPI document. This file reads the command line and dispatches.

// Printing that a closed pipe does not end.
#[macro_use(print)]
extern crate clientgen_build;

mod arguments;
mod explain;
mod generate;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use arguments::{Arguments, Command};
use clientgen_build::Exit;

/// A run allocates millions of small strings and tokens, on all cores at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Generate(options) => generate::run(*options).into(),
        Command::Explain { id } => explain::run(id.as_deref()).into(),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Arguments::command(), "clientgen", &mut std::io::stdout());
            Exit::Clean.into()
        }
    }
}
