//! The three forms of lists: pages with totals, bare arrays that end with a short one, arrays without pages.

use futures_util::{Stream, StreamExt, TryStreamExt};
use serde_json::{Value, json};
use tests::clients;
use tests::server::{Answer, Received, Server};
use thrive_client::Error;

#[tokio::test]
async fn items_come_from_all_pages_that_are_announced() {
    let server = users(&[2, 2, 1]).await;

    let users = clients::basic(&server).users().list().per_page(2).items();
    let users: Vec<_> = users.try_collect().await.unwrap();

    let ids: Vec<&str> = users.iter().map(|user| user.id.as_str()).collect();
    assert_eq!(ids, ["1-0", "1-1", "2-0", "2-1", "3-0"]);
    assert_eq!(asked_pages(&server), [1, 2, 3]);
    assert!(server.received().iter().all(|request| request.query.contains("perPage=2")));
}

#[tokio::test]
async fn pages_come_whole() {
    let server = users(&[2, 1]).await;

    let pages = clients::basic(&server).users().list().per_page(2).pages();
    let pages: Vec<_> = pages.try_collect().await.unwrap();

    let sizes: Vec<usize> = pages.iter().map(|page| page.results.len()).collect();
    assert_eq!(sizes, [2, 1]);
    assert_eq!(pages[1].pagination.total_results, Some(3));
}

#[tokio::test]
async fn other_parameters_go_with_every_page() {
    let server = users(&[2, 2]).await;

    let users = clients::basic(&server).users().list().per_page(2).statuses(["active".into()]).items();
    users.try_collect().await.unwrap();

    assert!(server.received().iter().all(|request| request.query.contains("statuses=active")));
}

#[tokio::test]
async fn an_announced_page_may_be_short_or_empty() {
    let server = users(&[1, 0, 2]).await;

    let users: Vec<_> = clients::basic(&server).users().list().per_page(2).items().try_collect().await.unwrap();

    assert_eq!(users.len(), 3);
    assert_eq!(asked_pages(&server), [1, 2, 3]);
}

#[tokio::test]
async fn bare_arrays_end_with_an_empty_page() {
    // A short page says nothing: the server may cap the size of pages, or filter them.
    for (sizes, expected) in [(&[2, 2, 1, 0][..], 5), (&[2, 1, 2, 0], 5), (&[2, 2, 0], 4), (&[1, 0], 1), (&[0], 0)] {
        let server = assignments(sizes).await;

        let assignments = clients::basic(&server).assignments().list().per_page(2).items();
        let assignments: Vec<_> = assignments.try_collect().await.unwrap();

        assert_eq!(assignments.len(), expected, "{sizes:?}");
        let pages: Vec<usize> = (1..=sizes.len()).collect();
        assert_eq!(asked_pages(&server), pages, "{sizes:?}");
    }
}

#[tokio::test]
async fn bare_arrays_need_no_page_size_to_end() {
    let server = assignments(&[100, 3]).await;

    let assignments: Vec<_> = clients::basic(&server).assignments().list().items().try_collect().await.unwrap();

    assert_eq!(assignments.len(), 103);
    assert_eq!(asked_pages(&server), [1, 2, 3]);
}

#[tokio::test]
async fn lists_below_a_path_are_paged_too() {
    let server = serve(&[2, 1], |items, _| Value::from(items)).await;

    let enrolments = clients::basic(&server).enrolments().list("a/b").per_page(2).items();
    let enrolments: Vec<_> = enrolments.try_collect().await.unwrap();

    assert_eq!(enrolments.len(), 3);
    assert!(server.received().iter().all(|request| request.path == "/rest/v1/assignments/a%2Fb/enrolments"));
}

