//! What the programs that call real servers share: how a client is set up, and what is written down of each call.

mod journal;
mod replay;
mod setup;

pub use journal::Journal;
pub use setup::Setup;

/// A value of a model from JSON, for bodies of which a program needs few members.
///
/// # Panics
///
/// If the JSON does not fit the model: the program is wrong then.
#[must_use]
pub fn model<T: serde::de::DeserializeOwned>(value: serde_json::Value) -> T {
    serde_json::from_value(value).expect("the program has JSON that fits the model")
}
