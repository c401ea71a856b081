//! `cargo xtask`: the maintainer's commands. This file reads the command line and dispatches; a command is a file.

mod arguments;
mod conformance;
mod corpus;
mod files;
mod generate;
mod inspect;
mod prism;
mod process;
mod regen;
mod sources;
mod terminal;

use std::process::ExitCode;

use arguments::Command;

/// A run allocates millions of small texts and tokens, on all cores at once.
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

/// What a command tells its caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Nothing to complain about.
    Clean,
    /// The document has faults, or a check failed.
    Findings,
    /// The command line or a file cannot be used.
    Usage,
    /// The generated files are not up to date.
    Outdated,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(match exit {
            Exit::Clean => 0,
            Exit::Findings => 1,
            Exit::Usage => 2,
            Exit::Outdated => 4,
        })
    }
}
