//! Heads of responses: not HTTP, odd statuses, bad and too many headers.

use serde_json::{Value, json};

use crate::calls::{delete_user, head, user as jo};
use crate::fault::{Fault, Is, fault};
use crate::server::{answer, answer_with, read, response};

pub(crate) fn rows() -> Vec<Fault> {
    [not_http(), statuses(), informational(), without_body(), headers()].concat()
}

const FAILED: &str = "getUserById: the connection failed after 3 attempts";
const FAILED_FOR_GOOD: &str = "getUserById: the connection failed";

fn not_http() -> Vec<Fault> {
    let lines: [(&str, &[u8]); 8] = [
        ("ssh", b"SSH-2.0-OpenSSH_9.9\r\n\r\n"),
        ("tls", b"\x15\x03\x01\x00\x02\x02\x46"),
        ("http_2_settings", b"\x00\x00\x06\x04\x00\x00\x00\x00\x00\x00\x03\x00\x00\x00\x64"),
        ("html_without_head", b"<html><body>it works</body></html>\r\n\r\n"),
        ("zeros", &[0; 1000]),
        ("status_of_two_digits", b"HTTP/1.1 20 OK\r\n\r\n"),
        ("status_of_no_digits", b"HTTP/1.1 two OK\r\n\r\n"),
        ("status_000", b"HTTP/1.1 000 Zero\r\n\r\n"),
    ];
    lines
        .into_iter()
        .map(|(name, bytes)| fault(name, [read().write(bytes).close()]).fails(Is::Connection, FAILED).attempts(3))
        .collect()
}

fn statuses() -> Vec<Fault> {
    vec![
        fault("status_999", [answer(999, "{}")]).fails_with(
            Is::Status,
            999,
            "getUserById: the server refused (status 999 <unknown status code>)",
        ),
        fault("status_304", [read().write("HTTP/1.1 304 Not Modified\r\netag: x\r\n\r\n")]).fails_with(
            Is::Status,
            304,
            "getUserById: not modified (status 304 Not Modified)",
        ),
        fault("status_300", [answer_with(300, "location: /other", "")]).fails_with(
            Is::Status,
            300,
            "getUserById: the server refused (status 300 Multiple Choices)",
        ),
        fault("status_of_an_unknown_success", [answer(299, &jo().to_string())]),
        fault(
            "reason_that_is_long",
            [read().write(format!("HTTP/1.1 404 {}\r\ncontent-length: 0\r\n\r\n", "needle ".repeat(1000)))],
        )
        .fails_with(Is::Status, 404, "getUserById: the server refused (status 404 Not Found)"),
        fault("reason_of_other_bytes", [read().write(b"HTTP/1.1 404 \xff\xfe\x80\r\ncontent-length: 0\r\n\r\n")])
            .fails_with(Is::Status, 404, "getUserById: the server refused (status 404 Not Found)"),
    ]
}

fn informational() -> Vec<Fault> {
    let then = |head: &str| [head.as_bytes(), &response(200, "", &jo().to_string())].concat();
    vec![
        fault(
            "continue_and_early_hints_first",
            [read().write(then("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n"))],
        ),
        fault("endless_early_hints", [read().drip("HTTP/1.1 103 Early Hints\r\n\r\n".repeat(100))])
            .fails(Is::Timeout, "getUserById: no response in time after 3 attempts")
            .attempts(3),
        fault(
            "switching_protocols_unasked",
            [read().write("HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\nhello")],
        )
        .fails_with(Is::Status, 101, "getUserById: the server refused (status 101 Switching Protocols)"),
    ]
}

fn without_body() -> Vec<Fault> {
    vec![
        fault("status_204_where_a_value_was_expected", [answer(204, "")]).fails_with(
            Is::Decode,
            204,
            "getUserById: unexpected response: $: expected a body, found nothing (status 204 No Content)",
        ),
        fault("status_204_with_a_body", [answer(204, r#"{"id": "1"}"#)]).calling(delete_user).gets(Value::Null),
        fault("head_with_a_length", [read().write("HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n")])
            .calling(head)
            .gets(Value::Null),
        fault(
            "head_with_a_length_above_the_limit",
            [read().write("HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n")],
        )
        .calling(head)
        .gets(Value::Null),
        fault("head_with_a_body", [answer(200, r#"{"id": "1"}"#).close()]).calling(head).gets(Value::Null),
        fault(
            "head_with_an_encoding",
            [read().write("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 20\r\n\r\n")],
        )
        .calling(head)
        .gets(Value::Null),
    ]
}

fn headers() -> Vec<Fault> {
    let with = |headers: &[u8]| {
        let body = jo().to_string();
        let length = format!("content-length: {}\r\n\r\n{body}", body.len());
        read().write([b"HTTP/1.1 200 OK\r\n", headers, length.as_bytes()].concat())
    };
    let bad: [(&str, &[u8]); 6] = [
        ("header_name_with_a_space", b"x y: z\r\n"),
        ("header_name_of_other_bytes", b"x\xff: z\r\n"),
        ("header_without_a_name", b": z\r\n"),
        ("header_without_a_colon", b"x\r\n"),
        ("header_value_with_a_zero", b"x: a\0b\r\n"),
        ("header_over_two_lines", b"x: a\r\n b\r\n"),
    ];
    let bad = bad.into_iter().map(|(name, bytes)| fault(name, [with(bytes)]).fails(Is::Connection, FAILED).attempts(3));
    let fine = [
        fault("header_value_of_other_bytes", [with(b"x: \xff\xfe\r\n")]),
        fault("header_value_empty", [with(b"x:\r\n")]),
        fault("header_lines_that_end_in_lf", [read().write("HTTP/1.1 200 OK\ncontent-length: 10\n\n{\"id\":\"1\"}")])
            .gets(json!({"id": "1"})),
        fault("header_content_type_of_other_bytes", [with(b"content-type: \xff\r\n")]),
        fault("header_content_type_twice", [with(b"content-type: text/html\r\ncontent-type: application/json\r\n")]),
        fault("header_request_id_that_lies", [answer_with(404, &format!("x-request-id: {}", "x".repeat(50_000)), "")])
            .fails_with(Is::Status, 404, "getUserById: the server refused (status 404 Not Found)"),
    ];
    // The next response would have as large a head.
    let bombs = [
        fault("headers_without_end", [read().write("HTTP/1.1 200 OK\r\n").repeat("x: y\r\n".repeat(100))])
            .fails(Is::Connection, FAILED_FOR_GOOD),
        fault("header_without_end", [read().write("HTTP/1.1 200 OK\r\nx: ").repeat("y".repeat(1000))])
            .fails(Is::Connection, FAILED_FOR_GOOD),
        fault("headers_of_a_thousand_lines", [with(&b"x: y\r\n".repeat(1000))]).fails(Is::Connection, FAILED_FOR_GOOD),
    ];
    bad.chain(fine).chain(bombs).collect()
}
