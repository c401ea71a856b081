//! The version that the changes ask for, by the rules of Cargo.

use super::level::{Rust, Wire};

/// The version after `version`; the same one where nothing of the client changed.
pub(super) fn next(version: &str, wire: Wire, rust: Rust, silent: bool) -> String {
    let numbers: Vec<u64> =
        version.split(['-', '+']).next().unwrap_or_default().split('.').map_while(|part| part.parse().ok()).collect();
    let &[major, minor, patch] = numbers.as_slice() else { return version.to_owned() };
    let breaks = rust == Rust::Major || silent || wire == Wire::Breaking;
    match (major, breaks, rust) {
        (_, false, Rust::None) => version.to_owned(),
        (0, true, _) => format!("0.{}.0", minor + 1),
        (0, false, _) => format!("0.{minor}.{}", patch + 1),
        (_, true, _) => format!("{}.0.0", major + 1),
        (_, false, Rust::Minor) => format!("{major}.{}.0", minor + 1),
        (_, false, _) => format!("{major}.{minor}.{}", patch + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_follow_cargo() {
        assert_eq!(next("0.1.0", Wire::None, Rust::Major, false), "0.2.0");
        assert_eq!(next("0.1.0", Wire::Safe, Rust::Minor, false), "0.1.1");
        assert_eq!(next("0.1.0", Wire::Breaking, Rust::Patch, false), "0.2.0");
        assert_eq!(next("1.2.3", Wire::None, Rust::Minor, false), "1.3.0");
        assert_eq!(next("1.2.3", Wire::Warn, Rust::Patch, true), "2.0.0");
        assert_eq!(next("1.2.3", Wire::None, Rust::None, false), "1.2.3");
        assert_eq!(next("odd", Wire::None, Rust::Major, false), "odd");
    }
}
