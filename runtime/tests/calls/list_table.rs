//! Kinds of lists, what ends them and what stops them, each with each.

use std::sync::atomic::{AtomicI64, Ordering};

use clientgen_runtime::codegen::*;
use clientgen_runtime::{Items, Value, http};
use http::{HeaderName, HeaderValue, Response};
use serde_json::json;

use crate::api::ErrorBody;
use crate::fake::{Seen, Server};

struct Numbers {
    data: Vec<i64>,
    more: Option<Value>,
}
record! { Numbers { required data = "data", optional more = "more" } }
page! { Numbers { items: data: i64 } }

/// The items of a list; a page has two.
const ALL: i64 = 5;

/// A kind: its name, its descriptor, where a request has its position, how a page tells the next one.
struct Kind {
    name: &'static str,
    paging: Paging,
    read: fn(&Seen) -> Option<String>,
    tell: Tell,
}

/// How a page tells where the next one begins.
#[derive(Clone, Copy, PartialEq)]
enum Tell {
    /// Not at all: it is counted.
    Counted,
    /// By its last item.
    LastItem,
    /// By a cursor at `/more/next`.
    Body,
    /// By a cursor in a header.
    Header(&'static str),
    /// By a URL at `/more/next`.
    BodyUrl,
    /// By a URL in a header.
    HeaderUrl(&'static str),
    /// By a link.
    Link,
}

fn query(seen: &Seen, name: &str) -> Option<String> {
    let (_, query) = seen.url.split_once('?')?;
    query.split('&').find_map(|pair| Some(pair.strip_prefix(name)?.strip_prefix('=')?.to_owned()))
}

fn in_body(seen: &Seen) -> Option<String> {
    let body: Value = serde_json::from_slice(&seen.body).ok()?;
    Some(match body.pointer("/page/at")? {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    })
}

fn kinds() -> Vec<Kind> {
    let kind = |name, paging, read, tell| Kind { name, paging, read, tell };
    let page = |seen: &Seen| {
        let number: i64 = query(seen, "page")?.parse().ok()?;
        Some(((number - 1) * 2).to_string())
    };
    let page_in_body = |seen: &Seen| Some(((in_body(seen)?.parse::<i64>().ok()? - 1) * 2).to_string());
    let last_in_body = |seen: &Seen| Some((in_body(seen)?.parse::<i64>().ok()? + 1).to_string());
    let last = |seen: &Seen| Some((query(seen, "at")?.parse::<i64>().ok()? + 1).to_string());
    let at = |seen: &Seen| query(seen, "at");
    let header = |seen: &Seen| Some(seen.header("X-At").to_owned()).filter(|text| !text.is_empty());
    vec![
        kind("number", Paging::page_number("page", 1), page, Tell::Counted),
        kind("number in a body", Paging::page_number("/page/at", 1).in_body(), page_in_body, Tell::Counted),
        kind("offset", Paging::offset("at"), at, Tell::Counted),
        kind("offset in a body", Paging::offset("/page/at").in_body(), in_body, Tell::Counted),
        kind("last item", Paging::last_item("at", ""), last, Tell::LastItem),
        kind("last item in a body", Paging::last_item("/page/at", "").in_body(), last_in_body, Tell::LastItem),
        kind("cursor", Paging::cursor("at", "/more/next"), at, Tell::Body),
        kind("cursor in a body", Paging::cursor("/page/at", "/more/next").in_body(), in_body, Tell::Body),
        kind("cursor from a header", Paging::cursor_in_header("at", "x-next"), at, Tell::Header("x-next")),
        kind("token", Paging::cursor_in_header("X-At", "x-at").in_headers(), header, Tell::Header("x-at")),
        kind("url", Paging::next_url("/more/next"), at, Tell::BodyUrl),
        kind("url in a header", Paging::next_url_in_header("next-page"), at, Tell::HeaderUrl("next-page")),
        kind("link", Paging::link_header(), at, Tell::Link),
    ]
}

fn items(server: &Server, kind: &Kind, paging: Paging) -> Items<Numbers, ErrorBody> {
    const PARAMETERS: &[Parameter] = &[Parameter::query("page"), Parameter::query("at"), Parameter::header("X-At")];
    let operation =
        Operation { path: "/numbers", parameters: PARAMETERS, paging: Some(paging), ..Operation::new(kind.name) };
    server.client().users().call(Box::leak(Box::new(operation))).items().prefetch(0)
}

/// A page from `start` on: with these items, a sign for each kind of end, and the next position if there is one.
fn answer(tell: Tell, data: &[i64], next: Option<&str>, goes_on: bool) -> Response<String> {
    let mut more = json!({"flag": goes_on, "done": !goes_on, "total": ALL, "pages": 3});
    let mut response = Response::new(String::new());
    if goes_on {
        more["present"] = json!("yes");
        response.headers_mut().insert("link", HeaderValue::from_static("<?x=1>; rel=\"next\""));
    }
    if let Some(next) = next {
        let url = format!("/rest/v1/numbers?at={next}");
        let mut set = |name: &'static str, value: &str| {
            response.headers_mut().insert(HeaderName::from_static(name), value.parse().unwrap());
        };
        match tell {
            Tell::Counted | Tell::LastItem => {}
            Tell::Body => more["next"] = json!(next),
            Tell::BodyUrl => more["next"] = json!(url),
            Tell::Header(name) => set(name, next),
            Tell::HeaderUrl(name) => set(name, &url),
            Tell::Link => set("link", &format!("<{url}>; rel=\"next\"")),
        }
    }
    *response.body_mut() = json!({"data": data, "more": more}).to_string();
    response
}

/// Serves all items. Where a sign ends the list, its last page names a next one all the same, which nobody asks for.
fn serving(kind: &Kind, has_sign: bool) -> Server {
    let (read, tell) = (kind.read, kind.tell);
    Server::new(move |seen| {
        let start: i64 = read(seen).map_or(0, |text| text.parse().unwrap());
        assert!(start < ALL || !has_sign, "nothing is asked for after the end: {}", seen.url);
        let end = (start + 2).min(ALL);
        let goes_on = end < ALL;
        let next = (goes_on || has_sign).then(|| end.to_string());
        let data: Vec<i64> = (start.min(ALL)..end).collect();
        Ok(answer(tell, &data, next.as_deref(), goes_on))
    })
}

async fn all(items: Items<Numbers, ErrorBody>) -> Vec<i64> {
    items.try_collect().await.unwrap()
}

#[tokio::test]
async fn every_kind_ends_by_every_sign() {
    type Sign = (&'static str, fn(Paging) -> Paging);
    let signs: [Sign; 4] = [
        ("flag", |paging| paging.has_more("/more/flag")),
        ("done", |paging| paging.done("/more/done")),
        ("presence", |paging| paging.while_present("/more/present")),
        ("linked", Paging::while_linked),
    ];
    for kind in kinds() {
        for (sign, with) in signs {
            // The links of a list are its own sign.
            if sign == "linked" && kind.tell == Tell::Link {
                continue;
            }
            let server = serving(&kind, true);
            assert_eq!(all(items(&server, &kind, with(kind.paging))).await, [0, 1, 2, 3, 4], "{} {sign}", kind.name);
            assert_eq!(server.seen().len(), 3, "{} {sign}", kind.name);
        }
        // Without a sign, what is counted ends after the last page of those with links, a list by its last item with an
        // empty page, and all others where a page says nothing.
        let server = serving(&kind, false);
        assert_eq!(all(items(&server, &kind, kind.paging)).await, [0, 1, 2, 3, 4], "{}", kind.name);
        assert_eq!(server.seen().len(), if kind.tell == Tell::LastItem { 4 } else { 3 }, "{}", kind.name);
        if kind.tell == Tell::Counted {
            let server = serving(&kind, true);
            let paging = kind.paging.total_items("/more/total");
            assert_eq!(all(items(&server, &kind, paging)).await.len(), 5, "{} by items", kind.name);
        }
        if kind.name.starts_with("number") {
            let server = serving(&kind, true);
            assert_eq!(all(items(&server, &kind, kind.paging.total_pages("/more/pages"))).await.len(), 5);
        }
    }
}

/// The items before an error, and the error's words.
async fn stopped(mut items: Items<Numbers, ErrorBody>) -> (usize, String) {
    let mut count = 0;
    loop {
        match items.next().await.expect("an error") {
            Ok(_) => count += 1,
            Err(error) => {
                assert!(error.is_paging(), "{error}");
                return (count, error.to_string());
            }
        }
    }
}

#[tokio::test]
async fn every_kind_has_every_guard() {
    for kind in kinds() {
        let (name, tell) = (kind.name, kind.tell);
        let flagged = kind.paging.has_more("/more/flag");
        let counting = move |make: fn(Tell, i64) -> Response<String>| {
            let counter = AtomicI64::new(0);
            Server::new(move |_| Ok(make(tell, counter.fetch_add(1, Ordering::SeqCst))))
        };
        // The same page again and again, at positions that go on.
        let server = counting(|tell, at| answer(tell, &[7, 8], Some(&at.to_string()), true));
        let (count, words) = stopped(items(&server, &kind, flagged)).await;
        assert!(count <= 4 && words.contains("repeats"), "{name}: {count} {words}");
        // Other items, at positions that come back.
        if !matches!(tell, Tell::Counted | Tell::LastItem) {
            let server =
                counting(|tell, at| answer(tell, &[at], Some(["a", "b", "c"][usize::try_from(at % 3).unwrap()]), true));
            let (count, words) = stopped(items(&server, &kind, flagged)).await;
            assert!(count < 12 && words.contains("repeats"), "{name}: {count} {words}");
            // More, but not where.
            let server = counting(|tell, at| answer(tell, &[at], None, true));
            if tell != Tell::Link {
                let (count, words) = stopped(items(&server, &kind, flagged)).await;
                assert!(count == 0 && words.contains("does not say where"), "{name}: {words}");
            }
        }
        // No end: as many pages as the caller allows, and only so many empty ones.
        let server = counting(|tell, at| answer(tell, &[at], Some(&at.to_string()), true));
        let (count, words) = stopped(items(&server, &kind, flagged).max_pages(20)).await;
        assert!(count == 19 && words.contains("does not end"), "{name}: {count} {words}");
        if !matches!(tell, Tell::LastItem) && name != "offset" && name != "offset in a body" {
            let server = counting(|tell, at| answer(tell, &[], Some(&at.to_string()), true));
            let (_, words) = stopped(items(&server, &kind, flagged)).await;
            assert!(words.contains("does not end"), "{name}: {words}");
            assert_eq!(server.seen().len(), 1001, "{name}");
        }
    }
}

#[tokio::test]
async fn urls_of_every_kind_lead_to_known_hosts_only() {
    type Make = fn() -> Response<String>;
    let in_body: Make = || Response::new(json!({"data": [1], "more": {"next": "https://evil.example/"}}).to_string());
    let in_header: Make = || with_header("next-page", "https://evil.example/numbers");
    let link: Make = || with_header("link", "<https://evil.example/numbers>; rel=next");
    for (name, make) in [("url", in_body), ("url in a header", in_header), ("link", link)] {
        let kind = kinds().into_iter().find(|kind| kind.name == name).unwrap();
        let server = Server::new(move |_| Ok(make()));
        let (_, words) = stopped(items(&server, &kind, kind.paging)).await;
        assert!(words.contains("a host that the client does not know"), "{name}: {words}");
        assert_eq!(server.seen().len(), 1);
    }
}

fn with_header(name: &'static str, value: &'static str) -> Response<String> {
    let mut response = Response::new(json!({"data": [1]}).to_string());
    response.headers_mut().insert(name, HeaderValue::from_static(value));
    response
}
