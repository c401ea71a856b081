//! The command line as types. The options of a command are in its file.

use clap::{Parser, Subcommand};

use crate::diff::Diff;
use crate::document::{Inspect, Lint};
use crate::explain::Explain;
use crate::generate::{Check, Generate};
use crate::init::Init;
use crate::observe::Observe;

/// Generates a typed Rust client from an OpenAPI document.
#[derive(Debug, Parser)]
#[command(name = "clientgen", version, propagate_version = true, arg_required_else_help = true)]
#[command(after_help = "To begin: clientgen generate openapi.yaml --out my-client\n\n\
                        Exit codes: 0 clean, 1 errors, 2 usage or unreadable input, 4 outdated.")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write a client: a crate, a module of a crate, or only types.
    Generate(Box<Generate>),
    /// Name what is missing, outdated or stale in a client; exit 4 if there is any.
    Check(Box<Check>),
    /// Write a commented clientgen.toml, with which `generate` and `check` need no options.
    Init(Init),
    /// Report what there is to say about a document, and write nothing.
    Lint(Box<Lint>),
    /// Tell what a new document changes, on the wire and in Rust.
    Diff(Box<Diff>),
    /// Compare a document with samples of what its server does, and write an overlay that makes it true.
    Observe(Box<Observe>),
    /// Print what a stage makes of a document.
    Inspect(Box<Inspect>),
    /// Explain a diagnostic or a kind of change, or list all.
    Explain(Explain),
    /// Print completions for a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}
