//! Files and places in them: spans, positions, JSON pointers, and strings of documents made visible.
//!
//! This room is below every other room and mentions none of them.

mod file;
mod lines;
mod path;
mod pointer;
mod template;
mod token;
mod visible;

pub(crate) use self::file::{EXCEPTIONS_PATH, FileId, OVERRIDES_PATH, Sources};
pub use self::file::{SourceFile, Span};
pub(crate) use self::lines::Lines;
pub use self::lines::Position;
pub(crate) use self::path::Path;
pub use self::pointer::JsonPointer;
pub(crate) use self::template::names_in_braces;
pub(crate) use self::token::is_token;
pub(crate) use self::visible::{is_each, is_hidden, visible_json, visible_styled};
pub use self::visible::{visible, visible_lines};
