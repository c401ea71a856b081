//! Statuses of temporary conditions, and every form of `Retry-After`.

use std::time::Duration;

use serde_json::Value;

use crate::calls::{create_user, delete_user, get_user_again, update_user};
use crate::clock::limit;
use crate::fault::{Fault, Is, fault, user};
use crate::server::{Exchange, answer, answer_with};

pub(crate) fn rows() -> Vec<Fault> {
    [passing(), lasting(), not_twice(), retry_after()].concat()
}

fn passing() -> Vec<Fault> {
    let once = [408, 429, 500, 502, 503, 504]
        .map(|status| fault(format!("status_{status}_then_success"), [answer(status, "{}"), user()]).attempts(2));
    let always = [
        fault("status_503_always", [answer(503, "{}")])
            .fails_with(
                Is::Status,
                503,
                "getUserById: the server refused (status 503 Service Unavailable) after 3 attempts",
            )
            .attempts(3),
        fault("status_503_twice_then_404", [answer(503, ""), answer(503, ""), answer(404, "")])
            .fails_with(Is::Status, 404, "getUserById: the server refused (status 404 Not Found) after 3 attempts")
            .attempts(3),
        fault("status_503_to_a_delete", [answer(503, ""), answer(204, "")])
            .calling(delete_user)
            .gets(Value::Null)
            .attempts(2),
        fault("status_503_and_no_retries_wanted", [answer(503, "")])
            .with(|setting| setting.retry = thrive_client::RetryPolicy::none())
            .fails_with(Is::Status, 503, "getUserById: the server refused (status 503 Service Unavailable)"),
        // Every call has attempts of its own.
        fault("status_503_in_two_calls", [answer(503, ""), answer(503, ""), answer(503, ""), answer(503, ""), user()])
            .calling(get_user_again)
            .attempts(2)
            .requests(5)
            .waits(&[250, 500, 250]),
    ];
    once.into_iter().chain(always).collect()
}

fn lasting() -> Vec<Fault> {
    let statuses = [
        (400, "400 Bad Request"),
        (401, "401 Unauthorized"),
        (403, "403 Forbidden"),
        (404, "404 Not Found"),
        (409, "409 Conflict"),
        (422, "422 Unprocessable Entity"),
        (501, "501 Not Implemented"),
        (505, "505 HTTP Version Not Supported"),
    ];
    let row = |(status, shown): (u16, &str)| {
        let message = format!("getUserById: the server refused (status {shown})");
        fault(format!("status_{status}"), [answer(status, "{}")]).fails_with(Is::Status, status, &message)
    };
    statuses.into_iter().map(row).collect()
}

/// What may have been done already is not done again.
fn not_twice() -> Vec<Fault> {
    let post = [408, 429, 500, 502, 503, 504].map(|status| {
        let shown = http::StatusCode::from_u16(status).unwrap();
        fault(format!("status_{status}_to_a_post"), [answer(status, "{}"), user()]).calling(create_user).fails_with(
            Is::Status,
            status,
            &format!("createUser: the server refused (status {shown})"),
        )
    });
    let patch = fault("status_503_to_a_patch", [answer(503, ""), user()]).calling(update_user).fails_with(
        Is::Status,
        503,
        "updateUser: the server refused (status 503 Service Unavailable)",
    );
    let wanted = fault("status_503_to_a_post_that_may_be_repeated", [answer(503, ""), user()])
        .calling(create_user)
        .with(|setting| setting.retry = thrive_client::RetryPolicy::default().any_method())
        .attempts(2);
    post.into_iter().chain([patch, wanted]).collect()
}

