//! Lists of every kind: where the next position is, where it is sent, how a list ends, what stops a server that loops.

use clientgen_runtime::codegen::*;
use clientgen_runtime::{Call, Items, Value, http};
use http::Response;

use crate::api::ErrorBody;
use crate::fake::{Seen, Server, reply, reply_with};

struct ItemPage {
    data: Vec<Item>,
    more: Option<Value>,
    total: Option<i64>,
}
record! { ItemPage { required data = "data", optional more = "more", optional total = "total" } }
page! { ItemPage { items: data: Item } }

struct Item {
    id: i64,
}
record! { Item { required id = "id" } }

/// The items are one level down, in an object that may be absent.
struct Wrapped {
    result: Option<ItemPage>,
}
record! { Wrapped { optional result = "result" } }
page! { Wrapped { items: result?.data: Item } }

const fn list(id: &'static str, paging: Paging) -> Operation {
    const PARAMETERS: &[Parameter] = &[
        Parameter::query("page"),
        Parameter::query("offset"),
        Parameter::query("limit"),
        Parameter::query("cursor"),
        Parameter::query("filter"),
        Parameter::header("X-Token"),
        Parameter::header("X-Sort"),
    ];
    Operation { path: "/items", parameters: PARAMETERS, paging: Some(paging), ..Operation::new(id) }
}

const fn search(id: &'static str, paging: Paging) -> Operation {
    Operation { method: Method::Post, idempotent: Some(true), ..list(id, paging) }
}

static OFFSET: Operation = list("offset", Paging::offset("offset").size("limit", 2));
static OFFSET_WITH_TOTAL: Operation =
    list("offsetWithTotal", Paging::offset("offset").size("limit", 2).total_items("/total"));
static NUMBER: Operation = list("number", Paging::page_number("page", 1).size("limit", 2));
static NUMBER_WITH_ITEMS: Operation =
    list("numberWithItems", Paging::page_number("page", 0).size("limit", 2).total_items("/total"));
static NUMBER_WITH_FLAG: Operation = list("numberWithFlag", Paging::page_number("page", 1).has_more("/more"));
static NUMBER_WHILE_PRESENT: Operation =
    list("numberWhilePresent", Paging::page_number("page", 1).while_present("/more/next"));
static NUMBER_WHILE_LINKED: Operation = list("numberWhileLinked", Paging::page_number("page", 1).while_linked());
static CURSOR: Operation = list("cursor", Paging::cursor("cursor", "/more/next").total_items("/total"));
static CURSOR_WITH_FLAG: Operation =
    list("cursorWithFlag", Paging::cursor("cursor", "/more/next").has_more("/more/flag"));
static CURSOR_ALONE: Operation =
    list("cursorAlone", Paging::cursor("cursor", "/more/next").not_with_cursor(&["filter", "page"]));
static CURSOR_FROM_EMPTY: Operation = list("cursorFromEmpty", Paging::cursor("cursor", "/more/next").first_cursor(""));
static CURSOR_FROM_STAR: Operation = list("cursorFromStar", Paging::cursor("cursor", "/more/next").first_cursor("*"));
static TOKEN_ALONE: Operation =
    list("tokenAlone", Paging::cursor_in_header("X-Token", "X-Token").in_headers().not_with_cursor(&["X-Sort"]));
static CURSOR_IN_HEADER: Operation = list("cursorInHeader", Paging::cursor_in_header("cursor", "X-Next"));
static TOKEN: Operation = list("token", Paging::cursor_in_header("X-Token", "X-Token").in_headers());
static LAST_ITEM: Operation = list("lastItem", Paging::last_item("cursor", "/id").has_more("/more"));
static LAST_ITEM_ALONE: Operation = list("lastItemAlone", Paging::last_item("cursor", "/id"));
static NEXT_URL: Operation = list("nextUrl", Paging::next_url("/more"));
static LINK: Operation = list("link", Paging::link_header());
static BODY_CURSOR: Operation =
    search("bodyCursor", Paging::cursor("/page/cursor", "/more/next").in_body().size("/page/limit", 0));
