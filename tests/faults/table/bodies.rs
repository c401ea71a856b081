//! Bodies that are not what was asked for: pages of proxies, nothing, other characters.

use serde_json::json;

use crate::calls::{delete_user, get_user_strictly, text, user as jo};
use crate::fault::{Fault, Is, fault};
use crate::server::{Exchange, answer, answer_with, read};

/// Little-endian, with a byte order mark.
fn utf_16(text: &str) -> Vec<u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

fn latin_1(body: &[u8]) -> Exchange {
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json; charset=ISO-8859-1\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    read().write([head.as_bytes(), body].concat())
}

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
        fault("body_is_utf_16", [bytes(&utf_16(&jo().to_string()))]),
        fault("body_is_utf_16_strict", [bytes(&utf_16(&jo().to_string()))]).calling(get_user_strictly).fails_with(
            Is::Decode,
            200,
            &error("UTF-8 text, found other bytes at offset 0"),
        ),
        fault("body_is_half_of_utf_16", [bytes(&utf_16(&jo().to_string())[..9])]).fails_with(
            Is::Decode,
            200,
            &error("UTF-8 text, found other bytes at offset 0"),
        ),
        fault("body_in_latin_1", [latin_1(b"{\"id\": \"1\", \"firstName\": \"Zo\xeb\"}")])
            .gets(json!({"id": "1", "firstName": "Zoë"})),
        fault("text_in_latin_1", [latin_1(b"Zo\xeb")]).calling(text).gets(json!("Zoë")),
        fault("body_with_a_byte_order_mark", [bytes(b"\xef\xbb\xbf{\"id\": \"1\", \"firstName\": \"Jo\"}")]),
        fault("text_is_not_utf_8", [bytes(b"needle \xff")]).calling(text).fails_with(
            Is::Decode,
            200,
            "text: unexpected response: $: expected UTF-8 text, found other bytes at offset 7 (status 200 OK)",
        ),
    ]
}
