//! The files that runs have read, for those who wait for one of them to change.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

/// How often the files are looked at.
const INTERVAL: Duration = Duration::from_millis(300);

/// The files that were read, or that were looked for and are not there. Copies share one list.
#[derive(Clone, Debug, Default)]
pub struct Seen(Arc<Mutex<BTreeMap<PathBuf, State>>>);

/// What tells one state of a file from another; nothing for a file that is not there.
type State = Option<(Option<SystemTime>, u64)>;

impl Seen {
    /// Enters a file that is about to be read, as it is now.
    pub fn add(&self, path: impl Into<PathBuf>) {
        let path = path.into();
        let state = state(&path);
        self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(path).or_insert(state);
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// No file was read.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How the files were when they were entered.
    pub fn states(&self) -> States {
        States(self.0.lock().unwrap_or_else(PoisonError::into_inner).clone())
    }
}

/// How some files were at one time.
#[derive(Debug)]
pub struct States(BTreeMap<PathBuf, State>);

impl States {
    /// Waits until a file is another one, and until nobody writes any more; names one that has changed.
    pub fn wait_for_a_change(&self) -> PathBuf {
        loop {
            std::thread::sleep(INTERVAL);
            if let Some(changed) = self.first_change() {
                self.settle();
                return changed;
            }
        }
    }

    fn first_change(&self) -> Option<PathBuf> {
        self.0.iter().find(|(path, known)| state(path) != **known).map(|(path, _)| path.clone())
    }

    /// An editor may write a file in several steps.
    fn settle(&self) {
        let all = || self.0.keys().map(|path| state(path)).collect::<Vec<_>>();
        let mut before = all();
        loop {
            std::thread::sleep(INTERVAL);
            let after = all();
            if std::mem::replace(&mut before, after.clone()) == after {
                return;
            }
        }
    }
}

fn state(path: &Path) -> State {
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.modified().ok(), metadata.len()))
}