static BODY_CURSOR_ALONE: Operation = search(
    "bodyCursorAlone",
    Paging::cursor("/page/cursor", "/more/next").in_body().first_cursor("").not_with_cursor(&["/page/sort", "/filter"]),
);
static BODY_OFFSET: Operation = search("bodyOffset", Paging::offset("/offset").in_body().size("/limit", 2));

fn call<P>(server: &Server, operation: &'static Operation) -> Call<P, ErrorBody> {
    server.client().users().call(operation)
}

fn items(server: &Server, operation: &'static Operation) -> Items<ItemPage, ErrorBody> {
    call(server, operation).items()
}

async fn ids(items: Items<ItemPage, ErrorBody>) -> Vec<i64> {
    items.try_collect().await.unwrap().into_iter().map(|item| item.id).collect()
}

/// The ids, and the words of the error after them.
async fn ids_and_error(mut items: Items<ItemPage, ErrorBody>) -> (Vec<i64>, String) {
    let mut ids = Vec::new();
    loop {
        match items.next().await.expect("an error") {
            Ok(item) => ids.push(item.id),
            Err(error) => {
                assert!(error.is_paging(), "{error}");
                let words = error.to_string();
                return (ids, words.split(" (").next().unwrap_or_default().to_owned());
            }
        }
    }
}

fn input(seen: &Seen, name: &str) -> Option<String> {
    let (_, query) = seen.url.split_once('?')?;
    query.split('&').find_map(|pair| Some(pair.strip_prefix(name)?.strip_prefix('=')?.to_owned()))
}

fn number(seen: &Seen, name: &str) -> Option<i64> {
    input(seen, name)?.parse().ok()
}

