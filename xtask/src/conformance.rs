//! `conformance`: Prism serves the description and judges every request the client makes of it.
//!
//! The calls themselves are in `tests/conformance`; this file only sees to the server.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use crate::Exit;
use crate::arguments::Conformance;
use crate::regen::workspace_root;
use crate::terminal::{self, Verb};

const PRISM: &str = "@stoplight/prism-cli@5.14.2";

/// The first start may have to download Prism.
const START_LIMIT: Duration = Duration::from_secs(180);

pub(crate) fn run(options: &Conformance) -> Exit {
    let root = workspace_root();
    let prism = match Prism::start(&root.join("spec/thrive.yaml")) {
        Ok(prism) => prism,
        Err(reason) if options.require => {
            terminal::error(&reason);
            return Exit::Findings;
        }
        Err(reason) => {
            terminal::say(Verb::Skipped, &format!("conformance: {reason}"));
            return Exit::Clean;
        }
    };
    let status = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["test", "--quiet", "--package", "tests", "--test", "conformance", "--", "--nocapture"])
        .current_dir(if root.as_os_str().is_empty() { Path::new(".") } else { &root })
        .env("PRISM_URL", &prism.url)
        .status();
    match status {
        Ok(status) if status.success() => {
            terminal::say(Verb::Checked, "every operation against Prism, no request violates the description");
            Exit::Clean
        }
        Ok(_) => Exit::Findings,
        Err(error) => terminal::unusable(&error),
    }
}

/// A running Prism; it stops when dropped.
struct Prism {
    child: Child,
    url: String,
}

impl Prism {
    fn start(document: &Path) -> Result<Self, String> {
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
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                if line.contains("Prism is listening") {
                    let _ = sender.send(());
                }
            }
        });
        receiver.recv_timeout(START_LIMIT).map_err(|_| format!("{PRISM} did not start (is it in reach of npx?)"))
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
