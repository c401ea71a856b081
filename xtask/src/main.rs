//! `cargo xtask`: the maintainer's commands. This file reads the command line and dispatches; a command is a file.

// Printing that a closed pipe does not end.
#[macro_use(print, println, eprintln)]
extern crate clientgen_build;

mod arguments;
mod conformance;
mod corpus;
mod diff;
mod generate;
mod inspect;
mod large;
mod lint;
mod observe;
mod own;
mod prism;
mod process;
mod regen;
mod servers;

use std::process::ExitCode;

use arguments::Command;
use clientgen_build::{Exit, ReportStyle};

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
        Command::Lint(options) => lint::run(&options).into(),
        Command::Diff(options) => diff::run(&options).into(),
        Command::Observe(options) => observe::run(&options).into(),
        Command::ReleaseCheck(against) => diff::release_check(against).into(),
        Command::Explain(id) => clientgen_build::explain(id.as_deref(), ReportStyle::Terminal).into(),
        Command::Corpus(options) => corpus::run(&options).into(),
        Command::Conformance(options) => conformance::run(&options).into(),
        Command::Servers(options) => servers::run(&options).into(),
        Command::Large(options) => large::run(&options).into(),
    }
}
