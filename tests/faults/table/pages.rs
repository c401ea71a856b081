//! Lists whose pages repeat, shrink, fail or never end.

use serde_json::{Value, json};

use crate::calls::{list_completions, list_users, list_users_ahead, resume_users};
use crate::fault::{Fault, Is, fault};
use crate::server::{Exchange, answer, read};

/// A page of these users that says how many pages there are.
fn page(ids: &[&str], total: Value) -> Exchange {
    let users: Vec<_> = ids.iter().map(|id| json!({"id": id})).collect();
    answer(200, &json!({"results": users, "pagination": {"totalPages": total}}).to_string())
}

/// A page that says nothing about others.
fn bare(ids: &[&str]) -> Exchange {
    answer(200, &ids.iter().map(|id| json!({"id": id})).collect::<Value>().to_string())
}

pub(crate) fn rows() -> Vec<Fault> {
    [repeated(), shrunk(), bare_lists(), endless(), failed()].concat()
}

fn listing(name: &str, exchanges: impl IntoIterator<Item = Exchange>) -> Fault {
    fault(name, exchanges).calling(list_users)
}

fn repeated() -> Vec<Fault> {
    let repeats = "listUsers: the server repeats a page";
    vec![
        listing("pages_all_the_same", [page(&["1", "2"], json!(9))]).fails(Is::Paging, repeats).items(2).requests(2),
        listing("pages_all_the_same_when_asked_for_ahead", [page(&["1", "2"], json!(9))])
            .calling(list_users_ahead)
            .fails(Is::Paging, repeats)
            .items(2)
            .requests_between(2, 4),
        listing("pages_none_after_being_asked_for_ahead", [page(&["1", "2"], json!(3)), page(&[], json!(0))])
            .calling(list_users_ahead)
            .gets(json!(["1", "2"]))
            .items(2)
            .requests_between(2, 3),
        listing(
            "pages_with_a_repetition",
            [page(&["1", "2"], json!(3)), page(&["3", "4"], json!(3)), page(&["3", "4"], json!(3))],
        )
        .fails(Is::Paging, repeats)
        .items(4)
        .requests(3),
        listing("pages_of_one_array_all_the_same", [bare(&["1", "2"])])
            .calling(list_completions)
            .fails(Is::Paging, "listCompletions: the server repeats a page")
            .items(2)
            .requests(2),
        // Items that moved from one page to the next while the list was read are no repetition of a page.
        listing("pages_that_overlap", [page(&["1", "2"], json!(2)), page(&["2", "3"], json!(2))])
            .gets(json!(["1", "2", "2", "3"]))
            .items(4)
            .requests(2),
    ]
}

fn shrunk() -> Vec<Fault> {
    vec![
        listing("page_that_shrinks", [page(&["1", "2"], json!(2)), page(&["3"], json!(2))])
            .gets(json!(["1", "2", "3"]))
            .items(3)
            .requests(2),
        listing(
            "page_that_is_empty_in_the_middle",
            [page(&["1", "2"], json!(3)), page(&[], json!(3)), page(&["5"], json!(3))],
        )
        .gets(json!(["1", "2", "5"]))
        .items(3)
        .requests(3),
        listing(
            "pages_become_fewer",
            [page(&["1", "2"], json!(3)), page(&["3", "4"], json!(2)), page(&["5", "6"], json!(2))],
        )
        .gets(json!(["1", "2", "3", "4"]))
        .items(4)
        .requests(2),
        listing("pages_counted_with_a_point", [page(&["1", "2"], json!(2.0)), page(&["3"], json!(2.0))])
            .gets(json!(["1", "2", "3"]))
            .items(3)
            .requests(2),
        listing("pages_none", [page(&[], json!(0))]).gets(json!([])),
        // Without a usable total, a short page is followed by one more request: servers may cap the size of pages.
        listing("pages_negative", [page(&["1"], json!(-1))]).gets(json!(["1"])).items(1).requests(2),
        listing("pages_null_and_one_short_page", [page(&["1"], Value::Null)]).gets(json!(["1"])).items(1).requests(2),
        listing("pages_zero_with_items", [page(&["1", "2"], json!(0))]).gets(json!(["1", "2"])).items(2),
    ]
}

/// Nothing in them tells how long they are.
fn bare_lists() -> Vec<Fault> {
    let row = |name: &str, pages: &[&[&str]]| {
        listing(name, pages.iter().map(|ids| bare(ids)).collect::<Vec<_>>()).calling(list_completions)
    };
    vec![
        row("bare_list_with_a_short_page_in_the_middle", &[&["1", "2"], &["3"], &["4", "5"], &[]])
            .gets(json!(["1", "2", "3", "4", "5"]))
            .items(5)
            .requests(4),
        row("bare_list_whose_last_page_is_repeated", &[&["1", "2"], &["3"]])
            .gets(json!(["1", "2", "3"]))
            .items(3)
            .requests(3),
        row("bare_list_whose_full_last_page_is_repeated", &[&["1", "2"], &["3", "4"]])
            .gets(json!(["1", "2", "3", "4"]))
            .items(4)
            .requests(3),
        row("bare_list_without_pages", &[&["1"]]).gets(json!(["1"])).items(1).requests(2),
    ]
}

fn endless() -> Vec<Fault> {
    let endless = "the server does not end the list";
    let ever_more: Vec<_> = (0..40)
        .map(|number: i32| page(&[&number.to_string(), &(-number - 1).to_string()], json!(number + 100)))
        .collect();
    let to_and_fro: Vec<_> =
        (0..40).map(|number| bare(if number % 2 == 0 { &["1", "2"] } else { &["3", "4"] })).collect();
    vec![
        listing("pages_without_end", ever_more)
            .fails(Is::Paging, &format!("listUsers: {endless}"))
            .items(38)
            .requests(20),
        listing("pages_to_and_fro", to_and_fro)
            .calling(list_completions)
            .fails(Is::Paging, "listCompletions: the server repeats a page")
            .items(4)
            .requests(3),
        listing("pages_empty_without_end", [page(&[], json!(9_000_000_000_000_000_000_u64))])
            .fails(Is::Paging, &format!("listUsers: {endless}"))
            .requests(20),
    ]
}

fn failed() -> Vec<Fault> {
    let refused = "listUsers: the server refused (status 404 Not Found)";
    vec![
        listing("page_fails", [page(&["1", "2"], json!(2)), answer(404, "")])
            .fails_with(Is::Status, 404, refused)
            .items(2)
            .requests(2),
        listing("first_page_fails", [answer(404, "")]).fails_with(Is::Status, 404, refused),
        listing("page_fails_for_a_moment", [page(&["1", "2"], json!(2)), read().reset(), page(&["3"], json!(2))])
            .gets(json!(["1", "2", "3"]))
            .items(3)
            .requests(3)
            .waits(&[250]),
        listing(
            "page_fails_and_the_list_is_resumed",
            [page(&["1", "2"], json!(2)), answer(404, ""), page(&["3"], json!(2))],
        )
        .calling(resume_users)
        .gets(json!(["3"]))
        .items(2)
        .requests(3),
        listing(
            "page_does_not_fit",
            [page(&["1", "2"], json!(2)), answer(200, r#"{"results": [{}], "pagination": {}}"#)],
        )
        .fails_with(
            Is::Decode,
            200,
            "listUsers: unexpected response: $.results[0].id: expected a string, found nothing (status 200 OK)",
        )
        .items(2)
        .requests(2),
    ]
}
