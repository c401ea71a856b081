//! Calls without an async runtime.

use clientgen_runtime::blocking::{Wait, WaitEach};

use crate::fake::{Server, reply};

#[test]
fn whatever_can_be_awaited_can_be_waited_for() {
    let server = Server::new(|seen| match seen.url.rsplit_once("page=") {
        Some((_, page)) => {
            reply(200, format!(r#"{{"results": [{{"id": "{page}"}}], "pagination": {{"totalPages": 3}}}}"#))
        }
        None => reply(404, r#"{"message": "no"}"#),
    });
    let users = server.client().users();
    assert_eq!(users.list().page(3).wait().unwrap().results[0].id, "3");
    assert_eq!(users.list().page(3).send().wait().unwrap().status().as_u16(), 200);
    assert!(users.remove("1").wait().unwrap_err().is_not_found());
    let ids: Result<Vec<_>, _> = users.list().items().wait_each().map(|user| user.map(|user| user.id)).collect();
    assert_eq!(ids.unwrap(), ["1", "2", "3"]);
}

#[tokio::test]
async fn waiting_within_a_runtime_blocks_but_works() {
    let server = Server::always(200, "");
    server.client().users().remove("1").wait().unwrap();
}

#[cfg(feature = "hyper-no-provider")]
#[test]
fn real_connections_work_too() {
    use std::io::{Read, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 4096]);
            let body = r#"{"results": [{"id": "1"}], "pagination": {"totalPages": 1}}"#;
            let head = format!("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {}\r\n\r\n", body.len());
            stream.write_all((head + body).as_bytes()).unwrap();
        }
    });
    let client = crate::api::Client::builder().base_url(url).build().unwrap();
    assert_eq!(client.users().list().items().wait_each().count(), 1);
}
