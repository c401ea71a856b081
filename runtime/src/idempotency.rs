//! Idempotency keys: the header by which a server recognises a request that it has seen before.

use std::fmt::Write;

use crate::platform;

/// A new key: a random UUID (RFC 9562, version 4).
pub(crate) fn new_key() -> String {
    let (high, low) = (platform::random(), platform::random());
    let version = (high & !0xf000) | 0x4000;
    let variant = (low & !(0b11 << 62)) | (0b10 << 62);
    let mut key = String::with_capacity(36);
    let _ = write!(
        key,
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        version >> 32,
        (version >> 16) & 0xffff,
        version & 0xffff,
        variant >> 48,
        variant & 0xffff_ffff_ffff
    );
    key
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use crate::model::Uuid;

    use super::*;

    #[test]
    fn keys_are_different_uuids() {
        let keys: HashSet<String> = (0..1000).map(|_| new_key()).collect();
        assert_eq!(keys.len(), 1000);
        for key in keys {
            let bytes = Uuid::from(key.as_str());
            assert_eq!((key.len(), &key[14..15], bytes.to_string().as_str()), (36, "4", key.as_str()));
            assert!(matches!(&key[19..20], "8" | "9" | "a" | "b"), "{key}");
        }
    }
}
