//! `Document`: an OpenAPI description exactly as written, with the place of everything in it.
//!
//! Knows OpenAPI's words and nothing of what is made from them; never mentions `ir`.

mod alias_budget;
mod anchors;
mod corrections;
mod decode;
mod edit;
mod files;
mod index;
mod json;
mod json_comments;
mod keys;
mod ledger;
mod load;
mod metadata;
mod model;
mod nearest;
mod node;
mod normalise;
mod overlay;
mod places;
mod recovery;
mod reference;
mod reference_text;
mod scalar;
mod schema;
mod streams;
mod swagger;
mod text;
mod toml;
mod tree;
mod validate;
mod words;
mod yaml;
mod yaml_words;

#[cfg(test)]
mod reference_tests;
#[cfg(test)]
mod tests;

pub use self::files::{Files, NoFiles};
pub use self::ledger::Ledger;
pub(crate) use self::ledger::report_unread;
pub(crate) use self::load::{Amendments, load, load_with};
pub(crate) use self::metadata::Item;
pub use self::model::FileError;
pub(crate) use self::model::{Dialect, Document, Located, ReferenceError, Sample, SampleKind};
pub(crate) use self::node::{Key, Node, NodeKind, Number};
pub(crate) use self::schema::{Additional, Schema, SchemaType};
pub(crate) use self::streams::is_stream_of_gateway;
pub(crate) use self::swagger::in_words_of_swagger;
pub(crate) use self::text::{Format, read_tree};
pub(crate) use self::validate::component_sections;
pub(crate) use self::words::{Words, are_scalars, split_docs};
