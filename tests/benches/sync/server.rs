//! The server: this program again, started with `serve`, which answers with pages of users that it has ready.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};

use crate::page::{self, Derived, USERS};

/// The server's process, which ends with this value.
pub(crate) struct Process {
    child: Child,
    pub(crate) root: String,
}

impl Process {
    pub(crate) fn start() -> Self {
        let program = std::env::current_exe().unwrap();
        let mut child = Command::new(program).arg("serve").stdout(Stdio::piped()).spawn().unwrap();
        let mut root = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut root).unwrap();
        Self { child, root: root.trim().to_owned() }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Says where it is and serves until it is killed.
pub(crate) fn serve() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    println!("http://{}", listener.local_addr().unwrap());
    let page = Page::new();
    for stream in listener.incoming() {
        let (stream, page) = (stream.unwrap(), page.clone());
        std::thread::spawn(move || converse(stream, &page));
    }
}

/// The users of a page around the id of the first one, which is another on each page.
#[derive(Clone)]
struct Page {
    before: String,
    after: String,
}

impl Page {
    /// The page with its keys in the order of the document.
    fn new() -> Self {
        let users = serde_json::from_str::<Derived>(&page::text()).unwrap().results;
        let text = serde_json::to_string(&users).unwrap();
        let (before, after) = text.split_once(&users[0].id).unwrap();
        Self { before: before.to_owned(), after: after.to_owned() }
    }

    fn answer(&self, page: usize, pages: usize) -> String {
        let Self { before, after } = self;
        let body = format!(
            r#"{{"results":{before}{:024x}{after},"pagination":{{"totalResults":{},"totalPages":{pages},"page":{page},"perPage":{USERS}}}}}"#,
            page * USERS,
            pages * USERS,
        );
        format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}", body.len())
    }
}

fn converse(mut stream: TcpStream, page: &Page) {
    stream.set_nodelay(true).unwrap();
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
    while let Some(Ok(first)) = lines.next() {
        while lines.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
        let (pages, number) = (between(&first, "GET /", "/"), between(&first, "?page=", "&"));
        stream.write_all(page.answer(number, pages).as_bytes()).unwrap();
    }
}

/// The number after some text and before another.
fn between(line: &str, before: &str, after: &str) -> usize {
    let (_, rest) = line.split_once(before).unwrap();
    rest.split_once(after).unwrap().0.parse().unwrap()
}
