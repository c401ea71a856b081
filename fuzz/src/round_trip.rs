//! The round trip of a model through JSON.

use std::fmt::Debug;

use clientgen_runtime::model::{decode, decode_value, encode};
use clientgen_runtime::{Model, Value};

/// Checks a round trip: JSON that decodes is encoded to JSON that decodes to the same value, and encoded again to the same
/// bytes. Its tree decodes to the same value too. For JSON that does not decode, the error can be printed.
pub fn round_trip<T: Model + PartialEq + Debug>(json: &[u8]) {
    let tree = serde_json::from_slice::<Value>(json);
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
