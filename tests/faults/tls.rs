//! TLS over both transports: certificates that are trusted and shown, failures that are permanent, HTTP/2.

use std::net::SocketAddr;
use std::sync::Arc;

use bytes::Bytes;
use clientgen_runtime::{BuildError, Credentials, HyperTransport, ReqwestTransport, Transport, TransportOptions};
use http_body_util::Full;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig};
use thrive_client::{Client, ClientBuilder};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use crate::fault::{SECRET, TENANT};

pub(crate) const AUTHORITY: &str = include_str!("certificates/authority.pem");
const SERVER: &str = include_str!("certificates/server.pem");
const CLIENT: &str = include_str!("certificates/client.pem");

#[tokio::test]
async fn a_certificate_that_nobody_trusts_is_not_tried_again() {
    let server = serve(config(false)).await;
    for client in clients(server, &TransportOptions::default()) {
        let error = client.users().get("1").await.unwrap_err();
        assert!(error.is_connect() && !error.is_retryable(), "{error:?}");
        assert_eq!(error.attempts(), 1);
        let reason = "getUserById: no connection: the certificate of the server is not valid, UnknownIssuer (";
        assert!(error.to_string().starts_with(reason), "{error}");
    }
}

#[tokio::test]
async fn given_roots_are_trusted_besides_the_public_ones() {
    let server = serve(config(false)).await;
    for client in clients(server, &TransportOptions::default().root_certificate(AUTHORITY)) {
        assert_eq!(client.users().get("1").await.unwrap().id, "1");
    }
    let der = CertificateDer::from_pem_slice(AUTHORITY.as_bytes()).unwrap();
    let alone = TransportOptions::default().without_public_roots().root_certificate(der);
    for client in clients(server, &alone) {
        assert_eq!(client.users().get("1").await.unwrap().id, "1");
    }
}

/// The platform is one that trusts the authority of these tests, so the test runs once more in a process of its own, whose
/// environment says so.
#[tokio::test]
async fn the_certificates_of_the_platform_are_trusted_on_request() {
    const NAME: &str = "tls::the_certificates_of_the_platform_are_trusted_on_request";
    let authority = concat!(env!("CARGO_MANIFEST_DIR"), "/faults/certificates/authority.pem");
    if std::env::var_os("SSL_CERT_FILE").is_none_or(|file| file != authority) {
        let mut again = std::process::Command::new(std::env::current_exe().unwrap());
        let output = again.args(["--exact", NAME]).env("SSL_CERT_FILE", authority).output().unwrap();
        let printed = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && printed.contains("1 passed"), "{printed}");
        return;
    }
    let server = serve(config(false)).await;
    let alone = TransportOptions::default().without_public_roots().platform_roots();
    for options in [TransportOptions::default().platform_roots(), alone] {
        for client in clients(server, &options) {
            assert_eq!(client.users().get("1").await.unwrap().id, "1");
        }
    }
    for client in clients(server, &TransportOptions::default()) {
        assert!(client.users().get("1").await.unwrap_err().is_connect(), "nobody asked for those of the platform");
    }
}

#[tokio::test]
async fn the_builder_has_the_settings_too() {
    let server = serve(config(true)).await;
    let client = builder(server).root_certificate(AUTHORITY).client_certificate(CLIENT).build().unwrap();
    assert_eq!(client.users().get("1").await.unwrap().id, "1");
}

#[tokio::test]
async fn servers_may_ask_for_a_certificate() {
    let server = serve(config(true)).await;
    let trusting = TransportOptions::default().root_certificate(AUTHORITY);
    for client in clients(server, &trusting) {
        let error = client.users().get("1").await.unwrap_err();
        assert_eq!((error.attempts(), error.is_retryable()), (1, false), "{error:?}");
    }
    for client in clients(server, &trusting.client_certificate(CLIENT)) {
        assert_eq!(client.users().get("1").await.unwrap().id, "1");
    }
}

#[tokio::test]
async fn http_2_is_spoken_where_the_server_agrees() {
    let mut config = config(false);
    config.alpn_protocols = vec![b"h2".to_vec()];
    let server = serve(config).await;
    for client in clients(server, &TransportOptions::default().root_certificate(AUTHORITY)) {
        assert_eq!(client.users().get("HTTP/2.0").await.unwrap().id, "HTTP/2.0");
    }
}

