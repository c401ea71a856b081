//! A server that runs on loopback, from its start to its end.

use std::fs;
use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::catalogue::{Server, Source};
use super::folders::LONG;
use crate::process;

/// How long a server may take until it answers.
const START: Duration = Duration::from_secs(180);

/// A process that ends with this value.
pub(super) struct Running {
    child: Child,
    port: u16,
    places: Places,
}

/// What the values of the catalogue refer to.
struct Places(Vec<(&'static str, String)>);

impl Places {
    fn fill(&self, value: &str) -> String {
        self.0.iter().fold(value.to_owned(), |value, (name, place)| value.replace(name, place))
    }
}

impl Running {
    /// Starts the server in an empty folder, and waits until it answers.
    pub(super) fn start(server: &Server, own: &Path, folder: &Path) -> Result<Self, String> {
        let text = |error: io::Error| error.to_string();
        let dir = folder.join("run");
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(&dir).map_err(text)?;
        let (port, port2) = (free_port().map_err(text)?, free_port().map_err(text)?);
        let absolute = |path: &Path| path.canonicalize().map(|path| path.display().to_string()).map_err(text);
        let places = Places(vec![
            ("{install}", absolute(folder)?),
            ("{dir}", absolute(&dir)?),
            ("{config}", own.join("config").join(&server.name).display().to_string()),
            ("{port}", port.to_string()),
            ("{port2}", port2.to_string()),
        ]);
        for step in &server.before {
            let mut command = command(step, server, &places)?;
            let finished = process::bounded(&mut command, LONG).ok_or("a step before the start cannot be started")?;
            if finished.code != Some(0) {
                return Err(format!("a step before the start failed: {}", finished.stderr));
            }
        }
        let log = fs::File::create(dir.join("server.log")).map_err(text)?;
        let errors = log.try_clone().map_err(text)?;
        let mut command = command(&server.start, server, &places)?;
        let child = command.stdin(Stdio::null()).stdout(log).stderr(errors).spawn().map_err(text)?;
        let mut running = Self { child, port, places };
        running.wait(server)?;
        Ok(running)
    }

    pub(super) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub(super) fn stop(self) {
        drop(self);
    }

    fn wait(&mut self, server: &Server) -> Result<(), String> {
        let begin = Instant::now();
        while begin.elapsed() < START {
            if let Ok(Some(status)) = self.child.try_wait() {
                return Err(format!("the server ended with {status}"));
            }
            if get(self.port, &server.ready, None).is_ok_and(|(status, _)| status < 500) {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(300));
        }
        Err("the server does not answer".to_owned())
    }

    /// The document as the server publishes it, in a file.
    pub(super) fn document(&self, server: &Server, folder: &Path) -> Result<PathBuf, String> {
        let text = match &server.document {
            Source::Served(path, header) => {
                let header = header.as_ref().map(|header| self.places.fill(header));
                let answer = get(self.port, path, header.as_deref());
                let answer = answer.map_err(|error| format!("{path} is not served: {error}"))?;
                match answer {
                    (200, body) => body,
                    (status, _) => return Err(format!("the document is not served: {status}")),
                }
            }
            Source::File(end) => read_below(folder, end)?,
            Source::GoFile(end) => embedded(&read_below(folder, end)?).ok_or("the Go file has no document")?,
        };
        let path = folder.join(&server.document_file);
        fs::write(&path, text).map_err(|error| error.to_string())?;
        Ok(path)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // A server may have children, which end with it when it is asked to.
        let _ = Command::new("kill").arg(self.child.id().to_string()).status();
        let begin = Instant::now();
        while begin.elapsed() < Duration::from_secs(10) && matches!(self.child.try_wait(), Ok(None)) {
            std::thread::sleep(Duration::from_millis(100));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn command(words: &[String], server: &Server, places: &Places) -> Result<Command, String> {
    let (program, arguments) = words.split_first().ok_or("there is no command")?;
    let mut command = Command::new(places.fill(program));
    command.args(arguments.iter().map(|argument| places.fill(argument)));
    command.envs(server.env.iter().map(|(name, value)| (name, places.fill(value))));
    command.current_dir(places.fill("{dir}"));
    Ok(command)
}

fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// Status and body, over HTTP/1.0, which has no chunks. A server that has just started may take its time.
fn get(port: u16, path: &str, header: Option<&str>) -> io::Result<(u16, String)> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(START))?;
    let header = header.map(|header| format!("{header}\r\n")).unwrap_or_default();
    write!(stream, "GET {path} HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\nAccept: */*\r\n{header}\r\n")?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).map_err(|error| match error.kind() {
        io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => {
            io::Error::other(format!("no answer within {} seconds", START.as_secs()))
        }
        _ => error,
    })?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let status = text.split(' ').nth(1).and_then(|status| status.parse().ok());
    let body = text.split_once("\r\n\r\n").map(|(_, body)| body.to_owned());
    status.zip(body).ok_or_else(|| io::Error::other("no HTTP"))
}

fn read_below(folder: &Path, end: &str) -> Result<String, String> {
    let path = find_below(folder, end).ok_or_else(|| format!("the packages have no file `{end}`"))?;
    fs::read_to_string(path).map_err(|error| error.to_string())
}

fn find_below(folder: &Path, end: &str) -> Option<PathBuf> {
    let entries: Vec<PathBuf> = fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path()).collect();
    let file = entries.iter().find(|path| path.ends_with(end) && path.is_file()).cloned();
    let mut folders = entries.iter().filter(|path| path.is_dir() && !path.is_symlink());
    file.or_else(|| folders.find_map(|folder| find_below(folder, end)))
}

/// The first raw string of a Go file that go-swagger wrote.
fn embedded(code: &str) -> Option<String> {
    let (_, after) = code.split_once("SwaggerJSON = ")?;
    after.split('`').nth(1).map(str::to_owned)
}
