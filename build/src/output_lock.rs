//! Two runs at once do not undo each other: one waits for the other.
//!
//! The lock is on the folder itself, and no file is left, also not by a run that is killed.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::terminal::{self, Verb};

/// The right to write into a folder, until it is dropped.
#[derive(Debug)]
pub struct OutputLock {
    _locked: File,
    /// Folders that were made for the lock, the innermost first.
    made: Vec<PathBuf>,
}

impl OutputLock {
    /// Waits until no other run writes into the folder. A folder that is missing is made.
    pub fn wait(folder: &Path) -> io::Result<Self> {
        let absent = folder.ancestors().take_while(|above| !above.as_os_str().is_empty() && !above.exists());
        let made: Vec<PathBuf> = absent.map(Path::to_owned).collect();
        if folder.is_file() {
            return Err(io::Error::new(io::ErrorKind::NotADirectory, "this is a file, and the client is a folder"));
        }
        loop {
            fs::create_dir_all(folder)?;
            let locked = lock(folder)?;
            // Whoever had the lock may have removed the folder.
            if folder.is_dir() {
                return Ok(Self { _locked: locked, made });
            }
        }
    }
}

impl Drop for OutputLock {
    fn drop(&mut self) {
        // A folder in which nothing was written goes again; one that has files cannot be removed.
        self.made.iter().for_each(|folder| _ = fs::remove_dir(folder));
    }
}

fn say_waiting(folder: &Path) {
    terminal::progress(Verb::Waiting, &format!("for another run that writes {}", folder.display()));
}

#[cfg(unix)]
fn lock(folder: &Path) -> io::Result<File> {
    use rustix::fs::{FlockOperation, flock};
    use rustix::io::Errno;

    let handle = File::open(folder)?;
    match flock(&handle, FlockOperation::NonBlockingLockExclusive) {
        Err(Errno::WOULDBLOCK) => {
            say_waiting(folder);
            flock(&handle, FlockOperation::LockExclusive)?;
        }
        // Some network file systems have no locks.
        Err(Errno::NOTSUP | Errno::NOSYS | Errno::NOLCK) => {}
        other => other?,
    }
    Ok(handle)
}

/// A file that nobody else can open, and that goes with its handle.
#[cfg(windows)]
fn lock(folder: &Path) -> io::Result<File> {
    use std::os::windows::fs::OpenOptionsExt;

    const DELETE_AND_GENERIC_WRITE: u32 = 0x4001_0000;
    const FILE_FLAG_DELETE_ON_CLOSE: u32 = 0x0400_0000;
    const ERROR_SHARING_VIOLATION: i32 = 32;
    let mut options = File::options();
    options.write(true).create(true).access_mode(DELETE_AND_GENERIC_WRITE);
    options.share_mode(0).custom_flags(FILE_FLAG_DELETE_ON_CLOSE);
    let mut has_said = false;
    loop {
        match options.open(folder.join(".clientgen.lock")) {
            Err(error) if error.raw_os_error() == Some(ERROR_SHARING_VIOLATION) => {
                if !std::mem::replace(&mut has_said, true) {
                    say_waiting(folder);
                }
                std::thread::sleep(std::time::Duration::from_millis(100));
            }
            other => return other,
        }
    }
}

#[cfg(not(any(unix, windows)))]
fn lock(folder: &Path) -> io::Result<File> {
    File::open(folder)
}
