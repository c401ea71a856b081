//! Decoding and encoding a page of 1,000 users: the client's models against the same structs with serde's derive.
//!
//! Both are measured in alternating rounds; the ratio of their medians is printed.
//! With `-- instructions`, callgrind counts the instructions of both, which do not depend on the machine's load.

#![expect(clippy::unwrap_used, reason = "a benchmark may stop at the first surprise")]
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

#[path = "../calls/callgrind.rs"]
mod callgrind;
mod derived;

use std::hint::black_box;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use thrive_client::models::UserPage;

const USERS: usize = 1_000;
const ROUNDS: usize = 41;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["run", way, rounds] => run(way, rounds.parse().unwrap()),
        ["instructions"] => count(),
        _ => compare(),
    }
}

/// Prints the instructions of each way.
fn count() {
    for what in ["decode", "encode"] {
        let [theirs, ours] = ["derive", "client"]
            .map(|side| callgrind::instructions(&["run", &format!("{what}-{side}")], [2, 12]).round());
        println!("{what}: {USERS} users, serde derive {theirs} instructions, client {ours}: {:.3}x", ours / theirs);
    }
}

/// What callgrind watches: the page is made and read once, then only one way runs.
fn run(way: &str, rounds: u32) {
    let page = page();
    let text = page.as_bytes();
    let ours: UserPage = clientgen_runtime::model::decode(text).unwrap();
    let theirs: Derived = serde_json::from_slice(text).unwrap();
    for _ in 0..rounds {
        match way {
            "decode-derive" => drop(black_box(serde_json::from_slice::<Derived>(black_box(text)).unwrap())),
            "decode-client" => {
                drop(black_box(clientgen_runtime::model::decode::<UserPage>(black_box(text)).unwrap()));
            }
            "encode-derive" => drop(black_box(serde_json::to_vec(black_box(&theirs)).unwrap())),
            _ => drop(black_box(clientgen_runtime::model::encode(black_box(&ours)).unwrap())),
        }
    }
}

fn compare() {
    let page = page();
    let text = page.as_bytes();
    println!("a page of {USERS} users, {} KiB, median of {ROUNDS} alternating rounds", text.len() / 1024);

    let ours: UserPage = clientgen_runtime::model::decode(text).unwrap();
    let theirs: Derived = serde_json::from_slice(text).unwrap();
    assert_eq!(serde_json::to_value(&ours).unwrap(), serde_json::to_value(&theirs).unwrap(), "both decode the same");

    report(
        "decode",
        "serde derive, from_slice",
        [&mut || drop(black_box(serde_json::from_slice::<Derived>(black_box(text)).unwrap())), &mut || {
            drop(black_box(clientgen_runtime::model::decode::<UserPage>(black_box(text)).unwrap()))
        }],
    );
    report(
        "decode",
        "serde derive, checked once, from_str",
        [
            &mut || {
                let text = std::str::from_utf8(black_box(text)).unwrap();
                drop(black_box(serde_json::from_str::<Derived>(text).unwrap()));
            },
            &mut || drop(black_box(clientgen_runtime::model::decode::<UserPage>(black_box(text)).unwrap())),
        ],
    );
    report(
        "encode",
        "serde derive, to_vec",
        [&mut || drop(black_box(serde_json::to_vec(black_box(&theirs)).unwrap())), &mut || {
            drop(black_box(clientgen_runtime::model::encode(black_box(&ours)).unwrap()))
        }],
    );
}

fn report(what: &str, baseline: &str, mut runs: [&mut dyn FnMut(); 2]) {
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        for (run, times) in runs.iter_mut().zip(&mut times) {
            let started = Instant::now();
            run();
            times.push(started.elapsed());
        }
    }
    let [theirs, ours] = times.map(median);
    println!("{what}: {baseline} {theirs:.2?}, client {ours:.2?}: {:.2}x", theirs.as_secs_f64() / ours.as_secs_f64());
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// Users that differ, with nulls, escapes and enum values that the document does not know.
fn page() -> String {
    let user = &tests::payloads::json("list-users.response.200.json")["results"][0];
    let users: Vec<Value> = (0..USERS)
        .map(|number| {
            let mut user = user.clone();
            user["id"] = Value::from(format!("{number:024x}"));
            user["ref"] = Value::from(format!("employee \"{number}\""));
            user["lastName"] = Value::from(format!("M\u{fc}ller {number}"));
            if number % 3 == 0 {
                user["summary"] = Value::Null;
                user["lastLogin"] = Value::Null;
            }
            if number % 10 == 0 {
                user["status"] = Value::from("dormant");
            }
            user
        })
        .collect();
    serde_json::json!({
        "results": users,
        "pagination": { "totalResults": USERS, "totalPages": 1, "page": 1, "perPage": USERS },
    })
    .to_string()
}

/// A page as a generator that relies on serde's derive writes it.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
struct Derived {
    results: Vec<derived::User>,
    pagination: Pagination,
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct Pagination {
    #[serde(skip_serializing_if = "Option::is_none")]
    total_results: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    total_pages: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    per_page: Option<i64>,
}
