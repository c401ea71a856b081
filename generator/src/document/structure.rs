//! The structural pass.
