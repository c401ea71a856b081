//! The checks of the fuzz targets. They are in a library, so that programs other than the targets can run them too.

pub mod calls;
pub mod events;
pub mod generator;
pub mod json;
pub mod models;
pub mod mutate;
pub mod openapi;
pub mod round_trip;
pub mod unions;
