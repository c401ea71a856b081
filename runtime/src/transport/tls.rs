//! The TLS settings both transports share: rustls with ring, and Mozilla's roots.

use std::sync::Arc;

use rustls::{ClientConfig, RootCertStore};

use crate::BoxError;

pub(super) fn config() -> Result<ClientConfig, BoxError> {
    let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    // Named explicitly, so it does not matter which providers other crates of the program bring along.
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(config)
}
