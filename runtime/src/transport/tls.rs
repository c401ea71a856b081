//! The TLS settings of both transports: rustls with ring, and Mozilla's roots.

use std::sync::Arc;

use rustls::{ClientConfig, RootCertStore};

use crate::boxed::BoxError;

pub(super) fn config() -> Result<ClientConfig, BoxError> {
    let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    // The provider is explicit, so that other crates of the program do not decide it.
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(config)
}
