//! `Document`: an OpenAPI description exactly as written, with the place of everything in it.
//!
//! Knows OpenAPI's words and nothing of what is made from them; never mentions `ir`.

mod load;
mod node;
mod schema;
mod structure;

pub use self::load::{Format, load};
pub use self::node::{Key, Node, NodeKind, Number, Span};
pub use self::schema::{Additional, Schema, SchemaType};

use crate::diagnostics::SourceFile;

/// The OpenAPI version family a document is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// 3.0.x.
    V3_0,
    /// 3.1.x (and 3.2, read as 3.1).
    V3_1,
}

/// A description as written.
#[derive(Debug)]
pub struct Document {
    /// Version family.
    pub dialect: Dialect,
    /// The root object.
    pub root: Node,
    /// The text it was read from; spans point into it.
    pub source: SourceFile,
}
