//! Clients that talk to a test's own server.

use thrive_client::{Client, ClientBuilder, Credentials, RetryPolicy};

use crate::server::Server;

/// The user name of [`basic`] clients.
pub const TENANT: &str = "eu-west-2_AbcdEfghI";

/// The password of [`basic`] clients.
pub const SECRET: &str = "s:ecret/ü";

/// A client with Basic credentials.
pub fn basic(server: &Server) -> Client {
    builder(server).credentials(Credentials::basic(TENANT, SECRET)).build().unwrap()
}

/// A client without credentials that tries once.
pub fn builder(server: &Server) -> ClientBuilder {
    Client::builder().base_url(server.url()).retry(RetryPolicy::none())
}
