//! Files and terminal around `clientgen`: reads a document and what it refers to, writes a client, prints reports.
//!
//! `clientgen` itself takes text and returns files and diagnostics. The commands `clientgen` and `cargo xtask` stand on
//! this crate:
//!
//! ```no_run
//! use clientgen_build::{Exit, Input, View, expected_files, write};
//!
//! let input = Input::of("openapi.yaml".into(), "clientgen generate");
//! let exit = match expected_files(&input, &View::default()) {
//!     Ok(files) => write::write("client".as_ref(), &files, false),
//!     Err(exit) => exit,
//! };
//! ```

// First, so that all others print with its macros.
#[macro_use]
mod printing;

mod exit;
mod explain;
pub mod files;
mod input;
mod runtime;
mod sources;
pub mod terminal;
mod view;
pub mod write;

pub use exit::Exit;
pub use explain::explain;
pub use input::{Input, expected, expected_files, outcome, report};
pub use runtime::Runtime;
pub use sources::{MAX_BYTES, bytes_of, text_of};
pub use view::{Color, ReportStyle, View};
