//! Proxies of both transports: forwarded requests, tunnels, SOCKS, and hosts that need none.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use clientgen_runtime::{BuildError, Credentials, HyperTransport, ReqwestTransport, Transport, TransportOptions};
use thrive_client::{Client, Error};
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};

use crate::calls;
use crate::clock::TestClock;
use crate::fault::{SECRET, TENANT, user};
use crate::server::{Script, Server, To, response};
use crate::tls::{AUTHORITY, config, serve};

#[tokio::test]
async fn plain_http_is_forwarded_with_the_whole_url() {
    let proxy = Proxy::start(http).await;
    let options = TransportOptions::default().proxy(format!("http://user:pa%20ss@{}", proxy.address));
    for client in clients("http://127.0.0.1:9", &options) {
        assert_eq!(client.users().get("1").await.unwrap().id, "1");
    }
    for head in proxy.seen() {
        assert!(head.starts_with("GET http://127.0.0.1:9/rest/v1/user/1 HTTP/1.1"), "{head}");
        assert!(head.to_ascii_lowercase().contains("proxy-authorization: basic dxnlcjpwysbzcw=="), "{head}");
    }
    assert_eq!(proxy.seen().len(), 2);
}

#[tokio::test]
async fn https_goes_through_a_tunnel_that_sees_no_secret() {
    let server = serve(config(false)).await;
    let proxy = Proxy::start(http).await;
    let options =
        TransportOptions::default().root_certificate(AUTHORITY).proxy(format!("http://user:pass@{}", proxy.address));
    for client in clients(&format!("https://{server}"), &options) {
        assert_eq!(client.users().get("1").await.unwrap().id, "1");
    }
    for head in proxy.seen() {
        assert!(head.starts_with(&format!("CONNECT {server} HTTP/1.1")), "{head}");
        assert!(head.to_ascii_lowercase().contains("proxy-authorization: basic dxnlcjpwyxnz"), "{head}");
        assert!(!head.to_ascii_lowercase().contains("\r\nauthorization"), "{head}");
    }
    assert_eq!(proxy.seen().len(), 2);
}

#[tokio::test]
async fn socks_carries_both_schemes() {
    let secure = serve(config(false)).await;
    let plain = plain_server();
    let proxy = Proxy::start(socks).await;
    let options = TransportOptions::default().root_certificate(AUTHORITY).proxy(format!("socks5://{}", proxy.address));
    for url in [format!("https://{secure}"), format!("http://{}", plain.here)] {
        for client in clients(&url, &options) {
            assert_eq!(client.users().get("1").await.unwrap().id, "1", "{url}");
        }
    }
    assert_eq!(proxy.seen().len(), 4);
}

#[tokio::test]
async fn some_hosts_need_no_proxy() {
    let server = plain_server();
    let options = TransportOptions::default().proxy("http://127.0.0.1:1").proxy_exceptions("example.com,127.0.0.0/8");
    for options in [options.clone(), options.no_proxy()] {
        for client in clients(&format!("http://{}", server.here), &options) {
            assert_eq!(client.users().get("1").await.unwrap().id, "1");
        }
    }
    assert_eq!(server.count(To::Calls), 4);
}

#[tokio::test]
async fn a_proxy_that_is_down_is_no_connection() {
    let options = TransportOptions::default().proxy("http://user:needle@127.0.0.1:1");
    for client in clients("https://127.0.0.1:9", &options) {
        let error: Error = client.users().get("1").retry(clientgen_runtime::RetryPolicy::none()).await.unwrap_err();
        assert!(error.is_connect(), "{error:?}");
        assert!(!format!("{error} {error:?}").contains("needle"), "{error:?}");
    }
}

#[test]
fn a_proxy_that_is_no_url_is_refused_without_its_password() {
    let table = ["", "ftp://user:needle@127.0.0.1", "http://"];
    for url in table {
        let error = Client::builder().proxy(url).build().unwrap_err();
        assert!(matches!(&error, BuildError::Transport(reason) if !reason.contains("needle")), "{url}: {error:?}");
    }
}

fn plain_server() -> Server {
    assert_eq!(calls::user()["id"], "1");
    Server::start(Script { calls: [user()].into(), ..Script::default() }, TestClock::new())
}

/// A client over each transport.
fn clients(url: &str, options: &TransportOptions) -> [Client; 2] {
    let transports: [Arc<dyn Transport>; 2] = [
        Arc::new(HyperTransport::new(options.clone()).unwrap()),
        Arc::new(ReqwestTransport::new(options.clone()).unwrap()),
    ];
    let build = |transport| {
        let builder = Client::builder().base_url(url).transport(transport);
        builder.credentials(Credentials::basic(TENANT, SECRET)).build().unwrap()
    };
    transports.map(build)
}

/// A proxy on loopback, and what it was asked.
struct Proxy {
    address: SocketAddr,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Proxy {
    async fn start<F>(serve: fn(TcpStream, Arc<Mutex<Vec<String>>>) -> F) -> Self
    where
        F: Future<Output = Option<()>> + Send + 'static,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let seen = Arc::<Mutex<Vec<String>>>::default();
        let shared = Arc::clone(&seen);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&shared)));
            }
        });
        Self { address, seen }
    }

    fn seen(&self) -> Vec<String> {
        self.seen.lock().unwrap().clone()
    }
}

/// Answers requests as their server would, and makes tunnels.
async fn http(mut stream: TcpStream, seen: Arc<Mutex<Vec<String>>>) -> Option<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.ok()?);
    }
    let head = String::from_utf8(head).ok()?;
    seen.lock().unwrap().push(head.clone());
    let Some(target) = head.strip_prefix("CONNECT ") else {
        return stream.write_all(&response(200, "connection: close", &calls::user().to_string())).await.ok();
    };
    let mut target = TcpStream::connect(target.split(' ').next()?).await.ok()?;
    stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.ok()?;
    copy_bidirectional(&mut stream, &mut target).await.ok().map(drop)
}

/// SOCKS 5 without authentication, to IPv4 addresses (RFC 1928).
async fn socks(mut stream: TcpStream, seen: Arc<Mutex<Vec<String>>>) -> Option<()> {
    let mut greeting = [0; 2];
    stream.read_exact(&mut greeting).await.ok()?;
    stream.read_exact(&mut vec![0; usize::from(greeting[1])]).await.ok()?;
    stream.write_all(&[5, 0]).await.ok()?;
    let mut request = [0; 10];
    stream.read_exact(&mut request).await.ok()?;
    let [5, 1, 0, 1, a, b, c, d, high, low] = request else { return None };
    let target = SocketAddr::from(([a, b, c, d], u16::from_be_bytes([high, low])));
    seen.lock().unwrap().push(target.to_string());
    let mut target = TcpStream::connect(target).await.ok()?;
    stream.write_all(&[5, 0, 0, 1, 0, 0, 0, 0, 0, 0]).await.ok()?;
    copy_bidirectional(&mut stream, &mut target).await.ok().map(drop)
}
