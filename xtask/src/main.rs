//! `cargo xtask`: the maintainer's commands. This file reads the command line and dispatches; a command is a file.

// First, so that all others print with its macros.
#[macro_use]
mod printing;

mod arguments;
mod conformance;
mod corpus;
mod exit;
mod files;
mod generate;
mod input;
mod inspect;
mod prism;
mod process;
mod regen;
mod sources;
mod terminal;
mod write;

use std::process::ExitCode;

use arguments::Command;
use exit::Exit;

/// A run allocates millions of small strings and tokens, on all cores at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let command = match arguments::parse(lexopt::Parser::from_env()) {
        Ok(command) => command,
        Err(problem) => {
            eprintln!("error: {problem}\n\n{}", arguments::USAGE);
            return Exit::Usage.into();
        }
    };
    match command {
        Command::Help => {
            println!("{}", arguments::USAGE);
            Exit::Clean.into()
        }
        Command::Regen(options) => regen::run(&options).into(),
        Command::Generate(options) => generate::run(&options).into(),
        Command::Inspect(options) => inspect::run(&options).into(),
        Command::Explain(id) => inspect::explain(&id).into(),
        Command::Corpus(options) => corpus::run(&options).into(),
        Command::Conformance(options) => conformance::run(&options).into(),
    }
}
