//! The largest values of the widths, and values that the lists do not have.

use client::models::{A, ALevel};

#[test]
fn wide_integers_and_open_enums() {
    assert_eq!(read::<A>(r#"{"size":18446744073709551615}"#).size, Some(u64::MAX));
    assert_eq!(read::<A>(r#"{"level":2}"#).level, Some(ALevel::High));
    comes_back::<A>(&[r#"{"size":18446744073709551615,"level":2,"lists":3}"#, r#"{"level":9}"#]);
}

#[test]
fn integers_of_128_bits_keep_their_digits() {
    let least = r#"{"wide":-170141183460469231731687303715884105728}"#;
    assert_eq!(read::<A>(least).wide, Some(i128::MIN));
    comes_back::<A>(&[least, r#"{"wide":1,"wider":[340282366920938463463374607431768211455,0]}"#]);
    let call = sent(|client: client::Client| client.a().list().above(i128::MAX));
    assert_eq!(call.query, "above=170141183460469231731687303715884105727");
}
