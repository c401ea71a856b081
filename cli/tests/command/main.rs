//! The command in an empty folder, as somebody uses it who has nothing else of this repository.

mod config;
#[cfg(feature = "fetch")]
mod fetch;
mod files;
mod folder;
mod generate;
mod lint;
mod places;
mod types;
mod watch;