fn page(ids: impl IntoIterator<Item = i64>, rest: &str) -> String {
    let items: Vec<_> = ids.into_iter().map(|id| format!(r#"{{"id":{id}}}"#)).collect();
    format!(r#"{{"data":[{}]{rest}}}"#, items.join(","))
}

/// The queries that the server has seen.
fn queries(server: &Server) -> Vec<String> {
    let query = |seen: &Seen| seen.url.split_once('?').map_or_else(String::new, |(_, query)| query.to_owned());
    server.seen().iter().map(query).collect()
}

/// Items 0 to `count`, from an offset on, `most` at a time.
fn by_offset(count: i64, most: i64, rest: &'static str) -> Server {
    Server::new(move |seen| {
        let from = number(seen, "offset").unwrap_or(0);
        reply(200, page(from.min(count)..(from + most).min(count), rest))
    })
}

#[tokio::test]
async fn offsets_skip_what_has_arrived() {
    let server = by_offset(5, 2, "");
    assert_eq!(ids(items(&server, &OFFSET)).await, [0, 1, 2, 3, 4]);
    assert_eq!(queries(&server), ["offset=0", "offset=2", "offset=4", "offset=5"]);
    let server = by_offset(5, 2, "");
    assert_eq!(ids(call(&server, &OFFSET).query("offset", 3_u64).items()).await, [3, 4]);
    let server = by_offset(5, 3, r#","total":5"#);
    assert_eq!(ids(items(&server, &OFFSET_WITH_TOTAL).prefetch(0)).await, [0, 1, 2, 3, 4], "more than asked for");
    assert_eq!(queries(&server), ["offset=0", "offset=3"]);
}

#[tokio::test]
async fn offsets_are_requested_in_advance_and_again_where_a_page_is_short() {
    let server = by_offset(9, 2, r#","total":9"#);
    assert_eq!(ids(items(&server, &OFFSET_WITH_TOTAL).prefetch(3)).await, Vec::from_iter(0..9));
    assert_eq!(server.seen().len(), 5, "no request is lost: {:?}", queries(&server));
    let short = Server::new(|seen| {
        let from = number(seen, "offset").unwrap_or(0);
        // The second page has one item only.
        let to = if from == 2 { 3 } else { (from + 2).min(7) };
        reply(200, page(from..to, r#","total":7"#))
    });
    assert_eq!(ids(items(&short, &OFFSET_WITH_TOTAL).prefetch(3)).await, Vec::from_iter(0..7));
}

#[tokio::test]
async fn a_total_that_counts_one_page_ends_nothing() {
    let server = Server::new(|seen| {
        let from = number(seen, "offset").unwrap_or(0);
        let to = (from + 2).min(5);
        reply(200, page(from..to, &format!(r#","total":{}"#, to - from)))
    });
    assert_eq!(ids(items(&server, &OFFSET_WITH_TOTAL)).await, [0, 1, 2, 3, 4]);
    assert_eq!(queries(&server), ["offset=0", "offset=2", "offset=4"], "the total of a short page is believed");
}

#[tokio::test]
async fn page_numbers_end_by_the_number_of_items() {
    let server = Server::new(|seen| {
        let from = 2 * number(seen, "page").unwrap_or(0);
        reply(200, page(from..(from + 2).min(5), r#","total":5"#))
    });
    assert_eq!(ids(items(&server, &NUMBER_WITH_ITEMS)).await, [0, 1, 2, 3, 4]);
    assert_eq!(queries(&server), ["page=0", "page=1", "page=2"]);
}

#[tokio::test]
async fn page_numbers_end_by_a_flag_a_missing_value_or_a_missing_link() {
    type Rest = fn(i64) -> &'static str;
    let ends: [(&'static Operation, Rest); 2] = [
        (&NUMBER_WITH_FLAG, |page| if page < 3 { r#","more":true"# } else { r#","more":false"# }),
        (&NUMBER_WHILE_PRESENT, |page| if page < 3 { r#","more":{"next":7}"# } else { r#","more":{"next":null}"# }),
    ];
    for (operation, rest) in ends {
        let server = Server::new(move |seen| {
            let number = number(seen, "page").unwrap_or(1);
            // Pages that were filtered to nothing are no end.
            reply(200, page((number != 2).then_some(number), rest(number)))
        });
        assert_eq!(ids(items(&server, operation)).await, [1, 3], "{}", operation.id);
        assert_eq!(server.seen().len(), 3);
    }
    let linked = Server::new(|seen| match number(seen, "page") {
        Some(number) if number < 3 => {
            reply_with(200, ("Link", r#"<https://elsewhere.example/>; rel="next""#), page([number], ""))
        }
        number => reply(200, page(number, "")),
    });
    assert_eq!(ids(items(&linked, &NUMBER_WHILE_LINKED)).await, [1, 2, 3]);
    assert_eq!(linked.seen().len(), 3);
}

/// GitHub refuses pages beyond the last one of its events, and its document does not have the header.
#[tokio::test]
async fn counted_lists_end_after_the_last_linked_page() {
    let refusing = |name: &'static str, last: i64, next: fn(i64) -> i64| {
        Server::new(move |seen| match number(seen, name).unwrap_or_default() {
            at if at < last => {
                let link = format!(r#"<https://api.example.com/items?{name}={}>; rel="next""#, next(at));
                reply_with(200, ("Link", link.as_str()), page([at, at + 100], ""))
            }
            at if at == last => reply_with(200, ("Link", r#"<?at=0>; rel="prev""#), page([at, at + 100], "")),
            _ => reply(422, "{}"),
        })
    };
    let numbers = refusing("page", 3, |number| number + 1);
    assert_eq!(ids(items(&numbers, &NUMBER)).await, [1, 101, 2, 102, 3, 103]);
    let offsets = refusing("offset", 4, |offset| offset + 2);
    assert_eq!(ids(items(&offsets, &OFFSET)).await, [0, 100, 2, 102, 4, 104]);
    // A page without a link proves nothing where no page before it had one, and a total is what it says.
    let silent = Server::new(|seen| reply(200, page(number(seen, "page").filter(|number| *number < 4), "")));
    assert_eq!(ids(items(&silent, &NUMBER)).await, [1, 2, 3]);
    let total = Server::new(|seen| match number(seen, "offset").unwrap_or_default() {
        0 => reply_with(200, ("Link", r#"<?offset=1>; rel="next""#), page([0], r#","total":3"#)),
        offset => reply(200, page([offset], r#","total":3"#)),
    });
    assert_eq!(ids(items(&total, &OFFSET_WITH_TOTAL)).await, [0, 1, 2]);
}

#[tokio::test]
async fn cursors_come_from_bodies_and_headers() {
    let server = Server::new(|seen| match input(seen, "cursor").as_deref() {
        None => reply(200, page([1], r#","more":{"next":"a"}"#)),
        Some("a") => reply(200, page([2], r#","more":{"next":42}"#)),
        Some("42") => reply(200, page([3], r#","more":{"next":""}"#)),
        other => panic!("{other:?}"),
    });
    assert_eq!(ids(call(&server, &CURSOR).query("filter", "x").items()).await, [1, 2, 3]);
    assert!(queries(&server).iter().all(|query| query.contains("filter=x")), "{:?}", queries(&server));

    let in_header = Server::new(|seen| match input(seen, "cursor").as_deref() {
        None => reply_with(200, ("X-Next", "b"), page([1], "")),
        Some("b") => reply_with(200, ("X-Next", ""), page([2], "")),
        other => panic!("{other:?}"),
    });
    assert_eq!(ids(items(&in_header, &CURSOR_IN_HEADER)).await, [1, 2]);

    let token = Server::new(|seen| match seen.header("X-Token") {
        "" => reply_with(200, ("x-token", "t"), page([1], "")),
        "t" => reply(200, page([2], "")),
        other => panic!("{other:?}"),
    });
    assert_eq!(ids(items(&token, &TOKEN)).await, [1, 2]);
}

/// The server refuses what its cursor has already.
#[tokio::test]
async fn what_is_not_sent_next_to_a_cursor_is_sent_once() {
    let next = |seen: &Seen| match input(seen, "cursor").as_deref() {
        Some(_) if input(seen, "filter").is_some() => reply(400, r#"{"message":"no cursor with a filter"}"#),
        None => reply(200, page([1], r#","more":{"next":"a"}"#)),
        Some("a") => reply(200, page([2], r#","more":{"next":"b"}"#)),
        Some(_) => reply(200, page([3], "")),
    };
    let server = Server::new(next);
    let list = || call::<ItemPage>(&server, &CURSOR_ALONE).query("filter", "x").query("limit", 1_u64).items();
    assert_eq!(ids(list()).await, [1, 2, 3]);
    assert_eq!(queries(&server), ["filter=x&limit=1", "limit=1&cursor=a", "limit=1&cursor=b"]);
    assert_eq!(ids(list().resume("a")).await, [2, 3], "a position is a cursor, too");
    let begun = call::<ItemPage>(&server, &CURSOR_ALONE).query("filter", "x").query("cursor", "a").items();
    assert_eq!(ids(begun).await, [2, 3]);

    let headers = Server::new(|seen| match (seen.header("X-Token"), seen.header("X-Sort")) {
        ("", "desc") => reply_with(200, ("x-token", "t"), page([1], "")),
        ("t", "") => reply(200, page([2], "")),
        other => panic!("{other:?}"),
    });
    let list = call::<ItemPage>(&headers, &TOKEN_ALONE).header_param("X-Sort", "desc").items();
    assert_eq!(ids(list).await, [1, 2]);

    // The order of the members depends on the features of `serde_json` that others ask for.
    let read = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    let first = read(r#"{"filter":"x","page":{"sort":"up","limit":1,"cursor":""}}"#);
    let second = read(r#"{"page":{"limit":1,"cursor":"a"}}"#);
    let bodies = Server::new(move |seen| match read(seen.text()) {
        body if body == first => reply(200, page([1], r#","more":{"next":"a"}"#)),
        body if body == second => reply(200, page([2], "")),
        other => panic!("{other}"),
    });
    let body: Value = serde_json::from_str(r#"{"filter":"x","page":{"sort":"up","limit":1}}"#).unwrap();
    assert_eq!(ids(call(&bodies, &BODY_CURSOR_ALONE).json(&body).items()).await, [1, 2]);
}

/// Without a cursor, such a server sends everything at once, or does not page at all.
#[tokio::test]
async fn a_list_may_begin_with_a_cursor_of_its_own() {
    let serving = |first: &'static str| {
        Server::new(move |seen| match input(seen, "cursor").as_deref() {
            Some("a") => reply(200, page([3], r#","more":{"next":null}"#)),
            Some(cursor) if cursor == first => reply(200, page([1, 2], r#","more":{"next":"a"}"#)),
            other => panic!("{other:?}"),
        })
    };
    for (operation, first, sent) in [(&CURSOR_FROM_EMPTY, "", ""), (&CURSOR_FROM_STAR, "*", "%2A")] {
        let server = serving(sent);
        let mut list = items(&server, operation);
        assert_eq!(list.position().as_deref(), Some(""));
        assert_eq!(list.next().await.unwrap().unwrap().id, 1);
        assert_eq!(ids(items(&server, operation).resume(list.position().unwrap())).await, [2, 3]);
        let given = call(&server, operation).query("cursor", first).items();
        assert_eq!(ids(given).await, [1, 2, 3], "the caller may set it, too");
    }
    // A single page is what the caller asks for.
    let server = Server::always(200, r#"{"data":[{"id":1},{"id":2}]}"#);
    call::<ItemPage>(&server, &CURSOR_FROM_EMPTY).await.unwrap();
    assert_eq!(queries(&server), [""]);
}

#[tokio::test]
async fn a_flag_ends_a_list_that_still_has_a_cursor() {
    let server = Server::new(|seen| match input(seen, "cursor").as_deref() {
        None => reply(200, page([1], r#","more":{"next":"a","flag":true}"#)),
        _ => reply(200, page([2], r#","more":{"next":"b","flag":false}"#)),
    });
    assert_eq!(ids(items(&server, &CURSOR_WITH_FLAG)).await, [1, 2]);
    let silent = Server::always(200, r#"{"data":[{"id":1}],"more":{"flag":true}}"#);
    let (ids, words) = ids_and_error(items(&silent, &CURSOR_WITH_FLAG)).await;
    assert_eq!((ids.len(), words.as_str()), (0, "cursorWithFlag: the server has more pages, but does not say where"));
}

#[tokio::test]
async fn a_cursor_that_comes_back_with_nothing_is_the_end() {
    let server = Server::new(|seen| match input(seen, "cursor").as_deref() {
        None => reply(200, page([1], r#","more":{"next":"a"}"#)),
        _ => reply(200, page([], r#","more":{"next":"a"}"#)),
    });
    assert_eq!(ids(items(&server, &CURSOR)).await, [1]);
}

#[tokio::test]
async fn the_last_item_is_where_the_next_page_begins() {
    let server = Server::new(|seen| {
        let from = number(seen, "cursor").map_or(10, |last| last + 1);
        reply(200, page(from..(from + 2).min(15), if from < 13 { r#","more":true"# } else { r#","more":false"# }))
    });
    assert_eq!(ids(items(&server, &LAST_ITEM)).await, [10, 11, 12, 13, 14]);
    assert_eq!(queries(&server), ["", "cursor=11", "cursor=13"]);
    let without_flag = Server::new(|seen| {
        let from = number(seen, "cursor").map_or(10, |last| last + 1);
        reply(200, page(from..(from + 2).min(13).max(from), ""))
    });
    assert_eq!(ids(items(&without_flag, &LAST_ITEM_ALONE)).await, [10, 11, 12], "an empty page ends it");
    let stuck = Server::always(200, r#"{"data":[],"more":true}"#);
    let (_, words) = ids_and_error(items(&stuck, &LAST_ITEM)).await;
    assert_eq!(words, "lastItem: the server has more pages, but does not say where");
}

#[tokio::test]
async fn next_urls_are_followed_whole() {
    let server = Server::new(|seen| match seen.url.as_str() {
        "https://api.example.com/rest/v1/items?filter=x" => {
            reply(200, page([1], r#","more":"https://api.example.com/rest/v1/items?at=2&filter=x""#))
        }
        "https://api.example.com/rest/v1/items?at=2&filter=x" => reply(200, page([2], r#","more":"?at=3""#)),
        "https://api.example.com/rest/v1/items?at=3" => reply(200, page([3], r#","more":"/rest/v9/other""#)),
        // Written by a server that does not know of the proxy before it.
        "https://api.example.com/rest/v9/other" => reply(200, page([4], r#","more":"http://api.example.com/last""#)),
        "https://api.example.com/last" => reply(200, page([5], r#","more":null"#)),
        other => panic!("{other}"),
    });
    assert_eq!(ids(call(&server, &NEXT_URL).query("filter", "x").items()).await, [1, 2, 3, 4, 5]);
}

#[tokio::test]
async fn links_are_followed() {
    let server = Server::new(|seen| match input(seen, "page").as_deref() {
        None => reply_with(200, ("Link", r#"<?page=2>; rel="next", <?page=2>; rel="last""#), page([1], "")),
        Some("2") => reply_with(200, ("Link", r#"<?page=1>; rel="prev""#), page([2], "")),
        other => panic!("{other:?}"),
    });
    assert_eq!(ids(items(&server, &LINK)).await, [1, 2]);
}

#[tokio::test]
async fn next_urls_lead_to_hosts_that_the_client_knows_only() {
    let unknown = "nextUrl: the next page is on a host that the client does not know";
    let table = [
        ("https://evil.example/items", unknown),
        ("//evil.example/items", unknown),
        ("https://api.example.com:8443/items", unknown),
        ("https://api.example.com@evil.example/", unknown),
        ("http://test.example.com/rest/v1/items", unknown),
        ("mailto:jo@example.com", "nextUrl: the address of the next page is not a URL"),
    ];
    for (url, expected) in table {
        let server = Server::new(move |_| reply(200, page([1], &format!(r#","more":"{url}""#))));
        let (ids, words) = ids_and_error(items(&server, &NEXT_URL)).await;
        assert_eq!((ids.len(), words.as_str(), server.seen().len()), (0, expected, 1), "{url}");
    }
}

#[tokio::test]
async fn what_a_server_repeats_stops_the_list() {
    // Every page has other items, so only the positions show that the server loops.
    let looping = |next: fn(usize) -> String| {
        let number = std::sync::atomic::AtomicUsize::new(0);
        Server::new(move |_| {
            let number = number.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            let id = i64::try_from(number).unwrap();
            reply(200, page([id], &format!(r#","more":{}"#, next(number))))
        })
    };
    let cycle = looping(|number| format!(r#"{{"next":"{}"}}"#, ["a", "b", "c"][number % 3]));
    let (ids, words) = ids_and_error(items(&cycle, &CURSOR)).await;
    assert!(ids.len() < 10, "{ids:?}");
    assert_eq!(words, "cursor: the server repeats a cursor");
    let urls = looping(|number| format!(r#""?at={}""#, number % 2));
    let (ids, words) = ids_and_error(items(&urls, &NEXT_URL)).await;
    assert!(ids.len() < 10, "{ids:?}");
    assert_eq!(words, "nextUrl: the server repeats the address of a page");
    let deaf = Server::new(|_| reply(200, page([1, 2], r#","total":9"#)));
    let (ids, words) = ids_and_error(items(&deaf, &OFFSET_WITH_TOTAL)).await;
    assert_eq!((ids.len(), words.as_str()), (2, "offsetWithTotal: the server repeats a page"));
    let endless = looping(|number| format!(r#"{{"next":"{number}"}}"#));
    let (ids, words) = ids_and_error(items(&endless, &CURSOR).max_pages(20)).await;
    assert_eq!((ids.len(), words.as_str()), (19, "cursor: the server does not end the list"));
}

#[tokio::test]
async fn bodies_carry_cursors_and_offsets() {
    let server = Server::new(|seen| {
        let body: Value = serde_json::from_str(seen.text()).unwrap();
        assert_eq!(body["filter"], "x");
        match body["page"]["cursor"].as_str() {
            None => reply(200, page([1], r#","more":{"next":"a"}"#)),
            Some("a") => reply(200, page([2], "")),
            other => panic!("{other:?}"),
        }
    });
    let filter: Value = serde_json::from_str(r#"{"filter":"x"}"#).unwrap();
    assert_eq!(ids(call(&server, &BODY_CURSOR).json(&filter).items()).await, [1, 2]);

    let offset = Server::new(|seen| {
        let body: Value = serde_json::from_str(seen.text()).unwrap();
        assert_eq!(seen.header("content-type"), "application/json");
        let from = body["offset"].as_i64().unwrap();
        reply(200, page(from..(from + 2).min(3), ""))
    });
    assert_eq!(ids(items(&offset, &BODY_OFFSET)).await, [0, 1, 2], "an absent body is an object");
}

#[tokio::test]
async fn items_may_be_in_an_object_that_is_absent() {
    let server =
        Server::script([reply(200, format!(r#"{{"result":{}}}"#, page([1, 2], ""))), reply(200, r#"{"result":null}"#)]);
    let call: Call<Wrapped, ErrorBody> = call(&server, &OFFSET);
    assert_eq!(call.items().try_collect().await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_list_is_resumed_after_any_item() {
    let cursors = |seen: &Seen| match input(seen, "cursor").as_deref() {
        None => reply(200, page([1, 2, 3], r#","more":{"next":"+7 a"}"#)),
        Some(_) => reply(200, page([4, 5], "")),
    };
    let offsets = |seen: &Seen| {
        let from = number(seen, "offset").unwrap_or(0);
        reply(200, page(from + 1..(from + 3).min(6), ""))
    };
    let urls = |seen: &Seen| match input(seen, "at") {
        None => reply(200, page([1, 2, 3], r#","more":"?at=2""#)),
        Some(_) => reply(200, page([4, 5], "")),
    };
    type Answer = fn(&Seen) -> Result<Response<String>, clientgen_runtime::TransportError>;
    let table: [(&'static Operation, Answer); 3] = [(&CURSOR, cursors), (&OFFSET, offsets), (&NEXT_URL, urls)];
    for (operation, answer) in table {
        for read in 0..5 {
            let server = Server::new(answer);
            let mut list = items(&server, operation);
            let mut seen = Vec::new();
            for _ in 0..read {
                seen.push(list.next().await.unwrap().unwrap().id);
            }
            let position = list.position().expect("a position");
            let rest = items(&server, operation).resume(&position);
            assert_eq!(rest.position().as_ref(), Some(&position));
            seen.extend(ids(rest).await);
            assert_eq!(seen, [1, 2, 3, 4, 5], "{} from {position:?}", operation.id);
        }
    }
    let server = by_offset(5, 2, "");
    let mut list = items(&server, &OFFSET);
    while list.next().await.is_some() {}
    assert_eq!(list.position(), None);
    let error = items(&server, &OFFSET).resume("a-cursor").try_collect().await.unwrap_err();
    assert!(error.to_string().contains("the position to resume from is of another list"), "{error}");
}

#[tokio::test]
async fn totals_and_what_is_left_are_known_where_the_server_says_them() {
    use futures_core::Stream as _;
    let server = by_offset(5, 2, r#","total":5"#);
    let mut list = items(&server, &OFFSET_WITH_TOTAL);
    assert_eq!((list.total(), list.size_hint()), (None, (0, None)));
    for left in (0..5_usize).rev() {
        list.next().await.unwrap().unwrap();
        assert_eq!(list.total(), Some(5));
        assert_eq!(list.size_hint().1, Some(left));
        assert!(list.size_hint().0 <= left);
    }
    let mut list = call::<ItemPage>(&server, &OFFSET_WITH_TOTAL).query("offset", 3_u64).items();
    list.next().await.unwrap().unwrap();
    assert_eq!(list.size_hint().1, Some(1), "what was skipped is not to come");
    let silent = by_offset(5, 2, "");
    let mut list = items(&silent, &OFFSET);
    list.next().await.unwrap().unwrap();
    assert_eq!((list.total(), list.size_hint()), (None, (1, None)));
}

#[tokio::test]
async fn tolerant_decoding_goes_through_all_pages() {
    let server = Server::new(|seen| {
        let from = number(seen, "offset").unwrap_or(0);
        if from < 4 {
            reply(200, r#"{"data":[{"id":"x"},{"id":1}]}"#.replace('1', &from.to_string()))
        } else {
            reply(200, page([], ""))
        }
    });
    let mut list = call::<ItemPage>(&server, &OFFSET).tolerant().items();
    let mut count = 0;
    while let Some(item) = list.next().await {
        item.unwrap();
        count += 1;
    }
    assert_eq!((count, list.drift().len()), (4, 2));
}
