//! Generates a typed Rust client from an OpenAPI document: text in, files out, diagnostics beside.

pub mod config;
pub mod diagnostics;
pub mod document;
pub mod ir;
