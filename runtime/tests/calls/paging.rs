//! Lists that span pages.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use clientgen_runtime::{Body, RetryPolicy, http};

use crate::api::Client;
use crate::fake::{Seen, Server, reply};

fn parameter(seen: &Seen, name: &str) -> Option<u64> {
    let (_, query) = seen.url.split_once('?')?;
    query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')?.parse().ok())
}

/// `total` pages of two users each, with or without saying how many there are.
fn users(total: u64, says_so: bool) -> Server {
    Server::new(move |seen| {
        let page = parameter(seen, "page").unwrap_or(1);
        let pagination = if says_so { format!(r#"{{"totalPages": {total}}}"#) } else { "null".into() };
        let users = match page {
            page if page <= total => format!(r#"{{"id": "{page}a"}}, {{"id": "{page}b"}}"#),
            _ => String::new(),
        };
        reply(200, format!(r#"{{"results": [{users}], "pagination": {pagination}}}"#))
    })
}

fn pages_asked(server: &Server) -> Vec<u64> {
    server.seen().iter().filter_map(|seen| parameter(seen, "page")).collect()
}

async fn ids(mut items: clientgen_runtime::Items<crate::api::UserPage, crate::api::ErrorBody>) -> Vec<String> {
    let mut ids = Vec::new();
    while let Some(item) = items.next().await {
        ids.push(item.unwrap().id);
    }
    ids
}

#[tokio::test]
async fn totals_end_the_list() {
    let server = users(3, true);
    assert_eq!(ids(server.client().users().list().items()).await, ["1a", "1b", "2a", "2b", "3a", "3b"]);
    assert_eq!(pages_asked(&server), [1, 2, 3]);
}

#[tokio::test]
async fn lists_can_begin_in_the_middle() {
    let server = users(3, true);
    assert_eq!(ids(server.client().users().list().page(3).items()).await, ["3a", "3b"]);
    assert_eq!(ids(server.client().users().list().page(4).items()).await, [""; 0]);
}

#[tokio::test]
async fn short_and_empty_pages_end_a_list_without_totals() {
    let server = users(2, false);
    let items = server.client().users().list().per_page(2).items();
    assert_eq!(ids(items).await.len(), 4);
    assert_eq!(pages_asked(&server), [1, 2, 3]);
    let server = users(5, false);
    let items = server.client().users().list().items();
    assert_eq!(ids(items).await.len(), 10, "a server may give smaller pages than it was asked for");
    assert_eq!(pages_asked(&server), [1, 2, 3, 4, 5, 6]);
    let unpaged = Server::always(200, r#"{"results": [{"id": "1"}]}"#);
    assert_eq!(ids(unpaged.client().users().list().items()).await, ["1"], "and may have no pages at all");

    let tags = Server::new(|seen| match parameter(seen, "page") {
        Some(1) => reply(200, r#"["a", "b"]"#),
        _ => reply(200, r#"["c"]"#),
    });
    let items = tags.client().users().tags().items().try_collect().await.unwrap();
    assert_eq!(items, ["a", "b", "c"]);
    assert_eq!(pages_asked(&tags), [1, 2, 3], "a short page does not end a list, a repeated one does");
}

#[tokio::test]
async fn only_so_many_empty_pages_follow_each_other() {
    let filtered = |empty: usize| {
        let number = AtomicUsize::new(0);
        Server::new(move |_| match number.fetch_add(1, Ordering::SeqCst) {
            number if number < empty => reply(200, format!(r#"{{"data": [], "next": "{number}"}}"#)),
            _ => reply(200, r#"{"data": [7], "next": null}"#),
        })
    };
    let items = |server: &Server| server.client().users().events().items().try_collect();
    assert_eq!(items(&filtered(900)).await.unwrap(), [7], "servers filter what they have read");
    let error = items(&filtered(2000)).await.unwrap_err();
    assert!(error.to_string().starts_with("listEvents: the server does not end the list"), "{error}");
}

#[tokio::test]
async fn cursors_are_handed_on() {
    let server = Server::new(|seen| match seen.url.split_once("cursor=").map(|(_, cursor)| cursor) {
        None => reply(200, r#"{"data": [1, 2], "next": "x/y"}"#),
        Some("x%2Fy") => reply(200, r#"{"data": [3], "next": null}"#),
        Some(other) => panic!("{other}"),
    });
    let items = server.client().users().events().items().try_collect().await.unwrap();
    assert_eq!(items, [1, 2, 3]);
}

/// An answer that is no page would end the list as if there were no more items.
#[tokio::test]
async fn what_is_no_page_does_not_end_a_list_in_silence() {
    for answer in [r#"{"error": "down"}"#, ""] {
        let pages = || Server::script([reply(200, r#"{"data": [1, 2], "next": "b"}"#), reply(200, answer)]);
        let mut items = pages().client().users().events().items();
        assert_eq!([items.next().await.unwrap().unwrap(), items.next().await.unwrap().unwrap()], [1, 2]);
        let error = items.next().await.unwrap().unwrap_err();
        assert!(error.is_paging() && error.to_string().contains("something else than a page"), "{error}");
        // To those who are tolerant, no body is the end; something else is none.
        let tolerant = pages().client().users().events().tolerant().items().try_collect().await;
        match tolerant {
            Ok(items) => assert!(answer.is_empty() && items == [1, 2]),
            Err(error) => assert!(!answer.is_empty() && error.is_paging(), "{error}"),
        }
    }
    for answer in ["[3, 4]", r#""down""#] {
        let server = Server::new(move |_| reply(200, answer));
        for call in [server.client().users().events(), server.client().users().events().tolerant()] {
            let error = call.items().try_collect().await.unwrap_err();
            assert!(error.is_paging() || error.decode_error().is_some(), "{answer}: {error}");
        }
    }
    let users = r#"[{"id": "1"}, {"id": "2"}]"#;
    for answer in [
        r#"{"results": {"x": {"id": "1"}, "y": {"id": "2"}}}"#.to_owned(),
        format!(r#"{{"users": {users}, "page": 1}}"#),
    ] {
        let server = Server::new(move |_| reply(200, answer.clone()));
        for list in [server.client().users().list(), server.client().users().list().tolerant()] {
            let error = list.items().try_collect().await.unwrap_err();
            assert!(error.is_paging() || error.decode_error().is_some(), "{error}");
        }
    }
    for answer in [r#"{"data": null}"#, "{}"] {
        let server = Server::script([reply(200, r#"{"data": [1], "next": "b"}"#), reply(200, answer)]);
        let items = server.client().users().events().tolerant().items().try_collect().await.unwrap();
        assert_eq!(items, [1], "{answer} is an empty page");
    }
    let server = Server::script([reply(200, r#"{"data": [1], "next": "b"}"#), reply(204, "")]);
    assert_eq!(server.client().users().events().items().try_collect().await.unwrap(), [1], "204 says that this is all");
}

#[tokio::test]
async fn prefetch_is_bounded() {
    for prefetch in [0, 1, 2, 4] {
        let server = users(10, true);
        let mut pages = server.client().users().list().pages().prefetch(prefetch);
        assert_eq!(pages.next().await.unwrap().unwrap().results[0].id, "1a");
        assert_eq!(server.seen().len(), 1 + prefetch, "prefetch {prefetch}");
        pages.next().await.unwrap().unwrap();
        assert_eq!(server.seen().len(), 2 + prefetch, "prefetch {prefetch}");
    }
}

#[tokio::test]
async fn pages_are_under_way_at_the_same_time() {
    let (under_way, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let peak = Arc::clone(&most);
    let transport = move |request: http::Request<Body>| {
        let (under_way, most) = (Arc::clone(&under_way), Arc::clone(&most));
        async move {
            most.fetch_max(under_way.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            tokio::task::yield_now().await;
            under_way.fetch_sub(1, Ordering::SeqCst);
            let page = request.uri().query().unwrap_or_default().replace("page=", "");
            let body = format!(r#"{{"results": [{{"id": "{page}"}}], "pagination": {{"totalPages": 50}}}}"#);
            reply(200, body).map(|response| response.map(Body::from))
        }
    };
    let client = Client::builder().transport(transport).build().unwrap();
    let ids = ids(client.users().list().items().prefetch(4)).await;
    assert_eq!(ids, Vec::from_iter((1..=50).map(|page| page.to_string())));
    assert!((4..=5).contains(&peak.load(Ordering::SeqCst)), "{peak:?}");
}

/// A list of nine pages with one item each.
fn refusing_the_third_page() -> Server {
    Server::new(|seen| match parameter(seen, "page") {
        Some(3) => reply(403, r#"{"message": "no"}"#),
        page => {
            let page = page.unwrap_or(1);
            reply(200, format!(r#"{{"results": [{{"id": "{page}"}}], "pagination": {{"totalPages": 9}}}}"#))
        }
    })
}

#[tokio::test]
async fn errors_do_not_lose_what_came_before() {
    let server = refusing_the_third_page();
    let mut items = server.client().users().list().items().prefetch(4);
    let mut ids = Vec::new();
    let error = loop {
        match items.next().await.unwrap() {
            Ok(user) => ids.push(user.id),
            Err(error) => break error,
        }
    };
    assert!(error.is_forbidden());
    assert_eq!(ids, ["1", "2"]);
    assert_eq!(items.position().as_deref(), Some("3"));
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn nothing_is_requested_after_a_page_that_failed() {
    let server = refusing_the_third_page();
    assert!(server.client().users().list().items().try_collect().await.unwrap_err().is_forbidden());
    assert_eq!(pages_asked(&server), [1, 2, 3]);
}

/// Until then they are bytes. A reader who stops early hears nothing of the pages that were requested in advance.
#[tokio::test]
async fn pages_requested_in_advance_are_decoded_when_it_is_their_turn() {
    let server = Server::new(|seen| {
        let page = parameter(seen, "page").unwrap_or(1);
        reply(200, format!(r#"{{"results": [{{"id": {page}}}], "pagination": {{"totalPages": 4}}}}"#))
    });
    let decoded = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&decoded);
    let builder = server.builder().on_drift(move |_| {
        count.fetch_add(1, Ordering::SeqCst);
    });
    let client = builder.build().unwrap();
    let mut items = client.users().list().tolerant().items();
    for (turn, requested) in [(1, 3), (2, 4), (3, 4), (4, 4)] {
        assert_eq!(items.next().await.unwrap().unwrap().id, turn.to_string());
        assert_eq!((decoded.load(Ordering::SeqCst), server.seen().len()), (turn, requested));
    }
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn servers_that_repeat_or_never_end_are_stopped() {
    let repeating = Server::always(200, r#"{"results": [{"id": "1"}], "pagination": {"totalPages": 9}}"#);
    let error = repeating.client().users().list().items().try_collect().await.unwrap_err();
    assert!(error.to_string().starts_with("listUsers: the server repeats a page (GET https://"), "{error}");
    assert!(error.is_paging());

    let cursor = Server::new({
        let number = AtomicUsize::new(0);
        move |_| reply(200, format!(r#"{{"data": [{}], "next": "same"}}"#, number.fetch_add(1, Ordering::SeqCst)))
    });
    let error = cursor.client().users().events().items().try_collect().await.unwrap_err();
    assert!(error.to_string().starts_with("listEvents: the server repeats a cursor"), "{error}");

    let endless = users(1 << 60, true);
    let error = endless.client().users().list().items().max_pages(20).try_collect().await.unwrap_err();
    assert!(error.to_string().starts_with("listUsers: the server does not end the list"), "{error}");
}

#[tokio::test]
async fn failing_pages_are_retried_like_any_call() {
    let server = Server::new({
        let number = AtomicUsize::new(0);
        move |_| match number.fetch_add(1, Ordering::SeqCst) {
            0 => reply(503, ""),
            _ => reply(200, r#"{"results": [{"id": "1"}]}"#),
        }
    });
    let list = server.client().users().list();
    assert_eq!(list.clone().items().try_collect().await.unwrap().len(), 1);
    let server = Server::always(503, "");
    assert!(server.client().users().list().retry(RetryPolicy::none()).items().try_collect().await.is_err());
}
