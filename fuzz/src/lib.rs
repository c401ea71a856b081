//! What the fuzz targets share: the checks themselves, so that a target is a few lines and an example can repeat one.

pub mod calls;
pub mod events;
pub mod generator;
pub mod models;
pub mod mutate;
pub mod openapi;
pub mod unions;
