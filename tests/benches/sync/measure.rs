//! What reading a list costs: CPU time of this thread, peak of memory, instructions, allocations.

use std::process::Command;

use crate::callgrind;
use crate::cpu_time::{cpu_time, median};
use crate::page::USERS;
use crate::process::{Process, runtime};
use crate::readers::{PAGES, READERS, Reader};

const ROUNDS: usize = 11;
/// The instructions of a page are the difference of lists of so many pages.
const COUNTED: [u32; 2] = [3, 13];

/// Prints the CPU times of alternating rounds in this process, and the ratios to the first reader in the same round.
pub(crate) fn together() {
    let server = Process::start();
    let url = format!("{}/{PAGES}", server.url);
    let runtime = runtime();
    let readers = READERS.map(|name| Reader::new(name, &url));
    let mut times = READERS.map(|_| Vec::new());
    // The first round connects and is not counted.
    for round in 0..=ROUNDS {
        for (reader, times) in readers.iter().zip(&mut times) {
            let started = cpu_time();
            assert_eq!(runtime.block_on(reader.read()), PAGES as usize * USERS);
            if round > 0 {
                times.push((cpu_time() - started) / 1e6);
            }
        }
    }
    for (name, (times, ratios)) in READERS.iter().zip(compared(&times)) {
        println!("{name}, all in one process: {times:.0} ms of CPU, {ratios}");
    }
}

/// Prints the CPU times, peaks of memory and pages from the kernel of readers that have a process each: peaks do not go
/// down, and what the allocator gives back to the kernel depends on all that it has seen.
pub(crate) fn apart() {
    let server = Process::start();
    let mut times = READERS.map(|_| Vec::new());
    let mut rest = READERS.map(|_| [Vec::new(), Vec::new()]);
    for _ in 0..ROUNDS {
        for ((name, times), [peaks, given]) in READERS.iter().zip(&mut times).zip(&mut rest) {
            let program = std::env::current_exe().unwrap();
            let output = Command::new(program).args(["read", name, &server.url, &PAGES.to_string()]).output().unwrap();
            let text = String::from_utf8(output.stdout).unwrap();
            for (all, number) in [times, peaks, given].into_iter().zip(text.split_whitespace()) {
                all.push(number.parse().unwrap());
            }
        }
    }
    for ((name, (times, ratios)), rest) in READERS.iter().zip(compared(&times)).zip(rest) {
        let [peak, given] = rest.map(median);
        println!(
            "{name}, a process each: {times:.0} ms of CPU, {ratios}; peak of memory {peak:.0} KiB, {given:.0} pages from the kernel"
        );
    }
}

/// The median of each reader's times, and median, least and greatest ratio to the first reader.
fn compared(times: &[Vec<f64>]) -> impl Iterator<Item = (f64, String)> {
    times.iter().map(|own| {
        let mut ratios: Vec<f64> = own.iter().zip(&times[0]).map(|(own, first)| own / first).collect();
        ratios.sort_by(f64::total_cmp);
        let [least, most] = [ratios[0], ratios[ratios.len() - 1]];
        (median(own.clone()), format!("{:.2}x ({least:.2} to {most:.2})", median(ratios)))
    })
}

/// The milliseconds of CPU of this thread, the most memory that this process has held, in KiB, and how often the kernel
/// had to give it a page of memory.
pub(crate) fn own_cost() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.strip_suffix("kB")).unwrap();
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let (_, after_name) = stat.rsplit_once(')').unwrap();
    let given = after_name.split_whitespace().nth(7).unwrap();
    format!("{} {} {given}", cpu_time() / 1e6, peak.trim())
}

/// Prints instructions and allocations of a page, and the most bytes that are allocated at once.
pub(crate) fn count() {
    let server = Process::start();
    let mut first = None;
    for name in READERS {
        let instructions = callgrind::instructions(&["read", name, &server.url], COUNTED);
        let ratio = instructions / *first.get_or_insert(instructions);
        let [less, more] = COUNTED.map(|pages| Heap::of(name, &server.url, pages));
        let pages = f64::from(COUNTED[1] - COUNTED[0]);
        let (blocks, bytes) = ((more.blocks - less.blocks) / pages, (more.bytes - less.bytes) / pages);
        println!(
            "{name}: {instructions:.0} instructions per page: {ratio:.3}x; {blocks:.0} allocations, {bytes:.0} bytes; \
             {:.0} bytes at once",
            more.at_once
        );
    }
}

/// What valgrind's `dhat` says of allocations.
struct Heap {
    bytes: f64,
    blocks: f64,
    at_once: f64,
}

impl Heap {
    fn of(name: &str, root: &str, pages: u32) -> Self {
        let output = Command::new("valgrind")
            .args(["--tool=dhat", "--dhat-out-file=/dev/null"])
            .arg(std::env::current_exe().unwrap())
            .args(["read", name, root, &pages.to_string()])
            .output()
            .unwrap();
        let text = String::from_utf8(output.stderr).unwrap();
        let numbers = |label: &str| {
            let line = text.lines().find_map(|line| line.split(label).nth(1)).unwrap();
            line.split_whitespace().filter_map(|word| word.replace(',', "").parse().ok()).collect::<Vec<f64>>()
        };
        let (total, most) = (numbers("Total:"), numbers("At t-gmax:"));
        Self { bytes: total[0], blocks: total[1], at_once: most[0] }
    }
}
