//! A list of 200,000 users on 200 pages: the client against `reqwest` with serde's derive, over loopback.
//!
//! The server is a process of its own, so that only what the reader does is measured.
//! `cargo bench -p tests --bench sync` measures CPU time and peaks of memory; with `-- instructions`, valgrind counts
//! instructions and allocations, which do not depend on the machine's load.

#![expect(clippy::unwrap_used, reason = "a benchmark may stop at the first surprise")]
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

#[path = "../calls/callgrind.rs"]
mod callgrind;
#[path = "../calls/cpu_time.rs"]
mod cpu_time;
#[path = "../decode/derived.rs"]
mod derived;
mod measure;
#[path = "../decode/page.rs"]
mod page;
#[path = "../calls/process.rs"]
mod process;
#[path = "../calls/raw_reqwest.rs"]
mod raw_reqwest;
mod readers;
mod server;

use crate::page::USERS;
use crate::process::runtime;
use crate::readers::Reader;

fn main() {
    // TLS is not used, but a reqwest client requires a provider.
    rustls::crypto::ring::default_provider().install_default().unwrap();
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["serve"] => server::serve(),
        ["read", reader, root, pages] => read(reader, root, pages),
        ["instructions"] => measure::count(),
        _ => {
            measure::together();
            measure::apart();
        }
    }
}

/// What valgrind watches, and what has a peak of its own: one list and nothing else.
fn read(reader: &str, root: &str, pages: &str) {
    let reader = Reader::new(reader, &format!("{root}/{pages}"));
    assert_eq!(runtime().block_on(reader.read()), pages.parse::<usize>().unwrap() * USERS);
    println!("{}", measure::own_cost());
}
