//! Decoding and encoding a page of 1,000 users, and encoding a request with 1,000 members: the client's models against
//! the same structs with serde's derive.
//!
//! The CPU times of both are measured in alternating rounds; the ratio of their medians is printed.
//! With `-- instructions`, callgrind counts the instructions of both, which do not depend on the machine's load.

#![expect(clippy::unwrap_used, reason = "a benchmark may stop at the first surprise")]
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

#[path = "../calls/callgrind.rs"]
mod callgrind;
#[path = "../calls/cpu_time.rs"]
mod cpu_time;
mod derived;
mod page;

use std::collections::BTreeMap;
use std::hint::black_box;

use clientgen_runtime::Model;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use thrive_client::models::{CreateUser, UserPage};

use crate::cpu_time::{cpu_time, median};
use crate::page::{Derived, USERS};

const MEMBERS: usize = 1_000;
const ROUNDS: usize = 15;
/// So many runs of each of [`WHAT`] are longer than the steps of the clock.
const RUNS: [usize; 4] = [8, 8, 8, 400];

/// What is compared: the page with its keys sorted, the page in the order of the document, and a request.
const WHAT: [&str; 4] = ["decode sorted", "decode in order", "encode page", "encode request"];

/// One side's way to do one thing.
type Run<'a> = Box<dyn FnMut() + 'a>;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let payloads = Payloads::new();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["run", what, side, rounds] => {
            let mut run = payloads.ways(what.parse().unwrap()).into_iter().nth(side.parse().unwrap()).unwrap();
            (0..rounds.parse().unwrap()).for_each(|_: u32| run());
        }
        ["instructions"] => count(),
        _ => compare(&payloads),
    }
}

/// Prints the instructions of each way.
fn count() {
    for (index, what) in WHAT.iter().enumerate() {
        let [theirs, ours] =
            ["0", "1"].map(|side| callgrind::instructions(&["run", &index.to_string(), side], [2, 12]).round());
        println!("{what}: serde derive {theirs} instructions, client {ours}: {:.3}x", ours / theirs);
    }
}

/// The same page and the same request on both sides, as text.
struct Payloads {
    sorted: String,
    ordered: String,
    request: String,
}

impl Payloads {
    fn new() -> Self {
        let sorted = page::text();
        let ordered = serde_json::to_string(&serde_json::from_str::<Derived>(&sorted).unwrap()).unwrap();
        Self { sorted, ordered, request: request() }
    }

    /// The derive's way and the client's.
    fn ways(&self, what: usize) -> [Run<'_>; 2] {
        match WHAT[what] {
            "decode sorted" => decoding(&self.sorted),
            "decode in order" => decoding(&self.ordered),
            "encode page" => encoding::<Derived, UserPage>(&self.ordered),
            _ => encoding::<DerivedRequest, CreateUser>(&self.request),
        }
    }
}

fn decoding(text: &str) -> [Run<'_>; 2] {
    let text = text.as_bytes();
    [
        Box::new(|| drop(black_box(serde_json::from_slice::<Derived>(black_box(text)).unwrap()))),
        Box::new(|| drop(black_box(clientgen_runtime::model::decode::<UserPage>(black_box(text)).unwrap()))),
    ]
}

fn encoding<'a, D: DeserializeOwned + Serialize + 'a, C: Model + 'a>(text: &str) -> [Run<'a>; 2] {
    let theirs: D = serde_json::from_str(text).unwrap();
    let ours: C = clientgen_runtime::model::decode(text.as_bytes()).unwrap();
    let [one, other] = [serde_json::to_string(&theirs).unwrap().into_bytes(), encode(&ours)];
    assert!(one == other, "both write the same");
    [
        Box::new(move || drop(black_box(serde_json::to_vec(black_box(&theirs)).unwrap()))),
        Box::new(move || drop(black_box(encode(black_box(&ours))))),
    ]
}

fn encode(value: &impl Model) -> Vec<u8> {
    clientgen_runtime::model::encode(value).unwrap()
}

/// Prints the medians of alternating rounds.
fn compare(payloads: &Payloads) {
    println!("a page of {USERS} users, {} KiB, and a request with {MEMBERS} members", payloads.ordered.len() / 1024);
    for (index, (what, runs)) in WHAT.iter().zip(RUNS).enumerate() {
        let mut ways = payloads.ways(index);
        let mut times = [Vec::new(), Vec::new()];
        for _ in 0..ROUNDS {
            for (run, times) in ways.iter_mut().zip(&mut times) {
                let started = cpu_time();
                (0..runs).for_each(|_| run());
                times.push((cpu_time() - started) / 1e6);
            }
        }
        let [theirs, ours] = times.map(median);
        println!("{what}, {runs} runs: derive {theirs:.2} ms of CPU, client {ours:.2} ms: {:.2}x", theirs / ours);
    }
}

/// A user who is created, with many additional fields.
fn request() -> String {
    let fields: serde_json::Map<String, Value> = (0..MEMBERS)
        .map(|number| {
            let value = match number % 4 {
                0 => Value::from(number),
                1 => Value::from(number % 3 == 0),
                _ => Value::from(format!("the value of field {number}")),
            };
            (format!("field {number:04}"), value)
        })
        .collect();
    serde_json::to_string(&DerivedRequest {
        reference: "employee 7".to_owned(),
        first_name: "Ada".to_owned(),
        last_name: "Lovelace".to_owned(),
        email: Some("ada@example.com".to_owned()),
        additional_fields: Some(fields.into_iter().collect()),
    })
    .unwrap()
}

/// A request as a generator that relies on serde's derive writes it.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct DerivedRequest {
    #[serde(rename = "ref")]
    reference: String,
    first_name: String,
    last_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    additional_fields: Option<BTreeMap<String, Value>>,
}
