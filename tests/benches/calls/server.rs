//! The server: this program again, started with `serve`, which responds with as little work as possible.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};

use crate::clients::{USERS, User};

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

/// Says where it is and serves until it is killed.
pub(crate) fn serve() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    println!("http://{}", listener.local_addr().unwrap());
    let answers = USERS.map(|user| (user, answer(user)));
    for stream in listener.incoming() {
        let (stream, answers) = (stream.unwrap(), answers.clone());
        std::thread::spawn(move || converse(stream, &answers));
    }
}

fn answer(user: User) -> String {
    let body = user.body();
    format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}", body.len())
}

fn converse(mut stream: TcpStream, answers: &[(User, String)]) {
    stream.set_nodelay(true).unwrap();
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
    while let Some(Ok(first)) = lines.next() {
        while lines.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
        let (_, answer) = answers.iter().find(|(user, _)| first.contains(user.name())).unwrap();
        stream.write_all(answer.as_bytes()).unwrap();
    }
}
