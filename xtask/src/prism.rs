//! A running Prism, which serves a document and validates requests. If it crashes, it is started again.

use std::fs::{self, File};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

const PRISM: &str = "@stoplight/prism-cli@5.14.2";

/// The first start may have to download Prism.
const START_LIMIT: Duration = Duration::from_secs(180);
/// A document that crashes Prism more often than this takes too much time.
const MAX_STARTS: usize = 60;

/// A running Prism; it stops when dropped.
pub(crate) struct Prism {
    pub(crate) url: String,
    stop: Arc<AtomicBool>,
    supervisor: Option<JoinHandle<()>>,
}

/// What is needed to start one.
struct Start {
    document: PathBuf,
    port: u16,
    log: PathBuf,
}

impl Prism {
    /// Starts one for a document and waits until it listens; the error is the reason why it does not.
    ///
    /// The output of Prism goes to `log`.
    pub(crate) fn start(document: &Path, log: &Path) -> Result<Self, String> {
        let port = free_port().ok_or("no free port on loopback")?;
        let folder = log.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let _ = fs::remove_file(log);
        let start = Start { document: document.to_owned(), port, log: log.to_owned() };
        let mut child = start.spawn()?;
        start.wait_until_listening(&mut child)?;
        let stop = Arc::new(AtomicBool::new(false));
        let seen = Arc::clone(&stop);
        let supervisor = std::thread::spawn(move || start.supervise(child, &seen));
        Ok(Self { url: format!("http://127.0.0.1:{port}"), stop, supervisor: Some(supervisor) })
    }
}

impl Drop for Prism {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(supervisor) = self.supervisor.take() {
            let _ = supervisor.join();
        }
    }
}

impl Start {
    fn spawn(&self) -> Result<Child, String> {
        let file = || File::options().create(true).append(true).open(&self.log).map(Stdio::from);
        let log = |error: std::io::Error| format!("{}: {error}", self.log.display());
        let mut command = Command::new("npx");
        command
            .args(["--yes", PRISM, "mock", "--verboseLevel", "warn", "--host", "127.0.0.1", "--port"])
            .arg(self.port.to_string())
            .arg(&self.document)
            .stdin(Stdio::null())
            .stdout(file().map_err(log)?)
            .stderr(file().map_err(log)?);
        own_group(&mut command);
        command.spawn().map_err(|error| format!("npx cannot be started ({error})"))
    }

    fn wait_until_listening(&self, child: &mut Child) -> Result<(), String> {
        let address = SocketAddr::from(([127, 0, 0, 1], self.port));
        let started = Instant::now();
        while started.elapsed() < START_LIMIT {
            if TcpStream::connect_timeout(&address, Duration::from_secs(1)).is_ok() {
                return Ok(());
            }
            if !matches!(child.try_wait(), Ok(None)) {
                return Err(self.failure());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        end(child);
        Err(format!("{PRISM} does not start in time"))
    }

    /// Why it did not start, in its own words.
    fn failure(&self) -> String {
        let log = fs::read_to_string(&self.log).unwrap_or_default();
        let fatal = log.lines().find_map(|line| line.split_once("fatal")).map(|(_, reason)| reason.trim());
        match fatal {
            Some(reason) => format!("Prism does not start: {reason}"),
            None => format!("{PRISM} did not start (is it in reach of npx?)"),
        }
    }

    fn supervise(&self, mut child: Child, stop: &AtomicBool) {
        let mut starts = 1;
        while !stop.load(Ordering::Relaxed) {
            let ended = !matches!(child.try_wait(), Ok(None));
            if ended && starts < MAX_STARTS {
                starts += 1;
                match self.spawn() {
                    Ok(next) => child = next,
                    Err(_) => return,
                }
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        end(&mut child);
    }
}

/// npx starts node, which starts Prism, so the whole process group is stopped.
fn end(child: &mut Child) {
    let group = format!("-{}", child.id());
    let _ = Command::new("kill").args(["--", &group]).status();
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(unix)]
fn own_group(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(not(unix))]
fn own_group(_: &mut Command) {}

fn free_port() -> Option<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).ok()?;
    listener.local_addr().ok().map(|address| address.port())
}