#[tokio::test]
async fn arrays_without_pages_are_one_request() {
    let server = Server::start([Answer::json(200, r#"[{"userId": "1"}, {"userId": "2"}]"#)]).await;

    let managers = clients::basic(&server).audiences().managers("1").await.unwrap();

    assert_eq!(managers.len(), 2);
    server.only_request();
}

#[tokio::test]
async fn a_list_can_start_anywhere() {
    let server = users(&[2, 2, 2, 1]).await;

    let users = clients::basic(&server).users().list().page(3).per_page(2).items();
    let users: Vec<_> = users.try_collect().await.unwrap();

    assert_eq!(users.first().unwrap().id, "3-0");
    assert_eq!(asked_pages(&server), [3, 4]);
}

#[tokio::test]
async fn a_list_alone_is_one_page() {
    let server = users(&[2, 2]).await;

    let page = clients::basic(&server).users().list().per_page(2).await.unwrap();

    assert_eq!(page.results.len(), 2);
    assert_eq!(page.pagination.total_pages, Some(2));
    server.only_request();
}

#[tokio::test]
async fn an_error_comes_after_the_items_before_it() {
    let server = serve(&[2, 2, 2], |items, page| if page == 3 { Value::Null } else { paged(items, 3) }).await;

    let results = collect(clients::basic(&server).users().list().per_page(2).items()).await;

    assert_eq!(results.len(), 5, "four items, one error, and nothing after it");
    assert!(results[..4].iter().all(Result::is_ok));
    assert!(results[4].as_ref().unwrap_err().is_decode());
}

#[tokio::test]
async fn a_refused_first_page_is_all_there_is() {
    let server = Server::start([Answer::json(403, r#"{"message": "no"}"#)]).await;

    let results = collect(clients::basic(&server).users().list().items()).await;

    assert_eq!(results.len(), 1);
    assert!(results[0].as_ref().unwrap_err().is_forbidden());
    server.only_request();
}

#[tokio::test]
async fn a_server_that_repeats_itself_is_noticed() {
    let always_the_same = Answer::json(200, r#"[{"id": "1"}, {"id": "2"}]"#);
    let server = Server::start([always_the_same]).await;

    let results = collect(clients::basic(&server).assignments().list().per_page(2).items().take(100)).await;

    assert!(results.last().unwrap().as_ref().unwrap_err().is_paging());
    assert!(server.received().len() < 10, "{} requests", server.received().len());
}

#[tokio::test]
async fn what_is_not_needed_is_not_asked_for() {
    let server = users(&[2; 50]).await;

    let users = clients::basic(&server).users().list().per_page(2).items();
    let first: Vec<_> = users.take(1).try_collect().await.unwrap();

    assert_eq!(first[0].id, "1-0");
    assert!(server.received().len() <= 4, "some pages ahead, not all: {}", server.received().len());
}

async fn collect<T>(items: impl Stream<Item = Result<T, Error>>) -> Vec<Result<T, Error>> {
    items.collect().await
}

/// Pages of users with so many on each.
async fn users(sizes: &'static [usize]) -> Server {
    serve(sizes, |items, _| paged(items, sizes.len())).await
}

/// Arrays of assignments with so many in each.
async fn assignments(sizes: &[usize]) -> Server {
    serve(sizes, |items, _| Value::from(items)).await
}

fn paged(items: Vec<Value>, pages: usize) -> Value {
    json!({"results": items, "pagination": {"totalPages": pages, "totalResults": 3}})
}

/// A server with pages of those sizes; the items are called `page-index`.
async fn serve(sizes: &[usize], body: impl Fn(Vec<Value>, usize) -> Value + Send + 'static) -> Server {
    let sizes = sizes.to_vec();
    Server::start_with(move |request| {
        let page = page_of(request);
        let size = sizes.get(page - 1).copied().unwrap_or_default();
        let items = (0..size).map(|index| json!({"id": format!("{page}-{index}")})).collect();
        Answer::json(200, body(items, page).to_string())
    })
    .await
}

fn asked_pages(server: &Server) -> Vec<usize> {
    server.received().iter().map(page_of).collect()
}

fn page_of(request: &Received) -> usize {
    let page = request.query.split('&').find_map(|pair| pair.strip_prefix("page="));
    page.map_or(1, |page| page.parse().unwrap())
}
