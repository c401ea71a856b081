//! Where a body ends: lengths that lie, and chunks that make no sense.

use serde_json::json;

use crate::calls::{get_user_twice, user as jo};
use crate::fault::{Fault, Is, fault, user};
use crate::server::{Exchange, read};

pub(crate) fn rows() -> Vec<Fault> {
    [lengths(), chunks()].concat()
}

const FAILED: &str = "getUserById: the connection failed after 3 attempts";
const FAILED_WITH_200: &str = "getUserById: the connection failed (status 200 OK) after 3 attempts";
const TOO_LARGE: &str = "getUserById: the response has more than 1000 bytes (status 200 OK)";

fn head(headers: &str) -> Exchange {
    read().write(format!("HTTP/1.1 200 OK\r\n{headers}\r\n"))
}

fn lengths() -> Vec<Fault> {
    let jo = jo().to_string();
    let length = jo.len();
    let bad = [
        ("length_negative", "content-length: -5\r\n".to_owned()),
        ("length_no_number", "content-length: many\r\n".to_owned()),
        ("length_empty", "content-length: \r\n".to_owned()),
        ("length_that_no_number_holds", "content-length: 99999999999999999999999\r\n".to_owned()),
        ("length_twice_and_different", format!("content-length: {length}\r\ncontent-length: 3\r\n")),
        ("length_list_and_different", format!("content-length: {length}, 3\r\n")),
    ];
    let bad = bad.into_iter().map(|(name, headers)| {
        fault(name, [head(&headers).write(&jo).close()]).fails(Is::Connection, FAILED).attempts(3)
    });
    let others = [
        fault(
            "length_twice_and_the_same",
            [head(&format!("content-length: {length}\r\ncontent-length: {length}\r\n")).write(&jo)],
        ),
        fault("length_too_long", [head("content-length: 100\r\n").write(&jo).close()])
            .fails_with(Is::Connection, 200, FAILED_WITH_200)
            .attempts(3),
        fault("length_too_long_and_no_end", [head("content-length: 100\r\n").write(&jo).stall()])
            .fails(Is::Timeout, "getUserById: no response in time after 3 attempts")
            .attempts(3),
        fault("length_too_short", [head("content-length: 9\r\n").write(&jo)]).fails_with(
            Is::Decode,
            200,
            "getUserById: unexpected response: $: expected JSON, found the end of the text (status 200 OK)",
        ),
        // What is left over of the first response is no part of the second.
        fault(
            "length_too_short_then_another_request",
            [
                head("content-length: 10\r\n").write("{\"id\":\"0\"}HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n[]"),
                user(),
            ],
        )
        .calling(get_user_twice)
        .requests(2),
        fault("length_above_the_limit", [head("content-length: 1001\r\n")])
            .with(|setting| setting.max_response_size = 1000)
            .fails_with(Is::TooLarge, 200, TOO_LARGE),
        fault("length_above_the_usual_limit", [head("content-length: 67108865\r\n")]).fails_with(
            Is::TooLarge,
            200,
            "getUserById: the response has more than 67108864 bytes (status 200 OK)",
        ),
        fault("length_of_an_exabyte", [head("content-length: 1000000000000000000\r\n")]).fails_with(
            Is::TooLarge,
            200,
            "getUserById: the response has more than 67108864 bytes (status 200 OK)",
        ),
        fault(
            "length_beside_chunks",
            [head("content-length: 3\r\ntransfer-encoding: chunked\r\n").write("a\r\n{\"id\":\"1\"}\r\n0\r\n\r\n")],
        )
        .gets(json!({"id": "1"})),
        fault("no_length_until_closed", [head("").write(&jo).close()]),
        // HTTP cannot tell that something is missing; JSON can.
        fault("no_length_and_cut_off", [head("").write(r#"{"id": "1""#).close()]).fails_with(
            Is::Decode,
            200,
            "getUserById: unexpected response: $: expected JSON, found the end of the text (status 200 OK)",
        ),
        fault("no_length_and_http_1_0", [read().write(format!("HTTP/1.0 200 OK\r\n\r\n{jo}")).close()]),
        fault("no_length_and_no_end", [head("").repeat(" ".repeat(100))])
            .with(|setting| setting.max_response_size = 1000)
            .fails_with(Is::TooLarge, 200, TOO_LARGE),
        fault("refusal_without_end", [read().write("HTTP/1.1 404 No\r\n\r\n").repeat(" ".repeat(100))])
            .with(|setting| setting.max_response_size = 1000)
            .fails_with(Is::Status, 404, "getUserById: the server refused (status 404 Not Found)"),
    ];
    bad.chain(others).collect()
}

fn chunks() -> Vec<Fault> {
    let chunked = |chunks: &str| head("transfer-encoding: chunked\r\n").write(chunks);
    let bad = [
        ("chunk_size_no_number", "zz\r\n{}\r\n0\r\n\r\n"),
        ("chunk_size_negative", "-1\r\n{}\r\n0\r\n\r\n"),
        ("chunk_size_empty", "\r\n{}\r\n0\r\n\r\n"),
        ("chunk_size_that_no_number_holds", "fffffffffffffffff\r\n{}\r\n0\r\n\r\n"),
        ("chunk_longer_than_its_size", "2\r\n{\"id\":\"1\"}\r\n0\r\n\r\n"),
        ("chunk_without_end", "a\r\n{\"id\":\"1\"}"),
        ("chunks_without_the_last", "a\r\n{\"id\":\"1\"}\r\n"),
        ("chunks_with_a_bad_trailer", "a\r\n{\"id\":\"1\"}\r\n0\r\nx y: z\r\n\r\n"),
    ];
    let bad = bad.into_iter().map(|(name, chunks)| {
        fault(name, [chunked(chunks).close()]).fails_with(Is::Connection, 200, FAILED_WITH_200).attempts(3)
    });
    let others = [
        fault("chunks_one_byte_each", [chunked("1\r\n{\r\n1\r\n}\r\n0\r\n\r\n")]).fails_with(
            Is::Decode,
            200,
            "getUserById: unexpected response: $.id: expected a string, found nothing (status 200 OK)",
        ),
        fault("chunks_with_extensions_and_trailers", [chunked("a;x=y\r\n{\"id\":\"1\"}\r\n0\r\nx: z\r\n\r\n")])
            .gets(json!({"id": "1"})),
        fault(
            "chunks_of_gzip_in_the_transfer",
            [head("transfer-encoding: gzip, chunked\r\n").write("a\r\n{\"id\":\"1\"}\r\n0\r\n\r\n")],
        )
        .gets(json!({"id": "1"})),
        fault("transfer_encoding_unknown", [head("transfer-encoding: rot13\r\n").write("{\"id\":\"1\"}").close()])
            .gets(json!({"id": "1"})),
        fault(
            "chunks_in_http_1_0",
            [read()
                .write("HTTP/1.0 200 OK\r\ntransfer-encoding: chunked\r\n\r\na\r\n{\"id\":\"1\"}\r\n0\r\n\r\n")
                .close()],
        )
        .fails(Is::Connection, FAILED)
        .attempts(3),
        fault("chunks_without_number", [chunked("").repeat("5\r\n     \r\n".repeat(10))])
            .with(|setting| setting.max_response_size = 1000)
            .fails_with(Is::TooLarge, 200, TOO_LARGE),
        fault("chunk_of_exabytes", [chunked("fffffffffffffff0\r\n").repeat(" ".repeat(100))])
            .with(|setting| setting.max_response_size = 1000)
            .fails_with(Is::TooLarge, 200, TOO_LARGE),
        fault("chunk_extension_without_end", [chunked("1;").repeat("x".repeat(1000))])
            .fails_with(Is::Connection, 200, FAILED_WITH_200)
            .attempts(3),
        fault("chunk_trailers_without_end", [chunked("2\r\n{}\r\n0\r\n").repeat("x: y\r\n".repeat(100))])
            .fails_with(Is::Connection, 200, FAILED_WITH_200)
            .attempts(3),
    ];
    bad.chain(others).collect()
}
