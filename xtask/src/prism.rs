//! A running Prism: it serves a document and judges the requests made of it.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

const PRISM: &str = "@stoplight/prism-cli@5.14.2";

/// The first start may have to download Prism.
const START_LIMIT: Duration = Duration::from_secs(180);

/// A running Prism; it stops when dropped.
pub(crate) struct Prism {
    child: Child,
    pub(crate) url: String,
}

impl Prism {
    /// Starts one for a document; the error says why there is none.
    pub(crate) fn start(document: &Path) -> Result<Self, String> {
        let port = free_port().ok_or("no free port on loopback")?;
        let mut command = Command::new("npx");
        command
            .args(["--yes", PRISM, "mock", "--host", "127.0.0.1", "--port", &port.to_string()])
            .arg(document)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        own_group(&mut command);
        let child = command.spawn().map_err(|error| format!("npx cannot be started ({error})"))?;
        let mut prism = Self { child, url: format!("http://127.0.0.1:{port}") };
        prism.wait_until_listening()?;
        Ok(prism)
    }

    fn wait_until_listening(&mut self) -> Result<(), String> {
        let stdout = self.child.stdout.take().ok_or("Prism has no output")?;
        let (sender, receiver) = mpsc::channel();
        // Reads on after the word has come, because a full pipe would stop Prism.
        std::thread::spawn(move || {
            let mut complaint = String::new();
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                if line.contains("Prism is listening") {
                    let _ = sender.send(Ok(()));
                } else if complaint.is_empty() && line.contains("fatal") {
                    complaint = line;
                }
            }
            let _ = sender.send(Err(complaint));
        });
        match receiver.recv_timeout(START_LIMIT) {
            Ok(Ok(())) => Ok(()),
            Ok(Err(complaint)) if !complaint.is_empty() => Err(format!("Prism does not start: {complaint}")),
            Ok(Err(_)) | Err(_) => Err(format!("{PRISM} did not start (is it in reach of npx?)")),
        }
    }
}

impl Drop for Prism {
    fn drop(&mut self) {
        // npx starts node, which starts Prism: the group is what has to go.
        let group = format!("-{}", self.child.id());
        let _ = Command::new("kill").args(["--", &group]).status();
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
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
