//! A server in a process of its own, which is this program again, started with `serve`; and one thread for its callers.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};

use tokio::runtime::{Builder, Runtime};

/// Everything happens on one thread, so that its CPU time is all there is.
pub(crate) fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

/// The server's process, which ends with this value.
pub(crate) struct Process {
    child: Child,
    pub(crate) url: String,
}

impl Process {
    pub(crate) fn start() -> Self {
        let program = std::env::current_exe().unwrap();
        let mut child = Command::new(program).arg("serve").stdout(Stdio::piped()).spawn().unwrap();
        let mut url = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut url).unwrap();
        Self { child, url: url.trim().to_owned() }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Says where it is and serves until it is killed. `answer` has the first line of a request and writes the whole response.
pub(crate) fn serve(answer: impl Fn(&str, &mut TcpStream) + Clone + Send + 'static) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    println!("http://{}", listener.local_addr().unwrap());
    for stream in listener.incoming() {
        let (stream, answer) = (stream.unwrap(), answer.clone());
        std::thread::spawn(move || converse(stream, answer));
    }
}

fn converse(mut stream: TcpStream, answer: impl Fn(&str, &mut TcpStream)) {
    stream.set_nodelay(true).unwrap();
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
    while let Some(Ok(first)) = lines.next() {
        while lines.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
        answer(&first, &mut stream);
    }
}

/// A response with a body of JSON.
pub(crate) fn response(body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}", body.len())
}

/// Sends a response as one piece.
pub(crate) fn send(response: &str, stream: &mut TcpStream) {
    stream.write_all(response.as_bytes()).unwrap();
}
