//! What was fetched, by hash, in the cache folder of the user. That it can be lost or unwritable does not matter.

use std::path::PathBuf;

use crate::{files, sources};

/// Keeps some bytes; returns their hash.
pub(super) fn keep(bytes: &[u8]) -> String {
    let hash = hash(bytes);
    if let Some(path) = path(&hash).filter(|path| !path.exists()) {
        // Without a cache the next run fetches again, and compares.
        let _ = files::replace(&path, bytes);
    }
    hash
}

/// What has this hash. A file that was changed has another one.
pub(super) fn find(wanted: &str) -> Option<Vec<u8>> {
    let bytes = sources::bytes_of(&path(wanted)?).ok()?;
    (hash(&bytes) == wanted).then_some(bytes)
}

fn path(hash: &str) -> Option<PathBuf> {
    let is_hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    let folder = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let base = folder("XDG_CACHE_HOME")
        .or_else(|| folder("LOCALAPPDATA"))
        .or_else(|| Some(folder("HOME")?.join(".cache")))
        .filter(|_| is_hash)?;
    Some(base.join("clientgen").join(hash))
}

#[cfg(feature = "fetch")]
fn hash(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};

    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Nothing is fetched that would have one.
#[cfg(not(feature = "fetch"))]
fn hash(_bytes: &[u8]) -> String {
    String::new()
}
