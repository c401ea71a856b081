//! Only the byte 0x1E begins a new text.

use client::models::Line;
use clientgen_runtime::JsonLines;

fn ids(mut lines: JsonLines<Line>) -> Vec<i64> {
    let mut ids = Vec::new();
    while let Some(line) = wait(lines.next()) {
        ids.push(line.expect("each text is a line").id);
    }
    ids
}

#[test]
fn a_text_may_have_line_feeds_inside() {
    let lines = received("\u{1e}{\"id\":1}\n\u{1e}{\n\"id\":2}\n", |client: client::Client| client.log().read());
    assert_eq!(ids(lines), [1, 2]);
    let places = received("\u{1e}{\"id\":3}\n", |client: client::Client| client.log().read_places());
    assert_eq!(ids(places), [3]);
}
