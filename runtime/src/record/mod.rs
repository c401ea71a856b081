//! Recording of calls as a HAR file without secrets, with the feature `record`.
//!
//! `recorder` is the setting, `transport` sees the exchanges, `entry` writes one down, `file` appends it. `cleaner` and
//! `names` decide what is secret; `body`, `json` and `multipart` know where it can be in a body.

mod body;
mod cleaner;
mod entry;
mod file;
mod json;
mod multipart;
mod names;
mod recorder;
mod transport;
mod url;

pub use self::recorder::Recorder;
pub use self::transport::RecordingTransport;
