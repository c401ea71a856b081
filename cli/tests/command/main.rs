//! The command in an empty folder, as somebody uses it who has nothing else of this repository.

mod config;
mod files;
mod folder;
mod generate;
mod places;
