//! Responses that are handed out while they arrive.

use clientgen_runtime::{BodyError, Bytes, Stalled};

use crate::clock::{TestClock, limit};
use crate::fault::fault;
use crate::run::{CARRIERS, Report, clients, eventually};
use crate::server::{Exchange, Server, read};

const HEAD: &str = "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n";

#[tokio::test]
async fn a_stream_that_breaks_says_so() {
    for pieces in pieces(read().write(HEAD).write("12345").close()).await {
        assert_eq!(pieces.first().unwrap().as_ref().unwrap(), "12345");
        assert!(pieces.last().unwrap().is_err());
    }
}

/// Time limits end with the head; a download may take as long as it takes.
#[tokio::test]
async fn a_stream_is_not_cut_off_by_time_limits() {
    let exchange = read().write(HEAD).write("12345").await_time().write("67890");
    for pieces in pieces(exchange).await {
        let all: Vec<Bytes> = pieces.into_iter().map(Result::unwrap).collect();
        assert_eq!(all.concat(), b"1234567890");
    }
}

/// Where a limit of pauses is set, a download without progress ends, and its connection with it.
#[tokio::test]
async fn a_stream_that_pauses_for_too_long_ends() {
    let row = fault("", [read().write(HEAD).write("12345").pause().stall()]);
    for carrier in CARRIERS {
        let clock = TestClock::new();
        let server = Server::start(row.script.clone(), clock.clone());
        let clients = clients(&row, carrier, &server, &clock, &mut Report::default());
        let call = clients.thrive.users().get("1").stall_timeout(limit(30));
        let mut body = call.send_stream().await.unwrap().into_value();
        assert_eq!(body.next_chunk().await.unwrap().unwrap(), "12345");

        let error = body.next_chunk().await.unwrap().unwrap_err();

        assert!(error.is::<Stalled>(), "{error}");
        assert!(body.next_chunk().await.is_none());
        assert!(eventually(|| server.open() == 0).await, "{carrier:?}");
    }
}

/// What arrives over each transport.
async fn pieces(exchange: Exchange) -> Vec<Vec<Result<Bytes, BodyError>>> {
    let row = fault("", [exchange]);
    let mut all = Vec::new();
    for carrier in CARRIERS {
        let clock = TestClock::new();
        let server = Server::start(row.script.clone(), clock.clone());
        let clients = clients(&row, carrier, &server, &clock, &mut Report::default());
        let mut body = clients.thrive.users().get("1").send_stream().await.unwrap().into_value();
        let mut pieces = Vec::new();
        while let Some(piece) = body.next_chunk().await {
            clock.stall();
            let is_end = piece.is_err();
            pieces.push(piece);
            if is_end {
                break;
            }
        }
        all.push(pieces);
    }
    all
}
