//! Files and places in them: spans, positions, JSON pointers. Below every other room, and mentions none of them.

mod file;
mod lines;
mod pointer;

pub(crate) use self::file::OVERRIDES_PATH;
pub use self::file::{FileId, SourceFile, Sources, Span};
pub use self::lines::{Lines, Position};
pub use self::pointer::JsonPointer;