#[test]
fn settings_that_cannot_work_are_refused_when_building() {
    let nowhere = SocketAddr::from(([127, 0, 0, 1], 1));
    let reason = |builder: ClientBuilder| match builder.build().unwrap_err() {
        BuildError::Transport(reason) => reason,
        error => panic!("{error}"),
    };
    let (_, certificate) = CLIENT.rsplit_once("-----BEGIN PRIVATE KEY").map_or(("", ""), |(pem, key)| (key, pem));
    let keyless = builder(nowhere).client_certificate(certificate);
    assert_eq!(reason(keyless), "the client certificate comes without a private key");
    assert_eq!(reason(builder(nowhere).root_certificate("-----BEGIN nonsense")), "a root certificate is not valid PEM");
    assert_eq!(reason(builder(nowhere).without_public_roots()), "there is no root certificate to trust");
    let printed = format!("{:?}", builder(nowhere).client_certificate(CLIENT));
    assert!(!printed.contains("PRIVATE"), "{printed}");
}

#[test]
fn settings_that_exclude_each_other_are_refused_when_building() {
    let nowhere = SocketAddr::from(([127, 0, 0, 1], 1));
    let transport = || HyperTransport::new(TransportOptions::default()).unwrap();
    let http_client = || reqwest_builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let table = [
        (builder(nowhere).transport(transport()).root_certificate(AUTHORITY), ("transport", "root_certificate")),
        (builder(nowhere).proxy("http://proxy.example").http_client(http_client()), ("http_client", "proxy")),
        (builder(nowhere).http_client(http_client()).transport(transport()), ("http_client", "transport")),
    ];
    for (builder, (one, other)) in table {
        assert_eq!(builder.build().unwrap_err(), BuildError::Conflict(one, other));
    }
    assert!(builder(nowhere).http_client(http_client()).build().is_ok());
}

/// A client that follows redirects itself would send the headers of a call to other hosts.
#[test]
fn a_reqwest_client_must_leave_redirects_to_us() {
    let nowhere = SocketAddr::from(([127, 0, 0, 1], 1));
    let following = builder(nowhere).http_client(reqwest_builder().build().unwrap()).build().unwrap_err();
    assert!(following.to_string().contains("follows redirects itself"), "{following}");
    let limited = reqwest_builder().redirect(reqwest::redirect::Policy::limited(3)).build().unwrap();
    assert!(builder(nowhere).http_client(limited).build().is_err());
    assert!(builder(nowhere).http_client(reqwest_builder()).build().is_ok(), "a builder can still be configured");
}

fn reqwest_builder() -> reqwest::ClientBuilder {
    let roots = RootCertStore { roots: Vec::new() };
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    reqwest::Client::builder().tls_backend_preconfigured(tls.with_root_certificates(roots).with_no_client_auth())
}

fn builder(server: SocketAddr) -> ClientBuilder {
    Client::builder().base_url(format!("https://{server}")).credentials(Credentials::basic(TENANT, SECRET))
}

/// A client over each transport.
fn clients(server: SocketAddr, options: &TransportOptions) -> [Client; 2] {
    let transports: [Arc<dyn Transport>; 2] = [
        Arc::new(HyperTransport::new(options.clone()).unwrap()),
        Arc::new(ReqwestTransport::new(options.clone()).unwrap()),
    ];
    transports.map(|transport| builder(server).transport(transport).build().unwrap())
}

pub(crate) fn config(asks_for_certificate: bool) -> ServerConfig {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(AUTHORITY.as_bytes()).unwrap()).unwrap();
    let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider));
    let builder = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let builder = match asks_for_certificate {
        true => builder.with_client_cert_verifier(verifier.build().unwrap()),
        false => builder.with_no_client_auth(),
    };
    let chain = CertificateDer::pem_slice_iter(SERVER.as_bytes()).collect::<Result<_, _>>().unwrap();
    builder.with_single_cert(chain, PrivateKeyDer::from_pem_slice(SERVER.as_bytes()).unwrap()).unwrap()
}

/// A server that answers with a user; its id is the version of HTTP if that is asked for.
pub(crate) async fn serve(config: ServerConfig) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let acceptor = acceptor.clone();
            tokio::spawn(async move {
                if let Ok(stream) = acceptor.accept(stream).await {
                    answer(stream).await;
                }
            });
        }
    });
    address
}

async fn answer(stream: TlsStream<TcpStream>) {
    let is_http2 = stream.get_ref().1.alpn_protocol() == Some(b"h2");
    let service = service_fn(|request: http::Request<hyper::body::Incoming>| async move {
        let id = if request.uri().path().ends_with("/1") { "1".to_owned() } else { format!("{:?}", request.version()) };
        Ok::<_, std::convert::Infallible>(http::Response::new(Full::new(Bytes::from(format!(r#"{{"id": "{id}"}}"#)))))
    });
    let io = TokioIo::new(stream);
    // The client closes the connection as it likes.
    let _ = match is_http2 {
        true => hyper::server::conn::http2::Builder::new(TokioExecutor::new()).serve_connection(io, service).await,
        false => hyper::server::conn::http1::Builder::new().serve_connection(io, service).await,
    };
}
