//! [`Setup`]: where the server is, and whether it or its recording answers. `cargo xtask servers` says so by environment
//! variables.

use std::fmt;
use std::sync::Arc;

use clientgen_runtime::codegen::Api;
use clientgen_runtime::{ClientBuilder, Recorder, RetryPolicy, Transport};

use crate::replay::Replay;

/// How a program sets up its client.
#[derive(Clone)]
pub struct Setup {
    base_url: String,
    reading: String,
    recording: Option<String>,
    /// Shared by all clients of a program, so that each exchange is used once.
    replay: Option<Arc<dyn Transport>>,
    folder: Option<String>,
}

impl Setup {
    /// Reads the environment.
    ///
    /// # Panics
    ///
    /// If the recording that is to answer cannot be read.
    #[must_use]
    pub fn from_env() -> Self {
        let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        Self {
            base_url: variable("SERVER_URL").unwrap_or_else(|| "http://127.0.0.1:8080".to_owned()),
            reading: variable("SERVER_READING").unwrap_or_default(),
            recording: variable("SERVER_RECORDING"),
            replay: variable("SERVER_REPLAY").map(|path| Arc::new(replay(&path)) as _),
            folder: variable("SERVER_FOLDER"),
        }
    }

    /// The URL of the server.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.base_url
    }

    /// The folder in which the server runs.
    #[must_use]
    pub fn folder(&self) -> Option<&str> {
        self.folder.as_deref()
    }

    /// The settings of a client, to which the program adds its credentials.
    #[must_use]
    pub fn builder<A: Api>(&self) -> ClientBuilder<A> {
        let builder = ClientBuilder::new().base_url(&self.base_url).retry(RetryPolicy::none());
        let builder = match self.reading.as_str() {
            "strict" => builder.strict(),
            "tolerant" => builder.tolerant(),
            _ => builder,
        };
        match (&self.replay, &self.recording) {
            (Some(replay), _) => builder.transport(Arc::clone(replay)),
            (None, Some(path)) => builder.record(Recorder::new(path).max_body(64 * 1024)),
            (None, None) => builder,
        }
    }
}

impl fmt::Debug for Setup {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Setup").field("base_url", &self.base_url).finish_non_exhaustive()
    }
}

fn replay(path: &str) -> Replay {
    Replay::open(path).expect("the recording can be read")
}
