//! Runs other programs to their end or a time limit, and measures what they cost.

use std::collections::HashMap;
use std::fs;
use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// What a program printed and cost.
#[derive(Debug, Default)]
pub(crate) struct Finished {
    /// Exit code; `None` if it was stopped.
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    /// The most memory that one of its processes had at once, in KiB; 0 where there is no `/proc`.
    pub(crate) peak_kib: u64,
}

/// Runs a program to its end or the time limit; `None` if it cannot be started.
pub(crate) fn bounded(command: &mut Command, limit: Duration) -> Option<Finished> {
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().ok()?;
    let stdout = reader(child.stdout.take()?);
    let stderr = reader(child.stderr.take()?);
    let mut peak_kib = 0;
    let code = wait(&mut child, limit, &mut peak_kib)?;
    Some(Finished { code, stdout: stdout.join().ok()?, stderr: stderr.join().ok()?, peak_kib })
}

fn reader(mut stream: impl Read + Send + 'static) -> std::thread::JoinHandle<String> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

fn wait(child: &mut Child, limit: Duration, peak_kib: &mut u64) -> Option<Option<i32>> {
    let started = Instant::now();
    loop {
        *peak_kib = (*peak_kib).max(largest_below(child.id()));
        match child.try_wait().ok()? {
            Some(status) => return Some(status.code()),
            None if started.elapsed() > limit => {
                let _ = child.kill();
                let _ = child.wait();
                return Some(None);
            }
            // Short programs are polled often, long ones seldom.
            None => std::thread::sleep((started.elapsed() / 20).clamp(Duration::from_millis(5), SELDOM)),
        }
    }
}

/// High-water marks only grow, so they are read seldom.
const SELDOM: Duration = Duration::from_millis(100);

/// The largest high-water mark among a process and what it started.
fn largest_below(root: u32) -> u64 {
    let mut parents: HashMap<u32, Vec<u32>> = HashMap::new();
    let processes = fs::read_dir("/proc").into_iter().flatten().filter_map(|entry| entry.ok());
    for id in processes.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok()) {
        if let Some(parent) = parent(id) {
            parents.entry(parent).or_default().push(id);
        }
    }
    let mut queue = vec![root];
    let mut largest = 0;
    while let Some(id) = queue.pop() {
        largest = largest.max(high_water_mark(&format!("/proc/{id}/status")).unwrap_or(0));
        queue.extend(parents.remove(&id).unwrap_or_default());
    }
    largest
}

fn parent(id: u32) -> Option<u32> {
    let text = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The name of the program, in parentheses, may itself contain anything.
    let (_, rest) = text.rsplit_once(')')?;
    rest.split_whitespace().nth(1)?.parse().ok()
}

/// The most memory a process has had, in KiB, by its status file.
pub(crate) fn high_water_mark(status: &str) -> Option<u64> {
    let text = fs::read_to_string(status).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
