//! `clientgen`: generates a typed Rust client from an OpenAPI document. This file reads the command line and dispatches.

// Printing that a closed pipe does not end.
#[macro_use(print)]
extern crate clientgen_build;

mod arguments;
mod diff;
mod document;
mod explain;
mod generate;
mod init;
mod job;
mod observe;
mod options;
mod watch;

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
        Command::Diff(options) => diff::run(*options).into(),
        Command::Check(options) => generate::check(*options).into(),
        Command::Lint(options) => document::lint(*options).into(),
        Command::Inspect(options) => document::inspect(*options).into(),
        Command::Init(options) => init::run(&options).into(),
        Command::Explain(options) => explain::run(&options).into(),
        Command::Observe(options) => observe::run(*options).into(),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "clientgen", &mut script);
            print!("{}", String::from_utf8_lossy(&script));
            Exit::Clean.into()
        }
    }
}
