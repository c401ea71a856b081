//! A word to people who wait for a long run.

use std::io::IsTerminal;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use crate::terminal::{self, Verb};

/// Who has to wait longer than this wants to know what for.
const SOON: Duration = Duration::from_secs(2);
/// How long to wait for another word.
const LATER: Duration = Duration::from_secs(10);

/// Says what takes so long, until it is dropped.
#[derive(Debug)]
pub struct Patience {
    _work: Option<Sender<()>>,
}

impl Patience {
    /// Begins work on something. Nothing is said where nobody looks.
    pub fn with(about: String) -> Self {
        if !std::io::stderr().is_terminal() {
            return Self { _work: None };
        }
        let (work, end) = mpsc::channel();
        let start = Instant::now();
        thread::spawn(move || {
            let mut wait = SOON;
            while end.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                let seconds = start.elapsed().as_secs();
                terminal::progress(Verb::Generating, &format!("{about} ({seconds} s)"));
                wait = LATER;
            }
        });
        Self { _work: Some(work) }
    }
}
