//! Bodies that are not what was asked for: pages of proxies, nothing, other characters.

use crate::calls::{delete_user, text, user as jo};
use crate::fault::{Fault, Is, fault};
use crate::server::{answer, answer_with, read};

pub(crate) fn rows() -> Vec<Fault> {
    let html = "<html><body><h1>needle</h1></body></html>";
    let error = |found: &str| format!("getUserById: unexpected response: $: expected {found} (status 200 OK)");
    let bytes = |bytes: &[u8]| {
        let head =
            format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n", bytes.len());
        read().write([head.as_bytes(), bytes].concat())
    };
    vec![
        fault("body_empty", [answer(200, "")]).fails_with(Is::Decode, 200, &error("a body, found nothing")),
        fault("body_empty_of_a_refusal", [answer(400, "")]).fails_with(
            Is::Status,
            400,
            "getUserById: the server refused (status 400 Bad Request)",
        ),
        fault("body_of_spaces", [answer(200, " \n ")]).fails_with(Is::Decode, 200, &error("a body, found nothing")),
        fault("body_of_another_type_but_json", [answer_with(200, "content-type: text/plain", &jo().to_string())]),
        fault("body_without_a_type", [answer_with(200, "", &jo().to_string())]),
        fault("body_is_a_page_of_a_proxy", [answer_with(200, "content-type: text/html; charset=utf-8", html)])
            .fails_with(Is::Decode, 200, &error("JSON, found a body of type text/html")),
        fault("body_is_a_page_where_nothing_was_expected", [answer_with(200, "content-type: text/html", html)])
            .calling(delete_user)
            .fails_with(
                Is::Decode,
                200,
                "deleteUser: unexpected response: $: expected JSON, found a body of type text/html; the server did what was asked (status 200 OK)",
            ),
        fault("body_is_a_page_called_json", [answer(200, html)]).fails_with(
            Is::Decode,
            200,
            &error("JSON, found a syntax error at line 1 column 1"),
        ),
        fault("body_of_a_refusal_is_a_page", [answer_with(502, "content-type: text/html", html)])
            .fails_with(Is::Status, 502, r#"getUserById: the server refused: "needle" (status 502 Bad Gateway) after 3 attempts"#)
            .attempts(3),
        fault("body_is_not_utf_8", [bytes(b"{\"id\": \"\xff\"}")]).fails_with(
            Is::Decode,
            200,
            &error("UTF-8 text, found other bytes at offset 8"),
        ),
        fault("body_is_utf_16", [bytes(&[0xff, 0xfe, b'{', 0, b'}', 0])]).fails_with(
            Is::Decode,
            200,
            &error("UTF-8 text, found other bytes at offset 0"),
        ),
        fault("body_with_a_byte_order_mark", [bytes(b"\xef\xbb\xbf{\"id\": \"1\", \"firstName\": \"Jo\"}")]),
        fault("text_is_not_utf_8", [bytes(b"needle \xff")]).calling(text).fails_with(
            Is::Decode,
            200,
            "text: unexpected response: $: expected UTF-8 text, found other bytes at offset 7 (status 200 OK)",
        ),
    ]
}
