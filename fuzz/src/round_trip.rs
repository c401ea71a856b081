//! Checks that a model survives a round trip through JSON.

use std::fmt::Debug;

use clientgen_runtime::codegen::{Decoder, FromResponse};
use clientgen_runtime::http::StatusCode;
use clientgen_runtime::model::{decode, decode_value, encode};
use clientgen_runtime::{Model, RawResponse, Value};

/// Checks the round trip of one JSON text.
///
/// If it decodes, the encoded value decodes to the same value, a second encoding gives the same bytes, and the tree of
/// the JSON decodes to the same value. If it does not decode, the error can be printed, and its size is bounded.
pub fn round_trip<T: Model + PartialEq + Debug>(json: &[u8]) {
    let tree = serde_json::from_slice::<Value>(json);
    levels_agree::<T>(json);
    let value = match decode::<T>(json) {
        Ok(value) => value,
        Err(error) => {
            let shown = format!("{error} {error:?}");
            assert!(shown.len() < 4096 + json.len() * 8, "an error of {} bytes", shown.len());
            return;
        }
    };
    if let Ok(tree) = tree {
        let from_tree = decode_value::<T>(tree);
        assert!(from_tree.as_ref().is_ok_and(|other| *other == value), "{value:?} but from the tree {from_tree:?}");
    }
    let written = encode(&value).unwrap_or_else(|error| panic!("{value:?} was received and cannot be sent: {error}"));
    let again = decode::<T>(&written);
    let text = String::from_utf8_lossy(&written);
    let again = again.unwrap_or_else(|error| panic!("{value:?} is written as {text}, which does not decode: {error}"));
    assert_eq!(again, value, "written as {text}");
    assert_eq!(encode(&again).ok().as_deref(), Some(&written[..]), "written differently the second time");
}

/// Checks the three ways to read a response. If the strict way succeeds, all three give the same value and note the
/// same, and so does each where undeclared members are kept, apart from these. The tolerant way reads any JSON. The
/// number of places that do not fit is bounded.
fn levels_agree<T: Model + PartialEq + Debug>(json: &[u8]) {
    let response = RawResponse::new(StatusCode::OK, json.to_vec());
    let mut strictly = Decoder::strict();
    let strict = T::read(&response, &mut strictly).ok();
    let noted = strictly.into_drift();
    let is_json = serde_json::from_slice::<Value>(json).is_ok();
    for (name, mut decoder) in [
        ("lenient", Decoder::lenient()),
        ("lenient, undeclared members kept", Decoder::lenient().keep_undeclared()),
        ("strict, undeclared members kept", Decoder::strict().keep_undeclared()),
        ("tolerant", Decoder::tolerant()),
        ("tolerant, undeclared members kept", Decoder::tolerant().keep_undeclared()),
    ] {
        let value = T::read(&response, &mut decoder);
        let drift = decoder.into_drift();
        assert!(drift.len() <= 1001, "{} places", drift.len());
        assert!(value.is_ok() || !name.starts_with("tolerant") || !is_json, "{name}: {value:?}");
        if let Some(strict) = &strict {
            assert_eq!(value.as_ref().ok(), Some(strict), "{name}");
            assert!(name.ends_with("kept") || drift == noted, "{name}: {drift:?}");
        }
    }
}
