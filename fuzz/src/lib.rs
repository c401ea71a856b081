//! The checks of the fuzz targets. A target itself is a few lines, so that other programs can run the checks too.

pub mod calls;
pub mod events;
pub mod generator;
pub mod models;
pub mod mutate;
pub mod openapi;
pub mod round_trip;
pub mod unions;
