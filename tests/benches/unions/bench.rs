//! Decoding answers that are rich in unions: the client against the same types with serde's derive.
//!
//! `cargo bench --manifest-path tests/benches/unions/Cargo.toml` prints allocations, and CPU times in alternating rounds;
//! with `-- instructions`, callgrind counts the instructions, which do not depend on the machine's load.

#![expect(clippy::unwrap_used, reason = "a benchmark may stop at the first surprise")]
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

#[path = "../calls/callgrind.rs"]
mod callgrind;
#[path = "../calls/cpu_time.rs"]
mod cpu_time;

use std::hint::black_box;

use clientgen_runtime::Model;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use union_benches::{GITHUB, STRIPE, github, github_derived, stripe, stripe_derived};

use crate::cpu_time::{cpu_time, median};

#[global_allocator]
static ALLOCATOR: &stats_alloc::StatsAlloc<std::alloc::System> = &stats_alloc::INSTRUMENTED_SYSTEM;

const ROUNDS: usize = 15;
/// So many runs are longer than the steps of the clock.
const RUNS: usize = 8;

type Timeline = Vec<github::models::TimelineIssueEvents>;
type Charges = Vec<stripe::models::Charge>;

/// A way to read an answer.
struct Way {
    answer: &'static str,
    side: &'static str,
    text: &'static str,
    read: fn(&str),
}

/// The client comes last of each answer.
const WAYS: [Way; 5] = [
    Way { answer: "github", side: "derive, internal tag", text: GITHUB, read: derived::<Vec<github_derived::Tagged>> },
    Way { answer: "github", side: "derive, untagged", text: GITHUB, read: derived::<Vec<github_derived::Root>> },
    Way { answer: "github", side: "client", text: GITHUB, read: client::<Timeline> },
    Way { answer: "stripe", side: "derive, untagged", text: STRIPE, read: derived::<Vec<stripe_derived::Root>> },
    Way { answer: "stripe", side: "client", text: STRIPE, read: client::<Charges> },
];

fn derived<T: DeserializeOwned>(text: &str) {
    drop(black_box(serde_json::from_slice::<T>(black_box(text.as_bytes())).unwrap()));
}

fn client<T: Model>(text: &str) {
    drop(black_box(clientgen_runtime::model::decode::<T>(black_box(text.as_bytes())).unwrap()));
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["run", way, rounds] => {
            let way = &WAYS[way.parse::<usize>().unwrap()];
            (0..rounds.parse().unwrap()).for_each(|_: u32| (way.read)(way.text));
        }
        ["instructions"] => count(),
        _ => compare(),
    }
}

/// Prints the instructions of each way.
fn count() {
    for (index, way) in WAYS.iter().enumerate() {
        let instructions = callgrind::instructions(&["run", &index.to_string()], [2, 12]);
        println!("{}, {}: {:.1} million instructions", way.answer, way.side, instructions / 1e6);
    }
}

fn compare() {
    is_all_there::<Timeline>(GITHUB);
    is_all_there::<Charges>(STRIPE);
    let mut times = WAYS.map(|_| Vec::new());
    for _ in 0..ROUNDS {
        for (way, times) in WAYS.iter().zip(&mut times) {
            let started = cpu_time();
            (0..RUNS).for_each(|_| (way.read)(way.text));
            times.push((cpu_time() - started) / 1e6);
        }
    }
    for (way, times) in WAYS.iter().zip(times) {
        let before = ALLOCATOR.stats();
        (way.read)(way.text);
        let cost = ALLOCATOR.stats() - before;
        println!(
            "{} ({} KB), {}: {RUNS} runs {:.1} ms of CPU, one run {} allocations of {} KB",
            way.answer,
            way.text.len() / 1000,
            way.side,
            median(times),
            cost.allocations + cost.reallocations,
            cost.bytes_allocated / 1000,
        );
    }
}

/// The client reads the whole answer: what it writes again has every value, apart from null where that is as absent.
fn is_all_there<T: Model + Serialize>(text: &str) {
    let value: T = clientgen_runtime::model::decode(text.as_bytes()).unwrap();
    let mut trees = [serde_json::from_str(text).unwrap(), serde_json::to_value(&value).unwrap()];
    trees.iter_mut().for_each(forget_nulls);
    assert_eq!(trees[0], trees[1]);
}

fn forget_nulls(tree: &mut Value) {
    match tree {
        Value::Array(items) => items.iter_mut().for_each(forget_nulls),
        Value::Object(members) => {
            members.retain(|_, value| !value.is_null());
            members.values_mut().for_each(forget_nulls);
        }
        _ => {}
    }
}
