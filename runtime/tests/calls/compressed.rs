//! Compressed responses.

use async_compression::tokio::write::{BrotliEncoder, GzipEncoder, ZstdEncoder};
use clientgen_runtime::{Body, RetryPolicy, http};
use tokio::io::AsyncWriteExt;

use crate::api::{Client, User};
use crate::fake::Server;

async fn compress(encoding: &str, bytes: &[u8]) -> Vec<u8> {
    macro_rules! with {
        ($encoder:ident) => {{
            let mut encoder = $encoder::new(Vec::new());
            encoder.write_all(bytes).await.unwrap();
            encoder.shutdown().await.unwrap();
            encoder.into_inner()
        }};
    }
    match encoding {
        "br" => with!(BrotliEncoder),
        "zstd" => with!(ZstdEncoder),
        _ => with!(GzipEncoder),
    }
}

fn client(encoding: &'static str, body: Vec<u8>) -> Client {
    let transport = move |_: http::Request<Body>| {
        let response = http::Response::builder().header("content-encoding", encoding).body(Body::from(body.clone()));
        std::future::ready(Ok(response.unwrap()))
    };
    Client::builder().transport(transport).retry(RetryPolicy::none()).build().unwrap()
}

#[tokio::test]
async fn every_encoding_is_undone() {
    let body = br#"{"id": "1"}"#;
    for encoding in ["gzip", "x-gzip", "br", "zstd", "identity"] {
        let bytes = if encoding == "identity" { body.to_vec() } else { compress(encoding, body).await };
        let response = client(encoding, bytes).users().create(User::new("1")).send().await.unwrap();
        assert_eq!(response.id, "1", "{encoding}");
        assert_eq!(response.headers().contains_key("content-encoding"), encoding == "identity");
    }
    let twice = compress("gzip", &compress("br", body).await).await;
    assert_eq!(client("br, gzip", twice).users().create(User::new("1")).await.unwrap().id, "1");
}

#[tokio::test]
async fn what_swells_runs_into_the_limit() {
    let zeros = vec![b' '; 4_000_000];
    for encoding in ["gzip", "br", "zstd"] {
        let bomb = compress(encoding, &zeros).await;
        assert!(bomb.len() < 50_000);
        let error = client(encoding, bomb).users().create(User::new("1")).max_response_size(100_000).await;
        assert!(error.unwrap_err().is_too_large(), "{encoding}");
    }
}

#[tokio::test]
async fn what_is_broken_is_reported() {
    let whole = compress("gzip", br#"{"id": "1"}"#).await;
    for body in [b"not gzip at all".to_vec(), whole[..whole.len() - 4].to_vec()] {
        let error = client("gzip", body).users().create(User::new("1")).await.unwrap_err();
        assert!(error.is_connection(), "{error:?}");
    }
    let error = client("rot13", b"{\"vq\": 1}".to_vec()).users().create(User::new("1")).await.unwrap_err();
    assert!(error.is_decode());
}

#[tokio::test]
async fn the_client_says_what_it_understands() {
    let server = Server::always(200, r#"{"id": "1"}"#);
    server.client().users().create(User::new("1")).await.unwrap();
    assert_eq!(server.last().header("accept-encoding"), "gzip, br, zstd");
}
