//! Connections that are not made, break or stand still.

use serde_json::Value;

use crate::calls::{
    create_big_user, create_user, delete_user, get_then_create, get_user_again, get_user_twice, put, put_broken_stream,
    put_stream, update_user, user as jo,
};
use crate::clock::limit;
use crate::fault::{Fault, Is, Place, fault, user};
use crate::server::{accept, answer, read, read_head, response};

pub(crate) fn rows() -> Vec<Fault> {
    [unmade(), broken_before_the_response(), broken_within_the_response(), kept(), large_uploads(), slow()].concat()
}

const GET_REFUSED: &str = "getUserById: no connection: it was refused after 3 attempts";
const GET_UNSENT: &str = "getUserById: no connection after 3 attempts";
const POST_FAILED: &str = "createUser: the connection failed";
const POST_FAILED_WITH_200: &str =
    "createUser: the connection failed; the server reported success before (status 200 OK)";
const GET_FAILED: &str = "getUserById: the connection failed after 3 attempts";
const GET_FAILED_WITH_200: &str = "getUserById: the connection failed (status 200 OK) after 3 attempts";

fn unmade() -> Vec<Fault> {
    vec![
        fault("connection_refused", [])
            .with(|setting| setting.place = Place::Nowhere)
            .fails(Is::Connect, GET_REFUSED)
            .attempts(3)
            .requests(0),
        // Nothing was sent, so even a POST may be tried again.
        fault("connection_refused_to_a_post", [])
            .with(|setting| setting.place = Place::Nowhere)
            .calling(create_user)
            .fails(Is::Connect, "createUser: no connection: it was refused after 3 attempts")
            .attempts(3)
            .requests(0),
        // The key is in the query; neither the error nor a log may show the URL.
        fault("connection_refused_with_a_key_in_the_query", [])
            .with(|setting| setting.place = Place::Nowhere)
            .calling(put)
            .fails(Is::Connect, "put: no connection: it was refused after 3 attempts")
            .attempts(3)
            .requests(0),
        fault("tls_with_a_server_that_has_none", [accept().write(response(400, "", "")).close()])
            .with(|setting| setting.place = Place::Tls)
            .fails(Is::Connect, "getUserById: no connection: the server does not speak TLS")
            .requests(0),
        fault("tls_handshake_that_stands_still", [accept().stall()])
            .with(|setting| setting.place = Place::Tls)
            .fails(Is::Timeout, "getUserById: no response in time after 3 attempts")
            .attempts(3)
            .requests(0),
        fault("connection_closed_when_made", [accept().close()])
            .fails_as(&[Is::Connect, Is::Connection], &[None], &[GET_UNSENT, GET_FAILED])
            .attempts(3)
            .requests(0),
        fault("connection_reset_when_made", [accept().reset()])
            .fails_as(&[Is::Connect, Is::Connection], &[None], &[GET_UNSENT, GET_FAILED])
            .attempts(3)
            .requests(0),
    ]
}

fn broken_before_the_response() -> Vec<Fault> {
    vec![
        fault("closed_before_the_response", [read().close()]).fails(Is::Connection, GET_FAILED).attempts(3),
        fault("reset_before_the_response", [read().reset()]).fails(Is::Connection, GET_FAILED).attempts(3),
        fault("reset_once_then_success", [read().reset(), user()]).attempts(2),
        fault("reset_before_the_response_to_a_post", [read().reset()])
            .calling(create_user)
            .fails(Is::Connection, POST_FAILED),
        fault("closed_before_the_response_to_a_post", [read().close()])
            .calling(create_user)
            .fails(Is::Connection, POST_FAILED),
        fault("reset_before_the_response_to_a_patch", [read().reset()])
            .calling(update_user)
            .fails(Is::Connection, "updateUser: the connection failed"),
        fault("reset_before_the_response_to_a_delete", [read().reset(), answer(204, "")])
            .calling(delete_user)
            .gets(Value::Null)
            .attempts(2),
        fault("reset_before_the_response_to_a_put", [read().reset(), answer(200, "7")])
            .calling(put)
            .gets(7.into())
            .attempts(2),
    ]
}

