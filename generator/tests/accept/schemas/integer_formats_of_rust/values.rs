//! The largest values of the widths, and values that the lists do not have.

use client::models::{A, ALevel};

#[test]
fn wide_integers_and_open_enums() {
    assert_eq!(read::<A>(r#"{"size":18446744073709551615}"#).size, Some(u64::MAX));
    assert_eq!(read::<A>(r#"{"level":2}"#).level, Some(ALevel::High));
    comes_back::<A>(&[r#"{"size":18446744073709551615,"level":2,"lists":3}"#, r#"{"level":9}"#]);
}
