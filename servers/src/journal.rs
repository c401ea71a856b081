//! [`Journal`]: what came of each call, as a line of JSON on standard output.

use clientgen_runtime::{DecodeError, Error, FromErrorBody, Items, Page, Response, ResponseFuture};
use serde_json::{Value, json};

/// What came of the calls of a program.
#[derive(Debug, Default)]
pub struct Journal {
    calls: usize,
}

impl Journal {
    /// Makes a call that the server accepts. Returns what it answered, if that could be read.
    pub async fn ok<T, B>(&mut self, name: &str, call: ResponseFuture<Response<T>, B>) -> Option<T>
    where
        ResponseFuture<Response<T>, B>: Future<Output = Result<Response<T>, Error<B>>>,
    {
        match call.await {
            Ok(response) => {
                let drift: Vec<Value> = response.drift().iter().map(line).collect();
                let outcome = if drift.is_empty() { "ok" } else { "drift" };
                self.print(
                    json!({"call": name, "outcome": outcome, "status": response.status().as_u16(), "drift": drift}),
                );
                Some(response.into_value())
            }
            Err(error) => {
                self.failed(name, &error);
                None
            }
        }
    }

    /// Walks a list to its end, one page after the other; it is to have so many items.
    pub async fn walked<P, B>(&mut self, name: &str, items: Items<P, B>, count: usize)
    where
        P: Page,
        B: FromErrorBody + 'static,
    {
        let mut items = items.prefetch(0);
        let mut found = 0;
        loop {
            match items.next().await {
                Some(Ok(_)) => found += 1,
                Some(Err(error)) => return self.failed(name, &error),
                None => break,
            }
        }
        let drift: Vec<Value> = items.drift().iter().map(line).collect();
        let outcome = match (found == count, drift.is_empty()) {
            (true, true) => "ok",
            (true, false) => "drift",
            (false, _) => "accepted",
        };
        let message = format!("{found} items of {count}");
        self.print(json!({"call": name, "outcome": outcome, "drift": drift, "message": message}));
    }

    /// Makes a call that the server refuses with this status.
    pub async fn refused<T, B>(&mut self, name: &str, status: u16, call: ResponseFuture<Response<T>, B>)
    where
        ResponseFuture<Response<T>, B>: Future<Output = Result<Response<T>, Error<B>>>,
    {
        match call.await {
            Ok(response) => {
                let status = response.status().as_u16();
                self.print(json!({"call": name, "outcome": "accepted", "status": status}));
            }
            Err(error) if error.status().is_some_and(|found| found.as_u16() == status) => {
                self.print(json!({"call": name, "outcome": "ok", "status": status}));
            }
            Err(error) => self.failed(name, &error),
        }
    }

    fn failed<B>(&mut self, name: &str, error: &Error<B>) {
        let places = error.decode_error().map(DecodeError::drift).unwrap_or_default();
        let drift: Vec<Value> = places.iter().map(line).collect();
        let outcome = if error.is_done_by_server() {
            "unreadable"
        } else if error.status().is_some() {
            "refused"
        } else {
            "unsent"
        };
        let status = error.status().map(|status| status.as_u16());
        let message: String = error.to_string().chars().take(400).collect();
        self.print(json!({"call": name, "outcome": outcome, "status": status, "drift": drift, "message": message}));
    }

    #[expect(clippy::print_stdout, reason = "the command reads it")]
    fn print(&mut self, line: Value) {
        self.calls += 1;
        println!("{line}");
    }
}

fn line(drift: &clientgen_runtime::Drift) -> Value {
    json!({
        "path": drift.path(),
        "kind": format!("{:?}", drift.kind()),
        "expected": drift.expected(),
        "found": drift.found(),
    })
}
