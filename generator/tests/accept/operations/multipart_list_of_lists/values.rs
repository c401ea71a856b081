//! The parts.

use client::models::CreateBoardRequest;

#[test]
fn each_inner_list_is_a_part() {
    let board = CreateBoardRequest::new(vec![vec![1], vec![2, 3]]).photos([b"png".to_vec()]);
    let call = sent(|client: client::Client| client.boards().create(board));
    let text = body(&call);
    let parts: Vec<&str> = text.split("name=\"grid\"").skip(1).collect();
    assert_eq!(parts.len(), 2, "{text}");
    assert!(parts[0].starts_with("\r\nContent-Type: application/json\r\n\r\n[1]\r\n"), "{text}");
    assert!(parts[1].starts_with("\r\nContent-Type: application/json\r\n\r\n[2,3]\r\n"), "{text}");
    assert!(text.contains("Content-Type: image/png\r\n\r\npng\r\n"), "{text}");
}
