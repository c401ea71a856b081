//! What a call costs: the client against raw calls that do the same, over one connection on loopback.
//!
//! The server is a process of its own, so that only the CPU time, instructions and allocations of the calls are measured.
//! `cargo bench -p tests --bench calls` measures; with `-- instructions` it counts with callgrind as well.

#![expect(clippy::unwrap_used, reason = "a benchmark may stop at the first surprise")]
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod callgrind;
mod clients;
mod cpu_time;
#[path = "../decode/derived.rs"]
mod derived;
mod measure;
mod process;
mod raw_reqwest;
mod server;

use crate::clients::{Caller, USERS, User};

/// The callers to compare: one by hand and one with the client.
const PAIRS: [(&str, [&str; 2]); 2] =
    [("hyper-util", ["raw-hyper", "client-hyper"]), ("reqwest", ["raw-reqwest", "client-reqwest"])];

fn main() {
    // TLS is not used, but a reqwest client requires a provider.
    rustls::crypto::ring::default_provider().install_default().unwrap();
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["serve"] => server::serve(),
        ["call", caller, url, user, count] => call(caller, url, User::named(user), count.parse().unwrap()),
        ["instructions"] => compare(true),
        _ => compare(false),
    }
}

/// What callgrind watches: so many calls and nothing else.
fn call(caller: &str, url: &str, user: User, count: u32) {
    let runtime = process::runtime();
    runtime.block_on(async { Caller::new(caller, url).call(user, count).await });
}

fn compare(instructions: bool) {
    let server = process::Process::start();
    for user in USERS {
        for (name, callers) in PAIRS {
            let [raw, client] = measure::alternating(callers, &server.url, user);
            report(name, user, "CPU time", raw.nanoseconds, client.nanoseconds, "ns");
            report(name, user, "allocations", raw.allocations, client.allocations, "");
            report(name, user, "allocated", raw.bytes, client.bytes, "bytes");
            if instructions {
                let [raw, client] = callers.map(|caller| measure::instructions(caller, &server.url, user));
                report(name, user, "instructions", raw, client, "");
            }
        }
    }
}

fn report(name: &str, user: User, what: &str, raw: f64, client: f64, unit: &str) {
    println!("{user:?} user, {what} per call: {name} {raw:.1} {unit}, client {client:.1} {unit}: {:.2}x", client / raw);
}
