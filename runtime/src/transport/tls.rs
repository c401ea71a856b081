//! The TLS settings of both transports: rustls with Mozilla's roots, and what the options add.

use std::sync::Arc;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ClientConfig, RootCertStore, crypto};
use secrecy::ExposeSecret;

use super::options::{CryptoProvider, TransportOptions};
use crate::boxed::BoxError;

pub(super) fn config(options: &TransportOptions) -> Result<ClientConfig, BoxError> {
    // The provider is explicit, so that other crates of the program do not decide it.
    let config = ClientConfig::builder_with_provider(provider(options.crypto)?)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots(options)?);
    let Some(identity) = &options.identity else {
        return Ok(config.with_no_client_auth());
    };
    let pem = identity.expose_secret().as_bytes();
    let chain = certificates(pem, "the client certificate")?;
    // The reason is left out: it might quote the key.
    let key = PrivateKeyDer::from_pem_slice(pem).map_err(|_| "the client certificate comes without a private key")?;
    Ok(config.with_client_auth_cert(chain, key)?)
}

fn provider(choice: Option<CryptoProvider>) -> Result<Arc<crypto::CryptoProvider>, BoxError> {
    match choice {
        #[cfg(feature = "ring")]
        Some(CryptoProvider::Ring) => Ok(Arc::new(crypto::ring::default_provider())),
        #[cfg(feature = "aws-lc-rs")]
        Some(CryptoProvider::AwsLcRs) | None => Ok(Arc::new(crypto::aws_lc_rs::default_provider())),
        #[cfg(all(feature = "ring", not(feature = "aws-lc-rs")))]
        None => Ok(Arc::new(crypto::ring::default_provider())),
        #[cfg(not(any(feature = "ring", feature = "aws-lc-rs")))]
        _ => crypto::CryptoProvider::get_default().cloned().ok_or_else(|| {
            "TLS has no cryptography: enable the feature `ring` or `aws-lc-rs`, or install a provider in rustls".into()
        }),
    }
}

fn roots(options: &TransportOptions) -> Result<RootCertStore, BoxError> {
    let mut store = RootCertStore::empty();
    if !options.skips_public_roots {
        store.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    }
    for given in &options.roots {
        for certificate in certificates(given, "a root certificate")? {
            store.add(certificate)?;
        }
    }
    if options.wants_platform_roots {
        add_platform_roots(&mut store)?;
    }
    if store.is_empty() {
        return Err("there is no root certificate to trust".into());
    }
    Ok(store)
}

#[cfg(feature = "platform-roots")]
fn add_platform_roots(store: &mut RootCertStore) -> Result<(), BoxError> {
    let loaded = rustls_native_certs::load_native_certs();
    let (added, _) = store.add_parsable_certificates(loaded.certs);
    match loaded.errors.into_iter().next() {
        Some(error) if added == 0 => Err(error.into()),
        _ => Ok(()),
    }
}

#[cfg(not(feature = "platform-roots"))]
fn add_platform_roots(_: &mut RootCertStore) -> Result<(), BoxError> {
    Ok(())
}

/// The certificates in PEM, or the one in DER.
fn certificates(given: &[u8], what: &str) -> Result<Vec<CertificateDer<'static>>, BoxError> {
    const BEGIN: &[u8] = b"-----BEGIN";
    if !given.windows(BEGIN.len()).any(|window| window == BEGIN) {
        return Ok(vec![CertificateDer::from(given.to_vec())]);
    }
    let read: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(given).collect();
    match read {
        Ok(certificates) if !certificates.is_empty() => Ok(certificates),
        Ok(_) => Err(format!("{what} is PEM without a certificate").into()),
        Err(_) => Err(format!("{what} is not valid PEM").into()),
    }
}