fn broken_within_the_response() -> Vec<Fault> {
    let half = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{\"id\": \"1";
    vec![
        fault("closed_in_the_status_line", [read().write("HTTP/1.1 2").close()])
            .fails(Is::Connection, GET_FAILED)
            .attempts(3),
        fault("closed_in_the_headers", [read().write("HTTP/1.1 200 OK\r\ncontent-ty").close()])
            .fails(Is::Connection, GET_FAILED)
            .attempts(3),
        fault("reset_in_the_headers", [read().write("HTTP/1.1 200 OK\r\ncontent-ty").reset()])
            .fails(Is::Connection, GET_FAILED)
            .attempts(3),
        fault("closed_in_the_body", [read().write(half).close()])
            .fails_with(Is::Connection, 200, GET_FAILED_WITH_200)
            .attempts(3),
        fault("closed_in_the_body_once", [read().write(half).close(), user()]).attempts(2),
        fault("closed_in_the_body_for_a_post", [read().write(half).close()]).calling(create_user).fails_with(
            Is::Connection,
            200,
            POST_FAILED_WITH_200,
        ),
        // What was written before a reset may or may not be read.
        fault("reset_in_the_body_for_a_post", [read().write(half).reset()]).calling(create_user).fails_as(
            &[Is::Connection],
            &[None, Some(200)],
            &[POST_FAILED, POST_FAILED_WITH_200],
        ),
        // The status of a refusal says more than its body.
        fault(
            "closed_in_the_body_of_a_refusal",
            [read().write("HTTP/1.1 404 Not Found\r\ncontent-length: 100\r\n\r\n{\"err").close()],
        )
        .fails_with(Is::Status, 404, "getUserById: the server refused (status 404 Not Found)"),
    ]
}

fn kept() -> Vec<Fault> {
    let stale = response(200, "content-type: application/json", r#"{"id": "stale"}"#);
    vec![
        fault("kept_connection_closed_between_requests", [user().close(), user()]).calling(get_user_twice).requests(2),
        fault("kept_connection_closed_between_requests_before_a_post", [user().close(), user()])
            .calling(get_then_create)
            .requests(2),
        fault("kept_connection_closed_under_a_request", [user(), read().close(), user()])
            .calling(get_user_twice)
            .attempts(2)
            .requests(3),
        // The request has been sent; whether it was processed is not known.
        fault("kept_connection_closed_under_a_post", [user(), read().close(), user()])
            .calling(get_then_create)
            .fails(Is::Connection, POST_FAILED)
            .requests(2),
        fault("garbage_after_the_response", [user().write("garbage\r\n\r\n"), user()])
            .calling(get_user_twice)
            .requests(2),
        fault("kept_connection_that_says_408", [user().write(response(408, "connection: close", "")).close(), user()])
            .calling(get_then_create)
            .requests(2),
        fault(
            "connection_close_announced_and_not_done",
            [read().write(response(200, "connection: close", &jo().to_string())).hold()],
        ),
        // A response nobody asked for must not become the answer of the next request.
        fault("second_response_after_the_response", [user().write(&stale), user()]).calling(get_user_twice).requests(2),
        fault(
            "second_response_in_one_packet",
            [read().write([&response(200, "", &jo().to_string())[..], &stale].concat()), user()],
        )
        .calling(get_user_twice)
        .requests(2),
        fault("kept_connection_with_a_body_above_the_limit", [answer(404, &" ".repeat(5000)), user()])
            .with(|setting| setting.max_response_size = 1000)
            .calling(get_user_again)
            .requests(2),
        fault(
            "connection_with_an_unread_body",
            [read().write("HTTP/1.1 404 Not Found\r\ncontent-length: 5000\r\n\r\nx").hold(), user()],
        )
        .with(|setting| setting.max_response_size = 1000)
        .calling(get_user_again)
        .requests(2),
        fault(
            "connection_close_announced",
            [read().write(response(200, "connection: close", &jo().to_string())).close(), user()],
        )
        .calling(get_user_twice)
        .requests(2),
    ]
}

fn large_uploads() -> Vec<Fault> {
    let refused = response(413, "connection: close", "");
    vec![
        fault("closed_after_a_large_upload", [read().close()])
            .calling(create_big_user)
            .fails(Is::Connection, POST_FAILED),
        fault("answered_before_the_upload_was_read", [read_head().write(&refused).read_body().close()])
            .calling(create_big_user)
            .fails_with(Is::Status, 413, "createUser: the server refused (status 413 Payload Too Large)"),
        // Closing with unread data resets the connection, which may destroy the response on its way.
        fault("answered_and_closed_before_the_upload_was_read", [read_head().write(&refused).close()])
            .calling(create_big_user)
            .fails_as(
                &[Is::Status, Is::Connection],
                &[None, Some(413)],
                &[POST_FAILED, "createUser: the server refused (status 413 Payload Too Large)"],
            ),
        fault("closed_in_the_middle_of_the_upload", [read_head().close()])
            .calling(create_big_user)
            .fails(Is::Connection, POST_FAILED),
        // A stream can be sent once, even where sending twice would do no harm.
        fault("upload_of_a_stream_that_is_reset", [read_head().reset()])
            .calling(put_stream)
            .fails(Is::Connection, "put: the connection failed"),
        fault("upload_of_a_stream_that_is_not_connected", [])
            .with(|setting| setting.place = Place::Nowhere)
            .calling(put_stream)
            .fails(Is::Connect, "put: no connection: it was refused")
            .requests(0),
        fault("upload_of_a_stream_to_503", [read_head().write(response(503, "connection: close", "")).close()])
            .calling(put_stream)
            .fails_as(
                &[Is::Status, Is::Connection],
                &[None, Some(503)],
                &["put: the connection failed", "put: the server refused (status 503 Service Unavailable)"],
            ),
        fault("upload_of_a_stream_that_breaks", [read_head().hold()])
            .calling(put_broken_stream)
            .fails(Is::Connection, "put: the connection failed")
            .requests_between(0, 1),
        fault("upload_that_nobody_reads", [read_head().stall()])
            .calling(create_big_user)
            .unnoticed()
            .fails(Is::Timeout, "createUser: no response in time"),
    ]
}

fn slow() -> Vec<Fault> {
    let head = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n";
    vec![
        fault("slow_response", [read().stall()])
            .fails(Is::Timeout, "getUserById: no response in time after 3 attempts")
            .attempts(3),
        fault("slow_response_once", [read().stall(), user()]).attempts(2),
        fault("slow_response_to_a_post", [read().stall()])
            .calling(create_user)
            .fails(Is::Timeout, "createUser: no response in time"),
        fault("slow_headers", [read().write("HTTP/1.1 200 OK\r\n").drip("x")])
            .fails(Is::Timeout, "getUserById: no response in time after 3 attempts")
            .attempts(3),
        fault("slow_body", [read().write(head).stall()])
            .fails(Is::Timeout, "getUserById: no response in time after 3 attempts")
            .attempts(3),
        fault(
            "slow_body_of_a_refusal",
            [read().write("HTTP/1.1 404 Not Found\r\ncontent-length: 100\r\n\r\n").pause().stall()],
        )
        .fails_with(Is::Status, 404, "getUserById: the server refused (status 404 Not Found)"),
        fault("slow_body_byte_by_byte", [read().write("HTTP/1.1 200 OK\r\n\r\n").drip(" ")])
            .fails(Is::Timeout, "getUserById: no response in time after 3 attempts")
            .attempts(3),
        fault("slow_body_for_a_post", [read().write(head).stall()])
            .calling(create_user)
            .fails(Is::Timeout, "createUser: no response in time"),
        fault("slow_connection_that_says_nothing", [accept().stall()])
            .fails(Is::Timeout, "getUserById: no response in time after 3 attempts")
            .attempts(3)
            .requests(0),
        fault("no_time_left_for_a_second_attempt", [read().stall()])
            .with(|setting| setting.timeout = limit(600))
            .fails(Is::Timeout, "getUserById: no result in time"),
        fault("time_runs_out_in_the_second_attempt", [read().stall()])
            .with(|setting| setting.timeout = limit(1_500))
            .fails(Is::Timeout, "getUserById: no result in time after 2 attempts")
            .attempts(2),
    ]
}
