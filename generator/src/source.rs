//! Texts and places in them: files, spans, positions, JSON pointers. Below everything else, and mentions none of it.

mod file;
mod lines;
mod pointer;

pub(crate) use self::file::OVERRIDES_PATH;
pub use self::file::{FileId, SourceFile, Sources, Span};
pub use self::lines::{Lines, Position};
pub use self::pointer::JsonPointer;