fn retry_after() -> Vec<Fault> {
    // It is 08:49:37, and a quarter of a second is added so that not everybody comes at once.
    let obeyed = [
        ("seconds", "7", 7_250),
        ("zero_seconds", "0", 250),
        ("spaces_around", "  7  ", 7_250),
        ("fraction", "1.5", 1_750),
        ("date", "Sun, 06 Nov 1994 08:49:47 GMT", 10_250),
        ("date_of_rfc_850", "Sunday, 06-Nov-94 08:49:47 GMT", 10_250),
        ("date_of_asctime", "Sun Nov  6 08:49:47 1994", 10_250),
        ("date_that_has_passed", "Sun, 06 Nov 1994 08:00:00 GMT", 250),
        ("minute", "60", 60_250),
    ];
    let obeyed = obeyed.into_iter().map(|(name, value, wait)| (name, value, wait, 429));
    // As if it were not there.
    let ignored = ["soon", "-5", "", "NaN", "inf", "7 seconds", "0x10", "Sun, 99 Foo 1994 08:49:47 GMT", "\u{ff}"];
    let ignored = ignored.into_iter().map(|value| ("nonsense", value, 250, 429));
    let waits =
        obeyed.chain(ignored).chain([("seconds_of_503", "7", 7_250, 503)]).map(|(name, value, wait, status)| {
            let headers = format!("retry-after: {value}");
            fault(format!("retry_after_{name} {value}"), [answer_with(status, &headers, "{}"), user()])
                .attempts(2)
                .waits(&[wait])
        });
    let refused = "getUserById: the server refused (status 429 Too Many Requests)";
    let after = |value: &str| answer_with(429, &format!("retry-after: {value}"), "{}");
    let others = [
        fault("retry_after_longer_than_wanted", [after("3600"), user()])
            .fails_with(Is::Status, 429, refused)
            .retry_after(3600),
        fault("retry_after_a_date_longer_than_wanted", [after("Sun, 06 Nov 1994 09:49:37 GMT"), user()])
            .fails_with(Is::Status, 429, refused)
            .retry_after(3600),
        fault("retry_after_with_an_exponent", [after("1e5"), user()])
            // RFC 9110 has digits only.
            .attempts(2),
        fault("retry_after_more_seconds_than_numbers", [after("99999999999999999999999999"), user()])
            .fails_with(Is::Status, 429, refused)
            .retry_after(u64::MAX),
        fault("retry_after_longer_than_there_is_time", [after("50"), user()])
            .with(|setting| setting.timeout = limit(45))
            .fails_with(Is::Status, 429, refused)
            .retry_after(50),
        fault("retry_after_twice", [answer_with(429, "retry-after: 7\nretry-after: 9", ""), user()])
            .attempts(2)
            .waits(&[7_250]),
        fault("retry_after_of_a_day_when_wanted", [after("86400"), user()])
            .with(|setting| {
                setting.timeout = limit(100_000);
                setting.retry = thrive_client::RetryPolicy::default().max_retry_after(Duration::from_secs(86_400));
            })
            .attempts(2)
            .waits(&[86_400_250]),
        fault("retry_after_of_what_is_not_retried", [answer_with(404, "retry-after: 7", "")])
            .fails_with(Is::Status, 404, "getUserById: the server refused (status 404 Not Found)")
            .retry_after(7),
    ];
    waits.chain(others).chain(turned_away()).collect()
}

/// A server that says when to come again has done nothing, so a POST may be sent again.
fn turned_away() -> [Fault; 4] {
    let post = |name: &str, answers: [Exchange; 2]| fault(name, answers).calling(create_user);
    let refused = |status: &str| format!("createUser: the server refused (status {status})");
    [
        post("post_turned_away_by_429", [answer_with(429, "retry-after: 7", ""), user()]).attempts(2).waits(&[7_250]),
        post("post_turned_away_by_503", [answer_with(503, "retry-after: 7", ""), user()]).attempts(2).waits(&[7_250]),
        post("post_refused_without_a_time", [answer_with(503, "", ""), user()]).fails_with(
            Is::Status,
            503,
            &refused("503 Service Unavailable"),
        ),
        post("post_that_failed_inside", [answer_with(500, "retry-after: 7", ""), user()])
            .fails_with(Is::Status, 500, &refused("500 Internal Server Error"))
            .retry_after(7),
    ]
}
