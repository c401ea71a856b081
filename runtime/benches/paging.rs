//! Lists over many pages: what asking ahead is worth, and that memory does not grow with the number of pages.
//!
//! The server is a closure that waits 20 ms, so what is measured is the client.

#![expect(clippy::unwrap_used, reason = "a benchmark may stop at the first surprise")]
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::time::{Duration, Instant};

use clientgen_runtime::codegen::*;
use clientgen_runtime::{Body, Call, Items, Value, http};

const LATENCY: Duration = Duration::from_millis(20);
const ITEMS_PER_PAGE: u64 = 1_000;
const ROUNDS: usize = 3;

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(memory());
    runtime.block_on(prefetch());
}

/// The peak of the process after a short list, and after one a hundred times as long.
async fn memory() {
    let mut peaks = Vec::new();
    for pages in [10, 1_000] {
        assert_eq!(read(pages, 2, Duration::ZERO).await, pages * ITEMS_PER_PAGE);
        peaks.push(peak_kib());
    }
    if let [Some(short), Some(long)] = peaks[..] {
        println!("memory: peak {short} KiB after 10,000 items, {long} KiB after 1,000,000: {} KiB more", long - short);
    }
}

async fn prefetch() {
    const PAGES: u64 = 200;
    let ahead = [0, 2, 4];
    let mut times = ahead.map(|_| Vec::new());
    for _ in 0..ROUNDS {
        for (prefetch, times) in ahead.into_iter().zip(&mut times) {
            let started = Instant::now();
            assert_eq!(read(PAGES, prefetch, LATENCY).await, PAGES * ITEMS_PER_PAGE);
            times.push(started.elapsed());
        }
    }
    let medians = times.map(|mut times| {
        times.sort();
        times[times.len() / 2].as_secs_f64()
    });
    for (prefetch, median) in ahead.into_iter().zip(medians) {
        let ratio = medians[0] / median;
        println!(
            "{PAGES} pages of {ITEMS_PER_PAGE} items, {LATENCY:?} each, prefetch {prefetch}: {median:.2} s, {ratio:.2}x"
        );
    }
}

async fn read(pages: u64, prefetch: usize, latency: Duration) -> u64 {
    let tail: String = (1..ITEMS_PER_PAGE).map(|number| format!(r#",{{"id":"item {number}","done":true}}"#)).collect();
    let server = move |request: http::Request<Body>| {
        let page = request.uri().query().and_then(|query| query.strip_prefix("page=")).unwrap().to_owned();
        let text = format!(r#"{{"items":[{{"id":"first of {page}"}}{tail}],"totalPages":{pages}}}"#);
        async move {
            tokio::time::sleep(latency).await;
            Ok(http::Response::new(Body::from(text)))
        }
    };
    let client = clientgen_runtime::ClientBuilder::<Client>::new().transport(server).build().unwrap();
    let call: Call<ItemPage, Value> = Call::new(&client.core, &LIST).query("page", 1_u64);
    let mut items: Items<ItemPage, Value> = call.items().prefetch(prefetch);
    let mut count = 0;
    while let Some(item) = items.next().await {
        count += u64::from(!item.unwrap().id.is_empty());
    }
    count
}

/// The most memory the process has held, where the system tells.
fn peak_kib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

#[derive(Debug)]
struct Client {
    core: clientgen_runtime::Client,
}

impl Api for Client {
    type Environment = Environment;
    const DESCRIPTION: &'static ApiDescription = &API;

    fn from_core(core: clientgen_runtime::Client) -> Self {
        Self { core }
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Environment;

impl EnvironmentIndex for Environment {
    fn index(self) -> usize {
        0
    }
}

static API: ApiDescription = ApiDescription {
    name: "bench",
    version: "1",
    servers: &[ServerSet { name: "only", urls: &["https://api.example.com"] }],
    variables: &[],
    security_schemes: &[],
    security: &[],
};

static LIST: Operation = Operation {
    path: "/items",
    parameters: &[Parameter::query("page")],
    paging: Some(Paging::page_number("page", 1).total_pages("/totalPages")),
    accept: "application/json",
    ..Operation::new("listItems")
};

struct Item {
    id: String,
    done: Option<bool>,
}

record! {
    Item {
        required id = "id",
        optional done = "done",
    }
}

struct ItemPage {
    items: Vec<Item>,
    total_pages: Option<i64>,
}

record! {
    ItemPage {
        required items = "items",
        optional total_pages = "totalPages",
    }
}

page! { ItemPage { items: items: Item } }
