//! Numbers that stay the same from run to run and from machine to machine.

/// FNV-1a of 64 bits.
pub(super) fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The fingerprint of a change: what it is about, not where it is written or what else changed.
pub(super) fn of(parts: &[&str]) -> String {
    format!("{:016x}", hash(&parts.join("\u{1f}")))
}
