//! Files and terminal around `clientgen`: reads a document and what it refers to, writes a client, prints reports.
//!
//! `clientgen` itself takes text and returns files and diagnostics. The commands `clientgen` and `cargo xtask` stand on
//! this crate:
//!
//! ```no_run
//! use clientgen_build::write::{self, Target};
//! use clientgen_build::{Exit, Input, View, generated};
//!
//! let input = Input::of("openapi.yaml".into(), "clientgen generate");
//! let exit = match generated(&input, &View::default()) {
//!     Ok(generated) => write::write(&Target::shared("client".as_ref()), &generated),
//!     Err(exit) => exit,
//! };
//! ```

// First, so that all others have their macros.
#[macro_use]
mod printing;
#[macro_use]
mod choices;

mod approvals;
mod builder;
mod config_file;
pub mod diff;
mod exit;
mod explain;
mod fetch;
pub mod files;
mod input;
mod inspect;
pub mod lint;
mod manifest;
pub mod observe;
mod output_lock;
mod ownership;
mod packages;
mod patience;
mod places;
mod problems;
mod programs;
pub mod project;
mod runtime;
mod seen;
mod sources;
pub mod terminal;
mod view;
mod workspace;
pub mod write;

pub use builder::{BuildError, Builder};
pub use exit::Exit;
pub use explain::explain;
pub use fetch::{PINS, Pinning};
pub use input::{Generated, Input, SharedRuntime, expected, generated, outcome, report};
pub use inspect::{STAGES, inspect};
pub use manifest::runtime_of;
pub use output_lock::OutputLock;
pub use ownership::{Ownership, is_client};
pub use packages::packages_advice;
pub use patience::Patience;
pub use runtime::{Runtime, RuntimeKind};
pub use seen::{Seen, States};
pub use sources::{MAX_BYTES, bytes_of, text_of};
pub use view::{Color, ReportStyle, View};
pub use workspace::{crate_advice, module_advice, module_runtime_folder, neighbour_advice};
